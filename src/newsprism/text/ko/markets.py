"""Reports of a market or of the weather, of which one day tells one thing in any words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

_LONGEST = 300  # characters of a headline that are read
_SEOUL = timezone(timedelta(hours=9))

# With the hours by which a report lags behind the day that it tells of: New York closes in the morning, the weather told
# in the evening is tomorrow's.
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

_COURSE = re.compile(
    r"(?P<under_way>출발|개장|장 ?초반|장중|오전장|장을 (?:개시|시작|열)|거래를 시작|시(?: ?\d{1,2}분)? ?현재|거래되고|거래 중)"
    r"|마감|장을 마|거래를 마|마쳤|끝냈"
)
_OPENING = 200  # characters of a report in which it says of which hour it tells


@lru_cache(maxsize=16384)
def _found(title: str) -> tuple[str, int] | None:
    if _MOVES.search(title):
        return next(((name, lag) for name, lag, pattern in _SESSIONS if pattern.search(title)), None)
    return None


def market_of(title: str) -> str | None:
    """Return the name of the market (or ``weather``) of which a report under this headline tells how it moved."""
    found = _found(title[:_LONGEST])
    return found[0] if found else None


def session_of(title: str, published: datetime | None) -> tuple[str, int] | None:
    """Return the market and the ordinal of the day in Seoul whose session a report tells of; None for other reports."""
    found = _found(title[:_LONGEST])
    if found is None or published is None:
        return None
    name, lag = found
    return name, (published.astimezone(_SEOUL) - timedelta(hours=lag)).toordinal()


def under_way(title: str, text: str) -> bool:
    """Say whether a report of a market tells of a session that goes on: its opening, or how it stood at some hour."""
    first = _COURSE.search(title[:_LONGEST]) or _COURSE.search(text[:_OPENING])
    return first is not None and first["under_way"] is not None
