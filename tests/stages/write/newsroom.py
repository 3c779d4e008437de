"""An invented week of a port town, and the desk of an edition made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsprism.protocols.stages import Assignment
from newsprism.stages.verify import check_sentence
from newsprism.stages.write.desk import Desk, affairs_of
from newsprism.stages.write.material import Material, day_of, read
from newsprism.stages.write.objective import Summariser, Taken
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import Cadence, Sentence, Window
from newsprism.types.document import Document
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.reader import Headings, Interests, Lens, ReaderType, ReaderTypeId, Topic, TopicId
from newsprism.types.story import Story
from tests.making import PORTS, SCHOOLS, WEEK, article, at, story

WAGES = Topic(TopicId("wages"), "임금", {"임금": 1.0, "노사": 0.9, "파업": 0.7}, (), "임금 협상과 노사 관계")
RATES = Topic(TopicId("rates"), "금리", {"금리": 1.0, "대출": 0.8, "예금": 0.6}, (), "금리와 대출의 조건")
TOPICS = {topic.id: topic for topic in (PORTS, SCHOOLS, WAGES, RATES)}

SKIPPER = ReaderType(
    ReaderTypeId("skipper"),
    "항만 운영자",
    "운영자",
    False,
    "어느 부두를 언제 쓸지 정한다.",
    Headings("항만 분석", "운영자 인사이트", "주간 전략 포인트", "전략"),
    Interests(((PORTS, 1.0), (WAGES, 0.8), (RATES, 0.6), (SCHOOLS, 0.5)), (), (), ()),
    (),
    (
        Lens(PORTS.id, "어느 부두가 언제 열리는가", ("deadline", "amount"), ("선석", "사용료"), "부두 배정"),
        Lens(WAGES.id, "임금은 언제부터 얼마나 오르는가", ("amount", "deadline"), ("임금", "수당"), "임금 교섭"),
        Lens(RATES.id, "빌리는 값은 얼마나 달라지는가", ("amount", "forecast"), ("금리", "한도"), "자금 조달"),
    ),
)


@lru_cache(maxsize=1)
def analyser() -> Analyzer:
    """The one analyser of a test process."""
    return Analyzer()


PIER = story(
    "pier",
    article(
        "pier-1",
        "나루항 새 부두 6월 개장…해양수산부, 선석 4곳 배정",
        "해양수산부는 10일 나루항 새 부두를 6월 1일에 연다고 밝혔다. 새 부두에는 배 네 척이 함께 댈 수 있는 선석 4곳이 생긴다. "
        "공사에는 3200억 원이 들어갔다. 해양수산부는 선석을 쓸 해운사를 4월 20일까지 모집한다. "
        "한국의 컨테이너 물량은 지난해 3100만 개로 4.2% 늘었다. 선석이란 배 한 척이 부두에 대고 짐을 싣고 내리는 자리를 말한다.",
        published=at(10),
    ),
    article(
        "pier-2",
        "나루항 부두 개장에 하역 회사들 분주",
        "나루항 새 부두가 6월 1일 문을 열면 하역 물량은 한 해 120만 개까지 늘어날 수 있다. "
        "나루하역은 11일 크레인 12대를 새로 들여온다고 밝혔다. 해양수산부에 따르면 선석 4곳 가운데 1곳은 국내 해운사 몫이다.",
        published=at(11),
        publisher="가온경제",
    ),
    article(
        "pier-3",
        "나루항 선석 사용료 12% 오른다",
        "나루항만공사가 선석 사용료를 7월부터 12% 올린다. 사용료는 한 시간에 84만 원에서 94만 원으로 오른다. "
        "해양수산부는 13일 사용료 인상안을 승인했다. 작은 배는 내년 말까지 사용료의 30%를 깎아 준다.",
        published=at(13),
        publisher="바다신문",
    ),
)
STRIKE = story(
    "strike",
    article(
        "strike-1",
        "나루하역 노사, 임금 5% 인상에 잠정 합의",
        "나루하역 노사가 12일 임금을 5% 올리는 데 잠정 합의했다. 고용노동부가 이틀 동안 교섭을 도왔다. "
        "합의안에는 야간 수당을 시간당 3000원 더 주는 내용이 들어갔다. 조합원 투표는 18일에 열린다. "
        "고용노동부는 임금 협상을 마치지 못한 하역 회사가 7곳이라고 집계했다.",
        published=at(12),
    ),
    article(
        "strike-2",
        "하역 파업 하루 앞두고 임금 협상 타결",
        "나루하역 노조가 13일로 예고한 파업을 거둬들였다. 고용노동부에 따르면 이번 합의로 직원 820명의 임금이 3월분부터 오른다. "
        "나루하역은 인건비가 한 해 41억 원 늘어난다.",
        published=at(12, 15),
        publisher="가온경제",
    ),
)
RATE = story(
    "rate",
    article(
        "rate-1",
        "솔빛은행 대출 금리 0.2%p 인하…금융위원회 “한도도 늘린다”",
        "솔빛은행이 11일 소액 대출 금리를 0.2%포인트 내렸다. 금융위원회는 소액 대출의 한도를 4월부터 3000만 원으로 늘린다. "
        "한국은행은 올해 대출 금리가 더 내려갈 것으로 내다봤다. 솔빛은행의 소액 대출 잔액은 4조2000억 원이다.",
        published=at(11),
        publisher="바다신문",
    ),
    article(
        "rate-2",
        "소액 대출 한도 3000만 원으로",
        "금융위원회가 소액 대출 한도를 3000만 원으로 올리는 방안을 11일 확정했다. 새 한도는 4월 1일부터 적용된다. "
        "신용 점수가 700점에 미치지 못하면 한도는 2000만 원이다.",
        published=at(12, 14),
        publisher="나루일보",
    ),
)
COLLEGE = story(
    "college",
    article(
        "college-1",
        "가온대 해운학과 정원 40명 증원",
        "가온대가 2027학년도 해운학과 정원을 40명 늘린다. 교육부는 9일 대학 정원 조정안을 승인했다. "
        "늘어난 정원은 모두 나루항 하역 회사와 맺은 계약학과에 쓰인다. 장학금은 한 해 30억 원이다.",
        published=at(9),
        publisher="누리일보",
    ),
    article(
        "college-2",
        "교육부, 해운 분야 대학 정원 120명 늘린다",
        "교육부가 해운 분야 대학 정원을 120명 늘리기로 했다. 가온대를 비롯한 대학 세 곳이 대상이다. "
        "교육부는 4월 30일까지 강좌 계획을 받는다.",
        published=at(10, 9),
        publisher="나루일보",
    ),
)
DREDGE = story(
    "dredge",
    article(
        "dredge-1",
        "두레항 바닥 파내기 4월 시작",
        "해양수산부가 두레항 바닥을 파내는 공사를 4월에 시작한다. 공사비는 640억 원이다. "
        "두레항 부두에는 5만 톤짜리 배가 댈 수 있게 된다.",
        published=at(12, 8),
        publisher="누리일보",
    ),
)
LOAN = story(
    "loan",
    article(
        "loan-1",
        "바다은행 선박 대출 금리 인상",
        "바다은행이 선박 대출 금리를 0.3%포인트 올렸다. 한국은행은 선박 대출 잔액이 12조 원이라고 13일 집계했다. "
        "새 대출 금리는 16일부터 적용된다.",
        published=at(13, 8),
        publisher="가온경제",
    ),
)


def ranked(
    told: Story, *topics: Topic, companies: Sequence[str] = (), score: float = 1.0, leads: Sequence[str] | None = None
) -> RankedStory:
    """A story as the ranker hands it over; all its documents may be printed, in order of publication."""
    names = leads if leads is not None else [d.id for d in told.documents]
    return RankedStory(told, tuple(names), score, (), tuple(t.id for t in topics), tuple(companies))


PICKS = (ranked(PIER, PORTS), ranked(STRIKE, WAGES), ranked(RATE, RATES), ranked(COLLEGE, SCHOOLS, PORTS))
SPARE = (ranked(DREDGE, PORTS, score=0.5), ranked(LOAN, RATES, score=0.4))


def assignment(
    picks: Sequence[RankedStory] = PICKS,
    spare: Sequence[RankedStory] = SPARE,
    *,
    cadence: Cadence = "weekly",
    window: Window = WEEK,
    siblings: Sequence[Story] = (),
    rejected: Iterable[str] = (),
    reader: ReaderType = SKIPPER,
) -> Assignment:
    """What the writer is asked for."""
    ranking = Ranking(reader, tuple(picks), tuple(Dropped(s, "rank", "below", s.story.id) for s in spare), ())
    return Assignment(cadence, window, ranking, tuple(siblings), frozenset(rejected))


def desk(
    picks: Sequence[RankedStory] = PICKS,
    spare: Sequence[RankedStory] = SPARE,
    *,
    window: Window = WEEK,
    siblings: Sequence[Story] = (),
    rejected: Iterable[str] = (),
    reader: ReaderType = SKIPPER,
    summariser: Summariser = "objective",
) -> Desk:
    """The desk of a weekly."""
    stories = [(s.story, [d for i in s.leads for d in s.story.documents if d.id == i]) for s in (*picks, *spare)]
    stories += [(s, list(s.documents)) for s in siblings]
    threads = {s.story.thread_id: s.story.id for s in picks if s.story.thread_id}
    return Desk(
        assignment=assignment(picks, spare, window=window, siblings=siblings, rejected=rejected, reader=reader),
        reader=reader,
        selected=tuple(picks),
        background=tuple(spare),
        siblings={threads[t]: tuple(s for s in siblings if s.thread_id == t) for t in threads},
        material={m.story.id: m for m in read(stories, analyser(), window.end)},
        affairs=affairs_of((*picks, *spare)),
        taken=Taken(frozenset(rejected)),
        summariser=summariser,
    )


def material(*documents: Document, window: Window = WEEK) -> Material:
    """The material of one story of `documents`, the first its lead."""
    return read([(story("one", *documents), documents)], analyser(), window.end)[0]


def texts(sentences: Iterable[Sentence]) -> list[str]:
    """What the sentences say."""
    return [s.text for s in sentences]


def unproved(sentences: Iterable[Sentence], documents: Iterable[Document]) -> list[str]:
    """The texts that the checks refuse."""
    known = {d.id: d for d in documents}
    return [s.text for s in sentences if check_sentence(s, known)]


def documents(*told: RankedStory | Story) -> list[Document]:
    """Every document of the stories."""
    return [d for s in told for d in (s.story if isinstance(s, RankedStory) else s).documents]


def last_day(document: Document) -> str:
    """The day of publication as an ISO date."""
    day = day_of(document)
    return day.isoformat() if day else ""
