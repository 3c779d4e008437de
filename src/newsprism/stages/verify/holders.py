"""Whose statement a proposition is: who says it, who does it, and whether the spans give it to somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.alignment import Pair, one_deed, refitted, same
from newsprism.stages.verify.attribution import acting, undergoes
from newsprism.stages.verify.levels import OPERATORS, Level
from newsprism.stages.verify.lexicon import (
    ABSTRACT,
    COMMON_BODIES,
    GENERAL_CLAIMS,
    GENERIC_TELLERS,
    LIGHT,
    ORGANISATION_TAILS,
    PERSON_TITLES,
)
from newsprism.stages.verify.names import abbreviates
from newsprism.stages.verify.propositions import Proposition
from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.speech import Frame, frames, own_clause, printed, ranges, subjects
from newsprism.text.ko.gazetteer import gazetteer

_TITLES = PERSON_TITLES | frozenset(
    "간사 당국자 임원 심사역 책임자 최고책임자 CEO CFO COO CTO CIO CSO CMO "
    "관계자 측 대변인 담당자 담당 인사 공시 자료 보고서 집계 조사 발표 통계 분석 전망 설명 현지 관련 이번 이날 자사 양사 기준 사람 곳 것 이 중".split()
)
_MEANT = GENERIC_TELLERS | frozenset("재판부 사측 법원 부처 이들 기업 업체 사업자 관계 회원사 양측".split())
_PARTIES = (COMMON_BODIES - _MEANT - GENERAL_CLAIMS) | frozenset("노조 노동조합".split())
_BRACKETED = re.compile(r"\([^()]*\)?")
_LONGEST = 32
_SAME_DEED, _LITTLE, _DEED = 0.6, 0.1, 0.2
_KNOWN, _AS_NEAR = 0.4, 0.1
_TITLE_TAILS = tuple(sorted(PERSON_TITLES))
_OTHER_BODY = tuple("의회 노조 지부 협회 연합회 협의회 병원 대학 대학교 교육청 경찰서 상의 대사관 조합 재단".split())
"""How the names end of bodies that are called after another one."""
_NAMED_BODY = re.compile(
    rf"(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9]{{2,12}}(?:{'|'.join(t for t in ORGANISATION_TAILS if len(t) > 1)}|벤처스|연구소|모임|연대))(?:은|는|이|가)(?= )"
)
_CLEFT = re.compile(
    r"(?:[한은던]|[가-힣]) (?:것|곳|쪽|이|사람|주체)[은는] ((?:[가-힣A-Za-z0-9]{1,12} ){0,3}?[가-힣A-Za-z0-9]{2,12}?)(?:이?다|이라고|라고)(?:\.|$| )"
)
_DOCUMENTS = (
    "동향",
    "지침",
    "계획",
    "공시",
    "고시",
    "방안",
    "대책",
    "지표",
    "결과",
    "조사",
    "통계",
    "자료",
    "보고서",
    "집계",
    "전망",
)
_CIRCLES = ("업계", "재계", "법조계", "정치권", "금융권", "학계", "증권가")
_WITHIN = frozenset("노조 노동조합 주민 직원 조합원 주주 유족 학부모 주민대책위 소비자 투자자 환자".split())
"""Parties within or beside a body of the same name, which are not that body."""
_CANNOT_SPEAK = ABSTRACT | frozenset("상승세 하락세 고의 소송 시기".split())
_UNDERGONE = frozenset("받 당하 얻 입 겪 맞".split())


@dataclass(frozen=True, slots=True)
class Party:
    """Who is named: `core` are the words that name him (empty for one who stood before), `printed` the text that ends with them."""

    core: frozenset[str]
    printed: str
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says a proposition and who acts in it; None where the text names nobody."""

    speaker: Party | None
    actors: tuple[Party, ...]
    later: tuple[Party, ...] = ()


