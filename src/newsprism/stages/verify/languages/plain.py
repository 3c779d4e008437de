"""A sentence of a language without morphemes against its spans, in that language or another: facts, not words.

Compared are amounts, days, names, quotations, denial, direction, certainty and whether somebody says it, each as the
packs of the two languages read it (`text.statements`). Where claim and span are of one language, clauses that speak of
the same are compared with one another, and new content words count. Across languages whole sentences are compared, and
nobody looks at other words; a quotation in another language than its source cannot be checked and does not pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from newsprism.stages.verify.evidence import broken, own_day
from newsprism.stages.verify.exact.values import Finding
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import EXACT_UNITS, Quantity
from newsprism.text.language import Language, language
from newsprism.text.statements import Clause, Statement
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId

_ROUNDING = Decimal("0.05")
_SAME_CLAUSE = 0.5
"""Share of a clause's content words in one of the span from which the two speak of the same."""
_NEW = 0.4
"""Share of content words that no span holds from which a sentence says something else."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Span:
    said: Statement
    own: bool
    published: date | None


def plain_findings(sentence: Sentence, documents: Mapping[DocumentId, Document], own: Language) -> Iterator[Finding]:
    """Yield what `sentence`, of the language `own`, says and its spans do not, as far as that can be told."""
    spans = list(_spans(sentence, documents, own))
    if not spans:
        return
    claim = own.statement(sentence.text, spans[0].published)
    yield from _amounts(claim, [s.said for s in spans])
    yield from _days(sentence.text, own, spans)
    for name in own.missing(sentence.text, [s.said.text for s in spans]):
        yield "name", f"인용문에 없는 이름: {name}"
    yield from _quotations(claim, spans)
    yield from _directions(claim, [s.said for s in spans])
    if all(s.own for s in spans):
        yield from _clauses(claim, [s.said for s in spans])
        yield from _additions(claim, [s.said for s in spans])
    else:
        yield from _whole(claim, [s.said for s in spans])
    if not claim.spoken and all(s.said.spoken for s in spans):
        yield "attribution", "말한 이가 빠짐"


def counted_findings(sentence: Sentence, documents: Mapping[DocumentId, Document], own: Language) -> Iterator[Finding]:
    """Yield what a composed sentence says besides its template, its figures, and who published the cited articles when."""
    cited = [documents[c.document_id] for c in sentence.citations if c.document_id in documents]
    given = [figure.value for figure in sentence.figures]
    values = frozenset(value.replace(",", "") for value in given)
    days = frozenset(day for text in given if (day := _iso(text))) | {d for each in cited if (d := own_day(each))}
    text = sentence.text
    for known in (*(d.publisher for d in cited if d.publisher), *(v for v in given if not v.isdigit() and not _iso(v))):
        text = text.replace(known.rstrip("?."), " ")
    for what in own.words.unexplained(text, values, days):
        yield "addition", f"근거에 없는 말: {what}"


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _spans(sentence: Sentence, documents: Mapping[DocumentId, Document], own: Language) -> Iterator[_Span]:
    for citation in sentence.citations:
        document = documents.get(citation.document_id)
        if document is None or broken(citation, document):
            continue
        pack, day = language(document.language), own_day(document)
        yield _Span(pack.statement(citation.quote, day), pack is own, day)


def _amounts(claim: Statement, spans: Sequence[Statement]) -> Iterator[Finding]:
    held = [amount for span in spans for amount in span.amounts]
    for amount in claim.amounts:
        if any(_same(amount, other) for other in held) or _ends(amount, held):
            continue
        twin = next((o for o in held if o.value == amount.value), None)
        if twin is not None:
            yield "unit", f"인용문과 단위가 다름: {amount.text} / {twin.text}"
        else:
            yield "number", f"인용문에 없는 수: {amount.text}"


def _same(one: Quantity, other: Quantity) -> bool:
    if not _same_unit(one, other):
        return False
    scale = Decimal(100) if (one.unit, other.unit) == ("%p", "bp") else Decimal(1)
    scale = Decimal("0.01") if (one.unit, other.unit) == ("bp", "%p") else scale
    value, upper = one.value * scale, one.upper * scale if one.upper is not None else None
    if (value, upper) == (other.value, other.upper):
        return True
    near = (
        one.approximate and upper is None and other.value and abs(value - other.value) <= _ROUNDING * abs(other.value)
    )
    return bool(near and other.upper is None)


def _same_unit(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or {one.unit, other.unit} == {"%p", "bp"}:
        return True
    # What is counted is said by a noun that languages, and outlets, choose for themselves.
    return not {one.unit, other.unit} & EXACT_UNITS and (not one.unit or not other.unit or one.unit in _LOOSE)


_LOOSE = frozenset("명 대 가구 개 건 곳 개사 일 주 개월 년".split())


def _ends(amount: Quantity, held: Sequence[Quantity]) -> bool:
    ends = {(value, other.unit) for other in held for value in (other.value, other.upper) if value is not None}
    return all((value, amount.unit) in ends for value in (amount.value, amount.upper) if value is not None)


def _days(text: str, own: Language, spans: Sequence[_Span]) -> Iterator[Finding]:
    """Yield days that no span holds; a day of the claim means what it means on the day of a cited document."""
    open_mentions: dict[int, str] = {}
    held: set[int] = set()
    for span in spans:
        # What was published on a day may be said to have happened "on Monday" of that day only if the span says so.
        for mention in own.dates(text, span.published):
            open_mentions.setdefault(mention.start, mention.text)
            if any(_same_day(mention, other) for other in span.said.dates):
                held.add(mention.start)
    for start, printed in sorted(open_mentions.items()):
        if start not in held:
            yield "date", f"인용문에 없는 날짜: {printed}"


def _same_day(mention: DateMention, other: DateMention) -> bool:
    if folded(mention.text) == folded(other.text):
        return True
    if mention.first is None or mention.last is None or other.first is None or other.last is None:
        return False
    if (mention.first, mention.last) == (other.first, other.last):
        return True
    return (
        mention.last - mention.first >= timedelta(days=27)
        and mention.first <= other.first <= other.last <= mention.last
    )


def _quotations(claim: Statement, spans: Sequence[_Span]) -> Iterator[Finding]:
    held = [_bare(span.said.text) for span in spans]
    for words in claim.quotations:
        if not any(_bare(words) in text for text in held):
            yield "quote", f"인용문에 없는 인용: {words[:40]}"


def _bare(text: str) -> str:
    return "".join(c for c in folded(text) if c.isalnum())


def _directions(claim: Statement, spans: Sequence[Statement]) -> Iterator[Finding]:
    """Compare the direction of each amount that stands in both, else that of the whole."""
    held = [(a, span) for span in spans for a in span.amounts]
    for amount in claim.amounts:
        way = _way(claim, amount)
        others = {_way(span, other) for other, span in held if _same(amount, other)}
        if way and others and way not in others and 0 not in others:
            yield "polarity", f"인용문과 오르내림이 반대임: {amount.text}"
    own = {way for clause in claim.clauses for _, _, way in clause.moves}
    theirs = {way for span in spans for clause in span.clauses for _, _, way in clause.moves}
    if len(own) == 1 and theirs and not own & theirs:
        yield "polarity", "인용문과 오르내림이 반대임"


def _way(said: Statement, amount: Quantity) -> int:
    """Return the direction nearest to an amount in its clause; 0 when there is none or two are as near."""
    clause = next((c for c in said.clauses if c.start <= amount.start < c.end), None)
    if clause is None or not clause.moves:
        return 0
    ways = {way for _, _, way in clause.moves}
    if len(ways) == 1:
        return next(iter(ways))
    near = sorted((min(abs(start - amount.end), abs(amount.start - end)), way) for start, end, way in clause.moves)
    return near[0][1] if near[0][0] < near[1][0] or near[0][1] == near[1][1] else 0


def _clauses(claim: Statement, spans: Sequence[Statement]) -> Iterator[Finding]:
    """Compare each clause with the one of the spans that speaks of the same."""
    others = [clause for span in spans for clause in span.clauses]
    for clause in claim.clauses:
        same = _counterpart(clause, others)
        if same is None:
            continue
        if clause.denied != same.denied:
            yield "polarity", "인용문과 긍정·부정이 다름"
        if clause.certainty > same.certainty and claim.certainty > same.certainty:
            yield "modality", "인용문보다 단정함"
        elif clause.certainty < same.certainty and not any(s.certainty <= clause.certainty for s in spans):
            yield "modality", "인용문에서는 이미 일어난 일"


def _counterpart(clause: Clause, others: Sequence[Clause]) -> Clause | None:
    if len(clause.stems) < 2:
        return None
    best = max(others, key=lambda o: (len(clause.stems & o.stems), o.denied == clause.denied), default=None)
    return best if best and len(clause.stems & best.stems) >= _SAME_CLAUSE * len(clause.stems) else None


def _whole(claim: Statement, spans: Sequence[Statement]) -> Iterator[Finding]:
    if claim.denied and not any(span.denied for span in spans):
        yield "polarity", "인용문은 부정하지 않음"
    elif not claim.denied and all(span.denied for span in spans):
        yield "polarity", "인용문의 부정이 빠짐"
    if all(span.certainty < claim.certainty for span in spans) and claim.certainty == 3:
        yield "modality", "인용문보다 단정함"
    elif claim.certainty == 1 and all(span.certainty == 3 for span in spans):
        yield "modality", "인용문에서는 이미 일어난 일"


def _additions(claim: Statement, spans: Sequence[Statement]) -> Iterator[Finding]:
    held = frozenset[str]().union(*(span.stems for span in spans))
    new = sorted(stem for stem in claim.stems if stem not in held and not stem[0].isdigit())
    if len(new) >= _FEWEST and len(new) > _NEW * len(claim.stems):
        yield "addition", f"인용문에 없는 말: {' '.join(new)}"
