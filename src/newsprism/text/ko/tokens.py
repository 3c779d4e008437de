"""Korean morphemes by Kiwi, with our own names in its dictionary.

Kiwi splits many names of business news (산업연구원, 오픈AI, HBM4), so names of the gazetteer become user words: all of four
characters or more, but of the shorter ones only those in ``data/short_names.txt``, which the bare model splits. A user
word wins over its context, and a short one does harm where the model knows better (대전 in 대전환). Words that the texts of
a run define are added by `learn`.
"""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import tee
from typing import TYPE_CHECKING

from newsprism.errors import MissingResource
from newsprism.text.ko.ahead import Ahead
from newsprism.text.ko.gazetteer import gazetteer

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token


@dataclass(frozen=True, slots=True)
class Morpheme:
    """`form` in the dictionary's spelling, its Sejong `tag`, and the characters ``text[start:end]`` it came from.

    Contracted morphemes share characters (했 = 하 + 었), so spans may overlap.
    """

    form: str
    tag: str
    start: int
    end: int


_SHORT_NAMES_FILE = "short_names.txt"
_SHORT = 3  # characters
_CONTENT_TAGS = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN"})
_STEM_TAGS = ("VV", "VA")
_LONGEST_WORD = 20
_SHORTEST_COMPOUND = 4  # characters
_NOUN_TAGS = frozenset({"NNG", "NNP"})
_ENDS_A_COMPOUND = frozenset("장원사청부처법세률율권점당군시구도산용형급제안자곡주")
"""Syllables that may be the last part of a compound by themselves (금감원+장); others are slips (크래프+톤)."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNTEACHABLE = re.compile(r"[\s\x00-\x1f\ud800-\udfff]")


class Analyzer:
    """Kiwi behind a narrow door. Constructing it is free; the model is loaded once per process, at the first text."""

    def load_ahead(self) -> None:
        """Begin to load the model in a process of its own, for few texts that come later; nothing if it is loaded."""
        if not _ahead and not _kiwi.cache_info().currsize and sys.executable:
            with suppress(OSError):  # no more processes: the model is loaded here, at the first text
                _ahead.append(Ahead())
                atexit.register(_end_ahead)

    def load(self) -> None:
        """Load the model now, with all that the first text would wait for."""
        _kiwi().tokenize("")

    def analyse(self, text: str) -> tuple[Morpheme, ...]:
        """Return the morphemes of `text` in order; spans are character offsets of `text`."""
        answer = _asked((text,)) if _ahead else None
        return answer[0] if answer else _morphemes(_kiwi().tokenize(_encodable(text)), text)

    def analyse_all(self, texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
        """Yield the morphemes of each text in order; texts are read a little ahead and analysed on two threads."""
        if _ahead:
            texts = list(texts)
            answer = _asked(texts)
            if answer is not None:
                yield from answer
                return
        given, analysed = tee(texts)
        for text, tokens in zip(given, _kiwi().tokenize(map(_encodable, analysed)), strict=True):
            yield _morphemes(tokens, text)

    def learn(self, words: Iterable[str]) -> None:
        """Treat `words` as single proper nouns from now on, in this process.

        Words that the model already keeps whole are left alone. Learn in bulk: the next text after a call that added
        anything pays about a second for rebuilding the dictionary.
        """
        _end_ahead()  # it would not know them
        fresh = [word for word in dict.fromkeys(words) if _teachable(word)]
        for word, tokens in zip(fresh, _kiwi().tokenize(fresh), strict=True):
            if len(tokens) > 1:
                _kiwi().add_user_word(word, "NNP")


_ahead: list[Ahead] = []
"""The process that was started ahead, if one was and it lives."""


def _asked(texts: Sequence[str]) -> list[tuple[Morpheme, ...]] | None:
    """Return what the process ahead says; None when it has died: from then on the model of this process does the work."""
    try:
        found = _ahead[0].analyse([_encodable(text) for text in texts])
    except (OSError, EOFError, ValueError, TypeError):
        _end_ahead()
        return None
    return [
        tuple([Morpheme(form, tag, start, min(end, len(text))) for form, tag, start, end in one])
        for one, text in zip(found, texts, strict=True)
    ]


def _end_ahead() -> None:
    while _ahead:
        _ahead.pop().close()


def content(morphemes: Iterable[Morpheme]) -> tuple[str, ...]:
    """Return the forms that carry meaning, for comparing texts: nouns, foreign words, numbers, and stems with 다.

    Particles, endings, auxiliaries and punctuation are left out; Latin letters are lower-cased.
    """
    return tuple(
        f"{m.form}다" if m.tag.startswith(_STEM_TAGS) else m.form.lower()
        for m in morphemes
        if m.tag in _CONTENT_TAGS or m.tag.startswith(_STEM_TAGS)
    )


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[str, ...]:
    """Return the nouns of which the compound `word` of hangul is made, or `word` alone.

    Names that our dictionary keeps whole are opened too: a reader looks for 금리 as well as for 기준금리.

    >>> parts("기준금리"), parts("반도체"), parts("미래에셋")
    (('기준', '금리'), ('반도체',), ('미래에셋',))
    """
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_WORD:
        return (word,)
    # Only names may be opened by force: without its own entry 하이브리드 would be 하이브 and 리드.
    found = _kiwi().tokenize(_encodable(word), split_complex=True, blocklist=[(word, "NNP")])
    forms = [token.form for token in found]
    if "".join(forms) != word or any(token.tag not in _NOUN_TAGS for token in found):
        return (word,)
    if any(len(form) < 2 for form in forms[:-1]) or (len(forms[-1]) < 2 and forms[-1] not in _ENDS_A_COMPOUND):
        return (word,)
    return tuple(part for form in forms for part in (parts(form) if form != word else (form,)))


def short_names_split_by_model() -> tuple[str, ...]:
    """Return the short names of the gazetteer that the bare model splits: what ``data/short_names.txt`` must hold.

    Loads a second model for the purpose (a second, 300 MB); meant for whoever adds names.
    """
    names = [name for name in gazetteer().names if _teachable(name) and len(name) <= _SHORT]
    analysed = zip(names, _bare().tokenize(names), strict=True)
    return tuple(name for name, tokens in analysed if len(tokens) > 1)


def _teachable(name: str) -> bool:
    return 1 < len(name) <= _LONGEST_WORD and not _UNTEACHABLE.search(name)


def _encodable(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _morphemes(tokens: Iterable[Token], text: str) -> tuple[Morpheme, ...]:
    size = len(text)
    # A list first: a generator costs a third more, and there are 170 morphemes in an item.
    return tuple([Morpheme(t.form, t.tag, t.start, end if (end := t.end) <= size else size) for t in tokens])


def _short_names() -> list[str]:
    try:
        text = (resources.files("newsprism.text.ko") / "data" / _SHORT_NAMES_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingResource(
            "읽을 수 없습니다", subject=_SHORT_NAMES_FILE, advice="newsprism 을 다시 설치하세요."
        ) from error
    return text.split()


def _bare() -> Kiwi:
    from kiwipiepy import Kiwi  # a command that analyses nothing should not wait for it

    # The dictionary of names of several words (mostly titles of works) costs 1.6 of 2.6 seconds and changes one token
    # in a thousand: docs/decisions/0007-analyser-dictionary.md.
    return Kiwi(num_workers=2, load_multi_dict=False)


@cache
def _kiwi() -> Kiwi:
    long_names = (name for name in gazetteer().names if _teachable(name) and len(name) > _SHORT)
    words = (*long_names, *_short_names())
    kiwi = _bare()
    for word in words:
        kiwi.add_user_word(word, "NNP")
    return kiwi
