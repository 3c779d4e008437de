"""What a later sentence tells that earlier reports did not."""

from datetime import date

import pytest

from newsprism.text.ko.newness import MOST_TOLD, Known

DAY = date(2026, 3, 11)
TOLD = (
    "나루항 부두 파업 돌입…컨테이너 반출 멈춰",
    "한빛하역 노조가 9일 새벽 나루항 부두에서 파업에 들어갔다. 노조원 1420명이 일손을 놓아 컨테이너 반출이 멈췄다. "
    "피해는 1조4000억원으로 추산된다. 노조는 기본급을 7% 올려 달라고 요구했다. 법안은 법사위를 통과했다.",
)


def look(sentence):
    return Known(TOLD).look(sentence, DAY)


@pytest.mark.parametrize(
    ("sentence", "why", "fact"),
    [
        ("조합원 투표에서 찬성표 863장이 나왔다.", "number", "863장"),
        ("조합원 찬반투표는 오는 17일 대의원실에서 열린다.", "date", "오는 17일"),
        ("고용노동부가 밤샘 교섭 끝에 중재안을 냈다.", "name", "고용노동부"),
        ("양측은 임금 인상안을 놓고 잠정 합의했다.", "act", "합의"),
        ("조합장은 “약속을 어기면 다시 멈춰 서겠다”고 강하게 말했다.", "quote", "약속을 어기면 다시 멈춰 서겠다"),
    ],
)
def test_what_is_new_is_named(sentence, why, fact):
    news = look(sentence)
    assert news is not None
    assert news.named
    assert why in news.why
    assert fact in news.facts


@pytest.mark.parametrize(
    "sentence",
    [
        TOLD[0],
        "한빛하역 노조가 9일 새벽 나루항 부두 파업에 돌입했다.",
        "컨테이너 반출이 멈춘 것은 노조원 1,420명이 일손을 놓아서다.",
        "노조의 요구는 기본급 7% 인상이다.",
        "파업 피해는 1.4조원으로 추산된다고 11일 전했다.",
        "",
        "이번 파업.",
    ],
)
def test_other_words_for_the_same_are_nothing_new(sentence):
    assert look(sentence) is None


@pytest.mark.parametrize(
    ("printed", "new"), [("1400명", False), ("1420명", False), ("1천420명", False), ("1437명", True)]
)
def test_a_number_that_is_only_rounded_is_no_new_number(printed, new):
    news = look(f"노조원 {printed}가량이 부두 앞 천막에 모여 밤새 이야기했다.")
    assert ("number" in news.why if news else False) is new


def test_the_next_step_is_news_in_the_same_words():
    news = look("법안은 본회의를 통과했다.")
    assert news is not None
    assert news.facts == ("본회의",)


def test_words_alone_are_news_when_there_are_many_of_them():
    news = look("주민들은 골목마다 촛불을 켜고 손수 만든 현수막을 처마에 매달았다.")
    assert news is not None
    assert not news.named


def test_the_new_sentences_of_a_text_have_their_places_in_it():
    text = "노조원 1420명이 일손을 놓았다. 고용노동부가 10일 중재에 나섰다. 컨테이너 반출이 멈췄다."
    [news] = Known(TOLD).news(text, DAY)
    assert text[news.start : news.end] == "고용노동부가 10일 중재에 나섰다."


def test_a_headline_is_as_new_as_the_share_of_its_words():
    known = Known(TOLD)
    assert known.fresh(TOLD[0]) == 0
    assert known.fresh("가람군 도서관 착공") == 1
    assert known.fresh("") == 0


def test_to_whom_nothing_was_told_everything_is_new():
    assert Known(()).look(TOLD[0], DAY) is not None


def test_long_and_strange_texts_are_read_up_to_a_bound():
    strange = ["가" * 100_000, "1조" * 50_000, "“" * 10_000, "\ud800" * 2_000, "9" * 20_000]
    known = Known([*strange, *(f"{n}번째 글이다. " * 100 for n in range(200))])
    assert sum(map(len, known._texts)) <= MOST_TOLD
    for text in strange:
        known.look(text, DAY)
        known.news(text, None)
