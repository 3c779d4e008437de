"""What a report tells in plain sight: firms, places, days, numbers, who acts and who speaks, the session of a market."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.markets import session_of
from newsprism.text.ko.titles import recurring
from newsprism.types.document import Document

_LEAD = 300  # characters in which days are looked for
_OPENING = 600  # characters in which the words of another headline are looked for
_MOST_WORDS = 24  # words of a headline that are looked for
_LONGEST = 300  # characters of a headline that are read
_STUB = 60  # characters: a shorter text is no more than its headline
_FULL = 300  # characters: a longer text tells of more than its headline

_DAY = re.compile(r"(?<![\d.])(\d{1,2})일(?!\s?(?:간|째|부터|까지|연속|만에|차))")
_SPEAKER = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z·]{1,8})[\s,]{0,3}[\"“‘']")
_BEFORE_COMMA = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,14}(?: [가-힣A-Za-z0-9&·]{1,10})?),\s")
_FIRST_WORD = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,20})")
_MARKED = re.compile(r"\[[^\]]{0,40}\]|\([^)]{0,40}\)")
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}|\d+(?:[.,]\d+)*|[一-鿿]")
_QUANTITY = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"(?:조|억|만|천|원|달러|명|건|%|배|개|위|회|대|포인트|p|선|가구|호|곳|kg|㎞|m|시간|차|년|세|점|톤|팀)+"
)
_EVERYWHERE = re.compile(r"(?:19|20)?\d\d년|[123](?:개|명|위|년|차|회|곳|건|대)")  # quantities of any report
_PHASE = re.compile(r"(?P<begin>출발|개장)|(?P<end>마감)")
_ACTOR = re.compile(r"(?:\[[^\]]{0,40}\]|\([^)]{0,40}\))?\s{0,3}([^.]{2,40}?)[은는이가]\s")
_PRICED = re.compile(r"특징주|주가|급등|급락|상한가|하한가|신고가|목표가|강세|약세")
_RESULTS = re.compile(r"영업이?익|영업손실|매출|순이?익|흑자|적자|실적|배당|자사주|목표가|수주|신고가|[上↑]")


@dataclass(frozen=True, slots=True)
class Facts:
    """Companies, places, words, subject and speaker of the headline; days of the month in the lead.

    Of each of the `words` there are the first two letters, which hold against endings; so it is with `actor`, the words
    before the first sentence's first particle of a subject. `subject` is who does it, where the headline names it
    before a comma or reports results. `opening` is the headline with the beginning of the text,
    in small letters and without blanks. `session` names the market session or the day's weather that a report tells of,
    `phase` whether it tells of the beginning or the end of the session; `priced` whether it tells of a share's price.
    `quantities` are numbers with their units, as they stand in the opening.
    """

    companies: frozenset[str]
    places: frozenset[str]
    words: tuple[str, ...]
    actor: tuple[str, ...]
    quantities: frozenset[str]
    subject: str | None
    speaker: str | None
    days: frozenset[str]
    opening: str
    session: tuple[str, int] | None
    phase: str | None
    priced: bool


def facts(document: Document) -> Facts:
    """Return the facts of `document`; only the headline and the first 600 characters are read."""
    title = document.title[:_LONGEST]
    companies, places = _named(title)
    speaker = _SPEAKER.match(title)
    plain = _MARKED.sub(" ", title)
    session = session_of(title, document.published_at)
    phase = _PHASE.search(title) if session else None
    opening = "".join(f"{title}\n{document.text[:_OPENING]}".split()).lower()
    return Facts(
        companies,
        places,
        _heads(plain),
        _actor(document.text),
        frozenset(q.replace(",", "") for q in _QUANTITY.findall(opening) if not _EVERYWHERE.fullmatch(q)),
        _subject(title),
        speaker[1] if speaker else None,
        frozenset(_DAY.findall(document.text[:_LEAD])),
        opening,
        session,
        phase.lastgroup if phase else None,
        bool(_PRICED.search(title)),
    )


def is_stub(document: Document) -> bool:
    """Tell whether `document` says no more than its headline."""
    return len(document.text) < _STUB


def is_full(document: Document) -> bool:
    """Tell whether `document` says much more than its headline."""
    return len(document.text) > _FULL


def is_list(title: str) -> bool:
    """Tell whether under `title` stands a list or notice that repeats daily and tells of no event.

    Reports of the market, the weather and the lottery come daily too, but many outlets tell of the same day.
    """
    return recurring(title) not in (None, "시황", "날씨", "로또")


def _heads(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[:2].lower() for word in _WORD.findall(text)))[:_MOST_WORDS]


def _actor(text: str) -> tuple[str, ...]:
    found = _ACTOR.match(text[:_OPENING].partition("\n")[0])
    return _heads(found[1]) if found else ()


@lru_cache(maxsize=16384)
def _named(title: str) -> tuple[frozenset[str], frozenset[str]]:
    found = [m.entity for m in gazetteer().mentions(title)]
    companies = frozenset(e.canonical for e in found if e.kind == "company")
    return companies, frozenset(e.canonical for e in found if e.kind in ("place", "country"))


def _subject(title: str) -> str | None:
    found = _BEFORE_COMMA.match(title) or (_FIRST_WORD.match(title) if _RESULTS.search(title) else None)
    return "".join(found[1].split()).lower() if found else None
