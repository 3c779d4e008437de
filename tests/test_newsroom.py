"""A workspace at work, in one process and with a clock that can be set."""

import json
import os
from datetime import date, datetime, timedelta

import pytest

from newsprism import init_workspace, move_in, open_newsroom, workspace_settings
from newsprism.config import Settings
from newsprism.errors import (
    InvalidSetting,
    InvalidSource,
    NothingInWindow,
    StoreBusy,
    StoreFault,
    UnreadableFile,
    UsageError,
)
from newsprism.pipeline.calendar import SEOUL
from newsprism.stores.files.ledger import Ledger
from newsprism.stores.sqlite.archive import SqliteArchive
from tests.e2e.running import SAMPLE, record
from tests.e2e.workspace import Clock, newsroom

SUNDAY = date(2025, 2, 2)
SATURDAY_MORNING = datetime(2025, 2, 1, 8, tzinfo=SEOUL)
SUNDAY_MORNING = datetime(2025, 2, 2, 8, 30, tzinfo=SEOUL)
LATER = datetime(2025, 2, 10, 12, tzinfo=SEOUL)
READER = (
    'id = "skipper"\nname = "항만 운영자"\nshort = "운영자"\ninvestor = false\ndecides = "부두를 정한다."\nnever = []\n'
    '[headings]\nanalysis = "항만 분석"\ninsight = "운영자 인사이트"\nstrategy = "주간 전략 포인트"\n'
    'strategy_suffix = "전략"\n[interests]\ntopics = { trade = 0.9 }\n'
    '[[lens]]\ntopic = "trade"\nquestion = "관세가 언제 바뀌는가"\nanswers = ["deadline"]\ncues = ["관세율"]\n'
    'strategy = "통상 일정 관리"\n'
)


@pytest.fixture
def folder(tmp_path):
    return init_workspace(tmp_path / "news")


@pytest.fixture
def week(folder):
    """A workspace that has read the sample week."""
    settings(folder, "workers = 1")
    with newsroom(folder, LATER) as desk:
        desk.add(str(SAMPLE / "week.jsonl"))
        assert desk.refresh().new == 91
    return folder


def settings(folder, *lines):
    (folder / "newsprism.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def lines(folder, *records, name="more.jsonl"):
    path = folder / name
    path.write_text("\n".join(records) + "\n", encoding="utf-8")
    return str(path)


def port(name="port", text="나루항만공사는 새 부두를 열었다. 선석은 여섯 개다.", published="2025-01-30T09:00:00+09:00"):
    return record(name, f"나루항 새 부두 개장 {name}", text, published)


# ---------------------------------------------------------------- settings and readers


def test_own_reader_types_are_found_and_a_missing_folder_of_them_is_no_fault(folder):
    (folder / "readers" / "skipper.toml").write_text(READER, encoding="utf-8")
    assert open_newsroom(folder).engine.readers.get("skipper").name == "항만 운영자"
    (folder / "readers" / "skipper.toml").unlink()
    (folder / "readers").rmdir()
    assert len(open_newsroom(folder).engine.readers.list()) == 10


def test_a_folder_of_readers_in_the_settings_lies_beside_them(folder, tmp_path, monkeypatch):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "skipper.toml").write_text(READER, encoding="utf-8")
    settings(folder, 'readers = "../shared"')
    monkeypatch.chdir(folder / "readers")
    assert open_newsroom().engine.readers.get("skipper").short == "운영자"


def test_settings_that_are_given_go_before_the_file_and_keep_the_readers(folder):
    settings(folder, "closing_hour = 7")
    (folder / "readers" / "skipper.toml").write_text(READER, encoding="utf-8")
    assert workspace_settings(open_newsroom(folder).workspace).closing_hour == 7
    given = open_newsroom(folder, settings=Settings(closing_hour=5))
    assert given.engine.settings.closing_hour == 5
    assert given.engine.readers.get("skipper")


def test_a_writer_that_is_not_installed_names_the_file(folder):
    settings(folder, 'writer = "nobody"')
    with pytest.raises(InvalidSetting, match=r"newsprism\.toml: writer"):
        open_newsroom(folder)


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize("name", ["~nobody-of-this-name/x", "x" * 300, "가" * 5000, "a\nb", ""])
def test_whatever_is_given_as_a_place_is_answered_with_an_error_of_ours(folder, name):
    with newsroom(folder, LATER) as desk, pytest.raises(InvalidSource):
        desk.add(name)


