"""Reports of a market, the weather or the roads, of which one day tells one thing in any words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

_LONGEST = 300  # characters of a headline that are read
_SEOUL = timezone(timedelta(hours=9))
_DAY_NAMED = re.compile(r"내일|오늘")

_MOVE = (
    r"마감|출발|개장|장중|장 ?초반|돌파|상승|하락|급등|급락|폭등|폭락|강세|약세|보합|혼조|숨 ?고르기|랠리|최고|회복|탈환|반등|후퇴"
    r"|[↑↓]|시황|\d선|0대|턱걸이|\d[도를을]? ?(?:넘[긴은겼]|뚫)"
)
_SESSIONS = (
    ("kospi", re.compile(r"코스피|코스닥|국내 ?증시|\[(?:마감|개장|장중)시황\]"), re.compile(_MOVE)),
    (
        "new york",
        re.compile(r"뉴욕 ?증시|뉴욕마켓|다우(?:존스)?\b|다우지수|나스닥|S&P ?500|3대 ?지수|[美미] ?증시"),
        re.compile(_MOVE),
    ),
    (
        "won",
        re.compile(r"(?<!고)(?<!시)환율|원[·/]달러|달러-원"),
        re.compile(r"\d(?:원|원대)\b|1\d\d0원|개장|마감|외환브리핑"),
    ),
    ("bitcoin", re.compile(r"비트코인"), re.compile(r"\d(?:만|천)? ?\d*(?:달러|불)|\d선|브리핑")),
    ("nikkei", re.compile(r"닛케이|日 ?증시|일본 ?증시"), re.compile(_MOVE)),
    (
        "weather",
        re.compile(r"날씨|기온|낮 최고|아침 최저|아침 영하|(?<![가-힣])한파|미세먼지|일교차"),
        re.compile(r"내일|오늘|낮|아침|오전|포근|추위|영하|전국|흐|맑|안개|\[날씨\]"),
    ),
    ("oil", re.compile(r"국제유가|WTI"), re.compile(_MOVE)),
    ("bonds", re.compile(r"국고채|채권시장"), re.compile(_MOVE)),
    (
        "traffic",
        re.compile(r"귀성길|귀경길|고속도로"),
        re.compile(r"정체|(?:\d|대체로 )시간|소통|[→∼~]\s?(?:부산|서울)"),
    ),
)
"""Of each market its names, and what else a headline that tells how it moved holds."""

_LAG = {"new york": 16, "oil": 16, "weather": -6}
"""The hours by which a report lags behind the day of which it tells: New York closes in the morning, the weather told in
the evening is tomorrow's."""

_OTHERS = re.compile(
    # A share, a fund, a trade, a column, a word of somebody on the market are no session of it.
    r"특징주|종목[Pp]ick|업종|증권[주株]|사설|칼럼|ETF|펀드|운용|개미|목표가|물가|전망치|총리|장관|위원장|의원|대표|"
    r"^(?:\[[^\]]{1,12}\] ?)?[가-힣]{2,8} ?[\"“][^\"”]{4,}|(?:증시|코스피|코스닥) ?(?:개선|정책|퇴출|상장사)|이번 ?주|주간(?! ?실업)|다음 ?주|올해|연말"
    # Nor is what somebody decides, builds or pays for.
    r"|통행료|운행 ?제한|취약|난방비|대책|대비|착공|적격성|넓힌|넓혀|기준금리|발행 ?한도|상장 ?(?:추진|심사|예비)|항모|확정(?!치)"
    r"|변동성(?! ?확대)|전망|미리보기|초고수|최대 ?\d{4}|[가-힣]까\b|최대 ?전력|\d명 사망|\[[^\]]{0,6}(?:모닝|이브닝) ?브리핑\]"
)

_COURSE = re.compile(
    r"(?P<under_way>출발|개장|장 ?초반|장중|오전장|장을 (?:개시|시작|열)|거래를 시작|시(?: ?\d{1,2}분)? ?현재|거래되고|거래 중)"
    r"|마감|장을 마|거래를 마|마쳤|끝냈"
)
_OPENING = 200  # characters of a report in which it says of which hour it tells


@lru_cache(maxsize=16384)
def _found(title: str) -> str | None:
    if _OTHERS.search(title):
        return None
    return next((name for name, names, moves in _SESSIONS if names.search(title) and moves.search(title)), None)


def market_of(title: str) -> str | None:
    """Return the market (or ``weather``, ``traffic``) of which a report under this headline tells how it moved."""
    return _found(title[:_LONGEST])


def session_of(title: str, published: datetime | None) -> tuple[str, int] | None:
    """Return the market and the ordinal of the day in Seoul whose session a report tells of; None for other reports."""
    name = _found(title[:_LONGEST])
    if name is None or published is None:
        return None
    there = published.astimezone(_SEOUL)
    if name == "weather" and (named := _DAY_NAMED.search(title)):
        return name, there.toordinal() + (named[0] == "내일")
    return name, (there - timedelta(hours=_LAG.get(name, 0))).toordinal()


def under_way(title: str, text: str) -> bool:
    """Say whether a report of a market tells of a session that goes on: its opening, or how it stood at some hour."""
    first = _COURSE.search(title[:_LONGEST]) or _COURSE.search(text[:_OPENING])
    return first is not None and first["under_way"] is not None
