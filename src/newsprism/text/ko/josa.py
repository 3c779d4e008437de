"""Josa that fit the word before them: 은/는, 이/가, 을/를, 와/과, 으로/로, after digits and Latin letters too."""

from __future__ import annotations

import re
from typing import Final

from newsprism.text.ko.hanja import to_hangul

_RIEUL: Final = 8  # index of the final consonant ㄹ, after which 로 stays 로
_FIRST_SYLLABLE: Final = 0xAC00
_FINALS: Final = 28

# Final consonant of the Korean name: 영 일 이 삼 사 오 육 칠 팔 구, and of the last letter of an abbreviation.
_DIGIT_FINALS: Final = {"0": 21, "1": 8, "3": 16, "6": 1, "7": 8, "8": 8}
_LETTER_FINALS: Final = {"L": 8, "M": 16, "N": 4, "R": 8}
_UNIT_FINALS: Final = {"kg": 16, "g": 16, "mg": 16, "t": 4, "won": 4, "nm": 0, "mm": 0, "cm": 0, "km": 0, "m": 0}
_SIGN_FINALS: Final = {"㎏": 16, "㎎": 16, "№": 0, "₩": 4}
# Trailing zeros are read as a place: 십 백 천 만, then 억, 조, 경.
_PLACE_FINALS: Final = ((16, 21), (12, 0), (8, 1), (4, 4), (3, 4), (2, 1), (1, 17))

_TAIL: Final = 40  # characters looked at; the last word decides
_CLOSING: Final = re.compile(r"[\s\"'”’」』》〉>)\]}.,…!?·]+\Z")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_MEASURE: Final = re.compile(r"\d\s?([A-Za-z]{1,3})\Z")
_WORD: Final = re.compile(r"[A-Za-z]+\Z")
# Endings of written English words that Korean hears with a final consonant: team, Amazon, Apple, Chrome, chip, bot.
_ENGLISH_FINALS: Final = (
    (re.compile(r"(?:[^aeiouy]le|l)\Z"), 8),
    (re.compile(r"(?:m|[aeiouy]me)\Z"), 16),
    (re.compile(r"ng\Z"), 21),
    (re.compile(r"(?:n|[aeiouy]ne)\Z"), 4),
    (re.compile(r"(?<![aeiouy])(?:[aeiou]|oo)(?:ck|k|c)\Z"), 1),
    (re.compile(r"(?<![aeiouy])[aeiou](?:p|b)\Z"), 17),
    (re.compile(r"(?<![aeiouy])[aeiou]tt?\Z"), 19),
)


def has_batchim(word: str) -> bool:
    """Whether `word` as it is read aloud ends in a consonant; closing quotes and brackets are looked through.

    Digits are read the Sino-Korean way (10 → 십), capital letters by their names (HBM → 에이치비엠), other Latin words
    by a rule for their last sounds, signs (%, ㎡, ℃) by their names. A word of nothing readable ends in none.
    """
    return _final(word) != 0


def attach(word: str, pair: str) -> str:
    """Return `word` with the fitting form of `pair`, such as "은/는", "와/과" or "로/으로", in either order.

    :raises ValueError: if `pair` is not two forms with a slash between (a fault of the caller, never of a text)

    >>> attach("AI", "은/는"), attach("서울", "으로/로"), attach("3%", "을/를")
    ('AI는', '서울로', '3%를')
    """
    first, slash, second = pair.partition("/")
    if not (first and slash and second):
        raise ValueError(f"not a pair of josa: {pair!r}")
    after_consonant, after_vowel = (first, second) if _follows_consonant(first, second) else (second, first)
    final = _final(word)
    if final == _RIEUL and after_consonant.startswith("으"):
        return word + after_vowel
    return word + (after_consonant if final else after_vowel)


def _follows_consonant(first: str, second: str) -> bool:
    """Whether `first` is the form after a consonant; of an unknown pair the first is, as grammars print it."""
    if second.startswith("으") or second == "이" + first:
        return False
    return (first, second) not in {("는", "은"), ("가", "이"), ("를", "을"), ("와", "과"), ("야", "아")}


def _final(word: str) -> int:
    """Index of the final consonant of the last syllable as read, 0 for none."""
    text = _CLOSING.sub("", word[-_TAIL:])
    if not text:
        return 0
    last = text[-1]
    if "가" <= last <= "힣":
        return (ord(last) - _FIRST_SYLLABLE) % _FINALS
    if last.isascii() and last.isdigit():
        return _number_final(text)
    if last.isascii() and last.isalpha():
        return _latin_final(text)
    if last in _SIGN_FINALS:
        return _SIGN_FINALS[last]
    hangul = to_hangul(last)[-1]
    return (ord(hangul) - _FIRST_SYLLABLE) % _FINALS if "가" <= hangul <= "힣" else 0


def _number_final(text: str) -> int:
    match = _NUMBER.search(text)
    digits = match[0].replace(",", "") if match else text[-1]
    if "." in digits or digits[-1] != "0":
        return _DIGIT_FINALS.get(digits[-1], 0)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == len(digits):
        return _DIGIT_FINALS["0"]
    return next((final for places, final in _PLACE_FINALS if zeros >= places), 0)


def _latin_final(text: str) -> int:
    measure = _MEASURE.search(text)
    if measure and measure[1] in _UNIT_FINALS:
        return _UNIT_FINALS[measure[1]]
    match = _WORD.search(text)
    word = match[0] if match else text[-1]
    if word[-2:].isupper() or len(word) == 1:
        return _LETTER_FINALS.get(word[-1].upper(), 0)
    return next((final for ending, final in _ENGLISH_FINALS if ending.search(word.lower())), 0)
