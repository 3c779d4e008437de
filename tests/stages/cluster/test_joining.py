"""Clusters out of links, with a linkage that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.cluster.joining import Linkage, Start, joined
from newsprism.stages.cluster.links import Links

HALF = Linkage(bias=0.0, nearest=0.5, mean=0.5, smaller=0.0, larger=0.0, days=-1.0)
MERGING = Linkage(bias=0.0, nearest=0.5, mean=0.5, smaller=0.0, larger=0.0, days=0.0, merge=2.0)


def links(*pairs):
    left, right, odds = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Links(np.array(left, np.int64), np.array(right, np.int64), np.array(odds, np.float64))


def clusters(pairs, hours, linkage=HALF, start=None, fixed=0):
    return assigned(pairs, hours, linkage, start, fixed).clusters


def assigned(pairs, hours, linkage=HALF, start=None, fixed=0):
    return joined(links(*pairs), np.array(hours, np.float64), Start(start or range(len(hours)), fixed), linkage)


def test_a_likely_pair_is_one_cluster_and_an_unlikely_one_is_two():
    assert clusters([(1, 0, 2.0), (2, 0, -2.0)], [0, 0, 0]) == [0, 0, 1]


def test_the_surest_pair_is_joined_first():
    # 1 could go with either; with 2 it is surer, and then 0 is too far from the two of them.
    assert clusters([(1, 0, 1.0), (2, 1, 5.0)], [0, 0, 0]) == [0, 1, 1]


def test_a_chain_of_near_neighbours_does_not_grow_for_ever():
    assert len(set(clusters([(i, i - 1, 1.5) for i in range(1, 12)], [0] * 12))) > 1


def test_days_between_clusters_speak_against_one():
    assert clusters([(1, 0, 1.5)], [0, 24]) == [0, 0]
    assert clusters([(1, 0, 1.5)], [0, 48]) == [0, 1]


def test_what_was_silent_too_long_stays_closed():
    patient = Linkage(bias=0.0, nearest=0.5, mean=0.5, smaller=0.0, larger=0.0, days=0.0)
    assert clusters([(1, 0, 9.0)], [0, 96], patient) == [0, 0]
    assert clusters([(1, 0, 9.0)], [0, 97], patient) == [0, 1]


# ---------------------------------------------------------------- clusters that stand


def test_a_document_joins_the_standing_cluster_that_it_agrees_with_best():
    assert clusters([(2, 0, 1.0), (2, 1, 3.0)], [0, 0, 1], start=[0, 1, 2], fixed=2) == [0, 1, 1]


def test_standing_clusters_are_never_joined_by_what_lies_between_them():
    assert clusters([(2, 0, 9.0), (2, 1, 9.0)], [0, 0, 1], start=[0, 1, 2], fixed=2) == [0, 1, 0]


def test_new_clusters_are_numbered_after_those_that_stand_even_empty_ones():
    assert clusters([], [0, 1, 2], start=[1, 4, 5], fixed=4) == [1, 4, 5]


def test_a_late_document_joins_what_came_after_it():
    assert clusters([(0, 1, 2.0)], [10, 12], start=[1, 0], fixed=1) == [0, 0]


def test_a_document_that_agrees_with_two_standing_clusters_ties_them():
    both = [(2, 0, 3.0), (2, 1, 3.0)]
    assert assigned(both, [0, 0, 1], MERGING, [0, 1, 2], 2).ties == [(0, 1)]
    assert assigned(both, [0, 0, 1], HALF, [0, 1, 2], 2).ties == []


def test_agreement_that_is_enough_to_join_is_not_enough_to_tie():
    assert assigned([(2, 0, 3.0), (2, 1, 1.0)], [0, 0, 1], MERGING, [0, 1, 2], 2).ties == []


def test_clusters_that_are_new_themselves_are_joined_and_not_tied():
    found = assigned([(2, 0, 3.0), (2, 1, 3.0), (1, 0, 3.0)], [0, 0, 1], MERGING)
    assert (found.clusters, found.ties) == ([0, 0, 0], [])


# ---------------------------------------------------------------- what always holds

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(-3.5, 6.0)), max_size=40)


@settings(max_examples=80, deadline=None)
@given(PAIRS, st.integers(0, 4))
def test_every_row_is_in_one_cluster_and_standing_ones_keep_theirs(pairs, fixed):
    once = {(max(a, b), min(a, b)): odds for a, b, odds in pairs if a != b}
    found = clusters([(a, b, odds) for (a, b), odds in once.items()], [0] * 12, fixed=fixed)
    assert found[:fixed] == list(range(fixed))
    new = [c for c in dict.fromkeys(found) if c >= fixed]
    assert new == list(range(fixed, fixed + len(new)))


@settings(max_examples=80, deadline=None)
@given(PAIRS, st.randoms())
def test_the_order_of_the_links_does_not_matter(pairs, random):
    once = {(max(a, b), min(a, b)): odds for a, b, odds in pairs if a != b}
    ordered = [(a, b, odds) for (a, b), odds in once.items()]
    turned = random.sample(ordered, len(ordered))
    assert clusters(ordered, [0] * 12) == clusters(turned, [0] * 12)


@pytest.mark.parametrize("count", [0, 1])
def test_without_links_everything_stays_apart(count):
    assert clusters([], [0] * count) == list(range(count))
