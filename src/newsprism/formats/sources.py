"""The sources file, which people edit too: one ``[[source]]`` table for each source, their comments kept.

::

    [[source]]
    place = "https://naru.example/rss.xml"   # an address, or a path (from the folder of the file)
    kind = "feed"                            # default: feed for an address; by its name for a file
    name = "나루일보"                         # default: what the feed calls itself
    full = true                              # default: false
    paused = true                            # default: false
    id = "naru"                              # default: made from the place
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from newsprism.errors import InvalidSource, UnknownSource
from newsprism.formats.source_blocks import HEADER, Blocks, Value, blocks_of
from newsprism.types.source import Source, SourceId

T = TypeVar("T")

KEYS = ("place", "kind", "name", "full", "paused", "id")
"""Keys of a ``[[source]]`` table."""
WEB_KINDS = frozenset({"feed", "sitemap", "page"})
"""Kinds whose place must be an address."""

_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_ID = re.compile(r"[\w][\w.\-]{0,99}")
_KIND = re.compile(r"[a-z][a-z0-9_\-]{0,39}")
_LINE = re.compile(r"at line (\d+), column (\d+)")
_WORD = re.compile(r"[^\W_]+")
_HERE = "sources.toml"
_LONGEST = 4_096
_LONGEST_ID = 60
_LARGEST = 10_000_000  # characters of the file: some 50,000 sources
_BY_SUFFIX = {
    ".csv": "bigkinds", ".tsv": "bigkinds", ".xlsx": "bigkinds", ".xlsm": "bigkinds", ".parquet": "parquet",
    ".pq": "parquet", ".eml": "mailbox", ".mbox": "mailbox", ".mbx": "mailbox",
    "": "folder",
}  # fmt: skip
_TYPES = {"str": "글자", "int": "정수", "float": "실수", "bool": "참·거짓", "list": "목록", "dict": "표"}


def read_sources(text: str, where: str) -> tuple[Source, ...]:
    """Return the sources in their order; `where` is the path of the file, from whose folder paths are taken.

    Raises InvalidSource with the line or the number of the table for broken TOML, an unknown key, a wrong type or
    value, and for an id or a place that is there twice.
    """
    sources: list[Source] = []
    lines = list(_headers(text))
    places: dict[str, SourceId] = {}
    ids: set[SourceId] = set()
    for number, table in enumerate(_tables(text, where), 1):
        # A bracket in a text of several lines could be counted as a header: then no line is told rather than a wrong one.
        line = f", {lines[number - 1]}행" if number <= len(lines) else ""
        source = _Table(table, f"{where}: {number}번째 [[source]]{line}").source(where, places, ids)
        places[source.place] = source.id
        ids.add(source.id)
        sources.append(source)
    return tuple(sources)


def append_source(text: str, *sources: Source) -> str:
    """Return the file with `sources` at its end; raises InvalidSource as `read_sources` does for the result."""
    before, blocks = read_sources(text, _HERE), _blocks(text)
    for source in sources:
        told = _values(source)
        # An id that the place gives by itself need not be written, as long as it stays what it is.
        told["id"] = None if source.id == source_id(source.place) else source.id
        blocks = blocks.added(told)
    return _settled(blocks, (*before, *sources))


def drop_source(text: str, source: str) -> str:
    """Return the file without the source of the id `source`, and without the comment directly above it.

    Raises UnknownSource.
    """
    before, index = _found(text, source)
    return _settled(_blocks(text).without(index), before[:index] + before[index + 1 :])


def change_source(text: str, source: str, **fields: str | bool | None) -> str:
    """Return the file with other values for the source of the id `source`; None and False take a key out.

    The id stays what it was unless it is among `fields`. Raises UnknownSource, and InvalidSource for a wrong value.
    """
    before, index = _found(text, source)
    changed = _blocks(text).changed(index, {key: value or None for key, value in fields.items()})
    # Read once for its checks: what the fields mean, and that they are right.
    after = read_sources(changed.text(), _HERE)[index]
    kept = after if "id" in fields else replace(after, id=before[index].id)
    return _settled(changed, (*before[:index], kept, *before[index + 1 :]))


def default_kind(place: str) -> str:
    """Return the collector for a place by its name; a folder that is there may have any name."""
    if _WEB.fullmatch(place):
        return "feed"
    if os.path.isdir(place):  # unlike Path.is_dir it never raises, whatever is written there
        return "folder"
    return _BY_SUFFIX.get(Path(place).suffix.lower(), "files")


def source_id(place: str, taken: Collection[str] = ()) -> SourceId:
    """Return an id that can be read: host and path of an address, or the name of a file; letters, digits and ``-``.

    Where it is among `taken`, a hash of the place tells it apart.
    """
    told = (
        unquote(re.sub(r"^https?://(?:www\.)?", "", place, flags=re.I)) if _WEB.fullmatch(place) else Path(place).stem
    )
    slug = "-".join(_WORD.findall(told.lower()))[:_LONGEST_ID].strip("-") or "source"
    if slug not in taken:
        return SourceId(slug)
    digest = hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()
    sizes = (f"{slug}-{digest[:size]}" for size in range(6, 64))
    return SourceId(next(one for one in sizes if one not in taken))


def _headers(text: str) -> Iterator[int]:
    """Yield the number of the line of each header."""
    line, last = 1, 0
    for found in HEADER.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        yield line


def _found(text: str, source: str) -> tuple[tuple[Source, ...], int]:
    sources = read_sources(text, _HERE)
    index = next((number for number, one in enumerate(sources) if one.id == source), None)
    if index is None:
        near = difflib.get_close_matches(source[:80], [one.id for one in sources], n=1)
        hint = f"가까운 것: {near[0]}." if near else "newsprism sources list 로 확인하세요."
        raise UnknownSource("그런 소스는 없습니다", subject=source, advice=hint)
    return sources, index


def _blocks(text: str) -> Blocks:
    blocks = blocks_of(text)
    if blocks is None:
        advice = "파일에서 직접 고치거나, 소스마다 [[source]] 표로 적으세요."
        raise InvalidSource("[[source]] 표로 적히지 않아 고칠 수 없습니다", subject=_HERE, advice=advice)
    return blocks


def _settled(blocks: Blocks, wanted: Sequence[Source]) -> str:
    """Return the text, with ids written out that would otherwise not stay: a clash may have gone with its partner."""
    for index, (one, want) in enumerate(zip(read_sources(blocks.text(), _HERE), wanted, strict=True)):
        if one.id != want.id:
            blocks = blocks.changed(index, {"id": want.id})
    text = blocks.text()
    read_sources(text, _HERE)
    return text


def _values(source: Source) -> dict[str, Value]:
    return {
        "place": source.place,
        "kind": source.kind,
        "name": source.name,
        "full": source.full or None,
        "paused": source.paused or None,
    }


def _tables(text: str, where: str) -> Sequence[object]:
    if len(text) > _LARGEST:
        raise InvalidSource(f"소스 파일이 {_LARGEST:,}자를 넘습니다", subject=where)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        place = _LINE.search(str(problem))
        told = (
            f"{place[1]}행 {place[2]}열에서 " if place else "파일 끝에서 " if "end of document" in str(problem) else ""
        )
        advice = "그 자리의 따옴표와 괄호, '키 = 값' 꼴을 확인하세요."
        raise InvalidSource(f"{told}TOML로 읽히지 않습니다", subject=where, advice=advice) from problem
    for key in data:
        if key != "source":
            raise InvalidSource(
                f"그런 키는 없습니다: {key[:80]}", subject=where, advice="소스는 [[source]] 표로 적습니다."
            )
    tables = data.get("source", [])
    if not isinstance(tables, list):
        raise InvalidSource("[source] 가 아니라 [[source]] 입니다", subject=where, advice="대괄호를 두 겹으로 쓰세요.")
    return tables


class _Table:
    """One table of the file, every reading of which is checked; `where` names it in errors."""

    def __init__(self, data: object, where: str) -> None:
        self._where = where
        if not isinstance(data, dict):
            raise self._wrong(f"표여야 합니다(있는 것: {_shown(data)})")
        self._data: dict[str, object] = data

    def source(self, file: str, others: Mapping[str, SourceId], taken: Collection[SourceId]) -> Source:
        """Return the source; `others` are the places before it with their ids, `taken` those ids."""
        self._only(KEYS)
        place = self._place(file)
        kind = self._value("kind", str, "글자") or default_kind(place)
        if not _KIND.fullmatch(kind):
            raise self._wrong(f"kind 가 이름이 아닙니다: {kind[:40]!r}", "영문 소문자와 숫자로 적습니다.")
        if kind in WEB_KINDS and not _WEB.fullmatch(place):
            raise self._wrong(f"kind 가 {kind} 이면 place 는 주소여야 합니다", "http:// 나 https:// 를 붙이세요.")
        if place in others:
            raise self._wrong(f"같은 place 가 이미 있습니다(id: {others[place]})", "둘 가운데 하나를 지우세요.")
        return Source(
            id=self._id(place, taken),
            kind=kind,
            place=place,
            name=self._value("name", str, "글자") or None,
            full=bool(self._value("full", bool, "true 또는 false")),
            paused=bool(self._value("paused", bool, "true 또는 false")),
        )

    def _place(self, file: str) -> str:
        place = self._value("place", str, "글자")
        if not place:
            raise self._wrong("place 가 없습니다", "주소나 경로를 적으세요.")
        if len(place) > _LONGEST or "\0" in place:
            raise self._wrong(f"place 가 주소도 경로도 아닙니다({len(place)}자)")
        if _WEB.match(place) or "://" in place[:32]:
            if not _WEB.fullmatch(place):
                raise self._wrong(
                    f"주소가 아닙니다: {place[:80]}", "http:// 나 https:// 로 시작하고 빈칸이 없어야 합니다."
                )
            return place
        told = self._data.get("kind")
        if told in WEB_KINDS:
            return place
        return os.path.abspath(os.path.join(os.path.dirname(file), os.path.expanduser(place)))

    def _id(self, place: str, taken: Collection[SourceId]) -> SourceId:
        told = self._value("id", str, "글자")
        if told is None:
            return source_id(place, taken)
        if not _ID.fullmatch(told):
            raise self._wrong(f"id 로 쓸 수 없습니다: {told[:40]!r}", "글자, 숫자, - _ . 만으로 100자까지 적습니다.")
        if told in taken:
            raise self._wrong(f"같은 id 가 이미 있습니다: {told}", "id 를 다르게 적으세요.")
        return SourceId(told)

    def _value(self, key: str, kind: type[T], name: str) -> T | None:
        if key not in self._data:
            return None
        value = self._data[key]
        if not isinstance(value, kind):
            raise self._wrong(f"{key} 의 값은 {name}여야 합니다(있는 것: {_shown(value)})")
        return value.strip() if isinstance(value, str) else value  # type: ignore[return-value]

    def _only(self, allowed: Sequence[str]) -> None:
        for key in self._data:
            if key not in allowed:
                near = difflib.get_close_matches(key[:80].lower(), allowed, n=1)
                hint = f"가까운 것: '{near[0]}'. " if near else ""
                raise self._wrong(f"그런 키는 없습니다: {key[:80]}", f"{hint}쓸 수 있는 것: {', '.join(allowed)}.")

    def _wrong(self, what: str, advice: str = "") -> InvalidSource:
        return InvalidSource(what, subject=self._where, advice=advice)


def _shown(value: object) -> str:
    return f"{_TYPES.get(type(value).__name__, type(value).__name__)} {str(value)[:40]!r}"
