"""Vectors from a server that speaks the embeddings interface of OpenAI: Ollama, vLLM, TEI, or a paid one.

The user named the address, so it may be anywhere, this machine included. Redirects are not followed: they could carry
the key elsewhere. The text of an error from the server is not repeated, since servers repeat the key in it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import numpy as np

from newsprism.errors import EmbeddingFailed
from newsprism.stages.embed.answer import retry_after, rows_of
from newsprism.stages.embed.centre import unit
from newsprism.version import __version__

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

_BATCH = 64
_LONGEST = 8_000  # characters of a text that are sent
_LARGEST = 64 * 1024 * 1024  # bytes of an answer
_FLEETING = frozenset({408, 429, 500, 502, 503, 504})
_PATH = "/v1/embeddings"
_ADVICE = {
    401: "환경 변수 NEWSPRISM_EMBEDDINGS_KEY 를 확인하세요.",
    403: "환경 변수 NEWSPRISM_EMBEDDINGS_KEY 를 확인하세요.",
    404: "embeddings_url 과 embeddings_model 을 확인하세요.",
    429: "한도를 늘리거나 나중에 다시 실행하세요.",
}
_CHECK = "embeddings_url 과 서버를 확인하세요."


@dataclass(frozen=True, slots=True)
class Patience:
    """How often is tried, and how long is waited, in seconds: to connect, for a whole answer, between two tries.

    `longest_wait` is the most that a server may ask for; the pauses grow from `backoff` twofold, with some chance.
    """

    tries: int = 4
    connect: float = 10.0
    answer: float = 120.0
    longest_wait: float = 60.0
    backoff: float = 0.5


@dataclass(frozen=True, slots=True)
class _Setback:
    """A failure that may be over the next time; `after` are the seconds that the server asked to wait."""

    fault: EmbeddingFailed
    after: float | None = None


class EndpointEmbedder:
    """Asks the server at `url` for the vectors of `model`.

    `url` is the address of the interface (``http://localhost:11434/v1``) or of its embeddings. `key` is sent as a
    bearer token and stands in no message. Raises EmbeddingFailed for an address or a key that cannot be used.
    """

    def __init__(self, url: str, model: str, key: str = "", patience: Patience | None = None) -> None:
        self._address = _address(url)
        self._model = model
        self._patience = patience or Patience()
        self._width = 0
        self.name = f"{model}@{self._address.partition('://')[2]}"
        self._client = httpx.Client(
            timeout=httpx.Timeout(self._patience.answer, connect=self._patience.connect),
            headers={"User-Agent": f"newsprism/{__version__}", **self._bearer(key)},
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
        tried = 0
        while True:
            tried += 1
            outcome = self._tried(body)
            if isinstance(outcome, bytes):
                return outcome
            if tried >= self._patience.tries or (outcome.after or 0) > self._patience.longest_wait:
                raise outcome.fault
            time.sleep(self._pause(outcome, tried))

    def _pause(self, setback: _Setback, tried: int) -> float:
        chance = random.uniform(0.5, 1.0) * self._patience.backoff * 2.0 ** (tried - 1)
        return chance if setback.after is None else setback.after + chance / 4

    def _tried(self, body: bytes) -> bytes | _Setback:
        until = time.monotonic() + self._patience.answer
        given = {"Content-Type": "application/json"}
        try:
            with self._client.stream("POST", self._address, content=body, headers=given) as answer:
                if answer.status_code == httpx.codes.OK:
                    return b"".join(self._pieces(answer, until))
                return self._refusal(answer)
        except httpx.TimeoutException as problem:
            raise self._failed(f"{self._patience.answer:g}초 안에 답이 없습니다") from problem
        except httpx.TransportError as problem:
            return _Setback(self._failed(f"연결할 수 없습니다({type(problem).__name__})"))
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

    def _refusal(self, answer: httpx.Response) -> _Setback:
        """Return what may be over the next time; raises what will not."""
        status = answer.status_code
        fault = self._failed(f"서버가 {status}(으)로 답했습니다", _ADVICE.get(status, _CHECK))
        if status not in _FLEETING:
            raise fault
        return _Setback(fault, retry_after(answer.headers.get("Retry-After", "")))

    def _failed(self, what: str, advice: str = _CHECK) -> EmbeddingFailed:
        return EmbeddingFailed(what, subject=self._address, advice=advice)

    def _bearer(self, key: str) -> dict[str, str]:
        if not key:
            return {}
        if not (key.isascii() and key.isprintable()) or " " in key:
            # Told here: the HTTP library would repeat the key in its error.
            raise self._failed("열쇠에 보낼 수 없는 글자가 있습니다", _ADVICE[401])
        return {"Authorization": f"Bearer {key}"}


def _address(url: str) -> str:
    """Return the address of the embeddings, without user and query."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise EmbeddingFailed(
            "http(s) 주소가 아니거나 주소 안에 사용자 이름이 있습니다",
            subject="embeddings_url",
            advice="http://localhost:11434/v1 처럼 쓰세요.",
        )
    shown = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/")
    if not path.endswith("/embeddings"):
        path = f"{path}/embeddings" if path else _PATH
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}"


def _sendable(text: str) -> str:
    """Return what a server takes: no empty text, nothing that cannot be encoded."""
    return text[:_LONGEST].encode("utf-8", "replace").decode() or " "
