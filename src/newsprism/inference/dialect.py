"""What a server of the chat interface takes: all of it is tried, and what one refuses is not sent to it again."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping, Sequence
from typing import Literal

from newsprism.protocols.services import Message, Schema

Form = Literal["json_schema", "json_object", "plain"]
Refused = Literal["dialect", "context", "model", "other"]

_FORMS: tuple[Form, ...] = ("json_schema", "json_object", "plain")
_CONTEXT = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too (?:long|many tokens)|exceeds? .{0,40}(?:context|tokens)"
    r"|reduce the length|n_ctx|max_model_len|prompt is longer",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"model.{0,80}(?:not (?:found|exist|available)|does not exist|unknown|invalid)|(?:unknown|no such|invalid) model"
    r"|model_not_found",
    re.IGNORECASE | re.DOTALL,
)
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stream_options", re.compile(r"stream_options|include_usage")),
    ("temperature", re.compile(r"temperature", re.IGNORECASE)),
    ("max_tokens", re.compile(r"max_tokens|max_completion_tokens")),
    ("form", re.compile(r"response_format|json_schema|json_object|schema|grammar|structured", re.IGNORECASE)),
)
_UNNAMED = ("form", "stream_options", "temperature", "max_tokens")
_NAME = re.compile(r"[^A-Za-z0-9_-]")


class Dialect:
    """What one server has taken so far; shared by all that ask it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._form = 0
        self._off: set[str] = set()

    @property
    def form(self) -> Form:
        """How the wish for JSON is put to this server."""
        return _FORMS[self._form]

    def body(self, model: str, messages: Sequence[Message], schema: Schema | None, longest: int) -> bytes:
        """Return a request for a streamed answer."""
        with self._turn:
            form, off = self.form, frozenset(self._off)
        asked: dict[str, object] = {
            "model": model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            "stream": True,
            # Newer models take the longer name only, older servers the shorter.
            ("max_completion_tokens" if "max_tokens" in off else "max_tokens"): longest,
        }
        if "temperature" not in off:
            asked["temperature"] = 0
        if "stream_options" not in off:
            asked["stream_options"] = {"include_usage": True}
        if schema is not None and form != "plain":
            asked["response_format"] = _format(form, schema)
        return json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")

    def refused(self, told: str, sent: bytes) -> Refused:
        """Learn from the refusal of a request; ``dialect`` says that asking anew may help.

        `told` is the server's text, only looked through for the names of what it may not like.
        """
        if _CONTEXT.search(told):
            return "context"
        if _MODEL.search(told):
            return "model"
        named = [name for name, pattern in _NAMED if pattern.search(told)]
        with self._turn:
            for name in (*named, *_UNNAMED):
                if self._give_up(name, sent):
                    return "dialect"
        return "other"

    def _give_up(self, name: str, sent: bytes) -> bool:
        """Leave `name` out from now on; True when the refused request held it, so that the next one is another."""
        asked: Mapping[str, object] = json.loads(sent)
        if name == "form":
            held = asked.get("response_format")
            if not isinstance(held, dict):
                return False
            self._form = max(self._form, _FORMS.index(held["type"]) + 1)
            return True
        self._off.add(name) if name in asked else None
        return name in asked


def _format(form: Form, schema: Schema) -> dict[str, object]:
    if form == "json_object":
        return {"type": "json_object"}
    name = _NAME.sub("_", str(schema.get("title", "answer")))[:60] or "answer"
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": dict(schema)}}
