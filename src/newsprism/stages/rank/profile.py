"""A reader's interests made ready for matching: how far each of many stories lies in their field, in one product."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from newsprism.stages.rank.board import Board, Look
from newsprism.text.ko.automaton import Words
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.types.reader import Interests, Manner, ReaderType, Topic, TopicId

_LEAD = 0.3
"""A word of the lead counts this share of a word of the headline."""
_SURE = 3
"""Letters from which another name of a company is looked for: a shorter one stands in too many words."""
_SHOWN = 0.05
"""A topic that scores less does not count."""
_CLEAR = 0.25
"""A topic that scores this much is one of the story's."""

_ASKED = 0.35
"""What words that the reader asked for by themselves are worth at least in a headline: enough to be seen."""
_BY_TOPIC, _BY_WORD, _BY_OWN, _BY_QUESTION = 0.22, 0.21, 0.22, 0.35
"""Shares in the relevance of the topics, of all words together, each as much as it is rare, of the reader's own words in
the headline, and of the questions that the reader asks of the topics (docs/decisions/0005-ranking-weights.md)."""
_CUES = 3.5
"""Cues of a question from which on it is answered as well as a glance can tell; one of the lead counts half."""

_ELSEWHERE = 0.55
"""Share of the relevance that is left to what an authority of one place tells, for a reader of another, and to news of
another country for who follows none."""
_OF_PLACES = TopicId("local_government")
"""Who follows this topic follows such news of every place."""
_OF_PLACES_ABROAD = frozenset(map(TopicId, ("us_economy", "japan", "china", "europe_emerging")))
_OF_THE_WORLD = _OF_PLACES_ABROAD | frozenset(
    map(
        TopicId,
        (
            "trade", "fx", "big_tech", "geopolitics_energy", "semiconductor", "ai", "ai_infra", "battery", "bio",
            "supply_chain", "shipbuilding_defense", "commodities",
        ),
    )
)  # fmt: skip
"""Fields that know no border: of these, news of another country is news for who follows them."""
_REACHES = 0.35
"""How much of such a field a story of another country is, times its weight, from which it concerns a reader."""
_STEPS = frozenset(map(TopicId, ("regulation_law", "court", "public_administration")))
"""Topics of a step that a matter of any field takes: a bill that passed, a ruling."""
_OWN_STEP = 0.85
"""Weight from which such a step is a reader's own field, whatever the matter is."""
_OTHER = 0.5
"""How much a story is of a field that the reader does not follow, if more than of any of their own, to be one of that."""
_ANOTHER = 0.7
"""Share of the relevance that is left to a story of another field, in which words of the reader's stand as well."""
_AT_HOME = 0.5
"""Weight from which a region is the reader's own."""

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far a story lies in a reader's field: the value, the topics found (strongest first) and what matched.

    `deciding` is the weight of the reader's own words in the headline.
    """

    value: float
    topics: tuple[Topic, ...]
    matched: tuple[str, ...]
    deciding: float

    @property
    def topic_ids(self) -> tuple[TopicId, ...]:
        """The ids of the topics, strongest first."""
        return tuple(t.id for t in self.topics)


@dataclass(frozen=True, slots=True)
class Field:
    """Relevance of every story of a board to one reader: `value`, `deciding` and `refused` have one number a story.

    `topics` holds the score of each of the reader's topics, shape (stories, topics), before the reader's weights. `near`
    and `own` are the shares that were left to what happens elsewhere and to what is of another field; 1 for the others.
    `asked` tells which stories hold what a person asked for besides the interests of their type.
    """

    value: Floats
    deciding: Floats
    refused: Mask
    topics: Floats
    near: Floats
    own: Floats
    asked: Mask


class Profile:
    """What one reader type follows and what it is never shown."""

    def __init__(self, reader: ReaderType) -> None:
        interests = reader.interests
        self._topics = tuple(topic for topic, _ in interests.topics)
        self._weights = np.array([weight for _, weight in interests.topics], np.float64)
        self._terms: Mapping[str, float] = dict((*interests.terms, *interests.regions))
        self._companies: Mapping[str, float] = _by_every_name(interests.companies)
        self._home = {region: 1.0 for region, weight in interests.regions if weight >= _AT_HOME}
        self._everywhere = any(topic.id == _OF_PLACES and weight > 0 for topic, weight in interests.topics)
        self._world = np.array([topic.id in _OF_THE_WORLD for topic in self._topics], np.bool_)
        self._fields = np.array([topic.id not in _STEPS for topic in self._topics], np.bool_)
        # To whom the step is the field, no matter is of another one.
        others = () if any(t.id in _STEPS and w >= _OWN_STEP for t, w in interests.topics) else reader.elsewhere
        self._others = tuple(t for t in others if t.id not in _STEPS | _OF_PLACES_ABROAD | {_OF_PLACES})
        self._countries = _countries(interests)
        self._never = reader.never
        self._wished = {**dict(reader.own.terms), **dict(reader.own.regions), **_by_every_name(reader.own.companies)}
        wished = {topic.id for topic, _ in reader.own.topics}
        self._wished_topics = np.array([topic.id in wished for topic in self._topics], np.bool_)
        self.bears: Mapping[Manner, float] = dict(reader.bears)
        self._heaviest = _heaviest(interests)
        places = {topic.id: place for place, topic in enumerate(self._topics)}
        self._questions = tuple(
            (places[lens.topic], dict.fromkeys(lens.cues, 1.0)) for lens in reader.lenses if lens.topic in places
        )
        self.words: tuple[str, ...] = tuple(dict.fromkeys(self._every_word()))

    def _every_word(self) -> Iterable[str]:
        for topic in self._topics:
            yield from topic.terms
            yield from topic.exclude
        for _, cues in self._questions:
            yield from cues
        for topic in self._others:
            yield from topic.terms
            yield from topic.exclude
        yield from self._countries
        yield from (*self._terms, *self._companies, *self._never)

    def field(self, board: Board) -> Field:
        """Match topics, terms, regions and companies in headlines (full weight) and leads of all stories."""
        topics = self._topic_scores(board)
        weighted = topics * self._weights
        strongest = weighted.max(axis=1, initial=0.0)
        breadth = weighted.sum(axis=1) - strongest
        own = board.weigh([self._terms], _LEAD)[:, 0]
        named = board.weigh([self._companies], 0.0)[:, 0]
        by_topic = 0.75 * strongest + 0.15 * _saturate(0.5 * breadth) + 0.3 * _saturate(0.5 * named + 0.35 * own)
        by_word = _saturate(1.1 * self._rare_words(board))
        deciding = _saturate(board.weigh([self._terms], 0.0)[:, 0])
        of_field = _BY_TOPIC * np.minimum(1.0, by_topic) + _BY_WORD * by_word + _BY_OWN * deciding
        if self._questions:
            of_field += _BY_QUESTION * self._answered(board, weighted)
        else:
            of_field /= 1.0 - _BY_QUESTION
        near, own_field = self._nearness(board, weighted), self._at_stake(board, topics)
        return Field(
            np.maximum(of_field, _ASKED * deciding) * near * own_field,
            deciding,
            board.weigh([dict.fromkeys(self._never, 1.0)], 0.0)[:, 0] > 0,
            topics,
            near,
            own_field,
            self._asked_for(board, topics),
        )

    def relevance(self, board: Board, field: Field, place: int) -> Relevance:
        """Return what is said of the story at `place`."""
        above, below = board.words_of(place)
        terms = {t: w if t in above else w * _LEAD for t, w in self._terms.items() if t in above or t in below}
        companies = {name: w for name, w in self._companies.items() if name in above}
        matched = sorted({**terms, **companies}.items(), key=lambda item: (-item[1], item[0]))
        return Relevance(
            float(field.value[place]),
            self.topics(field, place),
            tuple(name for name, _ in matched)[:3],
            float(field.deciding[place]),
        )

    def topics(self, field: Field, place: int) -> tuple[Topic, ...]:
        """Return the topics of the story at `place`, strongest first."""
        weighted = field.topics[place] * self._weights
        clear = np.flatnonzero(field.topics[place] >= _CLEAR).tolist()
        return tuple(self._topics[i] for i in sorted(clear, key=lambda i: -weighted[i]))

    def of(self, titles: str, lead: str) -> Relevance:
        """Return the relevance of one story by its headlines and its lead, both folded."""
        board = Board([Look(titles, lead)], Words(self.words))
        return self.relevance(board, self.field(board), 0)

    def _topic_scores(self, board: Board) -> Floats:
        # Topics are shared by readers, so what they score is kept with the board.
        columns = [board.kept(topic, partial(_topic_score, board, topic)) for topic in self._topics]
        return np.column_stack(columns) if columns else np.zeros((len(board.looks), 0))

    def _asked_for(self, board: Board, topics: Floats) -> Mask:
        """Tell which stories hold a word of the person's own in a headline, or are of a topic of their own."""
        named = board.weigh([self._wished], 0.0)[:, 0] > 0
        asked: Mask = named | (topics[:, self._wished_topics].max(axis=1, initial=0.0) >= _CLEAR)
        return asked

    def _at_stake(self, board: Board, topics: Floats) -> Floats:
        """Return 1 for each story, and less for one that is mostly of a field that the reader does not follow."""
        own = topics[:, self._fields].max(axis=1, initial=0.0)
        other = np.zeros(len(board.looks))
        for topic in self._others:
            np.maximum(other, board.kept(topic, partial(_topic_score, board, topic)), out=other)
        return np.where((other >= _OTHER) & (other > own), _ANOTHER, 1.0)

    def _nearness(self, board: Board, weighted: Floats) -> Floats:
        """Return 1 for each story, and less for what only concerns those who live elsewhere, in this country or another."""
        near = np.ones(len(board.looks))
        if not self._everywhere:
            at_home = board.weigh([self._home], 0.0)[:, 0] > 0
            near[board.local & ~at_home] = _ELSEWHERE
        reached = weighted[:, self._world].max(axis=1, initial=0.0) >= _REACHES
        followed = board.weigh([self._countries], 0.0)[:, 0] > 0
        near[board.abroad & ~reached & ~followed] = _ELSEWHERE
        return near

    def _answered(self, board: Board, weighted: Floats) -> Floats:
        """Return how far each story speaks to one of the reader's questions: how much it is of its topic, times its cues."""
        cues = board.weigh([cues for _, cues in self._questions], 0.5)
        of_topic = weighted[:, [place for place, _ in self._questions]]
        answered: Floats = (of_topic * np.minimum(1.0, cues / _CUES)).max(axis=1)
        return answered

    def _rare_words(self, board: Board) -> Floats:
        """Weigh all words together, each as much as it is rare; companies count in headlines only."""
        found = board.weigh([self._heaviest], _LEAD, by_rarity=True) + board.weigh(
            [self._companies], 0.0, by_rarity=True
        )
        phrases = tuple(dict.fromkeys(phrase for topic in self._topics for phrase in topic.exclude))
        for place in board.with_any(phrases):
            above, below = board.found_without(place, phrases), board.words_of(place)[1]
            rare = board.rarity_of
            found[place] = math.fsum(
                weight * rare(word) * (1.0 if word in above else _LEAD)
                for word, weight in self._heaviest.items()
                if word in above or word in below
            ) + math.fsum(weight * rare(name) for name, weight in self._companies.items() if name in above)
        return found[:, 0]


