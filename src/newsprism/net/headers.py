"""What the headers of an answer say; whatever a server sends, reading them raises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80})\s*(?:;|,|\Z)", re.ASCII)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,1022}[\x21-\x7e])?\Z")
_AGENT = re.compile(r"([\w*.-]{1,60})\s*:\s*(.*)\Z", re.ASCII)
# Directives that have a value of their own after a colon: not the name of a robot.
_VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_DIRECTIVES = 64  # more than anyone has
_LONGEST = 2_000  # characters of one header that are read
ROBOT = "newsprism"


def media_type(content_type: str) -> str:
    """Return the media type in lower case without parameters, "" when there is none."""
    found = _MEDIA_TYPE.match(content_type[:_LONGEST])
    return found[1].lower() if found else ""


def charset(content_type: str) -> str | None:
    """Return the charset in lower case, None when none is told."""
    found = _CHARSET.search(content_type[:_LONGEST])
    return found[1].lower() if found else None


def validator(value: str | None) -> str | None:
    """Return an ETag or Last-Modified that can be sent back as it is; None for anything else."""
    return value if value and _VALIDATOR.match(value) else None


def robot_directives(values: Iterable[str]) -> frozenset[str]:
    """Return the directives of X-Robots-Tag that hold for all robots or for ours, in lower case.

    ``bot: noindex`` holds for that robot alone, up to the next name; ``max-snippet: 5`` is kept as ``max-snippet:5``.
    """
    found: set[str] = set()
    for value in values:
        ours = True
        for token in value[:_LONGEST].lower().split(","):
            directive = token.strip()
            named = _AGENT.match(directive)
            if named and named[1] in _VALUED:
                directive = f"{named[1]}:{named[2].strip()}"
            elif named:
                ours, directive = named[1] in (ROBOT, "*"), named[2].strip()
            if ours and directive and len(found) < _DIRECTIVES:
                found.add(directive)
    return frozenset(found)
