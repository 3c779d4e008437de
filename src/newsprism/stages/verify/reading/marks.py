"""Polarity and certainty of a word, read from the morphemes behind it in its clause.

Korean marks both after the predicate: ``부과하지 않기로 했다``, ``인하할 것으로 전망된다``, ``인수할 계획이 없다``.
So a walk to the right over endings, particles and the few nouns and verbs that govern what stands before them finds
them, and stops at the first word that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Literal

from newsprism.stages.verify.words.lexicon import INTENDED, NEGATIVE_PREFIXES, POSSIBLE, REPORTING
from newsprism.text.ko.tokens import Morpheme

_REACH = 24  # morphemes; the longest real chain of endings is about 15

_CONDITIONAL = frozenset(
    (
        "면",
        "으면",
        "다면",
        "ᆫ다면",
        "는다면",
        "라면",
        "이라면",
        "거든",
        "더라도",
        "어도",
        "아도",
        "려면",
        "으려면",
        "어야",
        "아야",
    )
)
_PURPOSE = frozenset(("려고", "으려고", "고자", "도록", "러", "으러", "려", "으려", "을지", "ᆯ지", "는지"))
_QUOTING_ENDS = ("다고", "라고", "냐고", "자고", "다며", "라며", "다면서", "라면서", "다는", "라는", "란", "단")
_FUNCTIONAL = ("J", "E", "X", "VC", "NNB", "VX")
_TO_COME = ("ᆯ", "ㄹ", "을")
_PAST = ("었", "았", "였", "엇")
_GOES_ON = frozenset(("어", "아", "여", "고", "며", "으며", "면서", "어서", "아서"))
_CASES = ("경우", "한")
"""Behind a verb they make a condition of it: ``받지 않을 경우``, ``받지 않는 한``."""
_HEARSAY = ("전하", "알리", "여기")
_DENYING = frozenset(("않", "못하", "말", "없", "아니", "못", "안", "어렵", "힘들", "없이"))
_CARRYING = frozenset(
    (
        "이뤄지", "이루어지", "있", "없", "하", "되", "받", "나타나", "생기", "발생", "벌어지", "일어나", "이어지", "보이",
        "진행", "열리", "당하", "무산", "실패", "불발", "좌절", "결렬", "금지", "쉽", "어렵", "힘들",
    )
)  # fmt: skip
"""Verbs that say of a noun only that it is so, or not so."""
_WHOLLY = frozenset(("전면", "일절", "전부", "모두", "완전", "일부"))
_FAILING = frozenset(("없", "무산", "실패", "불발", "좌절", "결렬", "금지", "어렵", "힘들"))
_PROPOSED = frozenset(
    (
        "개정안",
        "법안",
        "방안",
        "계획",
        "고시",
        "지침",
        "조례",
        "제정안",
        "초안",
        "대책",
        "안건",
        "안",
        "구상",
        "제안",
        "방침",
    )
)


Tense = Literal["past", "ahead"] | None


class Certainty(IntEnum):
    """How far the text commits itself: a sentence may not stand above its span."""

    POSSIBLE = 1
    INTENDED = 2
    FACT = 3


def chain(morphemes: Sequence[Morpheme], index: int) -> tuple[Morpheme, ...]:
    """Return what governs the word at `index`, nearest first: what `negated` and `certainty` are read from."""
    if index + 1 < len(morphemes) and _stops(morphemes[index + 1]):
        return ()
    found: list[Morpheme] = []
    size, before = len(morphemes), morphemes[index]
    for position in range(index + 1, min(size, index + 1 + _REACH)):
        morpheme = morphemes[position]
        tag, form = morpheme.tag, morpheme.form
        following = morphemes[position + 1] if position + 1 < size else None
        if form == "지" and following is not None and following.form == "만" and _contrasts(morphemes, position + 2):
            break  # "짓지만": the analyser takes the ending to pieces
        # What stands around is told only to those whom it concerns: so most steps are known.
        if tag == "EC" and following is not None:
            step = _step(tag, form, before.tag, "", following.tag, following.form)
        else:
            step = _step(tag, form, before.tag, before.form if tag == "JX" else "", "", "")
        if not step:
            break
        found.append(morpheme)
        if step == _LAST:
            break
        before = morpheme
    return tuple(found)


_LAST = 2


@lru_cache(maxsize=1 << 15)
def _step(tag: str, form: str, tag_before: str, before: str, tag_behind: str, behind: str) -> int:
    """Return whether the chain goes on with this morpheme: 0 without it, 1 with it, `_LAST` when it ends here."""
    if _ends_clause(tag, form, tag_behind, behind) or not _governs(tag, form, tag_before, before):
        return 0
    return _LAST if _last_of_chain(tag, form) else 1


def _stops(morpheme: Morpheme) -> bool:
    """Say whether it is a noun that governs nothing, as what most words stand before."""
    tag, form = morpheme.tag, morpheme.form
    return tag in ("NNG", "NNP") and not (form in POSSIBLE or form in INTENDED or form in _CASES)


def negated(morphemes: Sequence[Morpheme], index: int, behind: Sequence[Morpheme] | None = None) -> bool:
    """Say whether the word at `index` is denied: by an ending, a verb of denial, an adverb, or a negative prefix."""
    denied = index > 0 and _denies_before(morphemes, index - 1)
    for morpheme in chain(morphemes, index) if behind is None else behind:
        if _denies(morpheme):
            denied = not denied
    return denied


def denied(morphemes: Sequence[Morpheme], index: int, behind: Sequence[Morpheme] | None = None) -> tuple[bool, bool]:
    """Say whether the noun at `index` is denied, also by the verb that only carries it, and whether there is such a verb.

    ``회복이 이뤄지지 않았다`` and ``회복은 없었다`` deny the same as ``회복되지 않았다``.
    """
    position, size = index + 1, len(morphemes)
    while position < size:
        morpheme = morphemes[position]
        if not (morpheme.tag[0] == "J" or morpheme.tag in ("XSN", "MAG") or morpheme.form in _WHOLLY):
            break
        position += 1
    carrier = morphemes[position] if index + 1 < position < size else None
    if carrier is None or carrier.form not in _CARRYING or carrier.tag[:2] not in ("VV", "VA", "NN"):
        beyond = carrier is not None and morphemes[position - 1].form in ("안", "못")
        return not beyond and negated(morphemes, index, behind), False
    return negated(morphemes, position) != (carrier.form in _FAILING), True


def _denies_before(morphemes: Sequence[Morpheme], index: int) -> bool:
    before = morphemes[index]
    if before.tag != "XPN":
        return before.tag == "MAG" and before.form in ("안", "못")
    # Inside a word ("직불 이행", "비축미 우선") the same syllable is no prefix.
    opens = index == 0 or morphemes[index - 1].end < before.start or morphemes[index - 1].tag.startswith("S")
    touches = index + 1 < len(morphemes) and morphemes[index + 1].start == before.end
    return before.form in NEGATIVE_PREFIXES and opens and touches


def _denies(morpheme: Morpheme) -> bool:
    return morpheme.form in _DENYING and morpheme.tag.startswith(("VX", "VA", "VCN", "MAG"))


def certainty(morphemes: Sequence[Morpheme], index: int, behind: Sequence[Morpheme] | None = None) -> Certainty:
    """Return how certain the text is of the word at `index`."""
    level = Certainty.FACT
    happened = False
    for morpheme in chain(morphemes, index) if behind is None else behind:
        happened = happened or (morpheme.tag == "EP" and morpheme.form in _PAST)
        if morpheme.tag == "ETN" and (happened or _of_a_fact(morphemes, morpheme)):
            continue
        weight = _weight(morpheme.form, morpheme.tag)
        if weight < level:
            level = weight
    if level == Certainty.FACT and _proposed(morphemes, index):
        return Certainty.INTENDED
    return level


def _of_a_fact(morphemes: Sequence[Morpheme], ending: Morpheme) -> bool:
    """Say whether a noun form tells of a fact: ``하기 때문에``, ``하기까지``, ``하기도``."""
    position = next((i for i, m in enumerate(morphemes) if m is ending), len(morphemes))
    following = morphemes[position + 1].form if position + 1 < len(morphemes) else ""
    return following in ("때문", "까지", "도", "전", "에")


def _proposed(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether the predicate at `index` describes what is only proposed: ``올리는 고시 개정안``."""
    for position in range(index + 1, min(index + 5, len(morphemes))):
        morpheme = morphemes[position]
        if morpheme.tag == "ETM":
            nouns = morphemes[position + 1 : position + 4]
            return morpheme.form == "는" and any(m.form in _PROPOSED for m in nouns if m.tag.startswith("NN"))
        if not morpheme.tag.startswith(("XS", "VX", "EP")) and morpheme.form != "어":
            return False
    return False


