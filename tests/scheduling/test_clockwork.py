import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time as real
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import apscheduler.schedulers.base
import pytest

from newsprism.errors import NothingInWindow, StoreBusy, StoreDamaged
from newsprism.pipeline.schedule import Plan, due_at
from newsprism.scheduling.clockwork import Clockwork, Duties
from tests.scheduling import child

SEOUL = ZoneInfo("Asia/Seoul")
MORNING = datetime(2026, 2, 3, 8, 0, tzinfo=SEOUL)
PLAN = Plan(SEOUL, MORNING, (("daily", "ceo"),), daily_at=time(9), refresh_every=timedelta(minutes=30))


class Newsroom:
    """Everything the clockwork calls, a clock that is moved by hand, and a protocol of what happened."""

    def __init__(self, now=MORNING):
        self.now = now
        self.log = []
        self.told = []
        self.done = set()
        self.faults = {}

    def at(self, clock, day=3):
        self.now = datetime.combine(date(2026, 2, day), time.fromisoformat(clock), SEOUL)
        return self

    def _do(self, what):
        self.log.append(f"{self.now:%H:%M} {what}")
        if what in self.faults:
            raise self.faults[what]

    def make(self, edition):
        self._do(f"make {edition.issue.day}")
        self.done.add((edition.cadence, edition.reader, edition.issue))

    def made(self, *key):
        return key in self.done

    def clockwork(self, plan=PLAN, **options):
        duties = Duties(lambda: self._do("refresh"), self.make, self.made, self.told.append)
        return Clockwork(plan, duties, now=lambda: self.now, beat=timedelta(milliseconds=5), **options)

    def took(self):
        log, self.log = self.log, []
        return log


def beats(work, room, *moments):
    """Let the clockwork look at each of these moments."""
    for clock in moments:
        room.at(clock)
        work._on_beat()
    return room.took()


def until(condition, seconds=5.0):
    end = real.monotonic() + seconds
    while not condition():
        assert real.monotonic() < end, "waited in vain"
        real.sleep(0.005)


# One run, as from cron


def test_a_single_run_refreshes_makes_what_is_due_and_returns():
    room = Newsroom().at("10:00")
    ran = room.clockwork().run(once=True)
    assert room.took() == ["10:00 refresh", "10:00 make 3"]
    assert (ran.refreshes, ran.editions, ran.faults) == (1, 1, 0)


def test_a_second_single_run_makes_nothing_again():
    room = Newsroom().at("10:00")
    room.clockwork().run(once=True)
    room.took()
    assert room.clockwork(refreshed=room.now).run(once=True).editions == 0
    assert room.took() == []


def test_a_single_run_makes_the_edition_even_when_the_refresh_fails_and_counts_the_fault():
    room = Newsroom().at("09:05")
    room.faults["refresh"] = StoreBusy("다른 프로세스가 새로 읽고 있습니다", subject="newsprism.db")
    ran = room.clockwork().run(once=True)
    assert (ran.refreshes, ran.editions, ran.faults) == (0, 1, 1)
    assert room.told == ["새로 읽기: newsprism.db: 다른 프로세스가 새로 읽고 있습니다"]


def test_a_recent_refresh_is_enough_only_if_it_began_after_the_edition_fell_due():
    room = Newsroom().at("09:10")
    room.clockwork(refreshed=MORNING.replace(hour=9, minute=5)).run(once=True)
    assert room.took() == ["09:10 make 3"]
    room = Newsroom().at("09:10")
    room.clockwork(refreshed=MORNING.replace(hour=8, minute=55)).run(once=True)
    assert room.took() == ["09:10 refresh", "09:10 make 3"]


# Beat by beat


def test_a_day_goes_by():
    room = Newsroom()
    work = room.clockwork()
    assert beats(work, room, "08:00", "08:01", "08:29:59") == ["08:00 refresh"]
    assert beats(work, room, "08:30", "08:45", "08:59") == ["08:30 refresh"]
    assert beats(work, room, "09:00", "09:01") == ["09:00 refresh", "09:00 make 3"]
    assert beats(work, room, "09:29", "09:30", "23:59") == ["09:30 refresh", "23:59 refresh"]


def test_between_two_moments_the_record_is_not_asked():
    room = Newsroom()
    asked = []
    duties = Duties(lambda: None, room.make, lambda *key: asked.append(key) or key in room.done, room.told.append)
    work = Clockwork(PLAN, duties, now=lambda: room.now)
    room.at("09:00")
    work._on_beat()
    before = len(asked)
    for second in range(1, 60):
        room.at(f"09:10:{second:02}")
        work._on_beat()
    assert len(asked) == before


