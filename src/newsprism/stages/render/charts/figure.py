"""Charts as figures of a page: caption, drawing, note, and the table that only screen readers meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from newsprism.stages.render.charts.labels import ChartLabels
from newsprism.stages.render.charts.labels import words as labels_of
from newsprism.stages.render.charts.shift import draw_shift
from newsprism.stages.render.charts.timeline import draw_timeline
from newsprism.stages.render.charts.topics import draw_topics
from newsprism.stages.render.charts.wording import Row, Words, of_shift, of_timeline, of_topics
from newsprism.types.brief import Brief, Citation, Timeline
from newsprism.types.document import DocumentId


def figures(brief: Brief, numbers: Mapping[DocumentId, int]) -> dict[str, str]:
    """Return the figures of an edition by name; `numbers` are the printed numbers of its sources."""
    charts, found, said = brief.charts, {}, labels_of(brief)
    css = "half" if charts.topics_by_day and charts.keyword_shift else ""
    if charts.topics_by_day:
        words = of_topics(charts.topics_by_day, said)
        found["chart-topics"] = _figure(words, draw_topics(charts.topics_by_day, words, said), css)
    if charts.keyword_shift:
        words = of_shift(charts.keyword_shift, said)
        found["chart-shift"] = _figure(words, draw_shift(charts.keyword_shift, words, said), css)
    for pick in brief.picks:
        line = charts.timeline(pick.story_id)
        if line:
            found[f"chart-course-{pick.number}"] = _course(line, pick.number, numbers, said)
    return found


def _course(line: Timeline, pick: int, numbers: Mapping[DocumentId, int], said: ChartLabels) -> str:
    words = of_timeline(line, said)
    marked = [(said.first, line.days[0].day, line.first)] if line.days else []
    marked += [(str(n), turn.day, turn.headline) for n, turn in enumerate(line.turns[:9], start=1)]
    listed = "".join(
        f'<li><b class="mark">{mark}</b> {said.day(day)} {_headline(citation, numbers)}</li>'
        for mark, day, citation in marked
    )
    return (
        f'<details class="course"><summary>{escape(words.title)}</summary>'
        f'{_figure(words, draw_timeline(line, pick, words, said), "", caption=False)}<ol class="turns">{listed}</ol></details>'
    )


def _headline(citation: Citation, numbers: Mapping[DocumentId, int]) -> str:
    number = numbers.get(citation.document_id)
    mark = f"<sup>[{number}]</sup>" if number else ""
    return f"{escape(citation.quote[:300])}{mark}"


def _figure(words: Words, drawing: str, css: str, *, caption: bool = True) -> str:
    head = f"<figcaption>{escape(words.title)}</figcaption>" if caption else ""
    return (
        f'<figure class="chart{" " + css if css else ""}">{head}{drawing}<p class="counted">{escape(words.note)}</p>'
        f"{_table(words.title, words.rows)}</figure>"
    )


def _table(title: str, rows: Sequence[Row]) -> str:
    head, *body = rows
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(f'<tr><th scope="row">{escape(row[0])}</th>{_cells(row[1:])}</tr>' for row in body)
    return (
        f'<div class="aloud"><table><caption>{escape(title)}</caption>'
        f"<thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _cells(cells: Iterable[str]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)
