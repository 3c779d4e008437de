"""The model in the user's cache: made once out of the weights of the package, checked each time it is loaded.

An export is a folder with the graph, the table of words as the package has it, the vocabulary, and a manifest with
the digest of each. It is made beside its place under a lock and moved there in one step, so a process that is killed
leaves nothing half, and of two that want it at once one makes it and the other finds it. A model with adapters has a
graph of its own in a folder of its own, and shares the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from newsprism.errors import MissingResource, system_reason
from newsprism.stages.embed.adapters import Adapters, adapted
from newsprism.stages.embed.lock import locked
from newsprism.stages.embed.weights import (
    BLOCK,
    BLOCK_BYTES,
    FILE,
    INSTALL,
    PACKAGE,
    SHA256,
    Bytes,
    Vocabulary,
    Weights,
    checked,
    read_weights,
)

FORMAT = 1
"""Goes up when an export is made differently."""
_MODEL, _TABLE, _VOCABULARY, _SCORES, _MANIFEST = "model.onnx", "words.bin", "words.json", "scores.npy", "manifest.json"
_PARTS = (_MODEL, _TABLE, _VOCABULARY, _SCORES)
_LEFT = ".new-"  # folders of exports that are being made
_WAIT = 120.0  # seconds for another process to make the export


@dataclass(frozen=True, slots=True)
class Export:
    """A whole and sound export; `tuned` is the folder with the graph of a model with adapters."""

    folder: Path
    tuned: Path | None = None

    @property
    def model(self) -> Path:
        """The graph."""
        return (self.tuned or self.folder) / _MODEL

    def table(self, width: int) -> Bytes:
        """Return the blocks of all words as rows, memory-mapped: only the words that are used are read."""
        row = width // BLOCK * BLOCK_BYTES
        table: Bytes = np.memmap(self.folder / _TABLE, dtype=np.uint8, mode="r")
        return table.reshape(-1, row)

    def vocabulary(self) -> Vocabulary:
        """Return the pieces of words."""
        given = json.loads((self.folder / _VOCABULARY).read_text(encoding="utf-8"))
        replaced = {int(character): text for character, text in given.pop("replaced").items()}
        pieces = tuple(given.pop("pieces"))
        return Vocabulary(pieces, np.load(self.folder / _SCORES), replaced=replaced, **given)


def package_file() -> Path:
    """Return where the weights of the package lie; raises MissingResource when it is not installed."""
    found = find_spec(PACKAGE)
    places = [Path(place) / FILE for place in (found.submodule_search_locations or ())] if found else []
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise MissingResource(
            f"문장 벡터 모델이 든 패키지 {PACKAGE} 가 없습니다",
            subject="embedder=e5",
            advice="pip install 'newsprism[dense]' 로 설치하거나 embedder 를 none 으로 두세요.",
        )
    return file


def exported(folder: Path, adapters: Adapters | None = None) -> Export:
    """Return the export below `folder`, made if there is none or if it is damaged; with `adapters` their graph is used.

    Raises MissingResource when the package, its right weights or a place to write is missing.
    """
    there = _there(_place(folder), _PARTS, lambda place: _make(place, package_file()))
    if adapters is None:
        return Export(there)
    make = lambda place: _make_tuned(place, package_file(), adapters)  # noqa: E731
    return Export(there, _there(_place(folder, adapters), (_MODEL,), make))


def _there(place: Path, parts: Sequence[str], make: Callable[[Path], None]) -> Path:
    """Return `place` with sound `parts` in it, made if need be."""
    if _sound(place, parts):
        return place
    folder = place.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / "lock", _WAIT):
            if not _sound(place, parts):
                _clear(folder)
                make(place)
    except OSError as problem:
        raise MissingResource(
            f"문장 벡터 모델을 둘 수 없습니다({system_reason(problem)})",
            subject=str(folder),
            advice="권한과 빈 공간을 확인하거나 XDG_CACHE_HOME 으로 다른 폴더를 정하세요.",
        ) from problem
    return place


def is_exported(folder: Path, adapters: Adapters | None = None) -> bool:
    """Say whether there is an export below `folder`, without reading it."""
    places = (_place(folder), *((_place(folder, adapters),) if adapters else ()))
    return all((place / _MANIFEST).is_file() for place in places)


def _place(folder: Path, adapters: Adapters | None = None) -> Path:
    return folder / "-".join((SHA256[:12], *((adapters.digest[:12],) if adapters else ()), str(FORMAT)))


def _sound(place: Path, parts: Sequence[str]) -> bool:
    try:
        digests = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        return all(digests[name] == _digest(place / name) for name in parts)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _clear(folder: Path) -> None:
    """Take away what killed processes left; whoever holds the lock is the only one who makes anything."""
    for left in folder.glob(f"{_LEFT}*"):
        shutil.rmtree(left, ignore_errors=True)


def _make(place: Path, file: Path) -> None:
    onnx, graph = _drawing()
    weights = read_weights(checked(file), file)
    with _beside(place) as new:
        onnx.save(graph(weights), new / _MODEL)
        (new / _TABLE).write_bytes(weights.tensors["emb.word"].raw.tobytes())
        _write_vocabulary(new, weights)
        _write_manifest(new, _PARTS)


def _make_tuned(place: Path, file: Path, adapters: Adapters) -> None:
    onnx, graph = _drawing()
    weights = adapted(read_weights(checked(file), file), adapters)
    with _beside(place) as new:
        onnx.save(graph(weights), new / _MODEL)
        _write_manifest(new, (_MODEL,))


def _drawing() -> tuple[Any, Callable[[Weights], Any]]:
    try:
        import onnx
    except ImportError as problem:
        raise MissingResource("모델을 옮길 onnx 패키지가 없습니다", subject="embedder=e5", advice=INSTALL) from problem
    from newsprism.stages.embed.graph import graph

    return onnx, graph


def _write_manifest(folder: Path, parts: Sequence[str]) -> None:
    digests = {name: _digest(folder / name) for name in parts}
    (folder / _MANIFEST).write_text(json.dumps(digests), encoding="utf-8")


def _write_vocabulary(folder: Path, weights: Weights) -> None:
    vocabulary = weights.vocabulary
    np.save(folder / _SCORES, vocabulary.scores)
    given: dict[str, Any] = {name: getattr(vocabulary, name) for name in ("begin", "end", "padding", "unknown")}
    given |= {"replaced": dict(vocabulary.replaced), "pieces": vocabulary.pieces}
    (folder / _VOCABULARY).write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Give a new folder that becomes `place` when all went well, and is gone otherwise."""
    new = Path(tempfile.mkdtemp(prefix=_LEFT, dir=place.parent))
    try:
        yield new
        for file in new.iterdir():
            _flush(file)
        shutil.rmtree(place, ignore_errors=True)
        new.replace(place)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _flush(file: Path) -> None:
    """Bring a file to the disk before the move that makes it count."""
    opened = os.open(file, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
