"""Keywords: the noun phrases that set the headlines of a story off from those of others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.headlines import Headlines
from newsprism.stages.write.words import COMMON, DEEDS, PERSON, shares
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.story import Story, StoryId

_NOUN = frozenset({"NNG", "NNP", "SL", "SH", "XPN", "XSN", "SN", "XR"})
_WEAK_END = re.compile(r"(?:적|때문|관련|통해|위해|대해|따라|이후|이전|직전|동안|가운데)$")


def keywords(desk: Desk, morphemes: Headlines, count: int = 5) -> tuple[str, ...]:
    """Return up to `count` key phrases of 2–12 characters, one for each pick before a second one for any.

    A word that does not say what happened comes behind those that do, and last a phrase of which nobody knows whose
    matter it is.
    """
    found: dict[str, int] = {}
    for telling, named in ((True, True), (True, True), (False, True), (False, False)):
        for place, pick in enumerate(desk.selected):
            if len(found) == count:
                break
            if not telling and place in found.values():
                continue
            best = key_phrase(desk, pick.story, morphemes, tuple(found), telling=telling, named=named)
            if best:
                found[best] = place
    return tuple(sorted(found, key=lambda phrase: found[phrase]))


def bare(phrase: str) -> bool:
    """Say whether a phrase is one word that names no term: a firm, a person or "취업자" does not say what happened."""
    entity = gazetteer().find(phrase)
    if entity is not None:
        return entity.kind != "term" or len(phrase) < _TERM
    return " " not in phrase and len(phrase) < _WORD_ALONE


_WORD_ALONE, _TERM = 6, 4
"""Characters of a word, and of a term, that names a matter by itself."""


def nameless(phrase: str) -> bool:
    """Say whether a phrase has only kinds of things and deeds: "유망 기업", "관세 합의 서명", "지자체 속도전".

    One word that few matters share ("국고채 금리"), or a name, tells it from all others.
    """
    words = phrase.split()
    return all(w in COMMON or w in DEEDS or w in _KINDS for w in words)


_KINDS = frozenset(
    """기업들 스타트업 벤처 거점 기관 운영기관 담당자 인사담당자 연구자 과학자 단체 노조 조합 시공사 업체 회사 직원 대표 퇴직자 교육생
    신입사원 청년 국민 주민 시민 소비자 투자자 은행 금융권 개정 개정안 제정안 공청회 토론회 관세 금리 물가 예산 임금 성과급 투자 수출 수입 채용
    공채 상장 대출 가격 매물 거래 주택 아파트 세금 소송 파업 입찰 재입찰 서명 지지 반대 찬성 시작 정책 제재 조치 행사 대회 AI 인공지능 기술
    반도체 로봇 유니콘 등극 성장 수주 계약 공급 생산 판매 실적 매출 이익 손실 적자 흑자 비율 규제 완화 인력 인재 교육 훈련 자격증 연구 개발
    연구개발 예타 신청 접수 마감 기한 일정 총력 집중 특별 전면 현장 체감 인사 공고 영업이익 순이익 지원책 보완책 정상화 활성화 상용화 실증
    대규모 신규 차세대 첨단 최종 잠정 긴급 사상 첫""".split()
)
"""Kinds of persons, bodies and matters that are in the news every week."""


def key_phrase(
    desk: Desk,
    story: Story,
    morphemes: Headlines,
    found: Sequence[str],
    longest: int = 12,
    *,
    telling: bool = False,
    named: bool = False,
) -> str | None:
    """Return the noun phrase that sets the headlines of the story off from those of other stories.

    With `telling` it says what happened, with `named` it is not nameless.

    Phrases are weighed by the logarithm of their odds in the story against those in all others at the desk, each
    headline counted once. A piece of a longer phrase that nearly always stands where it does is no phrase.
    """
    own = _own(story)
    verbal = _verbal(desk, story.id)
    counted: Counter[str] = Counter()
    morphemes.read(own)
    for title in own:
        counted.update(set(_phrases(title, morphemes)))
    rest = [t for s in desk.everything if s.story.id != story.id for t in (s.story.title,)]
    outlets = {d.publisher for d in story.documents if d.publisher}
    usable = [
        p
        for p in counted
        if 3 <= len(p) <= longest
        and not any(outlet in p for outlet in outlets)
        and not PERSON.search(p)
        and not any(shares(p, f) for f in found)
        and not _piece(p, counted)
        and _supported(p, own)
        and not (telling and bare(p))
        and not (named and nameless(p))
        and not _UNFINISHED.search(p)
        and not _said_only(p, own)
    ]
    worth = {
        p: _odds(counted[p], len(own), sum(p in t for t in rest), len(rest))
        + _SHAPE * _telling(p, verbal)
        + _SUPPORT * _share(p, own)
        for p in usable
    }
    return max(worth, key=lambda p: (worth[p], len(p), p), default=None)


# "영업이익 최대", "CPI 전년", "오르면 땐": the words behind are missing, or it is a condition.
_UNFINISHED = re.compile(
    r"땐(?:\s|$)|(?:최대|최소|최고|최저|이상|이하|이후|이전|대비|기준|전년|전월|작년|올해|내년|예정|관련|주요|첫|역대|연속|추가|세계|미만|동안|이내|가운데|대표|최초)$"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def _said_only(phrase: str, headlines: Sequence[str]) -> bool:
    """Say whether a phrase stands in quotations alone: what somebody calls a matter is not its name."""
    return not any(phrase in _QUOTED.sub(" ", title) for title in headlines) and any(phrase in t for t in headlines)


_SHAPE = 2.6
"""How much the shape of a phrase counts beside the logarithm of its odds."""


def _own(story: Story) -> list[str]:
    return list(dict.fromkeys(d.title for d in story.documents[:12]))


def _share(part: str, headlines: Sequence[str]) -> float:
    """Return the share of the headlines that hold the rarest word of a phrase."""
    return min(sum(word in h for h in headlines) for word in part.split()) / max(1, len(headlines))


_SUPPORT = 1.5


def _supported(part: str, headlines: Sequence[str]) -> bool:
    """Say whether every word of a phrase stands in more than one headline of its story, where that has several."""
    return len(headlines) < _SEVERAL or _share(part, headlines) * len(headlines) >= 2


_SEVERAL = 4


def _odds(here: int, of_here: int, there: int, of_there: int) -> float:
    """Return the logarithm of the odds ratio, each count smoothed by a half."""
    return math.log((here + 0.5) / (of_here - here + 0.5)) - math.log((there + 0.5) / (of_there - there + 0.5))


def _piece(part: str, counted: Counter[str]) -> bool:
    return any(
        n >= 0.6 * counted[part] and len(longer) <= 16
        for longer, n in counted.items()
        if longer != part and (longer.startswith(f"{part} ") or longer.endswith(f" {part}"))
    )


def _verbal(desk: Desk, story: StoryId) -> frozenset[str]:
    """Return the nouns that the story's sentences use as verbs (등극했다): at the end of a phrase they name no thing."""
    material = desk.material.get(story)
    return frozenset(c.deed for c in material.candidates if c.deed) if material else frozenset()


