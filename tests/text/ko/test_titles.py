import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.titles import comparable, recurring, strip_tags, tags

TITLES = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["[", "]", "(", ")", "<", ">", "【", "속보", "종합", "코스피", "5.3%", " ", "오른", "마감", "2월 9일", "…", "①", "포토"]))
    .map("".join),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "bare", "names"),
    [
        ("[단독] 한빛전자, 새 공장 짓는다", "한빛전자, 새 공장 짓는다", ("단독",)),
        ("[속보][단독]한빛전자 합병(종합2보)", "한빛전자 합병", ("속보", "단독", "종합2보")),
        ("한빛전자 급등 [부동산360]", "한빛전자 급등", ("부동산360",)),
        ("새벽시장 가보니[1일1트]", "새벽시장 가보니", ("1일1트",)),
        ("【종합】 한빛전자 <상보>", "한빛전자", ("종합", "상보")),
        ("감독 “떨렸다”[인터뷰]③", "감독 “떨렸다”", ("인터뷰",)),
        ("속보: 한빛전자 상장", "한빛전자 상장", ("속보",)),
        ("&amp;quot;기회&amp;quot;…한빛 [세상&amp;]", '"기회"…한빛', ("세상&",)),
    ],
)
def test_tags_at_both_ends_are_taken_away_and_told(title, bare, names):
    assert strip_tags(title) == bare
    assert tags(title) == names


@pytest.mark.parametrize(
    "title", ["한빛전자(0030R0) 상장", "기업공시[2월 9일]", "<오늘의 인사>", "나루시 (서울) 이전", "한빛 [종합"]
)
def test_what_is_no_tag_stays(title):
    assert strip_tags(title) == title
    assert tags(title) == ()


def test_a_title_of_nothing_but_a_tag_keeps_its_words():
    assert strip_tags("[MK 돌파종목 : 한빛 & 나루]") == "MK 돌파종목 : 한빛 & 나루"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("[속보] 한빛 “1조弗 수주”…전년比 2.5%↑", "한빛 '1조달러 수주'... 전년 대비 2.5%↑"),
        ("美, 관세 1,200억 부과", "미국 관세 1200억 부과(종합)"),
        ("한빛·나루, ‘맞손’ [비즈360]", "한빛‧나루 “맞손”"),
    ],
)
def test_equal_headlines_compare_equal(a, b):
    assert comparable(a) == comparable(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("한빛 1.5% 상승", "한빛 15% 상승"),
        ("한빛 -3%", "한빛 3%"),
        ("한빛 3% ↑", "한빛 3% ↓"),
        ("기업공시[2월 9일]", "기업공시[2월 10일]"),
    ],
)
def test_different_figures_compare_different(a, b):
    assert comparable(a) != comparable(b)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("[인사] 한빛부", "인사"), ("<오늘의 인사>", "인사"), ("[부음] 홍길동씨 모친상", "부고"), ("[오늘의 운세] 띠별 운세-2월 9일", "운세"),
        ("오늘의 운세 2026년 2월 10일", "운세"), ("[내일 날씨] 전국 흐림", "날씨"), ("낮 최고 10도 [날씨]", "날씨"), ("[표] 오늘의 날씨", "날씨"),
        ("[표] 외국환율고시표", "환율고시"), ("중국 위안화 고시환율(9일) 6.9위안", "환율고시"), ("코스피 200.1P 오른 5200.1 출발(4.1%↑)", "시황"),
        ("[속보] 코스피, 15.2p(0.28%) 내린 5507.01 마감", "시황"), ("[코스닥] 29.1포인트(2.70%) 오른 1109.91 출발", "시황"),
        ("원·달러 환율 4.0원 내린 1465.5원 개장", "시황"), ("외인 매수에 상승 [fn마감시황]", "시황"), ("[2/9, MK추천매물] 상가 27억원 등", "추천매물"),
        ("◇ 2월 10일 주요 정당 일정", "일정"), ("오늘의 증시일정 (2월 10일)", "일정"), ("기업공시[2월 9일]", "공시목록"),
        ("[인기검색TOP5] 한빛, 나루", "종목목록"), ("로또 1211회 당첨번호 발표", "로또"), ("[표] 베스트셀러", "표"), ("[포토] 붐비는 시장", "포토"),
        ("[헤럴드포토] 떡국 한 그릇", "포토"), ("[알림] 수습기자 채용", "안내"), ("오늘의 메모[2월 11일]", "오늘의코너"),
    ],
)  # fmt: skip
def test_notices_that_come_back_are_known_by_their_kind(title, kind):
    assert recurring(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "코스피, 사상 첫 5500선 마감", "코스피, 4%대 급등해 개장 직후 5300 돌파…3거래일 만", "원·달러 환율 7거래일 만에 1440원대", "[인사이트] 시장의 눈",
        "인사혁신처, 공채 확대", "운세 보고 떡국 먹고…새벽랜드 행사", "봄 날씨에 나들이객 북적", "오늘의집, 검색 이용자 430% 증가",
        "[공시] 한빛, 나루에 주주제안", "다주택자 매물 나와도 살 사람 없다", "새벽영화제 사진전 개막", "로또 청약 줄었다", "한빛그룹 새 일정 공개",
        "참가기업 모집", "부고 문자 사칭 사기 기승",
    ],
)  # fmt: skip
def test_news_about_the_same_words_is_no_notice(title):
    assert recurring(title) is None


@given(TITLES)
def test_any_title_is_accepted_and_stripping_is_stable(title):
    assert isinstance(recurring(title), str | None)
    assert all(name and name == name.strip() for name in tags(title))
    assert not set(comparable(title)) & set(" \t\n\"'[]()<>,…·")
    assert comparable(strip_tags(title)) == comparable(strip_tags(strip_tags(title)))


@pytest.mark.parametrize("piece", ["[", "[속보]", "코스피 ", "1,", "오늘의 ", "(가", "시그널]", "로또 ", "①"])
def test_a_hostile_title_is_read_in_no_time(piece):
    start = time.process_time()
    title = piece * 20_000
    recurring(title)
    comparable(title)
    assert time.process_time() - start < 1
