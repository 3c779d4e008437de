import numpy as np
import pytest
import scipy.sparse as sp

from newsprism.stages.cluster.neighbours import Reach, neighbours
from newsprism.stages.cluster.onepass import Given, Join, Row, empty_row
from newsprism.stages.cluster.onepass import assign as assigned

JOIN = Join(threshold=0.35)


def row(hour, near=(), companies=(), alone=False):
    return Row(
        float(hour),
        np.array([i for i, _ in near], np.int64),
        np.array([c for _, c in near], np.float32),
        frozenset(companies),
        alone,
    )


def assign(rows, join, within=None, given=None):
    return assigned(rows, join, within, given).clusters


def test_a_near_document_joins_and_a_far_one_opens_a_cluster():
    assert assign([row(0), row(1, [(0, 0.8)]), row(2, [(0, 0.2), (1, 0.2)])], JOIN) == [0, 0, 1]


def test_a_document_joins_the_cluster_that_it_agrees_with_best():
    assert assign([row(0), row(0), row(1, [(0, 0.5), (1, 0.9)])], JOIN) == [0, 1, 1]


def test_agreement_fades_with_the_hours_since_the_last_news():
    assert assign([row(0), row(1, [(0, 0.38)])], JOIN) == [0, 0]
    assert assign([row(0), row(90, [(0, 0.38)])], JOIN) == [0, 1]


def test_a_silent_cluster_is_closed():
    assert assign([row(0), row(95, [(0, 1.0)])], JOIN) == [0, 0]
    assert assign([row(0), row(97, [(0, 1.0)])], JOIN) == [0, 1]


def test_a_chain_of_near_neighbours_does_not_grow_for_ever():
    # Each is near its predecessor only.
    rows = [row(0), *(row(i, [(i - 1, 0.5)]) for i in range(1, 12))]
    assert len(set(assign(rows, JOIN))) > 1


def test_another_firm_s_results_are_another_story():
    rows = [row(0, companies=["가람전자"]), row(1, [(0, 0.45)], companies=["누리반도체"])]
    assert assign(rows, JOIN) == [0, 1]
    rows = [row(0, companies=["가람전자"]), row(1, [(0, 0.45)], companies=["가람전자", "누리반도체"])]
    assert assign(rows, JOIN) == [0, 0]
    # A headline without a company contradicts nobody.
    assert assign([row(0, companies=["가람전자"]), row(1, [(0, 0.45)])], JOIN) == [0, 0]


def test_what_stays_alone_neither_joins_nor_is_joined():
    assert assign([row(0), row(1, [(0, 1.0)], alone=True), row(2, [(1, 1.0)])], JOIN) == [0, 1, 2]
    assert assign([empty_row(0.0), row(1, [(0, 1.0)])], JOIN) == [0, 1]


def test_inside_coarser_clusters_only_rows_of_one_join():
    rows = [row(0), row(1, [(0, 0.9)])]
    assert assign(rows, JOIN, within=[0, 0]) == [0, 0]
    assert assign(rows, JOIN, within=[0, 1]) == [0, 1]


# ---------------------------------------------------------------- clusters that stand


def test_a_document_joins_a_cluster_that_stands():
    rows = [row(0), row(0), row(1, [(0, 0.5), (1, 0.9)])]
    assert assign(rows, JOIN, given=Given([0, 1, -1], 2)) == [0, 1, 1]


def test_new_clusters_are_numbered_after_those_that_stand_even_empty_ones():
    assert assign([row(0), row(1), row(2)], JOIN, given=Given([1, -1, -1], 4)) == [1, 4, 5]


def test_a_late_document_joins_what_came_after_it():
    rows = [row(10, [(1, 0.8)]), row(12)]
    assert assign(rows, JOIN, given=Given([-1, 0], 1)) == [0, 0]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(100, 0), (150, 0), (200, 0), (10, 0), (290, 0), (3, 1), (297, 1)],
)
def test_the_gap_is_measured_to_the_nearest_end_of_the_cluster(hour, expected):
    # The cluster was in the news from hour 100 to hour 200; its silence is 96 hours.
    near = [(i, 1.0) for i in range(3)]
    standing = [row(100), row(200)]
    rows = sorted([*standing, row(hour)], key=lambda r: r.hour)
    new = next(i for i, r in enumerate(rows) if not any(r is s for s in standing))
    rows[new] = row(hour, [(i, c) for i, c in near if i != new])
    given = Given([-1 if i == new else 0 for i in range(3)], 1)
    assert assign(rows, JOIN, given=given)[new] == expected


def test_agreement_fades_backwards_too():
    assert assign([row(0, [(1, 0.38)]), row(1)], JOIN, given=Given([-1, 0], 1)) == [0, 0]
    assert assign([row(0, [(1, 0.38)]), row(90)], JOIN, given=Given([-1, 0], 1)) == [1, 0]


MERGING = Join(threshold=0.35, merge=0.5)
BETWEEN = [(0, 0.8), (1, 0.8)]


def ties(rows, given, join=MERGING, within=None):
    return [set(pair) for pair in assigned(rows, join, within, given).ties]


