"""What a later report has overtaken: a plan that was carried out, an expectation that came true or did not.

A condition is overtaken like a plan: "찬성이 절반을 넘으면 확정된다" has nothing more to say once the vote was counted. What
came of it may be called by another word of the same kind of act (`_OUTCOMES`), and may stand in a headline only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.material import SEOUL
from newsprism.text.ko.affair import PROCEDURE
from newsprism.text.ko.headlines import content_words

_PRESENT = re.compile("[" + "".join(chr(code) for code in range(0xAC00 + 4, 0xD7A4, 28)) + r"]다\.$")
"""출하한다, 연다: in an announcement the present tells what is to come."""
_SAME_DEED = 0.3
"""Share of the shorter sentence's words that a plan and the report of the deed have in common."""
_SAME_MATTER = 0.5
"""The same where the deed is called by another word."""
_SAME_OUTCOME = 2
"""Words that a condition or plan and the report of the outcome share besides the outcome itself."""
_IF = re.compile(
    r"[가-힣](?:으면|하면|되면|나면|지면|이면|키면|오면|가면|리면|르면)(?=[\s,])|[할될날질릴] 경우(?=[\s,]|에)|[하되]는 (?:대로|즉시)(?=[\s,])|[해돼]야(?=\s)"
)
_EXPECTED = re.compile(
    r"(?:[할될릴날질울를일]|[가-힣]ㄹ) (?:것|수|가능성|전망|계획|방침|예정)[^.]{0,12}(?:관측|전망|예상|분석|우려|기대|평가)[^.]{0,14}"
    r"(?:나왔|제기됐|커졌|있었|우세했)다\.$"
)
# "출하 시기를 2월 말로 잡은 것으로 알려졌다": told as done, it is the plan of an act all the same.
_SCHEDULED = re.compile(
    r"(?P<act>[가-힣]{2,8}) (?:시기|시점|일정|시한|날짜)(?:를|을) [^.]{0,40}(?:로|으로|까지) (?:잡|정하|정했|미루|미뤘|늦추|늦췄|앞당|연기)[^.]{0,24}다\.$"
)
# Acts that decide one matter, by the name of the matter: any of a row is the outcome of any other of it.
_OUTCOMES = tuple(
    frozenset(row.split())
    for row in (
        "가결 부결 통과 의결 찬성 과반 표결 투표 처리 찬반",
        "선고 판결 승소 패소 기각 인용 확정 파기 무죄 유죄",
        "타결 결렬 합의 체결 서명 조인",
        "승인 허가 인가 예비인가 불허 반려 탈락 불승인",
        "출하 양산 출시 개통 개장 착공 준공 발효 시행 출범 개막",
        "당선 낙선 압승 과반 개표 승리 패배",
        "인상 인하 동결",
        "공개 발표 공표 개최 열리",
        "구속 기소 불구속 송치 영장",
        "상장 청약 공모가",
        "부과 제재 과징금 확정",
    )
)

_AVERTED = frozenset("타결 합의 철회 유보 종료 거둬".split())


def overtaken(groups: Iterable[Sequence[Candidate]]) -> frozenset[tuple[str, int]]:
    """Return the sources of sentences that announce or expect what a later report of their group tells as done.

    A group holds the candidates of a story and of those of its thread.
    """
    return frozenset(source for group in groups for source in _overtaken(group))


def _overtaken(group: Sequence[Candidate]) -> Iterable[tuple[str, int]]:
    done = [(c, moment) for c in group if c.tense == "past" and (moment := c.document.published_at) is not None]
    done = [(c, moment) for c, moment in done if not _EXPECTED.search(c.text)]
    headlines = _headlines(group)
    for candidate in group:
        moment = candidate.document.published_at
        if moment is None:
            continue
        ahead, kinds, rumour = _looks_ahead(candidate), _open(candidate), _SAID_OF.search(candidate.text)
        deeds = [deed for deed, later in done if _after(later, moment, deed)] if ahead or kinds else []
        titles = [words for words, later in headlines if later > moment] if kinds or rumour else []
        if (
            (ahead and any(_does(deed, candidate) for deed in deeds))
            or (kinds and any(_decides(words, candidate, kinds) for words in (*(d.words for d in deeds), *titles)))
            or (rumour and any(_denies(words, candidate) for words in titles))
            or (_UNDER_WAY.search(candidate.text) and any(_stops(d, candidate) for d, later in done if later > moment))
        ):
            yield candidate.source


