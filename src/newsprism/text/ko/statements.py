"""A Korean text as the facts that it states, for comparing with a text of another language.

Within Korean, morphemes tell more (`stages.verify`); here surface cues have to do.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from newsprism.text.ko.cues import tense
from newsprism.text.ko.dates import dates
from newsprism.text.ko.numbers import quantities
from newsprism.text.ko.quotations import quotations
from newsprism.text.statements import Certainty, Clause, Statement

_LONGEST = 1_000
_DENIED = re.compile(
    r"않|못하|못했|못한|없다|없었|없이|없는|없어|없으|아니|부인|거부|거절|무산|철회|취소|중단|포기|배제|기각|부결|반대|불발|보류|안 (?:하|한|했|된|되)"
)
_UP = re.compile(
    r"증가(?!율|폭)|상승(?!률|폭)|늘[어었리린림려렸고며다]|올[랐라린림렸리]|오르|오른|오름|급등|급증|인상|확대|증대|증설|상향|회복|성장(?!률|세|동력|전략)|개선|반등|강세|높아|높였|웃돌|상회|돌파|호조|뛰[었어]|최고"
)
_DOWN = re.compile(
    r"감소(?!율|폭)|하락(?!률|폭)|줄[었어인임였이여고며]|내[렸려린림리]|떨어|급락|급감|인하|축소|위축|둔화|악화|약화|약세|낮아|낮췄|낮춰|밑돌|하회|하향|부진|최저|감축|단축|삭감|역성장"
)
_HEDGED = re.compile(
    r"전망|예상|관측|추정|가능성|[할될]\s?수\s?있|것으로\s?(?:보|예|전|관)|우려|기대|검토|고려|논의|듯하|점쳐|거론|알려졌|전해졌"
)
_INTENDED = re.compile(r"계획|방침|예정|목표|[하되]기로|겠다|추진|구상|제안|앞두|[할될]\s것")
_SPOKEN = re.compile(
    r"밝혔|말했|전했|설명했|강조했|덧붙였|주장했|지적했|전망했|예상했|분석했|따르면|발표했|비판했|촉구했|당부했|내다봤|평가했|경고했|라고|다고"
)


@lru_cache(maxsize=2048)
def statement(text: str, published: date | None) -> Statement:
    """Return what `text` states, read against the day of its document; at most 1,000 characters are read."""
    text = text[:_LONGEST]
    clause = Clause(0, len(text), _DENIED.search(text) is not None, _certainty(text), directions(text), frozenset())
    return Statement(
        text,
        quantities(text),
        dates(text, published),
        quotations(text),
        (clause,),
        _SPOKEN.search(text) is not None,
        frozenset(),
    )


def directions(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return the words of rising (1) and falling (-1) as (start, end, direction), in order."""
    return tuple(
        sorted([*((*m.span(), 1) for m in _UP.finditer(text)), *((*m.span(), -1) for m in _DOWN.finditer(text))])
    )


def _certainty(text: str) -> Certainty:
    if _HEDGED.search(text):
        return 1
    return 2 if _INTENDED.search(text) or tense(text) == "ahead" else 3
