"""An English text as the facts that it states, for comparing with what it is said to rest on."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from newsprism.text.en.cues import certainty, denied, directions, spoken
from newsprism.text.en.dates import dates
from newsprism.text.en.numbers import quantities
from newsprism.text.en.tokens import content_stems
from newsprism.text.statements import Clause, Statement

_LONGEST = 1_000
_QUOTED = re.compile(r"“([^“”]{1,400})”|\"([^\"]{1,400})\"|(?<![A-Za-z0-9])‘([^‘’]{1,200})’(?![A-Za-z])")
_BREAK = re.compile(
    r"[;:—–]\s|,\s(?=(?:and|but|while|as|after|before|which|although|though|because|with|who|down|up|led|driven|compared)\b)"
    r"|\s(?=(?:but|while|whereas|although|though|after|before|because)\s)|\sand\s(?=(?:\w+\s){0,3}(?:rose|fell|will|was|were|is|are|has|have|had|said|\w{3,12}ed)\b)|[.!?][\"”]?\s(?=[A-Z“\"])"
)


@lru_cache(maxsize=2048)
def statement(text: str, published: date | None) -> Statement:
    """Return what `text` states, read against the day of its document; at most 1,000 characters are read."""
    text = text[:_LONGEST]
    return Statement(
        text=text,
        amounts=quantities(text),
        dates=dates(text, published),
        quotations=tuple(next(filter(None, m.groups())) for m in _QUOTED.finditer(text)),
        clauses=tuple(map(_clause, _clauses(text))),
        spoken=spoken(text),
        stems=content_stems(text),
    )


def _clauses(text: str) -> list[tuple[int, str]]:
    found, begin = [], 0
    for match in _BREAK.finditer(text):
        found.append((begin, text[begin : match.start()]))
        begin = match.end()
    return [(start, part) for start, part in (*found, (begin, text[begin:])) if part.strip()]


def _clause(placed: tuple[int, str]) -> Clause:
    start, part = placed
    moves = tuple((start + a, start + b, way) for a, b, way in directions(part))
    return Clause(start, start + len(part), denied(part), certainty(part), moves, content_stems(part))
