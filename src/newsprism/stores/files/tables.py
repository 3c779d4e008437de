"""TOML tables that people write, read with every key checked: what is wrong is one line that names file and key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from newsprism.errors import InvalidReader, PathNotFound, system_reason

T = TypeVar("T")

_LARGEST_FILE = 1_000_000  # bytes; ours have about 10,000, so what is larger is not a reader file
_LONGEST_TEXT = 300
_SHORTEST_TERM = 2  # one syllable is part of too many words to show anything
_TYPES = {"str": "글자", "int": "정수", "float": "실수", "bool": "참·거짓", "list": "목록", "dict": "표"}
_PLACE = re.compile(r"at line (\d+), column (\d+)")


class Table:
    """One TOML table and where it stands; every reading of a key checks it."""

    def __init__(self, file: str, path: str, data: object) -> None:
        self.file = file
        self.path = path
        if not isinstance(data, dict):
            raise self.wrong("", _mismatch("표", data))
        self.data: Mapping[str, object] = data

    def wrong(self, key: str, what: str, advice: str = "") -> InvalidReader:
        """Return the error that names the file and the place of `key`."""
        where = ".".join(part for part in (self.path, key) if part)
        return InvalidReader(what, subject=f"{self.file}: {where}" if where else self.file, advice=advice)

    def only(self, allowed: Sequence[str]) -> None:
        """Raise InvalidReader for a key that is not among `allowed`."""
        for key in self.data:
            if key not in allowed:
                raise self.wrong(key, "그런 키는 없습니다", choice(key, allowed))

    def value(self, key: str, kind: type[T], name: str) -> T:
        """Return the value of `key`, which must be there and of `kind`; `name` calls the kind in errors."""
        if key not in self.data:
            raise self.wrong(key, f"이 키가 없습니다(필요: {name})")
        found = self.data[key]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.wrong(key, _mismatch(name, found))
        return found

    def text(self, key: str) -> str:
        """Return a text of 1 to 300 characters, stripped."""
        found = self.value(key, str, "글자")
        if not found.strip() or len(found) > _LONGEST_TEXT:
            raise self.wrong(key, f"1~{_LONGEST_TEXT}자여야 합니다(지금 {len(found)}자)")
        return found.strip()

    def flag(self, key: str) -> bool:
        """Return a truth value."""
        return bool(self.value(key, bool, "true 또는 false"))

    def whole(self, key: str, default: int) -> int:
        """Return a whole number, or `default` without the key."""
        return int(self.value(key, int, "정수")) if key in self.data else default

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return a text that is one of `allowed`."""
        found = self.text(key)
        if found not in allowed:
            raise self.wrong(key, f"쓸 수 없는 값입니다: '{found}'", choice(found, allowed))
        return found

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of words without repetitions, each of two characters or more."""
        if optional and key not in self.data:
            return ()
        words: dict[str, None] = {}  # a set that keeps the order
        for word in self.value(key, list, "글자의 목록"):
            if not isinstance(word, str) or not _SHORTEST_TERM <= len(word.strip()) <= _LONGEST_TEXT:
                raise self.wrong(
                    key, f"하나하나가 {_SHORTEST_TERM}~{_LONGEST_TEXT}자의 글이어야 합니다(있는 것: {_shown(word)})"
                )
            words[word.strip()] = None
        return tuple(words)

    def weights(self, key: str, *, optional: bool = False) -> dict[str, float]:
        """Return a table of words with weights between 0 and 1."""
        if optional and key not in self.data:
            return {}
        table = self.table(key)
        weights: dict[str, float] = {}
        for word, weight in table.data.items():
            if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
                raise table.wrong(word, f"가중치는 0~1의 수여야 합니다(있는 것: {_shown(weight)})")
            if len(word.strip()) < _SHORTEST_TERM:
                raise table.wrong(word, f"{_SHORTEST_TERM}자 이상의 낱말이어야 합니다")
            weights[word.strip()] = float(weight)
        return weights

    def table(self, key: str) -> Table:
        """Return the inner table at `key`."""
        return self._inner(key, self.value(key, dict, "표"))

    def tables(self, key: str) -> list[Table]:
        """Return the list of tables at `key`, which has one at least."""
        found = self.value(key, list, f"표의 목록([[{key}]])")
        if not found:
            raise self.wrong(key, "하나는 있어야 합니다")
        return [self._inner(f"{key}[{number}]", one) for number, one in enumerate(found, 1)]

    def _inner(self, key: str, data: object) -> Table:
        return Table(self.file, ".".join(part for part in (self.path, key) if part), data)


def _shown(value: object) -> str:
    kind = _TYPES.get(type(value).__name__, type(value).__name__)
    return f"{kind} {str(value)[:40]!r}"


def _mismatch(wanted: str, found: object) -> str:
    return f"값의 종류가 다릅니다(필요: {wanted}, 있는 것: {_shown(found)})"


def choice(found: str, allowed: Iterable[str]) -> str:
    """Return the advice for a wrong name: the nearest right one, and all that there are."""
    names = tuple(allowed)
    near = difflib.get_close_matches(found[:80], names, n=1)
    return (f"가까운 것: '{near[0]}'. " if near else "") + f"쓸 수 있는 것: {', '.join(names)}."


def parsed(path: Path) -> Table:
    """Read a TOML file; raises InvalidReader when it is none, PathNotFound when it is not there."""
    if not path.is_file():
        raise PathNotFound("그런 파일이 없습니다", subject=str(path))
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InvalidReader(f"{_LARGEST_FILE:,}바이트보다 큰 파일은 독자 파일이 아닙니다", subject=str(path))
        return parsed_text(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise InvalidReader("UTF-8 글이 아닙니다", subject=str(path)) from None
    except OSError as error:
        raise InvalidReader(f"읽을 수 없습니다({system_reason(error)})", subject=str(path)) from None


def parsed_text(text: str, where: str) -> Table:
    """Return the TOML table of a text; `where` names it in errors. Raises InvalidReader."""
    try:
        return Table(where, "", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidReader(f"TOML이 아닙니다({_place(error)})", subject=where) from None


def _place(error: Exception) -> str:
    """Return where a TOML file breaks off: the parser says it in English only."""
    if isinstance(error, RecursionError):
        return "너무 깊이 겹쳐 있습니다"
    found = _PLACE.search(str(error))
    return f"{found[1]}행 {found[2]}열" if found else "파일의 끝"