_UNDER_WAY = re.compile(
    r"(?:속도를 내|박차를 가하|협의하|협의를 이어가|협상하|조율하|논의하|순항하|순조롭게 진행되|막판 협상을 벌이|이견을 좁히)고 있다\.$|급물살을 타[^.]{0,4}다\.$"
)
_STOPPED = re.compile(r"중단|결렬|무산|불발|파행|백지화|보류|연기(?:됐|했|하기로)|멈췄|퇴장")


def _stops(deed: Candidate, candidate: Candidate) -> bool:
    """Say whether a later sentence tells that what was under way came to a halt."""
    return _STOPPED.search(deed.text) is not None and len(deed.words & candidate.words) >= _SAME_OUTCOME


def overtaken_elsewhere(candidates: Sequence[Candidate]) -> frozenset[tuple[str, int]]:
    """Return the sources of sentences that a later report of another story has overtaken, and of stages that are passed.

    Of one affair outlets make several stories: "1호 사업을 협의할 예정이다" in one, "협의했으나 합의하지 못했다" in another.
    Where nothing says that two stories are of one affair, the sentences themselves must share more.
    """
    dated = [(c, moment) for c in candidates if (moment := c.document.published_at) is not None]
    done = [(c, moment) for c, moment in dated if c.tense == "past" and not _EXPECTED.search(c.text)]
    by_word: dict[str, list[int]] = {}
    for place, (deed, _) in enumerate(done):
        for word in deed.words:
            by_word.setdefault(word, []).append(place)
    found = {
        plan.source
        for plan, moment in dated
        if _looks_ahead(plan)
        for place, shared in Counter(i for word in plan.words for i in by_word.get(word, ())).items()
        if shared >= _SURELY
        and _after(done[place][1], moment, done[place][0])
        and shared >= _SAME_MATTER * min(len(plan.words), len(done[place][0].words))
    }
    return frozenset(found | set(_passed_stages(done)))


_SURELY = 5
"""Words that a plan and a deed of two stories share at least."""
_STAGE = re.compile(
    r"(?P<small>소위(?:원회)?)|(?P<committee>[가-힣]{2,14}위원회|[가-힣]{1,4}위|상임위)|(?P<house>본회의)|(?P<law>국무회의|공포)"
)
_PASSES = re.compile(r"(?:를|을|에서|의|가)?\s(?:[가-힣]+\s){0,2}(?:통과|의결|가결|처리|넘)")
_STAGES = ("small", "committee", "house", "law")
_SAME_BILL = 4
"""Words that reports on one bill share at least, besides those of its stage."""
_BILL_SHARE = 0.35


def _passed_stages(done: Sequence[tuple[Candidate, datetime]]) -> Iterable[tuple[str, int]]:
    """Yield sentences about a stage of a bill that by a later report has passed the next one."""
    staged = [(c, moment, stage) for c, moment in done if (stage := _stage_of(c.text)) is not None]
    for one, moment, stage in staged:
        mine = one.words - PROCEDURE
        for other, later, further in staged:
            theirs = (other.words | content_words(other.document.title)) - PROCEDURE
            shared = len(mine & theirs)
            if (
                further > stage
                and later >= moment
                and shared >= _SAME_BILL
                and shared >= _BILL_SHARE * min(len(mine), len(theirs))
            ):
                yield one.source
                break


def _stage_of(text: str) -> int | None:
    """Return the number of the last stage that a sentence says a bill has passed."""
    passed = [_STAGES.index(str(m.lastgroup)) for m in _STAGE.finditer(text) if _PASSES.match(text, m.end())]
    return max(passed, default=None)


