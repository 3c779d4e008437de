"""The page in a real browser: it shows its sentences, runs nothing, and fits a telephone."""

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from newsprism.stages.render.page import HtmlRenderer
from tests import drawn

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--dump-dom",
]  # fmt: skip
PHONE = 390
# The page itself may run no script, so a frame of a telephone's width is measured from outside.
FRAME = """<!doctype html><meta charset="utf-8"><body><iframe id="f" width="{width}" height="844" style="border:0" srcdoc="{page}">
</iframe><script>addEventListener("load", () => {{
  const root = document.getElementById("f").contentDocument.documentElement;
  document.body.setAttribute("data-width", root.scrollWidth);
}});</script></body>"""

# How many texts of the drawings there are, how small the smallest is, and which lie on another one.
TEXTS = """<!doctype html><meta charset="utf-8"><body><iframe id="f" width="{width}" height="9000" style="border:0" srcdoc="{page}">
</iframe><script>addEventListener("load", () => {{
  const page = document.getElementById("f").contentDocument, found = [], over = [];
  page.querySelectorAll("details").forEach(folded => {{ folded.open = true; }});
  let least = 999;
  page.querySelectorAll("figure.chart svg").forEach(svg => {{
    const boxes = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
    least = Math.min(least, 14 * svg.getBoundingClientRect().width / 360);
    boxes.forEach(([text, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {{
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 5) over.push(text + "/" + other);
    }}));
    found.push(...boxes);
  }});
  document.body.setAttribute("data-found", JSON.stringify({{count: found.length, least, over}}));
}});</script></body>"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


def dom(path, profile):
    run = subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={profile}", path.as_uri()],
        capture_output=True, encoding="utf-8", errors="replace", timeout=90, check=True,
    )  # fmt: skip
    return run.stdout


def drawn_texts(page, folder, width):
    path = folder / "texts.html"
    path.write_text(TEXTS.format(width=width, page=html.escape(page, quote=True)), encoding="utf-8")
    return json.loads(html.unescape(re.search(r'data-found="([^"]*)"', dom(path, folder / "profile"))[1]))


def scroll_width(page, folder):
    path = folder / "frame.html"
    path.write_text(FRAME.format(width=PHONE, page=html.escape(page, quote=True)), encoding="utf-8")
    return int(re.search(r'data-width="(\d+)"', dom(path, folder / "profile"))[1])


@pytest.mark.parametrize("edition", ["weekly-ceo", "daily-newcomer"])
def test_the_browser_shows_what_was_written(demo, tmp_path, edition):
    shown = dom(demo.folder / f"{edition}.html", tmp_path / "profile")
    assert '<html lang="ko">' in shown
    assert shown.count('id="pick-') == 6
    assert "<script" not in shown


@pytest.mark.parametrize("edition", ["weekly-ceo", "daily-newcomer"])
def test_the_page_fits_a_telephone(demo, tmp_path, edition):
    assert scroll_width((demo.folder / f"{edition}.html").read_text("utf-8"), tmp_path) <= PHONE


CROWD = drawn.EDITION, replace(drawn.EDITION, charts=drawn.CROWDED)


@pytest.mark.parametrize("width", [320, PHONE, 900])
@pytest.mark.parametrize("edition", CROWD, ids=["usual", "crowded"])
def test_texts_of_charts_are_legible_and_apart(tmp_path, edition, width):
    found = drawn_texts(HtmlRenderer().render(edition), tmp_path, width)
    assert found["count"] > 40
    assert found["over"] == []
    assert found["least"] >= 11


def test_the_measure_sees_a_page_that_is_too_wide(tmp_path):
    assert scroll_width('<!doctype html><div style="width:900px">넓다</div>', tmp_path) >= 900


def test_a_script_in_a_title_does_not_run(demo, tmp_path):
    page = (demo.folder / "weekly-ceo.html").read_text("utf-8")
    # Even if one got through the escaping, the page's own policy stops it.
    hostile = page.replace("</main>", '<script>document.title = "ran"</script></main>')
    path = tmp_path / "hostile.html"
    path.write_text(hostile, encoding="utf-8")
    assert "<title>ran</title>" not in dom(path, tmp_path / "profile")
