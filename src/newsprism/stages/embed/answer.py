"""Reads the answer of an embeddings server and believes nothing of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from newsprism.errors import EmbeddingFailed

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

_WIDEST = 16_384
_CHECK = "embeddings_url 이 벡터를 주는 서버인지 확인하세요."


def rows_of(content: bytes, count: int, address: str) -> Vectors:
    """Return the `count` rows of an answer, in the order of their indices.

    Raises EmbeddingFailed naming `address` for anything but that many rows of one length, of finite numbers.
    """
    try:
        given = json.loads(content)
        data = given["data"]
        if not isinstance(data, list) or len(data) != count:
            raise _wrong(f"{count}건을 물었는데 {len(data)}건이 왔습니다", address)
        placed = {_index(item): item["embedding"] for item in data}
        if set(placed) != set(range(count)):
            raise _wrong("번호(index)가 맞지 않는 벡터가 왔습니다", address)
        return _rows([placed[at] for at in range(count)], address)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as problem:
        raise _wrong(f"벡터가 아닌 답이 왔습니다({type(problem).__name__})", address) from problem


def _index(item: Any) -> int:
    index = item["index"]
    if type(index) is not int:
        raise TypeError("index")
    return index


def _rows(given: list[Any], address: str) -> Vectors:
    width = len(given[0])
    if not 0 < width <= _WIDEST or any(type(row) is not list or len(row) != width for row in given):
        raise _wrong("길이가 다르거나 너무 긴 벡터가 왔습니다", address)
    if not all(type(number) in (int, float) for row in given for number in row):
        raise _wrong("벡터에 수가 아닌 것이 있습니다", address)
    try:
        rows = np.array(given, np.float64)
    except OverflowError:
        rows = np.array([[np.inf]])
    # What does not fit into 32 bits is as good as infinite.
    if not (np.abs(rows) <= np.finfo(np.float32).max).all():
        raise _wrong("벡터에 유한하지 않은 수가 있습니다", address)
    return rows.astype(np.float32)


def _wrong(what: str, address: str) -> EmbeddingFailed:
    return EmbeddingFailed(what, subject=address, advice=_CHECK)
