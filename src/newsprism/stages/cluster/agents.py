"""Who acts in a report: the firm, office, town or named person that is the subject of its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsprism.text.ko.gazetteer import gazetteer

_READ = 300  # characters of the first sentence

_ASIDE = re.compile(r"\([^)]{0,60}\)|\[[^\]]{0,40}\]|【[^】]{0,40}】|<[^>]{0,40}>")
_SUBJECT = re.compile(r"\s*([^.,“\"‘']{2,50}?)(?:[은는]|[이가](?!\s?(?:아니|되)))\s")
_TITLE = re.compile(
    r"(?:국회)?의원|(?:원내)?대표|대표이사|장관|차관|(?:부)?총리|대통령|시장|(?:도)?지사|군수|구청장|(?:부)?회장|(?:부)?사장|은행장|행장|(?:부)?위원장|감독"
    r"|변호사|(?:부장)?판사|교수|[총처실국원청]장|본부장|이사장|최고위원|(?:수석|원내)?대변인|비서실장|선수|후보|연구원|애널리스트|배우|가수|작가|기자|전"
)
_NAME = re.compile(r"[가-힣]{2,4}")
_OFFICE = re.compile(
    r"[가-힣a-z0-9&·-]{1,14}(?:공사|공단|은행|증권|건설|그룹|협회|재단|진흥원|테크노파크|연구원|연구소|대학교?|위원회|센터|중앙회|조합|운용|제약|의회|병원"
    r"|본부|거래소|협의회|학회|노조|연맹|연합회|총리실|지주|홀딩스|중공업|교육청|경찰청|소방서|경찰서)"
)
_TOWN = re.compile(r".+[시군구도]")


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts, in small letters and without blanks. Of a `person` with a title it is the name."""

    name: str
    person: bool = False


def agent(text: str) -> Agent | None:
    """Return who acts in the first sentence of `text`; None for what has no name of its own."""
    found = _SUBJECT.match(_ASIDE.sub("", text[:_READ]).partition("\n")[0])
    return _agent(found[1]) if found else None


@lru_cache(maxsize=16384)
def _agent(phrase: str) -> Agent | None:
    words = phrase.lower().split()
    last = words[-1] if words else ""
    if _TITLE.fullmatch(last):
        named = [word for word in words if not _TITLE.fullmatch(word) and not _OFFICE.fullmatch(word)]
        named = [word for word in named if _kind(word) in (None, "person")]
        return Agent(named[-1], person=True) if named and _NAME.fullmatch(named[-1]) else None
    return Agent(last) if len(last) > 1 and (_OFFICE.fullmatch(last) or _acts(last)) else None


def _acts(word: str) -> bool:
    kind = _kind(word)
    return kind in ("company", "institution") or (kind == "place" and _TOWN.fullmatch(word) is not None)


def _kind(word: str) -> str | None:
    """Return of what kind the entity is that is named by `word`, whatever follows the name."""
    return next((mention.entity.kind for mention in gazetteer().mentions(word) if mention.start == 0), None)
