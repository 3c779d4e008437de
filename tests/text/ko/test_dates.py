import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.dates import dates

THURSDAY = date(2026, 2, 12)
PIECES = st.lists(
    st.sampled_from(["1", "12", "31", "22", "2026", "'25", "년", "월", "일", " ", ".", "-", "~", "지난", "오는 ", "지난해", "올해 ", "이달", "내달 ",
                     "분기", "상반기", "이날", "오늘", "다음 날", "지난주", "첫째 주", "월요일", "까지", "간", "말", "(", ")", "9999", "0", "\n", "２"]),
    max_size=30,
).map("".join)  # fmt: skip
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def read(text, published=THURSDAY):
    return [(mention.text, mention.granularity, mention.first, mention.last) for mention in dates(text, published)]


def only(text, published=THURSDAY):
    (mention,) = dates(text, published)
    return mention


def span(first, last=None):
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2026년 2월 12일", "2026-02-12", None), ("2026.2.12", "2026-02-12", None), ("2026-02-12", "2026-02-12", None),
        ("2026. 02. 12", "2026-02-12", None), ("25.1.31", "2025-01-31", None), ("'25.3.12일", "2025-03-12", None),
        ("’25년", "2025-01-01", "2025-12-31"), ("'24.8", "2024-08-01", "2024-08-31"), ("'21~'27", "2021-01-01", "2027-12-31"),
        ("2027~2031학년도", "2027-01-01", "2031-12-31"), ("2024년 4분기", "2024-10-01", "2024-12-31"), ("2023년 상반기", "2023-01-01", "2023-06-30"),
        ("25년 1월 3일", "2025-01-03", None), ("2025.7월", "2025-07-01", "2025-07-31"), ("2024년 2월", "2024-02-01", "2024-02-29"),
    ],
)  # fmt: skip
def test_what_names_its_year_is_resolved_without_a_day_of_publication(printed, first, last):
    for published in (None, THURSDAY):
        mention = only(f"({printed})", published)
        assert (mention.text, mention.first, mention.last) == (printed, *span(first, last))


@pytest.mark.parametrize(
    ("printed", "granularity", "first", "last"),
    [
        ("10일", "day", "2026-02-10", None), ("22일", "day", "2026-02-22", None), ("2월 12일", "day", "2026-02-12", None),
        ("지난 30일", "day", "2026-01-30", None), ("오는 1일", "day", "2026-03-01", None), ("지난 9일", "day", "2026-02-09", None),
        ("10월 30일", "day", "2026-10-30", None), ("지난 10월 30일", "day", "2025-10-30", None), ("오는 10월 30일", "day", "2026-10-30", None),
        ("5월 3일", "day", "2026-05-03", None), ("지난 5월 3일", "day", "2025-05-03", None), ("이달 20일", "day", "2026-02-20", None),
        ("지난달 31일", "day", "2026-01-31", None), ("내달 5일", "day", "2026-03-05", None), ("14~18일", "day", "2026-02-14", "2026-02-18"),
        ("2월 14∼18일", "day", "2026-02-14", "2026-02-18"), ("26~3일", "day", "2026-02-26", "2026-03-03"),
        ("이날", "day", "2026-02-12", None), ("오늘", "day", "2026-02-12", None), ("전날", "day", "2026-02-11", None),
        ("어제", "day", "2026-02-11", None), ("그제", "day", "2026-02-10", None), ("내일", "day", "2026-02-13", None),
        ("다음 주 월요일", "day", "2026-02-16", None), ("지난주", "week", "2026-02-02", "2026-02-08"),
        ("이번 주", "week", "2026-02-09", "2026-02-15"), ("다음 주", "week", "2026-02-16", "2026-02-22"),
        ("5월 넷째 주", "week", "2026-05-25", "2026-05-31"), ("2월 2주", "week", "2026-02-09", "2026-02-15"),
        ("지난달", "month", "2026-01-01", "2026-01-31"), ("이달 말", "month", "2026-02-01", "2026-02-28"),
        ("다음 달", "month", "2026-03-01", "2026-03-31"), ("지난 8월", "month", "2025-08-01", "2025-08-31"),
        ("오는 4월", "month", "2026-04-01", "2026-04-30"), ("10~11월", "month", "2025-10-01", "2025-11-30"),
        ("1분기", "quarter", "2026-01-01", "2026-03-31"), ("4분기", "quarter", "2025-10-01", "2025-12-31"),
        ("올해 1분기", "quarter", "2026-01-01", "2026-03-31"), ("지난해 4분기", "quarter", "2025-10-01", "2025-12-31"),
        ("지난해 4·4분기", "quarter", "2025-10-01", "2025-12-31"), ("올 하반기", "half", "2026-07-01", "2026-12-31"),
        ("지난해", "year", "2025-01-01", "2025-12-31"), ("내년", "year", "2027-01-01", "2027-12-31"),
        ("지난해 말", "year", "2025-01-01", "2025-12-31"), ("작년 9월", "month", "2025-09-01", "2025-09-30"),
    ],
)  # fmt: skip
def test_relative_mentions_are_resolved_against_the_day_of_publication(printed, granularity, first, last):
    assert read(f"한빛은 {printed} 발표") == [(printed, granularity, *span(first, last))]
    assert only(f"한빛은 {printed} 발표", None).first is None


