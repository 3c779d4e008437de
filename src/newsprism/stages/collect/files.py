"""Collecting from the file system: a folder, a file, JSON lines; each also gzipped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsprism.errors import EmptyInput, PathNotFound, UnreadableFile, system_reason
from newsprism.formats.encoding import decode
from newsprism.protocols.stages import Collection, Collector
from newsprism.stages.collect import records, sniff
from newsprism.stages.collect.streams import ByteStream
from newsprism.types.document import Entry, MediaType
from newsprism.types.dropped import Dropped

MAX_RECORDS = 1_000_000
"""Entries read of one file."""
MAX_DROPS = 1_000
"""Drops of one reason that are listed for one file; the rest is one more drop that counts them."""

_MEDIA: dict[sniff.FileKind, MediaType] = {"html": "text/html", "text": "text/plain"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class FileCollector:
    """Reads folders (recursively, in sorted order, hidden files left out) and files.

    Plain text, HTML pages, JSON lines and JSON (one record or a list), each also as ``.gz``; where the name says
    nothing or something wrong, the content decides. Reasons of drops: `empty_file`, `unsupported_format`,
    `unreadable_text`, `unreadable_file`, `broken_archive`, `too_large`, `broken_json`, `unknown_record`,
    `too_many_records`, and `bad_bytes` for a file that was read with a few characters replaced.
    """

    def accepts(self, path: Path) -> bool:
        """Say whether `path` is a folder or a file."""
        return path.is_dir() or path.is_file()

    def collect(self, path: Path) -> Collection:
        """Return the entries of a file, or of every file below a folder."""
        found = _Harvest()
        if path.is_dir():
            for member in _walk(path, found):
                found.extend(_read(member))
        else:
            found.extend(_read(path))
        return found.collection()


def collect_paths(collectors: Collector | Sequence[Collector], paths: Sequence[Path]) -> Collection:
    """Return the entries of all paths, each read by the first collector that accepts it.

    Raises PathNotFound for a path that does not exist, before anything is read, and EmptyInput when nothing was found.
    """
    several = list(collectors) if isinstance(collectors, Sequence) else [collectors]
    for path in paths:
        if not path.exists():
            raise PathNotFound("그런 파일이나 폴더가 없습니다", subject=str(path), advice="경로를 확인하세요.")
    found = _Harvest()
    for path in dict.fromkeys(paths):
        reader = next((collector for collector in several if collector.accepts(path)), None)
        if reader is None:
            found.drop("unsupported_format", str(path), "이런 것을 읽는 수집기가 없다")
        else:
            found.extend(reader.collect(path))
    collection = found.collection()
    if not collection.entries:
        subject = ", ".join(str(path) for path in paths[:3]) + (" …" if len(paths) > 3 else "")
        raise EmptyInput(_found_instead(collection.dropped), subject=subject or "(경로 없음)", advice=_READABLE)
    return collection


_READABLE = "읽을 수 있는 것: 텍스트(.txt, .md), 웹 페이지(.html), JSON Lines(.jsonl), JSON과 그 .gz."


def _found_instead(dropped: Sequence[Dropped[str]]) -> str:
    if not dropped:
        return "읽을 문서가 없습니다(비어 있음)"
    counts = Counter(drop.reason for drop in dropped).most_common(4)
    listed = ", ".join(f"{reason} {count}건" for reason, count in counts)
    first = dropped[0]
    return f"읽을 문서가 없습니다: {listed}(예: {first.where}: {first.detail or first.reason})"


class _Harvest:
    """Entries and drops on their way into a Collection."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._dropped: list[Dropped[str]] = []
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, origin: str, media_type: MediaType, content: bytes) -> None:
        self._entries.append(Entry(origin, media_type, content))

    def drop(self, reason: str, where: str, detail: str) -> None:
        self._counts[reason] += 1
        if self._counts[reason] <= MAX_DROPS:
            self._dropped.append(Dropped(where, "collect", reason, where, detail))

    def extend(self, collection: Collection) -> None:
        self._entries.extend(collection.entries)
        self._dropped.extend(collection.dropped)

    def collection(self, where: str = "") -> Collection:
        for reason, count in self._counts.items():
            if count > MAX_DROPS:
                rest = f"같은 까닭으로 {count - MAX_DROPS}건 더"
                self._dropped.append(Dropped(where, "collect", reason, where, rest))
        return Collection(tuple(self._entries), tuple(self._dropped))


