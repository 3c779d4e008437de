"""Keywords, labels and the headline: short phrases taken from the publishers' own headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.sentence.abroad import of_abroad
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import strip_tags
from newsprism.types.document import Document
from newsprism.types.story import StoryId

_SEGMENT = re.compile(r"\.{2,}|…+|···|‥| [-–—|] |(?<=\S): |;|(?<=[가-힣]), (?=[가-힣])")
_QUOTED = re.compile(r"[“\"‘'][^”\"’']{2,40}[”\"’']")
_MARKS = "“”\"‘’'「」『』<>《》"
PERSON = re.compile(
    r"(?:C[A-Z]O|의원|대표|대표이사|부회장|부총리|의장|행장|실장|국장|원장|청장|사장|장관|차관|총리|대통령|시장|지사|위원장|회장|총재|교수|기자)$"
)
COMMON = frozenset(
    """하루 평균 기준 전년 동기 지난달 이달 오늘 내일 지난해 올해 내년 전망 발표 추진 계획 강화 확대 축소 검토 우려 가능성 대비
    기록 돌파 최대 최고 최저 역대 사상 시작 종료 개최 출범 이상 이하 이유 영향 방안 대책 관련 대상 규모 수준 상황 문제 사업
    정부 기업 시장 국내 해외 세계 글로벌 한국 미국 중국 일본 대통령 장관 대표 회장 의원 국회 서울 전국 지역 증가 감소 상승
    하락 인상 인하 공개 지원 참여 선정 운영 도입 개선 개편 제도 결과 분석 조사 점검 대응 경쟁 협력 논의 협상 속보 종합 단독
    상보 하루 이틀 연속 억원 조원 만원 달러 퍼센트 첫날 시간 이번 주간 월간 최근 본격 본격화 가속 급증 급감 급등 급락 논란
    비상 충격 주요 핵심 이슈 기대 호재 악재 반등 강세 약세 부담 위기 기회 현장 속도 통과 합의 결정 확정 시행 적용 부과 청구
    판결 선고 항소 사건 사고 의혹 당국 금융당국 노동당국 정치권 업계 재계 여야 여당 야당 청와대 백악관
    증시 관련주 본회의 상임위 법사위 소위 전체회의 당정 양산 출하 코스피 코스닥
    과태료 과징금 벌금 추징 추징금 위반 적발 무더기
    최소 최다 유망 특별법 법안 민생 지자체 속도전 혁신 상승세 하락세 열기 거점 기지 둔화 신속 퇴출""".split()
)


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of a headline between its breaks, without tags, blanks tidied."""
    return tuple(part.strip(" ,·-") for part in _SEGMENT.split(strip_tags(title)) if len(part.strip()) >= 4)


def _with_actor(title: str) -> dict[str, bool]:
    """Return the parts of a headline, and those behind "누구, " with whom they tell of; True where that was cut off."""
    whole = strip_tags(title)
    found: dict[str, bool] = {}
    parts = segments(title)
    for place, part in enumerate(parts):
        actor = re.search(
            rf"(?:^|[…\s“\"‘'])(?P<who>(?:{_WHOSE}|[美中日英獨] ?|[미일중영독] )?[가-힣A-Za-z0-9·]{{1,9}}(?<![다고며면서])), {re.escape(part)}",
            whole,
        )
        told = actor is not None or any(_somebody(p) for p in parts[:place])
        if not (told and _BY_SOMEBODY.search(part) and not _somebody(part)):
            found[part] = actor is not None
        if actor:
            found[f"{actor['who']}, {part}"] = False
    return found


_WHOSE = (
    r"[가-힣A-Za-z0-9·]{2,12} (?=(?:노사|노조|경영진|이사회|주주|임직원|직원|협력사|채권단|조합|주민|시민단체|학부모|회장|대표|사장|의원|교수"
    r"|[가-힣]{0,4}법안?|[가-힣]{0,3}개정안|조례안|예산안), )"
)
"""The word before those who are always somebody's, and before a law: "노사, 잠정 합의" does not say where, "특별법안, 위원회 통과" not which."""


