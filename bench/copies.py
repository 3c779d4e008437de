"""Pairs of texts that are copies or only look like it, made from real texts while the benchmark runs.

Copies are real texts edited as outlets edit a press release or a wire report. What is no copy comes in four kinds: a
text refilled like a template (names and numbers changed), a follow-up that quotes half of a text, two real notices of
one outlet that open alike on different days, and two real texts of one outlet on one company on different days.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from newsprism import Document
from newsprism.types.document import DocumentId

_LEAST = 150  # characters: a shorter text may be cut below what is compared at all
_ENDS = re.compile(r"(?<=[다요음됨]\.)\s*|\n+")
_QUOTED = re.compile(r"[\"“]([^\"”]{20,300})[\"”]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STEM = re.compile(r"[가-힣A-Za-z]{2,12}")
_JOSA = re.compile(r"(?:은|는|이|가|을|를|의|와|과|에|도|로|으로|에서|에게|까지|부터)$")
_SAYING = ("밝혔다", "전했다", "말했다", "설명했다", "강조했다")
_BYLINES = (
    "(서울=나루통신) 김견본 기자 = ",
    "[다온경제 이예시 기자] ",
    "[나루일보=박보기 기자] ",
    "다온뉴스 최가상 특파원 ",
)
_TAILS = (" 김견본 기자 kim@naru.example", " /이예시 기자", " <저작권자 나루통신, 무단 전재 금지>", "")
_LEADS = (
    "관련 업계의 눈길이 쏠리고 있다. ",
    "새로운 소식이 나왔다. ",
    "이번 발표는 오래 기다려 온 것이다. ",
    "현장의 반응은 엇갈렸다. ",
)
_CLIPS = (102, 160, 202, 250, 485)


_Dated = tuple[date, Document]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, whether they are copies, and how they were made; `source` is the number of the text they come from."""

    kind: str
    left: Document
    right: Document
    copy: bool
    source: int


def pairs(documents: Sequence[Document], count: int, seed: int = 5) -> list[Pair]:
    """Return about `count` pairs of every kind, the same ones for the same arguments; real kinds may have fewer."""
    rng = random.Random(seed)
    texts = [d for d in documents if len(d.text) >= _LEAST]
    rng.shuffle(texts)
    kinds: list[tuple[str, Edit | None]] = [*COPIES.items(), ("refilled", None), ("follow-up", None)]
    made: list[Pair] = []
    for number, (kind, edit) in enumerate(kinds):
        own = texts[number :: len(kinds)]  # no text for two kinds: a pair must not be found by way of another
        found = (
            _edited(kind, edit, own, rng)
            if edit
            else _refilled(own, rng)
            if kind == "refilled"
            else _followed(own, rng)
        )
        made += _taken(found, count)
    made += _taken(_notices(documents, rng), count)
    made += _taken(_same_company(texts, rng), count)
    return made


def _taken(found: Iterator[Pair], count: int) -> list[Pair]:
    return [pair for pair, _ in zip(found, range(count), strict=False)]


# ---------------------------------------------------------------- copies


def _headline(text: str, rng: random.Random) -> str | None:
    return rng.choice(_BYLINES) + text + rng.choice(_TAILS)


