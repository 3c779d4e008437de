"""What an element's own attributes hide is not part of an article."""

import pytest

from newsprism.stages.extract.main_text import parse
from newsprism.text.hidden import hides
from newsprism.text.ko.normalise import strip_markup

HIDING = [
    "display:none", "DISPLAY : none", "visibility:hidden", "opacity:0", "opacity:.0", "font-size:0", "font-size:0px;",
    "position:absolute;left:-9999px", "height:0;overflow:hidden", "clip-path:inset(100%)", "text-indent:-9999px",
    "color:#fff;background:#ffffff", "color:white;background-color:rgb(255, 255, 255)", "color:transparent",
]  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
def test_a_style_that_hides_is_known(style):
    assert hides({"style": style})
    assert strip_markup(f'<p>보인다.</p><p style="{style}">숨었다.</p><p>또 보인다.</p>') == "보인다.\n또 보인다."


@pytest.mark.parametrize(
    "style",
    ["", "display:block", "opacity:0.9", "font-size:0.9em", "left:-3px;position:absolute", "color:#333;background:#fff",
     "overflow:hidden;height:120px", "max-width:100%", "line-height:0.1"],
)  # fmt: skip
def test_a_style_that_shows_is_not(style):
    assert not hides({"style": style})


def test_the_attribute_alone_hides():
    assert hides({"hidden": ""})


def test_the_bulk_of_a_page_stays_although_a_script_is_to_show_it():
    words = "나루시는 새 부두를 열었다. " * 20
    tree = parse(f'<html><body><div style="display:none">{words}</div><p hidden>숨은 말</p><p>끝</p></body></html>')
    assert tree is not None
    assert "부두" in tree.text_content()
    assert "숨은 말" not in tree.text_content()
