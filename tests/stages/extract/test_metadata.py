from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsprism.stages.extract.main_text import lines_of, parse
from newsprism.stages.extract.metadata import read_metadata
from newsprism.stages.extract.stamps import SEOUL, parse_time, stamp_of, zoned

FIXTURES = Path(__file__).parent / "fixtures"
TITLE = "가온시, 노후 산단을 첨단 부품 단지로 바꾼다"
AFTERNOON = datetime(2031, 4, 27, 16, 46, tzinfo=SEOUL)


def read(head="", body="", lang="ko"):
    tree = parse(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>")
    return read_metadata(tree, lines_of(tree))


def og(**values):
    return "".join(f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in values.items())


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE} | 새벌경제",
        f"{TITLE} - 새벌경제",
        f"{TITLE} :: 새벌경제",
        f"{TITLE} < 산업 < 기사본문 - 새벌경제",
        f"새벌경제 - {TITLE}",
        TITLE,
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(page):
    head = f"<title>{page}</title>" + og(og__site_name="새벌경제")
    assert read(head, f"<h1>{TITLE}</h1>").title == TITLE


def test_a_site_name_in_og_title_gives_way_to_the_heading():
    assert read(og(og__title="새벌경제") + "<title>새벌경제</title>", f"<h1>{TITLE}</h1>").title == TITLE


def test_a_title_cut_short_is_completed_from_the_heading():
    assert read(og(og__title=TITLE[:16] + "...") + f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>").title == TITLE


def test_a_page_that_says_nothing_gives_nothing():
    found = read("", "<p>글</p>")
    assert (found.title, found.published_at, found.publisher, found.section, found.canonical) == (None,) * 5
    assert (found.authors, found.description, found.body) == ((), "", "")


def test_json_ld_tells_date_authors_publisher_section_and_body():
    tree = parse((FIXTURES / "json_ld.html").read_text(encoding="utf-8"))
    found = read_metadata(tree, lines_of(tree))
    assert found.published_at == AFTERNOON.replace(second=30)
    assert found.published_at.utcoffset() == timedelta(hours=9)
    assert (found.authors, found.publisher, found.section) == (("누리봄", "가람솔"), "새벌경제", "산업")
    assert found.body.startswith("가온시는 27일")


def test_of_several_json_ld_articles_the_one_of_the_page_counts():
    def item(title, date):
        return f'{{"@type":"NewsArticle","headline":"{title}","datePublished":"{date}"}}'

    script = f'<script type="application/ld+json">[{item("다리 통행 재개", "2031-05-02")},{item(TITLE, "2031-04-27T16:46:00+09:00")}]</script>'
    assert read(script, f"<h1>{TITLE}</h1>").published_at == AFTERNOON


def test_the_stamp_at_the_title_dates_the_article_and_no_other_date_does():
    tree = parse((FIXTURES / "stamps.html").read_text(encoding="utf-8"))
    assert read_metadata(tree, lines_of(tree)).published_at == AFTERNOON


@pytest.mark.parametrize(
    "trap",
    [
        "<div>2031년 05월 02일 금요일</div>",
        "<footer>ⓒ 2031.05.02 새벌경제</footer>",
        "<h3>최신기사</h3><ul><li>다리 통행 재개 2031-05-02 10:20</li></ul>",
    ],
)
def test_a_clock_a_copyright_line_and_a_neighbour_date_nothing(trap):
    long = "가온시는 27일 노후 산업단지를 첨단 부품 단지로 바꾸는 계획을 확정했다고 밝혔다. " * 3
    page = f"<div>{trap}</div>" + "<p>메뉴</p>" * 6 + f"<h1>{TITLE}</h1><p>{long}</p>{trap}"
    assert read(f"<title>{TITLE}</title>", page).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        "입력 2031.04.27. 오후 4:46",
        "기사입력 2031-04-27 16:46",
        "등록 2031.04.27 16:46",
        "승인 : 2031.04.27 16:46:00",
        "2031년 4월 27일 16시 46분",
        "누리봄 기자 nuri@news.example 2031-04-27 16:46:00",
        "수정 2031.04.29 09:10 입력 2031.04.27 16:46",
        "입력 2031-04-27 (일) 16:46",
    ],
)
def test_a_korean_stamp_is_a_time_in_seoul(line):
    assert stamp_of([line]) == AFTERNOON


def test_a_stamp_without_an_hour_is_a_day():
    assert stamp_of(["입력 2031.04.27"]) == datetime(2031, 4, 27, tzinfo=SEOUL)


@pytest.mark.parametrize("line", ["2031.13.40 25:99", "전화 02-2031-0427", "4월 27일", "지난해 매출 2031억 원"])
def test_what_is_no_date_is_no_stamp(line):
    assert stamp_of([line]) is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2031-04-27T16:46:30+09:00", datetime(2031, 4, 27, 16, 46, 30, tzinfo=timezone(timedelta(hours=9)))),
        ("2031-04-27T07:46:30Z", datetime(2031, 4, 27, 7, 46, 30, tzinfo=UTC)),
        (
            "2031-04-27T16:46:30.123+0900",
            datetime(2031, 4, 27, 16, 46, 30, 123000, tzinfo=timezone(timedelta(hours=9))),
        ),
        ("2031-04-27 16:46", datetime(2031, 4, 27, 16, 46)),
        ("20310427164630", datetime(2031, 4, 27, 16, 46, 30)),
        ("2031-04-27 16:46 KST", datetime(2031, 4, 27, 16, 46, tzinfo=SEOUL)),
        ("2031-99-27", None),
        ("어제", None),
    ],
)
def test_metadata_times_are_read_with_their_offset(value, moment):
    assert parse_time(value) == moment


def test_a_time_without_offset_takes_the_pages_zone_or_its_own_offset():
    naive = datetime(2031, 4, 27, 16, 46)
    aware = naive.replace(tzinfo=timezone(timedelta(hours=2)))
    assert zoned([naive], korean=True) == AFTERNOON
    assert zoned([naive, aware], korean=False).utcoffset() == timedelta(hours=2)
    assert zoned([naive], korean=False) == naive.replace(tzinfo=UTC)
    assert zoned([], korean=True) is None


def test_a_canonical_address_must_be_an_address():
    assert read('<link rel="canonical" href="javascript:alert(1)">').canonical is None
    assert read('<link rel="canonical" href="https://news.example/a/1">').canonical == "https://news.example/a/1"


def test_the_section_may_come_from_the_breadcrumb():
    crumb = '{"@type":"BreadcrumbList","itemListElement":[{"name":"홈"},{"name":"산업"},{"name":"기업"}]}'
    assert read(f'<script type="application/ld+json">{crumb}</script>').section == "산업"
