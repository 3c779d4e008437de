"""What a text is found by: index terms in the order of the text, the same from 반도체장비, 반도체 장비 and 半導體 장비.

One text gives one row of terms, in which a phrase is a run of neighbours:

- Compounds stand by their smallest nouns (반도체장비 → 반도체 장비, 기준금리 → 기준 금리, 삼성전자 → 삼성 전자). So the whole
  is found as a phrase, however it was spaced, and each part by itself. Nothing stands twice.
- Everything is hangul, Latin or digits: hanja as they are read, letters in lower case without accents, full width made
  plain, commas of numbers gone (1,500 → 1500). Letters and digits part (HBM4 → hbm 4), but AT&T, C++ and the exchange's
  codes (0030R0) stay whole.
- Verbs and adjectives stand by their stem with 다. Particles, endings, pronouns and words like 것 and 하다 are left out.
- Behind the row, each after a `BREAK`, which is in no query, come the gazetteer's names of what the text calls
  otherwise: 삼전 adds 삼성 전자, 한국 adds 대한 민국. There they do not part neighbours of the row.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.hanja import reading
from newsprism.text.ko.tokens import Analyzer, Morpheme, parts

LONGEST: Final = 20_000
"""Characters of a text that are indexed; what stands behind is not found."""

BREAK: Final = "ㅣ"
"""Stands between pieces that are no neighbours in the text."""

Placed = tuple[int, str]
"""Where in the text a term begins, and the term."""

_NOUNS: Final = frozenset({"NNG", "NNP", "XR", "SH", "NR", "W_HASHTAG"})
_SMALL: Final = frozenset({"NNB", "XPN", "XSN", "MM", "MAG", "NP"})
_STEMS: Final = frozenset({"VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I"})
_ADDRESSES: Final = frozenset({"W_URL", "W_EMAIL"})
_EMPTY: Final = frozenset(
    "것 수 등 바 데 줄 뿐 때문 들 님 이 그 저 더 및 또 안 못 잘 좀 그것 이것 저것 여기 거기 자기 이런 그런 저런 어떤 무슨 매우 아주"
    " 가장 다시 이미 바로 모두 함께".split()
)
"""Small words that are no terms."""

_EMPTY_STEMS: Final = frozenset("하 되 있 이 같 말 싶 않 보 위하 대하 따르 통하".split())

_HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER: Final = rf"[^\W\d_가-힣\u1100-\u11ff\u3131-\u318e{_HAN}]"
_WRITTEN: Final = re.compile(
    r"(?<![0-9A-Za-z])[0-9]{4}[A-Za-z][0-9](?![0-9A-Za-z])"  # a code of the exchange with its letter
    rf"|{_LETTER}+(?:&{_LETTER}+)*(?:\+\+|#(?![0-9가-힣]))?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![0-9.])[0-9]+\.[0-9]+(?!\.?[0-9])"
    r"|[0-9]+"
)
_RUNS: Final = re.compile(rf"[가-힣]+|[{_HAN}]+")
_WIDE: Final = re.compile(r"[\uff01-\uff5e]")
_PLAIN: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LONGEST_TERM: Final = 64


def index_terms(text: str, morphemes: Sequence[Morpheme]) -> tuple[str, ...]:
    """Return the terms that `text` is found by, in order; `morphemes` are those of `text`."""
    return index_fields(text, morphemes, len(text))[0]


def index_fields(text: str, morphemes: Sequence[Morpheme], boundary: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms of ``text[:boundary]`` and of ``text[boundary:]``: headline and body out of one analysis."""
    row = terms_in_place(text, morphemes)
    starts = [start for start, _ in row]
    cut = bisect_left(starts, boundary)
    more = list(_other_names(text, row, starts))
    return (
        _with_names(row[:cut], (name for start, name in more if start < boundary)),
        _with_names(row[cut:], (name for start, name in more if start >= boundary)),
    )


def terms_in_place(text: str, morphemes: Sequence[Morpheme]) -> list[Placed]:
    """Return the row of terms with their places, without the other names of things."""
    row: list[Placed] = []
    addresses: list[tuple[int, int]] = []
    joined = -1
    for i, m in enumerate(morphemes):
        tag = m.tag
        if i == joined or (tag == "NNG" and len(m.form) == 1 and row and _torn(morphemes, i)):
            row[-1] = (row[-1][0], row[-1][1] + m.form)
        elif tag in _NOUNS or (tag in _SMALL and m.form not in _EMPTY):
            row += _noun(text, m)
        elif tag in _SMALL:
            if _second_half(morphemes, i) and row:
                row[-1] = (row[-1][0], row[-1][1] + m.form)
            elif _first_half(morphemes, i):
                row.append((m.start, m.form))
                joined = i + 1
        elif tag in _STEMS:
            if m.form not in _EMPTY_STEMS:
                row.append((m.start, _stem(m.form)))
        elif tag in _ADDRESSES:
            addresses.append((m.start, m.end))
    row += _written(text, addresses)
    row.sort(key=_place)
    return row


