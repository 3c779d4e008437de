"""A refresh over real servers, good and hostile ones; nothing here leaves loopback."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest

from tests.e2e import press
from tests.e2e import site as sites
from tests.e2e.press import SEOUL, articles
from tests.e2e.running import PROGRAM, environment, newsprism
from tests.e2e.site import XML, Page, Site, running
from tests.e2e.workspace import (
    child,
    fingerprint,
    newsroom,
    standing,
    workspace,
    write_sources,
)

NOW = datetime(2026, 2, 12, 15, 0, tzinfo=SEOUL)


@pytest.fixture
def site():
    with running() as one:
        yield one


def test_adding_a_site_finds_the_feeds_that_it_names(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    site.put("/rss.xml", press.rss(site.root, "나루일보", articles(3, NOW)), XML)
    site.put("/sport.xml", press.atom(site.root, "나루일보 체육", articles(2, NOW, folder="s")), "application/atom+xml")
    link = '<link rel="alternate" type="application/{}+xml" href="{}">'
    site.put("/", f"<html><head>{link.format('rss', '/rss.xml')}{link.format('atom', 'sport.xml')}</head></html>")
    told = newsprism("add", f"{site.root}/", cwd=folder)
    assert (told.returncode, told.stderr) == (0, "")
    with newsroom(folder, NOW) as desk:
        found = [(s.kind, s.place, s.name) for s in desk.sources()]
        assert found == [
            ("feed", f"{site.root}/rss.xml", "나루일보"),
            ("feed", f"{site.root}/sport.xml", "나루일보 체육"),
        ]
        assert desk.refresh().new == 5
        added, left_out = desk.add(f"{site.root}/")
        assert added == ()
        assert len(left_out) == 2


def _place(kind: str, site: Site, folder) -> str:
    """Lay out something of a kind that holds two articles, and return its place."""
    held = articles(2, NOW, folder=kind)
    if kind == "feed":
        return site.put("/f.xml", press.rss(site.root, "나루일보", held), XML)
    if kind == "sitemap":
        return site.put("/sitemap.xml", press.news_sitemap(site.root, "한들신문", held), "text/xml")
    if kind == "page":
        return site.put(held[0].path, press.page(held[0]))
    records = [
        {"id": str(i), "kind": "article", "title": a.title, "text": a.text, "published_at": a.at.isoformat(),
         "publisher": "가람신문", "url": site.root + a.path, "language": "ko"}
        for i, a in enumerate(held)
    ]  # fmt: skip
    if kind in ("jsonl", "folder"):
        path = folder / "기사" / "a.jsonl" if kind == "folder" else folder / "a.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
        return str(path.parent if kind == "folder" else path)
    if kind == "bigkinds":
        lines = ["뉴스 식별자,일자,언론사,제목,본문,URL"]
        lines += [f"{i},20260212,솔빛신문,{a.title},{a.text},{site.root}{a.path}" for i, a in enumerate(held)]
        path = folder / "export.csv"
        path.write_text("\r\n".join(lines), encoding="cp949")
        return str(path)
    if kind == "opml":
        outlines = "".join(
            f'<outline type="rss" text="구독 {i}" xmlUrl="{site.put(f"/o{i}.xml", press.rss(site.root, "구독", [a]), XML)}"/>'
            for i, a in enumerate(held)
        )
        path = folder / "list.opml"
        path.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>', encoding="utf-8")
        return str(path)
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["Date"] = (
        held[0].title,
        "나루편지 <letter@naru.example>",
        press.seoul(NOW),
    )
    letter.set_content(held[0].text)
    path = folder / "letter.eml"
    path.write_bytes(bytes(letter))
    return str(path)


@pytest.mark.parametrize(
    ("kind", "sources", "documents"),
    [
        ("feed", ["feed"], 2),
        ("sitemap", ["sitemap"], 2),
        ("page", ["page"], 1),
        ("folder", ["folder"], 2),
        ("opml", ["feed", "feed"], 2),
        ("bigkinds", ["bigkinds"], 2),
        ("jsonl", ["files"], 2),
        ("mailbox", ["mailbox"], 1),
    ],
)
def test_whatever_is_added_is_recognised_read_once_and_found(site: Site, tmp_path, kind, sources, documents):
    folder = workspace(tmp_path / "w", site)
    place = _place(kind, site, tmp_path)
    with newsroom(folder, NOW) as desk:
        added, _ = desk.add(place)
        assert [one.kind for one in added] == sources
        report = desk.refresh()
        assert (report.failed, report.entries, report.new) == ((), documents, documents)
        assert len({found.document.title for found in desk.search("사업비 억원")}) == documents
    before = fingerprint(folder)
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk:
        report = desk.refresh()
        assert (report.entries, report.new, report.changed, report.unchanged) == (0, 0, 0, len(sources))
    assert fingerprint(folder) == before


GOOD = {
    "utf8": lambda root, held: (press.rss(root, "나루일보", held), XML),
    "euckr": lambda root, held: (press.rss(root, "한들신문", held, encoding="euc-kr"), "text/xml; charset=euc-kr"),
    "euckr-undeclared": lambda root, held: (press.rss(root, "솔빛신문", held, encoding="euc-kr"), "text/xml"),
    "atom": lambda root, held: (press.atom(root, "가람신문", held), "application/atom+xml"),
    "json": lambda root, held: (press.json_feed(root, "미리내신문", held), "application/feed+json"),
    "cut": lambda root, held: (press.rss(root, "새터신문", held)[: -len("</channel></rss>") - 1], XML),
}


def _lay_out_good(site: Site, count: int) -> tuple[list[str], dict[str, str]]:
    places, titles = [], {}
    for name, make in GOOD.items():
        held = articles(count, NOW - timedelta(minutes=5), folder=name)
        body, told = make(site.root, held)
        places.append(site.put(f"/{name}.xml", body, told))
        titles |= {site.root + one.path: one.title for one in held}
    held = articles(count, NOW, folder="busy")
    places.append(site.behave("/busy.xml", sites.busy(Page(press.rss(site.root, "늘봄신문", held), XML), 1, 1)))
    return places, titles | {site.root + one.path: one.title for one in held}


def _lay_out_bad(site: Site) -> dict[str, str]:
    """Return the place of each bad source with the reason that a report has to give for it."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    site.put("/private/rss.xml", press.rss(site.root, "금지신문", articles(3, NOW)), XML)
    site.pages["/loop.xml"] = sites.redirect("/loop.xml")
    site.pages["/bomb.gz"] = sites.gzip_bomb(300)
    found = {
        site.behave("/drip.xml", sites.drip(site)): "unreachable",
        site.behave("/flood.xml", sites.flood(100)): "too_large",
        f"{site.root}/bomb.gz": "too_large",
        site.put("/bomb.xml", sites.xml_bomb(), XML): "MalformedFeed",
        f"{site.root}/private/rss.xml": "robots",
        f"{site.root}/loop.xml": "redirects",
        f"{site.root}/nothing.xml": "http_404",
        site.put("/gone.xml", b"", status=410): "http_410",
        site.put("/broken.xml", b"", status=500): "http_500",
        site.behave("/hang-up.xml", sites.hang_up): "unreachable",
        site.put("/page.html", press.page(articles(1, NOW)[0])): "MalformedFeed",
        site.put("/empty.xml", b"", XML): "MalformedFeed",
    }
    inside = [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]:1/",
        "http://2130706433/",
        "file:///etc/passwd",
    ]
    for number, address in enumerate(inside):
        site.pages[f"/inside{number}.xml"] = sites.redirect(address, 301 + number % 2)
        found[f"{site.root}/inside{number}.xml"] = "address_refused"
    return found


