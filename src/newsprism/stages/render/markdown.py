"""Markdown: the plain text with heading marks, and with the characters that Markdown would read as its own escaped."""

from __future__ import annotations

import re

from newsprism.stages.render.plain import TextRenderer

_SPECIAL = re.compile(r"([\\`*_<>])")


class MarkdownRenderer(TextRenderer):
    """Prints an edition as Markdown."""

    suffix = ".md"
    title_mark = "# "
    heading_mark = "## "

    def escape(self, text: str) -> str:
        """Escape what would start emphasis, code or markup; list numbers and dashes are meant and stay."""
        return _SPECIAL.sub(r"\\\1", text)
