"""What the documentation shows is run as it stands: the tutorial, and the examples of the page on extending."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from newsprism import brief_from_json, build
from newsprism.errors import InvalidSetting
from newsprism.interfaces.cli.main import main
from tests.docs.pages import ROOT, blocks, consoles, files, read, rows

SHELL = ("mkdir", "cp", "sed")
EXTENDING = read("docs/extending.md")
TUTORIAL = list(consoles(read("docs/tutorial.md")))
WORKSPACE = list(consoles(read("docs/workspace.md")))


def run(line: str, place: Path) -> int:
    """Run one documented command line in `place`; ours in this process, so that the model is loaded once."""
    words = shlex.split(line)
    if words[0] in SHELL:
        return subprocess.run(line, shell=True, cwd=place, check=False).returncode
    assert words[0] == "newsprism", line
    with contextlib.chdir(place):
        try:
            main(words[1:])
        except SystemExit as end:
            return int(end.code or 0)
    return 0


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A project folder in which the tutorial was followed; `codes` holds what its commands ended with."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "src").symlink_to(ROOT / "src")
    with contextlib.redirect_stdout(io.StringIO()):
        codes = {
            line: run(line, folder)
            for line, _ in TUTORIAL
            # The demo is run by its own test; the path is the business of a shell.
            if not line.startswith(("make ", "export "))
        }
    return folder, codes


def test_the_tutorial_ends_each_command_as_it_says(place):
    _, codes = place
    assert len(codes) > 10
    assert codes == {line: code for line, code in TUTORIAL if line in codes}


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_the_pick_that_a_page_shows_stands_in_the_edition(place, page):
    folder, _ = place
    saved = json.loads((folder / "brief" / "weekly.json").read_text(encoding="utf-8"))
    printed = build().render(brief_from_json(saved, "weekly.json"), "txt")
    [shown] = [
        block for block in blocks(read(page), "text") if block.lstrip()[:2] in ("1.", "2.", "3.", "4.", "5.", "6.")
    ]
    assert shown.strip() in printed


def test_what_the_tutorial_prints_of_reasons_and_stories_is_printed(place, capsys):
    folder, _ = place
    for line in ("newsprism explain brief/weekly.json 5", "newsprism stories --from articles --on 2025-02-01 --days 6"):
        [block] = [b for b in blocks(read("docs/tutorial.md"), "console") if line in b]
        shown = [part.strip() for part in block.splitlines() if part.strip() not in ("", "…") and line not in part]
        capsys.readouterr()
        run(line, folder)
        printed = [part.strip() for part in capsys.readouterr().out.splitlines()]
        assert [part for part in shown if part not in printed] == []


def test_the_tutorial_makes_the_files_that_it_names(place):
    folder, _ = place
    for name in (
        "brief/weekly.html",
        "brief/weekly.json",
        "brief/documents.jsonl",
        "brief/changed.json",
        "documents.jsonl",
    ):
        assert (folder / name).stat().st_size > 1000, name


@pytest.mark.parametrize("kind", ["repeated", "contradiction"])
def test_the_examples_of_faults_between_two_sentences_are_found(place, kind):
    folder, _ = place
    row = next(row for row in rows(read("docs/verification.md"), 2) if row[0] == f"`{kind}`")
    first, second = re.findall(r"`([^`]+)`", row[1])
    record = json.loads((folder / "brief" / "weekly.json").read_text(encoding="utf-8"))
    trends = [
        {"title": "관세", "story_ids": ["s1"], "sentences": [{"text": t, "origin": "extracted"}]}
        for t in (first, second)
    ]
    brief = brief_from_json(record | {"trends": trends}, "weekly.json")
    found = {(fault.kind, fault.text) for fault in build().verify(brief, []).faults}
    assert (kind, second) in found
    assert (kind, first) not in found


def test_the_readme_shows_commands_of_the_tutorials_only():
    followed = {line for line, _ in TUTORIAL + WORKSPACE}
    shown = [line for line, _ in consoles(read("README.md"))]
    assert shown
    assert set(shown) <= followed


# ---------------------------------------------------------------- workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A project folder in which the page on workspaces was followed; what each command ended with and printed."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "src").symlink_to(ROOT / "src")
    ended: list[tuple[str, int, str]] = []
    here = folder
    for line, _ in WORKSPACE:
        if line.startswith("cd "):
            here = here / line.removeprefix("cd ")
            continue
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = run(line, here)
        ended.append((line, code, out.getvalue()))
    return here, ended


def test_the_page_on_workspaces_ends_each_command_as_it_says(workspace):
    _, ended = workspace
    assert len(ended) > 10
    assert [(line, code) for line, code, _ in ended] == [pair for pair in WORKSPACE if not pair[0].startswith("cd ")]


def test_the_page_on_workspaces_shows_what_its_commands_print(workspace):
    _, ended = workspace
    printed = " ".join("".join(out for _, _, out in ended).split())
    shown = [line for block in blocks(read("docs/workspace.md"), "console") for line in block.splitlines()]
    told = [line for line in shown if line.startswith(("소스 ", "새 항목 ", "사안: ", "파업 ", "정상  store"))]
    assert len(told) > 6
    for line in told:
        assert " ".join(line.split()) in printed, line


def test_the_second_refresh_of_the_page_finds_nothing_and_a_copy_makes_the_same_edition(workspace):
    folder, ended = workspace
    first, second = (out for line, _, out in ended if line == "newsprism refresh")
    assert "새 항목 0건" not in first
    assert "새 항목 0건" in second
    weekly = next(line for line, _, _ in ended if line.startswith("newsprism brief weekly"))
    copy = folder.parent / "copy"
    assert run(weekly, copy) == 0
    assert (copy / "weekly.html").read_bytes() == (folder / "weekly.html").read_bytes()


def test_the_formats_page_has_every_key_of_a_search_result(workspace):
    folder, _ = workspace
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run("newsprism search 관세 --limit 1 --format json", folder) == 0
    (found,) = json.loads(out.getvalue())
    page = read("docs/formats.md")
    for key in found:
        assert f"`{key}`" in page, key


def test_an_example_collector_serves_as_a_kind_of_source(package, workspace, tmp_path):
    (tmp_path / "articles.tbl").write_text(
        table("제목,본문", "새솔조선 배 짓는다,새솔조선이 배를 짓는다."), encoding="utf-8"
    )
    assert run("newsprism init desk", tmp_path) == 0
    assert run("newsprism add ../articles.tbl --kind tbl", tmp_path / "desk") == 0
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run("newsprism refresh --format json", tmp_path / "desk") == 0
    assert json.loads(out.getvalue())["new"] == 1


# ---------------------------------------------------------------- the record of an edition


def test_the_formats_page_has_every_key_of_a_brief(place):
    folder, _ = place
    record = json.loads((folder / "brief" / "weekly.json").read_text(encoding="utf-8"))
    page = read("docs/formats.md")
    pick, sentence = record["picks"][0], record["picks"][0]["context"][0]
    for key in (*record, *pick, *sentence, *record["verification"], *record["made_with"], *record["sources"][0]):
        assert f"`{key}`" in page, key


def test_the_example_of_python_in_the_tutorial_runs(place, monkeypatch, capsys):
    folder, _ = place
    monkeypatch.chdir(folder)
    exec(compile(blocks(read("docs/tutorial.md"), "python")[0], "tutorial.md", "exec"), {})
    assert (folder / "brief" / "weekly.md").read_text(encoding="utf-8").strip()
    assert capsys.readouterr().out.strip()


# ---------------------------------------------------------------- extending


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install the example package as a wheel would: modules, and metadata with its entry points."""
    for name, code in files(EXTENDING).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code, encoding="utf-8")
    project = next(p for t in blocks(EXTENDING, "toml") if "project" in (p := tomllib.loads(t)))["project"]
    info = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in e.items()) for group, e in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return tmp_path


