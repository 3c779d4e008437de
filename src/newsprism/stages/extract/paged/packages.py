"""ZIP packages (DOCX, HWPX) opened within limits, and their XML parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from newsprism.stages.extract.paged.layout import Refusal

_MAX_MEMBERS = 5_000
_MAX_UNPACKED = 300_000_000  # bytes of all members; a report with many pictures has 60 MB
_MAX_PART = 40_000_000  # bytes of one XML part; 500 pages of text and tables have 8 MB
_MAX_RATIO = 200  # unpacked to packed, for members above a megabyte: XML packs twenty to one

UNREADABLE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError, RecursionError, OverflowError,
    NotImplementedError, RuntimeError, AssertionError, zlib.error, zipfile.BadZipFile, etree.LxmlError,
)  # fmt: skip
"""What libraries and parsers raise on a damaged file; a reader turns it into a refusal."""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: `names` of its members, and the archive that `part` reads them from."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> Any | None:
        """Return the root element of an XML member; None when there is none of that name.

        Raises one of UNREADABLE for a part that is too large or not XML.
        """
        if name not in self.names:
            return None
        with self.archive.open(name) as member:
            content = member.read(_MAX_PART + 1)
        if len(content) > _MAX_PART:
            raise ValueError(name)
        return etree.fromstring(content, _parser())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def open_package(content: bytes, format_name: str) -> Package | Refusal:
    """Return the package, or why it is not opened: ``broken_package``, ``too_large`` or ``encrypted``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except UNREADABLE as error:
        return Refusal("broken_package", f"{format_name} 묶음이 깨졌습니다: {type(error).__name__}")
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        return Refusal("encrypted", f"암호가 걸린 {format_name} 문서입니다. 암호를 푼 파일을 주세요.")
    if (
        len(members) > _MAX_MEMBERS
        or sum(member.file_size for member in members) > _MAX_UNPACKED
        or any(map(_is_bomb, members))
    ):
        return Refusal("too_large", f"{format_name} 문서의 압축을 풀면 한도를 넘습니다. 나누어 주세요.")
    return Package(archive, frozenset(member.filename for member in members))


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > 1_000_000 and member.file_size > _MAX_RATIO * max(member.compress_size, 1)
