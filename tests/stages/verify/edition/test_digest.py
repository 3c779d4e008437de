from dataclasses import replace

import pytest

from newsprism.stages.digest.stage import OutlineItemWriter
from newsprism.stages.verify.stage import EditionVerifier
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import DigestLine, DigestSection
from tests.making import story
from tests.stages.digest.reports import items
from tests.stages.verify.editions import brief


@pytest.fixture(scope="module")
def written():
    documents = items()
    writer = OutlineItemWriter(Analyzer())
    return documents, [writer.write(story(f"s{n}", d), [d], "ko") for n, d in enumerate(documents)]


def digest(*made):
    return brief(cadence="digest", sections=(DigestSection("산업·기술 동향", tuple(made)),))


def faults(documents, *made):
    return EditionVerifier().verify(digest(*made), documents).faults


def with_line(item, text, at=0):
    block = item.body[at]
    assert isinstance(block, DigestLine)
    body = (*item.body[:at], replace(block, sentence=replace(block.sentence, text=text)), *item.body[at + 1 :])
    return replace(item, body=body)


def test_every_line_and_cell_of_a_digest_is_checked_and_supported(written):
    documents, made = written
    report = EditionVerifier().verify(digest(*made), documents)
    assert report.clean
    assert report.sentences == report.supported > 20


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("하버랩이 무인 하역* 장비 42대의 1년 실증 결과를 공개", "number"),
        ("가온랩이 무인 하역* 장비 24대의 1년 실증 결과를 공개", "addition"),
        ("하버랩이 무인 하역* 장비 24대의 1년 실증 결과를 공개하지 않음", "polarity"),
    ],
)
def test_a_line_that_says_something_else_is_found_where_it_stands(written, text, kind):
    documents, made = written
    found = faults(documents, with_line(made[0], text))
    assert kind in {fault.kind for fault in found}
    assert {fault.where for fault in found} == {"sections[0].items[0].body[0]"}


def test_a_cell_that_says_something_else_is_found(written):
    documents, made = written
    place = next(n for n, b in enumerate(made[0].body) if not isinstance(b, DigestLine))
    table = made[0].body[place]
    cell = (replace(table.rows[1][1][0], text="하역 시간 81% 단축"), *table.rows[1][1][1:])
    rows = (table.rows[0], (table.rows[1][0], cell), *table.rows[2:])
    item = replace(made[0], body=(*made[0].body[:place], replace(table, rows=rows), *made[0].body[place + 1 :]))
    (found,) = faults(documents, item)
    assert (found.kind, found.where) == ("number", f"sections[0].items[0].body[{place}].rows[1][1][0]")


@pytest.mark.parametrize(
    ("change", "kind", "place"),
    [
        ({"issued": "2031-03-05"}, "date", "issued"),
        ({"issued": None}, "date", "issued"),
        ({"issuing_body": "가온랩"}, "name", "issuing_body"),
        ({"country": "일본"}, "name", "issuing_body"),
        ({"references": ("Harbor Lab, Two Years, 2031.03.04.",)}, "citation", "references"),
        ({"documents": ("nowhere",)}, "citation", "title"),
    ],
)
def test_what_an_item_says_of_its_source_has_to_be_so(written, change, kind, place):
    documents, made = written
    found = faults(documents, replace(made[0], **change))
    assert (kind, f"sections[0].items[0].{place}") in {(fault.kind, fault.where) for fault in found}


def test_a_line_from_another_items_document_is_found(written):
    documents, made = written
    stolen = replace(made[0], body=(made[1].body[0],))
    assert {f.kind for f in faults(documents, stolen)} == {"citation"}


def test_a_line_that_stands_twice_is_found_and_a_heading_of_tables_is_not(written):
    documents, made = written
    twice = replace(made[0], body=(*made[0].body, made[0].body[0]))
    (found,) = faults(documents, twice)
    assert found.kind == "repeated"
