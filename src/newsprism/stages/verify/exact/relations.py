"""Words that say how two values stand to one another: above, below, more by, leading from and to."""

from __future__ import annotations

import re

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

MOST_QUANTITIES = 200
"""A text with more values is a table: nothing is reckoned from it."""
Held = tuple[Surface, Quantity]
"""A span and one of its values."""
_HOW = r"(?:을|를|이|가|에|선을|대를)?\s?(?:이나|만큼|가량|정도)?\s?(?:조금|살짝|훌쩍|소폭|약간|크게|한참)?\s?"
OVER = re.compile(rf"\s?{_HOW}(?:넘(?!지|기지|어서지)|웃[도돈]|웃돌(?!지)|상회|초과|돌파|뛰어넘|이상)")
UNDER = re.compile(
    rf"\s?{_HOW}(?:못 ?미|못하|미치지|미달|밑[도돈]|밑돌(?!지)|하회|이하|미만|아래|안 ?되|넘(?:지|기지|어서지) (?:못|않)|채 안)"
)
UP = (
    r"더|높|많|크|컸|큰|커지|커진|커졌|비싸|비싼|길|빠르|웃[도돌돈]|앞서|앞섰|앞선|늘"
    r"|오르|오른|올라|올랐|올리|올린|올려|뛰|뛴|인상|상향|상승|확대|증가|연장|증원|보태|추가"
)
DOWN = r"덜|낮|적|작|싸|싼|짧|느리|밑[도돌돈]|뒤지|뒤처|뒤졌|줄|내리|내린|내려|내렸|떨어|인하|하향|하락|축소|감소|단축|감축|감원|깎|빠지|빠진|모자|못 미"
MOVED = re.compile(rf"\s?(?:이나|만큼|가량|정도)?\s?(?:(?P<up>{UP})|(?P<down>{DOWN}))")
ORDER = re.compile(r"\s?(?:대|선)(?=[로의에를을가는은도이까였였]|[^가-힣]|$)")
TOPIC = re.compile(r"([가-힣A-Za-z]{2,})(?:은|는|이|가)(?=[\s,])")
FROM_BEHIND = re.compile(r"\s?(?:에서|이던|였던|인)(?![가-힣])")
TO_BEHIND = re.compile(r"\s?(?:으로|로)(?![가-힣])")
ANY_WORD = re.compile(r"[가-힣A-Za-z]{2,}")

MEASURES = frozenset(
    "가격 금리 물가 비율 비중 규모 금액 매출 이익 실적 수출 수입 소득 지출 비용 지수 세율 요금 수요 공급 예산 임금 인구 생산 소비".split()
)
"""How the names of what is measured end: they are told apart as words are, not as names."""


def is_change(span: Surface, value: Quantity) -> bool:
    """Say whether a value is by how much something changed (``9.4원 내린``)."""
    return MOVED.match(span.text, value.end) is not None
