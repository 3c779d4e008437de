"""How a text is read: its words and values (`texts`), and what its grammar tells.

::

    marks         polarity and certainty of one word, from the morphemes behind it
    idioms        a noun and a verb that together stand for one word
    predicates    what the morphemes behind a predicate say of it: denied, asked, decided, a condition, an event
    levels        how far the text commits itself to a predicate: supposed, weighed, planned, settled, done
    hedges        what takes back what was told, and conditions before it
    speech        who says it; naming  who is named where a sentence turns round
    arguments     what a predicate acts on; clauses  its sentence, part by part
    propositions  all of that together, predicate by predicate
"""

from newsprism.stages.verify.reading.texts import (
    Reading,
    Surface,
    Word,
    is_content,
    positions,
    prepare,
    read,
    squeezed,
    surface,
    word_key,
)

__all__ = [
    "Reading",
    "Surface",
    "Word",
    "is_content",
    "positions",
    "prepare",
    "read",
    "squeezed",
    "surface",
    "word_key",
]
