"""The label of an issue: a short part of its headlines that names the matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.keywords import closed, key_phrase
from newsprism.stages.write.naming.words import PERSON, agreed, informative, nameless, phrase_of
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.normalise import folded
from newsprism.types.story import StoryId


def label_of(desk: Desk, story: StoryId, morphemes: Headlines, below: Sequence[str]) -> str | None:
    """Return a label of 4–14 characters for the sentences `below`, which tell of a story; None where nothing names it.

    It is a part of the story's headlines that most of them say, else its key phrase, and of two matters in one story
    the one that stands below.
    """
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
        and _stands(best[0], below)
    ):
        return best[0]
    text = closed("\n".join(below))
    for printed, texts in ((None, ()), (text, below)):
        named = key_phrase(desk, material.story, morphemes, (), 14, telling=True, printed=printed, below=texts)
        if named and _stands(named, below):
            return named
    return None


def _stands(label: str, below: Sequence[str]) -> bool:
    """Say whether the sentences below speak of what a label names: a story of two rulings has headlines of both."""
    text, words = folded(" ".join(below)), content_words(label)
    return sum(word in text for word in words) >= _LABELLED * len(words)


# A label names a thing: it is no clause, no quotation and no count of somebody.
_NO_LABEL = re.compile(
    r"[가-힣](?:다|어|아)$|[“”‘’\"']|\d(?:곳|명|건|개)$|^(?:전년|작년|지난)|^[가-힣A-Za-z]+(?:·[가-힣A-Za-z]+)+$"
    r"|[가-힣](?:에|에서|에게|을|를|은|는|으로|로|서)(?=\s)"
)
_SAID = 0.3
"""How far the words of a label stand in the headlines of its story."""
_LABELLED = 0.3
"""Share of a label's words that the sentences below it say."""
