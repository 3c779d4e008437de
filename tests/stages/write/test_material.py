"""Candidates are printable sentences of a story's own reports, with what the objectives ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.material import day_of, read
from newsprism.text.ko.printable import refusal
from newsprism.text.ko.tokens import Morpheme
from tests.making import WEEK, article, at, story
from tests.stages.write.newsroom import PICKS, SPARE, analyser, desk, documents, material, unproved

LONG = "나루항만공사가 12일 새 부두에 크레인 12대를 놓고 하역 회사 7곳에 선석을 나눠 준다."


def candidates(*given) -> tuple[Candidate, ...]:
    return material(*given).candidates


def one(text: str, title: str = "나루항 소식", **changes) -> Candidate:
    found = candidates(article("a", title, text, **changes))
    return found[0]


@pytest.fixture(scope="module")
def all_candidates() -> list[Candidate]:
    return [c for m in desk().material.values() for c in m.candidates]


def test_a_candidate_cites_its_source_sentence_to_the_character(all_candidates):
    assert len(all_candidates) > 20
    for candidate in all_candidates:
        (citation,) = candidate.sentence().citations
        assert citation.quote == candidate.document.text[citation.start : citation.end]
        assert (citation.document_id, citation.start) == candidate.source


def test_every_candidate_is_printable_and_proved(all_candidates):
    assert [c.text for c in all_candidates if refusal(c.text) is not None] == []
    assert unproved([c.sentence() for c in all_candidates], documents(*PICKS, *SPARE)) == []


def test_candidates_stand_in_the_order_of_their_text_with_the_lead_first(all_candidates):
    for read_in in desk().material.values():
        seen = list(dict.fromkeys(c.document.id for c in read_in.candidates))
        assert seen[0] == read_in.lead.id
        for name in seen:
            ranks = [c.rank for c in read_in.candidates if c.document.id == name]
            assert ranks == sorted(ranks)
    assert all(c.lead == (c.document.id == desk().material[c.story_id].lead.id) for c in all_candidates)


def test_forms_of_one_sentence_share_their_source():
    found = candidates(
        article(
            "a", text="금융위원회는 4월부터 소액 대출의 한도를 3000만 원으로 확대한다고 10일 밝혔다.", published=at(10)
        )
    )
    assert len(found) == 2
    assert found[0].source == found[1].source
    assert found[0].rules == ()
    assert found[1].rules == ("reporting_tail",)


def test_a_report_that_is_younger_than_the_window_is_not_read():
    late = article("late", text=LONG, published=at(15, 0, 1))
    early = article("early", text=LONG, published=at(14, 23, 59))
    assert [c.document.id for c in candidates(early, late)] == ["early"]


def test_the_day_of_a_report_is_the_one_in_seoul():
    midnight = article("a", published=at(12) - timedelta(hours=9, minutes=30))
    assert day_of(midnight) == date(2026, 3, 12)
    assert day_of(article("a", undated=True)) is None


@pytest.mark.parametrize(
    "title", ["[사설] 나루항에 바란다", "[포토] 나루항 새 부두", "[부고] 김표본 씨 별세", "[기고] 부두의 앞날"]
)
def test_columns_pictures_and_notices_give_no_sentence(title):
    assert candidates(article("a", title, LONG)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "지난해보다 12% 늘어 3000억 원을 넘어섰다.",
        "하역 물량이 6월에 30% 늘어난다고 말했다.",
        "이는 나루항만공사가 부두를 새로 넓힌 값이다.",
        "나루항만공사가 부두를 새로 넓혔습니다.",
        "나루항만공사가 부두를 새로 넓히는",
        "나루항만공사가 부두를…새로 넓힌다.",
        "나루항만공사 사장이 12일 새 부두를 둘러보고 있다.",
    ],
)
def test_what_cannot_stand_alone_is_no_candidate(text):
    assert candidates(article("a", "나루항 소식", text)) == ()


def test_a_sentence_over_two_lines_is_no_candidate():
    assert candidates(article("a", "나루항 소식", f"{LONG}\n사진 설명이 이어지는\n줄이다. {LONG}"))[0].text == LONG


def test_reported_speech_needs_its_speaker_in_front():
    assert one("해양수산부는 하역 물량이 6월에 늘어난다고 말했다.").text.startswith("해양수산부는")
    assert one("하역업계 관계자는 물량이 6월에 늘어난다고 말했다.").named is False


def test_a_sentence_is_told_by_kind_name_date_and_quotation():
    told = one("해양수산부는 선석을 쓸 해운사를 4월 20일까지 모집한다.")
    assert "deadline" in told.kinds
    assert told.named
    assert told.has_date
    assert not told.quoted
    plain = one("나루항만공사 사장은 “부두가 좁다”고 12일 말했다.")
    assert plain.quoted
    assert not plain.named


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("해양수산부는 오는 13일 새 부두의 문을 연다.", date(2026, 3, 13)),
        ("해양수산부는 오는 4월 2일 새 부두의 문을 연다.", date(2026, 4, 2)),
        ("해양수산부는 12일 새 부두의 문을 열었다.", None),
    ],
)
def test_an_announced_day_is_remembered(text, due):
    assert one(text, published=at(12)).due == due


def test_numbers_agree_when_another_report_holds_them():
    text = "나루항만공사가 선석 사용료를 12% 올린다."
    own = article("a", "나루항 사용료", f"{text} 직원 820명이 새 부두에서 일한다.")
    other = article("b", "나루항 사용료", "선석 사용료 인상률은 12%로 정해졌다.", publisher="가온경제")
    agreed = {c.text: c.agreed for c in candidates(own, other)}
    assert agreed[text] == 1.0
    assert agreed["직원 820명이 새 부두에서 일한다."] == 0.0
    assert {c.agreed for c in candidates(own)} == {1.0}


def test_a_sentence_without_numbers_disagrees_with_nobody():
    found = candidates(article("a", text="나루항만공사가 새 부두의 이름을 정했다."), article("b", text=LONG))
    assert found[0].agreed == 1.0


def test_what_the_headline_says_is_measured_by_its_words():
    title = "나루항만공사, 선석 사용료 인상"
    all_of_it, none_of_it = candidates(
        article(
            "a", title, "나루항만공사가 7월부터 선석 사용료 인상에 나선다. 교육부는 대학 강좌 열두 개를 4월에 연다."
        )
    )
    assert all_of_it.told == 1.0
    assert none_of_it.told == 0.0


def test_words_of_several_reports_are_central_and_words_of_one_sentence_are_not():
    found = candidates(
        article("a", "부두", "나루항만공사가 선석 사용료를 올린다. 교육부는 대학 강좌를 4월에 연다."),
        article("b", "부두", "나루항만공사가 선석 사용료를 7월에 올린다.", publisher="가온경제"),
    )
    value = {c.text: c.centrality for c in found}
    assert value["교육부는 대학 강좌를 4월에 연다."] == 0.0
    assert value["나루항만공사가 선석 사용료를 올린다."] > 0.3


def test_all_sentences_of_all_stories_go_to_the_analyser_in_one_stream():
    calls: list[int] = []

    class Counting:
        def analyse_all(self, texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
            held = list(texts)
            calls.append(len(held))
            return iter(analyser().analyse_all(held))

    stories = [(p.story, p.story.documents) for p in PICKS]
    made = read(stories, Counting(), WEEK.end)
    assert len(calls) == 1
    assert calls[0] > 20
    assert [m.story.id for m in made] == [p.story.id for p in PICKS]


def test_a_story_without_text_has_no_candidates():
    bare = article("a", "나루항 소식", "")
    assert read([(story("one", bare), (bare,))], analyser(), WEEK.end)[0].candidates == ()


def test_what_an_opening_points_to_is_named_and_the_citation_reaches_back_to_the_name():
    source = article(
        "a",
        text="김표본 가온대 교수가 12일 나루항을 둘러봤다. 김 교수는 선석 4곳이 비어 있다고 밝혔다.",
        published=at(12),
    )
    second = candidates(source)[-1]
    assert second.text == "김표본 가온대 교수는 선석 4곳이 비어 있다고 밝혔다."
    (citation,) = second.sentence().citations
    assert (citation.start, citation.end) == (0, len(source.text))
    assert unproved([second.sentence()], [source]) == []


def test_a_candidate_knows_the_day_of_its_deed_and_what_it_only_announces():
    deed = one("해양수산부는 지난 10일 나루항 새 부두의 문을 열었다.", published=at(12))
    plan = one("해양수산부는 14일 나루항 새 부두의 문을 연다.", published=at(12))
    assert (deed.event, deed.due) == (at(10).date(), None)
    assert (plan.event, plan.due) == (None, at(14).date())
    assert one("해양수산부는 14일부터 새 부두의 사용료를 받는다.", published=at(12)).due is None


def test_a_side_issue_of_a_story_is_not_what_it_is_about():
    lead = article("a", "나루항 새 부두 6월 개장", "해양수산부는 나루항 새 부두를 6월 1일에 연다.", published=at(10))
    side = article(
        "b",
        "가온 축제 소식",
        "가온시장은 나루 상인 40명과 저녁을 먹었다. 해양수산부는 나루항 새 부두를 열며 선석 4곳을 배정한다.",
        published=at(11),
    )
    told = material(lead, side)
    about = {c.text: told.about(c) for c in told.candidates}
    assert about["가온시장은 나루 상인 40명과 저녁을 먹었다."] is False
    assert about["해양수산부는 나루항 새 부두를 열며 선석 4곳을 배정한다."] is True


def test_what_only_weighs_the_sentence_before_is_never_printed_elsewhere():
    text = "나루항의 빈 선석은 여섯 곳에 그쳤다. 두레항의 빈 선석은 여덟 곳이다. 한 해 전 42곳과 비교해도 81%나 줄어든 수치다."
    found = material(article("a", "나루항 빈 선석 여섯 곳", text, published=at(10)))
    assert not any("수치다" in c.text for c in found.candidates)


def test_a_span_in_years_and_months_is_that_in_months():
    (one,) = material(article("a", "나루항 소식", "나루항 물량의 증가 폭이 1년 1개월 만에 가장 작았다.")).candidates
    (other,) = material(article("a", "나루항 소식", "나루항 물량의 증가 폭이 13개월 만에 가장 작았다.")).candidates
    assert one.figures == other.figures == {"13개월"}


def test_what_leans_on_a_side_issue_is_not_clear_under_the_headline():
    lower = "나루복지공단은 12일 밀린 임금을 못 받은 직원의 생계비 융자 금리를 연 1.5%에서 1.0%로 낮춘다고 밝혔다."
    own = "융자 한도는 한 사람에 1000만 원이다."
    aside = "나루복지공단은 경영이 어려운 사업주가 27일까지 신청하면 사업주 대출의 이자도 1.0%포인트 깎아 준다."
    theirs = "담보대출 금리는 연 2.2%에서 1.2%로 낮아진다."
    found = candidates(
        article("a", "임금 밀린 직원 생계비 융자 금리 1.0%로 인하", f"{lower} {own} {aside} {theirs}", published=at(12))
    )
    hanging = {c.text: c.hangs for c in found}
    assert not hanging[own]
    assert hanging[theirs]
