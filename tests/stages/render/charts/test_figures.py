"""The figures of a page: everything they show is also said, nothing overlaps, and nobody's eyes or printer are left out."""

import re
import time
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import combinations

import lxml.html
import pytest

from newsprism.stages.render.charts.drawing import SIZE, WIDTH, broken, fitted, width
from newsprism.stages.render.charts.figure import figures
from newsprism.stages.render.markdown import MarkdownRenderer
from newsprism.stages.render.page import HtmlRenderer
from newsprism.stages.render.plain import TextRenderer
from newsprism.types.brief import Charts, DayOfReports, KeywordCounts, TopicCounts
from tests.drawn import CHARTS, COURSE, CROWDED, EDITION, SHIFT, TOPICS, headline
from tests.making import article

NARROWEST = 288
"""Pixels of a chart on a telephone of 320."""
HOSTILE = '<script>alert(1)</script>"&'


def drawn(charts, **changes):
    return {
        name: lxml.html.fromstring(figure)
        for name, figure in figures(replace(EDITION, charts=charts, **changes), {"d1": 7}).items()
    }


def texts(figure):
    """Each text of the drawing with its box, as wide as it may be."""
    for node in figure.iter("text"):
        x, y, wide = float(node.get("x")), float(node.get("y")), width(node.text or "")
        left = {"middle": x - wide / 2, "end": x - wide}.get(node.get("text-anchor"), x)
        yield node.text, (left, y - 0.8 * SIZE, left + wide, y + 0.1 * SIZE)


def test_every_chart_has_a_title_a_description_and_a_table_of_all_its_numbers():
    for figure in drawn(CHARTS).values():
        (svg,) = figure.iter("svg")
        assert svg.get("role") == "img"
        names = svg.get("aria-labelledby").split()
        assert all(figure.get_element_by_id(name).text for name in names)
        assert figure.xpath(".//div[@class='aloud']/table/caption")
    cells = {name: [c.text for c in figure.xpath(".//tbody//td")] for name, figure in drawn(CHARTS).items()}
    assert cells["chart-topics"][:7] == ["6", "10", "8", "8", "7", "3", "42"]
    assert cells["chart-topics"][-7:] == ["1", "0", "2", "0", "0", "1", "4"]
    assert cells["chart-shift"][:4] == ["20건", "60건", "10.0", "40.0"]
    assert cells["chart-course-1"][:3] == ["2건", "2곳", "첫 보도"]
    assert cells["chart-course-1"][6:9] == ["1건", "1곳", "새 전개"]


@pytest.mark.parametrize("charts", [CHARTS, CROWDED], ids=["usual", "crowded"])
def test_no_text_overlaps_another_or_leaves_the_drawing(charts):
    for name, figure in drawn(charts).items():
        boxes = list(texts(figure))
        for text, (left, _, right, _) in boxes:
            assert -0.5 <= left <= right <= WIDTH + 0.5, (name, text)
        for (one, a), (other, b) in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (name, one, other)


def test_letters_are_legible_on_the_narrowest_telephone():
    assert SIZE * NARROWEST / WIDTH >= 11
    for figure in drawn(CHARTS).values():
        (svg,) = figure.iter("svg")
        assert svg.get("viewbox", svg.get("viewBox")).startswith(f"0 0 {WIDTH} ")
        assert svg.get("font-size") == str(SIZE)
        assert not svg.xpath(".//text[@font-size]")


def test_nothing_runs_and_nothing_is_loaded():
    hostile = Charts(
        replace(TOPICS, topics=(TopicCounts(HOSTILE, (1, 2, 3, 4, 5, 6)), *TOPICS.topics)),
        replace(SHIFT, keywords=(KeywordCounts(HOSTILE, 1, 9), *SHIFT.keywords)),
        (replace(COURSE, first=headline(article("d1", HOSTILE))),),
    )
    page = HtmlRenderer().render(replace(EDITION, charts=hostile))
    assert "<script" not in page
    assert "url(" not in page
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//svg//*[@*[starts-with(name(), 'on') or contains(name(), 'href')]]")
    assert not tree.xpath("//svg//script | //svg//image | //svg//use | //svg//foreignobject | //svg//style")
    assert HOSTILE in tree.xpath("string(//div[@class='aloud'])")


HUGE = 10**400


