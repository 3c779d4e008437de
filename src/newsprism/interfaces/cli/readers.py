"""Commands on readers: types and persons."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsprism import UsageError
from newsprism.interfaces.cli.console import Bars, engine, newsroom, put

if TYPE_CHECKING:
    from newsprism import Holding, ReaderType

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")]

readers = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="독자 유형과 사람을 보고 더합니다.\n\n예: newsprism readers list"
)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(readers, name="readers")


@readers.command("list")
def list_readers(form: Form = "text") -> None:
    """독자 유형의 목록, 그 뒤에 사람들.

    예: newsprism readers list
    """
    with Bars() as bars:
        found = engine(bars).readers.list()
    if form == "json":
        put(json.dumps([_row(reader) for reader in found], ensure_ascii=False, indent=1) + "\n", None)
        return
    for reader in found:
        told = f"{reader.name}({reader.base}) 유형의 독자" if reader.person else reader.decides
        typer.echo(f"{reader.id:<20} {reader.person or reader.name}\n{'':<20} {told}")


@readers.command("show")
def show_reader(
    reader_id: Annotated[
        str, typer.Argument(metavar="ID", help="독자 유형이나 사람의 id 또는 TOML 파일.", show_default=False)
    ],
    form: Form = "text",
) -> None:
    """독자 하나의 관심과 관점. 사람이면 유형의 것과 합쳐진 모습입니다.

    예: newsprism readers show ceo
    """
    with Bars() as bars:
        reader = engine(bars).readers.get(reader_id)
    put(json.dumps(_record(reader), ensure_ascii=False, indent=1) + "\n" if form == "json" else _sheet(reader), None)


def _several(name: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar="NAME=0.8", help=what, show_default=False)
    return option


@readers.command("add")
def add_reader(
    reader_id: Annotated[str, typer.Argument(metavar="ID", help="소문자·숫자·_ 로 된 새 id.", show_default=False)],
    base: Annotated[str, typer.Option("--type", metavar="TYPE", help="독자 유형의 id.", show_default=False)],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="부르는 이름.", show_default=False)],
    topic: Annotated[list[str] | None, _several("--topic", "관심 분야(id나 이름). 가중치가 없으면 1.")] = None,
    term: Annotated[list[str] | None, _several("--term", "제목과 첫머리에서 찾을 말.")] = None,
    company: Annotated[list[str] | None, _several("--company", "관심 기업.")] = None,
    region: Annotated[list[str] | None, _several("--region", "관심 지역.")] = None,
    block: Annotated[
        list[str] | None,
        typer.Option(
            "--block",
            metavar="WHAT",
            help="보지 않을 분야, 기업, 말. topic: company: word: outlet: 를 앞에 붙여 정할 수 있습니다.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """사람을 독자로 더합니다. 유형의 관심에 자기 관심을 더하고 막을 것을 적은 파일을 readers 폴더에 씁니다.

    예: newsprism readers add kim --type ceo --name 김나루 --topic trade=1.0 --company 현대차 --block 골프
    """
    given = {"topics": ("--topic", topic), "terms": ("--term", term), "companies": ("--company", company),
             "regions": ("--region", region)}  # fmt: skip
    interests = {key: dict(_weighed(option, one) for one in values or ()) for key, (option, values) in given.items()}
    with Bars() as bars, newsroom(bars) as room:
        path = room.add_person(reader_id, base, name, interests, block or ())
    typer.echo(f"더했습니다: {reader_id} ({path})\n다음: newsprism brief daily --reader {reader_id}")


@readers.command("forget")
def forget_reader(
    reader_id: Annotated[str, typer.Argument(metavar="ID", help="독자 유형이나 사람의 id.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="묻지 않고 지웁니다.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="무엇을 지울지만 보입니다.")] = False,
) -> None:
    """독자가 한 말과 한 일, 받은 사안, 만든 호의 기록을 작업 공간에서 지웁니다. 되돌릴 수 없습니다.

    배운 취향은 한 말에서 나오므로 함께 없어집니다. 독자 파일과 만들어 둔 브리핑 파일은 그대로 둡니다.

    예: newsprism readers forget kim --dry-run · newsprism readers forget kim --yes
    """
    with Bars() as bars, newsroom(bars) as room:
        held = room.holding(reader_id)
        if held.empty or dry_run:
            typer.echo(f"지울 것: {_held(held)}" if dry_run and not held.empty else "지울 것이 없습니다.")
            return
        if not yes:
            _agree(reader_id, held)
        deleted = room.forget(reader_id)
    typer.echo(f"지웠습니다: {_held(deleted)}")


def _agree(reader_id: str, held: Holding) -> None:
    """Ask, and end the command unless the answer is yes."""
    if not sys.stdin.isatty():
        raise UsageError(
            f"물을 수 없습니다({_held(held)})", subject=reader_id, advice="--yes 를 붙이면 묻지 않고 지웁니다."
        )
    if not typer.confirm(f"{reader_id}: {_held(held)} 을 지웁니다. 되돌릴 수 없습니다. 지울까요?", err=True):
        typer.echo("지우지 않았습니다.")
        raise typer.Exit(1)


def _held(held: Holding) -> str:
    return f"한 말 {held.said}건, 열어 보거나 읽은 기록 {held.done}건, 보낸 사안 {held.sent}건, 만든 호의 기록 {held.editions}건"


def _weighed(option: str, given: str) -> tuple[str, float]:
    """Return the name and weight of ``name=0.8``; 1 without a weight."""
    name, equals, weight = given.rpartition("=")
    if not equals:
        return given, 1.0
    try:
        return name.strip(), float(weight)
    except ValueError:
        raise UsageError(
            f"가중치가 수가 아닙니다: {given!r}", subject=option, advice=f"{option} 이름=0.8 처럼 쓰세요."
        ) from None


def _row(reader: ReaderType) -> dict[str, object]:
    return {
        "id": reader.id,
        "name": reader.person or reader.name,
        "type": reader.base,
        "investor": reader.investor,
        "decides": reader.decides,
    }


def _record(reader: ReaderType) -> dict[str, object]:
    interests = reader.interests
    return {
        **_row(reader),
        "short": reader.short,
        "topics": {t.id: w for t, w in interests.topics},
        "terms": dict(interests.terms),
        "companies": dict(interests.companies),
        "regions": dict(interests.regions),
        "never": list(reader.never),
        "blocked": {
            "topics": list(reader.blocked.topics),
            "companies": list(reader.blocked.companies),
            "outlets": list(reader.blocked.outlets),
        },
        "lenses": [
            {
                "topic": x.topic,
                "question": x.question,
                "answers": list(x.answers),
                "cues": list(x.cues),
                "strategy": x.strategy,
                "asks": [{"question": a.question, "when": list(a.when), "unless": list(a.unless)} for a in x.asks],
            }
            for x in reader.lenses
        ],
    }


def _sheet(reader: ReaderType) -> str:
    names = {t.id: t.name for t, _ in reader.interests.topics}
    title = (
        f"{reader.person} ({reader.id}), {reader.name}({reader.base}) 유형"
        if reader.person
        else f"{reader.name} ({reader.id})"
    )
    lines = [title, reader.decides, "", "관심 분야"]
    lines += [
        f"  {weight:.2f}  {topic.name}" for topic, weight in sorted(reader.interests.topics, key=lambda item: -item[1])
    ]
    lines += ["", "관심어  " + ", ".join(t for t, _ in reader.interests.terms)]
    lines += ["기업    " + ", ".join(t for t, _ in reader.interests.companies)]
    barred = (*(names.get(t, t) for t in reader.blocked.topics), *reader.blocked.companies, *reader.blocked.outlets)
    lines += ["막은 것  " + ", ".join(barred)] if barred else []
    lines += ["", "관점"]
    lines += [f"  {names.get(lens.topic, lens.topic)}: {lens.question}" for lens in reader.lenses]
    return "\n".join(lines) + "\n"
