"""The charts of an edition as JSON, one key of its record; a chart that is not drawn is missing.

::

    "charts": {"topics_by_day": {"days", "topics": [{"name", "stories"}], "rest", "topics_left"},
               "keyword_shift": {"before": {"start", "end"}, "stories_before", "stories_now",
                                 "keywords": [{"keyword", "before", "now"}]},
               "timelines": [{"story_id", "days": [{"day", "reports", "outlets"}], "outlets",
                              "first": CITATION, "turns": [{"day", "headline": CITATION}]}]}
"""

from __future__ import annotations

from newsprism.formats.json_node import JsonNode
from newsprism.formats.sentences import citation_from_json, citation_to_json
from newsprism.types.brief import (
    Charts,
    DayOfReports,
    KeywordCounts,
    KeywordShift,
    Timeline,
    TopicCounts,
    TopicsByDay,
    Turn,
    Window,
)
from newsprism.types.story import StoryId


def charts_to_json(charts: Charts) -> dict[str, object]:
    """Return the charts that there are."""
    record: dict[str, object] = {}
    if charts.topics_by_day:
        record["topics_by_day"] = _topics(charts.topics_by_day)
    if charts.keyword_shift:
        record["keyword_shift"] = _shift(charts.keyword_shift)
    if charts.timelines:
        record["timelines"] = [_timeline(line) for line in charts.timelines]
    return record


def _topics(chart: TopicsByDay) -> dict[str, object]:
    return {
        "days": [day.isoformat() for day in chart.days],
        "topics": [{"name": topic.name, "stories": list(topic.stories)} for topic in chart.topics],
        "rest": list(chart.rest),
        "topics_left": chart.topics_left,
    }


def _shift(chart: KeywordShift) -> dict[str, object]:
    return {
        "before": {"start": chart.before.start.isoformat(), "end": chart.before.end.isoformat()},
        "stories_before": chart.stories_before,
        "stories_now": chart.stories_now,
        "keywords": [{"keyword": k.keyword, "before": k.before, "now": k.now} for k in chart.keywords],
    }


def _timeline(line: Timeline) -> dict[str, object]:
    return {
        "story_id": line.story_id,
        "days": [{"day": d.day.isoformat(), "reports": d.reports, "outlets": d.outlets} for d in line.days],
        "outlets": line.outlets,
        "first": citation_to_json(line.first),
        "turns": [{"day": t.day.isoformat(), "headline": citation_to_json(t.headline)} for t in line.turns],
    }


def charts_from_json(node: JsonNode) -> Charts:
    """Read the charts; what is missing is not drawn. Raises MalformedRecord naming the member at fault."""
    if node.value is None:
        return Charts()
    topics, shift = node.get("topics_by_day"), node.get("keyword_shift")
    return Charts(
        None if topics.value is None else _topics_in(topics),
        None if shift.value is None else _shift_in(shift),
        node.each("timelines", _timeline_in),
    )


def _topics_in(node: JsonNode) -> TopicsByDay:
    return TopicsByDay(
        node.each("days", lambda day: day.day()),
        node.each("topics", lambda topic: TopicCounts(topic.get("name").text(), _numbers(topic, "stories"))),
        _numbers(node, "rest"),
        node.get("topics_left").integer(0),
    )


def _numbers(node: JsonNode, key: str) -> tuple[int, ...]:
    return node.each(key, lambda number: number.integer())


def _shift_in(node: JsonNode) -> KeywordShift:
    before = node.get("before")
    return KeywordShift(
        Window(before.get("start").day(), before.get("end").day()),
        node.get("stories_before").integer(),
        node.get("stories_now").integer(),
        node.each(
            "keywords",
            lambda k: KeywordCounts(k.get("keyword").text(), k.get("before").integer(), k.get("now").integer()),
        ),
    )


def _timeline_in(node: JsonNode) -> Timeline:
    return Timeline(
        StoryId(node.get("story_id").text()),
        node.each(
            "days", lambda d: DayOfReports(d.get("day").day(), d.get("reports").integer(), d.get("outlets").integer())
        ),
        node.get("outlets").integer(),
        citation_from_json(node.get("first")),
        node.each("turns", lambda turn: Turn(turn.get("day").day(), citation_from_json(turn.get("headline")))),
    )
