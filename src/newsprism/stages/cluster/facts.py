"""What two reports can agree or disagree on besides their words: firms, places, days, who acts and speaks, the session."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.titles import recurring
from newsprism.types.document import Document

_LEAD = 300  # characters in which days are looked for
_LONGEST = 300  # characters of a headline that are read
_STUB = 60  # characters: a shorter text is no more than its headline

_DAY = re.compile(r"(?<![\d.])(\d{1,2})일(?!\s?(?:간|째|부터|까지|연속|만에|차))")
_SPEAKER = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z·]{1,8})[\s,]{0,3}[\"“‘']")
_BEFORE_COMMA = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,14}(?: [가-힣A-Za-z0-9&·]{1,10})?),\s")
_FIRST_WORD = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,20})")
_RESULTS = re.compile(r"영업이?익|영업손실|매출|순이?익|흑자|적자|실적|배당|자사주|목표가|수주|신고가|[上↑]")
_SEOUL = timezone(timedelta(hours=9))

# Markets and the weather, whose reports of one day tell one thing in any words, and the hours by which a report lags
# behind the day that it tells of: New York closes in the morning, the weather told in the evening is tomorrow's.
_SESSIONS = (
    ("kospi", 0, re.compile(r"코스피|코스닥|국내 ?증시")),
    ("new york", 16, re.compile(r"뉴욕 ?증시|뉴욕마켓|다우|나스닥|S&P|월스트리트|월가|[美미] ?증시")),
    ("won", 0, re.compile(r"환율|원[·/]달러|달러-원")),
    ("bitcoin", 0, re.compile(r"비트코인|이더리움|코인|크립토")),
    ("nikkei", 0, re.compile(r"닛케이|日증시|일본 ?증시")),
    ("weather", -6, re.compile(r"날씨|기온|한파|미세먼지|일교차")),
    ("oil", 16, re.compile(r"국제유가|WTI")),
    ("bonds", 0, re.compile(r"국고채|채권시장")),
)
_MOVES = re.compile(
    r"마감|출발|개장|장중|돌파|상승|하락|급등|급락|강세|약세|보합|혼조|선|최고|회복|반등|[↑↓pP]|시황|포인트|원대|달러|내일|오늘|낮|아침|포근|추위|영하"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Companies, places, subject and speaker of the headline; days of the month in the lead.

    `subject` is who does it, where the headline names it before a comma or reports results. `opening` is the headline
    with the lead, without blanks. `session` names the market session or the day's weather that a report tells of.
    """

    companies: frozenset[str]
    places: frozenset[str]
    subject: str | None
    speaker: str | None
    days: frozenset[str]
    opening: str
    session: tuple[str, int] | None


def facts(document: Document) -> Facts:
    """Return the facts of `document`; only the headline and the first 300 characters are read."""
    title = document.title[:_LONGEST]
    companies, places = _named(title)
    speaker = _SPEAKER.match(title)
    return Facts(
        companies,
        places,
        _subject(title),
        speaker[1] if speaker else None,
        frozenset(_DAY.findall(document.text[:_LEAD])),
        "".join(f"{title}\n{document.text[:_LEAD]}".split()),
        _session(title, document.published_at),
    )


def is_stub(document: Document) -> bool:
    """Tell whether `document` says no more than its headline."""
    return len(document.text) < _STUB


def is_list(title: str) -> bool:
    """Tell whether under `title` stands a list or notice that repeats daily and tells of no event.

    Reports of the market, the weather and the lottery come daily too, but many outlets tell of the same day.
    """
    return recurring(title) not in (None, "시황", "날씨", "로또")


Test = Callable[[Facts, Facts], bool]

TESTS: dict[str, Test] = {
    "shared_company": lambda a, b: not a.companies.isdisjoint(b.companies),
    "another_company": lambda a, b: _other(a.companies, b.companies),
    "another_place": lambda a, b: _other(a.places, b.places),
    "another_day": lambda a, b: _other(a.days, b.days),
    "another_subject": lambda a, b: bool(a.subject and b.subject) and not (_told(a, b) or _told(b, a)),
    "another_speaker": lambda a, b: bool(a.speaker and b.speaker) and a.speaker != b.speaker,
    "same_session": lambda a, b: a.session is not None and a.session == b.session,
}
"""What is asked of the facts of two documents, by name."""


def _told(one: Facts, other: Facts) -> bool:
    return one.subject is not None and one.subject in other.opening


def _other(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and left.isdisjoint(right)


@lru_cache(maxsize=16384)
def _named(title: str) -> tuple[frozenset[str], frozenset[str]]:
    found = [m.entity for m in gazetteer().mentions(title)]
    companies = frozenset(e.canonical for e in found if e.kind == "company")
    return companies, frozenset(e.canonical for e in found if e.kind in ("place", "country"))


def _subject(title: str) -> str | None:
    found = _BEFORE_COMMA.match(title) or (_FIRST_WORD.match(title) if _RESULTS.search(title) else None)
    return "".join(found[1].split()) if found else None


def _session(title: str, published: datetime | None) -> tuple[str, int] | None:
    if published is None or not _MOVES.search(title):
        return None
    for name, lag, pattern in _SESSIONS:
        if pattern.search(title):
            return name, (published.astimezone(_SEOUL) - timedelta(hours=lag)).toordinal()
    return None
