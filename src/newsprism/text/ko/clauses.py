"""Several short statements in 합니다체 made into one sentence."""

from __future__ import annotations

from collections.abc import Sequence

_BASE, _LAST = 0xAC00, 0xD7A3
_FINALS = 28
_P = 17
"""The place of ㅂ among the final consonants."""


def joined(clauses: Sequence[str]) -> str:
    """Return the statements as one sentence, without a period: all but the last lose their ending for a connective.

    Connectives alternate so that they do not ring. A statement that does not end in 니다 keeps a comma instead.

    >>> joined(["관심 기업이 나옵니다", "매체 7곳이 다뤘습니다", "새 사실이 나왔습니다"])
    '관심 기업이 나오고, 매체 7곳이 다뤘으며, 새 사실이 나왔습니다'
    """
    connected: list[str] = []
    for clause in clauses[:-1]:
        rings = "고, " in clause or (bool(connected) and connected[-1].endswith("고"))
        connected.append(_connected(clause, "며" if rings else "고"))
    return ", ".join([*connected, *clauses[-1:]])


def _connected(clause: str, connective: str) -> str:
    """Return the statement with the connective for its ending."""
    if not clause.endswith("니다") or len(clause) < 4:
        return clause
    stem, last = clause[:-3], clause[-3]
    if last == "습":
        return stem + ("으며" if connective == "며" else connective)
    if not (_BASE <= ord(last) <= _LAST and (ord(last) - _BASE) % _FINALS == _P):
        return clause
    return f"{stem}{chr(ord(last) - _P)}{connective}"
