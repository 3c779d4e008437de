"""A drawing that grows by shapes; all texts are escaped, all numbers short."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Literal

WIDTH = 360
SIZE = 14
"""Height of letters in units."""

Anchor = Literal["start", "middle", "end"]

_NARROW = frozenset(" .,:;'’‘·|!il()[]")


class Drawing:
    """An SVG of `WIDTH` by `height` units; `name` must be unique within the page."""

    def __init__(self, name: str, height: float, title: str, description: str) -> None:
        self.name, self.height, self.title, self.description = name, height, title, description
        self._shapes: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a rectangle from its upper left corner; one of no height is left out."""
        if width > 0 and height > 0:
            self._shapes.append(
                f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'
            )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        self._shapes.append(f'<line class="{kind}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>')

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a circle."""
        self._shapes.append(f'<circle class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: Anchor = "start") -> None:
        """Write a line of text with its foot at `y`."""
        css = f' class="{kind}"' if kind else ""
        aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._shapes.append(f'<text{css} x="{_n(x)}" y="{_n(y)}"{aligned}>{escape(text)}</text>')

    def svg(self) -> str:
        """Return the drawing as an element that a page can hold."""
        name = escape(self.name)
        return (
            f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {_n(self.height)}" font-size="{SIZE}">'
            f'<title id="{name}-t">{escape(self.title)}</title><desc id="{name}-d">{escape(self.description)}</desc>'
            f"{''.join(self._shapes)}</svg>"
        )


def width(text: str) -> float:
    """Return about how wide a text is in units, rather too much than too little."""
    return SIZE * sum(_ems(char) for char in text)


def fitted(text: str, room: float) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `room`."""
    text = " ".join(text[:200].split())
    if width(text) <= room:
        return text
    while text and width(text) > room - SIZE:
        text = text[:-1]
    return text.rstrip(" ·,") + "…"


def broken(text: str, room: float) -> tuple[str, ...]:
    """Return `text` on one line or, broken behind a blank or a middle dot, on two; what does not fit is cut."""
    text = " ".join(text[:200].split())
    if width(text) <= room:
        return (text,)
    breaks = [n for n in range(2, len(text)) if text[n - 1] in " ·" and width(text[: n - 1]) <= room]
    if not breaks:
        return (fitted(text, room),)
    return (text[: breaks[-1]].rstrip(" "), fitted(text[breaks[-1] :], room))


def _ems(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA" and char not in _NARROW:
        return 1.0
    return 0.34 if char in _NARROW else 0.7 if char.isupper() or char in "%→…" else 0.58


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
