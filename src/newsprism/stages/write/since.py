"""A pick that the reader had before: its reports since then, and the sentence that says from which edition it goes on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from newsprism.stages.write.material import day_of
from newsprism.text.ko.josa import attach
from newsprism.text.ko.newness import Known
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import strip_tags
from newsprism.types.brief import Citation, Figure, Sentence
from newsprism.types.document import Document
from newsprism.types.history import Sent
from newsprism.types.ranking import RankedStory
from newsprism.types.story import Story

_LEADS = 4
"""Printable reports, best first, among which the best of the last day is the lead; those behind them print badly."""
_TOP = 500


@dataclass(frozen=True, slots=True)
class Since:
    """What came after the edition `sent`: the printable reports (the first is the lead) and all reports, by time.

    `known` is what was told before.
    """

    sent: Sent
    known: Known
    printable: tuple[Document, ...]
    reports: tuple[Document, ...]


def since(ranked: RankedStory, sent: Sent, siblings: Iterable[Story]) -> Since | None:
    """Return what is new of a story since an edition; None when no report of it can be printed.

    `siblings` are other stories of its thread: what they told by then was known as well.
    """
    by_id = {d.id: d for d in ranked.story.documents}
    printable = [by_id[i] for i in ranked.leads if i in by_id and not sent.knew(by_id[i])]
    if not printable:
        return None
    told = [d for s in (ranked.story, *siblings) for d in reversed(s.documents) if sent.knew(d)]
    known = Known([sent.title, *(text for d in told for text in (strip_tags(d.title), d.text))])
    telling = [d for d in printable[:_LEADS] if _tells(known, d)] or printable[:1]
    last = max(day_of(d) or date.min for d in telling)
    lead = next(d for d in telling if (day_of(d) or date.min) == last)
    after = [d for d in ranked.story.documents if d.published_at and d.published_at >= sent.closed]
    return Since(sent, known, (lead, *(d for d in printable if d is not lead)), tuple(after))


def opening(since: Since, last: date, said: Collection[str]) -> Sentence | None:
    """Say how many outlets reported since the edition; None when none did, or when every wording is among `said`.

    `last` is the last day of the window, `said` are folded texts.
    """
    outlets = list(dict.fromkeys(d.publisher for d in since.reports if d.publisher))
    if not outlets:
        return None
    text = next((text for text in _wordings(since, outlets, last) if folded(text) not in said), None)
    if text is None:
        return None
    figures = (
        Figure("last_edition", since.sent.issue.isoformat()),
        Figure("outlets", str(len(outlets))),
        Figure("reports", str(len(since.reports))),
    )
    cited = since.printable[0] if since.printable[0] in since.reports else since.reports[-1]
    return Sentence(text, "composed", (Citation(cited.id, "title", 0, len(cited.title), cited.title),), figures)


def edition_day(sent: Sent, last: date) -> str:
    """Print the day of the edition as one speaks of it on the day `last`."""
    day = sent.issue
    if day.year != last.year:
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"지난 {day.day}일" if day.month == last.month else f"지난 {day.month}월 {day.day}일"


def _wordings(since: Since, outlets: list[str], last: date) -> Iterator[str]:
    day, reports = edition_day(since.sent, last), len(since.reports)
    if len(outlets) == 1 and since.printable[0].publisher == outlets[0]:
        yield f"{day} 브리핑 뒤 {attach(outlets[0], '이/가')} 새로 보도했다."
    yield f"{day} 브리핑 뒤 매체 {len(outlets)}곳이 새로 보도했다."
    yield f"{day} 브리핑 이후 매체 {len(outlets)}곳에서 기사 {reports}건이 더 나왔다."
    yield f"{day} 브리핑에 이어 매체 {len(outlets)}곳이 다시 다뤘다."
    yield f"{day} 브리핑에 담은 뒤로 기사 {reports}건이 더 나왔다."


def _tells(known: Known, document: Document) -> bool:
    day = day_of(document)
    headline = known.look(strip_tags(document.title), day)
    return headline is not None or any(news.named for news in known.news(document.text[:_TOP], day))
