"""Two sentences of one subject as one: what is printed of sentences that stand together."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from newsprism.stages.write.candidate import Candidate
from newsprism.types.brief import Citation, Sentence

_LONGEST = 120
_REACH = 400
"""Characters of the article that the two may span."""
_TOPIC = re.compile(r"(?P<who>[^,“”\"‘’'()]{2,24}?)(?<!에)(?<!서)(?<!로)(?:은|는|이|가) ")
_STRUNG = re.compile(r"[가-힣](?:하|되|했|됐|이)(?:고|며),? ")
_PAST = re.compile(r"(?P<stem>.*[했됐었았였났졌왔갔렸쳤켰겼냈봤])다\.$")


def printed(chosen: Sequence[Candidate], refused: Container[str] = frozenset()) -> tuple[Sentence, ...]:
    """Return the sentences to print: neighbours of one article with one subject become one sentence, unless it is `refused`.

    The proof of a joined sentence is the span from the one to the other, so its words are checked like those of any other.
    """
    out: list[Sentence] = []
    joined = False
    for left, right in pairwise((*chosen, None)):
        if left is None:
            continue
        one = fused(left, right) if right is not None and not joined else None
        if one is not None and one.text in refused:
            one = None
        if one is not None:
            out.append(one)
        elif not joined:
            out.append(left.sentence())
        joined = one is not None
    return tuple(out)


def fused(left: Candidate, right: Candidate) -> Sentence | None:
    """Return "A는 …했고, …했다." of "A는 …했다." and "A는 …했다.", None where it is not that."""
    if left.document.id != right.document.id or left.end > right.start or right.end - left.start > _REACH:
        return None
    if left.quoted or right.quoted or "‘" in left.text + right.text or left.begin not in (-1, left.start):
        return None
    first, second, past = _TOPIC.match(left.text), _TOPIC.match(right.text), _PAST.match(left.text)
    if first is None or second is None or past is None or first["who"] != second["who"]:
        return None
    if _STRUNG.search(right.text):
        # "선언했고, … 발표하고 … 선포했다": three statements on one string.
        return None
    text = f"{past['stem']}고, {right.text[second.end() :]}"
    if len(text) > _LONGEST:
        return None
    quote = left.document.text[left.start : right.end]
    return Sentence(text, "extracted", (Citation(left.document.id, "text", left.start, right.end, quote),))
