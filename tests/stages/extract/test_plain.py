import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.plain import PlainExtractor
from newsprism.types.document import Entry

BODY = (
    "가온시는 27일 노후 산업단지를 첨단 부품 단지로 바꾸는 계획을 확정했다고 밝혔다.\n"
    "전력 공급이 가장 큰 숙제로 꼽힌다. 담당 부서는 2030년부터 하루 40MW가 모자랄 것으로 내다봤다."
)
TITLE = "가온시, 노후 산단을 첨단 부품 단지로 바꾼다"


def extract(text, origin="a.txt"):
    return PlainExtractor().extract([Entry(origin, "text/plain", text.encode())])


def only(text):
    (found,) = extract(text).documents
    return found


def test_a_saved_page_gives_its_article_with_title_date_author_publisher_and_section():
    found = only(
        f"새벌저널\n새벌저널\n산업\n\n{TITLE}\n\n누리봄 기자 nuri@news.example 2031-04-27 16:46:30\n확대 축소\n공유하기\n\n{TITLE}\n"
        f"▲ 가온시 노후 산업단지 전경. <가온시>\n[새벌포스트] {BODY} 누리봄 기자\n\n최신기사\n\n푸른강 다리 통행 재개 2031-09-01 10:00\n"
        "새벌저널\n\n댓글 (0)\n"
    )
    assert (found.title, found.text) == (TITLE, BODY)
    assert found.published_at == datetime.fromisoformat("2031-04-27T16:46:30+09:00")
    assert (found.authors, found.publisher, found.section) == (("누리봄",), "새벌포스트", "산업")
    assert (found.language, found.url, found.kind) == ("ko", None, "article")


def test_the_clock_of_a_page_does_not_date_its_article():
    found = only(
        f"• 맑음가온 29.3℃\n• 흐림나래 33.1℃\n기상청 제공\n2031년 09월 02일 화요일\n메뉴\n경제\n{TITLE}\n{BODY}"
    )
    assert (found.title, found.text, found.published_at, found.section) == (TITLE, BODY, None, "경제")


def test_a_labelled_stamp_behind_the_article_dates_it():
    found = only(f"{TITLE}\n{BODY}\n등록 2031.04.27 16:46\n많이 본 뉴스\n입력 2031.05.01 10:00")
    assert found.published_at == datetime.fromisoformat("2031-04-27T16:46:00+09:00")


def test_without_a_title_the_first_deck_line_is_the_title_and_the_others_stay():
    found = only(f"2034년까지 1조 원 들여 새 단장\n전력은 아직 숙제\n{BODY}")
    assert found.title == "2034년까지 1조 원 들여 새 단장"
    assert found.text == f"전력은 아직 숙제\n{BODY}"


def test_a_text_that_begins_with_a_sentence_is_titled_by_it_and_loses_nothing():
    found = only(BODY)
    assert found.title == BODY.split("\n")[0]
    assert found.text == BODY


def test_a_text_without_sentences_is_a_drop():
    result = extract("메뉴\n경제\n더보기", "empty.txt")
    assert result.documents == ()
    assert (result.dropped[-1].reason, result.dropped[-1].where) == ("no_main_text", "empty.txt")


def test_the_same_text_has_the_same_id():
    assert only(f"{TITLE}\n{BODY}").id == only(f"메뉴\n{TITLE}\n{BODY}\n누리봄 기자").id


def test_digests_are_handed_on():
    class Digest:
        def looks_like_digest(self, text):
            return "동향지" in text

        def extract_text(self, text, origin):
            return Extraction((), ())

    entries = [Entry("d", "text/plain", "동향지".encode()), Entry("a", "text/plain", f"{TITLE}\n{BODY}".encode())]
    result = PlainExtractor(Digest()).extract(entries)
    assert [found.title for found in result.documents] == [TITLE]
    assert result.dropped == ()


def test_cp949_bytes_are_read():
    result = PlainExtractor().extract([Entry("a", "text/plain", f"{TITLE}\n{BODY}".encode("cp949"))])
    assert result.documents[0].text == BODY


def seed(number):
    if "NEWSPRISM_DATA" not in os.environ:
        pytest.skip("NEWSPRISM_DATA names no folder of measuring data")
    found = sorted((Path(os.environ["NEWSPRISM_DATA"]) / ".." / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the seeds are not beside NEWSPRISM_DATA")
    (document,) = PlainExtractor().extract([Entry(found[0].name, "text/plain", found[0].read_bytes())]).documents
    return document


def test_the_first_saved_article_is_read_whole_and_dated():
    found = seed("001")
    assert found.published_at == datetime.fromisoformat("2025-04-27T16:46:30+09:00")
    assert found.published_at.utcoffset() == timedelta(hours=9)
    assert (found.authors, found.publisher, found.section) == (("김주은",), "비즈니스포스트", "기업과산업")
    assert len(found.text.split("\n")) == 12
    assert found.text.endswith("고 말했다.")


def test_the_second_saved_article_is_undated_and_told_once():
    found = seed("002")
    lines = found.text.split("\n")
    assert (found.published_at, found.authors) == (None, ("홍인택", "이정혁"))
    assert len(lines) == len(set(lines)) == 11
    assert "연합뉴스" not in found.text


def test_the_fourth_saved_article_is_undated_mended_and_alone():
    found = seed("004")
    assert (found.title, found.published_at) == ("첨단기술의 산업화 전략", None)
    assert not any(torn in found.text for torn in ("미 국 내", "SK하 이닉스", "삼성전 자도"))
    assert not any(other in found.text for other in ("윤석열", "HOT클릭", "℃", "배너"))
    assert found.text.endswith("기대한다.")
