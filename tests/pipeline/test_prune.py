from dataclasses import replace

import pytest

from newsprism.pipeline.prune import without
from newsprism.types.brief import Issue, Paragraph, StrategyPoint, Term, Trend
from newsprism.types.verdict import Fault
from tests import drawn
from tests.making import article, cited
from tests.stages.verify.editions import brief, pick

DOC = article("d", text="하나를 열었다. 둘을 열었다. 셋을 열었다. 넷을 열었다.")
ONE, TWO, THREE, FOUR = (cited(DOC, f"{word} 열었다.") for word in ("하나를", "둘을", "셋을", "넷을"))


def fault(text):
    return Fault("number", "picks[0].summary[0]", text, "어긋남")


EDITION = brief(
    replace(pick(1, DOC, ONE, TWO), title="첫째", context=(TWO,), insight=(THREE,)),
    replace(pick(2, DOC, THREE), title="둘째"),
    replace(pick(3, DOC, FOUR), title="셋째"),
    subtitles=(ONE, THREE),
    analysis=(Paragraph((ONE, TWO)), Paragraph((TWO,))),
    issues=(Issue("가", (ONE,)), Issue("나", (TWO, ONE))),
    trends=(Trend("다", (TWO,), ()), Trend("라", (ONE, TWO), ())),
    terms=(Term("마", None, (TWO,)),),
    strategy=(StrategyPoint("바", (ONE, TWO)), StrategyPoint("사", (TWO,))),
)


def test_nothing_at_fault_changes_nothing():
    assert without(EDITION, []) == EDITION
    assert without(EDITION, [fault("그런 문장은 없다.")]) == EDITION


def test_a_sentence_at_fault_goes_from_every_block():
    found = without(EDITION, [fault(TWO.text)])
    assert TWO.text not in str(found)
    assert ONE.text in str(found)


def test_a_block_that_is_left_empty_goes_with_its_sentences():
    found = without(EDITION, [fault(TWO.text)])
    assert found.analysis == (Paragraph((ONE,)),)
    assert [i.label for i in found.issues] == ["가", "나"]
    assert [t.title for t in found.trends] == ["라"]
    assert found.terms == ()
    assert [s.name for s in found.strategy] == ["바"]
    assert found.subtitles == (ONE, THREE)


def test_a_pick_named_by_its_title_goes_and_the_others_are_numbered_anew():
    found = without(EDITION, [fault("둘째")])
    assert [(p.number, p.title) for p in found.picks] == [(1, "첫째"), (2, "셋째")]


@pytest.mark.parametrize("block", ["summary", "context", "insight"])
def test_each_text_of_a_pick_is_cleared(block):
    edition = brief(replace(pick(1, DOC), title="첫째", **{block: (ONE, TWO)}))
    (found,) = without(edition, [fault(ONE.text)]).picks
    assert getattr(found, block) == (TWO,)


def test_several_faults_are_taken_out_at_once():
    found = without(EDITION, [fault(ONE.text), fault(TWO.text), fault("셋째")])
    assert (found.analysis, found.issues, found.trends, found.strategy) == ((), (), (), ())
    assert [p.title for p in found.picks] == ["첫째", "둘째"]


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("charts.topics_by_day.topics[0]", (False, True, 1)),
        ("charts.keyword_shift", (True, False, 1)),
        ("charts.timelines[0].turns[1]", (True, True, 0)),
        ("charts.timelines[10]", (True, True, 1)),
    ],
)
def test_a_chart_goes_with_a_fault_of_any_part_of_it(where, left):
    found = without(drawn.EDITION, [Fault("number", where, "반도체", "어긋남")]).charts
    assert (found.topics_by_day is not None, found.keyword_shift is not None, len(found.timelines)) == left
