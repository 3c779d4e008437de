"""Sentences that a publisher printed broken: a particle is missing, two subjects want one verb, a number cannot be.

Each rule is one cause, and none mends: what was meant is for the publisher to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsprism.text.ko.tokens import Morpheme

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
    re.compile(
        r"(?:자료|정보|품목|명단|목록|항목|혐의)(?:은|는) [^“”\"]*(?:정보|자료|내용|방안|사항)(?:이|가) (?:포함|명시)됐"
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
    # "특별법안을 위한 첫 회의" behind "관리를 위한": one purpose inside another.
    re.compile(r"[을를] 위한 [^,“”\"‘’']{2,24}[을를] 위한 "),
    # Who says something says it once.
    re.compile(r"[다라]고 (?:밝히|전하|말하)(?:며|면서),? [^“”\"]*[다라]고 (?:\d{1,2}일 )?(?:밝혔|전했|말했)다\.$"),
    # "당국자는 누구를 지명한 가운데 청문회가 열릴": the topic has no verb of its own.
    re.compile(
        r"^[^,“”\"‘’']{2,30}(?<![에서로])(?:은|는) [^,“”\"‘’']{4,60}한 가운데,? [^은는]*[가-힣](?:이|가) [^은는]*(?:예정|전망|계획)이다\.$"
    ),
    # A standard raises nothing, and a sum spends nothing.
    re.compile(
        r"^[^,]{0,30}(?:기준|요건)은 [^가이]*(?:문턱|기준)[을를] (?:높|낮|올|내)|(?:세출|지출|예산)은 (?:(?![가-힣][이가]\s).)*[을를] (?:집행|지출)(?:해|하고|했)"
    ),
    # "지원사업은 42억원을 들여 신규 추진한다": somebody does that to it.
    re.compile(r"^[^,]*사업은 [^,가이]*(?:억|만|조) ?원을 (?:들여|투입해) [^,]*(?:추진|운영|시행|실시)한다\.$"),
    # "커진 것으로 보다": somebody sees it, or it is seen.
    re.compile(r"것으로 보다\.$"),
    # "정규는 올해 목표를 늘렸다": a government with a slip of the pen; nothing is called regular alone.
    re.compile(r"(?<![가-힣])정규(?:는|가|를) "),
    # A week is not compared with the session before.
    re.compile(
        r"(?<![가-힣])(?:한 ?주|일주일|한 ?달|주간|월간|올해 들어)(?: 동안|간)?[^.,]{0,30} 전 ?거래일(?:보다| 대비)"
    ),
    # "통신은 노동부에 따르면 늘었다고 밝혔다": an agency passes on what the office said.
    re.compile(
        rf"^(?:\d{{1,2}}일 )?[^\s]+(?:\s[^\s]+)?(?<![에서로])(?:은|는) {_UNQUOTED}{{2,40}}에 따르면 {_UNQUOTED}*다고 (?:\d{{1,2}}일 )?(?:밝혔|보도했|전했)다\.$"
    ),
    # A president of the country is not the chair of its bank.
    re.compile(r"(?:트럼프|바이든) (?:의장|총리|위원장|총재)|(?:파월|워시) (?:대통령|총리)"),
    # Both about and some.
    re.compile(r"(?<![가-힣])약 \d[\d,.만억조천]*[%％]?\s?[가-힣]{0,2}(?:가량|정도|안팎|여)(?![가-힣])"),
    # "연구원은 9일 발표한 보고서에 따르면 늦어질 전망이다": who publishes has no verb, what is foreseen has no subject.
    re.compile(
        r"^(?:\d{1,2}일 )?[^,“”\"‘’']{2,24}(?<![에서로])(?:은|는) (?:\d{1,2}일 |최근 )?(?:발표|발간|공개|배포|집계|조사|수행|실시)한 [^.]*에 따르면,? "
        r"[^.]*(?:전망이다|것으로 (?:보인다|나타났다|예상된다|조사됐다|집계됐다)|[가-힣][됐된]다)\.$"
    ),
    # "위원회는 요건 강화를 골자로 기준이 강화된다": the same.
    re.compile(
        r"^(?:\d{1,2}일 )?[가-힣A-Za-z]{2,12}(?:위원회|위|부|청|원|처|공사|공단|거래소)(?:은|는) [^.]*[을를] (?:골자로|내용으로|중심으로),? "
        r"[^.]*[가-힣](?:이|가) [^.]*(?:된다|됐다)\.$"
    ),
    # "공사는 새 부두를 열고도 이를 알린 것은 10월이었다": when it was done is told of the deed, not of who did it.
    re.compile(
        r"^[^,“”\"‘’']{2,24}(?<![에서로])(?:은|는) (?:(?!지만|으나|는데|으며|[가-힣]며[ ,]|[가-힣]고[ ,])[^“”])*"
        r"[한된은던] 것은 [^,]{0,40}\d{1,4}(?:년|월|일)[^,]{0,6}(?:이었다|였다|이다)\.$"
    ),
    # "배를 세계 첫 양산에 들어갔다": an object, and no verb that takes it.
    re.compile(
        r"[을를] (?:(?![^ ]*(?:고|며|해|여|어|아|서|려|면|한|할|는|은|던|된|될|인|위한|대한|둔|진) )[^ ,]+ ){0,4}"
        r"(?:양산|생산|출하|공사|심사|수사|조사|판매)에 (?:들어갔|들어간|돌입했|돌입한|착수했)"
    ),
    # "배후 관리와 관련한 공사의 대응과 관련": one relation on top of another.
    re.compile(r"[와과] 관련(?:한|된|해)? [^,“”\"]{2,24}[와과] 관련(?:해|한|,| [“\"])"),
    # A whole standing beside what is a record: "2만 명을 기록한 가운데 최대치에 달했다".
    re.compile(r"[을를] 기록한 가운데,? (?:[^ ]+ )?(?:최대치|최고치|최저치)(?:에 달했|를 기록했)다\.$"),
    # Three statements strung together by one ending.
    re.compile(rf"^{_UNQUOTED}*[가-힣]며, {_UNQUOTED}*[가-힣]며, {_UNQUOTED}*$"),
)


_OPEN, _CLOSED = frozenset(("를", "는")), frozenset(("을", "은"))


def misspelt(text: str, morphemes: Sequence[Morpheme]) -> bool:
    """Say whether a particle does not fit the syllable before it ("현장조사을"): a slip that a publisher printed.

    Only particles that the analyser tells from endings and nouns count, behind a Hangul syllable; `morphemes` are those of `text`.
    """
    for before, particle in pairwise(morphemes):
        if particle.tag not in ("JKO", "JX") or particle.form not in _OPEN | _CLOSED or before.end != particle.start:
            continue
        syllable = text[before.end - 1]
        if before.tag[0] == "N" and "가" <= syllable <= "힣":
            consonant = (ord(syllable) - ord("가")) % 28 != 0
            if consonant is (particle.form in _OPEN) and text[particle.start : particle.end] == particle.form:
                return True
    return False


def broken(sentence: str) -> bool:
    """Say whether the grammar or a number of a sentence is broken.

    >>> broken("나루시는 담합 행위에 대한 엄정 대응할 방침이다."), broken("나루시는 담합 행위에 엄정 대응할 방침이다.")
    (True, False)
    """
    return _twice(sentence) or any(cause.search(sentence) for cause in _CAUSES)


def _twice(sentence: str) -> bool:
    """Say whether a subject of four words and more stands twice: "… 연초 이후 수익률이 52%를 기록, … 연초 이후 수익률이 50%를 웃돌고 있다"."""
    words = sentence.split()
    seen: set[tuple[str, ...]] = set()
    for end in range(_REPEATED, len(words) + 1):
        if words[end - 1][-1] in "이가":
            run = tuple(words[end - _REPEATED : end])
            if run in seen:
                return True
            seen.add(run)
    return False


_REPEATED = 4
