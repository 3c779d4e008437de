"""The writer: every text proved, nothing twice, refused texts replaced, the blocks of its cadence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from newsprism.protocols.stages import Draft
from newsprism.stages.write.stage import ExtractiveWriter, Options
from newsprism.stages.write.summary import CORE, CORE_PICKS, REFERENCE
from newsprism.types.brief import Sentence, Window
from newsprism.types.dropped import Dropped
from tests.making import PORTS, article, at, story
from tests.stages.write.newsroom import (
    PICKS,
    PIER,
    RATES,
    SPARE,
    STRIKE,
    WAGES,
    analyser,
    assignment,
    desk,
    documents,
    ranked,
    texts,
    unproved,
)

CADENCES = ["daily", "weekly"]


@pytest.fixture(scope="module")
def writer() -> ExtractiveWriter:
    return ExtractiveWriter(analyser())


def said(draft: Draft) -> Iterator[Sentence]:
    yield from draft.subtitles
    for block in (*draft.analysis, *draft.issues, *draft.trends, *draft.terms, *draft.strategy):
        yield from block.sentences
    for pick in draft.picks:
        yield from (*pick.summary, *pick.context, *pick.insight)


def body(draft: Draft) -> list[str]:
    """Every text but the parts of headlines."""
    return [s.text for s in said(draft) if s not in draft.subtitles]


@pytest.mark.parametrize("cadence", CADENCES)
def test_every_sentence_is_proved_and_said_once(writer, cadence):
    draft = writer.write(assignment(cadence=cadence))
    assert unproved(said(draft), [*documents(*PICKS, *SPARE), *draft.glossary]) == []
    counted = Counter(body(draft))
    assert len(counted) > 10
    assert max(counted.values()) == 1


@pytest.mark.parametrize("cadence", CADENCES)
def test_nothing_is_made_up(writer, cadence):
    origins = {s.origin for s in said(writer.write(assignment(cadence=cadence)))}
    assert origins <= {"extracted", "composed"}
    assert not writer.generative


def more_loans():
    """Further stories of a topic: a trend is told by what neither the picks nor the analysis tell."""
    told = {
        "가온은행 전세 자금 대출 새 계약자 이자 낮아져": "가온은행은 12일 전세 대출 금리를 연 3.9%에서 3.8%로 내려 새 계약부터 적용한다고 밝혔다.",
        "나루저축은행 대출 문턱 높인다, 한 사람 300만 원까지": "나루저축은행이 13일 소액 대출의 한도를 한 사람에 500만 원에서 300만 원으로 줄였다.",
        "어선 담보로 빌린 돈 두 해 만에 두 배": "누리수협은 10일 어선을 담보로 한 대출 잔액이 두 해 만에 8200억 원으로 두 배가 됐다고 집계했다.",
        "창고 짓는 회사에 금리 깎아 주기로": "다온은행이 11일 냉동 창고를 짓는 회사 40곳의 시설 대출 금리를 0.7%포인트 깎아 주기로 했다.",
        "밀린 이자 갚은 선원 1200명 대출 기록 지운다": "금융위원회는 12일 밀린 이자를 모두 갚은 선원 1200명의 대출 연체 기록을 지우기로 했다.",
        "외화 예금 금리 넉 달째 내려": "한국은행은 13일 외화 예금 금리가 연 2.1%로 넉 달째 내렸다고 집계했다.",
    }
    return [
        ranked(story(f"loans{i}", article(f"loans{i}-1", title, text, published=at(13))), RATES, score=0.6)
        for i, (title, text) in enumerate(told.items())
    ]


def test_a_daily_has_issues_and_summaries_and_a_weekly_the_rest(writer):
    daily, weekly = (writer.write(assignment(spare=(*SPARE, *more_loans()), cadence=c)) for c in CADENCES)
    assert daily.issues
    assert all(p.summary and not p.context and not p.insight for p in daily.picks)
    assert (daily.analysis, daily.trends, daily.terms, daily.strategy) == ((), (), (), ())
    assert weekly.analysis
    assert weekly.trends
    assert weekly.terms
    assert weekly.strategy
    assert weekly.issues == ()
    assert all(p.insight and not p.summary for p in weekly.picks)
    assert sum(bool(p.context) for p in weekly.picks) >= len(weekly.picks) - 1


def test_picks_keep_their_order_with_title_and_day_of_their_lead_report():
    turned = replace(PICKS[0], leads=("pier-3", "pier-1"))
    draft = ExtractiveWriter(analyser()).write(assignment([turned, *PICKS[1:]]))
    assert [p.story_id for p in draft.picks] == [p.story.id for p in PICKS]
    assert draft.picks[0].title == PIER.documents[2].title
    assert draft.picks[0].published == date(2026, 3, 13)


def test_summaries_keep_to_the_room_of_their_place(writer):
    draft = writer.write(assignment([*PICKS, *SPARE], (), cadence="daily"))
    assert len(draft.picks) > CORE_PICKS
    for place, pick in enumerate(draft.picks):
        slot = CORE if place < CORE_PICKS else REFERENCE
        assert len(pick.summary) <= slot.count
        assert sum(map(len, texts(pick.summary))) + len(pick.summary) - 1 <= slot.most


@pytest.mark.parametrize("cadence", CADENCES)
def test_refused_texts_are_not_used_again_and_are_replaced(writer, cadence):
    first = writer.write(assignment(cadence=cadence))
    refused = frozenset(s.text for s in said(first) if s.origin == "extracted" and s not in first.subtitles)
    second = writer.write(assignment(cadence=cadence, rejected=refused))
    assert not refused & set(body(second))
    assert len(set(body(second)) - set(body(first))) >= 3
    assert unproved(said(second), [*documents(*PICKS, *SPARE), *second.glossary]) == []


def test_one_refused_sentence_is_replaced_in_its_own_block(writer):
    first = writer.write(assignment(cadence="daily")).picks[0]
    second = writer.write(assignment(cadence="daily", rejected=[first.summary[1].text])).picks[0]
    assert first.summary[1].text not in texts(second.summary)
    assert len(second.summary) == len(first.summary)


def test_a_refused_composed_sentence_is_worded_in_another_way(writer):
    told = writer.write(assignment()).picks
    place, first = next((i, s) for i, pick in enumerate(told) for s in pick.context if s.origin == "composed")
    again = writer.write(assignment(rejected=[first.text])).picks[place].context
    second = next(s for s in again if s.origin == "composed")
    assert second.text != first.text
    assert second.figures == first.figures


@pytest.mark.parametrize("cadence", CADENCES)
def test_when_everything_is_refused_the_edition_is_shorter_and_still_whole(writer, cadence):
    refused: set[str] = set()
    for _ in range(12):
        draft = writer.write(assignment(cadence=cadence, rejected=refused))
        fresh = {s.text for s in said(draft) if s.origin == "extracted"} - refused
        if not fresh:
            break
        refused |= fresh
    assert not {s.text for s in said(draft) if s.origin == "extracted" and s not in draft.subtitles} & refused
    assert len(draft.picks) == len(PICKS)


@pytest.mark.parametrize("cadence", CADENCES)
def test_the_same_assignment_gives_the_same_draft(writer, cadence):
    assert writer.write(assignment(cadence=cadence)) == writer.write(assignment(cadence=cadence))
    assert ExtractiveWriter(analyser()).write(assignment(cadence=cadence)) == writer.write(assignment(cadence=cadence))


@pytest.mark.parametrize("summariser", ["objective", "lead3", "textrank"])
def test_the_method_of_the_summaries_can_be_chosen(summariser):
    made = ExtractiveWriter(analyser(), Options(summariser=summariser)).write(assignment(cadence="daily"))
    assert all(p.summary for p in made.picks)
    assert unproved(said(made), documents(*PICKS, *SPARE)) == []
    first = [s.citations[0].start for s in made.picks[0].summary if s.citations[0].document_id == "pier-1"]
    if summariser == "lead3":
        assert first == sorted(first)
        assert {s.citations[0].document_id for s in made.picks[0].summary} == {"pier-1"}


def test_the_methods_do_not_all_say_the_same():
    made = {
        name: tuple(
            tuple(texts(p.summary))
            for p in ExtractiveWriter(analyser(), Options(summariser=name)).write(assignment(cadence="daily")).picks
        )
        for name in ("objective", "lead3", "textrank")
    }
    assert len(set(made.values())) == 3


STALE = "해양수산부는 오는 13일 나루항 부두의 사용료를 확정한다."


@pytest.mark.parametrize("cadence", CADENCES)
@pytest.mark.parametrize(("end", "printed"), [(12, True), (13, False), (14, False)])
def test_an_announcement_that_time_has_overtaken_is_not_printed(writer, cadence, end, printed):
    lead = article(f"stale-{end}", "해양수산부, 나루항 부두 사용료 13일 확정", STALE, published=at(11))
    told = ranked(story(f"stale-{end}", lead), PORTS)
    draft = writer.write(assignment([told], (), cadence=cadence, window=Window(date(2026, 3, 9), date(2026, 3, end))))
    assert (STALE in body(draft)) is printed


def test_what_was_read_for_one_window_does_not_leak_into_another(writer):
    late = writer.write(assignment(window=Window(date(2026, 3, 9), date(2026, 3, 14)), cadence="daily"))
    early = writer.write(assignment(window=Window(date(2026, 3, 9), date(2026, 3, 11)), cadence="daily"))
    days = {d.id: d.published_at.date() for d in documents(*PICKS, *SPARE)}
    assert max(days[c.document_id] for s in said(late) for c in s.citations) > date(2026, 3, 11)
    assert all(days[c.document_id] <= date(2026, 3, 11) for s in said(early) for c in s.citations if c.field == "text")


def test_a_new_version_of_a_story_is_read_again(writer):
    writer.write(assignment([PICKS[1]], (), cadence="daily"))
    news = "고용노동부는 13일 하역 회사 9곳의 임금 협상을 더 돕기로 했다."
    grown = replace(
        STRIKE, version=2, documents=(*STRIKE.documents, article("strike-3", "임금 협상", news, published=at(13)))
    )
    again = writer.write(
        assignment([replace(PICKS[1], story=grown, leads=("strike-3", "strike-1"))], (), cadence="daily")
    )
    assert news in texts(again.picks[0].summary)


def test_subtitles_are_three_parts_of_headlines_or_none(writer):
    for spare in (SPARE, ()):
        draft = writer.write(assignment([*PICKS, *spare], (), cadence="daily"))
        assert len(draft.subtitles) in (0, 3)
        for subtitle in draft.subtitles:
            (citation,) = subtitle.citations
            assert (citation.field, citation.quote) == ("title", subtitle.text)
            assert 13 <= len(subtitle.text) <= 30


@pytest.mark.parametrize("cadence", CADENCES)
def test_an_assignment_without_stories_gives_an_empty_draft(writer, cadence):
    draft = writer.write(assignment((), (), cadence=cadence))
    assert list(said(draft)) == []
    assert draft.picks == ()
    assert draft.headline


def test_runners_up_of_the_same_affair_back_nothing(writer):
    base = assignment(PICKS, ())
    twin = ranked(
        replace(PIER, id="twin", documents=(article("twin-1", "쌍둥이", "해양수산부는 부두 하나를 더 짓는다."),)), PORTS
    )
    given = replace(base, ranking=replace(base.ranking, not_selected=(Dropped(twin, "rank", "same_affair", "twin"),)))
    assert "twin-1" not in {c.document_id for s in said(writer.write(given)) for c in s.citations}


def test_of_a_thread_a_pick_takes_what_is_near_it():
    """A thread goes in small steps: from a strike to its settlement, and on to the bill that it led to."""
    pick = replace(STRIKE, thread_id="t")
    near = story(
        "near",
        article(
            "near-1", "나루하역 임금 합의안 투표", "나루하역 노조가 13일 임금 합의안을 투표에 부쳤다.", published=at(13)
        ),
        thread="t",
    )
    far = story(
        "far",
        article("far-1", "국회, 하역안전법 처리", "국회가 13일 하역안전법을 처리했다.", published=at(13)),
        thread="t",
    )
    writer = ExtractiveWriter(analyser())
    table = writer.desk(assignment([ranked(pick, WAGES)], (), siblings=[near, far]))
    assert [s.id for s in table.siblings[pick.id]] == ["near"]


def test_a_report_of_another_country_does_not_go_on_with_one_of_home():
    home = story(
        "home",
        article("h", "1월 취업자 10만 명 증가", "나루시의 1월 취업자가 10만 명 늘었다.", published=at(10)),
        thread="t",
    )
    abroad = story(
        "abroad",
        article("x", "1월 취업자 13만 명 증가", "미국의 1월 취업자가 13만 명 늘었다.", published=at(11)),
        thread="t",
    )
    table = desk([ranked(home, WAGES)], (), siblings=[abroad])
    assert {c.story_id for c in table.own("home")} == {"home"}
    table = desk([ranked(abroad, WAGES)], (), siblings=[home])
    assert {c.story_id for c in table.own("abroad")} == {"abroad", "home"}


def test_a_daily_summary_tells_its_headline_first(writer):
    """What the headline says in short counts as said for no summary."""
    told = story(
        "jobs",
        article(
            "jobs-1",
            "올해 나루항 하역 회사 240명 뽑는다",
            "하역 회사의 봄 채용이 시작된다. 나루항 하역 회사 일곱 곳은 올해 직원 240명을 뽑는다고 12일 밝혔다. "
            "나루하역은 그 가운데 90명을 뽑는다.",
            published=at(12),
        ),
    )
    (pick,) = writer.write(assignment([ranked(told, WAGES)], (), cadence="daily")).picks
    assert "나루항 하역 회사 일곱 곳은 올해 직원 240명을 뽑는다고 12일 밝혔다." in texts(pick.summary)


def test_the_news_of_a_pick_is_in_its_issue_or_in_its_summary(writer):
    """A sentence that was taken for an issue is not lost when the reports tell too little for the issue."""
    told = story(
        "jobs",
        article(
            "jobs-1",
            "나루항 하역 회사 올해 240명 채용",
            "나루항 하역 회사 일곱 곳이 12일 직원 240명을 뽑기로 했다. 하역 회사는 4월에 원서를 받는다. "
            "해양수산부는 하역 회사의 채용을 돕는다. 조건은 공고에 적혀 있다. 박람회에는 항만 회사 40곳이 나왔다. "
            "해양수산부는 하역 채용을 평가에 넣을 방침이다.",
            published=at(12),
        ),
    )
    draft = writer.write(assignment([ranked(told, WAGES)], (), cadence="daily"))
    said = [*texts(draft.picks[0].summary), *(s.text for issue in draft.issues for s in issue.sentences)]
    assert said.count("나루항 하역 회사 일곱 곳이 12일 직원 240명을 뽑기로 했다.") == 1