def _telling(phrase: str, verbal: frozenset[str] = frozenset()) -> float:
    """Weight a phrase by what it is: a term or a compound tells the story, a lone name or common word does not."""
    entity = gazetteer().find(phrase)
    if entity is not None:
        if entity.kind == "term":
            return 1.2 if len(phrase) >= 5 else 0.7
        return {"company": 0.6, "institution": 0.5}.get(entity.kind, 0.0)
    words = phrase.split()
    known = len(words) > 1 and bool(gazetteer().mentions(phrase))
    value = 1.5 + 0.03 * len(phrase) if len(words) > 1 else 1.0 if len(phrase) >= 4 else 0.1
    # "면제" alone says nothing, "관세 면제" little, "반도체 관세 면제" what is meant.
    if len(words) < 3 and (words[-1] in DEEDS or words[-1] in verbal):
        value -= 0.6 if len(words) > 1 and words[0] not in COMMON else 1.2
    value -= 0.5 * (words[0] in COMMON) + 0.8 * (words[-1] in COMMON) + 0.6 * bool(re.match(r"\d", phrase))
    return value + _NAMED * known


_NAMED = 1.2
"""What a name or term in a phrase of several words is worth: it says whose matter it is."""


def _phrases(title: str, morphemes: Headlines) -> list[str]:
    """Return the noun phrases of a headline (as printed, whole words), and the names and terms that we know."""
    found = [m.text for m in gazetteer().mentions(title) if m.entity.kind in ("term", "company", "institution")]
    run: list[Morpheme] = []
    for m in (*morphemes.of(title), None):
        if m is not None and m.tag in _NOUN and (not run or m.start - run[-1].end <= 1):
            run.append(m)
            continue
        found += _joined(title, run, m)
        run = [m] if m is not None and m.tag in _NOUN else []
    return [p for p in found if p not in COMMON and not re.fullmatch(r"[\d.,%\s]+.{0,2}", p)]


