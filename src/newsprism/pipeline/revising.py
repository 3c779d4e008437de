"""What becomes of a document that is there already when an entry of the same address is read again."""

from __future__ import annotations

from dataclasses import replace

from newsprism.protocols.stores import Kept
from newsprism.types.document import Document, MediaType

_ITEM: MediaType = "application/x-feed-item+json"


def revised(kept: Kept, new: Document, made_from: MediaType, again: bool = False) -> tuple[Document, MediaType] | None:
    """Return the next version of a kept document and what its text was made from, or None when nothing changes.

    The newest headline wins. A feed item never replaces the text of a page, nor a cut summary a fuller one under the
    same headline. The first time of publication stays (publishers put it forward with every edit). What the new reading
    does not know stays as it was. An entry that is read `again` because its clock is known better now changes the time
    and nothing else: its headline may be an old one.
    """
    old = kept.document
    if again:
        redated = replace(old, published_at=new.published_at or old.published_at)
        return None if redated == old else (redated, kept.made_from)
    poorer = made_from == _ITEM and kept.made_from != _ITEM
    cut = new.title == old.title and len(new.text) < len(old.text) and made_from == kept.made_from
    keeps_text = not new.text or poorer or (cut and _begins_alike(old.text, new.text))
    settled = replace(
        old if keeps_text else new,
        title=new.title or old.title,
        published_at=old.published_at or new.published_at,
        publisher=old.publisher or new.publisher,
        authors=new.authors or old.authors,
        url=old.url or new.url,
        section=old.section or new.section,
        license=new.license or old.license,
        references=new.references or old.references,
    )
    source = kept.made_from if keeps_text else made_from
    return None if settled == old else (settled, source)


def _begins_alike(old: str, new: str) -> bool:
    """Say whether `new` is `old` cut short; its last characters may be an ellipsis."""
    head = new[: max(20, len(new) - 12)].rstrip(" .…")
    return old.startswith(head)
