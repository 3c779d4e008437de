"""Index terms as FTS5 takes them, and a query as its expression.

Terms are cut and chosen elsewhere and must stay whole: ``c++``, ``at&t``, ``#1234``, ``5.5``. The tokenizer ``ascii`` is
told that every ASCII sign but the blank belongs to a term; it takes what is not ASCII as it is. So only blanks, control
characters and the two quotes have to be written as something else, and then joined terms come apart again exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from newsprism.types.search import Clause, Query

_PRIVATE = 0xF0000  # a plane of private characters, which no term of a language holds
_ESCAPED = {code: chr(_PRIVATE + code) for code in (*range(0x21), 0x7F, ord("'"), ord('"'))}
_ESCAPED |= dict.fromkeys(range(55296, 57344), "�")


def joined(terms: Iterable[str]) -> str:
    """Return terms as one column of the index."""
    return " ".join(term.translate(_ESCAPED) for term in terms if term)


def digest(title: str, text: str) -> bytes:
    """Return 16 bytes that tell one pair of columns from another."""
    return hashlib.blake2b(f"{title}\n{text}".encode(), digest_size=16).digest()


def expression(query: Query) -> tuple[str | None, str | None]:
    """Return what must match and what must not; None where the query says nothing of the kind.

    A clause without any term matches nothing.
    """
    wanted = [_clause(c) for c in query.clauses if not c.negated]
    refused = [said for c in query.clauses if c.negated and (said := _clause(c))]
    if not all(wanted):
        return '""', None
    return " AND ".join(wanted) or None, " OR ".join(refused) or None


def _clause(clause: Clause) -> str:
    told = [said for sequence in clause.alternatives if (said := _sequence(sequence, clause.prefix))]
    return f"({' OR '.join(told)})" if told else ""


def _sequence(sequence: Sequence[str], prefix: bool) -> str:
    phrase = joined(sequence)
    return f'"{phrase}"{" *" if prefix else ""}' if phrase else ""
