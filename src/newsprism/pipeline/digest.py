"""From the reports and stories of a period to a digest, for one reader.

::

    stories ─ reports ─▶ each report once ─┐
            ─ others ──────────────────────┴─ rank ─▶ fill sections, write ─▶ items ─ compose ─▶ brief ─ verify ─▶ faults
                                                                                         ▲                         │
                                                                                         └─────── lines out ◀──────┘

Every report of the period has a place: interest decides the order, and what a reader blocked stays out. News fill a
section that has few reports. A line at fault is taken out, never written anew: it was the source's own. Reports in
another language are only listed, unless a translator writes them (`pipeline/translating.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.errors import NothingInWindow, Unprintable
from newsprism.pipeline.brief import Edition
from newsprism.pipeline.calendar import DIGEST_DAYS, SEOUL, closing, newest_issue, window_of
from newsprism.pipeline.filling import Editing, Filling, Found
from newsprism.pipeline.prune import without_lines
from newsprism.pipeline.sending import before
from newsprism.pipeline.supply import Supply
from newsprism.pipeline.translating import Translating
from newsprism.protocols.services import Progress
from newsprism.protocols.stages import DigestComposer, DigestPress, ItemTranslator, ItemWriter, Ranker, Verifier
from newsprism.types.brief import Cadence, DigestSection, DroppedSentence, Verification, Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.history import History
from newsprism.types.ranking import Ranking
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story

_CHOSEN = 40
"""Stories that the ranking is asked for: more than a digest has room for."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is composed: the sections, and what the translator's lines cost."""

    sections: Sequence[DigestSection]
    ranking: Ranking
    press: DigestPress
    known: Mapping[DocumentId, Document]
    dropped: tuple[DroppedSentence, ...]


@dataclass(frozen=True, slots=True)
class DigestMaking:
    """The pipeline of a digest with its stages; `days` is how long a period is, `translator` is there where a model is."""

    ranker: Ranker
    editing: Editing
    writer: ItemWriter
    composer: DigestComposer
    verifier: Verifier
    progress: Progress
    closing_hour: int = 9
    zone: ZoneInfo = SEOUL
    days: int = DIGEST_DAYS
    translator: ItemTranslator | None = None

    def make(
        self, supply: Supply, reader: ReaderType, cadence: Cadence, issue: date | None, history: History | None = None
    ) -> Edition:
        """Return the digest of `issue` (default: the day of the newest document).

        Raises InvalidIssueDate, and NothingInWindow when the period has no report, or none that is new to the reader.
        """
        issue = issue or self.newest(supply, cadence)
        window = replace(window_of(cadence, issue), start=issue - timedelta(days=self.days - 1))
        start = datetime.combine(window.start, time(), SEOUL)
        end = closing(cadence, window, self.closing_hour, self.zone)
        stories = (*supply.stories(start, start, end), *supply.undated(start, end))
        found = self.editing.reports(stories, window)
        if not found.stories:
            raise _nothing(window, supply)
        self.progress.stage("고르기", len(stories))
        past = before(history, cadence, issue) if history else None
        ranking = self.ranker.rank((*found.stories, *found.others), reader, window, _CHOSEN, past)
        self.progress.stage("쓰고 검증하기")
        known = {d.id: d for s in stories for d in s.documents}
        sections, ranking = Filling(self.editing, self.writer, found, ranking, known).fill()
        if not any(item.kind == "report" for section in sections for item in section.items):
            raise _nothing(window, supply, "새로 실을 ")
        return self._checked(self._translated(sections, ranking, self._press(issue, window, found, stories), known))

    def newest(self, supply: Supply, cadence: Cadence) -> date:
        """Return the day of the newest document; raises NothingInWindow without any."""
        moments = [m.astimezone(SEOUL) for m in supply.moments()]
        if not moments:
            raise NothingInWindow("날짜가 있는 문서가 없습니다", subject="입력", advice="--on 으로 발행일을 정하세요.")
        return newest_issue(cadence, moments, self.closing_hour, self.zone)

    def _press(self, issue: date, window: Window, found: Found, stories: Sequence[Story]) -> DigestPress:
        articles = sum(d.kind != "report_item" and d.published_at is not None for s in stories for d in s.documents)
        reports = len(found.stories) + found.repeated
        return DigestPress(issue, window, reports, articles, found.repeated, self.writer.name, self.writer.generative)

    def _translated(
        self,
        sections: Sequence[DigestSection],
        ranking: Ranking,
        press: DigestPress,
        known: Mapping[DocumentId, Document],
    ) -> _Draft:
        """Let the translator write what is only listed, and take back what fails the checks."""
        if self.translator is None:
            return _Draft(sections, ranking, press, known, ())
        translating = Translating(self.translator, self.composer, self.verifier)
        written, press, dropped = translating.write(sections, ranking, press, known)
        return _Draft(written, ranking, press, known, dropped)

    def _checked(self, draft: _Draft) -> Edition:
        """Compose and verify; what is at fault is taken out, until nothing is."""
        ranking, press, known = draft.ranking, draft.press, draft.known
        dropped = {one.text: one for one in draft.dropped}
        brief = self.composer.compose(draft.sections, ranking, press, known)
        report = self.verifier.verify(brief, known.values())
        asked = [report.usage]
        while not report.clean:
            for fault in report.faults:
                dropped.setdefault(fault.text, DroppedSentence(fault.text, f"{fault.kind}: {fault.detail}"))
            left = without_lines(brief.sections, report.faults)
            if left == brief.sections:
                fault = report.faults[0]
                raise Unprintable(
                    f"{fault.kind}: {fault.detail}", subject=fault.where, advice="이 호는 만들지 않았습니다."
                )
            brief = self.composer.compose(left, ranking, press, known)
            report = self.verifier.verify(brief, known.values())
            asked.append(report.usage)
        checked = Verification(report.sentences, report.supported, report.composed, tuple(dropped.values()))
        cited = tuple(known[s.document_id] for s in brief.sources if s.document_id in known)
        return Edition(
            replace(brief, verification=checked, made_with=brief.made_with.after(asked, report.embedder)),
            cited,
            ranking,
        )


def _nothing(window: Window, supply: Supply, new: str = "") -> NothingInWindow:
    span = supply.span()
    there = "날짜 있는 문서가 없음"
    if span:
        first, last = (moment.astimezone(SEOUL).date() for moment in span)
        there = f"{first}~{last} 문서가 있음"
    return NothingInWindow(
        f"{window.start}부터 {window.end}까지 {new}기관 보고서가 없습니다({there})",
        subject="입력",
        advice="--on 이나 --days 로 기간을 바꾸거나 --from 에 보고서를 더하세요.",
    )
