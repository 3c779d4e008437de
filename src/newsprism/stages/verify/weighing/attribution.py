"""Who said it: the speakers of a sentence against those of its spans."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.names import abbreviates
from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.reading.speech import Frame, frames, printed, ranges, sentence_keys, subjects
from newsprism.stages.verify.weighing.claims import Fact
from newsprism.stages.verify.weighing.counterparts import anchor, counterparts
from newsprism.stages.verify.words.lexicon import (
    ABSTRACT,
    COMMON_BODIES,
    GENERAL_CLAIMS,
    GENERIC_TELLERS,
    LIGHT,
    ORGANISATION_TAILS,
    PERSON_TITLES,
    REPORTING,
)
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.gazetteer import gazetteer

_TAILS = {
    "시": ("시", "시청"), "군": ("군", "군청"), "구": ("구", "구청"), "도": ("도", "도청"), "은행": ("은행",),
    "대학": ("대", "대학", "대학교"), "학교": ("대", "학교"), "병원": ("병원",), "공단": ("공단",), "공사": ("공사",),
    "협회": ("협회", "회"), "재단": ("재단",), "조합": ("조합",), "위원회": ("위원회", "위"), "정부": ("정부", "부", "처", "청"),
    "당국": ("부", "처", "청", "위", "원", "위원회"), "연구진": ("연구소", "연구원", "대", "대학교"),
    "연구팀": ("연구소", "연구원", "대"),
}  # fmt: skip
"""How the full names end of those who are called so afterwards."""
_PLACE_TAILS = ("시", "군", "구", "도")
_WHAT_SAYS_SO = frozenset(
    ("전망", "발표", "자료", "조사", "통계", "집계", "추계", "추산", "분석", "계획", "설명", "설문", "예측", "보고서")
)
"""In ``기상청 전망에 따르면`` the speaker is who made it."""
_HEADS = frozenset(("대표", "대표이사", "최고경영자", "사장", "창업자", "행장", "은행장", "총괄"))
_LIKELY = 3  # how well a predicate must fit its surroundings to be the one that is told
_ENOUGH = 2  # words of what is said that two frames share when they tell the same
_OPENING = 30  # characters in which a sentence names whom it is about
_MUCH = 0.5  # share of what is said that one frame must hold to be the one that is told


def attribution_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `attribution` findings: another speaker, or a claim printed as a fact."""
    yield from (("attribution", detail) for _, detail in attribution_facts(claim, spans))


