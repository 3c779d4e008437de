from dataclasses import replace
from datetime import datetime, timedelta, timezone

from newsprism.formats.stories import stories_to_json
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story, StoryId

NOON = datetime(2026, 2, 9, 12, tzinfo=timezone(timedelta(hours=9)))
FIRST = Document(
    DocumentId("a1"), "article", "다온항 물동량 늘어", "글", NOON, "한빛경제", (), "https://x.example/1", "ko"
)
SECOND = replace(FIRST, id=DocumentId("a2"), publisher="누리일보", published_at=None, url=None)


def test_a_story_has_the_keys_of_the_contract_and_two_extras():
    story = Story(
        StoryId("s1"), 1, "다온항 물동량", (FIRST, SECOND), NOON, None, copies=frozenset({SECOND.id}), recurring=True
    )
    assert stories_to_json([story]) == [
        {
            "id": "s1",
            "title": "다온항 물동량",
            "first_seen": "2026-02-09T12:00:00+09:00",
            "updated_at": None,
            "outlets": ["한빛경제", "누리일보"],
            "thread_id": None,
            "documents": [
                {
                    "id": "a1",
                    "url": "https://x.example/1",
                    "title": "다온항 물동량 늘어",
                    "publisher": "한빛경제",
                    "published_at": "2026-02-09T12:00:00+09:00",
                },
                {"id": "a2", "url": None, "title": "다온항 물동량 늘어", "publisher": "누리일보", "published_at": None},
            ],
            "recurring": True,
            "copies": ["a2"],
        }
    ]
