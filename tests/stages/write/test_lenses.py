"""인사이트 and 전략 포인트 answer the questions that this reader asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsprism.stages.write.desk import answering, lens_for
from newsprism.stages.write.lenses import insight, strategy
from newsprism.text.ko.cues import kinds
from tests.making import PORTS, WEEK, article, at, story
from tests.stages.write.newsroom import PICKS, RATES, SKIPPER, WAGES, desk, documents, material, ranked, texts, unproved

LENSES = {lens.topic: lens for lens in SKIPPER.lenses}


def insights(**changes):
    table = desk(**changes)
    return [insight(table, pick, pick.story.documents[0]) for pick in table.selected]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_insight_holds_a_sentence_of_the_kind_that_the_lens_asks_for(place):
    lens = LENSES[PICKS[place].topics[0]]
    told = insights()[place]
    assert told
    assert any(kinds(s.text) & set(lens.answers) or any(cue in s.text for cue in lens.cues) for s in told)


def test_an_insight_comes_from_the_story_and_its_thread():
    later = story(
        "later",
        article("later-1", "선석 배정 기한", "해양수산부는 선석 사용료를 4월 30일까지 받는다.", published=at(13)),
        thread="t",
    )
    pick = ranked(replace(PICKS[0].story, thread_id="t"), PORTS)
    table = desk([pick], (), siblings=[later])
    told = insight(table, pick, pick.story.documents[0])
    assert {c.document_id for s in told for c in s.citations} <= {d.id for d in documents(pick, later)}


def test_insights_keep_to_their_room_and_are_proved():
    told = insights()
    assert all(told)
    for sentences in told:
        assert len(sentences) <= 2
        assert sum(map(len, texts(sentences))) + len(sentences) - 1 <= 100
    assert unproved([s for one in told for s in one], documents(*PICKS)) == []


def test_an_answer_is_worth_more_than_a_sentence_that_answers_nothing():
    found = material(
        article(
            "a",
            "나루항 소식",
            "해양수산부는 선석 신청을 4월 20일까지 받는다. 나루항만공사는 부두의 이름을 정했다.",
            published=at(12),
        )
    ).candidates
    answer, other = found
    score = answering(LENSES[PORTS.id], WEEK)
    assert score(answer) > score(other) > 0
    nobody = answering(None, WEEK)
    assert nobody(other) > 0


def test_the_lens_is_that_of_the_strongest_topic_and_else_that_of_the_text():
    assert lens_for(SKIPPER, [WAGES.id, PORTS.id], "") is LENSES[WAGES.id]
    assert lens_for(SKIPPER, [], "새 선석과 선석 사용료") is LENSES[PORTS.id]
    assert lens_for(SKIPPER, [], "날씨가 맑다") is None


def test_a_strategy_point_begins_with_the_question_of_its_lens():
    questions = {f"{lens.question.removesuffix('가')}지 살필 때다.": lens for lens in SKIPPER.lenses}
    points = strategy(desk())
    assert points
    for point in points:
        first, *rest = point.sentences
        lens = questions[first.text]
        assert point.name == f"{lens.strategy} {SKIPPER.headings.strategy_suffix}"
        assert first.origin == "composed"
        assert [f.value for f in first.figures] == [lens.question]
        assert rest
        assert all(s.origin == "extracted" and s.citations for s in rest)


def test_strategy_points_are_as_many_as_asked_distinct_and_proved():
    points = strategy(desk())
    assert 2 <= len(points) <= 3
    assert len({p.name for p in points}) == len(points)
    assert len(strategy(desk(), 1)) == 1
    said = [s for p in points for s in p.sentences]
    assert len(set(texts(said))) == len(said)
    assert unproved(said, documents(*PICKS, *desk().background)) == []


def test_what_a_point_says_speaks_of_its_lens_and_names_somebody():
    table = desk()
    named = {c.text for m in table.material.values() for c in m.candidates if c.named}
    words = {
        lens.strategy: (*lens.cues, *(w for t, _ in SKIPPER.interests.topics if t.id == lens.topic for w in t.terms))
        for lens in SKIPPER.lenses
    }
    for point in strategy(table):
        for sentence in point.sentences[1:]:
            assert sentence.text in named
            assert any(word in sentence.text for word in words[point.name.removesuffix(" 전략")])


def test_a_reader_without_lenses_gets_no_strategy_and_still_an_insight():
    plain = replace(SKIPPER, lenses=())
    assert strategy(desk(reader=plain)) == ()
    assert all(insights(reader=plain))


def test_a_point_is_left_out_when_the_sources_answer_nothing():
    bare = ranked(
        story("bare", article("bare-1", "은행 소식", "솔빛은행이 새 간판을 달았다.", published=at(11))), RATES
    )
    assert strategy(desk([bare], ())) == ()


def test_a_stale_announcement_answers_nothing():
    text = "해양수산부는 오는 13일 선석 사용료 12% 인상을 확정한다."
    fresh = text.replace("오는 13일", "오는 20일")
    for said, printed in ((text, False), (fresh, True)):
        pick = ranked(
            story("one", article("one-1", "선석 사용료", f"{said} 항만 회사들이 회의를 열었다.", published=at(12))),
            PORTS,
        )
        table = desk([pick], ())
        told = [*insight(table, pick, pick.story.documents[0]), *(s for p in strategy(table) for s in p.sentences)]
        assert (said in texts(told)) is printed
