"""Reads what a chat server sends: events or one JSON object, and the JSON that a model wrote. Nothing is believed."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_LARGEST = 8 * 2**20  # bytes of an answer, with all that is around its words
_LONGEST_LINE = 2**20
_MOST_TOKENS = 10**9
_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)


class Unreadable(Exception):
    """The answer is not what the interface says; the text, in Korean, says why."""


class BrokenOff(Exception):
    """The answer ended before it was whole."""


@dataclass(slots=True)
class Heard:
    """What has come of an answer: tokens are None where the server does not tell. `finish` is why it ended."""

    tokens_in: int | None = None
    tokens_out: int | None = None
    finish: str | None = None
    done: bool = False


def pieces(content: Iterable[bytes], heard: Heard) -> Iterator[str]:
    """Yield the words of an event stream as they come, and note the rest in `heard`.

    Raises Unreadable, and BrokenOff when the stream ends without saying that the answer does.
    """
    for line in _lines(content):
        if not line.startswith("data:"):
            continue
        data = line[5:].strip()
        if data == "[DONE]":
            heard.done = True
            return
        yield from _event(data, heard)
    if heard.finish is None:
        raise BrokenOff


def whole(content: Iterable[bytes], heard: Heard) -> str:
    """Return the words of an answer that came as one JSON object. Raises Unreadable and BrokenOff."""
    held = bytearray()
    for piece in content:
        held += piece
        if len(held) > _LARGEST:
            raise Unreadable("답이 너무 큽니다")
    try:
        record = json.loads(held)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("JSON이 아닌 답이 왔습니다") from problem
    words = "".join(_words(record, "message", heard))
    heard.finish = heard.finish or "stop"
    return words


def json_in(text: str) -> object:
    """Return the JSON value that a model wrote, though it stood among other words; None when there is none.

    Thoughts before it and a code fence around it are left out. Half a value is none.
    """
    bare = _THOUGHT.sub("", text).strip()
    fenced = _FENCED.search(bare)
    for candidate in (bare, fenced[1] if fenced else "", bare[_begin(bare) :]):
        try:
            found, _ = json.JSONDecoder().raw_decode(candidate.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict | list):
            return found
    return None


def _begin(text: str) -> int:
    places = [place for mark in "{[" if (place := text.find(mark)) >= 0]
    return min(places, default=len(text))


def _lines(content: Iterable[bytes]) -> Iterator[str]:
    decoder, rest, came = codecs.getincrementaldecoder("utf-8")("replace"), "", 0
    for piece in content:
        came += len(piece)
        rest += decoder.decode(piece)
        if came > _LARGEST or len(rest) > _LONGEST_LINE:
            raise Unreadable("답이 너무 큽니다")
        *lines, rest = rest.split("\n")
        yield from (line.rstrip("\r") for line in lines)
    if rest:
        yield rest


def _event(data: str, heard: Heard) -> Iterator[str]:
    try:
        record = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("읽을 수 없는 조각이 왔습니다") from problem
    yield from _words(record, "delta", heard)


def _words(record: Any, where: str, heard: Heard) -> Iterator[str]:
    if not isinstance(record, dict):
        raise Unreadable("대화 답의 모양이 아닙니다")
    if record.get("error"):
        raise Unreadable("서버가 답하다가 오류를 냈습니다")
    _count(record.get("usage"), heard)
    choices = record.get("choices")
    if not isinstance(choices, list):
        if where == "delta":
            return
        raise Unreadable("대화 답의 모양이 아닙니다")
    for choice in choices[:1]:
        if not isinstance(choice, dict):
            raise Unreadable("대화 답의 모양이 아닙니다")
        message = choice.get(where)
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(content, str):
            yield content
        if isinstance(choice.get("finish_reason"), str):
            heard.finish = choice["finish_reason"]


def _count(usage: Any, heard: Heard) -> None:
    if isinstance(usage, dict):
        heard.tokens_in = _tokens(usage.get("prompt_tokens"), heard.tokens_in)
        heard.tokens_out = _tokens(usage.get("completion_tokens"), heard.tokens_out)


def _tokens(value: Any, before: int | None) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST_TOKENS else before