def test_hostile_sources_fail_by_themselves_and_the_good_ones_are_read_whole(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site, timeout=3)
    places, titles = _lay_out_good(site, 25)
    bad = _lay_out_bad(site)
    # Bad ones first, in between and last.
    mixed = [*list(bad)[:6], *places[:3], *list(bad)[6:12], *places[3:], *list(bad)[12:]]
    write_sources(folder, mixed)
    told = child(folder)
    report = told["report"]
    assert told["strange"] == []
    assert standing(folder) == titles
    failed = {mixed[int(one["source"][1:])]: one for one in report["failed"]}
    assert {place: one["reason"] for place, one in failed.items()} == bad
    for place, one in failed.items():
        fault = one["fault"]
        assert "\n" not in fault
        assert fault.startswith(place)
        what, _, advice = fault.partition(". ")
        assert what
        assert advice, fault
    assert report["sources"] == len(mixed)
    assert report["new"] == report["entries"] == len(titles)
    assert report["dropped"]["broken_feed"] == 1, "what was cut short is told"
    assert report["seconds"] <= 20, "as long as the slowest, not as long as all"
    assert told["megabytes"] <= 900
    with newsroom(folder, NOW) as desk:
        assert desk.faults() == ()


def test_the_command_names_each_bad_source_in_one_line(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site, timeout=3)
    site.put("/gone.xml", b"", status=410)
    site.put("/rss.xml", press.rss(site.root, "나루일보", articles(3, NOW)), XML)
    write_sources(folder, [f"{site.root}/gone.xml", f"{site.root}/rss.xml"])
    run = newsprism("refresh", cwd=folder)
    assert run.returncode == 0
    assert "새 문서 3건" in run.stdout
    [line] = [line for line in run.stderr.splitlines() if line]
    assert line.startswith(f"읽지 못함 s0: {site.root}/gone.xml")


