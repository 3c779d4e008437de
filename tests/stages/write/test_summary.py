"""The summary of a pick tells its news, although an issue above it may have told the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from newsprism.protocols.stages import DraftPick
from newsprism.stages.write.issues import _of_others, issues, openings
from newsprism.stages.write.summary import CORE, given_back, heads, summary
from newsprism.types.brief import Window
from tests.making import PORTS, WEEK, article, at
from tests.stages.write.newsroom import assignment
from tests.stages.write.test_overview import BANK, RATES, desk, headlines, ranked, story


def test_a_summary_opens_with_the_news_that_no_issue_takes():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    first = heads(table)
    opened, first = openings(table, first)
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
    assert openings(table, first)[0] == {}
    assert [s.text for s in summary(table, "bank", CORE, first["bank"])] == [first["bank"].text]
    assert issues(table, headlines(), {}) == ()


def test_what_was_kept_for_an_issue_that_was_not_made_goes_back_where_there_is_room():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    first = heads(table)
    opened, first = openings(table, first)
    kept = opened["bank"]
    told = summary(table, "bank", CORE, first["bank"])
    pick = DraftPick("bank", "적금", WEEK.end, told, (), ())
    assert given_back(pick, 0, None) == pick
    assert given_back(replace(pick, summary=told[:1]), 0, kept).summary == (told[0], kept.sentence())
    full = replace(pick, summary=told * 4)
    assert given_back(full, 0, kept) == full


RECRUITS = article(
    "crew",
    "올해 나루공단 선원 240명 뽑는다…채용형 인턴은 40명",
    "나루공단은 올해 선원 240명을 새로 뽑는다고 10일 밝혔다. 정규직으로 이어지는 채용형 인턴은 40명으로 늘었다. "
    "면접은 4월 20일부터 사흘 동안 본다. 합격한 사람은 5월 나루항에서 일을 시작한다. 원서는 3월 28일까지 받는다.",
    published=at(10),
)


def test_an_issue_says_of_whom_it_speaks_and_the_summary_has_its_headline_for_that():
    table = desk([ranked(story("crew", RECRUITS), RATES)], ())
    first = heads(table)
    opened, left = openings(table, first)
    assert first["crew"].text.startswith("나루공단은")
    assert opened["crew"].text == first["crew"].text
    assert "채용형 인턴은 40명" in left["crew"].text


LONE = replace(RECRUITS, text=RECRUITS.text.replace("정규직으로 이어지는 채용형 인턴은 40명으로 늘었다. ", ""))


def test_a_head_that_no_other_sentence_can_stand_for_stays_and_other_news_of_the_topic_makes_the_issue():
    other = article(
        "loans",
        "다온은행 창고 대출 금리 0.7%포인트 인하",
        "다온은행이 11일 냉동 창고를 짓는 회사 40곳의 시설 대출 금리를 0.7%포인트 내렸다. 지난해 가온시에서는 냉동 창고 "
        "310동이 문을 닫았다.",
        published=at(11),
    )
    spare = [ranked(story("loans", other), RATES)]
    table = desk([ranked(story("crew", LONE), RATES)], spare)
    first = heads(table)
    opened, left = openings(table, first)
    assert opened == {}
    assert left == first
    assert summary(table, "crew", CORE, left["crew"])[0].text == first["crew"].text
    (found,) = issues(table, headlines(), opened)
    assert [c.document_id for s in found.sentences for c in s.citations] == ["loans", "loans"]
    assert found.story_ids == ("crew", "loans")


def test_a_ceremony_makes_no_issue_of_a_day_whose_picks_tell_little():
    start = article(
        "start",
        "다온은행 창고 대출 금리 낮춰",
        "다온은행이 11일 창고 대출 금리를 알리는 ‘빛나는 창고’ 출범식을 개최했다. 지난해 가온시에서는 냉동 창고 310동이 문을 닫았다.",
        published=at(11),
    )
    table = desk([ranked(story("crew", LONE), RATES)], [ranked(story("start", start), RATES)])
    assert list(_of_others(table, headlines(), (), strict=True)) == []


def test_such_a_head_stays_with_its_summary_on_a_day_with_issues():
    day = [
        ranked(story("crew", RECRUITS), RATES),
        ranked(story("bank", *BANK), RATES),
        ranked(story("lone", replace(LONE, id="lone")), RATES),
    ]
    table = desk(day, ())
    opened, left = openings(table, heads(table))
    assert set(opened) == {"crew", "bank"}
    assert "lone" in left


def test_a_head_goes_back_to_its_place_when_its_issue_is_not_made():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    head = heads(table)["bank"]
    told = tuple(c.sentence() for c in table.candidates(["bank"]) if c.source != head.source)
    back = given_back(DraftPick("bank", "적금", WEEK.end, told, (), ()), 0, head, head=True).summary
    assert back[0] == head.sentence()
    assert 1 < len(back) <= CORE.count
    assert sum(len(s.text) + 1 for s in back) - 1 <= CORE.most


def test_a_daily_tells_what_its_own_days_report_and_a_weekly_what_came_before():
    before = article(
        "a0",
        "나루항, 사용료 12일 인상 가닥",
        "나루항만공사가 부두 사용료를 40억 원 올리기로 9일 가닥을 잡았다.",
        published=at(9),
    )
    now = article(
        "a1", "나루항 사용료 인상", "나루항만공사가 부두 사용료를 52억 원 올렸다고 12일 밝혔다.", published=at(12)
    )
    pick = ranked(story("s", before, now), PORTS)
    days = Window(date(2026, 3, 11), date(2026, 3, 12))

    def told(cadence, window):
        table = desk([pick], (), window=window)
        table = replace(table, assignment=assignment([pick], (), cadence=cadence, window=window))
        return {c.document.id for c in table.candidates([pick.story.id])}

    assert told("daily", days) == {"a1"}
    assert told("weekly", Window(date(2026, 3, 9), date(2026, 3, 12))) == {"a0", "a1"}
