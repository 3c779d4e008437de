"""What the morphemes behind one predicate say of it: denied, asked, decided, on a condition, an event or a state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.levels import CONDITIONAL, OPEN, OPERATORS, PROPOSALS
from newsprism.text.ko.tokens import Morpheme

_CASE = frozenset("을 를 에 이 가 은 는 도".split())
SAID = ("다고", "라고", "냐고", "자고", "다며", "라며", "다면서", "라면서")
STATIVE = frozenset(
    "맡 갖 지니 남 붙 딸리 해당 속하 속 이르 달하 그치 불과 차지 포함 의미 뜻하 나타내 꼽히 불리 맞먹 담기 담 들어있 "
    "남기 안 떠안 머무르 머물 걸치 놓이 처하 보이 드러내 띠 갈리 엇갈리 겹치 달리 좌우".split()
)
"""Verbs that say what a thing is."""
_ENDURING = frozenset("적 바 일 리".split())
_MEANT = frozenset("계획 방침 방안 구상 결정 안".split())
_DROPPING = frozenset("접 철회 백지 백지화 취소 포기 거두 거둬들이 물리 폐기 중단 보류".split())
_MEASURES = frozenset("정도 만큼 수준 단계 상황 생각".split())


def inevitable(reading: Reading, word: Word) -> bool:
    """Say whether it cannot but be so: ``위축될 수밖에 없다``."""
    if "밖에" not in _forms(reading):
        return False
    behind = [m.form for m in reading.morphemes[word.index + 1 : word.index + 7]]
    return ("수", "밖에") in pairwise(behind)


@lru_cache(maxsize=4096)
def _forms(reading: Reading) -> frozenset[str]:
    """Return the forms of all morphemes: what none of them has need not be looked for behind each word."""
    return frozenset([m.form for m in reading.morphemes])


@lru_cache(maxsize=4096)
def _tags(reading: Reading) -> frozenset[str]:
    return frozenset([m.tag for m in reading.morphemes])


def asked(reading: Reading, word: Word) -> bool:
    """Say whether the text only asks whether it is not so: ``차별적 조치가 아닌지``."""
    if "VCN" not in _tags(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 6]
    return any(one.tag == "VCN" and other.tag == "EC" and other.form in OPEN for one, other in pairwise(behind))


def carries_on(reading: Reading, word: Word) -> bool:
    """Say whether the verb only says that the one before it is done in public: ``요구하고 나섰다``."""
    before = reading.morphemes[word.index - 1] if word.index else None
    return word.key == "나서" and before is not None and before.form == "고" and before.tag == "EC"


def grounds(reading: Reading, word: Word) -> bool:
    """Say whether the noun says why or how something else is done: ``…다는 이유로 받아들이지 않았다``."""
    following = next((m for m in reading.morphemes[word.index + 1 : word.index + 4] if m.start >= word.end), None)
    return following is not None and following.tag == "JKB"


def behind_speech(reading: Reading, word: Word) -> bool:
    """Say whether reported speech, or ``것으로``, ends right before the predicate."""
    opening = reading.morphemes[word.index - 1] if word.index else None
    if opening is None:
        return False
    if opening.tag == "JKQ" or (opening.tag == "EC" and opening.form.endswith(SAID)):
        return True
    return opening.form == "으로" and word.index > 1 and reading.morphemes[word.index - 2].form == "것"


def nominalised(reading: Reading, word: Word) -> bool:
    """Say whether the predicate only names what is spoken of (``약을 끊는 것은``)."""
    if "것" not in _forms(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 8]
    for one, other, third in zip(behind, behind[1:], behind[2:], strict=False):
        if one.tag == "ETM":
            return other.form == "것" and third.tag in ("JX", "JKS", "JKO")
    return False


def quotes_before(reading: Reading, word: Word) -> bool:
    """Say whether reported speech ends right before the word (``…다고 우려를 나타냈다``)."""
    before = reading.morphemes[word.index - 1] if word.index else None
    return before is not None and (
        before.tag == "JKQ" or (before.tag == "EC" and before.form.endswith(("다고", "라고", "냐고", "자고")))
    )


def given_up(reading: Reading, word: Word) -> bool:
    """Say whether it was only meant to be done, and is not: ``확대하려던``, ``넓히려다``, ``확대할 계획을 접었다``."""
    behind = reading.morphemes[word.index + 1 : word.index + 10]
    place = next((i for i, m in enumerate(behind) if m.tag[0] == "E"), None)
    if place is None or any(m.tag[0] not in "EXV" for m in behind[:place]):
        return False
    ending = behind[place]
    if ending.form.endswith(("려던", "려다", "려다가")):
        return True
    rest = behind[place + 1 :]
    nouns = [m for m in rest[:2] if m.form in _MEANT]
    if ending.tag != "ETM" or not nouns:
        return False
    following = [m.form for m in rest if m.start > nouns[0].end][:2]
    return not _DROPPING.isdisjoint(following)


def resolved(reading: Reading, word: Word) -> bool:
    """Say whether the sentence states that somebody decided to do it: ``내리기로 했다``."""
    if "ETN" not in _tags(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 8]
    return any(
        one.tag == "ETN" and one.form == "기" and other.form == "로" and third.form[:1] in "하결확합의"
        for one, other, third in zip(behind, behind[1:], behind[2:], strict=False)
    )


def governed_state(reading: Reading, word: Word) -> bool:
    """Say whether a describing predicate is what the sentence states: ``착공한 상태다``, ``검토하는 단계라고``."""
    behind = reading.morphemes[word.index + 1 : word.index + 8]
    for one, other in pairwise(behind):
        if one.tag == "ETM":
            return (
                (other.form in ("상태", "단계", "상황", "중", "것", "바", "셈") and not nominalised(reading, word))
                or other.form in OPERATORS
                or other.form in PROPOSALS
            )
        if one.tag.startswith(("EC", "EF", "N")):
            return False
    return False


def doubted(reading: Reading, word: Word) -> bool:
    """Say whether somebody does not hold what the predicate says: ``…했다고 보기 어렵다``, ``…라고 볼 수 없다``."""
    if "보" not in _forms(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 12]
    place = next((i for i, m in enumerate(behind) if m.tag in ("EC", "EF", "JKQ", "JKB")), len(behind))
    rest = behind[place : place + 6]
    if len(rest) < 3 or not rest[0].form.endswith(("다고", "라고", "으로", "로")) or rest[1].form != "보":
        return False
    return any(m.form in ("어렵", "힘들", "없", "않") for m in rest[2:])


def denied_behind(reading: Reading, word: Word) -> bool:
    """Say whether what the predicate describes is denied (``끌어올릴 정도는 아니다``) where its own chain does not."""
    if "없" not in _forms(reading) and "VCN" not in _tags(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 12]
    place = next((i for i, m in enumerate(behind) if m.tag == "ETM"), None)
    if place is None or any(m.tag in ("EC", "EF") for m in behind[:place]):
        return False
    rest = behind[place + 1 : place + 7]
    if not rest or rest[0].form == "수":
        return False
    nouns = next((i for i, m in enumerate(rest) if not m.tag.startswith(("N", "XSN"))), len(rest))
    if not nouns or nouns >= len(rest):
        return False
    if rest[nouns].tag.startswith("J"):
        nouns += 1
    if nouns >= len(rest):
        return False
    measured = rest[0].tag == "NNB" or rest[0].form in _MEASURES
    if rest[nouns].form == "없":
        return [m.form for m in rest[nouns + 1 : nouns + 3]] != ["던", "일"]  # "파업이 없던 일이 됐다"
    return measured and rest[nouns].tag == "VCN"


def describes(reading: Reading, word: Word) -> bool:
    """Say whether the predicate describes a noun."""
    ending = next((m for m in reading.morphemes[word.index + 1 : word.index + 5] if m.tag[0] == "E"), None)
    return ending is not None and ending.tag == "ETM"


def is_object(reading: Reading, before: Word) -> bool:
    """Say whether the noun before a predicate is its object or complement: ``착공에 들어가``, ``소송을 내``."""
    end = before.end
    following = next(
        (m for m in reading.morphemes[before.index : before.index + 6] if m.start >= end and m.tag != "XSN"), None
    )
    return (
        following is not None
        and following.tag in ("JKO", "JKB", "JKS", "JX")
        and following.form in _CASE
        and before.kind == "word"
        and before.tag.startswith("N")
    )


def happens(reading: Reading, word: Word) -> bool:
    """Say whether the predicate tells what happens, not what something is or what there is."""
    if word.key in STATIVE or lasting(reading, word):
        return False
    if word.tag.startswith("VV"):
        return True
    behind = reading.morphemes[word.index + 1 : word.index + 3]
    return any(m.tag == "XSV" for m in behind) and not any(m.tag == "VCP" for m in behind)


def lasting(reading: Reading, word: Word) -> bool:
    """Say whether the predicate tells what has become of something: ``잡혀 있다``, ``들어 있다``."""
    if "VX" not in _tags(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 6]
    return any(
        one.tag == "EC" and one.form in ("어", "아") and other.tag == "VX" and other.form == "있"
        for one, other in pairwise(behind)
    )


def not_yet(reading: Reading, word: Word) -> bool:
    """Say whether the predicate stands before its time: ``나오기 전에``."""
    if "전" not in _forms(reading):
        return False
    behind = [m.form for m in reading.morphemes[word.index + 1 : word.index + 6]]
    return ("기", "전") in pairwise(behind)


def on_condition(reading: Reading, word: Word) -> bool:
    """Say whether the predicate is a condition: ``오르면``, ``오를 경우``."""
    for place in range(word.index + 1, min(len(reading.morphemes), word.index + 6)):
        ending = reading.morphemes[place]
        following = reading.morphemes[place + 1].tag if place + 1 < len(reading.morphemes) else ""
        if ending.tag == "EC" and following == "VX":
            continue  # "확보하지 못하면", "높아지면"
        if ending.tag == "ETM":
            return _in_case(reading.morphemes[place + 1 : place + 3])
        if ending.tag in ("EC", "EF", "ETN"):
            unless = ending.form in ("고서", "고") and following == "JX"  # "올리지 않고서는"
            return ending.tag == "EC" and (ending.form in CONDITIONAL or ending.form.endswith("면") or unless)
    return False


def _in_case(behind: Sequence[Morpheme]) -> bool:
    """Say whether the nouns behind the predicate make a condition of it: ``오를 경우``, ``오를 때는``, not ``오르는 때가``."""
    if not behind or behind[0].form not in ("경우", "때", "시"):
        return False
    return behind[0].form == "경우" or len(behind) < 2 or behind[1].tag not in ("JKS", "JKO", "JKG", "VCP")


def wished(reading: Reading, word: Word) -> bool:
    """Say whether it is only asked for: ``풀어 달라고``. That it was not done denies nothing."""
    if "달" not in _forms(reading):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 5]
    return any(m.tag == "VX" and m.form == "달" for m in behind)


def joined_to_next(reading: Reading, position: int) -> bool:
    """Say whether the verb is joined to the next, so that a denial may stand at either: ``서둘러 내리지 않겠다``."""
    if position + 1 >= len(reading.words):
        return False
    word, following = reading.words[position], reading.words[position + 1]
    between = reading.morphemes[word.index + 1 : following.index]
    return bool(between) and between[-1].tag == "EC" and between[-1].form in ("어", "아") and following.predicate


def left_open(reading: Reading, word: Word) -> bool:
    """Say whether the predicate is only asked about: ``허용할지``."""
    behind = reading.morphemes[word.index + 1 : word.index + 4]
    return any(m.tag[0] == "E" and m.form in OPEN for m in behind) or any(
        one.tag == "ETM" and other.form == "지" for one, other in pairwise(behind)
    )


def able(reading: Reading, word: Word) -> bool:
    """Say whether the word follows ``수``: what can be done stands before it."""
    return word.index > 0 and reading.morphemes[word.index - 1].form == "수"


def denied_later(reading: Reading, word: Word) -> bool:
    """Say whether something is denied behind the word in its sentence."""
    for morpheme in reading.morphemes[word.index + 1 :]:
        if morpheme.tag == "SF":
            return False
        if morpheme.form in ("없", "않", "못하", "아니"):
            return True
    return False


def goes_on_in(reading: Reading, word: Word) -> bool:
    """Say whether the clause of the predicate only goes on (``멈추고``): its last verb tells when."""
    ending = next((m for m in reading.morphemes[word.index + 1 : word.index + 5] if m.tag[0] == "E"), None)
    return ending is not None and ending.tag == "EC" and ending.form in ("고", "며", "으며", "어", "아", "어서", "아서")


@lru_cache(maxsize=4096)
def _glued(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the printed words in which a verb describes a noun without a blank between: names that the analyser does not know."""
    found: list[tuple[int, int]] = []
    morphemes = reading.morphemes
    for index, (one, other) in enumerate(pairwise(morphemes)):
        if one.tag == "ETM" and other.tag[:2] in ("NN", "XR") and other.tag != "NNB" and one.end == other.start:
            start = reading.text.rfind(" ", 0, one.start) + 1
            end = reading.text.find(" ", other.end)
            found.append((start, end if end >= 0 else len(reading.text)))
        elif one.tag == "ETN" and one.form in ("ᆷ", "음") and index > 1:
            verb, noun = morphemes[index - 1], morphemes[index - 2]
            if verb.tag == "VV" and noun.tag in ("NNG", "NNP") and noun.end == verb.start and other.tag[0] in "JN":
                start = reading.text.rfind(" ", 0, noun.start) + 1
                found.append((start, one.end))  # "책누림은"
    return tuple(found)


