"""What an English text is found by: the stems of its words in order, without stop words.

So "interest rates" is a phrase of two neighbours, and a question of "tariff" finds tariffs. Words with a capital stand
by their stem like all others. What comes behind `LONGEST` characters is not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.text.en.tokens import tokens
from newsprism.text.ko.tokens import Morpheme

_LONGEST_TERM = 64


def index_fields(morphemes: Sequence[Morpheme], boundary: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms of the text before `boundary` and behind it."""
    kept = [m for m in morphemes if m.tag != "MAG"]
    return (
        tuple(m.form[:_LONGEST_TERM] for m in kept if m.start < boundary),
        tuple(m.form[:_LONGEST_TERM] for m in kept if m.start >= boundary),
    )


def asked(words: str) -> tuple[str, ...]:
    """Return the row of terms that an English word or phrase of a question looks for; nothing for stop words alone."""
    return tuple(m.form[:_LONGEST_TERM] for m in tokens(words) if m.tag != "MAG")
