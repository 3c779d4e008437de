"""The commands `story split` and `story merge`: a person parts and joins stories."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from newsprism import UsageError
from newsprism.interfaces.cli.console import Bars, newsroom
from newsprism.interfaces.cli.feedback import story_id

if TYPE_CHECKING:
    from newsprism import Merged, Split, Story

_SHOWN = 12
Change = TypeVar("Change")

story = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="사안을 손으로 나누고 합칩니다.\n\n예: newsprism story split s1f0 https://example.com/1",
)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(story, name="story")


_Story = Annotated[
    str,
    typer.Argument(metavar="STORY", help="사안의 id(stories --format json) 또는 BRIEF.json#번호.", show_default=False),
]
_Yes = Annotated[bool, typer.Option("--yes", help="묻지 않고 바꿉니다.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="어떻게 바뀌는지만 보입니다.")]


@story.command("split")
def split_story(
    name: _Story,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="떼어 낼 문서의 id나 주소.", show_default=False)
    ],
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="STORY", help="새 사안 대신 이 사안에 넣습니다.", show_default=False),
    ] = None,
    yes: _Yes = False,
    dry_run: _DryRun = False,
) -> None:
    """사안에서 문서를 떼어 새 사안으로 나눕니다. 같은 글의 사본은 함께 움직이고, 첫 보도가 있는 쪽이 id를 지킵니다.

    이렇게 나눈 사안은 새로 읽어도 다시 합쳐지지 않습니다. 되돌리려면 newsprism story merge.

    예: newsprism story split s1f0 https://example.com/1 · newsprism story split weekly.json#2 d3a9 --into s77c
    """
    with Bars() as bars, newsroom(bars) as room:
        origin, target = story_id(name), story_id(into) if into is not None else None
        _run(
            lambda dry: room.split_story(origin, documents, target, dry),
            lambda change: _parting(change, moved=target is not None),
            ("나눌까요?", "나누었습니다", "나누지 않았습니다."),
            yes,
            dry_run,
        )


@story.command("merge")
def merge_stories(
    name: _Story,
    other: Annotated[str, typer.Argument(metavar="STORY", help="합칠 다른 사안.", show_default=False)],
    yes: _Yes = False,
    dry_run: _DryRun = False,
) -> None:
    """두 사안을 하나로 합칩니다. 먼저 보도된 쪽의 id로 이어집니다.

    이렇게 합친 사안은 새로 읽어도 저절로 갈라지지 않습니다. 되돌리려면 newsprism story split.

    예: newsprism story merge s1f0 s77c · newsprism story merge weekly.json#2 weekly.json#5 --dry-run
    """
    with Bars() as bars, newsroom(bars) as room:
        first, second = story_id(name), story_id(other)
        _run(
            lambda dry: room.merge_stories(first, second, dry),
            _merging,
            ("합칠까요?", "합쳤습니다", "합치지 않았습니다."),
            yes,
            dry_run,
        )


def _run(
    change: Callable[[bool], Change],
    told: Callable[[Change], str],
    words: tuple[str, str, str],
    yes: bool,
    dry_run: bool,
) -> None:
    """Show what would change; do it unless that was all, once the answer is yes."""
    question, done, left = words
    if dry_run or not yes:
        typer.echo(told(change(True)))
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("물을 수 없습니다", subject="story", advice="--yes 를 붙이면 묻지 않고 바꿉니다.")
        if not typer.confirm(question, err=True):
            typer.echo(left)
            raise typer.Exit(1)
    after = change(False)
    typer.echo(f"{done}.\n{told(after)}" if yes else f"{done}.")


def _parting(change: Split, moved: bool) -> str:
    (part,) = change.parts
    lines = ["남는 사안", *_lines(change.story), "받는 사안" if moved else "새 사안", *_lines(part)]
    return "\n".join(lines)


def _merging(change: Merged) -> str:
    return "\n".join((f"{', '.join(change.absorbed)} 이(가) 들어가는 사안", *_lines(change.story)))


def _lines(one: Story) -> list[str]:
    shown = [f"    {d.id}  {d.publisher or '매체 모름'}  {d.title}" for d in one.documents[:_SHOWN]]
    more = len(one.documents) - _SHOWN
    return [f"  {one.id}  {one.title}", *shown, *([f"    외 {more}건"] if more > 0 else [])]
