"""English words as morphemes: what an article is indexed, compared and summarised by.

There is no parser. A word is a stop word, a number, a verb of a short list, a name (capital letters where the text
around is not all capitals), or a noun for want of better knowledge; tags are those of the Korean analyser, so that the
stages need only one set. Stems are for comparing, not for reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsprism.text.ko.tokens import Morpheme

_WORD = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?|(?:[A-Za-z]\.){2,5}"
    r"|[^\W\d_](?:[^\W_]|[&'’.-](?=[^\W_])){0,40}"
)
_TITLE_CASE = 0.75
"""Share of capitalised words from which a text is a headline in title case, where capitals show no names."""

STOP = frozenset(
    """
    a an the this that these those and or but nor so yet if then else than as at by for from in into of off on onto out over
    to up down with without within about above across after against along among around before behind below beneath beside
    between beyond despite during except inside like near outside past per since through throughout till toward towards
    under until upon via i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    who whom whose which what where when why how all any both each either neither every few many more most much no none not
    other others another some such same own too very just only also even still already again once here there now ever never
    is am are was were be been being do does did doing done have has had having will would shall should can could may might
    must ought let lets it's isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't
    haven't hadn't because while whereas although though whether however meanwhile moreover therefore thus hence rather
    quite almost nearly well back away ago later earlier soon mr mrs ms dr said says say saying told according
    """.split()
)
"""Words that say nothing about the matter."""

_OFTEN = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec percent percentage point points basis million billion
    trillion thousand hundred year years month months week weeks day days quarter half today yesterday tomorrow first second
    third fourth last next new two three four five six seven eight nine ten inc corp co ltd late early least including
    """.split()
)
"""Words of time and measure, which stand in reports of everything: they are found, but no report is compared by them."""

IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "said": "say", "held": "hold", "grew": "grow",
    "grown": "grow", "led": "lead", "met": "meet", "made": "make", "paid": "pay", "sold": "sell", "bought": "buy",
    "built": "build", "began": "begin", "begun": "begin", "took": "take", "taken": "take", "gave": "give", "given": "give",
    "went": "go", "gone": "go", "came": "come", "saw": "see", "seen": "see", "kept": "keep", "left": "leave", "lost": "lose",
    "sent": "send", "spent": "spend", "told": "tell", "found": "find", "got": "get", "ran": "run", "shrank": "shrink",
    "shrunk": "shrink", "sank": "sink", "sunk": "sink", "rode": "ride", "drew": "draw", "drawn": "draw", "broke": "break",
    "broken": "break", "chose": "choose", "chosen": "choose", "drove": "drive", "driven": "drive", "knew": "know",
    "known": "know", "struck": "strike", "sought": "seek", "brought": "bring", "thought": "think", "stood": "stand",
    "won't": "will", "children": "child", "people": "person", "men": "man", "women": "woman", "wrote": "write",
    "written": "write", "spoke": "speak", "spoken": "speak", "withdrew": "withdraw", "overtook": "overtake", "hit": "hit",
}  # fmt: skip
VERBS = frozenset(
    """
    rise fall grow shrink gain drop climb slip jump surge soar plunge tumble slide sink ease edge double halve cut raise lift
    lower increase decrease decline widen narrow slow expand boost reduce hold keep say tell announce report plan expect aim
    seek agree reject approve adopt pass vote launch open close start begin end stop halt suspend resume delay extend sign
    buy sell acquire merge invest spend pay lend borrow build make produce hire fire lay strike sue fine
    ban bar allow require order ask urge call warn want see find become remain stay come go get give take
    bring put set leave join lead meet beat miss win lose face hit weigh consider mull decide rule propose offer add include
    turn move run return recover rebound improve worsen exceed top outpace overtake complete deliver appoint
    resign replace publish release reveal confirm deny dismiss draw drive push pull press back support oppose protest
    """.split()
)
"""Verbs of headlines, by their dictionary form; most are nouns too, and then a phrase ends sooner than it had to."""


def tokens(text: str) -> tuple[Morpheme, ...]:
    """Return the words of `text` with their stems: NNP names, NNG nouns, VV verbs, SN numbers.

    MM are words of time and measure, MAG what says nothing.
    """
    found = list(_WORD.finditer(text))
    capitals = _in_title_case([m[0] for m in found])
    out = []
    for place, match in enumerate(found):
        first = place == 0 or text[found[place - 1].end() : match.start()].strip() not in ("", ",", "'", "’", "-")
        out.append(Morpheme(stem(match[0]), _tag(match[0], first or capitals), match.start(), match.end()))
    return tuple(out)


def tokens_of(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """Yield the words of each text, in order."""
    return map(tokens, texts)


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of what a text is about: nouns, names, verbs and numbers."""
    return frozenset(m.form for m in tokens(text) if m.tag not in ("MAG", "MM") and len(m.form) > 1)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return what the forms of a word have in common, in lower case.

    Plurals as in D. Harman, "How effective is suffixing?", 1991, then -ed and -ing as in step 1b of M. Porter, "An
    algorithm for suffix stripping", 1980, and no final e, so that raise, raised and raising are one.

    >>> stem("tariffs"), stem("raised"), stem("raise"), stem("fell"), stem("U.S.")
    ('tariff', 'rais', 'rais', 'fall', 'us')
    """
    low = word.casefold().replace("’", "'")
    low = re.sub(r"'s?$", "", low)
    if low[:1].isdigit():
        return low.replace(",", "")
    low = low.replace(".", "") if re.fullmatch(r"(?:[a-z]\.){1,5}[a-z]?", low) else low
    if low in IRREGULAR:
        low = IRREGULAR[low]
    if len(low) <= 3 or not low.isalpha():
        return low
    low = _verbal(_singular(low))
    return low[:-1] if len(low) > 3 and low.endswith("e") else low


def is_verb(word: str) -> bool:
    """Say whether a word may be a verb of a headline."""
    return stem(word) in _VERB_STEMS


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "os")):
        return word[:-1]
    return word


def _verbal(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base):
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word


def _tag(word: str, first: bool) -> str:
    if word[0].isdigit():
        return "SN"
    low = word.casefold().replace("’", "'")
    if low in STOP or low.removesuffix("'s") in STOP:
        # "US" and "IT" in capitals are no pronouns.
        return "NNP" if len(word) > 1 and word.isupper() and low in ("us", "it") else "MAG"
    if low in _OFTEN or low.removesuffix("'s") in _OFTEN:
        return "MM"
    if (word[0].isupper() and not first) or (len(word) > 1 and word.isupper()):
        return "NNP"
    return "VV" if is_verb(word) else "NNG"


def _in_title_case(words: list[str]) -> bool:
    counted = [w for w in words if w[0].isalpha() and w.casefold() not in STOP]
    return len(counted) >= 4 and sum(w[0].isupper() for w in counted) >= _TITLE_CASE * len(counted)


_VERB_STEMS = frozenset(stem(verb) for verb in VERBS)
