"""One thing said to go up in one sentence of an edition and down in another, or to be two different amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.edition.checks import printed_texts
from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.words.lexicon import ANTONYMS, LIGHT
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.numbers import Quantity, same
from newsprism.types.brief import Brief
from newsprism.types.verdict import Fault

_MODIFIERS = 3  # words before the one that changes, which say whose or of what
_ENOUGH = 2  # words of the subject that say which thing it is


@dataclass(frozen=True, slots=True)
class Statement:
    """What one clause tells of one thing: `subject` are its words, the last one `head`; `predicate` what it does.

    `amount` is the only quantity between subject and predicate, `days` what the sentence dates it to.
    """

    head: str
    subject: frozenset[str]
    predicate: Word
    amount: Quantity | None
    days: frozenset[object]


def opposed(brief: Brief) -> Iterator[Fault]:
    """Yield a `contradiction` at the later of two places that say the contrary, or two amounts, of the same thing."""
    seen: dict[str, list[tuple[str, str, Statement]]] = {}
    for where, text, _, reading in printed_texts(brief):
        for statement in statements(reading):
            others = seen.setdefault(statement.head, [])
            for place, other_text, other in others:
                found = "" if other_text == text else _clash(statement, other)
                if found:
                    yield Fault("contradiction", where, text, f"{found}: {other_text} ({place})")
                    break
            others.append((where, text, statement))


@lru_cache(maxsize=2048)
def statements(reading: Reading) -> tuple[Statement, ...]:
    """Return the statements of a text: predicates with the subject that stands before them in their clause."""
    found: list[Statement] = []
    days = frozenset((d.first, d.last) if d.first else d.text for d in reading.dates)
    for first, last in ranges(reading):
        words = [word for word in reading.words if first <= word.index < last]
        for place, word in enumerate(words):
            if word.asserted and word.key in ANTONYMS and word.kind == "word":
                subject = _subject(words[:place], reading)
                if subject:
                    found.append(
                        Statement(subject[-1].key, _names(subject), word, _amount(subject, word, reading), days)
                    )
    return tuple(found)


def _subject(words: list[Word], reading: Reading) -> list[Word]:
    """Return the words of the nearest subject before the predicate, with what describes it."""
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        following = reading.text[word.end : word.end + 1]
        if word.kind != "number" and following and following in "은는이가도":
            return [w for w in words[max(0, place - _MODIFIERS) : place + 1] if w.kind in ("word", "name")]
    return []


def _names(words: list[Word]) -> frozenset[str]:
    return frozenset(word.key for word in words if word.key not in LIGHT)


def _amount(subject: list[Word], predicate: Word, reading: Reading) -> Quantity | None:
    between = [q for q in reading.quantities if subject[-1].end <= q.start and q.end <= predicate.start]
    return between[0] if len(between) == 1 else None


def _clash(one: Statement, other: Statement) -> str:
    if not _same_thing(one, other) or (one.days and other.days and one.days.isdisjoint(other.days)):
        return ""
    left, right = one.predicate, other.predicate
    contrary = right.key in ANTONYMS.get(left.key, ())
    if contrary != (left.negated != right.negated):
        known = contrary or left.key == right.key or right.key in alike(left.key)
        return "같은 것을 반대로 말함" if known and left.certainty == right.certainty else ""
    if left.key != right.key and right.key not in alike(left.key):
        return ""
    return "같은 것의 수가 다름" if _two_amounts(one, other) else ""


def _same_thing(one: Statement, other: Statement) -> bool:
    smaller, larger = sorted((one.subject, other.subject), key=len)
    return len(smaller) >= _ENOUGH and smaller <= larger


def _two_amounts(one: Statement, other: Statement) -> bool:
    if one.amount is None or other.amount is None or one.amount.unit != other.amount.unit:
        return False
    if one.amount.approximate or other.amount.approximate or one.subject != other.subject:
        return False
    return not same(one.amount, other.amount) and one.days == other.days
