"""The order of stories against grades of relevance by reader type, beside popularity, recency and BM25.

Only stories with a grade are ranked: what nobody judged would count for or against whoever puts it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from newsprism.assemble import NewsPrism
from newsprism.errors import UnusableLabels
from newsprism.evaluation.baselines import bm25
from newsprism.evaluation.bootstrap import SEED, Interval, interval_of_draws
from newsprism.evaluation.digests import digest, digest_all
from newsprism.evaluation.measures import ndcg
from newsprism.evaluation.result import Evaluation, Judgement
from newsprism.formats.labels import HIGHEST, read_grades
from newsprism.pipeline.calendar import appears, window_of
from newsprism.text.ko.tokens import Analyzer, content
from newsprism.types.brief import Window
from newsprism.types.label import Grades
from newsprism.types.reader import ReaderType, ReaderTypeId
from newsprism.types.story import Story, StoryId

PICKS = 6
_SEOUL = ZoneInfo("Asia/Seoul")
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_READ = 1_000
_LEADS = 3
_EXAMPLES = 20
_TELLING = 2
"""Different grades without which no order is better than another."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The graded stories of one reader type; `grades` are those of `stories`, in order."""

    reader: ReaderType
    stories: tuple[Story, ...]
    grades: tuple[int, ...]


