"""A digest in print: cover, contents, summaries, items a page each, and what a hostile report cannot do."""

from dataclasses import replace

import lxml.html
import pytest

from newsprism.stages.digest.stage import OutlineItemWriter
from newsprism.stages.render.digest_layout import source
from newsprism.stages.render.markdown import MarkdownRenderer
from newsprism.stages.render.page import HtmlRenderer
from newsprism.stages.render.plain import TextRenderer
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import DigestSection, SourceRef
from tests.making import story
from tests.stages.digest.reports import items, report
from tests.stages.verify.editions import brief

TITLE = "기술·정책 동향 2031-5호 [AI 브리핑*연구·기획자 다이제스트]"


@pytest.fixture(scope="module")
def digest():
    return edition(*items(), report(language="en", title="One | Year <b>", body="Harbor Lab"))


def edition(*documents):
    writer = OutlineItemWriter(Analyzer())
    made = [writer.write(story(f"s{n}", d), [d], "ko") for n, d in enumerate(documents)]
    numbered = [replace(item, number=n) for n, item in enumerate(made, start=1)]
    return brief(
        cadence="digest",
        title=TITLE,
        sections=(DigestSection("이슈포커스", tuple(numbered[:1])), DigestSection("정책 동향", tuple(numbered[1:]))),
        sources=tuple(SourceRef(d.id, d.title, d.publisher, None, None) for d in documents),
    )


def test_text_shows_levels_notes_tables_and_source_lines(digest):
    printed = TextRenderer().render(digest)
    for line in (
        "  1. 무인 하역 장비의 실증 결과 (美 Harbor Lab, 3.4)",
        "● 하버랩이 무인 하역* 장비 24대의 1년 실증 결과를 공개",
        "  - 하역 시간은 컨테이너당 2.4분에서 1.9분으로 21% 줄었으며 큰 사고는 없었음",
        "    * (Unmanned Handling) 사람이 타지 않고 짐을 옮기는 방식",
        "    ※ ▲(야간) 31% 단축 ▲(주간) 12% 단축",
        "<부두별 결과>",
        "제1부두 | 하역 시간 18% 단축; 고장 41건",
        "2. 수소 여객선 안전 기준 개정 (달뫼해양국, 3월)",
        "구분 | 주요 내용 | 페이지",
        "(원문이 한국어가 아니어서 제목과 출처만 싣습니다(en).)",
        "(참고 : Harbor Lab, One | Year <b>, 2031.03.04.)",
    ):
        assert line in printed.split("\n"), line


def test_markdown_links_its_contents_and_keeps_tables_whole(digest):
    printed = MarkdownRenderer().render(digest)
    assert "1. [무인 하역 장비의 실증 결과](#item-1) (美 Harbor Lab, 3.4)" in printed
    assert '<a id="item-1"></a>' in printed
    assert "| 제1부두 | 하역 시간 18% 단축<br>고장 41건 |" in printed
    assert "    - \\* (Unmanned Handling)" in printed
    rows = [line for line in printed.split("\n") if line.startswith("|") and "](#item-" in line]
    assert [line.replace("\\|", "").count("|") for line in rows] == [4, 4, 4]
    assert "One \\| Year \\<b\\>" in printed


def test_a_page_has_an_item_for_each_link(digest):
    page = lxml.html.fromstring(HtmlRenderer().render(digest))
    for link in page.xpath("//nav//a/@href") + page.xpath("//table//td[@class='page']/a/@href"):
        assert page.xpath(f"//article[@id='{link.removeprefix('#')}']"), link
    assert len(page.xpath("//nav//a")) == 3
    assert page.xpath("//header[@class='cover']//h1")[0].text_content() == "기술·정책 동향 2031-5호"
    assert page.xpath("//tbody/tr[1]/th/@rowspan") == ["1", "2"]


def test_a_page_shows_the_proof_of_lines_and_cells_and_runs_nothing(digest):
    text = HtmlRenderer().render(digest)
    page = lxml.html.fromstring(text)
    assert page.xpath("//td//q[text()='고장 41건']")
    assert page.xpath("//p[contains(@class,'level-2')]//q")
    assert not page.xpath("//script")
    assert "<b>&lt;b&gt;" not in text
    assert "One | Year &lt;b&gt;" in text
    assert ".sheet{break-before:page" in text


def test_a_hostile_report_stays_text(digest):
    evil = report(
        (1, "bullet", "● <script>alert(1)</script> # 제목 | 칸 ](javascript:x) 공개"),
        title='"><img src=x onerror=alert(1)>',
        body="[기관](javascript:x)",
    )
    page = lxml.html.fromstring(HtmlRenderer().render(edition(evil)))
    assert not page.xpath("//script | //img | //a[starts-with(@href,'javascript')]")
    printed = MarkdownRenderer().render(edition(evil))
    assert "<script>" not in printed
    assert "<img" not in printed.replace("\\<", "")
    assert "](javascript" not in printed.replace("\\](javascript", "")


@pytest.mark.parametrize(
    ("country", "body", "issued", "told"),
    [
        ("미국", "Harbor Lab", "2031-03-04", "(美 Harbor Lab, 3.4)"),
        ("스위스", "강변연구소", "2031-12", "(스위스 강변연구소, 12월)"),
        ("싱가포르", "싱가포르 항만청", "2031-03-14", "(싱가포르 항만청, 3.14)"),
        (None, "하버랩", None, "(하버랩)"),
        (None, None, None, ""),
    ],
)
def test_the_source_behind_a_title_says_what_is_known(digest, country, body, issued, told):
    item = replace(digest.items[0], country=country, issuing_body=body, issued=issued)
    assert source(item) == told
