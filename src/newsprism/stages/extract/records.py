"""Records of documents (JSON lines, ours or others') to documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from newsprism.errors import MalformedRecord, UnreadableFile
from newsprism.formats.documents import document_from_json, well_formed
from newsprism.formats.encoding import decode
from newsprism.protocols.stages import Extraction
from newsprism.stages.extract import clock
from newsprism.stages.extract.items import document_id, headline, language_of
from newsprism.text.ko.normalise import clean
from newsprism.types.document import Document, Entry
from newsprism.types.dropped import Dropped

_DATE_KEYS = ("published_at", "published", "date")


class RecordExtractor:
    """Reads documents from JSON; what we wrote ourselves comes back equal.

    A record without id or kind is not ours: it gets an id of its address (or of publisher, title and date), its text
    is cleaned of invisible characters, its date is read from `published_at`, `published` or `date`, in Asia/Seoul
    when it names no zone, and its language is told from the script. Reasons of drops: `broken_json`, `no_title`,
    `malformed_record`, and `unreadable_date` for a document that stays, undated.
    """

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return one document for each good entry, in order, and what was left out."""
        dropped: list[Dropped[str]] = []
        documents = [document for entry in entries if (document := _read(entry, dropped)) is not None]
        return Extraction(tuple(documents), tuple(dropped))


def _read(entry: Entry, dropped: list[Dropped[str]]) -> Document | None:
    where = entry.origin
    try:
        record = json.loads(decode(entry.content, where).text)
    except (UnreadableFile, ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        dropped.append(Dropped(where, "extract", "broken_json", where, "문서 레코드로 읽히지 않는다"))
        return None
    title = record.get("title")
    if title is None or (isinstance(title, str) and not headline(title)):
        dropped.append(Dropped(where, "extract", "no_title", where, "제목이 없다"))
        return None
    try:
        return document_from_json(_completed(record, where, dropped), where)
    except MalformedRecord as error:
        dropped.append(Dropped(where, "extract", "malformed_record", where, error.what))
        return None


def _completed(record: dict[str, object], where: str, dropped: list[Dropped[str]]) -> dict[str, object]:
    """Fill in what our own records always have; a value of a wrong type stays, to be refused with its name."""
    full = dict(record)
    if not _is_ours(record):
        _clean_foreign(full)
    full["published_at"] = _date(record, where, dropped)
    if isinstance(record.get("authors"), str):
        full["authors"] = [record["authors"]] if record["authors"] else []
    identity = [str(full.get(key) or "") for key in ("publisher", "title", "published_at")]
    given = record.get("id")
    # Ids of others are often plain numbers.
    full["id"] = str(given) if given and isinstance(given, str | int) else document_id(_url(full), *identity)
    title, text = str(full.get("title") or ""), str(full.get("text") or "")
    full["language"] = record.get("language") or language_of(title, text)
    return full


def _is_ours(record: dict[str, object]) -> bool:
    return bool(record.get("id") and record.get("kind"))


def _has_offset(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _clean_foreign(full: dict[str, object]) -> None:
    title, text = full.get("title"), full.get("text")
    if isinstance(title, str):
        full["title"] = headline(title)
    if isinstance(text, str):
        full["text"] = "\n".join(line for line in clean(well_formed(text)).split("\n") if line.strip())


def _url(record: dict[str, object]) -> str | None:
    url = record.get("url")
    return well_formed(url).strip() or None if isinstance(url, str) else None


def _date(record: dict[str, object], where: str, dropped: list[Dropped[str]]) -> str | None:
    given = next((value for key in _DATE_KEYS if (value := record.get(key)) not in (None, "")), None)
    if given is None:
        return None
    if _is_ours(record) and isinstance(given, str) and _has_offset(given):
        return given
    stamp = clock.parse(given)
    if stamp is None:
        detail = f"날짜를 읽지 못해 비워 두었다: {str(given)[:40]}"
        dropped.append(Dropped(where, "extract", "unreadable_date", where, detail))
        return None
    if stamp.zone == "none":
        return stamp.moment.replace(tzinfo=clock.SEOUL).isoformat()
    return stamp.moment.isoformat()
