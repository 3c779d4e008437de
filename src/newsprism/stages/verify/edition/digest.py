"""What only a digest has: items with a source line, lines of three levels, cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsprism.text.ko.normalise import folded
from newsprism.text.ko.source_line import issued, reference_to, references_of
from newsprism.types.brief import Brief, DigestItem, DigestLine, DigestTable, Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault

Place = tuple[str, str, Sentence | None]
_BARE = re.compile(r"[\s.,!?]+")
_ENOUGH = 20  # characters; shorter lines of two items may well be the same


def item_places(brief: Brief) -> Iterator[Place]:
    """Yield path, text and sentence of every place of a digest's items, in printing order.

    ``sections[i].items[j].issued``, ``.issuing_body`` and ``.references`` are no sentences; their text is the item's title.
    """
    for path, item in _items(brief):
        yield f"{path}.title", item.title.text, item.title
        for name in ("issuing_body", "issued"):
            yield f"{path}.{name}", item.title.text, None
        for n, sentence in enumerate(item.summary):
            yield f"{path}.summary[{n}]", sentence.text, sentence
        for n, block in enumerate(item.body):
            if isinstance(block, DigestLine):
                yield f"{path}.body[{n}]", block.sentence.text, block.sentence
            else:
                yield from _of_table(f"{path}.body[{n}]", block)
        yield f"{path}.references", item.title.text, None


def _items(brief: Brief) -> Iterator[tuple[str, DigestItem]]:
    for i, section in enumerate(brief.sections):
        for j, item in enumerate(section.items):
            yield f"sections[{i}].items[{j}]", item


def _of_table(path: str, table: DigestTable) -> Iterator[Place]:
    if table.title:
        yield f"{path}.title", table.title.text, table.title
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            for n, sentence in enumerate(cell):
                yield f"{path}.rows[{r}][{c}][{n}]", sentence.text, sentence


def untrue_items(brief: Brief, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    """Yield faults of what an item says of its source: body, date, references; and of lines from other documents."""
    for path, item in _items(brief):
        own = [documents[name] for name in item.documents if name in documents]
        if not own:
            yield Fault("citation", f"{path}.title", item.title.text, "항목의 문서가 없음")
            continue
        lead = own[0]
        if item.issuing_body is not None and item.issuing_body not in _bodies(lead):
            yield Fault(
                "name", f"{path}.issuing_body", item.title.text, f"문서의 발행 기관과 다름: {item.issuing_body}"
            )
        if item.country is not None and item.country != (lead.report.country if lead.report else None):
            yield Fault("name", f"{path}.issuing_body", item.title.text, f"문서의 국가와 다름: {item.country}")
        if item.issued != issued(lead):
            yield Fault("date", f"{path}.issued", item.title.text, f"문서의 날짜와 다름: {item.issued}")
        for reference in item.references:
            if reference not in _known(own):
                yield Fault("citation", f"{path}.references", item.title.text, f"문서에 없는 출처: {reference}")
    yield from _from_elsewhere(brief)


def _bodies(document: Document) -> tuple[str | None, ...]:
    return (document.report.issuing_body if document.report else None, document.publisher)


def _known(documents: Sequence[Document]) -> set[str]:
    return {one for d in documents for one in (*references_of(d), reference_to(d))}


def _from_elsewhere(brief: Brief) -> Iterator[Fault]:
    owners = {path: set(item.documents) for path, item in _items(brief)}
    for where, text, sentence in item_places(brief):
        own = owners[".".join(where.split(".")[:2])]
        if sentence is not None and any(c.document_id not in own for c in sentence.citations):
            yield Fault("citation", where, text, "이 항목의 문서가 아닌 것을 인용함")


def repeated_lines(brief: Brief) -> Iterator[Fault]:
    """Yield a fault at the later place of a line that another line of the digest already says, word for word.

    The summary announces the body, and tables share their headings, so lines only are compared.
    """
    seen: dict[str, str] = {}
    for path, item in _items(brief):
        for n, block in enumerate(item.body):
            if not isinstance(block, DigestLine):
                continue
            key = _BARE.sub("", folded(block.sentence.text))
            where = f"{path}.body[{n}]"
            if key in seen and len(key) >= _ENOUGH:
                yield Fault("repeated", where, block.sentence.text, f"이미 나온 문장: {seen[key]}")
            seen.setdefault(key, where)
