"""What a sentence says against what its spans say: polarity, certainty, speaker, and words that were added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, Word, squeezed
from newsprism.stages.verify.reading.hedges import conditions, hedges
from newsprism.stages.verify.reading.marks import Certainty, prefixed
from newsprism.stages.verify.reading.predicates import (
    able,
    denied_later,
    describes,
    goes_on_in,
    inevitable,
    joined_to_next,
    left_open,
    not_yet,
    wished,
)
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.weighing.counterparts import LITTLE, SAME_PLACE, Counterpart, anchor, counterparts, telling
from newsprism.stages.verify.weighing.sides import brings_speech, other_side
from newsprism.stages.verify.words.lexicon import (
    ANTONYMS,
    DECIDING,
    INTENDED,
    LIGHT,
    POSSIBLE,
    REPORTING,
    REVERSING,
    SETTLED,
    UNDECIDED,
)
from newsprism.stages.verify.words.thesaurus import alike

_NONE: frozenset[str] = frozenset()
_UNDECIDED_SAID = UNDECIDED | frozenset("방안 계획 추진 가능 구상 고려 타진 저울질 제안 살펴보 살피 협상".split())
_SET = re.compile(r"\s?(?:시기|시점|일정|예정일|목표|계획|시한|기한)")
_IN_CASE = re.compile(r"(?:할|될|을|일|를|[가-힣]) (?:경우|때는|때에는|땐)|없이는")
_HEDGED_TOPIC = re.compile(
    r"(?:목표|계획|전망|예정일|방침|구상)(?:은|는)\s|"
    r"(?:전망|예상|예측|관측|추계|추산|계획|방안|제안|법안|개정안)에 (?:따르|의하)면|"
    r"(?:계획|방안|제안|전망|예상|법안|개정안|[가-힣]안)대로(?:라면|면|\s)|(?:것|게)이? [^.]{0,15}(?:목표|계획|전망|방침|구상)(?:이|라)"
)
_NOT_YET = re.compile(r"아직|여태|그동안|지금까지")
_DISOWNING = frozenset(("부인", "일축", "반박", "사실무근", "부정"))
_LACKING = frozenset(("없", "빠지", "누락", "결여", "부재", "부족", "모자라", "전무"))
_PLANS = frozenset("계획 방침 대책 개정안 지침 고시 제도 정책 개편안 로드맵".split())
_ANNOUNCED = frozenset("발표 공개 내놓 확정 의결 예고 입법 공포 승인 행정".split())
_HINDERING = frozenset(("늦어지", "늦", "지연", "차질", "미루", "어렵", "부족", "지체", "막히"))
_ANNOUNCING = frozenset(("발표", "공시", "공지", "밝히"))
_TO_COME = frozenset(("예고", "예정", "계획", "방침"))
_ONGOING = frozenset(("찾", "짓", "건설", "개발", "구하", "마련", "만들", "수습", "협상", "교섭"))


Fact = tuple[str, str]
"""What speaks against a sentence, by its name among the facts, and how a reader is told."""


def polarity_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `polarity` findings: a word is denied where its span affirms it, replaced by its opposite, or undone."""
    yield from (("polarity", detail) for _, detail in polarity_facts(claim, spans, everywhere=True))


def polarity_facts(claim: Reading, spans: Sequence[Reading], everywhere: bool = False) -> Iterator[Fact]:
    """Yield what speaks for another polarity; without `everywhere` not where the denial only stands elsewhere."""
    held = _NONE.union(*[span.keys for span in spans])
    for position, word in enumerate(claim.words):
        said = counterparts(claim, position, spans)
        if said and word.key not in LIGHT and all(_just_so(word, c) for c in said):
            continue
        found = telling(word, said)
        if not everywhere and any(word.negated != c.word.negated for c in found):
            found = [c for c in found if c.opposite or not _otherwise_denied(claim, position, c)]
        if not everywhere:
            found = [c for c in found if not other_side(claim, word, c.span, c.word)]
            if brings_speech(claim, position):
                continue
        if inevitable(claim, word) or any(inevitable(c.span, c.word) for c in found):
            continue
        if (word.key in ("있", "없") and able(claim, word)) or (word.key == "하" and not everywhere):
            continue  # what can be done stands before it
        if found and all(c.opposite != (word.negated != c.word.negated) for c in found):
            yield _way(word, found), f"인용문과 긍정·부정이 다름: {word.eojeol} / {found[0].word.eojeol}"
        elif not found and word.kind == "word" and prefixed(word.key, held) and not _as_printed(word, claim, spans):
            yield "prefixed", f"인용문과 긍정·부정이 다름: {word.eojeol}"
        elif word.key in REVERSING and position and _undone(claim.words[position - 1], word, held):
            yield "undone", f"인용문에 없는 말이 뜻을 뒤집음: {word.eojeol}"


def _just_so(word: Word, counterpart: Counterpart) -> bool:
    """Say whether a span has the word itself, denied or not as the sentence has it."""
    other = counterpart.word
    return other.key == word.key and other.negated == word.negated and not counterpart.opposite


