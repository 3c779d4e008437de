"""A digest as plain text and as Markdown: cover, contents, the table of summaries, one item after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsprism.stages.render import digest_layout as words
from newsprism.stages.render.layout import source_line
from newsprism.types.brief import Brief, DigestItem, DigestLine, DigestTable


class PlainDigest:
    """Prints a digest as plain text; `escape` puts a text on one line and takes the meaning from its marks."""

    def __init__(self, brief: Brief, escape: Callable[[str], str]) -> None:
        self.brief, self.escape = brief, escape

    def parts(self) -> Iterator[str]:
        """Yield the parts of the page, which empty lines are to part."""
        brief = self.brief
        yield self.title(brief.title)
        yield f"{brief.issue_date.isoformat()} · {words.period(brief)}"
        yield brief.ai_label
        yield self.escape(brief.head_line)
        yield f"{self.escape('*')} 편집자 주 : {self.escape(brief.editor_note)}"
        yield self.heading(words.CONTENTS)
        yield "\n\n".join(self.contents())
        yield self.heading(words.SUMMARY)
        yield "\n".join(self.table_of_summaries())
        for section in brief.sections:
            yield self.heading(section.name)
            for item in section.items:
                yield from self.item(item)
        if brief.disclaimer:
            yield brief.disclaimer
        yield self.heading("출처")
        yield "\n".join(f"{n}. {self.escape(source_line(s))}" for n, s in enumerate(brief.sources, start=1))

    def title(self, text: str) -> str:
        """Return the title of the page."""
        return self.escape(text)

    def heading(self, text: str) -> str:
        """Return the heading of a part."""
        return f"[{self.escape(text)}]"

    def contents(self) -> Iterator[str]:
        """Yield the table of contents, a section at a time."""
        for section in self.brief.sections:
            entries = [f"  {item.number}. {self.escape(words.heading(item))}" for item in section.items]
            yield "\n".join([self.escape(section.name), *entries])

    def table_of_summaries(self) -> Iterator[str]:
        """Yield the rows of the table of summaries."""
        yield " | ".join(words.COLUMNS)
        for section in self.brief.sections:
            for item in section.items:
                told = f"{words.heading(item)} - {words.summary(item)}"
                yield f"{self.escape(section.name)} | {self.escape(told)} | {item.number}"

    def item(self, item: DigestItem) -> Iterator[str]:
        """Yield the parts of an item."""
        yield self.escape(f"{item.number}. {words.heading(item)}")
        yield from self.body(item)
        remark = words.remark(item)
        yield f"({self.escape(remark)})" if remark else ""
        yield self.escape(words.references(item))

    def body(self, item: DigestItem) -> Iterator[str]:
        """Yield the lines of an item in runs, and its tables."""
        run: list[str] = []
        above = 1
        for block in item.body:
            if isinstance(block, DigestTable):
                yield "\n".join(run)
                run = []
                yield "\n".join(self.table(block))
                continue
            above = block.level if block.level < 3 or block.role == "sub" else above
            run.append(self.line(block, above))
        yield "\n".join(run)

    def line(self, line: DigestLine, above: int) -> str:
        """Return a line; `above` is the level of the line that a note belongs to."""
        depth = above if _is_note(line) else line.level - 1
        return f"{'  ' * depth}{line.mark} {self.escape(line.sentence.text)}"

    def table(self, table: DigestTable) -> Iterator[str]:
        """Yield the rows of a table under its title."""
        if table.title:
            title = self.escape(table.title.text)
            yield title if title.startswith(_OPENING) else f"<{title}>"
        for row in table.rows:
            yield " | ".join(self.escape(words.cell(cell, "; ")) for cell in row)


class MarkdownDigest(PlainDigest):
    """Prints a digest as Markdown, its contents linked, its lines as nested lists, its tables as tables."""

    def title(self, text: str) -> str:
        """Return the title of the page."""
        return f"# {self.escape(text)}"

    def heading(self, text: str) -> str:
        """Return the heading of a part."""
        return f"## {self.escape(text)}"

    def contents(self) -> Iterator[str]:
        """Yield the table of contents, a section at a time."""
        for section in self.brief.sections:
            yield f"**{self.escape(section.name)}**"
            yield "\n".join(
                f"{item.number}. [{self.escape(item.title.text)}](#item-{item.number}) {self.escape(words.source(item))}"
                for item in section.items
            )

    def table_of_summaries(self) -> Iterator[str]:
        """Yield the rows of the table of summaries."""
        yield f"| {' | '.join(words.COLUMNS)} |"
        yield "|---|---|---|"
        for section in self.brief.sections:
            name = self.cell(section.name)
            for item in section.items:
                told = f"**{self.cell(words.heading(item))}**<br>{self.cell(words.summary(item))}"
                yield f"| {name} | {told} | [{item.number}](#item-{item.number}) |"
                name = ""

    def item(self, item: DigestItem) -> Iterator[str]:
        """Yield the parts of an item."""
        yield f'<a id="item-{item.number}"></a>'
        yield f"### {item.number}. {self.escape(words.heading(item))}"
        yield from self.body(item)
        remark = words.remark(item)
        yield f"({self.escape(remark)})" if remark else ""
        yield self.escape(words.references(item))

    def line(self, line: DigestLine, above: int) -> str:
        """Return a line as an item of a list; notes show their mark, levels are told by the depth."""
        if line.role == "heading":
            return f"\n**{self.escape(line.sentence.text)}**\n"
        depth = above if _is_note(line) else line.level - 1
        mark = f"{self.escape(line.mark)} " if _is_note(line) else ""
        return f"{'  ' * depth}- {mark}{self.escape(line.sentence.text)}"

    def table(self, table: DigestTable) -> Iterator[str]:
        """Yield the rows of a table under its title."""
        if table.title:
            yield f"**{self.escape(table.title.text)}**\n"
        width = max((len(row) for row in table.rows), default=0)
        for number, row in enumerate(table.rows):
            cells = [self.cell(words.cell(cell, "\n")) for cell in row]
            yield f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
            if number == 0:
                yield f"|{'---|' * width}"

    def cell(self, text: str) -> str:
        """Return a text that may stand in a cell: no bar of its own, its lines parted by breaks."""
        return "<br>".join(self.escape(line).replace("|", "\\|") for line in text.split("\n"))


_OPENING = ("<", "[", "(", "〈", "《", "【")


def _is_note(line: DigestLine) -> bool:
    return line.role in ("definition", "supplement")
