"""What a report tells in plain sight: firms, places, days, numbers, who acts and who speaks, the session of a market."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.cluster.agents import Agent, agent
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.markets import session_of
from newsprism.text.ko.titles import recurring
from newsprism.types.document import Document

_LEAD = 300  # characters in which days are looked for
_BEGUN = 150  # characters in which firms and offices are looked for
_OPENING = 600  # characters in which the words of another headline are looked for
_MOST_WORDS = 24  # words of a headline that are looked for
_LONGEST = 300  # characters of a headline that are read
_STUB = 60  # characters: a shorter text is no more than its headline
_FULL = 300  # characters: a longer text tells of more than its headline

_STEM = 5  # letters of a Latin word by which it is looked for
_KINDS = ("company", "institution", "place", "country")

_DAY = re.compile(r"(?<![\d.])(\d{1,2})일(?!\s?(?:간|째|부터|까지|연속|만에|차))")
_SPEAKER = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z·]{1,8})[\s,]{0,3}[\"“‘']")
_BEFORE_COMMA = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,14}(?: [가-힣A-Za-z0-9&·]{1,10})?),\s")
_FIRST_WORD = re.compile(r"(?:\[[^\]]{0,40}\]\s*)?([가-힣A-Za-z0-9&·]{2,20})")
_MARKED = re.compile(r"\[[^\]]{0,40}\]|\([^)]{0,40}\)")
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}|[0-9]+(?:[.,][0-9]+)*|[一-鿿]")
_QUANTITY = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"(?:조|억|만|천|원|달러|명|건|%|배|개|위|회|대|포인트|p|선|가구|호|곳|kg|㎞|m|시간|차|년|세|점|톤|팀)+"
)
_EVERYWHERE = re.compile(r"(?:19|20)?\d\d년|[123](?:개|명|위|년|차|회|곳|건|대)")  # quantities of any report
_LATIN = re.compile(r"[a-z]{2,}|[0-9]+(?:[.,][0-9]+)*")
_GRAMMAR = frozenset(
    "the to of in is for and on an as at by with from its it be has are was will after over says said how what who why new"
    " that this his her their about into not up".split()
)
_RATED = re.compile(r"목표주?가|투자의견|\be종목")
_SEVERAL = re.compile(
    r"\s?外\s*\Z|['’\"”]\s?등\s*\Z|\[[^\]]{0,12}(?:(?:모닝|이브닝)\s?브리핑|\d분\s?브리프|뉴스\s?종합)\]"
)
_PHASE = re.compile(r"(?P<begin>출발|개장)|(?P<end>마감)")
_ACTOR = re.compile(r"(?:\[[^\]]{0,40}\]|\([^)]{0,40}\))?\s{0,3}([^.]{2,40}?)[은는이가]\s")
_PRICED = re.compile(r"특징주|주가|급등|급락|상한가|하한가|신고가|목표가|강세|약세")
_RESULTS = re.compile(r"영업이?익|영업손실|매출|순이?익|흑자|적자|실적|배당|자사주|목표가|수주|신고가|[上↑]")


@dataclass(frozen=True, slots=True)
class Facts:
    """Companies, places, words, subject and speaker of the headline; days of the month in the lead.

    Of each of the `words` there are the first two letters, which hold against endings, five of Latin ones, all of a
    number; so it is
    with `actor`, the words before the first sentence's first particle of a subject; `rest` are the words of the headline
    that are none of these, nor its first one. `agent` is who acts there, where that is a name. `latin` are the beginnings
    of the Latin words of the opening, and its numbers. `subject` is who does it, where the headline names it
    before a comma or reports results. `opening` is the headline with the beginning of the text,
    in small letters and without blanks. `session` names the market session or the day's weather that a report tells of,
    `phase` whether it tells of the beginning or the end of the session; `priced` whether it tells of a share's price.
    `quantities` are numbers with their units, as they stand in the opening. `firms` are the companies of headline and
    first lines, `named` these and the institutions there; `rated`: a broker's opinion of
    a share; `stub`: no more than its headline.
    """

    companies: frozenset[str]
    places: frozenset[str]
    words: tuple[str, ...]
    actor: tuple[str, ...]
    rest: tuple[str, ...]
    agent: Agent | None
    firms: frozenset[str]
    named: frozenset[str]
    quantities: frozenset[str]
    subject: str | None
    speaker: str | None
    days: frozenset[str]
    opening: str
    latin: frozenset[str]
    session: tuple[str, int] | None
    phase: str | None
    priced: bool
    rated: bool
    stub: bool


def facts(document: Document) -> Facts:
    """Return the facts of `document`; only the headline and the first 600 characters are read."""
    title, text = document.title[:_LONGEST], document.text[:_OPENING]
    of_title, of_lines = _named(title), _entities(text[:_BEGUN])
    speaker = _SPEAKER.match(title)
    session = session_of(title, document.published_at)
    phase = _PHASE.search(title) if session else None
    read = f"{title}\n{text}".lower()
    opening = "".join(read.split())
    words, actor = _heads(_MARKED.sub(" ", title)), _actor(text)
    firms = of_title["company"] | of_lines["company"]
    return Facts(
        of_title["company"],
        of_title["place"] | of_title["country"],
        words,
        actor,
        tuple(word for word in words[1:] if word not in actor),
        agent(text),
        firms,
        firms | of_title["institution"] | of_lines["institution"],
        frozenset(q.replace(",", "") for q in _QUANTITY.findall(opening) if not _EVERYWHERE.fullmatch(q)),
        _subject(title),
        speaker[1] if speaker else None,
        frozenset(_DAY.findall(text[:_LEAD])),
        opening,
        frozenset(_head(word) or word[:_STEM] for word in _LATIN.findall(read)),
        session,
        phase.lastgroup if phase else None,
        bool(_PRICED.search(title)),
        bool(_RATED.search(f"{title}\n{text[:_LEAD]}")),
        is_stub(document),
    )


def is_stub(document: Document) -> bool:
    """Tell whether `document` says no more than its headline."""
    return len(document.text) < _STUB


def is_full(document: Document) -> bool:
    """Tell whether `document` says much more than its headline."""
    return len(document.text) > _FULL


def is_list(title: str) -> bool:
    """Tell whether under `title` stands a list or notice that repeats daily and tells of no event.

    Reports of the market, the weather and the lottery come daily too, but many outlets tell of the same day. A headline
    that says that there is more under it (外, 등 after a quote, a morning's briefing) stands over several events.
    """
    return recurring(title) not in (None, "시황", "날씨", "로또") or _SEVERAL.search(title) is not None


def _heads(text: str) -> tuple[str, ...]:
    found = (_head(word.lower()) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_WORDS]


def _head(word: str) -> str:
    """Return by what a word is looked for: two letters of a Latin one stand everywhere, and its grammar tells nothing.

    A number is looked for whole: 3.5 does not stand where 3.1 does, nor 5 in a year.
    """
    if "a" <= word[0] <= "z":
        return "" if word in _GRAMMAR else word[:_STEM]
    return word.replace(",", "") if "0" <= word[0] <= "9" else word[:2]


def _actor(text: str) -> tuple[str, ...]:
    found = _ACTOR.match(text[:_OPENING].partition("\n")[0])
    return _heads(found[1]) if found else ()


@lru_cache(maxsize=16384)
def _named(title: str) -> Mapping[str, frozenset[str]]:
    return _entities(title)


def _entities(text: str) -> Mapping[str, frozenset[str]]:
    """Return the names of the entities in `text` by kind."""
    found = defaultdict[str, set[str]](set)
    for mention in gazetteer().mentions(text):
        found[mention.entity.kind].add(mention.entity.canonical)
    return {kind: frozenset(found[kind]) for kind in _KINDS}


def _subject(title: str) -> str | None:
    found = _BEFORE_COMMA.match(title) or (_FIRST_WORD.match(title) if _RESULTS.search(title) else None)
    return "".join(found[1].split()).lower() if found else None
