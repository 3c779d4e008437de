"""Candidate sentences: read once from the documents of a story, with all that the objectives ask of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.deeds import deed
from newsprism.stages.write.figures import figures
from newsprism.stages.write.news import is_news, nucleus_of
from newsprism.stages.write.sentence.hollow import hollow
from newsprism.stages.write.sentence.owners import calls_shortly, introduced_before, short_names, trails
from newsprism.stages.write.sentence.sides import other_law, other_side
from newsprism.stages.write.sentence.standing import belongs, dangles, hangs, mood, passing, praises, reaction
from newsprism.stages.write.sentence.subjects import has_judge, has_main_subject, has_speaker, has_subject, two_agents
from newsprism.stages.write.sentence.worth import worth
from newsprism.text.ko.antecedents import named
from newsprism.text.ko.broken import misspelt
from newsprism.text.ko.cues import Tense, kinds, tense
from newsprism.text.ko.dates import DateMention, dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import genre
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.misnamed import misnamed
from newsprism.text.ko.newness import Known
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.printable import leans, refusal
from newsprism.text.ko.sentences import split
from newsprism.text.ko.shorten import Short, always, variants
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.document import Document
from newsprism.types.story import Story, StoryId

SEOUL = ZoneInfo("Asia/Seoul")
_NOUNS = frozenset({"NNG", "NNP", "SL", "XR", "SH"})
_NUMBERS = frozenset({"SN"})
_WHO = frozenset({"company", "institution", "person", "country"})
_VAGUE = re.compile(
    r"(?:목소리|지적|평가|우려|전망|관측|분석|의견|반응|시각|기대|비판|주장|해석|불만"
    r"|전언)(?:가|이|도|를|은|는|감이|감도| 역시)? ?(?:잇따라 |적지 않게 |점차 )?"
    r"(?:나온다|나왔다|나오고 있다|제기된다|제기됐다|제기되고 있다|커지고 있다|커졌다|구체화되고 있다|높아지고 있다|높아졌다|높다|크다|있다"
    r"|많다|이어진다|이어졌다|우세하다|팽팽하다|팽팽히 맞섰다)\.$"
)
_ABOUT = 0.5
"""Shares of a sentence's words and of the headline's words that the two have in common, together."""
_READ = 2600
_DOCUMENTS = 8


class MorphemeSource(Protocol):
    """What the writer needs of an analyser."""

    def analyse_all(self, texts: Iterable[str]) -> Iterable[tuple[Morpheme, ...]]:
        """Yield the morphemes of each text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Material:
    """All candidates of one story, the lead report first, each document's in order of its text.

    `topic` are the words of the lead report: what the story is about.
    """

    story: Story
    lead: Document
    candidates: tuple[Candidate, ...] = field(default=())
    topic: frozenset[str] = frozenset()

    def about(self, candidate: Candidate) -> bool:
        """Say whether a sentence, of this story or one beside it, speaks of what the lead report speaks of.

        A large story holds side issues, and a thread more of them.
        """
        if other_side(self.lead.title, candidate.text) or other_law(self.lead.title, self.lead.text, candidate.text):
            return False
        if candidate.document.id == self.lead.id or not self.topic:
            return True
        told = candidate.told if candidate.story_id == self.story.id else _told(self.lead, candidate.text)
        shared = len(candidate.words & self.topic) / max(1, len(candidate.words))
        return told > 0 and shared + told >= _ABOUT


@dataclass(frozen=True, slots=True)
class _Raw:
    document: Document
    start: int
    end: int
    rank: int
    short: Short
    begin: int


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
        Material(
            story,
            documents[0],
            tuple(_candidates(story, documents[0], group, morphemes, told.get(story.id))),
            frozenset(w for r in group if r.document.id == documents[0].id for w in _words(morphemes[id(r)])),
        )
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
        whole = named(short.text, document.text, span.start, published) if rank else None
        if whole is not None and refusal(whole.text) in (None, "length"):
            form = Short(whole.text, (*short.rules, whole.rule))
            found.append(_Raw(document, span.start, span.end, rank, form, whole.begin))
        elif refusal(short.text) in (None, "length") and len(short.text) >= 14:
            found.append(_Raw(document, span.start, span.end, rank, short, span.start))
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
    news = nucleus_of(_openings(raws, words), lead.title)
    short = short_names({r.document.id: r.document.text for r in raws}.values(), lead.title)
    aside: dict[str, bool] = {}
    for raw in raws:
        if not _whole(raw.short.text, morphemes[id(raw)]):
            continue
        done, nobody = deed(morphemes[id(raw)]), not has_main_subject(morphemes[id(raw)])
        nobody = nobody or introduced_before(raw.short.text, raw.document.text[: raw.begin])
        nobody = nobody or calls_shortly(raw.short.text, short)
        fresh = known is None or known.look(raw.short.text, day_of(raw.document)) is not None
        for form in variants(raw.short, morphemes[id(raw)]):
            if refusal(form.text) is not None or dangles(form.text) or hollow(form.text) or trails(form.text):
                continue
            kept = frozenset(w for w in words[id(raw)] if w in form.text.lower()) if form.rules else words[id(raw)]
            found = _candidate(story, lead, raw, form, kept, weight, held)
            newsy = is_news(kept, found.figures, found.told, raw.rank, news, lead.title)
            leaning = found.leans or nobody
            # What leans on a side issue is not clear under the headline: whose loan it is stands in the sentence before.
            off = leaning and aside.get(raw.document.id, False)
            found = replace(
                found, fresh=fresh, deed=done, newsy=newsy, leans=leaning, hangs=found.hangs or nobody or off
            )
            if not leaning:
                aside[raw.document.id] = bool(raw.rank) and not newsy and found.told < _ASIDE
            yield replace(found, worth=worth(found, morphemes[id(raw)]))


