"""A tiny full-text table for the tests of the index: terms go in as they are, queries as the contract reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsprism.protocols.stages import Indexed
from newsprism.types.search import Clause, Query

_TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"


class TinyArchive:
    def __init__(self, indexed: Sequence[Indexed]) -> None:
        self._table = sqlite3.connect(":memory:")
        self._table.execute(f'CREATE VIRTUAL TABLE terms USING fts5(title, text, tokenize = "{_TOKENIZER}")')
        rows = [(i + 1, " ".join(d.title_terms), " ".join(d.text_terms)) for i, d in enumerate(indexed)]
        self._table.executemany("INSERT INTO terms(rowid, title, text) VALUES (?, ?, ?)", rows)
        self._ids = [d.document_id for d in indexed]

    def find(self, query: Query) -> set[str]:
        wanted = " AND ".join(_said(c) for c in query.clauses if not c.negated)
        refused = " OR ".join(_said(c) for c in query.clauses if c.negated)
        said = f"({wanted}) NOT ({refused})" if refused else wanted
        found = self._table.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (said,))
        return {self._ids[row - 1] for (row,) in found}


def _said(clause: Clause) -> str:
    phrases = [f'"{" ".join(way)}"{" *" if clause.prefix else ""}' for way in clause.alternatives]
    return f"({' OR '.join(phrases)})"
