"""Digits that no unit makes a quantity: counted by a noun that is no unit, without a counter, or as the second of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity
from newsprism.types.verdict import FaultKind

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")
_TICKER = re.compile(r"\(([0-9A-Z]{6})\)")
_FRACTION = re.compile(r"\d+분의\s?\d+")
_SCORE = re.compile(r"\d+\s?대\s?\d+(?![\d.,]|\s?[가-힣%]*원)")
_COUNTED_SO = re.compile(r"[가-힣]{2,}")
_COUNTER = re.compile(r"\s?(%p|%|명|건|개|곳|원|달러|배|위|년|일|월|주|장|대|채|호|회|차|톤|명|점|억|조|만|천)")
_LABEL = re.compile(r"(?<![가-힣])([가-힣]{2,8})\s$")
_NO_COUNTER = re.compile(r"(?=[,.)·]|$|\s|(?:으로|로|이었다|였다|이다|이고|이며|의|과|와|에)(?![가-힣]))")
_LEFT_OUT = "표|명|인|사람|곳|개|건|석|점|회|편|채|가구|세대|척|마리"
"""Counters that a list may leave out (``찬성 11, 반대 4``)."""
_AMOUNT = re.compile(r"(?:\d[\d,]{0,14}(?:\.\d{1,4})?[천백십]?[조억만]?\s?){1,5}")
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)([천백십]?)([조억만]?)")
_PLACES = {"": 1, "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_NOUN = re.compile(r"[가-힣]{1,2}")


def counter_left_out(text: str, start: int, digits: str, spans: Sequence[Surface]) -> bool:
    """Say whether a label with a bare number (``찬성 11``) has that number with its counter in a span (``찬성 11표``, ``11표가 찬성``)."""
    label = _LABEL.search(text, max(0, start - 10), start)
    if label is None or not _NO_COUNTER.match(text, start + len(digits)):
        return False
    noun, number = re.escape(label.group(1)), re.escape(digits)
    counted = rf"(?<![\d.,]){number}\s?(?:{_LEFT_OUT})"
    said = re.compile(
        rf"(?<![가-힣]){noun}(?:은|는|이|가)?\s?{counted}(?![가-힣]{{2}})|{counted}(?:은|는|이|가)?\s{noun}"
    )
    return any(said.search(span.text) for span in spans)


def _same_amount(text: str, digits: re.Match[str], spans: Sequence[Surface]) -> bool:
    """Say whether a span has the same amount in another notation before the same noun (``4만2,000봉지``, ``4만2천 봉지``)."""
    own = next((m for m in _AMOUNT.finditer(text) if m.start() <= digits.start() < m.end()), None)
    noun = _NOUN.match(text, own.end()) if own else None
    if own is None or noun is None:
        return False
    return (_worth(own.group()), noun.group()) in {pair for span in spans for pair in _amounts(span)}


@lru_cache(maxsize=4096)
def _amounts(span: Surface) -> frozenset[tuple[Decimal, str]]:
    behind = ((m, _NOUN.match(span.text, m.end())) for m in _AMOUNT.finditer(span.text))
    return frozenset((_worth(m.group()), noun.group()) for m, noun in behind if noun)


def _worth(amount: str) -> Decimal:
    parts = _PART.finditer(amount)
    return sum((Decimal(m[1].replace(",", "")) * _PLACES[m[2]] * _PLACES[m[3]] for m in parts), Decimal(0))


def counts_so(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether a span counts as many of what is counted by its own name (``15개``, ``15종목``)."""
    if quantity.unit != "개" or quantity.upper is not None:
        return False
    digits = f"{quantity.value:f}"
    return any(
        _plain(m.group()) == digits and _COUNTED_SO.match(s.text, m.end()) for s in spans for m in _bare_digits(s)
    )


def bare_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[tuple[FaultKind, str]]:
    """Yield `number` and `unit` findings for digits that belong to no quantity, date or name; a span must have them, and count the same."""
    for match in _bare_digits(claim):
        counters = _counters(_plain(match.group()), spans)
        if counter_left_out(claim.text, match.start(), match.group(), spans) or _same_amount(claim.text, match, spans):
            continue
        if counters is None and _ordinal(match.group(), spans):
            continue
        if counters is None:
            yield "number", f"인용문에 없는 수: {match.group()}"
        elif (
            _counter(claim.text, match.end()) not in counters
            and not _ordinal(match.group(), spans)
            and not _in_score(claim.text, match)
        ):
            yield "unit", f"인용문과 단위가 다름: {match.group()}{_counter(claim.text, match.end())}"


def _in_score(text: str, digits: re.Match[str]) -> bool:
    """Say whether the digits are one side of ``11 대 15``, which has no counters."""
    return any(found.start() <= digits.start() < found.end() for found in _SCORE.finditer(text))


def _bare_digits(claim: Surface) -> list[re.Match[str]]:
    """Return the digits that are part of no quantity, date, Latin word or code."""
    exact = [(q.start, q.end) for q in claim.quantities] + [(d.start, d.end) for d in claim.dates]
    found = [m for m in _DIGITS.finditer(claim.text) if not any(first <= m.start() < end for first, end in exact)]
    if not found:
        return found
    named = [m.span() for pattern in (_LATIN_WORD, _TICKER, _FRACTION) for m in pattern.finditer(claim.text)]
    return [m for m in found if not any(first <= m.start() < end for first, end in named)]


def _counters(digits: str, spans: Sequence[Surface]) -> set[str] | None:
    """Return what the spans count so many of; None when no span has the digits."""
    held = [counters[digits] for counters in map(_counted, spans) if digits in counters]
    return set().union(*held) if held else None


@lru_cache(maxsize=4096)
def _counted(span: Surface) -> Mapping[str, set[str]]:
    """Return what stands behind each number in digits."""
    held: dict[str, set[str]] = {}
    for match in _DIGITS.finditer(span.text):
        held.setdefault(_plain(match.group()), set()).add(_counter(span.text, match.end()))
    return held


_ORDINALS = {
    digits: re.compile(rf"(?<![가-힣])(?:{words})\s?번?째|제{digits}(?!\d)")
    for digits, words in (
        ("1", "첫|제1|1번"), ("2", "두|둘|제2|2번"), ("3", "세|셋|제3|3번"), ("4", "네|넷|제4|4번"), ("5", "다섯|제5|5번"),
    )
}  # fmt: skip


def _ordinal(digits: str, spans: Sequence[Surface]) -> bool:
    """Say whether a span counts it as the first, second … of its kind: ``2공장`` for ``두 번째 공장``."""
    pattern = _ORDINALS.get(digits)
    return pattern is not None and any(pattern.search(span.text) for span in spans)


def _plain(digits: str) -> str:
    return digits.replace(",", "").lstrip("0") or "0"


def _counter(text: str, end: int) -> str:
    found = _COUNTER.match(text, end)
    return found.group(1) if found else ""
