"""Vectors from a server that speaks the embeddings interface of OpenAI: Ollama, vLLM, TEI, or a paid one.

The user named the address, so it may be anywhere, this machine included. Redirects are not followed: they could carry
the key elsewhere. The text of an error from the server is not repeated, since servers repeat the key in it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import numpy as np

from newsprism.errors import EmbeddingFailed
from newsprism.formats.waiting import retry_after
from newsprism.stages.embed.answer import rows_of
from newsprism.stages.embed.centre import unit
from newsprism.wire.server import FLEETING, LATER, Persistence, Setback, address, answered, check_key, headers

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

_BATCH = 64
_LONGEST = 8_000  # characters of a text that are sent
_LARGEST = 64 * 1024 * 1024  # bytes of an answer
_PATH = "/embeddings"
_KEY = check_key("NEWSPRISM_EMBEDDINGS_KEY")
_ADVICE = {
    401: _KEY,
    403: _KEY,
    404: "embeddings_url 과 embeddings_model 을 확인하세요.",
    429: LATER,
}
_CHECK = "embeddings_url 과 서버를 확인하세요."


@dataclass(frozen=True, slots=True)
class Patience(Persistence):
    """How often is tried, and how long is waited, in seconds: to connect, for a whole answer, between two tries."""

    tries: int = 4
    longest_wait: float = 60.0
    connect: float = 10.0
    answer: float = 120.0


class EndpointEmbedder:
    """Asks the server at `url` for the vectors of `model`.

    `url` is the address of the interface (``http://localhost:11434/v1``) or of its embeddings. `key` is sent as a
    bearer token and stands in no message. Raises EmbeddingFailed for an address or a key that cannot be used.
    """

    def __init__(self, url: str, model: str, key: str = "", patience: Patience | None = None) -> None:
        self._address = address(url, _PATH, EmbeddingFailed, "embeddings_url")
        self._model = model
        self._patience = patience or Patience()
        self._width = 0
        self.name = f"{model}@{self._address.partition('://')[2]}"
        self._client = httpx.Client(
            timeout=httpx.Timeout(self._patience.answer, connect=self._patience.connect),
            headers=headers(key, lambda what: self._failed(what, _KEY)),
            trust_env=False,
            follow_redirects=False,
        )

    @property
    def dimensions(self) -> int:
        """The length of a row; asks the server where it has not been seen yet."""
        if not self._width:
            self.embed(["크기"])
        return self._width

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; raises EmbeddingFailed naming the address."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        batches = [texts[begin : begin + _BATCH] for begin in range(0, len(texts), _BATCH)]
        return np.concatenate([self._batch(batch) for batch in batches])

    def _batch(self, texts: Sequence[str]) -> Vectors:
        rows = rows_of(self._asked([_sendable(text) for text in texts]), len(texts), self._address)
        if self._width and rows.shape[1] != self._width:
            raise self._failed(f"벡터의 길이가 달라졌습니다({self._width}에서 {rows.shape[1]}로)")
        self._width = rows.shape[1]
        return unit(rows, self._address)

    def _asked(self, texts: list[str]) -> bytes:
        """Return the answer of the server, asked again where that may help."""
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"}).encode()
        return self._patience.until_done(lambda: self._tried(body))

    def _tried(self, body: bytes) -> bytes:
        until = time.monotonic() + self._patience.answer
        given = {"Content-Type": "application/json"}
        try:
            with self._client.stream("POST", self._address, content=body, headers=given) as answer:
                if answer.status_code == httpx.codes.OK:
                    return b"".join(self._pieces(answer, until))
                raise self._refusal(answer)
        except httpx.TimeoutException as problem:
            raise self._failed(f"{self._patience.answer:g}초 안에 답이 없습니다") from problem
        except httpx.TransportError as problem:
            raise Setback(self._failed(f"연결할 수 없습니다({type(problem).__name__})")) from problem
        except httpx.DecodingError as problem:
            raise self._failed("답의 압축이 깨져 있습니다") from problem
        except (httpx.InvalidURL, UnicodeError) as problem:
            raise self._failed("쓸 수 없는 주소입니다") from problem

    def _pieces(self, answer: httpx.Response, until: float) -> Iterator[bytes]:
        """Yield the content as it comes: a server that sends a byte now and then has its time too."""
        came = 0
        for piece in answer.iter_bytes():
            came += len(piece)
            if came > _LARGEST:
                raise self._failed(f"답이 너무 큽니다({_LARGEST // 2**20}MB 넘음)")
            if time.monotonic() > until:
                raise self._failed(f"{self._patience.answer:g}초 안에 답이 끝나지 않습니다")
            yield piece

    def _refusal(self, answer: httpx.Response) -> EmbeddingFailed | Setback:
        """Return what the status means: a Setback where it may be over the next time."""
        status = answer.status_code
        fault = self._failed(answered(status), _ADVICE.get(status, _CHECK))
        if status not in FLEETING:
            return fault
        return Setback(fault, retry_after(answer.headers.get("Retry-After")))

    def _failed(self, what: str, advice: str = _CHECK) -> EmbeddingFailed:
        return EmbeddingFailed(what, subject=self._address, advice=advice)


def _sendable(text: str) -> str:
    """Return what a server takes: no empty text, nothing that cannot be encoded."""
    return text[:_LONGEST].encode("utf-8", "replace").decode() or " "
