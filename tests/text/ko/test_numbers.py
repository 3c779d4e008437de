import gzip
import json
import os
import time
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.dates import dates
from newsprism.text.ko.normalise import strip_markup
from newsprism.text.ko.numbers import quantities, same

PIECES = st.lists(
    st.sampled_from(["1", "12", "3,500", "2.5", "0", "2026", "조", "억", "만", "천", " ", "원", "달러", "%", "%p", "명", "여", "약 ", "~", "→",
                     "-", "일", "월", "년", "분기", "제", "AI", "$", "대", "㎡", "(", ")", ".", ",", "간", "에", "시", "차", "\n", "３"]),
    max_size=30,
).map("".join)  # fmt: skip


def read(text):
    return [(q.text, q.value, q.unit) for q in quantities(text)]


def only(text):
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("1조 4000억 원", "1400000000000", "원"), ("1.4조원", "1400000000000", "원"), ("1조4,000억원", "1400000000000", "원"),
        ("3조弗", "3000000000000", "달러"), ("3,500억 달러", "350000000000", "달러"), ("2798만6000명", "27986000", "명"),
        ("3천1백만 원", "31000000", "원"), ("5만2천명", "52000", "명"), ("7만780달러", "70780", "달러"),
        ("2경6363조원", "26363000000000000", "원"), ("140 억원", "14000000000", "원"), ("5만 7005.27", "57005.27", ""),
        ("$3.5 billion", "3500000000", "달러"), ("$1.2bn", "1200000000", "달러"), ("€50m", "50000000", "유로"), ("50m", "50", "m"),
        ("3억5천", "350000000", ""), ("3억5천만원", "350000000", "원"), ("2조3천원", "2300000000000", "원"), ("3억 5천원", "300005000", "원"), ("US$500", "500", "달러"),
        ("₩1000", "1000", "원"), ("360억 대만달러", "36000000000", "대만달러"),
        ("84㎡", "84", "㎡"), ("3.5배", "3.5", "배"), ("2.6bp", "2.6", "bp"), ("0.25%포인트", "0.25", "%p"), ("0.25%p", "0.25", "%p"),
        ("209.96p", "209.96", "포인트"), ("20퍼센트", "20", "%"), ("２０％", "20", "%"), ("-1.2%", "-1.2", "%"), ("500MW", "500", "MW"),
        ("8Gbps", "8", "Gbps"), ("19㎞", "19", "㎞"), ("19km", "19", "㎞"), ("2나노", "2", "nm"), ("30t", "30", "톤"), ("18세", "18", "세"),
        ("21개소", "21", "곳"), ("5인", "5", "명"), ("1242가구", "1242", "가구"), ("3년간", "3", "년"), ("6개월", "6", "개월"),
        ("30일간", "30", "일"), ("100일", "100", "일"), ("24시간", "24", "시간"), ("15번", "15", "번"), ("1위", "1", "위"),
        ("4주간", "4", "주"), ("5298.04", "5298.04", ""), ("14영업일", "14", "영업일"),
    ],
)  # fmt: skip
def test_amounts_are_read_in_base_units(printed, value, unit):
    quantity = only(f"한빛은 {printed} 규모")
    assert (quantity.text, quantity.value, quantity.unit) == (printed, Decimal(value), unit)
    assert quantity.upper is None


@pytest.mark.parametrize(
    ("printed", "value", "upper", "unit"),
    [
        ("2~3%", 2, 3, "%"), ("10∼20%", 10, 20, "%"), ("4~6개월", 4, 6, "개월"), ("2~3만원", 20_000, 30_000, "원"),
        ("2000~5만 원", 2_000, 50_000, "원"), ("5~6조원", 5 * 10**12, 6 * 10**12, "원"), ("75%-80%", 75, 80, "%"),
        ("10층~15층", 10, 15, "층"), ("-6~-4도", -6, -4, "도"),
    ],
)  # fmt: skip
def test_a_range_is_one_quantity_with_an_upper_end(printed, value, upper, unit):
    quantity = only(f"예상은 {printed} 안에")
    assert (quantity.text, quantity.value, quantity.upper, quantity.unit) == (printed, value, upper, unit)


