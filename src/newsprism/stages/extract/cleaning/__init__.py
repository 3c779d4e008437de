"""Takes out of an article's text what is not the article, one small named rule at a time.

`clean_body` runs the general rules in order; `recurring_lines` learns what the rules cannot know, the lines that one
publisher prints under every article; `authors_of` reads the by-lines before they are taken out.
"""

from newsprism.stages.extract.cleaning.bylines import authors_of
from newsprism.stages.extract.cleaning.learned import recurring_lines, without_recurring
from newsprism.stages.extract.cleaning.rules import RULES, clean_body, is_korean

__all__ = ["RULES", "authors_of", "clean_body", "is_korean", "recurring_lines", "without_recurring"]
