"""The sections of a digest as JSON, one key of an edition's record.

::

    "sections": [{"name", "items": [{"number", "kind", "title": S, "story_id", "documents", "language", "issuing_body",
                  "country", "issued", "summary": [S], "body": [LINE | TABLE], "references", "omitted", "reasons"}]}]
    LINE  = S with "level", "role" and "mark"
    TABLE = {"title": S | null, "rows": [[[S]]]}      rows of cells of statements; the first row is the header
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from newsprism.formats.json_node import JsonNode
from newsprism.formats.sentences import (
    reason_from_json,
    reasons_to_json,
    sentence_from_json,
    sentence_to_json,
    sentences_to_json,
)
from newsprism.types.brief import DigestBlock, DigestItem, DigestLine, DigestSection, DigestTable, ItemKind, Sentence
from newsprism.types.document import DocumentId, LineRole
from newsprism.types.story import StoryId


def sections_to_json(sections: Sequence[DigestSection]) -> list[object]:
    """Return the sections with all their items."""
    return [{"name": section.name, "items": [_item(item) for item in section.items]} for section in sections]


def _item(item: DigestItem) -> dict[str, object]:
    return {
        "number": item.number,
        "kind": item.kind,
        "title": sentence_to_json(item.title),
        "story_id": item.story_id,
        "documents": list(item.documents),
        "language": item.language,
        "issuing_body": item.issuing_body,
        "country": item.country,
        "issued": item.issued,
        "summary": sentences_to_json(item.summary),
        "body": [_block(block) for block in item.body],
        "references": list(item.references),
        "omitted": item.omitted,
        "reasons": reasons_to_json(item.reasons),
    }


def _block(block: DigestBlock) -> dict[str, object]:
    if isinstance(block, DigestLine):
        return {"level": block.level, "role": block.role, "mark": block.mark, **sentence_to_json(block.sentence)}
    title = sentence_to_json(block.title) if block.title else None
    return {"title": title, "rows": [[sentences_to_json(cell) for cell in row] for row in block.rows]}


def section_from_json(node: JsonNode) -> DigestSection:
    """Read one section; raises MalformedRecord naming the member at fault."""
    return DigestSection(node.get("name").text(), node.each("items", _item_in))


def _item_in(node: JsonNode) -> DigestItem:
    return DigestItem(
        number=node.get("number").integer(),
        kind=cast("ItemKind", node.get("kind").choice(ItemKind)),
        title=sentence_from_json(node.get("title")),
        story_id=StoryId(node.get("story_id").text("")),
        documents=node.each("documents", lambda one: DocumentId(one.text())),
        language=node.get("language").text("ko"),
        issuing_body=node.get("issuing_body").optional(),
        country=node.get("country").optional(),
        issued=node.get("issued").optional(),
        summary=node.each("summary", sentence_from_json),
        body=node.each("body", _block_in),
        references=node.each("references", lambda one: one.text()),
        omitted=node.get("omitted").integer(0),
        reasons=node.each("reasons", reason_from_json),
    )


def _block_in(node: JsonNode) -> DigestBlock:
    if node.get("rows").value is not None:
        title = node.get("title")
        return DigestTable(sentence_from_json(title) if title.value is not None else None, node.each("rows", _row_in))
    role = cast("LineRole", node.get("role").choice(LineRole))
    return DigestLine(node.get("level").integer(1), role, node.get("mark").text(""), sentence_from_json(node))


def _row_in(node: JsonNode) -> tuple[tuple[Sentence, ...], ...]:
    return tuple(tuple(sentence_from_json(piece) for piece in cell.items()) for cell in node.items())