@lru_cache(maxsize=8192)
def holder(reading: Reading, index: int, start: int) -> Holder:
    """Return the holder of the predicate whose first morpheme is `index` and which begins at the character `start`."""
    speaker = next((_speaker(f, reading) for f in frames(reading) if _speaks(f, start)), None)
    if speaker and speaker.printed.endswith(_DOCUMENTS) and not any(map(acting, speaker.core)):
        speaker = None
    for (first, last), named in zip(ranges(reading), _subjects(reading), strict=True):
        if first <= index < last:
            opening = _opening(reading, first, index)
            before = tuple(party for party, end in named if opening < end <= start)
            return Holder(speaker, before, tuple(party for party, end in named if end > start))
    return Holder(speaker, ())


@lru_cache(maxsize=8192)
def _opening(reading: Reading, first: int, index: int) -> int:
    """Return the character behind which the clause begins that has a topic of its own; -1 where the sentence does."""
    clause = own_clause(reading.morphemes, first, index)
    return reading.morphemes[clause - 1].end if clause > first else -1


def _speaks(frame: Frame, start: int) -> bool:
    if not frame.speaker or not frame.start <= start < frame.end or frame.speaker[-1] in _CANNOT_SPEAK:
        return False
    if frame.end_of_name < frame.end and start < frame.end_of_name and not frame.quoted:
        return False  # "확대하라는 요구에 회사는 …다고 했다"
    return not frame.attributive or acting(frame.speaker[-1])


def _speaker(frame: Frame, reading: Reading) -> Party:
    earlier = [p.core for named in _subjects(reading) for p, end in named if end <= frame.start]
    return Party(
        _core(_eojeols(reading, frame.end_of_name)),
        frame.printed,
        frozenset().union(*earlier) if earlier else frozenset(),
    )


def _eojeols(reading: Reading, end: int) -> list[str]:
    """Return the printed words of the name that ends at the character `end`, however the analyser parts them."""
    start, depth = end, 0
    for place in range(len(reading.morphemes) - 1, -1, -1):
        morpheme = reading.morphemes[place]
        before = reading.morphemes[place - 1] if place else None
        if morpheme.end > end:
            continue
        depth += (morpheme.form == ")") - (morpheme.form == "(")
        bridges = morpheme.tag == "ETM" and before is not None and before.tag == "VCP"  # "간사인 한지욱 의원"
        closes = (
            not bridges
            and morpheme.tag[0] in "JE"
            and morpheme.tag != "JKG"
            and reading.text[morpheme.end : morpheme.end + 1].isspace()
        )
        if (
            closes
            and reading.text[start:end].strip().endswith(_TITLE_TAILS)
            and " " not in reading.text[start:end].strip()
        ):
            closes = False  # "서이든 의원": the name before a title, whatever the analyser makes of it
        stops = morpheme.tag in ("SF", "SP", "SSO", "SSC", "SE") and not depth and morpheme.form not in "()"
        if closes or stops or end - morpheme.start > _LONGEST:
            break
        start = morpheme.start
    return _BRACKETED.sub("", reading.text[start:end]).split()


@lru_cache(maxsize=4096)
def _subjects(reading: Reading) -> tuple[tuple[tuple[Party, int], ...], ...]:
    """Return for each sentence the parties that are subjects in it, with where their names end."""
    found: list[tuple[tuple[Party, int], ...]] = []
    earlier: frozenset[str] = frozenset()
    for first, last in ranges(reading):
        row: list[tuple[Party, int]] = []
        for words, end in subjects(reading.morphemes, first, last):
            names = _eojeols(reading, end)
            if words and names and _party(words, names[-1], reading):
                row.append(
                    (Party(_core(names), printed(reading.text, reading.morphemes[first].start, end), earlier), end)
                )
        row += _by_their_look(reading, first, last, earlier, {end for _, end in row})
        row.sort(key=lambda one: one[1])
        for party, _ in row:
            earlier |= party.core
        found.append(tuple(row))
    return tuple(found)


