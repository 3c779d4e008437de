"""What a reader is not shown again because they said so: a rule, not a matter of taste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.types.document import DocumentId
from newsprism.types.history import Feedback
from newsprism.types.reader import Blocked
from newsprism.types.story import Story, StoryId

_SAYS = frozenset({"more", "less", "block", "mute"})


@dataclass(frozen=True, slots=True)
class Blocks:
    """Stories, affairs, companies and outlets that a reader blocked, and stories that they muted."""

    stories: frozenset[StoryId] = frozenset()
    threads: frozenset[str] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    muted: Mapping[StoryId, Feedback] = field(default_factory=dict)
    muted_documents: frozenset[DocumentId] = frozenset()
    blocked: Blocked = Blocked()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        feedback: Sequence[Feedback],
        blocked: Blocked | None = None,
        stories: Iterable[Story] = (),
        at: datetime | None = None,
    ) -> Blocks:
        """Return the blocks that the feedback (up to `at`) and a person's file set up.

        What was said of a story last stands: saying `more` of a blocked one lets it in again. `stories` are those at
        hand: one that was blocked alone takes the thread along that it has become part of since.
        """
        said = {f.story_id: f for f in sorted(feedback, key=lambda f: f.at)
                if f.attitude in _SAYS and (at is None or f.at <= at)}  # fmt: skip
        barred = [f for f in said.values() if f.attitude == "block"]
        ids = frozenset(f.story_id for f in barred)
        documents = frozenset(d for f in barred for d in f.documents)
        threads = {f.thread_id for f in barred} | {
            s.thread_id for s in stories if s.id in ids or any(d.id in documents for d in s.documents)
        }
        muted = {f.story_id: f for f in said.values() if f.attitude == "mute"}
        companies = (blocked or Blocked()).companies
        return cls(
            ids,
            frozenset(t for t in threads if t),
            documents,
            muted,
            frozenset(d for f in muted.values() for d in f.documents),
            blocked or Blocked(),
            frozenset(name for company in companies for name in _names(company)),
        )

    def refuses(self, story: Story) -> str | None:
        """Return why the reader is not shown a story, or None: a reason for `Dropped`."""
        if self._bars(story):
            return "blocked"
        if self._muted(story):
            return "muted"
        if self.names and self._names_a_company(story.title):
            return "blocked_company"
        outlets = self.blocked.outlets
        if outlets and story.documents and all(d.publisher in outlets for d in story.documents):
            return "blocked_outlet"
        return None

    def _bars(self, story: Story) -> bool:
        # Stories merge and part; a document that was in the blocked one gives its heirs away.
        return (
            story.id in self.stories
            or (story.thread_id is not None and story.thread_id in self.threads)
            or (bool(self.documents) and any(d.id in self.documents for d in story.documents))
        )

    def _muted(self, story: Story) -> bool:
        """Say whether nothing of a muted story is new: a mere copy of a report is not."""
        here = {d.id for d in story.documents} if self.muted else frozenset()
        if story.id not in self.muted and self.muted_documents.isdisjoint(here):
            return False
        mutes = [f for name, f in self.muted.items() if name == story.id or here & f.documents]
        known = frozenset(d for f in mutes for d in f.documents)
        since = max(f.at for f in mutes)
        return all(
            d.id in known
            or d.id in story.copies
            or (not known and d.published_at is not None and d.published_at <= since)
            for d in story.documents
        )

    def _names_a_company(self, title: str) -> bool:
        if not any(name in title for name in self.names):
            return False
        entities = gazetteer()
        meant = {m.entity.canonical for m in entities.mentions(title)}
        return any(c in meant or (entities.find(c) is None and c in title) for c in self.blocked.companies)


def _names(company: str) -> tuple[str, ...]:
    entity = gazetteer().find(company)
    return (company, entity.canonical, *entity.aliases) if entity else (company,)
