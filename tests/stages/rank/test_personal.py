"""What a reader had and said changes what is chosen for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsprism.stages.rank.personal import SWAY
from newsprism.stages.rank.stage import InterestRanker, Options
from newsprism.stages.rank.traits import traits_of
from newsprism.types.history import Feedback, History, Sent
from tests.making import PORTS, SCHOOLS, WEEK, article, at, reader, story
from tests.stages.rank.test_stage import BODY, WEEKFUL, about, chosen, filtered, rank

LESSON = "다온대는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다. 강좌는 다음 달 1일 시작한다."
BOTH = reader(topics=((PORTS, 0.8), (SCHOOLS, 0.8)))


def with_history(*stories, who=BOTH, count=6, ranker=None, feedback=(), sent=()):
    history = History(tuple(feedback), tuple(sent))
    return (ranker or InterestRanker()).rank(stories, who, WEEK, count, history)


def said(of, attitude, *, day=8, who=BOTH):
    return Feedback(
        of.id, of.thread_id, attitude, at(day), of.title, traits_of(of, who), frozenset(d.id for d in of.documents)
    )


def had(of, *, closed=12):
    issue = WEEK.end.replace(day=closed)
    return Sent(
        of.id, of.thread_id, of.title, "daily", issue, at(closed), at(closed), frozenset(d.id for d in of.documents)
    )


def signals(ranking, name):
    return {s.name: s for r in ranking.selected if r.story.id == name for s in r.signals}


def test_without_a_history_nothing_changes():
    assert with_history(*WEEKFUL) == rank(*WEEKFUL, who=BOTH)


def test_what_was_blocked_or_muted_is_filtered_with_its_reason():
    one, other = about("one", "나루항 새 부두 개장"), about("other", "북항 하역 설비 교체 착수")
    ranking = with_history(one, other, feedback=[said(one, "block"), said(other, "mute")])
    assert filtered(ranking) == {"one": "blocked", "other": "muted"}


def test_a_story_that_was_sent_is_not_sent_again():
    one = about("one", "나루항 새 부두 개장")
    assert filtered(with_history(one, sent=[had(one)])) == {"one": "already_sent"}


def test_a_story_that_was_sent_comes_again_with_its_news_and_says_so():
    before = about("one", "나루항 새 부두 개장", day=11)
    verdict = (
        "가람법원은 14일 나루항 새 부두의 운영을 멈추라고 결정했다. 상인회가 낸 가처분 신청을 받아들인 것이다. "
        "공사는 17일까지 이의를 신청할 수 있다."
    )
    later = article("later", "법원, 나루항 새 부두 운영 정지 결정", verdict, published=at(14), publisher="가람일보")
    grown = replace(before, documents=(*before.documents, later), version=2)
    ranking = with_history(grown, sent=[had(before)])
    assert chosen(ranking) == ["one"]
    pick = ranking.selected[0]
    assert pick.leads == ("later",)
    assert pick.sent == had(before)
    assert signals(ranking, "one")["novelty"].text == "지난 12일 브리핑 뒤에 새 사실이 나왔습니다"


def test_a_copy_is_no_news():
    before = about("one", "나루항 새 부두 개장", day=11)
    copy = article("copy", "나루항 새 부두 개장", BODY, published=at(14), publisher="가람일보")
    grown = replace(before, documents=(*before.documents, copy), copies=frozenset({copy.id}), version=2)
    assert filtered(with_history(grown, sent=[had(before)])) == {"one": "already_sent"}


def test_what_a_reader_wants_more_of_rises_and_what_they_want_less_of_falls():
    port = about("port", "나루항 새 부두 개장")
    school = about("school", "다온대 대학 강좌 신설", text=LESSON)
    told = [
        about(f"t{i}", f"{name} 대학 강좌 개설", day=4, text=LESSON) for i, name in enumerate(["가람", "동해", "새온"])
    ]
    fond = with_history(port, school, feedback=[said(s, "more", day=5) for s in told])
    averse = with_history(port, school, feedback=[said(s, "less", day=5) for s in told])
    assert chosen(fond)[0] == "school"
    assert "school" not in chosen(averse)[:1]
    plain = {r.story.id: r.score for r in rank(port, school, who=BOTH).selected}
    score = {r.story.id: r.score for r in fond.selected}
    assert score["school"] > plain["school"]
    assert "더 보겠다고" in signals(fond, "school")["taste"].text


def test_a_taste_moves_the_relevance_by_no_more_than_its_bound():
    school = about("school", "다온대 대학 강좌 신설", text=LESSON)
    told = [about(f"t{i}", "가람 대학 강좌 개설", day=4, text=LESSON) for i in range(50)]
    plain = signals(with_history(school), "school")["relevance"].value
    fond = signals(with_history(school, feedback=[said(s, "more", day=5) for s in told]), "school")["relevance"].value
    assert plain < fond <= plain + SWAY


def test_what_everybody_prints_does_not_drown_what_concerns_the_reader():
    crowd = story(
        "crowd",
        *(
            article(f"c{i}", "다온대 강좌 개설", LESSON, published=at(10 + i % 4), publisher=f"매체{i}")
            for i in range(20)
        ),
    )
    ranking = rank(crowd, about("mine", "나루항 새 부두 하역 개장"), who=reader(topics=((PORTS, 1.0), (SCHOOLS, 0.3))))
    assert chosen(ranking)[0] == "mine"


@pytest.mark.parametrize("day", range(9, 15))
def test_at_most_one_pick_moves_by_being_tried_and_it_is_said(day):
    stories = [
        *(about(f"p{i}", f"{n} 부두 {a}", day=day) for i, (n, a) in enumerate(
            zip(["나루항", "북항", "가람", "동해", "남항", "서해"], ["개장", "준설", "확장", "화재", "감사", "매각"], strict=True))),
        *(about(f"s{i}", f"{n} 대학 {a}", day=day, text=LESSON) for i, (n, a) in enumerate(
            zip(["다온", "새온", "한빛", "샛별"], ["강좌", "통합", "이전", "증원"], strict=True))),
    ]  # fmt: skip
    liked = [said(about(f"t{i}", "가람 대학 강좌 개설", day=4, text=LESSON), "opened", day=5) for i in range(3)]
    tried = with_history(*stories, count=4, feedback=liked)
    plain = with_history(*stories, count=4, feedback=liked, ranker=InterestRanker(Options(budget=0.0)))
    moved = set(chosen(tried)) - set(chosen(plain))
    assert len(moved) <= 1
    told = {r.story.id for r in tried.selected for s in r.signals if s.name == "exploration"}
    assert told == moved


def test_some_readers_are_shown_something_on_trial():
    stories = [
        about(f"p{i}", f"{n} 부두 {a}") for i, (n, a) in enumerate(
            zip(["나루항", "북항", "가람", "동해", "남항", "서해"], ["개장", "준설", "확장", "화재", "감사", "매각"], strict=True))
    ]  # fmt: skip
    liked = [said(about("t", "가람 대학 강좌 개설", day=4, text=LESSON), "opened", day=5)]

    def tried(who):
        ranking = with_history(*stories, who=who, count=3, feedback=liked)
        return [s.text for r in ranking.selected for s in r.signals if s.name == "exploration"]

    told = [tried(replace(BOTH, id=f"p{n}")) for n in range(12)]
    assert any(told)
    assert all(len(texts) <= 1 for texts in told)