def test_after_a_sleep_there_is_one_refresh_and_missed_issues_come_oldest_first():
    room = Newsroom()
    work = room.clockwork()
    beats(work, room, "08:00")
    room.at("12:00", day=6)
    work._on_beat()
    assert room.took() == ["12:00 refresh", "12:00 make 4", "12:00 make 5", "12:00 make 6"]
    # That of the third is more than three days old by now.
    assert len(room.told) == 1
    assert "일간 2026-02-03 ceo" in room.told[0]
    work._on_beat()
    room.at("13:00", day=6)
    work._on_beat()
    assert len(room.told) == 1


def test_what_was_missed_is_told_in_one_line_and_not_again_after_a_restart():
    room = Newsroom().at("12:00", day=20)
    room.clockwork().run(once=True)
    assert len(room.told) == 1
    assert room.told[0].count("2026-02-") == 5
    assert "외 " in room.told[0]
    room.clockwork(refreshed=room.now).run(once=True)
    assert len(room.told) == 1


def test_a_clock_that_is_set_back_makes_nothing_twice_and_goes_on_refreshing():
    room = Newsroom()
    work = room.clockwork()
    assert beats(work, room, "09:00") == ["09:00 refresh", "09:00 make 3"]
    assert beats(work, room, "04:00", "04:29", "04:30") == ["04:00 refresh", "04:30 refresh"]
    assert beats(work, room, "09:00") == ["09:00 refresh"]


def test_a_refresh_that_fails_holds_an_edition_back_for_one_interval_at_most():
    room = Newsroom()
    work = room.clockwork()
    beats(work, room, "08:59")
    room.faults["refresh"] = StoreBusy("다른 프로세스가 새로 읽고 있습니다", subject="newsprism.db")
    assert beats(work, room, "09:00", "09:00:30", "09:01") == ["09:00 refresh", "09:01 refresh"]
    del room.faults["refresh"]
    assert beats(work, room, "09:02") == ["09:02 refresh", "09:02 make 3"]

    room = Newsroom()
    work = room.clockwork()
    room.faults["refresh"] = StoreBusy("다른 프로세스가 새로 읽고 있습니다", subject="newsprism.db")
    assert "09:29 make 3" not in beats(work, room, "09:00", "09:29")
    assert "09:30 make 3" in beats(work, room, "09:30")


def test_an_edition_that_fails_is_told_left_alone_for_an_interval_and_tried_again_ever_more_rarely():
    room = Newsroom()
    room.faults["make 3"] = NothingInWindow("그 기간의 기사가 없습니다", subject="입력", advice="소스를 더하세요.")
    work = room.clockwork()
    moments = [f"{h:02}:{m:02}" for h in range(9, 24) for m in (0, 10, 20, 30, 40, 50)]
    tried = [line for line in beats(work, room, *moments) if "make" in line]
    assert tried == [f"{t} make 3" for t in ("09:00", "09:30", "10:30", "12:30", "16:30", "22:30")]
    assert set(room.told) == {"일간 2026-02-03 ceo: 입력: 그 기간의 기사가 없습니다. 소스를 더하세요."}
    room.faults.clear()
    room.at("10:00", day=4)
    work._on_beat()
    assert room.took() == ["10:00 refresh", "10:00 make 3", "10:00 make 4"]


def test_one_edition_that_fails_does_not_keep_the_others_back():
    room = Newsroom().at("10:00", day=5)
    room.faults["make 4"] = ZeroDivisionError("division\nby zero")
    ran = room.clockwork().run(once=True)
    assert room.took() == ["10:00 refresh", "10:00 make 3", "10:00 make 4", "10:00 make 5"]
    assert (ran.editions, ran.faults) == (2, 1)
    assert room.told == ["일간 2026-02-04 ceo: ZeroDivisionError: division by zero"]


def test_an_edition_that_leaves_no_record_is_not_made_again_and_again():
    room = Newsroom().at("10:00")
    duties = Duties(lambda: None, lambda _: room.log.append("make"), lambda *_: False, room.told.append)
    ran = Clockwork(PLAN, duties, now=lambda: room.now).run(once=True)
    assert room.log == ["make"]
    assert ran.faults == 1
    assert "기록되지 않았습니다" in room.told[0]


