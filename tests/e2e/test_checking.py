"""`verify` and `explain` on a saved edition, sound and tampered with."""

import json
import re

import pytest

from tests.e2e.running import lines, newsprism, sentences


@pytest.fixture
def saved(demo, tmp_path):
    """A copy of the weekly's JSON, changed by a function, and the documents beside it."""

    def change(how):
        brief = json.loads((demo.folder / "weekly-ceo.json").read_text("utf-8"))
        how(brief)
        path = tmp_path / "brief.json"
        path.write_text(json.dumps(brief, ensure_ascii=False), encoding="utf-8")
        return path, demo.folder / "weekly-ceo.documents.jsonl"

    return change


@pytest.mark.parametrize("edition", ["weekly-ceo", "daily-newcomer"])
def test_an_edition_of_ours_is_clean(demo, edition):
    run = newsprism("verify", f"{edition}.json", "--documents", f"{edition}.documents.jsonl", cwd=demo.folder)
    assert (run.returncode, run.stderr) == (0, "")
    printed = len(list(sentences(json.loads((demo.folder / f"{edition}.json").read_text("utf-8")))))
    assert f"문장 {printed}개" in run.stdout
    assert "어긋남 0" in run.stdout


INVENTED = "나루시는 41조원을 들여 달에 부두를 짓는다고 밝혔다."
FAULT = re.compile(r"([a-z_]+\[\d+\][\w.\[\]]*): (\w+): (.*)")


def test_tampering_ends_with_one_and_names_each_sentence_and_no_other(saved):
    told = {}

    def tamper(brief):
        picks = brief["picks"]
        place, figure = next(
            (w, s)
            for w, s in sentences(brief)
            if w.startswith(("picks[3]", "picks[4]", "picks[5]")) and re.search(r"\d{2,}", s["text"])
        )
        figure["text"] = re.sub(r"\d{2,}", "98765", figure["text"], count=1)
        told[place] = figure["text"]
        place, quoted = next((w, s) for w, s in sentences(brief) if w.startswith("trends") and s["citations"])
        quoted["citations"][0]["quote"] = "아무도 이런 말을 하지 않았다."
        told[place] = quoted["text"]
        told[f"picks[0].insight[{len(picks[0]['insight'])}]"] = INVENTED
        picks[0]["insight"].append({**picks[0]["insight"][0], "text": INVENTED})
        picks[1]["story_id"] = picks[0]["story_id"]
        told["picks[1].title"] = picks[1]["title"]
        picks[2]["published"] = "2025-02-05"
        told["picks[2].published"] = picks[2]["title"]

    path, documents = saved(tamper)
    run = newsprism("verify", path, "--documents", documents, cwd=path.parent)
    assert run.returncode == 1
    found = {(m[1], m[2]): m[3] for line in lines(run.stdout) if (m := FAULT.fullmatch(line))}
    assert {where: text for (where, _), text in found.items()} == told
    kinds = {kind for where, kind in found if where == "picks[2].published"}
    assert kinds & {"window", "date"}
    assert ("picks[1].title", "story_twice") in found
    assert any(kind == "citation" for where, kind in found if where.startswith("trends"))


def test_a_missing_document_is_a_fault_of_every_sentence_that_cites_it(saved, tmp_path):
    path, documents = saved(lambda brief: None)
    kept = documents.read_text("utf-8").splitlines()
    gone = json.loads(kept[0])["id"]
    fewer = tmp_path / "fewer.jsonl"
    fewer.write_text("\n".join(kept[1:]) + "\n", encoding="utf-8")
    run = newsprism("verify", path, "--documents", fewer, "--format", "json", cwd=tmp_path)
    assert run.returncode == 1
    brief = json.loads(path.read_text("utf-8"))
    citing = {w for w, s in sentences(brief) if any(c["document_id"] == gone for c in s["citations"])}
    assert citing
    assert citing <= {f["where"] for f in json.loads(run.stdout)["faults"] if f["kind"] == "citation"}


def test_explain_tells_why_and_what_nearly_was(demo):
    brief = json.loads((demo.folder / "weekly-ceo.json").read_text("utf-8"))
    run = newsprism("explain", "weekly-ceo.json", 2, cwd=demo.folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"2. {brief['picks'][1]['title']}\n")
    assert all(reason["text"] in run.stdout for reason in brief["picks"][1]["reasons"])
    assert brief["runners_up"][0]["title"] in run.stdout
    # Codes are said in words.
    assert "_" not in run.stdout.split("거의 뽑힐 뻔한 사안")[1]


def test_explain_as_json_is_json_and_nothing_else(demo):
    brief = json.loads((demo.folder / "weekly-ceo.json").read_text("utf-8"))
    run = newsprism("explain", "weekly-ceo.json", 1, "--format", "json", cwd=demo.folder)
    found = json.loads(run.stdout)
    assert (run.returncode, found["number"], found["title"]) == (0, 1, brief["picks"][0]["title"])
    assert found["reasons"] == brief["picks"][0]["reasons"]
    assert found["runners_up"]


@pytest.mark.parametrize("number", ["7", "0", "99999999999999999999"])
def test_a_number_that_is_not_there_is_answered_with_those_that_are(demo, number):
    run = newsprism("explain", "weekly-ceo.json", number, cwd=demo.folder)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = lines(run.stderr)
    assert "weekly-ceo.json" in line
    assert "1, 2, 3, 4, 5, 6" in line


@pytest.mark.parametrize(
    "content",
    [
        b'{"schema": "newsprism/brief/1", "cadence": ',
        b"",
        b"[]",
        b'{"title": 1}',
        b"\xff\xfe\x00\xd8",
        b'"edition"',
        b"NaN",
    ],
)
def test_a_file_that_is_no_edition_is_one_line_and_two(demo, tmp_path, content):
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    run = newsprism("verify", path, "--documents", demo.folder / "weekly-ceo.documents.jsonl", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = lines(run.stderr)
    assert "odd.json" in line
