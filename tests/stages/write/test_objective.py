"""A slot is filled with what is worth most, never beyond its room, never with what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.figures import new_figures
from newsprism.stages.write.objective import (
    Slot,
    Taken,
    clashes,
    fit,
    informative,
    opening,
    reading_order,
    summarise,
)
from newsprism.types.story import StoryId
from tests.making import article, at
from tests.stages.write.newsroom import PICKS, PIER, desk, material, texts


def candidate(number: int, words: str, *, length: int = 40, story: str = "one", **changes) -> Candidate:
    """A sentence of `length` characters that says `words`."""
    text = f"{number}번 문장 {words} "
    made = Candidate(
        story_id=StoryId(story),
        document=article(f"doc-{story}", published=at(12)),
        day=None,
        start=number * 100,
        end=number * 100 + length,
        rank=number,
        text=(text + "가" * length)[: length - 1] + ".",
        words=frozenset(words.split()),
        kinds=frozenset(),
        figures=frozenset(),
        has_date=False,
        named=False,
        due=None,
        quoted=False,
        rules=(),
        centrality=0.5,
        told=0.0,
        agreed=1.0,
        lead=True,
    )
    return replace(made, **changes)


def flat(_: Candidate) -> float:
    return 1.0


def length_of(chosen) -> int:
    return sum(len(c.text) + 1 for c in chosen) - 1


WORDS = st.lists(
    st.sampled_from("부두 선석 임금 금리 대학 공장 배 물량 한도 정원 강좌 파업".split()), min_size=1, max_size=6
)
POOL = st.lists(
    st.tuples(
        st.integers(0, 12), WORDS, st.integers(16, 120), st.sampled_from(["one", "two", "three"]), st.floats(0.0, 3.0)
    ),
    max_size=14,
)
SLOTS = st.builds(
    Slot, st.integers(0, 150), st.integers(30, 280), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3)
)


@settings(max_examples=60, deadline=None)
@given(POOL, SLOTS, st.sets(st.integers(0, 13), max_size=4))
def test_a_slot_is_never_overfilled_and_never_repeats(pool, slot, gone):
    found = [candidate(n, " ".join(w), length=size, story=name, centrality=v) for n, w, size, name, v in pool]
    said = [c for i, c in enumerate(found) if i in gone]
    taken = Taken(frozenset(c.text for c in said[:1]))
    taken.take(said[1:])
    chosen = fit(found, slot, taken, lambda c: c.centrality)
    assert length_of(chosen) <= slot.most
    assert len(chosen) <= slot.count
    assert len({c.source for c in chosen}) == len(chosen)
    assert max((sum(o.story_id == c.story_id for o in chosen) for c in chosen), default=0) <= slot.per_story
    assert all(taken.free(c) for c in chosen)
    assert list(chosen) == sorted(chosen, key=reading_order)


def test_nothing_is_chosen_when_nothing_fits():
    assert fit([candidate(1, "부두 선석 사용료", length=90)], Slot(20, 80, 1, 2), Taken(), flat) == ()
    assert fit([], Slot(20, 80, 1, 2), Taken(), flat) == ()


def test_what_is_worth_more_is_chosen():
    pool = [candidate(n, f"부두{n} 선석{n} 물량{n}") for n in range(6)]
    (best,) = fit(pool, Slot(10, 60, 1, 1), Taken(), lambda c: float(c.rank == 4) + 0.1)
    assert best.rank == 4


def test_a_short_slot_is_filled_rather_than_left_with_one_sentence():
    pool = [candidate(n, f"부두{n} 선석{n} 물량{n}") for n in range(3)]
    chosen = fit(pool, Slot(100, 130, 2, 3), Taken(), flat)
    assert len(chosen) == 3
    assert 100 <= length_of(chosen) <= 130


def test_words_are_covered_once():
    same = [candidate(n, "부두 선석 사용료 인상") for n in range(3)]
    other = candidate(9, "임금 노사 파업 투표", centrality=0.4)
    chosen = fit([*same, other], Slot(60, 90, 2, 2), Taken(), lambda c: c.centrality)
    assert {c.rank for c in chosen} == {0, 9}


def test_what_the_edition_says_is_not_said_in_other_words():
    taken = Taken()
    taken.take([candidate(1, "부두 선석 사용료 인상")])
    assert not taken.free(candidate(2, "부두 선석 사용료 인상 승인"))
    assert not taken.free(candidate(1, "전혀 다른 말"))
    assert taken.free(candidate(3, "임금 노사 파업 투표"))


def test_a_refused_form_gives_way_to_another_form_of_the_sentence():
    long = candidate(1, "부두 선석 사용료", length=60)
    short = replace(long, text=long.text[:40] + ".", rules=("parenthesis",))
    assert fit([long, short], Slot(20, 90, 1, 1), Taken(frozenset({long.text})), flat) == (short,)
    assert fit([long, short], Slot(20, 90, 1, 1), Taken(frozenset({long.text, short.text})), flat) == ()


def test_order_is_lead_report_then_time_then_place():
    late = candidate(1, "부두", document=article("late", published=at(13)), lead=False)
    early = candidate(5, "선석", document=article("early", published=at(9)), lead=False)
    lead = candidate(7, "임금", document=article("lead", published=at(12)))
    before = candidate(3, "금리", document=article("lead", published=at(12)))
    assert sorted([late, early, lead, before], key=reading_order) == [before, lead, early, late]
    ago = replace(before, text="공사는 지난해 8월 사용료를 올린 바 있다.")
    assert sorted([lead, ago, late], key=reading_order) == [lead, late, ago]


@pytest.mark.parametrize(
    "better",
    [
        {"rank": 0},
        {"named": True},
        {"has_date": True},
        {"figures": frozenset({"12%"})},
        {"centrality": 0.9},
        {"kinds": frozenset({"decision"})},
    ],
)
def test_news_is_early_central_named_dated_and_counted(better):
    plain = candidate(6, "부두 선석 사용료", agreed=0.5, lead=False)
    assert informative(replace(plain, **better)) > informative(plain)


def test_a_quotation_and_a_lone_number_are_worth_less():
    plain = candidate(2, "부두 선석 사용료")
    assert informative(replace(plain, quoted=True)) < informative(plain)
    assert informative(replace(plain, agreed=0.0)) < informative(plain)
    assert opening(replace(plain, told=1.0)) > opening(plain)


def made() -> tuple[Candidate, ...]:
    return material(*PIER.documents).candidates


def test_the_lead_baseline_takes_the_first_sentences_of_the_lead_report():
    chosen = summarise(made(), Slot(100, 282, 3, 3), Taken(), "lead3")
    assert [(c.lead, c.rank) for c in chosen] == [(True, 0), (True, 1), (True, 2)]


def test_textrank_takes_what_most_sentences_speak_of():
    text = (
        "교육부는 대학 강좌를 4월에 연다. 나루항만공사가 선석 사용료를 12% 올린다. 선석 사용료 인상은 나루항만공사가 7월에 시작한다. "
        "하역 회사들은 선석 사용료 인상에 맞서 나루항만공사를 찾았다."
    )
    chosen = summarise(material(article("a", "항만", text)).candidates, Slot(20, 60, 1, 1), Taken(), "textrank")
    assert len(chosen) == 1
    assert "사용료" in chosen[0].text


def test_a_summary_begins_with_what_the_headline_announces():
    text = (
        "나루항 앞바다에는 12일 아침 안개가 짙게 끼었다. 해양수산부가 나루항 새 부두를 6월에 개장한다. "
        "새 부두에는 선석 4곳이 생긴다. 공사에는 3200억 원이 들어갔다."
    )
    found = material(article("a", "해양수산부, 나루항 새 부두 6월 개장", text)).candidates
    first, *_ = summarise(found, Slot(60, 140, 2, 3), Taken())
    assert first.text == "해양수산부가 나루항 새 부두를 6월에 개장한다."


def test_what_tells_a_mood_or_praises_fills_a_summary_only_where_news_does_not():
    news = [candidate(n, f"부두{n} 선석{n} 물량{n}", length=60) for n in range(3)]
    soft = [replace(candidate(9, "강좌 정원 한도", length=60), centrality=5.0, told=1.0, rank=0, mood=True)]
    slot = Slot(100, 200, 2, 3)
    assert not any(c.mood for c in summarise([*soft, *news], slot, Taken()))
    assert any(c.mood for c in summarise([*soft, news[0]], slot, Taken()))


@pytest.mark.parametrize("summariser", ["objective", "lead3", "textrank"])
def test_every_summariser_keeps_to_the_slot_and_to_what_is_free(summariser):
    slot = Slot(100, 200, 2, 3)
    first = summarise(made(), slot, Taken(), summariser)
    assert first
    taken = Taken(frozenset(c.text for c in first))
    second = summarise(made(), slot, taken, summariser)
    assert not {c.text for c in first} & {c.text for c in second}
    for chosen in (first, second):
        assert length_of(chosen) <= slot.most
        assert len(chosen) <= slot.count


def test_the_desk_remembers_what_it_chose_and_leaves_a_half_filled_slot_empty():
    table = desk()
    found = table.candidates([PICKS[0].story.id])
    assert table.choose(found, Slot(4000, 5000, 1, 4), informative, whole=True) == ()
    assert table.choose(found, Slot(20, 100, 1, 1), informative, least=99.0) == ()
    first = table.choose(found, Slot(20, 100, 1, 1), informative)
    second = table.choose(found, Slot(20, 100, 1, 1), informative)
    assert first
    assert not set(texts(c.sentence() for c in first)) & set(texts(c.sentence() for c in second))


def test_the_day_on_which_news_broke_is_no_more_news():
    tenth, fourth = date(2026, 3, 10), date(2026, 3, 4)
    one = candidate(1, "이사 사용료 동결 시사", newsy=True, day=date(2026, 3, 11))
    again = candidate(2, "투표 위원 인상 보류 입장", newsy=True, day=date(2026, 3, 11), days=((tenth, tenth),))
    assert clashes(again, (one,))
    assert not clashes(replace(again, figures=frozenset({"12%"})), (one,))
    assert not clashes(replace(again, days=((fourth, fourth),)), (one,))
    # Two deeds on two days are a course.
    dated = replace(one, event=date(2026, 3, 9), days=((date(2026, 3, 9),) * 2,))
    assert not clashes(replace(again, event=tenth), (dated,))


def test_two_sentences_that_name_one_source_do_not_stand_together():
    one = replace(
        candidate(1, "배 승객 늘어"), text="나루통계청이 11일 발표한 '뱃길 동향'에 따르면 배를 탄 사람은 12만 명이다."
    )
    same = replace(
        candidate(2, "섬 손님 줄어"), text="11일 나루통계청의 뱃길 동향에 따르면 섬으로 간 사람은 4만 명이다."
    )
    other = replace(candidate(3, "등대 불빛 밝아"), text="12일 가온연구원에 따르면 등대는 40기다.")
    assert clashes(same, (one,))
    assert not clashes(other, (one,))


def test_one_sum_is_told_once_exact_or_rounded():
    one = replace(candidate(1, "위원회 과징금 의결 나루하역 가온하역"), figures=frozenset({"36033000000원"}))
    again = replace(candidate(2, "과징금 과태료 부과 판매사 명품"), figures=frozenset({"36000000000원", "3곳"}))
    assert clashes(again, (one,))
    assert clashes(one, (again,))
    assert not clashes(replace(again, figures=again.figures | {"4600명"}), (one,))
    assert not clashes(replace(again, figures=frozenset({"52000000000원"})), (one,))
    assert not clashes(replace(again, words=frozenset({"매출", "분기"})), (one,))
    small = replace(one, figures=frozenset({"300000원"}))
    assert not clashes(replace(again, figures=frozenset({"300000원"})), (small,))


def test_what_was_told_exactly_is_not_told_again_rounded():
    told = Taken()
    told.take([replace(candidate(1, "나루항 사용료 수입 부두 배"), figures=frozenset({"40831300000원"}))])
    assert not told.free(replace(candidate(2, "나루항 사용료 바다 섬 길"), figures=frozenset({"40800000000원"})))
    assert told.free(replace(candidate(2, "나루항 사용료 바다 섬 길"), figures=frozenset({"51200000000원"})))


def test_the_year_around_a_day_that_was_told_is_nothing_new():
    day, year = (date(2026, 7, 9), date(2026, 7, 9)), (date(2026, 1, 1), date(2026, 12, 31))
    told = Taken()
    told.take([replace(candidate(1, "나루하역 노사 부두 임금 잠정합의안 마련"), days=(day,))])
    again = replace(candidate(2, "나루하역 노사 올해 임단협 잠정합의안 오전 통보"), days=(day, year))
    assert not told.free(again)
    assert told.free(replace(again, days=(day, (date(2026, 7, 14), date(2026, 7, 14)))))


def test_a_rounded_figure_is_told_and_another_one_is_new():
    assert new_figures(frozenset({"378000000원", "12%"}), {"380000000원"}) == {"12%"}
    assert new_figures(frozenset({"398000000원"}), {"380000000원"}) == {"398000000원"}


def test_the_news_opens_then_what_a_thing_is_then_what_belongs_to_it():
    report = "나루시가 섬 세 곳에서 나루패스를 판다. 한 장 값은 3만 원이다. 나루패스는 섬 사람의 배삯을 반으로 낮춰 주는 제도다."
    made = material(article("a", "나루시, 섬 세 곳에서 나루패스 판매", report)).candidates
    assert [c.text for c in sorted(made, key=reading_order)] == [
        "나루시가 섬 세 곳에서 나루패스를 판다.",
        "나루패스는 섬 사람의 배삯을 반으로 낮춰 주는 제도다.",
        "한 장 값은 3만 원이다.",
    ]