def _by_their_look(
    reading: Reading, first: int, last: int, earlier: frozenset[str], known: set[int]
) -> list[tuple[Party, int]]:
    """Return bodies that act and that the analyser took to pieces; a cleft sentence names them last (``…한 것은 X다``)."""
    begin, finish = reading.morphemes[first].start, reading.morphemes[last - 1].end
    found = [
        (Party(_core([m.group(1)]), squeezed(m.group(1)), earlier), m.end(1))
        for m in _NAMED_BODY.finditer(reading.text, begin, finish)
        if m.end(1) not in known
    ]
    cleft = _CLEFT.search(reading.text[begin:finish])
    if cleft:
        names = cleft.group(1).split()
        found.append((Party(_core(names), squeezed(cleft.group(1)), earlier), begin + cleft.start(1)))
    return found


@lru_cache(maxsize=4096)
def _speakers(reading: Reading) -> frozenset[str]:
    return frozenset(f.speaker[-1] for f in frames(reading) if f.speaker and not f.attributive)


def _party(words: Sequence[str], whole: str, reading: Reading) -> bool:
    if whole[0].isdigit() or words[-1] in _CANNOT_SPEAK:
        return False
    if acting(words[-1]) or words[-1] in _speakers(reading) or bool(set(words) & PERSON_TITLES):
        return True
    return len(whole) > 3 and whole.endswith((*ORGANISATION_TAILS, "연구소", "벤처스")) and words[-1] not in ABSTRACT


@lru_cache(maxsize=8192)
def same_party(one: Party, other: Party) -> bool:
    """Say whether two names can be of one party; ``회사`` can be any that stood before it."""
    if not one.core or not other.core:
        named, meant = (one, other) if one.core else (other, one)
        if named.core & _PARTIES:
            return False
        return not named.core or not meant.before or any(_alike(a, b) for a in named.core for b in meant.before)
    if one.core & _WITHIN != other.core & _WITHIN:
        return False
    return any(_alike(a, b) for a in one.core for b in other.core)


def _core(words: Sequence[str]) -> frozenset[str]:
    """Return what names a party: not titles, nor words like 회사 that mean one named before."""
    bare = (_bare(w) for w in words if not w[0].isdigit())
    core = frozenset(w for w in bare if w and w not in _TITLES and w not in LIGHT)
    return frozenset() if all(w in _MEANT for w in core) else core


def _bare(word: str) -> str:
    word = word.removesuffix("에서").removesuffix("들").removesuffix("의").replace("노동조합", "노조")
    return word.removesuffix("인") if word.removesuffix("인") in _TITLES else word


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> bool:
    a, b = squeezed(one), squeezed(other)
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return not long[len(short) :].endswith(_OTHER_BODY)
    return _stands_for(one, b) or _stands_for(other, a)


def _stands_for(name: str, text: str) -> bool:
    return any(len(n) > 1 and squeezed(n) in text for n in _known_as(name)) or abbreviates(name, text)


def _known_as(name: str) -> tuple[str, ...]:
    entity = gazetteer().find(name)
    return (entity.canonical, *entity.aliases) if entity and entity.kind != "term" else ()


def attribution(claim: Reading, rows: Sequence[Sequence[Pair]], spans: Sequence[Reading]) -> tuple[float, str]:
    """Return how clearly what the sentence gives to one party stands in the spans as another's, and to whom it gives it."""
    worst, said = 0.0, ""
    for row in rows:
        mine = holder(claim, row[0].own.word.index, row[0].own.word.start)
        ones = _given_to(claim, row[0].own, mine, last=row is rows[-1])
        if not ones:
            continue
        apart = frozenset(word for party in (*ones, *mine.actors) for word in party.core)
        against = agree = 0.0
        for pair, fit in zip(row, refitted(row, apart, spans), strict=True):
            likely = fit + _DEED * (fit > _LITTLE and pair.relation > 0 and one_deed(pair.own, pair.other))
            theirs = holder(pair.span, pair.other.word.index, pair.other.word.start)
            if _compare(ones, mine.speaker is not None, theirs, pair) < 0:
                against = max(against, likely)
            else:
                same_verb = pair.own.word.key not in LIGHT and same(pair.own.word.key, pair.other.word.key)
                agree = max(agree, likely, _SAME_DEED if same_verb and pair.fit > _LITTLE else 0.0)
        if against - agree > worst:
            worst, said = against - agree, ones[0].printed
    return worst, said


