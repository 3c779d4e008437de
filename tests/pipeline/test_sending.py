"""What a reader was sent, as an edition takes and leaves it."""

from datetime import date, datetime

from newsprism.pipeline.sending import before, printed
from newsprism.types.history import Feedback, History, Sent
from newsprism.types.story import StoryId
from tests.making import KST, at, reader
from tests.pipeline.test_brief import FRIDAY, WEEKFUL, making

CLOSED = datetime(2026, 3, 13, 9, tzinfo=KST)


def sent(day, cadence="daily"):
    return Sent(StoryId("s"), None, "제목", cadence, date(2026, 3, day), at(day, 9), at(day, 10))


def test_an_issue_goes_on_from_those_before_it_of_its_own_cadence():
    feedback = Feedback(StoryId("s"), None, "more", at(14), "제목")
    history = History((feedback,), (sent(11), sent(12), sent(13), sent(8, "weekly")))
    assert before(history, "daily", FRIDAY) == History((feedback,), (sent(11), sent(12)))
    assert before(history, "weekly", date(2026, 3, 15)).sent == (sent(8, "weekly"),)


def test_what_is_printed_is_kept_with_the_reports_that_the_story_had():
    edition = making().make(WEEKFUL, reader(), "daily", FRIDAY)
    kept = printed(edition.brief, edition.ranking.selected, CLOSED, at(13, 10))
    assert [s.title for s in kept] == [p.title for p in edition.brief.picks]
    assert [s.story_id for s in kept] == [p.story_id for p in edition.brief.picks]
    assert {(s.cadence, s.issue, s.closed, s.made_at) for s in kept} == {("daily", FRIDAY, CLOSED, at(13, 10))}
    stories = {r.story.id: r.story for r in edition.ranking.selected}
    assert all(s.documents == {d.id for d in stories[s.story_id].documents} for s in kept)
