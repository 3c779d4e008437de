"""Who says it: frames of reported speech in a text (``X는 …다고 밝혔다``, ``X에 따르면``, ``…라는 설명이다``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.reading.naming import Who, brought_by, held_by, named_behind, owner, phrase
from newsprism.stages.verify.words.lexicon import (
    ABSTRACT,
    COMMON_BODIES,
    GENERAL_CLAIMS,
    GENERIC_TELLERS,
    HELD,
    NEUTRAL_REPORTING,
    ORGANISATION_TAILS,
    PERSON_TITLES,
    REPORT_NOUNS,
    REPORTING,
    SPEAKING,
)
from newsprism.text.ko.tokens import Morpheme

_QUOTING_ENDS = ("다고", "라고", "냐고", "자고", "다며", "라며", "다면서", "라면서", "고요", "다", "라")
_COORDINATING = frozenset(("고", "며", "으며", "지만", "으나", "는데", "ᆫ데", "은데"))
_AGAINST = ("반면", "반면에", "한편")
_JUDGING = frozenset(
    ("보", "내다보", "전망", "예상", "예측", "추정", "추산", "추계", "분석", "판단", "평가", "기대", "관측", "진단")
)
_CLOSE = frozenset(("JKQ", "JKB", "EC", "EF", "ETM"))
"""What a particle or ending is that speech ends with."""
_AFTER_QUOTE = frozenset(("며", "면서", "면서도", "라며", "라면서", "라면서도"))
_OPENING = "“\"‘'「『"
_CLOSING = "”\"’'」』"
_BREAKS = re.compile(r"[“”\"\n]|[.,!?](?=\s)")
_NAMED = 32  # characters; organisation, name and title of a person
_WINDOW = 8  # morphemes between the end of what is said and the verb that says so ("…고 이날 기자들에게 말했다")


_BOUND_SPEAKERS = frozenset("측 쪽 이 분 씨 자 명 곳".split())
_LONG_TAILS = tuple(tail for tail in ORGANISATION_TAILS if len(tail) > 1)
_TAILS = frozenset(tail for tail in ORGANISATION_TAILS if len(tail) == 1)
_MATTERS = frozenset(
    "매출 매출액 영업이익 순이익 이익 손실 적자 흑자 실적 수출 수입 생산 판매 소비 투자 고용 취업자 실업률 물가 금리 환율 주가 가격 값 비용 요금 임금 "
    "수익률 성장률 비중 점유율 부채 자산 예금 대출 거래 거래량 물량 수요 공급 재고 계약 금액 규모 인력 채용 인상 인하 확대 축소 시점 시기 일정".split()
)
"""Topics that somebody speaks of and that never speak."""
_SPEAKERS = COMMON_BODIES | GENERIC_TELLERS | PERSON_TITLES | GENERAL_CLAIMS


@dataclass(frozen=True, slots=True)
class Frame:
    """Reported speech: what is said stands in ``text[start:end]``; `speaker` are the content words of who says it.

    `neutral` marks the verbs with which an organisation tells of its own act. No speaker: he stands elsewhere.
    `attributive` marks what only describes a noun (``…다는 우려``). `printed` is how the text names him, without blanks: some characters that end with the name.
    """

    start: int
    end: int
    speaker: tuple[str, ...]
    neutral: bool
    printed: str = ""
    attributive: bool = False
    end_of_name: int = 0
    quoted: bool = False


@lru_cache(maxsize=4096)
def frames(reading: Reading) -> tuple[Frame, ...]:
    """Return the frames of reported speech of all sentences of the text, in order."""
    found: list[Frame] = []
    for first, last in ranges(reading):
        found += _according_to(reading, first, last)
        found += _said(reading, first, last)
    return tuple(found)


@lru_cache(maxsize=4096)
def ranges(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text as ranges of its morphemes."""
    return tuple(sentences(reading.morphemes))


@lru_cache(maxsize=4096)
def sentence_keys(reading: Reading) -> tuple[frozenset[str], ...]:
    """Return the keys of the words of each sentence of a text."""
    return tuple(
        [frozenset([w.key for w in reading.words if first <= w.index < last]) for first, last in ranges(reading)]
    )


@lru_cache(maxsize=4096)
def whole_sentences(reading: Reading) -> frozenset[str]:
    """Return the sentences of a text without blanks; what is quoted in one is part of it."""
    morphemes = reading.morphemes
    return frozenset(squeezed(reading.text[morphemes[a].start : morphemes[b - 1].end]) for a, b in ranges(reading))


def sentences(morphemes: Sequence[Morpheme]) -> Iterator[tuple[int, int]]:
    """Yield sentences as ranges of morphemes; a full stop inside a quotation does not end one."""
    first = depth = 0
    for index, morpheme in enumerate(morphemes):
        if morpheme.tag == "SSO":
            depth += 1
        elif morpheme.tag == "SSC":
            depth = max(0, depth - 1)
        elif morpheme.tag == "SF" and not depth:
            yield first, index + 1
            first = index + 1
    if first < len(morphemes):
        yield first, len(morphemes)


