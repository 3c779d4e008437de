"""The reports among stories, each once: as a story of its own, so that it can be ranked by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.text.ko.normalise import folded
from newsprism.text.ko.source_line import issued
from newsprism.text.language import DEFAULT
from newsprism.types.brief import Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story, StoryId

_SEOUL = ZoneInfo("Asia/Seoul")
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Reports:
    """`stories` hold one report each, `others` are the stories without one; `repeated` counts reports left out as copies.

    A report without a day has one in its story, to be ranked by; `documents` has every report as it is.
    """

    stories: tuple[Story, ...]
    others: tuple[Story, ...]
    repeated: int
    documents: dict[StoryId, Document]


def reports_of(stories: Sequence[Story], window: Window) -> Reports:
    """Return the reports of the window; one that names only its month counts when the month touches the window.

    A report that says nothing of its date is kept: where it stands among the others, nobody can say.
    """
    found: list[tuple[Story, Document]] = []
    others: list[Story] = []
    for story in stories:
        own = [d for d in story.documents if d.kind == "report_item" and _inside(d, window)]
        found += ((story, d) for d in own)
        if not own and any(d.kind != "report_item" for d in story.documents):
            others.append(story)
    kept = _once(found)
    alone = dict(_alone(kept, window))
    documents = {story_id: document for story_id, (_, document) in alone.items()}
    return Reports(tuple(s for s, _ in alone.values()), tuple(others), len(found) - len(kept), documents)


def _inside(document: Document, window: Window) -> bool:
    told = issued(document)
    if told is None:
        return True
    if len(told) == len("2025-01"):
        return f"{window.start:%Y-%m}" <= told <= f"{window.end:%Y-%m}"
    return window.start.isoformat() <= told <= window.end.isoformat()


def _once(found: Iterable[tuple[Story, Document]]) -> list[tuple[Story, Document]]:
    """Return each report once: of copies, and of those that rest on the same reference, the fullest Korean one."""
    fullest = sorted(
        found, key=lambda one: (one[1].language != DEFAULT, one[1].id in one[0].copies, -len(one[1].text), one[1].id)
    )
    kept: list[tuple[Story, Document]] = []
    seen: dict[str, str | None] = {}
    held: set[StoryId] = set()
    for story, document in fullest:
        if _known(document, seen) or (document.id in story.copies and story.id in held):
            continue
        held.add(story.id)
        kept.append((story, document))
    return sorted(kept, key=lambda one: (issued(one[1]) or "", one[1].id))


def _known(document: Document, seen: dict[str, str | None]) -> bool:
    """Say whether a report was seen: the same body and title, or its first reference in the digest of another institute.

    One digest may well have two items that rest on one reference. What was not seen is noted in `seen`.
    """
    report = document.report
    body = (report.issuing_body if report else "") or document.publisher or ""
    collection = report.collection if report else None
    title, *references = (
        _LETTERS.sub("", folded(one)) for one in (f"{body}|{document.title}", *document.references[:1])
    )
    if title in seen or any(one in seen and seen[one] != collection for one in references):
        return True
    seen.update(dict.fromkeys((title, *references), collection))
    return False


def _alone(kept: Sequence[tuple[Story, Document]], window: Window) -> Iterator[tuple[StoryId, tuple[Story, Document]]]:
    taken: set[StoryId] = set()
    for story, document in kept:
        name = story.id if story.id not in taken else StoryId(f"{story.id}-{document.id}")
        taken.add(name)
        moment = document.published_at or datetime.combine(_stand_in(document, window), time(12), _SEOUL)
        ranked = replace(document, published_at=moment)
        yield (
            name,
            (
                replace(
                    story, id=name, title=document.title, documents=(ranked,), first_seen=moment, updated_at=moment,
                    copies=frozenset[DocumentId](), recurring=False, thread_id=None,
                ),
                document,
            ),
        )  # fmt: skip


def _stand_in(document: Document, window: Window) -> date:
    """Return the last day of the window that a report without a day may be of."""
    told = issued(document)
    if told is None:
        return window.start
    year, month = map(int, told.split("-"))
    following = date(year + month // 12, month % 12 + 1, 1)
    return max(window.start, min(window.end, following - timedelta(days=1)))
