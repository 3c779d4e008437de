"""Markdown: the plain text with heading marks, and with the characters that Markdown would read as its own escaped."""

from __future__ import annotations

import re

from newsprism.stages.render.digest_text import MarkdownDigest
from newsprism.stages.render.plain import TextRenderer

# Brackets only where they would make a link or a picture: [단독] stays readable in the source.
_SPECIAL = re.compile(r"([\\`*_<>]|\](?=[(\[:])|!(?=\[))")
_OPENING = re.compile(r"^(\s*)([#>+|]|-{3,}|={3,})")


class MarkdownRenderer(TextRenderer):
    """Prints an edition as Markdown."""

    suffix = ".md"
    title_mark = "# "
    heading_mark = "## "
    digest = MarkdownDigest

    def escape(self, text: str) -> str:
        """Escape what would start emphasis, code or markup; list numbers and dashes are meant and stay."""
        return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
