"""Languages behind one door: packs, their words, and no comparison of languages anywhere else."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import newsprism
from newsprism.text.headlines import content_words, genre, overlap
from newsprism.text.language import DEFAULT, has_pack, language, language_of, tags

SOURCE = Path(newsprism.__file__).parent
DAY = date(2025, 2, 3)


def test_a_tag_with_a_region_has_the_pack_of_its_language():
    assert language("en-GB") is language("en")
    assert language("EN") is language("en")
    assert tags() == ("ko", "en")


def test_a_language_without_a_pack_is_read_by_the_default_one():
    assert language("und") is language(DEFAULT)
    assert not has_pack("und")


def test_a_headline_is_read_by_the_pack_of_its_letters():
    assert language_of("Exports fall in January") is language("en")
    assert language_of("AI 기본법 시행") is language("ko")
    assert language_of("2025") is language("ko")
    assert genre("Opinion: tax the sea") == "opinion"
    assert overlap(content_words("Tariffs rise"), content_words("Tariff rises")) == 1.0


@pytest.mark.parametrize("tag", tags())
def test_the_words_of_a_pack_are_in_its_language(tag):
    pack = language(tag)
    said = pack.words
    texts = [said.rules_label, said.model_label, said.disclaimer, said.reasons.tried]
    texts += [said.reasons.prominence(3, 5), said.reasons.novelty(None, DAY, True), said.reasons.freshness(DAY)]
    assert not any(pack.foreign(text) for text in texts)


def compared(tree):
    """Places where something called a language or tag of one is compared with a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            names = {s.attr for s in sides if isinstance(s, ast.Attribute)} | {
                s.id for s in sides if isinstance(s, ast.Name)
            }
            texts = [s for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
            if names & {"language", "lang"} and texts:
                yield node.lineno


def test_nothing_but_packs_and_templates_compares_languages():
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"text", "render"} & set(path.relative_to(SOURCE).parts)
        for line in compared(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_the_search_for_comparisons_finds_one():
    assert list(compared(ast.parse('if document.language != "ko":\n    pass'))) == [1]