def _topic_score(board: Board, topic: Topic) -> Floats:
    """Return how much each story is about a topic; a phrase in which its words mean something else counts nothing."""
    found = board.weigh([topic.terms], _LEAD)[:, 0]
    for place in board.with_any(topic.exclude):
        above, below = board.found_without(place, topic.exclude), board.words_of(place)[1]
        found[place] = math.fsum(
            weight * (1.0 if term in above else _LEAD)
            for term, weight in topic.terms.items()
            if term in above or term in below
        )
    score = _saturate(1.1 * found)
    score[score <= _SHOWN] = 0.0
    return score


def _by_every_name(companies: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the weights of companies under each name that the gazetteer has for them: 현대차 for 현대자동차."""
    found: dict[str, float] = {}
    for company, weight in companies:
        entity = gazetteer().find(company)
        others = (entity.canonical, *entity.aliases) if entity and entity.kind == "company" else ()
        for name in (company, *(name for name in others if len(name) >= _SURE)):
            found[name] = max(weight, found.get(name, 0.0))
    return found


def _countries(interests: Interests) -> dict[str, float]:
    """Return the names of the countries that are a reader's own, by every name that the gazetteer has for them."""
    own = [gazetteer().find(region) for region, weight in interests.regions if weight >= _AT_HOME]
    found = [place for place in own if place is not None and place.kind == "country"]
    return {name: 1.0 for place in found for name in (place.canonical, *place.aliases) if len(name) > 1}


def _heaviest(interests: Interests) -> dict[str, float]:
    """Return every word of the interests but companies with the greatest weight that it has in any of them."""
    found: dict[str, float] = {}
    own = (*interests.terms, *interests.regions)
    of_topics = ((word, weight * of) for topic, weight in interests.topics for word, of in topic.terms.items())
    for word, weight in (*own, *of_topics):
        found[word] = max(weight, found.get(word, 0.0))
    return found


def _saturate(value: Floats | float) -> Floats:
    """Return 1 - exp(-value): the first match says most."""
    return 1.0 - np.exp(-np.asarray(value, np.float64))
