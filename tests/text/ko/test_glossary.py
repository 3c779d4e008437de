"""The shipped explanations keep to the format of an edition."""

import re
from collections import Counter

import pytest

from newsprism.errors import MissingResource
from newsprism.text.ko import glossary as module
from newsprism.text.ko.glossary import GlossaryTerm, glossary
from newsprism.text.ko.sentences import split

ENTRIES = glossary()


def test_there_are_enough_entries() -> None:
    assert len(ENTRIES) >= 150


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.term)
def test_an_entry_keeps_to_the_format(entry: GlossaryTerm) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ,.'%&/()-]+", entry.english)
    assert 100 <= len(entry.text) <= 135
    assert entry.text.endswith("다.")
    assert entry.text == " ".join(entry.text.split())
    sentences = [entry.text[s.start : s.end] for s in split(entry.text)]
    assert 2 <= len(sentences) <= 3
    assert all(len(sentence) <= 70 and sentence.endswith("다.") for sentence in sentences)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.term)
def test_an_entry_holds_nothing_that_goes_stale(entry: GlossaryTerm) -> None:
    assert not re.search(r"[0-9]{3,}|[0-9]\s?[년월일%조억만]|올해|지난해|내년|최근 발표|현재 \d", entry.text)


def test_no_term_and_no_alias_occurs_twice() -> None:
    names = Counter(name for entry in ENTRIES for name in (entry.term, *entry.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_explanation_occurs_twice() -> None:
    sentences = Counter(entry.text[s.start : s.end] for entry in ENTRIES for s in split(entry.text))
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_a_missing_data_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILE", "nowhere.tsv")
    with pytest.raises(MissingResource, match=r"nowhere\.tsv"):
        module.glossary.__wrapped__()


def test_a_file_with_other_columns_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILE", "companies.tsv")
    with pytest.raises(MissingResource, match="열이 서식과"):
        module.glossary.__wrapped__()
