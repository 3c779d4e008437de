"""What finds what: index and query reader together over a real full-text table. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.index.query import KoreanQueryReader
from newsprism.stages.index.stage import MorphemeIndexer
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.document import Document, DocumentId
from tests.stages.index.archive import TinyArchive

ANALYZER = Analyzer()
READER = KoreanQueryReader(ANALYZER)
INDEXER = MorphemeIndexer(ANALYZER)


def document(name: str, title: str, text: str = "") -> Document:
    return Document(DocumentId(name), "article", title, text, None, "나루일보", (), None, "ko")


def finds(query: str, text: str, title: str = "제목 없음") -> bool:
    archive = TinyArchive(INDEXER.index([document("d", title, text)]))
    return archive.find(READER.read(query)) == {"d"}


FOUND = [
    # particles and endings
    ("반도체는", "반도체 수출이 늘었다."),
    ("반도체", "반도체로 번 돈을 반도체에 다시 썼다."),
    ("올랐다", "물가는 오르며 소비는 줄었다."),
    ("늘어난", "수출이 늘어나며 돈이 돌았다."),
    ("가능한", "연내 출시가 가능하다고 밝혔다."),
    # compounds, whole and in parts
    ("반도체장비", "국산 반도체 장비가 팔렸다."),
    ("반도체 장비", "국산 반도체장비가 팔렸다."),
    ("장비", "국산 반도체장비가 팔렸다."),
    ("기준금리", "기준 금리를 내렸다."),
    ("금리", "기준금리를 내렸다."),
    ('"기준 금리 인하"', "기준금리 인하가 늦어졌다."),
    ("데이터 센터", "데이터센터를 짓는다."),
    ("비트코인", "비트 코인 값이 내렸다."),
    ("영업이익", "영업 이익이 줄었다."),
    ("금감원", "금감원장이 말했다."),
    # names
    ("삼성전자", "삼전이 올랐다."),
    ("삼전", "삼성전자가 올랐다."),
    ("삼성 전자", "삼성전자가 올랐다."),
    ("현대차", "현대자동차가 차를 팔았다."),
    ("현대자동차", "현대차가 차를 팔았다."),
    ('"현대자동차 노조"', "현대차 노조가 모였다."),
    ("미국", "美 관세가 올랐다."),
    ("美", "미국이 관세를 올렸다."),
    ("미국", "美中 갈등이 커졌다."),
    ("한은", "한국은행이 금리를 내렸다."),
    ("대한민국", "한국 경제가 자랐다."),
    ("젠슨 황", "젠슨황이 왔다."),
    ("젠슨황", "젠슨 황이 왔다."),
    # hanja
    ("한국", "韓國 經濟가 자랐다."),
    ("韓國", "한국 경제가 자랐다."),
    ("미중", "美中 갈등이 커졌다."),
    ("美中", "미중 갈등이 커졌다."),
    ("노동", "勞動 시장이 얼었다."),
    ("勞動者", "노동자가 모였다."),
    ("女子", "여자 배구가 열렸다."),
    ("역사", "歷史를 읽는다."),
    ("이론", "理論과 실제는 다르다."),
    ("비율", "부채 比率이 높다."),
    ("부동산", "不動産 값이 올랐다."),
    ("대미 수출", "對美 수출이 줄었다."),
    ("전년 대비", "전년比 3% 늘었다."),
    # letters, digits, codes
    ("hbm4", "새 HBM4를 내놨다."),
    ("HBM", "새 HBM4를 내놨다."),
    ("ai", "ＡＩ 시장이 컸다."),
    ("AI는", "AI 시장이 컸다."),
    ("C++", "C++ 개발자를 뽑는다."),
    ("AT&T", "AT&T가 망을 판다."),
    ("at&t", "AT&T가 망을 판다."),
    ("5G", "5G망을 깐다."),
    ("1500", "직원 1,500명을 뽑는다."),
    ("1,500", "직원 １５００명을 뽑는다."),
    ("2.5%", "기준금리는 2.5%다."),
    ("005380", "한빛차(005380)가 올랐다."),
    ("0030R0", "한빛리츠(0030R0)가 올랐다."),
    ("0030r0", "한빛리츠(0030R0)가 올랐다."),
    ("Cafe", "Café 나루가 문을 열었다."),
    ("2026", "행사는 2026.02.14에 열린다."),
    # nouns of one syllable
    ("금", "금을 샀다."),
    ("쌀", "쌀 값이 내렸다."),
    ("빚", "빚을 갚았다."),
    # operators
    ('"반도체 수출"', "반도체 수출이 늘었다."),
    ("“반도체 수출”", "반도체 수출이 늘었다."),
    ("자동차 OR 반도체", "반도체 수출이 늘었다."),
    ("자동차 | 반도체", "반도체 수출이 늘었다."),
    ("반도체 -자동차", "반도체 수출이 늘었다."),
    ("반도*", "반도체 수출이 늘었다."),
    ("반도체장*", "반도체 장비가 팔렸다."),
    ("삼성전*", "삼성전자가 올랐다."),
    ("수출 및 반도체", "반도체 수출이 늘었다."),
    ("수출", "1,500 삼성전자 수출 1,500"),
]

NOT_FOUND = [
    ("반도체", "반도의 체육을 말했다."),
    ('"반도체 수출"', "수출한 반도체가 돌아왔다."),
    ('"반도체 수출"', "반도체 장비 수출이 늘었다."),
    ("반도체장비", "반도체가 아니라 섬유 장비가 팔렸다."),
    ("반도체 -수출", "반도체 수출이 늘었다."),
    ('반도체 -"장비 수출"', "반도체 장비 수출이 늘었다."),
    ("반도체 자동차", "반도체 수출이 늘었다."),
    ("자동차 OR 섬유", "반도체 수출이 늘었다."),
    ("삼성전자", "삼성생명이 올랐다."),
    ("현대차", "현대건설이 올랐다."),
    ("LG", "LGBT 행사가 열렸다."),
    ("하이브", "하이브리드 차가 팔렸다."),
    ("대전", "대전환의 때가 왔다."),
    ("미국", "미국수를 끓였다."),
    ("中", "수사 중인 사건이다."),
    ("美中", "美 시장에서 팔렸다."),
    ("금", "李 총리는 金 장관을 만났다."),
    ("금", "지금은 때가 아니다."),
    ("금", "金 총리가 왔다."),
    ("노동", "로동신문 기사다."),
    ("1500", "직원 15,000명을 뽑는다."),
    ("150", "직원 1,500명을 뽑는다."),
    ("2.5", "직원 25명을 뽑는다."),
    ("C++", "C 언어를 배운다."),
    ("AT&T", "AT 센터에서 T 경기가 열렸다."),
    ("5G", "5월에 6G를 시험한다."),
    ("005380", "한빛차(005390)가 올랐다."),
    ("HBM3", "새 HBM4를 내놨다."),
    ("은행", "은이 행사에 나왔다."),
    ('"미국 중국"', "美 시장과 中 시장이 다르다."),
    ("반도체*", "반도 남쪽에 체육관이 섰다."),
    ("naru", "주소는 https://www.naru.example/a 다."),
]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_it_is_found(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_it_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


def test_headline_and_text_are_found_apart_and_are_no_neighbours_of_names() -> None:
    [indexed] = INDEXER.index([document("d", "삼전 목표 주가", "한은이 금리를 내렸다.")])
    assert indexed.title_terms[:2] == ("삼전", "목표")
    assert set(indexed.title_terms) >= {"삼성", "전자"}
    assert set(indexed.text_terms) >= {"한국", "은행", "금리"}
    assert "금리" not in indexed.title_terms


def test_many_documents_are_told_apart_in_order() -> None:
    texts = {"a": "반도체 수출", "b": "자동차 수출", "c": "쌀 수입", "d": ""}
    indexed = INDEXER.index([document(name, text) for name, text in texts.items()])
    assert [i.document_id for i in indexed] == list(texts)
    archive = TinyArchive(indexed)
    assert archive.find(READER.read("수출")) == {"a", "b"}
    assert archive.find(READER.read("수출 -반도체")) == {"b"}
    assert archive.find(READER.read("쌀 OR 자동차")) == {"b", "c"}


_WORDS = "반도체 수출 금리 삼성전자 美中 勞動 HBM4 C++ 1,500 물가 쌀 데이터센터 한국은행 AT&T 5G 비트코인".split()


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_text_is_found_by_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert finds(text, text)
    assert finds(f'"{text}"', text)