def _denies(words: frozenset[str], candidate: Candidate) -> bool:
    """Say whether a headline ("누리조선, '탈락설' 일축") tells of a denial of what a sentence passes on."""
    if not any(word.startswith(_DENIALS) for word in words):
        return False
    rumours = {word.removesuffix("설") for word in words if word.endswith("설") and len(word) > 2}
    others = (word for word in words if word.removesuffix("설") not in rumours)
    return any(r in candidate.text for r in rumours) and any(word in candidate.text for word in others)


_DENIALS = ("일축", "반박", "부인", "사실무근", "해명")
_SAID_OF = re.compile(r"(?:다는|라는|란|이라는) (?:평가|관측|전망|소문|분석|우려|말|이야기|얘기|의혹)")


def _looks_ahead(candidate: Candidate) -> bool:
    if candidate.tense == "past":
        return _EXPECTED.search(candidate.text) is not None or _SCHEDULED.search(candidate.text) is not None
    return candidate.tense == "ahead" or _PRESENT.search(candidate.text) is not None


def _open(candidate: Candidate) -> tuple[frozenset[str], ...]:
    """Return the kinds of outcome that a condition or a plan leaves open; nothing for what is told as done."""
    planned = _SCHEDULED.search(candidate.text)
    if planned is not None:
        return tuple(row for row in _OUTCOMES if any(planned["act"].endswith(act) for act in row))
    if candidate.tense == "past":
        return ()
    found = _IF.search(candidate.text)
    if found is not None:
        head = candidate.text[: found.end()]
        strike = (_AVERTED,) if "파업" in head else ()
        return (*(row for row in _OUTCOMES if any(act in head for act in row)), *strike)
    if candidate.tense != "ahead":
        return ()
    # A strike is over with the agreement, whatever was to be done in it.
    averted = (_AVERTED,) if "파업" in candidate.text else ()
    return (*(row for row in _OUTCOMES if candidate.deed in row), *averted)


def _headlines(group: Sequence[Candidate]) -> list[tuple[frozenset[str], datetime]]:
    """Return the words of the headlines that tell of something done, and when they were printed."""
    documents = {c.document.id: c.document for c in group}.values()
    return [
        (content_words(d.title), d.published_at)
        for d in documents
        if d.published_at is not None and not _UNDECIDED.search(d.title)
    ]


_UNDECIDED = re.compile(
    r"[?？]|전망|예정|앞두|임박|초읽기|예고|가능성|관측|[할될릴] 듯|눈앞|촉각|기로에|[하되]나$|[할될]까|검토|추진|요구|촉구"
)


def _decides(words: frozenset[str], plan: Candidate, kinds: Sequence[frozenset[str]]) -> bool:
    """Say whether words tell the outcome of what a sentence leaves open: an act of its kind, about the same."""
    for row in kinds:
        # Who threatens to strike stands above the sentence that says how many will.
        text = f"{plan.document.title} {plan.text}" if row is _AVERTED else plan.text
        told = [w for w in words if any(w.startswith(act) or w.endswith(act) for act in row)]
        # 합의안 in the headline, 합의가 in the sentence: the last syllable may differ.
        shared = sum(word[: max(2, len(word) - 1)] in text for word in words if word not in told)
        if any(word in text for word in told) and shared:
            return True
        if told and shared >= _SAME_OUTCOME:
            return True
    return False


def _after(later: datetime, moment: datetime, deed: Candidate) -> bool:
    if later <= moment:
        return False
    return deed.event is None or deed.event >= moment.astimezone(SEOUL).date()


def _does(deed: Candidate, plan: Candidate) -> bool:
    smaller = min(len(deed.words), len(plan.words))
    if smaller < 3:
        return False
    shared = len(deed.words & plan.words) / smaller
    named = bool(plan.deed) and (deed.deed == plan.deed or plan.deed in deed.words)
    return shared >= (_SAME_DEED if named else _SAME_MATTER)
