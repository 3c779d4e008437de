"""The shipped sample becomes two editions, and both are what the format promises."""

import json
from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import lxml.html
import pytest

from newsprism.text.ko.gazetteer import gazetteer
from tests.e2e.running import sentences

EDITIONS = ["weekly-ceo", "daily-newcomer"]
FORMATS = ["html", "md", "txt", "json", "documents.jsonl"]
SEOUL = ZoneInfo("Asia/Seoul")
CONTRACT = {
    "schema": str, "cadence": str, "issue_date": str, "window": dict, "reader": dict, "language": str, "title": str,
    "head_line": str, "editor_note": str, "ai_label": str, "ai_generated": bool, "disclaimer": (str, type(None)),
    "analysis": list, "issues": list, "trends": list, "picks": list, "terms": list, "strategy": list, "keywords": list,
    "sources": list, "verification": dict, "made_with": dict,
}  # fmt: skip
PICK = {
    "number",
    "role",
    "title",
    "published",
    "story_id",
    "summary",
    "context",
    "insight",
    "reasons",
    "sources",
    "outlets",
}
SOURCE = {"document_id", "title", "publisher", "published", "url", "license"}


@pytest.fixture(scope="module", params=EDITIONS)
def made(demo, request):
    """An edition's JSON and its documents by id."""
    brief = json.loads((demo.folder / f"{request.param}.json").read_text("utf-8"))
    lines = (demo.folder / f"{request.param}.documents.jsonl").read_text("utf-8").splitlines()
    return brief, {d["id"]: d for d in map(json.loads, lines)}


@pytest.fixture(scope="module")
def brief(made):
    return made[0]


@pytest.fixture(scope="module")
def documents(made):
    return made[1]


def day_of(document):
    published = document["published_at"]
    return datetime.fromisoformat(published).astimezone(SEOUL).date() if published else None


# ---------------------------------------------------------------- the run


def test_the_demo_ends_well_and_says_where_the_briefs_lie(demo):
    assert demo.run.returncode == 0
    assert demo.run.stderr == ""
    assert "made/here/weekly-ceo.html" in demo.run.stdout
    assert "made/here/daily-newcomer.html" in demo.run.stdout
    assert (
        "newsprism verify made/here/weekly-ceo.json --documents made/here/weekly-ceo.documents.jsonl" in demo.run.stdout
    )


def test_both_editions_are_written_in_every_format_and_nothing_else(demo):
    wanted = {f"{edition}.{form}" for edition in EDITIONS for form in FORMATS}
    assert {path.name for path in demo.folder.iterdir()} == wanted
    assert all(path.stat().st_size > 1000 for path in demo.folder.iterdir())


# ---------------------------------------------------------------- the contract


def test_the_json_has_the_keys_of_the_contract(brief):
    assert brief["schema"] == "newsprism/brief/1"
    assert set(CONTRACT) <= set(brief)
    for key, kind in CONTRACT.items():
        assert isinstance(brief[key], kind), key
    assert {"type", "name"} <= set(brief["reader"])
    assert {"sentences", "supported", "composed", "dropped"} <= set(brief["verification"])
    assert {"newsprism", "writer", "model", "embedder"} <= set(brief["made_with"])


def test_picks_sources_and_sentences_have_the_keys_of_the_contract(brief):
    for pick in brief["picks"]:
        assert set(pick) >= PICK
        assert all({"document_id", "publisher", "url"} <= set(s) for s in pick["sources"])
        assert all({"signal", "value", "text"} <= set(r) for r in pick["reasons"])
    assert all(set(s) >= SOURCE for s in brief["sources"])
    for _, sentence in sentences(brief):
        assert {"text", "origin", "citations"} <= set(sentence)
        assert sentence["origin"] in ("extracted", "composed")
        for citation in sentence["citations"]:
            assert set(citation) == {"document_id", "field", "start", "end", "quote"}


