"""How hanja are read in hangul, so that 韓國 and 한국, 勞動 and 노동 are one word to the index.

``data/hanja.tsv`` has one reading for each of the 4,620 characters of KS X 1001 (their order there is the order of
their readings; the same facts stand in Unihan under kHangul), then some variants that Korean headlines borrow (国, 戦).
Of several readings the one of most words was chosen; words that read a character otherwise are listed here.

Rules: the initial-sound law at the head of a word (勞動 → 노동, 女子 → 여자), 率 and 列 after a vowel or ㄴ (比率 → 비율),
不 before ㄷ and ㅈ (不動産 → 부동산).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from newsprism.text.shipped import shipped, unreadable

_FILE: Final = "hanja.tsv"
_LONGEST: Final = 64  # characters of one run; no word is longer

# Words in which a character is not read as usual.
_WORDS: Final = {
    "娛樂": "오락", "樂園": "낙원", "快樂": "쾌락", "苦樂": "고락", "樂觀": "낙관", "行樂": "행락", "自轉車": "자전거",
    "停車場": "정거장", "更新": "갱신", "更年期": "갱년기", "更生": "갱생", "復活": "부활", "復興": "부흥",
    "相殺": "상쇄", "殺到": "쇄도", "憎惡": "증오", "嫌惡": "혐오", "省略": "생략", "降伏": "항복", "投降": "투항",
    "敗北": "패배", "要塞": "요새", "閉塞": "폐색", "拓本": "탁본", "一切": "일체", "洞察": "통찰", "遊說": "유세",
    "令狀": "영장", "賞狀": "상장", "訴狀": "소장", "告發狀": "고발장", "推敲": "퇴고",
    "計畫": "계획", "行列": "행렬", "龜裂": "균열", "茶道": "다도", "茶菓": "다과", "宅內": "댁내", "率直": "솔직",
    "引率": "인솔", "統率": "통솔", "輕率": "경솔", "率先": "솔선", "金海": "김해", "金浦": "김포", "金泉": "김천",
    "金堤": "김제", "許諾": "허락", "受諾": "수락", "快諾": "쾌락", "困難": "곤란", "論難": "논란", "大怒": "대로",
    "喜怒": "희로", "議論": "의논", "六月": "유월", "牡丹": "모란", "智異山": "지리산", "十月": "시월",
    "規則": "규칙", "索莫": "삭막", "暴惡": "포악", "沙糖": "사탕", "雪糖": "설탕",
}  # fmt: skip
_LONGEST_WORD: Final = max(map(len, _WORDS))

_FIRST: Final = 0xAC00
_INITIAL: Final = 588  # syllables of one initial
_FINALS: Final = 28
_N, _D, _R, _NONE, _J = 2, 3, 5, 11, 12  # initials ㄴ ㄷ ㄹ ㅇ ㅈ
_FINAL_N: Final = 4
_WITH_Y: Final = frozenset({2, 6, 7, 12, 17, 20})  # medials ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ


@cache
def readings() -> Mapping[str, str]:
    """Return the reading of each character, one syllable. Raises MissingResource when the table is damaged."""
    lines = shipped("newsprism.text.ko", _FILE).splitlines()[1:]
    try:
        return MappingProxyType(dict(line.split("\t", 1) for line in lines))
    except ValueError as error:
        raise unreadable(_FILE) from error


def read_word(word: str, initial: bool = True) -> str | None:
    """Return the hanja `word` in hangul; None when one of its characters is not in the table.

    `initial`: it stands at the head of a word, where the initial-sound law holds.

    >>> read_word("勞動"), read_word("比率"), read_word("率", initial=False)
    ('노동', '비율', '률')
    """
    table = readings()
    syllables: list[str] = []
    position = 0
    while position < min(len(word), _LONGEST):
        known = _known(word, position)
        if known:
            syllables.extend(known)
            position += len(known)
        elif word[position] in table:
            syllables.append(table[word[position]])
            position += 1
        else:
            return None
    return "".join(_fitted(word, syllables, i, initial) for i in range(len(syllables)))


def _known(word: str, position: int) -> str | None:
    for length in range(_LONGEST_WORD, 1, -1):
        if reading := _WORDS.get(word[position : position + length]):
            return reading
    return None


def _fitted(word: str, syllables: list[str], i: int, initial: bool) -> str:
    syllable = syllables[i]
    if word[i] == "不" and i + 1 < len(syllables) and _initial_of(syllables[i + 1]) in (_D, _J):
        return "부"
    if i == 0:
        return _initial(syllable) if initial else syllable
    if syllable in ("률", "렬") and (ord(syllables[i - 1]) - _FIRST) % _FINALS in (0, _FINAL_N):
        return "율" if syllable == "률" else "열"
    return syllable


def _initial_of(syllable: str) -> int:
    return (ord(syllable) - _FIRST) // _INITIAL


def _initial(syllable: str) -> str:
    """Apply the initial-sound law: ㄹ and ㄴ before i and y fall away, other ㄹ become ㄴ."""
    code = ord(syllable) - _FIRST
    initial, medial = code // _INITIAL, code % _INITIAL // _FINALS
    if initial == _R:
        fitting = _NONE if medial in _WITH_Y else _N
    elif initial == _N and medial in _WITH_Y:
        fitting = _NONE
    else:
        return syllable
    return chr(_FIRST + fitting * _INITIAL + code % _INITIAL)
