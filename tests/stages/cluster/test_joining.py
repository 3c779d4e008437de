"""Clusters out of links, with a linkage that can be worked out by hand."""

import math

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


def told_from_the_definition(known, hours, fixed, linkage):
    """Join the two clusters of the highest log-odds of all, until none are left that may be joined."""
    members = {i: [i] for i in range(len(hours))}

    def judged(a, b):
        between = [odds for (x, y), odds in known.items() if {x, y} & set(members[a]) and {x, y} & set(members[b])]
        late = max(min(hours[i] for i in members[c]) for c in (a, b)) - min(
            max(hours[i] for i in members[c]) for c in (a, b)
        )
        if not between or b < fixed or late > linkage.silence:
            return -math.inf
        sizes = sorted(len(members[c]) for c in (a, b))
        mean = sum(max(odds - linkage.floor, 0.0) for odds in between) / math.prod(sizes) + linkage.floor
        return linkage.score(max(between), mean, *map(math.log, sizes), max(0.0, late) / 24)

    while open_ := [(-judged(a, b), a, b) for a in members for b in members if a < b]:
        score, a, b = min(open_)
        if -score < linkage.threshold:
            break
        members[a] += members.pop(b)
    return [next(c for c, rows in members.items() if i in rows) for i in range(len(hours))]


LINKAGES = st.builds(
    Linkage,
    bias=st.sampled_from([-0.5, 0.25]),
    nearest=st.sampled_from([0.0, 0.65]),
    mean=st.sampled_from([-0.25, 0.0, 0.35]),
    smaller=st.sampled_from([-0.7, 0.0, 0.4]),
    larger=st.sampled_from([-0.1, 0.0, 0.3]),
    days=st.sampled_from([-0.5, 0.0, 0.2]),
    threshold=st.sampled_from([-1.0, 0.3]),
    silence=st.sampled_from([30.0, 96.0]),
)
EIGHTHS = st.integers(-28, 48).map(lambda number: number / 8)  # their sums are the same in any order


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), EIGHTHS, max_size=18), st.integers(0, 3), LINKAGES
)
def test_what_is_left_out_because_it_can_decide_nothing_decides_nothing(pairs, fixed, linkage):
    known = {(max(a, b), min(a, b)): odds for (a, b), odds in pairs.items() if a != b}
    hours = [11.0 * i for i in range(9)]
    found = assigned([(a, b, odds) for (a, b), odds in known.items()], hours, linkage, fixed=fixed).clusters
    expected = told_from_the_definition(known, hours, fixed, linkage)
    assert [found.index(c) for c in found] == [expected.index(c) for c in expected]


@pytest.mark.parametrize("count", [0, 1])
def test_without_links_everything_stays_apart(count):
    assert clusters([], [0] * count) == list(range(count))
