"""What counts as a definition, and what only looks like one. All sentences are invented."""

import gzip
import json
import os
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.text.ko.definitions import definitions_in


def found(text: str, style: str) -> list[tuple[str, str | None, str]]:
    return [
        (each.term, each.original, text[each.start : each.end]) for each in definitions_in(text) if each.style == style
    ]


def test_a_note_belongs_to_the_starred_term_above_it():
    text = "- 업계는 경질탄소* 조달처를 넓힐 계획\n* (Hard Carbon) 층 사이가 벌어진 탄소 소재"
    assert found(text, "note") == [("경질탄소", "Hard Carbon", "층 사이가 벌어진 탄소 소재")]


def test_a_bracketed_abbreviation_is_the_term_when_the_note_spells_it_out():
    text = "- 차세대 제어 기술(CT 2.0)*의 과제를 점검\n* (Control Technology 2.0) 사람 없이 설비를 움직이는 기술"
    assert found(text, "note")[0][:2] == ("CT 2.0", "Control Technology 2.0")


def test_a_word_that_always_stands_before_the_term_belongs_to_it():
    text = (
        "- 이 회사는 잔향 제거* 기술을 공개\n* (dereverberation) 울림을 지우는 기법\n- 잔향 제거 기술은 회의실에 쓰임"
    )
    assert found(text, "note")[0][0] == "잔향 제거"


def test_a_lost_star_is_made_good_by_the_abbreviation():
    text = "● 해양자료협약(ODC)의 의장국이 할 일을 제시\n- * (Ocean Data Compact) 관측 자료를 나누는 국제 협약"
    assert found(text, "note")[0][:2] == ("ODC", "Ocean Data Compact")


def test_stars_are_counted():
    text = "- 칩다리* 와 칩받침** 시장이 성장\n* (Chip Bridge) 칩을 잇는 부품\n** (Chip Base) 칩을 얹는 부품"
    assert [each[:2] for each in found(text, "note")] == [("칩다리", "Chip Bridge"), ("칩받침", "Chip Base")]


def test_a_note_on_a_number_or_without_an_english_head_is_no_definition():
    assert found("- 4년간 5,000억* 달러를 투입\n* 초기 투자금은 1,000억 달러이며 나머지는 미정", "note") == []
    assert found("- 특정 국가*에 예외를 적용\n* 가나, 나라, 다라", "note") == []
    assert found("- 5,000억* 달러를 투입\n* (단계별 집행) 첫해에 1,000억 달러", "note") == []


def test_a_glossary_line_names_its_own_term():
    text = "본문이 끝났다.\n* 잔향제거(Dereverberation): 방의 울림을 지우는 신호 처리 기법"
    assert found(text, "note") == [("잔향제거", "Dereverberation", "방의 울림을 지우는 신호 처리 기법")]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("물빚채권이란 댐 운영 수입을 담보로 발행하는 채권을 말한다.", "물빚채권"),
        ("‘지역 돌봄 평가’는 해마다 시군의 돌봄 실적을 견줘 등급을 매기는 제도다.", "지역 돌봄 평가"),
        ("파력가감법은 파도의 높이에 따라 발전량을 조절하는 기술이다.", "파력가감법"),
        ("조류지수(TPI)는 바닷물의 흐름을 숫자로 나타낸 지표다.", "조류지수"),
        ("RKU는 실적을 낸 직원에게 현금 대신 나중에 주는 주식을 말한다.", "RKU"),
    ],
)
def test_a_sentence_that_only_defines_its_subject_is_found(sentence, term):
    assert [each[0] for each in found(f"첫 문장이다. {sentence} 끝 문장이다.", "says")] == [term]
    assert found(f"첫 문장이다. {sentence}", "says")[0][2] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "이는 수출이 회복되고 있음을 의미한다.",
        "이번 결정은 금리 인하를 의미한다.",
        "당적 제명은 정치적 보호막 상실을 의미한다.",
        "환율이 내린 것은 통화 가치가 올랐음을 뜻한다.",
        "마루제철은 생산 거점을 넓혀 비용을 줄이겠다는 전략이다.",
        "정부는 지난해 이 제도를 도입했다고 말한다.",
        "투자자는 원금을 나누어 돌려받는 방식이다.",
        "따라서 조회는 곧 유출을 의미한다.",
        "지원 내용은 이자를 대신 내 주는 방식이다.",
        "앞줄은 건설사가 짓는 집을, 뒷줄은 공사가 짓는 집을 의미한다.",
    ],
)
def test_a_sentence_that_interprets_or_reports_is_not_found(sentence):
    assert found(sentence, "says") == []


def test_appositions_give_two_names_and_no_text():
    assert found("국제조류기구(ITO)가 조력법(Tidal Power Act)을 논의했다.", "apposition") == [
        ("국제조류기구", "ITO", "국제조류기구(ITO)"),
        ("조력법", "Tidal Power Act", "조력법(Tidal Power Act)"),
    ]
    assert found("ISDS(국제투자분쟁) 절차", "apposition") == [("ISDS", "국제투자분쟁", "ISDS(국제투자분쟁)")]


def test_half_a_name_a_ticker_and_a_person_are_no_apposition():
    assert found("글로벌 전략회의(GSC)를 열었다", "apposition") == []
    assert found("마루제철(012345)은 올랐다", "apposition") == []
    assert found("기금(IMF)을 냈다", "apposition") == []
    assert found("MARU(가람 대표) 발언", "apposition") == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='가는을란다말한 *()‘’".\n:AbC1·-', max_size=200))
def test_spans_are_exact_for_any_text(text):
    for each in definitions_in(text):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert each.term


def test_few_sentences_of_a_real_week_define_anything():
    folder = os.environ.get("NEWSPRISM_DATA")
    path = Path(folder or "-") / "ko-business-week" / "items.jsonl.gz"
    if not path.exists():
        pytest.skip("NEWSPRISM_DATA names no folder with ko-business-week")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [
            unescape(unescape(json.loads(line)["summary"] or "")) for line, _ in zip(file, range(3000), strict=False)
        ]
    said = [text[each.start : each.end] for text in texts for each in definitions_in(text) if each.style == "says"]
    assert 10 <= len(said) <= 90
    assert not any(sentence.startswith(("이는", "이번", "따라서")) for sentence in said)
