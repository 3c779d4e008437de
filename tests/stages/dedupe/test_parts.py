import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.dedupe.agreement import Agreement
from newsprism.stages.dedupe.fingerprints import neighbours, run_hashes, winnowed
from newsprism.stages.dedupe.letters import worked

LETTERS = st.text("가나다라마바사 .,1234", max_size=90)


def letters_of(*texts, most=1_000):
    pieces = worked(
        lambda found: [found.codes[a:b] for a, b in zip(found.starts, found.starts[1:], strict=False)], texts, most
    )
    return ["".join(map(chr, codes)) for piece in pieces for codes in piece]


def prints_of(*texts, run=12, window=16, minimum=45):
    ((hashes, counts),) = worked(lambda found: winnowed(found, run, window, minimum), texts, 3_000)
    return [set(part.tolist()) for part in np.split(hashes, np.cumsum(counts)[:-1])]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("“나루항” — 새 부두… 열어!", "나루항새부두열어"),
        ("매출 1,200억원, 1.5% 증가.", "매출1200억원1.5%증가"),
        ("ＡＢＣ Ａbc １２", "abcabc12"),
        ("끝.", "끝"),
        (".5", "5"),
        ("…", ""),
        ("", ""),
    ],
)
def test_only_letters_and_numbers_are_compared(text, letters):
    assert letters_of(text) == [letters]


def test_of_a_long_text_the_first_letters_are_compared():
    assert letters_of("가 나 다 라", "마", "", "바사아자", most=3) == ["가나다", "마", "", "바사아"]


@given(st.lists(st.text(max_size=30), max_size=6))
def test_a_text_is_folded_the_same_alone_and_among_others(texts):
    assert letters_of(*texts) == [letters_of(text)[0] for text in texts]


@given(st.text("가나다라", min_size=1, max_size=40), st.integers(1, 14))
def test_equal_runs_have_equal_hashes_and_no_others(text, size):
    hashes = run_hashes(np.frombuffer(text.encode("utf-32-le"), np.uint32), size).tolist()
    runs = [text[i : i + size] for i in range(len(text) - size + 1)]
    assert len(set(zip(runs, hashes, strict=False))) == len(set(runs)) == len(set(hashes[: len(runs)]))


@settings(max_examples=60)
@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_texts_with_a_long_enough_stretch_in_common_have_a_fingerprint_in_common(a, b, c, d):
    stretch = "하늘과바람과별과시그리고바다와산과들이있는마을"  # 23 letters: run + window - 1
    one, other = prints_of(a + stretch + b + "끝" * 30, c + stretch + d + "끗" * 30, run=8, window=16, minimum=24)
    assert one & other


def test_a_text_shorter_than_the_minimum_has_no_fingerprints():
    assert prints_of("가나다라마바사" * 6, "가나다라마바사" * 7) == [set(), prints_of("가나다라마바사" * 7)[0]]


def test_a_hash_of_many_pairs_each_with_the_next_ones_only():
    hashes = np.array([7] * 100 + [9] * 3, np.uint64) << np.uint64(40)
    ranks = np.array([*range(100), 5, 50, 95])
    pairs = {tuple(pair) for pair in neighbours(hashes, ranks, 100, 2, 0.0).tolist()}
    assert pairs == {(i, j) for i in range(100) for j in (i + 1, i + 2) if j < 100} | {(5, 50), (50, 95), (5, 95)}


def test_texts_that_share_less_than_is_asked_are_no_pair():
    hashes = np.array([*range(20), *range(20, 39), 0], np.uint64) << np.uint64(40)
    ranks = np.repeat([0, 1], 20)
    assert neighbours(hashes, ranks, 2, 5, 0.1).tolist() == []
    assert neighbours(hashes, ranks, 2, 5, 0.05).tolist() == [[0, 1]]


def surplus(left, right, numbers):
    found, _ = Agreement((left, right), 3_000, 5, 0.66, numbers).surplus(np.array([(0, 1)]))
    return float(found[0])


def test_each_number_that_differs_takes_from_the_agreement():
    base = "가람전자는 올해 1분기 매출이 {}억원, 영업이익이 {}억원, 순이익이 {}억원이라고 공시했다. 배당은 한 주에 {}원이다."
    one, near, far = (base.format(*n) for n in ((120, 30, 20, 500), (120, 30, 20, 700), (940, 71, 66, 800)))
    taken = [surplus(one, other, 0.0) - surplus(one, other, 0.5) for other in (one, near, far)]
    assert taken[0] == pytest.approx(0)
    assert taken[0] < taken[1] < taken[2] < 0.5


def test_the_unit_belongs_to_the_number():
    base = "올해 나루항의 하역 능력은 지난해보다 크게 늘어 {} 수준이 되었다고 나루항만공사가 밝혔다"
    one, other = base.format("3배"), base.format("3할")
    assert surplus(one, other, 0.0) - surplus(one, other, 0.5) == pytest.approx(0.5 / 3)
