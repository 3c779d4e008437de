import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import MalformedRecord
from newsprism.formats.documents import document_from_json, document_to_json, dumps, well_formed
from newsprism.types.document import Definition, Document, DocumentId, OutlineLine, PageStart, ReportDetail, Table

KEYS = ["id", "kind", "title", "text", "published_at", "publisher", "authors", "url", "language", "section"]
KEYS += ["references", "license"]
SEOUL = timezone(timedelta(hours=9))

ARTICLE = Document(
    id=DocumentId("a0123"),
    kind="article",
    title="가온전자, 2분기 영업이익 1조2000억 원",
    text="가온전자는 9일 잠정 실적을 밝혔다.\n매출은 8조 원이다.",
    published_at=datetime(2026, 2, 9, 14, 5, tzinfo=SEOUL),
    publisher="한빛경제",
    authors=("나온유",),
    url="https://news.example/1",
    language="ko",
)
REPORT = Document(
    id=DocumentId("r1"),
    kind="report_item",
    title="나라별 반도체 지원",
    text="● 지원 확대\n- 보조금\n구분\t금액",
    published_at=None,
    publisher=None,
    authors=(),
    url=None,
    language="ko",
    section="정책",
    references=("(참고 : 가나다, 2025.01)",),
    license="공공누리 1유형",
    report=ReportDetail(
        issuing_body="",
        country=None,
        issued="2025-01",
        collection="동향 12호",
        outline=(OutlineLine(1, "bullet", 0, 7), OutlineLine(2, "sub", 8, 13)),
        definitions=(Definition("보조금", "subsidy", 8, 13),),
        tables=(Table(None, (("구분", "금액"),), 14, 19),),
    ),
)

PAGED = replace(REPORT, pages=(PageStart(3, 0), PageStart(5, 8)))


def record(**changes):
    return {**document_to_json(ARTICLE), **changes}


@pytest.mark.parametrize("document", [ARTICLE, REPORT, PAGED])
def test_a_document_comes_back_equal(document):
    assert document_from_json(json.loads(dumps(document)), "f:1") == document


def test_keys_stand_in_the_order_of_the_contract_and_only_reports_have_report():
    assert list(document_to_json(ARTICLE)) == KEYS
    assert list(document_to_json(REPORT)) == [*KEYS, "report"]


def test_pages_are_written_only_where_there_are_any():
    assert document_to_json(PAGED)["pages"] == [{"page": 3, "start": 0}, {"page": 5, "start": 8}]
    assert "pages" not in document_to_json(REPORT)


def test_a_line_is_one_line_and_readable_korean():
    line = dumps(ARTICLE)
    assert "\n" not in line
    assert "가온전자는 9일" in line
    assert '"published_at": "2026-02-09T14:05:00+09:00"' in line


clean_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    st.builds(
        Document,
        id=clean_text.filter(str.strip),
        kind=st.sampled_from(["article", "report_item"]),
        title=clean_text,
        text=clean_text,
        published_at=st.none() | st.datetimes(timezones=st.just(SEOUL)),
        publisher=st.none() | clean_text,
        authors=st.lists(clean_text, max_size=3).map(tuple),
        url=st.none() | clean_text,
        language=clean_text.filter(bool),
        section=st.none() | clean_text,
        references=st.lists(clean_text, max_size=3).map(tuple),
        license=st.none() | clean_text,
        report=st.none() | st.builds(ReportDetail, clean_text, st.none() | clean_text, st.none(), clean_text),
    )
)
def test_any_document_comes_back_equal(document):
    assert document_from_json(json.loads(dumps(document)), "f") == document


def test_missing_fields_are_none_or_empty_never_guessed():
    document = document_from_json({"id": "x", "title": "제목"}, "f")
    assert (document.kind, document.text, document.published_at, document.authors) == ("article", "", None, ())
    assert (document.publisher, document.language, document.report) == (None, "und", None)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": None}, "id"),
        ({"id": " "}, "id"),
        ({"id": 7}, "id"),
        ({"title": None}, "title"),
        ({"text": ["문단"]}, "text"),
        ({"kind": "blog"}, "kind"),
        ({"authors": "나온유"}, "authors"),
        ({"authors": [1]}, "authors"),
        ({"published_at": "2026-02-09T14:05:00"}, "published_at"),
        ({"published_at": "어제"}, "published_at"),
        ({"published_at": 1770613500}, "published_at"),
        ({"report": []}, "report"),
        ({"pages": [3]}, "pages"),
        ({"pages": [{"page": "3", "start": 0}]}, "pages[0].page"),
        ({"pages": [{"page": 3, "start": 0}, {"page": 3, "start": 4}]}, "pages"),
        ({"pages": [{"page": 3, "start": 4}, {"page": 4, "start": 2}]}, "pages"),
        ({"pages": [{"page": 3, "start": 10_000}]}, "pages"),
        ({"report": {"outline": [{"level": 1, "role": "bullet", "start": 0, "end": 10_000}]}}, "report.outline[0]"),
        ({"report": {"outline": [{"level": True, "role": "bullet", "start": 0, "end": 1}]}}, "level"),
        ({"report": {"definitions": [{"term": "가", "start": 3, "end": 2}]}}, "report.definitions[0]"),
        ({"report": {"tables": [{"rows": [["가", 1]], "start": 0, "end": 1}]}}, "report.tables[0].rows"),
        ({"report": {"tables": {"rows": []}}}, "report.tables"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_in_one_line(changes, named):
    with pytest.raises(MalformedRecord) as caught:
        document_from_json(record(**changes), "folder/file.jsonl:12")
    assert caught.value.subject == "folder/file.jsonl:12"
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_lone_surrogate_does_not_come_in():
    document = document_from_json(record(title=json.loads('"가\\ud800나"')), "f")
    assert document.title == "가\ufffd나"
    assert dumps(document).encode("utf-8")
    assert well_formed("가나😀") == "가나😀"