def _way(word: Word, found: Sequence[Counterpart]) -> str:
    if found[0].opposite:
        return "opposite"
    if word.key != found[0].word.key:
        return "denied_alike"
    return "denied" if word.predicate and found[0].word.predicate else "denied_thing"


def _as_printed(word: Word, claim: Reading, spans: Sequence[Reading]) -> bool:
    return any(squeezed(claim.text[word.start : word.end]) in span.squeezed for span in spans)


def _otherwise_denied(claim: Reading, position: int, counterpart: Counterpart) -> bool:
    """Say whether two words of which one is denied may tell the same, because the denial stands elsewhere."""
    word, other = claim.words[position], counterpart.word
    if word.negated == other.negated:
        return False
    if not_yet(claim, word) or not_yet(counterpart.span, other):
        return True
    if not word.predicate and not (word.told and other.told) and not _same_governor(claim, position, counterpart):
        return True
    governor = None if other.predicate else _governor(counterpart.span, other)
    if governor is not None and (governor.key in _HINDERING or governor.negated == word.negated):
        return True
    behind = claim.text[word.end : word.end + 3]
    if behind.startswith(("보다", " 대신")):
        return True
    if word.negated and other.tense == "ahead" and (word.key in DECIDING or _NOT_YET.search(claim.text)):
        return True
    if wished(counterpart.span, other) or wished(claim, word):
        return True
    if word.negated and not _DISOWNING.isdisjoint(counterpart.span.keys):
        return True  # "강제한 것이 아니다", "강제성을 부인했다"
    if joined_to_next(claim, position) or joined_to_next(counterpart.span, counterpart.span.words.index(other)):
        return True
    describing = other if word.negated else word
    reading = counterpart.span if word.negated else claim
    return describes(reading, describing) and denied_later(reading, describing)


def _undone(before: Word, word: Word, held: frozenset[str]) -> bool:
    """Say whether `word` undoes a thing that the spans have (``규제``, ``규제 완화``), and the spans have no such word."""
    # 풀 is also to give out.
    likewise = alike(word.key) & REVERSING if word.key == "풀" else alike(word.key)
    return before.key in held and before.kind == "word" and word.key not in held and likewise.isdisjoint(held)


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


def hedged_topic(claim: Reading) -> bool:
    """Say whether the sentence says at its beginning that all of it is only expected or planned (``전망에 따르면``)."""
    return _HEDGED_TOPIC.search(claim.text) is not None


def modality_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `modality` findings: what a span only expects, plans or has heard is stated as more certain."""
    yield from (("modality", detail) for _, detail in modality_facts(claim, spans, everywhere=True))


def modality_facts(claim: Reading, spans: Sequence[Reading], everywhere: bool = False) -> Iterator[Fact]:
    """Yield what speaks for another certainty.

    `everywhere` looks at every predicate; otherwise only at those that the sentence asserts, not at what describes
    a noun, which another wording puts in other forms.
    """
    hedged = hedged_topic(claim)
    for position, word in enumerate(claim.words):
        weighed = word.predicate and word.certainty < Certainty.FACT and not UNDECIDED.isdisjoint(claim.keys)
        if word.kind != "word" or not (word.predicate if everywhere else word.asserted or word.prospective or weighed):
            continue
        if word.key in REPORTING or word.key in POSSIBLE or word.key in INTENDED or hedged:
            continue
        if not everywhere and _not_stated(claim, position, spans):
            continue
        found = [c for c in telling(word, counterparts(claim, position, spans)) if not c.opposite]
        if found and found[0].word.key != word.key and found[0].fit < LITTLE:
            continue  # another word, of another thing
        joined = not everywhere and goes_on_in(claim, word)
        if (
            (everywhere or word.asserted)
            and found
            and all(_surer(word, c) or (not joined and _not_yet(word, c)) for c in found)
        ):
            yield "surer", f"인용문보다 단정함: {word.eojeol} / {found[0].word.eojeol}"
        elif found and all(_done_already(word, c, weighed) for c in found):
            yield "done_already", f"인용문에서는 이미 일어난 일: {word.eojeol} / {found[0].word.eojeol}"
    yield from _only_considered(claim, spans)
    yield from _settled(claim, spans)
    if not conditions(claim, 0, len(claim.morphemes)) and not _IN_CASE.search(claim.text):
        yield from _lost_condition(claim, spans)
    yield from _lost_hedge(claim, spans)


def _not_stated(claim: Reading, position: int, spans: Sequence[Reading]) -> bool:
    """Say whether the predicate is only asked about, joined to the next, or denied where no span denies it."""
    word = claim.words[position]
    if left_open(claim, word) or joined_to_next(claim, position):
        return True
    return word.negated and not any(c.word.negated for c in counterparts(claim, position, spans))


def _surer(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` is stated as more certain, or as past where its span speaks of what is to come."""
    other = counterpart.word
    if other.certainty != word.certainty:
        return other.certainty < word.certainty and not (word.tense == "ahead" and _decided(counterpart))
    to_come = word.prospective or word.tense == "ahead"
    return other.prospective and not to_come and counterpart.fit >= SAME_PLACE


