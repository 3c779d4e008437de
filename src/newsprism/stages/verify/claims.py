"""What a sentence says against what its spans say: polarity, certainty, speaker, and words that were added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsprism.stages.verify.lexicon import (
    ANTONYMS,
    INTENDED,
    LIGHT,
    NEGATIVE_PREFIXES,
    POSSIBLE,
    REPORTING,
    REVERSING,
    SETTLED,
    UNDECIDED,
)
from newsprism.stages.verify.marks import Certainty
from newsprism.stages.verify.reading import Reading, Word, is_content, squeezed, word_key
from newsprism.stages.verify.speech import sentences
from newsprism.stages.verify.thesaurus import alike
from newsprism.stages.verify.values import Finding
from newsprism.text.ko.tokens import Morpheme

_BEFORE, _BEHIND = 4, 3  # content words around a word that tell which occurrence in the span it is
_OFTEN = 40  # occurrences of one word in one span that are looked at
_SAME_PLACE = 4
_CLEARLY = 3  # by how much an opposite must fit its surroundings better than the word itself
_UNDECIDED_SAID = UNDECIDED | {
    "방안",
    "계획",
    "추진",
    "가능",
    "구상",
    "고려",
    "타진",
    "저울질",
    "제안",
    "살펴보",
    "살피",
    "협상",
}
_SET = re.compile(r"\s?(?:시기|시점|일정|예정일|목표|계획|시한|기한)")
_IN_CASE = re.compile(r"(?:할|될|을|일|를|[가-힣]) (?:경우|때는|때에는|땐)|없이는")
_HEDGED_TOPIC = re.compile(r"(?:목표|계획|전망|예정일|방침|구상)(?:은|는)\s")
_NOT_YET = re.compile(r"아직|여태|그동안|지금까지")
_LACKING = frozenset(("없", "빠지", "누락", "결여", "부재", "부족", "모자라", "전무"))
_WEIGHING = frozenset(
    ("따르", "의하", "비교", "보", "치", "감안", "고려", "살피", "살펴보", "기준", "비하", "제외", "포함", "합치")
)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A word of a span that a word of the sentence may stem from; `opposite` when it says the contrary."""

    word: Word
    span: Reading
    opposite: bool
    fit: int


def counterparts(claim: Reading, position: int, spans: Sequence[Reading]) -> list[Counterpart]:
    """Return the best fitting counterparts (several on a tie) of the word at `position`."""
    word = claim.words[position]
    same: list[Counterpart] = []
    contrary: list[Counterpart] = []
    for span in spans:
        for key in (word.key, *sorted(alike(word.key))):
            same += _occurrences(claim, position, span, key, False)
        for key in ANTONYMS.get(word.key, ()):
            contrary += _occurrences(claim, position, span, key, True)
    return _best(same, contrary)


def _occurrences(claim: Reading, position: int, span: Reading, key: str, opposite: bool) -> Iterator[Counterpart]:
    for index in span.places.get(key, ())[:_OFTEN]:
        yield Counterpart(span.words[index], span, opposite, _fit(claim, position, span, index))


def _best(same: list[Counterpart], contrary: list[Counterpart]) -> list[Counterpart]:
    pool = same
    if not same or (contrary and max(c.fit for c in contrary) >= max(c.fit for c in same) + _CLEARLY):
        pool = contrary
    top = max((c.fit for c in pool), default=0)
    return [c for c in pool if c.fit == top]


def _fit(claim: Reading, position: int, span: Reading, index: int) -> int:
    before = [w.key for w in claim.words[max(0, position - _BEFORE) : position]]
    behind = [w.key for w in claim.words[position + 1 : position + 1 + _BEHIND]]
    span_before = [w.key for w in span.words[max(0, index - _BEFORE - 2) : index]]
    span_behind = [w.key for w in span.words[index + 1 : index + 3 + _BEHIND]]
    fit = len(set(before) & set(span_before)) + len(set(behind) & set(span_behind))
    if before and span_before and before[-1] == span_before[-1]:
        fit += 2
    if behind and span_behind and behind[0] == span_behind[0]:
        fit += 1
    return fit


def _telling(word: Word, found: list[Counterpart]) -> list[Counterpart]:
    """Leave out what says nothing: a light verb is the same one only where its surroundings are the same."""
    if word.key in LIGHT and word.key not in ANTONYMS and found and found[0].fit < _SAME_PLACE:
        return []
    return found


