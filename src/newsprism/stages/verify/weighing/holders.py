"""Whose statement a proposition is: who says it, who does it, and whether the spans give it to somebody else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.reading.levels import OPERATORS, Level
from newsprism.stages.verify.reading.predicates import glued
from newsprism.stages.verify.reading.propositions import Proposition
from newsprism.stages.verify.reading.speech import Frame, frames, own_clause, printed, ranges, subjects
from newsprism.stages.verify.weighing.alignment import Pair, one_deed, refitted, same
from newsprism.stages.verify.weighing.attribution import acting, undergoes
from newsprism.stages.verify.weighing.parties import MEANT, Party, core_of, known_as, same_party
from newsprism.stages.verify.words.lexicon import (
    ABSTRACT,
    GENERAL_CLAIMS,
    LIGHT,
    ORGANISATION_TAILS,
    PERSON_TITLES,
)
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.tokens import Morpheme

_BRACKETED = re.compile(r"\([^()]*\)?")
_LONGEST = 32
_SAME_DEED, _LITTLE, _DEED, _BESIDE, _LOOSE = 0.6, 0.1, 0.2, 0.7, 0.3
_KNOWN, _AS_NEAR, _NEARLY = 0.4, 0.1, 0.6
_LITTLE_WAY = 8  # words between a verb and its object
_TITLE_TAILS = tuple(sorted(PERSON_TITLES))
_BODY_TAILS = (*[t for t in ORGANISATION_TAILS if len(t) > 1], "벤처스", "연구소", "모임", "연대")
_ACTS = re.compile("[은는이가] ")
_NAMED_BODY = re.compile(
    rf"(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9]{{2,12}}(?:{'|'.join(_BODY_TAILS)}))(?:은|는|이|가)(?= )"
)
_CLEFT = re.compile(
    r"(?:[한은던]|[가-힣]) (?:것|곳|쪽|이|사람|주체)[은는] ((?:[가-힣A-Za-z0-9]{1,12} ){0,3}?[가-힣A-Za-z0-9]{2,12}?)(?:이?다|이라고|라고)(?:\.|$| )"
)
_DOCUMENTS = (
    "개정안",
    "법안",
    "법",
    "시행령",
    "조례",
    "규정",
    "판결",
    "판결문",
    "소식",
    "보도",
    "공고",
    "계약",
    "합의안",
    "약관",
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
_CANNOT_SPEAK = ABSTRACT | frozenset("상승세 하락세 고의 소송 시기".split())
_UNDERGONE = frozenset("받 당하 얻 입 겪 맞".split())


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says a proposition and who acts in it; None where the text names nobody."""

    speaker: Party | None
    actors: tuple[Party, ...]
    later: tuple[Party, ...] = ()


@lru_cache(maxsize=8192)
def holder(reading: Reading, index: int, start: int) -> Holder:
    """Return the holder of the predicate whose first morpheme is `index` and which begins at the character `start`."""
    speaker = next((_speaker(reading, place) for place, f in enumerate(frames(reading)) if _speaks(f, start)), None)
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


@lru_cache(maxsize=8192)
def _speaker(reading: Reading, place: int) -> Party:
    """Return who speaks in the frame at `place` of those of the text."""
    frame = frames(reading)[place]
    earlier = [p.core for named in _subjects(reading) for p, end in named if end <= frame.start]
    return Party(
        core_of(_eojeols(reading, frame.end_of_name)),
        frame.printed,
        frozenset().union(*earlier) if earlier else frozenset(),
    )


def _eojeols(reading: Reading, end: int) -> list[str]:
    """Return the printed words of the name that ends at the character `end`, however the analyser parts them."""
    start, depth = end, 0
    behind = bisect_right(reading.morphemes, end, key=_start)
    for place in range(behind - 1, -1, -1):
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


def _start(morpheme: Morpheme) -> int:
    return morpheme.start


