"""Whether a written sentence is prose of the language that was asked for, by the pack of that language."""

from __future__ import annotations

from collections.abc import Mapping

from newsprism.text.language import Language, language, tags

LANGUAGES: Mapping[str, Language] = {tag: language(tag) for tag in tags()}
"""The packs by tag: their `fault` says why a sentence cannot be printed alone, `advises` whether it tells an investor what to do."""


def foreign(text: str, tag: str) -> bool:
    """Say whether too few letters of `text` belong to the script of a language."""
    return LANGUAGES[tag].foreign(text)
