"""An edition is verified in rounds: what was checked before is not checked again, and what has changed is."""

from __future__ import annotations

from dataclasses import replace

from newsprism.stages.embed.endpoint import EndpointEmbedder, Patience
from newsprism.stages.verify.stage import EditionVerifier
from tests.stages.verify.editions import brief, document, kinds, pick, sentence

TEXT = "가람시는 부두 사용료를 올리지 않기로 했다. 새솔조선은 27일 직원 60명을 새로 뽑는다고 밝혔다."
TRUE = "새솔조선은 직원 60명을 새로 뽑는다고 밝혔다."
FALSE = "가람시는 부두 사용료를 올리기로 했다."


def test_another_round_finds_what_the_first_found():
    source = document(TEXT)
    edition = brief(pick(1, source, sentence(TRUE, source, "generated"), sentence(FALSE, source, "generated")))
    verifier = EditionVerifier()
    first = verifier.verify(edition, [source])
    assert first == verifier.verify(edition, [source]) == EditionVerifier().verify(edition, [source])
    assert "polarity" in {fault.kind for fault in first.faults}


def test_a_fault_is_told_at_its_place_in_this_round():
    source = document(TEXT)
    true, false = sentence(TRUE, source, "generated"), sentence(FALSE, source, "generated")
    verifier = EditionVerifier()
    before = verifier.verify(brief(pick(1, source, true, false)), [source])
    after = verifier.verify(brief(pick(1, source, false)), [source])
    assert {fault.where for fault in before.faults} == {"picks[0].summary[1]"}
    assert {fault.where for fault in after.faults} == {"picks[0].summary[0]"}


def test_a_sentence_is_checked_again_when_its_document_has_changed():
    source = document(TEXT)
    edition = brief(pick(1, source, sentence(TRUE, source, "generated")))
    verifier = EditionVerifier()
    assert not verifier.verify(edition, [source]).faults
    changed = replace(source, text=TEXT.replace("60명", "80명"))
    assert "citation" in kinds(verifier.verify(edition, [changed]).faults)
    assert "citation" in kinds(verifier.verify(edition, []).faults)


def test_a_sentence_is_checked_again_in_another_language():
    source = document(TEXT)
    edition = brief(pick(1, source, sentence(TRUE, source, "generated")))
    verifier = EditionVerifier()
    verifier.verify(edition, [source])
    english = replace(edition, language="en")
    assert verifier.verify(english, [source]).faults == EditionVerifier().verify(english, [source]).faults


def test_vectors_that_cannot_be_had_leave_words_and_it_is_told():
    source = document(TEXT)
    edition = brief(pick(1, source, sentence(TRUE, source, "generated")))
    nobody = EndpointEmbedder("http://127.0.0.1:1/v1", "model", "", Patience(tries=1))
    verifier = EditionVerifier(embedder=nobody)
    report = verifier.verify(edition, [source])
    assert report.faults == ()
    assert report.usage is not None
    assert "낱말로만" in report.usage.note
    assert report.embedder is None
    assert EditionVerifier().verify(edition, [source]).usage is None
