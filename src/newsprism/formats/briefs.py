"""The brief's JSON (schema ``newsprism/brief/1``): written whole, read leniently.

Reading takes every edition that keeps the contract, whoever wrote it: blocks and extras that are missing are empty,
unknown keys are ignored. A wrong type or a missing identity is a MalformedRecord that names the place.
"""

from __future__ import annotations

import json
from typing import cast

from newsprism.errors import MalformedRecord
from newsprism.formats.charts import charts_from_json, charts_to_json
from newsprism.formats.digests import section_from_json, sections_to_json
from newsprism.formats.json_node import JsonNode
from newsprism.formats.sentences import reason_from_json as _reason_in
from newsprism.formats.sentences import reasons_to_json as _reasons_out
from newsprism.formats.sentences import sentence_from_json as _sentence_in
from newsprism.formats.sentences import sentence_to_json
from newsprism.formats.sentences import sentences_to_json as _sentences_out
from newsprism.types.brief import (
    Brief,
    Cadence,
    DroppedSentence,
    EditionPerson,
    EditionReader,
    Issue,
    MadeWith,
    Paragraph,
    Pick,
    Role,
    RunnerUp,
    SourceRef,
    StrategyPoint,
    Term,
    Trend,
    Usage,
    Verification,
    Window,
)
from newsprism.types.document import DocumentId
from newsprism.types.story import StoryId

SCHEMA = "newsprism/brief/1"
_ADVICE = "brief … --format json 으로 만든 파일을 주세요."


def dumps(brief: Brief) -> str:
    """Return the edition as indented JSON text with a final newline."""
    return json.dumps(brief_to_json(brief), ensure_ascii=False, indent=2) + "\n"


