"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from newsprism import UsageError

From = Annotated[
    list[Path] | None,
    typer.Option(
        "--from", metavar="PATH...", help="읽을 파일이나 폴더. 여러 개를 이어 쓸 수 있습니다.", show_default=False
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="발행일 YYYY-MM-DD(서울).", show_default=False)]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="결과를 쓸 파일(기본: 표준 출력).", show_default=False),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="덜어낸 것을 하나하나 보입니다.")]


def given(paths: list[Path] | None) -> list[Path]:
    """Return the paths of `--from`; raises UsageError when there is none."""
    if not paths:
        raise UsageError("읽을 것이 없습니다", subject="--from", advice="--from 뒤에 파일이나 폴더를 쓰세요.")
    return paths


def parse_day(text: str | None) -> date | None:
    """Return the day, or None for None; raises UsageError for anything that is not a calendar day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"날짜가 아닙니다: {text!r}", subject="--on", advice="2026-02-15 처럼 쓰세요.") from None