def _walk(folder: Path, found: _Harvest) -> Iterator[Path]:
    """Depth first and sorted; a folder reached twice (a loop of links) is entered once."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            members = sorted(member for member in path.iterdir() if not member.name.startswith("."))
        except OSError as error:
            found.drop("unreadable_file", str(path), f"열 수 없다: {system_reason(error)}")
            continue
        waiting.extend(reversed(members))


def _read(path: Path) -> Collection:
    found = _Harvest()
    origin = str(path)
    if not path.exists():
        found.drop("unreadable_file", origin, "끊어진 링크다")
    elif not path.is_file():
        # A pipe or a device could be read for ever.
        found.drop("unsupported_format", origin, "보통 파일이 아니다")
    else:
        _read_file(path, origin, found)
    return found.collection(origin)


def _read_file(path: Path, origin: str, found: _Harvest) -> None:
    opening = ByteStream(path)
    head = opening.head(sniff.HEAD)
    if not head and opening.fault:
        found.drop(opening.fault[0], origin, opening.fault[1])
        return
    kind, name = sniff.kind_of(_suffix(path), head)
    if kind == "unsupported":
        found.drop("unsupported_format", origin, f"글이 아니라서 빼 두었다: {name}")
        return
    stream = ByteStream(path)
    if kind == "lines" and not head.startswith(_WIDE):
        _read_lines(stream, origin, found)
    else:
        _read_whole(stream, kind, origin, found)
    if stream.fault:
        found.drop(stream.fault[0], origin, stream.fault[1])


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _read_whole(stream: ByteStream, kind: sniff.FileKind, origin: str, found: _Harvest) -> None:
    content = stream.whole()
    if stream.fault and stream.fault[0] == "too_large":
        return
    if not content.strip():
        if not stream.fault:
            found.drop("empty_file", origin, "빈 파일이다")
        return
    try:
        decoded = decode(content, origin)
    except UnreadableFile as error:
        found.drop("unreadable_text", origin, error.what)
        return
    if decoded.replaced:
        detail = f"읽지 못한 글자 {decoded.replaced}개를 \ufffd로 바꾸어 읽었다 ({decoded.encoding})"
        found.drop("bad_bytes", origin, detail)
    if kind in ("json", "lines"):
        _read_json(decoded.text, origin, found)
    else:
        found.add(origin, _MEDIA.get(kind, "text/plain"), content)


def _read_lines(stream: ByteStream, origin: str, found: _Harvest) -> None:
    empty = True
    for number, line in stream.lines():
        if empty:
            line = line.removeprefix(b"\xef\xbb\xbf")
            empty = not line.strip()
        if len(found) >= MAX_RECORDS:
            found.drop("too_many_records", f"{origin}:{number}", f"한 파일에서 {MAX_RECORDS:,}건까지만 읽는다")
            return
        _take_line(line.strip(), f"{origin}:{number}", found)
    if empty and not stream.fault:
        found.drop("empty_file", origin, "빈 파일이다")


def _take_line(line: bytes, where: str, found: _Harvest) -> None:
    try:
        record = records.parse(line, where)
    except ValueError:
        found.drop("broken_json", where, "JSON으로 읽히지 않는 줄이다")
        return
    _take(record, line, where, found)


def _take(record: object, content: bytes, where: str, found: _Harvest) -> None:
    media_type = records.media_type_of(record)
    if media_type is not None:
        found.add(where, media_type, content)
        return
    keys = ", ".join(list(record)[:8])[:120] if isinstance(record, dict) else type(record).__name__
    found.drop("unknown_record", where, f"문서도 피드 항목도 아니다: {keys}")


def _read_json(text: str, origin: str, found: _Harvest) -> None:
    stripped = text.strip()
    if stripped.startswith("["):
        _read_array(stripped, origin, found)
        return
    try:
        record = json.loads(stripped)
    except (ValueError, RecursionError):
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) > 1 and _is_object(lines[0][1]):
            for number, line in lines[:MAX_RECORDS]:
                _take_line(line.strip().encode("utf-8", "surrogatepass"), f"{origin}:{number}", found)
        else:
            found.drop("broken_json", origin, "JSON으로 읽히지 않는다")
        return
    _take(record, stripped.encode("utf-8", "surrogatepass"), origin, found)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_array(text: str, origin: str, found: _Harvest) -> None:
    count = 0
    try:
        for count, (record, source) in enumerate(records.elements(text), 1):
            if count > MAX_RECORDS:
                found.drop("too_many_records", f"{origin}#{count}", f"한 파일에서 {MAX_RECORDS:,}건까지만 읽는다")
                return
            _take(record, source.encode("utf-8", "surrogatepass"), f"{origin}#{count}", found)
    except ValueError:
        found.drop("broken_json", f"{origin}#{count + 1}", "JSON 배열이 여기서 깨져 있어 그 앞까지만 읽었다")
        return
    if not count:
        found.drop("empty_file", origin, "빈 배열이다")
