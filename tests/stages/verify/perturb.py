"""Makes a false sentence of a true one, one fault at a time. Every function returns None when the text offers no place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.josa import has_batchim

Perturbation = Callable[[str, random.Random], str | None]

_DATE_WORD = re.compile(r"(?<!\d)(\d{1,2})일(?![간차째이부])|(?<!\d)(\d{1,2})월|(?<!\d)(20\d\d)년|([1-4])분기")
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.,])(\d[\d,]*(?:\.\d+)?)(?=\s?(?:%|명|건|개|곳|원|달러|배|조|억|만|천|톤|대|장|p|포인트|퍼센트))"
)
_UNITS = {
    "%포인트": "%", "%p": "%", "%": "%포인트", "명": "건", "건": "명", "억원": "조원", "조원": "억원", "억 원": "조 원",
    "만명": "만건", "달러": "유로", "원": "달러", "개": "명", "곳": "명", "배": "%", "톤": "㎏", "가구": "명",
}  # fmt: skip
_SWAPS = {
    "증가": "감소", "감소": "증가", "상승": "하락", "하락": "상승", "인상": "인하", "인하": "인상", "확대": "축소",
    "축소": "확대", "강화": "완화", "완화": "강화", "개선": "악화", "악화": "개선", "늘었": "줄었", "줄었": "늘었",
    "늘어": "줄어", "올랐": "내렸", "찬성": "반대", "반대": "찬성", "흑자": "적자", "적자": "흑자", "이상": "이하",
    "최대": "최소", "최고": "최저", "유입": "유출", "매수": "매도", "매도": "매수", "늘리": "줄이", "있다": "없다",
    "없다": "있다", "않았다": "았다", "않는다": "는다", "높아": "낮아", "높은": "낮은", "급등": "급락", "급락": "급등",
}  # fmt: skip
_NEGATE = (
    (r"했다\.$", "하지 않았다."),
    (r"됐다\.$", "되지 않았다."),
    (r"한다\.$", "하지 않는다."),
    (r"이다\.$", "이 아니다."),
)
_CERTAIN = (
    (r"할 것으로 (?:전망|예상|예측|관측|기대)(?:된다|됐다|했다|한다)\.", "했다."),
    (r"될 것으로 (?:전망|예상|예측|관측|기대)(?:된다|됐다|했다|한다)\.", "됐다."),
    (r"할 것으로 (?:보인다|보고 있다|내다봤다|봤다)\.", "했다."),
    (r"될 것으로 (?:보인다|보고 있다|내다봤다|봤다)\.", "됐다."),
    (r"할 (?:계획|예정|방침|전망|가능성이 크|가능성이 있)(?:이)?다\.", "했다."),
    (r"될 (?:계획|예정|방침|전망|가능성이 크|가능성이 있)(?:이)?다\.", "됐다."),
    (r"할 수 있다\.", "한다."),
    (r"될 수 있다\.", "된다."),
    (r"한 것으로 (?:알려졌다|전해졌다|보인다|풀이된다|추정된다)\.", "했다."),
    (r"된 것으로 (?:알려졌다|전해졌다|보인다|풀이된다|추정된다)\.", "됐다."),
    (r"를 (?:검토|추진)(?:하고 있다|한다|할 계획이다|하기로 했다)\.", "를 마쳤다."),
    (r"할 계획이라고", "했다고"),
    (r"할 예정이라고", "했다고"),
    (r"할 것이라고", "했다고"),
    (r"될 것이라고", "됐다고"),
    (r"할 수 있다고", "했다고"),
    (r"할 전망이", "한 상황이"),
    (r"기로 했다\.", "었다."),
    (r"할 것으로", "한 것으로"),
    (r"될 것으로", "된 것으로"),
)  # fmt: skip
_QUOTED = re.compile(r"(“[^“”]{4,}”|‘[^‘’]{4,}’|\"[^\"]{4,}\")")
_SPEAKERS = ("한 시민단체 관계자", "야당 대변인", "현지 언론", "익명의 투자자", "어느 대학 교수")
_PHRASES = (
    "정부 보조금에 힘입어", "해외 경쟁사를 제치고", "노조의 반발 속에", "소비자 불만이 커지는 가운데", "환율 급변에도",
    "특별 감사를 거쳐", "주민 투표를 통해", "신기술 도입 덕분에",
)  # fmt: skip
_TAILS = (" 이는 창사 이래 처음이다.", " 주주들은 소송을 준비하고 있다.", " 환경단체는 즉각 환영했다.")


def number(text: str, rng: random.Random) -> str | None:
    """Change one digit of a counted number."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    digits = match.group(1)
    place = rng.choice([i for i, char in enumerate(digits) if char.isdigit()])
    changed = str((int(digits[place]) + rng.randint(1, 8)) % 10)
    if place == 0 and changed == "0":
        changed = "1" if digits[0] != "1" else "2"
    return text[: match.start(1) + place] + changed + text[match.start(1) + place + 1 :]


