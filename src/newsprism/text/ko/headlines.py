"""What headlines share: content words without particles, and how far one headline says what the others say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import strip_tags

_WORD = re.compile(r"[가-힣A-Za-z0-9%]{2,}")
_JOSA = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|의|에|도|와|과|로|으로|에서|까지|부터|에게|한테|께)$")


@lru_cache(maxsize=8192)
def content_words(title: str) -> frozenset[str]:
    """Return the words of a headline without josa, folded."""
    return frozenset(_JOSA.sub("", word) for word in _WORD.findall(folded(strip_tags(title))))


def leading_words(title: str, count: int) -> tuple[str, ...]:
    """Return the first words of a headline in their order, without josa, numbers and times: whom and what it is about.

    >>> leading_words("올해 나루공단 240명 뽑는다…인턴은 40명", 2)
    ('나루공단', '뽑는다')
    """
    words = (_JOSA.sub("", word) for word in _WORD.findall(folded(strip_tags(title))))
    telling = (w for w in words if len(w) > 1 and not w[0].isdigit() and w not in _TIMES)
    return tuple(islice(telling, count))


_TIMES = frozenset(
    "올해 지난해 작년 내년 이달 지난달 내달 다음달 최근 오늘 어제 내일 현재 하루 연내 상반기 하반기".split()
)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set that the other holds; 0 when one is empty."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def agreement(titles: Sequence[str]) -> tuple[float, ...]:
    """Return, for each headline, how far its words stand in the other headlines (0–1).

    A large story holds side issues too; the headline to show is the one that most of the others are about. Half of
    the words shared with every other headline already counts as full agreement.
    """
    words = [content_words(title) for title in titles]
    counted = Counter(word for found in words for word in found)
    others = max(1, len(titles) - 1)
    return tuple(min(1.0, 2.0 * sum(counted[w] - 1 for w in found) / (others * max(1, len(found)))) for found in words)
