"""Floors on the shipped labels: invented news, their paraphrases, and one fault at a time."""

from collections import Counter
from pathlib import Path

import pytest

from newsprism.evaluation.verify import check
from newsprism.formats.labels import read_claims
from newsprism.stages.verify.exact.names import quote_findings
from newsprism.stages.verify.reading import surface

LABELS = Path(__file__).resolve().parents[3] / "labels" / "verify"
EXACT = {"number": 0.98, "unit": 0.98, "date": 0.97, "name": 0.95, "quote": 0.98}
CAUGHT = {"dev": EXACT | {"polarity": 0.94, "modality": 0.91, "attribution": 0.88, "addition": 0.87},
          "test": EXACT | {"name": 0.92, "polarity": 0.78, "modality": 0.90, "attribution": 0.89, "addition": 0.83}}  # fmt: skip
ALARMS = {"dev": {"extracted": 0.0, "generated": 0.057}, "test": {"extracted": 0.0, "generated": 0.135}}
"""What was reached. `test` was not looked at while the checks were made: there the paraphrases are far from the goal of 2 %."""


@pytest.fixture(scope="module", params=["dev", "test"])
def part(request):
    claims = read_claims(LABELS / f"{request.param}.jsonl")
    return request.param, [(claim, check(claim, claim.origin)) for claim in claims]


def test_there_are_as_many_pairs_as_are_told():
    claims = [c for name in ("dev", "test") for c in read_claims(LABELS / f"{name}.jsonl")]
    assert len(claims) >= 800
    assert {c.fault for c in claims} == {None, *EXACT, "polarity", "modality", "attribution", "addition"}
    assert not {c.source for c in read_claims(LABELS / "dev.jsonl")} & {
        c.source for c in read_claims(LABELS / "test.jsonl")
    }


def test_each_kind_of_fault_is_caught(part):
    name, found = part
    total, caught = Counter(c.fault for c, _ in found), Counter(c.fault for c, faults in found if faults)
    assert {k: caught[k] / total[k] for k, floor in CAUGHT[name].items() if caught[k] < floor * total[k]} == {}


def test_true_sentences_pass(part):
    name, found = part
    for origin, most in ALARMS[name].items():
        refused = [bool(faults) for c, faults in found if c.supported and c.origin == origin]
        assert sum(refused) <= most * len(refused), origin


def test_no_true_line_changes_what_is_quoted(part):
    true = [claim for claim, _ in part[1] if claim.supported]
    assert [c.id for c in true if [*quote_findings(surface(c.text, None), [surface(c.source, None)])]] == []