def attribution_facts(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    """Yield what speaks for another speaker, or for a claim that is printed as a fact.

    An organisation that tells of its own act may stand as the one who acts.
    """
    own = frames(claim)
    if own:
        yield from _other_speaker(claim, own, spans)
        return
    last = anchor(claim)
    if last is None:
        return
    found = counterparts(claim, last, spans)
    likest = {id(span): _likest(claim, span) for span in spans}
    near = [c for c in found if c.word.index in likest[id(c.span)]]
    if not near and not all(_framed(span, likest[id(span)]) for span in spans):
        return
    found = near or found
    framed = [[(f, c.span) for f in frames(c.span) if f.start <= c.word.start < f.end] for c in found]
    if framed and all(framed) and not any(_own_act(frame, claim, span) for group in framed for frame, span in group):
        speaker = " ".join(framed[0][0][0].speaker) or "인용문의 화자"
        yield "speaker_lost", f"말한 이가 빠짐: {speaker}"


def _framed(span: Reading, sentence: range) -> bool:
    return any(
        frame.start < span.morphemes[sentence[-1]].end and span.morphemes[sentence[0]].start < frame.end
        for frame in frames(span)
        if sentence
    )


def _likest(claim: Reading, span: Reading) -> range:
    """Return the morphemes of the sentence of `span` that shares most words with `claim`."""
    best, most = range(0), -1
    wanted = [(key, alike(key)) for key in set(claim.order)]
    for (first, last), held in zip(ranges(span), sentence_keys(span), strict=True):
        shared = sum([key in held or not held.isdisjoint(others) for key, others in wanted])
        if shared > most:
            best, most = range(first, last), shared
    return best


def _other_speaker(claim: Reading, own: Sequence[Frame], spans: Sequence[Reading]) -> Iterator[Fact]:
    held = [(span, frame) for span in spans for frame in frames(span)]
    speakers = [frame.printed for _, frame in held if frame.speaker]
    for frame in own:
        if not frame.speaker or (frame.attributive and not _can_speak(frame.speaker)):
            continue
        if set(frame.speaker) <= GENERIC_TELLERS and any(squeezed(s[-1]) in claim.squeezed for s in _tellers(held)):
            continue  # "…했다고 회사가 밝혔다"
        named = set(frame.speaker) - PERSON_TITLES - GENERAL_CLAIMS - _WHAT_SAYS_SO or set(frame.speaker)
        heard = any(_named(word, speaker) for speaker in speakers for word in named) or _acts(claim, named, spans)
        heard = heard or any(frame.printed.endswith(s) for s in speakers if s)  # "공단 관계자"
        unheard = any(_unheard(word, spans) for word in named)
        if (speakers and not heard) or unheard:
            yield (
                "speaker_unheard" if unheard else "speaker_elsewhere",
                f"인용문과 말한 이가 다름: {' '.join(frame.speaker)}",
            )
        elif _told_by_another(claim, frame, named, held):
            yield "told_by_another", f"인용문에서는 다른 이의 말: {' '.join(frame.speaker)}"


def _tellers(held: Sequence[tuple[Reading, Frame]]) -> list[tuple[str, ...]]:
    return [frame.speaker for _, frame in held if frame.speaker]


def _can_speak(speaker: Sequence[str]) -> bool:
    """Say whether the words name a body or a person, not what is spoken of (``공급이 모자란다는 우려``)."""
    return acting(speaker[-1]) or acting("".join(speaker[-2:])) or bool(set(speaker) & PERSON_TITLES)


def _told_by_another(claim: Reading, frame: Frame, named: set[str], held: Sequence[tuple[Reading, Frame]]) -> bool:
    """Say whether what is said stands in the spans as somebody else's words, and nowhere as this one's."""
    said = _said(claim, frame)
    shares = [(_shared(said, _said(span, other)), span, other) for span, other in held]
    most = max((share for share, _, _ in shares), default=0)
    if most < max(_ENOUGH, _MUCH * len(said)):
        return False
    tellers = [(span, other) for share, span, other in shares if share >= max(_ENOUGH, most - 1)]
    if not all(teller.speaker for _, teller in tellers):
        return False
    return not any(_fits(named, frame, teller) and not _enters_later(named, span, teller) for span, teller in tellers)


def _enters_later(named: set[str], span: Reading, teller: Frame) -> bool:
    """Say whether a word like 회사 says who speaks, and the one who is named is first named behind it."""
    if not set(teller.speaker) <= GENERIC_TELLERS:
        return False
    places = [span.text.find(word) for word in named]
    return any(place > teller.end_of_name for place in places) and not any(0 <= p <= teller.end for p in places)


def _fits(named: set[str], frame: Frame, teller: Frame) -> bool:
    """Say whether the names can be those of `teller`; the body for which a person speaks may be added, not changed."""
    if frame.printed.endswith(teller.printed or " "):
        return True  # "한은 총재는", then "총재는"
    last = frame.speaker[-1]
    distinct = last not in PERSON_TITLES | GENERIC_TELLERS | GENERAL_CLAIMS | COMMON_BODIES and len(last) > 1
    if distinct and not (_named(last, teller.printed) or teller.printed in frame.printed):
        return set(teller.speaker) <= GENERIC_TELLERS and _may_be(named, teller.speaker)
    if not any(_named(word, teller.printed) for word in named):
        # "회사 측은": who that is, stood before.
        return set(teller.speaker) <= GENERIC_TELLERS and _may_be(named, teller.speaker)
    if _title(frame) and _title(teller) and not _alike_titles(_title(frame), _title(teller)):
        return False
    bodies = any(_is_body(word) for word in teller.speaker)
    return all(_named(word, teller.printed) or not (bodies and _is_body(word)) for word in named)


def _title(frame: Frame) -> str:
    """Return the title that ends the printed name of a person, the longest that is known; empty without one."""
    return max((t for t in PERSON_TITLES if len(t) > 1 and frame.printed.endswith(t)), key=len, default="")


def _alike_titles(one: str, other: str) -> bool:
    return one in other or other in one or {one, other} <= _HEADS


def _may_be(named: Collection[str], generic: Collection[str]) -> bool:
    """Say whether the one who is named can be meant by a word like 회사, 시 or 은행."""
    if not _proper(set(named)) or any(word.endswith("들") for word in named):
        return False
    tails = [_TAILS[word] for word in generic if word in _TAILS]
    if not tails:
        return not any(word.endswith(tuple(_PLACE_TAILS)) and _is_place(word) for word in named)
    return any(word.endswith(tail) for word in named for tail in tails)


def _is_place(word: str) -> bool:
    entity = gazetteer().find(word)
    return entity is not None and entity.kind == "place"


def _proper(named: set[str]) -> bool:
    return not named & (GENERIC_TELLERS | GENERAL_CLAIMS | COMMON_BODIES)


def actor_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `attribution` findings: in the spans somebody else does what this one is said to do."""
    for position, word in enumerate(claim.words):
        if undergoes(claim, word.index):
            continue
        if not word.asserted or word.key in LIGHT or word.key in REPORTING:
            continue
        own = _actor(claim, word.index)
        if not own[0]:
            continue
        found = [c for c in counterparts(claim, position, spans) if not c.opposite and c.fit >= _LIKELY]
        others = [_actor(c.span, c.word.index) for c in found]
        if others and all(other[0] for other in others) and not any(_one_actor(own, other) for other in others):
            yield "attribution", f"인용문에서는 다른 주체: {' '.join(own[0])} / {' '.join(others[0][0])}"


def undergoes(reading: Reading, index: int) -> bool:
    """Say whether the predicate at `index` is passive: its subject does nothing."""
    following = reading.morphemes[index + 1 : index + 2]
    return any(m.tag == "XSV" and m.form in ("되", "받", "당하") for m in following)


def _actor(reading: Reading, index: int) -> tuple[tuple[str, ...], str]:
    """Return the words of the body or person that is the subject of the predicate at `index`, and how it is printed."""
    for first, last in ranges(reading):
        if first <= index < last:
            for words, end in reversed(list(subjects(reading.morphemes, first, index))):
                if words and acting(words[-1]):
                    return words, printed(reading.text, reading.morphemes[first].start, end)
    return (), ""


def acting(word: str) -> bool:
    """Say whether the word names a body or a person that can act."""
    if word in ABSTRACT or word in LIGHT:
        return False
    entity = gazetteer().find(word)
    if entity is not None:
        return entity.kind != "term"
    return word in COMMON_BODIES or word in GENERIC_TELLERS or word in PERSON_TITLES or _is_body(word)


def _one_actor(own: tuple[tuple[str, ...], str], other: tuple[tuple[str, ...], str]) -> bool:
    if any(_named(word, other[1]) for word in own[0]) or any(_named(word, own[1]) for word in other[0]):
        return True
    return any(
        one[0][-1] in GENERIC_TELLERS and (two[0][-1] in GENERIC_TELLERS or _may_be(two[0], one[0]))
        for one, two in ((own, other), (other, own))
    )


def _acts(claim: Reading, named: set[str], spans: Sequence[Reading]) -> bool:
    """Say whether the sentence of a span that is told here is about the one who is named: its first word or so."""
    for span in spans:
        likest = _likest(claim, span)
        if not likest:
            continue
        opening = span.text[span.morphemes[likest[0]].start :][:_OPENING]
        if any(_named(word, squeezed(opening)) for word in named):
            return True
    return False


def _is_body(word: str) -> bool:
    # "자동차" is how many names end, and no name.
    return len(word) > 2 and word not in ORGANISATION_TAILS and _organisation((word,))


@lru_cache(maxsize=4096)
def _said(reading: Reading, frame: Frame) -> frozenset[str]:
    speaker = set(frame.speaker)
    return frozenset(
        word.key for word in reading.words
        if frame.start <= word.start < frame.end and word.key not in LIGHT and word.key not in speaker
    )  # fmt: skip


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return sum(key in other or not other.isdisjoint(alike(key)) for key in one)


def _named(word: str, speaker: str) -> bool:
    entity = gazetteer().find(word)
    names = (word, entity.canonical, *entity.aliases) if entity and entity.kind != "term" else (word,)
    if any(name in speaker or speaker in name for name in map(squeezed, names)):
        return True
    return abbreviates(word, speaker)


def _unheard(word: str, spans: Sequence[Reading]) -> bool:
    if word in LIGHT or any(word in span.keys or squeezed(word) in span.squeezed for span in spans):
        return False
    return not any(_named(word, span.squeezed) for span in spans)


def _another_acts(reading: Reading, frame: Frame) -> bool:
    """Say whether what is said has a subject besides the one who says it."""
    inside = [i for i, m in enumerate(reading.morphemes) if frame.start <= m.start and m.end <= frame.end]
    if not inside:
        return True
    return any(
        set(words).isdisjoint(frame.speaker) for words, _ in subjects(reading.morphemes, inside[0], inside[-1] + 1)
    )


def _own_act(frame: Frame, claim: Reading, reading: Reading) -> bool:
    if not frame.neutral or not frame.speaker or set(frame.speaker) & GENERAL_CLAIMS:
        return False
    if set(frame.speaker) <= GENERIC_TELLERS:
        return any(
            _proper(set(words)) and (acting(words[-1]) or acting("".join(words[-2:])))
            for words, _ in subjects(claim.morphemes, 0, len(claim.morphemes))
        )
    if set(frame.speaker) & PERSON_TITLES and not _organisation(frame.speaker):
        return False
    entity = gazetteer().find(frame.speaker[-1]) or gazetteer().find("".join(frame.speaker[-2:]))
    if _organisation(frame.speaker) and not _another_acts(reading, frame):
        return True
    names = {frame.speaker[-1], *((entity.canonical, *entity.aliases) if entity else ())}
    pattern = "|".join(re.escape(squeezed(name)) for name in sorted(names, key=len, reverse=True))
    return re.search(rf"(?:{pattern})(?:\([^()]*\))?(?:은|는|이|가|도|과|와|에서)", claim.squeezed) is not None


def _organisation(speaker: Sequence[str]) -> bool:
    entity = gazetteer().find(speaker[-1])
    if entity is not None and entity.kind in ("company", "institution", "country"):
        return True
    return speaker[-1].endswith(ORGANISATION_TAILS) or re.fullmatch(r"[a-z]{2,}", speaker[-1]) is not None
