"""Whether a blank stands where a printed line was broken.

Korean lines may be broken inside a word, and the blank of a break between words is not printed. What is known:

- a typesetter that keeps the blank at the line's end has answered;
- in a document that breaks between words only, every break is a blank;
- else the next letter would have fitted into the rest of the line, unless a blank stood before it;
- else the analyser of morphemes says whether one word is cut, and of two nouns the document itself, which may have them
  joined or apart elsewhere.

Of 3,425 breaks of the last kind in set news texts, rules on particles and endings alone were right on 88 %, with the
analyser on 96 %.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from newsprism.stages.extract.paged.pdf_order import Row
from newsprism.text.ko.tokens import Morpheme

_SAMPLE = 4_000  # lines from which a document's habits are learned
_WORDY = 0.4  # share of lines that end too early for a break inside words: two in three where words are kept
_KEEPING = 0.2  # share of lines that end in a blank
_TOKEN = re.compile(r"[가-힣A-Za-z0-9%·]+")
_HANGUL = re.compile(r"[가-힣]")
_CLOSING = re.compile(r"[,;:!?…]$|[다요]\.$|[가-힣]\.$")
_QUOTES = "\"'‘’“”"
_OPEN, _SHUT = "([{‘“'\"/~-·", ")]}’”'\",.%/~·"
_HANGING = ".,;:!?…)]}’”」』>〉》%" + _QUOTES
_OPENING = re.compile(r"[“‘「『<《〈\[]")
_COUNTED = re.compile(r"[년월일시분초개명원건대톤쪽위호차회조억만천백%여]")
_LONGEST = 12  # letters of a word that are kept as its beginning
_CONTEXT = 2  # words on either side that the analyser sees
_BOUND = ("J", "E", "XS", "VCP", "SSC", "SF", "SP")
_NOUNS = ("NNG", "NNP", "SL", "SH", "XR", "XSN")

Analyse = Callable[[str], Sequence[Morpheme]]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document breaks its lines.

    `space` is the width of a blank as a share of the font size. `keeps_blanks` says that a blank before a break is
    still printed, `breaks_words` that lines are broken inside words. `words` counts the words that stand inside lines, `beginnings` what they begin with;
    `analyse` gives the morphemes of a text.
    """

    space: float
    keeps_blanks: bool
    breaks_words: bool
    words: Counter[str]
    beginnings: Counter[str]
    analyse: Analyse

    def rest(self, row: Row) -> float:
        """Return how much room, in points, the line has left when its blanks have their natural width."""
        return row.right - row.x1 + _stretch(row, self.space)

    def would_fit(self, row: Row, following: Row) -> bool:
        """Say whether what `following` begins with had fitted on `row`: then the break was meant."""
        first = _first_unit(following, self.breaks_words)
        return self.rest(row) > first + (self.space + 0.35) * row.size

    def ends_early(self, row: Row, following: Row) -> bool:
        """Say whether a syllable more had fitted on a line."""
        return self.rest(row) > _first_unit(following, breaks_words=True) + (self.space + 0.2) * row.size

    def glue(self, row: Row, following: Row) -> str:
        """Return the blank that belongs between two lines of one paragraph, or nothing."""
        before, after = row.text[-1:], following.text[:1]
        if is_hyphenated(row, following):
            return ""
        if _ends_blank(row):
            return " "
        if not _HANGUL.match(before) and not _HANGUL.match(after):
            return "" if before in _OPEN or after in _SHUT else " "
        if self.keeps_blanks:
            return ""
        if not self.breaks_words or _CLOSING.search(row.text) or _OPENING.match(after):
            return " "
        if self.rest(row) > _first_unit(following, breaks_words=True) + 0.08 * row.size:
            return " "
        return " " if self._are_apart(row.text, following.text) else ""

    def _are_apart(self, before: str, after: str) -> bool:
        """Say whether the words on both sides of a break are words of their own."""
        if after[:1] in "'\"" and after[1:2].isalnum() and before[-1:] not in "([{":
            return True
        if before[-1:] in _OPEN or after[:1] in _SHUT or after[0] in "([":
            return False
        if before[-1:].isdigit() and _COUNTED.match(after):
            return False
        return self._is_boundary(" ".join(before.split()[-_CONTEXT:]), " ".join(after.split()[:_CONTEXT]))

    def _is_boundary(self, before: str, after: str) -> bool:
        at = len(before)
        morphemes = self.analyse(before + after)
        following = next((each for each in morphemes if each.start == at), None)
        if following is None or any(each.start < at < each.end for each in morphemes):
            return False
        if following.tag.startswith(_BOUND):
            return False
        begun = after[: following.end - at]
        whole = self.beginnings[_last(before) + begun]
        apart = min(self.words[_last(before)], self.beginnings[begun])
        if whole > apart:
            return False
        last = next((each for each in reversed(morphemes) if each.end <= at), None)
        if last is not None and last.tag in _NOUNS and following.tag in _NOUNS:
            return apart > whole or len(begun) > 1
        return True


