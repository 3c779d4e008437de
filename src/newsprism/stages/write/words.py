"""Keywords, labels and the headline: short phrases taken from the publishers' own headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsprism.stages.write.desk import Desk
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import strip_tags
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.story import Story

_SEGMENT = re.compile(r"\.{2,}|…+|···|‥| [-–—|] |(?<=\S): |;|(?<=[가-힣]), (?=[가-힣])")
_QUOTED = re.compile(r"[“\"‘'][^”\"’']{2,40}[”\"’']")
_MARKS = "“”\"‘’'「」『』<>《》"
_NOUN = frozenset({"NNG", "NNP", "SL", "SH", "XPN", "XSN", "SN", "XR"})
_WEAK_END = re.compile(r"(?:적|때문|관련|통해|위해|대해|따라|이후|이전|직전|동안|가운데)$")
_PERSON = re.compile(r"(?:의원|대표|장관|차관|총리|대통령|시장|지사|위원장|회장|총재|교수|기자)$")
_COMMON = frozenset(
    """하루 평균 기준 전년 동기 지난달 이달 오늘 내일 지난해 올해 내년 전망 발표 추진 계획 강화 확대 축소 검토 우려 가능성 대비
    기록 돌파 최대 최고 최저 역대 사상 시작 종료 개최 출범 이상 이하 이유 영향 방안 대책 관련 대상 규모 수준 상황 문제 사업
    정부 기업 시장 국내 해외 세계 글로벌 한국 미국 중국 일본 대통령 장관 대표 회장 의원 국회 서울 전국 지역 증가 감소 상승
    하락 인상 인하 공개 지원 참여 선정 운영 도입 개선 개편 제도 결과 분석 조사 점검 대응 경쟁 협력 논의 협상 속보 종합 단독
    상보 하루 이틀 연속 억원 조원 만원 달러 퍼센트 첫날 시간 이번 주간 월간 최근 본격 본격화 가속 급증 급감 급등 급락 논란
    비상 충격 주요 핵심 이슈 기대 호재 악재 반등 강세 약세 부담 위기 기회 현장 속도 통과 합의 결정 확정 시행 적용 부과 청구
    판결 선고 항소 사건 사고 의혹""".split()
)


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of a headline between its breaks, without tags, blanks tidied."""
    return tuple(part.strip(" ,·-") for part in _SEGMENT.split(strip_tags(title)) if len(part.strip()) >= 4)


def phrase(title: str, least: int, most: int) -> str | None:
    """Return the best self-contained part of a headline within the length, without a broken quotation."""
    fitting = [s for s in segments(title) if least <= len(s) <= most and _whole(s)]
    worth = {
        s: _informative(s) - 0.6 * bool(set(_MARKS) & set(s)) + 0.05 * len(s) - 0.3 * i for i, s in enumerate(fitting)
    }
    best = max(worth, key=lambda s: (worth[s], s), default=None)
    return best if best is not None and worth[best] > 0 else None


def headline(desk: Desk) -> str:
    """Return 'A…B' of 25–45 characters from the two first picks that offer parts, else what there is."""
    parts: list[str] = []
    for pick in desk.selected:
        title = desk.material[pick.story.id].lead.title if pick.story.id in desk.material else pick.story.title
        part = phrase(title, 9, 26)
        if part and not any(_shares(part, other) for other in parts):
            parts.append(part)
        if len(parts) == 3:
            break
    for left in range(len(parts)):
        for right in range(left + 1, len(parts)):
            joined = f"{parts[left]}…{parts[right]}"
            if 25 <= len(joined) <= 45:
                return joined
    if len(parts) >= 2:
        return f"{parts[0]}…{parts[1]}"
    return parts[0] if parts else f"{desk.reader.name}가 볼 소식"


def keywords(desk: Desk, morphemes: dict[str, tuple[Morpheme, ...]], count: int = 5) -> tuple[str, ...]:
    """Return up to `count` key phrases of 2–12 characters, one for each pick before a second one for any."""
    others = Counter(p for s in desk.background for p in set(_phrases(s.story.title, morphemes)))
    found: list[str] = []
    for pick in desk.selected:
        best = _best_phrase(pick.story, morphemes, others, found)
        if best:
            found.append(best)
        if len(found) == count:
            break
    return tuple(found)


