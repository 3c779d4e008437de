"""Feed items to documents: headline, summary, by-line, and the time the publisher meant."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newsprism.errors import UnreadableFile
from newsprism.formats.documents import well_formed
from newsprism.formats.encoding import decode
from newsprism.protocols.services import ClockMemory
from newsprism.protocols.stages import Extraction
from newsprism.stages.extract import clock
from newsprism.stages.extract.cleaning import authors_of, clean_body
from newsprism.text.ko.normalise import strip_markup
from newsprism.types.clock import Clock, ClockReading
from newsprism.types.document import Document, DocumentId, Entry
from newsprism.types.dropped import Dropped

_MAX_TITLE = 1_000
_MAX_AUTHORS, _MAX_NAME = 10, 60
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BREAKS = re.compile(r"\s+")
_HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


class ItemExtractor:
    """Reads feed items as JSON; one document for each address.

    All items of one call are weighed together to find publishers whose clocks are mislabelled (see `clock`), so give
    it as many as there are; `memory` adds what earlier calls found out. With `learns` False items are read that were
    read before: they add nothing to what `memory` holds of their publisher, since they are part of it.

    Reasons of drops: `broken_json`, `no_title`, `same_url`; and, for items that stay: `unreadable_date`,
    `date_of_fetch` (both then undated), `impossible_date` (kept as given), and the rules of cleaning, whose drops hold
    the text they took.
    """

    def __init__(self, memory: ClockMemory | None = None, learns: bool = True) -> None:
        self._memory = memory
        self._learns = learns

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return one document for each address, in the order of first appearance, and what was left out."""
        dropped: list[Dropped[str]] = []
        items = [item for entry in entries if (item := _read(entry, dropped)) is not None]
        observed = [seen for item in items if (seen := _observation(item)) is not None]
        readings = self._clocks(observed)
        made = [(i, _document(i, readings, dropped)) for i in _one_for_each_address(items, dropped)]
        return Extraction(
            tuple(document for _, document in made),
            tuple(dropped),
            tuple(ClockReading(publisher, reading) for publisher, reading in readings.items()),
            frozenset(
                d.id for item, d in made if d.published_at and clock.is_impossible(d.published_at, item.first_seen)
            ),
        )

    def _clocks(self, observed: Sequence[clock.Observation]) -> Mapping[str, Clock]:
        publishers = list(dict.fromkeys(o.publisher for o in observed))
        known = self._memory.recall(publishers) if self._memory else {}
        if self._learns:
            return clock.clocks(observed, known)
        return {**known, **clock.clocks(o for o in observed if o.publisher not in known)}


@dataclass(frozen=True, slots=True)
class _Item:
    """A feed item, typed. `source` names its publisher for the clock: name, id, or host of its address."""

    origin: str
    url: str | None
    title: str
    summary: str
    publisher: str | None
    source: str
    published: clock.Stamp | None
    date_given: bool
    authors: tuple[str, ...]
    first_seen: datetime | None

    @property
    def korean(self) -> bool:
        return bool(_HANGUL.search(self.title)) or _host(self.url).endswith(".kr")


def document_id(url: str | None, *identity: str | None) -> DocumentId:
    """Return the id of an article: of its address, or of what else tells it apart when it has none."""
    key = url or json.dumps(identity, ensure_ascii=False)
    return DocumentId("a" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16])


def language_of(title: str, text: str = "") -> str:
    """Return the language code by script: ``ko`` for Hangul, ``ja``, ``zh``, ``en`` for Latin, ``und``.

    The title decides; where it holds no Hangul, the opening of the text may (美·中 or a product's name as a title).
    """
    opening = text[:500]
    if _HANGUL.search(title) or len(_HANGUL.findall(opening)) * 4 > len(opening):
        return "ko"
    for part in (title, opening):
        for script, code in ((_KANA, "ja"), (_HAN, "zh"), (_LATIN, "en")):
            if script.search(part):
                return code
    return "und"


def headline(raw: str) -> str:
    """Return a headline as one line without markup; entities are resolved however often they were escaped."""
    return _BREAKS.sub(" ", strip_markup(well_formed(raw)[:_MAX_TITLE])).strip()