def unit(text: str, rng: random.Random) -> str | None:
    """Give a number another unit."""
    pattern = re.compile(
        r"(?<=\d)[조억만천]?\s?(" + "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True))) + ")"
    )
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start(1)] + _UNITS[match.group(1)] + text[match.end(1) :]


def date(text: str, rng: random.Random) -> str | None:
    """Move one day, month, quarter or year."""
    found = list(_DATE_WORD.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    group = next(i for i in range(1, 5) if match.group(i))
    limit = {1: 28, 2: 12, 3: 9999, 4: 4}[group]
    value = int(match.group(group))
    moved = value + rng.choice((-3, -2, -1, 1, 2, 3))
    if not 1 <= moved <= limit or moved == value:
        moved = value - 1 if value > 1 else value + 1
    return text[: match.start(group)] + str(moved) + text[match.end(group) :]


def name(text: str, rng: random.Random) -> str | None:
    """Put another name of the same kind in the place of a name."""
    found = [m for m in gazetteer().mentions(text) if m.entity.kind in ("company", "institution", "person", "country")]
    if not found:
        return None
    mention = rng.choice(found)
    pool = [
        entity.canonical
        for entity in gazetteer().entities
        if entity.kind == mention.entity.kind and entity.canonical not in text
        and re.fullmatch(r"[가-힣A-Za-z]{2,10}", entity.canonical)
        and has_batchim(entity.canonical) == has_batchim(mention.text)
    ]  # fmt: skip
    return text[: mention.start] + rng.choice(pool) + text[mention.end :] if pool else None


def polarity(text: str, rng: random.Random) -> str | None:
    """Say the opposite: an antonym, or a denial of the last predicate."""
    ways: list[str] = []
    for word, opposite in _SWAPS.items():
        for match in re.finditer(rf"(?<![불비미무]){word}", text):
            if word == "있다" and re.search(r"고 $|어 $|아 $|여 $|해 $|돼 $", text[: match.start()]):
                continue  # "하고 있다", "돼 있다": an auxiliary without a negative of this kind
            if word in ("않았다", "않는다"):
                continue
            ways.append(text[: match.start()] + opposite + text[match.end() :])
    for pattern, denied in _NEGATE:
        if re.search(pattern, text):
            ways.append(re.sub(pattern, denied, text))
    if "지 않았다" in text:
        ways.append(re.sub(r"하지 않았다", "했다", text))
    ways = [way for way in ways if way != text]
    return rng.choice(ways) if ways else None


def modality(text: str, rng: random.Random) -> str | None:
    """State as done or certain what is expected, planned, possible or heard."""
    ways = [re.sub(pattern, certain, text) for pattern, certain in _CERTAIN if re.search(pattern, text)]
    return rng.choice(ways) if ways else None


def quote(text: str, rng: random.Random) -> str | None:
    """Change a word inside quotation marks."""
    found = list(_QUOTED.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    words = match.group(1)[1:-1].split()
    place = rng.randrange(len(words))
    if 0 < place < len(words) - 1 and rng.random() < 0.5:
        del words[place]
    else:
        words[place] = rng.choice(("분명히", "결코", "새로운 기회", "위기 상황", "전면 재검토"))
    return text[: match.start(1) + 1] + " ".join(words) + text[match.end(1) - 1 :]


def attribution(text: str, rng: random.Random) -> str | None:
    """Drop who said it, or name another speaker."""
    ways: list[str] = []
    according = re.search(r"^(.{2,30}?)에 따르면,? ", text)
    if according:
        ways += [text[according.end() :], f"{rng.choice(_SPEAKERS)}에 따르면 " + text[according.end() :]]
    told = re.search(r"(다|라)고 (?:[^ ]{1,12} ){0,2}(?:말|강조|주장|지적|설명|분석|전망|평가)했다\.$", text)
    if told:
        topic = re.search(r"^([^“”‘’\"']{2,40}?)(?:은|는) ", text)
        if topic:
            ways.append(f"{rng.choice(_SPEAKERS)}는 {text[topic.end() :]}")
            rest = text[topic.end() : told.start()] + "다."
            ways.append(re.sub(r"^[“”‘’\"']|[“”‘’\"'](?=.{0,3}$)", "", rest))
    return rng.choice(ways) if ways else None


def addition(text: str, rng: random.Random) -> str | None:
    """Add a circumstance or a sentence that the source does not have."""
    spaces = [match.start() for match in re.finditer(r" ", text)]
    if len(spaces) < 4 or not text.endswith("다."):
        return None
    if rng.random() < 0.3:
        return text + rng.choice(_TAILS)
    place = rng.choice(spaces[len(spaces) // 2 :])
    return f"{text[:place]} {rng.choice(_PHRASES)}{text[place:]}"


PERTURBATIONS: dict[str, Perturbation] = {
    "number": number, "unit": unit, "date": date, "name": name, "polarity": polarity,
    "modality": modality, "quote": quote, "attribution": attribution, "addition": addition,
}  # fmt: skip
