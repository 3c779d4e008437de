import os

import pytest

from newsprism.engines.local import LocalEngine


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
