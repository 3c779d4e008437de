"""What must and what must not be one story, with the features that the indexer gives: invented news of a quiet week."""

from __future__ import annotations

import itertools

import pytest

from newsprism.protocols.stages import Deduplication
from newsprism.stages.cluster.stage import OnePassClusterer
from newsprism.stages.index.stage import MorphemeIndexer
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.document import Document
from newsprism.types.story import Story
from tests.making import article, at

OUTLETS = itertools.cycle(["나루일보", "다온신문", "라온경제", "마루뉴스"])


def report(name: str, title: str, text: str, day: int, hour: int = 10) -> Document:
    return article(name, title, text, published=at(day, hour), publisher=next(OUTLETS))


NOISE = [
    report(f"noise{i}", title, text, 10 + i % 4, 8 + i)
    for i, (title, text) in enumerate(
        [
            (
                "가람시 도서관 새로 단장",
                "가람시는 중앙도서관을 새로 꾸며 다음 달 문을 연다고 밝혔다. 열람실과 어린이 서가를 넓혔다.",
            ),
            ("다온군 딸기 축제 열려", "다온군은 딸기 축제를 사흘 동안 연다. 농가 서른 곳이 참여해 수확 체험을 한다."),
            ("누리대 신입생 모집 마감", "누리대는 올해 신입생 모집을 마쳤다. 경쟁률은 지난해보다 조금 올랐다."),
            ("한들강 산책로 개방", "한들강을 따라 걷는 산책로가 열렸다. 밤에도 걸을 수 있게 조명을 달았다."),
        ]
    )
]


@pytest.fixture(scope="module")
def indexer() -> MorphemeIndexer:
    return MorphemeIndexer(Analyzer())


@pytest.fixture
def told(indexer):
    def cluster(*documents: Document, standing: tuple[Story, ...] = ()) -> dict[str, Story]:
        everything = [*documents, *(d for s in standing for d in s.documents)]
        features = {one.document_id: one.features for one in indexer.index(everything)}
        changes = OnePassClusterer().cluster(Deduplication(documents, ()), features, standing)
        return {d.id: change.story for change in changes for d in change.story.documents}

    return cluster


RESULTS = [
    report(
        "r1",
        "가온전자, 지난해 영업이익 230억원…흑자 전환",
        "가온전자는 지난해 연결 기준 영업이익이 230억원으로 흑자 전환했다고 11일 공시했다. 매출은 9842억원으로 전년보다 3.8% 줄었다.",
        11,
        9,
    ),
    report(
        "r2",
        "가온전자 흑자 전환…작년 영업익 230억",
        "가온전자가 11일 지난해 영업이익 230억원을 냈다고 밝혔다. 매출은 9842억원으로 줄었지만 비용을 크게 아낀 덕분이라고 회사는 설명했다.",
        11,
        11,
    ),
    report(
        "r3",
        "누리화학, 지난해 영업이익 396억원…흑자 전환",
        "누리화학은 지난해 연결 기준 영업이익이 396억원으로 흑자 전환했다고 11일 공시했다. 매출은 7215억원으로 전년보다 5.5% 줄었다.",
        11,
        10,
    ),
]


def test_two_companies_results_are_two_stories_although_the_words_agree(told):
    stories = told(*NOISE, *RESULTS)
    assert stories["r1"].id == stories["r2"].id
    assert stories["r1"].id != stories["r3"].id


def test_templated_announcements_of_different_firms_are_different_stories(told):
    template = "{0}은 설 명절을 앞두고 협력사 대금 {1}억원을 조기 지급한다고 10일 밝혔다. 협력사의 자금 운용 부담을 덜기 위한 조치다."
    firms = [("가온건설", 400), ("누리제과", 120), ("다온상사", 75)]
    documents = [
        report(f"t{i}", f"{firm}, 설 앞두고 협력사 대금 {sum_}억원 조기 지급", template.format(firm, sum_), 10, 9 + i)
        for i, (firm, sum_) in enumerate(firms)
    ]
    assert len({s.id for s in told(*NOISE, *documents).values() if s.documents[0].id.startswith("t")}) == 3


