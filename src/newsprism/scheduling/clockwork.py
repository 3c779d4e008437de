"""Refreshes and editions at their times, in one process.

There is one job, which asks each second what the plan says about the present moment, rather than a job for each moment
of the plan. A timer set for tomorrow morning waits in time that stands still while the machine sleeps, and knows
nothing of a clock that was set anew or of a change of summer time; the question costs a comparison of two moments,
since the answer to the last one says until when nothing can fall due.

The job runs in the thread that called `run`, so that a store opened there can be used, and so that a signal cannot
come between two halves of a step.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger

from newsprism.errors import NewsPrismError, StoreFault
from newsprism.pipeline.schedule import Due, Made, Plan, due, missed, next_due

BEAT = timedelta(seconds=1)
_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_CADENCES = {"daily": "일간", "weekly": "주간", "digest": "요약"}
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Duties:
    """What is done at the set times. Each may raise; a fault is told and the rest goes on.

    `make` writes an edition such that from then on, also after a crash, `made` says that it was made. `made` is asked
    again right before each `make`. `tell` takes one line for people.
    """

    refresh: Callable[[], object]
    make: Callable[[Due], object]
    made: Made
    tell: Callable[[str], None]


@dataclass(slots=True)
class Ran:
    """What was done since `run` was called."""

    refreshes: int = 0
    editions: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class _Failed:
    """When an edition last failed, and how long it is left alone from then on."""

    at: datetime
    pause: timedelta


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Clockwork:
    """Carries out `plan` with `duties`. `refreshed` is when the last refresh before this start began, if known.

    `now` gives the present moment (aware). `beat` is how often the present is looked at.
    """

    def __init__(
        self,
        plan: Plan,
        duties: Duties,
        *,
        refreshed: datetime | None = None,
        now: Callable[[], datetime] = utc_now,
        beat: timedelta = BEAT,
    ) -> None:
        self.ran = Ran()
        self._plan = plan
        self._duties = duties
        self._now = now
        self._beat = beat
        self._tried = refreshed
        self._refreshed = refreshed
        self._quiet: tuple[datetime, datetime] | None = None
        self._failed: dict[Due, _Failed] = {}
        self._told: set[Due] | None = None
        self._stopping = False
        self._patient = True

    def run(self, *, once: bool = False) -> Ran:
        """Work until SIGTERM, SIGINT or `stop`, then end after the step at hand; `once`: do what is due and return.

        What is due is asked anew after each step, so nothing is made that was made meanwhile by somebody else.
        """
        self._patient = not once
        with self._ending_on_signals():
            if once:
                self._step()
            else:
                self._keep_time()
        return self.ran

    def stop(self) -> None:
        """End after the step at hand; may be called from a signal handler or another thread."""
        self._stopping = True

    def _keep_time(self) -> None:
        pulse = _Pulse(self._beat, lambda: self._stopping)
        pulse.add_job(
            self._on_beat,
            IntervalTrigger(seconds=self._beat.total_seconds(), timezone=UTC),
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        pulse.start()

    def _on_beat(self) -> None:
        """Look whether anything can be due; a clock that was set back makes the last answer worthless."""
        if self._quiet is None or not self._quiet[0] <= self._now() < self._quiet[1]:
            self._step()

    def _step(self) -> None:
        """Do everything that is due; whatever happens is told and left behind."""
        try:
            self._quiet = None
            self._tell_missed()
            if self._wants_refresh():
                self._refresh()
            self._make_ready()
        except KeyboardInterrupt:
            self._stopping = True
        except Exception as problem:
            self._fault("예약 실행", problem)
            now = self._now()
            self._quiet = (now, now + self._pause())

    def _wants_refresh(self) -> bool:
        """Say whether the last attempt is an interval ago, or an edition waits for what came before its time."""
        now = self._now()
        if self._tried is None or not self._tried <= now < self._tried + self._plan.refresh_every:
            return True
        return any(not self._seen(d) for d in self._open(now))

    def _refresh(self) -> None:
        self._tried = self._now()
        try:
            self._duties.refresh()
        except Exception as problem:
            self._fault("새로 읽기", problem)
        else:
            self._refreshed = self._tried
            self.ran.refreshes += 1

    def _make_ready(self) -> None:
        while not self._stopping:
            now = self._now()
            waiting = self._open(now)
            ready = [d for d in waiting if self._seen(d) or now >= d.at + self._patience()]
            if not ready:
                self._quiet = (now, self._next_look(now, held=bool(waiting)))
                return
            self._make(ready[0])

    def _make(self, edition: Due) -> None:
        try:
            self._duties.make(edition)
        except Exception as problem:
            self._put_off(edition)
            self._fault(_name(edition), problem)
            return
        self.ran.editions += 1
        if not self._duties.made(edition.cadence, edition.reader, edition.issue):
            # Without this an edition that leaves no record would be made again and again without a pause.
            self._put_off(edition)
            self._fault(_name(edition), StoreFault("만든 호가 기록되지 않았습니다", subject="저장소"))

    def _put_off(self, edition: Due) -> None:
        last = self._failed.get(edition)
        pause = min(last.pause * 2, _LONGEST_PAUSE) if last else self._plan.refresh_every
        self._failed[edition] = _Failed(self._now(), pause)

    def _open(self, now: datetime) -> list[Due]:
        """Return what is due and not left alone after a failure."""
        found = due(self._plan, now, self._duties.made)
        self._failed = {d: f for d, f in self._failed.items() if d in found}
        return [d for d in found if not _left_alone(self._failed.get(d), now)]

    def _seen(self, edition: Due) -> bool:
        """Say whether a refresh began after the edition fell due, so that all that may be in it has been read."""
        return self._refreshed is not None and self._refreshed >= edition.at

    def _patience(self) -> timedelta:
        """Return how long an edition waits for a refresh that fails: with a late article less, but not without end."""
        return self._plan.refresh_every if self._patient else timedelta()

    def _pause(self) -> timedelta:
        return min(_PAUSE, self._plan.refresh_every)

    def _next_look(self, now: datetime, *, held: bool) -> datetime:
        """Return until when nothing can fall due if the clock is let be."""
        moments = [f.at + f.pause for f in self._failed.values()]
        moments += [m for m in [next_due(self._plan, now)] if m is not None]
        if self._tried is not None:
            moments.append(self._tried + self._plan.refresh_every)
        if held:
            moments.append(now + self._pause())
        return min(moments, default=now + self._pause())

    def _tell_missed(self) -> None:
        """Tell once which issues came too late to be made; those of before the last refresh were told then."""
        ask = self._duties.made
        if self._told is None:
            self._told = set(missed(self._plan, self._refreshed, ask)) if self._refreshed else set()
        news = [d for d in missed(self._plan, self._now(), ask) if d not in self._told]
        if not news:
            return
        self._told.update(news)
        named = ", ".join(_name(d) for d in news[-_NAMED:])
        more = f" 외 {len(news) - _NAMED}개" if len(news) > _NAMED else ""
        self._duties.tell(
            f"예약 실행: 때를 놓쳐 만들지 않은 호가 있습니다({named}{more}). "
            "필요하면 newsprism brief 에 --on 을 주어 만드세요."
        )

    def _fault(self, subject: str, problem: Exception) -> None:
        self.ran.faults += 1
        told = str(problem) if isinstance(problem, NewsPrismError) else f"{type(problem).__name__}: {problem}"
        self._duties.tell(" ".join(f"{subject}: {told}".split()))

    @contextmanager
    def _ending_on_signals(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT end the run after the step at hand, a second one of them at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

        def on_signal(number: int, frame: FrameType | None) -> None:
            self.stop()
            for one, earlier in before.items():
                signal.signal(one, earlier)

        try:
            for number in before:
                signal.signal(number, on_signal)
            yield
        finally:
            for number, earlier in before.items():
                signal.signal(number, earlier)


class _Pulse(BlockingScheduler):  # type: ignore[misc]  # APScheduler 3 has no annotations
    """A scheduler that runs its jobs in its own thread, ends when it is told to, and bears a clock that is set anew."""

    def __init__(self, beat: timedelta, ended: Callable[[], bool]) -> None:
        super().__init__(executors={"default": DebugExecutor()}, timezone=UTC)
        self._beat = beat
        self._ended = ended

    def _process_jobs(self) -> float:
        if self._ended():
            self.shutdown(wait=False)
            return 0.0
        now = datetime.now(UTC)
        for job in self.get_jobs():
            # With the clock set back the next time would be hours away, with it set forward years of beats be counted.
            if abs(job.next_run_time - now) > 2 * self._beat:
                job.modify(next_run_time=now)
        wait = super()._process_jobs()
        return 0.0 if self._ended() else min(wait, self._beat.total_seconds())


def _left_alone(failed: _Failed | None, now: datetime) -> bool:
    return failed is not None and failed.at <= now < failed.at + failed.pause


def _name(edition: Due) -> str:
    return f"{_CADENCES[edition.cadence]} {edition.issue.isoformat()} {edition.reader}"
