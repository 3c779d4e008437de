"""Where a person sets right what was joined wrongly: stories parted and joined by hand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from newsprism.errors import UnknownStory, UsageError
from newsprism.stores.files.workspace import Workspace
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import DuplicateGroup, Merged, Split, Story, StoryId

if TYPE_CHECKING:
    from newsprism.protocols.stores import Archive

_FIND = "newsprism stories --format json 의 id나 브리핑.json#번호 를 주세요."


class Curation:
    """The part of a newsroom that changes stories because somebody says so; later refreshes respect it."""

    workspace: Workspace

    if TYPE_CHECKING:

        @property
        def archive(self) -> Archive:
            """The content of the workspace."""
            ...

    def split_story(
        self, story_id: str, documents: Sequence[str], into: str | None = None, dry_run: bool = False
    ) -> Split:
        """Take documents (ids or addresses), with their copies, out of a story; return how the stories change.

        They go into the story `into`, or else become a new one; the two are never joined again but by `merge_stories`.
        `dry_run` changes nothing. Raises UnknownStory, UsageError for documents that are not in the story or are all of
        it, and StoreBusy while a refresh runs.
        """
        from newsprism.stages.cluster.byhand import along, parted

        with nullcontext() if dry_run else self._opened().refreshing():
            story = self._story(story_id)
            named = [_document(story, name) for name in documents]
            target = self._story(into) if into is not None else None
            if target is not None and target.id == story.id:
                raise UsageError("같은 사안입니다", subject=story.id, advice="--into 에 다른 사안을 주세요.")
            leaving = along(named, _groups(story.documents))
            if len(leaving) >= len(story.documents):
                advice = "사안 전체를 옮기려면 newsprism story merge 를 쓰세요."
                if len(named) < len(story.documents):
                    advice = f"같은 글의 사본은 함께 움직입니다. {advice}"
                raise UsageError("사안에 남는 문서가 없습니다", subject=story.id, advice=advice)
            change = parted(story, leaving, target)
            if not dry_run:
                self.archive.record([change])
            return change

    def merge_stories(self, story_id: str, other_id: str, dry_run: bool = False) -> Merged:
        """Make one story of two, which goes on as the one that reported first; it is never parted but by `split_story`.

        `dry_run` changes nothing. Raises UnknownStory, UsageError for two that are one, and StoreBusy while a refresh runs.
        """
        from newsprism.stages.cluster.byhand import merged

        with nullcontext() if dry_run else self._opened().refreshing():
            stories = [self._story(story_id), self._story(other_id)]
            if stories[0].id == stories[1].id:
                raise UsageError("이미 한 사안입니다", subject=stories[0].id, advice="서로 다른 두 사안을 주세요.")
            change = merged(stories, _groups([d for s in stories for d in s.documents]))
            if not dry_run:
                self.archive.record([change])
            return change

    def _opened(self) -> Archive:
        """Return the archive; before the first refresh there is none, and no story either."""
        if not self.workspace.content.exists():
            raise UnknownStory("읽어 둔 사안이 아직 없습니다", subject=str(self.workspace.folder), advice=_FIRST)
        return self.archive

    def _story(self, story_id: str) -> Story:
        story = self._opened().story(StoryId(story_id))
        if story is None:
            raise UnknownStory("작업 공간에 그런 사안이 없습니다", subject=story_id, advice=_FIND)
        return story


_FIRST = "newsprism refresh 로 먼저 읽으세요."


def _document(story: Story, name: str) -> DocumentId:
    found = next((d.id for d in story.documents if name in (d.id, d.url)), None)
    if found is None:
        advice = "newsprism stories --format json 의 documents 에서 id나 url 을 고르세요."
        raise UsageError(f"사안 {story.id} 에 없는 문서입니다", subject=name, advice=advice)
    return found


def _groups(documents: Sequence[Document]) -> tuple[DuplicateGroup, ...]:
    from newsprism.stages.dedupe.near import NearDeduplicator

    return NearDeduplicator().deduplicate(documents).groups