Order = Callable[[Judged, Window], Sequence[StoryId]]


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path], errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the grades of `data` on the stories of `items`; a story has the highest grade of its articles.

    Raises UnknownReader, and InputError for labels or items that cannot be used.
    """
    begin = perf_counter()
    labels = read_grades(data)
    readers = {
        name: engine.readers.get(name) for name in dict.fromkeys(name for label in labels for name, _ in label.grades)
    }
    of_url: dict[str | None, Story] = {
        d.url: s for s in engine.stories(engine.read(items).documents) for d in s.documents if d.url
    }
    known = [label for label in labels if label.url in of_url]
    judged = [_judged(reader, name, known, of_url, data) for name, reader in readers.items()]
    usable = [one for one in judged if one.stories and len(set(one.grades)) > 1]
    if not usable:
        raise UnusableLabels(
            f"어느 독자 유형에도 점수가 한 가지뿐입니다({', '.join(readers)})",
            subject=str(data),
            advice="좋은 것과 그렇지 않은 것이 모두 있어야 합니다.",
        )
    window = _window([story for one in usable for story in one.stories], data)
    dailies = [(day, part) for day in _issues(window) for one in usable if (part := _within(one, day))]
    engine.progress.stage("고르기", (len(usable) + len(dailies)) * (1 if engine.appraiser is None else 2))
    ours = {one.reader.id: _ours(engine)(one, window) for one in usable}
    every: dict[str, Order] = {
        "ours": _ours(engine), "popularity": _popular, "recency": _recent, "bm25": _profile(engine.analyzer)
    }  # fmt: skip
    if engine.appraiser is not None:
        every["words"] = _ours(replace(engine, settings=replace(engine.settings, appraiser="none")))
    found = {}
    for name, order in every.items():
        orders = ours if name == "ours" else {one.reader.id: order(one, window) for one in usable}
        found[name] = _judge(orders, judged, usable, seed, _daily(dailies, order))
    return Evaluation(
        "rank",
        digest(data),
        len({(one.reader.id, s.id) for one in usable for s in one.stories}),
        found.pop("ours"),
        found,
        perf_counter() - begin,
        digest_all(items),
        len(labels) - len(known),
        {"urls": len(known), "stories": len({s.id for one in usable for s in one.stories})},
        _errors(usable, ours) if errors else {},
    )


def _judged(
    reader: ReaderType, name: str, labels: Sequence[Grades], of_url: Mapping[str | None, Story], data: Path
) -> Judged:
    if not labels:
        raise UnusableLabels(
            "라벨의 주소가 --from 의 기사에 하나도 없습니다",
            subject=str(data),
            advice="라벨을 단 기사를 --from 으로 주세요.",
        )
    best: dict[StoryId, int] = {}
    stories: dict[StoryId, Story] = {}
    for label in labels:
        grade = dict(label.grades).get(name)
        if grade is not None:
            story = of_url[label.url]
            stories[story.id] = story
            best[story.id] = max(best.get(story.id, 0), grade)
    return Judged(reader, tuple(stories.values()), tuple(best[i] for i in stories))


def _window(stories: Sequence[Story], data: Path) -> Window:
    days = _days(stories)
    if not days:
        raise UnusableLabels(
            "라벨을 단 기사에 날짜가 하나도 없습니다", subject=str(data), advice="날짜 있는 기사를 --from 으로 주세요."
        )
    return Window(min(days), max(days))


def _issues(window: Window) -> list[Window]:
    """Return the windows of the daily editions that appear from the first day to the last."""
    days = (window.start + timedelta(days=n) for n in range((window.end - window.start).days + 1))
    return [window_of("daily", day) for day in days if appears("daily", day)]


def _within(judged: Judged, window: Window) -> Judged | None:
    """Return the part with a report on the days of the window; None where one grade is all that there is."""
    kept = [
        (story, grade)
        for story, grade in zip(judged.stories, judged.grades, strict=True)
        if any(window.start <= day <= window.end for day in _days([story]))
    ]
    if len({grade for _, grade in kept}) < _TELLING:
        return None
    return Judged(judged.reader, tuple(story for story, _ in kept), tuple(grade for _, grade in kept))


def _days(stories: Iterable[Story]) -> list[date]:
    return [d.published_at.astimezone(_SEOUL).date() for s in stories for d in s.documents if d.published_at]


# --- orders -----------------------------------------------------------------------------------------------------------


def _ours(engine: NewsPrism) -> Order:
    """Return the order of an edition: its picks, then the runners-up by score, then what was filtered."""

    def order(judged: Judged, window: Window) -> list[StoryId]:
        ranking = engine.making.ranker.rank(judged.stories, judged.reader, window, PICKS)
        engine.progress.advance()
        rest = sorted((drop.item for drop in ranking.not_selected), key=lambda r: (-r.score, r.story.id))
        return [*(r.story.id for r in (*ranking.selected, *rest)), *(drop.item.id for drop in ranking.filtered)]

    return order


def _popular(judged: Judged, _: Window) -> list[StoryId]:
    return [s.id for s in sorted(judged.stories, key=lambda s: (-len(s.outlets), -len(s.documents), s.id))]


def _recent(judged: Judged, _: Window) -> list[StoryId]:
    return [s.id for s in sorted(judged.stories, key=lambda s: s.updated_at or _EARLIEST, reverse=True)]


def _profile(analyzer: Analyzer) -> Order:
    """Return the order by BM25 of headline and lead for the words of a reader's profile, by their weights."""
    known: dict[StoryId, tuple[str, ...]] = {}

    def order(judged: Judged, _: Window) -> list[StoryId]:
        missing = [s for s in judged.stories if s.id not in known]
        analysed = analyzer.analyse_all([_text(s) for s in missing])
        known.update({s.id: content(morphemes) for s, morphemes in zip(missing, analysed, strict=True)})
        scores = bm25([known[s.id] for s in judged.stories], profile_terms(judged.reader, analyzer))
        ranked = sorted(zip(scores, judged.stories, strict=True), key=lambda pair: (-pair[0], pair[1].id))
        return [story.id for _, story in ranked]

    return order


def profile_terms(reader: ReaderType, analyzer: Analyzer) -> dict[str, float]:
    """Return the terms of all words of a profile, each with the greatest weight of a word that it stands in."""
    interests = reader.interests
    words = [(word, weight * inner) for topic, weight in interests.topics for word, inner in topic.terms.items()]
    words += [*interests.terms, *interests.companies, *interests.regions]
    found: dict[str, float] = {}
    for (_, weight), morphemes in zip(words, analyzer.analyse_all([w for w, _ in words]), strict=True):
        for term in content(morphemes):
            found[term] = max(found.get(term, 0.0), weight)
    return found


