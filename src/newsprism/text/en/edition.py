"""The English words of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from newsprism.protocols.stages import Press
from newsprism.text.en.dates import dates
from newsprism.text.wording import Reports
from newsprism.types.reader import ReaderType, SentenceKind

_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_KIND_NAMES: dict[SentenceKind, str] = {
    "deadline": "a date to watch",
    "decision": "a decision",
    "amount": "figures",
    "condition": "conditions",
    "demand": "a demand",
    "forecast": "a forecast",
    "risk": "a risk",
}
_SMALL = "no one two three four five six seven eight nine".split()
_TEMPLATE = frozenset(
    """
    reported by outlet outlets on from to through and covered it this story since the edition of has have
    more report reports came out was were followed question is first day days new brief an had again after with
    """.split()
)


def day(when: date) -> str:
    """Return a day as English-language news print it.

    >>> day(date(2025, 2, 3))
    'Feb. 3'
    """
    return f"{_MONTHS[when.month - 1]} {when.day}"


def spelled(number: int, one: str, more: str = "") -> str:
    """Return a count for the beginning of a sentence: Three outlets, 12 outlets."""
    noun = one if number == 1 else more or one + "s"
    return f"{_SMALL[number].capitalize() if number < len(_SMALL) else f'{number:,}'} {noun}"


def counted(number: int, one: str, more: str = "") -> str:
    """Return a count with its noun: 1 outlet, 3 outlets."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


class EnglishReasons:
    """Implements `text.wording.Reasons`."""

    tried = "picked on trial, to widen what you see"

    def relevance(self, topics: Sequence[str], matched: Sequence[str]) -> str:
        """Say which topics and words of the reader the story holds."""
        parts = []
        if topics:
            parts.append(f"on {_listed(topics[:2])}, which you follow")
        if matched:
            parts.append(f"mentions {_listed(matched)}")
        return "; ".join(parts) or "at some distance from your topics"

    def decision(self, kinds: Sequence[SentenceKind]) -> str:
        """Say what in the text helps to decide."""
        names = [name for kind, name in _KIND_NAMES.items() if kind in kinds][:3]
        return f"gives {_listed(names)}" if names else "gives few figures or dates"

    def prominence(self, outlets: int, reach: int) -> str:
        """Say how many outlets reported it, and its thread."""
        related = f" ({reach} with related stories)" if reach > outlets else ""
        return f"covered by {counted(outlets, 'outlet')}{related}"

    def development(self, days: Sequence[date]) -> str:
        """Say over which days it was reported."""
        if len(days) < 2:
            return "reported on a single day"
        return f"reported on {len(days)} days from {day(days[0])} to {day(days[-1])}"

    def freshness(self, last: date | None) -> str:
        """Say when the last report came."""
        return f"last reported on {day(last)}" if last else "of unknown date"

    def substance(self, length: int) -> str:
        """Say how much text there is to rest on."""
        return f"rests on {length:,} characters of text"

    def novelty(self, again: date | None, end: date, began_inside: bool) -> str:
        """Say whether it is new, or goes on since an edition."""
        if again:
            return f"has news since the edition of {day(again)}"
        return "first reported in this period" if began_inside else "goes on from before this period"


class EnglishWords:
    """Implements `text.wording.EditionWords`."""

    rules_label = "The articles in this brief were selected and excerpted by an automatic algorithm. Check the originals for the exact content."
    model_label = "This brief is AI-generated: a generative AI selected and summarised the articles. Check the originals for the exact content."
    disclaimer = "For information only, and no recommendation to buy or sell. Investment decisions, and the responsibility for them, are yours."
    glossary = "NewsPrism glossary"
    reasons = EnglishReasons()

    def title(self, headline: str, reader: ReaderType, weekly: bool) -> str:
        """Return the title with its tag."""
        return f"{headline} [AI Brief: {'weekly' if weekly else 'daily'} news for {reader.short}]"

    def head_line(self, reader: ReaderType, weekly: bool) -> str:
        """Return the line above the editor's note."""
        return f"▲ {'Weekly ' if weekly else ''}AI Brief: news chosen for {reader.name}"

    def note(self, reader: ReaderType, press: Press, picks: int, wanted: int, weekly: bool) -> str:
        """Return the editor's note."""
        start, end = press.window.start, press.window.end
        span = f"on {day(end)}, {end.year}" if start == end else f"from {day(start)} to {day(end)}, {end.year}"
        articles = counted(press.documents, "article")
        first = (
            f"Out of {articles} published by {counted(press.outlets, 'outlet')} {span}, "
            f"this brief presents {counted(picks, 'story', 'stories')} chosen for {reader.name}."
        )
        second = f"Articles on the same event count as one story, which makes {counted(press.stories, 'story', 'stories')} in all."
        if weekly:
            second += " “The week in context” gives the course or the background of each story, as its reports tell it."
        third = "The numbers after a sentence point to the articles that support it; what none of them supports was left out."
        short = (
            f" Only {counted(picks, 'story', 'stories')} met the criteria, so the brief was not filled up to {wanted}."
            if picks < wanted
            else ""
        )
        return f"{first} {second} {third}{short}"

    def untitled(self, reader: ReaderType) -> str:
        """Return a title for an edition whose headlines have no part that fits."""
        return f"News for {reader.name}"

    def joined(self, left: str, right: str) -> str:
        """Return a title of two headlines."""
        return f"{left}; {right}"

    def reported(self, reports: Reports) -> Iterator[str]:
        """Yield true wordings of how a story was reported."""
        start, end = day(reports.first), day(reports.last)
        who = reports.publisher or "One outlet"
        if reports.outlets > 1:
            who = spelled(reports.outlets, "outlet")
        inner = who[:1].lower() + who[1:] if reports.outlets > 1 else who
        if reports.first == reports.last:
            yield f"{who} reported this story on {start}."
            yield f"The story came out on {start}, reported by {inner}."
            yield f"On {start}, {inner} covered this story."
            return
        yield f"{who} reported this story from {start} to {end}."
        yield f"From {start} to {end}, {inner} covered this story."
        yield f"The first report came on {start}; by {end}, {inner} had covered this story."

    def since(self, edition: date, reports: Reports, count: int) -> Iterator[str]:
        """Yield wordings of what came since an edition."""
        told, news = day(edition), counted(count, "new report")
        yield f"Since the edition of {told}, {news} came from {counted(reports.outlets, 'outlet')}."
        yield f"{spelled(reports.outlets, 'outlet')} covered this story again after the edition of {told}, with {news}."

    def question(self, asked: str) -> str:
        """Return the sentence that puts a lens's question to the reader."""
        return f"The question is {asked.rstrip('?.')}."

    def unexplained(self, text: str, values: frozenset[str], days: frozenset[date]) -> tuple[str, ...]:
        """Return the words of a counted sentence that are no words of these templates, and the numbers and days not given."""
        rest = text
        found: list[str] = []
        for mention in reversed(dates(text, max(days, default=None))):
            if mention.first is None or mention.first not in days:
                found.append(mention.text)
            rest = rest[: mention.start] + " " + rest[mention.end :]
        for number in re.findall(r"\d[\d,]*(?:\.\d+)?", rest):
            if number.replace(",", "") not in values:
                found.append(number)
        for word in re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", rest):
            low = word.casefold()
            if low in _SMALL[1:] and str(_SMALL.index(low)) in values:
                continue
            if low not in _TEMPLATE:
                found.append(word)
        return tuple(found)


def _listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
