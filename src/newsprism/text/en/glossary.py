"""Our own explanations of terms of business news in English: ``data/glossary.tsv``, in two or three sentences each."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from newsprism.errors import MissingResource
from newsprism.text.ko.glossary import GlossaryTerm


@cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """Return the entries in the order of the file; raises MissingResource when it is missing."""
    try:
        text = (resources.files("newsprism.text.en") / "data" / "glossary.tsv").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingResource(
            "읽을 수 없습니다", subject="glossary.tsv", advice="newsprism 을 다시 설치하세요."
        ) from error
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        GlossaryTerm(row["term"], row["term"], tuple(part for part in row["aliases"].split("|") if part), row["text"])
        for row in rows
    )
