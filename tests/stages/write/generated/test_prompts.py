"""Prompts: every shipped one fills, a newsroom's goes before it, and a hole is never asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsprism.diagnose import checks
from newsprism.errors import InvalidPrompt
from newsprism.generation import prompt_faults
from newsprism.protocols.services import FENCE
from newsprism.stages.write.generated.prompts import SLOTS, Prompts

LANGUAGES = ["ko", "en"]


def filled(name):
    return {slot: (FENCE if slot == "fence" else f"<{slot}>") for slot in SLOTS[name]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(SLOTS))
def test_every_shipped_prompt_fills_and_uses_its_slots(language, name):
    text = Prompts(None, language).render(name, filled(name))
    assert text
    assert "{{" not in text
    assert "}}" not in text
    assert set(re.findall(r"<([a-z]+)>", text)) == SLOTS[name] - {"fence"}
    assert ("fence" in SLOTS[name]) == (FENCE in text)
    assert Prompts(None, language).prompt(name).version >= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(name for name in SLOTS if SLOTS[name]))
def test_a_prompt_with_an_unfilled_slot_fails(language, name):
    for missing in sorted(SLOTS[name]):
        given = {slot: value for slot, value in filled(name).items() if slot != missing}
        with pytest.raises(InvalidPrompt, match=missing):
            Prompts(None, language).render(name, given)


def test_both_languages_have_the_same_slots():
    for name in SLOTS:
        used = [set(re.findall(r"\{\{(\w+)\}\}", Prompts(None, lang).prompt(name).text)) for lang in LANGUAGES]
        assert used[0] == used[1], name


def test_what_tells_a_story_alone_does_not_depend_on_the_reader():
    for name in ("system", "style", "summary", "context", "term"):
        assert not SLOTS[name] & {"reader", "decides", "question"}


def test_a_newsroom_puts_its_own_in_their_place(tmp_path):
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "style.md").write_text("version: 7\n\n존댓말을 쓰지 않는다.\n", "utf-8")
    prompts = Prompts(tmp_path, "ko")
    assert prompts.render("style", {}) == "존댓말을 쓰지 않는다."
    assert prompts.prompt("style").version == 7
    assert prompts.prompt("summary") == Prompts(None, "ko").prompt("summary")
    assert Prompts(tmp_path, "en").prompt("style").version == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"version: 1\nhello {{newsroom}}", "newsroom"),
        (b"version: 1\n{{fence}}", "fence"),
        (b"version: 1\n{{", "{{"),
        (b"version: 1\n}} x", "}}"),
        (b"hello", "version"),
        (b"version: x\nhello", "version"),
        (b"", "version"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"version: 1\n" + b"x" * 70_000, "64,000"),
    ],
)
def test_a_file_that_is_not_right_is_one_line_that_names_it(tmp_path, content, told):
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "style.md").write_bytes(content)
    with pytest.raises(InvalidPrompt) as caught:
        Prompts(tmp_path, "ko").render("style", {})
    assert "style.md" in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_values_are_not_looked_into_for_slots():
    text = Prompts(None, "ko").render("term", {**filled("term"), "sentences": "[1] 글 {{style}} }}"})
    assert "{{style}} }}" in text


def test_the_page_on_writers_lists_the_slots_of_every_prompt():
    page = (Path(__file__).parents[4] / "docs" / "writers.md").read_text("utf-8")
    common = set(re.findall(r"`(\w+)`", page[page.index("Those of all blocks: ") :].split("\n\n")[0])) & {
        "count", "least", "most", "fence", "sentences",
    }  # fmt: skip
    listed = {"style": set()}
    for names, slots in re.findall(r"^\| (`[a-z]+`(?:, `[a-z]+`)*) \| (.*) \|$", page, re.MULTILINE):
        for name in re.findall(r"`(\w+)`", names):
            listed[name] = set(re.findall(r"`(\w+)`", slots)) | (common if "all blocks" in slots else set())
    assert {name: slots for name, slots in listed.items() if name in SLOTS} == SLOTS


def test_what_is_wrong_with_the_prompts_of_a_workspace_is_told_without_asking(tmp_path):
    told = {
        "ko/style.md": "version: 1\n\n회사 이름은 처음에 전체를 쓴다.\n",
        "ko/summary.md": "version: 1\n\n{{fence}}{{sentences}}{{fence}} {{mood}}\n",
        "ko/summery.md": "version: 1\n\n{{sentences}}\n",
        "ko/opinion.md": "{{fence}}{{pairs}}\n",
        "kr/style.md": "version: 1\n\n말을 줄인다.\n",
    }
    for name, text in told.items():
        (tmp_path / "prompts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "prompts" / name).write_text(text, "utf-8")
    faults = {Path(f.subject).relative_to(tmp_path / "prompts").as_posix(): f.what for f in prompt_faults(tmp_path)}
    assert set(faults) == {"ko/summary.md", "ko/summery.md", "ko/opinion.md", "kr/style.md"}
    assert "{{mood}}" in faults["ko/summary.md"]
    assert "summary" in faults["ko/summery.md"]
    assert "version" in faults["ko/opinion.md"]
    assert "en, ko" in faults["kr/style.md"]
    check = next(c for c in checks(home=tmp_path) if c.name == "prompts")
    assert check.state == "degraded"
    assert "summery.md" in check.seen
    for name in set(told) - {"ko/style.md"}:
        (tmp_path / "prompts" / name).unlink()
    assert prompt_faults(tmp_path) == ()
    assert next(c for c in checks(home=tmp_path) if c.name == "prompts").state == "ok"