@lru_cache(maxsize=1 << 14)
def name_terms(name: str) -> tuple[str, ...]:
    """Return the row of terms of a name that stands alone."""
    return tuple(term for _, term in terms_in_place(name, Analyzer().analyse(name)))


def _first_half(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether the empty word is the beginning of a full one that the analyser tore: 수 + 출."""
    if i + 1 == len(morphemes) or (i and morphemes[i - 1].end == morphemes[i].start):
        return False
    after = morphemes[i + 1]
    return after.start == morphemes[i].end and after.tag in ("NNG", "NNP")


def _second_half(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether the empty word is the end of a full one that the analyser tore: 급 + 등."""
    before = morphemes[i - 1] if i else None
    return before is not None and before.end == morphemes[i].start and before.tag in ("MM", "XPN")


def _torn(morphemes: Sequence[Morpheme], i: int) -> bool:
    """Whether two nouns of one syllable are one that the analyser tore for what stands beside it: 수 + 출 before a number."""
    before = morphemes[i - 1] if i else None
    return (
        before is not None
        and before.tag == "NNG"
        and len(before.form) == 1
        and before.end == morphemes[i].start
        and _is_one_noun(before.form + morphemes[i].form)
    )


@lru_cache(maxsize=1 << 14)
def _is_one_noun(word: str) -> bool:
    return len(Analyzer().analyse(word)) == 1


def _place(placed: Placed) -> int:
    return placed[0]


def _noun(text: str, m: Morpheme) -> list[Placed]:
    """Return the hangul and hanja of a noun; its letters and digits are read from the text itself."""
    start, form = m.start, m.form
    if m.tag == "SH":
        return [(start, term) for term in _read_terms(reading(text, start, m.end))]
    # The analyser joins unknown names over a space (젠슨 황 → 젠슨황): the text's own words are the safer ones.
    written = form if m.end - start <= len(form) else text[start : m.end]
    return [(start + offset, term) for offset, term in _pieces(written)]


def _read_terms(word: str) -> tuple[str, ...]:
    """Return the terms of what a run of hanja is read as; what could not be read is a term as it is."""
    return name_terms(word) if word and "가" <= word[0] <= "힣" and len(word) > 1 else (word,)


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[Placed, ...]:
    found: list[Placed] = []
    for run in _RUNS.finditer(word):
        if "가" <= run[0][0] <= "힣":
            found += ((run.start(), part) for part in parts(run[0][:_LONGEST_TERM]))
        else:
            found += ((run.start(), part) for part in _read_terms(reading(word, *run.span())))
    return tuple(found)


def _stem(form: str) -> str:
    # 우아하다 is one adjective here and a root with 하다 there: the root is what both have.
    return form[:-1] if len(form) > 2 and form.endswith("하") else f"{form}다"


def _written(text: str, addresses: Sequence[tuple[int, int]]) -> Iterator[Placed]:
    plain = text.translate(_PLAIN) if _WIDE.search(text) else text
    for match in _WRITTEN.finditer(plain):
        if not any(start <= match.start() < end for start, end in addresses):
            yield match.start(), _folded(match[0][:_LONGEST_TERM])


def _folded(written: str) -> str:
    if written[0].isdigit():
        return written.replace(",", "").lower()
    if written.isascii():
        return written.lower()
    # An Arabic sign of a vowel that stands alone comes apart into a blank and the sign.
    apart = unicodedata.normalize("NFKD", written)
    bare = "".join(c for c in apart if not (unicodedata.combining(c) or c.isspace()))
    return unicodedata.normalize("NFC", bare).casefold() or written


def _other_names(text: str, row: Sequence[Placed], starts: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for mention in gazetteer().mentions(text):
        name = name_terms(mention.entity.canonical)
        first = bisect_left(starts, mention.start)
        if tuple(term for _, term in row[first : first + len(name)]) != name:
            yield mention.start, name


def _with_names(row: Iterable[Placed], names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    terms = [term for _, term in row]
    for name in dict.fromkeys(names):
        terms += (BREAK, *name)
    return tuple(terms)