def _somebody(part: str) -> bool:
    """Say whether a part has somebody who acts: a name, an office, or who stands before a comma."""
    return _OFFICE.search(part) is not None or any(
        m.entity.kind in _ACTORS and not _WHERE.match(part, m.end) for m in gazetteer().mentions(part)
    )


_WHERE = re.compile(r"에|서|로|행|산|발|에서")
_ACTORS = frozenset({"company", "institution", "country", "person"})
_OFFICE = re.compile(
    r"^(?:[美中日英獨] ?)?[가-힣A-Za-z·]{2,10},\s|[가-힣](?:부|청|처|위|위원회|공사|공단|재단|은행|협회|장관|총리|대통령|대표|의장|총재)(?:[,\s은는이가]|$)"
    r"|[가-힣](?:시|도|군|구|원회|상|장)(?:,\s|[은는이가]\s)|정부|국회|여당|야당|與|野|법원|검찰|경찰|당국|노조|업계|재계"
)
_BY_SOMEBODY = re.compile(
    r"(?:추진|착수|논의|검토|개최|발표|발의|확정|경고|부과|적발|강화|요구|요청|제안|제출|선언|가동|구성|모집|공개|협의|의결|지급|운영|취득|인수|매각|도입|지시|점검"
    r"|제재|추징|조사|고발|압수수색|출시|투입|지원|협력|선정|배정|채용|공급|방문|반박|촉구|반발|비판|진단|준비|설립|내정|임명|지명)[’'”\"]?$"
)
"""Deeds that somebody does: without the part before nobody knows who."""


def office_of_nobody(part: str) -> bool:
    """Say whether a part has an office that every country has, and not whose: "국방부, 함대 파견"."""
    named = any(m.entity.kind in ("country", "person", "company") for m in gazetteer().mentions(part))
    return _ANY_COUNTRY.search(part) is not None and not named and not _SIGNS.search(part)


_ANY_COUNTRY = re.compile(
    r"(?<![가-힣])(?:국방부|재무부|상무부|국무부|법무부|노동부|외교부|외무부|내무부|교육부|중앙은행|의회|상원|하원|대법원?|헌법재판소|총리|대통령|부통령|정부|국회|내각|여당|야당|법원|검찰|경찰)(?![가-힣]{3})"
)
_SIGNS = re.compile(r"[美中日英獨佛露印]|(?<![가-힣])(?:미|중|일|독|영|불|러)(?=\s)|트럼프|연준")


def phrase(title: str, least: int, most: int, others: Sequence[str] = ()) -> str | None:
    """Return the best self-contained part of a headline within the length, without a broken quotation.

    `others` are headlines of the same story: a part that they say too is what the story is about.
    """
    worth = _worth(title, least, most, [content_words(o) for o in others if o != title])
    best = max(worth, key=lambda s: (worth[s], s), default=None)
    return best if best is not None and worth[best] > 0 else None


def _worth(title: str, least: int, most: int, others: Sequence[frozenset[str]]) -> dict[str, float]:
    every = _with_actor(title)
    parts = (s for s in every if least <= len(s) <= most and _whole(s))
    fitting = [s for s in parts if not (_DANGLING.search(s) or _FIGURE.match(s) or _lost_particle(s))]
    core = _core(others)
    return {
        s: informative(s)
        + 2.0 * agreed(s, others)
        - _BESIDE * (nameless(s) or bool(core and not any(word in folded(s) for word in core)))
        - 1.0 * bool(set(_MARKS) & set(s))
        - _CLIPPED * every[s]
        - _EXPECTED * bool(_FUTURE.search(s))
        + 0.05 * len(s)
        - 0.3 * min(2, i)
        for i, s in enumerate(fitting)
    }


_BESIDE = 3.0
"""What a part costs that has none of the words which the headlines of its story are about ("과태료 8억 부과": whose?)."""
_CLIPPED = 1.5
"""What it costs that a part has lost who does it ("딥시크에 공식 질의": who?)."""
_EXPECTED = 1.0
"""What it costs that a part foresees what another headline may tell as done."""
_FUTURE = re.compile(r"(?:전망|예정|관측|가능성|수순|유력|임박|검토|초읽기)$")
_CORE = 0.4
"""Share of the headlines that hold such a word."""


