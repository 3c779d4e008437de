import gzip
import json
import os
import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.stages.extract.clock import (
    AS_WRITTEN,
    SEOUL,
    Clock,
    Observation,
    Stamp,
    clocks,
    is_fetch_time,
    is_impossible,
    parse,
    parse_seen,
    resolve,
    url_time,
)

HOURS = timedelta(hours=1)
HANGUL = re.compile("[가-힣]")
FETCHES = [datetime(2026, 3, day, hour, tzinfo=UTC) for day in (2, 3, 4) for hour in (2, 9)]


def feed(*, fault: bool, delays, korean=True, url=None, seen=True):
    """Items published `delay` hours before the fetch that saw them, as a feed with or without the fault gives them."""
    found = []
    for index, delay in enumerate(delays):
        fetch = FETCHES[index % len(FETCHES)]
        true = fetch - delay * HOURS
        given_moment = true + 9 * HOURS if fault else true
        address = url(true) if url else None
        found.append(Observation("한빛경제", Stamp(given_moment, "utc"), fetch if seen else None, address, korean))
    return found


AFTERNOON = Stamp(datetime(2026, 3, 2, 14, 5, tzinfo=UTC), "utc")


def clock_of(observations) -> Clock:
    return clocks(observations)["한빛경제"]


def dated_url(true):
    created = (true - timedelta(minutes=12)).astimezone(SEOUL)
    return f"https://hanbit.example/view/{created:%Y%m%d%H%M%S}417"


def test_seoul_time_under_the_label_gmt_is_found_and_taken_back():
    clock = clock_of(feed(fault=True, delays=[0.5, 2, 5, 12, 20]))
    assert (clock.offset_applied, clock.basis) == (9 * HOURS, "late")
    assert (clock.evidence.items, clock.evidence.timed, clock.evidence.late) == (5, 5, 3)
    assert resolve(AFTERNOON, clock).isoformat() == "2026-03-02T14:05:00+09:00"


def test_a_foreign_publisher_with_true_utc_is_left_alone():
    clock = clock_of(feed(fault=False, delays=[0.3, 1, 6, 9, 30] * 8, korean=False))
    assert clock.offset_applied == timedelta(0)
    assert resolve(AFTERNOON, clock).isoformat() == "2026-03-02T23:05:00+09:00"


def test_one_embargoed_item_does_not_shift_a_foreign_publisher():
    assert clock_of(feed(fault=False, delays=[-4, 1, 2, 6], korean=False)).offset_applied == timedelta(0)
    delays = [-4] * 4 + [1, 2, 6, 20] * 50
    assert clock_of(feed(fault=False, delays=delays, korean=False)).offset_applied == timedelta(0)


def test_a_korean_publisher_in_latin_script_is_found_by_its_late_items():
    assert clock_of(feed(fault=True, delays=[0.5, 1, 2, 3, 12], korean=False)).basis == "late"


def test_a_korean_publisher_that_states_true_utc_is_believed_when_it_is_read_often():
    clock = clock_of(feed(fault=False, delays=[0.2, 1, 3, 8] * 6))
    assert (clock.offset_applied, clock.basis) == (timedelta(0), "never_late")


def test_a_feed_of_columns_that_is_never_fresh_proves_nothing():
    clock = clock_of(feed(fault=True, delays=[16, 17, 18, 20] * 10))
    assert (clock.offset_applied, clock.basis) == (9 * HOURS, "prior")


@pytest.mark.parametrize("fault", [True, False])
def test_creation_times_in_addresses_decide_without_times_of_first_sight(fault):
    clock = clock_of(feed(fault=fault, delays=[1, 2, 3], url=dated_url, seen=False))
    assert (clock.offset_applied, clock.basis) == (9 * HOURS * fault, "url")


def test_without_evidence_the_script_decides():
    assert clock_of(feed(fault=True, delays=[12], seen=False)).offset_applied == 9 * HOURS
    assert clock_of(feed(fault=False, delays=[12], seen=False, korean=False)).offset_applied == timedelta(0)


def test_each_publisher_has_its_own_clock():
    other = [replace(item, publisher="Port Herald") for item in feed(fault=False, delays=[1, 2], korean=False)]
    found = clocks([*feed(fault=True, delays=[1, 2]), *other])
    offsets = {name: clock.offset_applied for name, clock in found.items()}
    assert offsets == {"한빛경제": 9 * HOURS, "Port Herald": 0 * HOURS}
    assert clocks([]) == {}


