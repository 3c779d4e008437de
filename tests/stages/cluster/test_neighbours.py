"""Neighbours block by block, against all pairs at once."""

import numpy as np
import pytest
import scipy.sparse as sp

from newsprism.stages.cluster.neighbours import Reach, neighbours
from newsprism.stages.cluster.vectors import Rows


@pytest.fixture(scope="module")
def rows():
    generator = np.random.default_rng(11)
    dense = generator.random((40, 12)) * (generator.random((40, 12)) < 0.4)
    dense[:, 0] += 0.01
    unit = sp.csr_matrix(dense / np.linalg.norm(dense, axis=1, keepdims=True), dtype=np.float32)
    return Rows(unit, sp.csr_matrix((np.ones_like(unit.data), unit.indices, unit.indptr), shape=unit.shape))


def found(rows, hours, reach, standing=None):
    near = {}
    for block in neighbours(rows, hours, reach, standing):
        for left, right, cosine in zip(block.left.tolist(), block.right.tolist(), block.cosine, strict=True):
            near.setdefault(left, {})[right] = cosine
    return near


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_neighbours_are_all_earlier_rows_near_enough_whatever_the_block(rows, block):
    reach = Reach(hours=1000.0, least=0.3, block=block)
    cosines = (rows.unit @ rows.unit.T).toarray()
    near = found(rows, np.arange(40.0), reach)
    for i in range(40):
        assert near.get(i, {}) == pytest.approx({j: cosines[i, j] for j in range(i) if cosines[i, j] >= 0.3})


def test_rows_longer_ago_than_the_reach_are_no_neighbours(rows):
    near = found(rows, np.arange(40.0) * 10, Reach(hours=35.0, least=0.001, block=1))
    assert all(set(others) <= set(range(max(0, i - 3), i)) for i, others in near.items())
    assert len(near) == 39


def test_of_many_neighbours_the_nearest_are_kept(rows):
    full = found(rows, np.zeros(40), Reach(least=0.001))
    few = found(rows, np.zeros(40), Reach(least=0.001, most=5))
    for i, others in few.items():
        assert sorted(others.values()) == pytest.approx(sorted(full[i].values())[-5:])


def test_of_a_frequent_feature_only_the_latest_documents_are_looked_at():
    unit = sp.csr_matrix(np.ones((30, 1), np.float32))
    near = found(Rows(unit, unit), np.arange(30.0), Reach(postings=4, block=1))
    assert set(near[29]) == {26, 27, 28}


def test_what_is_left_of_a_cut_feature_does_not_change_a_cosine():
    dense = np.array([[0.6, 0.8], *([[1.0, 0.0]] * 9), [0.6, 0.8]], np.float32)
    unit = sp.csr_matrix(dense)
    near = found(Rows(unit, unit), np.arange(11.0), Reach(postings=3, block=1))
    assert near[10][0] == pytest.approx(1.0)


def test_standing_rows_have_no_neighbours_and_are_neighbours_of_earlier_ones_too(rows):
    standing = np.arange(40) % 3 == 0
    cosines = (rows.unit @ rows.unit.T).toarray()
    near = found(rows, np.arange(40.0), Reach(hours=1000.0, least=0.3), standing)
    for i in range(40):
        expected = {j for j in range(40) if j != i and cosines[i, j] >= 0.3 and (j < i or standing[j])}
        assert set(near.get(i, {})) == (set() if standing[i] else expected)


def test_a_row_is_not_compared_with_standing_rows_out_of_reach(rows):
    standing = np.arange(40) != 20
    near = found(rows, np.arange(40.0) * 10, Reach(hours=35.0, least=0.001), standing)
    assert set(near) == {20}
    assert set(near[20]) <= set(range(17, 24)) - {20}


def test_rows_of_a_thin_archive_are_looked_at_in_pieces_of_a_quarter_of_the_reach(rows):
    near = found(rows, np.arange(40.0) * 20, Reach(hours=60.0, least=0.001, block=1000))
    assert all(set(others) <= set(range(max(0, i - 3), i)) for i, others in near.items())


def test_rarity_tells_of_the_rarest_features_that_both_have():
    unit = sp.csr_matrix(np.full((2, 3), 3**-0.5, np.float32))
    rarity = sp.csr_matrix(np.array([[1.0, 4.0, 81.0], [1.0, 4.0, 81.0]], np.float32))
    block = next(iter(neighbours(Rows(unit, rarity), np.zeros(2), Reach())))
    assert block.rarity[0] == pytest.approx((1 + 16 + 81**2) ** 0.25)
