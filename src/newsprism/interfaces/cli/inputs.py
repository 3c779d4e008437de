"""Commands on what comes in: `extract`, `stories`."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from newsprism import document_to_json, stories_to_json
from newsprism.interfaces.cli.console import EMPTY, Bars, engine, err, newsroom, put, report
from newsprism.interfaces.cli.options import SEOUL, From, On, Output, Verbose, parse_day

if TYPE_CHECKING:
    from newsprism import Document, Dropped, Story


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("extract")(extract)
    app.command("stories")(stories)


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="파일이나 폴더(txt, html, pdf, hwp, hwpx, docx, jsonl, csv, eml …).",
            show_default=False,
        ),
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
    """기사를 사안(같은 사건)으로 묶습니다. --from 이 없으면 작업 공간의 사안을 봅니다.

    --on 이 없으면 --from 의 모든 기사를, 작업 공간에서는 가장 새로운 날까지를 씁니다.

    예: newsprism stories --from 기사폴더 --on 2026-02-14 --days 6
    """
    day = parse_day(on)
    with Bars() as bars:
        found, dropped = _from_paths(bars, paths, day, days) if paths else (_from_workspace(bars, day, days), ())
    report(dropped, verbose)
    put(
        json.dumps(stories_to_json(found), ensure_ascii=False, indent=1) + "\n" if form == "json" else _table(found),
        output,
    )


def _from_paths(
    bars: Bars, paths: list[Path], day: date | None, days: int
) -> tuple[tuple[Story, ...], tuple[Dropped[str], ...]]:
    running = engine(bars)
    reading = running.read(paths)
    documents = [d for d in reading.documents if day is None or _within(d, day, days)]
    return running.stories(documents), reading.dropped


def _from_workspace(bars: Bars, day: date | None, days: int) -> tuple[Story, ...]:
    """Return the stories of the days up to `day`; without a day those of the newest `days` days."""
    with newsroom(bars) as room:
        span = room.span()
        if span is None:
            err.print(EMPTY, markup=False, style="yellow")
            return ()
        last = day or span[1].astimezone(SEOUL).date()
        end = datetime.combine(last + timedelta(days=1), datetime.min.time(), SEOUL)
        return room.stories(end - timedelta(days=days), end)


def _within(document: Document, day: date, days: int) -> bool:
    if document.published_at is None:
        return False
    published = document.published_at.astimezone(SEOUL).date()
    return day - timedelta(days=days - 1) <= published <= day


def _table(found: tuple[Story, ...]) -> str:
    table = Table("매체", "기사", "처음", "마지막", "사안", box=None, pad_edge=False)
    for story in sorted(found, key=lambda s: (-len(s.outlets), -len(s.documents), s.id)):
        first = story.first_seen.astimezone(SEOUL).strftime("%m-%d %H:%M") if story.first_seen else "-"
        last = story.updated_at.astimezone(SEOUL).strftime("%m-%d %H:%M") if story.updated_at else "-"
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
