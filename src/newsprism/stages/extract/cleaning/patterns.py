"""Fragments of patterns that several cleaning rules share: people, roles, outlets, agencies.

Every quantifier is bounded, so that a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from typing import Final

NAME: Final = r"[가-힣]{2,4}"
ROLE: Final = (
    r"(?:(?:선임|수석|전문|객원|인턴|온라인|수습|대표|사진|영상|디지털|시민|의학|과학|종교|환경|군사"
    r"|여행)\s?(?:전문)?\s?)?"
    r"(?:기자|특파원|논설위원|논설실장|논설고문|칼럼니스트|에디터|리포터|통신원|앵커|PD|편집위원)"
)
EMAIL: Final = r"[A-Za-z0-9][A-Za-z0-9._+\-]{0,40}@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,3}"

PEOPLE: Final = rf"{NAME}(?:\s?[·,ㆍ/&]\s?{NAME}|\s{NAME}){{0,4}}\s?{ROLE}"
BYLINE: Final = rf"(?:{PEOPLE}(?:\s?[(<\[]?{EMAIL}[)>\]]?)?|{NAME}\s?[(<\[]?{EMAIL}[)>\]]?)"

OUTLET_SUFFIX: Final = (
    r"(?:일보|신문|경제|뉴스(?:1|24|핌|룸|토마토|웨이|타파|통)?|뉴시스|타임스|타임즈|투데이|데일리|포스트|저널|방송"
    r"|미디어|프레스|통신|헤럴드"
    r"|매거진|비즈|리포트|위클리|이코노미|코리아|닷컴|TV|스포츠|워치|인사이트|조선|중앙|동아|한겨레|프레시안|오마이"
    r"|노컷|경향|매경|한경|서경"
    r"|YTN|KBS|MBC|SBS|JTBC|MBN|MTN|OSEN|the\d{3}|머니S|블로터)"
)
OUTLET: Final = rf"[가-힣A-Za-z0-9·& ]{{0,14}}{OUTLET_SUFFIX}"

AGENCY: Final = (
    r"(?:(?:AP|AFP|EPA|UPI|로이터|REUTERS|Reuters|신화|타스|블룸버그|교도|DPA|dpa)(?:[·/=\- ]?(?:연합뉴스|뉴시스"
    r"|뉴스1))?"
    r"|연합뉴스TV|연합뉴스|연합|뉴시스|뉴스1|게티이미지뱅크|게티이미지|이미지투데이|셔터스톡|픽사베이|게티이미지코리아)"
)

SENTENCE_END: Final = re.compile(r"(?:[가-힣]\.|[!?…])[\"'”’」』)\]]{0,3}\s*$")
_INNER_END: Final = re.compile(r"[다요죠까]\.[\"'”’」』)]{0,2}(?=[\s가-힣A-Z\"'“‘\[(<]|$)")


def is_prose(line: str) -> bool:
    """Say whether `line` is running text (it ends a sentence, or holds the end of one) and no heading or list entry."""
    return len(line) >= 20 and bool(SENTENCE_END.search(line[-8:]) or _INNER_END.search(line))


def sentence_count(line: str) -> int:
    """Return how many sentence ends `line` holds; a rough count that only needs to tell one from many."""
    return len(_INNER_END.findall(line))