def test_nothing_is_called_generated_that_was_not(brief):
    assert brief["ai_generated"] is False
    assert brief["made_with"]["model"] is None
    assert brief["human_reviewed"] is False
    assert "자동 알고리즘" in brief["ai_label"]


# ---------------------------------------------------------------- citations


def test_every_quote_is_exactly_what_the_document_says(brief, documents):
    quotes = [(where, c) for where, s in sentences(brief) for c in s["citations"]]
    assert len(quotes) > 20
    for where, c in quotes:
        assert documents[c["document_id"]][c["field"]][c["start"] : c["end"]] == c["quote"], where
        assert c["quote"].strip()


def test_every_sentence_is_cited_or_names_its_figures(brief):
    for where, sentence in sentences(brief):
        assert sentence["citations"] or (sentence["origin"] == "composed" and sentence["figures"]), where


def test_all_that_an_edition_names_is_written_beside_it_and_nothing_else(brief, documents):
    listed = [s["document_id"] for s in brief["sources"]]
    assert len(listed) == len(set(listed))
    cited = {c["document_id"] for _, s in sentences(brief) for c in s["citations"]}
    for line in brief.get("charts", {}).get("timelines", []):
        cited |= {line["first"]["document_id"], *(turn["headline"]["document_id"] for turn in line["turns"])}
    own = {p["sources"][0]["document_id"] for p in brief["picks"]}
    assert set(listed) == cited | own
    assert set(documents) == set(listed) | {s["document_id"] for p in brief["picks"] for s in p["sources"]}


def test_a_source_is_dated_and_titled_as_its_document(brief, documents):
    for source in brief["sources"]:
        document = documents[source["document_id"]]
        assert (source["title"], source["url"]) == (document["title"], document["url"])
        day = day_of(document)
        assert source["published"] == (day.isoformat() if day else None)


# ---------------------------------------------------------------- picks


def test_a_pick_is_a_publisher_s_own_headline_of_its_own_day_inside_the_window(brief, documents):
    start, end = (date.fromisoformat(brief["window"][k]) for k in ("start", "end"))
    for pick in brief["picks"]:
        document = documents[pick["sources"][0]["document_id"]]
        assert pick["title"] == document["title"]
        assert pick["published"] == day_of(document).isoformat()
        assert start <= date.fromisoformat(pick["published"]) <= end


def test_a_rich_week_fills_the_edition_with_six_different_stories(brief):
    picks = brief["picks"]
    assert [p["number"] for p in picks] == [1, 2, 3, 4, 5, 6]
    assert [p["role"] for p in picks] == ["core"] * 4 + ["reference"] * 2
    assert len({p["story_id"] for p in picks}) == 6
    assert len({p["title"] for p in picks}) == 6
    assert "6건" in brief["editor_note"]


def test_at_most_two_picks_name_one_company(brief):
    counted = Counter(
        name
        for pick in brief["picks"]
        for name in {m.entity.canonical for m in gazetteer().mentions(pick["title"]) if m.entity.kind == "company"}
    )
    assert max(counted.values(), default=0) <= 2


def test_the_outlets_of_a_pick_are_its_distinct_publishers(brief):
    for pick in brief["picks"]:
        assert pick["outlets"] == len({s["publisher"] for s in pick["sources"] if s["publisher"]})


def test_the_reasons_of_a_pick_are_said_in_words(brief):
    for pick in brief["picks"]:
        assert len(pick["reasons"]) >= 3
        assert all(r["text"] and 0.0 <= r["value"] <= 1.0 for r in pick["reasons"])


def test_noise_of_the_sample_is_never_picked(brief):
    titles = " ".join(p["title"] for p in brief["picks"])
    for word in ("운세", "부고", "[인사]", "날씨", "복권", "배구", "분양", "칼럼"):
        assert word not in titles


# ---------------------------------------------------------------- blocks


