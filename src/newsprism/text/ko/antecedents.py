"""Definite openings: what a sentence only points to, named from the sentences before it in the same article.

A name is put in only where the article leaves one choice: one person of that surname, one body of that short name, one
company, one day. The new text has its words in the order of the article, so its proof is one span, which begins where
the name stands (`Named.begin`). Josa fit the word that they now follow.

==============  =====================================  =====================================================
rule            sentence                               with what the article said before
==============  =====================================  =====================================================
person          김 장관은 …                            김표본 산업부 장관은 …
short_name      공단은 …, TF는 …                       가온공단은 …, ‘물가 관계 장관 TF’는 …
abbreviation    보정심은 …                             보건정책심의위원회(보정심)는 …
company         회사 측은 …                            나루전자는 …
he              그는 …                                 김표본 산업부 장관은 …
same_day        같은 날 가온시는 …                     12일 가온시는 …
speaker         …라고 강조했다. (nobody)               김표본 장관은 …라고 강조했다.
actor           2만 톤을 더 사들인다. (nobody)          나루전자는 2만 톤을 더 사들인다.
==============  =====================================  =====================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from newsprism.text.ko.dates import dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.josa import attach

REACH = 600
"""Characters before a sentence in which a name is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence that names what it pointed to; ``article[begin:]`` up to its end proves it."""

    text: str
    begin: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands in place of a pointing word, and where in the text before it stands."""

    name: str
    start: int


_TITLES = (
    r"(?:회장|부회장|대표이사|대표|장관|차관|의원|부총리|총리|총재|부총재|위원장|부위원장|사장|부사장|교수|원장|청장|처장|실장|본부장|의장|이사장|행장|지사"
    r"|대통령|시장|대변인|연구위원|연구원|최고경영자|변호사|감독|대사|이사)"
)
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추"
)
_PERSON = re.compile(rf"(?P<who>[{_SURNAMES}]|[가-힣]{{2,6}})\s(?P<title>{_TITLES})(?P<josa>은|는|이|가|도|의)\s")
_SHORT = (
    r"(?:공단|공사|협회|재단|위원회|조사단|연구원|연구소|연구팀|센터|TF|특위|심의위|연맹|연합회|조합|노조|은행|재판부|법안|개정안|특별법|펀드|거래소"
    r"|진흥원|교육청|시청|도청|군청|평가원|관리원|금고|중앙회|사무국|추진단|지원단)"
)
_SHORT_NAME = re.compile(rf"(?P<noun>{_SHORT})(?P<josa>은|는|이|가|도|의)\s")
_ABBREVIATED = re.compile(r"(?P<abbr>[A-Za-z]{2,6}|[가-힣]{2,5})(?P<josa>은|는|이|가|도|의)\s")
_COMPANY = re.compile(r"(?:이\s)?(?:회사|업체)(?:\s측)?(?P<josa>은|는|이|가|도)\s")
_HE = re.compile(r"그(?P<josa>는|가)\s")
_SAME_DAY = re.compile(r"(?<![가-힣])같은\s?날,?(?=\s)")
_WHOLE_PERSON = re.compile(
    rf"(?<![가-힣])[{_SURNAMES}][가-힣]{{1,2}}\s(?:[가-힣A-Za-z0-9·]{{1,20}}\s){{0,3}}?[가-힣A-Za-z0-9·]{{0,16}}?{_TITLES}(?=[은는이가을를과와의도에])"
)
_SPEAKS = re.compile(
    r"(?:밝혔|말했|강조했|설명했|전했|덧붙였|주장했|지적했|비판했|평가했|촉구했|당부했|언급했|시사했|반박했|요구했|제안했)다\.$"
)
_OPENS_WITH = re.compile(r"(?P<who>[^,“”\"‘’']{2,34}?)(?<!에)(?<!서)(?<!로)(?P<josa>은|는|이|가)\s")
# Before a whole name a phrase has closed; a bare noun there is its first part ("변동성 완화장치").
_CLOSED = re.compile(r"(?:^|[\n.,”\"’'·(]|[은는이가을를의에도와과로서며고등인])\s*$")
_NO_NAME = re.compile(
    r"^(?:전직|현직|신임|전임|임시|공동|수석|선임|전체|여성|고위|현지|지역|양측|이날|전날)$|[는은을를된]$"
)
_PARTICLED = re.compile(r"(?:[은는을를에]|[가-힣]{2}(?:이|가|의|와|과)|에서|으로|했던|하는|한|된)$")
_ENDS = re.compile(r"[.!?]\s|\n")
_PAIRS = {"은": "은/는", "는": "은/는", "이": "이/가", "가": "이/가"}


