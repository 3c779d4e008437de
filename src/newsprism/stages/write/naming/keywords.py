"""Keywords: the noun phrases that set the headlines of a story off from those of others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence, Set

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.kinds import ACTS, IMAGES, KINDS, PERSONS
from newsprism.stages.write.naming.phrases import BODIES, noun_phrases
from newsprism.stages.write.naming.words import COMMON, DEEDS, PERSON, shares
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.titles import strip_tags
from newsprism.types.brief import Sentence
from newsprism.types.story import Story, StoryId


def keywords(
    desk: Desk, morphemes: Headlines, count: int = 5, printed: Sequence[Sentence] | None = None
) -> tuple[str, ...]:
    """Return up to `count` key phrases of 2–12 characters that stand in the headlines of the picks or in `printed`, if given.

    Each pick has one before any has a second. A phrase of which nobody knows whose matter it is is none.
    """
    below = _by_story(desk, printed or ())
    text = None if printed is None else closed("\n".join(t for texts in below.values() for t in texts))
    found: dict[str, int] = {}
    for telling, sure, again in _ROUNDS:
        for place, pick in enumerate(desk.selected):
            if len(found) == count:
                break
            if not again and place in found.values():
                continue
            own = below[pick.story.id]
            best = key_phrase(
                desk, pick.story, morphemes, tuple(found), telling=telling, sure=sure, printed=text, below=own
            )
            if best:
                found[best] = place
    # The name of who acts says less than what happened, and more than nothing.
    for again, kinds in ((False, _WHO), (False, _WHAT), (True, _WHO)):
        for place, pick in enumerate(desk.selected):
            free = len(found) < count and (again or place not in found.values())
            # An office that only some sentence names is where the figures came from.
            texts = below[pick.story.id][: 1 if kinds is _WHO else None]
            name = _named(texts, found, kinds) if free else None
            if name:
                found[name] = place
    return tuple(sorted(found, key=lambda phrase: found[phrase]))


_WHO, _WHAT = frozenset(("company", "institution")), frozenset(("term",))


def _named(texts: Sequence[str], found: Collection[str], kinds: Set[str]) -> str | None:
    """Return the first name of one of the `kinds` in the first text that holds one and that no phrase of `found` has."""
    named = (m.text for text in texts for m in gazetteer().mentions(text) if m.entity.kind in kinds)
    free = (n for n in named if _LEAST <= len(n) <= _MOST and not any(_same(n, f) or shares(n, f) for f in found))
    return next(free, None)


_LEAST, _MOST = 3, 12
_ROUNDS = (
    (True, True, False),
    (False, True, False),
    (True, False, False),
    (False, False, False),
    (True, True, True),
    (False, True, True),
)
"""Whether a phrase tells what happened, whether most headlines bear it out, and whether its pick may have one already."""


def _by_story(desk: Desk, printed: Sequence[Sentence]) -> dict[StoryId, list[str]]:
    """Return, for each pick, its headline and the sentences printed from its reports."""
    found = {p.story.id: [strip_tags(desk.material[p.story.id].lead.title)] for p in desk.selected}
    story = {d.id: p.story.id for p in desk.selected for d in p.story.documents}
    for sentence in printed:
        for home in {story[c.document_id] for c in sentence.citations if c.document_id in story}:
            found[home].append(sentence.text)
    return found


def _same(phrase: str, other: str) -> bool:
    """Say whether two names are of one thing, one of them the other's letters: "부임법", "부두임대법"; or end in one noun."""
    one, another = gazetteer().find(phrase), gazetteer().find(other)
    if one is not None and another is not None and one.canonical == another.canonical:
        return True
    short, long = sorted((phrase, other), key=len)
    if " " in short or short[0] != long[0] or short[-1] != long[-1]:
        return long.endswith(short.split()[-1]) or short.endswith(long.split()[-1])
    rest = iter(long)
    return all(letter in rest for letter in short)


def closed(text: str) -> str:
    """Return a text without its blanks, which outlets set as they like."""
    return re.sub(r"[ \t]+", "", text)


def lone(phrase: str) -> bool:
    """Say whether a phrase is one word that names no term: a firm, a person or "취업자" does not say what happened."""
    entity = gazetteer().find(phrase)
    if entity is not None:
        return entity.kind != "term" or len(phrase) < _TERM
    return " " not in phrase and len(phrase) < _WORD_ALONE and not _NAMED_WORD.search(phrase)


_WORD_ALONE, _TERM = 6, 4
"""Characters of a word, and of a term, that names a matter by itself."""


