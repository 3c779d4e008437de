"""The language in which a person asks the archive.

::

    반도체 수출              both words
    "반도체 수출"            beside one another, in this order
    반도체 -일본             not with 일본
    삼성전자 OR 하이닉스      one of them (also |)
    반도체*                 words that begin so
    since:2026-02-09        from this day on (부터:), until: (까지:), on: (날짜:); a month or a year is a span of days
    publisher:나루일보        of this outlet (매체:), in quotes when it has a space
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from newsprism.errors import InvalidQuery
from newsprism.stages.index.wording import Analyser, Sequences, Wording, joined_word, letters
from newsprism.types.search import Clause, Query

_LONGEST = 400  # characters
_MOST_CLAUSES = 32
_SHORTEST_BEGINNING = 2
_KEYS = {
    "since": "since", "부터": "since", "until": "until", "까지": "until", "on": "on", "날짜": "on",
    "publisher": "publisher", "매체": "publisher",
}  # fmt: skip
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″＂「」『』", '"'))
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_TOKEN = re.compile(
    rf'(?P<minus>-(?=\S))?(?:(?P<key>{"|".join(_KEYS)}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"|]*))'
    r'|"(?P<phrase>[^"]*)"|(?P<bar>\|+)|(?P<word>[^\s"|]+))',
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:[-./]?(\d{1,2})(?:[-./]?(\d{1,2}))?)?\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Operand:
    """One word, phrase or beginning as it was written."""

    text: str
    negated: bool = False
    phrase: bool = False
    prefix: bool = False


@dataclass(slots=True)
class _Asked:
    """What has been read so far: groups of operands of which one is enough, and the filters."""

    groups: list[list[_Operand]] = field(default_factory=list)
    open_or: bool = False
    since: date | None = None
    until: date | None = None
    publisher: str | None = None


class KoreanQueryReader:
    """Reads questions in Korean; `analyser` must be that of the index."""

    def __init__(self, analyser: Analyser) -> None:
        self._wording = Wording(analyser)

    def read(self, text: str) -> Query:
        """Return the query; raises InvalidQuery naming what is wrong. With a filter there may be no clause to match."""
        plain = _plain(text)
        asked = _parse(plain)
        clauses = self._clauses(asked.groups)
        if asked.since or asked.until or asked.publisher:
            return Query(clauses, asked.since, asked.until, asked.publisher)
        if not clauses:
            raise _invalid(plain, "찾을 말이 없습니다", "낱말을 하나는 쓰세요: 반도체 수출")
        if all(clause.negated for clause in clauses):
            raise _invalid(plain, "뺄 말만 있고 찾을 말이 없습니다", "찾을 말을 함께 쓰세요: 반도체 -일본")
        return Query(clauses)

    def _clauses(self, groups: Sequence[Sequence[_Operand]]) -> tuple[Clause, ...]:
        found = [self._clause(group) for group in groups]
        for i in range(1, len(groups)):
            first, second = found[i - 1], found[i]
            joined = joined_word([o.text for group in groups[i - 1 : i + 1] for o in group if _plain_word(group)])
            if joined and first and second:
                found[i - 1], found[i] = _also(first, joined), _also(second, joined)
        return tuple(clause for clause in found if clause)

    def _clause(self, group: Sequence[_Operand]) -> Clause | None:
        ways: Sequences = ()
        for operand in group:
            more = self._ways(operand)
            if not more and (len(group) > 1 or operand.negated or operand.phrase or operand.prefix):
                raise _invalid(operand.text, "찾을 말이 없습니다", "조사나 기호가 아닌 낱말을 쓰세요")
            ways += more
        if not ways:
            return None
        return Clause(tuple(dict.fromkeys(ways)), group[0].negated, any(operand.prefix for operand in group))

    def _ways(self, operand: _Operand) -> Sequences:
        if operand.prefix:
            if letters(operand.text) < _SHORTEST_BEGINNING:
                raise _invalid(f"{operand.text}*", "앞부분이 너무 짧습니다", "두 글자 이상 쓰세요: 반도*")
            return self._wording.of_beginning(operand.text)
        if operand.phrase:
            return self._wording.of_phrase(operand.text)
        return self._wording.of_word(operand.text)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", text[: _LONGEST + 1].translate(_WIDE).translate(_QUOTES))
    plain = "".join(" " if c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in plain).strip()
    if len(text) > _LONGEST:
        raise _invalid(plain, f"{_LONGEST}자를 넘습니다", "짧게 줄이세요")
    if plain.count('"') % 2:
        raise _invalid(plain, "따옴표의 짝이 맞지 않습니다", '구절은 "반도체 수출"처럼 묶으세요')
    return plain


def _parse(plain: str) -> _Asked:
    asked = _Asked()
    for token in _TOKEN.finditer(plain):
        if token["key"]:
            _filter(asked, token)
        elif token["bar"] or (token["word"] == "OR" and not token["minus"]):
            if not asked.groups or asked.open_or:
                raise _invalid(plain, "OR 의 앞이 비었습니다", "삼성전자 OR 하이닉스처럼 쓰세요")
            asked.open_or = True
        else:
            _operand(asked, token)
    if asked.open_or:
        raise _invalid(plain, "OR 의 뒤가 비었습니다", "삼성전자 OR 하이닉스처럼 쓰세요")
    if sum(map(len, asked.groups)) > _MOST_CLAUSES:
        raise _invalid(plain, f"낱말이 {_MOST_CLAUSES}개를 넘습니다", "줄이세요")
    return asked


def _operand(asked: _Asked, token: re.Match[str]) -> None:
    negated = token["minus"] is not None
    word = token["phrase"] if token["phrase"] is not None else token["word"]
    phrase = token["phrase"] is not None
    if not phrase and not letters(word):
        if asked.open_or or negated:
            raise _invalid(token[0], "찾을 말이 없습니다", "기호가 아닌 낱말을 쓰세요")
        return
    prefix = not phrase and word.endswith("*")
    operand = _Operand(word.rstrip("*") if prefix else word, negated, phrase, prefix)
    if not asked.open_or:
        asked.groups.append([operand])
        return
    group = asked.groups[-1]
    if negated or group[0].negated:
        raise _invalid(token[0], "OR 는 뺄 말(-)과 함께 쓸 수 없습니다", "따로 검색하세요")
    if prefix != group[0].prefix:
        raise _invalid(token[0], "OR 의 한쪽에만 * 가 있습니다", "양쪽에 쓰거나 빼세요")
    group.append(operand)
    asked.open_or = False


def _filter(asked: _Asked, token: re.Match[str]) -> None:
    key = _KEYS[token["key"].lower()]
    value = (token["quoted"] if token["quoted"] is not None else token["value"]).strip()
    if token["minus"] or asked.open_or:
        raise _invalid(token[0], "거르는 조건은 빼거나(-) OR 로 이을 수 없습니다", "따로 쓰세요")
    if key == "publisher":
        if not value or asked.publisher:
            raise _invalid(token[0], "매체는 하나만 쓸 수 있습니다", "매체:나루일보처럼 쓰세요")
        asked.publisher = value
        return
    first, last = _days(token[0], value)
    if (asked.since and key != "until") or (asked.until and key != "since"):
        raise _invalid(token[0], "날짜 조건이 겹칩니다", "하나만 남기세요")
    if key != "until":
        asked.since = first
    if key != "since":
        asked.until = last
    if asked.since and asked.until and asked.since > asked.until:
        raise _invalid(token[0], "시작하는 날이 끝나는 날보다 늦습니다", "앞뒤를 바꾸세요")


def _days(written: str, value: str) -> tuple[date, date]:
    match = _DATE.fullmatch(value)
    try:
        if not match:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        first, last = date(year or 0, month or 1, day or 1), date(year or 0, month or 12, 1)
        return (first, first) if day else (first, last.replace(day=monthrange(last.year, last.month)[1]))
    except ValueError as error:
        raise _invalid(written, "날짜가 아닙니다", "2026-02-09처럼 쓰세요") from error


def _plain_word(group: Sequence[_Operand]) -> bool:
    return len(group) == 1 and not (group[0].negated or group[0].phrase or group[0].prefix)


def _also(clause: Clause, word: str) -> Clause:
    return Clause(tuple(dict.fromkeys((*clause.alternatives, (word,)))), clause.negated, clause.prefix)


def _invalid(subject: str, what: str, advice: str) -> InvalidQuery:
    shown = subject if len(subject) <= 40 else f"{subject[:40]}…"
    return InvalidQuery(what, subject=f"검색어 '{shown}'", advice=f"{advice}.")
