"""What many readers get at once is what each would get alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from newsprism.stages.rank.crowd import NOBODY, choose, scores
from newsprism.stages.rank.stage import InterestRanker, Options
from newsprism.stages.rank.taste import Taste
from newsprism.types.history import Feedback, History
from tests.making import PORTS, SCHOOLS, WEEK, at, reader
from tests.stages.rank.test_stage import about

LESSON = "다온대는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다. 강좌는 다음 달 1일 시작한다."
PLACES = ["나루항", "북항", "가람", "동해", "남항", "서해", "다온", "새온"]
WHO = reader(topics=((PORTS, 0.9), (SCHOOLS, 0.7)))
STORIES = [
    *(about(f"p{i}", f"{place} 부두 {act}", day=9 + i % 6) for i, (place, act) in enumerate(
        zip(PLACES, ["개장", "준설", "확장", "화재", "감사", "매각", "임대", "봉쇄"], strict=True))),
    *(about(f"s{i}", f"{place} 대학 {act}", day=9 + i % 5, text=LESSON) for i, (place, act) in enumerate(
        zip(PLACES, ["강좌", "통합", "이전", "증원", "축제", "개교", "입시", "기숙사"], strict=True))),
]  # fmt: skip


def histories(count):
    rng = random.Random(5)
    names = ["topic:ports", "topic:schools", *(f"word:{place}" for place in PLACES), "word:강좌", "word:화재"]
    for n in range(count):
        told = [
            Feedback(
                f"x{n}-{i}", None, rng.choice(["more", "less", "opened"]), at(3 + i), "앞선 소식",
                frozenset(rng.sample(names, 3)),
            )
            for i in range(rng.randrange(4))
        ]  # fmt: skip
        yield History(tuple(told))


def test_a_crowd_gets_what_each_would_get_alone():
    ranker = InterestRanker(Options(budget=0.0))
    pool = ranker.pool(STORIES, WHO, WEEK)
    people = list(histories(40))
    tastes = np.array([Taste.of(h.feedback, at(15, 0)).weights(pool.names) for h in people])
    for row, history in zip(choose(pool, tastes, 6).tolist(), people, strict=True):
        alone = ranker.rank(STORIES, WHO, WEEK, 6, history)
        score = {r.story.id: r.score for r in (*alone.selected, *(d.item for d in alone.not_selected))}
        # Two that differ in the last digit may change places: the product is made of shorter numbers.
        got = [score[pool.candidates[i].id] for i in row if i != NOBODY]
        assert got == pytest.approx([r.score for r in alone.selected], abs=1e-6)


def test_what_nobody_may_get_leaves_places_empty():
    pool = InterestRanker().pool(STORIES[:2], WHO, WEEK)
    got = choose(pool, np.zeros((3, len(pool.names)), np.float32), 6)
    assert (got[:, 2:] == NOBODY).all()
    assert (got[:, :2] != NOBODY).all()


@pytest.mark.parametrize("readers", [0, 1, 7])
def test_there_is_a_row_for_each_reader(readers):
    pool = InterestRanker().pool(STORIES, WHO, WEEK)
    assert choose(pool, np.zeros((readers, len(pool.names)), np.float32), 6).shape == (readers, 6)


def test_no_stories_give_no_picks():
    pool = InterestRanker().pool([], WHO, WEEK)
    assert (choose(pool, np.zeros((2, 0), np.float32), 6) == NOBODY).all()


def test_a_taste_moves_scores_and_what_is_out_of_reach_stays_out():
    pool = InterestRanker().pool(STORIES, WHO, WEEK)
    tastes = np.zeros((2, len(pool.names)), np.float32)
    tastes[1, pool.names.index("topic:schools")] = 3.0
    found = scores(pool, tastes)
    schools = [i for i, c in enumerate(pool.candidates) if c.id.startswith("s")]
    assert (found[1, schools] > found[0, schools]).all()
    others = [i for i in range(len(pool.candidates)) if i not in schools]
    assert np.array_equal(found[0, others], found[1, others])


def test_a_firm_has_one_pick_in_a_field_for_a_crowd_as_well():
    firm = [about("f0", "누리해운, 북항 부두 임대", day=10), about("f1", "누리해운 노조, 하역 거부 예고", day=12)]
    ranker = InterestRanker(Options(budget=0.0))
    pool = ranker.pool([*STORIES[:3], *firm], WHO, WEEK)
    (row,) = choose(pool, np.zeros((1, len(pool.names)), np.float32), 6).tolist()
    alone = ranker.rank([*STORIES[:3], *firm], WHO, WEEK, 6)
    got = [pool.candidates[i].id for i in row if i != NOBODY]
    assert sorted(got) == sorted(r.story.id for r in alone.selected)
    assert len(set(got) & {"f0", "f1"}) == 1


def test_of_the_sessions_of_a_market_a_crowd_gets_the_one_that_each_would_get():
    titles = [
        "코스피, 북항 부두 하역주 강세에 상승 출발",
        "코스피 약세 마감…북항 하역주",
        "코스피 보합 마감, 북항 부두 하역주 강세",
    ]
    sessions = [about(f"k{i}", title, day=9 + i // 2) for i, title in enumerate(titles)]
    ranker = InterestRanker(Options(budget=0.0))
    # Of a whole week one day of a market tells little.
    days = replace(WEEK, end=WEEK.start + timedelta(days=3))
    pool = ranker.pool([*STORIES, *sessions], WHO, days)
    (row,) = choose(pool, np.zeros((1, len(pool.names)), np.float32), 6).tolist()
    alone = ranker.rank([*STORIES, *sessions], WHO, days, 6)
    assert {pool.candidates[i].id for i in row if i != NOBODY} == {r.story.id for r in alone.selected}
    assert len({r.story.id for r in alone.selected} & {"k0", "k1", "k2"}) == 1


def test_a_crowd_gets_the_outcome_of_a_matter_in_place_of_its_steps():
    offer = about(
        "offer",
        "나루항 부두 하역 임대료 4차 수정안 제시",
        day=10,
        text="나루항 부두 임대료를 12% 올리자는 수정안이 10일 나왔다. 하역사는 300억 원을 더 내야 한다고 했다.",
    )
    final = about("final", "나루항 부두 임대료 확정…8% 인상", day=12, text="나루항 부두 임대료가 12일 8% 올랐다.")
    tied = [replace(story, thread_id="t1") for story in (offer, final)]
    pool = InterestRanker().pool(tied, WHO, WEEK)
    got = choose(pool, np.zeros((1, len(pool.names)), np.float32), 6)[0]
    assert [pool.candidates[i].id for i in got if i != NOBODY] == ["final"]