def _read(entry: Entry, dropped: list[Dropped[str]]) -> _Item | None:
    try:
        record = json.loads(decode(entry.content, entry.origin).text)
    except (UnreadableFile, ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        dropped.append(Dropped(entry.origin, "extract", "broken_json", entry.origin, "피드 항목으로 읽히지 않는다"))
        return None
    title = headline(_newest_headline(record))
    if not title:
        detail = f"제목이 없다: {_text(record, 'url') or '주소도 없음'}"
        dropped.append(Dropped(entry.origin, "extract", "no_title", entry.origin, detail))
        return None
    return _item(record, title, entry)


def _item(record: Mapping[str, object], title: str, entry: Entry) -> _Item:
    address = _text(record, "url")
    # An address ends up as a link in an edition, so it must be one of the web.
    url = address if _WEB.match(address) else None
    publisher = _BREAKS.sub(" ", strip_markup(_text(record, "publisher"))) or entry.publisher
    feed = next(iter(_texts(record, "feed_urls")), None)
    published = record.get("published")
    return _Item(
        origin=entry.origin,
        url=url,
        title=title,
        summary=_text(record, "summary"),
        publisher=publisher,
        source=publisher or _text(record, "publisher_id") or _host(url) or _host(feed),
        published=clock.parse(published),
        date_given=bool(published),
        authors=tuple(_authors(record)),
        first_seen=clock.parse_seen(record.get("first_seen")) or entry.first_seen,
    )


def _newest_headline(record: Mapping[str, object]) -> str:
    """`versions` lists every headline seen, oldest first; a title that is not among them is newer than all of them."""
    title = _text(record, "title")
    versions = _texts(record, "versions")
    return versions[-1] if versions and (not title or title in versions) else title


def _observation(item: _Item) -> clock.Observation | None:
    if item.published is None or clock.is_fetch_time(item.published, item.first_seen):
        return None
    return clock.Observation(item.source, item.published, item.first_seen, item.url, item.korean)


def _one_for_each_address(items: Sequence[_Item], dropped: list[Dropped[str]]) -> list[_Item]:
    """Merge the items that share an address: the newest headline, the fullest summary, the earliest time."""
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(item.url or item.origin, []).append(item)
    return [group[0] if len(group) == 1 else _merged(group, dropped) for group in groups.values()]


def _merged(group: list[_Item], dropped: list[Dropped[str]]) -> _Item:
    first = group[0]
    # Items without a time of first sight count in the order of reading; `max` would take the first of equals.
    newest = max(reversed(group), key=lambda item: item.first_seen or datetime.min.replace(tzinfo=clock.SEOUL))
    fullest = max(group, key=lambda item: len(item.summary))
    dated = [item for item in group if item.published is not None]
    earliest = min(dated, key=lambda item: item.published.moment) if dated else first  # type: ignore[union-attr]
    for other in group[1:]:
        detail = f"같은 주소의 기사가 이미 있다: {first.origin}" + (
            f" (제목 변경: {other.title})" if other.title != first.title else ""
        )
        dropped.append(Dropped(other.origin, "extract", "same_url", other.origin, detail))
    return replace(
        first,
        title=newest.title,
        summary=fullest.summary,
        publisher=first.publisher or newest.publisher,
        published=earliest.published,
        date_given=any(item.date_given for item in group),
        first_seen=earliest.first_seen,
    )


def _document(item: _Item, readings: Mapping[str, Clock], dropped: list[Dropped[str]]) -> Document:
    raw = strip_markup(well_formed(item.summary))
    text, taken = clean_body(raw, item.title, item.publisher, item.origin)
    dropped.extend(taken)
    # The time as given, not as corrected: an id must not depend on what else was read with the item.
    given = item.published.moment.isoformat() if item.published else None
    return Document(
        id=document_id(item.url, item.publisher, item.title, given),
        kind="article",
        title=item.title,
        text=text,
        published_at=_published(item, readings, dropped),
        publisher=item.publisher,
        authors=authors_of(raw) or item.authors,
        url=item.url,
        language=language_of(item.title, text),
    )


def _published(item: _Item, readings: Mapping[str, Clock], dropped: list[Dropped[str]]) -> datetime | None:
    if item.published is None:
        if item.date_given:
            detail = "날짜를 읽지 못해 비워 두었다"
            dropped.append(Dropped(item.origin, "extract", "unreadable_date", item.origin, detail))
        return None
    if clock.is_fetch_time(item.published, item.first_seen):
        detail = "피드에 날짜가 없어 수집기가 읽은 시각이 적혀 있다: 날짜를 비워 두었다"
        dropped.append(Dropped(item.origin, "extract", "date_of_fetch", item.origin, detail))
        return None
    moment = clock.resolve(item.published, readings.get(item.source, clock.AS_WRITTEN))
    if clock.is_impossible(moment, item.first_seen):
        detail = f"처음 본 때보다 하루 넘게 뒤의 날짜다: {moment.isoformat()}"
        dropped.append(Dropped(item.origin, "extract", "impossible_date", item.origin, detail))
    return moment


def _authors(record: Mapping[str, object]) -> Iterator[str]:
    """Yield what the item names as its authors, without the addresses that RSS puts beside or instead of names."""
    for author in _texts(record, "authors")[:_MAX_AUTHORS]:
        name = _BREAKS.sub(" ", _ADDRESS.sub("", strip_markup(author))).strip(" ()<>,;")
        if name:
            yield name[:_MAX_NAME]


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return well_formed(value).strip() if isinstance(value, str) else ""


def _texts(record: Mapping[str, object], key: str) -> list[str]:
    value = record.get(key)
    several = value if isinstance(value, list) else [value]
    return [well_formed(item).strip() for item in several if isinstance(item, str) and item.strip()]


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
