"""Every shorter form of a sentence passes the checks with the whole sentence as its span."""

from __future__ import annotations

import gzip
import json
import os
import random
from datetime import date, datetime
from pathlib import Path

import pytest

from newsprism.stages.verify import check_sentence
from newsprism.text.ko.normalise import strip_markup
from newsprism.text.ko.printable import refusal
from newsprism.text.ko.sentences import split
from newsprism.text.ko.shorten import always, variants
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document
from tests.making import KST, article, at
from tests.text.ko.test_shorten import SENTENCES

DATA = os.environ.get("NEWSPRISM_DATA")
REAL_SENTENCES = 400
PASSED = 0.98


@pytest.fixture(scope="module")
def analyser() -> Analyzer:
    return Analyzer()


def forms(analyser: Analyzer, source: Document, start: int, end: int) -> list[str]:
    published = source.published_at.date() if source.published_at else None
    short = always(source.text[start:end], published)
    return [form.text for form in variants(short, analyser.analyse(short.text))]


def refused(source: Document, start: int, end: int, text: str) -> bool:
    citation = Citation(source.id, "text", start, end, source.text[start:end])
    return bool(check_sentence(Sentence(text, "extracted", (citation,)), {source.id: source}))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_form_of_an_invented_sentence_passes(sentence, analyser):
    source = article("a", text=f"가온시 소식이다. {sentence} 끝.", published=at(12))
    start = source.text.index(sentence)
    end = start + len(sentence)
    found = forms(analyser, source, start, end)
    assert found
    assert [text for text in found if refused(source, start, end, text)] == []


def test_there_are_sentences_of_many_shapes():
    assert len(set(SENTENCES)) >= 60


@pytest.fixture(scope="module")
def real() -> list[tuple[Document, int, int]]:
    """Sentences of a real week that a brief would print."""
    path = Path(DATA or "") / "ko-business-week" / "items.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [item for item in map(json.loads, lines) if len(item["summary"]) > 250]
    random.Random(71).shuffle(items)
    found = []
    for item in items[:700]:
        moment = datetime.fromisoformat(item["published"].replace("Z", "+00:00")).astimezone(KST)
        source = article(item["url"], item["title"], strip_markup(item["summary"]), published=moment)
        found += [
            (source, s.start, s.end) for s in split(source.text) if s.complete and _printable(source, s.start, s.end)
        ]
    random.Random(72).shuffle(found)
    return found[:REAL_SENTENCES]


def _printable(source: Document, start: int, end: int) -> bool:
    day: date = source.published_at.date()
    return end - start <= 260 and refusal(always(source.text[start:end], day).text) is None


@pytest.mark.skipif(not DATA, reason="NEWSPRISM_DATA names no folder with measuring data")
def test_forms_of_real_sentences_pass(real, analyser, record_property):
    assert len(real) == REAL_SENTENCES
    tried, failed = 0, []
    for source, start, end in real:
        found = forms(analyser, source, start, end)
        tried += len(found)
        failed += [text for text in found if refused(source, start, end, text)]
    record_property("forms", tried)
    record_property("refused", len(failed))
    assert tried > len(real)
    assert len(failed) <= (1 - PASSED) * tried, failed
