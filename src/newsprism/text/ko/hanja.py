"""Hanja shorthand of Korean headlines (美, 與, 弗) turned into hangul, for comparing and indexing; shown text keeps it.

Choices, all made for the case that another outlet writes the same headline in hangul:

- A country or body standing alone gets its name (美 → 미국, 與 → 여당); next to another hanja it gets its reading,
  because that is how compounds are written (美中 → 미중, 對美 → 대미, 與野 → 여야).
- A suffix after hangul means something else than the same character alone: 롯데百 → 롯데백화점, 삼성重 → 삼성중공업,
  전년比 → 전년대비, 하나銀 → 하나은행.
- 中 and 日 between digits or after hangul are "중" and "일" (10명 中 3명, 근무中, 10日).
- A gloss in brackets after its own hangul, 병오년(丙午年), adds nothing and goes.
- Surnames (李 金 朴 尹 文 張 鄭 林 習) stay as printed: whom they mean changes with every government.
- Anything not in the tables stays as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsprism.text.ko.readings import read_word

_COUNTRIES: Final = {
    "美": ("미국", "미"), "中": ("중국", "중"), "日": ("일본", "일"), "韓": ("한국", "한"), "北": ("북한", "북"),
    "獨": ("독일", "독"), "佛": ("프랑스", "불"), "英": ("영국", "영"), "臺": ("대만", "대"), "台": ("대만", "대"),
    "露": ("러시아", "러"), "伊": ("이탈리아", "이"), "印": ("인도", "인"), "越": ("베트남", "월"),
    "泰": ("태국", "태"),
    "濠": ("호주", "호"), "豪": ("호주", "호"), "加": ("캐나다", "가"), "比": ("필리핀", "비"), "蘇": ("소련", "소"),
    "墺": ("오스트리아", "오"), "蒙": ("몽골", "몽"), "亞": ("아시아", "아"), "歐": ("유럽", "구"),
}  # fmt: skip

_BODIES: Final = {
    "與": ("여당", "여"), "野": ("야당", "야"), "軍": ("군", "군"), "檢": ("검찰", "검"), "警": ("경찰", "경"),
    "靑": ("청와대", "청"), "青": ("청와대", "청"), "法": ("법원", "법"), "黨": ("당", "당"), "勞": ("노조", "노"),
    "使": ("사측", "사"), "政": ("정부", "정"), "委": ("위원회", "위"), "協": ("협회", "협"), "硏": ("연구원", "연"),
    "研": ("연구원", "연"), "證": ("증권", "증"),
}  # fmt: skip

# One reading wherever they stand.
_READINGS: Final = {
    "弗": "달러", "兆": "조", "億": "억", "萬": "만", "千": "천", "外": "외", "對": "대", "非": "비", "社": "사",
    "株": "주", "車": "차", "錢": "전", "銀": "은", "前": "전", "現": "현", "故": "고", "新": "신", "反": "반",
    "親": "친", "脫": "탈", "超": "초", "重": "중", "高": "고", "低": "저", "全": "전", "等": "등", "無": "무",
    "有": "유", "準": "준", "元": "원", "舊": "구", "先": "선", "後": "후", "再": "재", "總": "총", "每": "매",
    "女": "여", "男": "남", "母": "모", "父": "부", "子": "자", "人": "인", "者": "자", "家": "가", "發": "발",
    "行": "행", "向": "향", "産": "산", "來": "래", "末": "말", "初": "초", "內": "내", "間": "간", "上": "상",
    "下": "하", "左": "좌", "右": "우", "南": "남", "東": "동", "年": "연", "月": "월", "火": "화", "水": "수",
    "木": "목", "土": "토", "市": "시", "郡": "군", "區": "구", "道": "도", "州": "주", "邑": "읍", "面": "면",
    "里": "리", "大": "대", "小": "소", "多": "다", "號": "호", "公": "공", "官": "관", "民": "민", "稅": "세",
    "酒": "주", "食": "식", "核": "핵", "線": "선", "力": "력", "論": "론", "說": "설", "展": "전", "戰": "전",
    "派": "파", "百": "백", "免": "면", "壁": "벽", "色": "색", "株價": "주가", "中企": "중소기업", "大企業": "대기업",
    "與野": "여야", "南北": "남북", "北美": "북미", "北核": "북핵", "億弗": "억달러", "兆弗": "조달러",
    "萬弗": "만달러",
}  # fmt: skip

# After hangul: 삼성重, 롯데百, 전년比. Alone they are not this.
_SUFFIXES: Final = {
    "比": "대비", "百": "백화점", "重": "중공업", "銀": "은행", "免": "면세점", "公": "공사", "法": "법", "黨": "당",
    "勞": "노", "政": "정", "使": "사", "年": "년", "中": "중", "日": "일", "北": "북", "西": "서", "英": "영",
    "協": "협회", "靑": "청", "檢": "검", "警": "경", "與": "여", "野": "야", "加": "가", "印": "인", "伊": "이",
}  # fmt: skip

_NAMES: Final = {**_COUNTRIES, **_BODIES}

SHORTHAND: Mapping[str, str] = MappingProxyType({**{char: name for char, (name, _) in _NAMES.items()}, **_READINGS})
"""Shorthand to hangul as it is read when standing alone; `to_hangul` also looks at the neighbours."""

_COMPOUND: Final = {**{char: reading for char, (_, reading) in _NAMES.items()}, **_READINGS}
_READ_HERE_ONLY: Final = frozenset("弗露")  # 달러 and 러시아, which no dictionary of characters says
_SURNAMES: Final = frozenset("李金朴尹文張鄭林習崔趙姜吳徐申權黃安宋洪柳盧曺裵")
_GOLD: Final = re.compile(r"\s?(?:값|시세|가격|현물|통장|테크|펀드|ETF|괴|거래|투자|수요)")
_RUN: Final = re.compile(r"[\u4e00-\u9fff]{1,64}")
_GLOSS: Final = re.compile(r"(?<=[가-힣])\([\u4e00-\u9fff]{1,12}\)")
_COUNTED: Final = re.compile(r"\s?\d")
_HANGUL: Final = re.compile(r"[가-힣]")


def to_hangul(text: str) -> str:
    """Return `text` with hanja shorthand written in hangul; characters outside the tables stay.

    >>> to_hangul("美, 對中 수출 통제…與野 모두 우려")
    '미국, 대중 수출 통제…여야 모두 우려'
    """
    plain = _GLOSS.sub("", unicodedata.normalize("NFC", text))

    def replace(run: re.Match[str]) -> str:
        start, end = run.span()
        return _read(run[0], plain[max(0, start - 2) : start], plain[end : end + 2])

    return _RUN.sub(replace, plain)


def reading(text: str, start: int, end: int) -> str:
    """Return the run of hanja ``text[start:end]`` in hangul for the index, where more is read than in `to_hangul`.

    Words are read by the whole table (勞動 → 노동), single surnames and what is in no table stay.

    >>> reading("韓國 勞動者", 0, 2), reading("李 대통령", 0, 1), reading("金값", 0, 1)
    ('한국', '李', '금')
    """
    run, before, after = (
        unicodedata.normalize("NFC", text[start:end]),
        text[max(0, start - 2) : start],
        text[end : end + 6],
    )
    known = _read(run, before, after[:2])
    if known != run:
        return known
    if run in _SURNAMES and not (run == "金" and _GOLD.match(after)):
        return run
    glued = before[-1:].isdigit() or _HANGUL.match(before[-1:]) is not None
    return read_word(run, initial=not glued) or run


def _read(run: str, before: str, after: str) -> str:
    if len(run) > 1:
        return SHORTHAND[run] if run in SHORTHAND else _read_compound(run)
    if before[-1:].isdigit():
        return _after_digit(run)
    if _HANGUL.match(before[-1:]) and run in _SUFFIXES and not (run in _COUNTRIES and _HANGUL.match(after)):
        return _SUFFIXES[run]
    if run == "中" and before.strip() and _COUNTED.match(after):
        return "중"
    return SHORTHAND.get(run, run)


def _read_compound(run: str) -> str:
    """Read a compound whole or not at all: half a name in hangul compares with nothing."""
    if not all(char in _COMPOUND for char in run):
        return run
    if any(char in _READ_HERE_ONLY for char in run):
        return "".join(_COMPOUND[char] for char in run)
    return read_word(run) or run


def _after_digit(char: str) -> str:
    return {"年": "년", "日": "일", "中": "중"}.get(char, _COMPOUND.get(char, char))
