"""The charts of an edition as JSON."""

import json
from dataclasses import replace

import pytest

from newsprism.errors import MalformedRecord
from newsprism.formats.briefs import brief_to_json, dumps, loads
from newsprism.types.brief import Charts
from tests.drawn import CHARTS, EDITION, SHIFT, TOPICS


@pytest.mark.parametrize(
    "charts", [CHARTS, Charts(TOPICS), Charts(None, SHIFT), Charts(timelines=CHARTS.timelines), Charts()]
)
def test_charts_come_back_as_they_were_written(charts):
    brief = replace(EDITION, charts=charts)
    assert loads(dumps(brief), "brief.json") == brief


def test_an_edition_without_charts_has_no_such_key():
    assert "charts" not in brief_to_json(replace(EDITION, charts=Charts()))


def test_the_record_has_the_names_of_the_contract():
    record = brief_to_json(EDITION)["charts"]
    assert list(record) == ["topics_by_day", "keyword_shift", "timelines"]
    assert list(record["topics_by_day"]) == ["days", "topics", "rest", "topics_left"]
    assert list(record["keyword_shift"]) == ["before", "stories_before", "stories_now", "keywords"]
    assert list(record["timelines"][0]) == ["story_id", "days", "outlets", "first", "turns"]


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("topics_by_day", "topics", 0, "stories", 1), "10", "charts.topics_by_day.topics[0].stories[1]"),
        (("topics_by_day", "days", 0), "그제", "charts.topics_by_day.days[0]"),
        (("keyword_shift", "keywords", 0, "before"), 1.5, "charts.keyword_shift.keywords[0].before"),
        (("keyword_shift", "before"), None, "charts.keyword_shift.before"),
        (("timelines", 0, "first"), [], "charts.timelines[0].first"),
        (("timelines", 0, "days", 2, "reports"), True, "charts.timelines[0].days[2].reports"),
        (("timelines",), "x", "charts.timelines"),
    ],
)
def test_a_wrong_member_is_named(path, value, place):
    record = json.loads(dumps(EDITION))
    node = record["charts"]
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    with pytest.raises(MalformedRecord) as error:
        loads(json.dumps(record), "brief.json")
    assert place in str(error.value)