_ASIDE = 0.34
"""Share of the headline's words below which a sentence that does not tell the news is about a side issue."""


def _whole(text: str, morphemes: Sequence[Morpheme]) -> bool:
    """Say whether a sentence tells who does and who says what it tells, and gives its verb one subject."""
    if not has_subject(morphemes) or not has_speaker(text):
        return False
    return has_judge(text, morphemes) and not (two_agents(morphemes) or misspelt(text, morphemes) or misnamed(text))


def _openings(raws: Sequence[_Raw], words: Mapping[int, frozenset[str]]) -> Iterable[frozenset[str]]:
    return {r.document.id: words[id(r)] for r in raws if r.rank == 0}.values()


def _candidate(
    story: Story,
    lead: Document,
    raw: _Raw,
    form: Short,
    words: frozenset[str],
    weight: dict[str, float],
    held: dict[str, frozenset[str]],
) -> Candidate:
    published = day_of(raw.document)
    mentions = dates(form.text, published)
    when = tense(form.text)
    found = figures(form.text)
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
        figures=found,
        has_date=any(d.granularity == "day" for d in mentions),
        named=any(m.entity.kind in _WHO for m in gazetteer().mentions(form.text)),
        due=_due(form.text, mentions, when, published),
        quoted=any(mark in form.text for mark in '“”"'),
        rules=form.rules,
        centrality=sum(weight.get(w, 0.0) for w in words) / math.sqrt(max(6, len(words))),
        told=_told(lead, form.text),
        agreed=_agreed(found, raw.document.id, held),
        lead=raw.document.id == lead.id,
        begin=raw.begin,
        tense=when,
        event=_event(mentions, when, published),
        days=tuple((d.first, d.last) for d in mentions if d.first and d.last),
        leans=leans(form.text) or belongs(form.text),
        hangs=hangs(form.text),
        vague=_VAGUE.search(form.text) is not None,
        mood=mood(form.text),
        reaction=reaction(form.text),
        praise=praises(form.text),
        passing=passing(form.text),
    )


def _told(lead: Document, text: str) -> float:
    """Return how much of the headline the sentence tells, in words of the headline that stand in it."""
    words = content_words(lead.title)
    low = folded(text)
    return sum(word in low for word in words) / max(1, len(words))


def _due(text: str, mentions: Sequence[DateMention], when: Tense, published: date | None) -> date | None:
    """Return the day of what is announced: said so ("오는 13일"), or a day to come of what has not happened yet.

    What begins on a day ("13일부터") goes on behind it, unless it is only meant to begin.
    """
    announced = [d.first for d in mentions if d.text.startswith(("오는", "내일")) and d.first]
    if _SETTLED_ON.search(text):
        when = "ahead"
    if when != "past" and published is not None:
        announced += [
            d.first
            for d in mentions
            if d.granularity == "day"
            and d.first
            and not (text.startswith("부터", d.end) and when != "ahead")
            and _still_to_come(d.first, when, published)
        ]
    return min(announced, default=None)


# "12일 발표하는 쪽으로 가닥이 잡혔다": the past is that of the rumour.
_SETTLED_ON = re.compile(r"(?:하는|할|[는을]|ㄹ) 쪽으로 (?:가닥|의견|무게|방향)")


def _still_to_come(day: date, when: Tense, published: date) -> bool:
    return day > published or (day == published and when == "ahead")


def _event(mentions: Sequence[DateMention], when: Tense, published: date | None) -> date | None:
    """Return the day on which what a sentence tells happened: the only day it names, not after its report."""
    days = {d.first for d in mentions if d.granularity == "day" and d.first}
    if when != "past" or published is None or len(days) != 1:
        return None
    (day,) = days
    return day if day <= published else None


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


def _numbers_by_document(raws: Sequence[_Raw]) -> dict[str, frozenset[str]]:
    held: dict[str, frozenset[str]] = {}
    # What one report alone says no other can confirm.
    alone = len({raw.document.id for raw in raws}) == 1
    for raw in raws:
        if raw.document.id not in held and not alone:
            held[raw.document.id] = figures(f"{raw.document.title}\n{raw.document.text[:_READ]}")
    return held


def _agreed(figures: frozenset[str], owner: str, held: dict[str, frozenset[str]]) -> float:
    others = [numbers for document, numbers in held.items() if document != owner]
    if not figures or not others:
        return 1.0
    return sum(any(f in numbers for numbers in others) for f in figures) / len(figures)
