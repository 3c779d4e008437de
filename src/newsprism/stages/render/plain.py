"""Plain text and Markdown: the same lines, with or without heading marks."""

from __future__ import annotations

from collections.abc import Iterator

from newsprism.stages.render.digest_text import PlainDigest
from newsprism.stages.render.labels import Labels
from newsprism.stages.render.layout import Block, Layout, Run, source_line
from newsprism.types.brief import Brief, SourceRef


class TextRenderer:
    """Prints an edition as plain text."""

    suffix = ".txt"
    title_mark = ""
    heading_mark = ""
    digest: type[PlainDigest] = PlainDigest

    def render(self, brief: Brief) -> str:
        """Return the edition, blocks parted by empty lines."""
        if brief.cadence == "digest":
            return "\n\n".join(part for part in self.digest(brief, self.escape).parts() if part) + "\n"
        return "\n\n".join(part for part in self._parts(brief) if part) + "\n"

    def escape(self, text: str) -> str:
        """Return text as this format prints it: on one line, whatever a headline holds."""
        return " ".join(text.split())

    def _parts(self, brief: Brief) -> Iterator[str]:
        layout = Layout(brief)
        yield self.title_mark + self.escape(brief.title)
        yield brief.issue_date.isoformat()
        yield "\n".join(f"- {self._run(run)}" for run in layout.runs(brief.subtitles))
        yield brief.ai_label
        yield self.escape(brief.head_line)
        yield f"{self.escape('*')} {layout.labels.note} {self.escape(brief.editor_note)}"
        yield from (self._block(block) for block in layout.blocks())
        yield from self._sources(layout.labels.own_sources, layout.own_sources(), layout.labels)
        yield from self._sources(
            layout.labels.evidence, tuple(e for e in layout.evidence() if e[0] in layout.cited()), layout.labels
        )

    def _block(self, block: Block) -> str:
        if block.kind == "heading":
            return self.heading_mark + self.escape(block.label)
        text = " ".join(self._run(run) for run in block.runs)
        return " ".join(part for part in (self.escape(block.label), text) if part)

    def _run(self, run: Run) -> str:
        return self.escape(run.text) + "".join(f"[{n}]" for n in run.references)

    def _sources(self, heading: str, sources: tuple[tuple[int, SourceRef], ...], said: Labels) -> Iterator[str]:
        if sources:
            yield f"{self.heading_mark}[{heading}]"
            yield "\n".join(f"{n}. {self.escape(source_line(s, said))}" for n, s in sources)
