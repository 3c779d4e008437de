"""A process that runs the clockwork with a real database and a clock that runs fast; killed by its parent.

Arguments: the database, the real second at which simulated time began.
"""

import sqlite3
import sys
import time as real
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsprism.pipeline.schedule import Due, Plan
from newsprism.scheduling.clockwork import Clockwork, Duties

BEGIN = datetime(2026, 2, 2, tzinfo=UTC)
SPEED = 10 * 86400
"""Simulated seconds in a real one."""

PLAN = Plan(
    ZoneInfo("America/New_York"),
    BEGIN,
    (("daily", "ceo"), ("weekly", "ceo"), ("daily", "jobseeker")),
    refresh_every=timedelta(seconds=0.2 * SPEED),
    catch_up=timedelta(days=60),
    catch_up_weekly=timedelta(days=60),
)


class Ledger:
    """Editions and refreshes as rows, without anything that would keep a second one out."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("create table if not exists editions (cadence text, reader text, issue text)")
        self.db.execute("create table if not exists refreshes (at text)")

    def made(self, cadence, reader, issue):
        sql = "select 1 from editions where cadence = ? and reader = ? and issue = ?"
        return self.db.execute(sql, (cadence, reader, issue.isoformat())).fetchone() is not None

    def make(self, edition: Due):
        self.db.execute("begin immediate")
        real.sleep(0.004)
        self.db.execute(
            "insert into editions values (?, ?, ?)", (edition.cadence, edition.reader, edition.issue.isoformat())
        )
        real.sleep(0.004)
        self.db.execute("commit")

    def refresh(self):
        self.db.execute("insert into refreshes values (?)", (datetime.now(UTC).isoformat(),))


def clockwork(path, began):
    ledger = Ledger(path)

    def now():
        return BEGIN + timedelta(seconds=(real.time() - began) * SPEED)

    def tell(line):
        print(line, flush=True)

    return Clockwork(
        PLAN, Duties(ledger.refresh, ledger.make, ledger.made, tell), now=now, beat=timedelta(milliseconds=10)
    )


if __name__ == "__main__":
    work = clockwork(sys.argv[1], float(sys.argv[2]))
    print("started", flush=True)
    ran = work.run()
    print(f"ended {ran.editions}", flush=True)