def _text(story: Story) -> str:
    leads = [d for d in story.documents if d.id not in story.copies][:_LEADS]
    return "\n".join([story.title, *(f"{d.title}\n{d.text[:_READ]}" for d in leads)])


# --- judging ----------------------------------------------------------------------------------------------------------


def _daily(parts: Sequence[tuple[Window, Judged]], order: Order) -> list[float]:
    """Return nDCG of the daily edition of each day and reader type."""
    found = []
    for window, part in parts:
        grade = dict(zip((s.id for s in part.stories), part.grades, strict=True))
        value = ndcg([grade[i] for i in order(part, window)], PICKS)
        if value is not None:
            found.append(value)
    return found


def _judge(
    orders: Mapping[ReaderTypeId, Sequence[StoryId]],
    judged: Sequence[Judged],
    usable: Sequence[Judged],
    seed: int,
    dailies: Sequence[float],
) -> Judgement:
    by_type: dict[str, float | None] = {one.reader.id: None for one in judged}
    graded: list[list[tuple[StoryId, int]]] = []
    for one in usable:
        grade = dict(zip((s.id for s in one.stories), one.grades, strict=True))
        graded.append([(i, grade[i]) for i in orders[one.reader.id]])
        by_type[one.reader.id] = ndcg([g for _, g in graded[-1]], PICKS)
    told = [value for value in by_type.values() if value is not None]
    top = {i for one in graded for i, _ in one[:PICKS]}
    return Judgement(
        {
            "ndcg@6": sum(told) / len(told) if told else None,
            "daily_ndcg@6": sum(dailies) / len(dailies) if dailies else None,
        },
        {
            "ndcg@6": _interval(graded, seed),
            "daily_ndcg@6": interval_of_draws(
                len(dailies), lambda drawn: float(np.mean(np.take(dailies, drawn))), seed=seed
            ),
        },
        {
            "daily_editions": len(dailies),
            "by_type": by_type,
            "good_of_six": {
                one.reader.id: sum(g >= HIGHEST - 1 for _, g in rows[:PICKS])
                for one, rows in zip(usable, graded, strict=True)
            },
            "catalogue_coverage": len(top) / max(1, sum(min(PICKS, len(rows)) for rows in graded)),
        },
    )


def _interval(graded: Sequence[Sequence[tuple[StoryId, int]]], seed: int) -> Interval | None:
    """Draw the labelled stories again: a story that is drawn twice stands twice in each order."""
    stories = {story: number for number, story in enumerate(dict.fromkeys(i for rows in graded for i, _ in rows))}
    numbered = [[(stories[i], grade) for i, grade in rows] for rows in graded]

    def measure(drawn: npt.NDArray[np.int64]) -> float | None:
        times = np.bincount(drawn, minlength=len(stories)).tolist()
        values = [ndcg([g for i, g in rows for _ in range(times[i])], PICKS) for rows in numbered]
        told = [value for value in values if value is not None]
        return sum(told) / len(told) if told else None

    return interval_of_draws(len(stories), measure, seed=seed)


def _errors(
    usable: Sequence[Judged], orders: Mapping[ReaderTypeId, Sequence[StoryId]]
) -> dict[str, list[dict[str, object]]]:
    """Return picks that are nothing for the reader, and stories of the highest grade that are no pick."""
    wrong: list[dict[str, object]] = []
    lost: list[dict[str, object]] = []
    for one in usable:
        story = {s.id: s for s in one.stories}
        grade = dict(zip(story, one.grades, strict=True))
        for place, i in enumerate(orders[one.reader.id], 1):
            example = {"reader": one.reader.id, "place": place, "url": _url(story[i]), "grade": grade[i]}
            if place <= PICKS and grade[i] == 0:
                wrong.append(example)
            elif place > PICKS and grade[i] == HIGHEST:
                lost.append(example)
    return {"picked_in_vain": wrong[:_EXAMPLES], "best_not_picked": lost[:_EXAMPLES]}


def _url(story: Story) -> str | None:
    return next((d.url for d in story.documents if d.url), None)
