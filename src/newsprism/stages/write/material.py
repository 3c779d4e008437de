"""Candidate sentences: read once from the documents of a story, with all that the objectives ask of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from newsprism.text.ko.cues import kinds
from newsprism.text.ko.dates import dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import genre
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.newness import Known
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import quantities
from newsprism.text.ko.printable import refusal
from newsprism.text.ko.sentences import split
from newsprism.text.ko.shorten import Short, always, variants
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document
from newsprism.types.reader import SentenceKind
from newsprism.types.story import Story, StoryId

SEOUL = ZoneInfo("Asia/Seoul")
_NOUNS = frozenset({"NNG", "NNP", "SL", "XR", "SH"})
_NUMBERS = frozenset({"SN"})
_WHO = frozenset({"company", "institution", "person", "country"})
_SPEECH = re.compile(
    r"(?:밝혔|말했|강조했|내비쳤|설명했|전했|덧붙였|주장했|지적했|비판했|평가했|전망했|예상했|분석했|촉구했|당부했|언급했|시사했|"
    r"내다봤|반박했|호소했|요구했|제안했|약속했|라고 했|다고 했|자고 했|라고 봤|다고 봤)다\.$"
)
_OFFICE = re.compile(
    r"(?:장관|대표|의원|위원장|총재|교수|연구원|연구위원|관계자|실장|사장|회장|대변인|정부|당국|업계|전문가|시장|지사|청장|원장|위원회|위|부|청|측|협회|노조|본부장|센터장)"
    r"(?:은|는|이|가|에 따르면)\s"
)
# A topic right at the start: no list holds every firm that speaks.
_TOPIC = re.compile(r"[^,“\"‘']{2,30}?(?<!에)(?<!서)(?<!로)(?<!하)(?<!되)(?:은|는)\s")
_READ = 2600
_DOCUMENTS = 8


class MorphemeSource(Protocol):
    """What the writer needs of an analyser."""

    def analyse_all(self, texts: Iterable[str]) -> Iterable[tuple[Morpheme, ...]]:
        """Yield the morphemes of each text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """One printable form of one source sentence.

    `rank` counts sentences from the top of the document; `words` are content forms; `agreed` is the share of its
    numbers that another outlet's report of the same story holds too (1 when it has none). `named` says that it names somebody
    by name; `told` is the share of the words of the lead's headline that
    it holds; `due` is a day that it announces ("오는 13일") and that will have passed some time. `fresh` says that the
    reader was not told it in an earlier edition.
    """

    story_id: StoryId
    document: Document
    day: date | None
    start: int
    end: int
    rank: int
    text: str
    words: frozenset[str]
    kinds: frozenset[SentenceKind]
    figures: frozenset[str]
    has_date: bool
    named: bool
    due: date | None
    quoted: bool
    rules: tuple[str, ...]
    centrality: float
    told: float
    agreed: float
    lead: bool
    fresh: bool = True

    @property
    def source(self) -> tuple[str, int]:
        """The identity of the source sentence; forms of one sentence share it."""
        return self.document.id, self.start

    def sentence(self) -> Sentence:
        """Return the sentence with its citation."""
        quote = self.document.text[self.start : self.end]
        return Sentence(self.text, "extracted", (Citation(self.document.id, "text", self.start, self.end, quote),))


