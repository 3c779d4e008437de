"""The benchmarks' own arithmetic, and the measuring of a process."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from bench.duplicates import edited
from bench.figures import Figure, machine, record, table
from bench.growth import Stopwatch, exponent
from bench.inputs import first_items
from bench.process import CommandFailed, run

from newsprism import Document
from newsprism.evaluation.digests import digest
from newsprism.types.document import DocumentId

SIZES = (2_000, 6_000, 18_000)
ARTICLE = Document(
    id=DocumentId("a1"),
    kind="article",
    title="가람전자, 여주에 새 공장",
    text="가람전자는 여주에 새 공장을 짓는다고 밝혔다. " * 6,
    published_at=None,
    publisher="한빛경제",
    authors=(),
    url=None,
    language="ko",
)


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_of_a_power_law_is_its_power(power):
    assert exponent(SIZES, [0.003 * n**power for n in SIZES]) == pytest.approx(power)


def test_n_log_n_lies_a_little_above_linear():
    assert 1.1 < exponent(SIZES, [n * math.log(n) for n in SIZES]) < 1.13


def test_a_figure_is_over_only_above_its_budget():
    figure = Figure("week", "time", 90.0, "s", 90.0)
    assert not figure.over
    assert replace(figure, value=90.1).over
    assert not replace(figure, budget=None).over


def test_a_figure_with_a_floor_is_over_only_below_it():
    figure = Figure("refresh", "items", 200.0, "/s", floor=200)
    assert not figure.over
    assert replace(figure, value=199.9).over
    assert table([figure]).split("\n")[1].split() == ["refresh", "items", "200", "/s", "≥", "200", "ok"]


def test_columns_stand_under_each_other():
    lines = table([Figure("week", "time", 51.234, "s", 90), Figure("korean", "analyser", 35_000.4, "tokens/s")]).split(
        "\n"
    )
    assert lines[1].split() == ["week", "time", "51.2", "s", "≤", "90", "ok"]
    assert lines[2].split() == ["korean", "analyser", "35,000", "tokens/s"]
    assert len({line.index(unit) for line, unit in zip(lines, ("unit", "s  ", "tokens/s"), strict=True)}) == 1


def test_the_record_names_the_data_by_its_digest(tmp_path):
    data = tmp_path / "items.jsonl"
    data.write_bytes(b"{}\n")
    found = record([Figure("week", "time", 1.0, "s")], ["pages: no data"], [data], machine())
    assert found["data"] == {"items.jsonl": hashlib.sha256(b"{}\n").hexdigest()}
    read = json.loads(json.dumps(found))
    assert read["skipped"] == ["pages: no data"]
    assert read["machine"]["load"] >= 0


def test_the_digest_of_a_folder_changes_with_names_and_contents(tmp_path):
    (tmp_path / "a.html").write_text("x")
    before = digest(tmp_path)
    (tmp_path / "a.html").rename(tmp_path / "b.html")
    renamed = digest(tmp_path)
    (tmp_path / "b.html").write_text("y")
    assert len({before, renamed, digest(tmp_path)}) == 3


def test_the_first_items_are_those_with_the_earliest_times(tmp_path):
    items = [{"url": str(i), "published": f"2031-04-{20 - i:02}T00:00:00Z"} for i in range(5)] + [{"url": "undated"}]
    with gzip.open(tmp_path / "items.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(item) + "\n" for item in items)
    assert first_items(tmp_path / "items.gz", 2, tmp_path / "part") == 2
    assert [json.loads(line)["url"] for line in (tmp_path / "part").read_text().splitlines()] == ["4", "3"]


def test_memory_of_a_child_process_is_counted():
    held = "x = b'1' * 60_000_000; import time; time.sleep(0.6)"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    cost = run([sys.executable, "-c", f"y = b'1' * 60_000_000; {nested}"])
    assert cost.megabytes > 120
    assert cost.seconds > 0.6


def test_a_failing_command_is_told_with_its_message():
    with pytest.raises(CommandFailed, match="kein Glück"):
        run([sys.executable, "-c", "raise SystemExit('kein Glück')"])


def test_a_stage_that_the_pipeline_does_not_have_is_refused():
    watch = Stopwatch()
    watch.stage("읽기")
    with pytest.raises(KeyError):
        watch.stage("없는 단계")


def test_edited_copies_share_their_number_and_are_the_same_every_time():
    made = {d.id: d.text for d in edited([ARTICLE], 8)}
    assert sorted(made) == ["0.0", "0.1", "1.0", "2.0", "3.0", "3.1", "4.0", "5.0"]
    assert made["0.0"].startswith(made["0.1"])
    assert sorted(made["1.0"].split()) == sorted(made["0.0"].split())
    assert {d.id: d.text for d in edited([ARTICLE], 8)} == made


def test_without_data_the_benchmark_says_so_in_one_line_and_ends_well():
    environment = {k: v for k, v in os.environ.items() if k != "NEWSPRISM_DATA"}
    done = subprocess.run(
        [sys.executable, "-m", "bench", "week"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("skipped: week: NEWSPRISM_DATA")
