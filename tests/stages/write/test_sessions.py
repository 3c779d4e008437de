"""A market's session is told by its last full report."""

from __future__ import annotations

from newsprism.stages.write.sessions import closing_report, sessions_over, tells_a_close
from tests.making import article, at, story
from tests.stages.write.newsroom import RATES, desk, material, ranked

MORNING = article(
    "m",
    "코스피, 장중 2500선 붕괴",
    "코스피가 장 초반 2498.90까지 밀려 2500선을 내줬다. 누리반도체는 10일 오전 4만 원까지 떨어졌다.",
    published=at(10, 10),
)
CLOSE = article(
    "c",
    "코스피 2517 마감",
    "코스피가 10일 0.77% 내린 2517.37에 거래를 마쳤다. 외국인은 10일 1조 원 넘게 순매도했다.",
    published=at(10, 16),
)
STUB = article("s", "[속보] 코스피 2517 마감", "코스피가 마감했다.", published=at(10, 17))


def test_the_last_full_report_leads():
    assert closing_report([MORNING, CLOSE, STUB]) is CLOSE
    assert closing_report([MORNING]) is MORNING


def test_other_stories_have_no_closing_report():
    assert closing_report([article("x", "나루항 새 부두 개장", "나루항이 부두를 열었다.", published=at(10))]) is None
    assert closing_report([]) is None


def test_what_went_on_before_the_close_is_over():
    found = material(CLOSE, MORNING)
    over = sessions_over([found])
    told = {c.text for c in found.candidates if c.source in over}
    assert any("2498.90" in text for text in told)
    assert not any("2517.37" in text for text in told)
    assert sessions_over([material(MORNING)]) == frozenset()


def test_a_day_of_a_market_is_no_part_of_what_a_month_tells():
    month = article(
        "m-1",
        "1월 나루 국채 금리 상승",
        "나루증권협회는 12일 1월 나루 국채 금리가 0.2%포인트 올랐다고 밝혔다.",
        published=at(12),
    )
    day = article(
        "d-1",
        "나루 국채 금리 과도하다는 나루은행",
        "11일 나루 채권시장에서 나루 국채 금리는 0.02%포인트 내린 연 3.2%에 장을 마쳤다.",
        published=at(12),
    )
    one, other = story("month", month, thread="bonds"), story("day", day, thread="bonds")
    table = desk([ranked(one, RATES)], (), siblings=(other,))
    assert [c.story_id for c in table.candidates(["month", "day"])] == ["month", "day"]
    assert [c.story_id for c in table.own("month")] == ["month"]
    assert tells_a_close("코스피가 2517.37에 마감했다.")
    assert not tells_a_close("나루시는 12일 접수를 마감했다.")
