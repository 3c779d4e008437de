"""Words of a sentence that its spans do not hold, or hold in another order or place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, Word, positions, squeezed
from newsprism.stages.verify.reading.idioms import figures
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.words.lexicon import COMPOSED_WORDS, GENERIC_SUBJECTS, LIGHT
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.types.verdict import FaultKind

_KIND_OF: dict[str, FaultKind] = {"word": "addition", "name": "name", "number": "number", "date": "date"}
_RUN = 3  # consecutive new content words: a phrase that was added, however long the sentence
_OFTEN = 40  # occurrences of one word in one span that are looked at
_MOSTLY = 0.7
_PARTICLES = "은는이가을를의에도와과로만"
_YEAR, _MONTH = re.compile(r"1년 전|지난해|작년|전년"), re.compile(r"(?:한|1개) ?(?:달|월) 전|전월|전달|지난달")
_BASES = {"전년": _YEAR, "작년": _YEAR, "지난해": _YEAR, "전월": _MONTH, "전달": _MONTH}
"""With what something is compared, in other words."""
_DOES = re.compile(r"([가-힣A-Za-z0-9]{2,12})(?:은|는|이|가) ([가-힣A-Za-z0-9]{1,12})[을를](?=[, ])")
_MODAL = frozenset(("방침", "예정", "계획", "전망", "예상", "가능성", "여부", "입장", "시범", "방안"))
"""What says how certain a thing is, which is compared elsewhere."""
_QUOTATION = re.compile(r"[‘“\"]([^‘’“”\"]{2,400})[’”\"]")
_VALUE = re.compile(r"[\d.,]+(?!\d|-)")
_WHOLE = 2  # characters of a printed noun that stand together in a span, whatever the analyser makes of them
_ROLE = re.compile(r"(?:(?P<acts>은|는|이|가|께서)|(?P<time>부터|까지)|에게|에|를|을|의)(?![가-힣])")
_SUBJECTS = ("은", "는", "이", "가", "께서")


def order_findings(readings: Sequence[tuple[Reading, Reading]]) -> Iterator[Finding]:
    """Yield findings for an extracted sentence: its words must stand in one span, in the same order.

    `readings` pairs the sentence, read on the day of a span's document, with that span; the best pair counts.
    """
    best: list[Word] | None = None
    for claim, span in readings:
        missing = _out_of_order(claim, span)
        if best is None or len(missing) < len(best):
            best = missing
    for word in best or ():
        yield _KIND_OF[word.kind], f"인용문에 이 순서로 없는 말: {word.eojeol}"


def _out_of_order(claim: Reading, span: Reading) -> list[Word]:
    """Return the words of `claim` that are not matched when its words are looked up in `span` from left to right."""
    return list(_missing(claim, span))


def in_order(claim: Reading, span: Reading) -> bool:
    """Say whether one span has all words of the sentence in its order."""
    return next(_missing(claim, span), None) is None


def _missing(claim: Reading, span: Reading) -> Iterator[Word]:
    cursor = 0
    for word in claim.words:
        end = _next(word, claim, span, cursor)
        if end is None:
            yield word
        else:
            cursor = end


def _next(word: Word, claim: Reading, span: Reading, cursor: int) -> int | None:
    """Return the end of the first match at or after `cursor`: same form, same printed word, or same characters."""
    ends = [_first_end(span, span.places.get(word.key, ()), cursor)]
    if len(word.eojeol) > 1:
        ends.append(_first_end(span, _printed_words(span).get(word.eojeol, ()), cursor))
        ends.append(_end_of(word.eojeol, span.text, max(0, cursor - len(word.eojeol))))
    surface = claim.text[word.start : word.end]
    if len(surface) > 1 or word.kind != "word":
        ends.append(_end_of(surface, span.text, cursor))
    if word.kind == "name" and word.key not in span.places and squeezed(surface) in span.squeezed:
        # "미국 의회" for "美 의회": the same name, but not one unit there.
        ends.append(cursor)
    return min((end for end in ends if end is not None), default=None)


@lru_cache(maxsize=4096)
def _printed_words(span: Reading) -> Mapping[str, Sequence[int]]:
    return positions([word.eojeol for word in span.words])


def _end_of(surface: str, text: str, cursor: int) -> int | None:
    """Return where `surface` ends at or after `cursor`, not as a part of a longer number."""
    start = text.find(surface, cursor)
    while start >= 0:
        end = start + len(surface)
        if not text[max(0, start - 1) : start].isdigit() and not text[end : end + 1].isdigit():
            return end
        start = text.find(surface, start + 1)
    return None


def _first_end(span: Reading, positions: Sequence[int], cursor: int) -> int | None:
    place = bisect_left(positions, cursor, key=lambda index: span.words[index].start)
    return span.words[positions[place]].end if place < len(positions) else None


def addition_findings(claim: Reading, spans: Sequence[Reading], share: float) -> Iterator[Finding]:
    """Yield `addition` findings for a generated sentence.

    At most `share` of its content words may be new, never `_RUN` in a row, and never the one who acts.
    """
    plain = [word for word in claim.words if word.kind == "word" and word.tag != "NNP"]
    found = new_words(claim, spans)
    new = {word.index for word in plain if word.index in found}
    if any(_too_new(part, new, share) for part in _by_sentence(claim, plain)):
        yield "addition", f"인용문에 없는 말: {_printed(plain, new)}"
        return
    if _longest_run(claim.words, new) >= (_RUN - 1 if _verbatim(claim, spans) else _RUN):
        yield "addition", f"인용문에 없는 말: {_printed(plain, new)}"
        return
    for word in plain:
        if word.index in new and _acts(word, claim) and word.key not in GENERIC_SUBJECTS:
            yield "addition", f"인용문에 없는 주체: {word.eojeol}"


def inserted_words(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return new words in a row that were put into a sentence which else is printed as a span has it; empty without."""
    found = new_words(claim, spans)
    new = {word.index for word in claim.words if word.tag != "NNP" and word.index in found}
    if _longest_run(claim.words, new) >= _RUN - 1 and (_verbatim(claim, spans) or _else_verbatim(claim, new, spans)):
        return _printed(claim.words, new)
    nouns = {
        w.eojeol for w in claim.words if w.index in new and w.tag[:2] in ("NN", "MA") and w.key not in GENERIC_SUBJECTS
    }
    if len(nouns) == 1 and len(new) <= _RUN and _else_verbatim(claim, new, spans):
        return nouns.pop()  # one noun in the place of another
    return ""


