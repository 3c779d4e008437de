"""The pipeline of a digest with real stages: what enters which section, what is left out, and why."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from newsprism.errors import NothingInWindow
from newsprism.pipeline.batch import Batch
from newsprism.pipeline.digest import DigestMaking
from newsprism.pipeline.filling import SECTION, Editing
from newsprism.pipeline.supply import DocumentSupply
from newsprism.protocols.stages import Deduplication
from newsprism.stages.compose.digest import CoverComposer, issue_number
from newsprism.stages.digest import sections
from newsprism.stages.digest.reports import reports_of
from newsprism.stages.digest.stage import OutlineItemWriter
from newsprism.stages.rank.stage import InterestRanker
from newsprism.stages.verify.stage import EditionVerifier
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import Window
from newsprism.types.history import Feedback, History, Sent
from newsprism.types.story import StoryId
from newsprism.types.verdict import Fault
from tests.making import KST, article, reader
from tests.pipeline.standins import Nobody, OneEach, Quiet
from tests.stages.digest.reports import items, report

ISSUE = date(2031, 3, 14)
NEWS = (
    "나루항만공사는 12일 제3부두를 새로 열었다고 밝혔다. 부두에는 선석 6개가 들어섰고 사업비는 3180억 원이다.\n"
    "나루시는 내년까지 하역 장비 24대를 더 들여오기로 했다. 대학은 하역 강좌를 새로 연다."
)


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


@pytest.fixture
def making(analyzer):
    others = (sections.INDUSTRY, sections.POLICY)
    editing = Editing(reports_of, sections.FOCUS, others, sections.section_of, sections.was_focus)
    return DigestMaking(
        InterestRanker(), editing, OutlineItemWriter(analyzer), CoverComposer(), EditionVerifier(), Quiet()
    )


def supply(*documents):
    nobody = Nobody()
    return DocumentSupply(documents, Batch(nobody, nobody, nobody, nobody, OneEach(), Quiet()))


def news(name, title="나루항 제3부두 열어…하역 능력 두 배", day=12, **more):
    return article(name, title, NEWS, published=datetime(2031, 3, day, 9, tzinfo=KST), **more)


def sheet(n, **more):
    given = {"title": f"제{n}부두 하역 기술 개발 동향", **more}
    return report((1, "bullet", f"● 제{n}부두가 하역 장비 {n + 20}대를 시험"), name=f"r{n}", **given)


def titles(edition):
    return {s.name: [i.title.text for i in s.items] for s in edition.brief.sections}


def test_the_front_of_the_institutes_digest_is_the_focus_and_its_sections_stay(making):
    edition = making.make(supply(*items()), reader(), "digest", ISSUE)
    assert titles(edition) == {
        "이슈포커스": ["무인 하역 장비의 실증 결과"],
        "정책 동향": ["수소 여객선 안전 기준 개정"],
    }
    assert [item.number for item in edition.brief.items] == [1, 2]
    assert edition.brief.verification.dropped == ()
    assert {d.id for d in edition.cited} == {d.id for d in items()}


def test_a_report_of_which_only_the_month_is_known_says_so(making):
    edition = making.make(supply(*items()), reader(), "digest", ISSUE)
    assert [item.issued for item in edition.brief.items] == ["2031-03-04", "2031-03"]


def test_news_fill_sections_with_few_reports_and_do_not_stand_in_front(making):
    other = news("a2", "정부, 항만 안전 규제 법안 발의", 13)
    edition = making.make(supply(*items(), news("a1"), other), reader(), "digest", ISSUE)
    kinds = {s.name: [i.kind for i in s.items] for s in edition.brief.sections}
    assert kinds["이슈포커스"] == ["report"]
    assert "news" in kinds["산업·기술 동향"] + kinds["정책 동향"]
    assert "보고서 2건과 기사" in edition.brief.editor_note


def test_a_section_holds_no_more_than_a_few_and_the_rest_nearly_was_in_it(making):
    many = [sheet(n) for n in range(1, 12)]
    edition = making.make(supply(*many), reader(), "digest", ISSUE)
    assert [len(s.items) for s in edition.brief.sections] == [1, SECTION]
    assert len(edition.brief.runners_up) == 11 - 1 - SECTION
    assert {r.reason for r in edition.brief.runners_up} == {"section_full"}


def test_a_report_far_from_the_readers_field_is_not_lost(making):
    dull = report((1, "bullet", "● 비단 직조 공정 세 가지를 정리"), name="r9", title="비단 직조의 기술")
    edition = making.make(supply(*items(), dull), reader(), "digest", ISSUE)
    assert "비단 직조의 기술" in titles(edition)["산업·기술 동향"]


def test_what_the_reader_has_had_or_blocked_stays_out(making):
    first, second = items()
    told = {d.id: StoryId(f"s-{d.id}") for d in (first, second)}
    had = Sent(told[first.id], None, first.title, "digest", date(2031, 3, 10), datetime(2031, 3, 11, tzinfo=KST),
               datetime(2031, 3, 11, tzinfo=KST), frozenset({first.id}))  # fmt: skip
    edition = making.make(supply(first, second), reader(), "digest", ISSUE, History((), (had,)))
    assert [i.title.text for i in edition.brief.items] == [second.title]
    blocked = Feedback(told[second.id], None, "block", datetime(2031, 3, 11, tzinfo=KST), second.title)
    with pytest.raises(NothingInWindow, match="새로 실을 기관 보고서가 없습니다"):
        making.make(supply(first, second), reader(), "digest", ISSUE, History((blocked,), (had,)))


def test_reports_in_another_language_are_listed_and_counted(making):
    foreign = report((1, "bullet", "● One year of handling"), name="r7", title="One Year", language="en")
    edition = making.make(supply(*items(), foreign), reader(), "digest", ISSUE)
    assert any(i.title.text == "One Year" and not i.body for i in edition.brief.items)
    assert "한국어가 아닌 보고서 1건은 제목과 출처만 실었습니다." in edition.brief.editor_note


@pytest.mark.parametrize("documents", [(), (news("a1"),), (report(issued="2030-01-01"),)])
def test_a_period_without_reports_is_told_in_one_line(making, documents):
    with pytest.raises(NothingInWindow) as refused:
        making.make(supply(*documents), reader(), "digest", ISSUE)
    assert "2031-03-01부터 2031-03-14까지 기관 보고서가 없습니다" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_period_is_as_long_as_asked_for(making):
    old = sheet(1, issued="2031-02-20")
    with pytest.raises(NothingInWindow):
        making.make(supply(old), reader(), "digest", ISSUE)
    edition = replace(making, days=30).make(supply(old), reader(), "digest", ISSUE)
    assert edition.brief.window == Window(date(2031, 2, 13), ISSUE)


def test_without_a_date_of_issue_it_is_the_day_of_the_newest_document(making):
    assert making.make(supply(*items(), news("a1")), reader(), "digest", None).brief.issue_date == date(2031, 3, 12)


class Refusing:
    """Refuses what stands at a place, once."""

    def __init__(self, *places):
        self.places = list(places)
        self.real = EditionVerifier()

    def verify(self, brief, documents):
        found = self.real.verify(brief, documents)
        refused, self.places = self.places, []
        return replace(found, faults=(*found.faults, *(Fault("number", p, p, "근거에 없음") for p in refused)))


def test_a_line_at_fault_is_taken_out_and_told(making):
    verifier = Refusing("sections[0].items[0].body[0]", "sections[0].items[0].summary[0]", "sections[1].items[0].title")
    edition = replace(making, verifier=verifier).make(supply(*items()), reader(), "digest", ISSUE)
    (item,) = edition.brief.items
    assert item.body[0].sentence.text.startswith("하역 시간은")
    assert item.summary, "the table is not left with an empty line"
    assert len(edition.brief.verification.dropped) == 3
    assert [s.name for s in edition.brief.sections] == ["이슈포커스"]


def test_the_same_documents_give_the_same_digest_in_any_order(making):
    given = [*items(), *(sheet(n) for n in range(1, 5)), news("a1")]
    first = making.make(supply(*given), reader(), "digest", ISSUE)
    assert making.make(supply(*reversed(given)), reader(), "digest", ISSUE).brief == first.brief


def test_issues_are_numbered_by_their_place_in_the_year():
    assert issue_number(Window(date(2031, 1, 1), date(2031, 1, 14))) == "2031-1호"
    assert issue_number(Window(date(2031, 1, 15), date(2031, 1, 28))) == "2031-2호"
    assert issue_number(Window(date(2030, 12, 25), date(2031, 1, 7))) == "2031-1호"


def test_the_stand_ins_deduplicate_nothing():
    assert Nobody().deduplicate(items()) == Deduplication(items(), ())