def test_a_second_refresh_asks_only_whether_anything_changed_and_writes_nothing(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    places, titles = _lay_out_good(site, 10)
    write_sources(folder, places[:-1])
    with newsroom(folder, NOW) as desk:
        assert desk.refresh().new == len(titles) - 10
    before = fingerprint(folder)
    site.forget()
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk:
        report = desk.refresh()
        visits = [desk.log.visits(source.id, NOW)[-1].outcome for source in desk.sources()]
    assert (report.new, report.changed, report.entries, report.unchanged) == (0, 0, 0, len(places) - 1)
    assert site.bodies() == []
    assert all(one.conditional and one.status == 304 for one in site.seen if one.path != "/robots.txt")
    assert visits == ["unchanged"] * (len(places) - 1)
    assert fingerprint(folder) == before


def test_a_server_without_validators_sends_all_again_and_still_nothing_is_written(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    site.put("/rss.xml", press.rss(site.root, "나루일보", articles(5, NOW)), XML, validators=False)
    write_sources(folder, [f"{site.root}/rss.xml"])
    with newsroom(folder, NOW) as desk:
        assert desk.refresh().new == 5
    before = fingerprint(folder)
    # The same items in another order are another body, and still no news.
    site.put("/rss.xml", press.rss(site.root, "나루일보", reversed(articles(5, NOW))), XML, validators=False)
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk:
        report = desk.refresh()
    assert (report.new, report.changed, report.entries) == (0, 0, 0)
    assert fingerprint(folder) == before


def test_an_address_in_two_feeds_is_one_document_with_the_newest_headline(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    held = articles(3, NOW)
    places = [site.put(f"/{n}.xml", press.rss(site.root, "나루일보", held), XML) for n in range(2)]
    write_sources(folder, places)
    with newsroom(folder, NOW) as desk:
        report = desk.refresh()
        assert (report.new, report.changed) == (3, 0)
    held[0] = press.retitled(held[0], "나루시 새 항만 계획 거두어")
    site.put("/1.xml", press.rss(site.root, "나루일보", held), XML)
    with newsroom(folder, NOW + timedelta(hours=1)) as desk:
        report = desk.refresh()
        assert (report.new, report.changed) == (0, 1)
    assert standing(folder) == {site.root + one.path: one.title for one in held}


def test_pages_behind_a_feed_are_read_once_and_forbidden_ones_left_alone(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    held = articles(4, NOW)
    held[3] = replace(held[3], path="/private/a.html")
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    site.put("/rss.xml", press.rss(site.root, "나루일보", held), XML)
    site.put(held[0].path, press.page(held[0]))
    site.put(held[1].path, press.page(held[1], head='<meta name="robots" content="noai">'))
    site.put(held[2].path, b"", status=404)
    site.put(held[3].path, press.page(held[3]))
    (folder / "sources.toml").write_text(f'[[source]]\nplace = "{site.root}/rss.xml"\nfull = true\n', encoding="utf-8")
    with newsroom(folder, NOW) as desk:
        report = desk.refresh()
        assert report.new == 4, "an item stays when its page may not be read"
        assert report.dropped_by_reason() == {"noai": 1, "http_404": 1, "robots": 1}
    assert site.asked("/private/a.html") == []
    site.forget()
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk:
        assert desk.refresh().entries == 0
    assert site.asked(held[0].path) == site.asked(held[1].path) == []


STRANGER = """
import sys
from newsprism.protocols.stages import Collection
from newsprism.types.document import Entry

class Collector:
    def accepts(self, place):
        return False

class Raises(Collector):
    def collect(self, visit):
        raise ValueError("line one\\nline two")

class Exits(Collector):
    def collect(self, visit):
        sys.exit(3)

class Nothing(Collector):
    def collect(self, visit):
        return None

class Rubbish(Collector):
    def collect(self, visit):
        return Collection((Entry("o", "application/x-feed-item+json", "not bytes"),), ())
"""


def test_a_strange_collector_at_fault_stops_no_other_source(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    package = tmp_path / "packages"
    (package / "stranger-1.0.dist-info").mkdir(parents=True)
    (package / "stranger.py").write_text(STRANGER, encoding="utf-8")
    (package / "stranger-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n"
    )
    names = ["raises", "exits", "nothing", "rubbish"]
    points = "".join(f"{name} = stranger:{name.capitalize()}\n" for name in names)
    (package / "stranger-1.0.dist-info" / "entry_points.txt").write_text(f"[newsprism.collectors]\n{points}")
    feed = site.put("/rss.xml", press.rss(site.root, "나루일보", articles(3, NOW)), XML)
    kinds = [*names, "unheard-of", "feed"]
    blocks = [f'[[source]]\nid = "{k}"\nkind = "{k}"\nplace = "{feed if k == "feed" else k}"\n' for k in kinds]
    (folder / "sources.toml").write_text("\n".join(blocks), encoding="utf-8")
    run = newsprism("refresh", "--format", "json", cwd=folder, PYTHONPATH=str(package))
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["new"] == 3
    assert {one["source"] for one in report["failed"]} == {*names, "unheard-of"}
    assert {one["reason"] for one in report["failed"] if one["source"] in names} == {"collector_failed"}
    assert len([line for line in run.stderr.splitlines() if line.startswith("읽지 못함 ")]) == 5


def test_of_two_refreshes_at_once_the_second_is_told_who_is_at_work(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    site.pause = 1.5
    site.put("/rss.xml", press.rss(site.root, "나루일보", articles(3, NOW)), XML)
    write_sources(folder, [f"{site.root}/rss.xml"])
    first = subprocess.Popen([*PROGRAM, "refresh"], cwd=folder, env=environment(), stdin=subprocess.DEVNULL)
    try:
        _wait(lambda: site.seen)
        second = newsprism("refresh", cwd=folder)
        assert second.returncode == 2
        [line] = second.stderr.splitlines()
        assert f"pid {first.pid}" in line
        assert "newsprism.db" in line
        with newsroom(folder, NOW) as desk:
            assert desk.search("나루시") == (), "reading goes on meanwhile"
            assert desk.faults() == ()
    finally:
        first.kill()
        first.wait()
    site.pause = 0.0
    third = newsprism("refresh", cwd=folder)
    assert third.returncode == 0, third.stderr
    assert len(standing(folder)) == 3


def _wait(ready) -> None:
    end = time.monotonic() + 20
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)
