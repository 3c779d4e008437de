"""Collecting from files: texts, pages, JSON lines and documents, each also gzipped; and from paths of every kind."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsprism.errors import AddressRefused, EmptyInput, PathNotFound, UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.protocols.services import Response
from newsprism.protocols.stages import Collection, Collector, Visit
from newsprism.stages.collect import harvest, records, sniff
from newsprism.stages.collect.archives import BrokenContainer
from newsprism.stages.collect.folder import FolderCollector, nothing_known, read_with
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.streams import ByteStream
from newsprism.stages.collect.visits import visit_file
from newsprism.types.document import MediaType
from newsprism.types.dropped import Dropped
from newsprism.types.source import Mark, Source, SourceId

_MEDIA: dict[sniff.FileKind, MediaType] = {"html": "text/html", "text": "text/plain"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class FileCollector:
    """Reads one file: plain text, HTML, JSON lines, JSON (one record or a list), PDF, HWP, HWPX, DOCX; each also ``.gz``.

    Where the name says nothing or something wrong, the content decides. Documents are passed on as they are. Reasons of
    drops: `empty_file`, `unsupported_format`, `unreadable_text`, `unreadable_file`, `broken_archive`, `too_large`,
    `broken_json`, `unknown_record`, `too_many_records`, `still_changing`, and `bad_bytes` for a file that was read
    with a few characters replaced.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` is a file (or a pipe, a device, a broken link, which it names as what they are)."""
        return os.path.lexists(place) and not os.path.isdir(place)

    def collect(self, visit: Visit) -> Collection:
        """Return the entries of the file; raises PathNotFound when it is gone."""
        return visit_file(visit, lambda: _read(Path(visit.source.place), visit.source.name))


class NoWeb:
    """The fetcher of collectors that read files: it fetches nothing."""

    def fetch(self, url: str, mark: Mark | None = None, limit: int | None = None) -> Response:
        """Raise AddressRefused for every address."""
        raise AddressRefused("파일만 읽는 명령이라 웹에서 가져오지 않습니다", subject=url)


def collect_paths(collectors: Sequence[Collector], paths: Sequence[Path], now: datetime | None = None) -> Collection:
    """Return the entries of all paths, each read by the first collector that accepts it; so are the files of a folder.

    Nothing is fetched and nothing is taken for known. Raises PathNotFound for a path that does not exist, before
    anything is read, and EmptyInput when nothing was found.
    """
    several = [*collectors, FolderCollector(collectors)]
    for path in paths:
        if not path.exists():
            raise PathNotFound("그런 파일이나 폴더가 없습니다", subject=str(path), advice="경로를 확인하세요.")
    found = Harvest()
    moment = now or datetime.now(UTC)
    for path in dict.fromkeys(paths):
        source = Source(SourceId(""), "files", str(path))
        found.extend(read_with(several, Visit(source, NoWeb(), nothing_known, moment)))
    collection = found.collection()
    if not collection.entries and not collection.retracted:
        subject = ", ".join(str(path) for path in paths[:3]) + (" …" if len(paths) > 3 else "")
        raise EmptyInput(_found_instead(collection.dropped), subject=subject or "(경로 없음)", advice=_READABLE)
    return collection


_READABLE = (
    "읽을 수 있는 것: 텍스트(.txt, .md), 웹 페이지(.html), JSON Lines(.jsonl)와 JSON, PDF, 한글(.hwp, .hwpx), "
    "워드(.docx), 표(.csv, .tsv, .xlsx, .parquet), 메일(.eml, .mbox), 그리고 그 .gz."
)


def _found_instead(dropped: Sequence[Dropped[str]]) -> str:
    if not dropped:
        return "읽을 문서가 없습니다(비어 있음)"
    counts = Counter(drop.reason for drop in dropped).most_common(4)
    listed = ", ".join(f"{reason} {count}건" for reason, count in counts)
    first = dropped[0]
    return f"읽을 문서가 없습니다: {listed}(예: {first.where}: {first.detail or first.reason})"


def _read(path: Path, publisher: str | None) -> Collection:
    found = Harvest(publisher)
    _read_file(path, str(path), found)
    return found.collection(str(path))


def _read_file(path: Path, origin: str, found: Harvest) -> None:
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
    elif kind in ("pdf", "zip", "ole"):
        _read_document(stream, kind, origin, found)
    else:
        _read_whole(stream, kind, origin, found)
    if stream.fault:
        found.drop(stream.fault[0], origin, stream.fault[1])


def _read_document(stream: ByteStream, kind: sniff.FileKind, origin: str, found: Harvest) -> None:
    """Take a document as it is; half of one is none."""
    content = stream.whole()
    if stream.fault:
        return
    if kind == "pdf":
        found.add(origin, "application/pdf", content)
        return
    try:
        media_type, name = sniff.container_type(io.BytesIO(content))
    except BrokenContainer as broken:
        found.drop(broken.reason, origin, broken.detail)
        return
    if media_type is None:
        found.drop("unsupported_format", origin, f"글이 아니라서 빼 두었다: {name}")
    else:
        found.add(origin, media_type, content)


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _read_whole(stream: ByteStream, kind: sniff.FileKind, origin: str, found: Harvest) -> None:
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


def _read_lines(stream: ByteStream, origin: str, found: Harvest) -> None:
    empty = True
    for number, line in stream.lines():
        if empty:
            line = line.removeprefix(b"\xef\xbb\xbf")
            empty = not line.strip()
        if found.full(f"{origin}:{number}"):
            return
        _take_line(line.strip(), f"{origin}:{number}", found)
    if empty and not stream.fault:
        found.drop("empty_file", origin, "빈 파일이다")


def _take_line(line: bytes, where: str, found: Harvest) -> None:
    try:
        record = records.parse(line, where)
    except ValueError:
        found.drop("broken_json", where, "JSON으로 읽히지 않는 줄이다")
        return
    _take(record, line, where, found)


def _take(record: object, content: bytes, where: str, found: Harvest) -> None:
    url = records.retracted(record)
    if url:
        found.retract(url)
        return
    media_type = records.media_type_of(record) if url is None else None
    if media_type is not None:
        found.add(where, media_type, content)
        return
    if url is not None:
        found.drop("unknown_record", where, "거두어들인 기사인데 주소(url)가 없다")
        return
    keys = ", ".join(list(record)[:8])[:120] if isinstance(record, dict) else type(record).__name__
    found.drop("unknown_record", where, f"문서도 피드 항목도 아니다: {keys}")


def _read_json(text: str, origin: str, found: Harvest) -> None:
    stripped = text.strip()
    if stripped.startswith("["):
        _read_array(stripped, origin, found)
        return
    try:
        record = json.loads(stripped)
    except (ValueError, RecursionError):
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) > 1 and _is_object(lines[0][1]):
            for number, line in lines[: harvest.MAX_RECORDS]:
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


def _read_array(text: str, origin: str, found: Harvest) -> None:
    count = 0
    try:
        for count, (record, source) in enumerate(records.elements(text), 1):
            if found.full(f"{origin}#{count}"):
                return
            _take(record, source.encode("utf-8", "surrogatepass"), f"{origin}#{count}", found)
    except ValueError:
        found.drop("broken_json", f"{origin}#{count + 1}", "JSON 배열이 여기서 깨져 있어 그 앞까지만 읽었다")
        return
    if not count:
        found.drop("empty_file", origin, "빈 배열이다")