def nameless(part: str) -> bool:
    """Say whether a part has deeds, figures and common words only ("과태료 8억 부과")."""
    words = [w.strip(_EDGES) for w in part.split()]
    return all(w in COMMON or w in DEEDS or w in _WHEN or any(c.isdigit() for c in w) for w in words)


_EDGES = "“”\"‘’',.·…()[]"
_WHEN = frozenset(
    "설 설날 추석 명절 연휴 연말 연초 휴일 주말 앞두고 앞둔 맞아 앞서 직전 직후 후 전 뒤 또 다시 오는 지난".split()
)


def _core(headlines: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words that many headlines of a story have in common; figures and common words are none."""
    if len(headlines) < 3:
        return frozenset()
    counted = Counter(word for words in headlines for word in words)
    often = (w for w, n in counted.items() if n >= max(2, _CORE * len(headlines)))
    return frozenset(w for w in often if w not in COMMON and w not in DEEDS and not w[0].isdigit())


def agreed(part: str, others: Sequence[frozenset[str]]) -> float:
    """Return how far the words of a part stand in the other headlines (0-1)."""
    words = content_words(part)
    if not words or not others:
        return 0.0
    return sum(sum(w in o for o in others) / len(others) for w in words) / len(words)


def phrase_of(desk: Desk, story: StoryId, least: int, most: int) -> tuple[str, Document] | None:
    """Return the best part of the headlines of a story's printable reports, and the report; the lead's goes first."""
    best = next(iter(parts_of(desk, story, least, most)), None)
    return best and best[1:]


def parts_of(desk: Desk, story: StoryId, least: int, most: int) -> list[tuple[float, str, Document]]:
    """Return the parts that fit of the headlines of a story's printable reports, best first, each with its worth."""
    material = desk.material.get(story)
    if material is None:
        return []
    read = list({c.document.id: c.document for c in material.candidates}.values())
    reports = [material.lead, *(d for d in read if d.id != material.lead.id)][:_HEADLINES]
    others = [content_words(d.title) for d in material.story.documents[:12]]
    abroad = 2 * sum(of_abroad(d) for d in reports) > len(reports)
    # Outlets may count differently: what stands above an edition must be what its pick says.
    told = f"{material.lead.title} {material.lead.text}"
    found = {
        part: (value - 0.5 * min(1, place) + 0.001 * len(part), report)
        for place, report in reversed(list(enumerate(reports)))
        for part, value in _worth(report.title, least, most, others).items()
        if part in report.title
        and _NUMBER.findall(part) == [n for n in _NUMBER.findall(part) if n in told]
        and not (abroad and office_of_nobody(part))
        and not (_turned(part, report.title) or _short_of_law(part, told))
    }
    best = sorted(found, key=lambda part: (found[part][0], part), reverse=True)
    return [(found[part][0], part, found[part][1]) for part in best if found[part][0] > 0]


def _turned(part: str, title: str) -> bool:
    """Say whether the rest of a headline undoes the deed in which a part of it ends: "사용료 부과" of "사용료 부과, 6개월 유예"."""
    words = part.split()
    rest = title.replace(part, " ")
    return bool(words) and words[-1] in DEEDS and _UNDONE.search(part) is None and _UNDONE.search(rest) is not None


_UNDONE = re.compile(
    r"유예|면제|제외|철회|무산|보류|불발|취소|백지화|부인(?![과이의은는])|일축|기각|부결|반려|연기(?![가를자])|않|아냐|아니|없던 일|없다"
)


def _short_of_law(part: str, told: str) -> bool:
    """Say whether a part says that a bill passed of which the report says that a committee passed it, and not the house."""
    if _BILL_PASSED.search(part) is None or _COMMITTEE.search(part) is not None:
        return False
    return _BY_COMMITTEE.search(told) is not None and _BY_HOUSE.search(told) is None


_BILL_PASSED = re.compile(r"(?:법|법안|개정안|제정안|특별법)(?:이|은)? ?(?:[가-힣]+ )?(?:통과|의결|가결)(?:$|[,…])")
_COMMITTEE = re.compile(r"소위|상임위|법사위|위원회|[가-힣]위(?:[ ,]|$)")
_BY_COMMITTEE = re.compile(
    r"(?:소위|상임위|위원회|[가-힣]{2}위)(?:원회)?(?:의|를|에서|가|는|은|이)? (?:\S+ ){0,6}?(?:통과|의결|가결)"
)
_BY_HOUSE = re.compile(
    r"본회의(?:를|에서)? (?:\S+ ){0,3}?(?:통과(?:했|됐|한)|의결(?:했|됐|한)|가결(?:했|됐|한)|처리(?:했|됐|한))"
)

_HEADLINES = 6
_NUMBER = re.compile(r"\d[\d.,]*")


# Nouns of doing: the end of a phrase whose first word says of what.
DEEDS = frozenset(
    """추진 통과 압박 불발 돌입 착수 논의 검토 개최 발표 발의 확정 경고 반발 비판 부과 적발 급증 급감 감소 증가 확대 축소 강화 완화 인상 인하
    하락 상승 둔화 반등 급락 급등 돌파 마감 출발 요구 요청 제안 제출 선정 선언 가동 출범 구성 방문 면담 회동 신청 접수 모집 공개 공급 중단 종료
    시작 참여 참가 유지 동결 전환 협의 달성 기록 개시 의결 상정 처리 유예 연장 지급 운영 취득 인수 매각""".split()
)


# A question, an address, an end that asks for more.
_DANGLING = re.compile(
    r"[?？!]|왜|까\b|나$|요$|죠|네$|지만$|는데$|더니$|라고$|다며$|고$|해도$|면$|보니$|해야$|려고$|(?:에서|에게|부터|까지|한다는|하는|되는|인데|앞두고|두고)$"
    r"|[가-힣]{2}(?:을|를|은|는)$|(?:관심|주목|눈길|촉각|이목|화제|[경긴기불우][계장대안려]감)[’'”\"]?$"
    r"|[가-힣]{2}·[가-힣](?=\s)|[가-힣]{2}에$|[하되]는 [美中日韓]$|이번엔"
    # A list of names without what they did; an office whose holder stood in front; a reason that what follows would need.
    r"|(?:[가-힣A-Za-z0-9]{2,}·){2,}[가-힣A-Za-z0-9]{2,}$|^(?:회장|부회장|대표|사장|장관|차관|의원|시장|지사|총리|교수|위원장|청장|행장)[,\s]|[드리하되오가이]니$"
    r"|^[“\"][^“”\"]*[”\"]$|^(?:단독|속보|종합)|시선$|이유$|이것$|(?:얼마|어디|언제|무엇|누구)$"
)
# A figure, and of what stands in another part of the headline.
_FIGURE = re.compile(r"(?:(?:연|최고|최대|최소|최저|총|약|평균|[\d.,%~∼조억만천원명건배p↑↓]+)(?:\s|$))+$")
_TIME_ONLY = re.compile(r"^(?:\S+ ){0,2}\d+\S{0,3} 만에|^(?:이틀|사흘|나흘|하루) |^\d+곳 중|^[\d.%]+")


def _whole(part: str) -> bool:
    return all(part.count(a) == part.count(b) for a, b in (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"))) and not (
        part.count('"') % 2 or part.count("'") % 2
    )


def _lost_particle(part: str) -> bool:
    """Say whether two firms stand beside each other with a blank alone: a comma or a particle was lost between them."""
    firms = [m for m in gazetteer().mentions(part) if m.entity.kind == "company"]
    return any(part[one.end : other.start] == " " for one, other in pairwise(firms))


def informative(part: str) -> int:
    """Prefer parts that name something: a known name, a number, no question and no address to the reader."""
    value = 2 * bool(gazetteer().mentions(part)) + bool(re.search(r"\d", part))
    return value - 2 * bool(_TIME_ONLY.search(part))


def shares(left: str, right: str) -> bool:
    """Say whether two phrases have a word, or the beginning of one, in common."""
    a, b = folded(left).replace(" ", ""), folded(right).replace(" ", "")
    if a in b or b in a:
        return True
    words, others = folded(left).split(), folded(right).split()
    return any(w.startswith(o) or o.startswith(w) for w in words for o in others if min(len(w), len(o)) >= 2)
