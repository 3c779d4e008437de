"""Our own explanations of terms of business news in English: ``data/glossary.tsv``, in two or three sentences each."""

from __future__ import annotations

from functools import cache

from newsprism.text.ko.glossary import GlossaryTerm
from newsprism.text.shipped import shipped_rows


@cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """Return the entries in the order of the file; raises MissingResource when it is missing."""
    rows = shipped_rows("newsprism.text.en", "glossary.tsv", ("term", "aliases", "text"))
    return tuple(
        GlossaryTerm(term, term, tuple(filter(None, aliases.split("|"))), text) for term, aliases, text in rows
    )