def test_the_last_days_of_december_stay_in_the_old_year():
    assert only("12월 30일", date(2026, 1, 2)).first == date(2025, 12, 30)
    assert only("31일", date(2026, 1, 1)).first == date(2025, 12, 31)
    assert only("1월 3일", date(2025, 12, 29)).first == date(2026, 1, 3)
    assert only("지난달", date(2026, 1, 5)).first == date(2025, 12, 1)
    assert only("내달 3일", date(2025, 12, 5)).first == date(2026, 1, 3)


@pytest.mark.parametrize("printed", ["2월 31일", "2025년 2월 29일", "이달 30일", "다음 날", "이튿날"])
def test_a_day_that_does_not_exist_or_is_not_said_stays_unresolved(printed):
    mention = only(f"{printed} 발표")
    assert (mention.text, mention.granularity, mention.first, mention.last) == (printed, "day", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "3일간 열린다", "30일 이내에", "100일 동안", "7일 만에 반등", "9일 연속", "3년간", "6개월", "1일 2회", "3일장", "5일 더 쉰다", "3일 전",
        "3월물 선물", "2026년형", "1990년대", "오늘의집", "내일배움카드", "지난 주말", "'10년 만에 최고'", "2025-68호", "5.18", "13월", "올리브",
        "1조 2000억 원, 3.5%", "지난 10년",
    ],
)  # fmt: skip
def test_lengths_of_time_and_names_are_no_dates(text):
    assert read(text) == []


@pytest.mark.parametrize("follower", ["이상민 대표", "더불어마을", "간담회", "전국", "만찬", "안건", "내부"])
def test_a_word_after_a_day_that_begins_like_a_length_does_not_hide_the_day(follower):
    assert only(f"한빛은 12일 {follower} 소식").text == "12일"


