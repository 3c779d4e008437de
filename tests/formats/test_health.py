import json
from datetime import UTC, datetime

from newsprism.formats.health import health_to_json
from newsprism.types.source import Source, SourceHealth, SourceId

NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)


def test_the_health_of_a_source_has_its_figures_and_what_to_do():
    found = SourceHealth(
        source=Source(SourceId("naru"), "feed", "https://naru.example/rss.xml", "나루일보"),
        state="failing",
        last_success=NOON,
        last_attempt=NOON,
        last_document=None,
        failures=2,
        fault="https://naru.example/rss.xml: 접근을 막았습니다(403)",
        documents=7,
        per_day=0.5,
        dropped_share=1 / 3,
        dropped=(("no_title", 3), ("no_body", 1)),
        undated_share=0.0,
        boilerplate_share=None,
        suggestion="브라우저에서 열리는지 보세요.",
    )
    told = health_to_json(found)
    assert told == {
        "id": "naru",
        "name": "나루일보",
        "kind": "feed",
        "place": "https://naru.example/rss.xml",
        "state": "failing",
        "last_success": "2026-02-09T12:00:00+00:00",
        "last_attempt": "2026-02-09T12:00:00+00:00",
        "last_document": None,
        "failures": 2,
        "fault": "https://naru.example/rss.xml: 접근을 막았습니다(403)",
        "documents": 7,
        "per_day": 0.5,
        "dropped_share": 0.3333,
        "dropped": {"no_title": 3, "no_body": 1},
        "undated_share": 0.0,
        "boilerplate_share": None,
        "suggestion": "브라우저에서 열리는지 보세요.",
    }
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
