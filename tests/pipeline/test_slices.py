from datetime import timedelta

from newsprism.pipeline import slices as module
from newsprism.pipeline.slices import Slice, slices
from tests.making import at

REACH = timedelta(hours=96)


def test_documents_of_neighbouring_days_are_one_slice_with_the_reach_on_both_sides():
    waiting = [("a", at(9)), ("b", at(10)), ("c", at(12))]
    assert list(slices(waiting, REACH)) == [Slice(("a", "b", "c"), at(9) - REACH, at(12) + REACH)]


def test_one_item_of_years_ago_does_not_bring_in_the_years_between():
    old = at(9).replace(year=2021)
    found = list(slices([("old", old), ("a", at(9))], REACH))
    assert [s.ids for s in found] == [("old",), ("a",)]
    assert found[0].end - found[0].start == 2 * REACH


def test_a_long_stretch_is_cut_after_a_week():
    waiting = [(str(day), at(1) + timedelta(days=day)) for day in range(20)]
    found = list(slices(waiting, REACH))
    assert [len(s.ids) for s in found] == [8, 8, 4]
    assert [i for s in found for i in s.ids] == [str(day) for day in range(20)]


def test_a_crowded_stretch_is_cut_by_number(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    found = list(slices([(str(i), at(9, 10, i)) for i in range(7)], REACH))
    assert [len(s.ids) for s in found] == [3, 3, 1]


def test_undated_documents_come_last_and_join_nothing():
    found = list(slices([("a", at(9)), ("u", None), ("v", None)], REACH))
    assert found[-1] == Slice(("u", "v"), None, None)
    assert list(slices([], REACH)) == []
