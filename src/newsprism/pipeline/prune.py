"""Take what is at fault out of an edition: the last resort where rewriting did not mend it, and all that a digest needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsprism.types.brief import (
    Brief,
    Charts,
    DigestBlock,
    DigestItem,
    DigestLine,
    DigestSection,
    DigestTable,
    Pick,
    Sentence,
)
from newsprism.types.verdict import Fault


def without(brief: Brief, faults: Iterable[Fault]) -> Brief:
    """Return the edition without the sentences and picks named by `faults`; blocks left empty go with them."""
    faults = tuple(faults)
    texts = {f.text for f in faults}

    def kept(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(s for s in sentences if s.text not in texts)

    analysis = (replace(p, sentences=kept(p.sentences)) for p in brief.analysis)
    issues = (replace(i, sentences=kept(i.sentences)) for i in brief.issues)
    trends = (replace(t, sentences=kept(t.sentences)) for t in brief.trends)
    terms = (replace(t, sentences=kept(t.sentences)) for t in brief.terms)
    strategy = (replace(s, sentences=kept(s.sentences)) for s in brief.strategy)
    picks = [
        replace(p, summary=kept(p.summary), context=kept(p.context), insight=kept(p.insight))
        for p in brief.picks
        if p.title not in texts
    ]
    named = brief.headline is not None and brief.headline.text in texts
    return replace(
        brief,
        title=_plain_title(brief) if named else brief.title,
        headline=None if named else brief.headline,
        subtitles=kept(brief.subtitles),
        analysis=tuple(p for p in analysis if p.sentences),
        issues=tuple(i for i in issues if i.sentences),
        trends=tuple(t for t in trends if t.sentences),
        terms=tuple(t for t in terms if t.sentences),
        strategy=tuple(s for s in strategy if s.sentences),
        picks=tuple(_renumbered(picks)),
        charts=_charts(brief.charts, {f.where for f in faults}),
    )


def _charts(charts: Charts, places: set[str]) -> Charts:
    """Return the charts without those at fault, or with a fault in a part of theirs."""

    def faulty(path: str) -> bool:
        return any(place == path or place.startswith((f"{path}.", f"{path}[")) for place in places)

    return Charts(
        None if faulty("charts.topics_by_day") else charts.topics_by_day,
        None if faulty("charts.keyword_shift") else charts.keyword_shift,
        tuple(line for n, line in enumerate(charts.timelines) if not faulty(f"charts.timelines[{n}]")),
    )


def _plain_title(brief: Brief) -> str:
    """Return a title that says nothing of the news, with the tag of the old one."""
    written = brief.headline.text if brief.headline else ""
    return f"{brief.reader.name}가 볼 소식{brief.title.removeprefix(written)}"


def _renumbered(picks: Iterable[Pick]) -> Iterable[Pick]:
    return (replace(p, number=n) for n, p in enumerate(picks, start=1))


def without_lines(sections: Sequence[DigestSection], faults: Iterable[Fault]) -> tuple[DigestSection, ...]:
    """Return the sections without the lines, cells and items named by `faults`.

    An item goes with its title, with a fault of its source line, and when nothing of its body is left.
    """
    places = {fault.where for fault in faults}
    return tuple(
        replace(section, items=tuple(_items(section, f"sections[{i}].items", places)))
        for i, section in enumerate(sections)
    )


def _items(section: DigestSection, path: str, places: set[str]) -> Iterator[DigestItem]:
    for i, item in enumerate(section.items):
        here = f"{path}[{i}]"
        if any(f"{here}.{name}" in places for name in ("title", "references", "issued", "issuing_body")):
            continue
        body = tuple(_blocks(item, here, places))
        summary = tuple(s for n, s in enumerate(item.summary) if f"{here}.summary[{n}]" not in places)
        if body or not item.body:
            yield replace(item, body=body, summary=summary or _first(body))


def _blocks(item: DigestItem, here: str, places: set[str]) -> Iterator[DigestBlock]:
    for i, block in enumerate(item.body):
        path = f"{here}.body[{i}]"
        if isinstance(block, DigestTable):
            yield _table(block, path, places)
        elif path not in places:
            yield block


def _table(table: DigestTable, path: str, places: set[str]) -> DigestTable:
    rows = tuple(
        tuple(
            tuple(s for n, s in enumerate(cell) if f"{path}.rows[{r}][{c}][{n}]" not in places)
            for c, cell in enumerate(row)
        )
        for r, row in enumerate(table.rows)
    )
    return replace(table, title=None if f"{path}.title" in places else table.title, rows=rows)


def _first(body: Sequence[DigestBlock]) -> tuple[Sentence, ...]:
    return next(((b.sentence,) for b in body if isinstance(b, DigestLine)), ())
