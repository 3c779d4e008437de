"""Charts: what the edition itself holds against what is drawn. The counts are the system's own, as in composed sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from newsprism.stages.verify.evidence import broken, own_day
from newsprism.types.brief import Brief, Citation, Pick, Timeline
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault


def untrue_charts(brief: Brief, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    """Yield faults of charts: headlines that are none or of another day, counts that cannot be, reports left uncounted.

    A path is that of a chart (``charts.timelines[0]``) or of a part of it; the text is what is at fault.
    """
    yield from _topics(brief)
    yield from _shift(brief)
    picks = {pick.story_id: pick for pick in brief.picks}
    for index, line in enumerate(brief.charts.timelines):
        path = f"charts.timelines[{index}]"
        pick = picks.get(line.story_id)
        if pick is None:
            yield Fault("citation", path, line.first.quote, f"뉴스에 없는 사안의 그래프: {line.story_id}")
        else:
            yield from _counts(line, pick, path)
            yield from _headlines(line, path, documents)


def _topics(brief: Brief) -> Iterator[Fault]:
    chart = brief.charts.topics_by_day
    if chart is None:
        return
    outside = [day for day in chart.days if not brief.window.start <= day <= brief.window.end]
    if outside:
        yield Fault("window", "charts.topics_by_day.days", str(outside[0]), f"기간 밖의 날짜: {outside[0]}")
    for n, topic in enumerate(chart.topics):
        if len(topic.stories) != len(chart.days) or min(topic.stories, default=0) < 0:
            yield Fault("number", f"charts.topics_by_day.topics[{n}]", topic.name, "날마다 하나씩의 수가 아님")
    if len(chart.rest) != len(chart.days) or min(chart.rest, default=0) < 0:
        yield Fault("number", "charts.topics_by_day.rest", "그 밖의 분야", "날마다 하나씩의 수가 아님")


def _shift(brief: Brief) -> Iterator[Fault]:
    chart = brief.charts.keyword_shift
    if chart is None:
        return
    if chart.before.end >= brief.window.start:
        yield Fault("window", "charts.keyword_shift.before", str(chart.before.end), "앞선 기간이 이번 기간과 겹침")
    for n, word in enumerate(chart.keywords):
        if not (0 <= word.before <= chart.stories_before and 0 <= word.now <= chart.stories_now):
            yield Fault("number", f"charts.keyword_shift.keywords[{n}]", word.keyword, "전체 사안보다 많은 수")


def _counts(line: Timeline, pick: Pick, path: str) -> Iterator[Fault]:
    known = Counter(source.published for source in pick.sources)
    for n, each in enumerate(line.days):
        if not 0 <= each.outlets <= each.reports or each.outlets > line.outlets:
            yield Fault("number", f"{path}.days[{n}]", str(each.day), f"보도보다 많은 매체: {each.outlets}")
        elif each.reports < known[each.day]:
            detail = f"출처 기사보다 적은 보도: {each.reports} / {known[each.day]}"
            yield Fault("number", f"{path}.days[{n}]", str(each.day), detail)


def _headlines(line: Timeline, path: str, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    days = [each.day for each in line.days]
    if not days:
        yield Fault("date", path, line.first.quote, "날짜가 없는 그래프")
        return
    yield from _headline(line.first, days[0], f"{path}.first", documents)
    for n, turn in enumerate(line.turns):
        if turn.day not in days:
            yield Fault("date", f"{path}.turns[{n}]", turn.headline.quote, f"그래프에 없는 날짜: {turn.day}")
        yield from _headline(turn.headline, turn.day, f"{path}.turns[{n}]", documents)


def _headline(citation: Citation, day: date, where: str, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    document = documents.get(citation.document_id)
    problem = broken(citation, document)
    if problem or document is None:
        yield Fault("citation", where, citation.quote, problem)
    elif citation.field != "title" or citation.quote != document.title:
        yield Fault("citation", where, citation.quote, "기사의 제목이 아님")
    elif own_day(document) != day:
        yield Fault("date", where, citation.quote, f"기사의 날짜와 다름: {day.isoformat()}")
