"""Every text here is invented; outlets, reporters and places do not exist."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.extract.cleaning import RULES, authors_of, clean_body, recurring_lines, without_recurring

BODY = (
    "가온시는 27일 노후 산업단지를 첨단 부품 단지로 바꾸는 계획을 확정했다고 밝혔다.\n"
    "전력 공급이 가장 큰 숙제로 꼽힌다. 담당 부서는 2030년부터 하루 40MW가 모자랄 것으로 내다봤다."
)


def cleaned(text, **known):
    return clean_body(text, **known)[0]


def reasons(text, **known):
    return [drop.reason for drop in clean_body(text, **known)[1]]


@pytest.mark.parametrize(
    "notice",
    [
        "<저작권자(c) 새벌경제, 무단 전재-재배포 금지>",
        "[ⓒ 새벌경제, 무단전재 및 재배포 금지]",
        "ⓒ 새벌경제 All rights reserved.",
        "© 새벌경제, 무단전재 및 재배포 금지",
        "【ⓒ 새벌경제 무단 전재 및 재배포 금지】",
        "Copyright ⓒ 새벌경제. All rights reserved. 무단 전재 및 재배포, AI학습 이용 금지",
    ],
)
def test_a_copyright_line_in_any_bracket_goes(notice):
    assert cleaned(f"{BODY}\n{notice}") == BODY
    assert reasons(f"{BODY}\n{notice}") == ["copyright"]


@pytest.mark.parametrize(
    "byline",
    [
        "누리봄 기자 nuri@news.example",
        "누리봄·가람솔 기자",
        "누리봄 기자 nuri@news.example, 가람솔 기자 garam@news.example",
        "/나래=누리봄 기자 nuri@news.example",
        "글·사진 누리봄 선임기자",
        "바다섬=누리봄 특파원",
        "nuri@news.example",
        "[새벌경제 누리봄 기자]",
        "영상취재: 누리봄, 영상편집: 가람솔",
        "누리봄 기자의 다른 기사 보기",
    ],
)
def test_a_byline_of_its_own_goes_at_either_end(byline):
    assert cleaned(f"{BODY}\n{byline}") == BODY
    assert cleaned(f"{byline}\n{BODY}") == BODY


def test_a_byline_glued_to_the_last_sentence_goes():
    assert cleaned(f"{BODY} 누리봄 기자") == BODY
    assert cleaned(f"{BODY}누리봄 기자 nuri@news.example") == BODY
    assert cleaned(f"{BODY} /누리봄·가람솔 기자") == BODY


@pytest.mark.parametrize(
    "lead",
    [
        "[새벌포스트] ",
        "[새벌경제=누리봄 기자] ",
        "[새벌경제(나래)=누리봄 기자]",
        "【새벌뉴스 나래=누리봄 기자】 ",
        "새벌뉴스 나래=누리봄 특파원】 ",
        "(나래=새벌뉴스) 누리봄 기자 = ",
        "(가온·나래=새벌뉴스) 누리봄 가람솔 기자 = ",
        "[나래=새벌뉴스]누리봄 기자 = ",
        "누리봄 기자 = ",
        "누리봄 기자 nuri@news.example ",
    ],
)
def test_a_lead_tag_goes(lead):
    assert cleaned(lead + BODY) == BODY


def test_a_tag_of_the_publisher_goes_whatever_its_name():
    assert cleaned("[모두누리] " + BODY, publisher="모두누리") == BODY


@pytest.mark.parametrize(
    "caption",
    [
        "▲ 누리봄(왼쪽) 가온시 국장이 단지를 둘러보고 있다. <가온시>",
        "가온시 노후 산업단지 전경. [사진=가온시]",
        "[사진=새벌뉴스]",
        "(자료=가온시)",
        "(가온시 제공)",
        "사진=새벌뉴스",
        "누리봄 가온시 국장(오른쪽)이 27일 시청에서 상인 대표와 악수하고 있다. 연합뉴스 |",
        "단지 조감도. /사진 제공=가온시",
        "/사진=새벌뉴스",
    ],
)
def test_a_caption_goes(caption):
    assert cleaned(f"{caption}\n{BODY}") == BODY
    first, second = BODY.split("\n")
    assert cleaned(f"{first}\n{caption}\n{second}") == BODY


def test_a_credit_glued_into_a_paragraph_goes_with_a_caption_that_is_one():
    text = "가온시가 단지를 바꾼다고 밝혔다.누리봄(왼쪽) 국장이 발언하고 있다. (사진=솔바람 기자)시는 땅을 산다."
    assert cleaned(text) == "가온시가 단지를 바꾼다고 밝혔다. 시는 땅을 산다."


def test_a_sentence_before_a_glued_credit_stays_when_it_is_news():
    text = "가온시가 단지를 바꾼다고 밝혔다. 시장의 눈길은 시행 시기에 집중되고 있다.(사진=연합뉴스)시는 땅을 산다."
    assert cleaned(text) == "가온시가 단지를 바꾼다고 밝혔다. 시장의 눈길은 시행 시기에 집중되고 있다. 시는 땅을 산다."


def test_triangles_of_a_list_are_no_caption():
    line = "주요 내용은 다음과 같다."
    listed = "▲철강 관세 인하\n▲부품 단지 조성\n▲인력 양성"
    inline = "시는 ▲철강 ▲부품 ▲인력 등 세 가지를 먼저 챙기겠다고 밝혔다."
    assert cleaned(f"{BODY}\n{line}\n{listed}\n{inline}") == f"{BODY}\n{line}\n{listed}\n{inline}"


def test_a_line_of_deaths_is_no_caption():
    line = "▲ 솔바람씨 별세, 누리봄씨(가온시청 과장) 모친상 = 10일, 가온병원"
    assert cleaned(f"{BODY}\n{line}") == f"{BODY}\n{line}"


@pytest.mark.parametrize(
    "call",
    [
        "▶ 네이버에서 새벌경제 구독하기",
        "제보는 카카오톡 새벌제보",
        "(끝)",
        "☞ 새벌경제 텔레그램 바로가기",
        "이메일 : tip@news.example",
    ],
)
def test_a_call_to_the_reader_goes(call):
    assert cleaned(f"{BODY}\n{call}") == BODY


def test_furniture_goes():
    page = "글자크기\n가 가 가\n확대 축소\n공유하기\n페이스북 공유하기 X 공유하기 인쇄하기\n"
    assert cleaned(f"{page}{BODY}\n좋아요 3\n배너\n더보기") == BODY


def test_a_weather_box_and_the_clock_of_the_page_go():
    box = "• 맑음가온 29.3℃\n• 구름많음나래 33.1℃\n• 흐림솔재 28℃\n기상청 제공\n2031년 09월 02일 화요일\n메뉴\n"
    assert cleaned(box + BODY) == BODY


def test_a_list_of_headlines_goes_with_the_comment_box_behind_it():
    tail = (
        "최신기사\n푸른강 다리 통행 재개\n새 학기 교복값 평균 3% 올라\n댓글 (0)\n"
        "• - 200자까지 쓰실 수 있습니다. (현재 0 byte / 최대 400byte)"
    )
    assert cleaned(f"{BODY}\n{tail}") == BODY


def test_another_article_behind_a_widget_goes():
    other = (
        "HOT클릭 TOP7\n배너\n사회\n더보기\n나래 어시장 새 건물로 이전\n"
        "나래군 어시장이 새 건물로 옮겨 문을 열었다. 상인회는 첫날 손님이 두 배로 늘었다고 전했다."
    )
    text, drops = clean_body(f"{BODY}\n{other}")
    assert text == BODY
    assert any("어시장이 새 건물로" in drop.item for drop in drops if drop.reason == "headline_list")


def test_an_article_that_goes_on_after_a_widget_is_kept():
    more = "가온시 담당 부서는 노후 산업단지의 전력 공급 계획을 2030년까지 확정하겠다고 밝혔다."
    assert cleaned(f"{BODY}\n관련기사\n푸른강 다리 통행 재개\n{more}") == f"{BODY}\n{more}"


def test_site_names_and_section_names_above_the_article_go():
    text = f"새벌저널\n새벌저널\n경제\n홈 > 산업 > 기업\n{BODY}\n새벌저널"
    assert cleaned(text) == BODY


def test_the_repeated_title_goes():
    assert cleaned(f"가온시, 산단 바꾼다\n{BODY}", title="가온시, 산단 바꾼다") == BODY


def test_of_a_beginning_told_twice_the_fuller_one_stays_in_order():
    first, second = BODY.split("\n")
    third = "주민 단체는 화물차 통행을 걱정하며 통학로를 먼저 정하라고 요구했다."
    deck = "2034년까지 1조 원 들여"
    text = f"{deck}\n{first}\n{second}\n{deck}\n{first}\n전력은 아직 숙제\n{second}\n{third}"
    assert cleaned(text) == f"{deck}\n{first}\n전력은 아직 숙제\n{second}\n{third}"


def test_of_equal_copies_the_later_one_goes():
    assert cleaned(f"{BODY}\n{BODY}") == BODY


def test_headings_inside_the_text_stay_lines_of_their_own():
    first, second = BODY.split("\n")
    assert cleaned(f"{first}\n전력은 아직 숙제\n{second}") == f"{first}\n전력은 아직 숙제\n{second}"


def test_words_torn_by_a_blank_are_joined_where_the_text_proves_them():
    text = (
        "미국 업체들이 생산을 늘렸다. 삼성전자가 기존 제품을 활용하는 방식을 택했다.\n"
        "미 국 내 투자가 이어지고 기 존 시장에서 활 용할 수 있는 부품이 늘고 있 다. 보고 있다.\n"
        "삼성전 자도 같은 길을 갔고 중소기업 을 돕는 제도도 나왔다."
    )
    joined = cleaned(text).split("\n")
    assert joined[1] == "미국 내 투자가 이어지고 기존 시장에서 활용할 수 있는 부품이 늘고 있다. 보고 있다."
    assert joined[2] == "삼성전자도 같은 길을 갔고 중소기업을 돕는 제도도 나왔다."


def test_right_words_are_not_joined_though_the_text_also_has_the_compound():
    text = (
        "국내 산업에 큰 피해가 있었다. 국내산업 보호가 필요하다. 정년 연장 논의가 있다. 정년연장은 어렵다.\n"
        "입지 선정 절차를 줄인다. 입지선정은 시가 맡는다. 장 중 한때 올랐다. 장중 최고치다."
    )
    assert cleaned(text) == text


def test_every_drop_names_its_rule_and_where_it_happened():
    _, drops = clean_body(f"{BODY}\n누리봄 기자 nuri@news.example", where="a.txt")
    (drop,) = drops
    assert (drop.stage, drop.reason, drop.where, drop.item) == (
        "extract",
        "byline",
        "a.txt",
        "누리봄 기자 nuri@news.example",
    )
    assert drop.detail == next(rule.reason_ko for rule in RULES if rule.name == "byline")


def test_sentences_about_reporters_pictures_and_copyright_stay():
    text = (
        "솔바람 대표는 기자들과 만나 사진 공모전을 열겠다고 밝혔다.\n"
        "협회는 음원을 무단 복제하는 행위를 금지해 달라고 요구했다.\n"
        "이 회사는 구독 서비스를 새로 내놓고 뉴스레터 가입자를 늘렸다고 설명했다.\n"
        "그는 “사진=증거라는 생각은 옛말”이라고 적었다. 댓글은 200개가 넘게 달렸다.\n"
        "가온일보 누리봄 기자는 지난해 재난 보도로 상을 받았다."
    )
    assert clean_body(text) == (text, ())


def test_text_in_another_language_is_only_tidied():
    text = "Menu\nThe council approved the plan on Friday.\n댓글\n© 2031 Example"
    assert clean_body(text) == (text, ())


def test_authors_come_from_bylines_and_not_from_pictures_or_sentences():
    text = (
        "[새벌경제=누리봄 기자] 가온시가 27일 계획을 밝혔다.\n"
        "단지 전경. [사진=달마루 기자]\n가온일보 한빛나 기자는 상을 받았다.\n시의회가 심사한다. 가람솔·누리봄 기자"
    )
    assert authors_of(text) == ("누리봄", "가람솔")


def test_lines_that_return_in_many_articles_of_a_publisher_are_learned():
    footer = "새벌경제 독자위원회가 이 기사를 함께 읽습니다"
    texts = [f"가온시가 {n}번째 계획을 밝혔다고 관계자가 전했다.\n{footer}" for n in range(12)]
    learned = recurring_lines({"새벌경제": texts, "나래일보": texts[:2]})
    assert learned["나래일보"] == frozenset()
    text, drops = without_recurring(texts[0], learned["새벌경제"], "a")
    assert text == texts[0].split("\n")[0]
    assert [(drop.reason, drop.item, drop.where) for drop in drops] == [("recurring_line", footer, "a")]


def test_a_sentence_in_the_middle_of_many_articles_is_not_learned():
    middle = "회사는 올해 매출이 지난해보다 늘 것으로 내다봤다고 설명했다."
    texts = [
        "\n".join(
            [f"{n}-{i} 첫머리의 서로 다른 문장이 여기에 있다." for i in range(5)]
            + [middle]
            + [f"{n}-{i} 끝의 문장이다." for i in range(9, 14)]
        )
        for n in range(12)
    ]
    assert recurring_lines({"새벌경제": texts})["새벌경제"] == frozenset()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[", "(사진=", "기자 ", "a@b.c", "ⓒ", "▲", "다. ", "\n", "가온 ", "2031.04.27 ", "=", "·", "<", ")"]
        ),
        max_size=200,
    )
)
def test_cleaning_never_raises_and_never_invents_letters(pieces):
    raw = "가온시가 밝혔다. " + "".join(pieces)
    text, _ = clean_body(raw)
    assert set(text) <= set(raw) | {" ", "\n"}


@pytest.mark.parametrize("piece", ["[", "(서울=", "사진=", "누리봄·", "a@", "가 ", "무단 전재 ", "ⓒ(", "편집 누리 "])
def test_hostile_lines_cost_no_more_than_their_length(piece):
    begun = time.perf_counter()
    clean_body("가온시가 밝혔다. " + piece * (60_000 // len(piece)))
    assert time.perf_counter() - begun < 5


@pytest.mark.skipif("NEWSPRISM_DATA" not in os.environ, reason="NEWSPRISM_DATA names no folder of measuring data")
def test_real_summaries_keep_nearly_all_of_their_letters():
    path = Path(os.environ["NEWSPRISM_DATA"]) / "ko-business-week" / "items.jsonl.gz"
    if not path.exists():
        pytest.skip("ko-business-week is not in NEWSPRISM_DATA")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [item["summary"] for line in file if (item := json.loads(line))["publisher_id"] == "asiae"][:500]
    kept = sum(len(cleaned(text)) for text in texts)
    assert kept >= 0.98 * sum(len(text) for text in texts)
