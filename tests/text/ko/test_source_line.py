from dataclasses import replace

from newsprism.text.ko.source_line import issued, reference_to, references_of
from tests.making import article, at
from tests.stages.digest.reports import report


def test_a_report_names_its_own_references_and_at_most_three():
    told = tuple(f"Harbor Lab, Part {n}, 2031.03.0{n}." for n in range(1, 5))
    assert references_of(report((1, "bullet", "● 짐을 옮김"), references=told)) == told[:3]


def test_a_document_without_references_is_one_itself():
    assert references_of(article("a1")) == ("나루일보, 나루시, 새 산업단지 조성, 2026.03.12.",)
    assert reference_to(article("a1", undated=True, publisher=None)) == "나루시, 새 산업단지 조성"


def test_a_date_is_told_as_exact_as_the_source_says_it():
    assert issued(report(issued="2031-03")) == "2031-03"
    assert issued(report(issued=None)) is None
    assert issued(article("a1", published=at(12, 23))) == "2026-03-12"


def test_a_date_that_is_none_counts_for_nothing():
    for told in ("2031-13", "2031-02-30", "언젠가", "2031"):
        document = report(issued="2031-03-04")
        assert issued(replace(document, report=replace(document.report, issued=told))) == "2031-03-04"