def test_a_document_that_agrees_with_two_standing_clusters_ties_them():
    assert ties([row(0), row(0), row(1, BETWEEN)], Given([0, 1, -1], 2)) == [{0, 1}]


def test_agreement_that_is_enough_to_join_is_not_enough_to_tie():
    assert ties([row(0), row(0), row(1, [(0, 0.8), (1, 0.45)])], Given([0, 1, -1], 2)) == []
    assert ties([row(0), row(0), row(1, BETWEEN)], Given([0, 1, -1], 2), join=JOIN) == []


def test_clusters_that_are_new_themselves_are_not_tied():
    assert ties([row(0), row(0), row(1, BETWEEN)], Given()) == []
    assert ties([row(0), row(0), row(1, BETWEEN)], Given([0, -1, -1], 1)) == []


def test_clusters_about_different_firms_are_not_tied():
    rows = [row(0, companies=["가람전자"]), row(0, companies=["누리반도체"]), row(1, BETWEEN)]
    assert ties(rows, Given([0, 1, -1], 2)) == []
    rows[2] = row(1, [(0, 1.0), (1, 1.0)], companies=["가람전자"])
    assert ties(rows, Given([0, 1, -1], 2)) == []
    rows[1] = row(0, companies=["가람전자", "누리반도체"])
    assert ties(rows, Given([0, 1, -1], 2)) == [{0, 1}]


def test_clusters_of_different_threads_are_not_tied():
    assert ties([row(0), row(0), row(1, BETWEEN)], Given([0, 1, -1], 2), within=["a", "b", "a"]) == []


# ---------------------------------------------------------------- neighbours


@pytest.fixture(scope="module")
def vectors():
    generator = np.random.default_rng(11)
    dense = generator.random((40, 12)) * (generator.random((40, 12)) < 0.4)
    dense[:, 0] += 0.01
    return sp.csr_matrix(dense / np.linalg.norm(dense, axis=1, keepdims=True), dtype=np.float32)


def brute(vectors, hours, reach, block_start):
    cosines = (vectors @ vectors.T).toarray()
    return [
        {j: cosines[i, j] for j in range(i) if cosines[i, j] >= reach.least and hours[j] >= block_start(i)}
        for i in range(len(hours))
    ]


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_neighbours_are_all_earlier_rows_near_enough_whatever_the_block(vectors, block):
    hours = np.arange(40, dtype=np.float64)
    reach = Reach(hours=1000.0, least=0.3, most=60, block=block)
    wanted = brute(vectors, hours, reach, lambda i: -1)
    for found, expected in zip(neighbours(vectors, hours, reach), wanted, strict=True):
        index, cosine = found
        assert dict(zip(index.tolist(), cosine.tolist(), strict=True)) == pytest.approx(expected)


def test_rows_longer_ago_than_the_reach_are_no_neighbours(vectors):
    hours = np.arange(40, dtype=np.float64) * 10
    reach = Reach(hours=35.0, least=0.0, most=60, block=1)
    for i, (index, _) in enumerate(neighbours(vectors, hours, reach)):
        assert set(index.tolist()) <= set(range(max(0, i - 3), i))


def test_of_many_neighbours_the_nearest_are_kept(vectors):
    hours = np.zeros(40)
    full = list(neighbours(vectors, hours, Reach(least=0.0, most=60)))
    few = list(neighbours(vectors, hours, Reach(least=0.0, most=5)))
    for (_, all_cosines), (_, kept) in zip(full, few, strict=True):
        assert sorted(kept.tolist()) == sorted(all_cosines.tolist())[-len(kept) :]
        assert len(kept) == min(5, len(all_cosines))


def test_standing_rows_have_no_neighbours_and_are_neighbours_of_earlier_ones_too(vectors):
    hours = np.arange(40, dtype=np.float64)
    standing = np.arange(40) % 3 == 0
    reach = Reach(hours=1000.0, least=0.3)
    cosines = (vectors @ vectors.T).toarray()
    asked = [i for i in range(40) if not standing[i]]
    found = list(neighbours(vectors, hours, reach, standing))
    assert len(found) == len(asked)
    for i, (index, _) in zip(asked, found, strict=True):
        near = {j for j in range(40) if j != i and cosines[i, j] >= 0.3 and (j < i or standing[j])}
        assert set(index.tolist()) == near


def test_a_row_is_not_compared_with_standing_rows_out_of_reach(vectors):
    hours = np.arange(40, dtype=np.float64) * 10
    standing = np.arange(40) != 20
    found = list(neighbours(vectors, hours, Reach(hours=35.0, least=0.0), standing))
    assert len(found) == 1
    assert set(found[0][0].tolist()) <= set(range(17, 24)) - {20}


def test_rows_of_a_thin_archive_are_looked_at_in_pieces_of_a_quarter_of_the_reach(vectors):
    hours = np.arange(40, dtype=np.float64) * 20
    for i, (index, _) in enumerate(neighbours(vectors, hours, Reach(hours=60.0, least=0.0, block=1000))):
        assert set(index.tolist()) <= set(range(max(0, i - 3), i))
