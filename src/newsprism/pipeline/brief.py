"""From stories to one edition, for one reader.

::

    stories ─ rank ─▶ ranking ─ write ─▶ draft ─ compose ─▶ brief ─ verify ─▶ faults
                 ▲                ▲                                    │
                 └── stories out ─┴────────── sentences out ◀──────────┘

A sentence that does not pass is never printed: the writer is asked again without it and takes the next best one, until
nothing is at fault or the block has to stay shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsprism.errors import NothingInWindow, Unprintable
from newsprism.pipeline.calendar import SEOUL, closing, newest_issue, window_of
from newsprism.pipeline.prune import without
from newsprism.pipeline.sending import before
from newsprism.pipeline.supply import Supply
from newsprism.protocols.services import Progress
from newsprism.protocols.stages import Assignment, Composer, Press, Ranker, Verifier, Writer
from newsprism.types.brief import Brief, Cadence, DroppedSentence, Verification, Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.history import History
from newsprism.types.made import Usage
from newsprism.types.ranking import Ranking
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story, StoryId
from newsprism.types.verdict import Fault, VerificationReport

PICKS = 6
ROUNDS = 8
HISTORY = timedelta(days=7)
_PICK_FAULTS = frozenset({"story_twice", "company_cap", "window", "advice", "instruction", "language"})


@dataclass(frozen=True, slots=True)
class Edition:
    """A verified brief, the documents that it cites or lists as a pick's reports, and the ranking behind it."""

    brief: Brief
    cited: tuple[Document, ...]
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class _Order:
    """What an edition is made of, and for whom; the same in every round."""

    stories: Sequence[Story]
    reader: ReaderType
    press: Press
    cadence: Cadence
    history: History | None


@dataclass(frozen=True, slots=True)
class BriefMaking:
    """The second pipeline with its stages."""

    ranker: Ranker
    writer: Writer
    composer: Composer
    verifier: Verifier
    progress: Progress
    closing_hour: int = 9
    zone: ZoneInfo = SEOUL

    def make(
        self, supply: Supply, reader: ReaderType, cadence: Cadence, issue: date | None, history: History | None = None
    ) -> Edition:
        """Return the edition of `issue` (default: the one that the newest document falls into).

        Of `history` count the editions of this cadence before `issue`, and all that the reader said.
        Raises InvalidIssueDate, and NothingInWindow when no dated document lies in the window.
        """
        issue = issue or self.newest(supply, cadence)
        window = window_of(cadence, issue)
        end = closing(cadence, window, self.closing_hour, self.zone)
        start = datetime.combine(window.start, datetime.min.time(), SEOUL)
        counts = supply.counts(start, end)
        if not counts.documents:
            raise _nothing(window, supply.span())
        stories = supply.stories(start - HISTORY, start, end)
        self.progress.stage("고르기", len(stories))
        press = Press(
            issue,
            window,
            counts.documents,
            counts.outlets,
            _in_window(stories, window),
            self.writer.name,
            self.writer.generative,
            earlier=supply.earlier(start - HISTORY, start) if cadence == "weekly" else (),
        )
        return self._edit(_Order(stories, reader, press, cadence, before(history, cadence, issue) if history else None))

    def newest(self, supply: Supply, cadence: Cadence) -> date:
        """Return the date of the newest issue that the supply has anything for; raises NothingInWindow without any."""
        moments = [m.astimezone(SEOUL) for m in supply.moments()]
        if not moments:
            raise NothingInWindow("날짜가 있는 기사가 없습니다", subject="입력", advice="--on 으로 발행일을 정하세요.")
        return newest_issue(cadence, moments, self.closing_hour, self.zone)

    def _edit(self, order: _Order) -> Edition:
        rejected: dict[str, DroppedSentence] = {}
        excluded: set[StoryId] = set()
        brief, ranking, report, known = self._round(order, rejected, excluded)
        asked = [report.usage]
        # What was asked of a model rests on the stories of its round.
        thin = set() if self.writer.generative else _thin(brief)
        if thin:
            fuller = self._round(order, rejected, thin)
            asked.append(fuller[2].usage)
            if len(fuller[0].picks) == len(brief.picks):
                excluded |= thin
                brief, ranking, report, known = fuller
        for _ in range(ROUNDS):
            mute = _mute(brief)
            if report.clean and not mute:
                break
            excluded |= mute
            _learn(report.faults, brief, rejected, excluded)
            brief, ranking, report, known = self._round(order, rejected, excluded)
            asked.append(report.usage)
        while not report.clean:
            _learn(report.faults, brief, rejected, excluded)
            left = self.composer.mend(without(brief, report.faults), order.reader, order.press)
            if left == brief:
                fault = report.faults[0]
                raise Unprintable(
                    f"{fault.kind}: {fault.detail}", subject=fault.where, advice="이 호는 만들지 않았습니다."
                )
            brief, report = left, self.verifier.verify(left, known.values())
            asked.append(report.usage)
        # What the writer refused itself, then what the checks did.
        dropped = (*brief.verification.dropped, *rejected.values())
        checked = Verification(report.sentences, report.supported, report.composed, dropped)
        shown = [s.document_id for s in (*brief.sources, *(s for p in brief.picks for s in p.sources))]
        cited = tuple(known[i] for i in dict.fromkeys(shown) if i in known)
        return Edition(
            replace(
                brief, verification=checked, made_with=brief.made_with.after(asked, report.embedder or ranking.model)
            ),
            cited,
            ranking,
        )

    def _round(
        self, order: _Order, rejected: dict[str, DroppedSentence], excluded: set[StoryId]
    ) -> tuple[Brief, Ranking, VerificationReport, dict[DocumentId, Document]]:
        usable = [s for s in order.stories if s.id not in excluded]
        ranking = self.ranker.rank(usable, order.reader, order.press.window, PICKS, order.history, order.stories)
        self.progress.stage("쓰고 검증하기")
        threads = {s.story.thread_id for s in ranking.selected if s.story.thread_id}
        siblings = tuple(s for s in usable if s.thread_id in threads)
        had = {s.story.id: s.sent for s in ranking.selected if s.sent}
        reasons = {text: refused.reason for text, refused in rejected.items()}
        window = order.press.window
        draft = self.writer.write(
            Assignment(order.cadence, window, ranking, siblings, frozenset(rejected), had, reasons)
        )
        if draft.usage is not None and draft.model is None and order.reader.sources:
            # Nobody is there to translate: what is left to tell is in the reader's own language.
            return self._round(replace(order, reader=replace(order.reader, sources=())), rejected, excluded)
        brief = self.composer.compose(draft, ranking, order.press)
        known = _documents(order.stories, draft.glossary)
        report = self.verifier.verify(brief, known.values())
        if ranking.note:
            # Some of it is told once, so it goes with the round in which it was.
            report = replace(report, usage=Usage(note=ranking.note).plus(report.usage))
        return brief, ranking, report, known


