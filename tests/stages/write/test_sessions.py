"""A market's session is told by its last full report."""

from __future__ import annotations

from newsprism.stages.write.sessions import closing_report, sessions_over
from tests.making import article, at
from tests.stages.write.newsroom import material

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
