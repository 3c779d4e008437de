"""A second opinion in the whole pipeline: what the model refuses is written anew or by the rules, and it is counted."""

from __future__ import annotations

import re

from newsprism.inference.chat import ChatClient
from newsprism.inference.gate import Gate
from newsprism.pipeline.brief import BriefMaking
from newsprism.stages.compose.stage import EditionComposer, sentences_of
from newsprism.stages.rank.stage import InterestRanker
from newsprism.stages.verify.opinion import SecondOpinion
from newsprism.stages.verify.stage import EditionVerifier
from newsprism.stages.write.stage import ExtractiveWriter
from tests.inference.serving import error, good, says, serving
from tests.making import SUNDAY
from tests.pipeline.generating import QUICK, Week, checked, writer
from tests.pipeline.standins import Quiet
from tests.stages.write.newsroom import SKIPPER, analyser

NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


def made(server, written=None):
    opinion = SecondOpinion(ChatClient(server.url, "naru-1", "", QUICK, Gate(8)))
    written = written or writer(server)
    making = BriefMaking(InterestRanker(), written, EditionComposer(), EditionVerifier(opinion=opinion), Quiet())
    return making.make(Week(), SKIPPER, "weekly", SUNDAY)


def judging(refuses, seen):
    def respond(asked, before):
        if asked.get("response_format", {}).get("json_schema", {}).get("name") != "verdicts":
            return good(asked)
        told = NUMBERED.findall(asked["messages"][0]["content"])
        seen.extend(text for _, text in told)
        found = [{"number": int(n), "supported": not refuses(text), "why": "주체가 다름"} for n, text in told]
        return says({"verdicts": found})

    return respond


def test_what_the_second_opinion_refuses_is_not_a_sentence_of_the_model():
    seen = []
    with serving(judging(lambda text: "%" in text, seen)) as server:
        edition = checked(made(server))
    refused = {text for text in seen if "%" in text}
    assert refused
    kept = {s.text for s in sentences_of(edition.brief) if s.origin == "generated"}
    assert kept
    assert not refused & kept
    dropped = {d.text: d.reason for d in edition.brief.verification.dropped}
    assert refused <= set(dropped)
    assert any(reason == "meaning: 두 번째 의견: 주체가 다름" for reason in dropped.values())
    assert edition.brief.made_with.usage.calls == len(server.asked)


def test_only_what_a_model_wrote_is_asked_about_and_once():
    seen = []
    with serving(judging(lambda text: False, seen)) as server:
        brief = checked(made(server)).brief
    assert len(seen) == len(set(seen))
    assert {s.text for s in sentences_of(brief) if s.origin == "generated"} <= set(seen)


def test_an_edition_by_rules_asks_nothing():
    with serving(good) as server:
        edition = made(server, ExtractiveWriter(analyser()))
        assert server.asked == []
    assert edition.brief.made_with.usage is None


def test_an_opinion_that_cannot_be_had_is_told_and_the_edition_comes_out():
    def respond(asked, before):
        return error(500) if "supported" in str(asked["messages"]) else good(asked)

    with serving(respond) as server:
        brief = checked(made(server)).brief
    assert brief.ai_generated
    assert "두 번째 의견을 얻지 못한 문장이 있습니다" in brief.made_with.usage.note
