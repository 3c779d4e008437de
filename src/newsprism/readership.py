"""Who reads in a workspace: persons, what they said of stories, and what was learned from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsprism.errors import UnknownStory, UsageError
from newsprism.stores.files.readers import FileReaderStore, shipped
from newsprism.stores.files.workspace import Workspace, replace_file
from newsprism.types.history import Attitude, Feedback, History, Holding
from newsprism.types.story import StoryId

if TYPE_CHECKING:
    from newsprism.assemble import NewsPrism
    from newsprism.protocols.stores import Archive


class Readership:
    """The part of a newsroom that knows its readers."""

    workspace: Workspace
    engine: NewsPrism
    now: Callable[[], datetime]

    if TYPE_CHECKING:

        @property
        def archive(self) -> Archive:
            """The content of the workspace."""
            ...

    def add_person(
        self,
        reader_id: str,
        base: str,
        name: str,
        interests: Mapping[str, Mapping[str, float]] | None = None,
        blocked: Sequence[str] = (),
    ) -> Path:
        """Write the file of a new person in the workspace, and return its path.

        `base` is the id of their reader type. `interests` has weights by ``topics`` (ids or names), ``terms``,
        ``companies``, ``regions``. What is in `blocked` is a topic, a company or a word of headlines, found out or said
        (``company:쿠팡``). Raises InvalidReader for what is not right, and UsageError when there is such a reader.
        """
        from newsprism.stores.files.persons import person_text, sorted_out, topic_id

        store, path = self._readers(), self.workspace.readers / f"{reader_id}.toml"
        wishes = dict(interests or {})
        topics = store.topics_of(base)
        wishes["topics"] = {topic_id(t, topics): weight for t, weight in wishes.get("topics", {}).items()}
        barred = sorted_out(blocked, topics)
        text = person_text(reader_id, name, base, wishes, barred, topics.values())
        store.person(text, f"readers add {reader_id}")
        if os.path.lexists(path) or any(reader.id == reader_id for reader in store.list()):
            advice = f"다른 id를 쓰거나 {path} 을 고치세요."
            raise UsageError("이미 있는 독자입니다", subject=reader_id, advice=advice)
        replace_file(path, text)
        return path

    def tell(self, reader_id: str, story_id: str, attitude: Attitude, seconds: float | None = None) -> Feedback:
        """Keep what a reader says of a story or did with it, and return it; `seconds` is how long it was read.

        Raises UnknownReader and UnknownStory.
        """
        from newsprism.stages.rank.traits import traits_of

        reader = self.engine.readers.get(reader_id)
        story = self.archive.story(StoryId(story_id)) if self.workspace.content.exists() else None
        if story is None:
            advice = "newsprism stories --format json 의 id나 브리핑.json#번호 를 주세요."
            raise UnknownStory("작업 공간에 그런 사안이 없습니다", subject=story_id, advice=advice)
        told = Feedback(
            story_id=story.id,
            thread_id=story.thread_id,
            attitude=attitude,
            at=self.now(),
            title=story.title,
            traits=traits_of(story, reader),
            documents=frozenset(d.id for d in story.documents),
            seconds=seconds,
        )
        self.archive.tell(reader.id, told)
        return told

    def untell(self, reader_id: str) -> Feedback | None:
        """Take back what a reader said last, and return it; None when they said nothing. Raises UnknownReader."""
        reader = self.engine.readers.get(reader_id)
        return self.archive.untell(reader.id) if self.workspace.content.exists() else None

    def history(self, reader_id: str, until: datetime | None = None) -> History:
        """Return what a reader said and was sent, oldest first (up to `until`). Raises UnknownReader."""
        reader = self.engine.readers.get(reader_id)
        return self.archive.history(reader.id, until) if self.workspace.content.exists() else History()

    def holding(self, reader_id: str) -> Holding:
        """Return how much is kept of a reader, also of one whose file is gone. Raises UnknownReader as `forget` does."""
        name, there = self._called(reader_id)
        held = self.archive.holding(name) if self.workspace.content.exists() else Holding()
        if held.empty and there is not None:
            raise there
        return held

    def forget(self, reader_id: str) -> Holding:
        """Delete what a reader said, did and was sent, with what was learned of it, and return how much it was.

        Their file stays. Raises UnknownReader for an id of which nothing is kept and that is no reader's.
        """
        held = self.holding(reader_id)
        return held if held.empty else self.archive.forget(self._called(reader_id)[0])

    def _called(self, reader_id: str) -> tuple[str, UsageError | None]:
        """Return the id of a reader, and why it is none: who is to be forgotten may have no file any more, or a wrong one."""
        try:
            return self.engine.readers.get(reader_id).id, None
        except UsageError as fault:
            return reader_id, fault

    def learned(self, reader_id: str, most: int = 6) -> tuple[str, ...]:
        """Return what was learned of a reader so far, strongest first: a Korean clause each. Raises UnknownReader."""
        from newsprism.stages.rank.taste import Taste

        told = self.history(reader_id).feedback
        names = {str(topic.id): topic.name for topic in self._readers().topics.values()}
        return Taste.of(told, self.now()).reasons(most=most, names=names)

    def _readers(self) -> FileReaderStore:
        return shipped(*self.engine.settings.reader_folders)
