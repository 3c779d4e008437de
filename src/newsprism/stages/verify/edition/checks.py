"""What only the whole edition shows: repetition, one story twice, too much of one company, days, contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from newsprism.stages.verify.edition.digest import item_places, repeated_lines
from newsprism.stages.verify.evidence import own_day
from newsprism.stages.verify.reading import Reading, read
from newsprism.stages.verify.words.lexicon import LIGHT
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import comparable
from newsprism.text.language import language
from newsprism.types.brief import Brief, Pick, Sentence, Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault

CONTAINED = 0.9
"""Share of the shorter sentence's words in another from which it repeats that one."""
SAME_TITLE = 0.8
COMPANY_CAP = 2

_ENOUGH = 5  # words; shorter sentences share most of their words with any other on the subject
_ANNOUNCING = re.compile(r"title$|subtitles|picks\[\d+\]\.title$")
_PRINTED_DAY = re.compile(r"\((\d{1,2})\.(\d{1,2})\)\s*$")


def places(brief: Brief) -> Iterator[tuple[str, str, Sentence | None]]:
    """Yield path, text and sentence of every place that can be at fault, in printing order.

    A pick has two places that are no sentences, ``picks[i].title``, unless a model wrote it, and ``picks[i].published``;
    their text is its title.
    """
    if brief.headline is not None:
        yield "title", brief.headline.text, brief.headline
    yield from _numbered("subtitles", brief.subtitles)
    for i, paragraph in enumerate(brief.analysis):
        yield from _numbered(f"analysis[{i}].sentences", paragraph.sentences)
    for i, issue in enumerate(brief.issues):
        yield from _numbered(f"issues[{i}].sentences", issue.sentences)
    for i, trend in enumerate(brief.trends):
        yield from _numbered(f"trends[{i}].sentences", trend.sentences)
    for i, pick in enumerate(brief.picks):
        yield f"picks[{i}].title", pick.title, pick.headline
        yield f"picks[{i}].published", pick.title, None
        for name, block in (("summary", pick.summary), ("context", pick.context), ("insight", pick.insight)):
            yield from _numbered(f"picks[{i}].{name}", block)
    for i, term in enumerate(brief.terms):
        yield from _numbered(f"terms[{i}].sentences", term.sentences)
    for i, point in enumerate(brief.strategy):
        yield from _numbered(f"strategy[{i}].sentences", point.sentences)
    yield from item_places(brief)


def _numbered(path: str, sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, Sentence | None]]:
    for index, sentence in enumerate(sentences):
        yield f"{path}[{index}]", sentence.text, sentence


