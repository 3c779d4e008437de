import copy
import dataclasses
import json
import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import MalformedRecord
from newsprism.formats.briefs import SCHEMA, brief_from_json, brief_to_json, dumps, loads
from newsprism.types.brief import (
    Brief,
    Citation,
    DroppedSentence,
    EditionPerson,
    EditionReader,
    Figure,
    Issue,
    MadeWith,
    Paragraph,
    Pick,
    Reason,
    RunnerUp,
    Sentence,
    SourceRef,
    StrategyPoint,
    Term,
    Trend,
    Verification,
    Window,
)
from newsprism.types.document import DocumentId
from newsprism.types.story import StoryId

QUOTE = "가람전자는 3월 4일 새 공장을 열었다."
SAID = Sentence(QUOTE, "extracted", (Citation(DocumentId("d1"), "text", 0, len(QUOTE), QUOTE),))
COUNTED = Sentence("4일 하루에 매체 3곳이 보도했다.", "composed", (), (Figure("outlets", "3"),))
SOURCE = SourceRef(
    DocumentId("d1"), "가람전자, 새 공장 연다", "나루일보", date(2026, 3, 4), "https://naru.example/1", "CC BY 4.0"
)
REASON = Reason("interest", 0.75, "관심 분야인 제조업 소식")

BRIEF = Brief(
    cadence="weekly",
    issue_date=date(2026, 3, 8),
    window=Window(date(2026, 3, 2), date(2026, 3, 7)),
    reader=EditionReader("ceo", "기업 CEO", "CEO", "CEO 인사이트", "산업계 분석", "주간 전략 포인트"),
    language="ko",
    title="가람전자, 새 공장 연다 [AI 브리핑*주간 CEO 뉴스]",
    subtitles=(SAID,),
    head_line="주간 AI 브리핑",
    editor_note="이 브리핑은 1건을 골랐습니다.",
    ai_label="자동으로 정리했습니다.",
    ai_generated=False,
    disclaimer=None,
    analysis=(Paragraph((SAID, COUNTED)),),
    issues=(Issue("새 공장", (SAID,), (StoryId("s1"),)),),
    trends=(Trend("생산 설비 확대", (SAID,), (StoryId("s1"), StoryId("s2"))),),
    picks=(
        Pick(1, "core", "가람전자, 새 공장 연다", date(2026, 3, 4), StoryId("s1"), (SAID,), (COUNTED,), (SAID,),
             (REASON,), (SOURCE,), 3),
    ),
    terms=(Term("스마트공장", "Smart Factory", (SAID,)),),
    strategy=(StrategyPoint("설비 투자 관리 전략", (SAID,)),),
    keywords=("새 공장", "설비 투자"),
    sources=(SOURCE,),
    runners_up=(RunnerUp("다솜화학 증설", StoryId("s9"), 0.41, "rank", (REASON,)),),
    filtered=(("recurring", 4), ("never", 1)),
    verification=Verification(8, 6, 2, (DroppedSentence("빠진 문장이다.", "number"),)),
    made_with=MadeWith("0.1.0", "extractive", None, None),
)  # fmt: skip

CONTRACT_ONLY = {
    "schema": SCHEMA,
    "cadence": "daily",
    "issue_date": "2026-03-04",
    "window": {"start": "2026-03-03", "end": "2026-03-04"},
    "reader": {"type": "ceo", "name": "기업 CEO"},
    "language": "ko",
    "title": "가람전자, 새 공장 연다",
    "head_line": "AI 브리핑",
    "editor_note": "…",
    "ai_label": "…",
    "ai_generated": True,
    "disclaimer": None,
    "issues": [{"label": "새 공장", "sentences": [
        {"text": QUOTE, "origin": "generated",
         "citations": [{"document_id": "d1", "field": "text", "start": 0, "end": len(QUOTE), "quote": QUOTE}]}]}],
    "picks": [{"number": 1, "role": "core", "title": "가람전자, 새 공장 연다", "published": "2026-03-04",
               "story_id": "s1", "summary": [], "context": [], "insight": [],
               "reasons": [{"signal": "interest", "value": 1, "text": "…"}],
               "sources": [{"document_id": "d1", "publisher": "나루일보", "url": None}], "outlets": 5}],
    "keywords": ["새 공장"],
    "sources": [{"document_id": "d1", "title": "가람전자, 새 공장 연다", "publisher": "나루일보",
                 "published": "2026-03-04T09:30:00+09:00", "url": None, "license": None}],
    "verification": {"sentences": 1, "supported": 1, "composed": 0, "dropped": []},
    "made_with": {"newsprism": "0.1.0", "writer": "other", "model": "m", "embedder": None},
}  # fmt: skip


def test_an_edition_comes_back_as_it_was_written():
    assert loads(dumps(BRIEF), "brief.json") == BRIEF


def test_an_edition_for_a_person_names_type_and_person_and_comes_back():
    brief = replace(BRIEF, reader=replace(BRIEF.reader, person=EditionPerson("kim", "김나루")))
    record = brief_to_json(brief)
    assert (record["reader"]["type"], record["reader"]["name"]) == ("ceo", "기업 CEO")
    assert record["person"] == {"id": "kim", "name": "김나루"}
    assert loads(dumps(brief), "brief.json") == brief
    assert "person" not in brief_to_json(BRIEF)


