"""The query language: operators, filters, and every way of getting it wrong."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.errors import InvalidQuery
from newsprism.stages.index.query import KoreanQueryReader
from newsprism.text.ko.tokens import Analyzer

READER = KoreanQueryReader(Analyzer())


def test_each_word_is_a_clause_and_all_must_hold() -> None:
    clauses = READER.read("반도체 장비").clauses
    assert [clause.alternatives[0] for clause in clauses] == [("반도체",), ("장비",)]
    assert not any(clause.negated or clause.prefix for clause in clauses)


def test_a_word_stands_for_the_names_of_what_it_names() -> None:
    [clause] = READER.read("삼전은").clauses
    assert {("삼전",), ("삼성", "전자")} <= set(clause.alternatives)


def test_letters_beside_one_another_are_not_taken_for_each_country_alone() -> None:
    [clause] = READER.read("美中").clauses
    assert clause.alternatives == (("미중",),)


def test_a_phrase_is_one_clause() -> None:
    [clause] = READER.read("「기준금리 인하」").clauses
    assert clause.alternatives[0] == ("기준", "금리", "인하")


def test_alternatives_stand_in_one_clause_with_or_or_a_bar() -> None:
    for said in ("쌀 OR 빚", "쌀|빚", "쌀 ｜ 빚"):
        assert [clause.alternatives for clause in READER.read(said).clauses] == [(("쌀",), ("빚",))]


def test_a_minus_refuses_words_and_phrases() -> None:
    refused = READER.read('쌀 -빚 -"반도체 수출"').clauses[1:]
    assert [(clause.negated, clause.alternatives[0]) for clause in refused] == [
        (True, ("빚",)),
        (True, ("반도체", "수출")),
    ]


def test_a_minus_inside_a_word_refuses_nothing() -> None:
    assert not any(clause.negated for clause in READER.read("한-미 협상 GPT-4o").clauses)


def test_a_star_asks_for_beginnings() -> None:
    [clause] = READER.read("hbm*").clauses
    assert (clause.alternatives, clause.prefix) == ((("hbm",),), True)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("since:2026-02-09 until:2026-02-14", date(2026, 2, 9), date(2026, 2, 14)),
        ("부터:2026.2.9 까지:20260214", date(2026, 2, 9), date(2026, 2, 14)),
        ("부터：２０２６-02-09", date(2026, 2, 9), None),
        ("on:2026-02-09", date(2026, 2, 9), date(2026, 2, 9)),
        ("날짜:2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("UNTIL:2025", None, date(2025, 12, 31)),
    ],
)
def test_days_filter(said: str, since: date | None, until: date | None) -> None:
    query = READER.read(f"쌀 {said}")
    assert (query.since, query.until, len(query.clauses)) == (since, until, 1)
    assert (READER.read(said).since, READER.read(said).clauses) == (since, ())


def test_an_outlet_filters() -> None:
    assert READER.read("매체:나루일보 쌀").publisher == "나루일보"
    assert READER.read('publisher:"나루 경제" 쌀').publisher == "나루 경제"


def test_an_unknown_key_is_a_word() -> None:
    assert READER.read("코스피:3000").clauses


def test_with_a_filter_words_may_only_be_refused() -> None:
    query = READER.read("매체:나루일보 -쌀")
    assert [clause.negated for clause in query.clauses] == [True]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("", "찾을 말이 없습니다"),
        ("은", "찾을 말이 없습니다"),
        ("에서는", "찾을 말이 없습니다"),
        ("것은", "찾을 말이 없습니다"),
        ("!!! …", "찾을 말이 없습니다"),
        ('""', "찾을 말이 없습니다"),
        ("쌀 -!", "찾을 말이 없습니다"),
        ("쌀 -은", "찾을 말이 없습니다"),
        ("쌀 OR 은", "찾을 말이 없습니다"),
        ("-쌀", "뺄 말만 있고"),
        ('"쌀 수입', "따옴표의 짝"),
        ("쌀 OR", "OR 의 뒤"),
        ("OR 쌀", "OR 의 앞"),
        ("쌀 OR OR 빚", "OR 의 앞"),
        ("쌀 OR -빚", "뺄 말"),
        ("쌀 OR 반도*", "한쪽에만"),
        ("반*", "너무 짧습니다"),
        ("쌀 since:어제", "날짜가 아닙니다"),
        ("쌀 on:2026-02-30", "날짜가 아닙니다"),
        ("쌀 since:", "날짜가 아닙니다"),
        ("쌀 since:0000", "날짜가 아닙니다"),
        ("쌀 since:2026-02-09 부터:2026-02-10", "겹칩니다"),
        ("쌀 on:2026-02-09 until:2026-02-10", "겹칩니다"),
        ("쌀 since:2026-02-10 until:2026-02-09", "늦습니다"),
        ("쌀 매체:", "매체는 하나만"),
        ("쌀 매체:나루일보 매체:가람일보", "매체는 하나만"),
        ("쌀 -매체:나루일보", "거르는 조건"),
        ("쌀 OR since:2026-02-09", "거르는 조건"),
        ("가" * 401, "400자를 넘습니다"),
        (" ".join(["쌀"] * 33), "32개를 넘습니다"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(said: str, what: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        READER.read(said)
    assert what in str(caught.value)
    assert caught.value.advice
    assert "\n" not in str(caught.value)


@given(st.text(max_size=450) | st.text(st.sampled_from('반도체 삼전美中"|-*:OR은2026.,\n'), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(said: str) -> None:
    try:
        query = READER.read(said)
    except InvalidQuery:
        return
    assert all(clause.alternatives and all(clause.alternatives) for clause in query.clauses)
    terms = [term for clause in query.clauses for way in clause.alternatives for term in way]
    assert all(term and not any(c.isspace() or c == '"' for c in term) for term in terms)


def test_the_worst_query_is_read_in_bounded_time() -> None:
    READER.read("쌀")
    began = time.perf_counter()
    query = READER.read(" ".join(["삼성전자한국은행미국"] * 30))
    assert max(len(clause.alternatives) for clause in query.clauses) <= 30
    assert time.perf_counter() - began < 3
