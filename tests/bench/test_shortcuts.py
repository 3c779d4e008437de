"""What was made faster gives what the plain way gives."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np

from newsprism.stages.dedupe.agreement import Agreement
from newsprism.stages.extract.cleaning.broken import _TOKEN, _Evidence

WORDS = "가람전자 여주 공장 정부 정부는 미래 미래에 투자 투자를 계획 이 이날 밝혔다 새 새로운 반도체 반도체를 수출 늘었다".split()


def test_pictures_of_texts_decide_as_their_shingles_do():
    rng = random.Random(5)
    taken = refused = 0
    for similarity in (0.5, 0.66, 0.9):
        for _ in range(400):
            left = "".join(rng.choices(WORDS, k=rng.randint(2, 200)))
            cut = rng.randint(0, len(left))
            right = left[:cut] + "".join(rng.choices(WORDS, k=rng.randint(1, 90)))
            surplus, _ = Agreement((left, right), 3_000, 5, similarity, 0.0).surplus(np.array([(0, 1)]))
            ours, theirs = ({t[i : i + 5] for i in range(max(1, len(t) - 4))} for t in (left, right))
            inside = len(ours & theirs) >= similarity * min(len(ours), len(theirs))
            assert (surplus[0] >= 0) == inside
            taken += inside
            refused += not inside
    assert taken > 200
    assert refused > 200


def test_neighbours_that_may_be_torn_are_those_that_some_word_begins_with():
    rng = random.Random(6)
    several = 0
    for _ in range(300):
        text = " ".join(rng.choices([*WORDS, *"가반미정"], k=40))
        begins = {word[:length] for word in _TOKEN.findall(text) for length in range(1, len(word) + 1)}
        torn = (f"{word[:1]} {word[1:]}" if rng.random() < 0.3 else word for word in rng.choices(WORDS, k=12))
        line = f"{' '.join(torn)} 처음 보는 말"
        pairs = enumerate(pairwise(_TOKEN.findall(line)))
        expected = tuple(i for i, (left, right) in pairs if left + right[0] in begins)
        assert _Evidence((text,)).neighbours(line) == expected
        several += len(expected) > 1
    assert several > 50
