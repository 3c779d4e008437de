"""A sentence of an edition as JSON: its text, where it came from, and the spans that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from newsprism.formats.json_node import JsonNode
from newsprism.types.brief import Citation, CitedField, Figure, Origin, Reason, Sentence
from newsprism.types.document import DocumentId


def sentence_to_json(sentence: Sentence) -> dict[str, object]:
    """Return the sentence as JSON values in the order of the contract."""
    record: dict[str, object] = {
        "text": sentence.text,
        "origin": sentence.origin,
        "citations": [citation_to_json(citation) for citation in sentence.citations],
    }
    if sentence.figures:
        record["figures"] = {figure.name: figure.value for figure in sentence.figures}
    return record


def sentences_to_json(sentences: Sequence[Sentence]) -> list[object]:
    """Return several sentences."""
    return [sentence_to_json(sentence) for sentence in sentences]


def sentence_from_json(node: JsonNode) -> Sentence:
    """Read a sentence; raises MalformedRecord naming the member at fault."""
    return Sentence(
        text=node.get("text").text(),
        origin=cast("Origin", node.get("origin").choice(Origin)),
        citations=node.each("citations", citation_from_json),
        figures=tuple(Figure(name, value.text()) for name, value in node.get("figures").pairs()),
    )


def citation_to_json(citation: Citation) -> dict[str, object]:
    """Return a cited span."""
    return {
        "document_id": citation.document_id,
        "field": citation.field,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def citation_from_json(node: JsonNode) -> Citation:
    """Read a cited span."""
    return Citation(
        document_id=DocumentId(node.get("document_id").text()),
        field=cast("CitedField", node.get("field").choice(CitedField)),
        start=node.get("start").integer(),
        end=node.get("end").integer(),
        quote=node.get("quote").text(),
    )


def reasons_to_json(reasons: Sequence[Reason]) -> list[object]:
    """Return why something was chosen."""
    return [{"signal": r.signal, "value": r.value, "text": r.text} for r in reasons]


def reason_from_json(node: JsonNode) -> Reason:
    """Read one reason."""
    return Reason(node.get("signal").text(), node.get("value").number(), node.get("text").text(""))