def test_calls_of_two_offices_for_one_kind_of_programme_are_two_stories(told):
    call = "{0}은 '2026년 {1} 새싹 기업 육성 사업'에 참여할 중소기업을 모집한다고 10일 밝혔다. 한 곳에 최대 1억원을 준다. 신청은 다음 달 9일까지 받는다."
    documents = [
        report("c1", "‘새싹 기업’에 1억원…나루공사, 참여 기업 모집", call.format("한국나루공사", "산단"), 10, 9),
        report("c2", "나루공사, 새싹 기업 육성 사업 참여 기업 모집", call.format("한국나루공사", "산단"), 10, 10),
        report("c3", "한국다온공사, 농자재 새싹 기업 육성 사업 모집", call.format("한국다온공사", "농자재"), 10, 11),
    ]
    stories = told(*NOISE, *documents)
    assert stories["c1"].id == stories["c2"].id
    assert stories["c3"].id != stories["c1"].id


FIRE = [
    report(
        "f1",
        "나루항 석유 저장탱크 폭발 화재…2명 부상",
        "11일 오전 나루항 석유 저장탱크가 폭발해 불이 났다. 작업자 2명이 다쳤고 소방 당국이 불을 끄고 있다.",
        11,
        9,
    ),
    report(
        "f2",
        "나루항 저장탱크 폭발로 불…작업자 2명 다쳐",
        "나루항 석유 저장탱크에서 11일 오전 폭발이 일어나 작업자 2명이 다쳤다. 소방 당국은 장비 30대를 보냈다.",
        11,
        10,
    ),
    report(
        "f3",
        "나루항 석유 저장탱크 폭발 화재 2명 부상",
        "전날인 11일 나루항 석유 저장탱크가 폭발해 작업자 2명이 다친 화재를 소방 당국이 조사하고 있다.",
        12,
        7,
    ),
]


def test_the_next_day_s_report_of_the_same_event_is_the_same_story(told):
    stories = told(*NOISE, *FIRE)
    assert stories["f1"].id == stories["f2"].id == stories["f3"].id


def test_a_column_stays_alone_and_has_the_thread_of_its_event(told):
    column = report(
        "c",
        "[사설] 나루항 석유 저장탱크 폭발, 막을 수 있었다",
        FIRE[0].text + " 안전 점검이 있었다면 막을 수 있었다.",
        12,
        18,
    )
    stories = told(*NOISE, *FIRE, column)
    assert len(stories["c"].documents) == 1
    assert stories["c"].thread_id == stories["f1"].thread_id


TARIFFS = [
    report(
        "m1",
        "한빛국, 가온국산 자동차에 25% 관세 부과 발표",
        "한빛국 정부가 9일 가온국산 자동차에 25% 관세를 매긴다고 발표했다. 관세는 다음 달부터 적용되며 자동차 업계는 수출 감소를 걱정한다.",
        9,
        9,
    ),
    report(
        "m2",
        "한빛국 가온국 자동차에 관세 25%…다음 달부터",
        "한빛국이 9일 가온국산 자동차에 25% 관세를 부과하겠다고 발표했다. 자동차 업계는 수출이 크게 줄 것으로 보고 있다.",
        9,
        12,
    ),
    report(
        "w1",
        "가온국, 한빛국 자동차 관세에 보복 관세로 맞대응",
        "가온국 정부가 11일 한빛국의 자동차 관세 25% 부과에 맞서 한빛국산 농산물에 보복 관세를 매기기로 했다. 대상은 밀과 콩이며 다음 달부터 적용된다.",
        11,
        15,
    ),
    report(
        "w2",
        "가온국 보복 관세…한빛국 자동차 관세에 맞대응",
        "가온국이 11일 한빛국산 농산물에 보복 관세를 부과한다고 밝혔다. 자동차 관세에 대한 대응으로 밀과 콩이 대상이다.",
        11,
        17,
    ),
]


