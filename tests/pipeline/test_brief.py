"""The second pipeline with plain stages: what enters an edition, and what the checks take out of it again."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import pytest

from newsprism.errors import InvalidIssueDate, NothingInWindow
from newsprism.pipeline.batch import Batch
from newsprism.pipeline.brief import BriefMaking
from newsprism.pipeline.calendar import SEOUL
from newsprism.pipeline.supply import DocumentSupply
from newsprism.protocols.stages import Draft, DraftPick
from newsprism.stages.compose.stage import EditionComposer
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.story import Opened
from newsprism.types.verdict import Fault, VerificationReport
from tests.making import PORTS, SUNDAY, WEEK, article, at, cited, reader, utc
from tests.pipeline.standins import Nobody, OneEach, Quiet

FRIDAY = date(2026, 3, 13)


class All:
    """Chooses the stories in their order, those outside the window excepted."""

    def rank(self, stories, who, window, count, history=None, among=None):
        def inside(s):
            return s.first_seen and window.start <= s.first_seen.astimezone(SEOUL).date() <= window.end

        chosen = [s for s in stories if inside(s)]
        ranked = [RankedStory(s, (s.documents[0].id,), 0.5, (), (), ()) for s in chosen]
        rest = tuple(Dropped(r, "rank", "lower_score", r.story.id) for r in ranked[count:])
        outside = tuple(Dropped(s, "rank", "outside_window", s.id) for s in stories if not inside(s))
        return Ranking(who, tuple(ranked[:count]), rest, outside)


@dataclass
class Copyist:
    """Prints the sentences of each lead; a stubborn one does so even after they were refused."""

    stubborn: bool = False
    asked: list = field(default_factory=list)
    name: str = "copyist"
    generative: bool = False

    def write(self, assignment):
        self.asked.append(assignment)
        refused = frozenset() if self.stubborn else assignment.rejected
        picks = []
        for ranked in assignment.ranking.selected:
            lead = ranked.story.documents[0]
            texts = [f"{part.strip()}." for part in lead.text.split(".") if part.strip()]
            kept = tuple(cited(lead, text) for text in texts if text not in refused)
            day = lead.published_at.astimezone(SEOUL).date()
            picks.append(DraftPick(ranked.story.id, lead.title, day, kept, (), ()))
        return Draft(assignment.cadence, "제목", (), (), (), (), tuple(picks), (), (), ("부두",))


@dataclass
class Strict:
    """Refuses sentences with the word 거짓, and picks whose title has one of the given words."""

    titles: dict = field(default_factory=dict)
    rounds: int = 0

    def verify(self, brief, documents):
        self.rounds += 1
        known = {d.id for d in documents}
        faults, count = [], 0
        for pick in brief.picks:
            for word, kind in self.titles.items():
                if word in pick.title:
                    faults.append(Fault(kind, "picks[0].title", pick.title, "제목"))
            for sentence in pick.summary:
                count += 1
                assert all(c.document_id in known for c in sentence.citations)
                if "거짓" in sentence.text:
                    faults.append(Fault("number", "picks[0].summary[0]", sentence.text, "근거에 없음"))
        return VerificationReport(count, count - len(faults), 0, tuple(faults))


class Desk:
    """The making of editions over documents at hand."""

    def __init__(self, making, batch):
        self.making, self.batch = making, batch

    def make(self, documents, who, cadence, issue):
        return self.making.make(DocumentSupply(documents, self.batch), who, cadence, issue)


def making(writer=None, verifier=None, clusterer=None, hour=9):
    nobody = Nobody()
    batch = Batch(nobody, nobody, nobody, nobody, clusterer or OneEach(), Quiet())
    made = BriefMaking(All(), writer or Copyist(), EditionComposer(), verifier or Strict(), Quiet(), hour)
    return Desk(made, batch)


def report(name, title=None, text=None, published=None, **how):
    return article(
        name, title or f"{name} 기사", text or f"{name} 부두를 열었다. {name} 길을 넓혔다.", published=published, **how
    )


WEEKFUL = [report(f"d{day}", published=at(day)) for day in range(9, 15)]


# ---------------------------------------------------------------- window


def test_an_edition_is_made_of_its_window():
    edition = making().make(WEEKFUL, reader(), "weekly", SUNDAY)
    assert edition.brief.window == WEEK
    assert edition.brief.issue_date == SUNDAY
    assert [p.published.day for p in edition.brief.picks] == [9, 10, 11, 12, 13, 14]
    assert {d.id for d in edition.cited} == {d.id for d in WEEKFUL}


def test_the_note_counts_what_lies_in_the_window_only():
    outside = [report("before", published=at(5)), report("after", published=at(15)), report("undated", undated=True)]
    note = making().make([*WEEKFUL, *outside], reader(), "weekly", SUNDAY).brief.editor_note
    assert "기사 6건" in note
    assert "모두 6개 사안" in note


def test_a_week_before_the_window_is_read_for_the_history_and_nothing_older():
    clusterer = OneEach()
    older = [report("week", published=at(2)), report("old", published=at(1, 23)), report("after", published=at(15, 0))]
    making(clusterer=clusterer).make([*WEEKFUL, *older, report("u", undated=True)], reader(), "weekly", SUNDAY)
    assert set(clusterer.seen) == {d.id for d in WEEKFUL} | {"week", "u"}


def test_the_keywords_of_a_weekly_are_compared_with_the_stories_of_the_week_before():
    words = {"부두": 1.0, "강좌": 1.0, "하역": 1.0}
    who = reader(topics=((replace(PORTS, terms=words), 1.0),))

    def told(word, first, count):
        return [report(f"{word}{first}-{n}", f"{word} {n}호", published=at(first + n % 3)) for n in range(count)]

    before = [*told("하역", 3, 20), *told("부두", 3, 2), *told("강좌", 3, 2)]
    now = [*told("하역", 9, 2), *told("부두", 9, 20), *told("강좌", 9, 15)]
    chart = making().make([*before, *now], who, "weekly", SUNDAY).brief.charts.keyword_shift
    assert [(k.keyword, k.before, k.now) for k in chart.keywords] == [("부두", 2, 20), ("강좌", 2, 15), ("하역", 20, 2)]
    assert (chart.stories_before, chart.stories_now) == (24, 37)
    assert making().make(now, who, "weekly", SUNDAY).brief.charts.keyword_shift is None


def test_the_window_is_of_seoul_whatever_the_clock_of_a_publisher():
    clusterer = OneEach()
    documents = [
        report("first", published=utc(at(9, 0))),
        report("last", published=utc(at(14, 23, 59))),
        report("late", published=utc(at(15, 0))),
    ]
    edition = making(clusterer=clusterer).make(documents, reader(), "weekly", SUNDAY)
    assert [p.title for p in edition.brief.picks] == ["first 기사", "last 기사"]
    assert "late" not in clusterer.seen


@pytest.mark.parametrize(("hour", "taken"), [(9, ["d7"]), (12, ["d7", "d11"])])
def test_a_daily_closes_at_its_hour(hour, taken):
    documents = [
        report("d7", published=at(13, 7)),
        report("d11", published=at(13, 11)),
        report("d13", published=at(13, 13)),
    ]
    edition = making(hour=hour).make(documents, reader(), "daily", FRIDAY)
    assert [p.title.split()[0] for p in edition.brief.picks] == taken


def test_a_wrong_day_is_refused_before_anything_is_read():
    clusterer = OneEach()
    with pytest.raises(InvalidIssueDate):
        making(clusterer=clusterer).make(WEEKFUL, reader(), "weekly", FRIDAY)
    assert clusterer.seen == []


def test_without_a_date_the_edition_of_the_newest_article_is_made():
    edition = making().make([*WEEKFUL, report("u", undated=True)], reader(), "weekly", None)
    assert edition.brief.issue_date == SUNDAY
    daily = making().make([report("d", published=at(13, 8))], reader(), "daily", None)
    assert daily.brief.issue_date == FRIDAY


def test_a_window_without_articles_is_told_with_the_days_that_there_are():
    with pytest.raises(NothingInWindow) as caught:
        making().make(WEEKFUL, reader(), "weekly", date(2026, 5, 3))
    message = str(caught.value)
    for day in ("2026-04-27", "2026-05-02", "2026-03-09", "2026-03-14"):
        assert day in message
    assert "\n" not in message


def test_undated_articles_alone_make_no_edition():
    for issue in (None, SUNDAY):
        with pytest.raises(NothingInWindow):
            making().make([report("u", undated=True)], reader(), "weekly", issue)
    with pytest.raises(NothingInWindow):
        making().make([], reader(), "weekly", SUNDAY)


def test_history_alone_makes_no_edition():
    with pytest.raises(NothingInWindow):
        making().make([report("before", published=at(5))], reader(), "weekly", SUNDAY)


# ---------------------------------------------------------------- verification


def test_a_sound_edition_is_written_once():
    writer, verifier = Copyist(), Strict()
    edition = making(writer, verifier).make(WEEKFUL, reader(), "weekly", SUNDAY)
    assert len(writer.asked) == verifier.rounds == 1
    checked = edition.brief.verification
    assert (checked.sentences, checked.supported, checked.dropped) == (12, 12, ())


LIAR = report("liar", text="부두를 열었다. 거짓 숫자는 9다.", published=at(12))


@pytest.mark.parametrize("stubborn", [False, True])
def test_a_refused_sentence_is_never_printed_and_kept_with_its_reason(stubborn):
    edition = making(Copyist(stubborn)).make([*WEEKFUL[:2], LIAR], reader(), "weekly", SUNDAY)
    printed = [s.text for p in edition.brief.picks for s in p.summary]
    assert "거짓 숫자는 9다." not in printed
    assert "부두를 열었다." in printed
    checked = edition.brief.verification
    assert [(d.text, d.reason) for d in checked.dropped] == [("거짓 숫자는 9다.", "number: 근거에 없음")]
    assert checked.sentences == checked.supported == len(printed) == 5


def test_the_writer_is_told_what_was_refused():
    writer = Copyist()
    making(writer).make([LIAR], reader(), "weekly", SUNDAY)
    assert [a.rejected for a in writer.asked] == [frozenset(), frozenset({"거짓 숫자는 9다."})]


def test_a_writer_that_does_not_listen_is_not_asked_for_ever():
    writer, verifier = Copyist(stubborn=True), Strict()
    making(writer, verifier).make([LIAR], reader(), "weekly", SUNDAY)
    assert len(writer.asked) < 20
    assert verifier.rounds < 25


@pytest.mark.parametrize("kind", ["story_twice", "company_cap", "window"])
def test_a_story_at_fault_gives_way_to_the_next(kind):
    documents = [*WEEKFUL, report("d15", title="다음 기사", published=at(14, 12))]
    edition = making(verifier=Strict({"d10": kind})).make(documents, reader(), "weekly", SUNDAY)
    titles = [p.title for p in edition.brief.picks]
    assert "d10 기사" not in titles
    assert titles[-1] == "다음 기사"
    assert [p.number for p in edition.brief.picks] == [1, 2, 3, 4, 5, 6]


def test_an_edition_is_clean_at_the_end():
    strict = Strict({"d10": "window", "d11": "name", "d12": "company_cap"})
    edition = making(Copyist(stubborn=True), strict).make([*WEEKFUL, LIAR], reader(), "weekly", SUNDAY)
    assert strict.verify(edition.brief, edition.cited).clean


def test_the_cited_documents_are_those_of_the_sources_in_their_order():
    edition = making().make(WEEKFUL, reader(), "weekly", SUNDAY)
    assert [d.id for d in edition.cited] == [s.document_id for s in edition.brief.sources]


def test_the_ranking_behind_the_edition_is_given_back():
    documents = [*WEEKFUL, report("d15", published=at(14, 12))]
    edition = making().make(documents, reader(), "weekly", SUNDAY)
    assert [r.story.id for r in edition.ranking.selected] == [p.story_id for p in edition.brief.picks]
    assert [d.reason for d in edition.ranking.not_selected] == ["lower_score"]


def test_stories_of_a_chosen_affair_are_given_as_background():
    class Threads(OneEach):
        def cluster(self, deduplication, features, standing=()):
            found = [change.story for change in super().cluster(deduplication, features)]
            return tuple(Opened(replace(s, thread_id="t" if s.id in ("s-d9", "s-d5") else None)) for s in found)

    writer = Copyist()
    history = report("d5", published=at(5))
    making(writer, clusterer=Threads()).make([history, *WEEKFUL], reader(), "weekly", SUNDAY)
    assert {"s-d5"} <= {s.id for s in writer.asked[0].background} <= {"s-d5", "s-d9"}


def test_a_thin_week_is_a_thin_edition_that_says_so():
    edition = making().make(WEEKFUL[:2], reader(), "weekly", SUNDAY)
    assert len(edition.brief.picks) == 2
    assert "2건뿐이어서" in edition.brief.editor_note


def test_the_same_input_gives_the_same_edition():
    one = making().make(WEEKFUL, reader(), "weekly", SUNDAY)
    other = making().make(list(WEEKFUL), reader(), "weekly", SUNDAY)
    assert one.brief == other.brief


def test_a_daily_after_sunday_reads_the_whole_weekend():
    monday = datetime.combine(date(2026, 3, 16), time(8), SEOUL)
    documents = [report(f"m{i}", published=monday - timedelta(hours=i)) for i in (0, 20, 40)]
    edition = making().make(documents, reader(), "daily", date(2026, 3, 16))
    assert len(edition.brief.picks) == 3


def test_a_pick_of_which_nothing_can_be_printed_gives_its_place_to_the_next_story():
    silent = report("silent", text=". .", published=at(9))
    told = [report(f"d{n}", published=at(9 + n % 5)) for n in range(7)]
    edition = making().make([silent, *told], reader(), "weekly", SUNDAY)
    assert len(edition.brief.picks) == 6
    assert all(p.summary for p in edition.brief.picks)
    assert "silent" not in {s.document_id for s in edition.brief.sources}


@dataclass
class Weekly(Copyist):
    """Prints the first sentence of each lead as its context and the second as its insight."""

    def write(self, assignment):
        draft = super().write(assignment)
        picks = [replace(p, summary=(), context=p.summary[:1], insight=p.summary[1:2]) for p in draft.picks]
        return replace(draft, picks=tuple(picks))


def test_a_weekly_pick_without_an_insight_gives_its_place_to_a_story_that_has_one():
    thin = report("thin", text="thin 부두를 열었다.", published=at(9))
    told = [report(f"d{n}", published=at(9 + n % 5)) for n in range(7)]
    edition = making(writer=Weekly()).make([thin, *told], reader(), "weekly", SUNDAY)
    assert len(edition.brief.picks) == 6
    assert all(p.context and p.insight for p in edition.brief.picks)


def test_a_weekly_pick_without_an_insight_stays_where_no_other_story_is_left():
    thin = report("thin", text="thin 부두를 열었다.", published=at(9))
    told = [report(f"d{n}", published=at(9 + n % 5)) for n in range(5)]
    edition = making(writer=Weekly()).make([thin, *told], reader(), "weekly", SUNDAY)
    assert thin.title in {p.title for p in edition.brief.picks}
    assert len(edition.brief.picks) == 6


def test_an_edition_of_which_no_pick_can_be_told_stays_as_it_is():
    edition = making().make([report("a", text=". .", published=at(9))], reader(), "weekly", SUNDAY)
    assert len(edition.brief.picks) == 1
