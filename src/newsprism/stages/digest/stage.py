"""The rule-based writer of a digest's items: the source's own lines, tables and notes, nothing added."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.digest.length import fitted
from newsprism.stages.digest.news import units_of_news
from newsprism.stages.digest.outline import Analyser, Unit, in_nouns, units_of
from newsprism.stages.digest.summary import summary_of
from newsprism.text.ko.source_line import MOST, issued, reference_to, references_of
from newsprism.types.brief import Citation, DigestBlock, DigestItem, Sentence
from newsprism.types.document import Document
from newsprism.types.story import Story


class OutlineItemWriter:
    """Implements `protocols.ItemWriter`. A report in another language gives an item without a body."""

    name = "outline"
    generative = False

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def write(self, story: Story, documents: Sequence[Document], language: str) -> DigestItem | None:
        """Return the item made of the first of `documents`; the others are only named in its source line."""
        lead = documents[0]
        if not lead.title.strip():
            return None
        units, omitted = self._units(lead) if lead.language == language else ([], 0)
        if not units and (lead.language == language or lead.kind != "report_item"):
            return None
        body = tuple(in_nouns(block, self._analyser) for unit in units for block in unit.blocks)
        return _item(story, documents, body, omitted)

    def _units(self, document: Document) -> tuple[list[Unit], int]:
        if document.kind != "report_item":
            return units_of_news(document), 0
        return fitted(units_of(document), document.title)


def _item(story: Story, documents: Sequence[Document], body: tuple[DigestBlock, ...], omitted: int) -> DigestItem:
    lead = documents[0]
    report = lead.report
    title = lead.title
    whole = Citation(lead.id, "title", 0, len(title), title)
    references = references_of(lead) if report else tuple(reference_to(d) for d in documents[:MOST])
    return DigestItem(
        number=0,
        kind="report" if lead.kind == "report_item" else "news",
        title=Sentence(title, "extracted", (whole,)),
        story_id=story.id,
        documents=tuple(d.id for d in documents[:MOST]),
        language=lead.language,
        issuing_body=((report.issuing_body if report else "") or lead.publisher) or None,
        country=report.country if report else None,
        issued=issued(lead),
        summary=summary_of(body, title),
        body=body,
        references=references,
        omitted=omitted,
    )
