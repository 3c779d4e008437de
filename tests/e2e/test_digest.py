"""`newsprism brief digest` as a user runs it: from files and from a workspace, checked, and with nothing lost."""

import contextlib
import io
import json
import os
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsprism import brief_from_json, build
from newsprism.errors import NothingInWindow
from newsprism.interfaces.cli.main import main
from tests.e2e.running import SAMPLE, lines, record
from tests.e2e.workspace import newsroom, workspace, write_sources

NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
READ = datetime(2025, 2, 5, 9, tzinfo=ZoneInfo("Asia/Seoul"))
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]+")


def command(place, *arguments):
    """Run a command in this process, so that the analyser is loaded once; exit code, stdout and stderr."""
    code = 0
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(place), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(one) for one in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The digest of the sample week in all formats, with the documents that it cites."""
    folder = tmp_path_factory.mktemp("digest")
    documents = folder / "week.jsonl"
    kept = [one for one in lines((SAMPLE / "week.jsonl").read_text(encoding="utf-8")) if '"2025-01-31' in one]
    documents.write_text("\n".join(kept), encoding="utf-8")
    asked = ("--reader", "research", "--from", documents, SAMPLE / "digest.txt", "--on", "2025-02-02")
    code, _, err = command(folder, "brief", "digest", *asked, "-o", "digest.json", "--documents", "cited.jsonl")
    assert code == 0, err
    brief = brief_from_json(json.loads((folder / "digest.json").read_text(encoding="utf-8")), "digest.json")
    for form in ("md", "txt", "html"):
        (folder / f"digest.{form}").write_text(build().render(brief, form), encoding="utf-8")
    return folder


def said(item):
    """All that an item prints."""
    yield item["title"]["text"]
    yield from item["references"]
    for block in item["body"]:
        if "rows" not in block:
            yield block["text"]
            continue
        yield block["title"]["text"] if block["title"] else ""
        yield from (piece["text"] for row in block["rows"] for cell in row for piece in cell)


def losses(documents, items):
    """Numbers and Latin names of reports that their items do not print, by title."""
    lost = {}
    for document in documents:
        held = "\n".join([document["title"], document["text"], *document["references"]])
        told = "\n".join(said(items[document["id"]]))
        missing = [Counter(p.findall(held)) - Counter(p.findall(told)) for p in (NUMBERS, LATIN)]
        if any(missing):
            lost[document["title"]] = missing
    return lost


def test_the_sample_gives_a_digest_without_losing_a_figure_of_its_reports(made):
    brief = json.loads((made / "digest.json").read_text(encoding="utf-8"))
    items = {item["documents"][0]: item for section in brief["sections"] for item in section["items"]}
    documents = [json.loads(line) for line in lines((made / "cited.jsonl").read_text(encoding="utf-8"))]
    reports = [d for d in documents if d["kind"] == "report_item"]
    assert len(reports) == 4
    assert losses(reports, items) == {}
    assert [section["name"] for section in brief["sections"]] == ["이슈포커스", "산업·기술 동향", "정책 동향"]


def test_the_tutorial_shows_lines_that_are_printed(made):
    printed = (made / "digest.txt").read_text(encoding="utf-8").split("\n")
    page = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
    shown = [one for one in page.split("\n") if one.startswith(("● ", "  - ", "  * (", "1. 미국 AI"))]
    assert len(shown) > 5
    assert [one for one in shown if one not in printed] == []


def test_anyone_can_check_it_and_a_changed_figure_is_found(made):
    code, out, _ = command(made, "verify", "digest.json", "--documents", "cited.jsonl")
    assert code == 0, out
    text = (made / "digest.json").read_text(encoding="utf-8")
    (made / "changed.json").write_text(re.sub(r'("text": "[^"]*?)180일', r"\g<1>90일", text), encoding="utf-8")
    code, out, _ = command(made, "verify", "changed.json", "--documents", "cited.jsonl")
    assert code == 1
    assert "sections[0].items[0].body" in out
    assert "90일" in out


def test_each_item_can_be_explained(made):
    code, out, _ = command(made, "explain", "digest.json", "2")
    assert code == 0
    assert out.startswith("2. ")
    assert "관심" in out
    assert command(made, "explain", "digest.json", "99")[0] == 2


def test_all_formats_print_all_items(made):
    brief = json.loads((made / "digest.json").read_text(encoding="utf-8"))
    for name in ("digest.md", "digest.txt", "digest.html"):
        printed = (made / name).read_text(encoding="utf-8")
        for section in brief["sections"]:
            assert all(item["title"]["text"].split("'")[0] in printed for item in section["items"]), name


def test_a_period_without_reports_is_one_line(tmp_path):
    (tmp_path / "news.jsonl").write_text(
        record("n1", "나루시, 새 부두", "나루시가 12일 부두를 열었다.", "2026-03-12T09:00:00+09:00"), encoding="utf-8"
    )
    code, _, err = command(tmp_path, "brief", "digest", "--reader", "research", "--from", "news.jsonl")
    assert code == 2
    (line,) = lines(err)
    assert "기관 보고서가 없습니다" in line


@pytest.fixture
def desk(tmp_path):
    """A workspace that has read the sample's digest, of one item of which only the month is known."""
    text = (SAMPLE / "digest.txt").read_text(encoding="utf-8")
    month = text.replace("(英 DSIT, 1.29)", "(英 DSIT, 1월)").replace(
        "Report 2025, 2025.01.29.", "Report 2025, 2025.01."
    )
    (tmp_path / "digest.txt").write_text(month, encoding="utf-8")
    folder = workspace(tmp_path / "desk")
    write_sources(folder, [str(tmp_path / "digest.txt")], "files")
    with newsroom(folder, READ) as room:
        room.refresh()
    return folder


def test_a_workspace_gives_the_same_digest_again_and_the_next_one_repeats_nothing(desk):
    with newsroom(desk, READ) as room:
        first, _ = room.brief("research", "digest", date(2025, 2, 2))
        again, same = room.brief("research", "digest", date(2025, 2, 2))
        assert same
        assert again.brief == first.brief
        with pytest.raises(NothingInWindow, match="새로 실을 기관 보고서가 없습니다"):
            room.brief("research", "digest", date(2025, 2, 3))


def test_a_report_that_names_only_its_month_comes_out_of_a_workspace_too(desk):
    with newsroom(desk, READ) as room:
        edition, _ = room.brief("research", "digest", date(2025, 2, 2), 20)
        issued = {item.title.text: item.issued for item in edition.brief.items}
    assert issued["첨단 AI의 위험을 정리한 국제 보고서 발간"] == "2025-01"
    assert len(issued) == 4


@pytest.mark.skipif(
    "NEWSPRISM_SEED_DIGEST" not in os.environ, reason="NEWSPRISM_SEED_DIGEST names no published digest to measure on"
)
def test_a_published_digest_comes_back_without_losing_a_figure_or_a_name(tmp_path):
    seed = Path(os.environ["NEWSPRISM_SEED_DIGEST"])
    asked = ("--reader", "research", "--from", seed, "--days", "60", "--format", "json", "--documents", "cited.jsonl")
    code, out, err = command(tmp_path, "brief", "digest", *asked)
    assert code == 0, err
    brief = json.loads(out)
    items = {item["documents"][0]: item for section in brief["sections"] for item in section["items"]}
    documents = [json.loads(line) for line in lines((tmp_path / "cited.jsonl").read_text(encoding="utf-8"))]
    assert len(documents) == len(items) > 3
    assert losses(documents, items) == {}
    assert brief["verification"]["dropped"] == []
