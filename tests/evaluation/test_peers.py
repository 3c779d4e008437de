"""The peers do what their papers say."""

import numpy as np
import pytest

from newsprism.evaluation.baselines import bm25, lead3, overlap, textrank
from newsprism.evaluation.facts import facts
from newsprism.evaluation.pairs import best_threshold, groups_of
from newsprism.evaluation.similarity import MinHashes, close_rows, cosines, grams, tfidf, word_grams
from newsprism.text.ko.tokens import Analyzer


def rows(*pairs):
    left, right = zip(*pairs, strict=True)
    return np.array(left), np.array(right)


def test_grams_leave_blanks_out_and_word_grams_stay_in_words():
    assert grams("나루 항구", 3) == ["나루항", "루항구"]
    assert grams("항", 3) == ["항"]
    assert word_grams("항 부", (3,)) == [" 항 ", " 부 "]


def test_tfidf_is_worked_out_by_hand():
    weights = tfidf([["가", "가", "나"], ["나"]], [["나"]])
    common, rare = 1 + np.log(4 / 4), 1 + np.log(4 / 2)
    first = np.array([(1 + np.log(2)) * rare, common])
    assert weights[[0]].toarray()[0] == pytest.approx(first / np.linalg.norm(first))
    assert cosines(weights, *rows((0, 1)))[0] == pytest.approx(common / np.linalg.norm(first))


def test_a_text_without_terms_is_like_no_other():
    weights = tfidf([["가"], [], ["가"]])
    assert cosines(weights, *rows((0, 1), (0, 2))).tolist() == [0.0, pytest.approx(1.0)]
    left, right, likeness = close_rows(weights, 0.5)
    assert (left.tolist(), right.tolist(), likeness.tolist()) == ([0], [2], [pytest.approx(1.0)])


def test_minhash_estimates_the_share_of_common_shingles():
    one = [str(i) for i in range(300)]
    sketches = MinHashes([one, one[100:], ["x", "y"]], permutations=512)
    assert sketches.likeness(*rows((0, 1)))[0] == pytest.approx(2 / 3, abs=0.08)
    left, right, _ = sketches.close(0.5)
    assert list(zip(left, right, strict=True)) == [(0, 1)]


def test_the_best_threshold_has_the_highest_weighted_f1():
    likeness = np.array([0.9, 0.8, 0.8, 0.4, 0.0])
    true = np.array([True, True, False, True, False])
    assert best_threshold(likeness, true, np.ones(5)) == 0.4
    # Where the false pair stands for a hundred, the threshold goes above it.
    assert best_threshold(likeness, true, np.array([1.0, 1.0, 100.0, 1.0, 1.0])) == 0.9
    assert best_threshold(np.zeros(2), np.array([True, False]), np.ones(2)) == 1.0


def test_links_join_in_chains():
    groups = groups_of(4, *rows((0, 1), (1, 3)))
    assert groups[0] == groups[1] == groups[3] != groups[2]


def test_bm25_puts_the_rare_and_the_short_first():
    texts = [["항구", "부두"], ["부두", "부두", "부두", "도로", "도로"], ["부두"], ["도로"]]
    scores = bm25(texts, {"항구": 1.0, "부두": 1.0})
    assert scores[0] > scores[1] > 0
    assert scores[2] > 0
    assert scores[3] == 0
    assert bm25(texts, {"항구": 2.0})[0] == pytest.approx(2 * bm25(texts, {"항구": 1.0})[0])
    assert bm25([[], []], {"가": 1.0}) == [0.0, 0.0]


def test_textrank_takes_the_three_that_share_most_in_their_order():
    words = [{"가", "나"}, {"다", "라"}, {"가", "나", "다"}, {"나", "다", "가"}, {"마"}]
    assert textrank(["0", "1", "2", "3", "4"], words) == ["0", "2", "3"]
    assert textrank([], []) == []
    assert lead3(["0", "1", "2", "3"]) == ["0", "1", "2"]


def test_overlap_is_the_share_of_the_claim():
    assert overlap(["가", "나"], ["나", "다"]) == 0.5
    assert overlap([], ["가"]) == 1.0


def test_facts_are_the_same_however_they_are_printed():
    analyzer = Analyzer()

    def of(text):
        return facts(text, analyzer.analyse(text))

    assert of("현대차가 1조 4000억 원을 쓴다.") == of("1.4조원은 현대자동차가 쓴다.")
    assert {kind for kind, _ in of("삼성전자는 2031년 3월 5일 부두 12곳을 연다.")} == {"name", "date", "number"}
    assert of("그렇게 했다.") == frozenset()
