"""Every measure against values worked out by hand."""

import math

import numpy as np
import pytest

from newsprism.evaluation.bootstrap import interval_of_draws, interval_of_sums
from newsprism.evaluation.measures import (
    Scores,
    b_cubed,
    b_cubed_of_judged,
    balanced_accuracy,
    coverage,
    longest_common,
    ndcg,
    pair_scores,
    rouge_l,
    rouge_n,
    shingle_counts,
    shingle_scores,
)


def mean(scores):
    items = list(scores.values())
    return Scores(sum(s.precision for s in items) / len(items), sum(s.recall for s in items) / len(items))


def test_pairs_count_by_their_weights():
    scores = pair_scores([True, True, False, False], [True, False, True, False], [1.0, 3.0, 4.0, 9.0])
    assert (scores.precision, scores.recall) == (1 / 4, 1 / 5)
    assert scores.f1 == pytest.approx(2 / 9)


def test_nothing_said_and_nothing_there_is_nought_and_no_error():
    assert pair_scores([], [], []).f1 == 0
    assert shingle_scores([(0.0, 0.0, 0.0)]).f1 == 0


def test_b_cubed_is_that_of_the_published_example():
    # Bagga and Baldwin (1998), response 1: {1-5}, {6,7,8-C}; gold {1-5}, {6,7}, {8-12}.
    gold = dict(zip(range(1, 13), "aaaaabbccccc", strict=True))
    found = dict(zip(range(1, 13), "111112222222", strict=True))
    scores = mean(b_cubed(found, gold))
    assert scores.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert scores.recall == 1.0


def test_b_cubed_of_a_right_grouping_is_one_whatever_the_groups_are_called():
    assert mean(b_cubed({1: "x", 2: "x", 3: "y"}, {1: 7, 2: 7, 3: 8})) == Scores(1.0, 1.0)


def test_b_cubed_of_judged_counts_a_join_only_where_somebody_judged():
    found, gold = {1: "x", 2: "x", 3: "x"}, {1: 1, 2: 2, 3: 3}
    assert mean(b_cubed_of_judged(found, gold, [])).precision == 1.0
    # 1 and 2 are known to differ, of 3 nothing is known.
    assert mean(b_cubed_of_judged(found, gold, [(1, 2)])).precision == pytest.approx((0.5 + 0.5 + 1) / 3)
    assert mean(b_cubed(found, gold)).precision == pytest.approx(1 / 3)


def test_a_judgement_that_two_differ_parts_their_whole_groups():
    gold = {1: "a", 2: "a", 3: "b", 4: "b"}
    together = dict.fromkeys(gold, "x")
    assert mean(b_cubed_of_judged(together, gold, [(1, 3)])).precision == 0.5


def test_ndcg_is_worked_out_by_hand():
    # Gains 2^g - 1: 7, 0, 3; discounts 1, 1/log2 3, 1/2. Ideal: 7, 3, 0.
    assert ndcg([3, 0, 2], 6) == pytest.approx((7 + 3 / 2) / (7 + 3 / math.log2(3)))
    assert ndcg([0, 3, 2, 1], 1) == 0.0
    assert ndcg([3, 2, 1], 6) == 1.0
    assert ndcg([0, 0], 6) is None


def test_rouge_is_worked_out_by_hand():
    ours, theirs = "가 나 다 라".split(), "가 다 나 라 마".split()
    assert rouge_n(ours, theirs, 1) == pytest.approx(2 * (4 / 4) * (4 / 5) / (4 / 4 + 4 / 5))
    assert rouge_n(ours, theirs, 2) == 0.0
    assert longest_common(ours, theirs) == 3
    assert rouge_l(ours, theirs) == pytest.approx(2 * (3 / 4) * (3 / 5) / (3 / 4 + 3 / 5))
    assert rouge_n([], theirs, 1) == rouge_l([], theirs) == rouge_n(["가"], theirs, 2) == 0.0


def test_rouge_counts_a_repeated_word_as_often_as_both_have_it():
    assert rouge_n(["가"] * 4, ["가", "나"], 1) == pytest.approx(2 * (1 / 4) * (1 / 2) / (1 / 4 + 1 / 2))


def test_the_longest_common_subsequence_is_that_of_the_table():
    rng = np.random.default_rng(3)
    for _ in range(40):
        left, right = ([str(x) for x in rng.integers(0, 4, n)] for n in (17, 23))
        table = np.zeros((18, 24), int)
        for i, a in enumerate(left):
            for j, b in enumerate(right):
                table[i + 1, j + 1] = table[i, j] + 1 if a == b else max(table[i, j + 1], table[i + 1, j])
        assert longest_common(left, right) == table[-1, -1]


def test_shingles_of_a_page_are_counted_by_hand():
    # True: abcd, bcde. Found: abcd, bcdx, cdxe.
    assert shingle_counts("a b c d x e", "a b c d e") == (1 / 4, 2 / 4, 1 / 4)
    assert shingle_counts("a, b. c", "a b c") == (1.0, 0.0, 0.0)
    assert shingle_counts("", "a b c d e") == (0.0, 0.0, 1.0)


def test_a_page_of_which_nothing_was_found_costs_recall_and_not_precision():
    scores = shingle_scores([(1.0, 0.0, 0.0), (0.0, 0.0, 1.0)])
    assert (scores.precision, scores.recall) == (1.0, 0.5)


def test_balanced_accuracy_and_coverage():
    assert balanced_accuracy(0.9, 0.5) == 0.7
    assert coverage({"가", "나"}, {"나", "다"}) == 0.5
    assert coverage({"가"}, set()) is None


# ---------------------------------------------------------------- intervals


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    rows = np.array([(1.0, 1.0)] * 70 + [(0.0, 1.0)] * 30)
    low, high = interval_of_sums(rows, lambda s: s[0] / s[1])
    # The standard error of a share of .7 of a hundred is .046.
    assert low == pytest.approx(0.7 - 1.96 * 0.0458, abs=0.02)
    assert high == pytest.approx(0.7 + 1.96 * 0.0458, abs=0.02)
    assert (low, high) == interval_of_sums(rows, lambda s: s[0] / s[1])


def test_an_interval_of_draws_agrees_with_that_of_sums():
    values = np.array([1.0] * 70 + [0.0] * 30)
    low, high = interval_of_draws(100, lambda rows: float(values[rows].mean()))
    assert (low, high) == pytest.approx((0.61, 0.79), abs=0.02)


def test_one_example_has_no_interval_and_neither_has_a_measure_without_a_value():
    assert interval_of_sums([(1.0, 1.0)], lambda s: s[0]) is None
    assert interval_of_draws(1, lambda _: 1.0) is None
    assert interval_of_draws(5, lambda _: None) is None
