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


def test_a_strategy_point_tells_facts_and_then_what_to_check():
    points = strategy(desk())
    assert points
    for point in points:
        *facts, last = point.sentences
        lens = next(lens for lens in SKIPPER.lenses if point.name.startswith(lens.strategy))
        assert point.name == f"{lens.strategy} {SKIPPER.headings.strategy_suffix}"
        assert facts
        assert all(s.origin == "extracted" and s.citations for s in facts)
        assert last.origin == "composed"
        assert last.figures[0].value == lens.question
        assert {c.document_id for c in last.citations} <= {c.document_id for s in facts for c in s.citations}


def test_a_point_with_a_day_to_come_goes_before_one_of_a_nearer_topic_without():
    undated = story(
        "now",
        article(
            "now-1", "나루항 물동량", "해양수산부는 10일 나루항 부두의 물동량이 4% 늘었다고 집계했다.", published=at(10)
        ),
    )
    dated = story(
        "due",
        article(
            "due-1",
            "임금 교섭",
            "고용노동부는 임금 협상과 노사 교섭의 새 지침을 4월 2일부터 모든 사업장에 시행한다.",
            published=at(11),
        ),
    )
    points = strategy(desk([ranked(undated, PORTS), ranked(dated, WAGES)], ()))
    assert points[0].name == "임금 교섭 전략"
    assert points[0].sentences[-1].text.startswith("4월 2일에 앞서")


def test_no_two_points_stand_on_the_day_of_one_story():
    one = story(
        "both",
        article(
            "both-1",
            "부두 임금 지침",
            "해양수산부는 부두 임금 지침을 4월 2일부터 모든 하역 회사에 시행한다. 고용노동부는 나루항 부두의 임금 점검을 4월 9일에 시작한다.",
            published=at(11),
        ),
    )
    points = strategy(desk([ranked(one, PORTS, WAGES)], ()))
    days = [f.value for p in points for f in p.sentences[-1].figures if f.name == "next_day"]
    assert len([d for d in days if d.startswith("2026-04")]) <= 1


def test_a_point_does_not_tell_the_news_of_a_pick_once_more():
    again = "해양수산부는 나루항 부두 사용료를 12% 올린다."
    more = "해양수산부는 나루항 부두 사용료를 올린 뒤 작은 선사 30곳에 9억 원을 지원한다."
    first = article("a", "해양수산부, 나루항 부두 사용료 12% 인상", f"{again} 배는 늘고 있다.", published=at(11))
    other = article("b", "나루항 부두 사용료 12% 오른다", f"{again} {more}", published=at(11), publisher="바다신문")
    table = desk([ranked(story("one", first, other), PORTS)], ())
    said = [s.text for p in strategy(table) for s in p.sentences if s.origin == "extracted"]
    assert said == [more]


def test_strategy_points_are_as_many_as_asked_distinct_and_proved():
    points = strategy(desk())
    assert 2 <= len(points) <= 3
    assert len({p.name for p in points}) == len(points)
    assert len(strategy(desk(), 1)) == 1
    said = [s for p in points for s in p.sentences]
    assert len(set(texts(said))) == len(said)
    assert unproved(said, documents(*PICKS, *desk().background)) == []


def test_what_a_point_says_speaks_of_its_lens():
    table = desk()
    words = {
        lens.strategy: (*lens.cues, *(w for t, _ in SKIPPER.interests.topics if t.id == lens.topic for w in t.terms))
        for lens in SKIPPER.lenses
    }
    points = strategy(table)
    assert points
    for point in points:
        for sentence in point.sentences[:-1]:
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


@pytest.mark.parametrize(
    "before",
    [
        "나루항만공사는 지난해 11월 해운사 스무 곳에 선석 사용료를 84만 원에서 94만 원으로 올린다고 통보했다.",
        "나루항만공사는 9일 해운사 스무 곳에 선석 사용료를 84만 원에서 94만 원으로 올린다고 통보했다.",
    ],
)
def test_the_way_to_the_news_is_no_insight(before):
    text = (
        f"나루항만공사가 13일 선석 사용료를 7월부터 12% 올린다고 밝혔다. {before} "
        "작은 배는 내년 말까지 30%를 깎아 주고 밤에 대는 배는 절반을 낸다."
    )
    pick = ranked(story("fee", article("fee-1", "나루항 선석 사용료 12% 오른다", text, published=at(13))), PORTS)
    told = insight(desk([pick], ()), pick, pick.story.documents[0])
    assert any("절반" in s.text for s in told)
    assert not any("통보" in s.text for s in told)
