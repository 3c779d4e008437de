"""Words of a text that no language pack reads: runs of letters, of Han characters, of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsprism.text.ko.tokens import Morpheme

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"(?P<SH>[{_HAN}]+)|(?P<SL>[^\W\d_{_HAN}]+)|(?P<SN>\d+(?:[.,]\d+)*)")
_HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")


def is_foreign(text: str) -> bool:
    """Return whether `text` holds no Hangul, so that an analysis of Korean could say nothing of it."""
    return _HANGUL.search(text) is None


def words(text: str) -> Iterator[Morpheme]:
    """Yield the runs of `text` as morphemes: Han (SH), letters (SL) and numbers (SN), as the analyser tags them."""
    for found in _WORD.finditer(text):
        yield Morpheme(found[0], found.lastgroup or "SL", found.start(), found.end())
