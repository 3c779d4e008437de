"""Which editions the schedule has made: one JSON line each, so that none is made twice, also after a restart."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from newsprism.errors import StoreDamaged, StoreFault, system_reason


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file `path`; its first line says when the schedule was first started.

    Its methods raise StoreDamaged for a file that is no ledger, and StoreFault for one that cannot be read or written.
    """

    path: Path

    def since(self, now: datetime) -> datetime:
        """Return when the schedule was first started; the first call writes `now` (aware)."""
        for record in self._records():
            if started := _moment(record.get("since")):
                return started
        self._append({"since": now.isoformat()})
        return now

    def made(self, cadence: str, reader: str, issue: date) -> bool:
        """Say whether the edition stands in the ledger."""
        wanted = {"cadence": cadence, "reader": reader, "issue": issue.isoformat()}
        return any(wanted.items() <= record.items() for record in self._records())

    def enter(self, cadence: str, reader: str, issue: date, at: datetime, file: Path) -> None:
        """Write that the edition was made at `at` into `file`; on disk when this returns."""
        self._append(
            {"cadence": cadence, "reader": reader, "issue": issue.isoformat(), "at": at.isoformat(), "file": str(file)}
        )

    def _records(self) -> Iterator[dict[str, object]]:
        try:
            lines = self.path.read_bytes().split(b"\n") if self.path.exists() else []
        except OSError as problem:
            raise StoreFault(
                f"읽을 수 없습니다({system_reason(problem)})",
                subject=str(self.path),
                advice="파일과 권한을 확인하세요.",
            ) from problem
        # A power cut may leave zeros behind what was written.
        written = [line for line in (line.strip(b"\0 \t\r") for line in lines) if line]
        records = [record for record in map(_record, written) if record is not None]
        # A single line that breaks off is a first write that was cut off; more of them are no ledger of ours.
        if len(written) > 1 and not records:
            raise StoreDamaged("호의 목록이 아닙니다", subject=str(self.path), advice="옮겨 두고 다시 실행하세요.")
        yield from records

    def _append(self, record: dict[str, object]) -> None:
        # The line end comes first: the half line of a write that was cut off must not swallow this one.
        line = b"\n" + json.dumps(record, ensure_ascii=False).encode()
        try:
            # Unbuffered, so that a line of another process cannot come between two halves of this one.
            with self.path.open("ab", buffering=0) as file:
                file.write(line)
                os.fsync(file.fileno())
        except OSError as problem:
            raise StoreFault(
                f"쓸 수 없습니다({system_reason(problem)})",
                subject=str(self.path),
                advice="폴더의 쓰기 권한을 확인하세요.",
            ) from problem


@lru_cache(maxsize=4096)
def _record(line: bytes) -> dict[str, object] | None:
    """Return what a line says; None for the half line of a write that was cut off: that edition is made anew."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _moment(told: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
