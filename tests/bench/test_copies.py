"""The pairs that near-duplicates are measured on are what their kinds say."""

from __future__ import annotations

import random

from bench.copies import COPIES, pairs

from tests.making import article, at

WORDS = (
    "가람전자 여주 공장 정부 정부는 미래에 투자를 계획 이날 새로운 반도체 수출 늘었다 노조 직원 도로 용수 시설".split()
)


def texts():
    rng = random.Random(4)
    for i in range(120):
        sentences = [f"{' '.join(rng.choices(WORDS, k=9))} {rng.randint(2, 999)}억원이라고 밝혔다." for _ in range(8)]
        sentences.insert(2, f"김견본 대표는 “{' '.join(rng.choices(WORDS, k=12))}”고 말했다.")
        yield article(f"d{i}", f"가람전자, 소식 {i}", " ".join(sentences), published=at(9 + i % 5))


def test_every_kind_is_made_and_no_pair_of_texts_is_the_same():
    made = pairs(list(texts()), 5)
    assert set(COPIES) | {"template refilled", "follow-up"} <= {p.kind for p in made}
    assert all(p.left.id != p.right.id for p in made)
    assert all(p.copy == (p.kind in COPIES) for p in made)


def test_the_same_pairs_are_made_every_time():
    assert pairs(list(texts()), 3) == pairs(list(texts()), 3)


def test_copies_keep_their_numbers_and_templates_do_not():
    def numbers(text):
        return {w for w in text.split() if w[0].isdigit()}

    for pair in pairs(list(texts()), 8):
        if pair.kind in ("reordered", "quotes trimmed", "by-line"):
            assert numbers(pair.left.text) == numbers(pair.right.text)
        if pair.kind == "template refilled":
            assert len(numbers(pair.left.text) & numbers(pair.right.text)) <= len(numbers(pair.left.text)) * 2 / 3
