"""Another try, where that may help."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsprism.errors import FetchFailed, ServerRefused, ServerUnreachable
from tests.net.serving import reply, serving, web


def failing(times: int, failure):
    """Fail so many times, then answer."""

    def respond(asked):
        left.append(asked)
        return failure if len(left) <= times else reply(b"at last")

    left = []
    return respond


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(status):
    with serving(failing(2, reply(status=status))) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url()).content == b"at last"
    assert site.paths() == ["/"] * 3


def test_after_three_tries_it_is_told():
    with (
        serving(failing(3, reply(status=503))) as site,
        web(site) as fetcher,
        pytest.raises(ServerRefused, match="503") as refused,
    ):
        fetcher.fetch(site.url())
    assert site.paths() == ["/"] * 3
    assert refused.value.status == 503


def test_a_connection_that_breaks_is_tried_again():
    with serving(failing(2, None)) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url()).content == b"at last"
    assert site.paths() == ["/"] * 3


def test_a_connection_that_always_breaks_is_told():
    with (
        serving(lambda asked: None) as site,
        web(site) as fetcher,
        pytest.raises(ServerUnreachable, match="끊겼습니다"),
    ):
        fetcher.fetch(site.url())
    assert site.paths() == ["/"] * 3


def test_an_answer_that_is_no_http_is_not_asked_for_again():
    with (
        serving(lambda asked: [b"SSH-2.0-x\r\n\r\n"]) as site,
        web(site) as fetcher,
        pytest.raises(FetchFailed, match="HTTP 규칙"),
    ):
        fetcher.fetch(site.url())
    assert site.paths() == ["/"]


@pytest.mark.parametrize("wish", ["1", "date"])
def test_the_pause_that_a_server_asks_for_is_kept(wish, clock):
    # A date has whole seconds: two from now are at least one.
    value = wish if wish == "1" else format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    with serving(failing(1, reply(status=429, Retry_After=value))) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url()).content == b"at last"
    first, second = (asked.at for asked in site.asked if asked.path == "/")
    assert second - first > 0.95
    assert clock() < 4


@pytest.mark.parametrize("wish", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_long_pause_is_not_waited_for(wish, clock):
    with (
        serving(failing(1, reply(status=429, Retry_After=wish))) as site,
        web(site) as fetcher,
        pytest.raises(ServerRefused, match="뒤에 다시") as refused,
    ):
        fetcher.fetch(site.url())
    assert site.paths() == ["/"]
    assert refused.value.retry_after >= 3600
    assert clock() < 1


def test_a_pause_that_the_fetch_has_no_time_for_is_not_begun(clock):
    with (
        serving(failing(1, reply(status=503, Retry_After="5"))) as site,
        web(site, total=1.0) as fetcher,
        pytest.raises(ServerRefused) as refused,
    ):
        fetcher.fetch(site.url())
    assert refused.value.retry_after == 5
    assert clock() < 1


@pytest.mark.parametrize("wish", ["", "soon", "-5", "1e9", "١", "9" * 400, "Wed, 99 Foo 2026"])
def test_a_pause_that_makes_no_sense_is_ignored(wish):
    with (
        serving(failing(1, reply(status=503, Retry_After=wish.encode().decode("latin-1")))) as site,
        web(site) as fetcher,
    ):
        assert fetcher.fetch(site.url()).content == b"at last"
