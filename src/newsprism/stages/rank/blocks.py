"""What a reader is not shown again because they said so: a rule, not a matter of taste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.types.document import Document, DocumentId
from newsprism.types.history import Feedback
from newsprism.types.reader import Blocked
from newsprism.types.story import Story, StoryId

_WORD = re.compile(r"\w+")
_READ = 4_000
"""Characters of a report that are compared."""
_SAME = 0.9
"""Share of the words of a report from which it says what a known one said."""
_CLOSES = frozenset({"block", "mute"})
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
    lifted: frozenset[StoryId] = frozenset()

    @classmethod
    def of(
        cls,
        feedback: Sequence[Feedback],
        blocked: Blocked | None = None,
        stories: Iterable[Story] = (),
        at: datetime | None = None,
    ) -> Blocks:
        """Return the blocks that the feedback (up to `at`) and a person's file set up.

        What was said of a story last stands: saying `more` of a blocked one, or of the story that it has merged into,
        lets it in again; of one that was parted from it, that one. `stories` are those at hand: one that was blocked
        alone takes the thread along that it has become part of since.
        """
        said = _last_words(f for f in feedback if f.attitude in _SAYS and (at is None or f.at <= at))
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
            frozenset(f.story_id for f in said.values() if f.attitude not in _CLOSES and _parts(f, said.values())),
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
        if story.id in self.lifted:
            return False
        # Stories merge and part; a document that was in the blocked one gives its heirs away.
        return (
            story.id in self.stories
            or (story.thread_id is not None and story.thread_id in self.threads)
            or (bool(self.documents) and any(d.id in self.documents for d in story.documents))
        )

    def _muted(self, story: Story) -> bool:
        """Say whether nothing of a muted story is new: a mere copy of a report is not."""
        here = {d.id for d in story.documents} if self.muted else frozenset()
        if story.id in self.lifted or (story.id not in self.muted and self.muted_documents.isdisjoint(here)):
            return False
        mutes = [f for name, f in self.muted.items() if name == story.id or here & f.documents]
        known = frozenset(d for f in mutes for d in (*f.documents, *f.beside))
        since = max(f.at for f in mutes)
        demoted = [_words(d) for d in story.documents if d.id in known and d.id in story.copies]
        return all(
            d.id in known
            or d.id in story.copies
            or (not known and d.published_at is not None and d.published_at <= since)
            or _repeats(d, demoted)
            for d in story.documents
        )

    def _names_a_company(self, title: str) -> bool:
        if not any(name in title for name in self.names):
            return False
        entities = gazetteer()
        meant = {m.entity.canonical for m in entities.mentions(title)}
        return any(c in meant or (entities.find(c) is None and c in title) for c in self.blocked.companies)


def _last_words(feedback: Iterable[Feedback]) -> dict[StoryId, Feedback]:
    """Return what was said of each story last; a story that has all documents of an earlier one is the same."""
    said: dict[StoryId, Feedback] = {}
    for told in sorted(feedback, key=lambda f: f.at):
        for name, earlier in list(said.items()):
            if name == told.story_id or (earlier.documents and earlier.documents <= told.documents):
                del said[name]
        said[told.story_id] = told
    return said


def _parts(told: Feedback, said: Iterable[Feedback]) -> bool:
    """Say whether it was said of a part of a story that was closed before."""
    earlier = (f for f in said if f.attitude in _CLOSES and f.at < told.at)
    return any(not told.documents.isdisjoint(f.documents) for f in earlier)


def _words(document: Document) -> frozenset[str]:
    return frozenset(_WORD.findall(document.text[:_READ]))


def _repeats(document: Document, demoted: Sequence[frozenset[str]]) -> bool:
    """Say whether a report has the text of a known one that counts as a copy now.

    Of several that repeat one another one counts as the report and the others as its copies: a later one may become
    that, and is no news for it.
    """
    own = _words(document) if demoted else frozenset()
    return bool(own) and any(len(own & other) >= _SAME * len(own) for other in demoted)


def _names(company: str) -> tuple[str, ...]:
    entity = gazetteer().find(company)
    return (company, entity.canonical, *entity.aliases) if entity else (company,)
