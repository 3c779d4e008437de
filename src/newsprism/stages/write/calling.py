"""Which question a fact calls for: what its own clause tells calls for one, what stands there as a background does not.

"물가가 오르는 가운데 나루시가 요금을 내렸다" is news of the fare. A question about prices would follow from what the reader
knew before, and one about whoever was asked ("반도체 업계에 따르면") from nothing at all. What somebody said of the news is no event that a question could presume.
"""

from __future__ import annotations

import re

from newsprism.types.reader import Ask, Lens

_REST = 12
"""Characters that a clause must have to be news by itself."""
_BACKGROUND = re.compile(
    r"^[^\"“]*?(?:(?:는|던|된|진|온|난|친|높은|낮은|(?:예정|중|전망|상황|추세)인)\s가운데|(?:는|던|된)\s와중에),?\s"
)
# What a statistic or a report is called names its matter ("고용동향에 따르면"); whoever is asked does not.
_ASKED = re.compile(
    r"^[^,\"“]{0,40}?(?:업계|금융권|정치권|법조계|당국|관계자|소식통|노조|지부)(?:\s?등)?에\s따르면,?\s"
)
# What somebody in a firm or at a university said is nobody's decision; what an office says it will do is.
_REMARK = re.compile(
    r"(?:관계자|대표|사장|회장|총괄|매니저|교수|변호사|연구원|애널리스트|의원|위원장|임원)(?:\([^)]{1,20}\))?[은는이가도]\s[^\"“]{0,60}"
    r"[\"“][^\"”]{12,}[\"”].*(?:말|평가|지적|강조|비판|주장|설명|진단|반박|덧붙|꼬집|촉구|짚)[가-힣]{0,3}(?:했|였|었)다\.$"
)
_WILL = re.compile(r"겠다|예정|계획|방침|하기로")


def called(lens: Lens, fact: str) -> Ask | None:
    """Return what is to be checked beside a fact; None when nothing of the lens follows from its own clause."""
    return None if remarks(fact) else lens.ask(own_clause(fact))


def remarks(fact: str) -> bool:
    """Say whether a fact is no more than what a person said of the news, and nothing that somebody will do.

    >>> remarks("나루조선 관계자는 “도크가 좁아 새 배를 받기가 어렵다”고 말했다.")
    True
    """
    return _REMARK.search(fact) is not None and _WILL.search(fact) is None


def own_clause(fact: str) -> str:
    """Return a fact without who was asked and without the background before its news.

    >>> own_clause("금융권에 따르면 물가가 오르는 가운데 나루시가 버스 요금을 내렸다.")
    '나루시가 버스 요금을 내렸다.'
    """
    for told in (_ASKED, _BACKGROUND):
        rest = told.sub("", fact, count=1)
        fact = rest if len(rest) >= _REST else fact
    return fact
