"""A market's session is told by its last full report: what went on before the close is over when an edition appears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsprism.stages.write.material import Material
from newsprism.text.ko.markets import session_of
from newsprism.types.document import Document

_FULL = 0.4
"""Share of the length of the best report from which another one is full."""
_CLOSE = re.compile(r"마감|거래를 마|장을 마")
_OPEN = re.compile(r"장중|장 초반|개장|출발|(?<!한때 )돌파하며|오전")


def closing_report(reports: Sequence[Document]) -> Document | None:
    """Return the last full report of the market whose session the first of `reports` tells of; None where it tells of none.

    A headline that tells the close goes before one that tells what followed.
    """
    if not reports:
        return None
    first = session_of(reports[0].title, reports[0].published_at)
    if first is None:
        return None
    full = [d for d in reports if len(d.text) >= _FULL * len(reports[0].text)]
    told = [(found[1], d) for d in full if (found := session_of(d.title, d.published_at)) and found[0] == first[0]]
    return max(told, key=lambda pair: (pair[0], bool(_CLOSE.search(pair[1].title)), _moment(pair[1])))[1]


def tells_a_close(text: str) -> bool:
    """Say whether a sentence tells where a market's day ended.

    >>> tells_a_close("11일 서울 채권시장에서 3년물 금리는 연 3.200%에 장을 마쳤다."), tells_a_close("나루시는 접수를 마감했다.")
    (True, False)
    """
    return _CLOSED.search(text) is not None


_CLOSED = re.compile(
    r"(?:거래|장)(?:를|을) 마(?:쳤|감)|\d(?:원|달러|포인트|%|bp)?(?:에|로) (?:거래를 |장을 )?마(?:감|쳤)"
)


def _moment(document: Document) -> str:
    return document.published_at.isoformat() if document.published_at else ""


def sessions_over(materials: Iterable[Material]) -> frozenset[tuple[str, int]]:
    """Return the sources of sentences about the course of a session whose close another report of the story tells."""
    return frozenset(source for material in materials for source in _over(material))


def _over(material: Material) -> Iterable[tuple[str, int]]:
    sessions = {
        d.id: session_of(d.title, d.published_at)
        for d in {c.document.id: c.document for c in material.candidates}.values()
    }
    closed = {sessions[c.document.id] for c in material.candidates if sessions[c.document.id] and _CLOSE.search(c.text)}
    for candidate in material.candidates:
        if (
            sessions[candidate.document.id] in closed
            and _OPEN.search(candidate.text)
            and not _CLOSE.search(candidate.text)
        ):
            yield candidate.source
