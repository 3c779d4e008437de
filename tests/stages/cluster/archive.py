"""Invented news of a harbour, and a plain archive that keeps what a clusterer says from refresh to refresh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from newsprism.protocols.stages import Deduplication, Features
from newsprism.stages.cluster.stage import OnePassClusterer, Options
from newsprism.types.document import Document
from newsprism.types.story import DuplicateGroup, Grown, Merged, Opened, Split, Story, StoryChange
from tests.making import article, at

FILLER = [
    article(f"fill{i}", f"{word}{i}", f"{word}{i} {word}{i}하다", published=at(10 + i % 3, i))
    for i, word in enumerate(["배추", "연극", "등산", "마라톤", "도서관", "수영장", "벚꽃", "택시", "김장", "온천"])
]
PORT = [
    article("p1", "나루항 부두 개장 선석 여섯", "나루항 부두 개장 선석 여섯 하역 크레인", published=at(11, 9)),
    article(
        "p2",
        "나루항 부두 개장 크레인 배치",
        "나루항 부두 선석 여섯 하역 크레인",
        published=at(11, 12),
        publisher="다온신문",
    ),
    article(
        "p3", "나루항 부두 첫 배 하역", "나루항 부두 개장 선석 하역 크레인", published=at(12, 8), publisher="라온경제"
    ),
]
AFFAIR = [
    article(
        "sister",
        "나루항 부두 노조 임금 협상 파업",
        "나루항 부두 노조 임금 협상 파업 찬반 투표 예고 가결 교섭 조합원 천 명 참여, 나루항 부두 선석 작업 중단 검토",
        published=at(14, 9),
    )
]
"""Of the same affair as PORT, but another event."""


def features(document: Document) -> Features:
    """Words of two letters and more; those of the headline count twice more."""
    words = Counter(re.findall(r"\w{2,}", document.text[:260]))
    for word in re.findall(r"\w{2,}", document.title):
        words[word] += 2
    return {word: float(count) for word, count in words.items()}


def changes(
    new: Iterable[Document],
    standing: Sequence[Story] = (),
    groups: Sequence[DuplicateGroup] = (),
    options: Options | None = None,
) -> tuple[StoryChange, ...]:
    """How the standing stories change by new documents."""
    fresh = tuple(new)
    everything = [*(d for s in standing for d in s.documents), *fresh]
    deduplication = Deduplication(fresh, tuple(groups))
    return OnePassClusterer(options).cluster(deduplication, {d.id: features(d) for d in everything}, standing)


def opened(*documents: Document, groups: Sequence[DuplicateGroup] = ()) -> list[Story]:
    """The stories of documents that came first."""
    return [change.story for change in changes(documents, groups=groups)]


def ids(story: Story) -> list[str]:
    return [d.id for d in story.documents]


def story_of(stories: Iterable[Story], name: str) -> Story:
    return next(s for s in stories if name in ids(s))


class Archive:
    """Keeps stories, and gives those within reach with the documents of that time, as a store does."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}

    def refresh(self, new: Sequence[Document], groups: Sequence[DuplicateGroup] = ()) -> tuple[StoryChange, ...]:
        found = changes(new, self.within(new), groups)
        self.record(found)
        return found

    def within(self, new: Sequence[Document]) -> list[Story]:
        moments = [d.published_at for d in new if d.published_at]
        if not moments:
            return []
        reach: timedelta = OnePassClusterer().reach
        start, end = min(moments) - reach, max(moments) + reach
        cut = (
            replace(s, documents=tuple(d for d in s.documents if d.published_at and start <= d.published_at < end))
            for s in self.stories.values()
        )
        return [s for s in cut if s.documents]

    def record(self, found: Sequence[StoryChange]) -> None:
        for change in found:
            before = [] if isinstance(change, Opened) else [self.stories.pop(change.story.id)]
            if isinstance(change, Merged):
                before += [self.stories.pop(i) for i in change.absorbed]
            if isinstance(change, Grown):
                assert set(change.added).isdisjoint(ids(before[0]))
            assert change.story.id not in self.stories
            kept = {d.id: d for s in before for d in s.documents} | {d.id: d for d in change.story.documents}
            if isinstance(change, Split):
                kept = {name: d for name, d in kept.items() if all(name not in ids(part) for part in change.parts)}
                assert not self.stories.keys() & {part.id for part in change.parts}
                self.stories.update((part.id, part) for part in change.parts)
            ordered = sorted(kept.values(), key=lambda d: (d.published_at or at(31), d.id))
            self.stories[change.story.id] = replace(change.story, documents=tuple(ordered))
