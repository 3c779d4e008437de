import builtins
import json
import random
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq  # noqa: E402

from newsprism.stages.collect import harvest  # noqa: E402
from newsprism.stages.collect.parquet import ParquetCollector  # noqa: E402
from tests.stages.collect.visiting import remembered, visit  # noqa: E402

FEED, RECORD = "application/x-feed-item+json", "application/x-document+json"


def put(path: Path, rows, schema=None, **options) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, **options)
    return path


def collected(path, known=None):
    return ParquetCollector().collect(visit(path, known=known))


def records(collection):
    return [json.loads(entry.content) for entry in collection.entries]


def reasons(collection):
    return [drop.reason for drop in collection.dropped]


def test_rows_become_the_records_that_json_lines_would_hold(tmp_path):
    rows = [
        {"title": f"다온시 {n}", "url": f"https://n.example/{n}", "summary": "", "tags": ["가", "나"]}
        for n in range(600)
    ]
    path = put(tmp_path / "a.parquet", rows, row_group_size=100)
    collection = collected(path)
    assert collection.dropped == ()
    assert records(collection) == rows
    assert {entry.media_type for entry in collection.entries} == {FEED}
    assert collection.entries[599].origin == f"{path}#600"


def test_times_get_the_zone_that_they_mean(tmp_path):
    schema = pa.schema(
        [
            ("title", pa.string()),
            ("text", pa.string()),
            ("published_at", pa.timestamp("us")),
            ("first_seen", pa.timestamp("us")),
            ("seen", pa.timestamp("us", tz="UTC")),
            ("day", pa.date32()),
        ]
    )
    moment = datetime(2026, 2, 9, 14, 5)
    row = {
        "title": "가", "text": "나", "published_at": moment, "first_seen": moment, "seen": moment.replace(tzinfo=UTC),
        "day": date(2026, 2, 9),
    }  # fmt: skip
    (record,) = records(collected(put(tmp_path / "a.parquet", [row], schema)))
    assert record["published_at"] == "2026-02-09T14:05:00+09:00"
    assert record["first_seen"] == "2026-02-09T14:05:00+00:00"
    assert record["seen"] == "2026-02-09T14:05:00+00:00"
    assert record["day"] == "2026-02-09T00:00:00+09:00"


def test_values_that_json_does_not_know_are_told_or_left_out(tmp_path):
    row = {
        "title": "가",
        "text": "나",
        "sum": Decimal("1.50"),
        "share": float("nan"),
        "raw": "다".encode(),
        "deep": {"a": [{"b": 1}]},
    }
    (record,) = records(collected(put(tmp_path / "a.parquet", [row, row | {"text": None}])))[:1]
    assert record == {"title": "가", "text": "나", "sum": "1.50", "share": None, "raw": "다", "deep": {"a": [{"b": 1}]}}


def test_an_export_with_korean_columns_is_read_like_a_table(tmp_path):
    row = {
        "제목": "가온항",
        "본문": "붐빈다.",
        "일자": date(2026, 2, 9),
        "언론사": "나루일보",
        "키워드": ["항만", "물동량"],
    }
    collection = collected(put(tmp_path / "a.parquet", [row, {"제목": None}]))
    (record,) = records(collection)
    assert (record["title"], record["text"], record["publisher"]) == ("가온항", "붐빈다.", "나루일보")
    assert record["published"] == "2026-02-09T00:00:00+09:00"
    assert record["columns"] == {"키워드": "항만, 물동량"}
    assert [entry.media_type for entry in collection.entries] == [RECORD]
    assert reasons(collection) == ["empty_row"]


def test_a_row_can_take_an_article_back(tmp_path):
    rows = [{"title": "가", "url": "https://n.example/1", "summary": "", "retracted": True}]
    collection = collected(put(tmp_path / "a.parquet", rows))
    assert (collection.entries, collection.retracted) == ((), ("https://n.example/1",))


def test_other_tables_and_rows_without_an_article_are_drops(tmp_path):
    assert reasons(collected(put(tmp_path / "a.parquet", [{"code": 1, "name": "가온전자"}]))) == ["unknown_record"]
    rows = [{"title": "가", "url": None, "summary": None}, {"title": "나", "url": "u", "summary": "다"}]
    collection = collected(put(tmp_path / "b.parquet", rows))
    assert (len(collection.entries), reasons(collection)) == (1, ["unknown_record"])


def test_a_table_without_rows_is_a_drop(tmp_path):
    schema = pa.schema([("title", pa.string()), ("text", pa.string())])
    assert reasons(collected(put(tmp_path / "a.parquet", [], schema))) == ["empty_file"]


def test_without_pyarrow_the_drop_says_what_to_install(tmp_path, monkeypatch):
    path = put(tmp_path / "a.parquet", [{"text": "가"}])
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    for name in [name for name in sys.modules if name.startswith("pyarrow")]:
        monkeypatch.delitem(sys.modules, name)
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "__import__", without)
        collection = collected(path)
    assert reasons(collection) == ["missing_part"]
    assert "pip install 'newsprism[parquet]'" in collection.dropped[0].detail
    # It is read once the part is there.
    assert collection.marks == ()


def test_rows_beyond_the_limit_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(harvest, "MAX_RECORDS", 300)
    collection = collected(put(tmp_path / "a.parquet", [{"text": "가"}] * 1000))
    assert (len(collection.entries), reasons(collection)) == (300, ["too_many_records"])


def test_a_table_that_unpacks_to_too_much_is_a_drop(tmp_path):
    text = pa.array(["가" * 1_000_000] * 25)
    pq.write_table(pa.table({"text": text}), tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    begun = time.perf_counter()
    assert reasons(collected(tmp_path / "a.parquet")) == ["too_large"]
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("within", [False, True])
def test_one_long_text_repeated_in_every_row_is_a_drop(tmp_path, within):
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), pa.array(["a" * 50_000_000]))
    if within:
        texts = pa.ListArray.from_arrays(pa.array(range(3001), pa.int32()), texts)
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", compression="zstd")
    assert (tmp_path / "a.parquet").stat().st_size < 20_000
    begun = time.perf_counter()
    collection = collected(tmp_path / "a.parquet")
    assert (collection.entries, reasons(collection)) == ((), ["too_large"])
    assert time.perf_counter() - begun < 2


def test_a_second_visit_reads_nothing(tmp_path):
    path = put(tmp_path / "a.parquet", [{"text": "가"}])
    assert collected(path, remembered(collected(path))).unchanged


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 50 + b"PAR1", "제목,본문\n".encode()])
def test_what_is_no_parquet_is_a_drop(tmp_path, content):
    (tmp_path / "a.parquet").write_bytes(content)
    assert reasons(collected(tmp_path / "a.parquet")) == ["broken_archive"]


def test_damaged_files_raise_nothing(tmp_path):
    path = put(tmp_path / "a.parquet", [{"title": f"다온시 {n}", "text": "나" * n, "n": n} for n in range(200)])
    whole = path.read_bytes()
    dice = random.Random(20)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 5)):
            # The footer is where lengths and counts stand.
            content[dice.randrange(len(whole) - 1500, len(whole))] = dice.randrange(256)
        path.write_bytes(content if dice.random() < 0.8 else content[: dice.randrange(len(content))])
        collection = collected(path)
        assert collection.entries or collection.dropped
