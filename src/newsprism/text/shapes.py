"""What a language asks of reader types and topics; small, so that reading their files loads no pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shape:
    """Of one language: `suffixes` may stand behind the name of a strategy point, "" where there is none.

    `trend` are the least and the greatest length of a topic's heading, in characters.
    """

    suffixes: tuple[str, ...]
    trend: tuple[int, int]


SHAPES: Final = {"ko": Shape(("전략", "점검"), (10, 20)), "en": Shape(("",), (12, 60))}
"""By the tag of the language; each has a pack, too."""