@pytest.mark.parametrize("person", ["kim", {"id": "kim"}, {"id": 3, "name": "김"}, []])
def test_a_person_who_is_none_is_refused_by_place(person):
    with pytest.raises(MalformedRecord, match="person"):
        brief_from_json(CONTRACT_ONLY | {"person": person}, "brief.json")


def test_the_names_of_the_contract_are_all_written():
    record = brief_to_json(BRIEF)
    assert set(CONTRACT_ONLY) | {"analysis", "trends", "terms", "strategy"} <= set(record)
    assert record["schema"] == "newsprism/brief/1"
    assert record["window"] == {"start": "2026-03-02", "end": "2026-03-07"}
    assert record["human_reviewed"] is False
    assert record["source_ids"] == ["d1"]
    assert record["filtered"] == {"recurring": 4, "never": 1}
    pick = record["picks"][0]
    assert set(CONTRACT_ONLY["picks"][0]) <= set(pick)
    assert pick["sources"][0]["document_id"] == "d1"


def test_figures_are_written_only_where_there_are_any():
    record = brief_to_json(BRIEF)
    said, counted = record["analysis"][0]["sentences"]
    assert "figures" not in said
    assert counted["figures"] == {"outlets": "3"}


def test_pages_of_a_source_are_written_only_where_there_are_any():
    paged = replace(BRIEF, sources=(replace(SOURCE, pages=(3, 5)),))
    assert brief_to_json(paged)["sources"][0]["pages"] == [3, 5]
    assert "pages" not in brief_to_json(BRIEF)["sources"][0]
    assert loads(dumps(paged), "brief.json") == paged


def test_an_edition_with_only_the_keys_of_the_contract_is_read():
    brief = brief_from_json(CONTRACT_ONLY, "other.json")
    assert brief.reader.short == "기업 CEO"
    assert brief.analysis == ()
    assert brief.subtitles == ()
    assert brief.issues[0].story_ids == ()
    assert brief.issues[0].sentences[0].origin == "generated"
    assert brief.sources[0].published == date(2026, 3, 4)


def test_a_picks_source_named_by_its_id_alone_takes_what_the_sources_block_says():
    brief = brief_from_json(CONTRACT_ONLY, "other.json")
    assert brief.picks[0].sources[0].title == "가람전자, 새 공장 연다"


def test_a_moment_near_midnight_is_dated_in_seoul():
    record = copy.deepcopy(CONTRACT_ONLY)
    record["sources"][0]["published"] = "2026-03-03T16:00:00+00:00"
    assert brief_from_json(record, "x").sources[0].published == date(2026, 3, 4)


def test_unknown_keys_are_ignored():
    record = copy.deepcopy(CONTRACT_ONLY)
    record["colour"] = {"deep": [1]}
    record["picks"][0]["mood"] = "good"
    assert brief_from_json(record, "x") == brief_from_json(CONTRACT_ONLY, "x")


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("schema",), "newsprism/brief/2", "schema"),
        (("cadence",), "hourly", "cadence"),
        (("issue_date",), "4 March", "issue_date"),
        (("window", "start"), "2026-03-09", "window"),
        (("reader",), None, "reader"),
        (("title",), 7, "title"),
        (("title",), None, "title"),
        (("title",), "\ud800", "title"),
        (("picks",), {}, "picks"),
        (("picks", 0, "number"), "1", "picks[0].number"),
        (("picks", 0, "number"), True, "picks[0].number"),
        (("picks", 0, "role"), "main", "picks[0].role"),
        (("picks", 0, "reasons", 0, "value"), math.nan, "picks[0].reasons[0].value"),
        (("issues", 0, "sentences", 0, "text"), None, "issues[0].sentences[0].text"),
        (("issues", 0, "sentences", 0, "origin"), ["generated"], "issues[0].sentences[0].origin"),
        (("issues", 0, "sentences", 0, "citations", 0, "start"), 0.5, "citations[0].start"),
        (("issues", 0, "sentences", 0, "citations", 0, "field"), "body", "citations[0].field"),
        (("issues", 0, "sentences"), "text", "issues[0].sentences"),
        (("ai_generated",), "yes", "ai_generated"),
        (("filtered",), [1], "filtered"),
    ],
)
def test_a_wrong_value_is_told_with_its_place_in_one_line(path, value, told):
    record = copy.deepcopy(CONTRACT_ONLY)
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(MalformedRecord) as caught:
        brief_from_json(record, "broken.json")
    assert told in str(caught.value)
    assert caught.value.subject == "broken.json"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"x"', "[" * 100_000])
def test_text_that_is_no_edition_is_a_malformed_record(text):
    with pytest.raises(MalformedRecord):
        loads(text, "x.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(key=st.sampled_from(sorted(brief_to_json(BRIEF))), value=JSON)
def test_any_json_in_any_block_is_read_or_refused_but_never_breaks(key, value):
    record = {**brief_to_json(BRIEF), key: value}
    try:
        brief = brief_from_json(record, "x")
    except MalformedRecord:
        return
    assert isinstance(brief, Brief)
    assert json.loads(dumps(brief))["schema"] == SCHEMA


def test_an_edition_of_any_cadence_keeps_its_empty_blocks_empty():
    daily = dataclasses.replace(BRIEF, cadence="daily", analysis=(), trends=(), terms=(), strategy=())
    assert loads(dumps(daily), "x") == daily
