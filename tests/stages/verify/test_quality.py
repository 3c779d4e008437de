"""Floors on sentences of the measuring data: true ones pass, ones with a fault put in are caught."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from datetime import datetime
from pathlib import Path

import pytest

from newsprism.stages.verify import Options, check_sentence
from newsprism.text.ko.normalise import strip_markup
from newsprism.text.ko.sentences import split
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId
from tests.stages.verify.perturb import PERTURBATIONS

DATA = os.environ.get("NEWSPRISM_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="NEWSPRISM_DATA names no folder with measuring data")

TRUE_SENTENCES = 400
PER_FAULT = 60
FALSE_ALARMS = 0.02
CAUGHT = {
    "number": 0.95, "unit": 0.95, "date": 0.95, "name": 0.95, "quote": 0.95, "polarity": 0.90,
    "modality": 0.85, "attribution": 0.85, "addition": 0.90,
}  # fmt: skip


@pytest.fixture(scope="module")
def sentences() -> list[tuple[Document, int, int]]:
    path = Path(DATA or "") / "ko-business-week" / "items.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [item for item in map(json.loads, lines) if len(item["summary"]) > 250]
    random.Random(20).shuffle(items)
    found: list[tuple[Document, int, int]] = []
    for item in items:
        text = strip_markup(item["summary"])
        moment = datetime.fromisoformat(item["published"].replace("Z", "+00:00"))
        article = Document(DocumentId(item["url"]), "article", item["title"], text, moment, None, (), None, "ko")
        for span in split(text):
            if (
                span.complete
                and re.search(r"[가-힣]다\.$", text[span.start : span.end])
                and span.end - span.start < 160
            ):
                found.append((article, span.start, span.end))
        if len(found) > 5000:
            break
    random.Random(21).shuffle(found)
    return found


def _faulty(article: Document, start: int, end: int, text: str, origin: str) -> bool:
    citation = Citation(article.id, "text", start, end, article.text[start:end])
    # A sentence that was printed so may be printed so: what is copied is another question.
    copied = Options(verbatim=0)
    return bool(check_sentence(Sentence(text, origin, (citation,)), {article.id: article}, options=copied))


def test_true_sentences_raise_no_alarm_also_when_their_span_is_wider(sentences):
    chosen = sentences[:TRUE_SENTENCES]
    alarms = wide = 0
    for article, start, end in chosen:
        text = article.text[start:end]
        alarms += _faulty(article, start, end, text, "extracted")
        wide += _faulty(article, max(0, start - 200), min(len(article.text), end + 200), text, "generated")
    assert alarms <= FALSE_ALARMS * len(chosen)
    assert wide <= FALSE_ALARMS * len(chosen)


@pytest.mark.parametrize("origin", ["extracted", "generated"])
@pytest.mark.parametrize("kind", sorted(PERTURBATIONS))
def test_a_fault_that_is_put_in_is_caught(sentences, kind, origin):
    rng = random.Random(22)
    tried = caught = 0
    for article, start, end in sentences:
        text = article.text[start:end]
        false = PERTURBATIONS[kind](text, rng)
        if false is None or false == text:
            continue
        tried += 1
        caught += _faulty(article, start, end, false, origin)
        if tried == PER_FAULT:
            break
    assert tried == PER_FAULT
    assert caught >= CAUGHT[kind] * tried, f"{caught} of {tried}"