def _decided(counterpart: Counterpart) -> bool:
    """Say whether the span settles it (``하기로 했다``, ``하는 계획을 발표했다``): to say that it is done so (``한다``) adds nothing."""
    behind = counterpart.span.morphemes[counterpart.word.index + 1 : counterpart.word.index + 10]
    pairs = pairwise(behind[:5])
    if any(m.form == "겠" and m.tag == "EP" for m in behind[:3]) and any(m.form in _ANNOUNCING for m in behind):
        return True
    if any(m.form in _PLANS for m in behind) and any(m.form in _ANNOUNCED for m in behind):
        return True
    return any((one.form, one.tag, two.form) == ("기", "ETN", "로") for one, two in pairs)


def _not_yet(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` has happened where its span only announces it (``연다고 밝혔다``, ``열었다``)."""
    other = counterpart.word
    if word.tense == "past" and not other.predicate and _SET.match(counterpart.span.text, other.end):
        return True
    if word.tense == "past" and other.key in _ONGOING and word.key == other.key and _goes_on(counterpart):
        return True
    return word.tense == "past" and other.predicate and other.tense == "ahead" and word.tag[:2] != "VA"


def _goes_on(counterpart: Counterpart) -> bool:
    """Say whether the span tells it as going on now (``찾고 있다``)."""
    behind = [m.form for m in counterpart.span.morphemes[counterpart.word.index + 1 : counterpart.word.index + 5]]
    behind = behind[1:] if behind[:1] == ["하"] else behind
    return behind[:2] == ["고", "있"] and "었" not in behind


def _done_already(word: Word, counterpart: Counterpart, weighed: bool) -> bool:
    """Say whether `word` is planned or expected where its span tells that it has happened."""
    other = counterpart.word
    planned = word.certainty < Certainty.FACT and (word.tense == "ahead" or word.prospective or weighed)
    return planned and other.tense == "past" and other.certainty == Certainty.FACT and other.predicate


def _only_considered(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    """Yield a finding for ``검토한다`` and the like, where no span says that anything is only looked into."""
    for word in claim.words:
        if word.key in UNDECIDED and not any(key in span.keys for span in spans for key in _UNDECIDED_SAID):
            yield "only_considered", f"인용문에서는 정해진 일: {word.eojeol}"
        elif word.key in _TO_COME and word.told and not any(_looks_ahead(span) for span in spans):
            yield "to_come", f"인용문에서는 이미 일어난 일: {word.eojeol}"


def _looks_ahead(span: Reading) -> bool:
    return any(word.certainty < Certainty.FACT or word.tense == "ahead" or word.key in _TO_COME for word in span.words)


def _settled(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    """Yield a finding for ``확정됐다``, ``성공했다`` and the like, where the spans only expect or plan."""
    for word in claim.words:
        if word.key not in SETTLED or not word.asserted or word.certainty < Certainty.FACT or word.negated:
            continue
        said = any(key in span.keys for span in spans for key in (word.key, *alike(word.key)))
        if not said and all(any(m.form in POSSIBLE or m.form in INTENDED for m in span.morphemes) for span in spans):
            yield "settled", f"인용문보다 단정함: {word.eojeol}"


def _lost_condition(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    last = anchor(claim)
    found = counterparts(claim, last, spans) if last is not None else []
    if found and all(_condition_before(c) and not _condition_named(claim, c) for c in found):
        yield "lost_condition", "인용문의 조건이 빠짐"


def _condition_named(claim: Reading, counterpart: Counterpart) -> bool:
    """Say whether the sentence speaks of the condition all the same: ``대책 없는 확대가`` for ``대책 없이 늘리면``."""
    span, index = counterpart.span, counterpart.word.index
    first = next((a for a, b in ranges(span) if a <= index < b), 0)
    ends = [i for i in range(first, index) if span.morphemes[i].tag == "EC" and span.morphemes[i].form.endswith("면")]
    inside = [w.key for w in span.words if first <= w.index < max(ends, default=first) and w.key not in LIGHT]
    named = sum(key in claim.keys or not alike(key).isdisjoint(claim.keys) for key in inside)
    return bool(inside) and named * 2 > len(inside)


def _lost_hedge(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    """Compare how both sentences end: behind the last thing told, the span hedges and the sentence does not."""
    last = anchor(claim)
    if (
        last is None
        or claim.words[last].key in POSSIBLE
        or claim.words[last].key in INTENDED
        or hedges(claim, claim.words[last])
        or any(m.form in ("자고", "겠") for m in claim.morphemes)
    ):
        return
    found = [c for c in counterparts(claim, last, spans) if not c.opposite]
    taken_back = [hedges(c.span, c.word) for c in found]
    if taken_back and all(taken_back):
        yield "lost_hedge", f"인용문보다 단정함: {taken_back[0][0]}"


def _condition_before(counterpart: Counterpart) -> bool:
    span, index = counterpart.span, counterpart.word.index
    for first, end in ranges(span):
        if first <= index < end:
            return conditions(span, first, index)
    return False
