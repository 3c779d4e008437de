"""Answers that were given before, kept by what was asked: one question, one price, however many readers it serves.

One file an answer, named by the digest of model, messages and schema, and written whole or not at all. A cache never
stands in the way: what cannot be read is asked again and written anew, what cannot be written is only remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path

from newsprism.protocols.services import Completion, Generator, Message, Schema

_LARGEST = 2**20  # bytes of one answer
_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str, "model": str, "tokens_in": int, "tokens_out": int, "seconds": (int, float)
}  # fmt: skip


class CachedGenerator:
    """Asks `generator` only what was not asked before; safe to use from several threads.

    Answers stay in this object, and in `folder` if there is one, which may be shared by processes and holds about
    `megabytes`: the oldest go. The figures of a kept answer are those of when it was made. An answer without the JSON
    that was wanted is not kept.
    """

    def __init__(self, generator: Generator, folder: Path | None = None, megabytes: int = 64) -> None:
        self._generator = generator
        self._folder = folder
        self._limit = megabytes * 2**20
        self._held: dict[str, Completion] = {}
        self._turn = threading.Lock()
        self._swept = False

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._generator.model

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Return the answer given before, or that of the model. Raises what the model's generator does."""
        known = self.known(messages, schema, longest)
        if known is not None:
            return known
        made = self._generator.complete(messages, schema, longest)
        if schema is None or made.value is not None:
            self._keep(_key(self.model, messages, schema, longest), made)
        return made

    def known(
        self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000
    ) -> Completion | None:
        """Return the answer if it was given before."""
        key = _key(self.model, messages, schema, longest)
        found = self._held.get(key) or self._read(key)
        if found is not None:
            self._held[key] = found
        return found

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Yield an answer of the model, which is not kept."""
        return self._generator.stream(messages, longest)

    def _read(self, key: str) -> Completion | None:
        if self._folder is None:
            return None
        try:
            with _place(self._folder, key).open("rb") as file:
                record = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        return _completion(record, key)

    def _keep(self, key: str, made: Completion) -> None:
        self._held[key] = made
        if self._folder is None:
            return
        place = _place(self._folder, key)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            self._sweep()
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                    json.dump({"key": key, **asdict(made)}, file, ensure_ascii=False)
                os.replace(name, place)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Let the oldest answers go, once in the life of this object."""
        with self._turn:
            if self._swept or self._folder is None:
                return
            self._swept = True
            kept = 0
            files = [(f.stat(), f) for f in self._folder.glob("??/*.json")]
            for stat, file in sorted(files, key=lambda item: -item[0].st_mtime):
                kept += stat.st_size
                if kept > self._limit:
                    file.unlink(missing_ok=True)


def _key(model: str, messages: Sequence[Message], schema: Schema | None, longest: int) -> str:
    asked = [model, [[m.role, m.content] for m in messages], schema and dict(schema), longest]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _place(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key[2:]}.json"


def _completion(record: object, key: str) -> Completion | None:
    """Return a kept answer, None for anything else: a file that somebody changed is no answer of the model."""
    if not isinstance(record, dict) or record.get("key") != key or "value" not in record:
        return None
    if any(type(record.get(name)) is bool or not isinstance(record.get(name), kind) for name, kind in _TYPES.items()):
        return None
    return Completion(**{item.name: record[item.name] for item in fields(Completion)})
