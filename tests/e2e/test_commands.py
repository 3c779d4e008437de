"""Commands used rightly: what goes to stdout, what to stderr, and how their arguments are taken."""

import json
import subprocess

import pytest

from tests.e2e.running import PROGRAM, SAMPLE, environment, lines, newsprism, record

ARTICLES = {
    "port": ("나루항 새 부두 10일 개장", "나루항만공사는 10일 새 부두를 열었다. 선석은 여섯 개다."),
    "school": (
        "다온대, 창업 강좌 수강생 300명 모집",
        "다온대가 청년 창업 강좌를 연다고 11일 밝혔다. 강좌는 여섯 달 이어진다.",
    ),
    "train": ("철도 요금 5% 인상 6월로 늦춘다", "정부가 철도 요금 인상 시기를 6월로 늦추기로 12일 결정했다."),
}
COMMANDS = [
    "demo", "extract", "stories", "brief", "verify", "explain", "readers", "doctor", "init", "add", "sources", "refresh", "search",
    "run", "export", "import",
]  # fmt: skip
DOCUMENT = [
    "id", "kind", "title", "text", "published_at", "publisher", "authors", "url", "language", "section", "references", "license",
]  # fmt: skip
STORY = {"id", "title", "first_seen", "updated_at", "outlets", "thread_id", "documents"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three small files, one article each."""
    made = tmp_path_factory.mktemp("files")
    for day, (name, (title, text)) in enumerate(ARTICLES.items(), 10):
        line = record(name, title, text, f"2026-03-{day}T09:00:00+09:00")
        (made / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    return made


def test_help_names_every_command(tmp_path):
    run = newsprism("--help", cwd=tmp_path)
    assert run.returncode == 0
    assert all(f"  {name}" in run.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", ["brief", "extract"])
def test_help_of_a_command_shows_an_example(tmp_path, command):
    run = newsprism(command, "--help", cwd=tmp_path)
    assert run.returncode == 0
    assert f"newsprism {command} " in run.stdout.split("예:")[1]


def test_several_paths_may_follow_one_from_and_from_may_come_again(folder):
    paths = ["--from", "port.jsonl", "school.jsonl", "--from", "train.jsonl"]
    run = newsprism("stories", *paths, "--format", "json", cwd=folder)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert sorted(d["id"] for s in found for d in s["documents"]) == sorted(ARTICLES)
    assert all(set(s) >= STORY for s in found)
    assert all(set(d) == {"id", "url", "title", "publisher", "published_at"} for s in found for d in s["documents"])


def test_stories_can_be_kept_to_the_days_before_a_date(folder):
    run = newsprism("stories", "--from", folder, "--on", "2026-03-12", "--days", 2, "--format", "json", cwd=folder)
    assert sorted(d["id"] for s in json.loads(run.stdout) for d in s["documents"]) == ["school", "train"]


def test_the_table_of_stories_is_on_stdout(folder):
    run = newsprism("stories", "--from", folder, cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(title in run.stdout for title, _ in ARTICLES.values())


def test_extract_prints_one_document_a_line_and_what_it_left_out_on_stderr(tmp_path):
    run = newsprism("extract", SAMPLE / "pages", cwd=tmp_path)
    assert run.returncode == 0
    found = [json.loads(line) for line in lines(run.stdout)]
    assert len(found) == 5
    assert all(list(d)[: len(DOCUMENT)] == DOCUMENT for d in found)
    assert all(d["text"] and d["title"] for d in found)
    assert lines(run.stderr)


def test_what_was_extracted_is_extracted_again_unchanged(tmp_path):
    first = newsprism("extract", SAMPLE / "pages", SAMPLE / "digest.txt", "-o", "new/folder/docs.jsonl", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (0, "")
    written = (tmp_path / "new/folder/docs.jsonl").read_text("utf-8")
    again = newsprism("extract", "new/folder/docs.jsonl", cwd=tmp_path)
    assert again.stdout == written
    assert again.stderr == ""


def test_an_output_is_replaced_whole_and_leaves_nothing_beside_it(folder, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("old " * 1000, encoding="utf-8")
    run = newsprism("extract", folder / "port.jsonl", "-o", target, cwd=tmp_path)
    assert run.returncode == 0
    assert [json.loads(line)["id"] for line in lines(target.read_text("utf-8"))] == ["port"]
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_brief_on_stdout_is_the_brief_and_nothing_else(tmp_path):
    run = newsprism(
        "brief", "weekly", "--reader", "fund_investor", "--from", SAMPLE / "week.jsonl", "--on", "2025-02-02", "--format", "json",
        cwd=tmp_path,
    )  # fmt: skip
    assert run.returncode == 0
    made = json.loads(run.stdout)
    assert made["reader"]["type"] == "fund_investor"
    assert made["disclaimer"] == "투자 참고 정보이며 매수·매도 권유가 아닙니다. 투자 판단과 책임은 이용자에게 있습니다."
    # The summary of the run is for people, on stderr.
    assert f"뉴스 {len(made['picks'])}건" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_suffix_of_the_output_decides_the_format(folder, tmp_path):
    run = newsprism(
        *("brief", "weekly", "--reader", "policy", "--from", folder, "--on", "2026-03-15", "-o", "a/b.html"),
        cwd=tmp_path,
    )
    assert (run.returncode, run.stdout) == (0, "")
    assert (tmp_path / "a/b.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [["readers", "show", "ceo"], ["readers", "list", "--format", "json"], ["extract", str(SAMPLE / "week.jsonl")]],
)
def test_a_reader_of_the_output_who_leaves_early_sees_no_traceback(tmp_path, arguments):
    with subprocess.Popen(
        [*PROGRAM, *arguments], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        # Closed before anything is written: the worst that `| head` can do.
        running.stdout.close()
        told = running.stderr.read().decode()
        code = running.wait(60)
    assert "Traceback" not in told
    assert "Exception" not in told
    assert code in (0, 1)


def test_readers_list_and_show_the_same_types(tmp_path):
    listed = json.loads(newsprism("readers", "list", "--format", "json", cwd=tmp_path).stdout)
    assert [r["id"] for r in listed][:2] == ["ceo", "founder"]
    assert len(listed) == 10
    shown = json.loads(newsprism("readers", "show", "policy", "--format", "json", cwd=tmp_path).stdout)
    assert (shown["id"], shown["name"]) == ("policy", "정책 담당자")
    assert shown["topics"]
    assert all(0 <= weight <= 1 for weight in shown["topics"].values())
    assert {lens["topic"] for lens in shown["lenses"]} <= set(shown["topics"])


def test_own_readers_are_listed_beside_the_shipped_ones(tmp_path):
    shipped = newsprism("readers", "list", "--format", "json", cwd=tmp_path, NEWSPRISM_READERS=str(tmp_path / "none"))
    assert shipped.returncode == 2
    assert "none" in shipped.stderr


def test_doctor_finds_a_sound_installation(tmp_path):
    run = newsprism("doctor", "--format", "json", cwd=tmp_path)
    assert run.returncode == 0
    states = {c["name"]: c["state"] for c in json.loads(run.stdout)}
    assert states["korean"] == states["extract"] == "ok"
    assert "missing" not in states.values()