def glued(reading: Reading, end: int) -> bool:
    """Say whether the character before `end` stands in such a name (``해든증권``, ``푸른길교통``)."""
    return any(first < end <= last for first, last in _glued(reading))


def never_was(reading: Reading, word: Word) -> bool:
    """Say whether the word only denies the verb before it: ``검토한 바 없다``, ``만난 적이 없다``."""
    if word.key != "없" or word.index < 2:
        return False
    before = reading.morphemes[max(0, word.index - 3) : word.index]
    nouns = [i for i, m in enumerate(before) if m.tag == "NNB" and m.form in _ENDURING]
    return bool(nouns) and nouns[-1] > 0 and before[nouns[-1] - 1].tag == "ETM"


def decides_so(reading: Reading, word: Word) -> bool:
    """Say whether the verb only says that it was decided: ``돌리기로 회사가 정했다``, ``쓰기로 뜻을 모았다``."""
    morphemes = reading.morphemes
    for place in range(word.index - 1, max(0, word.index - 10), -1):
        tag = morphemes[place].tag
        if tag == "ETN":
            return morphemes[place].form == "기" and morphemes[place + 1].form == "로"
        if tag[0] == "V" or tag[:2] in ("EC", "EF", "ET", "SF", "XS"):
            return False
    return False
