"""What of a model's answer may be a sentence of an edition at all; whether it is true is the verifier's question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsprism.stages.write.generated.plan import Block
from newsprism.stages.write.generated.sources import Source
from newsprism.text.prose import LANGUAGES, foreign
from newsprism.text.untrusted import unsafe
from newsprism.types.brief import Sentence

_MOST_SENTENCES = 12
_LONGEST = 400
_ENDS = ".。!?…"
WHY = {
    "no_source": "댄 근거 번호가 없거나 받은 근거에 없다",
    "hidden": "보이지 않는 글자가 있다",
    "address": "주소나 연락처가 있다",
    "markup": "마크업이나 코드가 있다",
    "order": "기계에 하는 지시가 있다",
    "foreign": "브리핑의 언어가 아니다",
    "advice": "사거나 팔거나 비중을 바꾸라는 말이다",
    "verbatim": "한 기사의 글을 너무 길게 그대로 옮겼다",
    "length": "길이가 맞지 않는다",
    "style": "문체가 맞지 않는다(서술문 '…다.')",
    "level": "단계(level)는 0~3의 정수다",
    "noun_ending": "개조식 줄은 명사나 '-함', '-음'으로 끝난다",
    "leaning": "앞 문장에 기대어 혼자 설 수 없다",
    "repeated": "이 블록에 이미 있는 말이다",
}
_OTHER = "혼자 설 수 있는 문장이 아니다"


@dataclass(frozen=True, slots=True)
class Rules:
    """`verbatim` is how many characters in a row may be those of one article (0: any), blanks not counted.

    `investor` refuses advice to buy, sell or weigh.
    """

    language: str = "ko"
    verbatim: int = 60
    investor: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that is not printed, and a code with its meaning in words."""

    text: str
    code: str

    @property
    def reason(self) -> str:
        """The code with its meaning."""
        return f"{self.code}: {WHY.get(self.code, _OTHER)}"


Screened = tuple[Sentence | Refused, ...]


def screened(answer: object, block: Block, rules: Rules) -> Screened | None:
    """Return what the model wrote, in order, as sentences with our spans or as refused texts; None for no answer at all.

    `answer` is ``{"sentences": [{"text", "sources"}]}`` or the bare list.
    """
    given = listed(answer, "sentences", _MOST_SENTENCES)
    return None if given is None else tuple(_each(given, block, rules))


def listed(answer: object, key: str, most: int) -> list[tuple[str, Mapping[str, object]]] | None:
    """Return the first entries of an answer's list that have a text, with it in single blanks; None for no answer at all.

    The list stands under `key`, or is the answer.
    """
    entries = answer.get(key) if isinstance(answer, dict) else answer
    if not isinstance(entries, list):
        return None
    given = [(entry.get("text"), entry) for entry in entries[:most] if isinstance(entry, dict)]
    return [(" ".join(text.split()), entry) for text, entry in given if isinstance(text, str) and text.strip()]


class Repeats:
    """Says which texts of one answer were there before, whatever their marks."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def told(self, text: str) -> bool:
        """Say whether `text` was told before, and keep it."""
        key = re.sub(r"\W+", "", text)
        known = key in self._seen
        self._seen.add(key)
        return known


def _each(
    given: Sequence[tuple[str, Mapping[str, object]]], block: Block, rules: Rules
) -> Iterator[Sentence | Refused]:
    repeats = Repeats()
    for text, entry in given:
        sources = cited(entry.get("sources"), block.sources)
        code = _fault(text, block, rules) if sources else "no_source"
        repeated = repeats.told(text)
        if code or repeated:
            yield Refused(text[:_LONGEST], code or "repeated")
        else:
            yield made(text, sources)


def made(text: str, sources: Sequence[Source]) -> Sentence:
    """Return a text of the model as a sentence with the spans of its sources."""
    return Sentence(text, "generated", tuple(source.citation() for source in sources))


def cited(numbers: object, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources of the numbers that a model named; none when one of them is no number of a source."""
    if not isinstance(numbers, list) or not numbers:
        return ()
    if any(type(n) is not int or not 1 <= n <= len(sources) for n in numbers):
        return ()
    return tuple(sources[n - 1] for n in dict.fromkeys(numbers))


def _fault(text: str, block: Block, rules: Rules) -> str | None:
    found = unsafe(text)
    if found is not None:
        return found
    if foreign(text, rules.language):
        return "foreign"
    prose = LANGUAGES[rules.language]
    if block.fragment:
        if not block.slot.least - 5 <= len(text) <= block.slot.most + 5:
            return "length"
        return "style" if text[-1] in _ENDS else _advice(text, rules)
    if len(text) > block.slot.most:
        return "length"
    return prose.fault(text) or _advice(text, rules) or _verbatim(text, block, rules)


def _advice(text: str, rules: Rules) -> str | None:
    return "advice" if rules.investor and LANGUAGES[rules.language].advises(text) else None


def _verbatim(text: str, block: Block, rules: Rules) -> str | None:
    if not rules.verbatim:
        return None
    tight, run = _tight(text), rules.verbatim + 1
    held = {s.document.id: _tight(f"{s.document.title}\n{s.document.text}") for s in block.sources}
    for start in range(len(tight) - run + 1):
        if any(tight[start : start + run] in article for article in held.values()):
            return "verbatim"
    return None


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
