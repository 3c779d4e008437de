"""Addresses of the web as feeds and pages give them: made absolute, and without what only counts visitors."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

LONGEST = 4_096
"""Characters of an address; servers refuse longer ones."""

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{0,30}:")
_TRACKING = re.compile(
    r"utm_\w{1,40}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi"
    r"|mkt_tok|vero_id|oly_enc_id|oly_anon_id|_openstat|wickedid|rb_clickid|s_cid",
    re.IGNORECASE,
)


def is_web(place: str) -> bool:
    """Say whether `place` is an http(s) address."""
    return _WEB.match(place) is not None


def absolute(address: str, base: str) -> str | None:
    """Return an address as a page or feed at `base` means it; None when that is no http(s) address."""
    # An address is often broken over lines, and escaped once more than its format asks.
    plain = _BLANKS.sub("", address)
    if "&amp;" in plain:
        plain = unescape(plain)
    if not plain or len(plain) > LONGEST:
        return None
    if not is_web(plain):
        plain = _joined(base, plain)
    return plain if len(plain) <= LONGEST and is_web(plain) and host_of(plain) else None


def without_tracking(url: str) -> str:
    """Return an address without the parameters by which visits are counted (``utm_source``, ``fbclid``, …)."""
    head, mark, fragment = url.partition("#")
    # Some write them behind the fragment sign, where the server does not see them.
    tail = f"#{fragment}" if mark and fragment and not _is_tracking(fragment.partition("&")[0]) else ""
    path, question, query = head.partition("?")
    if not question:
        return head + tail
    kept = [part for part in query.split("&") if not _is_tracking(part)]
    return path + ("?" + "&".join(kept) if any(kept) else "") + tail


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without ``www.``; empty when it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _joined(base: str, address: str) -> str:
    if _SCHEME.match(address):
        return ""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _is_tracking(part: str) -> bool:
    return _named_tracking(part.partition("=")[0])


@lru_cache(maxsize=1_024)
def _named_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(unquote(name)) is not None
