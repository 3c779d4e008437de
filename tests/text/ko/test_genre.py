import time

import pytest

from newsprism.text.ko.genre import genre, is_abroad, is_local, is_show, reacts, teases

KINDS = [
    ("나루시, 새 부두 착공…2028년 완공", "news"),
    ("삼성전자 4분기 영업이익 6조5000억", "news"),
    ("기고만장한 수입상에 과징금", "news"),
    ("[단독] 나루항만공사, 부두 두 곳 매각 검토", "news"),
    ("[사설] 부두 매각은 서두를 일이 아니다", "opinion"),
    ("[기자수첩] 빈 부두가 말해 주는 것", "opinion"),
    ("<칼럼> 항만의 시간", "opinion"),
    ("[영상] 첫 배를 맞는 나루항", "photo"),
    ("[포토] 첫 배를 맞는 나루항", "notice"),
    ("[인터뷰] 나루항만공사 새 사장", "feature"),
    ("[특징주] 라온해운, 수주 소식에 급등", "market"),
    ("[마감시황] 코스피 소폭 상승", "notice"),
    ("라온해운, 창립 30주년 기념 이벤트", "promotion"),
    ("다온대-라온칩 업무협약", "promotion"),
    ("다온재단, 제5기 장학생 20명 선발", "promotion"),
    ("가온운용 반도체 ETF, 같은 유형 중 최근 수익률 1위", "promotion"),
    ("라온건설, 나루신도시 ‘나루숲’ 내달 분양", "promotion"),
    ("가온증권, 월지급식 ELB 공모", "promotion"),
    ("라온운용 바이오 ETF 눈에 띄네", "promotion"),
    ("금감원, 나루은행 ELS 과징금 확정", "news"),
    ("나루신도시 3월 분양가 오른다", "news"),
    ("가온전자 수주 기대…라온조선 자사주 소각 [株토피아]", "market"),
    ("[속보] 나루항 크레인 사고", "stub"),
    ("[1보] 나루시장 사퇴", "stub"),
    ("[부고] 나루일보 견본 부장 부친상", "notice"),
    ("오늘의 운세 3월 12일", "notice"),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_a_headline_announces_its_kind(title, kind):
    assert genre(title) == kind


def test_an_opinion_word_outside_a_bracket_is_news():
    assert genre("광장 재개발, 독자 노선 걷는다") == "news"


def test_a_notice_with_a_breaking_tag_stays_a_notice():
    assert genre("[부고] [속보] 견본 회장 별세") == "notice"


def test_an_empty_headline_is_no_error():
    assert genre("") == "news"


@pytest.mark.parametrize("flood", ["[" * 5000, "【 " * 3000, "역세권" * 3000, "[" + "가" * 9000])
def test_a_hostile_headline_is_judged_at_once(flood):
    begun = time.perf_counter()
    genre(flood)
    assert time.perf_counter() - begun < 1.0


@pytest.mark.parametrize(
    "title",
    [
        "김제시, 창업가에 1500만원 지원",
        "[나루 소식] 강진군 청년 모집",
        "한바다 가온시장, 상인과 간담회",
        "부산시, 통상 위기 기업 지원",
        "경남도의회, 임시회 마무리",
    ],
)
def test_what_a_town_tells_of_itself_is_local(title):
    assert is_local(title)


@pytest.mark.parametrize(
    "title",
    [
        "서울시, 청년 정책 발표",
        "증시, 사흘째 상승",
        "나루항만, 가람시에 공장",
        "국토교통부, 부산항 확장",
        "중국, 관세 유예",
        "",
    ],
)
def test_news_of_the_country_and_of_firms_is_not_local(title):
    assert not is_local(title)


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("日, 최저임금 1100엔으로", ""),
        ("[해외] 홍콩 정부, 시급 인상", ""),
        ("“신입은 사절”…구인 광고 논란", "스위스의 한 업체가 낸 구인 광고가 논란이다."),
        ("물가 넉 달째 올라", "독일 정부가 11일 밝혔다."),
        ("ECB, 예금금리 0.25%p 인하", ""),
        ("연준 “당분간 동결”", ""),
    ],
)
def test_what_happens_in_another_country_alone_is_abroad(title, opening):
    assert is_abroad(title, opening)


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("中企 취업 청년 세금 감면", ""),
        ("美 관세에 한국 수출 감소", ""),
        ("한미 통상 협의 재개", "미국 정부가 11일 밝혔다."),
        ("나루시, 미국에 사무소", "나루시는 미국에 사무소를 연다."),
        ("중국인 관광객 늘어", ""),
    ],
)
def test_what_concerns_this_country_as_well_is_not_abroad(title, opening):
    assert not is_abroad(title, opening)


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("가수 한바다, 새 노래 발표", ""),
        ("“처음 해 본 일”…신입 체험", "배우 한바다가 유튜브에서 회사 생활을 체험했다."),
    ],
)
def test_what_people_of_the_stage_do_is_show(title, opening):
    assert is_show(title, opening)


