import copy
import json
from dataclasses import replace
from datetime import date

import pytest

from newsprism.errors import MalformedRecord
from newsprism.formats.briefs import brief_from_json, brief_to_json, dumps, loads
from newsprism.types.brief import Citation, DigestItem, DigestLine, DigestSection, DigestTable, Reason, Sentence
from newsprism.types.document import DocumentId
from newsprism.types.story import StoryId
from tests.formats.test_briefs import BRIEF, SAID


def said(text):
    return Sentence(text, "extracted", (Citation(DocumentId("d1"), "text", 0, len(text), text),))


TABLE = DigestTable(
    said("부두별 결과"), (((said("부두"),), (said("결과"),)), ((said("제1부두"),), (said("18%"), said("41건"))))
)
ITEM = DigestItem(
    number=1,
    kind="report",
    title=said("무인 하역 장비의 실증 결과"),
    story_id=StoryId("s1"),
    documents=(DocumentId("d1"),),
    language="ko",
    issuing_body="하버랩",
    country="미국",
    issued="2031-03",
    summary=(SAID,),
    body=(DigestLine(1, "bullet", "●", SAID), TABLE, DigestLine(3, "definition", "*", said("(X) 무엇"))),
    references=("Harbor Lab, One Year, 2031.03.04.",),
    omitted=2,
    reasons=(Reason("relevance", 0.5, "관심 분야"),),
)
LISTED = replace(ITEM, number=2, language="en", country=None, issued=None, summary=(), body=(), reasons=(), omitted=0)
DIGEST = replace(
    BRIEF,
    cadence="digest",
    issue_date=date(2026, 3, 8),
    picks=(),
    sections=(DigestSection("이슈포커스", (ITEM,)), DigestSection("정책 동향", (LISTED,))),
)


def test_a_digest_comes_back_as_it_was_written():
    assert loads(dumps(DIGEST), "digest.json") == DIGEST


def test_a_line_is_a_sentence_with_its_level():
    item = brief_to_json(DIGEST)["sections"][0]["items"][0]
    line, table, _ = item["body"]
    assert {"level", "role", "mark", "text", "origin", "citations"} == set(line)
    assert [[[s["text"] for s in cell] for cell in row] for row in table["rows"]][1] == [["제1부두"], ["18%", "41건"]]


def test_other_editions_have_no_sections():
    assert "sections" not in brief_to_json(BRIEF)
    assert loads(dumps(BRIEF), "brief.json").sections == ()


def test_what_a_stranger_leaves_out_is_empty():
    record = json.loads(dumps(DIGEST))
    item = record["sections"][0]["items"][0]
    for key in ("omitted", "reasons", "references", "country", "issued", "issuing_body", "summary", "language"):
        del item[key]
    (first, *_) = brief_from_json(record, "x").items
    assert (first.omitted, first.references, first.summary, first.language) == (0, (), (), "ko")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda item: item.update(number="1"), "number"),
        (lambda item: item.update(kind="rumour"), "kind"),
        (lambda item: item["title"].update(text=3), "title.text"),
        (lambda item: item["body"][0].update(role="shout"), "body[0].role"),
        (lambda item: item["body"][1].update(rows=[["x"]]), "body[1].rows[0][0]"),
        (lambda item: item.update(documents="d1"), "documents"),
    ],
)
def test_a_wrong_member_is_named(change, place):
    record = copy.deepcopy(json.loads(dumps(DIGEST)))
    change(record["sections"][0]["items"][0])
    with pytest.raises(MalformedRecord) as refused:
        brief_from_json(record, "digest.json")
    assert f"sections[0].items[0].{place}" in str(refused.value)
