"""Lines of an item in 개조식 as a model answers them, and what of an answer may be a line at all.

A level is 0 for the title, 1 for ●, 2 for - and 3 for ※. The mark itself is ours, like the spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsprism.stages.write.generated.asking import Form
from newsprism.stages.write.generated.plan import Block
from newsprism.stages.write.generated.screen import Refused, Repeats, Rules, cited, listed, made
from newsprism.text.prose import LANGUAGES, foreign
from newsprism.text.untrusted import unsafe
from newsprism.types.brief import Sentence

MOST_LINES = 24
SHORTEST, LONGEST, LONGEST_TITLE = 10, 180, 60
"""Characters of a line, and of a title."""

_LEVELS = (0, 1, 2, 3)
_MARK = re.compile(r"^(?:[●○■□◆◇▪•※*-]|\d{1,2}[.)])\s*")
# Originals in brackets are not the language of a line.
_ORIGINAL = re.compile(r"\([^()]{1,100}\)")
_PLAIN = re.compile(r"(?:다|요|까|죠)[.!?]?$")

SCHEMA: Mapping[str, object] = {
    "title": "lines",
    "type": "object",
    "properties": {
        "lines": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "level": {"type": "integer", "enum": list(_LEVELS)},
                    "text": {"type": "string"},
                    "sources": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["level", "text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["lines"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with our spans; `level` 0 is the title."""

    level: int
    sentence: Sentence

    @property
    def text(self) -> str:
        """The words, without the mark."""
        return self.sentence.text


def lines(answer: object, block: Block, rules: Rules) -> tuple[Line | Refused, ...] | None:
    """Return what the model wrote, in order, as lines or as refused texts; None for no answer at all.

    `answer` is ``{"lines": [{"level", "text", "sources"}]}`` or the bare list.
    """
    given = listed(answer, "lines", MOST_LINES)
    return None if given is None else tuple(_each(given, block, rules))


def _each(given: Sequence[tuple[str, Mapping[str, object]]], block: Block, rules: Rules) -> Iterator[Line | Refused]:
    repeats = Repeats()
    for told, entry in given:
        text = _MARK.sub("", told).removesuffix(".").strip()
        sources, level = cited(entry.get("sources"), block.sources), entry.get("level")
        code = _fault(text, level, rules) if sources else "no_source"
        repeated = repeats.told(text)
        if code or repeated or type(level) is not int:
            yield Refused(text[:LONGEST], code or ("repeated" if repeated else "level"))
        else:
            yield Line(level, made(text, sources))


def _fault(text: str, level: object, rules: Rules) -> str | None:
    if type(level) is not int or level not in _LEVELS:
        return "level"
    found = unsafe(text)
    if found is not None:
        return found
    if foreign(_ORIGINAL.sub("", text), rules.language):
        return "foreign"
    if not SHORTEST <= len(text) <= (LONGEST if level else LONGEST_TITLE):
        return "length"
    if LANGUAGES[rules.language].analysed and _PLAIN.search(text):
        return "noun_ending"
    return "advice" if rules.investor and LANGUAGES[rules.language].advises(text) else None


LINES: Form[Line] = Form("outline", SCHEMA, lines)
"""The form of an item of a digest."""
