"""What the lines around a report say of it: who issued it, when, in which series; what is a cover, what are contents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from newsprism.stages.extract.digest_tables import CONTENTS, ISSUE, LEADER, Issued, calendar_day, printed_date

_SEOUL = ZoneInfo("Asia/Seoul")
_SHORT = 60  # characters: a longer line is text, whatever date it holds

_BODY = (
    r"[가-힣A-Za-z][가-힣A-Za-z·&\s]{0,28}?(?:연구원|연구소|연구회|진흥원|개발원|통계원|정보원|평가원|관리원|기술원|보호원|개발연구원"
    r"|공사|공단|은행|위원회|협회|학회|재단|센터|연합회|진흥회|조합|거래소|감독원|[가-힣]{2,}(?:부|처|청|실|국)|[가-힣]{2,}(?:시|도)청"
    r"|Institute|Center|Centre|Agency|Ministry|Bank|Foundation)"
)
_ISSUER = re.compile(rf"(?:\(재\)|\(사\)|재단법인|사단법인)?\s?(?P<body>{_BODY})(?:\s?\([A-Za-z&\s]{{2,40}}\))?")
_SIGNED = re.compile(rf"(?P<body>{_BODY})(?:원|이사|회|소|사)?장?\s?(?:드림|올림|귀중)?")
_LABEL = re.compile(
    r"(?:보\s?도\s?(?:참\s?고\s?|설\s?명\s?)?자\s?료|설\s?명\s?자\s?료|참\s?고\s?자\s?료|브리핑\s?자료|Press\s?Release)",
    re.I,
)
_FIELD = re.compile(r"보도\s?(?:시점|일시|일자)|배포\s?(?:시점|일시|일자)?|발행일?|작성일|게시일|등록일|엠바고")
_YEAR = r"(?P<y>(?:19|20)\d\d|['’‘]\d\d)"
_FULL = re.compile(
    rf"(?<![\d-]){_YEAR}\s?[.년/-]\s?(?P<m>1[0-2]|0?[1-9])(?!\d)(?:\s?[.월/-]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[.일]?)?\s?[.월]?"
)
_HOUR = re.compile(
    r"(?:\s?\([월화수목금토일](?:요일)?\))?[,\s]{0,3}(?P<half>오전|오후)?\s?(?P<h>\d{1,2})\s?(?::\s?(?P<mi>\d\d)|시(?:\s?(?P<mi2>\d{1,2})분)?)"
)
_AROUND_DATE = re.compile(
    r"\([월화수목금토일](?:요일)?\)|[\s·,.|:：/()\[\]<>]|배포|발행|보도|시점|일시|일자|작성|게시|등록|일$"
)
_SERIES = re.compile(r"^[가-힣A-Za-z·\s]{2,40}\s(?:제?\s?20\d\d\s?[-–.]\s?\d{1,3}|제?\s?\d{1,4}(?:-\d{1,3})?)\s?호?$")
_CONTENTS_NAME = re.compile(r"\W{0,4}(?:목\s{0,4}차|차\s{0,4}례|(?:table of )?contents|순\s{0,4}서)\W{0,4}$", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as exactly as it was printed, and the moment where day (and perhaps hour) are known."""

    issued: str
    moment: datetime | None


def stamp_in(text: str) -> Stamp | None:
    """Return the date that a short line states (``2031. 2. 12.``, ``2031년 2월``, ``'31.2.12(수) 11:00``)."""
    match = _FULL.search(text) if len(text) <= _SHORT else None
    if match is None:
        return None
    year = int(match["y"].strip("'’‘"))
    issued = Issued(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]) if match["d"] else None)
    printed, day = printed_date(issued), calendar_day(issued)
    if printed is None:
        return None
    if day is None:
        return Stamp(printed, None)
    moment = datetime(day.year, day.month, day.day, tzinfo=_SEOUL)
    return Stamp(printed, _with_hour(moment, _HOUR.match(text, match.end())))


def _with_hour(moment: datetime, match: re.Match[str] | None) -> datetime:
    if match is None:
        return moment
    hour, minute = int(match["h"]), int(match["mi"] or match["mi2"] or 0)
    if match["half"] == "오후" and hour < 12:
        hour += 12
    return moment.replace(hour=hour, minute=minute) if hour < 24 and minute < 60 else moment


def is_date_line(text: str) -> bool:
    """Say whether a line is a date and nothing else but its label and weekday."""
    match = _FULL.search(text) if len(text) <= _SHORT else None
    if match is None:
        return False
    hour = _HOUR.match(text, match.end())
    rest = text[: match.start()] + text[hour.end() if hour else match.end() :]
    return not _AROUND_DATE.sub("", rest)


def without_date(text: str) -> str:
    """Return a line without the date in it."""
    match = _FULL.search(text) if len(text) <= _SHORT else None
    if match is None:
        return text
    return re.sub(r"^\s?\([월화수목금토일]\)", "", text[: match.start()] + text[match.end() :]).strip(" |·,")


def issuer_in(text: str, signed: bool = False) -> str | None:
    """Return the issuing body that a line, or a part of it between bars, consists of; `signed` allows its head's title."""
    if len(text) > 2 * _SHORT:
        return None
    for part in re.split(r"\s?[|｜/]\s?", without_date(text)):
        match = (_SIGNED if signed else _ISSUER).fullmatch(part.strip())
        if match:
            return " ".join(match["body"].split())
    return None


def first_issuer(lines: Iterable[str]) -> str | None:
    """Return the issuing body that the first telling line names."""
    return next((found for line in lines if (found := issuer_in(line))), None)


def is_label(text: str) -> bool:
    """Say whether a line only names the kind of paper: 보도자료."""
    return _LABEL.fullmatch(text.strip(" []<>【】■")) is not None


def names_release_field(text: str) -> bool:
    """Say whether a cell or line heads a date of release."""
    return len(text) <= _SHORT and _FIELD.search(text) is not None


def is_series(text: str) -> bool:
    """Say whether a line names series and issue: ``현안 분석 2031-7``."""
    return len(text) <= _SHORT and bool(_SERIES.match(text) or (ISSUE.search(text) and not re.search(r"[.다]$", text)))


def heads_contents(text: str) -> bool:
    """Say whether a line is the heading of a table of contents."""
    return len(text) <= 20 and _CONTENTS_NAME.match(text) is not None


def is_contents_line(text: str) -> bool:
    """Say whether a line leads to a page number."""
    return bool(LEADER.search(text) or (CONTENTS.search(text) and len(text) <= 20))
