"""Facts are weighed together: none of them refuses by itself what is only put otherwise."""

import pytest

from newsprism.stages.verify.weighing.facts import NAMES, Fact
from newsprism.stages.verify.weighing.judgement import judged, weights


def fact(name, strength=1.0):
    return Fact(name, strength, "polarity", name)


def test_every_fact_has_a_weight_and_none_speaks_for_a_sentence():
    assert set(weights().by_name) == set(NAMES)
    assert min(weights().by_name.values()) >= 0


def test_some_new_words_do_not_refuse_a_sentence_but_suffice_beside_a_doubt_or_without_any_support():
    assert list(judged([fact("unsupported", 0.7)])) == []
    assert list(judged([fact("unsupported", 0.7), fact("lost_hedge")]))
    assert list(judged([fact("unsupported")]))


def test_a_clear_conflict_suffices_and_a_faint_one_does_not():
    assert list(judged([fact("contrary")])) == [("polarity", "contrary")]
    assert list(judged([fact("contrary", 0.2)])) == []


@pytest.mark.parametrize("name", ["bare", "inserted", "new_reason"])
def test_what_is_added_suffices(name):
    assert list(judged([fact(name)]))


def test_facts_are_asked_for_only_until_they_suffice():
    def given():
        yield fact("other_party")
        raise AssertionError("asked for more")

    assert list(judged(given()))


def test_the_heaviest_reason_is_told_first():
    assert next(detail for _, detail in judged([fact("denied_thing"), fact("contrary")])) == "contrary"
