"""For whom an edition is made: reader types are editorial data, not code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NewType

ReaderTypeId = NewType("ReaderTypeId", str)
TopicId = NewType("TopicId", str)

SentenceKind = Literal[
    "amount",  # a sum, a share, a quantity that changes
    "deadline",  # a date or time limit in the future or a start of validity
    "forecast",  # what someone expects
    "demand",  # what someone asks for, orders or urges
    "decision",  # what someone with power decided, announced, ruled
    "condition",  # under which condition, for whom, with which exception
    "cause",  # why
    "risk",  # what may go wrong, dispute, objection
    "comparison",  # against last year, another firm, another country
]
"""Kinds of sentence that a lens asks for; the `kinds` of a language recognise them."""

Manner = Literal[
    "praise",  # a firm or an institution tells of itself: a partner found, a prize, a milestone
    "event",  # a meeting, a ceremony, a visit
    "product",  # what is on sale, and at which price
    "share",  # one share, or the shares of a theme
    "site",  # one building site, or flats on sale
    "gossip",  # what people talk about
    "crime",  # a deed and its judge, without a rule that changes
    "quarrel",  # politicians at one another
    "dispute",  # one firm and its union
    "digest",  # many things in a row
    "statement",  # a firm says what it does, in plain words
    "lawmaker",  # a member of parliament tells of their own bill
    "fine",  # one firm is fined a small sum
    "explainer",  # a look behind the news, or its faces
    "addressed",  # a call or a reminder to others: to bodies that run a programme, to officers of firms
]
"""In which manner a story may be told other than as plain news; `text.ko.manner` recognises them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of news: its Korean name, the words that show it, and words that show something else.

    `terms` maps a word or phrase to its weight (0–1); `trend` is a neutral heading of 10–20 characters. A sentence under
    that heading holds one of the words `own` and none of `apart`, which show another field; with `home` it tells of no
    other country.
    """

    id: TopicId
    name: str
    terms: dict[str, float]
    exclude: tuple[str, ...] = ()
    trend: str = ""
    own: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    home: bool = False

    def tells(self, sentence: str) -> bool:
        """Say whether a sentence speaks of the field in words that no other field has; Latin words match as wholes."""
        return any(_stands(word, sentence) for word in self.own) and not any(_stands(w, sentence) for w in self.apart)


def _stands(word: str, sentence: str) -> bool:
    if not word.isascii():
        return word in sentence
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", sentence) is not None


@dataclass(frozen=True, slots=True)
class Interests:
    """What a reader follows; every weight is between 0 and 1."""

    topics: tuple[tuple[Topic, float], ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    companies: tuple[tuple[str, float], ...] = ()
    regions: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader checks beside a fact that holds one of the words `when`, one of `also` and none of `unless`.

    `when` names the field, `also` the kind of event that the question presumes; without `also` any event will do.
    """

    question: str
    when: tuple[str, ...]
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def fits(self, fact: str) -> bool:
        """Say whether the question follows from a fact."""
        held = any(word in fact for word in self.when) and not any(word in fact for word in self.unless)
        return held and (not self.also or any(word in fact for word in self.also))

    def echoes(self, fact: str) -> bool:
        """Say whether the question takes up a word of the fact that called for it."""
        return any(word in fact and word in self.question for word in self.when)


@dataclass(frozen=True, slots=True)
class Lens:
    """For one topic: the question this reader asks, and what kind of sentence answers it.

    `answers` is ordered, best first. `cues` are words that make a sentence more likely to answer the question.
    `strategy` names the strategy point made of this lens (``통상 위험 관리``); the heading's suffix is added to it.
    `asks` say what this reader checks beside facts of one kind or another; the first that fits a fact is asked.
    `apart` are words of what happens in the field and is not of this reader's side.
    """

    topic: TopicId
    question: str
    answers: tuple[SentenceKind, ...]
    cues: tuple[str, ...]
    strategy: str
    asks: tuple[Ask, ...] = ()
    apart: tuple[str, ...] = ()

    def concerns(self, fact: str) -> bool:
        """Say whether a fact is of this reader's side of the field."""
        return not any(word in fact for word in self.apart)

    def ask(self, fact: str) -> Ask | None:
        """Return what is to be checked beside a fact; None when nothing of this lens follows from it.

        The narrow ones stand first, so the first that fits is asked.
        """
        return next((ask for ask in self.asks if ask.fits(fact)), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """The printed block headings of a reader type, without brackets and dates."""

    analysis: str  # 산업계 분석
    insight: str  # CEO 인사이트
    strategy: str  # 주간 전략 포인트 | 주간 점검 포인트
    strategy_suffix: str  # 전략 | 점검


@dataclass(frozen=True, slots=True)
class Blocked:
    """What a person wants to hear nothing of; blocked words are in the reader's `never`.

    `companies` are named as the gazetteer names them where it knows them.
    """

    topics: tuple[TopicId, ...] = ()
    companies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderType:
    """A kind of reader: who it is, what it follows, what it is never shown, and its lenses.

    `never` lists words; a story whose title holds one of them is filtered. `base` is the type that a person belongs
    to, whose own interests and words are then among these; None for a type itself. A person keeps the type's `name`,
    which editions print; `person` is what the person is called, and a topic that they blocked has the weight 0.
    `language` is the tag (BCP 47) of what the editions are written in; `sources` are other languages whose stories a
    writer that can translate may use. `bears` says what a story counts (0-1) that is told in one manner or another, where
    it is not as usual. `elsewhere` holds the topics of its language that it does not follow: what is mostly of one of
    them is of another field, whatever words of the reader stand in it. `own` is what a person asked for besides the interests of the type; all of it stands in
    `interests` as well.
    """

    id: ReaderTypeId
    name: str
    short: str
    investor: bool
    decides: str
    headings: Headings
    interests: Interests
    never: tuple[str, ...]
    lenses: tuple[Lens, ...]
    base: ReaderTypeId | None = None
    person: str | None = None
    blocked: Blocked = Blocked()
    language: str = "ko"
    sources: tuple[str, ...] = ()
    bears: tuple[tuple[Manner, float], ...] = ()
    elsewhere: tuple[Topic, ...] = ()
    own: Interests = Interests()
