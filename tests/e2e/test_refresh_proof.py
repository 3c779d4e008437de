"""The long proofs of a refresh: kills, sizes, and the time of finding nothing new. Run with `make proof`."""

from __future__ import annotations

import random
import time
from datetime import datetime, timedelta

import pytest

from tests.e2e import press
from tests.e2e import site as sites
from tests.e2e.press import SEOUL, articles
from tests.e2e.running import newsprism
from tests.e2e.site import XML, Site, running
from tests.e2e.workspace import Killing, child, fingerprint, newsroom, standing, workspace, write_sources

pytestmark = pytest.mark.proof
NOW = datetime(2026, 2, 12, 15, 0, tzinfo=SEOUL)


@pytest.fixture
def site():
    with running() as one:
        yield one


def test_twenty_kills_at_random_points_of_a_refresh_lose_nothing(site: Site, tmp_path):
    seed = random.randrange(10_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    killing = Killing(site, workspace(tmp_path / "w", site), feeds=10, each=150, seed=seed)
    while killing.killed < 20:
        killing.round(more=chance.randrange(1, 20))


def test_three_hundred_unchanged_feeds_take_five_seconds_at_most(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    places = []
    for number in range(300):
        held = articles(4, NOW, folder=f"f{number}")
        places.append(site.put(f"/f{number}.xml", press.rss(site.root, f"나루일보 {number}", held), XML))
    write_sources(folder, places)
    first = newsprism("refresh", cwd=folder)
    assert first.returncode == 0, first.stderr
    before = fingerprint(folder)
    site.forget()
    began = time.monotonic()
    second = newsprism("refresh", cwd=folder)
    seconds = time.monotonic() - began
    print(f"300 unchanged feeds: {seconds:.2f} s")
    assert "그대로 300, 실패 0" in second.stdout
    assert site.bodies() == []
    assert fingerprint(folder) == before
    assert seconds <= 5


def test_twenty_thousand_items_and_large_bodies_stay_within_memory(site: Site, tmp_path):
    small, large = workspace(tmp_path / "s", site), workspace(tmp_path / "l", site)
    write_sources(
        small, [site.put("/small.xml", press.rss(site.root, "나루일보", articles(2_000, NOW, folder="s")), XML)]
    )
    held = articles(20_000, NOW, timedelta(seconds=90), "l")
    site.pages["/bomb.gz"] = sites.gzip_bomb(1_000)
    places = [
        site.put("/large.xml", press.rss(site.root, "한들신문", held), XML),
        *(site.behave(f"/flood{n}.xml", sites.flood(100)) for n in range(4)),
        f"{site.root}/bomb.gz",
        site.put("/bomb.xml", sites.xml_bomb(), XML),
    ]
    write_sources(large, places)
    plain, told = child(small), child(large)
    report = told["report"]
    print(f"{plain['megabytes']:.0f} MB for 2,000 items, {told['megabytes']:.0f} MB for 20,000 and large bodies; "
          f"{report['seconds']:.0f} s")  # fmt: skip
    assert standing(large) == {site.root + one.path: one.title for one in held}
    assert [one["source"] for one in sorted(report["failed"], key=lambda one: one["source"])] == [
        "s1", "s2", "s3", "s4", "s5", "s6"
    ]  # fmt: skip
    assert told["megabytes"] <= plain["megabytes"] + 700
    with newsroom(large, NOW) as desk:
        assert desk.faults() == ()