def kinds_only(phrase: str) -> bool:
    """Say whether a phrase has only kinds of things and deeds: "유망 기업", "관세 합의 서명", or a country's: "유럽 방문".

    One word that few matters share ("국고채 금리"), or a name, tells it from all others.
    """
    words = phrase.split()
    if all(w in COMMON or w in DEEDS or w in KINDS or w.removesuffix("들") in PERSONS for w in words):
        return True
    rest = [w for w in words if not _is_place(w)]
    if len(words) == 2 and all(w in KINDS or w in DEEDS or w in ACTS or w in COMMON for w in rest):
        return True
    return len(words) > len(rest) and all(w in DEEDS or w in ACTS or w in COMMON for w in rest)


def _is_place(word: str) -> bool:
    entity = gazetteer().find(word)
    return word in _REGIONS or (entity is not None and entity.kind in ("country", "place", "institution"))


_REGIONS = frozenset(
    "EU 대미 대중 대일 방미 방중 방일 유럽 중동 아세안 아시아 동남아 중남미 남미 북미 아프리카 서방 해외 한미 한일 한중 미중".split()
)


def key_phrase(
    desk: Desk,
    story: Story,
    morphemes: Headlines,
    found: Sequence[str],
    longest: int = 12,
    *,
    telling: bool = False,
    sure: bool = True,
    printed: str | None = None,
    below: Sequence[str] = (),
) -> str | None:
    """Return the noun phrase that sets the headlines of the story off from those of other stories.

    With `telling` it says what happened, `sure` asks for more than one headline that has it unquoted, with `printed` it stands in that text, whose blanks are closed;
    `below` are texts whose phrases count too, where the headlines have their words.

    Phrases are weighed by the logarithm of their odds in the story against those in all others at the desk, each
    headline counted once. A piece of a longer phrase that nearly always stands where it does is no phrase.
    """
    own = _own(story)
    verbal = _verbal(desk, story.id)
    head = strip_tags(desk.material[story.id].lead.title) if story.id in desk.material else ""
    counted: Counter[str] = Counter()
    morphemes.read(own)
    for title in own:
        counted.update(set(noun_phrases(title, morphemes.of(title))))
    morphemes.read(below)
    for phrase in {p for t in below for p in noun_phrases(t, morphemes.of(t))} - set(counted):
        if _common(phrase, story) and (_LAW.fullmatch(phrase) or _of_headline(phrase, own)):
            counted[phrase] = 0
    rest = [t for s in desk.everything if s.story.id != story.id for t in (s.story.title,)]
    outlets = {d.publisher for d in story.documents if d.publisher}
    usable = [
        p
        for p in counted
        if 3 <= len(p) <= longest
        and not any(outlet in p for outlet in outlets)
        and (printed is None or closed(p) in printed)
        and not any(_same(p, f) or shares(_MONTH.sub("", p), _MONTH.sub("", f)) for f in found)
        and not _piece(p, counted)
        and (counted[p] == 0 or not sure or _supported(p, own))
        and not (telling and lone(p))
        and names_a_matter(p)
        and not (sure and _said_only(p, (*own, *below)))
    ]
    worth = {
        p: _odds(counted[p], len(own), sum(p in t for t in rest), len(rest))
        + _SHAPE * _telling(p, verbal)
        + _SUPPORT * _share(p, own)
        + _AT_HEAD * (p in head)
        for p in usable
    }
    return max(worth, key=lambda p: (worth[p], len(p), p), default=None)