def test_a_record_that_cannot_be_read_is_told_and_asked_again_a_minute_later():
    room = Newsroom()
    broken = [True]

    def made(*key):
        if broken[0]:
            raise StoreDamaged("데이터베이스가 깨졌습니다", subject="newsprism.db")
        return key in room.done

    duties = Duties(lambda: None, room.make, made, room.told.append)
    work = Clockwork(PLAN, duties, now=lambda: room.now)
    beats(work, room, "09:00", "09:00:10", "09:00:59")
    assert room.told == ["예약 실행: newsprism.db: 데이터베이스가 깨졌습니다"]
    broken[0] = False
    assert beats(work, room, "09:01") == ["09:01 make 3"]


def test_what_somebody_else_made_meanwhile_is_left_out():
    room = Newsroom().at("10:00", day=5)
    work = room.clockwork()
    first = room.make

    def make(edition):
        first(edition)
        room.done.add(("daily", "ceo", date(2026, 2, 4)))

    room.make = make
    work = room.clockwork()
    work.run(once=True)
    assert room.took() == ["10:00 refresh", "10:00 make 3", "10:00 make 5"]


# With the real scheduler


def in_thread(work):
    thread = threading.Thread(target=work.run)
    thread.start()
    return thread


def test_the_scheduler_works_through_a_day_and_stops_when_told():
    room = Newsroom()
    work = room.clockwork()
    thread = in_thread(work)
    until(lambda: room.log == ["08:00 refresh"])
    room.at("09:00")
    until(lambda: len(room.log) == 3)
    work.stop()
    thread.join(5)
    assert not thread.is_alive()
    assert room.took() == ["08:00 refresh", "09:00 refresh", "09:00 make 3"]


def test_faults_do_not_end_the_scheduler():
    room = Newsroom()
    room.faults["refresh"] = OSError("no network")
    work = room.clockwork()
    thread = in_thread(work)
    until(lambda: room.told)
    room.faults.clear()
    room.at("08:31")
    until(lambda: work.ran.refreshes == 1)
    work.stop()
    thread.join(5)
    assert room.told == ["새로 읽기: OSError: no network"]


@pytest.mark.parametrize("jump", [timedelta(hours=-5), timedelta(days=3650)])
def test_the_scheduler_goes_on_when_the_machine_clock_is_set_anew(monkeypatch, jump):
    shift = [timedelta()]

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + shift[0]

    for module in ("apscheduler.schedulers.base", "newsprism.scheduling.clockwork"):
        monkeypatch.setattr(sys.modules[module], "datetime", Shifted)
    assert apscheduler.schedulers.base.datetime is Shifted
    room = Newsroom()
    work = room.clockwork()
    thread = in_thread(work)
    until(lambda: room.log == ["08:00 refresh"])
    shift[0] = jump
    room.at("08:40")
    until(lambda: len(room.log) == 2, seconds=2)
    work.stop()
    thread.join(5)
    assert not thread.is_alive()


# As a process of its own


def start(database, began):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.scheduling.child", str(database), str(began)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    assert process.stdout.readline() == "started\n"
    return process


def rows(database, table):
    with closing(sqlite3.connect(database)) as db:
        return db.execute(f"select * from {table} order by rowid").fetchall()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_after_the_step_at_hand(tmp_path, number):
    database = tmp_path / "made.db"
    process = start(database, real.time())
    until(lambda: len(rows(database, "editions")) > 3)
    process.send_signal(number)
    out, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert out == f"ended {len(rows(database, 'editions'))}\n"


def test_killed_five_times_at_random_and_started_again_it_makes_every_edition_once(tmp_path):
    database, chance, began = tmp_path / "made.db", random.Random(20260203), real.time()
    for _ in range(5):
        process = start(database, began)
        real.sleep(chance.uniform(0.15, 0.5))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=10)
        assert out == ""
    before = len(rows(database, "editions"))
    last = child.clockwork(database, began)
    last.run(once=True)
    assert before > 20

    found = Counter(rows(database, "editions"))
    assert set(found.values()) == {1}
    days = sorted(date.fromisoformat(issue) for _, _, issue in found)
    # In New York the first of February was not over when the schedule was first started.
    first, end = date(2026, 2, 1), days[-1]
    expected = {
        (cadence, reader, day.isoformat())
        for day in (first + timedelta(days=d) for d in range((end - first).days))
        for cadence, reader in child.PLAN.editions
        if cadence == ("weekly" if day.weekday() == 6 else "daily")
    }
    assert expected - set(found) == set()
    assert len(rows(database, "refreshes")) > 5
    # And the end is the present.
    ahead = replace(child.PLAN, since=child.BEGIN)
    assert due_at(ahead, "daily" if end.weekday() != 6 else "weekly", end) <= last._now()