def _lead(text: str, rng: random.Random) -> str | None:
    """Another first sentence: half of it goes, and a phrase of the outlet's own stands before it."""
    sentences = _sentences(text)
    if len(sentences) < 3:
        return None
    words = sentences[0].split()
    opening = rng.choice(_LEADS) + " ".join(words[len(words) // 2 :])
    return rng.choice(_BYLINES) + " ".join((opening, *sentences[1:]))


def _cut(text: str, rng: random.Random) -> str | None:
    """A quarter of the sentences in a row is left out."""
    sentences = _sentences(text)
    if len(sentences) < 4:
        return None
    size = max(1, len(sentences) // 4)
    begin = rng.randrange(len(sentences) - size + 1)
    return " ".join((*sentences[:begin], *sentences[begin + size :]))


def _reordered(text: str, rng: random.Random) -> str | None:
    sentences = _sentences(text)
    if len(sentences) < 3:
        return None
    rest = sentences[1:]
    rng.shuffle(rest)
    return " ".join((sentences[0], *rest))


def _quotes(text: str, rng: random.Random) -> str | None:
    """Every longer quotation loses its second half."""
    if not _QUOTED.search(text):
        return None
    return _QUOTED.sub(lambda m: f"“{m[1][: len(m[1]) // 2].rsplit(' ', 1)[0]}”", text)


def _words(text: str, rng: random.Random) -> str | None:
    """One word of twenty changed or dropped, reporting verbs exchanged; numbers are kept."""
    out: list[str] = []
    kept = text.split()
    for word in kept:
        if any(c.isdigit() for c in word) or rng.random() >= 0.05:
            out.append(word)
        elif rng.random() < 0.5:
            out.append(rng.choice(kept))
    joined = " ".join(out)
    for verb in _SAYING:
        joined = joined.replace(verb, rng.choice(_SAYING), 1)
    return joined


def _clipped(text: str, rng: random.Random) -> str | None:
    """What a feed gives of a text: its first characters."""
    sizes = [size for size in _CLIPS if size < 0.8 * len(text)]
    return text[: rng.choice(sizes)] + rng.choice(("", "...", "..")) if sizes else None


def _several(text: str, rng: random.Random) -> str | None:
    """Two or three of the edits on one text."""
    found: str | None = text
    for edit in rng.sample((_lead, _cut, _reordered, _quotes, _words), rng.choice((2, 3))):
        found = edit(found or text, rng) or found
    return found if found != text else None


Edit = Callable[[str, random.Random], str | None]
COPIES: dict[str, Edit] = {
    "by-line": _headline,
    "lead-in": _lead,
    "paragraph cut": _cut,
    "reordered": _reordered,
    "quotes trimmed": _quotes,
    "words changed": _words,
    "clipped by feed": _clipped,
    "several edits": _several,
}


def _edited(kind: str, edit: Edit, texts: Sequence[Document], rng: random.Random) -> Iterator[Pair]:
    for number, document in enumerate(texts):
        text = edit(document.text, rng)
        if text is not None and len(text) >= 90:
            yield Pair(kind, document, _other(document, text, f"{kind} {number}"), True, number)


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in _ENDS.split(text) if s.strip()]


def _other(document: Document, text: str, name: str) -> Document:
    return replace(document, id=DocumentId(f"{document.id}~{name}"), text=text, title=f"{document.title} {name}")


# ---------------------------------------------------------------- what only looks like a copy


def _refilled(texts: Sequence[Document], rng: random.Random) -> Iterator[Pair]:
    """A text whose three commonest names and most of whose numbers are others; a number in four stays."""
    for number, document in enumerate(texts):
        if len(_NUMBER.findall(document.text)) < 4:
            continue
        stems, fills = _stems(document.text), _stems(texts[number - 1].text)
        text = document.text
        for old, new in zip(stems[:3], fills[:3], strict=False):
            text = text.replace(old, new)
        text = _NUMBER.sub(lambda m: m[0] if rng.random() < 0.25 else _number_like(m[0], rng), text)
        yield Pair("template refilled", document, _other(document, text, f"refilled {number}"), False, number)


def _number_like(number: str, rng: random.Random) -> str:
    while True:
        other = "".join(rng.choice("123456789") if c.isdigit() else c for c in number)
        if other != number:
            return other


def _stems(text: str) -> list[str]:
    counts = Counter(_JOSA.sub("", word) for word in _STEM.findall(text))
    return [stem for stem, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if len(stem) > 1]


def _followed(texts: Sequence[Document], rng: random.Random) -> Iterator[Pair]:
    """A report with new text (of two others, a half each), as long as the older one, of which it takes over half."""
    for number, document in enumerate(texts):
        sentences = _sentences(document.text)
        if len(sentences) < 4:
            continue
        begin = rng.choice((0, len(sentences) // 2))
        quoted = _half(sentences[begin:], len(document.text) // 2)
        others = (_sentences(texts[number - back].text) for back in (1, 2))
        own = " ".join(_half(other, sum(map(len, other)) // 2) for other in others)
        if len(own) < len(document.text) - len(quoted):
            continue
        yield Pair("follow-up", document, _other(document, f"{own} {quoted}", f"follow-up {number}"), False, number)


def _half(sentences: Sequence[str], size: int) -> str:
    text = ""
    for sentence in sentences:
        if text and len(text) + len(sentence) > size:
            break
        text = f"{text} {sentence}".strip()
    return text[: int(1.1 * size)]


def _notices(documents: Sequence[Document], rng: random.Random) -> Iterator[Pair]:
    """Neighbours of a series: texts of one outlet that open alike but for digits, on three days or more.

    Texts that open alike on two days only are mostly one article printed again, so they are left out.
    """
    alike: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    for document in documents:
        opening = re.sub(r"\d+", "0", re.sub(r"\s", "", document.text))[:24]
        if document.published_at and document.publisher and len(opening) == 24 and len(document.text) >= 60:
            alike[document.publisher, opening].append((document.published_at.date(), document))
    series = (family for family in alike.values() if len({day for day, _ in family}) > 2)
    yield from _on_different_days("real notice", series, rng)


def _same_company(texts: Sequence[Document], rng: random.Random) -> Iterator[Pair]:
    """Two texts of one outlet whose headlines begin with the same name and share no other word, on different days."""
    alike: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    for document in texts:
        name = document.title.split(",")[0] if "," in document.title[:12] else ""
        if document.published_at and document.publisher and re.fullmatch(r"[가-힣A-Za-z&]{2,10}", name):
            alike[document.publisher, name].append((document.published_at.date(), document))
    for pair in _on_different_days("same company", alike.values(), rng):
        if len(set(_STEM.findall(pair.left.title)) & set(_STEM.findall(pair.right.title))) <= 1:
            yield pair


def _on_different_days(kind: str, families: Iterable[Sequence[_Dated]], rng: random.Random) -> Iterator[Pair]:
    found: list[tuple[Document, Document]] = []
    for family in families:
        days = sorted(family, key=lambda dated: (dated[0], dated[1].id))
        found += [(a, b) for (day, a), (other, b) in pairwise(days) if day != other]
    rng.shuffle(found)
    for number, (left, right) in enumerate(found):
        yield Pair(kind, left, right, False, number)
