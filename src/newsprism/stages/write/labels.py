"""The label of an issue: a short part of its headlines that names the matter."""

from __future__ import annotations

import re

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.headlines import Headlines
from newsprism.stages.write.keywords import bare, key_phrase
from newsprism.stages.write.words import PERSON, agreed, informative, nameless, phrase_of
from newsprism.text.ko.headlines import content_words
from newsprism.types.story import StoryId


def label_of(desk: Desk, story: StoryId, morphemes: Headlines) -> str | None:
    """Return a label of 4–14 characters for a story: a part of its headlines that most of them say, else its key phrase."""
    material = desk.material[story]
    best = phrase_of(desk, story, 6, 14)
    titles = [content_words(d.title) for d in material.story.documents[:12]]
    if (
        best
        and not PERSON.search(best[0])
        and not _NO_LABEL.search(best[0])
        and agreed(best[0], titles) >= _SAID
        and informative(best[0]) > 0
        and not nameless(best[0])
    ):
        return best[0]
    named = key_phrase(desk, material.story, morphemes, (), 14)
    return named if named and not bare(named) else None


# A label names a thing: it is no clause, no quotation and no count of somebody.
_NO_LABEL = re.compile(
    r"[가-힣](?:다|어|아)$|[“”‘’\"']|\d(?:곳|명|건|개)$|^(?:전년|작년|지난)|^[가-힣A-Za-z]+(?:·[가-힣A-Za-z]+)+$"
    r"|[가-힣](?:에|에서|에게|을|를|은|는|으로|로|서)(?=\s)"
)
_SAID = 0.3
"""How far the words of a label stand in the headlines of its story."""