def polarity_findings(claim: Reading, spans: Sequence[Reading], everywhere: bool = True) -> Iterator[Finding]:
    """Yield `polarity` findings: a word denied, or replaced by its opposite, where the span says otherwise.

    Unless `everywhere`, a noun counts as denied only where the same predicate governs it in both.
    """
    held = {key for span in spans for key in span.keys}
    for position, word in enumerate(claim.words):
        found = _telling(word, counterparts(claim, position, spans))
        if not everywhere:
            found = [c for c in found if c.opposite or not _otherwise_denied(claim, position, c)]
        if found and all(c.opposite != (word.negated != c.word.negated) for c in found):
            yield "polarity", f"인용문과 긍정·부정이 다름: {word.eojeol} / {found[0].word.eojeol}"
        elif not found and word.kind == "word" and _prefixed(word.key, held) and not _as_printed(word, claim, spans):
            yield "polarity", f"인용문과 긍정·부정이 다름: {word.eojeol}"
        elif word.key in REVERSING and position and _undone(claim.words[position - 1], word, held):
            yield "polarity", f"인용문에 없는 말이 뜻을 뒤집음: {word.eojeol}"


def _as_printed(word: Word, claim: Reading, spans: Sequence[Reading]) -> bool:
    return any(squeezed(claim.text[word.start : word.end]) in span.squeezed for span in spans)


def _otherwise_denied(claim: Reading, position: int, counterpart: Counterpart) -> bool:
    """Say whether two words of which one is denied may tell the same, because the denial stands elsewhere."""
    word, other = claim.words[position], counterpart.word
    if word.negated == other.negated:
        return False
    if not word.predicate and not _same_governor(claim, position, counterpart):
        return True
    behind = claim.text[word.end : word.end + 3]
    if behind.startswith(("보다", " 대신")):
        return True
    if word.negated and other.tense == "ahead" and _NOT_YET.search(claim.text):
        return True
    describing = other if word.negated else word
    reading = counterpart.span if word.negated else claim
    return _describes(reading, describing) and _denied_later(reading, describing)


def _describes(reading: Reading, word: Word) -> bool:
    following = next((m for m in reading.morphemes[word.index + 1 : word.index + 5] if m.tag[0] == "E"), None)
    return following is not None and following.tag == "ETM"


def _denied_later(reading: Reading, word: Word) -> bool:
    for morpheme in reading.morphemes[word.index + 1 :]:
        if morpheme.tag == "SF":
            return False
        if morpheme.form in ("없", "않", "못하", "아니"):
            return True
    return False


def _undone(before: Word, word: Word, held: set[str]) -> bool:
    """Say whether `word` undoes a thing that the spans have (``규제``, ``규제 완화``), and the spans have no such word."""
    return before.key in held and before.kind == "word" and word.key not in held and alike(word.key).isdisjoint(held)


def _same_governor(claim: Reading, position: int, counterpart: Counterpart) -> bool:
    own = _governor(claim, claim.words[position])
    other = _governor(counterpart.span, counterpart.word)
    if own is None or other is None:
        return own is other
    if own.key in _LACKING and other.key in _LACKING:
        return False  # "계획이 없다", "계획이 빠져 있다": one lacks it as the other denies it
    return own.key == other.key or other.key in alike(own.key) or other.key in ANTONYMS.get(own.key, ())


def _governor(reading: Reading, word: Word) -> Word | None:
    return next((other for other in reading.words if other.index > word.index and other.predicate), None)


def _prefixed(key: str, held: set[str]) -> bool:
    if len(key) < 2:
        return False
    return any(f"{p}{key}" in held or (key[0] == p and len(key) > 2 and key[1:] in held) for p in NEGATIVE_PREFIXES)


def modality_findings(claim: Reading, spans: Sequence[Reading], everywhere: bool) -> Iterator[Finding]:
    """Yield `modality` findings: what a span only expects, plans or has heard is stated as more certain.

    `everywhere` looks at every predicate; otherwise only at those that the sentence asserts, not at what describes
    a noun, which another wording puts in other forms.
    """
    hedged = _HEDGED_TOPIC.search(claim.text) is not None
    for position, word in enumerate(claim.words):
        if word.kind != "word" or not (word.predicate if everywhere else word.asserted or word.prospective):
            continue
        if word.key in REPORTING or word.key in POSSIBLE or word.key in INTENDED or hedged:
            continue
        found = [c for c in _telling(word, counterparts(claim, position, spans)) if not c.opposite]
        if (everywhere or word.asserted) and found and all(_surer(word, c) or _not_yet(word, c) for c in found):
            yield "modality", f"인용문보다 단정함: {word.eojeol} / {found[0].word.eojeol}"
        elif found and all(_done_already(word, c) for c in found):
            yield "modality", f"인용문에서는 이미 일어난 일: {word.eojeol} / {found[0].word.eojeol}"
    yield from _only_considered(claim, spans)
    yield from _settled(claim, spans)
    if not _conditions(claim, 0, len(claim.morphemes)) and not _IN_CASE.search(claim.text):
        yield from _lost_condition(claim, spans)
    yield from _lost_hedge(claim, spans)


