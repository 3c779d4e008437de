"""English sentences: where one ends, and what is cut off."""

from __future__ import annotations

import pytest

from newsprism.text.en.sentences import dateline, split


def parts(text):
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Lee left at 3 p.m. Sales rose 1.5%.", ["Mr. Lee left at 3 p.m.", "Sales rose 1.5%."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("It was built by Gaon Corp. The plant is new.", ["It was built by Gaon Corp.", "The plant is new."]),
        ("Gaon Corp. Chairman Doe spoke. He left.", ["Gaon Corp. Chairman Doe spoke.", "He left."]),
        ("It costs $1.5 billion. That is all.", ["It costs $1.5 billion.", "That is all."]),
        ("It opens on Feb. 12. Tickets sell.", ["It opens on Feb. 12.", "Tickets sell."]),
        ("“We will act. Soon,” he said. It rained.", ["“We will act. Soon,” he said.", "It rained."]),
        ('"It fell." Analysts agreed.', ['"It fell."', "Analysts agreed."]),
        ("J. Doe and the No. 2 firm agreed. Yes.", ["J. Doe and the No. 2 firm agreed.", "Yes."]),
        ("Who pays? Nobody knows!", ["Who pays?", "Nobody knows!"]),
        ("One line\nAnother line.", ["One line", "Another line."]),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_a_word_a_number_or_a_quotation(text, expected):
    assert parts(text) == expected


def test_headings_and_cut_sentences_are_not_complete():
    assert [s.complete for s in split("A heading\nA whole one. A cut one…")] == [False, True, False]


def test_a_dateline_is_no_part_of_the_first_sentence():
    assert dateline("PORT MAREN, Feb. 3 (Sample Wire) — Exports fell.") == len("PORT MAREN, Feb. 3 (Sample Wire) — ")
    assert dateline("KESTER — Oil fell.") == len("KESTER — ")
    assert dateline("Exports fell — again — on Monday.") == 0