def _joined(text: str, run: Sequence[Morpheme], after: Morpheme | None) -> list[str]:
    """Return the runs of up to three whole words; a word may lose its josa but not a part of its noun.

    Of a run before `after` that makes a verb of its last noun (공정 in 공정한가) that noun is none of them.
    """
    if run and after is not None and after.start == run[-1].end and after.tag in ("XSV", "XSA"):
        run = run[:-1]
    out = []
    for begin in range(len(run)):
        if run[begin].start and _LISTED.match(text[run[begin].start - 1]):
            continue
        for end in range(begin + 1, min(len(run), begin + 6) + 1):
            if end < len(run) and run[end].start == run[end - 1].end:
                continue
            part = text[run[begin].start : run[end - 1].end]
            words = part.split()
            if (
                len(words) <= 3
                and not _BROKEN.search(part)
                and not _CUT_OFF.match(text, run[end - 1].end)
                and not _TIMES.match(part)
                and not any(w in _RELATING for w in words)
                and not any(w[0].isdigit() for w in words)
                and len(words[0]) >= 2
                and run[begin].tag not in ("SN", "XSN")
                and run[end - 1].tag not in ("XPN", "SN")
                and not (len(words) > 1 and len(words[-1]) == 1)
                and not _WEAK_END.search(part)
                and not all(w in COMMON or w in DEEDS for w in words)
            ):
                out.append(part)
    return out


_LISTED = re.compile(r"[가-힣A-Za-z0-9·ㆍ/&]")
# Behind it goes on a list, or the office of the person that the phrase named.
_CUT_OFF = re.compile(
    r"[·ㆍ/&]|께|에게|한테|\s?(?:대표|회장|부회장|사장|부사장|장관|차관|의원|위원장|총재|총리|대통령|원장|청장|시장|지사|교수|의장|행장|이사장|본부장|CEO|CTO)"
)
# A phrase that begins with a time says when, and only then what.
_TIMES = re.compile(
    r"(?:(?:이번|지난|다음) ?[주달해]|작년|올해|내년|내달|이달|전년|전월|전날|어제|오늘|내일|연초|연말|연내|상반기|하반기|최근|현재|향후|당분간"
    r"|연이틀|이틀째|사흘째|개장|장중|간밤|시대|첫)(?=\s)"
)
_BROKEN = re.compile(r"[^가-힣A-Za-z0-9\s·&%.\-+一-龥]")
# Nouns that only tie others together: what they end in is not finished.
_RELATING = frozenset(
    """
    전년대비 기간 여부 연속 하루 이틀째 사흘째 여전 연평균 미적용 임박 사태 상황 모습 결과 이유 배경 논란 역대 첫해 반복 상대 추진
    하회 상회 겨냥 직격 예정 강조 지적 주장 시사 촉구 대비 관련 이후 이전 직전 우려 전망 만에 동안 초점 시 후 전 내 외 등 건 속
    첫 또 각 경우 시점 얼마 특별 추가 통감 철퇴 문턱 채비
    """.split()
)
