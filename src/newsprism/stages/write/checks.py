"""What to check, and by when: the last sentence of a strategy point, tied to a fact and its date.

The newsroom's lens asks what the sources can tell ("언제부터 누구에게 바뀌며") and then what the reader alone can find out
("인건비 부담이 얼마나 늘어나는가"). The point tells the first from the sources, and names the second as what to check, before
the next day that they announce. What follows from a fund's fee does not follow from its loss: a lens may ask another
question of each kind of fact, and then asks nothing of a fact of no such kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from newsprism.stages.write.calling import called
from newsprism.stages.write.candidate import Candidate
from newsprism.types.brief import Figure, Sentence, Window
from newsprism.types.reader import Lens

_HORIZON = timedelta(days=200)
_MONTH = timedelta(days=31)
_SHORTEST = 10
_SHORT = 45
"""Characters of facts beside which a question is asked whole."""
# Nouns in 고 (신고, 보고, 사고) end no clause: a stem of one syllable is one of a few.
_LAST_CLAUSE = re.compile(
    r"^(?:.*\s)?(?:[가-힣]+(?:하|되|지|있|이|뀌|리|렸|졌|했|됐|았|었|였|나|오르|가|보|받|르|히|열리|왔|갔|혔|쳤|켰|꾸)(?:고|며)"
    r"|(?:늘|뽑|막|줄|가|오|지|하|되|있|막히|쓰이)(?:고|며)|[가-힣]+(?:는지|은지|인지),?|무엇이고|언제이고|언제며)\s(?P<rest>.+)$"
)
_BEHIND = re.compile(r"[가-힣](?:었|았|였|했|됐|졌|렸|왔|갔|났|랐|섰|뀌었)는(?:가|지)$")
"""A question about what has been: "어떻게 움직였는가"."""
_NO_START = re.compile(r"^(?:그|있|[가-힣]{0,2}[어아여])\s")


def clause(question: str) -> str:
    """Return the last clause of a lens's question, or all of it where that could not stand alone.

    >>> clause("관세율이 언제 정해지며 우리 원가에 얼마나 닿는가")
    '우리 원가에 얼마나 닿는가'
    """
    found = _LAST_CLAUSE.match(question)
    rest = found["rest"] if found else question
    return question if len(rest) < _SHORTEST or _NO_START.match(rest) else rest


def next_day(candidate: Candidate, window: Window) -> tuple[date, date] | None:
    """Return the first day or month after the issue that a sentence names, as its first and last day; None without any."""
    issued = window.end + timedelta(days=1)
    # A month is a deadline only where something is due in it; elsewhere it may be a fiscal year's.
    months = "deadline" in candidate.kinds
    ahead = [
        (first, last)
        for first, last in candidate.days
        if issued < first <= window.end + _HORIZON
        and (first == last or (months and first.day == 1 and last - first <= _MONTH))
    ]
    return min(ahead, default=None)


def check(
    lens: Lens, facts: Sequence[Candidate], window: Window, taken: frozenset[str], turn: int = 0
) -> Sentence | None:
    """Return what to check: what the lens asks of one of `facts`, before the day to come that they name.

    Without such a day no time is named. `turn` chooses the wording: one frame in all points would ring. None where the
    lens has questions and none follows from the facts, and when every wording is among `taken`.
    """
    asked = _asked(lens, facts)
    if asked is None:
        return None
    question, source = asked
    # Before a day to come one checks what is ahead, and only if that fact names the day.
    day = None if _BEHIND.search(question) else next_day(source, window)
    figures: tuple[Figure, ...] = (Figure("lens", question),)
    if day is not None:
        first, last = day
        texts = tuple(_before(_printed(first, last, window), _whether(question)))
        figures = (*figures, Figure("next_day", first.isoformat()))
    else:
        texts = tuple(_open(_whether(question)))
    start = turn % len(texts)
    text = next((t for t in (*texts[start:], *texts[:start]) if t not in taken), None)
    # The report is cited for the day that it names; the question is the newsroom's own.
    cited = source.sentence().citations if day is not None else ()
    return Sentence(text, "composed", cited, figures) if text else None


def _asked(lens: Lens, facts: Sequence[Candidate]) -> tuple[str, Candidate] | None:
    """Return the question for the first fact that calls for one; of a lens with a single question that."""
    if lens.asks:
        return next(((ask.question, c) for c in facts if (ask := called(lens, c.text)) is not None), None)
    # Beside a short fact there is room for all that is asked.
    short = sum(len(c.text) for c in facts) < _SHORT
    return (lens.question if short else clause(lens.question)), facts[0]


def _before(day: str, asked: str) -> Iterator[str]:
    yield f"{day}에 앞서 {asked} 살펴야 한다."
    yield f"{day}에 앞서 {asked} 확인해야 한다."
    yield f"{day}에 앞서 {asked} 살필 일이다."


def _open(asked: str) -> Iterator[str]:
    yield f"{asked} 살펴야 한다."
    yield f"{asked} 확인할 때다."
    yield f"{asked} 살필 일이다."


def _whether(question: str) -> str:
    """Turn "얼마나 닿는가" into "얼마나 닿는지"."""
    return f"{question.removesuffix('가')}지" if question.endswith("가") else question


def _printed(first: date, last: date, window: Window) -> str:
    if first == last and (first.year, first.month) == (window.end.year, window.end.month):
        return f"{first.day}일"
    year = f"{first.year}년 " if first.year != window.end.year else ""
    return f"{year}{first.month}월 {first.day}일" if first == last else f"{year}{first.month}월"