@lru_cache(maxsize=4096)
def _subjects(reading: Reading) -> tuple[tuple[tuple[Party, int], ...], ...]:
    """Return for each sentence the parties that are subjects in it, with where their names end."""
    found: list[tuple[tuple[Party, int], ...]] = []
    earlier: frozenset[str] = frozenset()
    for first, last in ranges(reading):
        row: list[tuple[Party, int]] = []
        for words, end in subjects(reading.morphemes, first, last):
            names = _eojeols(reading, end)
            if words and names and _party(words, names[-1], reading, end):
                row.append(
                    (Party(core_of(names), printed(reading.text, reading.morphemes[first].start, end), earlier), end)
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
    named = any(
        reading.text.endswith(_BODY_TAILS, begin, m.start()) for m in _ACTS.finditer(reading.text, begin, finish)
    )
    found = [
        (Party(core_of([m.group(1)]), squeezed(m.group(1)), earlier), m.end(1))
        for m in (_NAMED_BODY.finditer(reading.text, begin, finish) if named else ())
        if m.end(1) not in known
    ]
    cleft = _CLEFT.search(reading.text[begin:finish])
    if cleft:
        names = cleft.group(1).split()
        found.append((Party(core_of(names), squeezed(cleft.group(1)), earlier), begin + cleft.start(1)))
    return found


@lru_cache(maxsize=4096)
def _speakers(reading: Reading) -> frozenset[str]:
    return frozenset(f.speaker[-1] for f in frames(reading) if f.speaker and not f.attributive)


def _party(words: Sequence[str], whole: str, reading: Reading, end: int) -> bool:
    if whole[0].isdigit() or words[-1] in _CANNOT_SPEAK:
        return False
    if acting(words[-1]) or words[-1] in _speakers(reading) or bool(set(words) & PERSON_TITLES):
        return True
    last = next((m for m in reversed(reading.morphemes) if m.end == end), None)
    if (last is not None and last.tag == "NNP") or glued(reading, end):
        entity = gazetteer().find(words[-1])
        return entity is None or entity.kind not in ("place", "term")
    return len(whole) > 3 and whole.endswith((*ORGANISATION_TAILS, "연구소", "벤처스")) and words[-1] not in ABSTRACT


def attribution(claim: Reading, rows: Sequence[Sequence[Pair]], spans: Sequence[Reading]) -> tuple[float, str]:
    """Return how clearly what the sentence gives to one party stands in the spans as another's, and to whom it gives it.

    What somebody says is judged as a whole, because one of its clauses may stand elsewhere as another's.
    """
    worst, said = 0.0, ""
    spoken: dict[Party, list[float]] = {}
    known: list[tuple[Party, int]] | None = None
    for row in rows:
        mine = holder(claim, row[0].own.word.index, row[0].own.word.start)
        if not mine.speaker and not mine.actors and known is None:
            known = _known_parties(claim, spans)
        if not mine.speaker and not mine.actors and known:
            mine = Holder(None, tuple(party for party, end in known if end <= row[0].own.word.start), mine.later)
        ones = _given_to(claim, row[0].own, mine, last=row is rows[-1])
        if not ones:
            other = _other_patient(claim, row, mine)
            worst, said = (other, mine.actors[-1].printed) if other > worst else (worst, said)
            continue
        margin = _margin(row, ones, mine, spans)
        if mine.speaker:
            spoken.setdefault(mine.speaker, []).append(margin)
        elif margin > worst:
            worst, said = margin, ones[0].printed
    for party, margins in spoken.items():
        if sum(margins) / len(margins) > worst:
            worst, said = sum(margins) / len(margins), party.printed
    return worst, said


def _other_patient(claim: Reading, row: Sequence[Pair], mine: Holder) -> float:
    """Return how clearly the spans say of another one what is done to this one: ``A를 뽑았다``, ``B가 뽑혔다``."""
    own = row[0].own
    behind = claim.morphemes[own.word.index + 1 : own.word.index + 2]
    suffers = any(m.tag == "XSV" and m.form == "되" for m in behind) or own.word.key.endswith("히")
    if mine.speaker or not mine.actors or not suffers or not mine.actors[-1].printed.endswith(own.printed or " "):
        return 0.0
    names = [squeezed(name) for name in mine.actors[-1].core]
    best = max(pair.fit for pair in row)
    for pair in row:
        if pair.relation <= 0 or pair.fit <= max(_LOOSE, best * _NEARLY) or undergoes(pair.span, pair.other.word.index):
            continue
        done_to = _object(pair.span, pair.other.place)
        elsewhere = all(n not in pair.other.surface and n in pair.span.squeezed for n in names)
        if names and done_to and elsewhere and done_to not in claim.squeezed:
            return pair.fit
    return 0.0


def _object(span: Reading, place: int) -> str:
    """Return the printed word before the particle of the object nearest before the predicate at `place`; empty without one."""
    for word in reversed(span.words[max(0, place - _LITTLE_WAY) : place]):
        if word.predicate:
            break
        if word.eojeol.endswith(("을", "를")):
            return squeezed(word.eojeol[:-1])
    return ""


def _known_parties(claim: Reading, spans: Sequence[Reading]) -> list[tuple[Party, int]]:
    """Return who is a subject of the sentence by a name that the spans have as one who speaks or acts, and where the names end."""
    found: list[tuple[Party, int]] = []
    names = {word for span in spans for word in _acting_names(span)}
    for name in names:
        place = claim.text.find(name)
        end = place + len(name)
        bare = place == 0 or (place > 0 and not claim.text[place - 1].isalnum())
        if bare and claim.text[end : end + 1] in ("은", "는", "이", "가") and claim.text[end + 1 : end + 2] == " ":
            found.append((Party(frozenset((name,)), name), end))
    return found


@lru_cache(maxsize=4096)
def _acting_names(span: Reading) -> frozenset[str]:
    parties = [party for row in _subjects(span) for party, _ in row]
    parties += [_speaker(span, place) for place, f in enumerate(frames(span)) if f.speaker and not f.attributive]
    return frozenset(w for party in parties for w in party.core if len(w) > 2 and w not in MEANT and w not in LIGHT)


def _margin(row: Sequence[Pair], ones: Sequence[Party], mine: Holder, spans: Sequence[Reading]) -> float:
    """Return by how much better the proposition fits those of others than those of the same party."""
    apart = frozenset(word for party in (*ones, *mine.actors) for word in party.core)
    against = agree = 0.0
    for pair, fit in zip(row, refitted(row, apart, spans), strict=True):
        if pair.relation > 0 and pair.own.negated != pair.other.negated:
            continue  # one raises it, the other does not
        likely = fit + _DEED * (fit > _LITTLE and pair.relation > 0 and one_deed(pair.own, pair.other))
        telling = likely if pair.relation > 0 or pair.named else likely * _BESIDE
        same_verb = pair.own.word.key not in LIGHT and same(pair.own.word.key, pair.other.word.key)
        agreeing = max(telling, _SAME_DEED if same_verb and pair.fit > _LITTLE else 0.0)
        if telling <= against and agreeing <= agree:
            continue  # whosever it is, another one tells more
        theirs = holder(pair.span, pair.other.word.index, pair.other.word.start)
        if _compare(ones, mine.speaker is not None, theirs, pair) < 0:
            if pair.fit > _LOOSE and (mine.speaker or pair.relation > 0):
                against = max(against, telling)
        else:
            agree = max(agree, agreeing)
    return against - agree


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
    if any(same_party(one, other) for one in ones for other in (*others, *theirs.later)):
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
    for place, frame in enumerate(frames(reading)):
        hearsay = frame.speaker and (frame.speaker[-1] in GENERAL_CLAIMS or frame.speaker[-1].endswith(_CIRCLES))
        if frame.start <= start < frame.end and frame.speaker and (hearsay or not frame.neutral):
            party = _speaker(reading, place)
            names = party.core or party.before
            if frame.printed and frame.printed in claim.squeezed:
                return ""
            called = [name[0] + title for name in names for title in PERSON_TITLES if frame.printed.endswith(title)]
            called += [other for name in names for other in known_as(name)]
            if not any(squeezed(name) in claim.squeezed for name in (*names, *called) if len(name) > 1):
                return frame.printed or " ".join(frame.speaker)
    return ""
