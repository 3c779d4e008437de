"""Bytes to text for pages and files of any age: UTF-8 today, CP949 (a superset of EUC-KR) yesterday.

Both collecting (is this text at all?) and extracting (what does it say?) read bytes, so it stands below both.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from newsprism.errors import UnreadableFile

HANDFUL = 10
"""So many undecodable places are replaced by U+FFFD and counted; a text with more of them is refused."""

_HEAD = 2048
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_\-]{2,30})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_\-]{2,30})",
    re.IGNORECASE,
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a declaration may mean in practice; names outside this table are not followed, since a page must not choose
# a decoder freely (utf-7 and the like hide markup). Browsers read the Korean and Latin names as these supersets.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8",
    "euc-kr": "cp949", "euckr": "cp949", "cp949": "cp949", "ms949": "cp949", "windows-949": "cp949", "uhc": "cp949",
    "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "ks_c_5601": "cp949", "iso-2022-kr": "iso2022_kr",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "sjis": "cp932",
    "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "iso-8859-2": "iso8859_2",
    "iso-8859-5": "iso8859_5", "iso-8859-7": "iso8859_7", "iso-8859-9": "cp1254", "iso-8859-15": "iso8859_15",
    "windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1253": "cp1253", "windows-1254": "cp1254",
    "windows-1255": "cp1255", "windows-1256": "cp1256", "koi8-r": "koi8_r", "koi8-u": "koi8_u",
}  # fmt: skip
_ESCAPING = frozenset({"iso2022_kr", "iso2022_jp"})
_PAIR = re.compile(rb"[\x81-\xfe][\x41-\x5a\x61-\x7a\x81-\xfe]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and how many undecodable places became U+FFFD (at most HANDFUL)."""

    text: str
    encoding: str
    replaced: int = 0


def decode(content: bytes, where: str, charset: str | None = None) -> Decoded:
    """Read bytes as text; `where` names the file in the error, `charset` is what a server said of it.

    Order: byte order mark, UTF-8 that is proven by a multi-byte character, `charset`, the charset that an HTML or XML
    head declares in its first 2 KB, UTF-8, CP949; after that the same with a handful of bad places.
    Raises UnreadableFile for bytes that are no text in any of these.
    """
    marked = _by_mark(content, where)
    if marked is not None:
        return marked
    if b"\0" in content:
        raise UnreadableFile("글이 아니라 이진 자료다", subject=where)
    declared = _told(content, charset)
    return _strict(content, declared) or _lenient(content, declared, where)


def declared_codec(content: bytes) -> str | None:
    """Return the Python codec for the charset declared in the first 2 KB, or None."""
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return None
    return _CODECS.get((found[1] or found[2]).decode("ascii").lower())


def _told(content: bytes, charset: str | None) -> str | None:
    header = _CODECS.get(charset.strip().lower()) if charset else None
    inside = declared_codec(content)
    told = next((codec for codec in (header, inside) if codec and _exactly(content, codec)), header or inside)
    # Servers send Latin-1 for whatever they have, and every byte is a letter of it.
    if told == "cp1252" and (inside not in (None, told) or _looks_korean(content)):
        return inside if inside != told else None
    return told


def _by_mark(content: bytes, where: str) -> Decoded | None:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            decoded = _replacing(content, "utf-8-sig" if codec == "utf-8" else codec)
            if decoded is None:
                raise UnreadableFile(f"바이트 순서 표시는 {codec}인데 그 인코딩의 글이 아니다", subject=where)
            return decoded
    return None


def _strict(content: bytes, declared: str | None) -> Decoded | None:
    if declared in _ESCAPING:
        return _exactly(content, str(declared))
    utf8 = _exactly(content, "utf-8")
    # Other encodings practically never form valid multi-byte UTF-8, but many pages declare a charset they have left.
    if utf8 is not None and (declared is None or not content.isascii()):
        return utf8
    if declared is not None:
        return _exactly(content, declared) or utf8
    return None


def _lenient(content: bytes, declared: str | None, where: str) -> Decoded:
    utf8 = _replacing(content, "utf-8")
    if utf8 is not None and len(_MULTIBYTE.findall(content)) >= 20 * utf8.replaced:
        return utf8
    if _looks_korean(content):
        korean = _exactly(content, "cp949") or _replacing(content, "cp949")
        if korean is not None:
            return korean
    fallback = (_replacing(content, declared) if declared else None) or utf8
    if fallback is None:
        raise UnreadableFile("UTF-8로도 CP949(EUC-KR)로도 읽히지 않는다", subject=where)
    return fallback


def _looks_korean(content: bytes) -> bool:
    """Half of the byte pairs lie in KS X 1001; Latin letters with accents pair up outside of it."""
    pairs = _PAIR.findall(content[:200_000])
    common = sum(pair[0] >= 0xA1 and pair[1] >= 0xA1 for pair in pairs)
    return bool(pairs) and common * 2 >= len(pairs)


def _exactly(content: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(content.decode(codec), codec)
    except UnicodeDecodeError:
        return None


def _replacing(content: bytes, codec: str) -> Decoded | None:
    exact = _exactly(content, codec)
    if exact is not None:
        return exact
    text = content.decode(codec, "replace")
    replaced = text.count("\ufffd")
    return Decoded(text, codec, replaced) if replaced <= HANDFUL else None
