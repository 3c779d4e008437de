"""What is read of one place on its way into a Collection."""

from __future__ import annotations

from collections import Counter

from newsprism.protocols.stages import Collection
from newsprism.stages.collect.records import DOCUMENT, FEED_ITEM, parse
from newsprism.types.document import Entry, MediaType
from newsprism.types.dropped import Dropped
from newsprism.types.source import Mark

MAX_RECORDS = 1_000_000
"""Entries read of one file."""
MAX_DROPS = 1_000
"""Drops of one reason that are listed for one file; the rest is one more drop that counts them."""


class Harvest:
    """Gathers entries, drops, marks and retractions; `publisher` is the name that the source goes by."""

    def __init__(self, publisher: str | None = None) -> None:
        self._publisher = publisher
        self._entries: list[Entry] = []
        self._dropped: list[Dropped[str]] = []
        self._marks: list[Mark] = []
        self._retracted: dict[str, int] = {}
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, origin: str, media_type: MediaType, content: bytes) -> None:
        """Take one entry."""
        self._entries.append(Entry(origin, media_type, content, publisher=self._publisher))

    def drop(self, reason: str, where: str, detail: str) -> None:
        """Take note of what was left out; beyond MAX_DROPS of one reason they are only counted."""
        self._counts[reason] += 1
        if self._counts[reason] <= MAX_DROPS:
            self._dropped.append(Dropped(where, "collect", reason, where, detail))

    def retract(self, url: str) -> None:
        """Take note of an address whose article was taken back; entries of it gathered so far are left out."""
        self._retracted[url] = len(self._entries)

    def full(self, where: str) -> bool:
        """Say whether MAX_RECORDS were read; the first one beyond, at `where`, becomes a drop `too_many_records`."""
        if len(self._entries) < MAX_RECORDS:
            return False
        self.drop("too_many_records", where, f"한 파일에서 {MAX_RECORDS:,}건까지만 읽는다")
        return True

    def extend(self, collection: Collection) -> None:
        """Take all that another collection holds."""
        self._entries.extend(collection.entries)
        self._dropped.extend(collection.dropped)
        self._marks.extend(collection.marks)
        self._retracted.update(dict.fromkeys(collection.retracted, 0))

    def collection(self, where: str = "") -> Collection:
        """Return everything gathered; `where` is named by the drops that count others."""
        for reason, count in self._counts.items():
            if count > MAX_DROPS:
                rest = f"같은 까닭으로 {count - MAX_DROPS}건 더"
                self._dropped.append(Dropped(where, "collect", reason, where, rest))
        return Collection(self._standing(), tuple(self._dropped), tuple(self._marks), tuple(self._retracted))

    def _standing(self) -> tuple[Entry, ...]:
        """Return the entries without those that the same file takes back further down."""
        if not any(self._retracted.values()):
            return tuple(self._entries)
        return tuple(e for at, e in enumerate(self._entries) if at >= self._retracted.get(_address(e), 0))


def _address(entry: Entry) -> str:
    if entry.media_type not in (DOCUMENT, FEED_ITEM):
        return ""
    try:
        record = parse(entry.content, entry.origin)
    except ValueError:
        return ""
    url = record.get("url") if isinstance(record, dict) else None
    return url.strip() if isinstance(url, str) else ""
