"""A text as the checks see it: content words in order, with quantities, dates and names in place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from newsprism.stages.verify.reading.marks import (
    Certainty,
    Tense,
    asserted,
    certainty,
    chain,
    denied,
    negated,
    prospective,
    tense,
)
from newsprism.text.ko.dates import DateMention, dates
from newsprism.text.ko.gazetteer import Mention, gazetteer
from newsprism.text.ko.hanja import to_hangul
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import Quantity, quantities
from newsprism.text.ko.tokens import Analyzer, Morpheme

MAX_TEXT = 20_000
"""Characters of a span that are read; a longer one proves only what stands in its beginning."""

WordKind = Literal["word", "name", "number", "date"]

_CONTENT_TAGS = frozenset("NNG NNP XR VV VV-I VV-R VA VA-I VA-R MAG SL SH NR".split())
_EOJEOL = re.compile(r"\S+")
_NOUNS = ("N", "XR", "XPN", "XSN", "SL", "SH", "SN", "SP", "SSO")
_SHORT = 32
_KEPT = 4096  # analysed texts
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"[가-힣\n !-_a-~]*")
"""Hangul and ASCII without the grave accent: folding changes nothing of it but blanks, letter case and runs of dots."""
_PARTICLE = re.compile(r"(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|도|만|로|와|과)$")
_PARTICLES = ("은", "는", "이", "가", "을", "를", "도", "만", "의", "로")
_BECOMING = {
    "높": "높아지", "낮": "낮아지", "크": "커지", "작": "작아지", "많": "많아지", "적": "적어지", "길": "길어지", "짧": "짧아지",
    "비싸": "비싸지", "싸": "싸지", "좋": "좋아지", "나쁘": "나빠지", "빠르": "빨라지", "느리": "느려지", "어렵": "어려워지",
    "쉽": "쉬워지", "깊": "깊어지", "심하": "심해지", "넓": "넓어지", "좁": "좁아지", "무겁": "무거워지", "가볍": "가벼워지",
    "가파르": "가팔라지", "더디": "더뎌지", "거세": "거세지", "뜨겁": "뜨거워지", "차갑": "차가워지", "느슨하": "느슨해지", "뚜렷하": "뚜렷해지",
    "약하": "약해지", "강하": "강해지", "세": "세지", "두껍": "두꺼워지", "얇": "얇아지", "옅": "옅어지", "짙": "짙어지", "두텁": "두터워지",
}  # fmt: skip
_EDGES = "\"'“”‘’「」『』<>《》()[]{}.,!?…·:;~-–— "


@dataclass(frozen=True, slots=True)
class Word:
    """A content unit; `key` its form for comparing, `index` its first morpheme, `eojeol` the printed word.

    `stem` is the noun that the printed word begins with, without its particles; empty for a verb. `told` says that it is a predicate or has a verb that
    only carries it (``피해가 없었다``). The analyser may take the same name for several words in one sentence and for one in another.
    """

    kind: WordKind
    key: str
    tag: str
    start: int
    end: int
    index: int
    eojeol: str
    stem: str = ""
    negated: bool = False
    told: bool = False
    certainty: Certainty = Certainty.FACT
    prospective: bool = False
    predicate: bool = False
    asserted: bool = False
    tense: Tense = None


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """What can be read of a text without analysing it; `published` is the day on which it was written.

    Two are the same only as objects: they are kept, and comparing what they hold would cost more than it.
    """

    text: str
    squeezed: str
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    published: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Reading(Surface):
    """One text, analysed once; `order` are the keys of `words`; `places` tells where a key stands."""

    morphemes: tuple[Morpheme, ...]
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    keys: frozenset[str]
    order: tuple[str, ...]
    places: Mapping[str, Sequence[int]]

    def word_at(self, index: int) -> int:
        """Return the position of the first word that begins at the morpheme `index` or behind it."""
        return bisect_left(self.words, index, key=lambda word: word.index)


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """Return the analyser of this process; it loads its model at the first text."""
    return Analyzer()


def squeezed(text: str) -> str:
    """Return `text` for comparing without blanks: hanja as hangul, marks unified."""
    return _squeezed_word(text) if len(text) < _SHORT else _squeezed(text)


def _squeezed(text: str) -> str:
    if _PLAIN.fullmatch(text) and ".." not in text:
        return "".join(text.split()).casefold()
    return _SPACE.sub("", folded(to_hangul(text)))


_squeezed_word = lru_cache(maxsize=1 << 15)(_squeezed)


_analyses: dict[str, tuple[Morpheme, ...]] = {}
"""Texts in the order in which they were analysed."""


def prepare(texts: Iterable[str]) -> None:
    """Analyse together the texts that will be read; more than are kept are left for later."""
    fresh = [text for text in dict.fromkeys(text[:MAX_TEXT] for text in texts) if text not in _analyses]
    for text, morphemes in zip(fresh[:_KEPT], analyzer().analyse_all(fresh[:_KEPT]), strict=True):
        _keep(text, morphemes)


def _analysed(text: str) -> tuple[Morpheme, ...]:
    # A text is read once for each day on which it is cited; its morphemes do not depend on the day.
    found = _analyses.get(text)
    return _keep(text, analyzer().analyse(text)) if found is None else found


def _keep(text: str, morphemes: tuple[Morpheme, ...]) -> tuple[Morpheme, ...]:
    while len(_analyses) >= _KEPT:
        _analyses.pop(next(iter(_analyses)), None)
    _analyses[text] = morphemes
    return morphemes


_quantities = lru_cache(maxsize=4096)(quantities)


@lru_cache(maxsize=4096)
def surface(text: str, published: date | None) -> Surface:
    """Return what stands in `text` (at most `MAX_TEXT` characters) as written on the day `published` in Asia/Seoul."""
    text = text[:MAX_TEXT]
    days = dates(text, published)
    amounts = tuple(q for q in _quantities(text) if not _inside(q.start, q.end, days))
    return Surface(text, squeezed(text), amounts, days, published)


@lru_cache(maxsize=4096)
def read(text: str, published: date | None) -> Reading:
    """Analyse `text` (at most `MAX_TEXT` characters) as written on the day `published` in Asia/Seoul."""
    outside = surface(text, published)
    text, day_mentions, amounts = outside.text, outside.dates, outside.quantities
    morphemes = _analysed(text)
    names = gazetteer().mentions(text)
    words = tuple(_words(text, morphemes, _marked(day_mentions, amounts, names)))
    order = tuple([word.key for word in words])
    return Reading(
        text=text,
        squeezed=outside.squeezed,
        morphemes=morphemes,
        words=words,
        quantities=amounts,
        dates=day_mentions,
        mentions=names,
        keys=frozenset([*order, *[_key(m.form, m.tag[0]) for m in morphemes if m.tag in _CONTENT_TAGS]]),
        order=order,
        places=positions(order),
        published=published,
    )


def _inside(start: int, end: int, others: tuple[DateMention, ...]) -> bool:
    return any(other.start <= start and end <= other.end for other in others)


def positions(texts: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Map each text to where it stands among `texts`, in order."""
    found: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        found.setdefault(text, []).append(position)
    return found


