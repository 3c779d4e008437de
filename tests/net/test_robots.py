"""robots.txt: permission."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from time import monotonic, sleep

import pytest

from newsprism.errors import AddressRefused, RobotsForbid, ServerUnreachable
from newsprism.net.robots import relevant
from tests.net.serving import reply, serving, web

FORBIDS = b"User-agent: *\nDisallow: /private\nAllow: /private/open\n"


def page(asked):
    return reply(b"page")


def test_what_robots_forbids_is_not_asked_for():
    with serving(page, robots=reply(FORBIDS)) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/public")).content == b"page"
        assert fetcher.fetch(site.url("/private/open")).content == b"page"
        with pytest.raises(RobotsForbid, match=r"/private/x.*robots\.txt"):
            fetcher.fetch(site.url("/private/x"))
    assert site.paths() == ["/public", "/private/open"]
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: NewsPrism\nDisallow: /", False),
        ("User-agent: newsprism/2.0\nDisallow: /", False),
        ("user-agent : other\nUSER-AGENT: NEWSPRISM # us\ndisallow: /", False),
        ("User-agent: NewsPrism\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: News\nDisallow: /", True),
        ("User-agent: NewsPrismatic\nDisallow: /", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: other\nSitemap: http://x.example/\nUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /", True),
        ("Disallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /*.html$\r\n", False),
        ("User-agent: *\nDisallow: /%EB%89%B4%EC%8A%A4\nDisallow: /page", False),
        ("<html><body>없는 페이지</body></html>", True),
        ("", True),
        ("\0\xff" * 900, True),
    ],
)
def test_groups_are_read_as_the_standard_says(text, may):
    with serving(page, robots=reply(text.encode())) as site, web(site) as fetcher:
        if may:
            assert fetcher.fetch(site.url("/page.html")).content == b"page"
        else:
            with pytest.raises(RobotsForbid):
                fetcher.fetch(site.url("/page.html"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_robots_forbids_nothing(status):
    with serving(page, robots=reply(status=status)) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url()).content == b"page"


@pytest.mark.parametrize(
    "failure", [reply(status=500), reply(status=503), None, [b"garbage\r\n\r\n"], reply(b"x", Content_Encoding="gzip")]
)
def test_robots_that_cannot_be_had_forbids_all_and_says_why(failure):
    def respond(asked):
        return failure if asked.path == "/robots.txt" else reply(b"page")

    with serving(respond, robots=None) as site, web(site) as fetcher:
        with pytest.raises(RobotsForbid, match="얻지 못해"):
            fetcher.fetch(site.url())
        before = len(site.asked)
        with pytest.raises(RobotsForbid, match="얻지 못해"):
            fetcher.fetch(site.url("/other"))
        assert len(site.asked) == before
    assert site.paths() == []


def test_robots_that_drips_forbids_all(clock):
    def drip():
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        for _ in range(100):
            yield b"#"
            sleep(0.05)

    with (
        serving(lambda asked: drip(), robots=None) as site,
        web(site, total=0.5) as fetcher,
        pytest.raises(RobotsForbid, match="시간 초과"),
    ):
        fetcher.fetch(site.url())
    assert clock() < 2


def test_a_failure_is_forgotten_sooner_than_an_answer():
    answers = [reply(status=404)]

    def respond(asked):
        return answers[-1] if asked.path == "/robots.txt" else reply(b"page")

    with serving(respond, robots=None) as site, web(site, robots_retry=0.1, robots_ttl=0.3, tries=1) as fetcher:
        answers.append(reply(status=500))
        with pytest.raises(RobotsForbid):
            fetcher.fetch(site.url())
        answers.append(reply(b""))
        sleep(0.12)
        assert fetcher.fetch(site.url()).content == b"page"
        answers.append(reply(b"User-agent: *\nDisallow: /"))
        assert fetcher.fetch(site.url()).content == b"page"
        sleep(0.32)
        with pytest.raises(RobotsForbid):
            fetcher.fetch(site.url())


def test_a_redirect_of_robots_is_followed_but_not_inside():
    def respond(asked):
        if asked.path == "/robots.txt":
            return reply(status=301, Location=targets[-1])
        return reply(FORBIDS if asked.path == "/rules" else b"page")

    targets = ["/rules"]
    with serving(respond, robots=None) as site, web(site, robots_ttl=0.0, robots_retry=0.0) as fetcher:
        with pytest.raises(RobotsForbid):
            fetcher.fetch(site.url("/private/x"))
        targets.append("http://169.254.169.254/robots.txt")
        with pytest.raises(RobotsForbid, match="공개된 인터넷 주소가 아닙니다"):
            fetcher.fetch(site.url("/public"))
        targets.append("/robots.txt")
        assert fetcher.fetch(site.url("/private/x")).content == b"page"


def test_where_a_redirect_leads_is_asked_of_that_origin():
    with (
        serving(page, robots=reply(FORBIDS)) as there,
        serving(lambda asked: reply(status=302, Location=there.url("/private/x"))) as here,
        web(here, there) as fetcher,
        pytest.raises(RobotsForbid, match="→"),
    ):
        fetcher.fetch(here.url())
    assert there.paths() == []


def test_a_host_that_is_not_there_is_told_as_such_not_as_forbidding():
    with serving(page) as site:
        pass
    with web(site) as fetcher, pytest.raises(ServerUnreachable):
        fetcher.fetch(site.url())
    with web(resolve=lambda host, port: ["10.1.1.1"]) as fetcher, pytest.raises(AddressRefused):
        fetcher.fetch("http://nara.example/")


def test_many_threads_ask_for_one_robots_once():
    together = threading.Barrier(8)

    def fetch(number):
        together.wait(5)
        return fetcher.fetch(site.url(f"/{number}")).content

    with serving(page, robots=reply(b"")) as site, web(site) as fetcher, ThreadPoolExecutor(8) as threads:
        assert set(threads.map(fetch, range(8))) == {b"page"}
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1


def test_the_delay_that_robots_wishes_is_kept_up_to_a_cap():
    rules = reply(b"User-agent: *\nCrawl-delay: 86400\n")
    with serving(page, robots=rules) as site, web(site, longest_crawl_delay=0.2) as fetcher:
        for number in range(3):
            fetcher.fetch(site.url(f"/{number}"))
    at = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    assert all(0.15 < later - earlier < 1.5 for earlier, later in pairwise(at))


def test_the_rest_of_a_very_long_robots_is_left_away_at_a_whole_line():
    text = b"User-agent: *\nDisallow: /private\n" + b"# filler\n" * 60_000 + b"Disallow: /\n" * 100_000
    with serving(page, robots=reply(text)) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/public")).content == b"page"
        with pytest.raises(RobotsForbid):
            fetcher.fetch(site.url("/private"))
    cut = b"User-agent: *\n" + b"#" * (500 * 1024 - 14 - len(b"\nDisallow: /")) + b"\nDisallow: /private"
    with serving(page, robots=reply(cut)) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/public")).content == b"page"


def test_a_robots_that_names_thousands_of_robots_is_read_quickly():
    names = [f"User-agent: b{n}" for n in range(12_000)]
    rules = [f"Disallow: /{n}" for n in range(12_000)]
    began = monotonic()
    text = "\n".join([*names, *names, *rules, "User-agent: *", "Disallow: /x"])
    assert list(relevant(text)) == ["User-agent: *", "Disallow: /x"]
    assert monotonic() - began < 1
