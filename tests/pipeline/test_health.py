from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import ServerRefused
from newsprism.pipeline.health import health
from newsprism.protocols.stores import SourceFigures
from newsprism.types.clock import Clock
from newsprism.types.source import Source, SourceId, Visited, Yield

NOW = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
NARU = Source(SourceId("naru"), "feed", "https://naru.example/rss.xml", "나루일보")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def visit(ago, outcome="unchanged", reason=None, entries=0):
    fault = "https://naru.example/rss.xml: 잘못됐습니다" if outcome == "failed" else None
    return Visited(NARU.id, NOW - ago, 0.1, outcome, entries, reason, fault)


def failing(count, over, reason="unreachable", last=HOUR):
    """`count` failures, the first of them `over` before the last."""
    step = over / max(1, count - 1)
    return [visit(last + step * (count - 1 - n), "failed", reason) for n in range(count)]


def figures(held=140, last=HOUR, first=30 * DAY, **counts):
    told = {"entries": 100, "documents": 100, "undated": 0, "kept": 9000, "cut": 1000, "dropped": ()} | counts
    return SourceFigures(held, NOW - last, NOW - first, (Yield(NARU.id, **told),))


def test_a_source_that_is_read_and_gives_something_is_ok():
    found = health(NARU, [visit(14 * DAY), visit(HOUR, "read", entries=3)], figures(), NOW)
    assert found.state == "ok"
    assert found.suggestion == ""
    assert found.fault is None
    assert found.per_day == pytest.approx(10)
    assert found.last_success == found.last_attempt == NOW - HOUR
    assert found.boilerplate_share == pytest.approx(0.1)


def test_a_paused_source_is_paused_whatever_happened_before():
    found = health(replace(NARU, paused=True), failing(50, 10 * DAY), figures(), NOW)
    assert found.state == "paused"
    assert "paused" in found.suggestion


def test_a_source_that_was_never_visited_is_new():
    found = health(NARU, [], None, NOW)
    assert (found.state, found.last_success, found.last_attempt, found.documents) == ("new", None, None, 0)
    assert (found.dropped_share, found.undated_share, found.boilerplate_share) == (None, None, None)
    assert "newsprism refresh" in found.suggestion


def test_a_new_source_that_fails_is_new_for_a_day_and_says_what_to_do():
    found = health(NARU, failing(3, 2 * HOUR, "http_404"), None, NOW)
    assert found.state == "new"
    assert "newsprism add" in found.suggestion
    assert health(NARU, failing(3, 2 * DAY, "http_404"), None, NOW).state == "failing"


def test_failures_after_a_success_are_counted_from_it():
    found = health(NARU, [*failing(2, HOUR, last=9 * HOUR), visit(5 * HOUR), *failing(3, 2 * HOUR)], figures(), NOW)
    assert (found.state, found.failures) == ("failing", 3)
    assert found.last_success == NOW - 5 * HOUR
    assert found.fault == "https://naru.example/rss.xml: 잘못됐습니다"


@pytest.mark.parametrize(
    ("count", "over", "reason", "state"),
    [
        (9, 5 * DAY, "unreachable", "failing"),
        (10, 3 * DAY, "unreachable", "dead"),
        (200, 2.9 * DAY, "unreachable", "failing"),
        (2, 3 * DAY, "http_410", "dead"),
        (2, 3 * DAY, "http_404", "dead"),
        (2, 3 * DAY, "http_503", "failing"),
        (9, 2 * DAY, "http_404", "failing"),
    ],
)
def test_a_source_is_dead_after_many_failures_over_days_or_when_its_address_is_gone(count, over, reason, state):
    found = health(NARU, [visit(8 * DAY), *failing(count, over, reason)], figures(), NOW)
    assert found.state == state
    assert found.failures == count
    assert ("일째 읽지 못했습니다" in found.suggestion) == (state == "dead")


def test_an_error_of_the_server_names_its_status_as_the_reason():
    assert ServerRefused("없습니다", subject="https://naru.example/", status=404).reason == "http_404"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("robots", "허락"),
        ("http_404", "옮겨"),
        ("http_429", "refresh_minutes"),
        ("http_502", "서버"),
        ("address_refused", "allow_hosts"),
        ("too_large", "fetch_megabytes"),
        ("MalformedFeed", "newsprism add"),
        ("something_new", "paused"),
        (None, "paused"),
    ],
)
def test_each_fault_has_its_own_remedy_in_one_line(reason, words):
    failed = replace(visit(HOUR, "failed"), reason=reason)
    found = health(NARU, [visit(2 * DAY), failed], figures(), NOW)
    if reason is not None:
        assert words in found.suggestion
    assert "\n" not in found.suggestion