def _given_to(claim: Reading, own: Proposition, mine: Holder, last: bool) -> tuple[Party, ...]:
    """Return whose the sentence says that it is: the speaker's, else of those who act in it."""
    if mine.speaker:
        return (mine.speaker,)
    if _cleft(claim, own):
        return mine.later[-1:]
    noun = own.word.key in OPERATORS and not own.word.predicate
    if noun or not own.event or own.word.key in _UNDERGONE or undergoes(claim, own.word.index):
        return ()
    return mine.actors or mine.later[-1:] * (own.main and last)


def _cleft(claim: Reading, own: Proposition) -> bool:
    """Say whether the sentence names last who does it: ``투자를 이끈 곳은 …이다``."""
    behind = claim.morphemes[own.word.index + 1 : own.word.index + 8]
    place = next((i for i, m in enumerate(behind) if m.tag == "ETM"), len(behind))
    rest = behind[place + 1 : place + 3]
    return len(rest) == 2 and rest[0].form in ("곳", "쪽", "이", "사람", "주체", "것") and rest[1].form in ("은", "는")


def _compare(ones: Sequence[Party], says: bool, theirs: Holder, pair: Pair) -> int:
    others = (
        [theirs.speaker]
        if says and theirs.speaker
        else [p for p in (theirs.speaker, *(theirs.actors or theirs.later)) if p]
    )
    if not others:
        return 0
    if any(same_party(one, other) for one in ones for other in others):
        return 1
    if not says and any(squeezed(word) in pair.other.sentence for one in ones for word in one.core if len(word) > 1):
        return 0  # it takes part there in another way: "요금을 면제한다", "주민은 요금을 내지 않는다"
    return -1


def omitted(claim: Reading, rows: Sequence[Sequence[Pair]]) -> tuple[float, str]:
    """Return how clearly the sentence tells as a fact what its spans have only as somebody's word, and whose."""
    worst, said = 0.0, ""
    if any(f.speaker for f in frames(claim)):
        return worst, said
    for row in rows:
        if not row[0].own.main or row[0].fit < _KNOWN or row[0].own.level is Level.SUPPOSED:
            continue
        near = [pair for pair in row if pair.fit > row[0].fit - _AS_NEAR]
        told = [_contested(pair.span, pair.other.word.start, claim) for pair in near]
        if all(told) and row[0].fit > worst:
            worst, said = row[0].fit, told[0]
    return worst, said


def _contested(reading: Reading, start: int, claim: Reading) -> str:
    """Return whose word the place is, if it is not news of his own that he tells, and the sentence does not name him."""
    for frame in frames(reading):
        hearsay = frame.speaker and (frame.speaker[-1] in GENERAL_CLAIMS or frame.speaker[-1].endswith(_CIRCLES))
        if frame.start <= start < frame.end and frame.speaker and (hearsay or not frame.neutral):
            party = _speaker(frame, reading)
            names = party.core or party.before
            if frame.printed and frame.printed in claim.squeezed:
                return ""
            called = [name[0] + title for name in names for title in PERSON_TITLES if frame.printed.endswith(title)]
            called += [other for name in names for other in _known_as(name)]
            if not any(squeezed(name) in claim.squeezed for name in (*names, *called) if len(name) > 1):
                return frame.printed or " ".join(frame.speaker)
    return ""
