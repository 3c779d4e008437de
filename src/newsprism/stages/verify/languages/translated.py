"""A Korean line that a model wrote from an English report: what can be compared across the languages is.

Numbers with their units, dates, names, Latin words and quotations have to stand in the cited text; what rises there may
not fall here, nor may what is planned be done. Of other words those in the bilingual list are compared. A line in which
nothing can be compared at all does not pass: nobody could say what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.languages.translated_claims import made_certain, turned
from newsprism.stages.verify.reading import Reading, read
from newsprism.text.en.bilingual import Pair, pairs, written_for
from newsprism.text.en.numbers import MEASURED
from newsprism.text.en.told import Amount, Days, amounts, days
from newsprism.text.ko.dates import dates
from newsprism.text.ko.gazetteer import Mention, gazetteer
from newsprism.text.ko.numbers import EXACT_UNITS, Quantity, quantities
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId

READ = frozenset({"en"})
"""Languages of sources that are read here."""

_LONGEST = 4_000  # characters of a span that are read
_SEOUL = ZoneInfo("Asia/Seoul")
_HANGUL = re.compile(r"[가-힣]")
_ORIGINAL = re.compile(r"\(([A-Za-z][^()]{1,80})\)")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9&.+-]*[A-Za-z0-9+]|(?<![A-Za-z0-9])[A-Z](?![A-Za-z0-9])")
_UNITS = re.compile(r"[GMk]?Wh?|TWh|[kcmn]?m|[km]?g|[GTM]B|[GMk]?Hz|bp|pp?|ha|km|TEU|t", re.ASCII)
_PARTICLE = re.compile(r"[가-힣](?:은|는|을|를|의|에|에서|와|과|로|으로|도|이|가)$")
_QUOTED = re.compile(r"[“\"]([^”\"]{2,200})[”\"]")
_SPELT = {
    "절반": re.compile(r"\bhal(?:f|ves?|ved|ving)\b|\b50\b", re.I),
    "두 배": re.compile(r"\bdoubl|\btwice|\btwo|\b2", re.I),
    "세 배": re.compile(r"\btripl|\bthree|\b3", re.I),
}  # fmt: skip


@dataclass(frozen=True)
class _Source:
    """What a line rests on: the cited spans, and with the title of the document all that it may name."""

    spans: tuple[str, ...]
    titles: tuple[str, ...]
    published: date | None

    @property
    def cited(self) -> str:
        return "\n".join(self.spans)

    @property
    def whole(self) -> str:
        return "\n".join((*self.spans, *self.titles))

    @cached_property
    def amounts(self) -> frozenset[Amount]:
        return amounts(self.spans)

    @cached_property
    def days(self) -> Days:
        return days((*self.spans, *self.titles), self.published)


def crosses(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> bool:
    """Say whether a sentence is Korean and all that it cites is in another language that is read here."""
    cited = [documents[c.document_id] for c in sentence.citations if c.document_id in documents]
    return bool(cited) and all(d.language in READ for d in cited) and bool(_HANGUL.search(sentence.text))


def translation_findings(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> Iterator[Finding]:
    """Yield what a Korean sentence says and its English spans do not, as far as that can be told."""
    source = _source(sentence, documents)
    claim = read(sentence.text, source.published)
    compared = 0
    for check in (_numbers, _bare, _dates, _names, _bodies, _latin, _words):
        for held, finding in check(claim, source):
            compared += held
            if finding:
                yield finding
    yield from _spelt(claim.text, source)
    yield from _quoted(claim.text, source)
    yield from turned(claim.text, source.spans)
    yield from made_certain(claim.text, source.spans)
    if not compared:
        yield "addition", "원문과 맞춰 볼 수 있는 수, 날짜, 이름, 낱말이 없음"


def _source(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> _Source:
    cited = [documents[c.document_id] for c in sentence.citations if c.document_id in documents]
    moment = cited[0].published_at if cited else None
    spans = tuple(c.quote[:_LONGEST] for c in sentence.citations)
    titles = tuple(dict.fromkeys(document.title for document in cited))
    return _Source(spans, titles, moment.astimezone(_SEOUL).date() if moment else None)


Compared = Iterator[tuple[bool, Finding | None]]
"""For each thing that was looked at: whether the source has it, and what is wrong if it has not."""


def _numbers(claim: Reading, source: _Source) -> Compared:
    told = source.amounts
    for quantity in quantities(claim.text):
        values = [v for v in (quantity.value, quantity.upper) if v is not None]
        if quantity.unit == "년" and 1900 <= quantity.value <= 2100:
            held = int(quantity.value) in source.days.years  # 2029년 전력: no date to the pack
            yield held, None if held else ("date", f"원문에 없는 날짜: {quantity.text}")
            continue
        if all(_told(abs(value), quantity, told) for value in values):
            yield True, None
        elif all(any(_equal(abs(v), a.value, quantity) for a in told) for v in values):
            yield False, ("unit", f"원문과 단위가 다름: {quantity.text}")
        else:
            yield False, ("number", f"원문에 없는 수: {quantity.text}")


def _told(value: Decimal, quantity: Quantity, told: frozenset[Amount]) -> bool:
    if quantity.unit in MEASURED or quantity.unit in EXACT_UNITS:
        same = {a for a in told if a.unit == quantity.unit}
        if same and quantity.unit not in EXACT_UNITS:
            # 3.2 million tonnes, up from 2.9 million: the unit is said once.
            same |= {a for a in told if not a.unit}
        if quantity.unit == "%p" and any(a.unit == "bp" and a.value == value * 100 for a in told):
            return True
    else:
        same = {a for a in told if a.unit not in EXACT_UNITS}
    return any(_equal(value, a.value, quantity) for a in same)


def _equal(value: Decimal, other: Decimal, quantity: Quantity) -> bool:
    if value == other or not quantity.approximate:
        return value == other
    digits = len(value.normalize().as_tuple().digits)
    rounded = other.normalize()
    return value == rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - digits + 1)) if other else False


_PARTS = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})년|'(?P<short>\d{2})년?)|(?P<month>\d{1,2})월|(?P<day>\d{1,2})일|(?P<quarter>[1-4])\s?(?:분기|/4분기)"
    r"|(?P<half>[상하])반기|(?P<relative>지난해|작년|전년|올해|금년|내년|이듬해|지난달|전월|이번 ?달|이달|내달|다음 ?달)"
)
_RELATIVE = {
    **dict.fromkeys(("지난해", "작년", "전년"), ("last_year", -1, 0)),
    **dict.fromkeys(("올해", "금년"), ("this_year", 0, 0)),
    **dict.fromkeys(("내년", "이듬해"), ("next_year", 1, 0)),
    **dict.fromkeys(("지난달", "전월"), ("last_month", 0, -1)),
    **dict.fromkeys(("이번달", "이달"), ("this_month", 0, 0)),
    **dict.fromkeys(("내달", "다음달"), ("next_month", 0, 1)),
}
_YEARS = {"last_year": -1, "this_year": 0, "next_year": 1}


def _dates(claim: Reading, source: _Source) -> Compared:
    told, cited = source.days, days(source.spans, source.published)
    plain = claim.text.translate(str.maketrans("‘’", "''"))
    for mention in dates(claim.text, source.published):
        parts = list(_PARTS.finditer(plain, mention.start, mention.end))
        if not parts:
            continue
        bare = not cited.years
        held = all(_on(part, parts, cited if part["relative"] else told, source, bare) for part in parts)
        yield held, None if held else ("date", f"원문에 없는 날짜: {mention.text}")


def _on(part: re.Match[str], parts: Sequence[re.Match[str]], told: Days, source: _Source, bare: bool) -> bool:
    if part["year"] or part["short"]:
        return _in_year(int(part["year"] or f"20{part['short']}"), told, source.published, bare)
    if part["month"]:
        return int(part["month"]) in _months(told, source.published)
    if part["day"]:
        month = next((int(p["month"]) for p in parts if p["month"]), None)
        return any(d == int(part["day"]) and month in (None, m) for m, d in told.days)
    if part["quarter"]:
        return int(part["quarter"]) in told.quarters
    if part["half"]:
        return {"상": 1, "하": 2}[part["half"]] in told.halves
    name, year, _ = _RELATIVE[part["relative"].replace(" ", "")]
    if name in told.relative:
        return True
    return name.endswith("year") and source.published is not None and source.published.year + year in told.years


def _in_year(year: int, told: Days, published: date | None, bare: bool) -> bool:
    if year in told.years:
        return True
    if published is None:
        return False
    named = {published.year + shift for name, shift in _YEARS.items() if name in told.relative}
    # A day without its year is one of the year in which it was told.
    return year in named or (bare and year == published.year and bool(told.days or told.months or told.quarters))


def _months(told: Days, published: date | None) -> set[int]:
    found = set(told.months) | {m for m, _ in told.days}
    if published:
        for name, _, shift in _RELATIVE.values():
            if name in told.relative and name.endswith("month"):
                found.add((published.month - 1 + shift) % 12 + 1)
    return found


def _names(claim: Reading, source: _Source) -> Compared:
    """Compare names: by the list, by a Latin alias, or by the original that stands in brackets behind."""
    covered = list(_covered(claim.text, source))
    mentions = gazetteer().mentions(claim.text)
    for mention in mentions:
        if mention.entity.kind != "term":
            held = _named(mention, source, covered)
            yield held, None if held else ("name", f"원문에 없는 이름: {mention.text}")
    for morpheme in claim.morphemes:
        inside = any(m.start < morpheme.end and morpheme.start < m.end for m in mentions)
        if morpheme.tag != "NNP" or inside or not _HANGUL.search(morpheme.form):
            continue
        if any(word in morpheme.form for word in _common_words()):
            continue
        pair = pairs().get(morpheme.form)
        held = pair.stands_in(source.whole) if pair else _within(morpheme.start, covered)
        yield held, None if held else ("name", f"원어가 괄호에 없거나 원문에 없는 이름: {morpheme.form}")


@cache
def _common_words() -> frozenset[str]:
    """Return the words of the list: what they are part of is no name, whatever the analyser takes it for."""
    return frozenset(word for word, pair in pairs().items() if pair.kind == "word")


_BODY = re.compile(
    r"(?<![가-힣])[가-힣]{2,12}(?:연구소|연구원|재단|협회|공사|공단|그룹|대학교)(?=[^가-힣]|[은는이가을를의에와과도])"
)


def _bodies(claim: Reading, source: _Source) -> Compared:
    """Compare what is called as bodies are; without its original behind it nobody could say which one it is."""
    covered = list(_covered(claim.text, source))
    known = gazetteer().mentions(claim.text)
    for found in _BODY.finditer(claim.text):
        if any(m.start < found.end() and found.start() < m.end for m in known):
            continue
        held = _within(found.start(), covered)
        yield held, None if held else ("name", f"원어가 괄호에 없거나 원문에 없는 이름: {found[0]}")


def _named(mention: Mention, source: _Source, covered: Sequence[tuple[int, int]]) -> bool:
    names = (mention.entity.canonical, mention.text, *mention.entity.aliases)
    known = [pair for name in names if (pair := pairs().get(name))]
    latin = [name for name in names if name.isascii()]
    if any(pair.stands_in(source.whole) for pair in known) or any(written_for(n, source.whole) for n in latin):
        return True
    # An original in brackets cannot make one known name into another.
    return not known and not latin and _within(mention.start, covered)


def _within(start: int, covered: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in covered)


def _covered(text: str, source: _Source) -> Iterator[tuple[int, int]]:
    """Yield where a name stands that has its original behind it: as many words as that has, up to a particle."""
    for found in _ORIGINAL.finditer(text):
        original = found[1].strip()
        if not _stands(original, source):
            continue
        words = list(re.finditer(r"\S+", text[: found.start()]))
        most = 2 if original.isupper() else len(original.split())
        first = found.start()
        for number, word in enumerate(reversed(words[-most:])):
            if number and _PARTICLE.search(word[0]):
                break
            first = word.start()
        yield first, found.start()


def _stands(original: str, source: _Source) -> bool:
    words = original.split()
    if len(words) == 1:
        return written_for(original, source.whole)
    return " ".join(words).casefold() in " ".join(source.whole.split()).casefold()


def _latin(claim: Reading, source: _Source) -> Compared:
    for found in _LATIN.finditer(claim.text):
        word = found[0].strip(".-")
        if not word or (_UNITS.fullmatch(word) and claim.text[found.start() - 1 : found.start()].isdigit()):
            continue
        held = written_for(word, source.whole)
        yield held, None if held else ("name", f"원문에 없는 말: {word}")


def _words(claim: Reading, source: _Source) -> Compared:
    """Compare the words of the list; of a word in a longer one of the list only the longer one counts."""
    done = 0
    nouns = [m for m in claim.morphemes if m.tag in ("NNG", "NNP", "XPN", "XR", "XSN")]
    for at, morpheme in enumerate(nouns):
        pair, end = _longest(nouns[at : at + 4])
        if pair is None or morpheme.start < done:
            continue
        done = end
        held = pair.stands_in(source.whole)
        yield held, None if held else ("addition", f"원문에 없는 말: {pair.korean}")


def _longest(nouns: Sequence[Morpheme]) -> tuple[Pair | None, int]:
    """Return the longest word of the list that begins with the first noun and is printed in one, and where it ends."""
    found: tuple[Pair | None, int] = (None, 0)
    form = ""
    for at, noun in enumerate(nouns):
        if at and noun.start != nouns[at - 1].end:
            break
        form += noun.form
        pair = pairs().get(form)
        if pair is not None and pair.kind == "word":
            found = (pair, noun.end)
    return found


_FRACTIONS = {
    ("2", "1"): r"\bhal(?:f|ved)\b", ("3", "1"): r"\bthird\b", ("3", "2"): r"\btwo[- ]thirds\b", ("4", "1"): r"\bquarter\b",
    ("4", "3"): r"\bthree[- ]quarters\b", ("5", "1"): r"\bfifth\b", ("10", "1"): r"\btenth\b",
}  # fmt: skip


def _bare(claim: Reading, source: _Source) -> Compared:
    """Compare digits that are no quantity: 52 대 48, 3분의 2."""
    taken = [(q.start, q.end) for q in quantities(claim.text)]
    taken += [(d.start, d.end) for d in dates(claim.text, source.published)]
    for found in re.finditer(r"(\d+)분의\s?(\d+)", claim.text):
        taken.append(found.span())
        spelt = _FRACTIONS.get((found[1], found[2]), r"(?!)")
        held = bool(re.search(rf"{spelt}|\b{found[2]}/{found[1]}\b", source.cited, re.IGNORECASE))
        yield held, None if held else ("number", f"원문에 없는 수: {found[0]}")
    told = {amount.value for amount in source.amounts}
    for found in re.finditer(r"(?<![A-Za-z0-9.,-])\d[\d,]*(?:\.\d+)?(?![A-Za-z0-9])", claim.text):
        if not _within(found.start(), taken):
            held = Decimal(found[0].rstrip(",").replace(",", "")) in told
            yield held, None if held else ("number", f"원문에 없는 수: {found[0]}")


def _spelt(text: str, source: _Source) -> Iterator[Finding]:
    for word, pattern in _SPELT.items():
        if word in text and not pattern.search(source.cited):
            yield "number", f"원문에 없는 수: {word}"


def _quoted(text: str, source: _Source) -> Iterator[Finding]:
    for found in _QUOTED.finditer(text):
        if found[1].casefold() not in source.cited.casefold():
            yield "quote", f"옮긴 말에 따옴표가 있음: {found[1][:40]}"
