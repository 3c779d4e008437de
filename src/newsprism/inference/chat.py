"""Asks a server that speaks the chat interface of OpenAI: a paid one, a gateway to others, Ollama, vLLM, llama.cpp.

The user named the address, so it may be anywhere, this machine included. Redirects are not followed and proxies of the
environment are not used: both could carry the key elsewhere. What a server says of an error is looked through and never
repeated, since servers repeat the key and the question in it.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count

import httpcore
import httpx

from newsprism.errors import ContextTooLong, GenerationFailed, GenerationStopped
from newsprism.formats.waiting import retry_after
from newsprism.inference.dialect import Dialect
from newsprism.inference.gate import Gate
from newsprism.inference.reading import BrokenOff, Heard, Unreadable, json_in, pieces, whole
from newsprism.inference.wire import Watch, Wire
from newsprism.protocols.services import FENCE, Completion, Message, Schema
from newsprism.wire.server import FLEETING, LATER, Persistence, Setback, address, answered, check_key, headers

_REFUSALS = frozenset({400, 413, 415, 422})
_TOLD = 8_192  # bytes of a refusal that are looked through
_LISTED = 2**20  # bytes of a list of models
_DIALECTS = 8  # ways of putting a question that are tried
_PATH = "/chat/completions"
_CHECK = "chat_url 과 서버를 확인하세요."
_KEY = check_key("NEWSPRISM_CHAT_KEY")
_MODEL = "chat_url 과 chat_model 을 확인하세요."
_WAITED = {
    "connect": "연결을 기다리다 그만두었습니다",
    "first": "{first:g}초 안에 답이 시작되지 않았습니다",
    "silence": "답하다가 {silence:g}초 넘게 말이 없었습니다",
    "total": "{total:g}초 안에 답이 끝나지 않았습니다",
}
TOKENS_A_CHARACTER = 0.8
"""Tokens for a character of Korean, on the side of caution; where a server does not count them."""


@dataclass(frozen=True, slots=True)
class Patience(Persistence):
    """How often is tried, and how long is waited, in seconds.

    `connect` to be connected, `first` for the first piece of an answer, `silence` between two pieces, `total` for a
    whole answer.
    """

    connect: float = 10.0
    first: float = 60.0
    silence: float = 30.0
    total: float = 180.0


class ChatClient:
    """Asks the server at `url` for answers of `model`; one object may be used from several threads.

    `url` is the address of the interface (``http://localhost:11434/v1``) or of its chat. `key` is sent as a bearer
    token and stands in no message. `gate` limits how much is asked at once. Raises GenerationStopped for an address or
    a key that cannot be used.
    """

    def __init__(
        self, url: str, model: str, key: str = "", patience: Patience | None = None, gate: Gate | None = None
    ) -> None:
        self._address = address(url, _PATH, GenerationStopped, "chat_url")
        self._model = model
        self._patience = patience or Patience()
        self._gate = gate or Gate(8)
        self._dialect = Dialect()
        self._client = httpx.Client(
            transport=Wire(),
            timeout=httpx.Timeout(self._patience.total, connect=self._patience.connect),
            headers=headers(key, self._unsendable),
            trust_env=False,
            follow_redirects=False,
        )

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._model

    @property
    def place(self) -> str:
        """The address that is asked, without anything secret."""
        return self._address

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Return the whole answer; see `protocols.Generator`. An answer cut at `longest` is a failure, never half."""
        started = time.monotonic()
        with self._gate.passing():
            heard, text = self._patience.until_done(lambda: self._heard(messages, schema, longest))
        asked = sum(len(m.content) for m in messages)
        return Completion(
            text,
            json_in(text) if schema is not None else None,
            self._model,
            heard.tokens_in if heard.tokens_in is not None else estimated(asked),
            heard.tokens_out if heard.tokens_out is not None else estimated(len(text)),
            round(time.monotonic() - started, 2),
        )

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Yield an answer piece by piece. Once a word is out nothing is asked again: a break-off raises."""
        with self._gate.passing():
            for tried in count(1):
                came = False
                try:
                    for piece in self._asked(messages, None, longest, Heard()):
                        came = True
                        yield piece
                    return
                except Setback as setback:
                    if came:
                        raise setback.fault from setback
                    self._patience.again(setback, tried)

    def models(self) -> tuple[str, ...]:
        """Return the names of the models that the server lists; raises GenerationFailed when it gives no list."""
        listing = f"{self._address.removesuffix(_PATH)}/models"
        watch = self._watch()
        try:
            with (
                self._troubles(watch),
                self._client.stream("GET", listing, extensions={"watch": watch}) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise self._status(answer.status_code)
                record = json_in(_beginning(answer, _LISTED))
        except Setback as setback:
            raise setback.fault from setback
        listed = record.get("data") if isinstance(record, dict) else None
        named = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return tuple(name for name in named if isinstance(name, str))

    def _heard(self, messages: Sequence[Message], schema: Schema | None, longest: int) -> tuple[Heard, str]:
        heard = Heard()
        return heard, "".join(self._asked(messages, schema, longest, heard))

    def _asked(self, messages: Sequence[Message], schema: Schema | None, longest: int, heard: Heard) -> Iterator[str]:
        """Yield one answer, put in the way that the server takes; raises Setback where another try may help."""
        fenced = _fenced(messages)
        for _ in range(_DIALECTS):
            body = self._dialect.body(self._model, fenced, schema, longest)
            watch = self._watch()
            with (
                self._troubles(watch),
                self._client.stream(
                    "POST",
                    self._address,
                    content=body,
                    headers={"Content-Type": "application/json"},
                    extensions={"watch": watch},
                ) as answer,
            ):
                if answer.status_code == httpx.codes.OK:
                    yield from self._words(answer, heard, watch)
                    return
                self._refusal(answer, body)
        raise self._failed("서버가 받아들이는 요청의 모양을 찾지 못했습니다")

    def _words(self, answer: httpx.Response, heard: Heard, watch: Watch) -> Iterator[str]:
        def content() -> Iterator[bytes]:
            for piece in answer.iter_bytes():
                watch.heard()
                yield piece

        if answer.headers.get("content-type", "").partition(";")[0].strip().lower() == "text/event-stream":
            yield from pieces(content(), heard)
        else:
            yield whole(content(), heard)
        if heard.finish == "length":
            raise self._failed("답이 길이 한도에서 잘렸습니다", "더 큰 모델이나 한도를 쓰세요.")
        if heard.finish == "content_filter":
            raise self._failed("서버의 내용 검열에 걸렸습니다", "다른 모델을 쓰세요.")

    def _refusal(self, answer: httpx.Response, sent: bytes) -> None:
        """Return when the question may be put in another way; raises what else the status means."""
        status = answer.status_code
        if status in _REFUSALS:
            told = _beginning(answer, _TOLD)
            meaning = self._dialect.refused(told, sent)
            if meaning == "dialect":
                return
            if meaning == "context":
                raise ContextTooLong("글이 모델이 한 번에 읽을 수 있는 길이를 넘습니다", subject=self._address)
            if meaning == "model":
                raise GenerationStopped("그런 모델이 없습니다", subject=self._address, advice=_MODEL)
        fault = self._status(status)
        if status in FLEETING:
            raise Setback(fault, retry_after(answer.headers.get("retry-after")))
        raise fault

    def _status(self, status: int) -> GenerationFailed:
        what = answered(status)
        if status in (401, 403):
            return GenerationStopped(what, subject=self._address, advice=_KEY)
        if status == 402:
            return GenerationStopped(what, subject=self._address, advice="서버의 요금과 한도를 확인하세요.")
        if status in (404, 405) or 300 <= status < 400:
            return GenerationStopped(what, subject=self._address, advice=_MODEL)
        return self._failed(what, LATER if status == 429 else _CHECK)

    def _watch(self) -> Watch:
        return Watch(self._patience.first, self._patience.silence, self._patience.total)

    @contextmanager
    def _troubles(self, watch: Watch) -> Iterator[None]:
        """Turn what goes wrong on the way into errors of ours."""
        try:
            yield
        except (httpcore.TimeoutException, httpx.TimeoutException) as problem:
            what = _WAITED[watch.waiting].format(
                first=self._patience.first, silence=self._patience.silence, total=self._patience.total
            )
            raise self._failed(what) from problem
        except (httpcore.ConnectError, httpx.ConnectError) as problem:
            raise GenerationStopped("연결할 수 없습니다", subject=self._address, advice=_CHECK) from problem
        except (BrokenOff, httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError, OSError) as problem:
            raise Setback(self._failed("답이 중간에 끊겼습니다")) from problem
        except Unreadable as problem:
            raise self._failed(str(problem)) from problem
        except httpx.DecodingError as problem:
            raise self._failed("답의 압축이 깨져 있습니다") from problem
        except (httpx.InvalidURL, UnicodeError) as problem:
            raise GenerationStopped("쓸 수 없는 주소입니다", subject=self._address, advice=_CHECK) from problem

    def _failed(self, what: str, advice: str = _CHECK) -> GenerationFailed:
        return GenerationFailed(what, subject=self._address, advice=advice)

    def _unsendable(self, what: str) -> GenerationFailed:
        return GenerationStopped(what, subject=self._address, advice=_KEY)


def estimated(characters: int) -> int:
    """Return about how many tokens so many characters are."""
    return math.ceil(characters * TOKENS_A_CHARACTER)


def _fenced(messages: Sequence[Message]) -> list[Message]:
    """Put a word that nobody can have foreseen where data begins and ends."""
    held = "".join(m.content for m in messages)
    word = secrets.token_hex(8)
    while word in held:
        word = secrets.token_hex(8)
    return [replace(m, content=m.content.replace(FENCE, word)) for m in messages]


def _beginning(answer: httpx.Response, most: int) -> str:
    held = b""
    for piece in answer.iter_bytes():
        held += piece
        if len(held) >= most:
            break
    return held[:most].decode("utf-8", "replace")
