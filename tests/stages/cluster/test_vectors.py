"""Rows of numbers out of features."""

import numpy as np
import pytest

from newsprism.stages.cluster.vectors import rows


def cosines(*features):
    found = rows(features).unit
    return (found @ found.T).toarray()


def test_documents_with_the_same_features_are_alike_and_others_are_not():
    port = {"나루항": 3.0, "부두": 2.0}
    found = cosines(port, port, {"강좌": 2.0, "수강생": 1.0}, {"강좌": 2.0, "수강생": 1.0})
    assert found[0, 1] == pytest.approx(1.0, abs=1e-3)
    assert found[0, 2] == 0.0


def test_a_rare_feature_weighs_more_than_a_frequent_one():
    crowd = [{"정부": 1.0, f"낱말{i}": 1.0} for i in range(30)]
    found = cosines({"정부": 1.0, "나루항": 1.0}, {"나루항": 1.0, "강좌": 1.0}, {"정부": 1.0, "강좌": 1.0}, *crowd)
    assert found[0, 1] > found[0, 2]


def test_features_that_nobody_shares_make_documents_less_alike():
    shared = {"나루항": 1.0}
    alone = {f"낱말{i}": 1.0 for i in range(20)}
    assert cosines(shared, shared, {"강좌": 1.0})[0, 1] > cosines(shared, shared | alone, {"강좌": 1.0})[0, 1]


def test_the_order_of_the_features_does_not_matter():
    generator = np.random.default_rng(3)
    names = [f"낱말{i}" for i in range(60)]
    made = [{n: float(generator.random() * 4) for n in generator.choice(names, 20, replace=False)} for _ in range(30)]
    turned = [dict(reversed(one.items())) for one in made]
    assert (rows(made).unit != rows(turned).unit).nnz == 0
    assert (rows(made).rarity != rows(turned).rarity).nnz == 0


@pytest.mark.parametrize("features", [[], [{}], [{}, {}], [{"가나": 1.0}]])
def test_documents_with_nothing_to_compare_have_rows_of_zeros(features):
    assert rows(features).unit.shape[0] == len(features)
    assert rows(features).unit.nnz == 0


def test_a_cosine_means_the_same_in_a_small_window_and_in_a_large_one():
    pair = [{"정부": 1.0, "나루항": 2.0, "부두": 1.0}, {"정부": 1.0, "나루항": 2.0, "선석": 1.0}]
    crowd = [{"가격": 1.0, f"낱말{i}": 1.0} for i in range(3000)]
    assert cosines(*pair)[0, 1] == pytest.approx(cosines(*pair, *crowd)[0, 1], abs=0.05)


def test_a_word_that_all_business_news_has_says_little_even_where_few_documents_are_at_hand():
    common = cosines({"정부": 1.0, "강좌": 1.0}, {"정부": 1.0, "부두": 1.0})[0, 1]
    rare = cosines({"나루항": 1.0, "강좌": 1.0}, {"나루항": 1.0, "부두": 1.0})[0, 1]
    assert common < rare / 2