def test_an_address_longer_than_a_file_name_may_be_is_an_address(folder):
    place = f"https://naru.example/{'a' * 400}.xml"
    with newsroom(folder, LATER) as desk:
        ((source,), _) = desk.add(place, kind="feed")
    assert source.place == place


def test_an_empty_file_may_fill_later_but_what_is_no_text_is_refused(folder):
    (folder / "new.jsonl").write_text("", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(80))
    with newsroom(folder, LATER) as desk:
        desk.add(str(folder / "new.jsonl"))
        with pytest.raises(InvalidSource, match=r"photo\.png"):
            desk.add(str(folder / "photo.png"))
        assert [s.id for s in desk.sources()] == ["new"]


def test_words_of_other_programs_for_a_feed_mean_a_feed(folder):
    (folder / "list.opml").write_text(
        '<opml version="2.0"><body><outline type="podcast" text="나루일보" xmlUrl="https://naru.example/f"/>'
        '<outline type="sitemap" text="가람" xmlUrl="https://garam.example/s.xml"/></body></opml>',
        encoding="utf-8",
    )
    with newsroom(folder, LATER) as desk:
        added, _ = desk.add(str(folder / "list.opml"), full=True)
        again, told = desk.add(str(folder / "list.opml"))
    assert [(s.kind, s.name, s.full) for s in added] == [("feed", "나루일보", True), ("sitemap", "가람", True)]
    assert (again, len(told)) == ((), 2)


def test_a_list_that_cannot_be_opened_is_named(folder):
    os.mkfifo(folder / "pipe")
    (folder / "list.opml").symlink_to(folder / "gone.opml")
    with newsroom(folder, LATER) as desk:
        with pytest.raises(InvalidSource):
            desk.add(str(folder / "list.opml"))
        with pytest.raises(InvalidSource, match="pipe"):
            desk.add(str(folder / "pipe"))


def test_a_refresh_of_named_sources_reads_each_once_and_never_a_resting_one(folder):
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
        assert desk.refresh(["more", "more"]).sources == 1
        desk.pause("more", True)
        assert desk.refresh().sources == 0
        with pytest.raises(UsageError, match="newsprism sources resume more"):
            desk.refresh(["more"])


def test_a_source_of_a_kind_that_is_gone_fails_alone(folder):
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
        with (folder / "sources.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[source]]\nkind = "fax"\nplace = "https://naru.example/fax"\n')
        report = desk.refresh()
    assert report.new == 1
    (failed,) = report.failed
    assert "fax" in failed.fault
    assert "bigkinds, feed" in failed.fault
    assert "\n" not in failed.fault


def test_a_second_refresh_at_the_same_time_is_refused(folder):
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
        with SqliteArchive(folder / "newsprism.db") as other, other.refreshing(), pytest.raises(StoreBusy):
            desk.refresh()
        assert desk.refresh().new == 1


def test_the_databases_are_closed_at_the_end(week):
    with newsroom(week, LATER) as desk:
        archive, log = desk.archive, desk.log
        desk.search("반도체")
    with pytest.raises(StoreFault):
        archive.span()
    with pytest.raises(StoreFault):
        log.visits("week", LATER)
    assert not list(week.glob("*-wal"))


# ---------------------------------------------------------------- editions


def test_an_edition_is_pinned_once_it_is_closed_and_not_before(week):
    clock = Clock(datetime(2025, 2, 1, 20, tzinfo=SEOUL))
    with newsroom(week, clock) as desk:
        desk.brief("ceo", "weekly", SUNDAY)
        assert desk.archive.pinned("weekly", "ceo", SUNDAY) is None
        clock.at = LATER
        first, same = desk.brief("ceo", "weekly", SUNDAY)
        assert same
        pinned = desk.archive.pinned("weekly", "ceo", SUNDAY)
        desk.add(lines(week, port("a"), port("b")))
        assert desk.refresh().new == 2
        again, same = desk.brief("ceo", "weekly", SUNDAY)
        assert same
        assert again.brief == first.brief
        assert desk.archive.pinned("weekly", "ceo", SUNDAY) == pinned


def test_an_edition_that_comes_out_otherwise_says_so(week):
    with newsroom(week, LATER) as desk:
        desk.brief("ceo", "weekly", SUNDAY)
    own = (SAMPLE.parent / "readers" / "ceo.toml").read_text("utf-8")
    (week / "readers" / "ceo.toml").write_text(
        own.replace('name = "기업 CEO"', 'name = "작은 기업 CEO"'), encoding="utf-8"
    )
    with newsroom(week, LATER) as desk:
        edition, same = desk.brief("ceo", "weekly", SUNDAY)
        assert "작은 기업" in desk.engine.render(edition.brief, "json")
    assert not same


def test_undated_articles_alone_ask_for_dated_ones(folder):
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port(published=None)))
        assert desk.refresh().new == 1
        with pytest.raises(NothingInWindow, match="날짜 있는 기사가 아직 없습니다") as caught:
            desk.brief("ceo", "weekly")
    assert caught.value.subject == str(folder)


