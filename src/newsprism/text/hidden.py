"""Whether an element of a page is there for readers: what its own attributes hide is not part of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping

_STYLE = 1_000  # characters of a style that are read
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}(?:hidden|collapse)|content-visibility\s{0,3}:\s{0,3}hidden"
    r"|opacity\s{0,3}:\s{0,3}0?\.?0{1,4}\s{0,3}(?:;|$|!)"
    r"|clip-path\s{0,3}:\s{0,3}(?:inset\(\s{0,3}(?:100|[5-9]\d)%|circle\(\s{0,3}0)|clip\s{0,3}:\s{0,3}rect\(\s{0,3}[01](?:px)?[\s,]"
    r"|text-indent\s{0,3}:\s{0,3}-\d{3,}|transform\s{0,3}:\s{0,3}scale\(\s{0,3}0\s{0,3}\)|mso-hide\s{0,3}:\s{0,3}all",
    re.IGNORECASE,
)
# Layouts set a size of nothing on the table around the columns, so only what holds no other element is hidden by it.
_TINY = re.compile(r"font-size\s{0,3}:\s{0,3}0(?:\.0+)?(?:px|pt|em|rem|%)?\s{0,3}(?:;|$|!)", re.IGNORECASE)
_AWAY = re.compile(r"(?:left|top|right|margin-left)\s{0,3}:\s{0,3}-\d{3,}(?:px|em|rem|vw|%)", re.IGNORECASE)
_PLACED = re.compile(r"position\s{0,3}:\s{0,3}(?:absolute|fixed)|margin-left", re.IGNORECASE)
_NO_SIZE = re.compile(r"(?<![-\w])(?:max-)?(?:height|width)\s{0,3}:\s{0,3}[01](?:px)?\s{0,3}(?:;|$|!)", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-[xy])?\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_INK = re.compile(r"(?<![-\w])color\s{0,3}:\s{0,3}([^;!]{1,40})", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s{0,3}:\s{0,3}([^;!]{1,40})", re.IGNORECASE)
_NAMES = {"white": "ffffff", "black": "000000", "rgb(255,255,255)": "ffffff", "rgb(0,0,0)": "000000"}


def hides(attributes: Mapping[str, str], leaf: bool = True) -> bool:
    """Say whether an element with these attributes is not shown, as far as they say so themselves.

    A `leaf` holds no other element. What a style sheet or a script hides is not known here.
    """
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")[:_STYLE]
    if not style:
        return False
    if _HIDDEN.search(style) or (leaf and _TINY.search(style)) or (_AWAY.search(style) and _PLACED.search(style)):
        return True
    if _NO_SIZE.search(style) and _CUT.search(style):
        return True
    ink, ground = _INK.search(style), _GROUND.search(style)
    if ink is None:
        return False
    colour = _colour(ink.group(1))
    return colour in ("transparent", "rgba(0,0,0,0)") or (ground is not None and colour == _colour(ground.group(1)))


def _colour(written: str) -> str:
    plain = re.sub(r"\s+", "", written).casefold().lstrip("#")
    plain = _NAMES.get(plain, plain)
    return "".join(letter * 2 for letter in plain) if re.fullmatch(r"[0-9a-f]{3}", plain) else plain
