"""Topics, and what a reader follows of them, out of TOML tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsprism.stores.files.tables import Table, choice
from newsprism.text.shapes import SHAPES
from newsprism.types.reader import Interests, Topic, TopicId


def topic_of(topic_id: str, table: Table, tag: str) -> Topic:
    """Return the topic of its table, in the language `tag`; raises InvalidReader."""
    table.only(("name", "trend", "terms", "exclude", "own", "apart", "home"))
    trend = table.text("trend")
    shortest, longest = SHAPES[tag].trend
    if not shortest <= len(trend) <= longest:
        raise table.wrong("trend", f"{shortest}~{longest}자여야 합니다(지금 {len(trend)}자)")
    return Topic(
        id=TopicId(topic_id),
        name=table.text("name"),
        terms=table.weights("terms"),
        exclude=table.words("exclude", optional=True),
        trend=trend,
        own=table.words("own", optional=True),
        apart=table.words("apart", optional=True),
        home="home" in table.data and table.flag("home"),
    )


def in_languages(own: Mapping[str, Topic], others: Iterable[Mapping[str, Topic]]) -> Mapping[str, Topic]:
    """Return the topics of one language with the words of the same topics in others added: so are their stories found."""
    found = dict(own)
    for other in others:
        for name, topic in other.items():
            if name in found:
                mine = found[name]
                words = {**topic.terms, **mine.terms}
                found[name] = replace(mine, terms=words, exclude=(*mine.exclude, *topic.exclude))
    return found


def interests_of(table: Table, topics: Mapping[str, Topic], *, optional: bool = False) -> Interests:
    """Return what a reader follows; with `optional` the topics may be missing. Raises InvalidReader."""
    table.only(("topics", "terms", "companies", "regions"))
    followed = table.weights("topics", optional=optional)
    for topic_id in followed:
        known(table, f"topics.{topic_id}", topic_id, topics)
    return Interests(
        topics=tuple((topics[topic_id], weight) for topic_id, weight in followed.items()),
        terms=tuple(table.weights("terms", optional=True).items()),
        companies=tuple(table.weights("companies", optional=True).items()),
        regions=tuple(table.weights("regions", optional=True).items()),
    )


def others(topics: Iterable[Topic], interests: Interests) -> tuple[Topic, ...]:
    """Return those of `topics` that are not followed."""
    followed = {topic.id for topic, _ in interests.topics}
    return tuple(topic for topic in topics if topic.id not in followed)


def known(table: Table, key: str, topic_id: str, topics: Mapping[str, Topic]) -> Topic:
    """Return the topic of this id; raises InvalidReader that names `key` and the nearest id."""
    if topic_id not in topics:
        raise table.wrong(key, "그런 id의 주제가 없습니다", choice(topic_id, topics))
    return topics[topic_id]
