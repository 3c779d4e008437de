"""Vectors that were asked for before: kept on disk by the digest of the text, whatever model gave them.

The folder holds files that are only added to (`records.py`), several for each model; the newest one grows. Whoever
reads the files afresh holds the folder's lock with others, whoever writes holds it alone, and the lock dies with its
process, so a checksum that is wrong under the lock is damage and not somebody else's half-written record. When the
folder is too large, the file that was written to longest ago goes.

A cache never stands in the way: when it cannot be read or written, the model is asked, and `troubles` says what was.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from newsprism.errors import system_reason
from newsprism.stages.embed.centre import unit
from newsprism.stages.embed.lock import locked
from newsprism.stages.embed.records import KEY, Damaged, Records, append, identity, read, record
from newsprism.types.dropped import Dropped

if TYPE_CHECKING:
    from newsprism.protocols.services import Embedder, Vectors

    Known = dict[bytes, Vectors]

_FILES = 8  # of one model, in a folder that is full
_LEAST = 64 * 1024  # bytes of a file before the next one is begun
_SLAB = 1_024  # texts that are asked for and kept at once: what a killed process loses at most
_WAIT = 10.0  # seconds for the lock of the folder
_TOLD = 100  # troubles that are kept
_NEW = ".new-"


class CachedEmbedder:
    """Asks `embedder` only for texts that it has not seen; one object may be used from several threads.

    `folder` may be shared by processes and models; it holds at most `megabytes`, besides the file that grows.
    """

    def __init__(self, embedder: Embedder, folder: Path, megabytes: int = 256) -> None:
        self._embedder = embedder
        self._folder = folder
        self._limit = megabytes * 2**20
        self._slug = hashlib.blake2b(embedder.name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        self._files: dict[Path, Records] = {}
        self._turn = threading.RLock()
        self._troubles: list[Dropped[str]] = []

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """The length of a row, out of the cache if it is there: no model is loaded for it."""
        with self._turn:
            self._look()
            return self._width or self._embedder.dimensions

    @property
    def troubles(self) -> tuple[Dropped[str], ...]:
        """What was wrong with the cache, as drops of stage ``embed``; the vectors were made anew.

        Reasons: ``damaged_vectors`` (some of a file), ``damaged_cache`` (a whole file), ``cache_unusable`` (not to be
        read or written, or locked for too long), ``other_dimensions`` (the model gives other vectors than before).
        """
        return tuple(self._troubles)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; a text has the same row each time. Raises what `embedder` does."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        keys = [_key(text) for text in texts]
        with self._turn:
            self._look()
            known = self._known(keys)
            wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for begin in range(0, len(wanted), _SLAB):
                known |= self._asked(dict(list(wanted.items())[begin : begin + _SLAB]))
            if len({row.size for row in known.values()}) > 1:
                return self._renewed(texts)
        return unit(np.stack([known[key] for key in keys]), self.name)

    @property
    def _width(self) -> int:
        return next((records.width for records in self._files.values()), 0)

    def _known(self, keys: Sequence[bytes]) -> Known:
        known: Known = {}
        for records in self._files.values():
            here = [key for key in dict.fromkeys(keys) if key in records.rows]
            if here:
                known |= zip(here, records.vectors(here), strict=True)
        return known

    def _asked(self, wanted: dict[bytes, str]) -> Known:
        """Return the vectors of texts that were not known, rounded as they are kept, and keep them."""
        rows = self._embedder.embed(list(wanted.values())).astype(np.float16).astype(np.float32)
        if self._width in (0, rows.shape[1]):
            self._keep([record(key, row) for key, row in zip(wanted, rows, strict=True)], rows.shape[1])
        return dict(zip(wanted, rows, strict=True))

    def _renewed(self, texts: Sequence[str]) -> Vectors:
        """Forget the vectors of a model that gives others now under its old name, and ask for all of `texts`."""
        self._trouble("other_dimensions", self._folder, "벡터의 길이가 달라져 모두 다시 만들었습니다")
        with suppress(OSError), locked(self._folder / "lock", _WAIT):
            for file in self._own():
                file.unlink(missing_ok=True)
        self._files = {}
        keys = [_key(text) for text in texts]
        known = self._asked(dict(zip(keys, texts, strict=True)))
        return unit(np.stack([known[key] for key in keys]), self.name)

    def _own(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._slug}-*.vec"))

    def _look(self) -> None:
        """Read the files that are new or have changed; mend those that are damaged."""
        try:
            if not self._folder.is_dir():
                return
            with locked(self._folder / "lock", _WAIT, shared=True):
                hurt = list(self._changed())
            if hurt:
                with locked(self._folder / "lock", _WAIT):
                    for file in hurt:
                        self._mend(file)
        except OSError as problem:
            self._unusable(problem)

    def _changed(self) -> Iterator[Path]:
        """Take in what has changed; yield the files that are damaged."""
        there = self._own()
        self._files = {file: self._files[file] for file in there if file in self._files}
        for file in there:
            if file in self._files and self._files[file].identity == identity(file.stat()):
                continue
            try:
                self._files[file] = read(file, self.name)
            except Damaged:
                self._files.pop(file, None)
                yield file
            else:
                if self._files[file].damaged:
                    yield file

    def _mend(self, file: Path) -> None:
        """Write the sound records of a file anew; another process may have done so already."""
        try:
            records = read(file, self.name)
        except FileNotFoundError:
            return
        except Damaged:
            file.unlink(missing_ok=True)
            self._files.pop(file, None)
            self._trouble("damaged_cache", file, "벡터 파일이 손상되어 다시 만듭니다")
            return
        if records.damaged:
            self._replace(file, records)
            self._trouble("damaged_vectors", file, f"벡터 {records.damaged}건이 손상되어 다시 만듭니다")
            records = read(file, self.name)
        self._files[file] = records

    def _replace(self, file: Path, records: Records) -> None:
        handle, new = tempfile.mkstemp(prefix=_NEW, dir=self._folder)
        os.close(handle)
        try:
            append(Path(new), self.name, records.width, records.sound())
            os.replace(new, file)
        finally:
            Path(new).unlink(missing_ok=True)

    def _keep(self, records: list[bytes], width: int) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with locked(self._folder / "lock", _WAIT):
                file = self._growing()
                append(file, self.name, width, records)
                self._files[file] = read(file, self.name)
                self._bound(file)
        except (OSError, Damaged) as problem:
            self._unusable(problem)

    def _growing(self) -> Path:
        """Return the file that is written to: the newest one, or the next when it is large enough."""
        there = self._own()
        if not there:
            return self._folder / f"{self._slug}-000000.vec"
        newest = there[-1]
        if newest.stat().st_size < max(self._limit // _FILES, _LEAST):
            return newest
        return self._folder / f"{self._slug}-{int(newest.stem.rpartition('-')[2]) + 1:06d}.vec"

    def _bound(self, growing: Path) -> None:
        """Take the oldest files away while there is too much, and what killed processes left."""
        for left in self._folder.glob(f"{_NEW}*"):
            left.unlink(missing_ok=True)
        ages = sorted((file.stat().st_mtime_ns, file) for file in self._folder.glob("*.vec") if file != growing)
        total = growing.stat().st_size + sum(file.stat().st_size for _, file in ages)
        for _, file in ages:
            if total <= self._limit:
                return
            total -= file.stat().st_size
            file.unlink(missing_ok=True)
            self._files.pop(file, None)

    def _unusable(self, problem: OSError | Damaged) -> None:
        told = system_reason(problem) if isinstance(problem, OSError) else "손상됨"
        told = "다른 프로세스가 오래 쓰고 있습니다" if isinstance(problem, TimeoutError) else told
        self._trouble("cache_unusable", self._folder, f"벡터를 보관하지 못했습니다({told})")

    def _trouble(self, reason: str, where: Path, detail: str) -> None:
        if len(self._troubles) < _TOLD:
            self._troubles.append(Dropped(where.name, "embed", reason, str(where), detail))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()