def _too_new(words: Sequence[Word], new: set[int], share: float) -> bool:
    counted = [word for word in words if word.key not in LIGHT]
    return sum(word.index in new for word in counted) > share * len(counted)


def _by_sentence(claim: Reading, words: Sequence[Word]) -> Iterator[list[Word]]:
    for first, last in ranges(claim):
        yield [word for word in words if first <= word.index < last]


def _verbatim(claim: Reading, spans: Sequence[Reading]) -> bool:
    """Say whether most printed words are those of one span: then a new phrase was put into its sentence."""
    printed = claim.text.split()
    return any(sum(word in span.text for word in printed) >= _MOSTLY * len(printed) for span in spans)


def _else_verbatim(claim: Reading, new: set[int], spans: Sequence[Reading]) -> bool:
    """Say whether one span prints every other word of the sentence just so."""
    own = {word.eojeol for word in claim.words if word.index in new}
    others = [printed for printed in claim.text.split() if not any(word in printed for word in own)]
    return len(others) > 1 and any(all(printed in span.text for printed in others) for span in spans)


def _printed(words: Sequence[Word], new: set[int]) -> str:
    return " ".join(word.eojeol for word in words if word.index in new)


def _longest_run(words: Sequence[Word], new: set[int]) -> int:
    longest = run = 0
    printed = ""
    for word in words:
        if word.index in new:
            run += word.eojeol != printed
            printed = word.eojeol
        elif word.kind != "word" or word.key not in LIGHT:
            run = 0
        longest = max(longest, run)
    return longest