def test_stories_are_those_of_a_stretch_of_time(week):
    with newsroom(week, LATER) as desk:
        begin = datetime(2025, 1, 30, tzinfo=SEOUL)
        found = desk.stories(begin, begin + timedelta(days=1))
        assert found
        assert all(begin <= d.published_at < begin + timedelta(days=1) for s in found for d in s.documents)
        assert desk.stories(LATER, LATER + timedelta(days=1)) == ()


# ---------------------------------------------------------------- the schedule


def run(folder, clock):
    told = []
    with newsroom(folder, clock) as desk:
        ran = desk.run(once=True, tell=told.append)
    return ran, told


def test_what_is_due_is_made_once_with_all_its_files(folder):
    settings(
        folder,
        "workers = 1",
        'editions = ["weekly:ceo", "daily:newcomer"]',
        'formats = ["html", "txt"]',
        'output = "호"',
    )
    with newsroom(folder, SATURDAY_MORNING) as desk:
        desk.add(str(SAMPLE / "week.jsonl"))
    first, told = run(folder, SATURDAY_MORNING)
    assert (first.refreshes, first.editions, first.faults) == (1, 0, 0)
    assert told == ["새로 읽음: 소스 1곳, 새 문서 91건, 실패 0곳"]
    second, told = run(folder, SUNDAY_MORNING)
    assert (second.editions, second.faults) == (2, 0), told
    stems = ("daily-newcomer-2025-02-01", "weekly-ceo-2025-02-02")
    suffixes = ("documents.jsonl", "html", "json", "txt")
    assert sorted(p.name for p in (folder / "호").iterdir()) == [f"{a}.{b}" for a in stems for b in suffixes]
    edition = json.loads((folder / "호" / "weekly-ceo-2025-02-02.json").read_text("utf-8"))
    cited = (folder / "호" / "weekly-ceo-2025-02-02.documents.jsonl").read_text("utf-8").splitlines()
    assert {s["document_id"] for s in edition["sources"]} <= {json.loads(one)["id"] for one in cited}
    assert Ledger(folder / "issued.jsonl").made("weekly", "ceo", SUNDAY)
    third, told = run(folder, SUNDAY_MORNING + timedelta(minutes=40))
    assert (third.refreshes, third.editions, third.faults) == (1, 0, 0)


def test_half_hourly_runs_refresh_each_time_and_one_in_between_does_not(folder):
    settings(folder, "editions = []", "refresh_minutes = 30")
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
    done = [run(folder, LATER + timedelta(minutes=m))[0].refreshes for m in (0, 10, 30, 60)]
    assert done == [1, 0, 1, 1]


def test_a_source_that_was_added_since_is_read_at_the_next_run(folder):
    settings(folder, "editions = []", "refresh_minutes = 600")
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
    assert run(folder, LATER)[0].refreshes == 1
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port("b"), name="b.jsonl"))
    assert run(folder, LATER + timedelta(minutes=5))[0].refreshes == 1


def test_a_source_that_fails_is_told_in_a_line_and_the_run_goes_on(folder):
    settings(folder, "editions = []")
    path = lines(folder, port())
    with newsroom(folder, LATER) as desk:
        desk.add(path)
        desk.add(lines(folder, port("b"), name="b.jsonl"))
    os.unlink(path)
    ran, told = run(folder, LATER)
    assert (ran.refreshes, ran.faults) == (1, 0)
    assert told[0] == "새로 읽음: 소스 2곳, 새 문서 1건, 실패 1곳"
    assert told[1].startswith("읽지 못함 more: ")


