"""A digest as HTML: a cover, contents with links, the table of summaries, one item a page when printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from newsprism.stages.render import digest_layout as words
from newsprism.types.brief import Brief, DigestBlock, DigestItem, DigestTable, Sentence

Printed = Callable[[Sentence], str]
"""Prints a sentence with what proves it."""


def cover(brief: Brief) -> Iterator[str]:
    """Yield the cover."""
    name, number, tag = words.cover(brief)
    yield '<header class="cover">'
    yield f'<div class="tag">{escape(f"AI 브리핑 · {tag}" if tag else "AI 브리핑")}</div>'
    yield f'<h1>{escape(name)} <span class="issue">{escape(number)}</span></h1>'
    yield f'<p class="date"><time datetime="{brief.issue_date}">{brief.issue_date}</time> · {escape(words.period(brief))}</p>'
    yield f'<p class="label">{escape(brief.ai_label)}</p>'
    yield f'<p class="head">{escape(brief.head_line)}</p>'
    yield f'<p class="note">* 편집자 주 : {escape(brief.editor_note)}</p>'
    yield "</header>"


def body(brief: Brief, printed: Printed) -> Iterator[str]:
    """Yield all between the cover and the sources."""
    yield from _contents(brief)
    yield from _summaries(brief, printed)
    for section in brief.sections:
        for place, item in enumerate(section.items):
            yield f'<article class="sheet" id="item-{item.number}">'
            yield f'<p class="section">{escape(section.name)}</p>' if place else f"<h2>{escape(section.name)}</h2>"
            yield from _item(item, printed)
            yield "</article>"
    if brief.disclaimer:
        yield f'<p class="disclaimer">{escape(brief.disclaimer)}</p>'


def _contents(brief: Brief) -> Iterator[str]:
    yield f'<nav class="contents" aria-label="{words.CONTENTS}">'
    yield f"<h2>{words.CONTENTS}</h2>"
    for section in brief.sections:
        yield f"<h3>{escape(section.name)}</h3><ol>"
        for item in section.items:
            title = f'<a href="#item-{item.number}">{escape(item.title.text)}</a>'
            yield f'<li value="{item.number}">{title} <span class="from">{escape(words.source(item))}</span></li>'
        yield "</ol>"
    yield "</nav>"


def _summaries(brief: Brief, printed: Printed) -> Iterator[str]:
    yield f'<section class="summaries"><h2>{words.SUMMARY}</h2><table>'
    heads = "".join(f'<th scope="col">{name}</th>' for name in words.COLUMNS)
    yield f"<thead><tr>{heads}</tr></thead>"
    for section in brief.sections:
        yield "<tbody>"
        for place, item in enumerate(section.items):
            first = f'<th scope="rowgroup" rowspan="{len(section.items)}">{escape(section.name)}</th>'
            told = ", ".join(printed(s) for s in item.summary) or escape(words.summary(item))
            link = f'<a href="#item-{item.number}">{item.number}</a>'
            yield (
                f"<tr>{'' if place else first}<td><b>{escape(words.heading(item))}</b>"
                f'<p>{told}</p></td><td class="page">{link}</td></tr>'
            )
        yield "</tbody>"
    yield "</table></section>"


def _item(item: DigestItem, printed: Printed) -> Iterator[str]:
    source = words.source(item)
    yield (
        f'<h3><span class="number">{item.number}</span> {printed(item.title)}'
        f"{f' <span class=from>{escape(source)}</span>' if source else ''}</h3>"
    )
    reasons = "".join(f"<li>{escape(r.text)}</li>" for r in item.reasons[:4])
    if reasons:
        yield f'<details class="why"><summary>고른 이유</summary><ul>{reasons}</ul></details>'
    above = 1
    for block in item.body:
        above = block.level if not isinstance(block, DigestTable) and not _is_note(block) else above
        yield from _block(block, above, printed)
    if remark := words.remark(item):
        yield f'<p class="remark">{escape(remark)}</p>'
    yield f'<p class="references">{escape(words.references(item))}</p>'
    yield f'<p class="folio" aria-hidden="true">- {item.number} -</p>'


def _block(block: DigestBlock, above: int, printed: Printed) -> Iterator[str]:
    if isinstance(block, DigestTable):
        yield from _table(block, printed)
    elif block.role == "heading":
        yield f'<p class="part">{printed(block.sentence)}</p>'
    else:
        note = " note" if _is_note(block) else ""
        level = min(above, 3) if note else block.level
        yield (
            f'<p class="line level-{level}{note}"><span class="mark">{escape(block.mark)}</span>'
            f"<span>{printed(block.sentence)}</span></p>"
        )


def _table(table: DigestTable, printed: Printed) -> Iterator[str]:
    yield '<div class="wide"><table>'
    if table.title:
        yield f"<caption>{printed(table.title)}</caption>"
    for number, row in enumerate(table.rows):
        tag = ' scope="col"' if number == 0 else ""
        name = "th" if number == 0 else "td"
        cells = "".join(f"<{name}{tag}>{_cell(cell, printed)}</{name}>" for cell in row)
        yield f"<tr>{cells}</tr>"
    yield "</table></div>"


def _cell(cell: tuple[Sentence, ...], printed: Printed) -> str:
    if len(cell) < 2:
        return "".join(printed(piece) for piece in cell)
    return "<ul>" + "".join(f"<li{_noted(piece)}>{printed(piece)}</li>" for piece in cell) + "</ul>"


def _noted(piece: Sentence) -> str:
    return ' class="supplement"' if piece.text.startswith("※") else ""


def _is_note(block: DigestBlock) -> bool:
    return not isinstance(block, DigestTable) and block.role in ("definition", "supplement")
