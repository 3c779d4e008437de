"""An insight adds to the news and does not tell it once more."""

from __future__ import annotations

from newsprism.stages.write.lenses import insight
from newsprism.stages.write.news import nucleus, retells
from tests.making import PORTS, article, at, story
from tests.stages.write.newsroom import desk, material, ranked, texts

LEAD = "나루항 선석 사용료 12% 인상 확정"
NEWS = "나루항만공사가 선석 사용료를 12% 올리기로 확정했다."
MORE = "작은 배는 내년 말까지 사용료의 30%를 깎아 준다."
REPORTS = (
    article(
        "a",
        LEAD,
        f"{NEWS} {MORE} 나루항만공사는 늘어난 수입 84억 원을 부두 크레인 12대를 바꾸는 데 쓴다.",
        published=at(11),
    ),
    article(
        "b",
        "나루항 선석 사용료 12% 오른다",
        f"나루항 선석 사용료가 12% 오른다. {MORE}",
        published=at(11, 12),
        publisher="가온경제",
    ),
    article(
        "c",
        "선석 사용료 인상",
        "나루항 선석 사용료 인상이 확정됐다. 항만 위원 7명이 찬성했다.",
        published=at(12),
        publisher="바다신문",
    ),
)


def test_the_nucleus_is_what_many_reports_open_with_and_the_headline():
    news = nucleus(material(*REPORTS))
    assert {"나루항", "선석", "사용료"} <= news
    assert "항만" not in news


def test_the_opening_retells_and_what_it_means_does_not():
    found = material(*REPORTS)
    news = nucleus(found)
    by_text = {c.text: c for c in found.candidates}
    assert retells(by_text[NEWS], news, LEAD)
    assert not retells(by_text[MORE], news, LEAD)


def test_an_insight_is_not_the_news_where_the_reports_tell_more():
    pick = ranked(story("one", *REPORTS), PORTS)
    said = texts(insight(desk([pick], ()), pick, REPORTS[0]))
    assert said
    assert NEWS not in said