def is_hyphenated(row: Row, following: Row) -> bool:
    """Say whether a hyphen at the end of a line only parts a word of Latin letters."""
    parted = re.search(r"[a-z]-$", row.text)
    return parted is not None and following.text[:1].islower() and following.text[0].isascii()


def _ends_blank(row: Row) -> bool:
    return row.glyphs[-1].char == " "


def _last(text: str) -> str:
    found = _TOKEN.findall(text[-40:])
    return found[-1] if found and text.endswith(found[-1]) else ""


def _first(text: str) -> str:
    found = _TOKEN.match(text)
    return found[0] if found else ""


def _stretch(row: Row, space: float) -> float:
    """Return by how many points the blanks of a line are wider than they need be."""
    wide = 0.0
    for before, glyph, after in zip(row.glyphs, row.glyphs[1:], row.glyphs[2:], strict=False):
        if glyph.char == " " and before.char != " " and after.char != " ":
            wide += max(0.0, after.x0 - before.x1 - space * row.size)
    return wide


def _first_unit(row: Row, breaks_words: bool) -> float:
    """Return the width of what a line begins with and cannot be broken: a word, or one syllable with its marks."""
    glyphs = row.glyphs
    end = next((at for at, glyph in enumerate(glyphs) if glyph.char == " "), len(glyphs))
    if breaks_words:
        syllable = next((at for at, glyph in enumerate(glyphs[:end]) if _HANGUL.match(glyph.char)), end - 1)
        end = syllable + 1
        while end < len(glyphs) and (glyphs[end].char in _HANGING or glyphs[end - 1].char in _QUOTES):
            end += 1
    return glyphs[max(end, 1) - 1].x1 - glyphs[0].x0


def learn(rows: Sequence[Row], wraps: Iterable[tuple[Row, Row]], analyse: Analyse) -> Habits:
    """Return the habits of a document from its lines, and from pairs of lines that are surely of one paragraph."""
    words: Counter[str] = Counter()
    ended = True
    for row in rows[:_SAMPLE]:
        # A broken word stands at the end of one line and the beginning of the next.
        whole = row.text.split()[0 if ended else 1 : -1]
        words.update(token for part in whole for token in _TOKEN.findall(part))
        ended = row.text[-1:] in ".?!"
    beginnings: Counter[str] = Counter()
    for word, times in words.items():
        beginnings.update({word[:end]: times for end in range(1, min(len(word), _LONGEST) + 1)})
    pairs = list(islice(wraps, _SAMPLE))
    kept = sum(_ends_blank(row) for row, _ in pairs)
    habits = Habits(
        _natural_space(rows), bool(pairs) and kept > _KEEPING * len(pairs), True, words, beginnings, analyse
    )
    early = sum(habits.ends_early(row, below) for row, below in pairs)
    return replace(habits, breaks_words=early <= _WORDY * len(pairs))


def _natural_space(rows: Sequence[Row]) -> float:
    """Return the width of an unstretched blank as a share of the font size."""
    widths = sorted(
        (after.x0 - before.x1) / row.size
        for row in rows[:600]
        for before, glyph, after in zip(row.glyphs, row.glyphs[1:], row.glyphs[2:], strict=False)
        if glyph.char == " " and before.char != " " and after.char != " "
    )
    return min(max(widths[len(widths) // 5], 0.15), 0.6) if widths else 0.25
