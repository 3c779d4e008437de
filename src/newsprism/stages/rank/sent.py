"""What a reader had before: the edition that printed a story last, and what the story tells since then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from newsprism.stages.rank.evidence import day_of
from newsprism.text.headlines import content_words, overlap, strip_tags
from newsprism.text.ko.newness import Known, News, Why
from newsprism.types.brief import Cadence
from newsprism.types.document import Document, DocumentId
from newsprism.types.history import Sent
from newsprism.types.story import Story, StoryId

_SAME_AFFAIR = 0.25
"""Share of headline words from which a story of the thread goes on with the one that was printed."""
_OPENS_ALIKE, _FIRST, _READ = 0.45, 160, 4
"""Share of new words in the opening (characters) of a report from which it tells what was told, and how many are read."""
_SAME_DAY = timedelta(hours=12)
_SAME_HEADLINE = 0.75
_ENOUGH = 4
"""Words that a headline must have to be known again in another thread."""
_ALIKE = 2
"""Words as printed that headlines of one wording share at least: those with fewer are not compared."""
_HALF = 2
_TOP = 500
"""Characters of a report in which its news stands; what follows is how it came to it."""
_MOST = 12
"""New reports that are read: what a dozen outlets leave out, nobody reports."""
_FACTS = 6
_NEVER = datetime.min.replace(tzinfo=UTC)
_OTHER_HEADLINE = 0.3
"""Share of words of a headline that were never told, from which it announces something else."""
_LITTLE = 0.2
"""Under a headline with less that is new, and without a new value, day or act, stands the same news again."""
_BELOW = 2
"""Sentences with a new value, day or act that stand below a headline of other words, for a report to have news."""
_EVENT: frozenset[Why] = frozenset({"number", "date", "act"})
"""What happened, as far as words tell. Somebody who is named, or quoted, or other words are no event by themselves: the
second outlet on a press conference has them all."""


_Headline = tuple[frozenset[str], Sent]


@dataclass(frozen=True, slots=True)
class New:
    """What a story tells since an edition: the reports that tell it, by time, from how many outlets, and the new things.

    `facts` are as printed, most often told first.
    """

    documents: tuple[Document, ...]
    outlets: int
    facts: tuple[str, ...]


class SentBefore:
    """The editions that a reader had, ready to be asked about thousands of stories: one that was never sent costs nothing.

    `stories` are those at hand; the reports of a story that was sent and goes on as another one are looked up in them.
    """

    def __init__(self, sent: Sequence[Sent], cadence: Cadence | None = None, stories: Iterable[Story] = ()) -> None:
        self._stories: dict[StoryId, Sent] = {}
        self._documents: dict[DocumentId, Sent] = {}
        self._threads: dict[str, list[_Headline]] = {}
        self._headlines: list[_Headline] = []
        self._words: dict[str, list[int]] = {}
        for one in sorted(sent, key=_when):
            if cadence is None or one.cadence == cadence:
                self._add(one)
        self._at_hand = {d.id: d for s in stories for d in s.documents if d.id in self._documents}
        self._told: dict[tuple[StoryId, date], Known] = {}

    def last(self, story: Story) -> Sent | None:
        """Return the last edition that printed the story, under whatever id, or None."""
        held = [one for document in story.documents if (one := self._documents.get(document.id))]
        likely = self._threads.get(story.thread_id or "", ())
        words = [places for word in story.title.split() if (places := self._words.get(word))]
        if not held and not likely and len(words) < _ALIKE and story.id not in self._stories:
            return None
        found = [self._stories.get(story.id), *_most_of(held, story), *self._by_headline(story, likely, words)]
        return max((one for one in found if one), key=_when, default=None)

    def news(self, story: Story, sent: Sent) -> New | None:
        """Return what the story tells since that edition, and since all others that told of its thread; None for nothing."""
        affair = (one for words, one in self._threads.get(story.thread_id or "", ()) if one is not sent)
        return whats_new(story, sent, self._at_hand, tuple(affair))

    def _add(self, one: Sent) -> None:
        self._stories.update(dict.fromkeys((one.story_id, *one.parted), one))
        self._documents.update(dict.fromkeys(one.documents, one))
        words = content_words(one.title)
        if one.thread_id is not None:
            self._threads.setdefault(one.thread_id, []).append((words, one))
        if len(words) >= _ENOUGH:
            for word in set(one.title.split()):
                self._words.setdefault(word, []).append(len(self._headlines))
            self._headlines.append((words, one))

    def _by_headline(self, story: Story, thread: Sequence[_Headline], places: Sequence[Sequence[int]]) -> list[Sent]:
        shared = Counter(number for numbers in places for number in numbers)
        elsewhere = [self._headlines[number] for number, count in shared.items() if count >= _ALIKE]
        if not thread and not elsewhere:
            return []
        words = content_words(story.title)
        same = [one for other, one in thread if overlap(words, other) >= _SAME_AFFAIR or self._opens_alike(story, one)]
        if len(words) >= _ENOUGH:
            same += [one for other, one in elsewhere if overlap(words, other) >= _SAME_HEADLINE]
        return same

    def _opens_alike(self, story: Story, sent: Sent) -> bool:
        """Say whether reports of a story open with what those of one that was sent told: another headline on one announcement.

        So they do for some hours. A day later the same words tell what came of it: that the hearing was held.
        """
        began = min((d.published_at for d in story.documents if d.published_at), default=None)
        if began is None or began > sent.closed + _SAME_DAY:
            return False
        key = (sent.story_id, sent.issue)
        if key not in self._told:
            self._told[key] = _known((sent,), [d for i in sent.documents if (d := self._at_hand.get(i))])
        shares = sorted(self._told[key].fresh(d.text[:_FIRST]) for d in story.documents[:_READ] if d.text)
        return bool(shares) and shares[len(shares) // 2] <= _OPENS_ALIKE


def _most_of(held: Sequence[Sent], story: Story) -> list[Sent]:
    """Stories merge and split: the one that has most of what the other had goes on with it."""
    shared = Counter(one.story_id for one in held)
    return [one for one in held if _HALF * shared[one.story_id] >= min(len(one.documents), len(story.documents))]


def whats_new(
    story: Story, sent: Sent, at_hand: Mapping[DocumentId, Document] | None = None, before: Sequence[Sent] = ()
) -> New | None:
    """Return what the story tells that its reports up to the edition did not; None when that is nothing.

    `at_hand` are other reports by id, for a story that was sent under another id and shares none with this one. `before`
    are other editions that told of the same affair: what the reader had from them is not new either.
    """
    had = (sent, *before)
    fresh = [d for d in story.documents if d.id not in story.copies and not any(one.knew(d) for one in had)]
    if not fresh:
        return None
    told = {d.id: d for d in story.documents if any(one.knew(d) for one in had)}
    told.update({i: d for i, d in (at_hand or {}).items() if any(i in one.documents for one in had)})
    known = _known(had, told.values())
    read = [_read(known, document) for document in fresh[-_MOST:]]
    found = [one for one in read if one.telling] or _together(read)
    if not found:
        return None
    documents = tuple(one.document for one in found)
    facts = Counter(fact for one in found for fact in one.facts)
    outlets = len({d.publisher or d.id for d in documents})
    return New(documents, outlets, tuple(fact for fact, _ in facts.most_common(_FACTS)))


def _known(had: Sequence[Sent], told: Iterable[Document]) -> Known:
    """Return what editions and the reports that they rest on told."""
    texts = (text for d in _youngest(told) for text in (strip_tags(d.title), d.text))
    return Known([*(one.title for one in had), *texts])


@dataclass(frozen=True, slots=True)
class _Read:
    """A later report: how new its headline is, how many sentences of its top tell something by name, and what.

    A headline that only puts quotation marks around other words announces nothing, nor does one that names somebody else.
    """

    document: Document
    share: float
    announced: bool
    sentences: int
    facts: tuple[str, ...]

    @property
    def telling(self) -> bool:
        """Say whether the report has news of its own: what is new is announced above, and stands below."""
        return bool(self.sentences) and (self.announced or (self.share >= _OTHER_HEADLINE and self.sentences >= _BELOW))


def _read(known: Known, document: Document) -> _Read:
    day, title = day_of(document), strip_tags(document.title)
    headline, share = known.look(title, day), known.fresh(title)
    announced = headline is not None and _is_event(headline)
    if not announced and share < _LITTLE:
        return _Read(document, share, announced, 0, ())
    body = [news for news in known.news(document.text[:_TOP], day) if _is_event(news)]
    facts = dict.fromkeys(fact for news in (headline, *body) if news for fact in news.facts)
    return _Read(document, share, announced, len(body), tuple(facts))


def _is_event(news: News) -> bool:
    return not _EVENT.isdisjoint(news.why)


def _together(read: Sequence[_Read]) -> list[_Read]:
    """Return reports of several outlets that tell one new thing each, under new headlines; one alone may be a detail."""
    found = [one for one in read if one.sentences and one.share >= _OTHER_HEADLINE]
    return found if len({one.document.publisher for one in found}) > 1 else []


def _youngest(documents: Iterable[Document]) -> list[Document]:
    """Return the youngest first: of a story of hundreds of reports only so much is remembered."""
    return sorted(documents, key=lambda d: (d.published_at or _NEVER, d.id), reverse=True)


def _when(one: Sent) -> tuple[date, str]:
    return one.issue, one.made_at.isoformat()