def _acts(word: Word, claim: Reading) -> bool:
    following = claim.morphemes[word.index + 1] if word.index + 1 < len(claim.morphemes) else None
    return following is not None and following.tag in ("JX", "JKS") and following.form in _SUBJECTS


def new_words(claim: Reading, spans: Sequence[Reading]) -> frozenset[int]:
    """Return the first morphemes of the words of the sentence that are new; names, numbers and dates are never among them."""
    return _new_words(claim, tuple(spans))


@lru_cache(maxsize=1024)
def _new_words(claim: Reading, spans: tuple[Reading, ...]) -> frozenset[int]:
    return frozenset([word.index for word in claim.words if word.kind == "word" and is_new(word, claim, spans)])


def is_new(word: Word, claim: Reading, spans: Sequence[Reading]) -> bool:
    """Say whether no span holds the word, another form of it, or a word for the same."""
    base = _BASES.get(word.key)
    if (
        word.key in LIGHT
        or word.key in _MODAL
        or (base and any(base.search(span.text) for span in spans))
        or any(word.key in span.keys for span in spans)
    ):
        return False
    if any(len(s) > 1 and s in span.squeezed for s in surfaces(claim.text[word.start : word.end]) for span in spans):
        return False
    if any(other in span.keys for span in spans for other in alike(word.key)):
        return False
    meaning = figures(claim).get(word.index)
    if meaning and any(other in span.keys for span in spans for other in (meaning, *alike(meaning))):
        return False
    stem = squeezed(word.stem)
    return len(stem) < _WHOLE or not any(stem in span.squeezed for span in spans)


def surfaces(printed: str) -> tuple[str, ...]:
    """Return what may be looked for of a printed word: also without its last syllable, if that may be a particle."""
    whole = squeezed(printed)
    return (whole, whole[:-1]) if len(whole) > 2 and whole[-1] in _PARTICLES else (whole,)


