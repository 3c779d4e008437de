"""Names, tickers and quotations of a sentence against its spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsprism.stages.verify.lexicon import PERSON_TITLES, SURNAMES
from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.values import Finding
from newsprism.text.ko.gazetteer import Mention
from newsprism.text.ko.hanja import to_hangul

TICKER = re.compile(r"\((?=[A-Z0-9]*[0-9])([0-9A-Z]{6})\)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_HANJA = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_PERSON = re.compile(
    rf"(?<![가-힣])([{''.join(sorted(SURNAMES))}][가-힣]{{0,3}})\s"
    rf"(?:{'|'.join(sorted(PERSON_TITLES, key=len, reverse=True))})(?![가-힣]{{3}})"
)
_MAYOR_OF = re.compile(
    rf"(?<![가-힣])([{''.join(sorted(SURNAMES))}][가-힣]{{2}})\s[가-힣A-Za-z]{{1,8}}?"
    rf"(?:{'|'.join(sorted(PERSON_TITLES, key=len, reverse=True))})(?=[은는이가의도을를에과와,\s]|$)"
)
_NOT_NAMES = frozenset(
    ("신임", "전임", "현직", "전직", "임시", "차기", "공동", "수석", "선임", "전체", "여성", "고위", "현지", "지역")
)
_QUOTED = re.compile(
    r"“([^“”]{1,400})”|‘([^‘’]{1,400})’|「([^「」]{1,400})」|『([^『』]{1,400})』"
    r"|\"([^\"]{1,400})\"|(?<![0-9A-Za-z가-힣])'(?!\d\d[년.])([^']{1,400})'"
)
_MARKS = re.compile(r"[\s\"'“”‘’「」『』.,!?…·]")


def name_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `name` findings: gazetteer names, proper nouns, Latin words, hanja, and people before a title."""
    held = "\n".join(span.squeezed for span in spans)
    entities = {mention.entity.canonical for span in spans for mention in span.mentions}
    unknown = [m for m in claim.mentions if m.entity.canonical not in entities and not _printed(m, held)]
    known = [m for m in claim.mentions if m not in unknown]
    for mention in unknown:
        yield "name", f"인용문에 없는 이름: {mention.text}"
    covered = {position for mention in claim.mentions for position in range(mention.start, mention.end)}
    for morpheme in claim.morphemes:
        if morpheme.tag != "NNP" or morpheme.start in covered:
            continue
        # A name ending in ㄴ may be taken for a shorter one with a particle: what is printed counts as well.
        if not any(squeezed(name) in held for name in (morpheme.form, claim.text[morpheme.start : morpheme.end])):
            yield "name", f"인용문에 없는 이름: {morpheme.form}"
    yield from _latin_findings(claim, spans, known)
    yield from _hanja_findings(claim, spans, held)
    yield from _person_findings(claim, spans, held)


def _printed(mention: Mention, held: str) -> bool:
    names = (mention.text, mention.entity.canonical, *mention.entity.aliases)
    return any(len(name) > 1 and squeezed(name) in held for name in names)


def _latin_findings(claim: Reading, spans: Sequence[Reading], known: Sequence[Mention]) -> Iterator[Finding]:
    held = {match.group().casefold() for span in spans for match in _LATIN.finditer(span.text)}
    units = {position for quantity in claim.quantities for position in range(quantity.start, quantity.end)}
    named = {position for mention in known for position in range(mention.start, mention.end)}
    for match in _LATIN.finditer(claim.text):
        if len(match.group()) < 2 or match.start() in units or match.start() in named:
            continue
        if match.group().casefold() not in held and not TICKER.fullmatch(f"({match.group()})"):
            yield "name", f"인용문에 없는 이름: {match.group()}"


def _hanja_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    for match in _HANJA.finditer(claim.text):
        if not any(match.group() in span.text for span in spans) and squeezed(to_hangul(match.group())) not in held:
            yield "name", f"인용문에 없는 이름: {match.group()}"


def _person_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    for match in (*_PERSON.finditer(claim.text), *_MAYOR_OF.finditer(claim.text)):
        name = match.group(1)
        if name in _NOT_NAMES:
            continue
        # "김 대표" may stand for "김주은 대표".
        short = len(name) == 1 and any(re.search(rf"(?<![가-힣]){name}", span.text) for span in spans)
        # The last syllable may be a particle: "김주은은 대표를 …".
        whole = len(name) > 1 and (name in held or (name[-1] in "은는이가을를의도" and name[:-1] in held))
        if not short and not whole:
            yield "name", f"인용문에 없는 사람: {name}"


def ticker_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `ticker` findings: a six-character code in brackets must stand in a span."""
    for match in TICKER.finditer(claim.text):
        code = re.compile(rf"(?<![0-9A-Z]){match.group(1)}(?![0-9A-Z])")
        if not any(code.search(span.text) for span in spans):
            yield "ticker", f"인용문에 없는 종목 코드: {match.group(1)}"


def quote_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `quote` findings: what stands in quotation marks stands word for word in a span."""
    held = [_bare(span.text) for span in spans]
    for quoted in quotations(claim.text):
        if not any(_bare(quoted) in text for text in held):
            yield "quote", f"인용문과 다른 따옴표 안의 말: {quoted}"


def quotations(text: str) -> list[str]:
    """Return the texts inside closed quotation marks."""
    return [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(text)]


def _bare(text: str) -> str:
    return _MARKS.sub("", squeezed(text))
