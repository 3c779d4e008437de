"""`evaluate` and `label` as they are typed."""

import io
import json
import os
import pty
import subprocess
import time

import pytest

from newsprism.formats.labels import read_grades, read_pairs
from newsprism.interfaces.cli.main import main
from tests.e2e.running import PROGRAM, environment
from tests.evaluation.sample import WEEK, pairs, write


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command in `tmp_path` with lines on stdin; returns its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return running


def test_an_evaluation_is_one_json_object_or_a_table(run, tmp_path):
    data = write(tmp_path / "pairs.jsonl", pairs())
    code, out, err = run("evaluate", "cluster", "--data", data, "--from", WEEK)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert {"data_digest", "n", "baselines", "pair_f1"} <= found.keys()
    assert "errors" not in found
    code, out, _ = run("evaluate", "cluster", "--data", data, "--from", WEEK, "--format", "table", "--errors")
    assert code == 0
    head, _, columns, ours, *peers = out.splitlines()
    assert head.startswith("cluster: 라벨 20, ")
    assert columns.split()[:3] == ["pair_f1", "pair_precision", "pair_recall"]
    assert ours.split()[:2] == ["newsprism", f"{found['pair_f1']:.3f}"]
    assert [line.split()[0] for line in peers[:3]] == ["char_tfidf", "noun_tfidf", "same_title"]
    assert "joined_related: " in out


def test_the_result_can_be_written_to_a_file(run, tmp_path):
    data = write(
        tmp_path / "claims.jsonl",
        [
            {"source": "나루항이 12일 열렸다.", "claim": "나루항이 12일 열렸다.", "label": "supported"},
            {"source": "나루항이 12일 열렸다.", "claim": "나루항이 14일 열렸다.", "label": "unsupported"},
        ],
    )
    assert run("evaluate", "verify", "--data", data, "-o", "out/verify.json") == (0, "", "")
    assert json.loads((tmp_path / "out" / "verify.json").read_text("utf-8"))["balanced_accuracy"] == 1.0


@pytest.mark.parametrize(
    ("stage", "content", "said"),
    [
        ("cluster", "", "라벨이 한 줄도 없습니다"),
        ("dedupe", '{"url1": "a", "url2": "b", "label": 2}\n', "0, 1 가운데 하나여야 합니다: 2"),
        ("rank", '{"url": "a", "ceo": 9}\n', "0~3이어야 합니다: 9"),
        ("verify", '{"source": "가", "claim": "가", "label": "supported"}\n', "모두 한 가지입니다"),
        ("summarize", "{\n", "JSON이 아닙니다"),
        ("extract", None, "그런 파일이 없습니다"),
    ],
)
def test_labels_that_cannot_be_used_are_one_line_and_exit_code_2(run, tmp_path, stage, content, said):
    data = tmp_path / "labels.jsonl"
    if content is not None:
        data.write_text(content, encoding="utf-8")
    code, out, err = run("evaluate", stage, "--data", data, "--from", WEEK)
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(str(data))
    assert said in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["evaluate", "cluster", "--data", "x"],
        ["label", "pairs", "-o", "x.jsonl"],
        ["label", "relevance", "--reader", "ceo", "-o", "x.jsonl"],
    ],
)
def test_a_command_without_articles_asks_for_them(run, arguments, tmp_path):
    (tmp_path / "x").write_text("{}", encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 2
    assert err.startswith("--from: ")
    assert len(err.splitlines()) == 1


def test_a_stage_that_there_is_not_is_refused(run):
    code, _, err = run("evaluate", "guess", "--data", "x")
    assert code == 2
    assert len(err.splitlines()) == 1


def test_an_unknown_reader_is_refused_before_anything_is_asked(run, tmp_path):
    code, _, err = run("label", "relevance", "--reader", "ceo,ceoo", "--from", WEEK, "-o", "r.jsonl", typed="3\n")
    assert code == 2
    assert "ceoo" in err
    assert not (tmp_path / "r.jsonl").exists()


def test_pairs_are_labelled_from_lines_and_the_file_goes_straight_into_an_evaluation(run, tmp_path):
    asked = ("label", "pairs", "--from", WEEK, "-o", "pairs.jsonl", "--count", "6", "--seed", "3")
    code, out, err = run(*asked, typed="2\n0\n")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == "pairs.jsonl: 이번에 2건, 모두 2건, 남은 물음 4건"
    _, _, err = run(*asked, typed="u\n0\n2\ns\nq\n")
    assert err.splitlines()[-1] == "pairs.jsonl: 이번에 1건, 모두 3건, 남은 물음 3건"
    labelled = read_pairs(tmp_path / "pairs.jsonl")
    assert [p.label for p in labelled] == [2, 0, 2]
    assert all(p.weight > 0 for p in labelled)
    code, out, _ = run("evaluate", "cluster", "--data", "pairs.jsonl", "--from", WEEK)
    assert code == 0
    assert json.loads(out)["n"] == 3


def test_relevance_is_labelled_from_lines(run, tmp_path):
    asked = ("label", "relevance", "--reader", "ceo,founder", "--from", WEEK, "-o", "r.jsonl", "--count", "2")
    code, _, err = run(*asked, typed="3\n0\n1\nu\n2\n0\n")
    assert code == 0
    assert err.splitlines()[-1] == "r.jsonl: 이번에 4건, 모두 4건, 남은 물음 0건"
    assert [dict(g.grades) for g in read_grades(tmp_path / "r.jsonl")] == [
        {"ceo": 3, "founder": 0},
        {"ceo": 2, "founder": 0},
    ]


def test_on_a_terminal_one_key_is_an_answer_and_each_is_kept_at_once(tmp_path):
    mine, theirs = pty.openpty()
    command = [*PROGRAM, "label", "pairs", "--from", str(WEEK), "-o", "pairs.jsonl", "--count", "4"]
    asking = subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, encoding="utf-8"
    )
    os.close(theirs)
    path = tmp_path / "pairs.jsonl"

    def after(key, lines):
        os.write(mine, key)
        patience = time.monotonic() + 20
        while not path.exists() or len(path.read_bytes().splitlines()) != lines:
            assert time.monotonic() < patience, key
            time.sleep(0.02)

    while "[1/4]" not in asking.stderr.readline():
        pass
    after(b"2", 1)
    after(b"1", 2)
    after(b"u", 1)
    os.write(mine, b"q")
    _, err = asking.communicate(timeout=20)
    os.close(mine)
    assert asking.returncode == 0
    assert [p.label for p in read_pairs(path)] == [2]
    assert "이번에 1건" in err