@dataclass(frozen=True, slots=True)
class Material:
    """All candidates of one story, the lead report first, each document's in order of its text."""

    story: Story
    lead: Document
    candidates: tuple[Candidate, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Raw:
    document: Document
    start: int
    end: int
    rank: int
    short: Short


def read(
    stories: Sequence[tuple[Story, Sequence[Document]]],
    analyser: MorphemeSource,
    last: date,
    known: Mapping[StoryId, Known] | None = None,
) -> list[Material]:
    """Return the material of each story from its printable documents (first: the lead), none younger than `last`.

    `known` is what the reader was told of a story before. All sentences of all stories go to the analyser in one stream, which is what keeps both cores busy.
    """
    raws = [[r for d in _chosen(documents, last) for r in _sentences(d)] for _, documents in stories]
    flat = [raw for story in raws for raw in story]
    told = known or {}
    morphemes = dict(zip(map(id, flat), analyser.analyse_all([r.short.text for r in flat]), strict=True))
    return [
        Material(story, documents[0], tuple(_candidates(story, documents[0], group, morphemes, told.get(story.id))))
        for (story, documents), group in zip(stories, raws, strict=True)
    ]


def day_of(document: Document) -> date | None:
    """Return the calendar day in Seoul on which the document appeared."""
    return document.published_at.astimezone(SEOUL).date() if document.published_at else None


def _chosen(documents: Sequence[Document], last: date) -> list[Document]:
    kept = [d for d in documents if d.text and ((day := day_of(d)) is None or day <= last)]
    return kept[:_DOCUMENTS]


def _sentences(document: Document) -> list[_Raw]:
    if genre(document.title) in ("notice", "opinion", "photo"):
        return []
    found = []
    published = day_of(document)
    for rank, span in enumerate(split(document.text[:_READ])):
        raw = document.text[span.start : span.end]
        if not span.complete or "\n" in raw or len(raw) > 260:
            continue
        short = always(raw, published)
        if refusal(short.text) in (None, "length") and len(short.text) >= 14:
            found.append(_Raw(document, span.start, span.end, rank, short))
    return found


def _candidates(
    story: Story,
    lead: Document,
    raws: Sequence[_Raw],
    morphemes: dict[int, tuple[Morpheme, ...]],
    known: Known | None,
) -> Iterable[Candidate]:
    words = {id(r): _words(morphemes[id(r)]) for r in raws}
    weight = _central_words([words[id(r)] for r in raws], [r.document.id for r in raws])
    held = _numbers_by_document(raws)
    for raw in raws:
        if not _has_subject(morphemes[id(raw)]) or not _has_speaker(raw.short.text):
            continue
        fresh = known is None or known.look(raw.short.text, day_of(raw.document)) is not None
        for form in variants(raw.short, morphemes[id(raw)]):
            if refusal(form.text) is not None:
                continue
            kept = frozenset(w for w in words[id(raw)] if w in form.text.lower()) if form.rules else words[id(raw)]
            yield replace(_candidate(story, lead, raw, form, kept, weight, held), fresh=fresh)


def _candidate(
    story: Story,
    lead: Document,
    raw: _Raw,
    form: Short,
    words: frozenset[str],
    weight: dict[str, float],
    held: dict[str, Counter[str]],
) -> Candidate:
    published = day_of(raw.document)
    figures = frozenset(f"{q.value}{q.unit}" for q in quantities(form.text))
    return Candidate(
        story_id=story.id,
        document=raw.document,
        day=published,
        start=raw.start,
        end=raw.end,
        rank=raw.rank,
        text=form.text,
        words=words,
        kinds=kinds(form.text),
        figures=figures,
        has_date=any(d.granularity == "day" for d in dates(form.text, published)),
        named=any(m.entity.kind in _WHO for m in gazetteer().mentions(form.text)),
        due=_due(form.text, published),
        quoted=any(mark in form.text for mark in '“”"'),
        rules=form.rules,
        centrality=sum(weight.get(w, 0.0) for w in words) / math.sqrt(max(6, len(words))),
        told=_told(lead, form.text),
        agreed=_agreed(figures, raw.document.id, held),
        lead=raw.document.id == lead.id,
    )


def _has_subject(morphemes: Sequence[Morpheme]) -> bool:
    """Say whether somebody or something is said to do or be: a sentence without it leans on the one before it."""
    return any(
        m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는") and before.tag[0] in "NSX" and before.tag != "XSA")
        for before, m in pairwise(morphemes)
    )


def _has_speaker(text: str) -> bool:
    """Say whether a sentence that reports speech names its speaker at the beginning."""
    if not _SPEECH.search(text):
        return True
    head = text[:48]
    return bool(_TOPIC.match(head) or _OFFICE.search(head)) or any(
        m.entity.kind in _WHO for m in gazetteer().mentions(head)
    )


def _told(lead: Document, text: str) -> float:
    """Return how much of the headline the sentence tells, in words of the headline that stand in it."""
    words = content_words(lead.title)
    low = folded(text)
    return sum(word in low for word in words) / max(1, len(words))


def _due(text: str, published: date | None) -> date | None:
    announced = [d.first for d in dates(text, published) if d.text.startswith(("오는", "내일")) and d.first]
    return min(announced, default=None)


def _words(morphemes: Sequence[Morpheme]) -> frozenset[str]:
    return frozenset(
        m.form.lower()
        for m in morphemes
        if (m.tag in _NOUNS and len(m.form) > 1) or (m.tag in _NUMBERS and len(m.form) > 1)
    )


def _central_words(sentences: Sequence[frozenset[str]], owners: Sequence[str]) -> dict[str, float]:
    """Weight words by in how many documents and sentences of the story they stand; a word of one sentence has none."""
    in_documents: dict[str, set[str]] = {}
    in_sentences: Counter[str] = Counter()
    for words, owner in zip(sentences, owners, strict=True):
        in_sentences.update(words)
        for word in words:
            in_documents.setdefault(word, set()).add(owner)
    documents = max(1, len(set(owners)))
    return {
        word: (len(in_documents[word]) / documents) * math.log1p(count) / math.log1p(max(2, len(sentences)))
        for word, count in in_sentences.items()
        if count > 1
    }


def _numbers_by_document(raws: Sequence[_Raw]) -> dict[str, Counter[str]]:
    held: dict[str, Counter[str]] = {}
    for raw in raws:
        if raw.document.id not in held:
            found = quantities(f"{raw.document.title}\n{raw.document.text[:_READ]}")
            held[raw.document.id] = Counter(f"{q.value}{q.unit}" for q in found)
    return held


def _agreed(figures: frozenset[str], owner: str, held: dict[str, Counter[str]]) -> float:
    others = [numbers for document, numbers in held.items() if document != owner]
    if not figures or not others:
        return 1.0
    return sum(any(f in numbers for numbers in others) for f in figures) / len(figures)
