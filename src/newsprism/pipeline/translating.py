"""Items of a digest that a model writes, until none of their lines fails a check.

::

    listed items ─ translate ─▶ written items ─ compose ─ verify ─▶ faults ─ refused lines ─▶ translate (once more each)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsprism.protocols.stages import DigestComposer, DigestPress, ItemTranslator, Translation, Verifier
from newsprism.types.brief import DigestItem, DigestLine, DigestSection, DroppedSentence, MadeWith, Sentence, Usage
from newsprism.types.document import Document, DocumentId
from newsprism.types.ranking import Ranking
from newsprism.types.story import StoryId

_ROUNDS = 4
"""A line is written, asked for once more, and its successor refused: the last round prints what is left."""


@dataclass(frozen=True, slots=True)
class Translating:
    """Writes, composes and checks; what fails is refused, and in the end the item is listed as it was."""

    translator: ItemTranslator
    composer: DigestComposer
    verifier: Verifier

    def write(
        self,
        sections: Sequence[DigestSection],
        ranking: Ranking,
        press: DigestPress,
        known: Mapping[DocumentId, Document],
    ) -> tuple[tuple[DigestSection, ...], DigestPress, tuple[DroppedSentence, ...]]:
        """Return the sections with what could be written, the press with its cost, and the refused lines."""
        items = [item for section in sections for item in section.items]
        language = self.composer.compose(sections, ranking, press, known).language
        refused: dict[str, str] = {}
        written = tuple(sections)
        asked: list[Usage | None] = []
        for _ in range(_ROUNDS):
            made = self.translator.translate(items, known, language, refused, ranking.reader.investor)
            written = tuple(_placed(sections, made))
            faults, usage = self._faults(written, ranking, press, known)
            asked.append(usage)
            if not faults:
                break
            refused |= faults
        else:
            written = tuple(_without(written, sections, refused))
        dropped = (*made.dropped, *(DroppedSentence(text, why) for text, why in refused.items()))
        writer = self.translator.name if made.usage else press.writer
        mark = MadeWith("", writer, made.model, None, made.usage).after(asked)
        return written, replace(press, writer=writer, model=made.model, usage=mark.usage), dropped

    def _faults(
        self,
        written: Sequence[DigestSection],
        ranking: Ranking,
        press: DigestPress,
        known: Mapping[DocumentId, Document],
    ) -> tuple[dict[str, str], Usage | None]:
        """Return the faults of what a model wrote; those of excerpts are taken out later, as ever."""
        texts = {s.text for section in written for item in section.items for s in _generated(item)}
        if not texts:
            return {}, None
        brief = self.composer.compose(written, ranking, press, known)
        report = self.verifier.verify(brief, known.values())
        return {f.text: f"{f.kind}: {f.detail}" for f in reversed(report.faults) if f.text in texts}, report.usage


def _generated(item: DigestItem) -> Iterator[Sentence]:
    lines = (block.sentence for block in item.body if isinstance(block, DigestLine))
    yield from (s for s in (item.title, *item.summary, *lines) if s.origin == "generated")


def _placed(sections: Sequence[DigestSection], made: Translation) -> Iterator[DigestSection]:
    for section in sections:
        yield replace(section, items=tuple(made.items.get(item.story_id, item) for item in section.items))


def _without(
    written: Sequence[DigestSection], sections: Sequence[DigestSection], refused: Mapping[str, str]
) -> Iterator[DigestSection]:
    """List again what still holds a refused line."""
    listed: dict[StoryId, DigestItem] = {item.story_id: item for section in sections for item in section.items}
    for section in written:
        items = (listed[i.story_id] if any(s.text in refused for s in _generated(i)) else i for i in section.items)
        yield replace(section, items=tuple(items))
