"""Whether an English spelling may be how a Korean word is read: Hanbit for 한빛, Kim Min-jae for 김민재.

Nobody spells Korean names by one rule, so both are brought to a coarse key in which the usual spellings agree: one letter
for consonants that are told apart by nothing but custom (k and g, ch and j, l and r), one for vowels that are (o, u, eo, eu).
Other names may have the same key: that two spellings may be one name is all that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = ["", *"k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()]
_HANGUL = re.compile(r"[가-힣]{2,20}")
_SURNAMES = {
    "이": "lee|yi|rhee",
    "박": "park|bak",
    "최": "choi|choe",
    "임": "lim|im",
    "노": "roh|noh|no",
    "유": "yoo|ryu|yu",
    "류": "ryu|yoo",
    "우": "woo",
    "오": "oh",
    "안": "ahn",
    "조": "cho|jo",
    "정": "jung|chung|jeong",
    "윤": "yoon|yun",
    "문": "moon",
    "권": "kwon",
    "주": "joo",
    "신": "shin",
    "심": "shim",
    "허": "huh|heo",
    "양": "yang",
    "손": "sohn|son",
    "구": "koo|ku|goo",
    "여": "yeo|yo",
}
_LONGEST = 12


@lru_cache(maxsize=4096)
def key(spelling: str) -> str:
    """Return the coarse key of an English spelling."""
    low = re.sub(r"[^a-z]", "", spelling.casefold())
    low = re.sub(r"ar(?=[kmn])", "a", low).replace("ng", "q").replace("sh", "s").replace("ph", "p")
    low = re.sub(r"[kgq]+", "k", low.replace("ck", "k")).replace("ch", "c").replace("j", "c").replace("z", "c")
    low = re.sub(r"[dt]+", "t", low)
    low = re.sub(r"[bpfv]+", "p", low)
    low = re.sub(r"[lr]+", "l", low)
    low = re.sub(r"(?:yae|ae|yeo|ye|ee|oe|oo|ou|eo|eu|ui|wi|wo|wa|we|wae|ya|yo|yu|ie|[aeiou])", _vowel, low)
    return re.sub(r"[hwy]", "", re.sub(r"(.)\1+", r"\1", low))


def _vowel(match: re.Match[str]) -> str:
    sound = match[0]
    if sound in ("a", "ya", "wa"):
        return "a"
    if sound in ("e", "ae", "ye", "yae", "we", "wae", "oe"):
        return "e"
    return "i" if sound in ("i", "ee", "ui", "wi", "ie") else "u"


def may_be_read(spelling: str, text: str) -> bool:
    """Say whether a Korean word of `text` may begin as `spelling` reads; at least two syllables and four letters."""
    wanted = key(spelling)
    return len(wanted) >= 3 and wanted in _keys(text[:2_000])


@lru_cache(maxsize=512)
def _keys(text: str) -> frozenset[str]:
    return frozenset(key(read) for word in _HANGUL.findall(text) for read in _readings(word))


def _readings(word: str) -> Iterator[str]:
    for start in range(min(3, len(word) - 1)):
        for end in range(start + 2, min(len(word), start + _LONGEST) + 1):
            part = word[start:end]
            yield "".join(map(_syllable, part))
            yield from (first + "".join(map(_syllable, part[1:])) for first in _spellings(part[0]))


def _spellings(surname: str) -> Iterable[str]:
    return _SURNAMES[surname].split("|") if surname in _SURNAMES else ()


def _syllable(letter: str) -> str:
    number = ord(letter) - _FIRST
    return _INITIALS[number // 588] + _VOWELS[number % 588 // 28] + _FINALS[number % 28]
