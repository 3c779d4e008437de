"""Several press releases or briefs in one file: where each of them begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsprism.stages.extract.paged.layout import Block
from newsprism.stages.extract.paged.marks import is_label, names_release_field, stamp_in

_HEAD = 8  # blocks in which the heading and the date of a release stand


def release_starts(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return where the releases begin; empty when the file is not several of them.

    A release begins at the top of a page (or with the label 보도자료), with a heading and a date of its own.
    """
    tops = [at for at, block in enumerate(blocks) if at == 0 or block.opens_page or is_label(block.text)]
    starts = [at for at, end in pairwise([*tops, len(blocks)]) if _opens(blocks[at:end])]
    titles = {_title(blocks[at : at + _HEAD]) for at in starts}
    return tuple(starts) if len(starts) > 1 and len(titles) == len(starts) else ()


def _opens(blocks: Sequence[Block]) -> bool:
    head = blocks[:_HEAD]
    dated = any(_is_dated(block) for block in head)
    told = any(block.kind in ("paragraph", "item") and len(block.text) >= 30 for block in blocks)
    return dated and told and bool(_title(head))


def _is_dated(block: Block) -> bool:
    if block.kind == "table":
        cells = [cell for row in block.rows for cell in row]
        return any(map(names_release_field, cells)) and any(map(stamp_in, cells))
    return stamp_in(block.text) is not None


def _title(head: Sequence[Block]) -> str:
    return next((block.text for block in head if block.kind == "heading" and not is_label(block.text)), "")