def named(text: str, article: str, start: int, published: date | None = None) -> Named | None:
    """Return `text` with what it points to named, None when it points to nothing or the article leaves a choice.

    `text` is a form of the sentence that begins at ``article[start]``; `published` is the article's own day.
    """
    floor = max(0, start - REACH)
    before = article[floor:start]
    if not before.strip():
        return None
    for rule, find in _RULES:
        done = find(text, before, published)
        if done is not None:
            named_text, place = done
            return Named(named_text, floor + place, rule)
    return None


Rule = Callable[[str, str, "date | None"], "tuple[str, int] | None"]


def _put(found: _Found | None, josa: str, rest: str) -> tuple[str, int] | None:
    if found is None:
        return None
    return f"{_with_josa(found.name, josa)} {rest}", found.start


def _with_josa(name: str, josa: str) -> str:
    """Return the name with its josa, which fits the word before a bracket; "(이하 …)" goes."""
    word, bracket, inner = name.rpartition("(")
    if josa not in _PAIRS:
        return f"{name}{josa}"
    if not name.endswith(")"):
        return attach(name, _PAIRS[josa])
    fitting = attach(word, _PAIRS[josa])[len(word) :]
    kept = "" if inner.startswith("이하") else f"{bracket}{inner}"
    return f"{word}{kept}{fitting}"


def _only(found: Iterable[_Found]) -> _Found | None:
    """Return the last mention when all name one thing, None when there is a choice or nothing."""
    known = list(found)
    return known[-1] if len({f.name for f in known}) == 1 else None


