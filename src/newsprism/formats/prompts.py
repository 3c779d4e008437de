"""Prompts are files, one a block and language: those of the package, or those that a newsroom has put in their place.

A file begins with a line ``version: N``. ``{{name}}`` is a slot. A slot that the block does not have, or that nobody
fills, is an InvalidPrompt: a question with a hole in it is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from newsprism.errors import InvalidPrompt, system_reason

_SLOT = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_VERSION = re.compile(r"\Aversion:[ \t]*(\d{1,6})[ \t]*\n")
_LARGEST = 64_000  # bytes
_ADVICE = "docs/writers.md 를 보고 파일을 고치거나 지우세요."


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it stands in its file; `where` names it in errors."""

    where: str
    name: str
    version: int
    text: str

    def fill(self, slots: Mapping[str, str], allowed: frozenset[str]) -> str:
        """Return the text with its slots filled; values are not looked into. Raises InvalidPrompt.

        `allowed` are the slots that it may have.
        """

        def value(found: re.Match[str]) -> str:
            if found[1] not in allowed:
                there = ", ".join(sorted(allowed)) or "없음"
                raise _wrong(self.where, f"모르는 자리가 있습니다: {{{{{found[1][:40]}}}}}(쓸 수 있는 것: {there})")
            if found[1] not in slots:
                raise _wrong(self.where, f"채우지 못한 자리가 있습니다: {{{{{found[1]}}}}}")
            return slots[found[1]]

        rest = _SLOT.sub("", self.text)
        if "{{" in rest or "}}" in rest:
            raise _wrong(self.where, "닫히지 않은 자리({{ 나 }})가 있습니다")
        return _SLOT.sub(value, self.text)


class PromptFiles:
    """The prompts of one language that a package of ours ships; files under ``folder/<language>`` go before them.

    `slots` are the names of the prompts with those that each may have.
    """

    def __init__(self, package: str, slots: Mapping[str, frozenset[str]], folder: Path | None, language: str) -> None:
        self._package = package
        self._slots = slots
        self._folder = folder / language if folder else None
        self._language = language

    def render(self, name: str, slots: Mapping[str, str]) -> str:
        """Return a filled prompt; raises InvalidPrompt naming the file."""
        return self.prompt(name).fill(slots, self._slots[name])

    def prompt(self, name: str) -> Prompt:
        """Return the prompt `name`; raises InvalidPrompt for a file that is none."""
        own = self._folder / f"{name}.md" if self._folder else None
        if own is None or not own.is_file():
            return _shipped(self._package, self._language, name)
        return _opened(own)


def faults_of_prompts(
    folder: Path, slots: Mapping[str, frozenset[str]], languages: Collection[str]
) -> tuple[InvalidPrompt, ...]:
    """Return what is wrong with the files under `folder` that go before shipped prompts: also one that no prompt or language is named like.

    `slots` are the names of all prompts with those that each may have. Nothing is asked and nothing is changed.
    """
    found = []
    for own in sorted(folder.glob("*/*.md")):
        try:
            if own.parent.name not in languages:
                raise _wrong(str(own), f"그런 언어가 없어 쓰이지 않습니다(있는 것: {', '.join(sorted(languages))})")
            if own.stem not in slots:
                raise _wrong(str(own), f"그런 프롬프트가 없어 쓰이지 않습니다(있는 것: {', '.join(sorted(slots))})")
            allowed = slots[own.stem]
            _opened(own).fill(dict.fromkeys(allowed, ""), allowed)
        except InvalidPrompt as fault:
            found.append(fault)
    return tuple(found)


def _opened(own: Path) -> Prompt:
    try:
        if own.stat().st_size > _LARGEST:
            raise _wrong(str(own), f"{_LARGEST:,}바이트보다 깁니다")
        return _parsed(str(own), own.stem, own.read_text("utf-8-sig"))
    except OSError as problem:
        raise _wrong(str(own), f"읽을 수 없습니다({system_reason(problem)})") from problem
    except UnicodeDecodeError as problem:
        raise _wrong(str(own), "UTF-8 글이 아닙니다") from problem


@lru_cache(maxsize=64)
def _shipped(package: str, language: str, name: str) -> Prompt:
    place = files(package) / "prompts" / language / f"{name}.md"
    return _parsed(f"prompts/{language}/{name}.md", name, place.read_text("utf-8"))


def _parsed(where: str, name: str, text: str) -> Prompt:
    text = text.replace("\r\n", "\n")
    version = _VERSION.match(text)
    if version is None:
        raise _wrong(where, "첫 줄이 'version: 수'가 아닙니다")
    return Prompt(where, name, int(version[1]), text[version.end() :].strip())


def _wrong(where: str, what: str) -> InvalidPrompt:
    return InvalidPrompt(what, subject=where, advice=_ADVICE)
