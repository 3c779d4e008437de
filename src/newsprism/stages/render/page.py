"""HTML: one self-contained page. Each sentence shows its source on hover, tap or keyboard focus, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from newsprism.stages.render import digest_page
from newsprism.stages.render.charts.figure import figures
from newsprism.stages.render.labels import Labels
from newsprism.stages.render.layout import Block, Layout, Run, source_line
from newsprism.types.brief import Brief, Citation, Pick, Sentence, SourceRef

_QUOTE = 220
# Nothing is loaded from anywhere and nothing runs: titles and quotes come from strangers.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class HtmlRenderer:
    """Prints an edition as one HTML page."""

    suffix = ".html"

    def render(self, brief: Brief) -> str:
        """Return the page; every text of the edition is escaped, only http(s) addresses become links."""
        page = _Page(brief)
        return "\n".join(
            [
                "<!doctype html>",
                f'<html lang="{escape(brief.language)}">',
                *page.head(),
                '<body class="digest">' if brief.cadence == "digest" else "<body>",
                "<main>",
                *page.body(),
                "</main>",
                "</body>",
                "</html>",
                "",
            ]
        )


class _Page:
    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.layout = Layout(brief)
        self.by_id = {s.document_id: s for s in brief.sources}
        self.picks = {f"pick-{p.number}": p for p in brief.picks}
        self.styles: tuple[str, ...] = ("page.css", "digest.css") if brief.cadence == "digest" else ("page.css",)
        self.drawings = figures(brief, self.layout.numbers)
        if self.drawings:
            self.styles += ("charts/charts.css",)

    def head(self) -> Iterator[str]:
        brief, made = self.brief, self.brief.made_with
        ids = " ".join(str(s.document_id) for s in brief.sources)
        marks = {
            "description": brief.head_line,
            "generator": f"newsprism {made.newsprism}",
            "ai_generated": str(brief.ai_generated).lower(),
            "writer": made.writer,
            "model": made.model or "none",
            "human_reviewed": "false",
            "source_ids": ids,
        }
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield from (f'<meta name="{name}" content="{escape(value)}">' for name, value in marks.items())
        yield f"<title>{escape(brief.title)}</title>"
        yield f"<style>{''.join(_style(name) for name in self.styles)}</style>"
        yield "</head>"

    def body(self) -> Iterator[str]:
        if self.brief.cadence == "digest":
            yield from digest_page.cover(self.brief)
            yield from digest_page.body(self.brief, self._sourced)
        else:
            yield from self._edition()
        yield from self._footer()

    def _edition(self) -> Iterator[str]:
        brief = self.brief
        headline, tag = self.layout.labels.tag(brief.title)
        yield "<header>"
        yield f'<div class="tag">{escape(tag)}</div>'
        yield f"<h1>{escape(headline)}</h1>"
        yield f'<p class="date"><time datetime="{brief.issue_date}">{brief.issue_date}</time></p>'
        if brief.subtitles:
            yield (
                '<ul class="subtitles">'
                + "".join(f"<li>{self._run(r)}</li>" for r in self.layout.runs(brief.subtitles))
                + "</ul>"
            )
        yield f'<p class="label">{escape(brief.ai_label)}</p>'
        yield f'<p class="head">{escape(brief.head_line)}</p>'
        yield f'<p class="note">* {escape(self.layout.labels.note)} {escape(brief.editor_note)}</p>'
        yield "</header>"
        for block in self.layout.blocks():
            yield from self._block(block)

    def _sourced(self, sentence: Sentence) -> str:
        """Return a statement of a digest: its item has one source, so that no number stands behind it."""
        (run,) = self.layout.runs([sentence])
        return self._run(replace(run, references=()))

    def _block(self, block: Block) -> Iterator[str]:
        runs = " ".join(self._run(run) for run in block.runs)
        if block.kind == "heading":
            yield f"<h2>{escape(block.label.strip('[]'))}</h2>"
        elif block.kind == "subheading":
            anchor = f' id="{block.anchor}"' if block.anchor else ""
            yield f"<h3{anchor}>{escape(block.label)}</h3>"
            if block.anchor in self.picks:
                yield self._why(self.picks[block.anchor])
        elif block.kind == "list":
            yield '<ul class="keywords">' + "".join(f"<li>{escape(k)}</li>" for k in self.brief.keywords) + "</ul>"
        elif block.kind == "chart":
            yield self.drawings[block.anchor]
        elif block.kind == "note":
            yield f'<p class="disclaimer">{escape(block.label)}</p>'
        else:
            css = ' class="item"' if block.kind == "item" else ""
            label = (
                f'<b class="kind">{escape(block.label.removeprefix("- "))}</b> '
                if block.runs and block.label
                else self._label(block)
            )
            yield f"<p{css}>{label}{runs}</p>"

    def _label(self, block: Block) -> str:
        return f'<span class="credit">{escape(block.label.removeprefix("- "))}</span>' if block.label else ""

    def _why(self, pick: Pick) -> str:
        reasons = "".join(f"<li>{escape(r.text)}</li>" for r in pick.reasons[:4])
        return (
            f'<details class="why"><summary>{escape(self.layout.labels.why)}</summary><ul>{reasons}</ul></details>'
            if reasons
            else ""
        )

    def _run(self, run: Run) -> str:
        marks = "".join(f"[{n}]" for n in run.references)
        quotes = "".join(self._quote(c) for c in (run.sentence.citations if run.sentence else ()))
        composed = ""
        if run.sentence is not None and run.sentence.origin == "composed":
            composed = f'<span class="own">{escape(self.layout.labels.counted)}</span>'
        source = f'<span class="src" role="note">{composed}{quotes}</span>' if quotes or composed else ""
        numbers = f"&#8288;<sup>{marks}</sup>" if marks else ""
        return f'<span class="s" tabindex="0">{escape(run.text)}{numbers}{source}</span>'

    def _quote(self, citation: Citation) -> str:
        source = self.by_id.get(citation.document_id)
        if source is None:
            return ""
        number = self.layout.numbers[citation.document_id]
        quote = citation.quote if len(citation.quote) <= _QUOTE else citation.quote[:_QUOTE] + "…"
        return f"{number}. {_link(source)}<q>{escape(quote)}</q>"

    def _footer(self) -> Iterator[str]:
        yield "<footer>"
        said = self.layout.labels
        own = self.layout.evidence() if self.brief.cadence == "digest" else self.layout.own_sources()
        further = () if self.brief.cadence == "digest" else self.layout.evidence()
        for heading, sources in ((said.own_sources, own), (said.evidence, further)):
            if sources:
                yield f"<h2>{heading}</h2>"
                yield (
                    "<ol>"
                    + "".join(f'<li id="source-{n}" value="{n}">{_entry(s, said)}</li>' for n, s in sources)
                    + "</ol>"
                )
        checked, made = self.brief.verification, self.brief.made_with
        yield (
            f'<p class="made">{escape(said.checked(checked))}'
            f" · newsprism {escape(made.newsprism)} · {escape(made.writer)}</p>"
        )
        yield "</footer>"


def _style(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _link(source: SourceRef) -> str:
    text = escape(", ".join(p for p in (source.publisher, source.title) if p))
    address = _safe(source.url)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{text}</a>' if address else f"<b>{text}</b>"


def _entry(source: SourceRef, said: Labels) -> str:
    address = _safe(source.url)
    whole = source_line(source, said)
    line = escape(whole.removesuffix(f", {source.url}") if source.url else whole)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{line}</a>' if address else line


def _safe(url: str | None) -> str:
    """Return the address when it is plain http(s), else nothing: javascript: and data: stay text."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