@pytest.mark.parametrize(
    ("documents", "last", "state"),
    [
        (140, 2.9 * DAY, "ok"),
        (140, 3.1 * DAY, "stale"),
        # Two in the ten days before: every fifth day; five times that is more than the two weeks.
        (2, 4 * DAY, "ok"),
        # Ten in seven days: it may be silent for three and a half.
        (10, 3.4 * DAY, "ok"),
        (0, 20 * DAY, "stale"),
    ],
)
def test_a_source_is_stale_when_it_is_silent_for_much_longer_than_usual(documents, last, state):
    found = health(NARU, [visit(20 * DAY), visit(HOUR)], figures(documents, last), NOW)
    assert found.state == state
    if state == "stale":
        assert f"{last.days}일째" in found.suggestion


def test_a_source_that_is_read_but_never_gave_a_document_becomes_stale():
    assert health(NARU, [visit(2 * DAY), visit(HOUR)], None, NOW).state == "ok"
    found = health(NARU, [visit(4 * DAY), visit(HOUR)], None, NOW)
    assert found.state == "stale"
    assert "하나도" in found.suggestion


def test_a_file_that_does_not_change_is_not_stale():
    export = replace(NARU, kind="bigkinds", place="/srv/exports/january.xlsx")
    assert health(export, [visit(13 * DAY), visit(HOUR)], figures(500, 13 * DAY), NOW).state == "ok"


def test_the_rate_of_a_young_source_is_over_the_days_it_was_there():
    found = health(NARU, [visit(4 * DAY), visit(HOUR)], figures(40, HOUR, 4 * DAY), NOW)
    assert found.per_day == pytest.approx(10)
    first_hour = health(NARU, [visit(HOUR, "read")], figures(40, HOUR, HOUR), NOW)
    assert first_hour.per_day == pytest.approx(40)


def test_drops_are_told_by_reason_with_the_most_frequent_first():
    dropped = (("no_title", 5), ("no_main_text", 40))
    found = health(NARU, [visit(HOUR)], figures(entries=100, documents=55, dropped=dropped), NOW)
    assert found.dropped_share == pytest.approx(0.45)
    assert found.dropped == (("no_main_text", 40), ("no_title", 5))
    assert "45%" in found.suggestion
    assert "no_main_text" in found.suggestion


def test_many_undated_documents_and_much_boilerplate_each_have_a_suggestion():
    undated = health(NARU, [visit(HOUR)], figures(undated=31), NOW)
    assert undated.undated_share == pytest.approx(0.31)
    assert "full = true" in undated.suggestion
    assert "full = true" not in health(replace(NARU, full=True), [visit(HOUR)], figures(undated=31), NOW).suggestion
    cut = health(NARU, [visit(HOUR)], figures(kept=59, cut=41), NOW)
    assert "41%" in cut.suggestion
    assert health(NARU, [visit(HOUR)], figures(undated=30, kept=60, cut=40), NOW).suggestion == ""


def test_a_clock_that_was_corrected_is_told_when_nothing_else_is_wrong():
    found = health(NARU, [visit(HOUR)], figures(), NOW, clock=Clock(9 * HOUR, "late"))
    assert "9시간" in found.suggestion
    assert health(NARU, [visit(HOUR)], figures(), NOW, clock=Clock(0 * HOUR, "prior")).suggestion == ""


OUTCOMES = st.tuples(
    st.sampled_from(["read", "unchanged", "failed"]), st.sampled_from([None, "robots", "http_404", "odd\nreason"])
)
COUNTS = st.integers(0, 10**6)


@given(
    st.lists(OUTCOMES, max_size=30),
    st.builds(
        lambda d, last, first, e, n, u, k, c, r: figures(
            d, last * HOUR, first * HOUR, entries=e, documents=n, undated=u, kept=k, cut=c, dropped=(("x", r),)
        ),
        *[COUNTS] * 9,
    )
    | st.none(),
)
def test_any_history_has_a_state_and_shares_between_none_and_all(outcomes, numbers):
    numbers = numbers and replace(numbers, last_document=min(NOW, numbers.last_document))
    visits = [visit((len(outcomes) - n) * 7 * HOUR, *outcome) for n, outcome in enumerate(outcomes)]
    found = health(NARU, visits, numbers, NOW)
    assert found.state in ("ok", "new", "stale", "failing", "dead")
    for share in (found.dropped_share, found.undated_share, found.boilerplate_share):
        assert share is None or 0 <= share <= 1
    assert found.per_day >= 0
    assert "\n" not in found.suggestion
