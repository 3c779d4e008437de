"""Sentences that a publisher printed broken: a particle is missing, two subjects want one verb, a number cannot be.

Each rule is one cause, and none mends: what was meant is for the publisher to say.
"""

from __future__ import annotations

import re

_BARE = r"(?<![을를이가은는도에의와과로])"
_UNQUOTED = r"[^“”\"‘’]"
_CAUSES: tuple[re.Pattern[str], ...] = (
    # "행위에 대한 엄정 대응할": what describes a noun stands before a verb.
    re.compile(
        rf"에 대한 (?:[가-힣]{{2,4}}{_BARE} )?[가-힣]{{1,3}}[가-힣]{_BARE}(?:할 |하기로|하겠|했다|한다\.|하고 |해 나[가갈간])"
    ),
    # "개정안은 … 내용이 담겼다": the contents are in it, and it is no subject.
    re.compile(
        r"(?:안|법|방안|대책|계획|합의문|협정|조례|지침|규정|법률)(?:은|는) [^,]*?(?:내용|조항|방안|규정|조치)이 (?:[가-힣]+ )?(?:포함됐|포함돼|담[겼겨]|명시됐"
        r"|들어[갔가])"
    ),
    # "지난해까지 6억을 투자하기로 했다": what is over is not planned.
    re.compile(
        r"(?:지난해|작년|지난달|지난주)까지 (?!(?:[^\s]+ ){0,9}?[가-힣]*(?:이어|지만|으나|는데|며|고)[ ,])[^,]*(?:기로 했|[할낼릴울칠쓸] (?:예정|계획|방침))"
    ),
    # "6세대 메모리의 6세대 제품".
    re.compile(r"(?P<again>\d+(?:세대|차|단계|단|나노)) (?![^\s]*[과와,])(?:\S+ ){1,2}?(?P=again)"),
    # "7조8864천억": a thousand of a hundred million follows one digit.
    re.compile(r"\d{2,}\s?천(?:만|억)"),
    # What exceeds something exceeds it as its object.
    re.compile(r"[가-힣]에 (?:웃도|밑도|웃돌|밑돌|상회하|상회했|하회하|하회했)"),
    # An index moves by points or per cent, a share by points of a per cent.
    re.compile(r"지수(?:가|는|도|을|를)? (?:[^\s]+ ){0,3}?\d[\d.]*%(?:p|포인트|P)"),
    # "검토했지만 … 고려했다": what was decided is missing.
    re.compile(r"(?:검토|논의|추진|고심|계획|요구)했(?:지만|으나) [^.]*(?:고려|감안|참작)했다\.$"),
    # Three statements strung together by one ending.
    re.compile(rf"^{_UNQUOTED}*[가-힣]며, {_UNQUOTED}*[가-힣]며, {_UNQUOTED}*$"),
)


def broken(sentence: str) -> bool:
    """Say whether the grammar or a number of a sentence is broken.

    >>> broken("나루시는 담합 행위에 대한 엄정 대응할 방침이다."), broken("나루시는 담합 행위에 엄정 대응할 방침이다.")
    (True, False)
    """
    return any(cause.search(sentence) for cause in _CAUSES)
