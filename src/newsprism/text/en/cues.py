"""What an English news sentence tells (an amount, a deadline, a demand …), and how: tense, certainty, denial, direction.

Rules over words, no parser; every repetition is bounded, and only the first 1,000 characters are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from newsprism.text.ko.cues import Tense
from newsprism.types.reader import SentenceKind

_LONGEST = 1_000
Certainty = Literal[1, 2, 3]
"""1 possible or expected, 2 intended, 3 told as a fact."""

_MONEY = (
    r"(?:[$€£¥₩]\s?\d|\d[\d,.]{0,15}\s(?:hundred|thousand|million|billion|trillion)|\b(?:won|dollars|euros"
    r"|yen|yuan)\b)"
)
_CUES: Mapping[SentenceKind, str] = MappingProxyType(
    {
        "amount": rf"\d\s?%|\d\s?(?:percent|percentage|basis)\b|{_MONEY}|\b(?:half|double[ds]?|tripled?|quarter of)\b"
        rf"|\d{{1,3}},\d{{3}}",
        "deadline": r"\b(?:by|until|before|from|starting|effective|on)\s(?:(?:the\s)?end\sof|early|late|mid-?|next|Jan|Feb"
        r"|March|April|May\s\d|June|July|Aug|Sept?|Oct|Nov|Dec)"
        r"|\bdeadline\b|\b(?:take|takes|taking|come|comes)\s(?:effect|into\sforce)|\b(?:due|scheduled|slated"
        r"|set)\s(?:to|for|on|by)\b|\bnext\s(?:week|month|year|quarter)\b|\bexpires?\b",
        "forecast": r"\b(?:forecasts?|expect(?:s|ed)?|predict(?:s|ed)?|projects?\s|projected|estimates?|estimated|outlook"
        r"|likely|on\strack|see[ns]?\s(?:growth|inflation|prices))\b",
        "demand": r"\b(?:urge[sd]?|call(?:s|ed)?\s(?:for|on)|demand(?:s|ed)\b(?!\sfor)|ask(?:s|ed)\s|request(?:s|ed)?"
        r"|press(?:es|ed)\s|must|should|need(?:s|ed)?\sto)\b",
        "decision": r"\b(?:decid(?:e|es|ed)|announc(?:e|es|ed)|approv(?:e|es|ed)|agree[sd]?|rul(?:es|ed)|order(?:s|ed)\b"
        r"|adopt(?:s|ed)?|pass(?:es|ed)|sign(?:s|ed)|impos(?:e|es|ed)"
        r"|rais(?:e|es|ed)\s(?:its|the|rates|tariffs)|cut(?:s)?\s(?:its|the|rates)|kept|held|launch(?:es|ed)?"
        r"|fin(?:es|ed)|bann(?:ed)|voted|confirmed|select(?:s|ed)|won\s(?:a|an|the)|plans?\sto|will)\b",
        "condition": r"\b(?:if|unless|provided|subject\sto|only\s(?:if|when|those)|except|exempt(?:s|ed|ions?)?|eligib"
        r"|condition|apply\sto|applies\sto|excluding|limited\sto|as\slong\sas)",
        "cause": r"\b(?:because|due\sto|owing\sto|driven\sby|led\sby|on\sthe\sback\sof|after\s\w+ing|as\s(?:a\sresult"
        r"|demand|prices|exports|costs|the)|reflecting|blam(?:e|ed|ing)|caus(?:e|ed|ing)|helped\sby|hit\sby"
        r"|amid|thanks\sto)\b",
        "risk": r"\b(?:risks?|fears?|concerns?|warn(?:s|ed|ing)?|threat(?:en|ens|ened|s)?|dispute|lawsuit|sue[sd]?"
        r"|critici[sz]|oppos|protest|loss(?:es)?|default|shortage|uncertain|delay(?:s|ed)?|probe|strike"
        r"|investigat|penalt|recall)",
        "comparison": r"\b(?:than|compared\s(?:with|to)|from\s(?:a\s(?:year|month|week)|the\s(?:previous|same))"
        r"|year[\s-](?:on|over)[\s-]year|versus|against\s(?:the|a)\b|a\syear\s(?:earlier|ago)|highest|lowest"
        r"|biggest|largest|record|unlike|while)\b",
    }
)
_PATTERNS = tuple((kind, re.compile(cue)) for kind, cue in _CUES.items())

_HEDGED = re.compile(
    r"\b(?:may(?!\s\d)|might|could|would|likely|unlikely|possibl[ey]|potential(?:ly)?|reportedly|rumou?red"
    r"|expect(?:s|ed|ing)?|forecasts?|forecasted|predict(?:s|ed)?|projected"
    r"|estimated\sto|seen\s(?:as|rising|falling)|appears?|seems?|probably|perhaps|hopes?|fears?|considers?"
    r"|considering|weigh(?:s|ing)|mull(?:s|ing)|exploring|discussing|chance)\b",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    r"\b(?:will|shall|won['’]t|plans?\sto|planned|planning|plans?\b|aims?\sto|aiming|intends?|intended\sto"
    r"|seeks?\sto|seeking|set\sto|due\sto(?=\s(?:be|begin|start|open|meet|take|end))|scheduled"
    r"|slated|is\sto|are\sto|propos(?:e|es|ed|al|als)|pledg(?:e|es|ed)|promis(?:e|es|ed)|vow(?:s|ed)?"
    r"|target(?:s|ed|ing)?|about\sto|going\sto)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|den(?:y|ies|ied|ial)|reject(?:s|ed)?|rul(?:e|es"
    r"|ed)\sout|refus(?:e|es|ed)|fail(?:s|ed)?\sto|scrap(?:s|ped)?|abandon(?:s|ed)?|against"
    r"|avoid(?:s|ed)?|lack(?:s|ed)?|declin(?:e|es|ed)\sto|unlikely|withdr(?:aw|ew|awn)|dismiss(?:es|ed)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(
    r"\b(?:not\sonly|no\.\s?\d|no\slater\sthan|not\sleast|against\sthe\s(?:dollar|won|yen|euro|yuan)"
    r"|no\smore\sthan)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing)?|grew|gain(?:s|ed|ing)?|jump(?:s"
    r"|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|climb(?:s|ed|ing)?|rais(?:e|es|ed|ing)"
    r"|hik(?:e|es|ed|ing)|expand(?:s|ed|ing)?|expansion|higher|up(?=\s(?:\d|from|by|about|nearly|almost"
    r"|to\s\d|a\s))|advanc(?:e|es|ed)|rebound(?:s|ed)?|accelerat(?:e|es|ed|ing)|strengthen(?:s|ed)?"
    r"|widen(?:s|ed|ing)?"
    r"|exceed(?:s|ed|ing)?|top(?:s|ped)|beat(?:s)?|improv(?:e|es|ed|ing)|doubled?|tripled?|ralli(?:es|ed))\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fall(?:s|en|ing)?|fell|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)(?!\sto\s[a-z])|drop(?:s|ped"
    r"|ping)?|slip(?:s|ped)?|slid(?:es?)?|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed)|sink(?:s|ing)?|sank"
    r"|eas(?:e|es|ed|ing)"
    r"|cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing|tion|tions)|shr(?:ink|inks|ank|unk|inking)"
    r"|contract(?:ed|ion|s(?=\s\d))|down(?=\s(?:\d|from|by|about|nearly|almost|to\s\d|a\s))|weaken(?:s"
    r"|ed)?|narrow(?:s|ed|ing)?"
    r"|slow(?:s|ed|ing|down)?|slump(?:s|ed)?|miss(?:es|ed)|halv(?:e|es|ed)|worsen(?:s|ed|ing)?|retreat(?:s"
    r"|ed)?|below)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:said|says?|told|according\sto|added|noted|argued?|argues|claim(?:s|ed)?|warn(?:s|ed)?|urg(?:es"
    r"|ed)|stress(?:es|ed)|explain(?:s|ed)|predict(?:s|ed)|forecasts?|estimates?|insist(?:s|ed)|stated"
    r"|testified"
    r"|called\sfor|criticized|criticised|believes?|accus(?:es|ed)|alleg(?:es|ed)|demanded|asked|complained)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|rose|fell|said|told|grew|held|kept|made|met|took|gave|began|won|lost|hit|sold"
    r"|bought|paid|led|became|came|went|saw|put|set|cut|shrank|sank|struck|sought|brought|[a-z]{2,14}ed)\b"
)


def kinds(sentence: str) -> frozenset[SentenceKind]:
    """Return the kinds of `sentence` whose cues it holds; empty when it only reports that something happened."""
    head = sentence[:_LONGEST]
    return frozenset(kind for kind, pattern in _PATTERNS if pattern.search(head))


def tense(sentence: str) -> Tense:
    """Return whether a sentence tells what happened, what is expected or planned, or what is.

    >>> tense("Gaon opened the pier."), tense("Gaon will open the pier."), tense("Gaon runs the pier.")
    ('past', 'ahead', 'plain')
    """
    head = sentence[:_LONGEST]
    told = _without_speech(head)
    if _INTENDED.search(told) or _HEDGED.search(told):
        return "ahead"
    return "past" if _PAST.search(told) else "plain"


def certainty(text: str) -> Certainty:
    """Return how far a clause commits itself."""
    head = text[:_LONGEST]
    if _HEDGED.search(head):
        return 1
    return 2 if _INTENDED.search(head) else 3


def denied(text: str) -> bool:
    """Say whether a clause denies what it tells; two denials are none."""
    return len(_DENIED.findall(_NOT_DENIED.sub(" ", text[:_LONGEST]))) % 2 == 1


def directions(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return the words of rising (1) and falling (-1) as (start, end, direction), in order."""
    head = text[:_LONGEST]
    found = [(*m.span(), 1) for m in _UP.finditer(head)] + [(*m.span(), -1) for m in _DOWN.finditer(head)]
    return tuple(sorted(found))


def spoken(text: str) -> bool:
    """Say whether a sentence tells what somebody says."""
    return _SPOKEN.search(text[:_LONGEST]) is not None


def _without_speech(text: str) -> str:
    return re.sub(r"\b(?:said|told|added|noted|announced|reported)\b", " ", text)
