"""What people judged, to measure by: one type for each kind of label file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class PairLabel:
    """Two articles by address. `label`: 2 one story, 1 related, 0 different; of duplicates 1 copies, 0 different texts.

    `weight` is how many pairs this one stands for, as it was drawn.
    """

    url1: str
    url2: str
    label: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Grades:
    """How much an article is worth to reader types: pairs of the type's id and a grade of 0–3."""

    url: str
    grades: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence and the text it is to be checked against.

    `fault` says what is wrong with an unsupported one, where that is known; `source_date` is the day of the source.
    `origin` is how the claim came about: written with the source at hand, or taken from it.
    """

    id: str
    source: str
    text: str
    supported: bool
    fault: str | None = None
    source_date: date | None = None
    origin: Literal["generated", "extracted"] = "generated"


@dataclass(frozen=True, slots=True)
class Reference:
    """A text with its summary by a person: a text, or the numbers (from 0) of the sentences that a person chose."""

    id: str
    title: str
    text: str
    reference: str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What a page (a file by its name) really says."""

    html: str
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    body: str
