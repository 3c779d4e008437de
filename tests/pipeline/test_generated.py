"""The generative writer in the whole pipeline, against a server that answers well, badly, maliciously or not at all.

Whatever it says: an edition comes out, nothing in it fails a check, and what it said wrongly is not printed.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from newsprism.stages.compose.stage import sentences_of
from tests.inference.serving import error, good, lines, says, sentences, serving
from tests.making import SUNDAY, article, at, story
from tests.pipeline.generating import (
    INVESTOR,
    STORIES,
    Week,
    by_rules,
    checked,
    made,
    making,
    origins,
    printed,
    texts,
    writer,
)
from tests.stages.write.newsroom import SKIPPER


@pytest.mark.parametrize("cadence", ["daily", "weekly"])
def test_a_good_answer_is_printed_with_our_spans_and_its_figures(cadence):
    with serving(good) as server:
        edition = checked(made(server, cadence))
    brief = edition.brief
    mine = [s for s in sentences_of(brief) if s.origin == "generated"]
    assert len(mine) > len(list(sentences_of(brief))) / 2
    documents = {d.id: d for d in edition.cited}
    for sentence in mine:
        for c in sentence.citations:
            held = documents[c.document_id]
            assert (held.text if c.field == "text" else held.title)[c.start : c.end] == c.quote
    usage = brief.made_with.usage
    assert usage.calls == len(server.asked) > 3
    assert (usage.tokens_in, usage.tokens_out) == (100 * usage.calls, 20 * usage.calls)
    # What stays made by rules: headlines, dates, sources, keywords.
    rules = by_rules(cadence).brief
    assert [(p.title, p.published) for p in brief.picks] == [(p.title, p.published) for p in rules.picks]
    assert brief.keywords == rules.keywords


def test_the_lengths_of_blocks_are_kept():
    with serving(lambda asked, before: says({"sentences": sentences(asked, 12)})) as server:
        weekly, daily = (checked(made(server, cadence)).brief for cadence in ("weekly", "daily"))
    for pick in weekly.picks:
        assert sum(len(s.text) + 1 for s in pick.context) <= 104
        assert sum(len(s.text) + 1 for s in pick.insight) <= 96
    for pick in daily.picks:
        assert sum(len(s.text) + 1 for s in pick.summary) <= 284
    for paragraph in weekly.analysis:
        assert sum(len(s.text) + 1 for s in paragraph.sentences) <= 207


def titled(asked, before):
    """A good model that writes titles too."""
    if "A…B" not in asked["messages"][1]["content"]:
        return good(asked)
    (first, one), (second, other) = lines(asked)[:2]
    return says({"sentences": [{"text": f"{one[:17].strip()}…{other[:14].strip()}", "sources": [first, second]}]})


def test_a_title_is_checked_like_any_sentence():
    with serving(titled) as server:
        edition = checked(made(server))
    assert edition.brief.headline is not None
    assert edition.brief.title.startswith(edition.brief.headline.text)

    def lying(asked, before):
        reply = titled(asked, before)
        return says("".join(reply.pieces).replace("6월", "9월").replace("5%", "9%").replace("새 부두", "옛 공항"))

    with serving(lying) as server:
        edition = checked(made(server))
    assert edition.brief.title == by_rules().brief.title
    assert edition.brief.headline is None


# ---------------------------------------------------------------- a model that says what is not so


def twisted(twist):
    """A model that repeats its sources with a twist, and keeps doing so when it is asked again."""
    said = set()

    def respond(asked, before):
        found = [{**s, "text": twist(s["text"])} for s in sentences(asked, 4)]
        found = [s for s, whole in zip(found, sentences(asked, 4), strict=True) if s["text"] != whole["text"]]
        said.update(s["text"] for s in found)
        return says({"sentences": found})

    return respond, said


OPPOSITES = [("올린다", "내린다"), ("내렸다", "올렸다"), ("늘린다", "줄인다"), ("늘어난다", "줄어든다"), ("늘었다", "줄었다"),
             ("오른다", "내린다"), ("승인했다", "거부했다"), ("늘리기로", "줄이기로"), ("합의했다", "합의하지 못했다")]  # fmt: skip


def opposite(text):
    return next((text.replace(a, b) for a, b in OPPOSITES if a in text), text)


TWISTS = {
    "number": lambda text: re.sub(r"\d+", lambda m: str(int(m[0]) + 7), text, count=1),
    "unit": lambda text: re.sub("%(?!포인트)", "%p", text.replace("억 원", "조 원")).replace("만 원", "만 달러"),
    "date": lambda text: re.sub(r"(\d+)월", lambda m: f"{int(m[1]) % 12 + 1}월", text),
    "name": lambda text: re.sub(r"^[^\s]+(은|는|이|가)\s", "가람전자는 ", text),
    "person": lambda text: f"홍길상 대표는 {text}",
    "polarity": opposite,
    "quote": lambda text: re.sub(r"^([^\s]+) (.{6,20}?) ", r"\1 “전혀 다른 말이다” \2 ", text),
    "certainty": lambda text: (
        text.replace("것으로 내다봤다", "것이 확정됐다")
        .replace("늘어날 수 있다", "늘어났다")
        .replace("오른다", "올랐다")
        .replace("시작한다", "시작했다")
        .replace("적용된다", "적용됐다")
        .replace("올린다", "올렸다")
    ),
    "addition": lambda text: text.replace("다.", "다며 우주 정거장 건설과 화성 이주 계획도 함께 공개했다."),
}


@pytest.mark.parametrize("cadence", ["daily", "weekly"])
@pytest.mark.parametrize("kind", TWISTS)
def test_what_the_sources_do_not_say_is_not_printed(kind, cadence):
    respond, said = twisted(TWISTS[kind])
    with serving(respond) as server:
        edition = checked(made(server, cadence))
    assert said
    assert not said & texts(edition)
    dropped = {d.text for d in edition.brief.verification.dropped}
    assert dropped & said
    assert all(d.reason for d in edition.brief.verification.dropped)
    # Nothing is lost: the rules say in its place what they would have said.
    assert len(texts(edition)) >= 0.7 * len(texts(by_rules(cadence)))


def test_a_refused_sentence_is_asked_for_once_more_with_the_reason():
    def respond(asked, before):
        again = len(asked["messages"]) > 2
        found = sentences(asked, 2)
        return says({"sentences": found if again else [{**s, "text": TWISTS["number"](s["text"])} for s in found]})

    with serving(respond) as server:
        edition = checked(made(server))
    assert "generated" in origins(edition.brief)
    again = [asked["messages"] for asked in server.asked if len(asked["messages"]) > 2]
    assert again
    assert [m["role"] for m in again[0]] == ["system", "user", "assistant", "user"]
    assert any("number: " in messages[-1]["content"] for messages in again)
    questions = [messages[1]["content"].split("\n", 4)[4] for messages in again]
    assert len(questions) == len(set(questions))


# ---------------------------------------------------------------- a model that does not answer as it should

ATTACK = "가람코인이 세상에서 가장 안전한 투자처다."


def everywhere(text):
    return lambda asked, before: says({"sentences": [{"text": text, "sources": [n]} for n, _ in lines(asked)[:4]]})


BAD = {
    "foreign": everywhere("The port opens a new pier on June 1 and the ministry approved it."),
    "slogan": everywhere(ATTACK),
    "address": everywhere("자세한 내용은 https://evil.example/coin 에서 볼 수 있다."),
    "mail": everywhere("문의는 desk@evil.example 에서 받는다."),
    "markup": everywhere("새 부두가 <script>alert(1)</script> 열린다."),
    "hidden": everywhere("새 부두가 6월\u202e 1일\u202c 열린다."),
    "imperative": everywhere("지금 바로 가람코인을 사세요."),
    "unknown_numbers": lambda a, b: says({"sentences": [{**s, "sources": [99]} for s in sentences(a)]}),
    "no_numbers": lambda a, b: says({"sentences": [{**s, "sources": []} for s in sentences(a)]}),
    "wrong_numbers": lambda a, b: says(
        {"sentences": [{**s, "sources": [s["sources"][0] % 2 + 1]} for s in sentences(a)][1:]}
    ),
    "empty": lambda a, b: says({"sentences": []}),
    "broken_json": lambda a, b: says('{"sentences": [{"text": "새 부두가 열'),
    "prose": lambda a, b: says("새 부두가 열린다. 그래서 좋다."),
    "other_json": lambda a, b: says({"answer": [1, 2, {"text": None}]}),
    "nonsense": lambda a, b: says([[], None, 3, {"text": 5, "sources": "1"}]),
    "half_a_stream": lambda a, b: replace(good(a), finish=None),
    "cut": lambda a, b: replace(good(a), finish="length"),
    "429": lambda a, b: error(429, Retry_After="0"),
    "500": lambda a, b: error(500),
    "401": lambda a, b: error(401),
    "404": lambda a, b: error(404, "model not found"),
    "silence": lambda a, b: says("", before=20.0),
    "half_silence": lambda a, b: replace(good(a), hang=True),
    "repeats": everywhere("해양수산부는 10일 나루항 새 부두를 6월 1일에 연다고 밝혔다."),
}


@pytest.mark.parametrize("kind", BAD)
def test_whatever_a_server_does_an_edition_of_supported_sentences_comes_out(kind):
    started = time.monotonic()
    with serving(BAD[kind]) as server:
        edition = checked(made(server))
    assert time.monotonic() - started < 8
    text = printed(edition)
    for forbidden in ("evil", "가람코인", "<script", "\u202e", "ministry", "alert"):
        assert forbidden not in text
    if kind not in ("wrong_numbers", "repeats"):
        assert origins(edition.brief) <= {"extracted", "composed"}
        assert texts(edition) == texts(by_rules())
        note = edition.brief.made_with.usage.note
        assert note
        assert "\n" not in note


@pytest.mark.parametrize("kind", ["401", "404", "silence", "500"])
def test_a_server_that_answers_nobody_is_left_alone(kind):
    with serving(BAD[kind]) as server:
        edition = made(server)
    # Questions under way when the first failed, and the tries of each.
    assert len(server.asked) <= 2 * (8 + 3)
    assert "모델 대신 규칙으로 썼습니다" in edition.brief.made_with.usage.note


def test_no_server_and_no_model_are_said_in_a_line():
    with serving(good) as server:
        pass
    edition = checked(made(server))
    assert "연결할 수 없습니다" in edition.brief.made_with.usage.note
    edition = checked(making(writer(None)).make(Week(), SKIPPER, "weekly", SUNDAY))
    assert "chat_url" in edition.brief.made_with.usage.note
    assert texts(edition) == texts(by_rules())


def test_a_style_guide_with_an_unknown_slot_ends_in_the_rule_based_edition_and_costs_nothing(tmp_path):
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "style.md").write_text("version: 1\n\n{{newsroom}}의 지침\n", "utf-8")
    with serving(good) as server:
        edition = checked(made(server, prompts=tmp_path))
        assert server.asked == []
    note = edition.brief.made_with.usage.note
    assert "style.md" in note
    assert "newsroom" in note
    (tmp_path / "ko" / "style.md").unlink()
    (tmp_path / "ko" / "insight.md").write_text("version: 1\n\n{{newsroom}}\n", "utf-8")
    with serving(good) as server:
        assert "insight.md" in checked(made(server, prompts=tmp_path)).brief.made_with.usage.note
        assert server.asked == []


def test_a_question_too_long_for_the_model_is_put_in_parts_and_nothing_is_cut():
    def respond(asked, before):
        return good(asked) if len(lines(asked)) <= 3 else error(400, "maximum context length exceeded")

    with serving(respond) as server:
        edition = checked(made(server))
    assert "generated" in origins(edition.brief)
    asked = [lines(a) for a in server.asked]
    whole = [found for found in asked if len(found) > 3]
    shown = {text for found in asked if len(found) <= 3 for _, text in found}
    assert whole
    assert {text for found in whole for _, text in found} <= shown
    with serving(lambda a, b: error(400, "maximum context length exceeded")) as server:
        assert texts(checked(made(server))) == texts(by_rules())


def test_an_investor_reads_no_advice():
    told = "나루하역 주식은 지금이 매수 적기다."
    bull = story(
        "bull",
        article(
            "bull-1",
            "나루하역 주식 인수 물량 3000개 공개",
            f"나루하역이 13일 주식 3000개를 공개했다. {told} 나루하역은 임금 협상을 마쳤다.",
            published=at(13),
        ),
    )
    with serving(lambda a, b: says({"sentences": sentences(a, 9)})) as server:
        edition = checked(made(server, reader=INVESTOR, stories=(*STORIES, bull)))
    assert "매수 적기" not in printed(edition)
    assert edition.brief.disclaimer
