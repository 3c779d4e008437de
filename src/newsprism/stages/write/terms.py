"""핵심 용어: terms of the picks, defined by their own sources or by our glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsprism.stages.write.desk import Desk
from newsprism.text.ko.definitions import definitions_in
from newsprism.text.ko.glossary import GlossaryTerm, glossary
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.printable import refusal
from newsprism.text.ko.sentences import split
from newsprism.types.brief import Citation, Sentence, Term
from newsprism.types.document import Document, DocumentId

PUBLISHER = "NewsPrism 용어집"
_LONGEST = 150
_EXPLAINED = 85
_EVERYDAY = frozenset(("인공지능", "인플레이션", "스타트업", "반도체", "수출", "대출"))


@dataclass(frozen=True, slots=True)
class _Found:
    term: str
    original: str | None
    document: Document
    sentences: tuple[Sentence, ...]
    value: float
    names: tuple[str, ...] = ()


def terms(desk: Desk, count: int = 3) -> tuple[tuple[Term, ...], tuple[Document, ...]]:
    """Return explained terms that occur in picks, and the glossary entries they cite (as documents)."""
    printed = " ".join((*desk.taken.texts, *(folded(desk.material[s.story.id].lead.title) for s in desk.selected)))
    every = [*_from_glossary(desk), *_printed(printed), *_from_sources(desk)]
    shown = {id(f): any(_stands(folded(name), printed) for name in (f.term, *f.names)) for f in every}
    # Everybody has heard of artificial intelligence; and what the edition does not print comes only where nothing else is left.
    everyday = {id(f): f.term in _EVERYDAY for f in every}
    found = sorted(every, key=lambda f: (everyday[id(f)], not shown[id(f)], -f.value, f.term))
    chosen: list[_Found] = []
    for candidate in found:
        if not any(_same(candidate.term, other.term) for other in chosen) and _clean(desk, candidate):
            chosen.append(candidate)
        if len(chosen) == count:
            break
    own = tuple(f.document for f in chosen if f.document.publisher == PUBLISHER)
    return tuple(Term(f.term, f.original, _fitting(f)) for f in chosen), own


def _fitting(found: _Found) -> tuple[Sentence, ...]:
    """Return two sentences, and the third when the printed entry still fits."""
    head = len(found.term) + len(found.original or "") + 8
    whole = head + sum(len(s.text) + 1 for s in found.sentences)
    return found.sentences if whole <= _LONGEST else found.sentences[:2]


def _from_glossary(desk: Desk) -> Iterator[_Found]:
    """Yield the glossary terms of the picks: a headline counts more than a text, a longer name more than a short one."""
    for place, pick in enumerate(desk.selected):
        lead = desk.material[pick.story.id].lead
        titles = " ".join(d.title for d in pick.story.documents[:10])
        for entry in glossary():
            value = max(
                _occurs(entry, lead.title, 1.0), _occurs(entry, titles, 0.8), _occurs(entry, lead.text[:1500], 0.55)
            )
            if value:
                yield _explained(entry, value + 0.1 / (1 + place) + 0.01 * len(entry.term))


def _printed(printed: str) -> Iterator[_Found]:
    """Yield the glossary terms of what is printed, wherever it was taken from."""
    for entry in glossary():
        if any(_stands(folded(name), printed) for name in (entry.term, *entry.aliases)):
            yield _explained(entry, 0.5 + 0.01 * len(entry.term))


def _explained(entry: GlossaryTerm, value: float) -> _Found:
    document = as_document(entry)
    return _Found(entry.term, entry.english, document, _whole(document), value, entry.aliases)


def _occurs(entry: GlossaryTerm, text: str, value: float) -> float:
    return value if any(_stands(name, text) for name in (entry.term, *entry.aliases)) else 0.0


def _stands(name: str, text: str) -> bool:
    if name.isascii():
        return re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text) is not None
    # 고용률 is another thing than 장애인 의무고용률.
    return re.search(rf"(?<![가-힣]){re.escape(name)}", text) is not None


def _from_sources(desk: Desk) -> Iterator[_Found]:
    for place, pick in enumerate(desk.selected):
        for document in (desk.material[pick.story.id].lead, *pick.story.documents[:6]):
            for found in definitions_in(document.text[:4000]):
                if found.style == "apposition" or not 2 <= len(found.term) <= 20 or not _told_of(found.term, document):
                    continue
                sentences = _defining(document, found.term, found.start, found.end)
                if sentences:
                    # One short sentence explains less than a glossary entry would.
                    full = sum(len(s.text) for s in sentences) >= _EXPLAINED
                    value = (0.95 if full else 0.4) + 0.1 / (1 + place)
                    yield _Found(found.term, found.original, document, sentences, value)


def _told_of(term: str, document: Document) -> bool:
    """Say whether a text is about what it defines: it is in the headline, or comes back."""
    return term in document.title or document.text.count(term) > 1


def _defining(document: Document, term: str, start: int, end: int) -> tuple[Sentence, ...]:
    """Return the defining sentence, and the one after it where that names the term again; both must be printable."""
    spans = [s for s in split(document.text[start : start + 400]) if s.complete][:2]
    out: list[Sentence] = []
    for span in spans:
        text = document.text[start + span.start : start + span.end]
        if refusal(text) is not None or len(text) > 110 or (out and term not in text):
            break
        out.append(
            Sentence(text, "extracted", (Citation(document.id, "text", start + span.start, start + span.end, text),))
        )
    return tuple(out) if out and start + spans[0].end >= end - 1 else ()


def as_document(entry: GlossaryTerm) -> Document:
    """Return a glossary entry as a document, so that its sentences are cited like all others."""
    return Document(
        DocumentId(f"glossary:{entry.term}"), "article", entry.term, entry.text, None, PUBLISHER, (), None, "ko"
    )


def _whole(document: Document) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            document.text[s.start : s.end],
            "extracted",
            (Citation(document.id, "text", s.start, s.end, document.text[s.start : s.end]),),
        )
        for s in split(document.text)
    )


def _clean(desk: Desk, candidate: _Found) -> bool:
    return bool(candidate.sentences) and not any(
        s.text in desk.taken.refused or s.text in desk.taken.texts for s in candidate.sentences
    )


def _same(left: str, right: str) -> bool:
    return left in right or right in left
