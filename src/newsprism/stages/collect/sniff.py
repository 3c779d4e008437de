"""What a file is: by its content where the content is plain, else by its name; of a container, by its parts."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
import zlib
from typing import IO, Literal

from newsprism.stages.collect.archives import BrokenContainer, open_container
from newsprism.types.document import MediaType

FileKind = Literal["html", "text", "json", "lines", "pdf", "zip", "ole", "unsupported", "empty"]

HEAD = 64 * 1024
"""Bytes that `kind_of` looks at."""

_BY_SUFFIX: dict[str, FileKind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
}  # fmt: skip
# Text, but no prose that could be an article.
_OTHER = frozenset({
    ".csv", ".tsv", ".xml", ".rss", ".atom", ".opml", ".css", ".js", ".mjs", ".ts", ".py", ".sh", ".yaml", ".yml",
    ".toml", ".ini", ".cfg", ".log", ".svg", ".sql", ".lock", ".eml", ".mbox", ".ics", ".vcf",
})  # fmt: skip
_CONTAINERS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
)
_DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HWP: MediaType = "application/x-hwp"
_HWPX: MediaType = "application/hwp+zip"
_BEFORE_PDF = 1024
_MAGIC = (
    (b"HWP Document File", "한글 97보다 오래된 HWP(요즘 한글에서 HWPX로 저장하면 읽는다)"),
    (b"PAR1", "Parquet(이름이 .parquet로 끝나야 읽는다)"),
    (b"PK\x05\x06", "빈 ZIP 묶음"),
    (b"\x89PNG", "PNG 그림"),
    (b"\xff\xd8\xff", "JPEG 그림"),
    (b"GIF8", "GIF 그림"),
    (b"BM6", "BMP 그림"),
    (b"RIFF", "WebP 또는 소리·영상"),
    (b"ID3", "소리"),
    (b"SQLite format 3", "SQLite 데이터베이스"),
    (b"\x1f\x8b", "두 겹의 gzip"),
    (b"BZh", "bzip2 압축"),
    (b"\xfd7zXZ", "xz 압축"),
    (b"7z\xbc\xaf", "7z 압축"),
    (b"\x28\xb5\x2f\xfd", "zstd 압축"),
    (b"\x7fELF", "실행 파일"),
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE_START = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--[^>]{0,500}-->\s{0,50}){0,5}<(?:!doctype\s{1,5}html|html)\b", re.I
)
_TAG = re.compile(r"<(?:!doctype|html|head|body|meta|title|article|section|div|table|p|h1|br|a|span)\b", re.I)


def kind_of(suffix: str, head: bytes) -> tuple[FileKind, str]:
    """Return the kind of a file from its suffix (lower case, without .gz) and its first HEAD bytes after blanks.

    The second value names the format when it is unsupported, in Korean.
    """
    if not head:
        return "empty", ""
    for magic, kind in _CONTAINERS:
        if head.startswith(magic):
            return kind, ""
    if suffix == ".pdf" and b"%PDF-" in head[:_BEFORE_PDF]:
        return "pdf", ""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return "unsupported", name
    wide = head.startswith(_WIDE)
    if b"\0" in head and not wide:
        return "unsupported", "이진 파일"
    text = head.decode("utf-16" if wide else "latin-1", "ignore").lstrip("\ufeffï»¿ \t\r\n")
    return _kind_of_text(suffix, text)


def container_type(file: IO[bytes]) -> tuple[MediaType | None, str]:
    """Return the media type of a ZIP or OLE document by what is in it, or None and the name of what it is, in Korean.

    Raises BrokenContainer for a ZIP that cannot be opened.
    """
    if file.read(2) == b"PK":
        with open_container(file) as container:
            return _zip_type(container)
    file.seek(0)
    return _ole_type(file.read())


def _zip_type(container: zipfile.ZipFile) -> tuple[MediaType | None, str]:
    names = set(container.namelist())
    if "word/document.xml" in names:
        return _DOCX, ""
    if "Contents/section0.xml" in names or _declared(container, names) == b"application/hwp+zip":
        return _HWPX, ""
    if "xl/workbook.xml" in names:
        return None, "엑셀 표(이름이 .xlsx로 끝나야 읽는다)"
    known = {"ppt/presentation.xml": "파워포인트", "xl/workbook.bin": "XLSB", "META-INF/container.xml": "EPUB"}
    return None, next((told for name, told in known.items() if name in names), "ZIP 묶음(풀어서 넣으면 읽는다)")


def _declared(container: zipfile.ZipFile, names: set[str]) -> bytes:
    """Return what the member `mimetype` says, as OCF and ODF have it."""
    if "mimetype" not in names:
        return b""
    try:
        with container.open("mimetype") as member:
            return member.read(100).strip()
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise BrokenContainer("broken_archive", "압축 묶음이 깨져 있다") from error


def _ole_type(content: bytes) -> tuple[MediaType | None, str]:
    # The stream FileHeader is 256 bytes, so its signature never crosses a sector.
    if "FileHeader".encode("utf-16-le") in content and b"HWP Document File" in content:
        return _HWP, ""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return None, "암호가 걸린 오피스 문서"
    return None, "옛 오피스 문서(.doc, .xls, .ppt)나 저장된 Outlook 메일"


def _kind_of_text(suffix: str, text: str) -> tuple[FileKind, str]:
    named = _BY_SUFFIX.get(suffix)
    if _PAGE_START.match(text):
        return "html", ""
    if suffix in _OTHER or (named is None and text.startswith("<?xml")):
        return "unsupported", f"{suffix.lstrip('.') or 'XML'} 자료"
    if named in ("json", "lines"):
        return ("json" if named == "json" or _is_array(text) else "lines"), ""
    if _is_record(text):
        return "json", ""
    if named == "text":
        return "text", ""
    page = _TAG.search(text) is not None and (named == "html" or text.startswith("<"))
    return ("html" if page else "text"), ""


def _is_array(text: str) -> bool:
    # A pretty-printed file under the name of JSON lines; a line cut in half does not look like this.
    return text.startswith("[") or text.partition("\n")[0].strip() == "{"


def _is_record(text: str) -> bool:
    # An article may open with a bracket ([속보]), so only what reads as JSON counts.
    if text.startswith(('{"', '[{"')):
        return True
    if not text.startswith(("{", "[")):
        return False
    try:
        value = json.loads(text.partition("\n")[0])
    except (ValueError, RecursionError):
        return bool(re.match(r'[\[{][\s\[{]{0,50}"[^"\n]{1,100}"\s{0,5}:', text))
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