def test_an_arrow_gives_two_quantities_of_the_last_unit():
    assert read("비중 25%→15%") == [("25%", 25, "%"), ("15%", 15, "%")]
    assert read("정원 490→613→813명") == [("490", 490, "명"), ("613", 613, "명"), ("813명", 813, "명")]


@pytest.mark.parametrize(
    "printed", ["약 300명", "300여 명", "300여명", "300명가량", "300명 안팎", "300명 남짓", "300명 정도", "8천여만원"]
)
def test_words_for_about_make_a_quantity_approximate(printed):
    assert only(f"모두 {printed}").approximate


@pytest.mark.parametrize("printed", ["계약 3건", "300명", "300명 이상", "3%대"])
def test_other_words_do_not_make_it_approximate(printed):
    assert not only(f"모두 {printed}").approximate


@pytest.mark.parametrize(
    "text",
    [
        "HBM4와 5G, G7, A320, KF-21", "제2공항과 2차전지, 4대그룹", "코스닥150 추종", "전화 02-123-4567, 010-1234-5678",
        "hong12@news.example 로", "https://a.example/2026/123 참고", "새벽전자(005380)", "오전 6시58분", "10∼11시께", "12·3 사건",
        "3분의 2", "민법 76조에 따라", "3대0 승리", "코로나-19", "v1.2.3", "2026 한빛대회", "99999999999999999999원", "3호선", "1", "26년형",
        "2월 12일, 2026년 1분기, '25년, 14~18일", "2026학년도", "1990년대",
    ],
)  # fmt: skip
def test_names_dates_and_identifiers_are_no_quantities(text):
    assert read(text) == []


def test_a_triangle_changes_no_sign():
    assert only("△1.2%").value == Decimal("1.2")


def test_two_amounts_beside_each_other_stay_two():
    assert read("1만 30명") == [("1만", 10_000, ""), ("30명", 30, "명")]
    assert read("총 3만 5만") == [("3만", 30_000, ""), ("5만", 50_000, "")]


def test_the_same_amount_is_the_same_however_it_is_printed():
    first, second, third = (only(text) for text in ("1조 4000억 원", "약 1.4조원", "1조4,000억원"))
    assert same(first, second)
    assert same(second, third)


@pytest.mark.parametrize(
    ("a", "b"), [("2000장", "2048장"), ("5%", "5%p"), ("300원", "300달러"), ("2~3%", "2%"), ("1000", "1000명")]
)
def test_other_amounts_units_and_ranges_differ(a, b):
    assert not same(only(a), only(b))


@given(st.one_of(PIECES, st.text()))
def test_spans_are_exact_sorted_and_apart_and_never_on_a_date(text):
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    days = [(mention.start, mention.end) for mention in dates(text, None)]
    assert not any(q.start < end and start < q.end for q in found for start, end in days)
    assert all(q.upper is None or q.value < q.upper for q in found)
    assert all(same(q, q) for q in found)


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_a_composite_is_the_sum_of_its_parts(billions, millions):
    assert only(f"{billions:,}억 {millions}만 원").value == billions * 10**8 + millions * 10**4


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1만", "1조 ", "1~", "2→", "1.", "약 ", "a@b.", "제1", "(1", "5천", "3 만 ", "-1", "http://a"]
)
def test_hostile_text_is_read_in_linear_time(piece):
    start = time.process_time()
    quantities(piece * (60_000 // len(piece)))
    assert time.process_time() - start < 3


def test_a_thousand_summaries_take_less_than_a_second_and_a_half():
    folder = os.environ.get("NEWSPRISM_DATA")
    if not folder:
        pytest.skip("NEWSPRISM_DATA names no folder with ko-business-week/")
    with gzip.open(Path(folder) / "ko-business-week" / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [strip_markup(json.loads(line)["summary"] or "") for line, _ in zip(lines, range(1_000), strict=False)]
    start = time.process_time()
    found = sum(len(quantities(text)) + len(dates(text, date(2026, 2, 12))) for text in texts)
    assert time.process_time() - start < 1.5
    assert found > 1_000
