"""Candidate sentences of reports in a language without morphemes: what its pack tells of each, in the same terms."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from newsprism.protocols.stages import Features
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.material import Material, MorphemeSource, day_of
from newsprism.stages.write.material import read as read_analysed
from newsprism.text.headlines import content_words, genre
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.newness import Known
from newsprism.text.language import Language, language
from newsprism.types.document import Document
from newsprism.types.story import Story, StoryId

_READ = 6_000  # characters of a report
_DOCUMENTS = 8
_NO_NEWS = frozenset({"notice", "opinion", "photo"})


@dataclass(frozen=True, slots=True)
class _Raw:
    document: Document
    begin: int
    start: int
    end: int
    rank: int
    text: str
    words: frozenset[str]


def read(
    stories: Sequence[tuple[Story, Sequence[Document]]],
    analyser: MorphemeSource,
    last: date,
    known: Mapping[StoryId, Known] | None = None,
) -> list[Material]:
    """Return the material of each story, as `material.read` does, whatever the languages of its reports."""
    analysed = [(story, [d for d in documents if language(d.language).analysed]) for story, documents in stories]
    of_analysed = iter(read_analysed([pair for pair in analysed if pair[1]], analyser, last, known))
    found = []
    for (story, documents), (_, own) in zip(stories, analysed, strict=True):
        base = next(of_analysed) if own else Material(story, documents[0])
        others = [d for d in documents if not language(d.language).analysed]
        found.append(_with(base, documents[0], others, last) if others else base)
    return found


def _with(base: Material, lead: Document, documents: Sequence[Document], last: date) -> Material:
    kept = [d for d in documents if d.text and ((day := day_of(d)) is None or day <= last)][:_DOCUMENTS]
    raws = [raw for document in kept for raw in _sentences(document)]
    weight = _central(raws)
    more = tuple(_candidate(base.story, lead, raw, weight, raws) for raw in raws)
    topic = frozenset(word for raw in raws if raw.document.id == lead.id for word in raw.words)
    return Material(base.story, lead, (*base.candidates, *more), base.topic | topic)


def _sentences(document: Document) -> Iterator[_Raw]:
    if genre(document.title) in _NO_NEWS:
        return
    pack = language(document.language)
    for rank, span in enumerate(pack.split(document.text[:_READ])):
        raw = document.text[span.start : span.end]
        begin = span.start + (pack.dateline(raw) if rank == 0 else 0)
        text = document.text[begin : span.end]
        if span.complete and "\n" not in text and pack.refusal(text) is None:
            words = frozenset(m.form for m in pack.tokens(text) if m.tag not in ("MAG", "MM") and len(m.form) > 1)
            yield _Raw(document, begin, span.start, span.end, rank, text, words)


def _candidate(story: Story, lead: Document, raw: _Raw, weight: Features, raws: Sequence[_Raw]) -> Candidate:
    pack, published = language(raw.document.language), day_of(raw.document)
    mentions, when = pack.dates(raw.text, published), pack.tense(raw.text)
    figures = _figures(pack, raw.text)
    return Candidate(
        story_id=story.id,
        document=raw.document,
        day=published,
        start=raw.start,
        end=raw.end,
        rank=raw.rank,
        text=raw.text,
        words=raw.words,
        kinds=pack.kinds(raw.text),
        figures=figures,
        has_date=any(d.granularity == "day" for d in mentions),
        named=pack.names_somebody(raw.text),
        due=_due(mentions, when, published),
        quoted=any(mark in raw.text for mark in '“”"'),
        rules=(),
        centrality=sum(weight.get(word, 0.0) for word in raw.words) / math.sqrt(max(6, len(raw.words))),
        told=_told(lead, raw),
        agreed=_agreed(figures, raw, raws),
        lead=raw.document.id == lead.id,
        begin=raw.begin,
        tense=when,
        event=_event(mentions, published) if when == "past" else None,
        days=tuple((d.first, d.last) for d in mentions if d.first and d.last),
        leans=pack.leans(raw.text),
        hangs=pack.leans(raw.text),
        vague=pack.vague(raw.text),
    )


def _figures(pack: Language, text: str) -> frozenset[str]:
    return frozenset(f"{q.value}{q.unit}" for q in pack.quantities(text))


def _told(lead: Document, raw: _Raw) -> float:
    words = content_words(lead.title)
    return len(words & raw.words) / max(1, len(words))


def _due(mentions: Sequence[DateMention], when: str, published: date | None) -> date | None:
    """Return the day of what is announced and has not happened at the time of the report."""
    if published is None or when == "past":
        return None
    return min((d.first for d in mentions if d.granularity == "day" and d.first and d.first > published), default=None)


def _event(mentions: Sequence[DateMention], published: date | None) -> date | None:
    """Return the only day that a sentence about the past names, when it is not after its report."""
    days = {d.first for d in mentions if d.granularity == "day" and d.first}
    if published is None or len(days) != 1:
        return None
    (day,) = days
    return day if day <= published else None


def _central(raws: Sequence[_Raw]) -> dict[str, float]:
    """Weight words by in how many reports and sentences of the story they stand; a word of one sentence has none."""
    counted = Counter(word for raw in raws for word in raw.words)
    documents = max(1, len({raw.document.id for raw in raws}))
    spread = Counter(word for word, _ in {(word, raw.document.id) for raw in raws for word in raw.words})
    whole = math.log1p(max(2, len(raws)))
    return {
        word: (spread[word] / documents) * math.log1p(count) / whole for word, count in counted.items() if count > 1
    }


def _agreed(figures: frozenset[str], raw: _Raw, raws: Sequence[_Raw]) -> float:
    """Return the share of the figures that another report holds too; 1 without figures or others."""
    others = {other.document.id: other.document for other in raws if other.document.id != raw.document.id}
    if not figures or not others:
        return 1.0
    held = {f for d in others.values() for f in _figures(language(d.language), d.text[:2_000])}
    return len(figures & held) / len(figures)
