"""What of a period stands in which section of a digest: every report that there is room for, then news."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from newsprism.protocols.stages import ItemWriter
from newsprism.types.brief import DigestItem, DigestSection, Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.story import Story, StoryId

LANGUAGE = "ko"
SECTION = 6
"""Items of a section at most; the focus has one."""
FILLED = 3
"""Up to so many items a section is filled with news."""
_REFUSED = frozenset({"never_for_reader", "blocked", "muted", "blocked_company", "blocked_outlet", "already_sent"})
"""What the ranking filters out and a digest too; that a report is dry or far from a reader's field only sets it last."""


class Found(Protocol):
    """The reports among stories, each as a story of its own, and the stories without one."""

    @property
    def stories(self) -> tuple[Story, ...]:
        """One story for each report."""
        ...

    @property
    def others(self) -> tuple[Story, ...]:
        """The stories without a report."""
        ...

    @property
    def repeated(self) -> int:
        """How many reports were left out as copies."""
        ...

    @property
    def documents(self) -> Mapping[StoryId, Document]:
        """Each report as it is."""
        ...


@dataclass(frozen=True, slots=True)
class Editing:
    """What an institute decides: which reports there are, the names of the sections, and where a document stands."""

    reports: Callable[[Sequence[Story], Window], Found]
    focus: str
    others: tuple[str, ...]
    section_of: Callable[[Document], str]
    was_focus: Callable[[Document], bool]


class Filling:
    """Puts what was ranked into sections, best first."""

    def __init__(
        self,
        editing: Editing,
        writer: ItemWriter,
        found: Found,
        ranking: Ranking,
        known: Mapping[DocumentId, Document],
    ) -> None:
        self._editing, self._writer, self._found, self._known = editing, writer, found, known
        self._ranking = ranking
        self._filled: dict[str, list[DigestItem]] = {name: [] for name in (editing.focus, *editing.others)}
        self._chosen: list[RankedStory] = []
        self._left: list[Dropped[RankedStory]] = []

    def fill(self) -> tuple[tuple[DigestSection, ...], Ranking]:
        """Return the sections, and the ranking as it turned out: what stands in them is selected."""
        reports = list(self._reports())
        focus = self._focus(reports)
        for ranked in sorted(reports, key=lambda r: r is not focus):
            self._put_report(ranked, ranked is focus)
        for ranked in self._ranking.selected:
            if ranked.story.id not in self._found.documents:
                self._put_news(ranked)
        sections = tuple(DigestSection(name, tuple(items)) for name, items in self._filled.items())
        return sections, self._outcome()

    def _reports(self) -> Iterator[RankedStory]:
        """Yield the reports, best first; those that only the ranking would leave out come last, newest first."""
        ranked = [*self._ranking.selected, *(d.item for d in self._ranking.not_selected)]
        mine = [r for r in ranked if r.story.id in self._found.documents]
        yield from sorted(mine, key=lambda r: (-r.score, r.story.id))
        dry = (d.item for d in self._ranking.filtered if d.reason not in _REFUSED)
        for story in sorted((s for s in dry if s.id in self._found.documents), key=_newest_first):
            yield RankedStory(story, (), 0.0, (), (), ())

    def _focus(self, reports: Sequence[RankedStory]) -> RankedStory | None:
        """Return the best of the reports that their own digests had set first; without such, the best of all."""
        able = [r for r in reports if self._document(r).language == LANGUAGE]
        return max(able, key=lambda r: (self._editing.was_focus(self._document(r)), r.score), default=None)

    def _put_report(self, ranked: RankedStory, first: bool) -> None:
        document = self._document(ranked)
        section = self._editing.section_of(document)
        if not first and len(self._filled[section]) >= SECTION:
            self._leave(ranked)
        elif item := self._writer.write(ranked.story, [document], LANGUAGE):
            self._put(self._editing.focus if first and item.body else section, item, ranked)
        else:
            self._leave(ranked, "no_body")

    def _put_news(self, ranked: RankedStory) -> None:
        documents = _one_an_outlet(self._known[name] for name in ranked.leads if name in self._known)
        wanted = self._editing.section_of(documents[0]) if documents else self._editing.focus
        if len(self._filled[wanted]) >= FILLED or wanted == self._editing.focus:
            self._leave(ranked)
        elif item := self._writer.write(ranked.story, documents, LANGUAGE):
            self._put(wanted, item, ranked)
        else:
            self._leave(ranked, "no_body")

    def _put(self, section: str, item: DigestItem, ranked: RankedStory) -> None:
        self._filled[section].append(item)
        self._chosen.append(ranked)

    def _leave(self, ranked: RankedStory, reason: str = "section_full") -> None:
        self._left.append(Dropped(ranked, "digest", reason, ranked.story.id, ranked.story.title))

    def _outcome(self) -> Ranking:
        chosen = {r.story.id for r in self._chosen}
        left = {d.item.story.id for d in self._left}
        rest = (d for d in self._ranking.not_selected if d.item.story.id not in chosen | left)
        filtered = tuple(d for d in self._ranking.filtered if d.item.id not in chosen | left)
        return replace(
            self._ranking, selected=tuple(self._chosen), not_selected=(*self._left, *rest), filtered=filtered
        )

    def _document(self, ranked: RankedStory) -> Document:
        return self._found.documents[ranked.story.id]


def _newest_first(story: Story) -> tuple[float, str]:
    moment = story.documents[0].published_at
    return (-moment.timestamp() if moment else 0.0, story.id)


def _one_an_outlet(documents: Iterable[Document]) -> list[Document]:
    """Return the first document of each outlet, in order."""
    found: dict[str, Document] = {}
    for document in documents:
        found.setdefault(document.publisher or document.id, document)
    return list(found.values())
