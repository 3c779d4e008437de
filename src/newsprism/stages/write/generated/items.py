"""Items of a digest from reports in another language: a model writes them in the edition's, from numbered sentences.

An item that comes in is only listed, with title, institution and date. It goes out with a title and lines of the
edition's language, or, where too few lines are left of what the model wrote, as it came in. What is written does not
depend on the reader, so that a kept answer serves all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsprism.errors import InvalidPrompt
from newsprism.protocols.services import Generator
from newsprism.protocols.stages import Translation
from newsprism.stages.write.generated.asking import Asking, Limits
from newsprism.stages.write.generated.lines import LINES, LONGEST, MOST_LINES, SHORTEST, Line
from newsprism.stages.write.generated.plan import Block
from newsprism.stages.write.generated.prompts import Prompts
from newsprism.stages.write.generated.screen import Rules
from newsprism.stages.write.generated.sources import Source, of_title, usable
from newsprism.stages.write.objective import Slot
from newsprism.text.en.sentences import split
from newsprism.text.untrusted import visible
from newsprism.types.brief import DigestBlock, DigestItem, DigestLine, DroppedSentence, Sentence, Usage
from newsprism.types.document import Document, DocumentId, LineRole
from newsprism.types.story import StoryId

LANGUAGES = frozenset({"en"})
"""Languages of reports that are written anew: those whose lines the checks can compare with their sources."""

_SENTENCES = 80
_FEWEST = 2
_SHORTEST = 20  # characters of a source sentence; what is shorter is a caption or a cell
_PRINTED: Mapping[int, tuple[int, LineRole, str]] = {
    1: (1, "bullet", "●"), 2: (2, "sub", "-"), 3: (3, "supplement", "※"),
}  # fmt: skip

Summary = Callable[[Sequence[DigestBlock], str], tuple[Sentence, ...]]
"""Chooses the line of the table from a body."""


@dataclass(frozen=True, slots=True)
class Means:
    """What items are written with: the model, a newsroom's own prompts, and the limits of the settings."""

    generator: Generator
    prompts: Path | None = None
    connections: int = 8
    run_tokens: int = 0


class ReportTranslator:
    """Implements `protocols.ItemTranslator`. One object makes one edition at a time; without refused texts a new one begins."""

    name = "generative"

    def __init__(self, means: Means, summary: Summary) -> None:
        self._means = means
        self._summary = summary
        self._asking: Asking[Line] | None = None
        self._blocks: dict[StoryId, Block] = {}

    def translate(
        self,
        items: Sequence[DigestItem],
        documents: Mapping[DocumentId, Document],
        language: str,
        refused: Mapping[str, str],
        investor: bool = False,
    ) -> Translation:
        """Return the items as the model wrote them, without what was refused; see the protocol."""
        listed = [i for i in items if not i.body and i.language in LANGUAGES and i.documents[0] in documents]
        if not listed:
            return Translation({}, (), None, None)
        try:
            asking = self._asked(refused, language, investor)
            self._blocks |= {i.story_id: _block(i, documents) for i in listed if i.story_id not in self._blocks}
            blocks = [self._blocks[i.story_id] for i in listed]
            written = asking.ask([b for b in blocks if len(b.sources) > 1], refused)
        except InvalidPrompt as fault:
            return Translation({}, (), None, Usage(note=_note(len(listed), 0, str(fault))))
        made = {
            i.story_id: item
            for i in listed
            if (item := self._item(i, written.get(self._blocks[i.story_id].key, ()), documents)) is not None
        }
        why = asking.stopped or next(iter(asking.faults()), "") or "답이 검사를 통과하지 못했습니다"
        usage = replace(asking.usage, note=_note(len(listed), len(made), why))
        dropped = tuple(DroppedSentence(one.text, one.reason) for one in asking.refused())
        return Translation(made, dropped, self._means.generator.model if made else None, usage)

    def _asked(self, refused: Mapping[str, str], language: str, investor: bool) -> Asking[Line]:
        if self._asking is None or not refused:
            means = self._means
            rules = Rules(language, 0, investor)
            limits = Limits(means.run_tokens, means.connections)
            self._blocks = {}
            self._asking = None
            self._asking = Asking(means.generator, Prompts(means.prompts, language), rules, limits, LINES)
        return self._asking

    def _item(
        self, item: DigestItem, written: Sequence[Line], documents: Mapping[DocumentId, Document]
    ) -> DigestItem | None:
        body = tuple(_body(written))
        if len(body) < _FEWEST:
            return None
        title = next((line.sentence for line in written if line.level == 0), item.title)
        left_out = len(_sentences(item.story_id, documents[item.documents[0]])) - _SENTENCES
        return replace(item, title=title, body=body, summary=self._summary(body, title.text), omitted=max(0, left_out))


def _body(written: Sequence[Line]) -> list[DigestLine]:
    """Return the printed lines; what stands above the first ● becomes one."""
    body: list[DigestLine] = []
    for line in written:
        if line.level == 0:
            continue
        level, role, mark = _PRINTED[line.level if body else 1]
        body.append(DigestLine(level, role, mark, line.sentence))
    return body


def _block(item: DigestItem, documents: Mapping[DocumentId, Document]) -> Block:
    document = documents[item.documents[0]]
    sources = [of_title(item.story_id, document), *_sentences(item.story_id, document)[:_SENTENCES]]
    slots = {"body": visible(item.issuing_body or "")[:60] or "-"}
    return Block(("item", item.story_id), Slot(SHORTEST, LONGEST, MOST_LINES, 1), slots, usable(sources, len(sources)))


def _sentences(story: StoryId, document: Document) -> list[Source]:
    return [
        Source(story, document, "text", span.start, span.end)
        for span in split(document.text)
        if span.end - span.start >= _SHORTEST
    ]


def _note(listed: int, made: int, why: str) -> str:
    """Say what the model did not write, and why."""
    if made == listed:
        return ""
    return f"다른 언어의 보고서 {listed}건 가운데 {listed - made}건은 제목과 출처만 실었습니다. {why}"
