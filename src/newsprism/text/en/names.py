"""Names in English text: which it holds, and whether other texts, English or Korean, hold them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsprism.text.en.bilingual import korean_names
from newsprism.text.en.romanised import may_be_read
from newsprism.text.en.tokens import IRREGULAR, STOP, stem
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.normalise import folded

_WORD = re.compile(r"(?:[A-Za-z]\.){2,5}|[A-Za-z][A-Za-z0-9&]*(?:[.'’-][A-Za-z0-9]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"”’')]?\s|[“\"]\s?)$")
_MOST = 4_000
_NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr prof i am pm a.m p.m q1 q2 q3 q4 i'm ceo cfo
    minister ministry president vice deputy prime chief chairman chairwoman chair governor director general secretary senator
    lawmaker professor officer executive spokesman spokeswoman spokesperson mayor judge justice commissioner analyst
    economist company group bank inc corp co ltd llc plc index ministry's government party committee commission agency office
    """.split()
)
"""Capitalised words that name nobody by themselves; days are compared as days."""


def named(text: str) -> bool:
    """Say whether a sentence names somebody or something by name."""
    return next(_parts(text), None) is not None


def missing(claim: str, spans: Sequence[str]) -> tuple[str, ...]:
    """Return the names in an English `claim` that none of `spans`, texts of any language, holds.

    In a Korean span a name stands if it is printed in Latin letters, if the table of names or the gazetteer knows its
    Korean name and that stands there, or if a Korean word may be read as it is spelled.
    """
    held = {word for span in spans for word in _words(span)}
    korean = [folded(span) for span in spans if re.search("[가-힣]", span)]
    known = {place for start, end in _known(claim, spans) for place in range(start, end)} if korean else set()
    return tuple(
        name
        for start, name in _parts(claim)
        if stem(name) not in held
        and start not in known
        and not _joined(claim, start, name, held)
        and not any(may_be_read(name, span) or _pair(claim, start, name, span) for span in korean)
    )


def _parts(text: str) -> Iterator[tuple[int, str]]:
    text = text[:_MOST]
    for match in _WORD.finditer(text):
        word = match[0]
        capital = any(letter.isupper() for letter in word)
        low = word.casefold().removesuffix("'s").removesuffix("’s")
        if not capital or low in _NO_NAMES or (low in STOP and not (word.isupper() and len(word) == 2)):
            continue
        plain = word[0].isupper() and word[1:].islower()
        if plain and _SENTENCE_START.search(text[: match.start()][-4:]) and _common(low):
            continue
        yield match.start(), word


def _words(span: str) -> Iterator[str]:
    for match in _WORD.finditer(span[:_MOST]):
        yield stem(match[0])
        yield from map(stem, re.split(r"[-&]", match[0]))


def _joined(claim: str, start: int, name: str, held: set[str]) -> bool:
    """Say whether the parts of a hyphenated name, or the whole with its neighbours, stand in the spans."""
    parts = [part for part in re.split(r"[-&]", name) if part]
    return len(parts) > 1 and all(stem(part) in held or part.casefold() in STOP or part.islower() for part in parts)


def _pair(claim: str, start: int, name: str, span: str) -> bool:
    """Say whether a short name may be read together with the one beside it: Kim in Kim Min-jae."""
    after = _WORD.match(claim, start + len(name) + 1)
    before = re.search(r"([A-Z][A-Za-z'’-]{1,20})\s$", claim[:start])
    joined = [name + after[0]] if after and after[0][0].isupper() else []
    joined += [before[1] + name, name + before[1]] if before else []
    return any(may_be_read(both, span) for both in joined)


def _common(word: str) -> bool:
    """Say whether a word that begins a sentence is likely no name: an English word that reports begin with."""
    return stem(word) in _COMMON_STEMS or word.endswith(("ing", "ly", "ers", "ions", "ists", "ials"))


def _known(claim: str, spans: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of known names in the claim whose Korean name a span holds."""
    for match in _table_pattern().finditer(claim):
        if any(_stands(name, span) for name in korean_names()[match[0]] for span in spans):
            yield match.span()
    for mention in gazetteer().mentions(claim):
        names = (mention.entity.canonical, *mention.entity.aliases)
        if any(len(name) > 1 and name in span for name in names for span in spans):
            yield mention.start, mention.end


def _stands(name: str, span: str) -> bool:
    """Say whether a Korean name stands in a text; one syllable alone is one only by itself, not in 3일 or 중요."""
    if len(name) > 1 or not "가" <= name <= "힣":
        return name in span
    return re.search(rf"(?<![가-힣\d]){name}(?![가-힣])", span) is not None


@cache
def _table_pattern() -> re.Pattern[str]:
    names = sorted(korean_names(), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z0-9])")


_COMMON = """
    exports imports sales shares output prices inflation growth officials analysts economists workers lawmakers regulators investors
    companies firms banks households consumers demand supply production investment unemployment employment orders trade tariffs rates
    bonds stocks oil gas power energy factory manufacturing construction housing rent wages unions union talks negotiators police
    prosecutors court judges data figures revenue profit losses operating net core annual monthly quarterly global foreign domestic
    overseas semiconductor chip chips memory battery batteries car cars auto automakers shipbuilders airlines retailers farmers
    students doctors hospitals schools universities researchers engineers scientists startups lenders borrowers insurers fund funds
    state central local regional national public private new more fewer all about under according rising falling higher lower total
    demand spending budget tax taxes subsidies regulation law bill rule rules plan plans deal deals agreement contract
    contracts shipments deliveries capacity plant plants ports port freight shipping traffic passengers tourists visitors
    homebuyers buyers sellers tenants landlords prices producers consumer producer industrial retail wholesale
    lawyers lawyer labor work employers parliament ministers members voters residents protesters activists
    yields currency money credit debt loans loan mortgage mortgages deposits reserves gold copper steel nickel lithium
    electric hybrid solar wind nuclear coal crude natural liquefied average combined separate official preliminary final first second
    third fourth two three four five six seven eight nine ten eleven twelve half most many several both
    """
_COMMON_STEMS = frozenset(stem(word) for word in (*_COMMON.split(), *IRREGULAR.values()))
