"""Pages are fixtures of our own making: one invented article, each time hidden in another way."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.extract.main_text import choose, lines_of, parse
from newsprism.stages.extract.metadata import read_metadata
from newsprism.stages.extract.pages import PageExtractor, decode, document_id
from newsprism.types.document import Entry

FIXTURES = Path(__file__).parent / "fixtures"
TITLE = "가온시, 노후 산단을 첨단 부품 단지로 바꾼다"
PARAGRAPHS = (
    "가온시는 27일 노후 산업단지를 첨단 부품 단지로 바꾸는 계획을 확정했다고 밝혔다. 사업비는 모두 1조 2000억 원이며 2034년까지 나눠 쓴다.",
    "시는 먼저 동쪽 구역 84만㎡를 비우고 시험 생산 시설을 세운다. 입주를 신청한 기업은 지난달까지 37곳으로 집계됐다.",
    "전력 공급이 가장 큰 숙제로 꼽힌다. 담당 부서는 변전소를 새로 짓지 않으면 2030년부터 하루 40MW가 모자랄 것으로 내다봤다.",
    "주민 단체는 소음과 화물차 통행을 걱정했다. 단체 관계자는 “공사 기간에 통학로를 어떻게 지킬지 먼저 정해야 한다”고 말했다.",
    "시의회는 다음 달 10일 예산안을 심사한다. 심사를 통과하면 9월에 첫 구역의 공사를 시작한다.",
)
BODY = "\n".join(PARAGRAPHS)


def extract(content, origin="page.html", media_type="text/html"):
    return PageExtractor().extract([Entry(origin, media_type, content)])


def document(name):
    (found,) = extract((FIXTURES / name).read_bytes(), name).documents
    return found


@pytest.mark.parametrize(
    "name",
    [
        "body_in_script.html",
        "next_data.html",
        "euc_kr.html",
        "copyright.html",
        "several_articles.html",
        "captions.html",
        "broken.html",
        "json_ld.html",
        "stamps.html",
    ],
)
def test_the_article_and_nothing_else_is_read(name):
    found = document(name)
    assert found.text == BODY
    assert found.title == TITLE
    assert found.language == "ko"


def test_a_doubled_beginning_is_read_once_with_its_heading():
    assert document("doubled.html").text.split("\n") == [PARAGRAPHS[0], "전력은 아직 숙제", *PARAGRAPHS[1:]]


def test_a_page_of_headlines_has_no_article():
    result = extract((FIXTURES / "no_body.html").read_bytes(), "no_body.html")
    assert result.documents == ()
    assert [(drop.reason, drop.where) for drop in result.dropped] == [("no_main_text", "no_body.html")]


def test_what_the_korean_rules_take_is_reported():
    result = extract((FIXTURES / "copyright.html").read_bytes(), "copyright.html")
    assert {drop.reason for drop in result.dropped} >= {"copyright", "call", "lead_tag", "byline_tail"}
    assert {drop.where for drop in result.dropped} == {"copyright.html"}


def test_the_id_comes_from_the_address_or_else_from_the_text():
    assert document("euc_kr.html").id == document_id("https://news.example/a/1001")
    assert document("stamps.html").id == document_id(BODY)
    assert document("stamps.html").id.startswith("a")
    assert len(document("stamps.html").id) == 17


def test_a_page_in_another_language_loses_only_what_stands_outside_its_sentences():
    paragraphs = [
        f"The council of Gaon approved part {n} of the plan on Friday, and the mayor welcomed the vote."
        for n in range(6)
    ]
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = (
        "<html lang='en'><head><title>Council approves plan - Gaon Post</title></head><body><h1>Council approves plan</h1>"
        f"<article>{body}<p>Related: <a href='/x'>Bridge opens again</a></p></article></body></html>"
    )
    (found,) = extract(page.encode()).documents
    assert found.text == "\n".join(paragraphs)
    assert (found.title, found.language) == ("Council approves plan", "en")


def test_the_other_media_types_are_left_to_others():
    result = extract(b"text", media_type="text/plain")
    assert result.documents == ()
    assert [drop.reason for drop in result.dropped] == ["other_media_type"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("가온".encode("utf-8-sig"), "가온"),
        ("가온".encode("utf-16"), "가온"),
        ('<meta charset="euc-kr">똠방'.encode("cp949"), '<meta charset="euc-kr">똠방'),
        ("가온".encode("cp949"), "가온"),
        ('<meta charset="utf-8">가온'.encode("cp949"), '<meta charset="utf-8">가온'),
        (b'<meta charset="no-such-charset">abc', '<meta charset="no-such-charset">abc'),
    ],
)
def test_bytes_are_read_in_their_charset(content, text):
    assert decode(content) == text


def test_the_body_beside_the_page_title_wins_over_a_longer_one():
    other = "나래군 어시장이 새 건물로 옮겨 문을 열었다고 상인회가 밝혔다. " * 40
    script = f'<script>window.x={{"a":[{{"title":"나래 어시장 이전","content":"{other}"}},{{"title":"{TITLE}","content":"{BODY}"}}]}}</script>'
    page = f"<html lang='ko'><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{script}</body></html>"
    (found,) = extract(page.replace("\n", "\\n").encode()).documents
    assert found.text == BODY


def test_the_way_to_the_text_is_told():
    tree = parse((FIXTURES / "body_in_script.html").read_text(encoding="utf-8"))
    lines = lines_of(tree)
    assert choose(tree, lines, read_metadata(tree, lines)).way == "embedded_json"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<",
        b"\xff\xfe\x00",
        b"<div>" * 30_000 + b"x",
        b"<a href=x><p>" * 20_000,
        b"<script>window.x = " + b"{" * 200_000,
        b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        b'<script type=\'application/ld+json\'>{"@type": [1, null], "author": {"name": [[]]}}</script>',
        b"<time datetime='9999-99-99T99:99'>",
        b"<li><a>x</a></li>" * 20_000,
    ],
)
def test_a_hostile_page_is_a_drop_and_costs_little(content):
    begun = time.perf_counter()
    result = extract(content)
    assert result.documents == ()
    assert [drop.reason for drop in result.dropped] == ["no_main_text"]
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("noise", ["\x01", "&#1;", "&#xFFFE;", "&#xD800;", "\ufffe"])
def test_characters_that_no_tree_may_hold_do_no_harm(noise):
    page = (FIXTURES / "stamps.html").read_text(encoding="utf-8")
    (found,) = extract(page.replace("<div", f"{noise}<div").replace("<p>", f"<p>{noise}").encode()).documents
    assert found.text.replace("\ufffd", "") == BODY


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2000))
def test_a_page_torn_anywhere_never_raises(noise, place):
    page = (FIXTURES / "copyright.html").read_bytes()
    result = extract(page[:place] + noise + page[place:])
    assert all(found.text and found.title for found in result.documents)