def test_a_time_with_an_offset_of_its_own_is_believed():
    stamp = parse("2026-03-02T14:05:00+09:00")
    assert stamp is not None
    assert stamp.zone == "offset"
    assert resolve(stamp, Clock(9 * HOURS, "prior")) == datetime(2026, 3, 2, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "iso", "zone"),
    [
        ("2026-03-02T14:05:00.000Z", "2026-03-02T14:05:00+00:00", "utc"),
        ("2026-03-02T14:05:00+00:00", "2026-03-02T14:05:00+00:00", "utc"),
        ("2026-03-02T14:05:00+09:00", "2026-03-02T14:05:00+09:00", "offset"),
        ("2026-03-02 14:05", "2026-03-02T14:05:00+00:00", "none"),
        ("2026-03-02", "2026-03-02T00:00:00+00:00", "none"),
        ("2026.03.02 14:05", "2026-03-02T14:05:00+00:00", "none"),
        ("2026. 3. 2.", "2026-03-02T00:00:00+00:00", "none"),
        ("20260302140500", "2026-03-02T14:05:00+00:00", "none"),
        ("Mon, 02 Mar 2026 14:05:00 GMT", "2026-03-02T14:05:00+00:00", "utc"),
        ("Mon, 02 Mar 2026 14:05:00 +0900", "2026-03-02T14:05:00+09:00", "offset"),
        (1772460300, "2026-03-02T14:05:00+00:00", "offset"),
        (1772460300000, "2026-03-02T14:05:00+00:00", "offset"),
    ],
)
def test_times_are_read_in_the_forms_of_feeds(raw, iso, zone):
    stamp = parse(raw)
    assert stamp is not None
    assert (stamp.moment.isoformat(), stamp.zone) == (iso, zone)


@pytest.mark.parametrize(
    "raw",
    [None, "", "어제", "2026-13-40", "0000-00-00 00:00:00", 0, True, 1e300, float("nan"), [], "1970-01-01T00:00:00Z"],
)
def test_what_is_no_time_is_none(raw):
    assert parse(raw) is None


@given(st.text(max_size=80) | st.integers() | st.floats())
def test_any_value_is_read_or_none_and_can_be_resolved(raw):
    stamp = parse(raw)
    assert stamp is None or resolve(stamp, Clock(9 * HOURS, "prior")).tzinfo is SEOUL


def test_a_reader_that_filled_in_its_own_clock_is_found_out():
    seen = parse_seen("2026-03-02T09:39:33+00:00")
    assert is_fetch_time(parse("2026-03-02T09:38:17.580Z"), seen)
    assert not is_fetch_time(parse("2026-03-02T09:38:17.000Z"), seen)
    assert not is_fetch_time(parse("2026-03-02T05:38:17.580Z"), seen)
    assert not is_fetch_time(parse("2026-03-02T09:38:17.580Z"), None)


def test_only_more_than_a_day_after_the_first_sight_is_impossible():
    seen = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert not is_impossible(seen + 24 * HOURS, seen)
    assert is_impossible(seen + 25 * HOURS, seen)
    assert not is_impossible(seen + 25 * HOURS, None)


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://h.example/view/20260302140512417", "2026-03-02T14:05:12+09:00"),
        ("https://h.example/2026/03/02/2026030214051218111", "2026-03-02T14:05:12+09:00"),
        ("https://h.example/article/2026030282791", None),
        ("https://h.example/article/20260230140512417", None),
        ("https://h.example/id/120260302140512", None),
        ("https://h.example/id/202603021405124171234", None),
        ("https://h.example/2026/03/02/harbour.html", None),
        (None, None),
    ],
)
def test_only_a_whole_time_in_an_address_counts(url, iso):
    moment = url_time(url)
    assert (moment.isoformat() if moment else None) == iso


def test_no_item_of_the_week_is_published_after_it_was_first_seen():
    data = os.environ.get("NEWSPRISM_DATA")
    if not data:
        pytest.skip("NEWSPRISM_DATA does not name the folder with the measuring data")
    with gzip.open(Path(data) / "ko-business-week" / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    seen = [
        Observation(i["publisher"], stamp, parse_seen(i["first_seen"]), i["url"], bool(HANGUL.search(i["title"])))
        for i in items
        if (stamp := parse(i["published"]))
    ]
    assert len(seen) == len(items)
    found = clocks(seen)
    slack = timedelta(minutes=10)
    raw = sum(o.published.moment > o.first_seen + slack for o in seen)
    late = sum(resolve(o.published, found.get(o.publisher, AS_WRITTEN)) > o.first_seen + slack for o in seen)
    assert raw > len(seen) / 3
    assert late == 0
    agreement = defaultdict(list)
    for o in seen:
        created = url_time(o.url)
        if created:
            agreement[o.publisher].append(resolve(o.published, found[o.publisher]) >= created - slack)
    assert len(agreement) >= 4
    assert min(sum(right) / len(right) for right in agreement.values()) > 0.99
