"""The piece of a text that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsprism.types.search import Query

_LENGTH = 120
_BEFORE = 30  # characters in front of what was found
_TRIES = 40  # forms looked for; a query of many alternatives must not cost more than the search
_STEM_END = "다"  # the index holds verbs by their stem and this ending; the text goes on otherwise


def snippet(text: str, query: Query) -> str:
    """Return about 120 characters of `text` around the first of the query's terms that it has printed, on one line.

    A term that stands in the title alone, or is printed otherwise than it is indexed, gives the beginning of the text.
    """
    begin = max(_place(text, query) - _BEFORE, 0)
    if begin:
        blank = re.compile(r"\s").search(text, begin, begin + _BEFORE)
        begin = blank.end() if blank else begin
    end = min(begin + _LENGTH, len(text))
    if end < len(text):
        cut = max(text.rfind(" ", begin + _LENGTH - 20, end), text.rfind("\n", begin + _LENGTH - 20, end))
        end = cut if cut > 0 else end
    piece = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{piece}{'…' if end < len(text) else ''}" if piece else ""


def _place(text: str, query: Query) -> int:
    for _, form in zip(range(_TRIES), _forms(query), strict=False):
        found = re.search(re.escape(form), text, re.IGNORECASE)
        if found:
            return found.start()
    return 0


def _forms(query: Query) -> Iterator[str]:
    sequences = [s for c in query.clauses if not c.negated for s in c.alternatives if any(s)]
    for sequence in sequences:
        yield "".join(sequence)
        yield " ".join(sequence)
    for sequence in sequences:
        for term in filter(None, sequence):
            yield term
            if len(term) > 2 and term.endswith(_STEM_END):
                yield term[:-1]
