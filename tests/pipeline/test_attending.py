"""Work that nobody waits for longer than agreed."""

import subprocess
import sys
import threading
import time

from newsprism.pipeline.attending import attended


def test_all_is_worked_on_and_no_more_at_once_than_asked():
    at_work, most = [], []

    def work(n):
        at_work.append(n)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.remove(n)
        return -n

    assert sorted(attended(work, range(20), 4, 10)) == [(n, -n) for n in range(20)]
    assert max(most) <= 4
    assert list(attended(work, [], 4, 10)) == []


def test_what_does_not_end_in_time_is_given_up_and_makes_room_for_the_rest():
    release = threading.Event()
    try:
        began = time.monotonic()
        found = list(attended(lambda n: release.wait() if n < 2 else n, range(6), 2, 0.2))
        assert time.monotonic() - began < 5
    finally:
        release.set()
    assert sorted(found) == [(0, None), (1, None), (2, 2), (3, 3), (4, 4), (5, 5)]


def test_what_ends_too_late_is_not_told():
    found = []
    for item, result in attended(lambda n: time.sleep(0.3 if n == 0 else 0.5) or n, [0, 1], 1, 0.4):
        found.append((item, result))
    time.sleep(0.3)
    assert found == [(0, 0), (1, None)]


def test_the_end_of_the_process_does_not_wait_for_it():
    script = "import time; from newsprism.pipeline.attending import attended; print(list(attended(time.sleep, [60], 1, 0.1)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=20, check=True)
    assert (run.stdout, run.stderr) == ("[(60, None)]\n", "")
