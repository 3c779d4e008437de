"""Feeds whose clocks lie, over a real server: what is corrected, when, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsprism.pipeline.refresh import Refresh
from newsprism.stores.sqlite.archive import SqliteArchive
from tests.e2e import press
from tests.e2e.press import SEOUL, articles
from tests.e2e.site import XML, Site, running
from tests.e2e.workspace import homes, newsroom, only_feed, rows, standing, workspace, write_sources

NOW = datetime(2026, 2, 12, 15, 0, tzinfo=SEOUL)


@pytest.fixture
def site():
    with running() as one:
        yield one


def times(folder) -> dict[str, datetime]:
    found = rows(folder, "SELECT url, published_at FROM documents WHERE until IS NULL")
    return {url: datetime.fromtimestamp(ticks / 1e6, SEOUL) for url, ticks in found}


def told(report) -> dict[str, float]:
    return {c.publisher: c.clock.offset_applied.total_seconds() / 3600 for c in report.clocks}


def test_a_feed_that_calls_seoul_time_gmt_is_corrected_and_told_and_others_are_not(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    wrong, right = articles(30, NOW, folder="wrong"), articles(30, NOW, folder="right")
    places = [
        site.put("/wrong.xml", press.rss(site.root, "나루일보", wrong, press.mislabelled), XML),
        site.put("/right.xml", press.rss(site.root, "한들신문", right), XML),
    ]
    write_sources(folder, places)
    with newsroom(folder, NOW + timedelta(minutes=2)) as desk:
        assert told(desk.refresh()) == {"나루일보": 9}
    assert times(folder) == {site.root + a.path: a.at for a in (*wrong, *right)}
    with newsroom(folder, NOW + timedelta(hours=2)) as desk:
        assert told(desk.refresh()) == {}


@pytest.mark.parametrize("label", [press.mislabelled, press.gmt])
def test_when_the_truth_about_a_clock_comes_later_earlier_documents_are_dated_anew(site: Site, tmp_path, label):
    """Abroad GMT is believed until three items prove it wrong; at home it is not until twenty prove it right."""
    folder = workspace(tmp_path / "w", site)
    abroad = label is press.mislabelled
    held = [
        replace(a, title=f"Harbour report {n}", text=f"The harbour of Naru handled {n} ships.") if abroad else a
        for n, a in enumerate(articles(40, NOW, timedelta(hours=1)))
    ]
    places = [f"{site.root}/rss.xml", f"{site.root}/more.xml"]
    write_sources(folder, places)
    corrected: dict[str, float] = {}
    for hour in (14, 2, 1, 0):
        now = NOW - timedelta(hours=hour)
        # The first time everything is older than the fault, so that nothing shows it.
        out = [a for a in held if a.at <= now - timedelta(hours=10 if hour == 14 else 0)]
        # Two feeds of one publisher: what both say counts.
        site.put("/rss.xml", press.rss(site.root, "Naru Post" if abroad else "나루일보", out[::2], label), XML)
        site.put("/more.xml", press.rss(site.root, "Naru Post" if abroad else "나루일보", out[1::2], label), XML)
        with newsroom(folder, now + timedelta(minutes=1)) as desk:
            report = desk.refresh()
            corrected |= told(report)
            assert desk.faults() == ()
        if hour == 14:
            wrong = times(folder)
            assert all(wrong[site.root + a.path] != a.at for a in out), "nothing can be known of it yet"
    assert corrected[("Naru Post" if abroad else "나루일보")] == (9 if abroad else 0)
    assert times(folder) == {site.root + a.path: a.at for a in held}
    assert set(homes(folder)) == set(times(folder))


@pytest.mark.parametrize("step", ["reopen", "shelve"])
@pytest.mark.parametrize("after", [False, True])
def test_a_refresh_cut_off_while_it_corrects_a_clock_is_made_up_for(site: Site, tmp_path, monkeypatch, step, after):
    folder = workspace(tmp_path / "w", site)
    held = [replace(a, title=f"Harbour report {n}") for n, a in enumerate(articles(30, NOW, timedelta(hours=1)))]
    morning = NOW - timedelta(hours=12)
    only_feed(site, folder, press.rss(site.root, "Naru Post", [a for a in held if a.at < morning], press.mislabelled))
    with newsroom(folder, NOW) as desk:
        assert told(desk.refresh()) == {}
    only_feed(site, folder, press.rss(site.root, "Naru Post", held, press.mislabelled))
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk, monkeypatch.context() as patch:
        real = getattr(SqliteArchive, step)

        def cut_off(*given):
            if after:
                real(*given)
            raise KeyboardInterrupt

        patch.setattr(SqliteArchive, step, cut_off)
        with pytest.raises(KeyboardInterrupt):
            desk.refresh()
    with newsroom(folder, NOW + timedelta(minutes=2)) as desk:
        desk.refresh()
        assert desk.faults() == ()
    assert times(folder) == {site.root + a.path: a.at for a in held}


def test_a_headline_that_changed_while_nothing_was_read_is_the_newer_one(site: Site, tmp_path, monkeypatch):
    """A refresh is killed when its entries are kept; the next one has two versions to read, and learns of a clock."""
    folder = workspace(tmp_path / "w", site)
    held = [
        replace(a, title=f"Harbour report {n}", text=f"The harbour of Naru handled {n} ships.")
        for n, a in enumerate(articles(40, NOW, timedelta(hours=1)))
    ]
    only_feed(site, folder, press.rss(site.root, "Naru Post", held[12:], press.mislabelled))
    with newsroom(folder, NOW - timedelta(hours=2)) as desk, monkeypatch.context() as patch:

        def killed(*_):
            raise KeyboardInterrupt

        patch.setattr(Refresh, "_read", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.refresh()
    held[20] = press.retitled(held[20], f"{held[20].title}, again")
    only_feed(site, folder, press.rss(site.root, "Naru Post", held, press.mislabelled))
    with newsroom(folder, NOW + timedelta(minutes=1)) as desk:
        report = desk.refresh()
        assert (report.new, report.changed) == (40, 0)
        assert desk.faults() == ()
    assert standing(folder) == {site.root + a.path: a.title for a in held}
    assert times(folder) == {site.root + a.path: a.at for a in held}


def test_what_two_feeds_of_one_publisher_say_about_its_clock_is_added_up(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    held = [replace(a, title=f"Harbour report {n}") for n, a in enumerate(articles(8, NOW, timedelta(hours=10)))]
    # Each of the feeds has two impossible items; three make it certain.
    early = [replace(a, at=NOW - timedelta(hours=1), text="A ship came in.") for a in held[:4]]
    places = [
        site.put(
            f"/{n}.xml", press.rss(site.root, "Naru Post", [*early[n::2], *held[4 + n :: 2]], press.mislabelled), XML
        )
        for n in (0, 1)
    ]
    write_sources(folder, places)
    with newsroom(folder, NOW) as desk:
        assert told(desk.refresh()) == {"Naru Post": 9}
    assert times(folder) == {site.root + a.path: a.at for a in (*early, *held[4:])}
