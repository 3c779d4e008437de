"""The command `doctor`: what works in the installation and in the workspace."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from newsprism import WORKSPACE_VARIABLE, NewsPrismError, Settings, build, health_to_json
from newsprism.errors import InvalidSetting, InvalidSource, NoWorkspace
from newsprism.interfaces.cli.console import Bars, engine, newsroom, put
from newsprism.interfaces.cli.options import SEOUL

if TYPE_CHECKING:
    from newsprism import NewsPrism, Newsroom

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("doctor")(doctor)


def doctor(form: Form = "text") -> None:
    """이 설치와 작업 공간에서 무엇이 되고 무엇이 모자라는지, 소스마다 어떤지 봅니다. 빠진 것이 있으면 1로 끝납니다.

    예: newsprism doctor · newsprism doctor --format json
    """
    with Bars() as bars:
        bars.stage("살펴보기")
        ours = _workspace(bars)
        rows = [_row(c.name, c.state, c.seen, c.advice) for c in _installed(bars).diagnose()] + ours
    if form == "json":
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
    else:
        _print_rows(rows)
    if any(row["state"] == "missing" for row in rows):
        raise typer.Exit(1)


def _installed(bars: Bars) -> NewsPrism:
    """Return the engine with the settings as they are, or without them: what is wrong with them has a row of its own."""
    try:
        return engine(bars)
    except NewsPrismError:
        return build(Settings())


_STATES = {"ok": "정상", "degraded": "부족", "missing": "없음", "broken": "고장"}
_HEALTH = {"ok": "정상", "new": "새것", "stale": "잠잠", "failing": "실패", "dead": "끊김", "paused": "쉼"}
_SICK = ("failing", "dead", "stale")
_OURS = frozenset({"settings", "store", "sources"})

Row = dict[str, Any]


def _row(name: str, state: str, seen: str, advice: str = "", **more: object) -> Row:
    return {"name": name, "state": state, "seen": seen, "advice": advice, **more}


def _faulty(name: str, problem: NewsPrismError) -> Row:
    return _row(name, "missing", f"{problem.subject}: {problem.what}", problem.advice)


def _workspace(bars: Bars) -> list[Row]:
    """Return the rows about the workspace; what is wrong with one part keeps none of the others from being looked at."""
    try:
        room = _room(bars)
    except InvalidSetting as problem:
        return [_faulty("settings", problem)]
    if room is None:
        return [_row("workspace", "ok", "없음(--from 으로 읽습니다)")]
    with room:
        faults = room.faults()
        return [_store_row(faults, room.workspace.content.exists()), _sources_row(room, faults)]


def _room(bars: Bars) -> Newsroom | None:
    """Return the workspace; None where there is none and none was named. Raises InvalidSetting in both cases."""
    try:
        return newsroom(bars)
    except NoWorkspace:
        if os.environ.get(WORKSPACE_VARIABLE):
            raise
    engine(bars)
    return None


def _store_row(faults: tuple[str, ...], made: bool) -> Row:
    if faults:
        seen = "; ".join(faults[:5])
        # A database that cannot even be opened says what to do itself.
        advice = "" if "newsprism.db" in seen else "담아 둔 것이 있으면 newsprism import 로 되살리세요."
        return _row("store", "missing", seen, advice, faults=list(faults))
    return _row("store", "ok", "데이터베이스에 어긋남이 없습니다" if made else "아직 읽은 것이 없습니다")


def _sources_row(room: Newsroom, faults: tuple[str, ...]) -> Row:
    try:
        count = len(room.sources())
        sources = () if faults else room.health()
    except InvalidSource as problem:
        return _faulty("sources", problem) | {"sources": []}
    if faults:
        return _row("sources", "degraded", f"{count}곳, 데이터베이스를 읽지 못해 어떤지 모릅니다", sources=[])
    if not sources:
        return _row("sources", "degraded", "소스가 없습니다", "newsprism add 로 소스를 더하세요.", sources=[])
    counts: Counter[str] = Counter(one.state for one in sources)
    seen = ", ".join(f"{_HEALTH[state]} {counts[state]}" for state in _HEALTH if counts[state])
    state = "degraded" if any(counts[sick] for sick in _SICK) else "ok"
    return _row("sources", state, seen, sources=[health_to_json(one) for one in sources])


def _print_rows(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        advice = f" → {row['advice']}" if row["advice"] else ""
        state = "broken" if row["state"] == "missing" and row["name"] in _OURS else row["state"]
        typer.echo(f"{_STATES[state]}  {row['name']:<10} {row['seen']}{advice}")
    for one in next((row["sources"] for row in rows if "sources" in row), []):
        typer.echo(_health_line(one))


def _health_line(one: dict[str, Any]) -> str:
    shares = [
        f"{label} {one[key]:.0%}"
        for label, key in (("버림", "dropped_share"), ("날짜 없음", "undated_share"), ("군더더기", "boilerplate_share"))
        if one[key]
    ]
    success = datetime.fromisoformat(one["last_success"]).astimezone(SEOUL) if one["last_success"] else None
    last = f"{success:%Y-%m-%d %H:%M}" if success else "없음"
    figures = ", ".join((f"하루 {one['per_day']:.1f}건", f"마지막 성공 {last}", *shares))
    tail = "".join(f"\n        {text}" for text in (one["fault"], one["suggestion"]) if text)
    return f"  {_HEALTH[one['state']]}  {one['id']:<28} {figures}{tail}"
