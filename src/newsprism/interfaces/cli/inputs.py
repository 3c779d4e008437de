"""Commands on what comes in: `extract`, `stories`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from newsprism import document_to_json, stories_to_json
from newsprism.interfaces.cli.console import Bars, engine, put, report
from newsprism.interfaces.cli.options import From, On, Output, Verbose, given, parse_day

if TYPE_CHECKING:
    from newsprism import Document, Story


_SEOUL = ZoneInfo("Asia/Seoul")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("extract")(extract)
    app.command("stories")(stories)


def extract(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="파일이나 폴더(txt, html, jsonl, gz).", show_default=False)
    ],
    form: Annotated[
        Literal["json", "md"], typer.Option("--format", help="한 줄에 한 문서(json) 또는 읽기용(md).")
    ] = "json",
    output: Output = None,
    verbose: Verbose = False,
) -> None:
    """깨끗한 문서를 뽑아냅니다. 덜어낸 것과 이유는 stderr에 적습니다.

    예: newsprism extract 기사.html 보고서.txt > documents.jsonl
    """
    with Bars() as bars:
        reading = engine(bars).read(paths)
    report(reading.dropped, verbose)
    printed = (
        _markdown(d) if form == "md" else json.dumps(document_to_json(d), ensure_ascii=False) for d in reading.documents
    )
    put("".join(f"{text}\n" for text in printed), output)


def stories(
    paths: From = None,
    on: On = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="기준일까지 며칠 치를 볼지.")] = 7,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="표 또는 JSON.")] = "table",
    output: Output = None,
    verbose: Verbose = False,
) -> None:
    """기사를 사안(같은 사건)으로 묶습니다. --on 이 없으면 모든 기사를 씁니다.

    예: newsprism stories --from 기사폴더 --on 2026-02-14 --days 6
    """
    day = parse_day(on)
    with Bars() as bars:
        running = engine(bars)
        reading = running.read(given(paths))
        documents = [d for d in reading.documents if day is None or _within(d, day, days)]
        found = running.stories(documents)
    report(reading.dropped, verbose)
    put(
        json.dumps(stories_to_json(found), ensure_ascii=False, indent=1) + "\n" if form == "json" else _table(found),
        output,
    )


def _within(document: Document, day: date, days: int) -> bool:
    if document.published_at is None:
        return False
    published = document.published_at.astimezone(_SEOUL).date()
    return day - timedelta(days=days - 1) <= published <= day


def _table(found: tuple[Story, ...]) -> str:
    table = Table("매체", "기사", "처음", "마지막", "사안", box=None, pad_edge=False)
    for story in sorted(found, key=lambda s: (-len(s.outlets), -len(s.documents), s.id)):
        first = story.first_seen.strftime("%m-%d %H:%M") if story.first_seen else "-"
        last = story.updated_at.strftime("%m-%d %H:%M") if story.updated_at else "-"
        table.add_row(str(len(story.outlets)), str(len(story.documents)), first, last, story.title)
    console = Console(width=160, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _markdown(document: Document) -> str:
    facts = [
        document.publisher,
        document.published_at.isoformat() if document.published_at else None,
        document.section,
        document.url,
    ]
    line = " · ".join(f for f in facts if f)
    return (
        "\n\n".join(part for part in (f"# {document.title}", line, document.text.replace("\n", "\n\n")) if part) + "\n"
    )