@pytest.mark.parametrize("title", ["새 언어 모델 공개", "나루방송, 광고 매출 감소", "배우자 공제 한도 인상"])
def test_business_of_the_media_is_no_show(title):
    assert not is_show(title, "")


@pytest.mark.parametrize(
    "title",
    [
        "경영계 “과징금 5%는 지나쳐”",
        "하역업계, 사용료 인상에 재고 요청",
        "“선사 부담 커져” 우려",
        "[종합] 노동계 “합의안 거부”",
    ],
)
def test_a_headline_of_a_reaction_is_one(title):
    assert reacts(title)


@pytest.mark.parametrize(
    "title", ["퇴직금에 성과급 안 들어간다, 왜?", "혹해서 딴 자격증, 알고 보니", "부두 사용료 오른 이유는"]
)
def test_a_headline_that_asks_or_hints_teases(title):
    assert teases(title)


@pytest.mark.parametrize(
    "title",
    ["나루항 사용료 12% 인상", "업계 1위 나루하역 파업", "한은, 금리 전망 우려에도 동결", "왜관공단 화재 1명 부상"],
)
def test_plain_news_neither_reacts_nor_teases(title):
    assert not reacts(title)
    assert not teases(title)


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("미래 성장 동력 핵심...파주시 '항만 대학원' 유치 나선다", ""),
        ("부산형 항만 기업 키운다…최대 1억원 자금", ""),
        ("경기도일자리재단, 하역 교육생 136명 모집", ""),
        ("유망 기업 함께 키운다", "경북 구미시가 기술을 갖춘 창업기업을 찾는다."),
        ("설 연휴 종합대책 가동", "경기도는 도민을 위한 종합대책을 편다."),
    ],
)
def test_what_only_those_of_one_place_can_use_is_local(title, opening):
    assert is_local(title, opening)


@pytest.mark.parametrize(
    "title",
    [
        "뉴욕증시, 기술주 반등에 상승",  # a market, and no town
        "부두 늘린다…또다시 도마 위에",
        "인천공항공사, 부두 사용료 내린다",  # a body of the whole country
        "대구교통공사, 신입사원 165명 공채",  # whoever hires does so for all
    ],
)
def test_what_concerns_the_whole_country_is_not_local(title):
    assert not is_local(title)


def test_what_happens_by_the_clock_of_another_country_is_abroad():
    assert is_abroad("항만 회사 6천 명 감축", "한 항만 회사가 11일(현지시간) 인력을 줄인다고 했다.")
    assert not is_abroad("항만 회사 6천 명 감축", "한국 항만 회사가 11일(현지시간) 인력을 줄인다고 했다.")
    assert not is_abroad("통상 회의 열려", "통상교섭본부장은 11일(현지시간) 항만 회의에 참석했다.")
    assert not is_abroad("삼성전자 부두 짓는다", "회사는 11일(현지시간) 부두를 짓는다고 했다.")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("[정책] 상법 개정안 국회 통과", "news"),
        ("[스타트업] 나루로보틱스, 100억원 투자 유치", "news"),
        ("미국, 반도체 관세 25% 부과 서명(현지시각)", "news"),
        ("[독자 AI] 정예팀 두 곳 탈락", "news"),
        ("수상한 외환거래 은행 3곳 검사", "news"),
        ("나루국, 파리기후협약 탈퇴", "news"),
        ("후원금 불법 수수 혐의 나루의원 기소", "news"),
        ("[주말의 책] 부두를 읽다", "feature"),
        ("[독자 마당] 나루 이야기", "opinion"),
        ("(사설) 부두 사용료를 논하다", "opinion"),
        ("나루시·가람시 업무협약", "promotion"),
    ],
)
def test_a_tag_inside_another_word_is_none(title, kind):
    assert genre(title) == kind


@pytest.mark.parametrize(
    ("title", "local"),
    [
        ("여한구 본부장, 미국과 관세 협의", False),
        ("신도시 공급 3만 가구로 늘린다", False),
        ("북한군 동향 감시 강화", False),
        ("기업공시 [2월 13일]", False),
        ("임실군 생활인구 110만명 돌파", True),
        ("해운대구, 골목 상권 지원", True),
        ("광명도시공사, 공직기강 점검", True),
    ],
)
def test_a_town_is_one_of_the_country_s_own(title, local):
    assert is_local(title) == local
