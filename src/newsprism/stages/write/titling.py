"""Title, subtitles and keywords of an edition in a language whose words no analyser takes apart: parts of headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations

from newsprism.stages.write.desk import Desk
from newsprism.text.headlines import content_words, overlap
from newsprism.text.language import language
from newsprism.types.brief import Citation, Issue, Sentence
from newsprism.types.document import Document
from newsprism.types.story import StoryId

_TITLE = (14, 62)
_TITLES = 126
_SUBTITLE = (14, 76)
_KEYWORD = (4, 30)
_SAME = 0.4
"""Share of words from which two headlines are too near to stand side by side."""


def _own_titles(desk: Desk, story: StoryId) -> list[Document]:
    """Return reports in the language of the edition whose headlines can be quoted, the lead's first."""
    material, pack = desk.material[story], language(desk.reader.language)
    read = {c.document.id: c.document for c in material.candidates}
    return [d for d in {material.lead.id: material.lead, **read}.values() if language(d.language) is pack]


def _part(desk: Desk, story: StoryId, room: tuple[int, int]) -> tuple[str, Document] | None:
    """Return the first part of the headlines of a story that fits, and its report; the whole headline goes first."""
    least, most = room
    return next(
        (
            (part, document)
            for document in _own_titles(desk, story)
            for part in language(desk.reader.language).phrases(document.title)
            if least <= len(part) <= most and part in document.title
        ),
        None,
    )


def headline(desk: Desk) -> str:
    """Return the title without its tag: the headlines of two picks that fit together, else of one."""
    words = language(desk.reader.language).words
    parts: list[str] = []
    for pick in desk.selected:
        found = _part(desk, pick.story.id, _TITLE)
        near = found and any(overlap(content_words(found[0]), content_words(other)) >= _SAME for other in parts)
        if found and not near:
            parts.append(found[0])
    for left, right in combinations(parts[:4], 2):
        if len(joined := words.joined(left, right)) <= _TITLES:
            return joined
    return parts[0] if parts else words.untitled(desk.reader)


def subtitles(desk: Desk, main: Sequence[Issue]) -> tuple[Sentence, ...]:
    """Return three headlines, one for each issue, or none when one of them has no part that fits."""
    found = []
    for issue in main:
        best = _part(desk, issue.story_ids[0], _SUBTITLE)
        if best is not None:
            part, source = best
            start = source.title.index(part)
            found.append(Sentence(part, "extracted", (Citation(source.id, "title", start, start + len(part), part),)))
    return tuple(found) if len(found) == 3 else ()


def keywords(desk: Desk, count: int = 5) -> tuple[str, ...]:
    """Return a phrase of the headlines of each pick: what most of them say, and what tells the topic."""
    found: list[str] = []
    weights = {t: w for topic, _ in desk.reader.interests.topics for t, w in topic.terms.items()}
    for pick in desk.selected:
        titles = [d.title for d in _own_titles(desk, pick.story.id)]
        counted = Counter(phrase for title in titles for phrase in language(desk.reader.language).keywords(title))
        best = max(
            (p for p in counted if _KEYWORD[0] <= len(p) <= _KEYWORD[1] and not _again(p, found)),
            key=_worth(counted, len(titles), weights),
            default=None,
        )
        if best:
            found.append(best)
        if len(found) == count:
            break
    return tuple(found)


def _worth(counted: Counter[str], titles: int, weights: dict[str, float]) -> Callable[[str], tuple[float, str]]:
    def worth(phrase: str) -> tuple[float, str]:
        term = max((w for t, w in weights.items() if holds(phrase, (t,))), default=0.0)
        return counted[phrase] / max(1, titles) + term + 0.6 * (" " in phrase), phrase

    return worth


def _again(phrase: str, found: Sequence[str]) -> bool:
    words = content_words(phrase)
    return any(words & content_words(other) for other in found)


def holds(text: str, words: Sequence[str]) -> bool:
    """Say whether one of the words stands in a text; a Latin one only as a whole word."""
    return any(
        re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) if word.isascii() else word in text for word in words
    )
