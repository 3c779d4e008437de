"""The extractive summary of one article against a person's, beside the first three sentences and TextRank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from newsprism.assemble import NewsPrism
from newsprism.errors import MalformedRecord
from newsprism.evaluation.baselines import lead3, textrank
from newsprism.evaluation.bootstrap import SEED, interval_of_sums
from newsprism.evaluation.digests import digest
from newsprism.evaluation.facts import facts
from newsprism.evaluation.measures import coverage, rouge_l, rouge_n, share
from newsprism.evaluation.result import Evaluation, Judgement
from newsprism.formats.labels import read_references
from newsprism.stages.write.material import read
from newsprism.stages.write.objective import Taken, summarise
from newsprism.stages.write.summary import CORE
from newsprism.text.ko.sentences import split
from newsprism.text.ko.tokens import Analyzer, Morpheme, content
from newsprism.types.document import Document, DocumentId
from newsprism.types.label import Reference
from newsprism.types.story import Story, StoryId

ROUGE = ("rouge1", "rouge2", "rougeL")
_LONGEST = 20_000
"""Characters of a text that are read."""
_MOST_SENTENCES = 300
_EXAMPLES = 20
Summariser = Callable[[Reference, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class _Scored:
    """One summary: its ROUGE values, and of the facts of the reference how many there are and how many it has."""

    rouge: tuple[float, float, float]
    asked: int
    kept: int
    characters: int


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path] = (), errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the summaries of the texts of `data`; `items` are not used.

    Words are Kiwi's morphemes without marks. Raises InputError for labels that cannot be used.
    """
    begin = perf_counter()
    references = read_references(data)
    sentences = [_sentences(one) for one in references]
    wanted = [_wanted(one, parts, data) for one, parts in zip(references, sentences, strict=True)]
    ways: Mapping[str, Summariser] = {
        "newsprism": lambda one, _: summary(engine, one),
        "lead3": lambda _, parts: " ".join(lead3(parts)),
        "textrank": lambda _, parts: _textrank(engine.analyzer, parts),
    }
    scored: dict[str, list[_Scored]] = {}
    for name, way in ways.items():
        engine.progress.stage(f"요약: {name}", len(references))
        texts = []
        for one, parts in zip(references, sentences, strict=True):
            texts.append(way(one, parts))
            engine.progress.advance()
        scored[name] = _score(engine.analyzer, texts, wanted)
    judged = {name: _judge(rows, seed) for name, rows in scored.items()}
    return Evaluation(
        "summarize",
        digest(data),
        len(references),
        judged.pop("newsprism"),
        judged,
        perf_counter() - begin,
        counts={"tokens": "kiwi_morphemes"},
        errors={"worst": _worst(references, scored["newsprism"])} if errors else {},
    )


def summary(engine: NewsPrism, one: Reference) -> str:
    """Return the summary that a daily would print of the article as its first pick; empty when it has no sentence."""
    document = Document(DocumentId("text"), "article", one.title, one.text[:_LONGEST], None, None, (), None, "ko")
    story = Story(StoryId("story"), 1, document.title, (document,), None, None)
    (material,) = read([(story, [document])], engine.analyzer, date.max)
    chosen = summarise(material.candidates, CORE, Taken(), engine.settings.summariser)
    return " ".join(candidate.text for candidate in chosen)


def _sentences(one: Reference) -> list[str]:
    text = one.text[:_LONGEST]
    return [text[span.start : span.end] for span in split(text)][:_MOST_SENTENCES]


def _wanted(one: Reference, sentences: Sequence[str], data: Path) -> str:
    if isinstance(one.reference, str):
        return one.reference
    beyond = [i for i in one.reference if i >= len(sentences)]
    if beyond:
        raise MalformedRecord(
            f"`reference`: {beyond[0]}번 문장이 없습니다(0부터 세어 {len(sentences)}문장)",
            subject=f"{data}: {one.id}",
            advice="문장 번호를 고치거나 요약을 글로 적으세요.",
        )
    return " ".join(sentences[i] for i in sorted(set(one.reference)))


def _textrank(analyzer: Analyzer, sentences: Sequence[str]) -> str:
    return " ".join(textrank(sentences, [content(m) for m in analyzer.analyse_all(sentences)]))


def _score(analyzer: Analyzer, texts: Sequence[str], wanted: Sequence[str]) -> list[_Scored]:
    both = zip(texts, wanted, analyzer.analyse_all(texts), analyzer.analyse_all(wanted), strict=True)
    return [_scored(*one) for one in both]


def _scored(text: str, wanted: str, ours: Sequence[Morpheme], theirs: Sequence[Morpheme]) -> _Scored:
    left, right = _words(ours), _words(theirs)
    asked, there = facts(wanted, theirs), facts(text, ours)
    return _Scored(
        (rouge_n(left, right, 1), rouge_n(left, right, 2), rouge_l(left, right)),
        len(asked),
        round((coverage(there, asked) or 0.0) * len(asked)),
        len(text),
    )


def _words(morphemes: Sequence[Morpheme]) -> list[str]:
    return [m.form.lower() for m in morphemes if not m.tag.startswith("S") or m.tag in ("SL", "SH", "SN")]


def _judge(rows: Sequence[_Scored], seed: int) -> Judgement:
    table = np.array([(*row.rouge, 1.0, row.kept, row.asked) for row in rows])
    sums = table.sum(axis=0)
    measures: dict[str, float | None] = {name: float(sums[i] / sums[3]) for i, name in enumerate(ROUGE)}
    measures["fact_coverage"] = float(sums[4] / sums[5]) if sums[5] else None
    intervals = {
        name: interval_of_sums(table, lambda s, column=i: share(s[column], s[3]), seed=seed)  # type: ignore[misc]
        for i, name in enumerate(ROUGE)
    }
    intervals["fact_coverage"] = interval_of_sums(table, lambda s: share(s[4], s[5]), seed=seed)
    return Judgement(
        measures,
        intervals,
        {
            "characters": sum(row.characters for row in rows) / len(rows),
            "empty": sum(not row.characters for row in rows),
        },
    )


def _worst(references: Sequence[Reference], rows: Sequence[_Scored]) -> list[dict[str, object]]:
    order = sorted(range(len(rows)), key=lambda i: (rows[i].rouge[0], i))[:_EXAMPLES]
    return [{"id": references[i].id or i, "rouge1": round(rows[i].rouge[0], 4)} for i in order]
