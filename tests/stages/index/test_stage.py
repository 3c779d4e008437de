"""Terms and features of documents out of one analysis. All texts are invented."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsprism.stages.index.features import Weights, features
from newsprism.stages.index.stage import MorphemeIndexer
from newsprism.text.ko.tokens import Analyzer, Morpheme
from tests.making import article

ANALYZER = Analyzer()
INDEXER = MorphemeIndexer(ANALYZER)
LEAD = "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터이고 첫 기업은 내년에 들어온다. "


class Counting:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def analyse_all(self, texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
        for text in texts:
            self.texts.append(text)
            yield ANALYZER.analyse(text)


def test_a_document_is_analysed_once() -> None:
    counting = Counting()
    MorphemeIndexer(counting).index([article("a"), article("b")])
    assert len(counting.texts) == 2


def test_features_are_of_headline_and_lead_alone() -> None:
    title = "나루시, 새 산업단지 조성"
    lead = (LEAD * 6)[:259]
    [short, long] = INDEXER.index([article("a", title, lead), article("b", title, f"{lead} 반도체 공장도 짓는다.")])
    assert dict(short.features) == dict(long.features)
    assert "반도체" in long.text_terms
    assert "반도체" not in long.features


def test_features_alone_are_those_of_the_whole_text_and_no_more_is_read() -> None:
    documents = [
        article("a", "나루시, 새 산업단지 조성", LEAD * 40),
        article("b", "짧은 글", "나루항에 새 부두가 열렸다."),
    ]
    whole = INDEXER.index([*documents, article("c", "No hangul here", "The port of Naru opened a new pier.")])
    counting = Counting()
    found = MorphemeIndexer(counting).features(documents)
    assert [dict(f) for f in found] == [dict(i.features) for i in whole[:2]]
    assert len(counting.texts[0]) < 700
    assert INDEXER.features([article("c", "No hangul here", "The port of Naru opened a new pier.")]) == (
        whole[2].features,
    )


def test_headlines_weigh_more_and_names_more_than_nouns() -> None:
    [indexed] = INDEXER.index([article("a", "부두 파업", "부두에서 한국은행이 회의를 열었다. 12일 1,500명이 모였다.")])
    weights = indexed.features
    assert weights["부두"] > weights["회의"]
    assert weights["한국은행"] > weights["회의"]
    assert weights["#1500"] == Weights().number


def test_joined_nouns_are_features_of_their_own() -> None:
    found = features(ANALYZER.analyse("반도체장비\n"), 5, Weights())
    assert set(found) == {"반도체", "장비", "반도체+장비"}


def test_only_the_first_20000_characters_are_indexed() -> None:
    text = "쌀 값이 내렸다. " * 2_500 + "반도체"
    [indexed] = INDEXER.index([article("a", "쌀 값", text)])
    assert "반도체" not in indexed.text_terms
    assert "쌀" in indexed.text_terms


def test_an_empty_document_has_no_terms() -> None:
    [indexed] = INDEXER.index([article("a", "", "")])
    assert (indexed.title_terms, indexed.text_terms, dict(indexed.features)) == ((), (), {})


def test_hostile_documents_are_indexed_in_bounded_time() -> None:
    hostile = [
        "가" * 1_000_000,
        "1" * 1_000_000,
        "1." * 500_000,
        "a&" * 500_000,
        "美中" * 500_000,
        "\ud800" * 1_000,
        "," * 99,
    ]
    began = time.perf_counter()
    indexed = INDEXER.index([article(str(i), text[:5000], text) for i, text in enumerate(hostile)])
    assert time.perf_counter() - began < 10
    assert all(len(term) <= 70 for i in indexed for term in i.text_terms)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=120)), max_size=3))
@example([("", "\ufc5e")])
@settings(max_examples=80, deadline=None)
def test_any_document_is_indexed_and_no_term_has_a_blank(documents: list[tuple[str, str]]) -> None:
    indexed = INDEXER.index([article(str(i), *d) for i, d in enumerate(documents)])
    assert [i.document_id for i in indexed] == [str(i) for i in range(len(documents))]
    for i in indexed:
        assert all(term and not any(c.isspace() for c in term) for term in (*i.title_terms, *i.text_terms))
        assert all(weight > 0 for weight in i.features.values())
