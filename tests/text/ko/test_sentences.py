"""Sentence boundaries. All texts are invented."""

import gzip
import html
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.text.ko.sentences import split


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


def complete(text: str) -> list[bool]:
    return [s.complete for s in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("수출이 늘었다. 수입은 줄었다.", ["수출이 늘었다.", "수입은 줄었다."]),
        ("좋아요. 정말이죠! 그럴까요? 그렇습니다.", ["좋아요.", "정말이죠!", "그럴까요?", "그렇습니다."]),
        ("It rose. Then it fell.", ["It rose.", "Then it fell."]),
        ("값이 올랐다.반면 수요는 줄었다.", ["값이 올랐다.", "반면 수요는 줄었다."]),
        ("계획을 밝혔다.2026년부터다.", ["계획을 밝혔다.", "2026년부터다."]),
        ("정말인가?! 사실이다.", ["정말인가?!", "사실이다."]),
    ],
)
def test_a_final_mark_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "성장률은 2.5%로 집계됐다.",
        "지난 1월(2025.1.27~2.01) 동향을 담았다.",
        "기한은 2025.1.31. 자정까지다.",
        "U.S. 스틸과 J. 가나다 대표가 만났다.",
        "가나 Inc. 주식과 다라 Co. 채권을 샀다.",
        "생각해 보니... 그렇지 않았다.",
        "생각해 보니… 그렇지 않았다.",
        "가격··· 품질까지 따졌다.",
        "누리집(www.example.co.kr)과 hong@example.com 주소로 받는다.",
        "가나.다라는 회사 이름이다.",
        "#. 첫 사례를 보자.",
        "1. 첫째 항목을 본다.",
        "가. 개요를 적는다.",
    ],
)
def test_a_dot_that_is_no_final_mark_does_not_end_a_sentence(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        '그는 "물가가 안정됐다"며 "금리를 낮출 때다"라고 말했다.',
        "그는 “물가가 안정됐다. 금리를 낮출 때다.”라고 말했다.",
        "“공급이 늘었다. 값은 내릴 것이다.”라며 기대를 나타냈다.",
        '"언제 끝나나?"는 물음이 나왔다.',
        '"모르겠다." 고 답했다.',
        '"모르겠다." 라고 답했다.',
        "‘어디로 가나?’라는 제목의 보고서를 냈다.",
        "‘반값 세일!’ 행사가 시작됐다.",
        "보고서 「내일의 도시. 오늘의 길.」을 펴냈다.",
        '"값이 오른다."에서 "값이 내린다."로 바뀌었다.',
        "회사는 투자를 늘린다(단, 설비에 한한다. 인력은 뺀다)고 했다.",
    ],
)
def test_a_quotation_does_not_split_its_sentence(text: str) -> None:
    assert pieces(text) == [text]


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    assert pieces('그의 답은 짧았다. "안 된다." 회의는 끝났다.') == [
        "그의 답은 짧았다.",
        '"안 된다."',
        "회의는 끝났다.",
    ]
    assert pieces("(값은 그대로다.) 양은 늘었다.") == ["(값은 그대로다.)", "양은 늘었다."]


def test_a_closed_quotation_of_several_sentences_stays_whole() -> None:
    text = "“시장이 식었다. 거래도 끊겼다.” 현장의 말이다."
    assert pieces(text) == ["“시장이 식었다. 거래도 끊겼다.”", "현장의 말이다."]


def test_a_speech_glued_to_the_next_sentence_is_parted_from_it() -> None:
    text = "“값이 올랐습니다.”시장에서 만난 상인이 말했다."
    assert pieces(text) == ["“값이 올랐습니다.”", "시장에서 만난 상인이 말했다."]


def test_an_opening_mark_never_closed_does_not_swallow_what_follows() -> None:
    assert pieces('그는 "값이 오른다. 더 오른다.\n다음 문단이다. 끝이다.') == [
        '그는 "값이 오른다.',
        "더 오른다.",
        "다음 문단이다.",
        "끝이다.",
    ]


def test_a_closing_mark_without_its_opening_keeps_its_quoting_tail() -> None:
    assert pieces("값이 오른다.”라고 말했다. 끝이다.") == ["값이 오른다.”라고 말했다.", "끝이다."]


