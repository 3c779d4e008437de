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


TOTAL = "나루시의회 본회의는 12일 재석 24명 가운데 19명의 찬성으로 나루항 사용료를 올리는 조례를 의결했다."
FIRMS = "회사별 사용료는 나루해운 31억 원, 가온상선 18억 원, 누리선박 9억 원이다."


def test_a_figure_of_the_headline_given_again_is_the_news_with_a_total_beside_it():
    lead = "나루항 사용료 3사에 58억 부과"
    again = "나루항만공사는 나루해운 등 3사에 사용료로 모두 58억1300만 원을 12일 부과하고 납부 기한을 5월로 정했다."
    found = material(article("a", lead, f"나루항만공사가 사용료를 매겼다. {again} {FIRMS}", published=at(12)))
    by_text = {c.text: c for c in found.candidates}
    assert retells(by_text[again], nucleus(found), lead)
    assert not retells(by_text[FIRMS], nucleus(found), lead)


def test_what_it_came_to_is_the_news_whichever_court_says_it():
    lead = "나루해운 사용료 소송 최종 패소"
    again = "12일 나루지법 1부는 나루해운 직원 2명이 낸 사용료 소송에서 원고 패소로 판결한 원심을 확정했다."
    fine = "가온은행은 선박 41척을 담보로 잡고 새 대출 심사를 미뤘다."
    found = material(article("a", lead, f"나루해운이 소송에서 졌다. {again} {fine}", published=at(12)))
    by_text = {c.text: c for c in found.candidates}
    assert retells(by_text[again], nucleus(found), lead)
    assert not retells(by_text[fine], nucleus(found), lead)


def test_under_its_headline_an_insight_may_speak_of_its_rate():
    lead = "나루항만공사, 어민 융자 금리 1.5%로 인하"
    rate = "담보대출 금리는 연 2.2%에서 1.2%로 낮아진다."
    most = "융자 한도는 어민 한 사람에 최대 1000만 원이다."
    report = article(
        "a",
        lead,
        f"나루항만공사가 어민 융자 금리를 1.5%로 내렸다. {most} {rate}",
        published=at(12),
        publisher="나루일보",
    )
    assert all(c.leans and not c.hangs for c in material(report).candidates if c.text in (rate, most))
    pick = ranked(story("one", report), PORTS)
    assert set(texts(insight(desk([pick], ()), pick, report))) == {rate, most}