def _according_to(reading: Reading, first: int, last: int) -> Iterator[Frame]:
    morphemes = reading.morphemes
    for index in range(first + 1, last - 1):
        source, verb = morphemes[index], morphemes[index + 1]
        if source.form == "에" and source.tag == "JKB" and verb.form in ("따르", "의하"):
            following = morphemes[index + 2].form if index + 2 < last else ""
            if following in ("면", "으면"):
                words, end = phrase(morphemes, first, index), morphemes[index - 1].end
                named = printed(reading.text, morphemes[first].start, end)
                yield Frame(morphemes[first].start, morphemes[last - 1].end, words, True, named, end_of_name=end)


def _said(reading: Reading, first: int, last: int) -> Iterator[Frame]:
    morphemes = reading.morphemes
    for index in range(first, last):
        morpheme = morphemes[index]
        if (morpheme.tag in _CLOSE or (index and morphemes[index - 1].tag == "SSC")) and _closes_speech(
            morphemes, index
        ):
            verb = _reporting_verb(reading, index, last)
            if verb is not None:
                words, end = _speaker(reading, first, index, verb, last)
                start = _start_of_speech(morphemes, first, index)
                named = printed(reading.text, _clause_of(morphemes, first, end), end) if words else ""
                yield Frame(
                    start,
                    morpheme.end,
                    words,
                    morphemes[verb].form in NEUTRAL_REPORTING,
                    named,
                    morpheme.tag == "ETM" and end < morpheme.end,
                    end,
                    any(m.tag == "SSC" for m in morphemes[max(first, index - 2) : index]),
                )


def _clause_of(morphemes: Sequence[Morpheme], first: int, end: int) -> int:
    """Return where the clause begins in which a name ends at the character `end`."""
    ends = [m.end for m in morphemes[first:] if m.end <= end and m.tag == "EC" and m.form in _COORDINATING]
    return max(ends, default=morphemes[first].start)


def printed(text: str, start: int, end: int) -> str:
    """Return what the text prints before `end` in this sentence, where the name of the speaker ends."""
    return squeezed(_BREAKS.split(text[max(start, end - _NAMED) : end])[-1])


def _start_of_speech(morphemes: Sequence[Morpheme], first: int, close: int) -> int:
    """Return where the speech begins: at its quotation mark, else at its last clause (what stands before is open)."""
    quoted = any(m.tag == "SSC" for m in morphemes[max(first, close - 2) : close])
    for index in range(close - 1, first, -1):
        morpheme = morphemes[index]
        if quoted and morpheme.tag == "SSO":
            return morpheme.start
        if quoted or morpheme.tag != "EC" or morphemes[index + 1].tag.startswith("VX"):
            continue
        if morpheme.form in _COORDINATING:
            return morpheme.end
    return morphemes[first].start


def _closes_speech(morphemes: Sequence[Morpheme], index: int) -> bool:
    morpheme = morphemes[index]
    if morpheme.tag == "JKQ":
        return True
    if morpheme.tag == "JKB" and morpheme.form == "으로" and morphemes[index - 1].form == "것":
        return _judged(morphemes, index + 1)
    if morpheme.tag in ("EC", "EF") and morpheme.form.endswith(_QUOTING_ENDS[:-2]):
        return True
    if index and morphemes[index - 1].tag == "SSC" and morpheme.form in _AFTER_QUOTE:
        return True
    return morpheme.tag == "ETM" and morpheme.form.endswith(("다는", "라는", "자는", "란", "단"))


