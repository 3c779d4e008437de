"""What a story offers to be judged by: read once, used by filters, signals and diversification."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from newsprism.stages.rank.matter import bills, telling
from newsprism.text.headlines import Genre, agreement, content_words, genre, strip_tags
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import concludes, explains, reacts, teases
from newsprism.text.ko.manner import manners
from newsprism.text.ko.markets import market_of, under_way
from newsprism.text.ko.normalise import folded
from newsprism.text.language import language
from newsprism.types.brief import Window
from newsprism.types.document import Document
from newsprism.types.reader import Manner, SentenceKind
from newsprism.types.story import Story

SEOUL = ZoneInfo("Asia/Seoul")
_LEAD = 300
_READ, _MAIN = 6, 3
"""Headlines of other reports that are looked at, and those of them in which words are looked for."""
_PRINTABLE = frozenset({"news", "stub", "promotion", "feature", "market"})


@dataclass(frozen=True, slots=True)
class Glance:
    """What the headlines and openings of a story tell: enough to see whether it concerns a reader at all.

    `inside` are its reports of the window; `titles` and `lead_text` are folded for matching; `days` are the calendar
    days with a report, `course` those of the whole thread; `outlets` reported on the story, `reach` on the thread on
    the days of the story.
    """

    story: Story
    inside: tuple[Document, ...]
    titles: str
    lead_text: str
    days: tuple[date, ...]
    course: tuple[date, ...]
    outlets: int
    reach: int
    genres: frozenset[Genre]


@dataclass(frozen=True)
class Evidence:
    """A story read closely: `leads` are the reports that may be printed, best first; empty when there is none.

    `words` are those of its headline, `names` the telling ones of that headline and of the one that the story goes by;
    `bills` are the bills that it speaks of, `manners` how it is told.
    """

    glance: Glance
    leads: tuple[Document, ...]
    words: frozenset[str]
    names: tuple[frozenset[str], frozenset[str]]
    bills: frozenset[str]
    manners: frozenset[Manner]
    companies: tuple[str, ...]
    kinds: frozenset[SentenceKind]
    length: int

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.glance.story

    @cached_property
    def actor(self) -> str | None:
        """The firm that its headline begins with, or the one that it goes by, listed or not; None where somebody else acts."""
        known = strip_tags(self.story.title)
        return actor_of(strip_tags(self.leads[0].title) if self.leads else known) or actor_of(known)

    @cached_property
    def market(self) -> str | None:
        """The market whose moves it reports."""
        return market_of(self.story.title)

    @cached_property
    def until(self) -> tuple[int, bool]:
        """The ordinal of its last day, and whether that day was over: the report of a close follows that of an opening."""
        best = self.leads[0] if self.leads else None
        going = self.market is not None and best is not None and under_way(best.title, best.text)
        return self.days[-1].toordinal(), not going

    @cached_property
    def concludes(self) -> bool:
        """Whether its headline tells how the matter came out."""
        return concludes(strip_tags(self.leads[0].title if self.leads else self.story.title))

    @property
    def outlets(self) -> int:
        """How many outlets reported on it in the window."""
        return self.glance.outlets

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the window with a report."""
        return self.glance.days

    @property
    def course(self) -> tuple[date, ...]:
        """The days of the window with a report of the story or of another one of its thread."""
        return self.glance.course

    @property
    def genres(self) -> frozenset[Genre]:
        """The kinds of text in the story."""
        return self.glance.genres


def day_of(document: Document) -> date | None:
    """Return the calendar day in Seoul on which the document appeared."""
    return document.published_at.astimezone(SEOUL).date() if document.published_at else None


def outlets_of(documents: Iterable[Document]) -> frozenset[str]:
    """Return the names of the outlets of `documents`."""
    return frozenset(d.publisher for d in documents if d.publisher)


Course = Mapping[date, frozenset[str]]
"""Which outlets reported on which day of the window."""


def glance(story: Story, window: Window, course: Course | None = None) -> Glance:
    """Look at the reports of one window; documents outside of it count for nothing but the story's history."""
    dated = [(day, d) for d in story.documents if (day := day_of(d)) and window.start <= day <= window.end]
    inside = tuple(d for _, d in dated)
    titles = _main([story.title, *(strip_tags(d.title) for d in inside if d.id not in story.copies)][: _READ + 1])
    fullest = sorted(inside, key=lambda d: -min(len(d.text), _LEAD))[:3]
    return Glance(
        story=story,
        inside=inside,
        titles=folded(" ¦ ".join(titles)),
        lead_text=folded(" ".join(d.text[:_LEAD] for d in fullest)),
        days=(days := tuple(sorted({day for day, _ in dated}))),
        course=tuple(course) if course else days,
        outlets=len(names := outlets_of(inside)),
        reach=len({name for day in days for name in (course or {}).get(day, ())} | names),
        genres=frozenset(genre(d.title) for d in inside),
    )


def _main(titles: Sequence[str]) -> list[str]:
    """Return the first of the headlines and those that agree most with all: a side headline is not what a story is about."""
    if len(titles) <= _MAIN + 1:
        return list(titles)
    agreed = agreement(titles)
    kept = sorted(range(1, len(titles)), key=lambda place: -agreed[place])[:_MAIN]
    return [titles[place] for place in (0, *sorted(kept))]


