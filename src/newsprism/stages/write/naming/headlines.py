"""The morphemes of headlines, analysed when somebody asks for them: most stories of a desk are never labelled."""

from __future__ import annotations

from collections.abc import Iterable

from newsprism.stages.write.material import MorphemeSource
from newsprism.text.ko.tokens import Morpheme


class Headlines:
    """Morphemes by headline; `known` keeps what was analysed from edition to edition."""

    def __init__(self, analyser: MorphemeSource, known: dict[str, tuple[Morpheme, ...]] | None = None) -> None:
        self._analyser = analyser
        self._known: dict[str, tuple[Morpheme, ...]] = {} if known is None else known

    def read(self, titles: Iterable[str]) -> None:
        """Analyse in one go those of the headlines that were not."""
        missing = [t for t in dict.fromkeys(titles) if t not in self._known]
        self._known.update(zip(missing, self._analyser.analyse_all(missing), strict=True))

    def of(self, title: str) -> tuple[Morpheme, ...]:
        """Return the morphemes of a headline."""
        if title not in self._known:
            self.read([title])
        return self._known[title]
