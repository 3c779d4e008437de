"""A whole workspace as one archive (.tar.gz), and back: all of it or nothing."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import sqlite3
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from newsprism.errors import NoWorkspace, PathNotFound, StoreFault, UnreadableFile, UsageError, system_reason
from newsprism.stores.sqlite import manifest as lists
from newsprism.stores.sqlite.connection import Database, fault
from newsprism.stores.sqlite.manifest import CONTENT, FILES, FOLDERS, VISITED, Manifest, Member
from newsprism.stores.sqlite.schema import ARCHIVE, VISITS, Schema
from newsprism.version import __version__

_LIST = "manifest.json"
_LONGEST_LIST = 64 * 1024 * 1024  # bytes; a million editions have a list of about this size
_BLOCK = 1024 * 1024
# Our databases shrink to a half, pages of editions to a tenth. What grows more is made to fill a disk.
_GROWTH, _ANYWAY = 100, 64 * 1024 * 1024
_SCHEMAS: dict[str, Schema] = {CONTENT: ARCHIVE, VISITED: VISITS}


def export_workspace(folder: Path, target: Path) -> Manifest:
    """Write the workspace in `folder` to the archive `target`, also while another process writes to it.

    Raises NoWorkspace without a database, UsageError when `target` exists, and StoreFault when it cannot be written.
    """
    if not (folder / CONTENT).is_file():
        raise NoWorkspace("작업 공간이 아닙니다", subject=str(folder), advice="`newsprism init`으로 만드세요.")
    if os.path.lexists(target):
        raise UsageError("이미 있습니다", subject=str(target), advice="다른 이름을 쓰거나 먼저 옮겨 두세요.")
    with _told(target), tempfile.TemporaryDirectory(prefix=".newsprism-export-", dir=target.parent) as scratch:
        staged = Path(scratch) / "workspace"
        _stage(folder, staged)
        manifest = _listed(staged)
        made = Path(scratch) / "archive"
        _write(made, staged, manifest)
        os.replace(made, target)
        _settle(target.parent)
    return manifest


def _stage(folder: Path, staged: Path) -> None:
    """Copy what belongs to the workspace, so that it cannot change between listing and writing."""
    staged.mkdir()
    for name in FILES:
        source = folder / name
        if name in _SCHEMAS:
            if source.is_file():
                _backup(source, staged / name)
        elif source.is_file():
            shutil.copyfile(source, staged / name)
    for name in FOLDERS:
        for source in sorted((folder / name).rglob("*")):
            inner = source.relative_to(folder)
            if source.is_file() and lists.belongs(inner.as_posix()):
                (staged / inner).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, staged / inner)


def _backup(source: Path, target: Path) -> None:
    database = Database(source, _SCHEMAS[source.name], create=False)
    try:
        with database.read() as connection, closing(sqlite3.connect(target)) as copy:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # a database in one file, as it is to be packed
    finally:
        database.close()


def _listed(staged: Path) -> Manifest:
    files = sorted(path for path in staged.rglob("*") if path.is_file())
    members = {path.relative_to(staged).as_posix(): _member(path) for path in files}
    return Manifest(datetime.now(UTC), __version__, members)


def _member(path: Path) -> Member:
    with path.open("rb") as content:
        return Member(path.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


def _write(made: Path, staged: Path, manifest: Manifest) -> None:
    with made.open("wb") as out:
        with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
            listing = staged.parent / _LIST
            listing.write_bytes(lists.dumps(manifest))
            _add(tar, listing, _LIST)
            for name in manifest.members:
                _add(tar, staged / name, name)
        out.flush()
        os.fsync(out.fileno())


def _add(tar: tarfile.TarFile, path: Path, name: str) -> None:
    info = tarfile.TarInfo(name)  # neither owner nor rights nor times of this machine
    info.size, info.mode = path.stat().st_size, 0o644
    with path.open("rb") as content:
        tar.addfile(info, content)


def import_workspace(archive: Path, folder: Path) -> Manifest:
    """Unpack an exported workspace into `folder`, which does not exist or is empty.

    Nothing is left behind unless all of it is right. Raises PathNotFound, UsageError for a folder in use,
    UnreadableFile or MalformedRecord for an archive that is not what export writes (a link, a name outside the folder,
    a wrong digest, more than it may unpack to), StoreTooNew and StoreDamaged for its databases, and StoreFault when
    the folder cannot be written.
    """
    if not archive.is_file():
        raise PathNotFound("파일이 없습니다", subject=str(archive))
    if os.path.lexists(folder) and not _is_empty(folder):
        raise UsageError("비어 있지 않습니다", subject=str(folder), advice="없는 폴더나 빈 폴더를 대세요.")
    home = folder.absolute()
    with _told(folder):
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".newsprism-import-", dir=home.parent) as scratch:
            unpacked = Path(scratch) / "workspace"
            unpacked.mkdir()
            manifest = _unpack(archive, unpacked)
            for name in _SCHEMAS.keys() & manifest.members.keys():
                _try(unpacked / name)
            os.rename(unpacked, home)  # over an empty folder, or it fails
            _settle(home.parent)
    return manifest


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _unpack(archive: Path, unpacked: Path) -> Manifest:
    where = str(archive)
    limit = _ANYWAY + _GROWTH * archive.stat().st_size
    try:
        with gzip.open(archive) as content, tarfile.open(fileobj=_Limited(content, limit, where), mode="r|") as tar:
            members = iter(tar)
            manifest = _manifest(tar, next(members, None), where)
            if manifest.size > min(limit, shutil.disk_usage(unpacked).free):
                _refuse(where, "풀면 지나치게 커지거나 저장 공간이 모자랍니다")
            left = dict(manifest.members)
            for info in members:
                _one(tar, info, left, unpacked, where)
    except (*_BROKEN, tarfile.TarError) as error:
        raise UnreadableFile("보관 파일이 깨졌습니다", subject=where, advice=_ANOTHER) from error
    if left:
        _refuse(where, f"목록에 있는 파일이 없습니다({min(left)})")
    return manifest


_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, ValueError, OverflowError, LookupError, struct.error, RecursionError)
_ANOTHER = "다시 내보내거나 다른 보관 파일을 쓰세요."


def _refuse(where: str, what: str) -> NoReturn:
    raise UnreadableFile(what, subject=where, advice=_ANOTHER)


class _Limited(io.RawIOBase):
    """A stream that ends with a refusal when it gives more than it may."""

    def __init__(self, content: io.BufferedIOBase, limit: int, where: str) -> None:
        self._content = content
        self._left = limit
        self._where = where

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, never more than a block at once."""
        block = self._content.read(_BLOCK if size < 0 else min(size, _BLOCK))
        self._left -= len(block)
        if self._left < 0:
            _refuse(self._where, "풀면 지나치게 커집니다")
        return block


