"""An address as it will be asked for: read once, by the reader of the client that asks, so that both see one host."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx

from newsprism.errors import AddressRefused
from newsprism.net.faults import shown

_LONGEST = 8_192  # characters; servers refuse longer ones
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?\Z")
_SIX = re.compile(r"[0-9a-f:.]+\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address without a fragment. `host` is lower-case ASCII, an IPv6 one without brackets."""

    text: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def join(self, location: bytes) -> str:
        """Return the address that a Location header of this one's answer means; AddressRefused if it means none."""
        try:
            target = location.decode("utf-8")
        except UnicodeDecodeError:
            # A path in a legacy encoding is meant byte for byte.
            target = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location)
        try:
            return str(httpx.URL(self.text).join(target.strip()))
        except (httpx.InvalidURL, ValueError) as problem:
            raise _refused(
                "리디렉션이 가리키는 주소를 읽을 수 없습니다", f"{shown(self.text)} → {shown(target)}"
            ) from problem


def read(text: str, subject: str | None = None) -> Address:
    """Return the address; AddressRefused about `subject` when it is none that we would ever ask."""
    about = subject or shown(text)
    if len(text) > _LONGEST:
        raise _refused(f"주소가 너무 깁니다({len(text):,}자)", about)
    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None)
        host = url.raw_host.decode("ascii").lower()
        scheme, port, login = url.scheme, url.port, url.userinfo
    except (httpx.InvalidURL, ValueError) as problem:
        raise _refused("주소를 읽을 수 없습니다", about) from problem
    if scheme not in _PORTS:
        raise _refused("http 나 https 주소가 아닙니다", about)
    if login:
        raise _refused("주소에 사용자 이름이나 암호가 들어 있습니다", about, "그 부분(@ 앞)을 지우세요.")
    if not (_SIX if ":" in host else _NAME).match(host):
        raise _refused("호스트 이름이 바르지 않습니다", about)
    if port is not None and not 0 < port < 65_536:
        raise _refused(f"포트 번호가 바르지 않습니다({port})", about)
    return Address(str(url), scheme, host, port or _PORTS[scheme])


def _refused(what: str, subject: str, advice: str = "http:// 나 https:// 로 시작하는 주소를 쓰세요.") -> AddressRefused:
    return AddressRefused(what, subject=subject, advice=advice)
