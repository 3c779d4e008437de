"""Quantities in Korean text, read into exact values: 1조 4000억 원, 3,500억 달러, 2~3%, 25%→15%, 200여 명, 84㎡.

What is not a quantity: dates (`dates` owns them), times of day, telephone numbers, addresses, stock codes, ordinals
with 제, and numbers inside names, that is glued to Latin letters (HBM4, 5G) or to a word that is no unit (2차전지,
4대그룹, 코스닥150). Number words (한, 두, 세) are not read. A bare number counts from two digits or a decimal on, but
2026 alone is taken for a year. ▲ and △ are ambiguous in Korean finance and change no sign; a hyphen does (-1.2%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from newsprism.text.ko.dates import stretches


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` states `value` (a range: up to `upper`) of `unit` in base units: 1조 4000억 원 is 1.4e12 "원".

    `unit` is one name per unit ("%", "%p", "원", "달러", "㎡", "명" …), "" for a bare number. `approximate` is set by
    약, 여, 가량, 안팎, 남짓, 정도.
    """

    start: int
    end: int
    text: str
    value: Decimal
    upper: Decimal | None
    unit: str
    approximate: bool


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order, none overlapping another; an arrow gives two, a range one."""
    wide = _widened(text)
    if not _NUMBER.search(wide):
        return ()
    plain = _masked(text, wide)
    return tuple(
        _finish(text, reading) for reading in _joined(plain, list(_readings(plain))) if _stands(plain, reading)
    )


def rounded(one: Decimal, other: Decimal) -> bool:
    """Say whether one of two values is the other one rounded to two digits or more: 3.8억 and 3억7800만.

    A single digit stands for too much ("2000장", "2048장"), unless the two differ by a hundredth at most.
    """
    coarse, fine = sorted((abs(one), abs(other)), key=lambda v: len(v.normalize().as_tuple().digits))
    digits = len(coarse.normalize().as_tuple().digits)
    if digits < _DIGITS:
        return abs(fine - coarse) <= _HUNDREDTH * fine
    return fine.quantize(Decimal(1).scaleb(fine.adjusted() - digits + 1), ROUND_HALF_UP) == coarse


_DIGITS, _HUNDREDTH = 2, Decimal("0.01")


def same(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities say the same amount, however printed and whether or not called approximate."""
    return a.value == b.value and a.upper == b.upper and a.unit == b.unit


# --- units ------------------------------------------------------------------------------------------------------------

# Units by their own name and other spellings, "|" between units. These may be followed by anything (5000원짜리).
_FREE_UNITS: Final = """
    원 KRW | 달러 弗 美달러 미달러 USD | 위안 위안화 元 | 엔 엔화 | 유로 EUR | 파운드 | 루피 | 대만달러
    | 홍콩달러 | 호주달러 | 캐나다달러 | 싱가포르달러 | %p %포인트 %P %pt 퍼센트포인트 | % 퍼센트
    | 포인트 p P pt | bp bps 베이시스포인트 | ㎡ m² m2 제곱미터 | ㎢ km² k㎡ 제곱킬로미터 | ㎞ km 킬로미터
    | m ｍ 미터 | ㎝ cm 센티미터 | ㎜ mm 밀리미터 | nm ㎚ 나노미터 | ㎛ 마이크로미터 | kg ㎏ 킬로그램 | g 그램
    | mg ㎎ 밀리그램 | 톤 t | 배럴 | 온스 | ha ㏊ 헥타르 | L ℓ 리터 | mL ㎖ ml 밀리리터 | ℃ | GW 기가와트
    | MW ㎿ 메가와트 | kW ㎾ 킬로와트 | GWh 기가와트시 | MWh ㎿h 메가와트시 | kWh ㎾h 킬로와트시 | kV 킬로볼트
    | Gbps | Mbps | GB 기가바이트 | TB 테라바이트 | MB 메가바이트 | Hz ㎐ 헤르츠 | MHz ㎒ 메가헤르츠
    | GHz ㎓ 기가헤르츠 | TEU | km/h ㎞/h | 명 | 가구 | 세대 | 개월 | 개국 | 개사 | 곳 개소 군데 | 개교 | 개동
    | 개 | 시간 | 거래일 | 영업일 | 주년 | 건 | 배 | 마리 | 그루 | 차례 | 번째 | 계단 | 학년 | 박스 | 켤레
    | 세트 | 라운드 | 연승 | 연패 | 언더파 | 관왕 | 년 개년
"""
# Syllables that also begin other words (2차전지, 3호선): only before a particle, a known suffix or the end of the word.
_BOUND_UNITS: Final = """
    % 프로 | 달러 불 | 명 인 사람 | 평 | 호 | 대 | 장 | 척 | 세 살 | 차 | 위 | 회 | 번 | 점 | 종 | 편 | 채 | 층
    | 동 | 석 | 승 | 패 | 타 | 골 | 권 | 부 | 쪽 | 집 | 곡 | 가지 | 단계 | 등급 | 등 | 급 | 기 | 박
    | 주 주간 주일 | 분 분간 | 초 초간 | 도 | 표 | 필지 | 병 | 잔 | 봉 | 통 | 캔 | 벌 | 쌍 | 팀 | 줄 | 칸 | 판
    | 문 | 발 | 인분 | 개사 사 | 롤 | 례 | 면 | 야드 | 년 년간 | 일 일간 | nm 나노 | 단지 | 구역
"""
EXACT_UNITS: Final = frozenset(
    "% %p bp 포인트 원 달러 유로 엔 위안 파운드 루피 홍콩달러 호주달러 캐나다달러 싱가포르달러 대만달러".split()
)
"""Shares and money: units that are never left out or said by another word."""
_SIGNS: Final = {"$": "달러", "₩": "원", "€": "유로", "¥": "엔", "£": "파운드"}


