"""What a sentence says against what its spans say: polarity, certainty, speaker, and words that were added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsprism.stages.verify.lexicon import (
    ANTONYMS,
    GENERAL_CLAIMS,
    INTENDED,
    LIGHT,
    NEGATIVE_PREFIXES,
    ORGANISATION_TAILS,
    PERSON_TITLES,
    POSSIBLE,
    REPORTING,
    SYNONYMS,
)
from newsprism.stages.verify.reading import Reading, Word, is_content, squeezed, word_key
from newsprism.stages.verify.speech import Frame, frames, sentences
from newsprism.stages.verify.values import Finding
from newsprism.text.ko.gazetteer import gazetteer

_BEFORE, _BEHIND = 4, 3  # content words around a word that tell which occurrence in the span it is
_OFTEN = 40  # occurrences of one word in one span that are looked at
_SAME_PLACE = 4
_CLEARLY = 3  # by how much an opposite must fit its surroundings better than the word itself
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
        for key in (word.key, *SYNONYMS.get(word.key, ())):
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


def polarity_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `polarity` findings: a word denied, or replaced by its opposite, where the span says otherwise."""
    held = {key for span in spans for key in span.keys}
    for position, word in enumerate(claim.words):
        found = _telling(word, counterparts(claim, position, spans))
        if found and all(c.opposite != (word.negated != c.word.negated) for c in found):
            yield "polarity", f"인용문과 긍정·부정이 다름: {word.eojeol} / {found[0].word.eojeol}"
        elif not found and word.kind == "word" and _prefixed(word.key, held):
            yield "polarity", f"인용문과 긍정·부정이 다름: {word.eojeol}"


def _prefixed(key: str, held: set[str]) -> bool:
    if len(key) < 2:
        return False
    return any(f"{p}{key}" in held or (key[0] == p and len(key) > 2 and key[1:] in held) for p in NEGATIVE_PREFIXES)


def modality_findings(claim: Reading, spans: Sequence[Reading], everywhere: bool) -> Iterator[Finding]:
    """Yield `modality` findings: what a span only expects, plans or has heard is stated as more certain.

    `everywhere` looks at every predicate; otherwise only at those that the sentence asserts, not at what describes
    a noun, which another wording puts in other forms.
    """
    for position, word in enumerate(claim.words):
        if word.kind != "word" or not (word.predicate if everywhere else word.asserted):
            continue
        found = [c for c in _telling(word, counterparts(claim, position, spans)) if not c.opposite]
        if found and all(_surer(word, c) for c in found):
            yield "modality", f"인용문보다 단정함: {word.eojeol} / {found[0].word.eojeol}"
    if not _conditions(claim, 0, len(claim.morphemes)):
        yield from _lost_condition(claim, spans)
    yield from _lost_hedge(claim, spans)


def _surer(word: Word, counterpart: Counterpart) -> bool:
    """Say whether `word` is stated as more certain, or as past where its span speaks of what is to come."""
    other = counterpart.word
    if other.certainty != word.certainty:
        return other.certainty < word.certainty
    return other.prospective and not word.prospective and counterpart.fit >= _SAME_PLACE


def _lost_condition(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    last = _anchor(claim)
    found = counterparts(claim, last, spans) if last is not None else []
    if found and all(_condition_before(c) for c in found):
        yield "modality", "인용문의 조건이 빠짐"


def _lost_hedge(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Compare how both sentences end: behind the last thing told, the span hedges and the sentence does not."""
    last = _anchor(claim)
    if last is None or _hedges(claim, claim.words[last].index):
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
        if morpheme.form in POSSIBLE or morpheme.form in INTENDED:
            found.append(morpheme.form)
        elif is_content(morpheme) and word_key(morpheme) not in LIGHT and word_key(morpheme) not in REPORTING:
            return []
    return found


def _condition_before(counterpart: Counterpart) -> bool:
    span, index = counterpart.span, counterpart.word.index
    for first, end in sentences(span.morphemes):
        if first <= index < end:
            return _conditions(span, first, index)
    return False


def _conditions(reading: Reading, first: int, end: int) -> bool:
    """Say whether a clause of condition (``…하면``) stands in the range of morphemes and reaches its end."""
    conditional = False
    for index in range(first, min(end, len(reading.morphemes))):
        morpheme = reading.morphemes[index]
        if morpheme.tag != "EC":
            continue
        if morpheme.form in ("면", "으면", "다면", "라면", "는다면", "ㄴ다면", "ᆫ다면", "이라면"):
            stem = next((m.form for m in reversed(reading.morphemes[first:index]) if m.tag[0] in "NVX"), "")
            before = {m.form for m in reading.morphemes[max(first, index - 3) : index]}
            conditional = conditional or not (stem in _WEIGHING or before & _WEIGHING)
        elif morpheme.form in ("고", "며", "으며", "지만", "으나"):
            conditional = False
    return conditional


def _anchor(claim: Reading) -> int | None:
    """Return the position of the last word that tells something: it stands in the clause that the sentence ends on."""
    for position in range(len(claim.words) - 1, -1, -1):
        if claim.words[position].key not in LIGHT:
            return position
    return None


def attribution_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `attribution` findings: another speaker, or a claim printed as a fact.

    An organisation that tells of its own act may stand as the one who acts.
    """
    own = frames(claim)
    held = [frame for span in spans for frame in frames(span)]
    if own:
        yield from _other_speaker(own, held, spans)
        return
    last = _anchor(claim)
    if last is None:
        return
    framed = [[f for f in frames(c.span) if f.start <= c.word.start < f.end] for c in counterparts(claim, last, spans)]
    if framed and all(framed) and not any(_own_act(frame, claim) for group in framed for frame in group):
        speaker = " ".join(framed[0][0].speaker) or "인용문의 화자"
        yield "attribution", f"말한 이가 빠짐: {speaker}"


def _other_speaker(own: Sequence[Frame], held: Sequence[Frame], spans: Sequence[Reading]) -> Iterator[Finding]:
    speakers = ["".join(frame.speaker) for frame in held if frame.speaker]
    for frame in own:
        if not frame.speaker:
            continue
        named = set(frame.speaker) - PERSON_TITLES - GENERAL_CLAIMS or set(frame.speaker)
        heard = any(word in speaker or speaker in word for speaker in speakers for word in named)
        if (speakers and not heard) or any(_unheard(word, spans) for word in named):
            yield "attribution", f"인용문과 말한 이가 다름: {' '.join(frame.speaker)}"


def _unheard(word: str, spans: Sequence[Reading]) -> bool:
    return word not in LIGHT and not any(word in span.keys or squeezed(word) in span.squeezed for span in spans)


def _own_act(frame: Frame, claim: Reading) -> bool:
    if not frame.neutral or not frame.speaker or set(frame.speaker) & GENERAL_CLAIMS:
        return False
    acts = rf"{re.escape(squeezed(frame.speaker[-1]))}(?:\([^()]*\))?(?:은|는|이|가|도|과|와|에서)"
    return _organisation(frame.speaker) and re.search(acts, claim.squeezed) is not None


def _organisation(speaker: Sequence[str]) -> bool:
    entity = gazetteer().find(speaker[-1])
    if entity is not None and entity.kind in ("company", "institution", "country"):
        return True
    return speaker[-1].endswith(ORGANISATION_TAILS) or re.fullmatch(r"[a-z]{2,}", speaker[-1]) is not None