def test_an_edition_without_articles_is_a_fault_of_the_run_and_left_for_later(folder):
    settings(folder, 'editions = ["weekly:ceo"]')
    with newsroom(folder, SATURDAY_MORNING) as desk:
        desk.add(lines(folder, port(published="2025-03-30T09:00:00+09:00")))
    run(folder, SATURDAY_MORNING)
    ran, told = run(folder, SUNDAY_MORNING)
    assert (ran.editions, ran.faults) == (0, 1)
    assert told[-1].startswith("주간 2025-02-02 ceo: ")
    assert not Ledger(folder / "issued.jsonl").made("weekly", "ceo", SUNDAY)


@pytest.mark.parametrize(
    ("line", "said"), [('editions = ["daily:nobody"]', "nobody"), ('formats = ["html", "pdf"]', "pdf")]
)
def test_a_plan_that_cannot_be_carried_out_is_refused_before_anything_is_done(folder, line, said):
    settings(folder, line)
    with newsroom(folder, LATER) as desk, pytest.raises(InvalidSetting) as caught:
        desk.run(once=True)
    assert caught.value.subject == f"{folder / 'newsprism.toml'}: {line.split()[0]}"
    assert said in str(caught.value)
    assert not (folder / "issued.jsonl").exists()


def test_an_edition_for_a_reader_in_a_file_is_named_by_the_reader(week, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(READER, encoding="utf-8")
    settings(week, "workers = 1", f'editions = ["weekly:{path}"]')
    Ledger(week / "issued.jsonl").since(SATURDAY_MORNING)
    ran, told = run(week, SUNDAY_MORNING)
    assert ran.editions == 1, told
    assert (week / "editions" / "weekly-skipper-2025-02-02.json").is_file()


# ---------------------------------------------------------------- care


def test_a_workspace_that_was_never_refreshed_is_sound_and_looking_makes_no_file(folder):
    with newsroom(folder, LATER) as desk:
        desk.add(lines(folder, port()))
        before = sorted(folder.iterdir())
        assert desk.faults() == ()
        assert [h.state for h in desk.health()] == ["new"]
    assert sorted(folder.iterdir()) == before


def test_health_is_of_each_source(week):
    with newsroom(week, LATER) as desk:
        (one,) = desk.health()
    assert (one.state, one.documents, one.failures) == ("ok", 91, 0)


def test_lost_and_damaged_databases_are_told(week):
    (week / "visits.db").write_bytes(b"noise " * 500)
    for left in week.glob("visits.db-*"):
        left.unlink()
    with newsroom(week, LATER) as desk:
        (fault,) = desk.faults()
        assert "visits.db" in fault
    (week / "newsprism.db").unlink()
    with newsroom(week, LATER) as desk:
        assert len(desk.faults()) == 2


def test_a_workspace_moves_with_everything_also_before_its_first_refresh(folder, week, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, one in enumerate((week, init_workspace(tmp_path / "bare"))):
        with newsroom(one, LATER) as desk:
            assert "파일" in desk.export(tmp_path / f"{number}.tar.gz")
        move_in(tmp_path / f"{number}.tar.gz", tmp_path / f"copy{number}")
    with newsroom(tmp_path / "copy0", LATER) as desk:
        assert desk.refresh().unchanged == 1
        assert len(desk.search("한빛정밀")) > 3
    # A database that was packed as one file gets its log back, so that readers need not wait for a refresh.
    with SqliteArchive(tmp_path / "copy0" / "newsprism.db") as archive, archive._database.read() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with newsroom(tmp_path / "copy1", LATER) as desk:
        assert desk.refresh().sources == 0
        assert len(desk.engine.readers.list()) == 10


def test_nothing_is_unpacked_over_the_folder_in_which_one_stands(folder, tmp_path, monkeypatch):
    with newsroom(folder, LATER) as desk:
        desk.export(tmp_path / "a.tar.gz")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UsageError, match="지금 있는 폴더"):
        move_in(tmp_path / "a.tar.gz", tmp_path / "here")
    (tmp_path / "noise.tar.gz").write_bytes(b"noise")
    with pytest.raises(UnreadableFile):
        move_in(tmp_path / "noise.tar.gz", tmp_path / "there")
    assert not (tmp_path / "there").exists()