def _spellings(table: str, *left_out: str) -> dict[str, str]:
    units = [unit.split() for unit in table.split("|")]
    return {name: names[0] for names in units for name in names if name not in left_out}


def _longest_first(names: dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_FREE: Final = _spellings(_FREE_UNITS, "년")
_BOUND: Final = _spellings(_BOUND_UNITS, "%", "달러", "명", "nm", "개사")
_LATIN: Final = {name: unit for name, unit in _FREE.items() if name[-1].isascii() and name[-1].isalnum()}
_OTHER: Final = {name: unit for name, unit in _FREE.items() if name not in _LATIN}

_JOSA: Final = (
    r"(?:은|는|이|가|을|를|의|에|에서|에는|에도|에게|에게는|과|와|로|으로|로는|으로는|로도|도|만|까지|까지는|까지의|부터|부터는|보다|보다는"
    r"|마다|이나|나|이며|며|이고|고|이다|다|이라|라|이라고|라고|이라는|라는|인|이던|였던|이었다|였다|뿐|밖에|에서는|에서도|으로써|처럼)"
)
_SUFFIX: Final = (
    r"(?:당|씩|째|쯤|께|짜리|치|급|가량|이상|이하|미만|초과|안팎|정도|남짓|내외|전|후|뒤|내|중|새|만|어치|규모|꼴|동안|연속|간|가운데"
    r"|씩만|대)"
)
_WORD_ENDS: Final = rf"(?=(?:\s?{_SUFFIX})?{_JOSA}?(?![가-힣]))"
_UNIT: Final = re.compile(
    rf"\s?(?!엔드|엔진|배터|배당|건물|건설|원칙|원화|원정|명품|명절|일\d|개혁|개발|개막)(?:(?P<latin>{_longest_first(_LATIN)})(?![A-Za-z0-9])"
    rf"|(?P<free>{_longest_first(_OTHER)})"
    rf"|(?P<bound>{_longest_first(_BOUND)}){_WORD_ENDS})"
)
_BARE_ENDS: Final = re.compile(rf"(?:선|대|여)?{_JOSA}?(?![가-힣A-Za-z_@#])")

# --- numbers ----------------------------------------------------------------------------------------------------------

_EXACT: Final = Context(prec=80)
_BIG: Final = {"경": Decimal(10**16), "조": Decimal(10**12), "억": Decimal(10**8), "만": Decimal(10**4)}
_SMALL: Final = {"천": Decimal(1000), "백": Decimal(100), "십": Decimal(10)}
_ENGLISH: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MAX_DIGITS: Final = 15  # a longer run of digits is an identifier
_MAX_PARTS: Final = 8

_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_COUNTED: Final = r"(?=\s?(?:원|달러|위안|엔|유로|명|개|건|대|주|가구|세대|㎡|톤))"
# 조 is also an article of a law and 경 also "about" (10시경): what follows must not be of that kind.
_SCALES: Final = re.compile(
    r"(?P<small>천(?!안|연|막)|백(?!화점|신|악)|십(?!자))?"
    r"(?:(?P<more>여|수)?(?P<big>만(?!족|기|료|큼|두|나)|억(?!제|류|울)|조(?!항|의\s?\d|례|합|사|건|기)|경(?=\s?\d|\s?원|\s?달러))"
    rf"|(?P<far_more>여)?\s(?P<far>[만억조]){_COUNTED})?"
)
_NEXT_PART: Final = re.compile(r"\s?(?=\d)")
_SHORT_SCALES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SHORT_SCALE: Final = re.compile(r"(bn|mn|tn|[bmk])(?![A-Za-z])", re.IGNORECASE)  # behind a sign only: 50m are metres
_ENGLISH_SCALE: Final = re.compile(r"\s?(thousand|million|billion|trillion)(?![A-Za-z])", re.IGNORECASE)

_MORE: Final = re.compile(r"여(?=\s?[가-힣A-Za-z㎡㎞㎏])(?!성|행|름|자|전|객|론|야|당|의|부|권)")
_ABOUT_BEFORE: Final = re.compile(r"(?<![가-힣])(?:약|대략)\s?\Z")
_ABOUT_AFTER: Final = re.compile(r"\s?(?:가량|안팎|남짓|정도|여(?![가-힣]))")
_CURRENCY_LETTERS: Final = re.compile(r"(?<![A-Za-z])(?:US|U|A|C|HK|NT|S)\Z")
_RANGE: Final = re.compile(r"\s?~\s?|-")
_ARROW: Final = re.compile(r"\s?→\s?")
_GLUED_PREFIX: Final = re.compile(r"(?<![가-힣])(?:약|총|각|만|단|월|연|일|주|최대|최소|최고|최저|무려|평균)\Z")
_YEARS_ALONE: Final = (1900, 2100)

_MASK: Final = re.compile(
    r"https?://[^\s\"'<>]{1,2000}|www\.[^\s\"'<>]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}"
    r"|(?<!\d)(?:0\d{1,2}[-)]\s?)?\d{3,4}-\d{4}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|(?<!\d)(?:\d{1,2}\s?~\s?)?\d{1,2}\s?시(?!간|즌|장|대|군)(?:\s?\d{1,2}\s?분)?(?:\s?\d{1,2}\s?초)?"
    r"|\((?=[0-9A-Z]{0,5}\d)[0-9A-Z]{6}\)|(?<!\d)\d{1,4}분의\s?\d{1,4}(?!\d)|(?<![가-힣])제\s?\d{1,6}(?:[·~-]\d{1,4})?"
    r"|(?:법|령|칙)\s?\d{1,4}조(?!\s?\d|원)|(?<!\d)\d{1,4}조\s?제?\d{1,3}항"
    r"|(?<![\d.,])\d{1,3}(?:,?\d{3}){0,2}(?:\.\d{1,3})?\s?대\s?\d{1,5}(?:\.\d{1,3})?(?![\d,]|\.\d|\s?[만억개명%])|(?<!\d)\d{2,4}년(?:형|식|산|생|대(?!비))|\d{4}학년도"
)
_WIDTH: Final = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
        **dict.fromkeys("∼〜～", "~"),
        **dict.fromkeys("−－‑", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\u3000", " "),
        **dict.fromkeys("⟶⇒➝➡", "→"),
        "％": "%", "，": ",", "．": ".", "＄": "$", "￦": "₩", "￥": "¥",
    }
)  # fmt: skip
_WIDE: Final = re.compile(f"[{''.join(map(chr, _WIDTH))}]")


