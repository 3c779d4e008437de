"""Commands on a workspace: `init`, `add`, `sources`, `refresh`, `search`, `run`, `export`, `import`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsprism import (
    WORKSPACE_VARIABLE,
    NewsPrismError,
    UsageError,
    document_to_json,
    init_workspace,
    move_in,
    refresh_to_json,
)
from newsprism.interfaces.cli.console import EMPTY, Bars, err, newsroom, put, report
from newsprism.interfaces.cli.options import SEOUL, Output, Verbose

if TYPE_CHECKING:
    from newsprism import Found, RefreshReport, Source

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="읽기용 또는 JSON.")]

sources = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="소스를 보고, 쉬게 하고, 빼고, 옮깁니다.\n\n예: newsprism sources list",
)


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("init")(init)
    app.command("add")(add)
    app.add_typer(sources, name="sources")
    app.command("refresh")(refresh)
    # -뺄말 begins like an option.
    app.command("search", context_settings={"ignore_unknown_options": True})(search)
    app.command("run")(run)
    app.command("export")(export)
    app.command("import")(import_)


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="작업 공간을 만들 폴더(없으면 -w 의 폴더나 지금 폴더).", show_default=False
        ),
    ] = None,
) -> None:
    """작업 공간을 만듭니다: 설정(newsprism.toml), 소스 목록(sources.toml), 독자 유형 폴더(readers).

    예: newsprism init 내신문 && cd 내신문 && newsprism add https://example.com/rss.xml
    """
    made = init_workspace(folder or Path(os.environ.get(WORKSPACE_VARIABLE) or "."))
    typer.echo(f"작업 공간을 만들었습니다: {made}\n다음: newsprism add 주소나경로 … 그리고 newsprism refresh")


def add(
    places: Annotated[
        list[str],
        typer.Argument(metavar="WHAT...", help="피드·페이지·사이트맵의 주소, 파일, 폴더, OPML.", show_default=False),
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="인쇄할 매체 이름.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="무엇인지 정해 줍니다(없으면 스스로 알아냅니다).", show_default=False
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="항목 뒤의 기사 페이지도 읽습니다.")] = False,
) -> None:
    """주소나 파일을 소스로 더합니다. 무엇인지는 스스로 알아내고, 사이트의 피드를 찾습니다.

    예: newsprism add https://example.com · newsprism add 보고서폴더 구독목록.opml
    """
    faults = 0
    with Bars() as bars, newsroom(bars) as room:
        room.sources()  # a sources file that cannot be read is one fault, not one a place
        for place in places:
            bars.stage(f"알아보기 {place[:60]}")
            try:
                added, told = room.add(place, name=name, kind=kind, full=full)
            except NewsPrismError as problem:
                if len(places) == 1:
                    raise
                added, told = (), (str(problem),)
            for source in added:
                typer.echo(f"더했습니다: {_line(source)}")
            for line in told:
                err.print(line, markup=False, style="red")
            faults += not added
    if faults:
        raise typer.Exit(1)


@sources.command("list")
def list_sources(form: Form = "text") -> None:
    """소스의 목록.

    예: newsprism sources list
    """
    found = newsroom(None).sources()
    if form == "json":
        rows = [{"id": s.id, "kind": s.kind, "place": s.place, "name": s.name, "full": s.full, "paused": s.paused}
                for s in found]  # fmt: skip
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    for source in found:
        typer.echo(_line(source))
    if not found:
        typer.echo("소스가 없습니다. newsprism add 주소나경로 로 더하세요.")


_Id = Annotated[str, typer.Argument(metavar="ID", help="소스의 id나 주소.", show_default=False)]


@sources.command("remove")
def remove_source(source: _Id) -> None:
    """소스를 뺍니다. 읽어 둔 기사는 남습니다.

    예: newsprism sources remove example-com-rss
    """
    gone = newsroom(None).remove(source)
    typer.echo(f"뺐습니다: {_line(gone)}\n되돌리려면: newsprism add {gone.place}")


@sources.command("pause")
def pause_source(source: _Id) -> None:
    """소스를 쉬게 합니다.

    예: newsprism sources pause example-com-rss
    """
    typer.echo(f"쉽니다: {_line(newsroom(None).pause(source, True))}")


@sources.command("resume")
def resume_source(source: _Id) -> None:
    """쉬던 소스를 다시 읽습니다.

    예: newsprism sources resume example-com-rss
    """
    typer.echo(f"다시 읽습니다: {_line(newsroom(None).pause(source, False))}")


@sources.command("export")
def export_sources(output: Output = None) -> None:
    """소스를 OPML로 씁니다. 들이려면 newsprism add 파일.opml.

    예: newsprism sources export -o 구독목록.opml
    """
    put(newsroom(None).opml(), output)


def refresh(
    only: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID", help="이 소스만. 여러 번 쓸 수 있습니다.", show_default=False),
    ] = None,
    form: Form = "text",
    verbose: Verbose = False,
) -> None:
    """소스를 다시 읽어 새 기사를 사안에 잇습니다. 바뀌지 않은 것은 받지도 쓰지도 않습니다.

    예: newsprism refresh · newsprism refresh --source example-com-rss --format json
    """
    with Bars() as bars, newsroom(bars) as room:
        found = room.refresh(only or ())
    if not found.sources:
        err.print("읽을 소스가 없습니다. newsprism add 주소나경로 로 더하세요.", markup=False, style="yellow")
    for failure in found.failed:
        err.print(f"읽지 못함 {failure.source_id}: {failure.fault}", markup=False, style="yellow")
    report(found.dropped, verbose)
    put(
        json.dumps(refresh_to_json(found), ensure_ascii=False, indent=1) + "\n" if form == "json" else _told(found),
        None,
    )


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...", help='낱말, "구절", -뺄말, since:날짜, until:날짜, 매체:이름.', show_default=False
        ),
    ],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="많아야 몇 건.")] = 20,
    form: Form = "text",
) -> None:
    """모아 둔 기사에서 찾습니다. 조사를 뗀 낱말, 다른 이름(삼전=삼성전자), 한자(美=미국)를 함께 봅니다.

    예: newsprism search 반도체 수출 since:2026-02-09 · newsprism search '"상법 개정안"' -공청회
    """
    unknown = next((word for word in words if word.startswith("--")), None)
    if unknown:
        raise UsageError("그런 옵션은 없습니다", subject=unknown, advice="newsprism search --help 를 보세요.")
    with Bars() as bars, newsroom(bars) as room:
        bars.stage("찾기")
        found = room.search(" ".join(words), limit)
        empty = not found and room.span() is None
    if empty:
        err.print(EMPTY, markup=False, style="yellow")
    if form == "json":
        rows = [{**document_to_json(f.document), "score": round(f.score, 4), "snippet": f.snippet} for f in found]
        put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    for one in found:
        typer.echo(_hit(one))
    if not found:
        typer.echo("찾은 기사가 없습니다.")


def run(
    once: Annotated[bool, typer.Option("--once", help="지금 할 일만 하고 끝냅니다(cron 에서 쓸 때).")] = False,
) -> None:
    """정한 시각에 소스를 읽고 브리핑을 만듭니다. 멈추려면 Ctrl-C.

    꺼져 있던 동안 밀린 호는 켜질 때 만들고, 한 호를 두 번 만들지 않습니다. 시각과 독자는 newsprism.toml 에 있습니다.

    예: newsprism run · newsprism run --once
    """
    with Bars() as bars, newsroom(bars) as room:
        ran = room.run(once=once, tell=lambda line: err.print(line, markup=False))
    if once and ran.faults:
        raise typer.Exit(1)


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE.tar.gz", help="쓸 파일.", show_default=False)],
) -> None:
    """작업 공간을 통째로 한 파일에 담습니다: 설정, 소스, 독자, 기사, 사안.

    예: newsprism export 백업.tar.gz
    """
    with Bars() as bars, newsroom(bars) as room:
        told = room.export(target)
    typer.echo(f"담았습니다: {target} ({told})")


def import_(
    archive: Annotated[Path, typer.Argument(metavar="FILE.tar.gz", help="export 로 만든 파일.", show_default=False)],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="풀어 놓을 새 폴더(없으면 파일의 이름을 따릅니다).", show_default=False),
    ] = None,
) -> None:
    """담아 둔 작업 공간을 새 폴더에 풉니다.

    예: newsprism import 백업.tar.gz 새폴더
    """
    with Bars() as bars:
        bars.stage("풀기")
        told = move_in(archive, folder or _named_after(archive))
    typer.echo(f"풀었습니다: {told}")


def _named_after(archive: Path) -> Path:
    stem = archive.name.removesuffix(".gz").removesuffix(".tar").removesuffix(".tgz")
    return Path(stem if stem != archive.name else f"{stem}.workspace")


def _line(source: Source) -> str:
    marks = "".join((" [전문]" * source.full, " [쉼]" * source.paused))
    name = f" ({source.name})" if source.name else ""
    return f"{source.id:<28} {source.kind:<9} {source.place}{name}{marks}"


def _told(found: RefreshReport) -> str:
    lines = [
        f"소스 {found.sources}곳: 그대로 {found.unchanged}, 실패 {len(found.failed)}",
        f"새 항목 {found.entries:,}건 → 새 문서 {found.new:,}건, 고쳐진 문서 {found.changed:,}건"
        + (f", 거두어들인 문서 {found.retracted:,}건" if found.retracted else ""),
        f"사안: 새로 {found.opened:,}건, 이어짐 {found.grown:,}건, 합쳐짐 {found.merged:,}건"
        + (f", 갈라짐 {found.split:,}건" if found.split else ""),
    ]
    for reading in found.clocks:
        hours = reading.clock.offset_applied.total_seconds() / 3600
        lines.append(f"시계를 바로잡음: {reading.publisher} (발행 시각에서 {hours:g}시간을 뺌)")
    return "\n".join((*lines, f"{found.seconds:.1f}초")) + "\n"


def _hit(found: Found) -> str:
    document = found.document
    day = document.published_at.astimezone(SEOUL).date().isoformat() if document.published_at else "날짜 없음"
    head = f"{document.title}\n  {document.publisher or '매체 모름'}, {day}, {document.url or document.id}"
    return f"{head}\n  {found.snippet}\n" if found.snippet else f"{head}\n"
