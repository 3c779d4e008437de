"""English sentences against English and Korean spans: what is caught, and what passes."""

from __future__ import annotations

import pytest

from newsprism.stages.verify import check_sentence
from newsprism.types.brief import Citation, Figure, Sentence
from tests.making import article, at

ENGLISH = (
    "Gaon Steel said on Thursday that exports fell 10.3 percent to $49.1 billion. "
    "The council of Onsal approved the plan on March 10. "
    "The ministry may raise the tariff to 25 percent next year. "
    "Daon Bank did not sell its shares in Gaon Steel. "
    "“We will not close the mill,” said Kim Ro, who leads Gaon Steel."
)
KOREAN = (
    "한빛정밀은 12일 수출이 8% 감소한 491억 달러라고 밝혔다. 정부는 관세를 25%로 올릴 계획이다. "
    "한국은행은 기준금리를 3.0%로 동결했다. 나루전자는 공장을 폐쇄하지 않았다."
)
SOURCES = {
    "en": article("en", "Exports of Gaon Steel fall", ENGLISH, published=at(13), language="en"),
    "ko": article("ko", "한빛정밀 수출 8% 감소", KOREAN, published=at(13)),
}


def faults(text, quote, source="en", origin="generated", figures=()):
    document = SOURCES[source]
    start = document.text.index(quote)
    cited = Citation(document.id, "text", start, start + len(quote), quote)
    found = check_sentence(Sentence(text, origin, (cited,), figures), {document.id: document}, tag="en")
    return [fault.kind for fault in found]


FELL, PASSED, MAY, KEPT, QUOTED = (
    "Gaon Steel said on Thursday that exports fell 10.3 percent to $49.1 billion.",
    "The council of Onsal approved the plan on March 10.",
    "The ministry may raise the tariff to 25 percent next year.",
    "Daon Bank did not sell its shares in Gaon Steel.",
    "“We will not close the mill,” said Kim Ro, who leads Gaon Steel.",
)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Exports fell by 10.3% to $49.1 billion, Gaon Steel said Thursday.", FELL),
        ("Gaon Steel said that exports declined 10.3 percent to $49.1 billion.", FELL),
        ("Onsal's council approved the plan on March 10.", PASSED),
        ("The tariff may be raised to 25 percent next year by the ministry.", MAY),
        ("Daon Bank did not sell shares in Gaon Steel.", KEPT),
        ("Kim Ro of Gaon Steel said: “We will not close the mill.”", QUOTED),
    ],
)
def test_a_true_paraphrase_passes(text, quote):
    assert faults(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Exports fell 11.3 percent to $49.1 billion, Gaon Steel said Thursday.", FELL, "number"),
        ("Exports fell 10.3 percent to €49.1 billion, Gaon Steel said Thursday.", FELL, "unit"),
        ("Exports fell 10.3 percent to $49.1 billion, Gaon Steel said Monday.", FELL, "date"),
        ("Exports fell 10.3 percent to $49.1 billion, Daon Steel said Thursday.", FELL, "name"),
        ("Exports rose 10.3 percent to $49.1 billion, Gaon Steel said Thursday.", FELL, "polarity"),
        ("Exports fell 10.3 percent to $49.1 billion on Thursday.", FELL, "attribution"),
        ("Onsal's council did not approve the plan on March 10.", PASSED, "polarity"),
        ("Onsal's council may approve the plan on March 10.", PASSED, "modality"),
        ("The ministry raised the tariff to 25 percent next year.", MAY, "modality"),
        ("Daon Bank sold its shares in Gaon Steel.", KEPT, "polarity"),
        ("Kim Ro of Gaon Steel said: “We will close the mill.”", QUOTED, "quote"),
        ("Onsal's council approved a costly foreign stadium project on March 10.", PASSED, "addition"),
    ],
)
def test_a_changed_fact_is_caught(text, quote, kind):
    assert kind in faults(text, quote)


EXPORTS, TARIFF, RATE, MILL = KOREAN.split(". ")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Hanbit said exports fell 8 percent to $49.1 billion.", EXPORTS),
        ("Hanbit said on March 12 that exports fell 8% to $49.1 billion.", EXPORTS),
        ("The government plans to raise the tariff to 25 percent.", TARIFF),
        ("The Bank of Korea held its base rate at 3.0 percent.", RATE),
        ("Naru did not close its plant.", MILL),
    ],
)
def test_a_true_translation_passes(text, quote):
    assert faults(text, quote, "ko") == []


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Hanbit said exports fell 9 percent to $49.1 billion.", EXPORTS, "number"),
        ("Hanbit said exports fell 8 percent to 49.1 billion won.", EXPORTS, "unit"),
        ("Hanbit said on March 14 that exports fell 8 percent.", EXPORTS, "date"),
        ("Veldania said exports fell 8 percent to $49.1 billion.", EXPORTS, "name"),
        ("Hanbit said exports rose 8 percent to $49.1 billion.", EXPORTS, "polarity"),
        ("Exports fell 8 percent to $49.1 billion.", EXPORTS, "attribution"),
        ("Hanbit said “exports fell” by 8 percent.", EXPORTS, "quote"),
        ("The government raised the tariff to 25 percent.", TARIFF, "modality"),
        ("Naru closed its plant.", MILL, "polarity"),
        ("한국은행은 기준금리를 3.0%로 동결했다.", RATE, "language"),
    ],
)
def test_a_changed_fact_is_caught_across_the_languages(text, quote, kind):
    assert kind in faults(text, quote, "ko", "extracted" if kind == "language" else "generated") or (
        kind == "language" and faults(text, quote, "ko") == ["language"]
    )


def test_a_sentence_to_the_letter_passes_and_a_shifted_span_does_not():
    assert faults(PASSED, PASSED, origin="extracted") == []
    assert "date" in faults(PASSED.replace("10", "11"), PASSED, origin="extracted")


def test_a_counted_sentence_may_use_template_words_figures_and_imprints_only():
    figures = (Figure("outlets", "3"), Figure("first_report", "2026-03-12"))
    true = "Three outlets reported this story from March 12 to March 13."
    assert faults(true, PASSED, origin="composed", figures=figures) == []
    assert faults(true.replace("Three", "Four"), PASSED, origin="composed", figures=figures) == ["addition"]
    assert faults(true.replace("March 12", "March 9"), PASSED, origin="composed", figures=figures) == ["addition"]
    assert faults(true.replace("reported", "praised"), PASSED, origin="composed", figures=figures) == ["addition"]