def _judged(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether somebody judges here (``것으로 내다봤다``), not anybody (``것으로 보인다``, ``것으로 전망됐다``)."""
    if index + 1 >= len(morphemes) or morphemes[index].form not in _JUDGING:
        return False
    return morphemes[index].tag.startswith("VV") or morphemes[index + 1].form == "하"


def _reporting_verb(reading: Reading, index: int, last: int) -> int | None:
    morphemes = reading.morphemes
    attributive = morphemes[index].tag == "ETM"
    if attributive and index + 2 < last and morphemes[index + 1].form in ("것", "거", "점"):
        return held_by(reading, index + 2, last)
    # "…다며" and "…라면서" say already that someone speaks; the verb may stand far behind.
    carried = morphemes[index].form.endswith(("며", "면서", "면서도"))
    for position in range(index + 1, last if carried else min(last, index + 1 + _WINDOW)):
        form = morphemes[position].form
        if attributive:
            if form in REPORT_NOUNS or (form in HELD and brought_by(morphemes, position + 1, last)[0]):
                return position
            if morphemes[position].tag[0] != "N" and morphemes[position].tag != "JKG":
                return None  # "…라는 환영의 뜻"
            continue
        if form in REPORTING or form in SPEAKING or (form == "하" and position == index + 1):
            return position
    return index if carried else None


def _speaker(reading: Reading, first: int, close: int, verb: int, last: int) -> Who:
    """Return who speaks: between speech and verb, else the last subject before the opening quote, else the topic."""
    whose = owner(reading, close, verb)
    behind = whose if whose[0] else named_behind(reading.morphemes, close, verb, last)
    if behind[0]:
        return behind
    between = _subject(reading.morphemes, close + 1, verb)
    if between[0]:
        return between
    morphemes = reading.morphemes
    clause = own_clause(morphemes, first, close)
    opening = next(
        (i for i in range(close, clause, -1) if morphemes[i].tag in ("SSO", "SS") and morphemes[i].form in _OPENING),
        None,
    )
    if opening is not None:
        before = _subject(morphemes, clause, opening, latest=True)
        if before[0]:
            return before
    own = _subject(morphemes, clause, close)
    if clause > first and own[0] and own[0][-1] in _MATTERS:
        # "A는 이익이 늘고 매출은 줄었다고 밝혔다"
        whole = _subject(morphemes, first, close)
        return whole if _plain(whole[0]) else own
    return own


def _plain(words: Sequence[str]) -> bool:
    if not words or words[-1] in _MATTERS:
        return False
    return words[-1] in _SPEAKERS or words[-1].endswith(_LONG_TAILS) or (len(words[-1]) > 2 and words[-1][-1] in _TAILS)


def own_clause(morphemes: Sequence[Morpheme], first: int, close: int) -> int:
    """Return where the last clause begins that has a topic of its own (``여당은 찬성했으나 야당은 …라며``)."""
    outside = _outside_quotes(morphemes, first, close)
    topics = [
        i for i in outside
        if morphemes[i].tag == "JX" and morphemes[i].form in ("은", "는")
        and (morphemes[i - 1].tag[0] in "NSX" or morphemes[i - 1].form == "에서")
    ]  # fmt: skip
    for index in reversed(outside) if len(topics) > 1 else ():
        if (
            _joins(morphemes, index)
            and any(index < topic for topic in topics)
            and any(topic < index for topic in topics)
        ):
            return index + 1
    return first


def _joins(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether another clause begins behind: ``찬성했으나``, ``전망한 반면``."""
    if morphemes[index].tag == "EC" and morphemes[index].form in _COORDINATING:
        return True
    return morphemes[index].form in _AGAINST and morphemes[index - 1].tag == "ETM"


def subjects(morphemes: Sequence[Morpheme], first: int, last: int) -> Iterator[Who]:
    """Yield the noun phrases before 은, 는, 이, 가 in the range that nobody quotes, in order."""
    for index in _outside_quotes(morphemes, first, last):
        morpheme = morphemes[index]
        tag = morpheme.tag
        if tag in ("JX", "JKS") and morpheme.form in ("은", "는", "이", "가", "께서"):
            end = index - 1 if morphemes[index - 1].form == "에서" else index
            if end > first and morphemes[end - 1].tag[0] in "NSX":
                yield phrase(morphemes, first, end), morphemes[end - 1].end


def _outside_quotes(morphemes: Sequence[Morpheme], first: int, last: int) -> list[int]:
    """Return the places behind the first in which nobody is quoted."""
    if all(morpheme.tag != "SSO" for morpheme in morphemes[first:last]):
        return list(range(first + 1, last))
    found: list[int] = []
    depth = 0
    for index in range(first, last):
        tag = morphemes[index].tag
        if tag == "SSO" and morphemes[index].form in _OPENING:
            depth += 1
        if not depth:
            found.append(index)
        elif tag == "SSC" and morphemes[index].form in _CLOSING:
            depth -= 1
    return found[1:] if found[:1] == [first] else found


def _can_speak(last: Morpheme, words: Sequence[str]) -> bool | None:
    """Say whether the noun is plainly a body or a person; None for what cannot speak (``것이``)."""
    if last.tag == "NNB" and last.form not in _BOUND_SPEAKERS:
        return None
    return last.tag == "NNP" or _plain(words)


def _subject(morphemes: Sequence[Morpheme], first: int, last: int, latest: bool = False) -> Who:
    positions = _outside_quotes(morphemes, first, last)
    if latest:
        positions.reverse()
    found: list[Who] = []
    for wanted in (("은", "는"), ("이", "가", "께서", "도")):
        named = list(_of_particle(morphemes, first, positions, wanted))
        able = [who for who, known in named if known or who[0][-1] not in _MATTERS]
        if able:
            return able[0]
        found += [who for who, _ in named]
    return found[0] if found else ((), 0)


def _of_particle(
    morphemes: Sequence[Morpheme], first: int, positions: Sequence[int], wanted: Sequence[str]
) -> Iterator[tuple[Who, bool]]:
    """Yield who is named before one of the particles, and whether it is plainly a body or a person."""
    for index in positions:
        morpheme = morphemes[index]
        if morpheme.tag in ("JX", "JKS") and morpheme.form in wanted:
            # "학계에서는": a body speaks.
            end = index - 1 if morphemes[index - 1].form == "에서" else index
            words = phrase(morphemes, first, end) if end > first and morphemes[end - 1].tag[0] in "NSX" else ()
            if not words or words[-1] in ABSTRACT:
                continue
            known = _can_speak(morphemes[end - 1], words)
            if known or (known is not None and morpheme.form != "도"):
                yield (words, morphemes[end - 1].end), known
