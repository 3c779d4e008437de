"""The ways in which the words of a question may stand in the index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Protocol

from newsprism.text.en.index_terms import asked
from newsprism.text.ko.gazetteer import Entity, Mention, gazetteer
from newsprism.text.ko.index_terms import Placed, name_terms, terms_in_place
from newsprism.text.ko.tokens import Morpheme, parts

Sequences = tuple[tuple[str, ...], ...]

MOST_WAYS = 24
"""Alternatives of one clause; each is a look-up of its own."""

_SHORTEST_SPLIT = 3  # characters of a word that may have been written, or taken, as two
_LONGEST_WHOLE = 20
_HANGUL = re.compile(r"[가-힣]+")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'. -]{1,80}")
_WORD = re.compile(r"[가-힣]+|[^\W_가-힣]+")
# Particles and words without meaning of their own; as a question they would find every text or none.
_NOTHING = frozenset("은 는 이 가 을 를 의 에 와 과 도 로 만 등 것 수 및 그 저 들 또 더".split())
_NOUNS = ("N", "XR", "XPN", "XSN", "S", "MM", "W_HASHTAG")
_STEMS = ("VV", "VA")


class Analyser(Protocol):
    """What reading a question needs of an analyser."""

    def analyse(self, text: str) -> tuple[Morpheme, ...]:
        """Return the morphemes of `text`."""
        ...


class Wording:
    """Finds the ways in which words and phrases may stand in the index, by the analysis of `analyser`."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def of_word(self, word: str) -> Sequences:
        """Return the ways of one word, the analysed one first; none when the word says nothing."""
        if len(word) == 1 and _HANGUL.match(word):
            return () if word in _NOTHING else ((word,),)
        morphemes = self._analyser.analyse(word)
        ways = [way for way in _by_names(word, terms_in_place(word, morphemes)) if way]
        if not ways and not _unknown(word, morphemes):
            return _stemmed(word)
        whole = _whole(word, morphemes)
        if whole and ways:
            ways += [(whole,), parts(whole), *(_splits(whole) if len(ways[0]) == 1 else ())]
        if len(word) <= _LONGEST_WHOLE and _HANGUL.fullmatch(word):
            ways.append((word,))
        return _distinct((*ways, *_stemmed(word)))

    def of_phrase(self, phrase: str) -> Sequences:
        """Return the ways of words that stand beside one another, also as one word (젠슨 황, 젠슨황)."""
        ways = [*_by_names(phrase, terms_in_place(phrase, self._analyser.analyse(phrase)))]
        if ways and (joined := joined_word(phrase.split())):
            ways += [(joined,), parts(joined)]
        return _distinct((*ways, *_stemmed(phrase)))

    def of_beginning(self, word: str) -> Sequences:
        """Return the ways of a word of which only the beginning is given: whole, and with its end in the last part."""
        row = tuple(term for _, term in terms_in_place(word, self._analyser.analyse(word)))
        ways = [row] if "".join(row) == word.lower() else []
        if _HANGUL.fullmatch(word):
            ways = [(word,), *ways, *((*parts(word[:i]), word[i:]) for i in range(2, len(word)))]
        return _distinct(ways or [row])


def _stemmed(words: str) -> Sequences:
    """Return the row of stems by which English texts hold these words, nothing for words that are not Latin."""
    return (asked(words),) if _ENGLISH.fullmatch(words) else ()


def joined_word(words: Sequence[str]) -> str:
    """Return hangul `words` written as one, or nothing when that is no likely word."""
    joined = "".join(words)
    return joined if len(words) > 1 and _HANGUL.fullmatch(joined) and len(joined) <= _LONGEST_WHOLE // 2 else ""


def letters(text: str) -> int:
    """Count the letters and digits of `text`."""
    return sum(len(match[0]) for match in _WORD.finditer(unicodedata.normalize("NFC", text)))


def _distinct(ways: Iterable[tuple[str, ...]]) -> Sequences:
    return tuple(dict.fromkeys(islice((way for way in ways if way), 2 * MOST_WAYS)))[:MOST_WAYS]


def _by_names(text: str, row: Sequence[Placed]) -> Iterator[tuple[str, ...]]:
    """Yield the row as it is, then with each name replaced by the other names of what it stands for."""
    pieces: list[list[tuple[str, ...]]] = []
    position = 0
    for mention in _mentions(text):
        written = _between(row, mention.start, mention.end)
        if written != name_terms(mention.text):
            continue  # part of another word: 美 in 美中, which is read 미중
        pieces.append([_between(row, position, mention.start)])
        pieces.append([written, *_names(mention.entity)])
        position = mention.end
    pieces.append([_between(row, position, len(text))])
    for chosen in islice(product(*pieces), MOST_WAYS):
        yield tuple(term for piece in chosen for term in piece)


def _mentions(text: str) -> tuple[Mention, ...]:
    found = gazetteer().mentions(text)
    # A name that is also a word (대상) counts when it is all that was asked for: either may be meant.
    if not found and (entity := gazetteer().find(text)):
        return (Mention(0, len(text), text, entity),)
    return found


def _between(row: Sequence[Placed], start: int, end: int) -> tuple[str, ...]:
    return tuple(term for place, term in row if start <= place < end)


def _names(entity: Entity) -> Iterator[tuple[str, ...]]:
    for name in (entity.canonical, *entity.aliases):
        terms = name_terms(name)
        if terms and len("".join(terms)) > 1:
            yield terms


def _unknown(word: str, morphemes: Sequence[Morpheme]) -> bool:
    """Whether the analyser saw no word where one may be: 아이 taken for a call, 저가 for 저 + 가. It counts as it is."""
    if any(m.tag.startswith(_STEMS) for m in morphemes):
        return False
    return any(m.tag == "IC" or (m.tag == "NP" and len(word) == len(m.form) + 1) for m in morphemes)


def _whole(word: str, morphemes: Sequence[Morpheme]) -> str:
    """Return `word` without the particles after it when it is a noun in hangul, however the analyser parts it."""
    if not morphemes or any(m.tag.startswith(_STEMS) for m in morphemes):
        return ""
    end = max((m.end for m in morphemes if m.tag.startswith(_NOUNS)), default=0)
    whole = word[:end]
    return whole if 1 < len(whole) <= _LONGEST_WHOLE and _HANGUL.fullmatch(whole) else ""


def _splits(whole: str) -> Iterator[tuple[str, ...]]:
    if len(whole) >= _SHORTEST_SPLIT:
        yield from ((*parts(whole[:i]), *parts(whole[i:])) for i in range(1, len(whole)))