def test_the_example_of_a_reader_type_can_be_shown_and_makes_a_brief(place, tmp_path, capsys):
    folder, _ = place
    code = next(text for text in blocks(EXTENDING, "toml") if "[[lens]]" in text)
    reader = tomllib.loads(code)
    (tmp_path / "exporter.toml").write_text(code, encoding="utf-8")
    (tmp_path / "articles").symlink_to(folder / "articles")
    for line in blocks(EXTENDING, "sh")[0].splitlines():
        assert run(line, tmp_path) == 0, line
    printed = capsys.readouterr().out
    assert reader["name"] in printed
    assert reader["headings"]["insight"] in printed


def table(*rows: str) -> str:
    return "\n".join(row.replace(",", "\t") for row in rows)


def test_the_example_of_a_collector_reads_a_table_by_its_entry_point(package):
    rows = [
        "제목,본문,날짜,매체,주소",
        "새솔조선 배 짓는다,새솔조선이 배를 짓는다.,2031-04-27 09:00,가람일보,",
        ",글만 있다.,,,",
    ]
    (package / "articles.tbl").write_text(table(*rows), encoding="utf-8")
    reading = build().read([package / "articles.tbl"])
    (document,) = reading.documents
    assert (document.title, document.publisher) == ("새솔조선 배 짓는다", "가람일보")
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2031-04-27T09:00:00+09:00"
    assert reading.dropped_by_reason() == {"empty_row": 1}


