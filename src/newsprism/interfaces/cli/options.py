"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from newsprism import UsageError

SEOUL = ZoneInfo("Asia/Seoul")
"""Where days begin and end."""
From = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        metavar="PATH...",
        help="읽을 파일이나 폴더. 여러 개를 이어 쓸 수 있습니다. 없으면 작업 공간에서 읽습니다.",
        show_default=False,
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="발행일 YYYY-MM-DD(서울).", show_default=False)]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="결과를 쓸 파일(기본: 표준 출력).", show_default=False),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="덜어낸 것을 하나하나 보입니다.")]


def parse_day(text: str | None) -> date | None:
    """Return the day, or None for None; raises UsageError for anything that is not a calendar day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"날짜가 아닙니다: {text!r}", subject="--on", advice="2026-02-15 처럼 쓰세요.") from None