def courses(stories: Iterable[Story], window: Window) -> dict[str, Course]:
    """Return, for each thread, the course of the reports of all its stories."""
    found: dict[str, dict[date, set[str]]] = {}
    for story in stories:
        if story.thread_id is None:
            continue
        days = found.setdefault(story.thread_id, defaultdict(set))
        for document in story.documents:
            day = day_of(document)
            if day and window.start <= day <= window.end:
                days[day].add(document.publisher or document.id)
    return {thread: {day: frozenset(names) for day, names in sorted(days.items())} for thread, days in found.items()}


def gather(seen: Glance) -> Evidence:
    """Read closely what a glance found worth it."""
    leads = _printable(seen)
    headline = strip_tags(leads[0].title) if leads else seen.story.title
    opening, title = leads[0].text if leads else "", strip_tags(seen.story.title)
    return Evidence(
        glance=seen,
        leads=leads,
        words=(words := content_words(headline)),
        names=(telling(words), telling(content_words(title))),
        bills=bills(f"{headline} {title}", opening),
        manners=manners(seen.story.title, opening),
        companies=companies_of(headline),
        kinds=_kinds(leads),
        length=max((len(d.text) for d in leads), default=0),
    )


def _printable(seen: Glance) -> tuple[Document, ...]:
    """Return reports with a body, best first: plain news whose headline says what the others say, with a full text."""
    with_body = [d for d in seen.inside if genre(d.title) in _PRINTABLE and _sentences(d) >= 1]
    first, last = seen.days[0], seen.days[-1]
    agreed = {d.id: a for d, a in zip(with_body, agreement([d.title for d in with_body]), strict=True)}
    most = max(agreed.values(), default=0.0) or 1.0
    return tuple(
        sorted(
            with_body,
            key=lambda d: (
                genre(d.title) != "news",
                d.id in seen.story.copies,
                -_worth(d, agreed[d.id], _lateness(d, first, last), agreed[d.id] / most),
                d.id,
            ),
        )
    )


def _lateness(document: Document, first: date, last: date) -> float:
    """Return 0 for a report of the first day of a story to 1 for one of its last: the last full report knows most."""
    day = day_of(document) or first
    return (day - first).days / max(1, (last - first).days)


def _worth(document: Document, agreed: float, lateness: float, alike: float) -> float:
    """Return how well a report stands for its story; `alike` is 1 for the one whose words most others have, 0 for words of its own.

    A late report in other words looks back at the news, unless it tells how it came out.
    """
    behind = explains(document.title)
    fullness = 0.6 * min(_sentences(document), 3) / 3 + 0.4 * min(len(document.text), 600) / 600
    late = 0.0 if behind else 0.2 * lateness * (1.0 if concludes(document.title) else alike)
    return (
        0.38 * fullness
        + 0.42 * agreed
        + late
        - _REACTION * reacts(document.title)
        - _TEASER * (behind or teases(document.title))
    )


_REACTION, _TEASER = 0.2, 0.15
"""What a headline costs that tells what somebody says of the news, or asks instead of telling."""


def _sentences(document: Document) -> int:
    return _whole_sentences(document.text[:900], document.language)


@lru_cache(maxsize=1 << 13)
def _whole_sentences(text: str, tag: str) -> int:
    """Count them once: a report is asked whether it has any, then how many, and by every reader again."""
    return sum(span.complete and span.end - span.start >= 20 for span in language(tag).split(text))


def companies_of(title: str) -> tuple[str, ...]:
    """Return the listed companies that a headline names, in order."""
    return tuple(dict.fromkeys(m.entity.canonical for m in gazetteer().mentions(title) if m.entity.kind == "company"))


# What nobody lists is taken for a firm by what stands beside it: 한빛정밀 노사, / 누리유통 대표 / 라온칩,
_FIRM = re.compile(
    r"(?P<name>[가-힣A-Za-z&]{3,15}?)(?:\s(?:노사|노조|대표|회장|사장|CEO|측|퇴직자|직원)(?![가-힣])|,\s|…)"
)
_AUTHORITY = re.compile(
    r"(?:정부|당국|여야|당정|국회|대통령|장관|위원회|협회|연구원|공단|공사|대학교?|법원|검찰|경찰|[시군구도청부처원])$"
)


_GROUP = re.compile(
    r"(?:층|계|주민|국민|시민|난민|가구|세대|외국인|직장인|노인|개인|청년|아동|학생|투자자|소비자|실수요자|자영업자|근로자|노동자)$"
)
"""Of whom there are many: two stories about them are not of one firm."""


@lru_cache(maxsize=1 << 13)
def actor_of(title: str) -> str | None:
    """Return the firm that a headline begins with, by its full name where that is known; None for anybody else."""
    first = next(iter(gazetteer().mentions(title)), None)
    if first is not None and first.start == 0:
        return first.entity.canonical if first.entity.kind == "company" else None
    found = _FIRM.match(title)
    if found is None or _AUTHORITY.search(found["name"]) or _GROUP.search(found["name"]):
        return None
    return found["name"]


def _kinds(documents: Sequence[Document]) -> frozenset[SentenceKind]:
    found: set[SentenceKind] = set()
    for document in documents[:2]:
        pack = language(document.language)
        for span in pack.split(document.text[:600])[:5]:
            found |= pack.kinds(document.text[span.start : span.end])
    return frozenset(found)
