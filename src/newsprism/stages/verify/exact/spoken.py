"""Numbers in words (``두 차례``, ``일주일``, ``절반``) against texts that may print them in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_ONES = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_COUNTS = {
    **_ONES,
    **_TENS,
    "스무": 20,
    **{f"{ten}{one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items() if one not in "석넉"},
}
_SPOKEN = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted(_COUNTS, key=len, reverse=True))})\s?"
    r"(달|배|곱절|차례|곳|명|가지|번|해|살|시간|주|나라|건|마리|척|채|팀|표|자릿수)"
    r"(?=(?:까지|부터|보다|만|에|에게|씩|나|로|가|를|을|은|는|의|과|와|째|동안|간|도|이나|으로|이|새|안|뿐|당|마다|다|였다|이었다){0,3}(?![가-힣]))"
    r"|(일주일|보름|하루|이틀|사흘|나흘|닷새|열흘|반년|절반|반토막|[두세네]\s?배|(?:\d+)분의\s?\d+)"
)
_MONTH_OF = re.compile(r"(?:\d월|지난달|이달|이번 달|다음 달|내달|지난해|작년|올해|내년|\d년)\s?$")
"""Before ``한 달`` or ``한 해`` these say the month itself: ``9월 한 달간``."""
_MORE = re.compile(r"\s?(?:을|이|에서)?\s?(?:넘|웃[도돈]|초과)(?!지|기지)")
_UNITS = {"차례": "회", "번": "회", "달": "개월", "살": "세", "해": "년", "나라": "개국", "곱절": "배"}
"""Counters by the name that the same ones have in digits."""
_ONLY = re.compile(r"에 한해$")
"""``주택에 한해`` is no year."""
_RELATIVE = {
    "하루": (r"전날|전일|어제|이튿날|다음 날", r"\s?(?:전|뒤|만|앞|새|사이)"), "한달": (r"전월|전달|지난달|직전 달", r"\s?(?:전|새|사이|만에)"),
    "한해": (r"연간|해마다|매년|연평균|전년|(?:지난해|작년)(?:보다| 같은| 동기)|(?<![가-힣])연(?= |소득|봉|매출|수입|이자|\d)", r"(?:에|\s)"),
    "일주일": (r"전주|지난주|직전 주|앞선 주", r"\s?(?:전|새|사이|만에)"), "한주": (r"전주|지난주|직전 주|앞선 주", r"\s?(?:전|새|사이|만에)"),
}  # fmt: skip
"""Words for a stretch of time that name the time before or each one: ``하루 전`` is 전날, ``한 해 38억`` is 연간."""
_BLANKS = r"\s?"
_SAID_SO = {
    "개월": r"\s?(?:달|개월)", "달": r"\s?(?:달|개월)", "차례": r"\s?(?:차례|번|회)", "번": r"\s?(?:차례|번|회)", "해": r"\s?(?:해|년)", "곳": r"\s?(?:곳|개사|개)",
    "세": r"\s?(?:세|살)", "살": r"\s?(?:세|살)", "년": r"\s?(?:년|해)", "나라": r"\s?(?:나라|개국|국)", "개국": r"\s?(?:나라|개국|국)",
    "개사": r"\s?(?:곳|개사|회사)", "명": r"\s?(?:명|사람|인)", "주": r"\s?(?:주|주일)", "배": r"\s?(?:배|곱절)", "곱절": r"\s?(?:배|곱절)",
}  # fmt: skip
_SAID_OTHERWISE = {
    "일주일": r"일주일|1주일?|한\s?주|7일", "보름": r"보름|15일", "하루": r"하루|1일|날마다|매일|일일", "이틀": r"이틀|2일", "사흘": r"사흘|3일",
    "나흘": r"나흘|4일", "닷새": r"닷새|5일", "열흘": r"열흘|10일", "반년": r"반년|6개월|여섯\s?달", "절반": r"절반|50%|2분의\s?1|반(?:으로|만|씩|에)|반값",
    "반토막": r"반토막|절반|50%",
}  # fmt: skip
_OTHERWISE = {word: re.compile(said) for word, said in _SAID_OTHERWISE.items()}


def unspoken(text: str, held: Sequence[str]) -> Iterator[re.Match[str]]:
    """Yield the numbers in words of `text` that stand in none of `held`, neither so nor in digits."""
    for match in _SPOKEN.finditer(text):
        if match.group(1) == "한" and (_MONTH_OF.search(text, 0, match.start()) or _ONLY.search(text, 0, match.end())):
            continue
        relative = _RELATIVE.get(re.sub(r"\s", "", match.group()))
        if (
            relative
            and any(re.search(relative[0], other) for other in held)
            and re.match(relative[1], text[match.end() :])
        ):
            continue
        wanted = _wanted(match.group())
        if not any(wanted.search(other) for other in held):
            yield match


def as_quantity(said: re.Match[str]) -> Quantity | None:
    """Return a count in words (``세 번``) as the quantity that digits would give; None for what is no count."""
    if said.re is not _SPOKEN or not said.group(1):
        return None
    value, unit = Decimal(_COUNTS[said.group(1)]), _UNITS.get(said.group(2), said.group(2))
    return Quantity(said.start(), said.end(), said.group(), value, None, unit, False)


def one_of_a_kind(said: re.Match[str]) -> bool:
    """Say whether ``어선 한 척`` only says that there is one: a boat is one where nobody counts."""
    return said.re is _SPOKEN and said.group(1) == "한" and said.group(2) in _KINDS


_KINDS = frozenset("건 마리 척 채 팀 표".split())


def places_follow(said: re.Match[str], spans: Sequence[Surface]) -> bool:
    """Say whether ``두 자릿수`` is what a share of a span has before its point: ``18.3%``."""
    if said.re is not _SPOKEN or said.group(2) != "자릿수":
        return False
    places = _COUNTS[said.group(1)]
    shares = (abs(q.value) for span in spans for q in span.quantities if q.unit == "%")
    return any(len(str(int(share))) == places for share in shares)


def is_majority(text: str, said: re.Match[str], held: Sequence[str]) -> bool:
    """Say whether ``절반 넘게`` is what one of `held` calls 과반."""
    over = said.group() == "절반" and _MORE.match(text, said.end())
    return bool(over) and any("과반" in other for other in held)


def in_words(quantity: Quantity, texts: Sequence[str]) -> bool:
    """Say whether one of the texts prints a small number in words: ``두 곳`` for ``2곳``."""
    if quantity.upper is not None or not quantity.unit or not 1 <= quantity.value <= max(_COUNTS.values()):
        return False
    few = quantity.value <= _COUNTS["열"]
    if few and any(said.fullmatch(quantity.text) and any(map(said.search, texts)) for said in _OTHERWISE.values()):
        return True
    words = [word for word, value in _COUNTS.items() if value == quantity.value]
    near = [text for text in texts if any(word in text for word in words)]
    return bool(near) and any(map(_counted("|".join(words), quantity.unit).search, near))


@lru_cache(maxsize=512)
def _counted(words: str, unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{words})\s?{_SAID_SO.get(unit, re.escape(unit))}")


@lru_cache(maxsize=512)
def _wanted(said: str) -> re.Pattern[str]:
    match = _SPOKEN.match(said)
    return re.compile(rf"(?<![\d.]){_pattern(match)}" if match else re.escape(said))


def _pattern(match: re.Match[str]) -> str:
    said = re.sub(r"\s+", "", match.group())
    if not match.group(1):
        return f"(?:{_SAID_OTHERWISE.get(said) or _BLANKS.join(map(re.escape, said))})"
    number = _COUNTS[match.group(1)]
    words = [word for word, value in _COUNTS.items() if value == number]
    counts = "|".join([*words, str(number), *(("제", "첫", "같은", "1") if number == 1 else ())])
    counted = f"(?:{counts}){_SAID_SO.get(match.group(2), _BLANKS + match.group(2))}"
    return f"(?:{counted}|(?<![가-힣]){match.group(2)}당)" if number == 1 else counted