def loads(text: str, where: str) -> Brief:
    """Read an edition from JSON text; `where` names the file in errors. Raises MalformedRecord."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"({error.lineno}행 {error.colno}열)" if isinstance(error, json.JSONDecodeError) else ""
        raise MalformedRecord(f"JSON이 아닙니다{place}", subject=where, advice=_ADVICE) from error
    return brief_from_json(record, where)


# ---------------------------------------------------------------- writing


def brief_to_json(brief: Brief) -> dict[str, object]:
    """Return the edition as JSON values, in the order of the contract; the extras stand beside their blocks."""
    return {
        "schema": SCHEMA,
        "cadence": brief.cadence,
        "issue_date": brief.issue_date.isoformat(),
        "window": {"start": brief.window.start.isoformat(), "end": brief.window.end.isoformat()},
        "reader": _reader_out(brief.reader),
        **_person_out(brief.reader.person),
        "language": brief.language,
        "title": brief.title,
        **({"headline": sentence_to_json(brief.headline)} if brief.headline else {}),
        "subtitles": _sentences_out(brief.subtitles),
        "head_line": brief.head_line,
        "editor_note": brief.editor_note,
        "ai_label": brief.ai_label,
        "ai_generated": brief.ai_generated,
        "human_reviewed": False,
        "disclaimer": brief.disclaimer,
        "analysis": [{"sentences": _sentences_out(p.sentences)} for p in brief.analysis],
        "issues": [
            {"label": i.label, "sentences": _sentences_out(i.sentences), "story_ids": list(i.story_ids)}
            for i in brief.issues
        ],
        "trends": [
            {"title": t.title, "sentences": _sentences_out(t.sentences), "story_ids": list(t.story_ids)}
            for t in brief.trends
        ],
        "picks": [_pick_out(pick) for pick in brief.picks],
        "terms": [
            {"term": t.term, "original": t.original, "sentences": _sentences_out(t.sentences)} for t in brief.terms
        ],
        "strategy": [{"name": s.name, "sentences": _sentences_out(s.sentences)} for s in brief.strategy],
        "keywords": list(brief.keywords),
        "sources": [_source_out(source) for source in brief.sources],
        "source_ids": [source.document_id for source in brief.sources],
        "runners_up": [_runner_up_out(runner) for runner in brief.runners_up],
        "filtered": dict(brief.filtered),
        "verification": _verification_out(brief.verification),
        "made_with": _made_with_out(brief.made_with),
        **({"sections": sections_to_json(brief.sections)} if brief.cadence == "digest" else {}),
        **({"charts": drawn} if (drawn := charts_to_json(brief.charts)) else {}),
    }


def _reader_out(reader: EditionReader) -> dict[str, object]:
    return {
        "type": reader.type,
        "name": reader.name,
        "short": reader.short,
        "insight_label": reader.insight_label,
        "analysis_label": reader.analysis_label,
        "strategy_label": reader.strategy_label,
    }


def _person_out(person: EditionPerson | None) -> dict[str, object]:
    return {"person": {"id": person.id, "name": person.name}} if person else {}


def _pick_out(pick: Pick) -> dict[str, object]:
    return {
        "number": pick.number,
        "role": pick.role,
        "title": pick.title,
        **({"headline": sentence_to_json(pick.headline)} if pick.headline else {}),
        "published": pick.published.isoformat(),
        "story_id": pick.story_id,
        "summary": _sentences_out(pick.summary),
        "context": _sentences_out(pick.context),
        "insight": _sentences_out(pick.insight),
        "reasons": _reasons_out(pick.reasons),
        "sources": [_source_out(source) for source in pick.sources],
        "outlets": pick.outlets,
    }


def _source_out(source: SourceRef) -> dict[str, object]:
    record: dict[str, object] = {
        "document_id": source.document_id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "license": source.license,
    }
    if source.pages:
        record["pages"] = list(source.pages)
    return record


def _runner_up_out(runner: RunnerUp) -> dict[str, object]:
    return {
        "title": runner.title,
        "story_id": runner.story_id,
        "score": runner.score,
        "reason": runner.reason,
        "reasons": _reasons_out(runner.reasons),
    }


def _made_with_out(made: MadeWith) -> dict[str, object]:
    record: dict[str, object] = {
        "newsprism": made.newsprism,
        "writer": made.writer,
        "model": made.model,
        "embedder": made.embedder,
    }
    if made.usage is not None:
        usage = made.usage
        record |= {
            "calls": usage.calls,
            "tokens_in": usage.tokens_in,
            "tokens_out": usage.tokens_out,
            "seconds": usage.seconds,
            "note": usage.note,
        }
    return record


def _verification_out(verification: Verification) -> dict[str, object]:
    return {
        "sentences": verification.sentences,
        "supported": verification.supported,
        "composed": verification.composed,
        "dropped": [{"text": d.text, "reason": d.reason} for d in verification.dropped],
    }


# ---------------------------------------------------------------- reading


def brief_from_json(record: object, where: str) -> Brief:
    """Read an edition from JSON values; `where` names the file in errors.

    Raises MalformedRecord for another schema, a wrong type, or a missing cadence, date, window, reader or title.
    """
    root = JsonNode(record, where)
    if root.get("schema").value != SCHEMA:
        root.get("schema").fail(f"브리핑({SCHEMA})이 아닙니다", _ADVICE)
    sources = root.each("sources", _source_in)
    known = {source.document_id: source for source in sources}
    return Brief(
        cadence=cast("Cadence", root.get("cadence").choice(Cadence)),
        issue_date=root.get("issue_date").day(),
        window=_window_in(root.get("window")),
        reader=_reader_in(root.get("reader"), root.get("person")),
        language=root.get("language").text("ko"),
        title=root.get("title").text(),
        subtitles=root.each("subtitles", _sentence_in),
        head_line=root.get("head_line").text(""),
        editor_note=root.get("editor_note").text(""),
        ai_label=root.get("ai_label").text(""),
        ai_generated=root.get("ai_generated").flag(),
        disclaimer=root.get("disclaimer").optional(),
        analysis=root.each("analysis", lambda node: Paragraph(node.each("sentences", _sentence_in))),
        issues=root.each("issues", _issue_in),
        trends=root.each("trends", _trend_in),
        picks=root.each("picks", lambda node: _pick_in(node, known)),
        terms=root.each(
            "terms",
            lambda node: Term(
                node.get("term").text(), node.get("original").optional(), node.each("sentences", _sentence_in)
            ),
        ),
        strategy=root.each(
            "strategy", lambda node: StrategyPoint(node.get("name").text(), node.each("sentences", _sentence_in))
        ),
        keywords=root.each("keywords", lambda node: node.text()),
        sources=sources,
        runners_up=root.each("runners_up", _runner_up_in),
        filtered=tuple((reason, count.integer()) for reason, count in root.get("filtered").pairs()),
        verification=_verification_in(root.get("verification")),
        made_with=_made_with_in(root.get("made_with")),
        headline=None if root.get("headline").value is None else _sentence_in(root.get("headline")),
        sections=root.each("sections", section_from_json),
        charts=charts_from_json(root.get("charts")),
    )


def _window_in(node: JsonNode) -> Window:
    window = Window(node.get("start").day(), node.get("end").day())
    if window.start > window.end:
        node.fail("기간의 끝이 시작보다 앞섭니다")
    return window


def _reader_in(node: JsonNode, person: JsonNode) -> EditionReader:
    name = node.get("name").text()
    return EditionReader(
        type=node.get("type").text(),
        name=name,
        short=node.get("short").text(name),
        insight_label=node.get("insight_label").text(""),
        analysis_label=node.get("analysis_label").text(""),
        strategy_label=node.get("strategy_label").text(""),
        person=_person_in(person),
    )


def _person_in(node: JsonNode) -> EditionPerson | None:
    return None if node.value is None else EditionPerson(node.get("id").text(), node.get("name").text())


def _story_ids_in(node: JsonNode) -> tuple[StoryId, ...]:
    return node.each("story_ids", lambda item: StoryId(item.text()))


def _issue_in(node: JsonNode) -> Issue:
    return Issue(node.get("label").text(), node.each("sentences", _sentence_in), _story_ids_in(node))


def _trend_in(node: JsonNode) -> Trend:
    return Trend(node.get("title").text(), node.each("sentences", _sentence_in), _story_ids_in(node))


def _source_in(node: JsonNode) -> SourceRef:
    return SourceRef(
        document_id=DocumentId(node.get("document_id").text()),
        title=node.get("title").text(""),
        publisher=node.get("publisher").optional(),
        published=node.get("published").optional_day(),
        url=node.get("url").optional(),
        license=node.get("license").optional(),
        pages=node.each("pages", lambda page: page.integer()),
    )


def _pick_in(node: JsonNode, known: dict[DocumentId, SourceRef]) -> Pick:
    sources = node.each("sources", _source_in)
    return Pick(
        number=node.get("number").integer(),
        role=cast("Role", node.get("role").choice(Role)),
        title=node.get("title").text(),
        published=node.get("published").day(),
        story_id=StoryId(node.get("story_id").text()),
        summary=node.each("summary", _sentence_in),
        context=node.each("context", _sentence_in),
        insight=node.each("insight", _sentence_in),
        reasons=node.each("reasons", _reason_in),
        # The contract names a pick's sources by id only; what 출처 knows of them is the same document.
        sources=tuple(source if source.title else known.get(source.document_id, source) for source in sources),
        outlets=node.get("outlets").integer(len(sources)),
        headline=None if node.get("headline").value is None else _sentence_in(node.get("headline")),
    )


def _runner_up_in(node: JsonNode) -> RunnerUp:
    return RunnerUp(
        title=node.get("title").text(),
        story_id=StoryId(node.get("story_id").text("")),
        score=node.get("score").number(),
        reason=node.get("reason").text(""),
        reasons=node.each("reasons", _reason_in),
    )


def _verification_in(node: JsonNode) -> Verification:
    if node.value is None:
        return Verification(0, 0, 0, ())
    return Verification(
        sentences=node.get("sentences").integer(0),
        supported=node.get("supported").integer(0),
        composed=node.get("composed").integer(0),
        dropped=node.each("dropped", lambda d: DroppedSentence(d.get("text").text(), d.get("reason").text(""))),
    )


def _made_with_in(node: JsonNode) -> MadeWith:
    if node.value is None:
        return MadeWith("", "", None, None)
    return MadeWith(
        newsprism=node.get("newsprism").text(""),
        writer=node.get("writer").text(""),
        model=node.get("model").optional(),
        embedder=node.get("embedder").optional(),
        usage=None if node.get("calls").value is None else _usage_in(node),
    )


def _usage_in(node: JsonNode) -> Usage:
    return Usage(
        calls=node.get("calls").integer(),
        tokens_in=node.get("tokens_in").integer(0),
        tokens_out=node.get("tokens_out").integer(0),
        seconds=node.get("seconds").number() if node.get("seconds").value is not None else 0.0,
        note=node.get("note").text(""),
    )
