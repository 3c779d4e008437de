"""What a fetch gives."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsprism.errors import FetchFailed, ServerRefused, ServerUnreachable, TooManyRedirects
from newsprism.protocols.services import Fetcher
from newsprism.types.source import Mark
from newsprism.version import __version__
from tests.net.serving import reply, serving, web

MODIFIED = "Wed, 21 Oct 2026 07:28:00 GMT"


def test_a_page_comes_with_what_its_headers_say():
    def respond(asked):
        return reply(
            "가나".encode("euc-kr"),
            Content_Type='Text/HTML; Charset="EUC-KR"; x=y',
            ETag='W/"1"',
            Last_Modified=MODIFIED,
            X_Robots_Tag="noindex, NoAI, otherbot: nofollow",
        )

    with serving(respond) as site, web(site) as fetcher:
        fetch: Fetcher = fetcher
        page = fetch.fetch(site.url("/a?b=c#d"))
    assert page.content.decode("euc-kr") == "가나"
    assert (page.media_type, page.charset) == ("text/html", "euc-kr")
    assert (page.etag, page.modified) == ('W/"1"', MODIFIED)
    assert page.robots == {"noindex", "noai"}
    assert (page.url, page.moved, page.unchanged) == (site.url("/a?b=c#d"), None, False)
    assert site.paths() == ["/a?b=c"]


def test_a_second_visit_asks_only_for_what_has_changed():
    def respond(asked):
        if asked.headers.get("if-none-match") == '"1"' and asked.headers.get("if-modified-since") == MODIFIED:
            return reply(status=304)
        return reply(b"news", ETag='"1"', Last_Modified=MODIFIED)

    with serving(respond) as site, web(site) as fetcher:
        first = fetcher.fetch(site.url())
        second = fetcher.fetch(site.url(), first.mark(site.url(), "0" * 64))
        assert (second.unchanged, second.content) == (True, b"")
        assert second.mark(site.url(), "0" * 64) == first.mark(site.url(), "0" * 64)
        changed = fetcher.fetch(site.url(), Mark(site.url(), "0" * 64, '"0"'))
        assert (changed.unchanged, changed.content) == (False, b"news")
        assert site.connections == 1


def test_a_mark_that_cannot_stand_in_a_header_is_not_sent():
    with serving(lambda asked: reply(repr("if-none-match" in asked.headers).encode())) as site, web(site) as fetcher:
        for etag in ('"가"', '"a\r\nX: y"', "", "\x00", " ", "x" * 5_000):
            assert fetcher.fetch(site.url(), Mark(site.url(), "0", etag, etag)).content == b"False"


def test_unchanged_without_having_been_asked_is_a_fault():
    with serving(lambda asked: reply(status=304)) as site, web(site) as fetcher, pytest.raises(FetchFailed):
        fetcher.fetch(site.url())


def test_we_say_who_we_are_and_keep_no_cookies():
    with (
        serving(lambda asked: reply(Set_Cookie="a=b; Path=/")) as site,
        web(site, contact="https://nara.example/bot (가)\r\nX: y") as fetcher,
    ):
        fetcher.fetch(site.url("/1"))
        fetcher.fetch(site.url("/2"))
    for asked in site.asked:
        assert asked.headers["user-agent"] == f"NewsPrism/{__version__} (+https://nara.example/botX:y)"
        assert "cookie" not in asked.headers
        assert asked.headers["accept-encoding"] == "gzip, deflate, br"


def redirecting(steps: dict[str, tuple[int, str]]):
    def respond(asked):
        if asked.path in steps:
            status, target = steps[asked.path]
            return reply(b"moved", status=status, Location=target)
        return reply(asked.path.encode())

    return respond


@pytest.mark.parametrize(
    ("steps", "end", "moved"),
    [
        ({"/a": (301, "/b")}, "/b", True),
        ({"/a": (301, "b"), "/b": (308, "//{host}/c")}, "/c", True),
        ({"/a": (301, "/b"), "/b": (302, "/c")}, "/c", False),
        ({"/a": (303, "/b?x=%EA%B0%80 나#top")}, "/b?x=%EA%B0%80%20%EB%82%98", False),
        ({"/a": (307, "http://{host}/b")}, "/b", False),
    ],
)
def test_redirects_are_followed_and_only_permanent_ones_remembered(steps, end, moved):
    def respond(asked):
        if asked.path in steps:
            status, target = steps[asked.path]
            location = target.format(host=site.name).encode()
            return b"HTTP/1.1 %d -\r\nLocation: %s\r\nContent-Length: 5\r\n\r\nmoved" % (status, location)
        return reply(asked.path.encode())

    with serving(respond) as site, web(site) as fetcher:
        page = fetcher.fetch(site.url("/a"))
    assert page.content.decode() == end
    assert page.url == site.url(end)
    assert page.moved == (page.url if moved else None)
    assert site.connections == 1


def test_a_path_in_a_legacy_encoding_is_asked_for_byte_by_byte():
    def respond(asked):
        if asked.path == "/a":
            return b"HTTP/1.1 302 -\r\nContent-Length: 0\r\nLocation: /" + "뉴스".encode("euc-kr") + b"\r\n\r\n"
        return reply(asked.path.encode())

    with serving(respond) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/a")).content == b"/%B4%BA%BD%BA"


def test_a_loop_of_redirects_ends():
    with serving(redirecting({"/a": (302, "/b"), "/b": (302, "/a")})) as site, web(site) as fetcher:
        with pytest.raises(TooManyRedirects, match="맴돕니다"):
            fetcher.fetch(site.url("/a"))
        assert site.paths() == ["/a", "/b"]


def test_eight_redirects_are_followed_and_no_more():
    def respond(asked):
        step = int(asked.path.strip("/"))
        return reply(status=302, Location=f"/{step - 1}") if step else reply(b"there")

    with serving(respond) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/8")).content == b"there"
        with pytest.raises(TooManyRedirects, match="8번"):
            fetcher.fetch(site.url("/9"))


@pytest.mark.parametrize("status", [300, 301, 302, 305])
def test_a_redirect_to_nowhere_is_a_fault(status):
    with (
        serving(lambda asked: reply(status=status)) as site,
        web(site) as fetcher,
        pytest.raises(FetchFailed, match=str(status)),
    ):
        fetcher.fetch(site.url())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501, 599, 999])
def test_a_refusal_is_told_with_its_status_and_not_repeated(status):
    with serving(lambda asked: reply(b"no", status=status)) as site, web(site) as fetcher:
        with pytest.raises(ServerRefused, match=str(status)) as refused:
            fetcher.fetch(site.url("/gone"))
        assert site.paths() == ["/gone"]
    assert (refused.value.status, refused.value.retry_after) == (status, None)
    assert refused.value.subject == site.url("/gone")


def test_a_server_that_is_not_there_is_told():
    with serving(lambda asked: None) as site:
        pass
    with web(site) as fetcher, pytest.raises(ServerUnreachable, match="거절당했습니다"):
        fetcher.fetch(site.url())


def test_threads_may_share_one_web():
    def respond(asked):
        return reply(asked.path.encode() * 500)

    with serving(respond) as site, web(site, per_host=8) as fetcher, ThreadPoolExecutor(16) as threads:
        pages = list(threads.map(lambda n: fetcher.fetch(site.url(f"/{n}")).content, range(200)))
    assert pages == [f"/{n}".encode() * 500 for n in range(200)]
    assert site.connections <= 16
    assert [a.path for a in site.asked].count("/robots.txt") == 1


def test_three_hundred_unchanged_addresses_take_well_under_two_seconds(clock):
    with (
        serving(lambda asked: reply(status=304, ETag='"1"')) as site,
        web(site) as fetcher,
        ThreadPoolExecutor(16) as threads,
    ):
        mark = Mark("x", "0", '"1"')
        assert all(page.unchanged for page in threads.map(lambda n: fetcher.fetch(site.url(f"/{n}"), mark), range(300)))
        assert site.connections <= 6
    assert clock() < 4  # one second and less on a quiet machine; the server runs in this process, too


def test_a_host_that_hangs_does_not_keep_others_waiting(clock):
    release = threading.Event()

    def respond(asked):
        if asked.path == "/slow":
            release.wait(10)
        return reply(b"x")

    with serving(respond) as slow, serving(respond) as quick, ThreadPoolExecutor(16) as threads:
        names = {f"slow.example:{slow.port}", f"quick.example:{quick.port}"}
        with web(resolve=lambda host, port: ["127.0.0.1"], allowed_hosts=names, concurrency=4) as fetcher:
            stuck = [threads.submit(fetcher.fetch, slow.url("/slow", "slow.example")) for _ in range(8)]
            assert fetcher.fetch(quick.url("/", "quick.example")).content == b"x"
            assert clock() < 2
            release.set()
            assert {future.result().content for future in stuck} == {b"x"}
