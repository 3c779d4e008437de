"""Title and subtitles of an edition: parts of the headlines of its picks whose figures and words stand below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.naming.words import parts_of, shares
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.normalise import folded
from newsprism.types.brief import Citation, Issue, Sentence


def headline(desk: Desk, printed: Sequence[Sentence] = ()) -> str:
    """Return 'A…B' of 25–45 characters from the two first picks that offer parts, else what there is.

    Where an edition is `printed` below, the figures stand there or in the headline of a pick.
    """
    text = _below(desk, printed)
    offers: list[list[tuple[float, str]]] = []
    for pick in desk.selected:
        found = [p[:2] for p in parts_of(desk, pick.story.id, 9, 28) if not printed or _told(p[1], text)]
        if found and not any(shares(found[0][1], other[0][1]) for other in offers):
            offers.append(found)
        if len(offers) == _PICKS:
            break
    best = [offer[:1] for offer in offers]
    near = [
        [p for p in offer if p[0] >= offer[0][0] - _LESS and (p is offer[0] or len(p[1]) >= _WHOLE)] for offer in offers
    ]
    for first, others in ((best[:1], best[1:]), (near[:1], near[1:]), (best[1:2], best[2:])):
        for left, right in product(first, others):
            if joined := _joined(left, right):
                return joined
    parts = [offer[0][1] for offer in offers]
    if len(parts) >= 2:
        return f"{parts[0]}…{parts[1]}"
    return parts[0] if parts else f"{desk.reader.name}가 볼 소식"


def _joined(left: Sequence[tuple[float, str]], right: Sequence[tuple[float, str]]) -> str | None:
    """Return the two parts, one of each, that are worth most and are together as long as a title may be."""
    pairs = sorted(product(left, right), key=lambda pair: -(pair[0][0] + pair[1][0]))
    fitting = (
        f"{one}…{other}"
        for (_, one), (_, other) in pairs
        if 25 <= len(one) + len(other) + 1 <= 45 and not shares(one, other)
    )
    return next(fitting, None)


_WHOLE = 13
"""Characters below which a part that is not the best one is a rump: "야당은 ‘불참’"."""
_PICKS, _LESS = 3, 0.6
"""Picks that may head an edition, and how much less than its best part another may be worth."""
_AGAIN = 1.5
"""The same where the best part stands in the title already."""


def subtitles(desk: Desk, main: Sequence[Issue], title: str, printed: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return three short headline parts, one for each issue, or none when one of them has no part that fits.

    Their figures stand below them; one that the title has not said goes before its equal.
    """
    text = _below(desk, printed)
    found = []
    for issue in main:
        each = ([p for p in parts_of(desk, i, 13, 30) if _told(p[1], text)] for i in issue.story_ids)
        parts = next((one for one in each if one), [])
        if not parts:
            return ()
        fresh = [p for p in parts if p[1] not in title]
        _, part, source = next((p for p in fresh if p[0] >= parts[0][0] - _AGAIN), parts[0])
        start = source.title.index(part)
        found.append(Sentence(part, "extracted", (Citation(source.id, "title", start, start + len(part), part),)))
    return tuple(found) if len(found) == 3 else ()


def _below(desk: Desk, printed: Sequence[Sentence]) -> str:
    """Return what the reader sees below the head of an edition: the headlines of its picks and its sentences."""
    return "\n".join((*(desk.material[p.story.id].lead.title for p in desk.selected), *(s.text for s in printed)))


def _told(part: str, text: str) -> bool:
    """Say whether a text tells what a part announces: its figures stand there, and most of its words."""
    words = [word.rstrip(_JOSA) or word for word in content_words(part)]
    low = folded(text)
    return _figures_stand(part, text) and sum(word in low for word in words) >= _MOST * len(words)


_JOSA = "은는이가을를의에도로와과"
_MOST = 0.6
"""Share of the words of a part that stand below it."""


def _figures_stand(part: str, text: str) -> bool:
    """Say whether the figures of a part stand in a text, each with the same unit: 4·6개월 is not 4∼6개월."""
    have = {_figure(m) for m in _COUNTED.findall(text)}
    return all(_figure(m) in have for m in _COUNTED.findall(part))


def _figure(counted: str) -> str:
    return re.sub(r"[∼〜]", "~", counted.replace(",", "").replace(" ", ""))


_COUNTED = re.compile(r"\d(?:[\d.,·∼~〜]*\d)?\s?[가-힣%]?")
