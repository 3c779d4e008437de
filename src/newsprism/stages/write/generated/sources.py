"""Source sentences as a model sees them: numbered, on one line each, with outlet and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.material import day_of
from newsprism.text.untrusted import orders, visible
from newsprism.types.brief import Citation, CitedField, Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import StoryId

_OUTLET = 30


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence, or a headline, of a document of a story."""

    story_id: StoryId
    document: Document
    field: CitedField
    start: int
    end: int

    @property
    def place(self) -> tuple[DocumentId, str, int]:
        """What tells it from others."""
        return self.document.id, self.field, self.start

    @property
    def text(self) -> str:
        """What a person sees of it."""
        held = self.document.text if self.field == "text" else self.document.title
        return visible(held[self.start : self.end])

    def citation(self) -> Citation:
        """Return the span: ours, whatever a model says."""
        held = self.document.text if self.field == "text" else self.document.title
        return Citation(self.document.id, self.field, self.start, self.end, held[self.start : self.end])

    def line(self, number: int) -> str:
        """Return the sentence as it is shown."""
        day = day_of(self.document)
        told = [visible(self.document.publisher or "")[:_OUTLET], day.isoformat() if day else ""]
        return f"[{number}] {' '.join(part for part in told if part)} | {self.text}"


def of_candidate(candidate: Candidate) -> Source:
    """Return the whole sentence that a candidate is a form of."""
    begin = max(candidate.start, candidate.begin)  # behind a dateline
    return Source(candidate.story_id, candidate.document, "text", begin, candidate.end)


def of_title(story_id: StoryId, document: Document) -> Source:
    """Return the headline of a document."""
    return Source(story_id, document, "title", 0, len(document.title))


def of_sentences(sentences: Iterable[Sentence], documents: dict[DocumentId, tuple[StoryId, Document]]) -> list[Source]:
    """Return what the sentences of a block were taken from; composed ones were taken from nothing."""
    return [
        Source(*documents[c.document_id], c.field, c.start, c.end)
        for s in sentences
        if s.origin != "composed"
        for c in s.citations
        if c.document_id in documents
    ]


def usable(sources: Iterable[Source], most: int) -> tuple[Source, ...]:
    """Return up to `most` sources, each once, without those that speak to a machine."""
    kept: dict[tuple[DocumentId, str, int], Source] = {}
    for source in sources:
        if len(kept) < most and source.place not in kept and source.text and not orders(source.text):
            kept[source.place] = source
    return tuple(kept.values())


def listed(sources: Sequence[Source]) -> str:
    """Return the numbered lines."""
    return "\n".join(source.line(number) for number, source in enumerate(sources, 1))