def prospective(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether the predicate at `index` stands in the form of what is to come (``할``, not ``한``)."""
    for morpheme in morphemes[index + 1 : index + 5]:
        if not morpheme.tag.startswith(("X", "EP")):
            return morpheme.tag == "ETM" and morpheme.form in _TO_COME and not _when(morphemes, morpheme)
    return False


def _when(morphemes: Sequence[Morpheme], ending: Morpheme) -> bool:
    """Say whether the ending only tells when (``뒤집힐 당시``)."""
    return any(m.form in ("당시", "때", "무렵", "즈음") for m in morphemes if ending.end <= m.start <= ending.end + 1)


def tense(morphemes: Sequence[Morpheme], index: int) -> Tense:
    """Return whether the predicate at `index` has happened (``했다``, ``한 …``) or is announced (``한다``, ``할 …``).

    A clause that only goes on (``지어``, ``짓고``) has the tense of the next one. What describes (``하는``) has none.
    """
    goes_on = False
    for position in range(index + 1, min(index + 1 + _REACH, len(morphemes))):
        form, tag = morphemes[position].form, morphemes[position].tag
        goes_on = goes_on or tag == "EC"
        if tag == "EP" and form in _PAST:
            return "past"
        if tag == "ETM" and form in _TO_COME and _could(morphemes, position + 1):
            continue
        if tag == "ETM":
            return "ahead" if form in _TO_COME else "past" if form in ("ᆫ", "은", "던") else None
        if tag == "ETN":
            return "ahead" if form == "기" and not goes_on and not _of_a_fact(morphemes, morphemes[position]) else None
        if tag == "EP" and form == "겠":
            return "ahead"
        if tag == "EF" or (tag == "EC" and form not in _GOES_ON):
            return "ahead" if form.startswith(("ᆫ다", "는다")) else None
        if tag in ("SF", "SSO", "SSC"):
            return None
    return None


def _could(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether a past ``수 있었다`` or ``수 없었다`` stands at `index`."""
    return [m.form for m in morphemes[index : index + 3 : 2]] == ["수", "었"] and morphemes[index + 1].form in (
        "있",
        "없",
    )


def asserted(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether the predicate at `index` is what its clause states: it ends one, or stands before ``것으로``."""
    for position in range(index + 1, min(index + 6, len(morphemes))):
        morpheme = morphemes[position]
        if morpheme.tag == "EC" and position + 1 < len(morphemes) and morphemes[position + 1].tag == "VX":
            continue  # "낮아진", "묶여 있던"
        if morpheme.tag in ("EF", "EC"):
            return morpheme.form != "게"
        if morpheme.tag == "ETM":
            behind = morphemes[position + 1 : position + 3]
            # "끊는 것은": only named, not stated.
            return len(behind) == 2 and behind[0].form == "것" and behind[1].tag not in ("JX", "JKO", "JKS")
        if not morpheme.tag.startswith(("X", "EP", "VCP", "VX")):
            return False
    return False


@lru_cache(maxsize=4096)
def _weight(form: str, tag: str) -> Certainty:
    if tag == "EP":
        return Certainty.INTENDED if form == "겠" else Certainty.FACT
    if tag == "ETM":
        return Certainty.INTENDED if form in _TO_COME or form in ("려는", "으려는") else Certainty.FACT
    if tag == "EC":
        return _weight_of_ending(form)
    if tag == "VX" and form == "달":
        return Certainty.INTENDED  # "늘려 달라고"
    if tag == "ETN":
        return Certainty.INTENDED if form == "기" else Certainty.FACT
    if tag == "NNB" and form == "수":
        return Certainty.POSSIBLE
    if form in POSSIBLE or form in _HEARSAY or (form in _CASES and tag[0] == "N"):
        return Certainty.POSSIBLE
    return Certainty.INTENDED if form in INTENDED else Certainty.FACT


def _weight_of_ending(form: str) -> Certainty:
    if form in _CONDITIONAL or form.endswith("면") or form in ("ᆯ지", "을지"):
        return Certainty.POSSIBLE
    return Certainty.INTENDED if form in _PURPOSE or form == "자고" else Certainty.FACT


def _contrasts(morphemes: Sequence[Morpheme], index: int) -> bool:
    """Say whether no verb of denial stands at `index`, so that ``지만`` before it joins clauses."""
    return index >= len(morphemes) or morphemes[index].form not in ("않", "못하", "말", "은", "못")


def _ends_clause(tag: str, form: str, tag_behind: str, behind: str) -> bool:
    if tag != "EC":
        return tag in ("EF", "SF", "SP", "SS", "SSO", "SE")
    if form.endswith(("다며", "라며", "다면서", "라면서")):
        return True
    if form.endswith(_QUOTING_ENDS):
        return False
    if form in _CONDITIONAL or form in _PURPOSE or form.endswith(("면", "지", "게")):
        return False
    if form in ("어서", "아서") and behind in ("는", "안", "ᆫ", "ㄴ"):
        return False  # "해서는 안 된다"
    return not tag_behind.startswith("VX")


def _governs(tag: str, form: str, tag_before: str, before: str) -> bool:
    """Say whether the morpheme `form` behind the morpheme `before` still belongs to the chain."""
    if tag.startswith(_FUNCTIONAL) or tag == "SSC":
        # A topic stands before its clause; what follows it governs something else.
        told = tag_before.startswith(("E", "NNB")) or before in INTENDED or before in POSSIBLE
        return not (tag == "JX" and form in ("은", "는") and not told)
    if form in POSSIBLE or form in INTENDED or (form in _CASES and tag_before == "ETM"):
        return True
    if tag in ("VA", "VCN") or tag.startswith("VA"):
        return form in ("없", "있", "아니", "어렵", "힘들", "쉽", "수월")
    if tag == "MAG":
        return form in ("안", "못") or (form == "없이" and tag_before[0] in "NXJ")
    if tag.startswith("VV") and form in _HEARSAY:
        return tag_before == "JKB"
    return tag.startswith("VV") and form in ("하", "되", "나서", "두", "세우", "갖", "가지", "보")


def _last_of_chain(tag: str, form: str) -> bool:
    """Say whether nothing behind this morpheme governs the word any more."""
    if tag in ("JKB", "JC"):
        return form in ("에", "에서", "와", "과", "보다")
    if tag[0] not in "NV":
        return False
    return form in REPORTING and form not in POSSIBLE and form not in INTENDED


def prefixed(key: str, held: frozenset[str]) -> bool:
    """Say whether a text has the word but for a negative prefix (``인증``, ``미인증``)."""
    if len(key) < 2:
        return False
    if len(key) > 2 and key[0] in NEGATIVE_PREFIXES and key[1:] in held:
        return True
    return any(f"{prefix}{key}" in held for prefix in NEGATIVE_PREFIXES)
