"""What every store has to do; a new implementation is one more line in ARCHIVES (`conftest.py`) or LOGS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsprism.errors import StoreBusy
from newsprism.protocols.stores import Archive, Arrived, Kept, Pinned, Revision, SourceFigures, VisitLog, WindowCounts
from newsprism.stores.sqlite.visits import SqliteVisitLog
from newsprism.types.clock import Clock, ClockReading, Evidence
from newsprism.types.document import (
    Definition,
    Document,
    DocumentId,
    Entry,
    OutlineLine,
    PageStart,
    ReportDetail,
    Table,
)
from newsprism.types.search import Clause, Query
from newsprism.types.source import Mark, SourceId, Visited, Yield
from newsprism.types.story import Grown, Merged, Story, StoryId
from tests.contracts.conftest import Opening
from tests.making import article, at, utc
from tests.stores.shelving import NARU, item, opened, read_all, shelf, shelved, told

LOGS = {"sqlite": lambda folder: SqliteVisitLog(folder / "visits.db")}

A, B, C, D = (article(n, f"제목 {n}", published=at(12, h)) for n, h in (("a", 8), ("b", 9), ("c", 10), ("d", 11)))
OTHER = SourceId("other")


@pytest.fixture(params=LOGS)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VisitLog]:
    one = LOGS[request.param](tmp_path)
    yield one
    one.close()


def days(archive: Archive, first: int = 12, last: int = 13, revision: Revision | None = None) -> tuple[Story, ...]:
    return archive.stories(at(first, 0), at(last, 0), at(first, 0), revision)


def members(archive: Archive, revision: Revision | None = None) -> dict[str, list[str]]:
    return {s.id: [d.id for d in s.documents] for s in days(archive, 1, 31, revision)}


# Entries


def test_entries_come_back_as_they_were_given_oldest_first(archive: Archive):
    given = (
        Entry("a.html", "text/html", b"\xc7\xd1\xb1\xdb\x00", "https://naru.example/a", "나루일보", at(3), "euc-kr"),
        item("b"),
        Entry("/folder/c.pdf", "application/pdf", bytes(range(256)) * 400, first_seen=utc(at(4))),
    )
    assert archive.keep(NARU, given, (), at(12)).entries == 3
    waiting = archive.waiting(10)
    assert tuple(w.entry for w in waiting) == given
    assert [w.entry.first_seen.utcoffset() for w in waiting] == [e.first_seen.utcoffset() for e in given]
    assert {(w.source_id, w.again) for w in waiting} == {(NARU, False)}
    assert archive.waiting(1) == waiting[:1]


def test_an_entry_that_does_not_say_when_it_was_seen_was_seen_when_it_was_kept(archive: Archive):
    archive.keep(NARU, (Entry("a", "text/plain", b"a"),), (), at(12, 7))
    assert archive.waiting(1)[0].entry.first_seen == at(12, 7)


def test_an_entry_is_kept_once_for_each_source_whatever_else_it_says(archive: Archive):
    first = item("a")
    assert archive.keep(NARU, (first, replace(first, origin="elsewhere#1")), (), at(12)).entries == 1
    assert archive.keep(NARU, (replace(first, first_seen=at(14)), item("b")), (), at(14)).entries == 1
    assert archive.keep(OTHER, (first,), (), at(14)).entries == 1
    assert len(archive.waiting(10)) == 3


def test_the_same_bytes_at_another_address_or_of_another_kind_are_another_entry(archive: Archive):
    page = Entry("a", "text/html", b"same", "https://naru.example/a")
    others = (
        replace(page, url="https://naru.example/b"),
        replace(page, url=None),
        replace(page, media_type="text/plain"),
    )
    assert archive.keep(NARU, (page, *others), (), at(12)).entries == 4


def test_what_was_read_waits_no_more(archive: Archive):
    archive.keep(NARU, (item("a"), item("b")), (), at(12))
    archive.shelve(shelf(A, entries=[archive.waiting(1)[0].number]))
    assert [w.entry for w in archive.waiting(10)] == [item("b")]


OLD, NEW, NEWEST = (item("a", title) for title in ("나루시 첫 제목", "나루시 고친 제목", "나루시 마지막 제목"))


def test_a_headline_that_is_set_back_waits_again_as_the_last_one(archive: Archive):
    for given in (OLD, NEW):
        archive.keep(NARU, (given, item("b")), (), at(12))
    assert archive.keep(NARU, (OLD, item("b")), (), at(13)).entries == 1
    waiting = archive.waiting(10)
    assert [(w.entry, w.again) for w in waiting] == [(item("b"), False), (NEW, False), (OLD, False)]
    read_all(archive)
    assert archive.keep(NARU, (OLD, item("b")), (), at(14)).entries == 0
    assert archive.keep(NARU, (NEW,), (), at(15)).entries == 1
    assert [w.entry for w in archive.waiting(10)] == [NEW]


def test_an_address_that_is_listed_with_two_headlines_does_not_change_with_every_visit(archive: Archive):
    assert archive.keep(NARU, (OLD, NEW), (), at(12)).entries == 2
    before = archive.revision()
    for given in ((OLD, NEW), (NEW, OLD), (NEW,)):
        assert archive.keep(NARU, given, (), at(13)).entries == 0
    assert archive.revision() == before
    assert archive.keep(NARU, (OLD, NEWEST), (), at(14)).entries == 1
    assert archive.keep(NARU, (NEWEST, OLD), (), at(15)).entries == 0
    # Both are set back at once: they wait in the order in which they first came.
    read_all(archive)
    assert archive.keep(NARU, (NEW, OLD), (), at(16)).entries == 2
    assert [w.entry for w in archive.waiting(10)] == [OLD, NEW]
    assert archive.keep(NARU, (NEW, OLD), (), at(17)).entries == 0


def test_what_is_set_back_is_told_apart_by_source_and_kind_and_needs_an_address(archive: Archive):
    page = Entry("a", "text/html", b"<p>", OLD.url)
    nowhere = [Entry("n", "text/plain", text) for text in (b"1", b"2")]
    archive.keep(NARU, (OLD, nowhere[0]), (), at(12))
    archive.keep(NARU, (page, nowhere[1]), (), at(12))
    archive.keep(OTHER, (NEW,), (), at(12))
    assert archive.keep(NARU, (OLD,), (), at(13)).entries == 0
    assert archive.keep(NARU, (page,), (), at(13)).entries == 0
    assert archive.keep(NARU, nowhere[:1], (), at(13)).entries == 0


def test_an_article_is_taken_again_once_it_is_published_again(archive: Archive):
    url = OLD.url or ""
    archive.keep(NARU, (OLD, NEW), (), at(12))
    read_all(archive, [replace(A, url=url)])
    assert archive.keep(NARU, (), (url,), at(13)).retracted == 1
    # Another source that still shows it says nothing about that.
    archive.keep(OTHER, (OLD,), (), at(13))
    assert archive.keep(OTHER, (OLD,), (), at(13)).entries == 0
    read_all(archive)
    assert archive.keep(NARU, (NEW,), (), at(14)).entries == 1
    assert [w.entry for w in archive.waiting(10)] == [NEW]
    read_all(archive)
    assert archive.keep(NARU, (NEW,), (), at(15)).entries == 0
    assert archive.reopen(["나루일보"]) >= 1, "it is not taken back any more"


def test_what_is_listed_and_taken_back_at_once_stays_taken_back(archive: Archive):
    url = OLD.url or ""
    archive.keep(NARU, (OLD,), (), at(12))
    read_all(archive, [replace(A, url=url)])
    archive.keep(NARU, (OLD,), (url,), at(13))
    before = archive.revision()
    assert archive.keep(NARU, (OLD,), (url,), at(14)) == Arrived()
    assert (archive.revision(), archive.waiting(5)) == (before, ())


def test_a_new_headline_with_a_retraction_is_not_taken_twice(archive: Archive):
    url = OLD.url or ""
    archive.keep(NARU, (OLD,), (), at(12))
    assert archive.keep(NARU, (NEW,), (url,), at(13)).entries == 1
    assert archive.keep(NARU, (NEW,), (), at(14)).entries == 0


def test_what_waits_is_given_in_portions_of_bytes_and_at_least_one(archive: Archive):
    large = [Entry(f"{n}.html", "text/html", b"%d" % n * size) for n, size in enumerate((10, 900, 10, 10_000, 10, 10))]
    archive.keep(NARU, large, (), at(12))
    portions = []
    while waiting := archive.waiting(4, 1000):
        portions.append([w.entry.origin[0] for w in waiting])
        archive.shelve(shelf(entries=[w.number for w in waiting]))
    assert portions == [["0", "1", "2"], ["3"], ["4", "5"]]


def test_feed_items_of_a_publisher_are_read_again_and_nothing_else(archive: Archive):
    page = Entry("p", "text/html", b"<p>", "https://naru.example/p", "나루일보")
    own = item("own", publisher="모음", named="나루일보")
    foreign = item("foreign", publisher="나루일보", named="가온신문")
    by_host = item("host", publisher=None)
    archive.keep(NARU, (item("a"), page, own, foreign, by_host), (), at(12))
    read_all(archive)
    assert archive.reopen(["나루일보"]) == 2
    assert [(w.entry, w.again) for w in archive.waiting(10)] == [(item("a"), True), (own, True)]
    assert archive.reopen(["나루일보"]) == 0
    assert archive.reopen(["naru.example"]) == 1
    assert archive.reopen([]) == 0


# Documents


def test_a_document_comes_back_equal_with_every_part(archive: Archive):
    report = ReportDetail(
        "나루연구원",
        "한국",
        "2026-03",
        "동향 12호",
        (OutlineLine(1, "bullet", 0, 4),),
        (Definition("하역", None, 0, 2),),
        (Table("표 1", (("해", "값"), ("2026", "1")), 0, 4), Table(None, (), 0, 0)),
    )
    full = Document(
        DocumentId("r1"),
        "report_item",
        "하역 \ud800량",
        "첫 문단\n둘째 문단 \ud83d😀",
        datetime(2026, 3, 12, 1, 2, 3, 456789, timezone(timedelta(hours=-3, minutes=-30))),
        None,
        ("홍기록", "김기록"),
        None,
        "ko",
        "산업",
        ("https://naru.example/1",),
        "CC0",
        report,
        (PageStart(1, 0), PageStart(2, 4)),
    )
    whole = replace(full, title="하역량")
    archive.shelve(shelf(whole, article("bare", undated=True, publisher=None, url=None)))
    (found,) = archive.documents([whole.id])
    assert found == whole
    assert found.published_at.utcoffset() == whole.published_at.utcoffset()
    archive.shelve(shelf(full))
    assert archive.documents([full.id])[0].title == "하역 \ufffd량"


@pytest.mark.parametrize(
    "moment",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=9))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-9))),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC),
    ],
)
def test_any_aware_moment_comes_back(archive: Archive, moment: datetime):
    archive.shelve(shelf(article("a", published=moment)))
    assert archive.documents([DocumentId("a")])[0].published_at == moment


def test_documents_come_in_the_order_asked_without_those_that_are_not_there(archive: Archive):
    archive.shelve(shelf(A, B, C))
    asked = [C.id, DocumentId("nobody"), A.id, DocumentId("x\ud800"), C.id]
    assert archive.documents(asked) == (C, A, C)
    assert archive.documents([]) == ()


def test_a_new_version_stands_for_the_old_one(archive: Archive):
    archive.shelve(shelf(A))
    newer = replace(A, title="고친 제목")
    archive.shelve(shelf(newer))
    assert archive.documents([A.id]) == (newer,)
    assert archive.current([A.id, B.id]) == {A.id: Kept(newer, "application/x-feed-item+json", at(12))}


def test_documents_of_a_retracted_address_are_closed(archive: Archive):
    archive.shelve(shelf(A, B))
    assert archive.keep(NARU, (), (A.url, "https://naru.example/unknown"), at(13)).entries == 0
    assert archive.documents([A.id, B.id]) == (B,)
    assert archive.current([A.id]) == {}
    assert archive.search(Query(()), 10)[0].document == B
    assert len(archive.search(Query(()), 10)) == 1


def test_a_source_takes_back_only_what_it_gave(archive: Archive):
    archive.shelve(shelf(A))
    archive.keep(OTHER, (), (A.url,), at(13))
    assert archive.documents([A.id]) == (A,)
    archive.keep(OTHER, (item("a"),), (), at(13))
    archive.keep(OTHER, (), (A.url,), at(13))
    assert archive.documents([A.id]) == ()


def test_what_was_taken_back_before_it_was_read_is_not_read(archive: Archive):
    archive.keep(NARU, (item("a"), item("b")), (), at(12))
    archive.keep(NARU, (), ("https://naru.example/a",), at(13))
    assert [w.entry for w in archive.waiting(10)] == [item("b")]
    read_all(archive)
    assert archive.reopen(["나루일보"]) == 1


def test_a_document_that_was_taken_back_may_be_published_again(archive: Archive):
    archive.shelve(shelf(A))
    archive.keep(NARU, (), (A.url,), at(13))
    archive.shelve(shelf(A))
    assert archive.documents([A.id]) == (A,)
    assert [f.document for f in archive.search(Query(()), 10)] == [A]


def test_clocks_are_replaced_and_recalled_by_publisher(archive: Archive):
    evidence = Evidence(20, 18, 3, 7, timedelta(minutes=3, microseconds=5), 4, 0, 19)
    first = Clock(timedelta(hours=9), "late", evidence)
    archive.shelve(shelf(clocks=[ClockReading("나루일보", first), ClockReading("가온", Clock(timedelta(0), "prior"))]))
    assert archive.recall(["나루일보", "누구"]) == {"나루일보": first}
    second = replace(first, offset_applied=timedelta(0), basis="never_late")
    archive.shelve(shelf(clocks=[ClockReading("나루일보", second)]))
    assert archive.recall(["나루일보", "가온"])["나루일보"] == second


# Search


def test_search_finds_by_all_clauses_and_by_one_of_the_alternatives(archive: Archive):
    steel = article("s", "나루제철, 감산", "철강 값이 내렸다")
    port = article("p", "나루항 확장", "부두 값이 올랐다")
    archive.shelve(shelf(steel, port))

    def found(*clauses: Clause) -> set[str]:
        return {f.document.id for f in archive.search(Query(clauses), 10)}

    assert found(Clause((("값이",),))) == {"s", "p"}
    assert found(Clause((("값이",),)), Clause((("부두",),))) == {"p"}
    assert found(Clause((("철강",), ("부두",)))) == {"s", "p"}
    assert found(Clause((("철강", "값이"),))) == {"s"}
    assert found(Clause((("값이", "철강"),))) == set()
    assert found(Clause((("값이",),)), Clause((("철강",),), negated=True)) == {"p"}
    assert found(Clause((("철강",),), negated=True)) == {"p"}
    assert found(Clause((("나루",),))) == set()
    assert found(Clause((("나루",),), prefix=True)) == {"s", "p"}
    assert found(Clause(())) == found(Clause(((),))) == found(Clause((("",),))) == set()
    assert found(Clause((), negated=True)) == {"s", "p"}


def test_days_of_a_search_are_those_of_seoul_and_inclusive(archive: Archive):
    late, early = article("l", published=at(12, 23, 59)), article("e", published=utc(at(13, 0)))
    archive.shelve(shelf(late, early, article("u", undated=True)))

    def found(since: date | None, until: date | None) -> list[str]:
        return [f.document.id for f in archive.search(Query((), since, until), 10)]

    assert found(date(2026, 3, 12), date(2026, 3, 12)) == ["l"]
    assert found(date(2026, 3, 13), None) == ["e"]
    assert found(None, date(2026, 3, 13)) == ["e", "l"]
    assert found(date.min, date.max) == ["e", "l"]
    assert found(None, None) == ["e", "l", "u"]
    assert found(date(2026, 3, 14), date(2026, 3, 13)) == []


def test_search_can_be_kept_to_one_publisher(archive: Archive):
    archive.shelve(shelf(A, replace(B, publisher="가온신문")))
    assert [f.document.id for f in archive.search(Query((), publisher="가온신문"), 10)] == ["b"]
    assert archive.search(Query((), publisher="나루"), 10) == ()


def test_of_equal_answers_the_newer_comes_first_and_a_headline_counts_more(archive: Archive):
    newer = replace(A, id=DocumentId("new"), published_at=at(20))
    headline = article("h", "부두 배정", "오늘 알려졌다", published=at(1))
    body = article("t", "오늘 소식", "부두 배정", published=at(20))
    archive.shelve(shelf(A, newer, headline, body, *(article(f"x{i}", "다른 소식", "다른 일") for i in range(9))))
    answers = archive.search(Query((Clause((("제목",),)),)), 10)
    assert [f.document.id for f in answers] == ["new", "a"]
    assert [f.document.id for f in archive.search(Query((Clause((("부두",),)),)), 1)] == ["h"]
    scores = [f.score for f in answers]
    assert scores == sorted(scores, reverse=True)


def test_search_finds_the_standing_version_only(archive: Archive):
    archive.shelve(shelf(article("a", "옛 제목")))
    archive.shelve(shelf(article("a", "새 제목")))
    assert archive.search(Query((Clause((("옛",),)),)), 10) == ()
    assert [f.document.title for f in archive.search(Query((Clause((("제목",),)),)), 10)] == ["새 제목"]


@pytest.mark.parametrize(
    "term", ['"', "'", "a b", "\x00", "*", "(", "OR", "AND NOT", "title:", "^", "\ud800", "가" * 50_000]
)
def test_no_term_breaks_a_search(archive: Archive, term: str):
    archive.shelve(shelf(A))
    for prefix in (False, True):
        archive.search(Query((Clause(((term,),), prefix=prefix), Clause(((term, term),), negated=True))), 10)


# Stories


def test_documents_wait_for_a_story_by_time_and_undated_ones_last(archive: Archive):
    undated = article("u", undated=True)
    archive.shelve(shelf(undated, C, A))
    archive.shelve(shelf(article("doubtful", published=at(30)), news=False))
    assert archive.unclustered() == ((A.id, A.published_at), (C.id, C.published_at), (undated.id, None))
    archive.record([opened("s", A), opened("t", undated)])
    assert archive.unclustered() == ((C.id, C.published_at),)


def test_what_was_taken_back_waits_for_no_story(archive: Archive):
    archive.shelve(shelf(A))
    archive.keep(NARU, (), (A.url,), at(13))
    assert archive.unclustered() == ()


def test_features_come_back_exactly_in_their_order(archive: Archive):
    archive.shelve(shelf(A, B))
    found = archive.features([A.id, DocumentId("nobody")])
    assert found.keys() == {A.id}
    assert list(found[A.id].items()) == list(shelved(A).indexed.features.items())


def test_a_story_comes_back_with_its_timeline(archive: Archive):
    copy, undated = article("b2", "제목 b", published=at(12, 9)), article("u", undated=True)
    archive.shelve(shelf(A, B, C, copy, undated))
    archive.record([opened("s", C, A, copy, undated, copies=[copy])])
    (found,) = days(archive)
    assert found == Story(
        StoryId("s"), 1, "제목 c", (A, copy, C), A.published_at, C.published_at, frozenset([copy.id]), False, None
    )


def test_a_story_has_the_documents_of_the_time_asked(archive: Archive):
    before, after = article("before", published=at(10)), article("after", published=at(13, 0))
    archive.shelve(shelf(before, A, B, after))
    archive.record([opened("s", before, A, after), opened("t", B), opened("past", article("x", published=at(1)))])
    found = archive.stories(at(12, 0), at(13, 0), at(10, 0))
    assert {s.id: [d.id for d in s.documents] for s in found} == {"s": ["before", "a"], "t": ["b"]}
    assert [s.id for s in found] == ["s", "t"]
    assert [[d.id for d in s.documents] for s in archive.standing(at(12, 0), at(13, 0))] == [["a"], ["b"]]
    assert archive.stories(at(14), at(15), at(1)) == ()


def test_sisters_of_a_thread_come_along_and_a_lone_story_names_no_thread(archive: Archive):
    old, far = article("old", published=at(11)), article("far", published=at(2))
    archive.shelve(shelf(A, B, old, far))
    archive.record(
        [
            opened("s", A, thread="t1"),
            opened("sister", old, thread="t1"),
            opened("far", far, thread="t1"),
            opened("lone", B, thread="t2"),
        ]
    )
    found = archive.stories(at(12, 0), at(13, 0), at(11, 0))
    assert {s.id: s.thread_id for s in found} == {"s": "t1", "sister": "t1", "lone": None}
    assert {s.id: s.thread_id for s in archive.standing(at(12, 0), at(13, 0))} == {"s": "t1", "lone": "t2"}


def test_a_story_grows_by_what_is_added_and_keeps_what_was_not_at_hand(archive: Archive):
    archive.shelve(shelf(A, B, C))
    archive.record([opened("s", A, B, thread="t")])
    partly = replace(told("s", B, C), version=2, title="새 제목", copies=frozenset([B.id]))
    archive.record([Grown(partly, (C.id,))])
    (found,) = days(archive)
    assert [d.id for d in found.documents] == ["a", "b", "c"]
    assert (found.version, found.title, found.copies) == (2, "새 제목", {B.id})
    assert archive.standing(at(12, 0), at(13, 0))[0].thread_id == "t"


def test_merged_stories_go_on_as_one_with_all_their_documents(archive: Archive):
    archive.shelve(shelf(A, B, C, D))
    archive.record([opened("s", A), opened("t", B, C, copies=[C])])
    archive.record([Merged(replace(told("s", A, B, D), version=2), (StoryId("t"),))])
    (found,) = days(archive)
    assert (found.id, [d.id for d in found.documents], found.copies) == ("s", ["a", "b", "c", "d"], {C.id})
    assert archive.unclustered() == ()


def test_a_new_version_of_a_document_keeps_its_place_in_the_story(archive: Archive):
    archive.shelve(shelf(A, B))
    archive.record([opened("s", A, B)])
    newer = replace(A, title="고친 제목", published_at=at(12, 15))
    archive.shelve(shelf(newer))
    assert archive.unclustered() == ()
    assert days(archive)[0].documents == (B, newer)


def test_what_is_no_news_any_more_leaves_the_story(archive: Archive):
    archive.shelve(shelf(A, B))
    archive.record([opened("s", A, B)])
    archive.shelve(shelf(A, news=False))
    assert days(archive)[0].documents == (B,)
    assert archive.counts(at(12, 0), at(13, 0)) == WindowCounts(1, 1)


def test_counts_and_newest_moments_are_those_of_news(archive: Archive):
    archive.shelve(shelf(A, replace(B, publisher="가온"), replace(C, publisher=None), article("u", undated=True)))
    archive.shelve(shelf(article("future", published=at(30)), news=False))
    assert archive.counts(at(12, 0), at(13, 0)) == WindowCounts(3, 2)
    assert archive.counts(at(12, 9), at(12, 10)) == WindowCounts(1, 1)
    assert archive.latest(2) == (C.published_at, B.published_at)
    assert archive.span() == (A.published_at, C.published_at)


def test_an_empty_archive_answers_everything(archive: Archive):
    assert (archive.waiting(5), archive.unclustered(), archive.latest(5), archive.span()) == ((), (), (), None)
    assert (days(archive), archive.features([]), archive.current([]), archive.recall([])) == ((), {}, {}, {})
    assert archive.search(Query((Clause((("값",),)),)), 5) == archive.search(Query(()), 5) == ()
    assert (archive.revision(), archive.figures(at(1)), archive.counts(at(1), at(31))) == (0, {}, WindowCounts(0, 0))


# Revisions


def test_any_earlier_state_can_be_read_again(archive: Archive):
    with archive.refreshing() as first:
        archive.shelve(shelf(A, B, C))
        archive.record([opened("s", A), opened("t", B), opened("u", C)])
    seen = {first: days(archive)}
    with archive.refreshing() as second:
        archive.shelve(shelf(D, replace(A, title="고친 제목")))
        archive.record([Grown(replace(told("s", A, D), version=2, title="자란 사안"), (D.id,))])
    seen[second] = days(archive)
    with archive.refreshing() as third:
        archive.record([Merged(replace(told("s", A, B, D), version=3), (StoryId("t"),))])
    seen[third] = days(archive)
    with archive.refreshing() as fourth:
        archive.keep(NARU, (), (C.url, D.url), at(13))
    assert (first, second, third, fourth) == (1, 2, 3, 4)
    assert {r: days(archive, revision=r) for r in seen} == seen
    assert members(archive, first) == {"s": ["a"], "t": ["b"], "u": ["c"]}
    assert members(archive, second) == {"s": ["a", "d"], "t": ["b"], "u": ["c"]}
    assert members(archive, third) == {"s": ["a", "b", "d"], "u": ["c"]}
    assert members(archive, fourth) == members(archive) == {"s": ["a", "b"]}
    assert members(archive, Revision(0)) == {}
    assert [days(archive, revision=r)[0].title for r in (first, second)] == ["제목 a", "자란 사안"]
    assert [archive.counts(at(12, 0), at(13, 0), r).documents for r in (0, first, second, fourth)] == [0, 3, 4, 2]


def test_a_document_that_moves_twice_in_one_refresh_has_one_place(archive: Archive):
    with archive.refreshing() as first:
        archive.shelve(shelf(A, B, C))
        archive.record([opened("s", A), opened("t", B), opened("u", C)])
        archive.record([Merged(told("t", B, A), (StoryId("s"),))])
        archive.record([Merged(told("u", C, B, A), (StoryId("t"),))])
    assert members(archive) == members(archive, first) == {"u": ["a", "b", "c"]}


def test_a_refresh_that_writes_nothing_uses_no_revision(archive: Archive):
    archive.keep(NARU, (item("a"),), (), at(12))
    read_all(archive, [A])
    archive.record([opened("s", A)])
    before = archive.revision()
    with archive.refreshing() as number:
        assert archive.keep(NARU, (item("a"),), ("https://naru.example/nothing",), at(13)).entries == 0
        archive.shelve(shelf())
        archive.record([])
        archive.reopen(["가온"])
    with archive.refreshing() as again:
        assert again == number == before + 1
    assert archive.revision() == before


def test_a_refresh_under_way_is_no_revision_yet(archive: Archive, opening: Opening):
    reader = opening()
    with archive.refreshing() as number:
        archive.shelve(shelf(A))
        archive.record([opened("s", A)])
        assert (reader.revision(), archive.revision()) == (0, 0)
        assert members(reader, reader.revision()) == {}
    assert reader.revision() == archive.revision() == number
    assert members(reader, number) == {"s": ["a"]}


def test_one_refresh_at_a_time(archive: Archive, opening: Opening):
    other = opening()
    with archive.refreshing():
        archive.keep(NARU, (item("a"),), (), at(12))
        with pytest.raises(StoreBusy), other.refreshing():
            pass
        with pytest.raises(StoreBusy):
            other.keep(NARU, (item("b"),), (), at(12))
        assert len(other.waiting(5)) == 1
    with other.refreshing() as number:
        assert number == 2


def test_a_refresh_that_fails_lets_go_and_keeps_what_it_wrote(archive: Archive, opening: Opening):
    def break_off() -> None:
        with archive.refreshing():
            archive.keep(NARU, (item("a"),), (), at(12))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert archive.revision() == 1
    with opening().refreshing() as number:
        assert number == 2


def test_a_write_that_fails_leaves_nothing(archive: Archive):
    archive.keep(NARU, (item("a"),), (), at(12))
    number = archive.waiting(1)[0].number
    broken = replace(shelved(B), first_seen=None)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, nothing may stay
        archive.shelve(replace(shelf(A, entries=[number]), documents=(shelved(A), broken)))
    assert archive.documents([A.id]) == ()
    assert len(archive.waiting(5)) == 1
    read_all(archive, [A])
    assert archive.documents([A.id]) == (A,)


# Editions and figures


def test_an_edition_is_pinned_once(archive: Archive):
    edition = Pinned("daily", "ceo", date(2026, 3, 13), Revision(3), at(13, 9), "abc")
    assert archive.pinned("daily", "ceo", date(2026, 3, 13)) is None
    assert archive.pin(edition)
    assert not archive.pin(replace(edition, digest="other"))
    assert archive.pinned("daily", "ceo", date(2026, 3, 13)) == edition
    assert archive.pinned("weekly", "ceo", date(2026, 3, 13)) is None


def test_an_edition_is_pinned_while_another_process_refreshes(archive: Archive, opening: Opening):
    other = opening()
    with archive.refreshing():
        archive.keep(NARU, (item("a"),), (), at(12))
        assert other.pin(Pinned("daily", "ceo", date(2026, 3, 13), Revision(0), at(13, 9), "abc"))


def test_figures_tell_what_each_source_gave(archive: Archive):
    seen = [shelved(d, seen=moment) for d, moment in ((A, at(5)), (B, at(12)), (C, at(13)))]
    first = Yield(NARU, 3, 2, 1, 900, 100, (("no_title", 1),))
    with archive.refreshing():
        archive.shelve(replace(shelf(yields=[first, Yield(OTHER, 1, 0, 0, 0, 0)]), documents=tuple(seen)))
        archive.shelve(shelf(yields=[Yield(NARU, 1, 1, 0, 50, 5, (("no_title", 2), ("same_url", 1)))]))
    found = archive.figures(at(10))
    summed = Yield(NARU, 4, 3, 1, 950, 105, (("no_title", 3), ("same_url", 1)))
    assert found[NARU] == SourceFigures(2, at(13), at(5), (summed,))
    assert found[OTHER] == SourceFigures(0, None, None, (Yield(OTHER, 1, 0, 0, 0, 0),))
    assert archive.figures(datetime.now(UTC) + timedelta(days=1))[NARU].yields == ()


# Visits


def visit(day: int, outcome: str = "read", source: SourceId = NARU) -> Visited:
    fault = "naru.example: 닿지 않는다" if outcome == "failed" else None
    return Visited(source, at(day), 0.25, outcome, 3, "unreachable" if fault else None, fault)  # type: ignore[arg-type]


def test_marks_are_remembered_by_source_and_place(log: VisitLog):
    mark = Mark("https://naru.example/rss", "ab" * 32, '"tag"', "Thu, 12 Mar 2026 00:00:00 GMT")
    assert log.mark(NARU, mark.place) is None
    log.note(visit(12), [mark, Mark("/folder/a.txt", "cd")])
    assert log.mark(NARU, mark.place) == mark
    assert log.mark(OTHER, mark.place) is None
    log.note(visit(13), [replace(mark, etag=None)])
    assert log.mark(NARU, mark.place) == replace(mark, etag=None)


def test_visits_come_oldest_first_after_the_last_success_before(log: VisitLog):
    for one in (
        visit(1),
        visit(2, "unchanged"),
        visit(3, "failed"),
        visit(5, "failed"),
        visit(4),
        visit(4, source=OTHER),
    ):
        log.note(one, ())
    assert log.visits(NARU, at(4)) == (visit(2, "unchanged"), visit(4), visit(5, "failed"))
    assert log.visits(NARU, at(1)) == (
        visit(1),
        visit(2, "unchanged"),
        visit(3, "failed"),
        visit(4),
        visit(5, "failed"),
    )
    assert log.visits(SourceId("nobody"), at(1)) == ()


def test_old_visits_are_forgotten_but_not_a_sources_last_success(log: VisitLog):
    old = [
        replace(visit(1, outcome), at=at(1) - timedelta(days=days)) for outcome, days in (("read", 99), ("failed", 98))
    ]
    lone = replace(visit(1, source=OTHER), at=at(1) - timedelta(days=200))
    for one in (*old, lone):
        log.note(one, ())
    log.note(visit(1), ())
    assert log.visits(NARU, at(1) - timedelta(days=300)) == (visit(1),)
    assert log.visits(OTHER, at(1)) == (lone,)
