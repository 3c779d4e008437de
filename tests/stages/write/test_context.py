"""주간 맥락 states what the reports of a story show, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsprism.stages.write.context import context
from newsprism.stages.write.since import Since
from newsprism.stages.write.steps import steps
from newsprism.text.ko.newness import Known
from newsprism.types.brief import Sentence, Window
from newsprism.types.document import Document
from newsprism.types.history import Sent
from newsprism.types.story import Story
from tests.making import article, at, story
from tests.stages.write.newsroom import PICKS, PORTS, desk, documents, ranked, texts, unproved

ROOM = 110
TEXT = "나루항만공사가 {n}번 부두에 크레인 {n}0대를 새로 놓는다. 공사비는 {n}00억 원이고 크레인은 가온중공업이 만든다."


def told(*reports: tuple[int, int, str], name: str = "one", thread: str | None = None) -> Story:
    """A story of reports, each given by its day and hour and its outlet."""
    return story(
        name,
        *(
            article(
                f"{name}-{i}", f"나루항 {i}번 부두 소식", TEXT.format(n=i), published=at(day, hour), publisher=outlet
            )
            for i, (day, hour, outlet) in enumerate(reports, start=1)
        ),
        thread=thread,
    )


COURSES = {
    "one outlet on one day": told((10, 9, "나루일보")),
    "one outlet over days": told((10, 9, "나루일보"), (12, 9, "나루일보")),
    "three outlets on one day": told((11, 8, "나루일보"), (11, 9, "가온경제"), (11, 10, "바다신문")),
    "at once, then less": told((10, 8, "나루일보"), (10, 9, "가온경제"), (10, 9, "누리일보"), (13, 9, "바다신문")),
    "more and more": told((9, 8, "나루일보"), (12, 9, "가온경제"), (12, 10, "누리일보"), (12, 11, "바다신문")),
    "a peak in the middle": told(
        (9, 8, "나루일보"), (11, 9, "가온경제"), (11, 10, "누리일보"), (11, 11, "바다신문"), (14, 9, "나루일보")
    ),
    "every day": told((9, 8, "나루일보"), (10, 9, "가온경제"), (11, 10, "누리일보"), (12, 9, "나루일보")),
    "now and then": told((9, 8, "나루일보"), (14, 9, "가온경제")),
}


def made(
    one: Story, *siblings: Story, window: Window | None = None, lead: int = 0, had: Sent | None = None
) -> tuple[Sentence, ...]:
    picks = [ranked(one, PORTS)]
    table = desk(picks, (), siblings=siblings, **({"window": window} if window else {}))
    if had is not None:
        table.since = {one.id: Since(had, Known([had.title]), one.documents, one.documents)}
    return context(table, picks[0], one.documents[lead], steps(table, picks[0]))


def sent(one: Story, issue: date = date(2026, 3, 8)) -> Sent:
    """The edition of 8 March, in which the reader had a story."""
    return Sent(one.id, None, one.title, "weekly", issue, at(8, 0), at(8, 0), frozenset())


def day(document: Document) -> date:
    assert document.published_at is not None
    return document.published_at.date()


@pytest.mark.parametrize("course", COURSES)
def test_how_often_it_was_reported_is_not_told(course):
    written = made(COURSES[course])
    assert written
    assert all(sentence.origin == "extracted" for sentence in written)
    assert sum(map(len, texts(written))) + 1 <= ROOM


@pytest.mark.parametrize("course", COURSES)
def test_of_a_story_that_the_reader_had_it_is_told_how_many_reported_since(course):
    one = COURSES[course]
    opening, *rest = made(one, had=sent(one))
    assert opening.origin == "composed"
    figures = {f.name: f.value for f in opening.figures}
    days = [day(d) for d in one.documents]
    counted = {d: len({r.publisher for r in one.documents if day(r) == d}) for d in days}
    assert figures["last_edition"] == "2026-03-08"
    assert figures["first_report"] == min(days).isoformat()
    assert figures["last_report"] == max(days).isoformat()
    assert figures["outlets"] == str(len({d.publisher for d in one.documents}))
    assert figures["outlets_on_that_day"] == str(max(counted.values()))
    assert counted[date.fromisoformat(figures["most_on"])] == max(counted.values())
    assert figures["days"] == str((max(days) - min(days)).days + 1)
    assert f"8일 브리핑 뒤 {max(days).day}일까지 매체 {figures['outlets']}곳" in opening.text
    assert unproved((opening, *rest), one.documents) == []
    assert {c.document_id for c in opening.citations} <= {d.id for d in one.documents}


def test_what_was_out_before_the_edition_is_not_counted_as_new():
    one = told((9, 9, "나루일보"), (12, 9, "가온경제"))
    had = replace(sent(one), issue=date(2026, 3, 10), closed=at(10, 9))
    opening = made(one, had=had)[0]
    assert opening.text == "지난 10일 브리핑에 나온 뒤 12일까지 보도가 이어졌다."
    assert unproved((opening,), one.documents) == []


def test_reports_outside_the_window_are_not_counted():
    one = told((7, 9, "나루일보"), (10, 9, "가온경제"), (11, 9, "누리일보"), (15, 9, "바다신문"))
    figures = {f.name: f.value for f in made(one, lead=1, had=sent(one))[0].figures}
    assert figures["first_report"] == "2026-03-10"
    assert figures["last_report"] == "2026-03-11"
    assert figures["outlets"] == "2"


def test_the_reports_of_the_thread_belong_to_the_course():
    one = told((10, 9, "나루일보"), name="one", thread="t")
    later = told((13, 9, "가온경제"), (14, 9, "바다신문"), name="later", thread="t")
    written = made(one, later, had=sent(one))
    figures = {f.name: f.value for f in written[0].figures}
    assert (figures["last_report"], figures["outlets"]) == ("2026-03-14", "3")
    assert {c.document_id for c in written[1].citations} <= {d.id for d in later.documents}


def test_a_context_tells_what_followed_the_pick():
    one = PICKS[0].story
    table = desk()
    written = context(table, PICKS[0], one.documents[0])
    cited = {c.document_id for s in written for c in s.citations}
    assert cited & {d.id for d in one.documents if day(d) > day(one.documents[0])}


def test_without_a_later_report_it_comes_from_what_went_before():
    one = told((9, 9, "나루일보"), (12, 9, "가온경제"))
    written = made(one, lead=1, had=sent(one))
    assert {c.document_id for c in written[1].citations} == {one.documents[0].id}


def test_a_later_report_without_a_printable_sentence_is_named_by_its_headline():
    first = article("a", "나루항 새 부두 개장", "", published=at(10))
    later = article("b", "나루항 부두 개장식에 해운사 열 곳", "", published=at(12), publisher="가온경제")
    one = story("one", first, later)
    written = made(one, had=sent(one))
    assert unproved(written, one.documents) == []
    assert written[1].origin == "composed"
    assert later.title in written[1].text
    assert "12일" in written[1].text


def test_two_stories_of_one_course_are_not_told_in_the_same_words():
    names = [f"s{i}" for i in range(2)]
    picks = [ranked(told((11, 8, f"나루일보{n}"), (12, 9, f"가온경제{n}"), name=n), PORTS) for n in names]
    table = desk(picks, ())
    table.since = {p.story.id: Since(sent(p.story), Known([""]), p.story.documents, p.story.documents) for p in picks}
    openings = [context(table, p, p.story.documents[0])[0].text for p in picks]
    assert len(set(openings)) == len(openings)


def test_a_window_over_two_months_names_the_month():
    first = article("a", "나루항 부두 소식", TEXT.format(n=1), published=at(31))
    second = article(
        "b", "나루항 부두 소식", TEXT.format(n=2), published=at(31).replace(month=4, day=2), publisher="가온경제"
    )
    one = story("one", first, second)
    opening = made(one, window=Window(date(2026, 3, 30), date(2026, 4, 4)), had=sent(one))[0].text
    assert "4월 2일" in opening


def test_every_context_of_an_edition_is_proved():
    table = desk()
    written = [s for pick in PICKS for s in context(table, pick, pick.story.documents[0])]
    assert len(PICKS) < len(written) <= 2 * len(PICKS)
    assert unproved(written, documents(*PICKS)) == []
    assert len(set(texts(written))) == len(written)


def headlines(*given: tuple[int, str, str]) -> Story:
    """A story of reports that are headlines alone, by day and outlet."""
    return story(
        "told",
        *(
            article(f"told-{i}", title, "", published=at(day), publisher=outlet)
            for i, (day, outlet, title) in enumerate(given, start=1)
        ),
    )


def test_a_course_is_told_by_the_headlines_of_its_first_day_its_turn_and_its_last():
    one = headlines(
        (9, "나루일보", "나루항 새 부두 개장 발표"),
        (11, "가온경제", "나루항 선석 배정에 하역 회사 반발"),
        (13, "바다신문", "나루항 사용료 12% 인상 확정"),
    )
    written = made(one)
    parts = (
        "9일 ‘나루항 새 부두 개장 발표’",
        "11일 ‘나루항 선석 배정에 하역 회사 반발’",
        "13일 ‘나루항 사용료 12% 인상 확정’",
    )
    places = [written[0].text.index(part) for part in parts]
    assert places == sorted(places)
    assert "매체 3곳" in written[0].text
    assert unproved(written, one.documents) == []
    assert [c.document_id for c in written[0].citations] == [d.id for d in one.documents]


def test_a_headline_with_quotation_marks_is_set_in_the_other_kind():
    one = headlines((9, "나루일보", "해양수산부 ‘새 부두’ 6월 개장"), (13, "바다신문", "나루항 사용료 12% 인상 확정"))
    written = made(one)
    assert "9일 “해양수산부 ‘새 부두’ 6월 개장”" in written[0].text
    assert unproved(written, one.documents) == []


def test_two_deeds_on_two_days_tell_the_course_by_themselves():
    one = story(
        "deeds",
        article("deeds-1", "나루항 부두 개장", "해양수산부가 9일 나루항 새 부두의 문을 열었다.", published=at(9)),
        article(
            "deeds-2",
            "나루항 부두 사용료 인상",
            "나루항만공사는 12일 부두 사용료를 12% 올렸다.",
            published=at(12),
            publisher="바다신문",
        ),
    )
    written = made(one)
    assert texts(written) == [
        "해양수산부가 9일 나루항 새 부두의 문을 열었다.",
        "나루항만공사는 12일 부두 사용료를 12% 올렸다.",
    ]


def test_a_cause_and_what_came_of_it_tell_the_course_where_one_deed_only_is_dated():
    one = story(
        "turn",
        article(
            "turn-1",
            "나루항 선석 사용료 인상 확정",
            "나루항만공사가 선석 사용료 인상을 확정했다. 크레인 값이 30% 오른 영향으로 인상 폭이 9%로 커졌다.",
            published=at(10),
        ),
        article(
            "turn-2",
            "해운사 세 곳, 나루항 선석 계약 미뤄",
            "해운사 세 곳이 나루항 선석 사용료 계약을 다음 해로 미뤘다.",
            published=at(12),
            publisher="가온경제",
        ),
    )
    said = texts(made(one))
    assert said == [
        "크레인 값이 30% 오른 영향으로 인상 폭이 9%로 커졌다.",
        "해운사 세 곳이 나루항 선석 사용료 계약을 다음 해로 미뤘다.",
    ]


RULING = story(
    "ruling",
    article(
        "ruling-1",
        "나루항 크레인 사고 1심, 가온중공업 무죄",
        "나루지방법원이 나루항 크레인 사고로 기소된 가온중공업에 무죄를 선고했다. 사고가 난 크레인은 부두 3번에 있었다.",
        published=at(10),
    ),
    thread="crane",
)


def appeal(text: str, number: int = 13) -> Story:
    return story(
        "appeal",
        article("appeal-1", "검찰, 나루항 크레인 사고 무죄에 항소", text, published=at(number), publisher="가온경제"),
        thread="crane",
    )


def test_the_next_step_of_the_affair_is_told_out_of_its_own_story():
    step = "나루지방검찰청이 13일 나루항 크레인 사고로 무죄를 선고받은 가온중공업에 대해 항소했다."
    assert texts(made(RULING, appeal(step))) == [step]


def test_two_steps_of_the_affair_stand_in_order_of_time():
    step = "나루지방검찰청이 나루항 크레인 사고로 무죄를 선고받은 가온중공업에 대해 항소했다."
    bill = story(
        "bill",
        article(
            "bill-1",
            "나루항 크레인 사고, 가온중공업 기소",
            "나루지방검찰청이 9일 나루항 크레인 사고로 가온중공업을 기소했다.",
            published=at(9),
            publisher="바다신문",
        ),
        thread="crane",
    )
    assert texts(made(RULING, appeal(step), bill)) == [
        "나루지방검찰청이 9일 나루항 크레인 사고로 가온중공업을 기소했다.",
        step,
    ]


def test_a_side_issue_of_the_thread_is_no_step():
    other = story(
        "side",
        article(
            "side-1",
            "가온중공업, 나루시 급식소에 쌀 기부",
            "가온중공업이 13일 나루시 급식소 다섯 곳에 쌀 300포를 기부했다.",
            published=at(13),
            publisher="가온경제",
        ),
        thread="crane",
    )
    assert not any("기부" in text for text in texts(made(RULING, other)))


def test_what_was_done_long_before_is_not_the_news_although_it_has_its_words():
    before = "나루청은 지난해 11월 해운사 5곳에 총 2억원의 과징금을 통보했다."
    one = story(
        "one",
        article(
            "one-1",
            "나루청, 해운사 5곳 과징금 1억원 확정",
            f"나루청이 해운사 5곳의 과징금을 1억원으로 확정했다. {before}",
            published=at(11),
        ),
    )
    assert texts(made(one)) == [before]


def test_a_round_up_of_the_morning_does_not_go_on_from_the_story():
    one = story(
        "one",
        article("one-1", "나루항 선석 사용료 인상 확정", "", published=at(10)),
        article("one-2", "나루항 선석 사용료 오른다", "", published=at(10, 12), publisher="가온경제"),
        article("one-3", "백년 채권 나온다 - 아침에 읽는 소식", "", published=at(12), publisher="바다신문"),
    )
    assert not any("백년 채권" in text for text in texts(made(one)))


def test_of_one_day_that_says_no_more_there_is_no_context():
    one = story("one", article("a", "나루항 새 부두 개장", "나루항에 새 부두가 문을 열었다.", published=at(10)))
    assert made(one) == ()


def test_news_that_no_other_block_tells_stands_where_nothing_else_is_known():
    news = "나루항만공사는 10일 부두 사용료를 12% 올렸다."
    one = story("one", article("a", "나루항 부두 사용료 인상", news, published=at(10)))
    assert texts(made(one)) == [news]


def test_headlines_of_two_days_with_one_figure_are_no_course():
    first = article("a", "나루항 사고 나면 이익의 5% 물린다", "", published=at(10))
    later = article("b", "나루항 사업자, 영업이익 5% 과징금", "", published=at(12), publisher="가온경제")
    assert not any("물린다" in text for text in texts(made(story("one", first, later))))


def test_an_editorial_does_not_go_on_from_the_story():
    first = article("a", "나루항 새 부두 개장", TEXT.format(n=1), published=at(10))
    later = article("b", "[사설] 나루항 새 부두 개장에 부쳐", "", published=at(12), publisher="가온경제")
    assert not any("사설" in text for text in texts(made(story("one", first, later))))


def test_a_sentence_that_leans_follows_the_one_it_leans_on():
    union, vote = (
        "나루항운노조는 석 달 끌어온 파업을 지난달에 접었다.",
        "조합원 1840명 가운데 1200명이 새 협약에 찬성했다.",
    )
    text = f"나루항에 새 부두가 문을 열었다. {union} {vote}"
    assert texts(made(story("one", article("a", "나루항 새 부두 개장", text, published=at(10))))) == [union, vote]
    apart = f"나루항에 새 부두가 문을 열었다. {union} 부두의 길이는 620m다. {vote}"
    assert vote not in texts(made(story("one", article("a", "나루항 새 부두 개장", apart, published=at(10)))))


def test_a_sum_that_only_another_report_gives_does_not_stand_under_a_headline_with_its_own():
    first = article(
        "a", "가온중공업, 나루항에 새 부두 짓는 데 1200억 투자", "나루항에 새 부두가 생긴다.", published=at(10)
    )
    other = article(
        "b",
        "나루항 새 부두 공사",
        "가온중공업이 나루항 새 부두에 1350억 원을 들인다.",
        published=at(10),
        publisher="가온경제",
    )
    assert not any("1350억" in text for text in texts(made(story("one", first, other))))
