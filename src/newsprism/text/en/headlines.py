"""English headlines: the kind of text that they announce, their parts, and what they share."""

from __future__ import annotations

import re
from functools import lru_cache

from newsprism.text.en.dates import dates
from newsprism.text.en.tokens import content_stems, tokens
from newsprism.text.ko.genre import Genre
from newsprism.text.ko.tokens import Morpheme

_LONGEST = 600
_TAG = re.compile(
    r"^\s*(?:\[[^\[\]]{1,40}\]|\(?(?:LEAD|UPDATE\s?\d{0,2}|EXCLUSIVE|BREAKING|CORRECTED|URGENT|News Focus"
    r"|Yonhap News Summary)\)?\s?[:\-–—]?)\s+(?=\S)"
)
_OUTLET = re.compile(
    r"\s[|]\s[^|]{2,40}$|\s[-–—]\s(?:The\s)?[A-Z][A-Za-z.&’' ]{2,30}(?:News|Times|Herald|Post|Journal"
    r"|Daily|Wire|Ledger|Tribune|Press)$"
)
_SEGMENT = re.compile(r"\.{2,}|…+|\s[-–—|]\s|(?<=\w):\s|;\s")
_OPINION = re.compile(
    r"^\W{0,2}(?:Opinion|Editorial|Column|Commentary|Analysis|Op-Ed|Letters?|Viewpoint)\b|\|\sOpinion\b"
    r"|\b(?:Why I|What I)\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"^\W{0,2}(?:In (?:pictures|photos)|Photos?|Pictures?|Video|Watch|Graphic|Cartoon|Gallery|Infographic)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W{0,2}(?:Today in|This day in|Morning (?:briefing|brief|news)|Evening briefing|Headlines"
    r"|News summary|Weather|Obituar|Obits|Appointments|Horoscope|Lottery|Correction|Crossword|TV listings"
    r"|Calendar)\b"
    r"|\bnews summary\b|\bweather forecast for\b",
    re.IGNORECASE,
)
_FEATURE = re.compile(
    r"^\W{0,2}(?:Interview|Q&A|Review|Profile|Book review|Recipe|Travel|How to|Quiz|Podcast|Explainer"
    r"|Live)\b:?|\b(?:things to do|best of)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:shares|stocks|Seoul shares|Wall Street|won|dollar)\b.{0,30}\b(?:open|opens|close|closes|closed"
    r"|end|ends|finish|start)s?\b|\bmarket wrap\b",
    re.IGNORECASE,
)
_PROMOTION = re.compile(r"\b(?:giveaway|promo code|discount code|wins? award|award-winning|sponsored|partner content"
r"|celebrates? (?:its )?\d+(?:th|st|nd|rd) anniversary|donates?|charity|MOU)\b", re.IGNORECASE)  # fmt: skip
_STUB = re.compile(r"^\s*(?:\(URGENT\)|URGENT|BREAKING)\b")
_ORDER: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("notice", _NOTICE),
    ("opinion", _OPINION),
    ("photo", _PHOTO),
    ("feature", _FEATURE),
    ("market", _MARKET),
    ("promotion", _PROMOTION),
    ("stub", _STUB),
)
_DANGLING = re.compile(
    r"[?!]|^(?:Here|Why|How|What|When|Who|Where|Inside|Meet|Live|Watch|And|But|Or|As)\b|\b(?:and|or|of|in"
    r"|on|for|to|with|as|by|from|at|the|a|an|its|after|amid|over|says|say|that|is|are)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def genre(title: str) -> Genre:
    """Return the kind of text under `title`; the first that fits."""
    title = title[:_LONGEST]
    return next((name for name, pattern in _ORDER if pattern.search(title)), "news")


def strip_tags(title: str) -> str:
    """Return a headline without its tags and the outlet's name behind it, blanks tidied."""
    plain = " ".join(title[:_LONGEST].split())
    shorter = _OUTLET.sub("", _TAG.sub("", plain))
    return shorter or plain


@lru_cache(maxsize=8192)
def content_words(title: str) -> frozenset[str]:
    """Return the stems of the telling words of a headline."""
    return content_stems(strip_tags(title))


def segments(title: str) -> tuple[str, ...]:
    """Return the parts of a headline between its breaks."""
    return tuple(part.strip(" ,-") for part in _SEGMENT.split(strip_tags(title)) if len(part.strip()) >= 6)


def dangling(part: str) -> bool:
    """Say whether a part of a headline asks for more: a question, a word that ties."""
    return _DANGLING.search(part) is not None


def phrases(title: str) -> tuple[str, ...]:
    """Return the parts of a headline that can stand alone, the whole first.

    >>> phrases("Gaon Motors to open plant: first cars due in May")
    ('Gaon Motors to open plant: first cars due in May', 'Gaon Motors to open plant', 'first cars due in May')
    """
    whole = strip_tags(title)
    return tuple(part for part in dict.fromkeys((whole, *segments(title))) if not dangling(part))


def keywords(title: str) -> tuple[str, ...]:
    """Return the noun phrases and names of a headline as printed: runs of up to three words that are neither verbs nor ties.

    >>> keywords("Central bank holds interest rate in South Korea")
    ('Central bank', 'interest rate', 'South Korea')
    """
    plain = strip_tags(title)
    days = {p for d in dates(plain, None) for p in range(d.start, d.end)}
    found: list[str] = []
    run: list[Morpheme] = []
    for word in (*tokens(plain), None):
        joined = word is not None and (not run or plain[run[-1].end : word.start] == " ")
        if word is not None and word.tag in ("NNG", "NNP") and joined and word.start not in days:
            run.append(word)
            continue
        if 0 < len(run) <= _LONGEST_RUN:
            found.append(plain[run[0].start : run[-1].end])
        fits = word is not None and word.tag in ("NNG", "NNP") and word.start not in days
        run = [word] if word is not None and fits else []
    return tuple(dict.fromkeys(phrase for phrase in found if len(phrase) > 2))


_LONGEST_RUN = 3
