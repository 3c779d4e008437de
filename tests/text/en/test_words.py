"""Stems, names, cues and headlines of English text."""

from __future__ import annotations

import pytest

from newsprism.text.en.cues import certainty, denied, directions, kinds, spoken, tense
from newsprism.text.en.headlines import content_words, genre, keywords, phrases, strip_tags
from newsprism.text.en.names import missing, named
from newsprism.text.en.printable import advises, fault, leans, refusal
from newsprism.text.en.romanised import may_be_read
from newsprism.text.en.tokens import stem, tokens


@pytest.mark.parametrize(
    "forms",
    [
        "tariff tariffs",
        "raise raised raising raises",
        "fell fall falls falling",
        "policy policies",
        "cut cuts cutting",
        "plan plans planned planning",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_words_are_tagged_as_names_verbs_numbers_or_nothing():
    found = {m.form: m.tag for m in tokens("Exports of Gaon Steel fell 10.3 percent in the U.S.")}
    assert found == {"export": "NNG", "of": "MAG", "gaon": "NNP", "steel": "NNP", "fall": "VV", "10.3": "SN",
                     "percent": "MM", "in": "MAG", "the": "MAG", "us": "NNP"}  # fmt: skip


def test_capitals_of_a_headline_in_title_case_are_no_names():
    assert {m.tag for m in tokens("Gaon Steel Plans New Electric Furnace Mill")} <= {"NNG", "VV", "MM"}


def test_a_name_that_no_span_holds_is_missing():
    span = "Gaon Steel said it would close its mill in Onsal."
    assert missing("Gaon Steel will close a mill in Onsal.", [span]) == ()
    assert missing("Gaon Steel will close a mill in Kester.", [span]) == ("Kester",)
    assert missing("Exports of Daon Steel fell.", [span]) == ("Daon",)


def test_names_are_found_across_the_languages():
    span = "한빛정밀은 미국과 한국은행에 대해 김민재 대표가 설명했다고 밝혔다."
    assert missing("Hanbit said Kim Min-jae spoke of the U.S. and the Bank of Korea.", [span]) == ()
    assert missing("Smith of Veldania spoke of Japan.", [span]) == ("Smith", "Veldania", "Japan")


def test_a_syllable_within_a_word_is_no_name():
    assert missing("Japan cut tariffs.", ["정부는 3일 일본행 관세를 내렸다."]) == ()
    assert missing("Japan and China cut tariffs.", ["정부는 3일 중요한 일을 마쳤다."]) == ("Japan", "China")
    assert missing("Japan cut tariffs.", ["일, 관세 내려"]) == ()


def test_a_spelling_may_be_how_a_korean_word_is_read():
    assert may_be_read("Hanbit", "한빛정밀은 올랐다.")
    assert may_be_read("Park Na-ru", "박나루 대표는")
    assert not may_be_read("Daon", "한빛정밀은 올랐다.")


def test_a_sentence_names_somebody():
    assert named("The plant of Gaon Steel will close.")
    assert not named("Exports fell on Monday.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened the pier.", 3),
        ("It will open the pier.", 2),
        ("It plans to open the pier.", 2),
        ("It may open the pier.", 1),
        ("Exports are expected to fall.", 1),
    ],
)
def test_a_clause_says_how_certain_it_is(text, expected):
    assert certainty(text) == expected


def test_a_denial_is_seen_and_two_are_none():
    assert denied("It did not approve the plan.")
    assert denied("The company denied a report.")
    assert not denied("It approved the plan.")
    assert not denied("It did not reject the plan.")
    assert not denied("The won fell against the dollar.")


def test_directions_stand_in_order():
    assert [way for _, _, way in directions("Exports rose while imports fell.")] == [1, -1]
    assert directions("The economy is large.") == ()


def test_kinds_tense_and_speech_are_told_by_cues():
    assert {"amount", "comparison", "cause"} <= kinds("Sales rose 3 percent from a year earlier because of demand.")
    assert {"deadline", "decision"} <= kinds("The council will vote by the end of June.")
    assert tense("The council approved it.") == "past"
    assert tense("The council will vote.") == "ahead"
    assert spoken("Sales rose, the company said.")
    assert not spoken("Sales rose.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The ministry published new figures for the month.", "leaning"),
        ("However, exports of cars fell by 3 percent in May.", "leaning"),
        ("He said the plant of Gaon Steel would close in May.", "leaning"),
        ("Why did exports of Gaon fall so far in May of last year?", "question"),
        ("exports of cars fell by 3 percent in the month of May.", "style"),
        ("Read more on the exports of Gaon Steel in our newsletter.", "editorial"),
        ("We think exports of Gaon Steel will rise in the month.", "leaning"),
        ("Too short.", "length"),
        ("Exports of Gaon Steel fell by 3 percent in May.", None),
    ],
)
def test_what_cannot_stand_alone_is_refused_with_a_reason(text, why):
    assert refusal(text) == why


def test_a_short_sentence_of_a_model_passes_and_advice_is_advice():
    assert fault("The port opens on June 1.") is None
    assert fault("the port opens") == "style"
    assert advises("Analysts recommend to buy shares of the port.")
    assert not advises("The company will buy a rival.")
    assert leans("Sales of the unit rose by 3 percent in May.")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Opinion: tax the sea", "opinion"),
        ("Morning briefing: what to know", "notice"),
        ("In pictures: the strike", "photo"),
        ("Q&A: the new mayor", "feature"),
        ("Exports fall 10 percent in January", "news"),
    ],
)
def test_a_headline_announces_a_kind_of_text(title, expected):
    assert genre(title) == expected


def test_headlines_lose_tags_and_outlet_and_fall_into_parts():
    assert strip_tags("UPDATE 2: Gaon cuts rates - The Harbor Herald") == "Gaon cuts rates"
    assert phrases("Gaon to open plant: first cars due in May")[1:] == ("Gaon to open plant", "first cars due in May")
    assert content_words("Gaon raises tariffs") == content_words("Tariff raised, Gaon")
    assert keywords("Central bank holds interest rate in South Korea") == (
        "Central bank",
        "interest rate",
        "South Korea",
    )
