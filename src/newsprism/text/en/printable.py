"""Whether an English sentence can be printed alone, and whether it tells an investor what to do."""

from __future__ import annotations

import re

LONGEST = 330
SHORTEST = 30

_WHOLE = re.compile(r"^[\"“‘']?[A-Z0-9$€£¥₩][\s\S]{10,400}[.][\"”’')\]]{0,3}$")
_LEANING = re.compile(
    r"^[\"“]?(?:He|She|It|They|We|I|You|His|Her|Its|Their|Our|My|This|That|These|Those|Such|Both|Neither"
    r"|Another|Others?|Some|Many"
    r"|However|But|And|Or|So|Yet|Still|Meanwhile|Moreover|Furthermore|Also|Instead|Therefore|Thus|Then"
    r"|Later|Earlier|Afterwards?"
    r"|In\saddition|By\scontrast|In\scontrast|For\s(?:example|instance|now)|As\sa\sresult|Besides|Likewise"
    r"|Similarly|Indeed|Nevertheless"
    r"|Nonetheless|Separately|Similarly|Overall|Elsewhere|Here|There|The\s(?:two|three|former|latter|pair"
    r"|same|move|decision|deal|figure|number"
    r"|report|company|firm|ministry|agency|bank|group|plan|plant|union|measure|bill|rule|order|data"
    r"|release|change|increase|drop|decline|rise|fall"
    r"|gain|project|agreement|program|programme|spokes\w{3,7}|statement|announcement|meeting|talks|index"
    r"|sum|total|result|results|funds?|system))\b"
)
_POINTING = re.compile(
    r"\b(?:mentioned\sabove|as\sfollows|see\sbelow|the\sabove|there(?!\s(?:is|are|was|were|will|would|has"
    r"|have|had|may|could))|(?:he|she)\ssaid|(?:he|she)\sadded|they\ssaid)\b"
)
_LEANS = re.compile(
    r"^(?:The|A|An)\s(?:\w+\s){0,1}(?:spending|investment|budget|rate|deadline|vote|ruling|target|share"
    r"|shares|sales|price|prices|output|workers|officials|plaintiffs?|court)\b"
    r"|^(?:Sales|Shares|Output|Officials|Workers|Analysts|Prices|Of\sthe|Among\sthem|Under\sthe\s(?:plan"
    r"|deal|rule|bill|agreement))\b|^(?:\S+\s){0,2}(?:it|its|their)\b|\bthe\s(?:letter|vote|move|fault"
    r"|ruling|decision|announcement)\b"
    # A country, an office or a firm that is described and not named.
    r"|^The\s(?:[A-Z]?[a-z-]+\s){0,2}(?:country|nation|state|island|city|capital|region|president|minister|chancellor|governor|mayor|maker"
    r"|giant|retailer|lender|carrier|airline|start-?up|chain|insurer)(?:['’]s)?\s"
    r"|\bthe\s(?:(?:island|small|tiny)\snation|country|company|firm|deal|two\ssides|new\slaw)\b(?!\s(?:of|with|to|that)\s)"
)
_EDITORIAL = re.compile(
    r"©|https?://|www\.|@|\b(?:Read\smore|Sign\sup|Subscribe|Click\shere|newsletter|Photo:|Image:|Getty"
    r"|File\sphoto|All\srights\sreserved"
    r"|Reporting\sby|Editing\sby|this\s(?:article|story|newspaper)|our\sreporter)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?!][\"”’')\]]{0,3}$")
_FIRST_PERSON = re.compile(r"(?:^|\s)(?:I|we|We|my|our)\s")
_VAGUE = re.compile(
    r"^(?:Critics|Experts|Observers|Some|Many|Analysts|Sources|Industry\s(?:watchers|sources|officials)"
    r"|Concerns?|Hopes?|Expectations?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]{0,400}”|\"[^\"]{0,400}\"")
_ADVICE = re.compile(
    r"\b(?:should|must|ought\sto|recommend(?:s|ed)?|advis(?:e|es|ed)|time\sto|consider)\b.{0,60}"
    r"\b(?:buy|sell|invest|overweight|underweight|accumulate|take\sprofit|reduce\sexposure)"
    r"|\b(?:price\starget|target\sprice|buy\srating|sell\srating|strong\sbuy|top\spick)\b",
    re.IGNORECASE,
)
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_REFUSALS = (("leaning", _LEANING), ("pointing", _POINTING), ("editorial", _EDITORIAL), ("question", _QUESTION))


def refusal(sentence: str) -> str | None:
    """Return why the sentence cannot be printed alone (a short code), or None when it can."""
    if not SHORTEST <= len(sentence) <= LONGEST:
        return "length"
    if not _WHOLE.match(sentence):
        return "question" if _QUESTION.search(sentence) else "style"
    for name, pattern in _REFUSALS:
        if pattern.search(sentence):
            return name
    if _FIRST_PERSON.search(_QUOTED.sub(" ", sentence)):
        return "first_person"
    return None if _balanced(sentence) else "unbalanced"


def fault(sentence: str) -> str | None:
    """Return why a sentence that a model wrote cannot be printed alone: ``style``, ``leaning`` or another code.

    Shorter than what is taken from an article may be.
    """
    if not _WHOLE.match(sentence):
        return "style"
    found = refusal(sentence)
    return None if found == "length" and len(sentence) <= LONGEST else found


def leans(sentence: str) -> bool:
    """Say whether a printable sentence is clear only beside its own story."""
    return _LEANS.search(sentence) is not None


def vague(sentence: str) -> bool:
    """Say whether nobody in particular says it."""
    return _VAGUE.match(sentence) is not None


def advises(text: str) -> bool:
    """Say whether a text tells an investor to buy, sell or weigh."""
    return _ADVICE.search(text) is not None


def _balanced(sentence: str) -> bool:
    return not sentence.count('"') % 2 and all(sentence.count(a) == sentence.count(b) for a, b in _PAIRS)
