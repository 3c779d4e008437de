"""The command `feedback`: what a reader says of a story, and what was learned from it."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsprism import UsageError
from newsprism.interfaces.cli.console import Bars, newsroom, put
from newsprism.interfaces.cli.editions import saved_brief
from newsprism.interfaces.cli.options import SEOUL

if TYPE_CHECKING:
    from newsprism import Attitude, Feedback, Newsroom

Said = Literal["more", "less", "block", "mute"]
_SAID: dict[str, Said] = {"more": "more", "less": "less", "block": "block", "mute": "mute"}
_TOLD: dict[Attitude, str] = {
    "more": "더 보기",
    "less": "덜 보기",
    "block": "막기",
    "mute": "덮어 두기",
    "opened": "열어 봄",
    "read": "읽음",
}
_USE = "newsprism feedback 독자 사안 more|less|block|mute"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("feedback")(feedback)


def feedback(
    reader: Annotated[str, typer.Argument(metavar="READER", help="독자의 id.", show_default=False)],
    story: Annotated[
        str | None,
        typer.Argument(
            metavar="[STORY]",
            help="사안의 id(stories --format json, 브리핑의 story_id) 또는 BRIEF.json#번호.",
            show_default=False,
        ),
    ] = None,
    attitude: Annotated[
        str | None,
        typer.Argument(
            metavar="[more|less|block|mute]",
            help="더 보기, 덜 보기, 막기(이어지는 사안까지), 덮어 두기(새 소식이 나올 때까지).",
            show_default=False,
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="지금까지 한 말과 거기서 배운 것을 보입니다.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="마지막에 한 말을 거둡니다.")] = False,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="--list 를 읽기용 또는 JSON 으로.")
    ] = "text",
) -> None:
    """사안을 더 볼지 덜 볼지, 막을지 덮어 둘지 말합니다. 다음 브리핑부터 따릅니다.

    예: newsprism feedback kim weekly.json#2 more · newsprism feedback kim --list · newsprism feedback kim --undo
    """
    _agree(story, attitude, listing, undo)
    with Bars() as bars, newsroom(bars) as room:
        if listing:
            put(_listed(room, reader, form), None)
        elif undo:
            taken = room.untell(reader)
            typer.echo(f"거두었습니다: {_line(taken)}" if taken else "거둘 말이 없습니다.")
        else:
            bars.stage("적기")
            typer.echo(f"적었습니다: {_line(room.tell(reader, story_id(story or ''), _attitude(attitude or '')))}")


def _agree(story: str | None, attitude: str | None, listing: bool, undo: bool) -> None:
    if listing and undo:
        raise UsageError("--list 와 --undo 는 함께 쓰지 못합니다", subject="feedback", advice="하나만 주세요.")
    if (listing or undo) and story is not None:
        raise UsageError(
            "사안을 받지 않습니다", subject="--list" if listing else "--undo", advice=f"{_USE} 와 따로 쓰세요."
        )
    if not (listing or undo):
        if story is None or attitude is None:
            what = "사안이 없습니다" if story is None else "사안을 어떻게 볼지가 없습니다"
            raise UsageError(what, subject="feedback", advice=f"{_USE} 처럼 쓰세요.")
        _attitude(attitude)


def _attitude(told: str) -> Said:
    if told in _SAID:
        return _SAID[told]
    near = difflib.get_close_matches(told[:40], _SAID, n=1)
    advice = (f"가까운 것: {near[0]}. " if near else "") + f"쓸 수 있는 것: {', '.join(_SAID)}."
    raise UsageError(f"그렇게는 말하지 못합니다: {told!r}", subject="feedback", advice=advice)


def story_id(told: str) -> str:
    """Return a story's id, looked up in a saved edition where one is named: ``weekly.json#2``."""
    path, mark, number = told.rpartition("#")
    if not mark or not path.lower().endswith(".json"):
        return told
    picks = saved_brief(Path(path)).picks
    pick = next((p for p in picks if str(p.number) == number.strip()), None)
    if pick is None:
        there = ", ".join(str(p.number) for p in picks) or "없음"
        raise UsageError(f"{number!r}번 뉴스가 없습니다", subject=path, advice=f"있는 번호: {there}.")
    return pick.story_id


def _listed(room: Newsroom, reader: str, form: str) -> str:
    told, learned = room.history(reader).feedback, room.learned(reader)
    if form == "json":
        record = {"feedback": [feedback_to_json(one) for one in told], "learned": list(learned)}
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    if not told:
        return "아직 한 말이 없습니다.\n"
    lines = [_line(one) for one in told]
    return "\n".join((*lines, *(["", "배운 것", *(f"  {clause}" for clause in learned)] if learned else []))) + "\n"


def _line(one: Feedback) -> str:
    read = f" {one.seconds:,.0f}초" if one.seconds is not None else ""
    return f"{one.at.astimezone(SEOUL):%Y-%m-%d %H:%M}  {_TOLD[one.attitude]}{read}  {one.title} ({one.story_id})"


def feedback_to_json(one: Feedback) -> dict[str, object]:
    """Return what was told as JSON values."""
    return {
        "at": one.at.isoformat(),
        "attitude": one.attitude,
        "story_id": one.story_id,
        "thread_id": one.thread_id,
        "title": one.title,
        "traits": sorted(one.traits),
        "seconds": one.seconds,
    }
