"""Which data a figure was measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_BLOCK = 1 << 20


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files of a folder with their names, in order of name."""
    total = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode() + b"\0")
        with file.open("rb") as content:
            while block := content.read(_BLOCK):
                total.update(block)
    return total.hexdigest()


def digest_all(paths: Iterable[Path]) -> str:
    """Return the digest of one path, or the SHA-256 of the digests of several, in the order given."""
    digests = [digest(path) for path in paths]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
