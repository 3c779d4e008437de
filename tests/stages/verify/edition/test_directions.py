"""Across blocks: no sentence of an edition says the contrary of another, or the same in other words."""

import pytest

from newsprism.stages.verify import EditionVerifier
from newsprism.types.brief import Paragraph, Trend
from newsprism.types.story import StoryId
from tests.stages.verify.editions import brief, document, kinds, pick, sentence


def faults(*texts, origin="extracted"):
    """Check an edition with each of `texts` in a block of its own, each cited to its own article."""
    articles = [document(t, f"나루시 소식 {n}번째", name=f"d{n}") for n, t in enumerate(texts)]
    said = [sentence(t, a, origin) for t, a in zip(texts, articles, strict=True)]
    edition = brief(
        pick(1, articles[0], said[0]),
        analysis=(Paragraph((said[1],)),),
        trends=tuple(Trend("흐름", (s,), (StoryId("s9"),)) for s in said[2:]),
    )
    return EditionVerifier().verify(edition, articles).faults


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("나루항 하역 물동량이 크게 늘었다.", "나루항 하역 물동량이 줄었다."),
        ("누리유통의 온라인 매출은 증가했다.", "누리유통 온라인 매출은 감소했다."),
        ("두레은행 예금 금리가 올랐다.", "두레은행 예금 금리가 오르지 않았다."),
        ("누리유통 온라인 매출은 31% 증가했다.", "누리유통 온라인 매출은 12% 늘었다."),
    ],
)
def test_up_and_down_or_two_amounts_of_one_thing_contradict(one, other):
    assert "contradiction" in kinds(faults(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("누리유통의 온라인 매출은 증가했다.", "누리유통의 매장 매출은 감소했다."),
        ("누리유통의 온라인 매출은 1분기에 증가했다.", "누리유통의 온라인 매출은 2분기에 감소했다."),
        ("두레은행 예금 금리가 올랐다.", "두레은행 예금 금리가 내릴 전망이다."),
        ("두레은행 예금 금리가 올랐다.", "보람은행 예금 금리가 내렸다."),
        ("누리유통 온라인 매출은 약 31% 증가했다.", "누리유통 온라인 매출은 30.8% 늘었다."),
        ("나루항 물동량이 늘었다.", "가람항 물동량이 줄었다."),
    ],
)
def test_another_thing_time_or_certainty_does_not(one, other):
    assert "contradiction" not in kinds(faults(one, other))


def test_the_same_in_other_words_is_repeated_where_a_model_wrote():
    pair = (
        "새솔조선은 12일 가람시 조선소에 독을 짓기로 했다.",
        "새솔조선이 12일 가람시 조선소에서 독 건설을 하기로 했다.",
    )
    assert "repeated" in kinds(faults(*pair, origin="generated"))


def test_a_sentence_that_tells_more_is_not_repeated():
    pair = (
        "새솔조선은 12일 가람시 조선소에 독을 짓기로 했다.",
        "새솔조선은 독 공사에 직원 300명을 새로 뽑아 6월 착공한다.",
    )
    assert "repeated" not in kinds(faults(*pair, origin="generated"))
