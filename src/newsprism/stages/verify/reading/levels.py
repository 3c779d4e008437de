"""How far a text commits itself to what a predicate says, read from the morphemes behind it.

Korean marks it there: by endings (``했다``, ``하겠다``, ``할``), bound nouns (``수``, ``것``) and a small class of nouns and verbs
that govern what stands before them (``계획``, ``검토``, ``전망``). Nothing here knows any other word.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from newsprism.stages.verify.reading import Reading, Word
from newsprism.text.ko.tokens import Morpheme


class Level(IntEnum):
    """From what is only supposed to what has happened or is so; UNKNOWN where no mark tells."""

    UNKNOWN = 0
    SUPPOSED = 1
    WEIGHED = 2
    PLANNED = 3
    SETTLED = 4
    DONE = 5


WANTING = frozenset(
    "권하 권 요구 촉구 권고 제안 요청 당부 건의 호소 부탁 청원 탄원 간청 종용 독촉 재촉 채근 권유 청구 바라 조르 졸라".split()
)
"""What somebody wants of another."""
WEIGHING = WANTING | frozenset(
    "검토 논의 협의 고민 저울질 타진 고려 모색 조율 들여다보 살펴보 저울 여부 미정 궁리 숙고 따지 살피 고심 숙의 심사숙고 만지작 만지작거리 "
    "뜯어보 물색 눈여겨보 염두 의논 상의 재검토 곱씹 가늠".split()
)
"""What is only looked into; `여부` leaves it open."""
PLANNING = frozenset(
    "계획 예정 방침 목표 추진 준비 구상 채비 의향 의사 복안 포부 일정 예고 앞두 작정 심산 요량 벼르 노리 꾀하 도모 지향 태세 목표치".split()
)
SUPPOSING = frozenset(
    "전망 예상 예측 추정 추계 관측 가능성 가능 확률 우려 기대 여지 공산 조짐 내다보 점치 점쳐지 추산 짐작 예견 낙관 비관 염려 "
    "걱정 추측 계산 어림 어림잡 예단 점쳐 시산 불안 근심".split()
)
SETTLING = frozenset("결정 확정 의결 합의 결의 공고 확정짓 통과 가결 타결 재가 인준 비준 결심".split())
WHETHER = "여부"
OPERATORS = WEIGHING | PLANNING | SUPPOSING
"""Nouns and verbs that say of something else how certain it is."""
PROPOSALS = frozenset(
    "방안 안 문제 계획 구상 제안 안건 방향 아이디어 초안 법안 개정안 대책 대안 것 사안 가능성 여부 조치 방식 내용 골자 취지 얘기 이야기 건".split()
)
CONDITIONAL = frozenset("면 으면 다면 ᆫ다면 는다면 라면 이라면 거든 려면 으려면 더라도 어도 아도".split())
JOINING = frozenset("고 며 으며 지만 으나 나 는데 ᆫ데 은데 어 아 어서 아서 면서 으면서 자 여 니 으니".split())
OPEN = frozenset("ᆯ지 을지 는지 ᆫ지 은지 느냐는 냐는 느냐 으냐는 는가 ᆫ가".split())
"""Endings of a question that stands open."""

DRAFTS = frozenset("방안 안 계획 구상 제안 안건 초안 법안 개정안 대책".split())
"""What is put forward before it is decided."""
_BELIEVING = SUPPOSING | frozenset(
    "알려지 전해지 여겨지 풀이되 보이 보 전하 알리 풀이 여기 해석 분석 판단 예보".split()
)
_LOOKING = frozenset("살피 따지 들여다보 살펴보 뜯어보 가늠".split())
_TALKS = frozenset("협상 교섭 대화 상담 논의 협의".split())
_FUTURE = frozenset(("ᆯ", "ㄹ", "을"))
_PAST_DESCRIBING = frozenset(("ᆫ", "ㄴ", "은", "던"))
_PAST = frozenset(("었", "았", "였", "엇"))
_QUOTING = ("다고", "라고", "냐고", "자고", "다며", "라며", "다면서", "라면서", "다는", "라는", "다던", "단", "란")
_BIDDING = frozenset("라고 으라고 자고 라며 으라며 자며 라는 으라는 자는".split())
_NEEDED = frozenset("어야 아야 여야 어야지".split())
_PURPOSE = frozenset("려고 으려고 고자 도록 려 으려 러 으러".split())
_SERIAL = frozenset("어 아 어서 아서".split())
_REACH, _FAR, _DEEP = 30, 20, 4  # morphemes behind a predicate; behind a draft; clauses that hand on their level


def level(reading: Reading, word: Word, last: int, depth: int = 0) -> Level:
    """Return how certain the predicate is, or what the operator `word` says of what it governs; `last` ends the sentence."""
    own = level_of(word.key)
    if own and word.tag.startswith("V") and (_is_needed(reading, word) or _only_looks(reading, word)):
        return Level.UNKNOWN
    if word.key == "가능" and any(
        m.tag == "EP" and m.form in _PAST for m in reading.morphemes[word.index + 1 : word.index + 5]
    ):
        return Level.DONE  # "가능해졌다"
    if own not in (Level.UNKNOWN, Level.SETTLED):
        return own
    found = _walk(reading, word.index, last, depth)
    return min(found, own) if own and found else found or own


def _only_looks(reading: Reading, word: Word) -> bool:
    """Say whether a verb of looking describes a noun: ``기록을 살피는 일``."""
    behind = reading.morphemes[word.index + 1 : word.index + 3]
    return (
        word.key in _LOOKING
        and len(behind) == 2
        and behind[0].tag == "ETM"
        and behind[1].form not in ("중", "단계", "것")
    )


def _is_needed(reading: Reading, word: Word) -> bool:
    """Say whether somebody only says that it must be done: ``들여다봐야 한다``."""
    return any(m.tag == "EC" and m.form in _NEEDED for m in reading.morphemes[word.index + 1 : word.index + 4])


def level_of(key: str) -> Level:
    """Return what an operator, or a verb that settles, says of what stands before it; UNKNOWN for any other word."""
    if key in WEIGHING:
        return Level.WEIGHED
    if key in PLANNING:
        return Level.PLANNED
    if key in SETTLING:
        return Level.SETTLED
    return Level.SUPPOSED if key in SUPPOSING else Level.UNKNOWN


def _walk(reading: Reading, index: int, last: int, depth: int) -> Level:
    morphemes = reading.morphemes
    past, state = False, morphemes[index].tag.startswith("VA")
    for position in range(index + 1, min(last, index + _REACH)):
        form, tag = morphemes[position].form, morphemes[position].tag
        if tag == "EP":
            if form == "겠":
                return Level.PLANNED
            past = past or form in _PAST
        elif tag.startswith(("VCP", "XSA", "VCN", "VA")) or (tag == "VX" and form == "있"):
            state = True
        elif tag.startswith("E"):
            return _ended(reading, position, last, (past, state), depth)
        elif tag.startswith(("JX", "JK", "SF")):
            break
    return Level.UNKNOWN


def _ended(reading: Reading, position: int, last: int, told: tuple[bool, bool], depth: int) -> Level:
    """Read the ending at `position`; `told` says whether it is past, and whether it is a state."""
    morphemes, past = reading.morphemes, told[0]
    form, tag = morphemes[position].form, morphemes[position].tag
    if form in OPEN:
        return Level.WEIGHED
    if tag == "ETM":
        return _described(morphemes, position, last, past)
    if tag == "ETN":
        return Level.DONE if past else _nominal(morphemes, position, last)
    if tag == "EF" or form.endswith(_QUOTING):
        return _closed(morphemes, position, last, any(told), past)
    return _connected(reading, position, last, told, depth)


def _closed(morphemes: Sequence[Morpheme], position: int, last: int, told: bool, past: bool) -> Level:
    form = morphemes[position].form
    behind = (m.form for m in morphemes[position + 1 : min(last, position + 4)] if m.tag.startswith(("NN", "V", "XR")))
    if form.endswith(("다는", "라는")) and next(behind, "") in SUPPOSING:
        return Level.SUPPOSED
    if form in _BIDDING and not past and morphemes[position - 1].tag[:2] in ("VV", "VX", "XS"):
        return Level.WEIGHED
    return Level.SETTLED if form.startswith(("ᆫ다", "는다", "ㄴ다")) and not told else Level.DONE


def _described(morphemes: Sequence[Morpheme], position: int, last: int, past: bool) -> Level:
    """Read what describes a noun: ``할 계획``, ``할 수 있다``, ``하는 방안을 검토``, ``한 공장``."""
    form = morphemes[position].form
    nouns = [m.form for m in morphemes[position + 1 : min(last, position + 4)] if m.tag.startswith("N")]
    head = nouns[0] if nouns else ""
    governing = next((level_of(noun) for noun in nouns[:2] if level_of(noun)), Level.UNKNOWN)
    if head in _TALKS and not past:
        governing = Level.WEIGHED  # "맡기는 협상을 벌이고 있다"
    if governing:
        return governing
    if head == "것" and _only_held(morphemes, position + 1, last):
        return Level.SUPPOSED
    if past or form in _PAST_DESCRIBING:
        return Level.DONE
    if form in _FUTURE:
        if any(m.form == "지" for m in morphemes[position + 1 : position + 2]):
            return Level.WEIGHED
        if head == "수" and any(m.tag == "EP" and m.form in _PAST for m in morphemes[position + 3 : position + 4]):
            return Level.DONE  # "달랠 수 있었다"
        return Level.SUPPOSED if head in ("수", "것", "듯", "거") else Level.PLANNED
    named = head == "것" and any(m.tag in ("JKS", "JX") for m in morphemes[position + 2 : position + 3])
    if head not in PROPOSALS or named:
        return Level.UNKNOWN
    return _governed(morphemes, position + 1, last) or (Level.PLANNED if head in DRAFTS else Level.UNKNOWN)


def _only_held(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    """Say whether ``것으로`` leads to a verb of belief or hearsay (``보인다``, ``전해졌다``), not of finding (``나타났다``)."""
    forms = [m.form for m in morphemes[first : min(last, first + 4)]]
    return len(forms) > 2 and forms[:2] == ["것", "으로"] and forms[2] in _BELIEVING


def _governed(morphemes: Sequence[Morpheme], first: int, last: int) -> Level:
    """Return what the first operator, or verb that settles, says of what stands before it."""
    for morpheme in morphemes[first : min(last, first + _FAR)]:
        own = level_of(morpheme.form)
        if own:
            return own
        if morpheme.form in ("보이", "알려지", "전해지", "풀이"):
            return Level.SUPPOSED
        if morpheme.tag[0] == "E" and morpheme.form in OPEN:
            return Level.WEIGHED
        if morpheme.tag in ("EF", "SF"):
            break
    return Level.UNKNOWN


def _nominal(morphemes: Sequence[Morpheme], position: int, last: int) -> Level:
    """Read ``하기로 했다`` (settled) and ``하기 전에`` (open)."""
    behind = [m.form for m in morphemes[position + 1 : min(last, position + 4)]]
    return Level.SETTLED if morphemes[position].form == "기" and behind[:1] == ["로"] else Level.UNKNOWN


def _connected(reading: Reading, position: int, last: int, told: tuple[bool, bool], depth: int) -> Level:
    morphemes, (past, state) = reading.morphemes, told
    form = morphemes[position].form
    behind = morphemes[position + 1] if position + 1 < last else None
    if form in _NEEDED:
        return Level.UNKNOWN
    if form in CONDITIONAL or form.endswith("면"):
        return Level.SUPPOSED
    if form in _PURPOSE:
        return Level.PLANNED
    if behind is not None and behind.tag == "VX" and behind.form != "있":
        return _walk(reading, position + 1, last, depth)
    if past or (behind is not None and behind.form == "있"):
        return Level.DONE
    handed_on = _of_next(reading, position, last, depth) if form in JOINING and depth < _DEEP else None
    return handed_on if handed_on is not None else Level.DONE if state else Level.UNKNOWN


def _describing(reading: Reading, word: Word) -> bool:
    """Say whether the predicate describes a noun of its own: ``함께 묶여 있던 마을은``, not ``할 계획``."""
    morphemes = reading.morphemes
    for position in range(word.index + 1, min(len(morphemes) - 1, word.index + 7)):
        tag, behind = morphemes[position].tag, morphemes[position + 1]
        if tag == "ETM":
            return behind.tag != "NNB" and behind.form not in OPERATORS and behind.form not in PROPOSALS
        if tag in ("EF", "ETN") or (tag == "EC" and behind.tag != "VX"):
            return False
    return False


def _of_next(reading: Reading, position: int, last: int, depth: int) -> Level | None:
    """Return the level of the next predicate of the sentence, which a clause that only goes on shares."""
    serial = reading.morphemes[position].form in _SERIAL
    following = next(
        (
            w
            for w in reading.words[reading.word_at(position) :]
            if w.predicate and w.index > position and (serial or not _describing(reading, w))
        ),
        None,
    )
    if following is None or following.index >= last:
        return None
    found = level(reading, following, last, depth + 1)
    if found is Level.DONE and following.tense != "past":
        found = Level.SETTLED  # "늘지만 의무는 지금과 같다": nothing has happened yet
    between = reading.morphemes[position + 1 : following.index]
    if found < Level.SETTLED and any(m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는")) for m in between):
        return Level.SETTLED  # another thing is told behind it
    return found
