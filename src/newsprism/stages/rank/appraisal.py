"""What a model that has read the reports makes of them: a share of the score for each story that may be a pick.

Words find what is of a reader's field, a bill as well as the quarrel about it; somebody who reads the opening sees which of
them changes what the reader decides. Only the most promising stories are read: the others keep a small share, so none of
them stands before one that was read and found good.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import numpy.typing as npt

from newsprism.errors import EmbeddingFailed, MissingResource
from newsprism.protocols.services import Appraiser
from newsprism.stages.rank.board import Floats
from newsprism.stages.rank.cards import Card
from newsprism.text.language import language
from newsprism.types.ranking import Signal
from newsprism.types.reader import ReaderType

_LEAST, _USUAL, _POWER = 0.007, 0.36, 0.8
"""The share of the score is ((worth + least) / (usual + least)) to this power: 1 for a usual pick (docs/decisions/0020-appraiser.md)."""
_UNREAD = 0.03
"""Worth of a story that is not read."""
_HIGH, _LOW = 0.3, 0.1
_REST = 600.0  # seconds after a failure


class Reading:
    """Asks `appraiser` about stories of one ranking after another; each is asked about once.

    After a failure it rests a while, and words alone decide; `note` says so.
    """

    def __init__(self, appraiser: Appraiser | None) -> None:
        self._appraiser = appraiser
        self._failed = ""
        self._resting_until = 0.0
        self._told = 0

    def column(self, reader: ReaderType) -> int | None:
        """Return the place of what the model says for this reader, None where it can say nothing.

        It speaks for a type that decides what the model was taught, and for the persons of that type.
        """
        if self._appraiser is None or monotonic() < self._resting_until:
            return None
        known = list(self._appraiser.readers.items())
        told = (reader.base or reader.id, reader.decides)
        return known.index(told) if told in known else None

    @property
    def model(self) -> str | None:
        """The name of the model that is asked."""
        return self._appraiser.name if self._appraiser else None

    def note(self) -> str:
        """Return what failed, as long as it does, and what was mended since this was asked last; empty if nothing."""
        mended = [trouble.detail for trouble in self._appraiser.troubles[self._told :]] if self._appraiser else []
        self._told += len(mended)
        resting = monotonic() < self._resting_until
        return " ".join(dict.fromkeys((*((self._failed,) if resting else ()), *mended)))

    def worths(self, cards: Sequence[Card], places: Sequence[int], column: int) -> Floats | None:
        """Return for each card the worth that the model sees, `_UNREAD` for those not in `places`; None after a failure."""
        asked = [cards[place] for place in places if cards[place].worths is None]
        if asked and self._appraiser is not None:
            try:
                found = self._appraiser.appraise([card.told for card in asked])
            except (EmbeddingFailed, MissingResource) as problem:
                self._failed = f"기사를 읽고 매기는 모델을 쓸 수 없어 낱말로만 골랐습니다. {problem}"
                self._resting_until = monotonic() + _REST
                return None
            for card, worths in zip(asked, found, strict=True):
                card.worths = worths
        worth = np.full(len(cards), _UNREAD)
        for place in places:
            held = cards[place].worths
            if held is not None:
                worth[place] = held[column]
        return worth


def share_of(worth: Floats, asked: npt.NDArray[np.bool_]) -> Floats:
    """Return the share of the score that is left of each story; what a person asked for themselves keeps all of it."""
    share: Floats = ((worth + _LEAST) / (_USUAL + _LEAST)) ** _POWER
    return np.where(asked, np.maximum(share, 1.0), share)


def said_of(worth: float, tag: str) -> tuple[Signal, ...]:
    """Return the signal of the model's reading; its weight is 0, because it is in the score."""
    if not language(tag).analysed:
        return ()
    if worth >= _HIGH:
        text = "이 독자가 정하는 일에 닿는 소식으로 읽힙니다"
    elif worth >= _LOW:
        text = "이 독자의 일과 얼마쯤 닿는 소식으로 읽힙니다"
    else:
        text = "이 독자의 일과는 먼 소식으로 읽혀 낮추어 보았습니다"
    return (Signal("appraisal", worth, 0.0, text),)