def _manifest(tar: tarfile.TarFile, info: tarfile.TarInfo | None, where: str) -> Manifest:
    if info is None or info.name != _LIST or not info.isreg() or info.issparse() or info.size > _LONGEST_LIST:
        _refuse(where, "newsprism이 내보낸 보관 파일이 아닙니다")
    content = tar.extractfile(info)
    return lists.loads(content.read() if content else b"", where)


def _one(tar: tarfile.TarFile, info: tarfile.TarInfo, left: dict[str, Member], unpacked: Path, where: str) -> None:
    """Unpack one member, which must be a plain file of the list and what the list says."""
    member = left.pop(info.name, None)
    if member is None or not info.isreg() or info.issparse() or info.size != member.size:
        _refuse(where, f"목록에 없거나 목록과 다른 것이 들어 있습니다({info.name[:80]})")
    target = unpacked / info.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    content = tar.extractfile(info)
    with target.open("xb") as out:
        while content and (block := content.read(_BLOCK)):
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != member.sha256:
        _refuse(where, f"내용이 목록과 다릅니다({info.name[:80]})")


def _try(path: Path) -> None:
    """Open a database that came from elsewhere, and give it back its log; raises StoreTooNew or StoreDamaged."""
    database = Database(path, _SCHEMAS[path.name], create=False)
    try:
        with database.read() as connection:
            told = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
            if told != ["ok"]:
                raise sqlite3.DatabaseError(told[0])
    finally:
        database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # it was packed as one file, without a log beside it


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(subject: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFault(system_reason(error), subject=str(subject)) from error
    except sqlite3.Error as error:
        raise fault(error, subject) from error
