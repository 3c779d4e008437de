"""Which sentences of a later report tell something that earlier reports did not.

A sentence is new by what it names (a figure, a day to come, somebody, an act, words in quotes) and by how much of its
wording was never there. Neither suffices alone: the same news is worded anew every morning, and a name dropped into a
told sentence is no news. Morphemes are not needed, so a story of ten reports is read in about a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from newsprism.text.ko.dates import dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.hanja import to_hangul
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import quantities
from newsprism.text.ko.sentences import split

Why = Literal["number", "date", "name", "act", "quote", "words"]

MOST = 2_600
"""Characters of a text that are read: what a report adds stands near its top."""
MOST_TOLD = 60_000
"""Characters that are remembered of all texts together."""
_LONGEST = 1_000
_NAMED_LEAST = 0.3
"""Share of words never read before from which a sentence with a new figure, day, name, act or quotation is new."""
_WORDED_LEAST = 0.5
_WORDED_FEWEST = 5
"""A sentence without any of these is new when at least so much, and so many words, of it were never there."""
_SAME_QUOTE = 0.6
_ROUNDED = 0.02
_LARGE = 100.0
"""Smaller values are counted, and rounded by nobody."""

_WORD = re.compile(r"[가-힣]+|[a-z][a-z0-9&]*")
_NOT_LETTERS = re.compile(r"[^가-힣a-z0-9.%]+")
_ENDINGS = frozenset(
    "은 는 이 가 을 를 의 에 도 와 과 로 으로 에서 까지 부터 에게 께 이라 라고 이라고 다고 다며 라며 며 고 한 했다 했고 하는 된 됐다 되는 이다"
    " 했던 하고 하며 할 해 하기 한다 된다".split()
)
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,300})[”\"]")
_CALENDAR = re.compile(r"\s?[일월년주분]")
_PLACES = {"백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}
_PARTS = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([백천]?)([만억조]?)")
_AMOUNT = re.compile(rf"(?:{_PARTS.pattern}\s?){{1,6}}")

_ACTS = re.compile(
    r"통과|가결|의결|부결|확정|결정|선고|판결|승소|패소|기각|파기|구속|구금|체포|기소|송치|압수수색|석방|소환|출석|고발|고소(?![득영])|제소|항소"
    r"|상고|합의|타결|결렬|체결|협약|철회|취소|중단|재개|연기|무산|해제|발령|발동|승인|허가|반려(?!동물|견|묘)|거부|수용|사퇴|사임|해임|임명|선임"
    r"|취임|내정|지명|인수(?!위)|매각|합병|상장|폐지|공시|출시|착공|준공|개통|개장|개막|폐막|파업|시위|집회|사과|해명|반박|부인|지시|촉구|요청"
    r"|경고|제안|발의|제출|회동|회담|방문|면담|급등|급락|상한가|하락|상승|반등|돌파|사망|부상(?![하했])|화재|폭발|확진|감염|유출|우승|금메달"
    r"|은메달|동메달|탈락|진출|승리|패배|추진|착수|당부|신설|선언|유예|연장|인상|인하|동결|본회의|법사위|전체회의|공포|시행|영장|1심|2심|대법원"
)
"""What somebody does that changes an affair, and the places where affairs go on to their next step."""
_STEPS = frozenset(
    "가결 의결 부결 선고 판결 승소 패소 기각 파기 구속 체포 기소 송치 석방 항소 상고 타결 결렬 철회 해제 사퇴 사임 해임 본회의 법사위"
    " 영장 1심 2심 대법원 공포".split()
)
"""Acts after which an affair is no longer what it was: each is news in the same words as before."""

_LIGHT = frozenset(
    """
    이번 지난 최근 관련 위해 위한 통해 대한 대해 대해서 따르면 따른 밝힌 전한 말했 설명 나타난 나타났 알려졌 전해졌 것으 것이 것을 것에 있는 있으
    그는 이를 특히 한편 또한 먼저 현재 가운데 같은 이같 이날 전날 다음 때문 경우 이후 이전 당시 모두 직접 함께 계속 더욱 가장 매우 다시
    바로 이미 아직 보다 등이 나온 국내 업계 시장 강화 본격 본격화 확대 평가 분석 관심 화제 눈길 논란 둘러싸 둘러싼 앞두 놓고 두고 기대 전망
    가능성 예정 계획 방침 특징 효과 영향 문제 상황 과정 결과 내용 사실 모습 이유 규모 이상 정도 수준 개월 년부터 년까지 시간 하루 오전 오후
    오는 동안 포함 기존 일부 다양 실제 공식 하기 되면서 심화되면서 그러나 하지만 이어 구체적 적극 최종 체계적 라며 이라며
    """.split()
)
"""Words that any report has; finite forms in 다 are left out too."""


@dataclass(frozen=True, slots=True)
class News:
    """``text[start:end]`` tells something new: `why`, and the new things as printed (`facts`, words left out)."""

    start: int
    end: int
    why: frozenset[Why]
    facts: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Say whether it has more to show than other words."""
        return self.why != {"words"}