# "영업이익 최대", "CPI 전년", "오르면 땐": the words behind are missing, or it is a condition.
_UNFINISHED = re.compile(
    r"땐(?:\s|$)|(?:최대|최소|최고|최저|이상|이하|이후|이전|대비|기준|전년|전월|작년|올해|내년|예정|관련|주요|첫|역대|연속|추가|세계|미만|동안|이내|가운데|대표|최초)$"
)
# "인구절벽 현실화", "감독원 설치법 조속": how a matter goes is none of its name; what stood before the first word is missing.
_HOW_IT_GOES = re.compile(
    r"(?:단정|현실화|가시화|장기화|조속|감점|기대감|만지작|솔솔|온힘|화답|맞손|러시|봇물|대응법|도전장|출사표|눈앞|초읽기|성큼|들썩|술렁)$"
    r"|^(?:중심|신임|위주|평가때|앞둔|이후) "
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def names_a_matter(phrase: str) -> bool:
    """Say whether a phrase tells by itself which matter it is: no person, no figure of speech, no kinds and deeds alone."""
    words = phrase.split()
    if (
        PERSON.search(phrase)
        or _UNFINISHED.search(phrase)
        or _HOW_IT_GOES.search(phrase)
        or words[-1].removesuffix("들") in PERSONS
    ):
        return False
    if len(words) == 1 and not _is_name(phrase):
        return False
    if _MONTH.match(phrase):
        return not all(w in DEEDS for w in words[-2:])
    return not kinds_only(phrase) and not any(w in IMAGES for w in words)


_MONTH = re.compile(r"(?:[美中日英獨] ?)?\d{1,2}월 ")
_LAW = re.compile(r"[가-힣]{2,}(?:법|협정|조약)$")


def _is_name(word: str) -> bool:
    """Say whether one word is a name by itself: of a law, in Latin letters, a long one, or one that we know."""
    entity = gazetteer().find(word)
    if entity is not None:
        return entity.kind in ("term", "company", "institution")
    return len(word) >= _WORD_ALONE or _LAW.search(word) is not None or re.search(r"[A-Z]", word) is not None


def _said_only(phrase: str, headlines: Sequence[str]) -> bool:
    """Say whether a phrase stands in quotations alone: what somebody calls a matter is not its name."""
    return not any(phrase in _QUOTED.sub(" ", title) for title in headlines) and any(phrase in t for t in headlines)


_SHAPE = 2.6
"""How much the shape of a phrase counts beside the logarithm of its odds."""


def _own(story: Story) -> list[str]:
    return list(dict.fromkeys(strip_tags(d.title) for d in story.documents[:12]))


def _share(part: str, headlines: Sequence[str]) -> float:
    """Return the share of the headlines that hold the rarest word of a phrase."""
    return min(sum(word in h for h in headlines) for word in part.split()) / max(1, len(headlines))


_SUPPORT = 1.5
_AT_HEAD = 1.2
"""What it is worth that a phrase stands in the headline which the reader sees."""


def _supported(part: str, headlines: Sequence[str]) -> bool:
    """Say whether every word of a phrase stands in more than one headline of its story, where that has several."""
    return len(headlines) < _SEVERAL or _share(part, headlines) * len(headlines) >= 2


_SEVERAL = 4


def _of_headline(phrase: str, headlines: Sequence[str]) -> bool:
    """Say whether headlines have the words of a phrase but one, and one that tells its matter from others."""
    words = phrase.split()
    there = [w for w in words if any(w in title for title in headlines)]
    telling = (w for w in there if len(w) > 1 and not (w in COMMON or w in DEEDS or w in KINDS))
    return len(there) >= len(words) - 1 and any(telling)


def _common(phrase: str, story: Story) -> bool:
    """Say whether a phrase of the printed sentences stands in most reports of the story."""
    reports = story.documents[:_REPORTS]
    return 2 * sum(phrase in d.text or phrase in d.title for d in reports) > len(reports)


_REPORTS = 12


def _odds(here: int, of_here: int, there: int, of_there: int) -> float:
    """Return the logarithm of the odds ratio, each count smoothed by a half."""
    return math.log((here + 0.5) / (of_here - here + 0.5)) - math.log((there + 0.5) / (of_there - there + 0.5))


def _piece(part: str, counted: Counter[str]) -> bool:
    return any(
        n >= 0.6 * counted[part] and len(longer) <= 16
        for longer, n in counted.items()
        if longer != part and (longer.startswith(f"{part} ") or longer.endswith(f" {part}"))
    )


def _verbal(desk: Desk, story: StoryId) -> frozenset[str]:
    """Return the nouns that the story's sentences use as verbs (등극했다): at the end of a phrase they name no thing."""
    material = desk.material.get(story)
    return frozenset(c.deed for c in material.candidates if c.deed) if material else frozenset()


def _telling(phrase: str, verbal: frozenset[str] = frozenset()) -> float:
    """Weight a phrase by what it is: a term or a compound tells the story, a lone name or common word does not."""
    entity = gazetteer().find(phrase)
    if entity is not None:
        if entity.kind == "term" and re.search(r"[A-Z]{2}", phrase):
            return _NAME / 2
        if entity.kind == "term":
            return 1.2 if len(phrase) >= 5 else 0.7
        return {"company": 0.3, "institution": 0.2}.get(entity.kind, 0.0)
    words = phrase.split()
    if len(words) == 1 and _NAMED_WORD.search(phrase):
        return _NAME
    known = len(words) > 1 and bool(gazetteer().mentions(phrase))
    value = 1.5 + 0.03 * len(phrase) if len(words) > 1 else 1.0 if len(phrase) >= 4 else 0.1
    # "면제" alone says nothing, "관세 면제" little, "반도체 관세 면제" what is meant.
    if len(words) < 3 and (words[-1] in DEEDS or words[-1] in verbal):
        value -= 0.6 if len(words) > 1 and words[0] not in COMMON else 1.2
    value -= (
        0.5 * (words[0] in COMMON or words[0] in BODIES)
        + 0.8 * (words[-1] in COMMON)
        + 0.6 * bool(re.match(r"\d", phrase))
    )
    return value + _NAMED * known


_NAME = 2.4
"""What the name of a law or of a thing in Latin letters is worth."""
_NAMED_WORD = re.compile(r"[A-Z]+[가-힣]|[가-힣]{2}법$")
_NAMED = 1.2
"""What a name or term in a phrase of several words is worth: it says whose matter it is."""