_Marked = tuple[int, int, WordKind, str]


def _marked(days: tuple[DateMention, ...], amounts: tuple[Quantity, ...], names: tuple[Mention, ...]) -> list[_Marked]:
    """Return what is compared as one unit, in order and without overlaps; dates go before amounts before names."""
    units: list[_Marked] = [(d.start, d.end, "date", date_key(d)) for d in days]
    units += [(q.start, q.end, "number", quantity_key(q)) for q in amounts]
    taken = {position for start, end, _, _ in units for position in range(start, end)}
    for name in names:
        # A term is a word like others; only what can be mistaken for another one of its kind is compared as a name.
        if name.entity.kind != "term" and taken.isdisjoint(range(name.start, name.end)):
            units.append((name.start, name.end, "name", name.entity.canonical))
    return sorted(units)


def _words(text: str, morphemes: tuple[Morpheme, ...], marked: list[_Marked]) -> Iterator[Word]:
    eojeols = _eojeols(text, morphemes)
    cursor = eojeol = 0
    last = -1
    ends, _, _ = eojeols[0] if eojeols else (0, "", "")
    begin, end = marked[0][:2] if marked else (len(text) + 1, len(text) + 1)
    for index, morpheme in enumerate(morphemes):
        start = morpheme.start
        while end <= start:
            cursor += 1
            begin, end = marked[cursor][:2] if cursor < len(marked) else (len(text) + 1, len(text) + 1)
        while ends <= start and eojeol + 1 < len(eojeols):
            eojeol += 1
            ends = eojeols[eojeol][0]
        if morpheme.end > begin:
            if cursor != last:
                last = cursor
                _, _, kind, key = marked[cursor]
                _, printed, stem = eojeols[eojeol]
                denial = negated(morphemes, _last_of(morphemes, index, end))
                yield Word(kind, key, "NNP", begin, end, index, printed, stem, denial)
        elif morpheme.tag in _CONTENT_TAGS and not _is_particle(morpheme, marked, cursor):
            _, printed, stem = eojeols[eojeol]
            yield _word(morphemes, index, printed, stem)


def _eojeols(text: str, morphemes: tuple[Morpheme, ...]) -> list[tuple[int, str, str]]:
    """Return where each printed word ends, the word, and the noun that it begins with."""
    found: list[tuple[int, str, str]] = []
    cursor, last = 0, len(morphemes)
    for match in _EOJEOL.finditer(text):
        start, behind = match.span()
        end = start
        while cursor < last:
            morpheme = morphemes[cursor]
            if morpheme.start >= behind:
                break
            if end >= morpheme.start and _is_noun(morpheme.tag):
                end = morpheme.end
            cursor += 1
        found.append((behind, *_printed(text[start:end], match.group())))
    return found


