"""Names of offices that a publisher printed with a syllable missing: "국가데이처" for "국가데이터처"."""

from __future__ import annotations

import re
from functools import cache

from newsprism.text.ko.gazetteer import gazetteer

_SHORTEST = 6
"""Syllables of a name: of a shorter one, what is left without one is too often another name."""
_WORD = re.compile(r"[가-힣]{5,}")
_JOSA = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|에서|에게)$")


@cache
def _slips() -> frozenset[str]:
    names = {name for name in gazetteer().names if len(name) >= _SHORTEST and re.fullmatch("[가-힣]+", name)}
    institutions = (name for name in names if (e := gazetteer().find(name)) and e.kind == "institution")
    # The first and the last syllable tell one office from another one.
    cut = {name[:i] + name[i + 1 :] for name in institutions for i in range(1, len(name) - 1)}
    return frozenset(slip for slip in cut if gazetteer().find(slip) is None)


def misnamed(text: str) -> bool:
    """Say whether a text calls an office that we know by its name with one inner syllable missing.

    >>> misnamed("국가데이처는 11일 고용동향을 발표했다."), misnamed("국가데이터처는 11일 고용동향을 발표했다.")
    (True, False)
    """
    slips = _slips()
    return any(word in slips or _JOSA.sub("", word) in slips for word in _WORD.findall(text))
