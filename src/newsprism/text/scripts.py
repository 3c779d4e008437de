"""Whether a text is written in the script of a language."""

from __future__ import annotations

import unicodedata


def too_few(text: str, script: str, share: float) -> bool:
    """Say whether less than `share` of the letters of `text` have names that begin with `script`."""
    letters = [character for character in text if character.isalpha()]
    own = sum(unicodedata.name(character, "").startswith(script) for character in letters)
    return own < share * max(1, len(letters))
