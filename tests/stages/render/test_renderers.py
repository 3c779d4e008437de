"""Every printed format of one edition: what stands where, and what a hostile title cannot do."""

import json
from dataclasses import replace
from datetime import date

import lxml.html
import pytest

from newsprism.formats.briefs import loads
from newsprism.stages.render.labels import month_day, span
from newsprism.stages.render.layout import Layout, source_line
from newsprism.stages.render.markdown import MarkdownRenderer
from newsprism.stages.render.page import HtmlRenderer
from newsprism.stages.render.plain import TextRenderer
from newsprism.stages.render.record import JsonRenderer
from newsprism.types.brief import (
    DroppedSentence,
    Issue,
    Paragraph,
    Reason,
    SourceRef,
    StrategyPoint,
    Term,
    Trend,
    Verification,
    Window,
)
from tests.making import article, cited
from tests.stages.verify.editions import brief as edition
from tests.stages.verify.editions import composed, pick

PORT = article("port", "나루항 새 부두 열어", "나루항만공사는 11일 새 부두를 열었다. 부두에는 선석 6개가 들어섰다.")
ROAD = article("road", "진입 도로 넓힌다", "나루시는 13일 진입 도로를 넓힌다고 밝혔다.", publisher="다온신문")
TERM = article("term", "선석", "선석은 배 한 척이 닿는 자리를 말한다.", publisher=None, undated=True)
PLAN = cited(ROAD, ROAD.text)
OPENED = cited(PORT, "나루항만공사는 11일 새 부두를 열었다.")
BERTHS = cited(PORT, "부두에는 선석 6개가 들어섰다.")


def ref(document, **changes):
    published = document.published_at.date() if document.published_at else None
    return replace(SourceRef(document.id, document.title, document.publisher, published, document.url), **changes)


def made(number, document, **blocks):
    one = pick(number, document)
    return replace(one, sources=(ref(document),), role="core" if number <= 4 else "reference", **blocks)


WEEKLY = edition(
    made(1, PORT, context=(composed("11일 하루에 매체 4곳이 보도했다.", outlets="4"),), insight=(BERTHS,), outlets=4,
         reasons=(Reason("relevance", 0.9, "관심 분야 항만과 관련됩니다"),)),
    replace(made(2, ROAD), number=2, role="reference", context=(PLAN,)),
    title="새 부두 열리고 길 넓어진다 [AI 브리핑*주간 CEO 뉴스]",
    head_line="▲ 주간 AI 브리핑",
    editor_note="이 브리핑은 2건을 골랐습니다.",
    ai_label="이 브리핑은 자동으로 만들었습니다.",
    analysis=(Paragraph((OPENED, replace(PLAN, text="도로도 넓어진다."))),),
    trends=(Trend("항만 시설의 확충", (replace(BERTHS, text="선석이 6개 늘었다."),), ()),),
    terms=(Term("선석", "Berth", (cited(TERM, TERM.text),)), Term("GDP", "GDP", (cited(TERM, TERM.text),))),
    strategy=(StrategyPoint("부두 배정 전략", (replace(OPENED, text="새 부두를 살핀다."),)),),
    keywords=("부두", "선석"),
    sources=(ref(PORT), ref(ROAD), ref(TERM, license="CC0-1.0")),
    verification=Verification(9, 8, 1, (DroppedSentence("거짓이다.", "number"),)),
)  # fmt: skip
DAILY = replace(
    WEEKLY,
    cadence="daily",
    issue_date=date(2026, 3, 14),
    title="새 부두 열리고 길 넓어진다 [AI 브리핑*기업 CEO 뉴스]",
    subtitles=(OPENED,),
    issues=(Issue("새 부두", (BERTHS, PLAN)),),
    picks=(
        replace(WEEKLY.picks[0], summary=(OPENED, BERTHS), context=(), insight=()),
        replace(WEEKLY.picks[1], summary=(PLAN,), context=()),
    ),
    analysis=(),
    trends=(),
    terms=(),
    strategy=(),
)
TEXTS = [TextRenderer, MarkdownRenderer]
SENTENCES = [
    "11일 하루에 매체 4곳이 보도했다.",
    "도로도 넓어진다.",
    "선석이 6개 늘었다.",
    TERM.text,
    "새 부두를 살핀다.",
]


