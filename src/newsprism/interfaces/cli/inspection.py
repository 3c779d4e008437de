"""Commands on the installation: `readers`, `doctor`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsprism.interfaces.cli.console import Bars, engine, put

if TYPE_CHECKING:
    from newsprism import ReaderType

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")]

readers = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="독자 유형을 봅니다.")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(readers, name="readers")
    app.command("doctor")(doctor)


@readers.command("list")
def list_readers(form: Form = "text") -> None:
    """독자 유형의 목록.

    예: newsprism readers list
    """
    with Bars() as bars:
        found = engine(bars).readers.list()
    if form == "json":
        rows = [{"id": r.id, "name": r.name, "investor": r.investor, "decides": r.decides} for r in found]
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    for reader in found:
        typer.echo(f"{reader.id:<20} {reader.name}\n{'':<20} {reader.decides}")


@readers.command("show")
def show_reader(
    reader_id: Annotated[str, typer.Argument(metavar="ID", help="독자 유형 id 또는 TOML 파일.", show_default=False)],
    form: Form = "text",
) -> None:
    """독자 유형 하나의 관심과 관점.

    예: newsprism readers show ceo
    """
    with Bars() as bars:
        reader = engine(bars).readers.get(reader_id)
    put(json.dumps(_record(reader), ensure_ascii=False, indent=1) + "\n" if form == "json" else _sheet(reader), None)


def doctor(form: Form = "text") -> None:
    """이 설치에서 무엇이 되고 무엇이 모자라는지 봅니다. 빠진 것이 있으면 1로 끝납니다."""
    with Bars() as bars:
        found = engine(bars).diagnose()
    if form == "json":
        rows = [{"name": c.name, "state": c.state, "seen": c.seen, "advice": c.advice} for c in found]
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
    else:
        for check in found:
            typer.echo(
                f"{_STATES[check.state]}  {check.name:<10} {check.seen}{f' → {check.advice}' if check.advice else ''}"
            )
    if any(c.state == "missing" for c in found):
        raise typer.Exit(1)


_STATES = {"ok": "정상", "degraded": "부족", "missing": "없음"}


def _record(reader: ReaderType) -> dict[str, object]:
    interests = reader.interests
    return {
        "id": reader.id,
        "name": reader.name,
        "short": reader.short,
        "investor": reader.investor,
        "decides": reader.decides,
        "topics": {t.id: w for t, w in interests.topics},
        "terms": dict(interests.terms),
        "companies": dict(interests.companies),
        "regions": dict(interests.regions),
        "never": list(reader.never),
        "lenses": [
            {
                "topic": x.topic,
                "question": x.question,
                "answers": list(x.answers),
                "cues": list(x.cues),
                "strategy": x.strategy,
            }
            for x in reader.lenses
        ],
    }


def _sheet(reader: ReaderType) -> str:
    names = {t.id: t.name for t, _ in reader.interests.topics}
    lines = [f"{reader.name} ({reader.id})", reader.decides, "", "관심 분야"]
    lines += [
        f"  {weight:.2f}  {topic.name}" for topic, weight in sorted(reader.interests.topics, key=lambda item: -item[1])
    ]
    lines += ["", "관심어  " + ", ".join(t for t, _ in reader.interests.terms)]
    lines += ["기업    " + ", ".join(t for t, _ in reader.interests.companies), "", "관점"]
    lines += [f"  {names.get(lens.topic, lens.topic)}: {lens.question}" for lens in reader.lenses]
    return "\n".join(lines) + "\n"
