"""Typed reading of JSON values that others wrote: every accessor returns the asked type or names the place at fault."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn, TypeVar, get_args
from zoneinfo import ZoneInfo

from newsprism.errors import MalformedRecord

SEOUL = ZoneInfo("Asia/Seoul")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A JSON value and its place: `where` names the file, `path` the member (``picks[2].title``)."""

    value: object
    where: str
    path: str = ""

    def fail(self, what: str, advice: str = "") -> NoReturn:
        """Raise MalformedRecord naming this place; `what` is a sentence in Korean without its full stop."""
        place = f"`{self.path}`: " if self.path else ""
        raise MalformedRecord(f"{place}{what}", subject=self.where, advice=advice)

    def get(self, key: str) -> JsonNode:
        """Return the member `key` of an object; a missing one holds None."""
        if not isinstance(self.value, dict):
            self.fail("객체여야 합니다")
        return JsonNode(self.value.get(key), self.where, f"{self.path}.{key}" if self.path else key)

    def items(self) -> Iterator[JsonNode]:
        """Yield the items of a list; None is an empty list."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.fail("배열이어야 합니다")
        for index, item in enumerate(self.value):
            yield JsonNode(item, self.where, f"{self.path}[{index}]")

    def pairs(self) -> Iterator[tuple[str, JsonNode]]:
        """Yield the members of an object; None is an empty object."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            self.fail("객체여야 합니다")
        for key, item in self.value.items():
            yield JsonNode(key, self.where, self.path).text(), JsonNode(item, self.where, f"{self.path}.{key}")

    def text(self, default: str | None = None) -> str:
        """Return a text, or `default` for None."""
        if self.value is None and default is not None:
            return default
        if not isinstance(self.value, str):
            self.fail("글자여야 합니다")
        # A lone surrogate passes json.loads and then breaks whoever writes the edition out.
        if any("\ud800" <= char <= "\udfff" for char in self.value):
            self.fail("유니코드가 아닌 글자가 들어 있습니다")
        return self.value

    def optional(self) -> str | None:
        """Return a text or None."""
        return None if self.value is None else self.text()

    def choice(self, kind: object) -> str:
        """Return a text that is one of the values of the Literal `kind`."""
        allowed = get_args(kind)
        if self.value not in allowed or not isinstance(self.value, str):
            self.fail(f"다음 가운데 하나여야 합니다: {', '.join(allowed)}")
        return self.value

    def flag(self) -> bool:
        """Return a truth value; None is False."""
        if self.value is None:
            return False
        if not isinstance(self.value, bool):
            self.fail("true 또는 false 여야 합니다")
        return self.value

    def integer(self, default: int | None = None) -> int:
        """Return a whole number, or `default` for None."""
        if self.value is None and default is not None:
            return default
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fail("정수여야 합니다")
        return self.value

    def number(self) -> float:
        """Return a finite number; None is 0."""
        if self.value is None:
            return 0.0
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not math.isfinite(self.value):
            self.fail("수여야 합니다")
        return float(self.value)

    def day(self) -> date:
        """Return a calendar day; a moment with an offset gives its day in Asia/Seoul."""
        raw = self.text()
        try:
            moment = datetime.fromisoformat(raw)
            return (moment.astimezone(SEOUL) if moment.tzinfo else moment).date()
        except (ValueError, OverflowError):
            self.fail("날짜(YYYY-MM-DD)여야 합니다")

    def optional_day(self) -> date | None:
        """Return a calendar day or None."""
        return None if self.value in (None, "") else self.day()

    def each(self, key: str, read: Callable[[JsonNode], T]) -> tuple[T, ...]:
        """Read every item of the list at `key`."""
        return tuple(read(node) for node in self.get(key).items())