def render(brief, kind=TextRenderer):
    return kind().render(brief)


def page(brief):
    return lxml.html.document_fromstring(HtmlRenderer().render(brief))


def in_order(text, parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


# ---------------------------------------------------------------- order and content


@pytest.mark.parametrize("kind", TEXTS)
def test_a_weekly_prints_its_blocks_in_order(kind):
    assert in_order(
        render(WEEKLY, kind),
        [
            "새 부두 열리고 길 넓어진다", "이 브리핑은 자동으로", "▲ 주간 AI 브리핑", "편집자 주 : 이 브리핑은 2건",
            "[지난 주(2026.3.9~3.14) 산업계 분석]", "[지난 주 주목할 트렌드]", "■ 항만 시설의 확충", "[지난 주 기업 CEO 핵심 뉴스]",
            "1. 나루항 새 부두 열어 (3.12)", "- 주간 맥락: 11일", "- CEO 인사이트: 부두에는", "[지난 주 기업 CEO 참고 뉴스]",
            "2. 진입 도로 넓힌다 (3.12)", "[주간 핵심 용어]", "1. 선석(Berth) : 선석은", "2. GDP : ", "[주간 전략 포인트]",
            "1. 부두 배정 전략 : 새 부두를", "[주간 핵심 키워드]", "부두, 선석", "[출처]", "[문장 근거 기사]",
        ],
    )  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_a_daily_prints_its_blocks_in_order(kind):
    assert in_order(
        render(DAILY, kind),
        [
            "[AI 브리핑", "- 나루항만공사는 11일", "편집자 주", "[주요 이슈 브리핑]", "■ 새 부두: 부두에는", "[기업 CEO 관심 뉴스]",
            "1. 나루항 새 부두 열어\n", "- 핵심 요약: 나루항만공사는", "- 출처: 나루일보, 3.12, https://naru.example/port 외 3곳",
            "[기업 CEO 참고 뉴스]", "2. 진입 도로 넓힌다", "- 출처: 다온신문, 3.12, https://naru.example/road\n", "[키워드 TOP 5]",
        ],
    )  # fmt: skip


def test_one_outlet_alone_has_no_others():
    assert "외 " not in render(replace(DAILY, picks=(replace(DAILY.picks[0], outlets=1),)))


@pytest.mark.parametrize("kind", [*TEXTS, HtmlRenderer])
def test_every_sentence_is_printed_once(kind):
    text = page(WEEKLY).text_content() if kind is HtmlRenderer else render(WEEKLY, kind)
    for sentence in SENTENCES[:3]:
        assert text.count(sentence) == 1, sentence


def test_a_sentence_carries_the_numbers_of_its_sources_each_once():
    twice = replace(OPENED, citations=(*PLAN.citations, *OPENED.citations, *PLAN.citations))
    assert "나루항만공사는 11일 새 부두를 열었다.[2][1]\n" in render(
        replace(WEEKLY, analysis=(Paragraph((twice,)),), strategy=())
    )


def test_picks_own_articles_are_listed_apart_from_further_evidence():
    layout = Layout(WEEKLY)
    assert [(n, s.document_id) for n, s in layout.own_sources()] == [(1, "port"), (2, "road")]
    assert [(n, s.document_id) for n, s in layout.evidence()] == [(3, "term")]
    assert "1. 나루일보, 나루항 새 부두 열어, 2026-03-12, https://naru.example/port" in render(WEEKLY)
    assert "3. 발행처 없음, 선석, 날짜 없음" in render(WEEKLY)


@pytest.mark.parametrize("renderer", [TextRenderer, MarkdownRenderer])
def test_text_lists_no_source_that_only_a_chart_names(renderer):
    drawn = article("drawn", "부두 보도 이어져", "나루항 부두 보도가 이어졌다.")
    printed = renderer().render(replace(WEEKLY, sources=(*WEEKLY.sources, ref(drawn))))
    assert "선석, 날짜 없음" in printed
    assert drawn.title not in printed
    assert drawn.title in HtmlRenderer().render(replace(WEEKLY, sources=(*WEEKLY.sources, ref(drawn))))


@pytest.mark.parametrize("name", ["analysis", "trends", "picks", "terms", "strategy", "keywords", "sources"])
def test_an_empty_block_prints_no_heading(name):
    headings = {
        "analysis": "산업계 분석", "trends": "주목할 트렌드", "picks": "핵심 뉴스", "terms": "핵심 용어",
        "strategy": "전략 포인트", "keywords": "핵심 키워드", "sources": "[출처]",
    }  # fmt: skip
    assert headings[name] in render(WEEKLY)
    emptied = replace(WEEKLY, **{name: ()})
    assert headings[name] not in render(emptied)
    assert headings[name].strip("[]") not in [h.text_content() for h in page(emptied).iter("h2")]


@pytest.mark.parametrize("kind", [*TEXTS, HtmlRenderer])
def test_the_disclaimer_is_printed_for_those_who_need_it(kind):
    warned = replace(WEEKLY, disclaimer="투자 참고 정보이며 권유가 아닙니다.")
    assert "권유가 아닙니다" in render(warned, kind)
    assert "권유가 아닙니다" not in render(WEEKLY, kind)


def test_days_are_printed_as_the_format_wants():
    assert month_day(date(2025, 2, 1)) == "2.01"
    assert span(WEEKLY) == "2026.3.9~3.14"
    over = replace(WEEKLY, window=Window(date(2024, 12, 30), date(2025, 1, 4)))
    assert span(over) == "2024.12.30~2025.1.04"


def test_a_source_line_says_what_is_not_known():
    assert source_line(ref(TERM, url=None)) == "발행처 없음, 선석, 날짜 없음"


@pytest.mark.parametrize("kind", [*TEXTS, HtmlRenderer])
def test_a_paged_source_is_printed_with_its_pages(kind):
    paged = replace(WEEKLY, sources=tuple(replace(s, pages=(3, 5)) for s in WEEKLY.sources))
    shown = kind().render(paged)
    assert "p. 3, 5" in (shown if kind is not HtmlRenderer else lxml.html.fromstring(shown).text_content())
    assert "p. 3" not in kind().render(WEEKLY)


@pytest.mark.parametrize("kind", TEXTS)
def test_printed_text_ends_with_one_line_end_and_has_no_holes(kind):
    text = render(replace(WEEKLY, subtitles=()), kind)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text


# ---------------------------------------------------------------- formats


def test_markdown_marks_title_and_headings():
    lines = render(WEEKLY, MarkdownRenderer).split("\n")
    assert lines[0].startswith("# 새 부두")
    assert "## [지난 주 주목할 트렌드]" in lines
    assert sum(line.startswith("# ") for line in lines) == 1


def test_markdown_of_a_title_with_marks_stays_text():
    starred = replace(WEEKLY, picks=(replace(WEEKLY.picks[0], title="*별* `코드` <b>굵게</b> _줄_"),))
    assert r"\*별\* \`코드\` \<b\>굵게\</b\> \_줄\_" in render(starred, MarkdownRenderer)


def test_json_is_the_contract_and_reads_back_equal():
    text = JsonRenderer().render(WEEKLY)
    assert json.loads(text)["schema"] == "newsprism/brief/1"
    assert loads(text, "brief.json") == WEEKLY


def test_the_page_is_one_file_that_loads_and_runs_nothing():
    root = page(WEEKLY)
    assert not root.xpath("//script | //link | //img | //iframe | //object | //form")
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "@import" not in HtmlRenderer().render(WEEKLY)


def test_the_page_carries_the_machine_readable_mark():
    found = {m.get("name"): m.get("content") for m in page(WEEKLY).iter("meta") if m.get("name")}
    assert found["ai_generated"] == "false"
    assert found["human_reviewed"] == "false"
    assert found["writer"] == "test"
    assert found["generator"] == "newsprism 0"
    assert found["source_ids"] == "port road term"
    assert found["viewport"].startswith("width=device-width")


def test_the_page_is_korean_and_has_one_title():
    root = page(WEEKLY)
    assert root.get("lang") == "ko"
    assert [h.text_content() for h in root.iter("h1")] == ["새 부두 열리고 길 넓어진다"]
    assert root.findtext(".//title") == WEEKLY.title


def test_each_sentence_of_the_page_can_be_reached_and_shows_its_quote():
    root = page(WEEKLY)
    spans = root.xpath("//span[@class='s']")
    assert len(spans) == 9
    assert all(s.get("tabindex") == "0" for s in spans)
    assert all(s.xpath(".//q") or s.xpath(".//*[@class='own']") for s in spans)
    opened = next(s for s in spans if s.text.startswith("나루항만공사는"))
    assert opened.xpath(".//q")[0].text_content() == OPENED.citations[0].quote
    assert opened.xpath(".//a/@href") == ["https://naru.example/port"]


def test_a_long_quote_is_cut_on_the_page_and_says_so():
    long = article("port", text="가" * 5000)
    sentence = cited(long, long.text, "긴 문장이다.")
    root = page(replace(WEEKLY, analysis=(Paragraph((sentence,)),)))
    quote = root.xpath("//q")[0].text_content()
    assert len(quote) < 500
    assert quote.endswith("…")


def test_why_a_pick_was_chosen_can_be_opened():
    (why,) = page(WEEKLY).xpath("//details")
    assert why.xpath("./ul/li/text()") == ["관심 분야 항만과 관련됩니다"]


def test_the_page_says_how_it_was_checked():
    made_with = page(WEEKLY).xpath("//p[@class='made']")[0].text_content()
    for figure in ("문장 9개", "근거 확인 8개", "집계 1개", "뺀 문장 1개"):
        assert figure in made_with


# ---------------------------------------------------------------- hostile input

ATTACK = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;<!--"


def attacked():
    source = ref(PORT, title=ATTACK, publisher=ATTACK, url='https://naru.example/"onmouseover="alert(3)')
    sentence = replace(OPENED, text=ATTACK, citations=(replace(OPENED.citations[0], quote=ATTACK),))
    one = replace(
        WEEKLY.picks[0], title=ATTACK, context=(sentence,), reasons=(Reason("x", 1.0, ATTACK),), sources=(source,)
    )
    return replace(
        WEEKLY,
        title=f"{ATTACK} [AI 브리핑*주간 CEO 뉴스]",
        language='ko" onload="alert(4)',
        head_line=ATTACK,
        editor_note=ATTACK,
        ai_label=ATTACK,
        disclaimer=ATTACK,
        subtitles=(sentence,),
        analysis=(Paragraph((sentence,)),),
        trends=(Trend(ATTACK, (sentence,), ()),),
        terms=(Term(ATTACK, ATTACK, (sentence,)),),
        strategy=(StrategyPoint(ATTACK, (sentence,)),),
        issues=(Issue(ATTACK, (sentence,)),),
        keywords=(ATTACK,),
        picks=(one,),
        sources=(source,),
        reader=replace(WEEKLY.reader, name=ATTACK, insight_label=ATTACK, analysis_label=ATTACK, strategy_label=ATTACK),
        made_with=replace(WEEKLY.made_with, writer=ATTACK, model=ATTACK, newsprism=ATTACK),
    )


@pytest.mark.parametrize("cadence", ["weekly", "daily"])
def test_no_text_of_an_edition_becomes_markup(cadence):
    text = HtmlRenderer().render(replace(attacked(), cadence=cadence))
    assert "<script" not in text
    assert "<img" not in text
    assert "<!--" not in text
    root = lxml.html.document_fromstring(text)
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]
    assert root.xpath("//h1")[0].text_content() == ATTACK


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<b>",
        "vbscript:x", "//naru.example/x", "file:///etc/passwd", "https:", "http://[::1", "",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url):
    source = ref(PORT, url=url)
    brief = replace(WEEKLY, sources=(source,), picks=(replace(WEEKLY.picks[0], sources=(source,)),))
    for cadence in ("weekly", "daily"):
        assert page(replace(brief, cadence=cadence)).xpath("//a/@href") == []


@pytest.mark.parametrize("url", ["https://naru.example/a?b=1&c=2", "http://naru.example/뉴스/1"])
def test_a_web_address_becomes_a_link_as_it_is(url):
    source = ref(PORT, url=url)
    found = page(replace(WEEKLY, sources=(source,), picks=(replace(WEEKLY.picks[0], sources=(source,)),)))
    assert set(found.xpath("//a/@href")) == {url}
    assert all("noopener" in rel for rel in found.xpath("//a/@rel"))


def test_an_edition_with_nothing_in_it_is_printed_in_every_format():
    empty = edition()
    for kind in (TextRenderer, MarkdownRenderer, HtmlRenderer, JsonRenderer):
        assert "2026-03-15" in render(empty, kind)
