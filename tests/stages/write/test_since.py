"""A pick that the reader had before: what is new comes first, and says from which edition it goes on."""

from dataclasses import replace
from datetime import date

import pytest

from newsprism.stages.verify import check_sentence
from newsprism.stages.write.since import edition_day, opening, since
from newsprism.stages.write.stage import ExtractiveWriter
from newsprism.text.ko.normalise import folded
from newsprism.types.history import Sent
from tests.making import at, story
from tests.stages.write.newsroom import (
    PICKS,
    PIER,
    PORTS,
    WEEK,
    analyser,
    assignment,
    documents,
    ranked,
    texts,
    unproved,
)

TENTH = Sent(
    PIER.id, None, PIER.title, "daily", date(2026, 3, 10), at(10, 23), at(10, 23), frozenset({PIER.documents[0].id})
)
WEEKLY = replace(TENTH, cadence="weekly", issue=date(2026, 3, 8), closed=at(8, 0), documents=frozenset())


def write(cadence, sent, picks=PICKS, **how):
    asked = replace(assignment(picks, cadence=cadence, **how), known={sent.story_id: sent})
    return ExtractiveWriter(analyser()).write(asked)


def news(sent=TENTH):
    found = since(ranked(PIER, PORTS), sent, ())
    assert found is not None
    return found


def test_the_newest_report_that_tells_something_new_leads():
    found = news()
    assert [d.id for d in found.printable] == ["pier-3", "pier-2"]
    assert [d.id for d in found.reports] == ["pier-2", "pier-3"]


def test_a_story_whose_later_reports_cannot_be_printed_is_written_as_any_other():
    assert since(ranked(PIER, PORTS, leads=["pier-1"]), TENTH, ()) is None


def test_a_daily_summary_is_made_of_what_is_new():
    pick = write("daily", TENTH).picks[0]
    assert pick.title == "나루항 선석 사용료 12% 오른다"
    assert pick.summary[0].text == "지난 10일 브리핑 뒤 매체 2곳이 새로 보도했다."
    assert any("12%" in text for text in texts(pick.summary[1:]))
    assert not any("3200억" in text for text in texts(pick.summary))
    assert unproved(pick.summary, documents(PIER)) == []
    assert len(" ".join(texts(pick.summary))) <= 282


def test_the_issue_of_such_a_pick_tells_nothing_that_was_told():
    draft = write("daily", TENTH)
    told = [t for i in draft.issues if PIER.id in i.story_ids for t in texts(i.sentences)]
    assert not any("3200억" in text or "4월 20일" in text for text in told)


def test_a_weekly_context_says_from_which_edition_the_story_goes_on():
    pick = write("weekly", WEEKLY).picks[0]
    assert pick.context[0].text == "지난 8일 브리핑 뒤 13일까지 매체 3곳이 새로 보도했다."
    assert unproved(pick.context, documents(PIER)) == []
    assert len(" ".join(texts(pick.context))) <= 102


def test_every_wording_is_proved_by_its_figures_and_none_is_said_twice():
    found, said = news(), set()
    while one := opening(found, WEEK.end, said):
        assert check_sentence(one, {d.id: d for d in PIER.documents}) == ()
        said.add(folded(one.text))
    assert len(said) == 4


def test_one_outlet_is_named():
    found = news(replace(TENTH, closed=at(12, 0), documents=frozenset({"pier-1", "pier-2"})))
    one = opening(found, WEEK.end, ())
    assert one is not None
    assert one.text == "지난 10일 브리핑 뒤 바다신문이 새로 보도했다."
    assert check_sentence(one, {d.id: d for d in PIER.documents}) == ()


def test_a_wrong_figure_is_found():
    one = opening(news(), WEEK.end, ())
    assert one is not None
    known = {d.id: d for d in PIER.documents}
    for wrong in (one.text.replace("10일", "7일"), one.text.replace("2곳", "9곳")):
        assert check_sentence(replace(one, text=wrong), known)


def test_reports_that_were_out_before_the_edition_are_not_said_to_follow_it():
    late = replace(TENTH, closed=at(14, 9))
    found = since(ranked(PIER, PORTS), late, ())
    assert found is not None
    assert opening(found, WEEK.end, ()) is None


@pytest.mark.parametrize(
    ("issue", "last", "printed"),
    [
        (date(2026, 3, 10), date(2026, 3, 11), "지난 10일"),
        (date(2026, 2, 28), date(2026, 3, 2), "지난 2월 28일"),
        (date(2025, 12, 31), date(2026, 1, 2), "2025년 12월 31일"),
    ],
)
def test_the_day_of_an_edition_is_said_as_one_says_it(issue, last, printed):
    assert edition_day(replace(TENTH, issue=issue), last) == printed


@pytest.mark.parametrize("issue", [date(2026, 2, 28), date(2025, 12, 31)])
def test_an_edition_of_another_month_is_proved_too(issue):
    found = news(replace(TENTH, issue=issue))
    one = opening(found, WEEK.end, ())
    assert one is not None
    assert check_sentence(one, {d.id: d for d in PIER.documents}) == ()


def test_a_story_of_the_thread_that_was_known_tells_nothing_new():
    twin = story("twin", replace(PIER.documents[2], id="twin-1", published_at=at(10, 8)), thread="t")
    found = since(
        ranked(replace(PIER, thread_id="t"), PORTS), replace(TENTH, documents=frozenset({"pier-1", "twin-1"})), [twin]
    )
    assert found is not None
    assert found.printable[0].id == "pier-2"