def test_a_day_and_a_span_from_day_to_day_are_separate_mentions():
    assert [row[0] for row in read("14일부터 18일까지, 2월 20일~3월 1일")] == ["14일", "18일", "2월 20일", "3월 1일"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("지난 1월 4일부터 30일까지", "2026-01-04", "2026-01-30"),
        ("오는 13일부터 28일까지", "2026-02-13", "2026-02-28"),
        ("오는 4월 26일(일)~30일", "2026-04-26", "2026-04-30"),
        ("내달 26일부터 3일까지", "2026-03-26", "2026-04-03"),
        ("12월 30일부터 2일까지", "2025-12-30", "2026-01-02"),
        ("오는 26일과 27일", "2026-02-26", "2026-02-27"),
        ("지난해 12월 15일 22만원이었다가 같은 달 25일 21만원", "2025-12-15", "2025-12-25"),
    ],
)
def test_a_bare_day_goes_with_the_day_it_follows(text, first, second):
    assert [mention.first for mention in dates(text, THURSDAY)] == [
        date.fromisoformat(first),
        date.fromisoformat(second),
    ]


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("나루항만공사는 3월 12일 나루사에 과징금을 부과했다.", "2026-12-10", "2026-03-12", "2026-03-12"),
        ("1월 5일 문을 연다.", "2026-12-28", "2027-01-05", "2027-01-05"),
        ("1월 5일 과징금을 부과했다.", "2026-12-28", "2026-01-05", "2026-01-05"),
        ("12월 소비자물가는 2% 올랐다.", "2027-01-05", "2026-12-01", "2026-12-31"),
        ("9월 개막하는 대회", "2026-01-15", "2026-09-01", "2026-09-30"),
        ("7월 폭우로 피해를 입은 농가가 늘었다.", "2027-01-20", "2026-07-01", "2026-07-31"),
        ("3분기 영업이익은 5조원이었다.", "2027-01-28", "2026-07-01", "2026-09-30"),
        ("3분기 문을 연다고 발표했다.", "2027-01-28", "2027-07-01", "2027-09-30"),
        ("4분기 실적은", "2027-02-01", "2026-10-01", "2026-12-31"),
        ("1분기 실적을 냈다.", "2026-10-28", "2026-01-01", "2026-03-31"),
        ("지난 하반기", "2027-01-28", "2026-07-01", "2026-12-31"),
        ("오는 상반기", "2026-12-05", "2027-01-01", "2027-06-30"),
        ("12~2월 난방비", "2027-02-21", "2026-12-01", "2027-02-28"),
        ("11~1월 난방비", "2027-02-21", "2026-11-01", "2027-01-31"),
        ("2월 29일 열린다.", "2027-01-11", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_month_without_its_year_is_of_the_year_that_newspapers_mean(text, published, first, last):
    (mention,) = dates(text, date.fromisoformat(published))
    assert (str(mention.first), str(mention.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "published", "second"),
    [
        ("2019년 3월 들여와 같은 해 12월 없앴다.", "2027-01-20", "2019-12-01"),
        ("2019년 3월 들여와 이듬해 2월 29일 없앴다.", "2027-01-20", "2020-02-29"),
        ("지난해 7월까지 늘다가 10월 19만명으로 줄 것으로 전망됐다.", "2026-02-11", "2025-10-01"),
        ("올해는 2월부터 11월까지 열린다.", "2026-02-11", "2026-02-01"),
        ("지난해 9월 문을 열었다. 11월 문을 닫는다.", "2026-02-11", "2025-11-01"),
    ],
)
def test_a_month_goes_on_from_the_year_before_it(text, published, second):
    assert str(dates(text, date.fromisoformat(published))[1].first) == second


def test_the_last_of_three_months_is_of_the_year_that_the_sentence_names():
    found = dates("올해는 2월부터 11월까지 열린다.", date(2026, 2, 11))
    assert [str(m.first) for m in found] == ["2026-01-01", "2026-02-01", "2026-11-01"]


def test_a_bare_day_up_to_which_something_lasts_is_ahead():
    assert only("28일까지 이어진다").first == date(2026, 2, 28)
    assert only("28일 밝혔다").first == date(2026, 1, 28)


def test_the_longest_mention_wins():
    assert [row[0] for row in read("지난 2023년 12월 3일 오후")] == ["지난 2023년 12월 3일"]


@given(st.one_of(PIECES, st.text()), st.one_of(st.none(), DAYS))
def test_spans_are_exact_sorted_and_apart_and_first_is_not_after_last(text, published):
    found = dates(text, published)
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all((m.first is None) == (m.last is None) for m in found)
    assert all(m.first <= m.last for m in found if m.first and m.last)


@given(DAYS.filter(lambda day: 2 < day.year < 9997))
def test_the_day_of_publication_is_found_in_every_form(day):
    for printed in (f"{day.day}일", f"{day.month}월 {day.day}일", f"{day.year:04}년 {day.month}월 {day.day}일", "이날"):
        assert (only(printed, day).first, only(printed, day).last) == (day, day)


@given(DAYS.filter(lambda day: 2 < day.year < 9997), st.integers(1, 28))
def test_jinan_is_never_after_and_oneun_never_before_publication(day, number):
    past, coming = only(f"지난 {number}일", day).first, only(f"오는 {number}일", day).first
    assert day - timedelta(days=31) <= past <= day
    assert day <= coming <= day + timedelta(days=31)


@pytest.mark.parametrize(
    "piece", ["지난 ", "2026년 ", "1", "'25", "2월 1", "12일 ", "1~", "2026.2.", "이날 ", "'15~", "올 ", "'"]
)
def test_hostile_text_is_read_in_linear_time(piece):
    start = time.process_time()
    dates(piece * (60_000 // len(piece)), THURSDAY)
    assert time.process_time() - start < 3