def _surer(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` is stated as more certain, or as past where its span speaks of what is to come."""
    other = counterpart.word
    if other.certainty != word.certainty:
        return other.certainty < word.certainty and not (word.tense == "ahead" and _decided(counterpart))
    to_come = word.prospective or word.tense == "ahead"
    return other.prospective and not to_come and counterpart.fit >= _SAME_PLACE


def _decided(counterpart: Counterpart) -> bool:
    """Say whether the span settles it (``하기로 했다``): to say that it is done so (``한다``) adds nothing."""
    behind = counterpart.span.morphemes[counterpart.word.index + 1 : counterpart.word.index + 6]
    pairs = pairwise(behind)
    return any((one.form, one.tag, two.form) == ("기", "ETN", "로") for one, two in pairs)


def _not_yet(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` has happened where its span only announces it (``연다고 밝혔다``, ``열었다``)."""
    other = counterpart.word
    if word.tense == "past" and not other.predicate and _SET.match(counterpart.span.text, other.end):
        return True
    return word.tense == "past" and other.predicate and other.tense == "ahead" and word.tag[:2] != "VA"


def _done_already(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` is planned or expected where its span tells that it has happened."""
    other = counterpart.word
    planned = word.certainty < Certainty.FACT and (word.tense == "ahead" or word.prospective)
    return planned and other.tense == "past" and other.certainty == Certainty.FACT and other.predicate


def _only_considered(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield a finding for ``검토한다`` and the like, where no span says that anything is only looked into."""
    for word in claim.words:
        if word.key in UNDECIDED and not any(key in span.keys for span in spans for key in _UNDECIDED_SAID):
            yield "modality", f"인용문에서는 정해진 일: {word.eojeol}"


def _settled(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield a finding for ``확정됐다``, ``성공했다`` and the like, where the spans only expect or plan."""
    for word in claim.words:
        if word.key not in SETTLED or not word.asserted or word.certainty < Certainty.FACT or word.negated:
            continue
        said = any(key in span.keys for span in spans for key in (word.key, *alike(word.key)))
        if not said and all(any(m.form in POSSIBLE or m.form in INTENDED for m in span.morphemes) for span in spans):
            yield "modality", f"인용문보다 단정함: {word.eojeol}"


def _lost_condition(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    last = anchor(claim)
    found = counterparts(claim, last, spans) if last is not None else []
    if found and all(_condition_before(c) for c in found):
        yield "modality", "인용문의 조건이 빠짐"


def _lost_hedge(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Compare how both sentences end: behind the last thing told, the span hedges and the sentence does not."""
    last = anchor(claim)
    if last is None or _hedges(claim, claim.words[last].index) or any(m.form == "자고" for m in claim.morphemes):
        return
    found = [c for c in counterparts(claim, last, spans) if not c.opposite]
    hedges = [_hedges(c.span, c.word.index) for c in found]
    if hedges and all(hedges):
        yield "modality", f"인용문보다 단정함: {hedges[0][0]}"


def _hedges(reading: Reading, index: int) -> list[str]:
    """Return the hedges behind a word, when nothing else is told between it and the end of its sentence."""
    found: list[str] = []
    for morpheme in reading.morphemes[index + 1 :]:
        if morpheme.tag == "SF":
            break
        if morpheme.form in POSSIBLE or morpheme.form in INTENDED or _heard(reading, morpheme):
            found.append(morpheme.form)
        elif is_content(morpheme) and word_key(morpheme) not in LIGHT and word_key(morpheme) not in REPORTING:
            return []
    return found


def _heard(reading: Reading, morpheme: Morpheme) -> bool:
    """Say whether it is only heard: ``전해지``, ``알려지``, not ``전하``."""
    return morpheme.form in ("전하", "알리") and reading.text[morpheme.end - 1 : morpheme.end + 1] in (
        "해졌",
        "해지",
        "해진",
        "려졌",
        "려진",
    )


def _condition_before(counterpart: Counterpart) -> bool:
    span, index = counterpart.span, counterpart.word.index
    for first, end in sentences(span.morphemes):
        if first <= index < end:
            return _conditions(span, first, index)
    return False


def _conditions(reading: Reading, first: int, end: int) -> bool:
    """Say whether a clause of condition (``…하면``) stands in the range of morphemes and reaches its end."""
    conditional = False
    kept = end >= len(reading.morphemes)
    for index in range(first, min(end, len(reading.morphemes))):
        morpheme = reading.morphemes[index]
        if morpheme.tag != "EC":
            continue
        if morpheme.form in ("면", "으면", "다면", "라면", "는다면", "ㄴ다면", "ᆫ다면", "이라면"):
            stem = next((m.form for m in reversed(reading.morphemes[first:index]) if m.tag[0] in "NVX"), "")
            before = {m.form for m in reading.morphemes[max(first, index - 3) : index]}
            conditional = conditional or not (stem in _WEIGHING or before & _WEIGHING)
        elif morpheme.form in ("고", "며", "으며", "지만", "으나") and not kept:
            conditional = False
    return conditional


def anchor(claim: Reading) -> int | None:
    """Return the position of the last word that tells something: it stands in the clause that the sentence ends on."""
    for position in range(len(claim.words) - 1, -1, -1):
        if claim.words[position].key not in LIGHT:
            return position
    return None