def sentences_of(brief: Brief) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence with the path of its place, in printing order."""
    return ((where, sentence) for where, _, sentence in places(brief) if sentence is not None)


def repeated(brief: Brief) -> Iterator[Fault]:
    """Yield a fault at the later place of every sentence that the edition already printed, in other words or the same.

    Title and subtitles announce sentences of the body, so they are compared among themselves only. The lines of a digest are compared
    to the letter: two figures under the same words are what a report is made of.
    """
    yield from repeated_lines(brief)
    seen: list[tuple[str, Sentence]] = []
    for where, sentence in sentences_of(brief):
        if where.startswith("sections"):
            continue
        for earlier, other in seen:
            if _announces(where) == _announces(earlier) and _repeats(sentence, other):
                # Of what was ruled one day and appealed on another most words are the same.
                if _goes_on(sentence.text, other.text):
                    continue
                yield Fault("repeated", where, sentence.text, f"이미 나온 문장: {earlier}")
                break
        seen.append((where, sentence))


def _announces(where: str) -> bool:
    return _ANNOUNCING.match(where) is not None


def _repeats(one: Sentence, other: Sentence) -> bool:
    if _comparable(one.text) == _comparable(other.text):
        return True
    if "composed" in (one.origin, other.origin):
        # Composed sentences share their template; they repeat only when they give the same values.
        return False
    left, right = _keys(one.text), _keys(other.text)
    shorter = min(len(left), len(right))
    if shorter < _ENOUGH:
        return False
    if len(left & right) >= CONTAINED * shorter:
        return True
    return "generated" in (one.origin, other.origin) and _in_other_words(one.text, other.text)


def _in_other_words(one: str, other: str) -> bool:
    """Say whether the shorter text tells nothing that the other one does not, by words that are used for one another."""
    short, long = sorted((read(one, None), read(other, None)), key=lambda reading: len(reading.words))
    exact = {word.key for word in short.words if word.kind != "word"}
    if not exact <= long.keys:
        return False
    telling = [word.key for word in short.words if word.key not in LIGHT]
    held = sum(key in long.keys or not long.keys.isdisjoint(alike(key)) for key in telling)
    return held >= CONTAINED * len(telling)


@lru_cache(maxsize=2048)
def _comparable(text: str) -> str:
    return re.sub(r"[\s.,!?]+", "", folded(text))


@lru_cache(maxsize=2048)
def _goes_on(text: str, earlier: str) -> bool:
    """Say whether a sentence gives a day that the `earlier` one does not, and ends with something else being done."""
    later, before = read(text, None).words, read(earlier, None).words
    days = {word.key for word in later if word.kind == "date"} - {word.key for word in before}
    return bool(days) and bool(later and before) and later[-1].key not in {word.key for word in before}


def _keys(text: str) -> frozenset[str]:
    return frozenset(word.key for word in read(text, None).words)


def picked_twice(brief: Brief) -> Iterator[Fault]:
    """Yield a fault for every pick whose story, or whose headline, an earlier pick already has."""
    for index, pick in enumerate(brief.picks):
        for number, earlier in enumerate(brief.picks[:index]):
            if pick.story_id == earlier.story_id or _same_title(pick.title, earlier.title):
                detail = f"같은 사안을 다시 고름: picks[{number}] {earlier.title}"
                yield Fault("story_twice", f"picks[{index}].title", pick.title, detail)
                break


def _same_title(one: str, other: str) -> bool:
    if comparable(one) == comparable(other):
        return True
    left, right = _keys(one), _keys(other)
    shorter = min(len(left), len(right))
    return shorter >= _ENOUGH - 1 and len(left & right) >= SAME_TITLE * shorter


def company_cap(brief: Brief) -> Iterator[Fault]:
    """Yield a fault for every pick on a company that already has `COMPANY_CAP` picks."""
    counts: dict[str, int] = {}
    for index, pick in enumerate(brief.picks):
        mentions = read(pick.title, None).mentions
        for name in dict.fromkeys(m.entity.canonical for m in mentions if m.entity.kind == "company"):
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > COMPANY_CAP:
                detail = f"한 기업의 뉴스가 {COMPANY_CAP}건을 넘음: {name}"
                yield Fault("company_cap", f"picks[{index}].title", pick.title, detail)


def out_of_window(brief: Brief) -> Iterator[Fault]:
    """Yield a fault for every pick dated outside the window, and for every day printed behind a title outside it."""
    for index, pick in enumerate(brief.picks):
        if not brief.window.start <= pick.published <= brief.window.end:
            detail = f"기간 밖의 날짜: {pick.published.isoformat()}"
            yield Fault("window", f"picks[{index}].published", pick.title, detail)
        printed = _PRINTED_DAY.search(pick.title)
        if printed and not _in_window(int(printed[1]), int(printed[2]), brief.window):
            yield Fault("window", f"picks[{index}].title", pick.title, f"기간 밖의 날짜: {printed[0].strip()}")


def _in_window(month: int, day: int, window: Window) -> bool:
    for year in {window.start.year, window.end.year}:
        try:
            if window.start <= date(year, month, day) <= window.end:
                return True
        except ValueError:
            return False
    return False


def untrue_headlines(brief: Brief, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    """Yield faults for picks whose title is no headline of their sources, or whose date is not that article's."""
    for index, pick in enumerate(brief.picks):
        found = [documents[s.document_id] for s in pick.sources if s.document_id in documents]
        # A title that a model wrote is checked as a sentence; its day is that of an article it rests on.
        told = {c.document_id for c in pick.headline.citations} if pick.headline else set()
        own = [d for d in found if d.id in told or folded(d.title) == folded(pick.title)]
        if not own:
            detail = "출처 기사의 제목과 다름" if found else "출처 기사가 문서에 없음"
            yield Fault("citation", f"picks[{index}].title", pick.title, detail)
        elif not _dated_as(pick, own):
            detail = f"기사의 날짜와 다름: {pick.published.isoformat()}"
            yield Fault("date", f"picks[{index}].published", pick.title, detail)


def foreign_titles(brief: Brief) -> Iterator[Fault]:
    """Yield a fault for every pick whose headline is not in the language of an edition that is not Korean."""
    own = language(brief.language)
    for index, pick in enumerate(brief.picks):
        if not own.analysed and own.foreign(pick.title):
            yield Fault("language", f"picks[{index}].title", pick.title, "브리핑의 언어가 아님")


def _dated_as(pick: Pick, documents: Sequence[Document]) -> bool:
    days = [own_day(document) for document in documents]
    return pick.published in days or None in days


def printed_texts(brief: Brief) -> Iterator[tuple[str, str, frozenset[str], Reading]]:
    """Yield place, text, story ids and reading of every sentence and pick title, in printing order.

    The items of a digest are not among them: each tells what one source says, under its name.
    """
    stories = _stories(brief)
    for where, text, _ in places(brief):
        if not where.endswith(".published") and not where.startswith("sections"):
            yield where, text, stories.get(where.partition(".")[0], frozenset()), read(text, None)


def _stories(brief: Brief) -> dict[str, frozenset[str]]:
    found = {f"picks[{i}]": frozenset({str(pick.story_id)}) for i, pick in enumerate(brief.picks)}
    found |= {f"issues[{i}]": frozenset(map(str, issue.story_ids)) for i, issue in enumerate(brief.issues)}
    found |= {f"trends[{i}]": frozenset(map(str, trend.story_ids)) for i, trend in enumerate(brief.trends)}
    return found
