import ctypes
import os
import time

import pytest

from newsprism.engines import local
from newsprism.engines.local import LocalEngine
from newsprism.errors import MissingResource
from newsprism.protocols.services import Failed

CRASHED = Failed("crashed", "작업 프로세스가 죽었다")


def wayward(item):
    """Double a number, or do what a text says."""
    match item:
        case "exit":
            os._exit(3)
        case "segfault":
            ctypes.string_at(0)
        case "hang":
            time.sleep(600)
        case "raise":
            raise KeyError(item)
        case "leave":
            raise SystemExit(1)
        case "unpicklable":
            return lambda: item
        case "missing":
            raise MissingResource("사전이 없습니다", subject="dictionary")
    return item * 2


def doubled(items):
    return [n * 2 for n in items]


def test_results_come_in_the_order_of_the_items():
    assert LocalEngine(1).map(str, [3, 1, 2]) == ["3", "1", "2"]
    assert LocalEngine(1).map(str, []) == []


def test_much_work_on_several_processes_gives_the_same_in_the_same_order():
    numbers = list(range(-20, 20))
    assert LocalEngine(2).map(abs, numbers) == [abs(n) for n in numbers]


def test_no_number_of_workers_means_one_for_each_core():
    assert LocalEngine().workers == (os.cpu_count() or 1)
    assert LocalEngine(3).workers == 3


def test_an_exception_of_the_work_is_raised():
    with pytest.raises(ValueError, match="invalid literal"):
        LocalEngine(1).map(int, ["1", "one"])


def test_an_exception_in_another_process_is_raised_here():
    with pytest.raises(ValueError, match="invalid literal"):
        LocalEngine(2).map(int, ["1"] * 9 + ["one"])


def test_an_attempt_gives_what_map_gives():
    numbers = list(range(200))
    assert LocalEngine(2).attempt(wayward, numbers) == LocalEngine(1).attempt(wayward, numbers) == doubled(numbers)
    assert LocalEngine(2).attempt(wayward, []) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_attempt_that_raises_costs_only_the_item_at_fault(workers):
    items = [*range(70), "raise", *range(70, 140), "leave", *range(140, 200)]
    found = LocalEngine(workers).attempt(wayward, items)
    assert [found.pop(n) for n in (141, 70)] == [Failed("failed", "SystemExit"), Failed("failed", "KeyError")]
    assert found == doubled(range(200))


def test_a_result_that_cannot_come_back_costs_only_its_item():
    found = LocalEngine(2).attempt(wayward, [*range(150), "unpicklable"])
    assert isinstance(found.pop(), Failed)
    assert found == doubled(range(150))


@pytest.mark.parametrize("fault", ["exit", "segfault"])
def test_an_item_that_kills_its_process_costs_only_itself(fault):
    items = [*range(77), fault, *range(77, 199)]
    found = LocalEngine(2).attempt(wayward, items)
    assert found.pop(77) == CRASHED
    assert found == doubled(range(199))


def test_several_items_that_kill_their_processes_are_all_found():
    items = ["exit", "exit", *range(150), "segfault"]
    found = LocalEngine(2).attempt(wayward, items)
    assert (found[:2], found[-1]) == ([CRASHED, CRASHED], CRASHED)
    assert found[2:-1] == doubled(range(150))


def test_a_process_that_dies_while_large_items_are_handed_over_stops_nothing():
    large = "가" * 100_000
    found = LocalEngine(2).attempt(wayward, [*[large] * 100, "exit", *[large] * 50])
    assert found.pop(100) == CRASHED
    assert found == [large * 2] * 150


def test_an_item_that_never_ends_is_given_up_and_the_others_are_not():
    began = time.monotonic()
    found = LocalEngine(2, patience=1.0).attempt(wayward, [*range(50), "hang", *range(50, 150)])
    assert found.pop(50) == Failed("timed_out", "1초 안에 끝나지 않았다")
    assert found == doubled(range(150))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_missing_from_the_installation_is_no_fault_of_an_item(workers):
    with pytest.raises(MissingResource):
        LocalEngine(workers).attempt(wayward, [*range(150), "missing"])


def whose(_item):
    return os.getpid()


def test_processes_that_rest_take_the_next_attempt():
    engine = LocalEngine(2)
    # One process may have taken a whole attempt before the other had started, so that four attempts are looked at.
    seen = {pid for _ in range(4) for pid in engine.attempt(whose, range(200))}
    assert len(seen) <= 2
    assert os.getpid() not in seen


def test_after_a_death_the_next_attempt_finds_living_processes():
    engine = LocalEngine(2)
    assert CRASHED in engine.attempt(wayward, [*range(150), "exit"])
    assert engine.attempt(wayward, range(150)) == doubled(range(150))


def test_processes_that_rest_too_long_are_let_go(monkeypatch):
    monkeypatch.setattr(local, "_REST", 0.05)
    engine = LocalEngine(2)
    first = {*engine.attempt(whose, range(200))}
    end = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{pid}") for pid in first) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(os.path.exists(f"/proc/{pid}") for pid in first)