def template_findings(claim: Reading, held: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `addition` findings for a composed sentence: words of no template, figure or span."""
    quoted = _quoted(claim.text, held)
    for word in claim.words:
        if word.start in quoted:
            continue
        if word.kind == "word" and word.key not in COMPOSED_WORDS and is_new(word, claim, held):
            yield "addition", f"근거에 없는 말: {word.eojeol}"


def _quoted(text: str, held: Sequence[Reading]) -> set[int]:
    """Return the characters of quotations that a span has to the letter, blanks apart: a headline, however it is split."""
    places: set[int] = set()
    for match in _QUOTATION.finditer(text):
        if any(squeezed(match.group(1)) in span.squeezed for span in held):
            places.update(range(match.start(), match.end()))
    return places


def slot_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `number`, `date` and `name` findings: the right value in another's place.

    Between the same two words the spans have another value, and nowhere does this one touch either of them.
    """
    for position, word in enumerate(claim.words):
        if word.kind == "word":
            continue
        before, behind = _neighbours(claim, position)
        own = [_neighbours(span, index) for span in spans for index in span.places.get(word.key, ())[:_OFTEN]]
        if (
            word.kind == "date"
            and not own
            and any(squeezed(claim.text[word.start : word.end]) in s.squeezed for s in spans)
        ):
            continue  # "4분기" for "올해 4분기": less exact, not another day
        if word.kind == "number" and not own:
            continue  # it was reckoned: that a span has another value there is what it follows from
        touching = any({before, behind} & set(sides) - {""} for sides in own)
        if not touching and any(_held_otherwise(word, before, behind, span, claim) for span in spans):
            yield _KIND_OF[word.kind], f"인용문에서는 이 자리에 다른 값: {word.eojeol}"


def _held_otherwise(word: Word, before: str, behind: str, span: Reading, claim: Reading) -> bool:
    """Say whether the span has another value of the same kind between the same two words.

    A day that the sentence names too has only changed places.
    """
    for index in span.places.get(before, ())[:_OFTEN] if before else (-1,):
        place = index + 1
        other = span.words[place] if place < len(span.words) else word
        if other.kind == "date" and (other.key in claim.places or _within(other.key, word.key)):
            continue
        if _elsewhere(word, claim, other, span):
            continue
        if other.kind == word.kind and not _same_value(other.key, word.key) and _neighbours(span, place)[1] == behind:
            return True
    return False


def _elsewhere(word: Word, claim: Reading, other: Word, span: Reading) -> bool:
    """Say whether the particles show that both stand in other roles: a day since when (``2일부터``), one who acts and one told."""
    own, theirs = (_ROLE.match(text.text, one.end) for text, one in ((claim, word), (span, other)))
    if word.kind == "name":
        return own is not None and theirs is not None and (own["acts"] is None) != (theirs["acts"] is None)
    if word.kind != "date" or own is None or own["time"] is None or (theirs and theirs["time"] == own["time"]):
        return False
    return any(span.text.startswith(own["time"], span.words[at].end) for at in span.places.get(word.key, ())[:_OFTEN])


def _within(day: str, longer: str) -> bool:
    """Say whether one stretch of days lies in the other; the keys are those of `date_key`."""
    (first, _, last), (begin, _, end) = day.partition("~"), longer.partition("~")
    return bool(last and end) and begin <= first and last <= end


def _same_value(one: str, other: str) -> bool:
    """Say whether two values are the same but for what they count (``203명``, ``203표``): units are another check's."""
    numbers = [_VALUE.match(key) for key in (one, other)]
    return one == other or (all(numbers) and len({n.group() for n in numbers if n}) == 1)


def _neighbours(reading: Reading, position: int) -> tuple[str, str]:
    words = reading.words
    before = words[position - 1].key if position else ""
    return before, words[position + 1].key if position + 1 < len(words) else ""


def swap_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `name` findings: who acts in the sentence is acted upon in the span, and the other way round."""
    yield from _crossed(claim, spans)
    if _passive(claim) or any(_passive(span) for span in spans):
        return
    own = _roles(claim)
    if len(own) < 2:
        return
    held: dict[str, set[bool]] = {}
    for span in spans:
        for name, ways in _roles(span).items():
            held.setdefault(name, set()).update(ways)
    for actor in own:
        for other in own:
            before = (own[actor], own[other])
            if before == ({True}, {False}) and (held.get(actor), held.get(other)) == ({False}, {True}):
                yield "name", f"인용문과 주체가 바뀜: {actor} / {other}"


def _crossed(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `attribution` findings: of two who do two things each is said to do the other's (``A는 X를, B는 Y를``)."""
    own = _pairs(claim.text)
    if not own:
        return
    held = {pair for span in spans for pair in _pairs(span.text)}
    for actor, done in own:
        theirs = {other for other, what in held if what == done}
        if (actor, done) not in held and theirs and any(other == actor for other, _ in held):
            yield "attribution", f"인용문에서는 다른 이의 일: {actor} {done}"


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(match.group(1), match.group(2)) for match in _DOES.finditer(text)]


@lru_cache(maxsize=4096)
def _roles(reading: Reading) -> Mapping[str, set[bool]]:
    """Map each name to whether it acts (은, 는, 이, 가) or is acted upon (을, 를, 에, 에게, 로부터)."""
    roles: dict[str, set[bool]] = {}
    for word in reading.words:
        if word.kind != "name":
            continue
        particle = next((m for m in reading.morphemes[word.index : word.index + 8] if m.start >= word.end), None)
        if particle is not None and particle.start == word.end and particle.tag[0] == "J":
            if particle.form in _SUBJECTS:
                roles.setdefault(word.key, set()).add(True)
            elif particle.form in ("을", "를", "에", "에게", "로부터", "으로부터", "에서"):
                roles.setdefault(word.key, set()).add(False)
    return roles


@lru_cache(maxsize=4096)
def _passive(reading: Reading) -> bool:
    return any(m.tag in ("XSV", "VV") and m.form in ("되", "당하", "받", "당") for m in reading.morphemes)
