"""Turns."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from time import monotonic, sleep

import pytest

from newsprism.errors import ServerUnreachable
from newsprism.net.politeness import Politeness
from tests.net.serving import reply, serving, web


def slowly(asked):
    sleep(0.05)
    return reply(b"x")


def test_no_more_requests_than_allowed_run_to_one_host():
    with serving(slowly) as site, web(site, per_host=2) as fetcher, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: fetcher.fetch(site.url(f"/{n}")), range(12)))
    assert site.busiest == 2


def test_no_more_requests_than_allowed_run_to_all_hosts():
    with serving(slowly) as site, ThreadPoolExecutor(8) as threads:
        hosts = [f"h{n}.example" for n in range(8)]
        with web(resolve=lambda host, port: ["127.0.0.1"], allowed_hosts=hosts, concurrency=3) as fetcher:
            list(threads.map(lambda host: fetcher.fetch(site.url("/", host)), hosts))
    assert site.busiest == 3


def test_requests_to_one_host_begin_apart_and_to_others_at_once(clock):
    polite, began = Politeness(16, 4), {"a": [], "b": []}

    def go(host):
        with polite.turn(host, 0.1, 5, "x"):
            began[host].append(monotonic())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(go, ["a", "a", "a", "a", "b", "b", "b", "b"]))
    for times in began.values():
        times.sort()
        # A thread that is put to sleep behind its turn notes it late.
        assert all(later - earlier >= 0.06 for earlier, later in pairwise(times))
    assert clock() < 1


def test_one_who_waits_too_long_for_a_turn_is_told():
    polite, inside = Politeness(16, 1), threading.Event()
    done = threading.Event()

    def hold():
        with polite.turn("a", 0, 5, "x"):
            inside.set()
            done.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(5)
    with pytest.raises(ServerUnreachable, match="차례"), polite.turn("a", 0, 0.1, "http://nara.example/"):
        pass
    done.set()
    thread.join()
    with polite.turn("a", 0, 0.1, "x"):
        pass


def test_waiting_for_a_turn_does_not_count_as_time_of_the_fetch():
    rules = reply(b"User-agent: *\nCrawl-delay: 0.2\n")
    with (
        serving(lambda asked: reply(b"x"), robots=rules) as site,
        web(site, total=0.4) as fetcher,
        ThreadPoolExecutor(5) as threads,
    ):
        assert set(threads.map(lambda n: fetcher.fetch(site.url(f"/{n}")).content, range(5))) == {b"x"}


def test_a_host_that_asks_for_a_pause_gets_it_from_all():
    polite = Politeness(4, 4)
    polite.hold("a", 0.2)
    with polite.turn("a", 0.0, 5, "x") as waited:
        assert waited >= 0.19
    with polite.turn("b", 0.0, 5, "x") as waited:
        assert waited < 0.1