def test_no_sentence_is_printed_twice(brief):
    body = [s["text"] for where, s in sentences(brief) if not where.startswith("subtitles")]
    assert [text for text, count in Counter(body).items() if count > 1] == []
    assert len(body) > 20


def test_the_blocks_have_the_lengths_of_their_cadence(brief):
    counts = {k: len(brief[k]) for k in ("subtitles", "analysis", "issues", "trends", "terms", "strategy", "keywords")}
    if brief["cadence"] == "weekly":
        # A field of which the picks have told everything is no trend: of the sample's week two are left.
        assert counts.pop("trends") in (2, 3)
        assert counts == {
            "subtitles": 0,
            "analysis": 2,
            "issues": 0,
            "terms": 3,
            "strategy": 3,
            "keywords": 5,
        }
        assert len(", ".join(brief["keywords"])) <= 60
    else:
        assert counts == {
            "subtitles": 3,
            "analysis": 0,
            "issues": 3,
            "trends": 0,
            "terms": 0,
            "strategy": 0,
            "keywords": 5,
        }
        assert all(2 <= len(k) <= 12 for k in brief["keywords"])


def test_picks_have_the_texts_of_their_cadence(brief):
    weekly = brief["cadence"] == "weekly"
    for pick in brief["picks"]:
        assert bool(pick["context"]) is weekly
        assert bool(pick["insight"]) is weekly
        assert bool(pick["summary"]) is not weekly


def test_the_title_carries_its_tag(brief):
    tag = {"weekly": " [AI 브리핑*주간 CEO 뉴스]", "daily": " [AI 브리핑*신입 직장인 뉴스]"}[brief["cadence"]]
    assert brief["title"].endswith(tag)
    headline = brief["title"].removesuffix(tag)
    assert 10 <= len(headline) <= 50
    assert not headline.endswith(".")


def test_the_window_is_named_in_the_note(brief):
    for side in ("start", "end"):
        day = date.fromisoformat(brief["window"][side])
        assert f"{day.month}월 {day.day}일" in brief["editor_note"]


def test_keywords_differ(brief):
    assert len(set(brief["keywords"])) == len(brief["keywords"])


def test_a_trend_rests_on_two_stories_or_two_days(brief, documents):
    for trend in brief["trends"]:
        days = {day_of(documents[c["document_id"]]) for s in trend["sentences"] for c in s["citations"]}
        assert len(set(trend["story_ids"])) >= 2 or len(days) >= 2


def test_what_the_checks_counted_is_what_was_printed(brief):
    checked, printed = brief["verification"], list(sentences(brief))
    assert checked["sentences"] == len(printed)
    assert checked["composed"] == sum(s["origin"] == "composed" for _, s in printed)
    assert checked["supported"] + checked["composed"] == checked["sentences"]


# ---------------------------------------------------------------- renderings


@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_every_rendering_prints_all_picks_and_sentences(demo, brief, form):
    name = "weekly-ceo" if brief["cadence"] == "weekly" else "daily-newcomer"
    text = (demo.folder / f"{name}.{form}").read_text("utf-8")
    if form == "html":
        text = lxml.html.document_fromstring(text).text_content()
    text = text.replace("\\", "")
    for pick in brief["picks"]:
        assert f"{pick['number']}. {pick['title']}" in text
    for where, sentence in sentences(brief):
        assert sentence["text"] in text, where
    for said in (brief["ai_label"], brief["editor_note"], brief["head_line"]):
        assert said in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_names_each_source_with_a_link_where_it_has_an_address(demo, edition):
    saved = json.loads((demo.folder / f"{edition}.json").read_text("utf-8"))
    root = lxml.html.document_fromstring((demo.folder / f"{edition}.html").read_text("utf-8"))
    linked = {a.get("href") for a in root.xpath("//footer//a")}
    assert linked == {s["url"] for s in saved["sources"] if s["url"]}
    assert not root.xpath("//script")