def label(title: str, morphemes: dict[str, tuple[Morpheme, ...]], fallback: str) -> str:
    """Return an issue label of 4–14 characters: a short part of the headline, else its phrase, else `fallback`."""
    part = phrase(title, 5, 14)
    if part and not _PERSON.search(part):
        return part
    found = [p for p in _phrases(title, morphemes) if 4 <= len(p) <= 14 and not _PERSON.search(p)]
    return max(found, key=len) if found else fallback[:14]


def titles_of(stories: Iterable[Story]) -> list[str]:
    """Return every headline that key phrases are counted in."""
    return list(dict.fromkeys(d.title for s in stories for d in s.documents[:12]))


def _best_phrase(
    story: Story, morphemes: dict[str, tuple[Morpheme, ...]], others: Counter[str], found: Sequence[str]
) -> str | None:
    """Return the phrase that most headlines of the story hold and other stories do not, compounds before single words."""
    counted: Counter[str] = Counter()
    for document in story.documents[:12]:
        counted.update(set(_phrases(document.title, morphemes)))
    usable = {p: n for p, n in counted.items() if 3 <= len(p) <= 12 and not any(_shares(p, f) for f in found)}
    if not usable:
        return None
    return max(usable, key=lambda p: (usable[p] / (1 + 0.3 * others[p]) * _telling(p), len(p), p))


def _telling(phrase: str) -> float:
    """Weight a phrase by what it is: a term or a compound tells the story, a lone name or common word does not."""
    entity = gazetteer().find(phrase)
    if entity is not None:
        if entity.kind == "term":
            return 1.3 if len(phrase) >= 5 else 0.7
        return {"company": 0.5, "institution": 0.5}.get(entity.kind, 0.15)
    if " " in phrase:
        return 1.6 + 0.05 * len(phrase)
    return 1.1 if len(phrase) >= 5 else 0.35


def _phrases(title: str, morphemes: dict[str, tuple[Morpheme, ...]]) -> list[str]:
    """Return runs of nouns of a headline (joined as printed), and the names and terms that we know."""
    text = title
    found = [m.text for m in gazetteer().mentions(text) if m.entity.kind in ("term", "company", "institution")]
    run: list[Morpheme] = []
    for m in (*morphemes.get(title, ()), None):
        if m is not None and m.tag in _NOUN and (not run or m.start - run[-1].end <= 1):
            run.append(m)
            continue
        found += _joined(text, run)
        run = [m] if m is not None and m.tag in _NOUN else []
    return [p for p in found if p not in _COMMON and not re.fullmatch(r"[\d.,%\s]+.{0,2}", p)]


def _joined(text: str, run: Sequence[Morpheme]) -> list[str]:
    out = []
    for begin in range(len(run)):
        for end in range(begin + 1, min(len(run), begin + 4) + 1):
            part = text[run[begin].start : run[end - 1].end]
            words = part.split()
            if (
                len(words) <= 2
                and len(words[0]) >= 2
                and run[begin].tag not in ("SN", "XSN")
                and run[end - 1].tag not in ("XPN", "SN")
                and not _WEAK_END.search(part)
                and not all(w in _COMMON for w in words)
            ):
                out.append(part)
    return out


def _whole(part: str) -> bool:
    return all(part.count(a) == part.count(b) for a, b in (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"))) and not (
        part.count('"') % 2 or part.count("'") % 2
    )


def _informative(part: str) -> int:
    """Prefer parts that name something: a known name, a number, no question and no address to the reader."""
    value = 2 * bool(gazetteer().mentions(part)) + bool(re.search(r"\d", part))
    return value - 3 * bool(
        re.search(r"[?？!]|왜|까\b|나$|요$|죠|네$|지만$|는데$|더니$|라고$|다며$|고$|해도$|면$", part)
    )


def _shares(left: str, right: str) -> bool:
    a, b = folded(left).replace(" ", ""), folded(right).replace(" ", "")
    if a in b or b in a:
        return True
    words = set(folded(left).split()) & set(folded(right).split())
    return any(len(w) >= 2 for w in words)
