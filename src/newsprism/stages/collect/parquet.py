"""Collecting from Parquet files, row by row; needs the extra `parquet`."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from newsprism.errors import system_reason
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect import records
from newsprism.stages.collect.archives import BrokenContainer
from newsprism.stages.collect.columns import Columns, as_json, moment, recognise
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.visits import visit_file

MAX_UNPACKED = 1 << 30
"""Bytes that the columns of one file may have together, as its footer declares them."""

_READ, _TAKEN = 32_768, 256
"""Rows that are read, and that are unpacked, at a time."""
_MAX_TAKEN = 512 << 20
_MAX_FIXED = 64 << 10
_FOOTER = 64 << 20  # bytes of texts and lists in the footer
_BOMB_FROM = 64 << 20
_BOMB_RATIO = 200
_DEPTH = 8
_LIMITS = {"thrift_string_size_limit": _FOOTER, "thrift_container_size_limit": 1 << 20}
_SUFFIXES = (".parquet", ".pq")


class ParquetCollector:
    """Reads Parquet files whose columns are those of JSON lines, or those of a table of articles (see `columns`).

    Times come out in ISO 8601; those without a zone are of Asia/Seoul, but `first_seen`, which machines write, is of
    UTC. Reasons of drops, besides those of files: `missing_part` (pyarrow is not installed), `broken_archive`,
    `too_large`, `unknown_record`, `excluded_row`, `empty_row`, `too_many_records`.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` has the name of a Parquet file."""
        return place.lower().endswith(_SUFFIXES) and os.path.isfile(place)

    def collect(self, visit: Visit) -> Collection:
        """Return an entry for each row; raises PathNotFound when the file is gone."""
        return visit_file(visit, lambda: _read(visit.source.place, visit.source.name))


def _read(origin: str, publisher: str | None) -> Collection:
    found = Harvest(publisher)
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        advice = "Parquet를 읽는 부분이 설치되어 있지 않다: pip install 'newsprism[parquet]'"
        found.drop("missing_part", origin, advice)
        return found.collection(origin)
    try:
        texts = _texts(ParquetFile(origin, **_LIMITS).schema)
        # As dictionaries, so that one long text which a hostile file repeats in every row is in memory once.
        with ParquetFile(origin, read_dictionary=texts, **_LIMITS) as table:
            _take_table(table, origin, found)
    except BrokenContainer as broken:
        found.drop(broken.reason, origin, broken.detail)
    except (ArrowException, ValueError, TypeError, KeyError, OverflowError) as error:
        found.drop("broken_archive", origin, f"Parquet가 깨져 있어 그 앞까지만 읽었다({type(error).__name__})")
    except OSError as error:
        # pyarrow tells of broken pages in the same class, without a number.
        reason, told = ("unreadable_file", system_reason(error)) if error.errno else ("broken_archive", "깨져 있다")
        found.drop(reason, origin, f"Parquet를 읽을 수 없다: {told}")
    return found.collection(origin)


def _take_table(table: Any, origin: str, found: Harvest) -> None:
    size = sum(table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups))
    if size > min(MAX_UNPACKED, max(_BOMB_FROM, _BOMB_RATIO * os.stat(origin).st_size)):
        found.drop("too_large", origin, f"압축을 풀면 {size >> 20:,}MiB다")
        return
    names = [str(name) for name in table.schema_arrow.names]
    own = records.media_type_of(dict.fromkeys(names)) is not None
    columns = None if own else recognise(names)
    if not own and columns is None:
        found.drop("unknown_record", origin, f"문서도 피드 항목도 아니다: {', '.join(names[:8])[:120]}")
        return
    number = 0
    for number, row in enumerate(_rows(table), 1):
        where = f"{origin}#{number}"
        if found.full(where):
            return
        _take_row(row, columns, names, where, found)
    if not number:
        found.drop("empty_file", origin, "줄이 없는 표다")


def _texts(schema: Any) -> list[str]:
    """Return the paths of the columns of texts; raises BrokenContainer for values of a fixed, very large size."""
    columns = [schema.column(n) for n in range(len(schema))]
    if any(column.physical_type == "FIXED_LEN_BYTE_ARRAY" and column.length > _MAX_FIXED for column in columns):
        raise BrokenContainer("too_large", "값 하나의 크기가 너무 크다")
    return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]


def _rows(table: Any) -> Iterator[Mapping[str, object]]:
    from pyarrow import DictionaryArray, RecordBatch

    # Group by group: lists of texts as dictionaries cannot be read across the end of one.
    groups = range(table.metadata.num_row_groups)
    batches = (table.iter_batches(batch_size=_READ, row_groups=[group], use_threads=False) for group in groups)
    for batch in chain.from_iterable(batches):
        for start in range(0, batch.num_rows, _TAKEN):
            part = batch.slice(start, _TAKEN)
            if sum(map(_weight, part.columns)) > _MAX_TAKEN:
                raise BrokenContainer("too_large", f"{_TAKEN}줄이 {_MAX_TAKEN >> 20}MiB를 넘어 그 앞까지만 읽었다")
            plain = [c.dictionary_decode() if isinstance(c, DictionaryArray) else c for c in part.columns]
            yield from RecordBatch.from_arrays(plain, names=part.schema.names).to_pylist()


def _weight(array: Any) -> int:
    """Return how many bytes the values of a column may take at most when each is unpacked for itself."""
    import pyarrow as pa
    from pyarrow import compute

    if isinstance(array, pa.DictionaryArray):
        longest = compute.max(compute.binary_length(array.dictionary)).as_py() or 0
        return len(array) * int(longest)
    if isinstance(array, pa.ListArray | pa.LargeListArray | pa.FixedSizeListArray):
        return _weight(array.flatten())
    if isinstance(array, pa.StructArray):
        return sum(map(_weight, array.flatten()))
    return int(array.nbytes)


def _take_row(
    row: Mapping[str, object], columns: Columns | None, names: Sequence[str], where: str, found: Harvest
) -> None:
    if columns is not None:
        cells = [_cell(row.get(name)) for name in names]
        if columns.is_empty(cells):
            found.drop("empty_row", where, "제목도 본문도 없는 줄이다")
        elif excluded := columns.exclusion(cells):
            found.drop("excluded_row", where, f"데이터베이스가 분석에서 뺀 기사다: {excluded[:40]}")
        else:
            found.add(where, *columns.record(cells))
        return
    record = {key: _plain(value, key) for key, value in row.items() if value is not None}
    url = records.retracted(record)
    media_type = records.media_type_of(record) if url is None else None
    if url:
        found.retract(url)
    elif media_type is None:
        found.drop("unknown_record", where, "문서도 피드 항목도 아니다: 빈 칸이 많다")
    else:
        found.add(where, media_type, as_json(record))


def _cell(value: object) -> str | int | float | datetime | date | None:
    if value is None or isinstance(value, str | int | float | datetime | date):
        return value
    plain = _plain(value, "")
    return ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain)


def _plain(value: object, key: str, depth: int = 0) -> object:
    """Return a value as JSON knows it."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat() if key == "first_seen" and value.tzinfo is None else moment(value)
    if isinstance(value, date):
        return moment(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Decimal | time | timedelta):
        return str(value)
    if depth > _DEPTH:
        return None
    if isinstance(value, Mapping):
        return {str(name): _plain(part, str(name), depth + 1) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, key, depth + 1) for part in value]
    return value
