"""Who may be talked to."""

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import AddressRefused, FetchFailed, ServerUnreachable
from newsprism.net.guard import closed
from tests.net.serving import reply, serving, web

CLOSED = """
127.0.0.1 127.8.9.1 0.0.0.0 0.1.2.3 10.0.0.1 172.16.5.5 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.254
192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::8.8.8.8 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12:3456::1 ff02::1 100::1
64:ff9b::10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::808:808 2002:7f00:1::1 2002:c0a8:101::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:db8::1 3fff::1 5f00::1 4000::1 2606:4700::1%eth0
""".split()
OPEN = [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.32.0.1",
    "2606:4700::1",
    "2002:808:808::1",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("text", CLOSED)
def test_an_address_inside_a_network_is_closed(text):
    assert closed(ip_address(text))


@pytest.mark.parametrize("text", OPEN)
def test_an_address_of_the_public_internet_is_open(text):
    assert closed(ip_address(text)) is None


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_open(ip):
    if not ip.is_global or ip.is_multicast:
        assert closed(ip)


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 127.1 2130706433 0x7f.1 0x7f000001 017700000001 0177.0.0.1 127.0.0.1. 0.0.0.0 0 localhost LOCALHOST a.localhost
    localhost. nara.example. [::1] [::ffff:127.0.0.1] [fe80::1%25eth0] 10.1 169.254.169.254 １２７.0.0.1 127.0.0.0x1 1.2.3.4.5
    %31%32%37.0.0.1 127.0.0.1%00.nara.example nara..example [v1.x]""".split(),
)
def test_a_private_host_is_refused_in_every_spelling_without_a_look_up(host):
    def resolve(name, port):
        raise AssertionError("looked up")

    with web(resolve=resolve) as fetcher, pytest.raises(AddressRefused) as refused:
        fetcher.fetch(f"http://{host}:8080/x")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    ["ftp://nara.example/", "file:///etc/passwd", "gopher://nara.example/", "//nara.example/", "nara.example", "", " ", "http://",
     "http:///x", "http://nara.example:99999/", "http://nara.example:0/", "http://nara.example:-1/", "data:text/html,x",
     "http://user:secret@nara.example/", "http://nara.example\\@other.example/", "http://[::1/",
     "http://\ud800.example/", "http://nara.example/\x00", "http://nara.example/" + "a" * 9_000],
)  # fmt: skip
def test_only_plain_web_addresses_are_asked_for(url):
    with web(resolve=lambda name, port: ["8.8.8.8"]) as fetcher, pytest.raises(AddressRefused) as refused:
        fetcher.fetch(url)
    told = str(refused.value)
    assert "secret" not in told
    assert len(told) < 400
    assert told.encode("utf-8")


def test_the_name_of_a_private_address_is_refused_and_both_are_named():
    with web(resolve=lambda name, port: ["10.0.0.7"]) as fetcher, pytest.raises(AddressRefused) as refused:
        fetcher.fetch("http://nara.example/feed")
    assert "http://nara.example/feed" in str(refused.value)
    assert "10.0.0.7" in str(refused.value)
    assert "allow_hosts" in str(refused.value)


@pytest.mark.parametrize("private", ["10.0.0.7", "::1", "fe80::1%2", "169.254.169.254", "not an address"])
def test_one_private_address_among_public_ones_is_enough_to_refuse(private):
    with web(resolve=lambda name, port: ["93.184.216.34", private]) as fetcher, pytest.raises(AddressRefused):
        fetcher.fetch("http://nara.example/feed")


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_looked_up_once():
    looked_up = []

    def resolve(name, port):
        looked_up.append((name, port))
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.0.0.66"]

    with (
        serving(lambda asked: reply(asked.headers["host"].encode())) as site,
        web(resolve=resolve, allowed_hosts={"nara.example"}) as fetcher,
    ):
        assert [fetcher.fetch(site.url("/a", "nara.example")).content for _ in range(3)] == [
            f"nara.example:{site.port}".encode()
        ] * 3
    assert looked_up == [("nara.example", site.port)]


def test_a_dead_address_of_a_host_does_not_keep_from_the_next():
    with (
        serving(lambda asked: reply(b"here")) as site,
        web(resolve=lambda name, port: ["127.0.0.99", "127.0.0.1"], allowed_hosts={"nara.example"}) as fetcher,
    ):
        assert fetcher.fetch(site.url("/", "nara.example")).content == b"here"


def test_an_allowed_host_with_a_port_is_allowed_on_that_port_only():
    with (
        serving(lambda asked: reply(b"in")) as site,
        serving(lambda asked: reply(b"out")) as other,
        web(site) as fetcher,
    ):
        assert fetcher.fetch(site.url()).content == b"in"
        with pytest.raises(AddressRefused):
            fetcher.fetch(other.url())
        assert other.asked == []


@pytest.mark.parametrize("name", ["한글.example", "HANGUL.example", "xn--bj0bj06e.example"])
def test_an_allowed_name_may_be_written_as_people_write_it(name):
    with (
        serving(lambda asked: reply(b"in")) as site,
        web(resolve=lambda host, port: ["127.0.0.1"], allowed_hosts={name}) as fetcher,
    ):
        assert fetcher.fetch(site.url("/", name)).content == b"in"


def test_an_allowed_name_does_not_allow_other_spellings_of_its_address():
    with serving(lambda asked: reply(b"in")) as site, web(site) as fetcher:
        for host in ("127.1", "2130706433", "[::ffff:127.0.0.1]", "localhost"):
            with pytest.raises(AddressRefused):
                fetcher.fetch(site.url("/", host))
        assert site.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:{port}/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/", "http://localhost:{port}/",
     "http://0.0.0.0:{port}/", "http://2130706433:{port}/", "//127.0.0.2/x", "http://127.0.0.1:1/", "file:///etc/passwd",
     "http://inside.example/", "https://u:p@nara.example/", "http://[broken/"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_address_is_refused_naming_both(target, status):
    def respond(asked):
        return reply(status=status, Location=target.format(port=site.port))

    with serving(respond) as site, web(site, resolve=lambda host, port: ["192.168.0.4"]) as fetcher:
        with pytest.raises(FetchFailed) as refused:
            fetcher.fetch(site.url("/start"))
        assert site.paths() == ["/start"]
    told = str(refused.value)
    assert site.url("/start") in told
    if "broken" not in target:
        assert isinstance(refused.value, AddressRefused)
        assert "→" in told
        assert target.format(port=site.port).split("@")[-1].split("//")[-1] in told


def test_a_name_that_does_not_exist_is_told():
    def resolve(name, port):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    with (
        web(resolve=resolve) as fetcher,
        pytest.raises(ServerUnreachable, match=r"그런 호스트가 없습니다\(nara\.example\)"),
    ):
        fetcher.fetch("http://nara.example/")


def test_a_name_server_that_never_answers_is_not_waited_for(clock):
    import threading

    release = threading.Event()
    with (
        web(resolve=lambda name, port: release.wait(20) and [], total=0.3) as fetcher,
        pytest.raises(ServerUnreachable, match="시간 초과"),
    ):
        fetcher.fetch("http://nara.example/")
    release.set()
    assert clock() < 2


def test_the_proxy_of_the_environment_is_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving(lambda asked: reply(b"direct")) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url()).content == b"direct"
