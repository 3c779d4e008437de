"""Noun phrases of headlines: whole ones, that lose neither a word of theirs nor the clause in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsprism.stages.write.naming.kinds import PERSONS
from newsprism.stages.write.naming.words import COMMON, DEEDS
from newsprism.text.ko.gazetteer import Mention, gazetteer
from newsprism.text.ko.tokens import Morpheme

_BODY = ("company", "institution")
_NOUN = frozenset({"NNG", "NNP", "SL", "SH", "XPN", "XSN", "SN", "XR"})
_WORDS = 3
"""Words of a phrase at most."""


def noun_phrases(title: str, morphemes: Sequence[Morpheme]) -> list[str]:
    """Return the whole noun phrases of a headline as printed, its quoted names, and the firms and bodies that we know."""
    found = [m.text for m in gazetteer().mentions(title) if _stands(title, m)]
    found += [q["name"] for q in _QUOTED_NAME.finditer(title) if _is_name(q["name"], q.start("name"), morphemes)]
    run: list[Morpheme] = []
    for place, m in enumerate((*morphemes, None)):
        noun = m is not None and (m.tag in _NOUN or _is_month(m, run) or m.form == "&")
        if m is not None and noun and (not run or m.start - run[-1].end <= 1):
            run.append(m)
            continue
        found += _joined(title, run, morphemes[place : place + 4])
        run = [m] if m is not None and noun else []
    return [p for p in found if p not in COMMON and not re.fullmatch(r"[\d.,%\s]+.{0,2}", p)]


def _stands(title: str, name: Mention) -> bool:
    """Say whether a name that we know is none's part: of a term no noun may follow."""
    if _CUT_OFF.match(title, name.end):
        return False
    return name.entity.kind in _BODY or (name.entity.kind == "term" and not _GOES_ON.match(title, name.end))


_GOES_ON = re.compile(r"\s?[가-힣A-Za-z0-9]")


def _is_month(m: Morpheme, run: Sequence[Morpheme]) -> bool:
    return m.tag == "NNB" and m.form == "월" and bool(run) and run[-1].tag == "SN" and run[-1].end == m.start


_QUOTED_NAME = re.compile(r"[‘'](?P<name>[가-힣A-Za-z0-9·\- ]{3,12})[’']")
"""Single quotation marks set off what a thing is called; who speaks is in double ones."""


def _is_name(quoted: str, start: int, morphemes: Sequence[Morpheme]) -> bool:
    """Say whether what is quoted is made of nouns alone."""
    inside = [m for m in morphemes if start <= m.start < start + len(quoted)]
    nouns = all(m.tag in _NOUN or m.tag in ("SO", "SP", "SS") for m in inside)
    return bool(inside) and nouns and not quoted[0].isdigit() and len(quoted.split()) <= _WORDS


def _joined(text: str, run: Sequence[Morpheme], after: Sequence[Morpheme]) -> list[str]:
    """Return the runs of up to three whole words; a word may lose its josa but not a part of its noun.

    Of a run before `after` that makes a verb of its last noun (공정 in 공정한가) that noun is none of them.
    """
    if run and after and after[0].start == run[-1].end and after[0].tag in ("XSV", "XSA"):
        run = run[:-1]
    out = []
    for begin in range(len(run)):
        if not _begins(text, run, begin):
            continue
        for end in range(begin + 1, min(len(run), begin + 6) + 1):
            part = text[run[begin].start : run[end - 1].end]
            behind = begin > 0 and run[begin].start - run[begin - 1].end == 1
            if behind and _goes_before(text, run[begin].start, run[end - 1].end):
                continue
            if _ends(text, run, end) and _is_whole(part) and not (end == len(run) and _describes(after)):
                out.append(part)
    return out


def _begins(text: str, run: Sequence[Morpheme], begin: int) -> bool:
    """Say whether a phrase can begin here: with a word."""
    start = run[begin].start
    numeral = run[begin].tag == "SN" and not _OF_MONTH.match(text, start)
    return not (run[begin].tag == "XSN" or numeral or (start and _LISTED.match(text[start - 1])))


def _goes_before(text: str, start: int, end: int) -> bool:
    """Say whether the noun before a phrase belongs to it and there is room for it: not that of who acts, or when."""
    if start < 2 or text[start - 1] != " ":
        return False
    before = text[:start].split()[-1].lstrip("“\"‘'([")
    if (
        not _WORD.fullmatch(before)
        or before in _RELATING
        or _acts(before)
        or _MONTH.search(before)
        or _TIMES.match(f"{before} ")
    ):
        return False
    return len(before) + 1 + end - start <= _ROOM and text[start:end].count(" ") < _WORDS - 1


_ROOM = 12
"""Characters of a key phrase at most."""


def _ends(text: str, run: Sequence[Morpheme], end: int) -> bool:
    """Say whether a phrase can end here: with a word, and before no noun but one of what happened to it or how much."""
    last = run[end - 1]
    if last.tag in ("XPN", "SN") or _CUT_OFF.match(text, last.end) or _WHEN.match(text, last.end):
        return False
    if end == len(run):
        return True
    if run[end].start == last.end:
        return False
    after = _WORD.match(text, run[end].start)
    word = _ONCE.sub("", after.group()) if after else ""
    if _RANK.match(word):
        return False
    if _TIMES.match(f"{word} ") or _SOON.match(word):
        return True
    return not word or word[0].isdigit() or word in DEEDS or word in COMMON or word in _RELATING or word in _CLOSING


def _describes(after: Sequence[Morpheme]) -> bool:
    """Say whether what follows makes the phrase part of what describes another noun: "지수 수익률 넘은 배당주"."""
    rest = [m for m in after if m.tag not in ("SS", "SSO", "SSC", "MAG", "XR", "SW")]
    verb = bool(rest) and rest[0].tag in ("VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I")
    return verb and any(m.tag in ("ETM", "ETN") for m in rest[1:3])