def test_monday_s_tariffs_and_wednesday_s_reply_are_two_stories_of_one_thread(told):
    stories = told(*NOISE, *TARIFFS)
    assert stories["m1"].id == stories["m2"].id
    assert stories["w1"].id == stories["w2"].id
    assert stories["m1"].id != stories["w1"].id
    assert stories["m1"].thread_id == stories["w1"].thread_id


def test_a_reply_that_comes_with_a_later_refresh_takes_the_thread_too(told):
    before = tuple({s.id: s for s in told(*NOISE, *TARIFFS[:2]).values()}.values())
    later = told(*TARIFFS[2:], standing=before)
    assert later["w1"].thread_id == next(s.thread_id for s in before if s.documents[0].id == "m1")


def test_the_same_topic_is_not_the_same_thread(told):
    other = report(
        "o",
        "누리국, 철강 수입 쿼터 늘린다",
        "누리국 정부는 철강 수입 쿼터를 올해 두 배로 늘리기로 했다. 관세 없이 들여오는 물량이 많아져 제조업 부담이 줄 것으로 본다.",
        11,
        16,
    )
    stories = told(*NOISE, *TARIFFS, other)
    assert stories["o"].thread_id != stories["m1"].thread_id


MARKET = [
    report(
        "k1",
        "코스피, 반도체 강세에 5300선 마감",
        "11일 코스피가 반도체 강세에 힘입어 52.80포인트 오른 5354.49에 거래를 마쳤다. 외국인이 순매수하고 개인은 팔았다. 코스닥은 조금 내렸다.",
        11,
        15,
    ),
    report(
        "k2",
        "[마감시황] 코스피 1% 올라 5300선 안착",
        "코스피가 11일 전 거래일보다 52.80포인트(1.00%) 오른 5354.49에 장을 마쳤다. 반도체 대형주가 지수를 끌어올렸고 코스닥은 조금 내렸다.",
        11,
        16,
    ),
    report(
        "k3",
        "코스피, 반도체 약세에 5300선 마감",
        "12일 코스피가 반도체 약세에 밀려 31.20포인트 내린 5323.29에 거래를 마쳤다. 외국인이 순매도하고 개인은 샀다. 코스닥은 조금 올랐다.",
        12,
        15,
    ),
]


def test_reports_of_one_market_session_are_one_story_and_those_of_the_next_another(told):
    stories = told(*NOISE, *MARKET)
    assert stories["k1"].id == stories["k2"].id
    assert stories["k1"].id != stories["k3"].id


def test_lists_of_appointments_stay_apart(told):
    lists = [
        report(f"n{i}", f"[인사] {body}", f"◇{body} ◇국장급 전보 ▷정책국장 견본 ▷기획관 보기", 11, 9 + i)
        for i, body in enumerate(["나루시", "다온군", "나루시"])
    ]
    assert len({told(*NOISE, *lists)[d.id].id for d in lists}) == 3


def test_offers_of_two_housing_estates_are_two_stories(told):
    offers = [
        report(
            "h1",
            "가온건설, 나루시 '가온 포레스트' 842가구 분양",
            "가온건설은 나루시에 짓는 아파트 가온 포레스트 842가구를 분양한다. 전용면적 59~84㎡로 지하철역이 가깝다.",
            11,
            9,
        ),
        report(
            "h2",
            "누리건설, 다온시 '누리 리버뷰' 516가구 분양",
            "누리건설은 다온시에 짓는 아파트 누리 리버뷰 516가구를 분양한다. 전용면적 59~84㎡로 지하철역이 가깝다.",
            11,
            11,
        ),
    ]
    stories = told(*NOISE, *offers)
    assert stories["h1"].id != stories["h2"].id


def test_a_headline_without_a_text_finds_its_story(told):
    stub = report("stub", "나루항 저장탱크 폭발 화재…작업자 2명 부상", "", 11, 11)
    assert told(*NOISE, *FIRE, stub)["stub"].id == told(*NOISE, *FIRE, stub)["f1"].id


def test_the_order_of_the_documents_does_not_matter(told):
    documents = [*NOISE, *RESULTS, *FIRE, *TARIFFS, *MARKET]
    assert told(*documents) == told(*reversed(documents))