@pytest.mark.parametrize(
    "charts",
    [
        Charts(replace(TOPICS, days=(), topics=(), rest=())),
        Charts(replace(TOPICS, topics=(TopicCounts("", ()), TopicCounts("가", (HUGE, -HUGE, 0))), topics_left=-1)),
        Charts(replace(TOPICS, topics=tuple(TopicCounts("가" * 9999, (1,) * 6) for _ in range(5000)))),
        Charts(None, replace(SHIFT, stories_before=0, stories_now=-5, keywords=())),
        Charts(None, replace(SHIFT, stories_before=0, keywords=(KeywordCounts("", -HUGE, HUGE),))),
        Charts(timelines=(replace(COURSE, days=(), turns=()),)),
        Charts(timelines=(replace(COURSE, days=tuple(DayOfReports(date.max, HUGE, -1) for _ in range(4000))),)),
    ],
)
def test_a_strange_edition_is_drawn_all_the_same(charts):
    began = time.perf_counter()
    brief = replace(EDITION, charts=charts)
    page = HtmlRenderer().render(brief)
    assert "NaN" not in page
    assert "inf" not in "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    assert TextRenderer().render(brief)
    assert time.perf_counter() - began < 1


def test_all_charts_of_an_edition_are_drawn_within_fifty_milliseconds():
    brief = replace(EDITION, charts=CROWDED)
    figures(brief, {})
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        figures(brief, {})
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.05


@pytest.mark.parametrize("printer", [TextRenderer(), MarkdownRenderer()])
def test_plain_formats_say_each_chart_in_one_line(printer):
    lines = printer.render(EDITION).split("\n\n")
    assert "분야별로 보도된 사안(3월 9일~14일, 날마다 센 합): 통상·관세 42, 산업안전·중대재해 29, 반도체 22" in lines
    (shift,) = [line for line in lines if line.startswith("앞선 주보다")]
    assert shift.endswith("늘어남 관세 10.0→40.0, 희토류 0.5→6.0 · 줄어듦 수주 20.5→8.0")
    assert "- 보도 흐름: 9일 2건, 11일 1건, 13일 1건(매체 2곳)" in lines


def test_charts_stand_in_their_blocks():
    tree = lxml.html.fromstring(HtmlRenderer().render(EDITION))
    heading = tree.xpath("//h2[contains(., '트렌드')]")[0]
    assert [node.tag for node in list(heading.itersiblings())[:2]] == ["figure", "figure"]
    course = tree.xpath("//h3[@id='pick-1']/following-sibling::details[@class='course']")
    assert len(course) == 1
    assert "보도 4건, 매체 2곳" in course[0].xpath("string(summary)")
    marks = course[0].xpath(".//ol[@class='turns']/li")
    assert [li.text_content().split()[0] for li in marks] == ["첫", "1", "2"]
    assert "한결정밀 노사 협상 결렬[3]" in marks[1].text_content()


def test_an_edition_without_charts_is_printed_as_ever():
    page = HtmlRenderer().render(replace(EDITION, charts=Charts()))
    assert "figure" not in page
    assert "svg" not in page


# ---------------------------------------------------------------- colours

STYLE = (resources.files("newsprism.stages.render") / "charts" / "charts.css").read_text("utf-8")
PAGE = (resources.files("newsprism.stages.render") / "page.css").read_text("utf-8")


def palettes():
    """Light, dark and printed colours by name."""
    found = []
    for n in range(3):
        rows = [re.findall(r":root\{([^}]*)\}", css)[n] for css in (PAGE, STYLE)]
        found.append(dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", ";".join(rows))))
    return dict(zip(("light", "dark", "print"), found, strict=True))


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * d for d in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_letters_and_shapes_have_the_contrast_of_wcag_aa(mode):
    colours = palettes()[mode]
    paper = colours["paper"]
    for name in ("ink", "soft", "rise", "fall", "chart"):
        assert contrast(colours[name], paper) >= 4.5, name
    assert contrast(colours["chart-soft"], paper) >= 3
    # Outlets inside reports, and the day of most reports among the others, are told apart by lightness alone.
    assert contrast(colours["chart"], colours["chart-pale"]) >= 3
    assert contrast(colours["chart"], colours["chart-soft"]) >= 1.5


def test_rise_and_fall_differ_without_colour():
    figure = drawn(CHARTS)["chart-shift"]
    assert [t for t, _ in texts(figure) if t[0] in "▲▼"] == ["▲ 늘어난 키워드", "▼ 줄어든 키워드"]
    assert "stroke-dasharray" in re.search(r"line\.fall\{[^}]*\}", STYLE)[0]
    assert "stroke-dasharray" not in re.search(r"line\.rise\{[^}]*\}", STYLE)[0]


# ---------------------------------------------------------------- texts


def test_a_text_too_wide_is_cut_and_a_name_is_broken_at_its_dots():
    assert fitted("반도체", 100) == "반도체"
    assert fitted("가나다라마바사아자차", 80).endswith("…")
    assert width(fitted("가나다라마바사아자차", 80)) <= 80
    assert broken("펀드·ETF·연금상품", 100) == ("펀드·ETF·", "연금상품")
    assert broken("반도체", 100) == ("반도체",)
    assert len(broken("가" * 40, 100)) == 1
    assert all(width(part) <= 102 for part in broken("상업용 부동산·리츠와 그 밖의 아주 긴 이름", 100))
