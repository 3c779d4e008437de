"""Whatever comes, only our errors come out, and soon."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsprism.errors import FetchFailed
from newsprism.formats.waiting import retry_after
from newsprism.net import headers
from newsprism.net.body import Limits, Unpacking
from newsprism.net.faults import shown
from newsprism.net.robots import relevant
from newsprism.types.source import Mark
from tests.net.serving import serving, web

STARTS = [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 302 x\r\n", b"HTTP/1.1 304 x\r\n", b"HTTP/1.1 101 x\r\n",
          b"HTTP/1.1 204 x\r\n", b"HTTP/1.1 103 x\r\n\r\nHTTP/1.1 200 OK\r\n", b"HTTP/1.1 206 x\r\n", b"HTTP/9.9 777 \xff\r\n", b""]  # fmt: skip
NAMES = [b"Content-Type", b"Content-Length", b"Content-Encoding", b"Transfer-Encoding", b"Location", b"ETag", b"Set-Cookie",
         b"X-Robots-Tag", b"Connection", b"Upgrade", b"Last-Modified", b"\xff"]  # fmt: skip
VALUES = [b"gzip", b"br", b"deflate", b"chunked", b"identity", b"0", b"5", b"-1", b"99999999999999999999", b"close", b"keep-alive",
          b"http://[::1]/", b"//", b"http://[", b"/%", b"\xb4\xba", b"text/html; charset=\xff", b"a=b; expires=\xff", b"h2c"]  # fmt: skip

header = st.builds(
    lambda name, value: name + b": " + value + b"\r\n",
    st.sampled_from(NAMES),
    st.sampled_from(VALUES) | st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"")),
)
answer = st.builds(
    lambda start, lines, body: start + b"".join(lines) + b"\r\n" + body,
    st.sampled_from(STARTS),
    st.lists(header, max_size=5),
    st.binary(max_size=60) | st.just(b"5\r\nhello\r\n0\r\n\r\n"),
)
HARD = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def tame(work) -> None:
    try:
        work()
    except FetchFailed as fault:
        told = str(fault)
        assert told.isprintable()
        assert len(told) < 900


@pytest.fixture(scope="module")
def saying():
    """A server that says whatever bytes it is given, and a way to fetch from it."""
    said = [b""]
    with (
        serving(lambda asked: [said[0]]) as site,
        web(site, tries=1, read=0.5, total=1.0, resolve=lambda host, port: ["10.0.0.1"]) as fetcher,
    ):

        def hear(raw: bytes) -> None:
            said[0] = raw
            fetcher.fetch(site.url("/"), Mark("x", "0", '"1"'))

        yield hear


@HARD
@given(raw=answer)
def test_an_answer_of_any_bytes_raises_nothing_but_ours(saying, raw):
    tame(lambda: saying(raw))


@HARD
@given(raw=st.binary(max_size=300))
def test_noise_raises_nothing_but_ours(saying, raw):
    tame(lambda: saying(raw))


@HARD
@given(
    url=st.text(max_size=60)
    | st.builds("http://{}{}".format, st.text(max_size=30), st.sampled_from(["", "/", ":80/", ":x", "?", "#", "/%zz"]))
    | st.builds("http://{}/".format, st.from_regex(r"[0-9a-fx.\[\]:%]{1,20}", fullmatch=True))
)
def test_an_address_of_any_characters_raises_nothing_but_ours(nowhere, url):
    tame(lambda: nowhere.fetch(url))


@pytest.fixture(scope="module")
def nowhere():
    """A web in which no name exists, and nothing may take time."""
    with web(resolve=lambda host, port: [], connect=0.02, total=0.05, tries=1) as fetcher:
        yield fetcher


@given(st.text(max_size=80))
def test_headers_of_any_text_are_read(value):
    headers.media_type(value)
    headers.charset(value)
    headers.validator(value)
    assert (retry_after(value) or 0) >= 0
    assert all(directive == directive.lower() for directive in headers.robot_directives([value]))


@given(st.text(max_size=400))
def test_an_address_in_a_message_is_short_and_visible(text):
    assert len(shown(text)) <= 210
    assert shown(text).encode("utf-8")


@given(st.text(max_size=300))
def test_robots_of_any_text_is_read(text):
    assert all(line.startswith(("User-agent: ", "Allow: ", "Disallow: ", "Crawl-delay: ")) for line in relevant(text))


@given(
    st.lists(st.binary(max_size=40), max_size=6), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "br, deflate"])
)
def test_packed_noise_raises_nothing_but_ours(chunks, encoding):
    tame(lambda: Unpacking(Limits(1_000, 300), "x").content(chunks, encoding))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (["noindex, nofollow"], {"noindex", "nofollow"}),
        (["googlebot: noindex", "NoAI"], {"noai"}),
        (["NewsPrism: noindex, noarchive"], {"noindex", "noarchive"}),
        (["otherbot: noindex, newsprism: noai"], {"noai"}),
        (["max-snippet: 20, unavailable_after: 25 Jun 2026 15:00:00 KST"], {"max-snippet:20", "unavailable_after:25 jun 2026 15:00:00 kst"}),
        ([""], set()),
    ],
)  # fmt: skip
def test_directives_for_robots_are_those_that_mean_us(value, found):
    assert headers.robot_directives(value) == found


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('TEXT/XML;CharSet="ks_c_5601-1987"', "text/xml", "ks_c_5601-1987"),
        ("application/rss+xml ;x=1; charset = 'euc-kr'", "application/rss+xml", "euc-kr"),
        ("text/html; charset=", "text/html", None),
        ("charset=utf-8", "", None),
        ("html", "", None),
        ("", "", None),
        ("text/html, text/plain", "text/html", None),
    ],
)
def test_content_types_are_read_as_servers_write_them(content_type, media_type, charset):
    assert headers.media_type(content_type) == media_type
    assert headers.charset(content_type) == charset