class Known:
    """What was told before: texts (headlines too), in order, up to `MOST_TOLD` characters; they are read when asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(_remembered(dict.fromkeys(text[:MOST] for text in texts)))

    def fresh(self, text: str) -> float:
        """Return the share of the words of `text` that were never told (0-1)."""
        words = _words(text[:_LONGEST])
        return sum(not self._holds(word) for word in words) / max(1, len(words))

    def news(self, text: str, published: date | None = None) -> tuple[News, ...]:
        """Return the sentences of `text` (printed on the day `published`) that tell something new, in order."""
        found = []
        for span in split(text[:MOST]):
            news = self.look(text[span.start : span.end], published)
            if news:
                found.append(News(span.start, span.end, news.why, news.facts))
        return tuple(found)

    def look(self, sentence: str, published: date | None = None) -> News | None:
        """Return what is new in one sentence or headline, None when it is told already or says too little."""
        sentence = sentence[:_LONGEST]
        words = _words(sentence)
        fresh = [word for word in words if not self._holds(word)]
        share = len(fresh) / max(1, len(words))
        if not words or share < _NAMED_LEAST:
            return self._stated(sentence, published, bool(fresh)) if len(words) > 1 else None
        found = self._named(sentence, published)
        if not found and (share < _WORDED_LEAST or len(fresh) < _WORDED_FEWEST):
            return None
        return _news(sentence, found or [("words", "")])

    def _stated(self, sentence: str, published: date | None, fresh: bool) -> News | None:
        """Return what is new in known words: the next step of an affair, or two things at least."""
        found = self._named(sentence, published, names=fresh)
        decisive = any(fact in _STEPS for _, fact in found)
        return _news(sentence, found) if decisive or len({why for why, _ in found}) > 1 else None

    def _named(self, sentence: str, published: date | None, names: bool = True) -> list[tuple[Why, str]]:
        found: list[tuple[Why, str]] = [("act", act) for act in _acts(sentence) if act not in self._squeezed]
        if names:
            found += [("name", name) for name in self._unknown(sentence)]
        found += [("quote", quote) for quote in _QUOTED.findall(sentence) if not self._quoted(quote)]
        unseen = [
            sentence[m.end() : m.end() + 2] for m in _DIGITS.finditer(sentence) if _plain(m[0]) not in self._digits
        ]
        if unseen:
            found += [("number", printed) for printed in self._numbers(sentence)]
        if published is not None and any(_CALENDAR.match(behind) for behind in unseen):
            found += [("date", printed) for printed in self._days(sentence, published)]
        return found

    def _unknown(self, sentence: str) -> Iterable[str]:
        """Yield who and where no text names; a country is in every report on foreign affairs."""
        for mention in gazetteer().mentions(sentence):
            if mention.entity.kind in ("term", "country") or _bare(mention.text) in self._squeezed:
                continue
            if not any(_bare(name) in self._squeezed for name in (mention.entity.canonical, *mention.entity.aliases)):
                yield mention.entity.canonical

    def _numbers(self, sentence: str) -> Iterable[str]:
        for quantity in quantities(sentence):
            if not self._near(float(quantity.value)):
                yield quantity.text

    def _days(self, sentence: str, published: date) -> Iterable[str]:
        """Yield days to come that nobody named: of a past day the sentence tells an act, or it tells nothing."""
        for mention in dates(sentence, published):
            if mention.first and mention.first > published and _bare(mention.text) not in self._squeezed:
                yield mention.text

    def _near(self, value: float) -> bool:
        """Say whether a text holds the value, or one that is rounded to it: 23만원 for 23만232원."""
        return value in self._values or any(_same_rounded(value, known) for known in self._values)

    def _quoted(self, quote: str) -> bool:
        pairs = _pairs(_bare(quote))
        return len(pairs & self._pairs) >= _SAME_QUOTE * len(pairs)

    def _holds(self, word: str) -> bool:
        if word in self._words or word in self._squeezed:
            return True
        if len(word) < 3 or word.isascii():
            return False
        # 침해사고 for 침해 사건, 매도할 for 매도하는: most of the word stands there.
        return word[:2] in self._pairs and (word[1:] in self._squeezed or word[:-1] in self._squeezed)

    @cached_property
    def _squeezed(self) -> str:
        return "\n".join(map(_bare, self._texts))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for text in self._texts for word in _words(text))

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return _pairs(self._squeezed)

    @cached_property
    def _digits(self) -> frozenset[str]:
        return frozenset(_plain(digits) for text in self._texts for digits in _DIGITS.findall(text))

    @cached_property
    def _values(self) -> frozenset[float]:
        """What is asked of them is only whether they hold a value: units need not be read, nor dates told apart."""
        return frozenset(_value(found[0]) for text in self._texts for found in _AMOUNT.finditer(text))


def _remembered(texts: Iterable[str]) -> Iterator[str]:
    left = MOST_TOLD
    for text in texts:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _news(sentence: str, found: Sequence[tuple[Why, str]]) -> News | None:
    facts = tuple(dict.fromkeys(fact for _, fact in found if fact))
    return News(0, len(sentence), frozenset(why for why, _ in found), facts) if found else None


@lru_cache(maxsize=1 << 11)
def _words(text: str) -> tuple[str, ...]:
    found = []
    for word in _WORD.findall(_folded(text)):
        stem = word if word.isascii() else _stem(word)
        if len(stem) > 1 and not stem.endswith("다") and stem not in _LIGHT:
            found.append(stem)
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    for length in (3, 2, 1):
        if len(word) - length > 1 and word[-length:] in _ENDINGS:
            return word[:-length]
    return word


def _acts(sentence: str) -> Iterable[str]:
    return dict.fromkeys(_ACTS.findall(sentence))


def _folded(text: str) -> str:
    return folded(to_hangul(text))


@lru_cache(maxsize=1 << 11)
def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", _folded(text))


def _pairs(text: str) -> frozenset[str]:
    return frozenset({text[i : i + 2] for i in range(len(text) - 1)})


def _plain(digits: str) -> str:
    return digits.replace(",", "")


def _same_rounded(one: float, other: float) -> bool:
    """Say whether one of two values is the other with zeros in place of its last digits."""
    apart = abs(one - other)
    if min(one, other) < _LARGE or apart > _ROUNDED * max(one, other):
        return False
    return apart < max(_place(one), _place(other))


def _place(value: float) -> int:
    """Return 10000 for 230000: the place of its last digit that is no zero."""
    digits = str(int(value))
    return int(f"1{'0' * (len(digits) - len(digits.rstrip('0')))}")


def _value(amount: str) -> float:
    """Return 1조 4천500억 as 1.45e12: hundreds and thousands belong to the next larger place."""
    total = section = 0.0
    for digits, small, big in _PARTS.findall(amount):
        section += float(_plain(digits)) * _PLACES.get(small, 1.0)
        if big:
            total, section = total + section * _PLACES[big], 0.0
    return total + section
