"""What a document is compared by: content morphemes, joined compounds and numbers of its headline and lead."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import scipy.sparse as sp

from newsprism.text.ko.tokens import Morpheme
from newsprism.types.document import Document

_NOUNS = frozenset({"NNG", "NNP", "SL", "XR", "SH", "NNB"})
_NAMES = frozenset({"NNP", "SL"})
_LONELY = 0.15
"""What a feature that no other document has counts in the length of a row: without it a few filler words would fill the
whole row of a text that shares nothing else, and two unrelated texts of a small input would look alike."""
_PREDICATES = frozenset({"VV", "VA"})

# Words of newspaper prose that say nothing about the event.
_EMPTY = frozenset(
    """것 수 등 이날 지난해 올해 관련 대한 통해 위해 경우 때문 이번 지난 전 후 중 내 년 월 일 원 명 개 억 만 조 기자 뉴스 사진 제공
    속보 단독 종합 위 차 곳 건 배 회 시 분 오전 오후 현지 시간 가운데 따르 이후 이상 이하 최근 당시 설명 전망 예정 계획""".split()
)


class MorphemeSource(Protocol):
    """What features need of an analyser."""

    def analyse_all(self, texts: Iterable[str]) -> Iterable[tuple[Morpheme, ...]]:
        """Yield the morphemes of each text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of a feature by where it stands and what it is; `lead` in characters."""

    lead: int = 260
    title: float = 2.0
    name: float = 1.3
    number: float = 1.2
    compound: float = 0.7
    predicate: float = 0.6


def matrix(documents: Sequence[Document], analyser: MorphemeSource, weights: Weights) -> sp.csr_matrix:
    """Return unit rows of TF-IDF, shape (documents, features), float32.

    Features seen in one document only are left out, since they can agree with nothing.
    """
    texts = [f"{d.title}\n{d.text[: weights.lead]}" for d in documents]
    rows = [
        _features(morphemes, len(document.title), weights)
        for document, morphemes in zip(documents, analyser.analyse_all(texts), strict=True)
    ]
    return _tfidf(rows)


def _features(morphemes: Iterable[Morpheme], title_length: int, weights: Weights) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    previous: tuple[str, int] | None = None
    for m in morphemes:
        in_title = m.start < title_length
        place = weights.title if in_title else 1.0
        joined: tuple[str, int] | None = None
        if m.tag in _NOUNS and m.form not in _EMPTY and (len(m.form) > 1 or m.tag == "SH"):
            form = m.form.lower()
            found[form] += place * (weights.name if m.tag in _NAMES else 1.0)
            if previous and previous[1] == m.start:
                found[f"{previous[0]}+{form}"] += place * weights.compound
            joined = (form, m.end)
        elif m.tag == "SN" and len(digits := m.form.replace(",", "")) >= 2:
            found[f"#{digits}"] += place * weights.number
        elif m.tag in _PREDICATES and in_title and len(m.form) > 1:
            found[f"{m.form}다"] += place * weights.predicate
        previous = joined
    return found


def _damped(weight: float) -> float:
    return 1.0 + math.log(weight) if weight >= 1 else weight


def _tfidf(rows: Sequence[Mapping[str, float]]) -> sp.csr_matrix:
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(row.keys())
    column = {name: i for i, name in enumerate(name for name, count in seen.items() if count > 1)}
    rarity = np.zeros(len(column), dtype=np.float32)
    for name, i in column.items():
        rarity[i] = np.log((len(rows) + 1) / (seen[name] + 0.5))
    pointers: list[int] = [0]
    places: list[int] = []
    weights: list[float] = []
    lonely = np.zeros(len(rows))
    for i, row in enumerate(rows):
        kept = [name for name in row if name in column]
        lonely[i] = sum(_damped(weight) ** 2 for name, weight in row.items() if name not in column)
        places.extend(map(column.__getitem__, kept))
        weights.extend(map(row.__getitem__, kept))
        pointers.append(len(places))
    indices = np.asarray(places, dtype=np.int32)
    counts = np.asarray(weights, dtype=np.float64)
    # Sublinear above one; a weight below one stays as it is, the logarithm would make it negative.
    damped = np.where(counts >= 1, 1.0 + np.log(np.maximum(counts, 1.0)), counts)
    found = sp.csr_matrix(
        (damped.astype(np.float32) * rarity[indices], indices, np.asarray(pointers, dtype=np.int64)),
        shape=(len(rows), max(1, len(column))),
    )
    shared = np.asarray(found.multiply(found).sum(axis=1)).ravel()
    alone = np.log((len(rows) + 1) / 1.5)
    lengths = np.sqrt(shared + _LONELY * alone**2 * lonely)
    return sp.csr_matrix(sp.diags_array(1.0 / np.maximum(lengths, 1e-6)) @ found)
