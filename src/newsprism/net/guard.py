"""Who may be talked to: public hosts, and those inside a private network that the workspace names."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from newsprism.errors import AddressRefused, NoConnection, UnknownHost
from newsprism.net.faults import seconds_told, shown

Resolver = Callable[[str, int], Sequence[str]]
"""Says what addresses a host and port have, as texts; OSError or UnicodeError when there is no such name."""

_IP = IPv4Address | IPv6Address

# Ranges that Python 3.11 takes for public: IETF assignments, the 6to4 relay.
_CLOSED_4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Public IPv6 is 2000::/3 without these: tunnels and documentation.
_GLOBAL_6 = IPv6Network("2000::/3")
_CLOSED_6 = (IPv6Network("2001::/23"), IPv6Network("3fff::/20"))
_SIX_TO_FOUR = IPv6Network("2002::/16")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
# What the C library takes for an IPv4 address in another spelling: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMERIC = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)\.?\Z")


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def closed(ip: _IP) -> str | None:
    """Return why an address is not one of the public internet, in Korean, or None when it is one."""
    if isinstance(ip, IPv4Address):
        return _kind(ip) if not ip.is_global or ip.is_multicast or _within(ip, _CLOSED_4) else None
    inner = _embedded(ip)
    if inner is not None:
        return f"IPv6에 싸인 {closed(inner)}" if closed(inner) else None
    open_to_all = ip in _GLOBAL_6 and ip.is_global and not _within(ip, _CLOSED_6) and ip.scope_id is None
    return None if open_to_all else _kind(ip)


class Guard:
    """Checks hosts by name, and every address that a name stands for."""

    def __init__(self, allowed_hosts: Iterable[str], resolve: Resolver = system_resolver) -> None:
        self._allowed = frozenset(_entry(host) for host in allowed_hosts)
        self._resolve = resolve

    def allows(self, host: str, port: int) -> bool:
        """Say whether the workspace names this host."""
        return (host, None) in self._allowed or (host, port) in self._allowed

    def check(self, host: str, port: int, subject: str) -> None:
        """Raise AddressRefused about `subject` for a host that can be refused without asking what it resolves to."""
        if self.allows(host, port):
            return
        ip = _literal(host)
        if ip is not None:
            self._check_ip(host, ip, subject)
        elif _NUMERIC.match(host):
            raise _refused("숫자를 돌려 쓴 IP 주소입니다", host, subject)
        elif host == "localhost" or host.endswith((".localhost", ".")):
            what = "점으로 끝나는 이름입니다" if host.endswith(".") else "이 컴퓨터 자신을 가리키는 이름입니다"
            raise _refused(what, host, subject)

    def places(self, host: str, port: int, subject: str, seconds: float) -> list[str]:
        """Return the addresses to connect to, each of them checked.

        Raises AddressRefused if a single one is not public, NoConnection if there are none within `seconds`.
        """
        self.check(host, port, subject)
        if _literal(host) is not None:
            return [host]
        found = list(dict.fromkeys(self._look_up(host, port, subject, seconds)))
        if not found:
            raise _unknown(host, subject)
        for place in found:
            ip = _literal(place)
            if ip is None:
                raise _refused("이름 서버가 주소 아닌 것을 답했습니다", host, subject)
            if not self.allows(host, port):
                self._check_ip(host, ip, subject)
        return found

    def _check_ip(self, host: str, ip: _IP, subject: str) -> None:
        why = closed(ip)
        if why:
            told = str(ip) if str(ip) == host else f"{host} = {ip}"
            raise _refused(f"공개된 인터넷 주소가 아닙니다({told}, {why})", host, subject)

    def _look_up(self, host: str, port: int, subject: str, seconds: float) -> Sequence[str]:
        """Ask the resolver, which has no time limit of its own, in a thread that may be left behind."""
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, ValueError) as problem:  # UnicodeError is a ValueError: a label that no name can have
                answers.put(problem)

        Thread(target=ask, name="resolve", daemon=True).start()
        try:
            answer = answers.get(timeout=seconds)
        except Empty:
            what = f"시간 초과: 이름 서버가 {seconds_told(seconds)} 안에 답하지 않았습니다"
            raise NoConnection(what, subject=subject, advice="네트워크와 DNS 설정을 확인하세요.") from None
        if isinstance(answer, Exception):
            raise _unknown(host, subject) from answer
        return answer


def _literal(host: str) -> _IP | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that a gateway would take out of this one."""
    if ip in _SIX_TO_FOUR:
        return ip.sixtofour
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _NAT64 else None


def _within(ip: _IP, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    return any(ip in network for network in networks)


def _kind(ip: _IP) -> str:
    kinds = (
        (ip.is_loopback, "루프백"),
        (ip.is_link_local, "링크 로컬"),
        (ip.is_multicast, "멀티캐스트"),
        (ip.is_unspecified, "미지정"),
        (isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None, "IPv6에 싸인 IPv4"),
        (ip.is_reserved, "예약"),
    )
    return next((name for holds, name in kinds if holds), "사설망 또는 특수 용도")


def _entry(host: str) -> tuple[str, int | None]:
    """Read ``name``, ``name:port``, ``::1`` or ``[::1]:port``; a name outside ASCII in the form that is asked for."""
    text = host.strip().lower()
    if text.count(":") > 1 and not text.startswith("["):
        return text, None
    name, colon, port = text.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()):
        name, port = text, ""
    return _ascii(name.strip("[]")), int(port) if port else None


def _ascii(name: str) -> str:
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _refused(what: str, host: str, subject: str) -> AddressRefused:
    advice = f"믿는 내부 호스트라면 설정 allow_hosts 에 이름 그대로 더하세요: {shown(host, 80)}"
    return AddressRefused(what, subject=subject, advice=advice)


def _unknown(host: str, subject: str) -> UnknownHost:
    what = f"그런 호스트가 없습니다({shown(host, 80)})"
    return UnknownHost(what, subject=subject, advice="주소의 철자와 네트워크 연결을 확인하세요.")