def test_the_example_of_a_collector_reads_the_tables_of_a_folder(package):
    folder = package / "articles"
    folder.mkdir()
    (folder / "a.tbl").write_text(table("제목,본문", "새솔조선 배 짓는다,새솔조선이 배를 짓는다."), encoding="utf-8")
    (folder / "b.txt").write_text("가람항이 붐빈다고 항만공사가 27일 밝혔다. 물동량은 12% 늘었다.", encoding="utf-8")
    assert len(build().read([folder]).documents) == 2


def test_the_example_of_a_collector_drops_what_is_no_text(package):
    (package / "broken.tbl").write_bytes(b"\xff\xfe\x00")
    (package / "note.txt").write_text(
        "가람항이 붐빈다고 항만공사가 27일 밝혔다. 물동량은 12% 늘었다.", encoding="utf-8"
    )
    (drop,) = build().read([package / "broken.tbl", package / "note.txt"]).dropped
    assert drop.reason == "unreadable_file"


def test_the_example_of_a_renderer_prints_an_edition_by_its_entry_point(package, place):
    folder, _ = place
    record = json.loads((folder / "brief" / "weekly.json").read_text(encoding="utf-8"))
    brief = brief_from_json(record, "weekly.json")
    assert "headlines" in build().formats()
    printed = build().render(brief, "headlines")
    assert all(pick.title in printed for pick in brief.picks)
    assert brief.ai_label in printed


def test_the_example_of_a_renderer_is_chosen_by_its_name_and_by_its_suffix(package, place):
    folder, _ = place
    common = "newsprism brief weekly --reader ceo --from articles/week.jsonl --on 2025-02-02"
    assert run(f"{common} --format headlines -o headlines.md", folder) == 0
    assert run(f"{common} -o headlines.list", folder) == 0
    assert run(f"{common} -o headlines.unheard", folder) == 0
    named, suffixed, unknown = (
        (folder / f"headlines.{suffix}").read_text(encoding="utf-8") for suffix in ("md", "list", "unheard")
    )
    assert named == suffixed
    assert re.search(r"^1\. .*매체 \d+곳\)$", named, re.MULTILINE)
    assert unknown.startswith("# ")


def test_a_format_that_nobody_installed_is_answered_with_those_that_are(package, place, capsys):
    folder, _ = place
    code = run("newsprism brief weekly --reader ceo --from articles/week.jsonl --format pdf -o a.pdf", folder)
    assert code == 2
    assert capsys.readouterr().err.splitlines() == [
        "--format: 그런 출력 형식이 없습니다: 'pdf'. 있는 것: headlines, html, json, md, txt."
    ]
    assert not (folder / "a.pdf").exists()


def test_the_example_of_a_writer_makes_an_edition_by_its_entry_point(package, place, monkeypatch):
    folder, _ = place
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    exec(compile(blocks(EXTENDING, "python")[-1], "extending.md", "exec"), names)
    brief = names["edition"].brief
    assert brief.made_with.writer == "plain"
    assert brief.strategy == ()
    assert brief.picks
    assert all(pick.context for pick in brief.picks)


def test_the_setting_of_the_environment_chooses_the_writer(package, monkeypatch):
    monkeypatch.setenv("NEWSPRISM_WRITER", "plain")
    assert build().settings.writer == "plain"
    monkeypatch.setenv("NEWSPRISM_WRITER", "nobody")
    with pytest.raises(InvalidSetting, match="NEWSPRISM_WRITER: extractive, generative, plain"):
        build()


def test_a_collector_is_asked_before_ours_whatever_its_name(package):
    points = package / "newsprism_example-0.1.dist-info" / "entry_points.txt"
    points.write_text(points.read_text(encoding="utf-8").replace("tbl = ", "zz = "), encoding="utf-8")
    (package / "articles.tbl").write_text(
        table("제목,본문", "새솔조선 배 짓는다,새솔조선이 배를 짓는다."), encoding="utf-8"
    )
    (document,) = build().read([package / "articles.tbl"]).documents
    assert document.title == "새솔조선 배 짓는다"