def _mute(brief: Brief) -> set[StoryId]:
    """Return the picks of which no sentence can be printed, where others have some: the next story has more to say.

    What a model wrote was asked for once and rests on the stories of that round.
    """
    if brief.ai_generated:
        return set()
    silent = {
        p.story_id for p in brief.picks if all(s.origin == "composed" for s in (*p.summary, *p.context, *p.insight))
    }
    return silent if len(silent) < len(brief.picks) else set()


def _thin(brief: Brief) -> set[StoryId]:
    """Return the picks of a weekly that have no context or no insight, where most have both: another may have more to say."""
    if brief.cadence != "weekly":
        return set()
    thin = {p.story_id for p in brief.picks if not p.context or not p.insight}
    return thin if 2 * len(thin) < len(brief.picks) else set()


def _learn(faults: Iterable[Fault], brief: Brief, rejected: dict[str, DroppedSentence], excluded: set[StoryId]) -> None:
    """Turn faults into what the next round must not print."""
    by_title = {p.title: p.story_id for p in brief.picks}
    for fault in faults:
        if fault.kind in _PICK_FAULTS and fault.text in by_title:
            excluded.add(by_title[fault.text])
        else:
            rejected.setdefault(fault.text, DroppedSentence(fault.text, f"{fault.kind}: {fault.detail}"))


def _documents(stories: Iterable[Story], glossary: Iterable[Document]) -> dict[DocumentId, Document]:
    known = {d.id: d for s in stories for d in s.documents}
    known.update({d.id: d for d in glossary})
    return known


def _nothing(window: Window, span: tuple[datetime, datetime] | None) -> NothingInWindow:
    there = "날짜 있는 기사가 없음"
    if span:
        first, last = (moment.astimezone(SEOUL).date() for moment in span)
        there = f"{first}~{last} 기사가 있음"
    return NothingInWindow(
        f"{window.start}부터 {window.end}까지의 기사가 없습니다({there})",
        subject="입력",
        advice="--on 으로 다른 발행일을 고르거나 --from 에 그 기간의 기사를 더하세요.",
    )


def _in_window(stories: Iterable[Story], window: Window) -> int:
    return sum(
        any(
            d.published_at and window.start <= d.published_at.astimezone(SEOUL).date() <= window.end
            for d in s.documents
        )
        for s in stories
    )