def _person(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    match = _PERSON.match(text)
    if match is None:
        return None
    who, title = match["who"], match["title"]
    surname = len(who) == 1
    if not surname and ((len(who) == 3 and who[0] in _SURNAMES) or gazetteer().find(who)):
        return None  # a whole name, or one that everybody knows
    given = rf"{who}[가-힣]{{1,2}}" if surname else rf"(?:[가-힣]{{1,7}}\s){who}"
    whole = re.compile(
        rf"(?<![가-힣]){given}\s(?:[가-힣A-Za-z0-9·()]{{1,20}}\s){{0,4}}?[가-힣A-Za-z0-9·()]{{0,16}}?{title}"
    )
    people = [_Found(m.group(), m.start()) for m in whole.finditer(before) if _one_person(m.group())]
    names = {" ".join(f.name.split()[: 1 if surname else 2]) for f in people}
    return _put(people[0], match["josa"], text[match.end() :]) if len(names) == 1 else None


def _one_person(words: str) -> bool:
    name, *rest = words.split()
    return not _NO_NAME.search(name) and not any(_PARTICLED.search(word) for word in rest[:-1])


def _short_name(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    match = _SHORT_NAME.match(text)
    if match is None:
        return None
    noun = match["noun"]
    quoted = re.compile(rf"[‘'“\"]([^‘’'“”\"\n]{{2,34}}\s?{noun})[’'”\"]")
    within = [_Found(m.group(), m.start()) for m in quoted.finditer(before)]
    compound = re.compile(
        rf"(?<![가-힣A-Za-z0-9·])((?:[가-힣]{{2,12}}법\s)?[가-힣A-Za-z0-9·]{{2,18}}{noun}|[가-힣]{{2,14}}법\s{noun})(?![가-힣]{{3}})"
    )
    plain = [_Found(m.group(1), m.start(1)) for m in compound.finditer(before) if _CLOSED.search(before[: m.start(1)])]
    return _put(_only([*within, *plain]), match["josa"], text[match.end() :])


def _abbreviation(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    match = _ABBREVIATED.match(text)
    if match is None or f"{match['abbr']})" not in before or gazetteer().find(match["abbr"]):
        return None
    spelled = re.compile(
        rf"(?<![가-힣A-Za-z])((?:[가-힣]{{1,4}}\([가-힣]\))?[가-힣A-Za-z·]{{3,24}}\((?:이하\s)?{match['abbr']}\))"
    )
    found = (_Found(m.group(1), m.start(1)) for m in spelled.finditer(before) if _CLOSED.search(before[: m.start(1)]))
    return _put(_only(found), match["josa"], text[match.end() :])


def _company(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    match = _COMPANY.match(text)
    if match is None:
        return None
    mentions = [m for m in gazetteer().mentions(before) if m.entity.kind == "company"]
    acting = [m for m in mentions if re.match(r"(?:\([^()]{1,20}\))?[은는이가]\s", before[m.end : m.end + 26])]
    if not acting or len({m.entity.canonical for m in mentions}) != 1:
        return None
    return _put(_Found(acting[0].text, acting[0].start), match["josa"], text[match.end() :])


def _he(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    match = _HE.match(text)
    if match is None:
        return None
    people = [m for m in _WHOLE_PERSON.finditer(before) if _one_person(m.group())]
    acting = [_Found(m.group(), m.start()) for m in people if before[m.end() : m.end() + 1] in ("은", "는", "이", "가")]
    if not acting or len({m.group().split()[0] for m in people}) != 1 or _others(before, acting[0].name):
        return None
    return _put(acting[0], match["josa"], text[match.end() :])


def _others(before: str, name: str) -> bool:
    """Say whether the text names another person too: then nobody knows who `he` is."""
    known = {m.text for m in gazetteer().mentions(before) if m.entity.kind == "person"}
    return any(one not in name for one in known)


def _same_day(text: str, before: str, published: date | None) -> tuple[str, int] | None:
    match = _SAME_DAY.search(text[:40])
    if match is None or published is None:
        return None
    last = max((m.end() for m in _ENDS.finditer(before.rstrip()[:-1])), default=0)
    days = [d for d in dates(before[last:], published) if d.granularity == "day" and d.first]
    first = days[0].first if len({d.first for d in days}) == 1 else None
    if first is None:
        return None
    day = f"{first.day}일" if first.month == published.month else f"{first.month}월 {first.day}일"
    return f"{text[: match.start()]}{day}{text[match.end() :]}", last + days[0].start


def _speaker(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    """Take the speaker of the sentence right before, when this one reports speech and has no subject of its own."""
    if not _SPEAKS.search(text) or _OPENS_WITH.match(text[:60]) or _HE.match(text):
        return None
    last = max((m.end() for m in _ENDS.finditer(before.rstrip()[:-1])), default=0)
    sentence = before[last:].strip()
    opening = _OPENS_WITH.match(sentence)
    if opening is None or not _SPEAKS.search(sentence):
        return None
    who = opening["who"]
    if "\n" in before[last:].rstrip("\n") or re.search(r"\d", who):
        return None
    if any(_PARTICLED.search(word) for word in who.split()[:-1]):
        return None
    if not (re.search(rf"{_TITLES}$", who) or gazetteer().find(who)):
        return None
    spoken = f"{attach(who, '은/는')} {text}"
    if not re.match(rf"[{_SURNAMES}]\s", who):
        return spoken, last
    return _person(spoken, before[:last], None)


def _actor(text: str, before: str, _: date | None) -> tuple[str, int] | None:
    """Take the company or body that the sentence right before begins with, when this one says what is done to what by nobody.

    Korean leaves out the subject that goes on; a passive, a state or a quotation may have another one.
    """
    if (
        _SUBJECT.search(text)
        or not _DOES.search(text)
        or any(mark in text for mark in "“”\"‘’'")
        or _POINTING.match(text)
    ):
        return None
    last = max((m.end() for m in _ENDS.finditer(before.rstrip()[:-1])), default=0)
    sentence = before[last:].strip()
    opening = _OPENS_WITH.match(sentence)
    if opening is None or "\n" in before[last:].rstrip("\n") or len(_SUBJECT.findall(f" {sentence}")) > 1:
        return None
    who = opening["who"]
    entity = gazetteer().find(who)
    known = entity is not None and entity.kind in ("company", "institution")
    if not (known or _BODY.search(who) or (" " not in who and _DOES.search(sentence))):
        return None
    if any(_PARTICLED.search(word) for word in who.split()):
        return None
    return f"{attach(who, '은/는')} {text}", last


_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)’”%](?:은|는|이|가|께서)\s")
_DOES = re.compile(
    r"[을를]\s.{0,60}(?:한다|했다|인다|린다|킨다|였다|렸다|켰다|갔다|냈다|운다|웠다|넣었다|늘렸다|꾸렸다|계획이다|예정이다|방침이다|기로 했다)\.$"
)
_POINTING = re.compile(r"(?:이|그|저|이를|이에|이와|이는|여기|같은|해당|반면|그러나|하지만|다만|또 다른|한편)[\s,]")
_BODY = re.compile(
    r"[가-힣]{2,}(?:부|처|청|위원회|공사|공단|은행|그룹|협회|재단|진흥원|연구원|거래소|금고|시|도|구|군|정부)$|^정부$|^국회$"
)


_RULES: tuple[tuple[str, Rule], ...] = (
    ("person", _person),
    ("short_name", _short_name),
    ("abbreviation", _abbreviation),
    ("company", _company),
    ("he", _he),
    ("same_day", _same_day),
    ("speaker", _speaker),
    ("actor", _actor),
)