@dataclass(slots=True)
class _Reading:
    """A number with its unit before ranges and arrows are joined; `unit` None: the number belongs to a word.

    `scale` is the place of its first part (3만 5000: 만), which a bare number before a wave shares: 2~3만.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    unit: str | None
    approximate: bool
    bound: bool
    upper: Decimal | None = None


@dataclass(slots=True)
class _Amount:
    """The number read so far, part by part: 1조 | 4000억, 3천 | 1백만."""

    end: int
    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    below: Decimal = Decimal("Infinity")
    ceiling: Decimal = Decimal("Infinity")
    scale: Decimal = Decimal(0)
    more: bool = False

    @property
    def value(self) -> Decimal:
        return _EXACT.add(self.total, self.section)

    def take(self, digits: Decimal, scales: re.Match[str], *, glued: bool) -> bool:
        """Add a part and return True, or return False where the part begins another number (3만 5만).

        A `glued` one may leave out its 만: "3억5천" is 3억5천만, nobody counts five thousand beside three hundred million.
        """
        small, big = scales["small"], scales["big"] or scales["far"]
        part = _EXACT.multiply(digits, _SMALL[small]) if small else digits
        section, unit = _EXACT.add(self.section, part), _BIG[big] if big else _SMALL.get(small or "", Decimal(1))
        if part >= self.below or (big and _EXACT.multiply(section, unit) >= self.ceiling):
            return False
        if big:
            self.total, self.section = _EXACT.add(self.total, _EXACT.multiply(section, unit)), Decimal(0)
            self.ceiling = unit
        elif small and glued and self.ceiling in (_BIG["억"], _BIG["조"]) and not self.section:
            unit = _EXACT.multiply(unit, _EXACT.divide(self.ceiling, _BIG["만"]))
            self.total = _EXACT.add(self.total, _EXACT.multiply(digits, unit))
        else:
            self.section = section
        self.below = unit
        self.scale = self.scale or unit
        self.more = self.more or bool(scales["more"] or scales["far_more"])
        self.end = scales.end()
        return True


def _widened(text: str) -> str:
    return text.translate(_WIDTH) if _WIDE.search(text) else text


def _masked(text: str, plain: str) -> str:
    """Return `plain`, which is `text` in one width, as long as before with all that is no quantity blotted out."""
    pieces, done = [], 0
    for start, end in stretches(text):
        pieces += [plain[done:start], "\0" * (end - start)]
        done = end
    return _MASK.sub(lambda match: "\0" * len(match[0]), "".join([*pieces, plain[done:]]))


def _readings(plain: str) -> Iterator[_Reading]:
    at = 0
    while (match := _NUMBER.search(plain, at)) is not None:
        reading = None if _inside_name(plain, match) else _read(plain, match)
        at = match.end()
        if reading:
            at = max(at, reading.end)
            yield reading


def _inside_name(plain: str, number: re.Match[str]) -> bool:
    """Tell whether the digits go on a name (HBM4, KF-21, 코로나-19, v1.2.3) or are too long for an amount."""
    if len(number[0]) > _MAX_DIGITS + number[0].count(","):
        return True
    last, before = (
        plain[max(0, number.start() - 1) : number.start()],
        plain[max(0, number.start() - 2) : number.start()],
    )
    if last.isascii() and (last.isalnum() or last in {"_", "@", "#"}):
        return True
    if len(before) < 2 or last not in {"-", "."}:
        return False
    return before[0].isdigit() if last == "." else before[0].isalpha()


def _read(plain: str, first: re.Match[str]) -> _Reading:
    amount = _amount(plain, first)
    start, end, value = first.start(), amount.end, amount.value
    if english := _ENGLISH_SCALE.match(plain, end):
        value, end = _EXACT.multiply(value, Decimal(_ENGLISH[english[1].lower()])), english.end()
    elif plain[start - 1 : start] in _SIGNS and (short := _SHORT_SCALE.match(plain, end)):
        value, end = _EXACT.multiply(value, Decimal(_SHORT_SCALES[short[1].lower()])), short.end()
    if more := _MORE.match(plain, end):
        end = more.end()
    unit, end, bound = _unit(plain, end)
    if unit == "대" and amount.scale >= _BIG["억"]:
        unit = ""  # 10억대 is an order of size, 30만대 are cars
    if not unit and (sign := _SIGNS.get(plain[start - 1 : start])):
        unit, start = sign, start - 1
        if letters := _CURRENCY_LETTERS.search(plain, max(0, start - 4), start):
            start = letters.start()
    if plain[start - 1 : start] == "-" and not plain[max(0, start - 2) : start - 1].strip(" ([<\0:,~→'\"\n\t"):
        value, start = -value, start - 1
    about = _ABOUT_BEFORE.search(plain, max(0, start - 4), start) or _ABOUT_AFTER.match(plain, end)
    return _Reading(start, end, value, amount.scale, unit, bool(amount.more or more or about), bound)


def _amount(plain: str, first: re.Match[str]) -> _Amount:
    amount, number, glued = _Amount(first.end()), first, False
    for _ in range(_MAX_PARTS):
        scales = _SCALES.match(plain, number.end())
        # `_SCALES` matches the empty string too.
        if scales is None or not amount.take(Decimal(number[0].replace(",", "")), scales, glued=glued) or not scales[0]:
            break
        gap = _NEXT_PART.match(plain, amount.end)
        following = _NUMBER.match(plain, gap.end()) if gap else None
        if gap is None or following is None or (gap[0] and not _goes_on(plain, following)):
            break
        number, glued = following, not gap[0]
    return amount


def _goes_on(plain: str, number: re.Match[str]) -> bool:
    """Tell whether a number after a blank is part of the same amount: 5만 7005.27, 1조 4000억, but not 5만 30명."""
    scales = _SCALES.match(plain, number.end())
    return bool(scales and scales[0]) or len(number[0].split(".")[0].replace(",", "")) >= 3


def _unit(plain: str, end: int) -> tuple[str | None, int, bool]:
    """Return unit, where it ends, and whether it is one that also begins other words."""
    if named := _UNIT.match(plain, end):
        spelling = named["latin"] or named["free"]
        return _FREE[spelling] if spelling else _BOUND[named["bound"]], named.end(), not spelling
    return ("" if _BARE_ENDS.match(plain, end) else None), end, False


def _joined(plain: str, readings: list[_Reading]) -> list[_Reading]:
    """Join ranges into one reading; from the right, because the last number of a chain bears the unit (490→613명)."""
    kept: list[_Reading] = []
    for left in reversed(readings):
        if kept:
            right = kept[-1]
            gap = plain[left.end : right.start] if right.start - left.end <= 3 else "\0"
            if _RANGE.fullmatch(gap) and right.upper is None and _inherits(left, right):
                if (gap != "-" or right.unit) and left.value < right.value:
                    kept[-1] = _range(left, right)
                    continue
            elif _ARROW.fullmatch(gap) and _inherits(left, right):
                left.value, left.unit = _scaled(left, right), right.unit
        kept.append(left)
    return kept[::-1]


def _inherits(left: _Reading, right: _Reading) -> bool:
    return left.unit in {"", right.unit} and not (left.unit == "" and right.unit is None)


def _scaled(left: _Reading, right: _Reading) -> Decimal:
    """2~3만 means 2만, 2000~5만 means 2000: a bare number shares the place only where that keeps the order."""
    shared = _EXACT.multiply(left.value, right.scale)
    return shared if not left.unit and left.scale == 1 and abs(shared) < abs(right.value) else left.value


def _range(left: _Reading, right: _Reading) -> _Reading:
    about = left.approximate or right.approximate
    value = _scaled(left, right)
    return _Reading(left.start, right.end, value, left.scale, right.unit, about, right.bound, upper=right.value)


def _stands(plain: str, reading: _Reading) -> bool:
    """Tell whether a reading is a quantity by itself and no part of a word."""
    if reading.unit is None:
        return False
    before = plain[max(0, reading.start - 4) : reading.start]
    glued = "가" <= before[-1:] <= "힣" and not _GLUED_PREFIX.search(before)
    if reading.unit:
        return not (glued and reading.bound)
    return not glued and _stands_bare(plain, reading)


def _stands_bare(plain: str, reading: _Reading) -> bool:
    digits = plain[reading.start : reading.end]
    if {plain[reading.start - 1 : reading.start], plain[reading.end : reading.end + 1]} & set("·/-"):
        return False
    if not digits.isdigit():
        return True
    year = len(digits) == 4 and _YEARS_ALONE[0] <= int(digits) <= _YEARS_ALONE[1]
    return len(digits) > 1 and digits[0] != "0" and (not year or plain[reading.end : reading.end + 1] == "선")


def _finish(text: str, reading: _Reading) -> Quantity:
    start, end = reading.start, reading.end
    return Quantity(start, end, text[start:end], reading.value, reading.upper, reading.unit or "", reading.approximate)
