"""What a report tells in plain sight: firms, places, days, numbers, who acts and who speaks, the session of a market."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from newsprism.text.ko.gazetteer import gazetteer
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
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PHASE = re.compile(r"(?P<begin>출발|개장)|(?P<end>마감)")
_ACTOR = re.compile(r"(?:\[[^\]]{0,40}\]|\([^)]{0,40}\))?\s{0,3}([^.]{2,40}?)[은는이가]\s")
_PRICED = re.compile(r"특징주|주가|급등|급락|상한가|하한가|신고가|목표가|강세|약세")
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
    """Companies, places, words, numbers, subject and speaker of the headline; days of the month in the lead.

    Of each of the `words` there are the first two letters, which hold against endings; so it is with `actor`, the words
    before the first sentence's first particle of a subject. `subject` is who does it, where the headline names it
    before a comma or reports results. `opening` is the headline with the beginning of the text,
    in small letters and without blanks. `session` names the market session or the day's weather that a report tells of,
    `phase` whether it tells of the beginning or the end of the session; `priced` whether it tells of a share's price.
    """

    companies: frozenset[str]
    places: frozenset[str]
    words: tuple[str, ...]
    actor: tuple[str, ...]
    numbers: frozenset[str]
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
    session = _session(title, document.published_at)
    phase = _PHASE.search(title) if session else None
    return Facts(
        companies,
        places,
        _heads(plain),
        _actor(document.text),
        frozenset(_NUMBER.findall(plain)),
        _subject(title),
        speaker[1] if speaker else None,
        frozenset(_DAY.findall(document.text[:_LEAD])),
        "".join(f"{title}\n{document.text[:_OPENING]}".split()).lower(),
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
    return "".join(found[1].split()) if found else None


def _session(title: str, published: datetime | None) -> tuple[str, int] | None:
    if published is None or not _MOVES.search(title):
        return None
    for name, lag, pattern in _SESSIONS:
        if pattern.search(title):
            return name, (published.astimezone(_SEOUL) - timedelta(hours=lag)).toordinal()
    return None
