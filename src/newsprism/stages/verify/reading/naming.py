"""Who is named where a sentence turns round: ``…라는 것이 X의 설명이다``, ``…라고 말한 쪽은 X다``, ``…라는 전망은 X에서 나왔다``."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.verify.reading import Reading, is_content, word_key
from newsprism.stages.verify.words.lexicon import ABSTRACT, ATTITUDES, COMING, HELD
from newsprism.text.ko.tokens import Morpheme

_FAR = 14  # morphemes in which the one is named whose opinion it is
_PUTTING = frozenset(
    "내놓 내 제기 하 펴 밝히 제시 전하 표하 드러내 쏟아내 덧붙이 내비치 보이 나타내 쏟 말하 발표 표명 피력 개진 곁들이".split()
)
"""What is done with an opinion by the one whose it is, or from him: ``…라는 전망은 X에서 나왔다``, ``X가 내놓았다``."""
_WHOEVER = frozenset("쪽 곳 사람 이 측 주체 당사자 인물 업체 회사 기관 단체".split())

Who = tuple[tuple[str, ...], int]
"""The content words of a name, and the character at which it ends."""


def phrase(morphemes: Sequence[Morpheme], first: int, end: int) -> tuple[str, ...]:
    """Return the content words of the noun phrase that ends before `end`."""
    words: list[str] = []
    suffix = ""
    in_brackets = False
    for index in range(end - 1, first - 1, -1):
        morpheme = morphemes[index]
        if in_brackets or morpheme.form == ")":
            in_brackets = morpheme.form != "("
            continue
        if morpheme.tag == "XSN":
            suffix = "" if morpheme.form == "들" else morpheme.form
            continue
        if morpheme.tag in ("EC", "EF", "SP", "JX", "JKB", "SF", "SSC", "JKS", "JKO"):
            break
        if is_content(morpheme) and not morpheme.tag.startswith(("VV", "VA", "MAG")):
            words.append(word_key(morpheme) + suffix)
        suffix = ""
    return tuple(reversed(words))


def held_by(reading: Reading, first: int, last: int) -> int | None:
    """Return the noun that says whose it is: ``…라는 것이 X의 설명이다``."""
    morphemes = reading.morphemes
    if morphemes[first].tag not in ("JKS", "JX"):
        return None
    for place in range(first + 2, min(last, first + _FAR)):
        morpheme = morphemes[place]
        ends = reading.text[morpheme.end : morpheme.end + 1].isspace()  # else the analyser has taken a name to pieces
        if morpheme.tag == "SF" or (morpheme.tag in ("EC", "EF", "JKO") and ends):
            break
        if morpheme.form in HELD and _owned(morphemes[place - 1], morpheme):
            return place
    return None


def _owned(before: Morpheme, noun: Morpheme) -> bool:
    """Say whether ``의`` stands before the noun; the analyser may have taken it for the end of a name (``연구회의 설명``)."""
    return before.tag == "JKG" or (before.tag[0] == "N" and before.form.endswith("의") and before.end < noun.start)


def owner(reading: Reading, close: int, verb: int) -> Who:
    """Return who stands before ``의`` and the noun of speech (``X의 설명``); what is only of a kind (``환영의 뜻``) is nobody."""
    morphemes = reading.morphemes
    if morphemes[close].tag != "ETM" or not _owned(morphemes[verb - 1], morphemes[verb]):
        return (), 0
    marked = morphemes[verb - 1].tag == "JKG"
    words = phrase(morphemes, close + 1, verb - 1 if marked else verb)
    if not words or words[-1] in ATTITUDES or words[-1] in ABSTRACT:
        return (), 0
    return words, morphemes[verb - 2].end if marked else morphemes[verb - 1].end - 1


def named_behind(morphemes: Sequence[Morpheme], close: int, verb: int, last: int) -> Who:
    """Return who is named behind what is said: ``…라고 말한 쪽은 X다``, ``…라는 전망은 X에서 나왔다``, ``…다고 보는 X는``."""
    describing = next((i for i in range(verb + 1, min(last - 1, verb + 4)) if morphemes[i].tag == "ETM"), None)
    if describing is not None and morphemes[describing + 1].form in _WHOEVER:
        place = describing + 2
        ends = next((i for i in range(place, min(last, place + _FAR)) if morphemes[i].tag == "VCP"), None)
        if place < last and morphemes[place].form in ("은", "는") and ends is not None:
            return phrase(morphemes, place + 1, ends), morphemes[ends - 1].end
    if morphemes[close].tag == "ETM" and morphemes[verb].form in HELD and verb + 1 < last:
        return brought_by(morphemes, verb + 1, last)
    return (), 0


def brought_by(morphemes: Sequence[Morpheme], particle: int, last: int) -> Who:
    """Return who brings the opinion whose noun stands before `particle`: ``전망은 X에서 나왔다``."""
    if morphemes[particle].tag not in ("JKS", "JX", "JKO"):
        return (), 0
    for place in range(particle + 2, min(last - 1, particle + _FAR)):
        form, tag = morphemes[place].form, morphemes[place].tag
        if tag in ("EC", "EF", "ETM"):
            break
        behind = place + 1 + (morphemes[place + 1].tag == "JX")
        verb = morphemes[behind].form if behind < last else ""
        from_him = (
            tag == "JKB" and form in ("에서", "에게서", "로부터", "으로부터") and (verb in COMING or verb == "일")
        )
        by_him = tag in ("JKS", "JX") and form in ("이", "가", "은", "는") and verb in _PUTTING
        if from_him or by_him:
            return phrase(morphemes, particle + 1, place), morphemes[place - 1].end
    return (), 0
