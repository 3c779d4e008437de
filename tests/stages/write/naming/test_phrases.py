"""A key phrase is a whole noun phrase of its headline and names a matter."""

from __future__ import annotations

import pytest

from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.keywords import keywords, names_a_matter
from newsprism.stages.write.naming.phrases import noun_phrases
from newsprism.types.brief import Citation, Sentence
from tests.making import PORTS, article, story
from tests.stages.write.newsroom import analyser, desk, ranked


def phrases(title: str) -> list[str]:
    return noun_phrases(title, analyser().analyse(title))


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("부두 특별법 국회 본회의 통과", "부두 특별법 국회"),
        ("나루센터 창업-네스트 전국 확대", "나루센터 창업"),
        ("부두임대법 시행 전 선석 점검", "부두임대법 시행"),
        ("선석 사용료 4배 오른다", "선석 사용료"),
        ("선석 사용료 내린 부두 조합", "선석 사용료"),
        ("“선석 두 배로” 나루항 인사 “요금 내린다”", "나루항 인사"),
        ("한국서 크레인 생산 시작", "한국서 크레인 생산"),
        ("부두임대법 내달 시행", "부두임대법 내달"),
    ],
)
def test_a_phrase_is_not_cut_in_its_clause(title, cut):
    assert cut not in phrases(title)


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("부두임대법 통과땐 요금 인하", "부두임대법"),
        ("부두청, ‘선석 나눔터’ 참여 기업 모집", "선석 나눔터"),
        ("美 1월 고용 13만명 증가", "1월 고용"),
        ("항만 R&D 예타 통과", "항만 R&D 예타"),
    ],
)
def test_a_law_a_quoted_name_and_the_statistic_of_a_month_are_phrases(title, whole):
    assert whole in phrases(title)


@pytest.mark.parametrize(
    "phrase",
    [
        "유동성 블랙홀",
        "파업 전운 고조",
        "한은 인사",
        "인력 양성",
        "정규직 채용",
        "미국 경제",
        "특례 관철 총력",
        "부두 부족 현실화",
        "감독원 설치법 조속",
        "신임 대표 내정",
    ],
)
def test_a_figure_of_speech_a_person_and_kinds_of_things_name_no_matter(phrase):
    assert not names_a_matter(phrase)


@pytest.mark.parametrize("phrase", ["부두임대법", "국고채 금리", "1월 취업자", "선석 사용료", "AI반도체"])
def test_a_law_a_name_and_a_statistic_name_a_matter(phrase):
    assert names_a_matter(phrase)


def printed(pick, number: int) -> Sentence:
    document = pick.story.documents[number]
    return Sentence(document.text, "extracted", (Citation(document.id, "text", 0, len(document.text), document.text),))


def titled(pick, number: int) -> Sentence:
    document = pick.story.documents[number]
    return Sentence(
        document.title, "extracted", (Citation(document.id, "title", 0, len(document.title), document.title),)
    )


def test_a_keyword_stands_in_what_is_printed():
    one = ranked(
        story(
            "s",
            article("a", "크레인 안전검사 받는 나루항", "나루항 부두의 안전을 살핀다."),
            article("b", "나루항 예인선 면허제 손질", "예인선 면허제를 손질한다."),
            article("c", "나루항 예인선 면허제 손질한다", "예인선 면허제를 손질한다."),
        ),
        PORTS,
    )
    table, titles = desk([one], ()), Headlines(analyser())
    assert keywords(table, titles) == ("나루항 예인선 면허제",)
    assert not any("면허제" in word for word in keywords(table, titles, printed=[printed(one, 0)]))
    assert any("면허제" in word for word in keywords(table, titles, printed=[printed(one, 1), titled(one, 1)]))


def test_the_name_of_a_series_is_no_keyword():
    titles = ("[나루항 요금표] 예인선 면허제 손질", "[나루항 요금표] 예인선 면허제 바뀐다")
    one = ranked(story("s", *(article(f"a{i}", t) for i, t in enumerate(titles))), PORTS)
    assert not any("요금표" in word for word in keywords(desk([one], ()), Headlines(analyser())))
