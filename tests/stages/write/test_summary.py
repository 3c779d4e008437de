"""The summary of a pick tells its news, although an issue above it may have told the same."""

from __future__ import annotations

from dataclasses import replace

from newsprism.protocols.stages import DraftPick
from newsprism.stages.write.issues import issues, openings
from newsprism.stages.write.summary import CORE, given_back, heads, summary
from tests.making import WEEK
from tests.stages.write.test_overview import BANK, RATES, desk, headlines, ranked, story


def test_a_summary_opens_with_the_news_that_no_issue_takes():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    first = heads(table)
    opened = openings(table, first)
    assert opened["bank"].source != first["bank"].source
    assert first["bank"].told > 0.3
    # Its end is a sentence of the same report with the same subject, with which it is printed as one.
    assert summary(table, "bank", CORE, first["bank"])[0].text.startswith(first["bank"].text[:20])


def test_what_the_head_says_is_not_said_again_behind_it():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    first = heads(table)
    texts = [s.text for s in summary(table, "bank", CORE, first["bank"])]
    assert len(set(texts)) == len(texts) > 1


def test_a_story_of_one_sentence_keeps_it_and_makes_no_issue():
    lone = replace(BANK[0], text="솔빛은행은 10일 첫 월급 적금을 출시했다고 밝혔다.")
    table = desk([ranked(story("bank", lone), RATES)], ())
    first = heads(table)
    assert openings(table, first) == {}
    assert [s.text for s in summary(table, "bank", CORE, first["bank"])] == [first["bank"].text]
    assert issues(table, headlines(), {}) == ()


def test_what_was_kept_for_an_issue_that_was_not_made_goes_back_where_there_is_room():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    first = heads(table)
    kept = openings(table, first)["bank"]
    told = summary(table, "bank", CORE, first["bank"])
    pick = DraftPick("bank", "적금", WEEK.end, told, (), ())
    assert given_back(pick, 0, None) == pick
    assert given_back(replace(pick, summary=told[:1]), 0, kept).summary == (told[0], kept.sentence())
    full = replace(pick, summary=told * 4)
    assert given_back(full, 0, kept) == full
