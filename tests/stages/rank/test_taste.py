"""Tastes of simulated readers, who say and open things in an order and at times of their own."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.rank.explore import explore
from newsprism.stages.rank.taste import SAID, Options, Taste
from newsprism.stages.rank.traits import traits, traits_of
from newsprism.types.history import Feedback
from newsprism.types.reader import TopicId
from newsprism.types.story import StoryId
from tests.making import article, reader, story

NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TRADE = ("topic:trade", "word:관세")
LABOR = ("topic:labor", "word:교섭")


def told(attitude, names, days=1.0, story_id=None, seconds=None):
    """What a reader said or did `days` ago of a story of its own."""
    story_id = story_id or f"{attitude}-{days}-{'-'.join(sorted(names))}"
    return Feedback(
        StoryId(story_id), None, attitude, NOW - days * DAY, "가람 소식", frozenset(names), frozenset(), seconds
    )


def several(attitude, names, count, since=10.0, seconds=None):
    return [told(attitude, names, since - 0.01 * n, f"{attitude}{since}{n}", seconds) for n in range(count)]


def taste(*feedback, at=NOW, **options):
    return Taste.of(feedback, at, Options(**options))


# ---------------------------------------------------------------- what is learned


def test_of_a_reader_who_said_nothing_nothing_is_known():
    empty = taste()
    assert empty.value(TRADE) == 0.0
    assert empty.uncertainty(TRADE) == empty.uncertainty(()) == 1.0
    assert empty.reasons() == ()
    assert empty.weights(TRADE).tolist() == [0.0, 0.0]


def test_ten_times_more_of_a_topic_lifts_it_and_leaves_others_alone():
    values = [taste(*several("more", TRADE, count)).value(TRADE) for count in range(11)]
    assert values == sorted(values)
    assert values[1] > 0.15
    assert values[10] > 0.6
    assert taste(*several("more", TRADE, 10)).value(LABOR) == 0.0


def test_less_lets_it_fall_and_says_more_against_a_settled_taste_than_without_one():
    liked = several("more", TRADE, 10)
    after = taste(*liked, told("less", TRADE))
    assert after.value(TRADE) < taste(*liked).value(TRADE)
    assert taste(told("less", TRADE)).value(TRADE) < -0.15
    assert taste(*liked, *several("less", TRADE, 10, since=2.0)).value(TRADE) < 0.1


def test_taking_the_last_word_back_gives_the_taste_of_before():
    liked = several("more", TRADE, 4)
    before = taste(*liked)
    feedback = [*liked, told("less", TRADE)]
    assert taste(*feedback).value(TRADE) < before.value(TRADE)
    assert taste(*feedback[:-1]).weights(TRADE).tolist() == before.weights(TRADE).tolist()


def test_what_is_told_of_one_story_teaches_its_topic_more_than_the_words_of_its_headline():
    topic, word = taste(told("more", TRADE)).weights(TRADE)
    assert topic > 3 * word > 0


def test_blame_is_shared_with_what_is_known_already():
    """Somebody who likes the topic and turns a story down means what is new in the story."""
    known = taste(*several("more", ["topic:trade"], 10), told("less", ["topic:trade", "company:나루전자"]))
    assert known.value(["company:나루전자"]) < -0.2
    assert known.value(["topic:trade"]) > 0.3


def test_a_taste_is_found_again_from_what_a_simulated_reader_opens():
    chance = random.Random(7)
    likes = {"topic:a": 2.0, "topic:b": -2.0, "topic:c": 0.0, "company:x": 1.5, "company:y": -1.5}
    feedback = []
    for n in range(400):
        names = [chance.choice(["topic:a", "topic:b", "topic:c"]), chance.choice(["company:x", "company:y"])]
        wanted = 1 / (1 + math.exp(-sum(likes[name] for name in names)))
        attitude = "more" if chance.random() < wanted else "less"
        feedback.append(told(attitude, names, 20 - n * 0.02, f"s{n}"))
    found = Taste.of(feedback, NOW)
    learned = dict(zip(likes, found.weights(list(likes)).tolist(), strict=True))
    assert learned["topic:b"] < -1 < learned["topic:c"] < 1 < learned["topic:a"]
    assert learned["company:y"] < -1 < 1 < learned["company:x"]
    assert found.value(["topic:a", "company:x"]) > 0.8
    assert found.value(["topic:b", "company:y"]) < -0.8


# ---------------------------------------------------------------- events


def test_what_is_said_counts_more_than_what_is_done_and_long_reading_more_than_short():
    values = {
        name: taste(told(attitude, TRADE, seconds=seconds)).value(TRADE)
        for name, attitude, seconds in (
            ("more", "more", None), ("long", "read", 600.0), ("minute", "read", 60.0), ("opened", "opened", None),
            ("glance", "read", 3.0), ("less", "less", None), ("block", "block", None), ("mute", "mute", None),
        )
    }  # fmt: skip
    order = ["more", "long", "minute", "opened", "glance", "mute", "block", "less"]
    assert [name for name, _ in sorted(values.items(), key=lambda pair: -pair[1])] == order
    assert values["glance"] > 0 > values["mute"]


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -5.0, 1e300, None])
def test_a_reading_time_that_cannot_be_true_counts_within_bounds(seconds):
    value = taste(told("read", TRADE, seconds=seconds)).value(TRADE)
    assert 0.0 <= value <= taste(told("read", TRADE, seconds=1800.0)).value(TRADE)


def test_opening_and_reading_one_story_again_and_again_counts_once():
    once = [told("read", TRADE, 2, "s", 120.0)]
    again = [told("opened", TRADE, 3 - 0.01 * n, "s") for n in range(50)] + once
    assert taste(*again).value(TRADE) == pytest.approx(taste(*once).value(TRADE), rel=0.1)


def test_of_what_was_said_of_one_story_the_last_stands():
    assert taste(told("less", TRADE, 3, "s"), told("more", TRADE, 2, "s")).value(TRADE) == taste(
        told("more", TRADE, 2, "s")
    ).value(TRADE)


def test_whoever_opens_everything_is_not_taken_to_like_everything_ever_more():
    topics = [f"topic:{n}" for n in range(20)]
    opened = taste(*(told("opened", [topics[n % 20]], 5 - n * 0.01, f"s{n}") for n in range(200)))
    said = taste(*(told("more", [topics[n % 20]], 5 - n * 0.01, f"s{n}") for n in range(200)))
    assert max(opened.value([t]) for t in topics) < 0.35
    assert min(said.value([t]) for t in topics) > 0.5


# ---------------------------------------------------------------- time


def test_old_tastes_fade_towards_the_type_and_recent_ones_stay():
    liked = several("more", TRADE, 5, since=1.0)
    values = [Taste.of(liked, NOW + later * DAY).value(TRADE) for later in (0, 30, 60, 120, 360, 3600)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.5
    assert values[2] > 0.5 * values[0] > 0.5 * values[3] > values[4]
    assert values[-1] < 1e-6
    known = [Taste.of(liked, NOW + later * DAY).uncertainty(TRADE) for later in (0, 60, 3600)]
    assert known == sorted(known)
    assert known[-1] == pytest.approx(1.0)


def test_of_far_apart_events_the_later_one_decides_and_close_ones_weigh_alike():
    changed = taste(told("more", TRADE, 200), told("less", TRADE, 1)).value(TRADE)
    turned = taste(told("less", TRADE, 200), told("more", TRADE, 1)).value(TRADE)
    assert changed < -0.1
    assert turned > 0.1
    assert changed == pytest.approx(-turned)
    near = taste(told("more", TRADE, 1.01), told("less", TRADE, 1.0)).value(TRADE)
    assert abs(near) < 0.2


def test_a_taste_is_of_its_moment_whatever_came_later_and_in_whatever_order_it_is_told():
    early, late = several("more", TRADE, 3, since=50), several("less", TRADE, 5, since=5)
    then = NOW - 20 * DAY
    assert Taste.of([*late, *early], then).value(TRADE) == Taste.of(early, then).value(TRADE) > 0
    assert taste(*late, *early).weights(TRADE).tolist() == taste(*early, *late).weights(TRADE).tolist()


def test_the_same_feedback_gives_the_same_taste_in_every_process():
    program = (
        "from tests.stages.rank.test_taste import *\n"
        "names = [f'word:{n}' for n in range(12)]\n"
        "print(taste(*several('more', names, 9), *several('less', names[3:], 4, since=3.0)).weights(names).tobytes().hex())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


NAMES = st.sampled_from(["topic:a", "topic:b", "company:나루", "word:부두", "genre:opinion", "", "x:y", "topic:"])
EVENTS = st.builds(
    told,
    st.sampled_from(sorted([*SAID, "opened", "read"])),
    st.frozensets(NAMES, max_size=6),
    st.floats(-5, 4000),
    st.sampled_from(["s1", "s2", "s3", None]),
    st.none() | st.floats(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENTS, max_size=40), st.frozensets(NAMES))
def test_a_taste_never_leaves_its_bounds(feedback, asked):
    found = Taste.of(feedback, NOW)
    assert -1.0 <= found.value(asked) <= 1.0
    assert 0.0 < found.uncertainty(asked) <= 1.0 + 1e-9
    assert np.isfinite(found.weights(sorted(asked))).all()
    for clause in found.reasons(most=5):
        assert clause.endswith("습니다")


def test_a_thousand_times_the_same_stays_finite_and_leaves_room_for_the_others():
    loud = taste(*several("more", TRADE, 1000), told("more", LABOR))
    assert loud.value(TRADE) <= 1.0
    assert loud.value(LABOR) > 0.15
    assert loud.uncertainty(TRADE) < 0.5


def test_uncertainty_falls_with_what_is_told_and_only_there():
    values = [taste(*several("more", TRADE, n)).uncertainty(TRADE) for n in (0, 1, 5)]
    assert values == sorted(values, reverse=True)
    assert taste(*several("more", TRADE, 5)).uncertainty(LABOR) == 1.0
    assert taste(*several("more", TRADE, 5)).uncertainty(TRADE + LABOR) > values[-1]


# ---------------------------------------------------------------- many readers


def test_values_of_many_stories_are_one_product_of_weights():
    found = taste(*several("more", TRADE, 3), told("less", LABOR))
    names = [*TRADE, *LABOR, "company:나루전자"]
    stories = [TRADE, LABOR, (*TRADE, "company:나루전자"), ()]
    there = np.array([[name in one for name in names] for one in stories], np.float32)
    weights = found.weights(names)
    assert weights.dtype == np.float32
    assert np.tanh(there @ weights / 2) == pytest.approx([found.value(one) for one in stories], abs=1e-6)


def test_a_thousand_events_are_replayed_in_no_time():
    chance = random.Random(3)
    feedback = [
        told(chance.choice(["more", "less", "opened", "read"]),
             [f"topic:{chance.randrange(40)}", f"company:{chance.randrange(200)}",
              *(f"word:{chance.randrange(3000)}" for _ in range(8))], 200 - n * 0.2, f"s{n}", 60.0)
        for n in range(1000)
    ]  # fmt: skip
    took = []
    for _ in range(5):
        began = time.process_time()
        Taste.of(feedback, NOW)
        took.append(time.process_time() - began)
    assert min(took) < 0.2  # 0.02 to 0.05 on an idle core: a bound on growth, not on the machine


# ---------------------------------------------------------------- in words


def test_reasons_say_what_was_learned_from_what_with_the_right_particles():
    found = taste(
        *several("more", ["word:환율", "topic:fx"], 2),
        *several("opened", ["topic:chips"], 6, since=4.0),
        told("less", ["company:나루전자"]),
        told("block", ["topic:labor"]),
    )
    names = {"fx": "환율·외환", "chips": "반도체", "labor": "노사·임금"}
    assert found.reasons(["word:환율"]) == ("‘환율’ 소식을 더 보겠다고 했습니다",)
    assert found.reasons(["topic:chips"], names=names) == ("반도체 기사를 자주 열어 보았습니다",)
    assert found.reasons(["company:나루전자"]) == ("나루전자 소식은 덜 보겠다고 했습니다",)
    assert found.reasons(["topic:labor"], names=names) == ("노사·임금 소식을 막은 적이 있습니다",)
    assert found.reasons(["topic:fx", "word:환율", "company:나루전자"], most=2, names=names) == (
        "환율·외환 소식을 더 보겠다고 했습니다",
        "나루전자 소식은 덜 보겠다고 했습니다",
    )


def test_a_word_of_one_headline_is_no_taste_to_speak_of():
    found = taste(told("more", ["word:부두", "topic:ports"]))
    assert found.value(["word:부두"]) > 0
    assert found.reasons(["word:부두"]) == ()
    assert found.reasons(most=9, names={"ports": "항만"}) == ("항만 소식을 더 보겠다고 했습니다",)


def test_habits_are_never_told():
    assert all("habit" not in clause for clause in taste(*several("opened", TRADE, 30)).reasons(most=9))


# ---------------------------------------------------------------- traits


def test_traits_are_named_by_kind_and_hold_no_numbers():
    found = traits(
        [TopicId("trade")],
        ["현대자동차"],
        ["관세율", "12일", "30만", "%", "3%", "ai", "가" * 40],
        ["promotion", "news"],
    )
    assert found == {"topic:trade", "company:현대자동차", "word:관세율", "word:ai", "genre:promotion"}


def test_a_headline_without_end_gives_no_traits_without_end():
    words = ["".join(chr(0xAC00 + n * 50 + k) for k in range(2)) for n in range(200)]
    assert len(traits([], [], words)) <= 24


def test_a_story_shows_its_topics_companies_and_words():
    one = story("s1", article("a", "[단독] 삼성전자, 나루항 부두 증설", "나루항은 하역을 늘린다고 밝혔다."))
    assert {"topic:ports", "company:삼성전자", "word:부두", "word:증설"} <= traits_of(one, reader())
    assert traits_of(story("s2", article("b", "ㅋㅋ", "")), reader()) == frozenset()


# ---------------------------------------------------------------- trying


UNSURE = {StoryId(f"s{n}"): 1.0 for n in range(10)}


def test_one_story_at_most_is_tried_and_within_the_budget():
    for day in range(1, 29):
        trial = explore(UNSURE, 0.05, "kim", date(2026, 2, day))
        assert trial is not None
        assert 0.0 < trial.bonus <= 0.05


def test_the_same_edition_tries_the_same_also_when_another_story_has_left():
    trial = explore(UNSURE, 0.05, "kim", date(2026, 2, 3))
    assert trial == explore(dict(reversed(UNSURE.items())), 0.05, "kim", date(2026, 2, 3))
    left = {name: unsure for name, unsure in UNSURE.items() if trial and (name == trial.story_id or name > "s3")}
    assert explore(left, 0.05, "kim", date(2026, 2, 3)) == trial


def test_what_is_tried_differs_by_day_and_reader():
    days = {explore(UNSURE, 0.05, "kim", date(2026, 2, day)).story_id for day in range(1, 29)}
    readers = {explore(UNSURE, 0.05, f"r{n}", date(2026, 2, 1)).story_id for n in range(28)}
    assert len(days) > 4
    assert len(readers) > 4


def test_the_unknown_is_tried_more_often_than_the_known_and_the_settled_never():
    unsure = {StoryId("known"): 0.2, StoryId("new"): 1.0, StoryId("settled"): 0.0}
    tried = [explore(unsure, 0.1, f"r{n}", date(2026, 2, 1)).story_id for n in range(300)]
    assert tried.count("new") > 3 * tried.count("known") > 0
    assert "settled" not in tried


@pytest.mark.parametrize(("unsure", "budget"), [({}, 0.1), (UNSURE, 0.0), ({StoryId("s"): 0.0}, 0.1)])
def test_without_room_nothing_is_tried(unsure, budget):
    assert explore(unsure, budget, "kim", date(2026, 2, 1)) is None
