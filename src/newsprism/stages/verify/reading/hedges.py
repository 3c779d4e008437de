"""What takes back what was told: hedges behind it (``것으로 보인다``), conditions before it (``하면``)."""

from __future__ import annotations

from newsprism.stages.verify.reading import Reading, Word, is_content, word_key
from newsprism.stages.verify.words.lexicon import INTENDED, LIGHT, POSSIBLE, REPORTING
from newsprism.text.ko.tokens import Morpheme

_WEIGHING = frozenset(
    ("따르", "의하", "비교", "보", "치", "감안", "고려", "살피", "살펴보", "기준", "비하", "제외", "포함", "합치")
)
_ONLY_THOUGHT = ("보", "여기")
_ONLY_HEARD = ("해졌", "해지", "해진", "려졌", "려진")


def hedges(reading: Reading, word: Word) -> list[str]:
    """Return the hedges behind a word, when nothing else is told between it and the end of its sentence."""
    found: list[str] = []
    end = word.end if word.kind != "word" else 0
    for place, morpheme in enumerate(reading.morphemes[word.index + 1 :], word.index + 1):
        if morpheme.tag == "SF":
            break
        if morpheme.start < end or (morpheme.form in REPORTING and _says_so(reading, place)):
            continue
        form = morpheme.form
        if form in POSSIBLE or form in INTENDED or _heard(reading, morpheme) or _judged(reading, place):
            found.append(form)
        elif is_content(morpheme) and word_key(morpheme) not in LIGHT and word_key(morpheme) not in REPORTING:
            return []
    return found


def _says_so(reading: Reading, index: int) -> bool:
    """Say whether the morpheme is the verb of reported speech (``…다고 분석했다``): who says it is another check's question."""
    before = reading.morphemes[index - 1] if index else None
    return before is not None and before.tag in ("JKQ", "EC", "SSC") and before.form.endswith(("고", "며", "”", '"'))


def _judged(reading: Reading, index: int) -> bool:
    """Say whether somebody only thinks so: ``것으로 본다``."""
    if reading.morphemes[index].form not in _ONLY_THOUGHT:
        return False
    return [m.form for m in reading.morphemes[max(0, index - 2) : index]] == ["것", "으로"]


def _heard(reading: Reading, morpheme: Morpheme) -> bool:
    """Say whether it is only heard: ``전해지``, ``알려지``, not ``전하``."""
    return morpheme.form in ("전하", "알리") and reading.text[morpheme.end - 1 : morpheme.end + 1] in _ONLY_HEARD


def conditions(reading: Reading, first: int, end: int) -> bool:
    """Say whether a clause of condition (``…하면``) stands in the range of morphemes and reaches its end."""
    conditional = False
    kept = end >= len(reading.morphemes)
    for index in range(first, min(end, len(reading.morphemes))):
        morpheme = reading.morphemes[index]
        if morpheme.tag != "EC":
            continue
        if morpheme.form in ("면", "으면", "다면", "라면", "는다면", "ㄴ다면", "ᆫ다면", "이라면"):
            stem = next((m.form for m in reversed(reading.morphemes[first:index]) if m.tag[0] in "NVX"), "")
            before = {m.form for m in reading.morphemes[max(first, index - 3) : index]}
            conditional = conditional or not (stem in _WEIGHING or before & _WEIGHING)
        elif morpheme.form in ("고", "며", "으며", "지만", "으나") and not kept:
            conditional = False
    return conditional
