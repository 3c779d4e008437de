"""Data files that come with the package, in a folder ``data`` beside the code that reads them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources

from newsprism.errors import MissingResource

_ADVICE = "newsprism 을 다시 설치하세요."


def shipped(package: str, name: str) -> str:
    """Return the text of the file `name` of a package. Raises MissingResource when it is missing or no UTF-8."""
    try:
        return (resources.files(package) / "data" / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(name) from error


def unreadable(name: str) -> MissingResource:
    """Return the error that says that a file of the package cannot be read."""
    return MissingResource("읽을 수 없습니다", subject=name, advice=_ADVICE)


def shipped_rows(package: str, name: str, columns: Sequence[str]) -> list[list[str]]:
    """Return the rows of a table between tabs below its header. Raises MissingResource when it has other columns."""
    header, *rows = csv.reader(shipped(package, name).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != list(columns) or any(len(row) != len(columns) for row in rows):
        raise MissingResource("열이 서식과 다릅니다", subject=name, advice=_ADVICE)
    return rows
