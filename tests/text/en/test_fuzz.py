"""No text makes the English pack raise or take long."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.text.language import language, tags

PIECES = st.sampled_from(
    [
        "Gaon",
        "U.S.",
        "fell",
        "3",
        "1.5",
        "percent",
        "$",
        "%",
        "Feb.",
        "Monday",
        "“",
        "”",
        '"',
        "'",
        "(",
        "—",
        "...",
        "to",
        "not",
        "\n",
        "2025",
        "said",
        "한빛",
        "a",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@pytest.mark.parametrize("tag", tags())
@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_a_pack_reads_any_text(tag, text):
    pack = language(tag)
    for span in pack.split(text):
        assert 0 <= span.start < span.end <= len(text)
    for mention in (*pack.dates(text, date(2025, 2, 3)), *pack.quantities(text)):
        assert text[mention.start : mention.end] == mention.text
    for ask in (
        pack.kinds,
        pack.tense,
        pack.names_somebody,
        pack.refusal,
        pack.fault,
        pack.leans,
        pack.vague,
        pack.advises,
    ):
        ask(text)
    for ask in (
        pack.foreign,
        pack.genre,
        pack.strip_tags,
        pack.content_words,
        pack.dateline,
        pack.phrases,
        pack.keywords,
    ):
        ask(text)
    tokens = pack.tokens(text)
    pack.index_fields(text, tokens, len(text) // 2)
    pack.missing(text, [text])
    pack.statement(text, date(2025, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "a " * 50_000,
        "1,000" * 20_000,
        "“" * 50_000,
        "Mr. " * 25_000,
        "Feb. 1 " * 15_000,
        "not " * 25_000,
        "U.S." * 25_000,
        "- " * 50_000,
    ],
)
def test_a_long_text_takes_bounded_time(text):
    pack = language("en")
    begin = time.perf_counter()
    for ask in (
        pack.split,
        pack.quantities,
        pack.kinds,
        pack.tense,
        pack.names_somebody,
        pack.refusal,
        pack.leans,
        pack.genre,
        pack.strip_tags,
        pack.dateline,
    ):
        ask(text)
    pack.dates(text, None)
    pack.missing(text, [text])
    pack.statement(text, None)
    assert time.perf_counter() - begin < 2.0
