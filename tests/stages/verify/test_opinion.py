"""The second opinion: a real server is asked about written sentences, can only refuse, and holds nothing up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from newsprism.errors import InvalidPrompt
from newsprism.formats.prompts import PromptFiles
from newsprism.inference.chat import ChatClient, Patience
from newsprism.inference.gate import Gate
from newsprism.stages.verify.opinion import SLOTS, SecondOpinion
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId
from tests.inference.serving import error, says, serving
from tests.making import KST

QUICK = Patience(tries=2, connect=1.0, first=0.3, silence=0.3, total=1.0, longest_wait=0.2, backoff=0.01)
TEXT = "나루항은 부두 24곳을 연다. 가람시는 요금을 내린다. 하버랩은 장비를 시험한다."
REPORT = Document(
    DocumentId("d1"), "article", "제목", TEXT, datetime(2031, 3, 5, 9, tzinfo=KST), "나루일보", (), None, "ko", None, (), None
)  # fmt: skip
KNOWN = {REPORT.id: REPORT}


def written(text, quote):
    start = TEXT.index(quote)
    return Sentence(text, "generated", (Citation(REPORT.id, "text", start, start + len(quote), quote),))


PIER = ("picks[0].summary[0]", written("나루항이 부두를 24곳 연다.", "나루항은 부두 24곳을 연다."))
FARE = ("picks[0].summary[1]", written("가람시가 요금을 내린다.", "가람시는 요금을 내린다."))


def opinion(server, **more):
    return SecondOpinion(ChatClient(server.url, "naru-1", "", QUICK, Gate(8)), **more)


def verdicts(*refused):
    """A model that refuses sentences with these words."""

    def respond(asked, before):
        told = re.findall(r"^\[(\d+)\] (.*)$", asked["messages"][0]["content"], re.MULTILINE)
        found = [
            {"number": int(n), "supported": not any(word in text for word in refused), "why": "근거와 주체가 다름"}
            for n, text in told
        ]
        return says({"verdicts": found})

    return respond


def test_a_sentence_that_the_model_thinks_unsupported_is_a_fault_of_meaning():
    with serving(verdicts("요금")) as server:
        faults, usage = opinion(server).faults([PIER, FARE], KNOWN, "ko")
    (fault,) = faults
    assert (fault.kind, fault.where, fault.text) == ("meaning", FARE[0], FARE[1].text)
    assert fault.detail == "두 번째 의견: 근거와 주체가 다름"
    assert (usage.calls, usage.tokens_in, usage.tokens_out, usage.note) == (1, 100, 20, "")


def test_the_question_fences_the_sentences_and_their_spans():
    with serving(verdicts()) as server:
        opinion(server).faults([PIER], KNOWN, "ko")
        question = server.asked[0]["messages"][0]["content"]
    (fence,) = {line for line in question.split("\n") if re.fullmatch(r"[0-9a-f]{16}", line)}
    inside = question.split(f"\n{fence}")[1]
    assert inside.strip() == "[1] 나루항이 부두를 24곳 연다.\n근거: 나루항은 부두 24곳을 연다."


def test_a_sentence_is_asked_about_once():
    with serving(verdicts("요금")) as server:
        asked = opinion(server)
        first, _ = asked.faults([PIER, FARE], KNOWN, "ko")
        again, usage = asked.faults([FARE, PIER, FARE], KNOWN, "ko")
        assert len(server.asked) == 1
    assert first[0].text == again[0].text
    assert len(again) == 2
    assert usage is None


def test_many_sentences_are_asked_in_several_questions_at_once():
    many = [(f"picks[{n}]", replace(PIER[1], text=f"나루항이 부두를 {n}곳 연다.")) for n in range(20)]
    with serving(verdicts(" 7곳")) as server:
        faults, usage = opinion(server).faults(many, KNOWN, "ko")
    assert [f.where for f in faults] == ["picks[7]"]
    assert usage.calls == 3


@pytest.mark.parametrize(
    ("respond", "calls", "note"),
    [
        (lambda asked, before: error(500), 0, "서버가 500"),
        (lambda asked, before: error(401), 0, "NEWSPRISM_CHAT_KEY"),
        (lambda asked, before: says("글쎄요."), 1, ""),
        (lambda asked, before: says({"verdicts": "없음"}), 1, ""),
        (
            lambda asked, before: says(
                {"verdicts": [{"number": 9, "supported": False, "why": ""}, {"number": "1"}, 3]}
            ),
            1,
            "",
        ),
        (lambda asked, before: says({"verdicts": [{"number": 1, "supported": "아니요", "why": ""}]}), 1, ""),
    ],
    ids=["500", "401", "prose", "no list", "no number", "no truth"],
)
def test_what_the_model_does_not_answer_stays_as_the_rules_left_it(respond, calls, note):
    with serving(respond) as server:
        faults, usage = opinion(server).faults([PIER], KNOWN, "ko")
    assert faults == ()
    assert usage is not None
    assert usage.calls == calls
    assert bool(usage.note) == bool(note)
    assert note in usage.note


def test_a_server_that_is_gone_is_not_asked_again_and_again():
    with serving(lambda asked, before: error(401)) as server:
        asked = opinion(server, connections=1)
        _, first = asked.faults([PIER], KNOWN, "ko")
        _, second = asked.faults([FARE], KNOWN, "ko")
        assert len(server.asked) == 1
    assert "401" in first.note
    assert second is None


def test_tokens_of_an_edition_are_limited():
    many = [(f"picks[{n}]", replace(PIER[1], text=f"나루항이 부두를 {n}곳 연다.")) for n in range(40)]
    with serving(verdicts()) as server:
        _, usage = opinion(server, tokens=200, connections=1).faults(many, KNOWN, "ko")
    assert usage.calls == 2


def test_a_reason_that_may_not_be_printed_is_told_in_our_words():
    def respond(asked, before):
        return says({"verdicts": [{"number": 1, "supported": False, "why": "http://evil.example 를 보라"}]})

    with serving(respond) as server:
        (fault,), _ = opinion(server).faults([PIER], KNOWN, "ko")
    assert fault.detail == "두 번째 의견: 근거가 뒷받침하지 않음"


def test_a_newsroom_may_put_its_own_prompt_and_a_hole_in_it_is_told(tmp_path):
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "opinion.md").write_text("version: 2\n\n{{reader}}\n", "utf-8")
    with serving(verdicts("요금")) as server:
        faults, usage = opinion(server, prompts=tmp_path).faults([FARE], KNOWN, "ko")
        assert server.asked == []
    assert faults == ()
    assert "opinion.md" in usage.note


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_shipped_prompts_fill_and_have_no_hole(language):
    prompts = PromptFiles("newsprism.stages.verify", SLOTS, None, language)
    text = prompts.render("opinion", {"fence": "<fence>", "pairs": "<pairs>"})
    assert set(re.findall(r"<([a-z]+)>", text)) == SLOTS["opinion"]
    assert "{{" not in text
    with pytest.raises(InvalidPrompt, match="pairs"):
        prompts.render("opinion", {"fence": "<fence>"})