def _is_whole(part: str) -> bool:
    words = part.split()
    return (
        len(words) <= _WORDS
        and not _BROKEN.search(part)
        and not any(_TIMES.match(f"{w} ") for w in words)
        and not any(w in _RELATING or w in _OPENING for w in words)
        and not any(w[0].isdigit() for w in (words[1:] if _OF_MONTH.match(part) else words))
        and not any(_CLAUSE.search(w) for w in words)
        and (len(words[0]) >= 2 or words[0] in "美中日英獨")
        and not (len(words) > 1 and (len(words[-1]) == 1 or _acts(words[-1])))
        and not any(_SOMEWHERE.search(w) for w in words[:-1])
        and not _WEAK_END.search(part)
        and not all(w in COMMON or w in DEEDS for w in words)
    )


_OF_MONTH = re.compile(r"(?:[美中日英獨] ?)?\d{1,2}월 [가-힣A-Z]")
"""A statistic is that of a month: "1월 고용"."""


def _acts(word: str) -> bool:
    """Say whether a word is who acts or where: behind it a phrase may begin, and none ends in it."""
    entity = gazetteer().find(word)
    if word in BODIES or word in PERSONS or _SORT.search(word):
        return True
    return entity is not None and entity.kind in ("institution", "company", "country", "person")


_SOMEWHERE = re.compile(r"[가-힣]{2}(?<!보고)(?<!계획)(?<!신청)(?<!계약)(?<!명세)(?<!합의)서$")
"""A word with the short josa of where: "한국서"."""
_SORT = re.compile(r"[가-힣](?:기업|기관|업체|단체)$")
_MONTH = re.compile(r"\d월$")
BODIES = frozenset(
    """정부 국회 여야 여당 야당 당정 청와대 백악관 본회의 상임위 법사위 특위 법원 대법
    대법원 헌재 검찰 경찰 특검 은행 은행권 금융권 금융당국 당국 시장
    업계 재계 노동계 경영계 노조 노사 기업 기업들 투자자 개미 외국인 기관 전문가 서울 與 野 美 中 日 韓 李""".split()
)
"""Who acts, in one word."""
_LISTED = re.compile(r"[가-힣A-Za-z0-9·ㆍ/&\-]")
# Behind it goes on a list or a name, somebody speaks, or the office of the person that the phrase named.
_CUT_OFF = re.compile(
    r"\s?등에?\s?관한|\s?,?\s?[“\"]|[·ㆍ/&\-]|[‘'][가-힣A-Za-z]"
    r"|께|에게|한테|\s?(?:CEO|CTO|대표|회장|부회장|사장|부사장|장관|차관|의원|위원장|총재|총리|대통령|원장|청장|시장|지사"
    r"|교수|의장|행장|이사장|본부장)"
)
# What is before another time has not happened: "부두법 시행 전".
_WHEN = re.compile(r"\s?(?:전|前|후|後|뒤|시|땐|때|중|앞|앞두고|위해|따라|이후|이전|직전|여부)(?![가-힣])")
_CLAUSE = re.compile(r"[가-힣]{2,}(?:출발|마감|통과|시행|확정|종료|인상|인하|발표)(?:후|전|땐|시|뒤)$")
# A phrase that begins with a time says when, and only then what.
_TIMES = re.compile(
    r"(?:(?:이번|지난|다음) ?[주달해]|작년|지난해|지난달|올해|내년|내달|이달|전년|전월|전날|어제|오늘|내일|연초|연말|연내|상반기|하반기|최근|현재|향후|당분간"
    r"|연이틀|이틀째|사흘째|개장|장중|간밤|시대|첫)(?=\s)"
)
_BROKEN = re.compile(r"[^가-힣A-Za-z0-9\s·&%.\-+一-龥]")
_WEAK_END = re.compile(r"(?:적|때문|관련|통해|위해|대해|따라|이후|이전|직전|동안|가운데)$")
_SOON = re.compile(r"(?:올해|내년|내달|이달|지난해|작년|다음달|연내|하반기|상반기|빠르면|이르면|설|추석)[가-힣]{0,3}")
_ONCE = re.compile(r"(?<=[가-힣]{2})(?:땐|때|시|후|뒤)$")
_RANK = re.compile(r"\d[\d.,]*(?:위|배|번째|호|등|차)")
_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
# Nouns that only tie others together: what they end in is not finished.
_RELATING = frozenset(
    """
    전년대비 기간 여부 연속 하루 이틀째 사흘째 여전 연평균 미적용 임박 사태 상황 모습 결과 이유 배경 논란 역대 첫해 반복 상대 추진
    하회 상회 겨냥 직격 예정 강조 지적 주장 시사 촉구 대비 관련 이후 이전 직전 우려 전망 만에 동안 초점 시 후 전 내 외 등 건 속
    첫 또 각 경우 시점 얼마 특별 추가 통감 철퇴 문턱 채비 vs VS
    """.split()
)
_OPENING = frozenset(
    "일부 미만 이상 이하 초과 다수 각종 여러 주요 세계 글로벌 국내 연이틀 최초 사실상 잇단 잇따른".split()
)
"""Words that bound or count what follows: without the rest they say nothing."""
_CLOSING = frozenset(
    """가능 불가 필요 완료 임박 파행 무산 결렬 타결 착공 준공 개통 가결 부결 철회 보류 연기 급등세 둔화세
    개정 개정안 제정안 일부개정안 일부개정법률안 시행령 시행규칙 법안 위반 혐의""".split()
)
"""Nouns that say what became of a thing, as the deeds do."""