@lru_cache(maxsize=256)
def _is_noun(tag: str) -> bool:
    return tag.startswith(_NOUNS)


@lru_cache(maxsize=1 << 15)
def _printed(stem: str, printed: str) -> tuple[str, str]:
    """Return a printed word and the noun that it begins with, without the marks at their ends."""
    printed = printed.strip(_EDGES)
    return printed, _longer(stem.strip(_EDGES), printed)


def _longer(stem: str, printed: str) -> str:
    return max(stem, _PARTICLE.sub("", printed), key=len)


def _last_of(morphemes: tuple[Morpheme, ...], index: int, end: int) -> int:
    """Return the last morpheme of the unit that begins at `index` and ends at the character `end`."""
    while index + 1 < len(morphemes) and morphemes[index + 1].start < end:
        index += 1
    return index


def _is_particle(morpheme: Morpheme, marked: list[_Marked], cursor: int) -> bool:
    """Say whether a syllable glued to a date or amount was taken for a noun ("14일도") or a verb ("11%는")."""
    glued = cursor > 0 and marked[cursor - 1][1] == morpheme.start
    return glued and (morpheme.form in _PARTICLES or (morpheme.form == "늘" and morpheme.tag.startswith("VV")))


def _word(morphemes: tuple[Morpheme, ...], index: int, eojeol: str, stem: str) -> Word:
    morpheme = morphemes[index]
    tag = morpheme.tag
    verb = tag[0] == "V"
    following = morphemes[index + 1] if index + 1 < len(morphemes) else None
    # Most words stand before a particle or a noun: what only endings and suffixes tell is not asked there.
    inflected = following is not None and (following.tag[0] in "XVE" or following.form == "어")
    predicate = verb or (inflected and _verbal(morphemes, index))
    behind = chain(morphemes, index)
    if not predicate:
        denial, told = denied(morphemes, index, behind)
    elif _named(morphemes, index):
        denial, told = denied(morphemes, index + 1)
    else:
        denial, told = negated(morphemes, index, behind), True
    become = _become(morphemes, index) if verb else ""
    return Word(
        "word",
        become or _key(morpheme.form, tag[0]),
        tag,
        morpheme.start,
        morpheme.end,
        index,
        eojeol,
        stem,
        denial,
        told,
        certainty(morphemes, index, behind) if inflected or behind else Certainty.FACT,
        inflected and prospective(morphemes, index),
        predicate,
        predicate and asserted(morphemes, index),
        tense(morphemes, index) if predicate else None,
    )


def _named(morphemes: tuple[Morpheme, ...], index: int) -> bool:
    """Say whether the verb is only named (``쏠림은``): what carries it denies it."""
    if index + 2 >= len(morphemes) or morphemes[index + 1].tag != "ETN":
        return False
    return morphemes[index + 1].form in ("ᆷ", "음") and morphemes[index + 2].tag[0] == "J"


def _become(morphemes: tuple[Morpheme, ...], index: int) -> str:
    """Return the verb that an adjective is part of (``높아지`` of ``높`` + ``어`` + ``지``); empty without one."""
    if not morphemes[index].tag.startswith("VA"):
        return ""
    stem = _BECOMING.get(morphemes[index].form, "")
    following = morphemes[index + 1 : index + 3] if stem else ()
    return stem if [m.tag for m in following] == ["EC", "VX"] and following[1].form == "지" else ""


def _verbal(morphemes: tuple[Morpheme, ...], index: int) -> bool:
    for morpheme in morphemes[index + 1 : index + 3]:
        if morpheme.tag != "XSN":
            return morpheme.tag.startswith(("XSV", "XSA", "VCP"))
    return False


def is_content(morpheme: Morpheme) -> bool:
    """Say whether the morpheme carries meaning of its own."""
    return morpheme.tag in _CONTENT_TAGS


def word_key(morpheme: Morpheme) -> str:
    """Return the form under which two words are the same: hanja as hangul, Latin letters in one case."""
    return _key(morpheme.form, morpheme.tag[:1])


@lru_cache(maxsize=1 << 15)
def _key(printed: str, tag: str) -> str:
    form = to_hangul(printed).casefold()
    # The analyser gives 불가피하 or 불가피 + 하 for the same word.
    return form[:-1] if tag == "V" and len(form) > 2 and form.endswith("하") else form


def date_key(mention: DateMention) -> str:
    """Return the calendar span, or the printed words when it could not be resolved."""
    if mention.first is None:
        return re.sub(r"\s+", "", mention.text)
    last = mention.last
    return f"{mention.first.isoformat()}~{last.isoformat() if last else last}"


def quantity_key(quantity: Quantity) -> str:
    """Return value and unit in one form (``3500억달러`` and ``3,500억 달러`` are the same)."""
    upper = f"~{quantity.upper.normalize():f}" if quantity.upper is not None else ""
    return f"{quantity.value.normalize():f}{upper}{quantity.unit}"