def test_a_year_written_with_an_apostrophe_opens_no_quotation() -> None:
    assert pieces("'24년에 줄었다. '25년에 늘었다.") == ["'24년에 줄었다.", "'25년에 늘었다."]


def test_a_citation_mark_stays_with_its_sentence() -> None:
    assert pieces("수출이 늘었다.[1][2] 수입은 줄었다.[3]") == ["수출이 늘었다.[1][2]", "수입은 줄었다.[3]"]


def test_a_photo_credit_is_parted_from_the_sentence_after_it() -> None:
    text = "직원들이 걷고 있다.(사진=가나일보)14일 업계에 따르면 수요가 늘었다."
    assert pieces(text) == ["직원들이 걷고 있다.", "(사진=가나일보)", "14일 업계에 따르면 수요가 늘었다."]
    assert complete(text) == [True, False, True]


@pytest.mark.parametrize("mark", ["●", "-", "*", "※", "①", "▲", "•"])
def test_a_bulleted_line_is_one_complete_sentence_without_a_period(mark: str) -> None:
    text = f"{mark} 수출 2.5% 증가 전망\n{mark} 설비 투자 확대 필요"
    assert pieces(text) == text.split("\n")
    assert complete(text) == [True, True]


def test_a_bulleted_line_that_was_cut_off_is_incomplete() -> None:
    assert complete("● 수출이 늘어날 것으로…") == [False]


@pytest.mark.parametrize("tail", ["..", "...", "…", "···", "", "...”"])
def test_text_cut_off_by_a_feed_is_incomplete(tail: str) -> None:
    assert complete(f"수출이 늘었다. 올해 물가는 지난해보다{tail}") == [True, False]


@pytest.mark.parametrize(
    "line", ["가나다 기자", "말했다. 가나다 기자", "가나전자, 새 공장 짓는다", "2025.1.31.", "가나다 기자."]
)
def test_a_byline_or_heading_is_incomplete(line: str) -> None:
    assert complete(line)[-1] is False


def test_a_long_report_line_with_a_noun_ending_is_complete_without_a_bullet() -> None:
    line = "가나국 정부는 첨단 공장을 유치하고자 세제 혜택과 보조금을 함께 주는 새 산업 지원 제도를 내년 상반기부터 단계적으로 시행할 전망"
    assert complete(line) == [True]
    assert complete("가나전자 하반기 실적 개선 전망") == [False]


def test_offsets_skip_blanks_and_line_ends() -> None:
    text = "  첫 문장이다.  \r\n\n  둘째 문장이다. "
    assert [(s.start, s.end) for s in split(text)] == [(2, 9), (16, 24)]


NEWS = st.text(alphabet=st.sampled_from(list("가다요까 \n.!?…\"'“”‘’()[]<>·1a-●,")), max_size=120)


@given(st.one_of(NEWS, st.text(max_size=120)))
@settings(max_examples=400, deadline=None)
def test_spans_are_sorted_trimmed_and_cover_every_character(text: str) -> None:
    position = 0
    for span in split(text):
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert "\n" not in text[span.start : span.end]
        position = span.end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "unit", ['"가', "(", '다."', "'가' ", '"가다." ', ".", "다. ", "“", "가.’", "다.[1]", "<다.", "- "]
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    split(text)
    assert time.perf_counter() - begin < 4.0


def _summaries() -> list[str]:
    folder = os.environ.get("NEWSPRISM_DATA")
    path = Path(folder or "") / "ko-business-week" / "items.jsonl.gz"
    if not folder or not path.exists():
        pytest.skip("NEWSPRISM_DATA does not name a folder with ko-business-week/items.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [html.unescape(html.unescape(json.loads(line)["summary"] or "")) for line in lines]


def test_a_megabyte_of_real_feed_text_takes_less_than_a_second() -> None:
    text = "\n".join(_summaries())
    begin = time.perf_counter()
    spans = split(text)
    seconds = time.perf_counter() - begin
    assert len(spans) > 50_000
    assert seconds < len(text.encode()) / 1e6
