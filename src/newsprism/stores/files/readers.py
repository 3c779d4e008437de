"""Reader types and topics from TOML files: ours from the package, a newsroom's from its own folders.

A reader file is checked as a whole before it is used: an unknown key, a wrong type, a weight outside 0–1 or a topic
that does not exist raises InvalidReader, with one line that names the file, the key, what is allowed and a near match.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar, get_args

from newsprism.errors import InvalidReader, MissingResource, PathNotFound, UnknownReader, system_reason
from newsprism.types.reader import (
    Headings,
    Interests,
    Lens,
    ReaderType,
    ReaderTypeId,
    SentenceKind,
    Topic,
    TopicId,
)

T = TypeVar("T")

_KINDS: Mapping[str, SentenceKind] = {kind: kind for kind in get_args(SentenceKind)}
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LARGEST_FILE = 1_000_000  # bytes; ours have about 10,000, so what is larger is not a reader file
_LONGEST_TEXT = 300
_SHORTEST_TERM = 2  # one syllable is part of too many words to show anything
_TREND_LENGTH = (10, 20)
_TYPES = {"str": "글자", "int": "정수", "float": "실수", "bool": "참·거짓", "list": "목록", "dict": "표"}
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_LAST = 1_000_000  # the place of a type that names none: after ours, then by id


class _Table:
    """One TOML table and where it stands; every reading of a key checks it."""

    def __init__(self, file: str, path: str, data: object) -> None:
        self.file = file
        self.path = path
        if not isinstance(data, dict):
            raise self.wrong("", _mismatch("표", data))
        self.data: Mapping[str, object] = data

    def wrong(self, key: str, what: str, advice: str = "") -> InvalidReader:
        where = ".".join(part for part in (self.path, key) if part)
        return InvalidReader(what, subject=f"{self.file}: {where}" if where else self.file, advice=advice)

    def only(self, allowed: Sequence[str]) -> None:
        for key in self.data:
            if key not in allowed:
                raise self.wrong(key, "그런 키는 없습니다", _choice(key, allowed))

    def value(self, key: str, kind: type[T], name: str) -> T:
        if key not in self.data:
            raise self.wrong(key, f"이 키가 없습니다(필요: {name})")
        found = self.data[key]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.wrong(key, _mismatch(name, found))
        return found

    def text(self, key: str) -> str:
        found = self.value(key, str, "글자")
        if not found.strip() or len(found) > _LONGEST_TEXT:
            raise self.wrong(key, f"1~{_LONGEST_TEXT}자여야 합니다(지금 {len(found)}자)")
        return found.strip()

    def flag(self, key: str) -> bool:
        return bool(self.value(key, bool, "true 또는 false"))

    def whole(self, key: str, default: int) -> int:
        return int(self.value(key, int, "정수")) if key in self.data else default

    def choice(self, key: str, allowed: Collection[str]) -> str:
        found = self.text(key)
        if found not in allowed:
            raise self.wrong(key, f"쓸 수 없는 값입니다: '{found}'", _choice(found, allowed))
        return found

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
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

    def table(self, key: str) -> _Table:
        return self._inner(key, self.value(key, dict, "표"))

    def tables(self, key: str) -> list[_Table]:
        found = self.value(key, list, f"표의 목록([[{key}]])")
        if not found:
            raise self.wrong(key, "하나는 있어야 합니다")
        return [self._inner(f"{key}[{number}]", one) for number, one in enumerate(found, 1)]

    def _inner(self, key: str, data: object) -> _Table:
        return _Table(self.file, ".".join(part for part in (self.path, key) if part), data)


def _shown(value: object) -> str:
    kind = _TYPES.get(type(value).__name__, type(value).__name__)
    return f"{kind} {str(value)[:40]!r}"


def _mismatch(wanted: str, found: object) -> str:
    return f"값의 종류가 다릅니다(필요: {wanted}, 있는 것: {_shown(found)})"


def _choice(found: str, allowed: Iterable[str]) -> str:
    names = tuple(allowed)
    near = difflib.get_close_matches(found[:80], names, n=1)
    return (f"가까운 것: '{near[0]}'. " if near else "") + f"쓸 수 있는 것: {', '.join(names)}."


def _parsed(path: Path) -> _Table:
    """Read a TOML file; raises InvalidReader when it is none, PathNotFound when it is not there."""
    if not path.is_file():
        raise PathNotFound("그런 파일이 없습니다", subject=str(path))
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InvalidReader(f"{_LARGEST_FILE:,}바이트보다 큰 파일은 독자 파일이 아닙니다", subject=str(path))
        return _Table(str(path), "", tomllib.loads(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise InvalidReader("UTF-8 글이 아닙니다", subject=str(path)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidReader(f"TOML이 아닙니다({_place(error)})", subject=str(path)) from None
    except OSError as error:
        raise InvalidReader(f"읽을 수 없습니다({system_reason(error)})", subject=str(path)) from None


def _place(error: Exception) -> str:
    """Return where a TOML file breaks off: the parser says it in English only."""
    if isinstance(error, RecursionError):
        return "너무 깊이 겹쳐 있습니다"
    found = _PLACE.search(str(error))
    return f"{found[1]}행 {found[2]}열" if found else "파일의 끝"


def _topic(topic_id: str, table: _Table) -> Topic:
    table.only(("name", "trend", "terms", "exclude"))
    trend = table.text("trend")
    shortest, longest = _TREND_LENGTH
    if not shortest <= len(trend) <= longest:
        raise table.wrong("trend", f"{shortest}~{longest}자여야 합니다(지금 {len(trend)}자)")
    return Topic(
        id=TopicId(topic_id),
        name=table.text("name"),
        terms=table.weights("terms"),
        exclude=table.words("exclude", optional=True),
        trend=trend,
    )


def _interests(table: _Table, topics: Mapping[str, Topic]) -> Interests:
    table.only(("topics", "terms", "companies", "regions"))
    followed = table.weights("topics")
    for topic_id in followed:
        if topic_id not in topics:
            raise table.wrong(f"topics.{topic_id}", "그런 id의 주제가 없습니다", _choice(topic_id, topics))
    return Interests(
        topics=tuple((topics[topic_id], weight) for topic_id, weight in followed.items()),
        terms=tuple(table.weights("terms", optional=True).items()),
        companies=tuple(table.weights("companies", optional=True).items()),
        regions=tuple(table.weights("regions", optional=True).items()),
    )


def _headings(table: _Table) -> Headings:
    table.only(("analysis", "insight", "strategy", "strategy_suffix"))
    return Headings(
        analysis=table.text("analysis"),
        insight=table.text("insight"),
        strategy=table.text("strategy"),
        strategy_suffix=table.choice("strategy_suffix", ("전략", "점검")),
    )


def _answers(table: _Table) -> tuple[SentenceKind, ...]:
    found = table.words("answers")
    if not found:
        raise table.wrong("answers", "문장의 종류가 하나는 있어야 합니다", f"쓸 수 있는 것: {', '.join(_KINDS)}.")
    for kind in found:
        if kind not in _KINDS:
            raise table.wrong("answers", f"문장의 종류가 아닙니다: '{kind}'", _choice(kind, _KINDS))
    return tuple(_KINDS[kind] for kind in found)


def _lens(table: _Table, topics: Mapping[str, Topic]) -> Lens:
    table.only(("topic", "question", "answers", "cues", "strategy"))
    return Lens(
        topic=TopicId(table.choice("topic", topics)),
        question=table.text("question"),
        answers=_answers(table),
        cues=table.words("cues"),
        strategy=table.text("strategy"),
    )


def _lenses(table: _Table, topics: Mapping[str, Topic]) -> tuple[Lens, ...]:
    lenses: dict[str, Lens] = {}
    for inner in table.tables("lens"):
        lens = _lens(inner, topics)
        if lens.topic in lenses:
            raise inner.wrong("topic", f"한 주제에는 lens가 하나입니다: '{lens.topic}'")
        lenses[lens.topic] = lens
    return tuple(lenses.values())


_READER_KEYS = ("id", "name", "short", "investor", "decides", "order", "never", "headings", "interests", "lens")


def _reader(table: _Table, topics: Mapping[str, Topic], never: tuple[str, ...]) -> tuple[int, ReaderType]:
    """Return the place of the type in the editorial order, and the type."""
    table.only(_READER_KEYS)
    reader_id = table.text("id")
    if not _ID.fullmatch(reader_id):
        raise table.wrong("id", "id는 소문자로 시작하고 소문자·숫자·_ 로 40자까지입니다")
    reader = ReaderType(
        id=ReaderTypeId(reader_id),
        name=table.text("name"),
        short=table.text("short"),
        investor=table.flag("investor"),
        decides=table.text("decides"),
        headings=_headings(table.table("headings")),
        interests=_interests(table.table("interests"), topics),
        never=tuple(dict.fromkeys(never + table.words("never", optional=True))),
        lenses=_lenses(table, topics),
    )
    return table.whole("order", _LAST), reader


class FileReaderStore:
    """Reader types in TOML files; implements `protocols.services.ReaderStore`.

    `topics` is the file of topics with the words shown to nobody; each of `folders` holds one file per type. A type of
    a later folder replaces the one of the same id in an earlier folder and keeps its place. Files are read once, when
    first asked for.
    """

    def __init__(self, topics: Path, folders: Sequence[Path]) -> None:
        self._topics_file = topics
        self._folders = tuple(folders)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """All topics by id, in the order of the file; raises InvalidReader or PathNotFound."""
        root = _parsed(self._topics_file)
        root.only(("never", "topics"))
        table = root.table("topics")
        return {topic_id: _topic(topic_id, table.table(topic_id)) for topic_id in table.data}

    @cached_property
    def _never(self) -> tuple[str, ...]:
        table = _parsed(self._topics_file).table("never")
        table.only(("common",))
        return table.words("common")

    @cached_property
    def _types(self) -> Mapping[str, ReaderType]:
        places: dict[str, int] = {}
        types: dict[str, ReaderType] = {}
        for folder in self._folders:
            for place, reader in self._folder(folder):
                places.setdefault(reader.id, place + _LAST * (folder != self._folders[0]))
                types[reader.id] = reader
        return {name: types[name] for name in sorted(types, key=lambda name: (places[name], name))}

    def _folder(self, folder: Path) -> list[tuple[int, ReaderType]]:
        if not folder.is_dir():
            raise PathNotFound("독자 유형을 둔 그런 폴더가 없습니다", subject=str(folder))
        found: dict[str, tuple[int, ReaderType]] = {}
        for path in sorted(folder.glob("*.toml")):
            place, reader = _reader(_parsed(path), self.topics, self._never)
            if reader.id in found:
                raise InvalidReader(f"같은 폴더의 다른 파일에 같은 id가 있습니다: '{reader.id}'", subject=f"{path}: id")
            found[reader.id] = (place, reader)
        return list(found.values())

    def list(self) -> tuple[ReaderType, ...]:
        """Return all reader types: the first folder's in their editorial order, then those that others add."""
        return tuple(self._types.values())

    def get(self, reader_id: str) -> ReaderType:
        """Return the type of this id, or of the TOML file at this path; raises UnknownReader or InvalidReader."""
        if reader_id.endswith(".toml"):
            return self._own(Path(reader_id))
        found = self._types.get(reader_id)
        if found is None:
            raise UnknownReader("그런 독자 유형이 없습니다", subject=reader_id, advice=_choice(reader_id, self._types))
        return found

    def _own(self, path: Path) -> ReaderType:
        if not path.is_file():
            advice = f"있는 파일이나 다음 가운데 하나를 주세요: {', '.join(self._types)}."
            raise UnknownReader("그런 독자 파일이 없습니다", subject=str(path), advice=advice)
        return _reader(_parsed(path), self.topics, self._never)[1]


def shipped(*own: Path) -> FileReaderStore:
    """Return the store of the types that come with the package, and of a newsroom's `own` folders after them.

    Raises MissingResource when the installation lacks its editorial data.
    """
    data = Path(str(files("newsprism.data")))
    topics, readers = data / "topics.toml", data / "readers"
    if not topics.is_file() or not readers.is_dir():
        raise MissingResource(
            "패키지의 편집 자료가 없습니다", subject=str(data), advice="newsprism 을 다시 설치하세요."
        )
    return FileReaderStore(topics, (readers, *own))
