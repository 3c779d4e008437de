"""Where an item stands: industry and technology, or policy."""

from __future__ import annotations

import re

from newsprism.text.ko.normalise import folded
from newsprism.types.document import Document

FOCUS, INDUSTRY, POLICY = "이슈포커스", "산업·기술 동향", "정책 동향"

_SECTION_OF_POLICY = re.compile(r"정책|제도|통상|규제|법령|입법")
_SECTION_OF_INDUSTRY = re.compile(r"산업|기술|시장|연구|과학|R&D|IT|테크")
_POLICY = re.compile(
    r"정책|정부|관세|규제|법안|법률|입법|행정명령|포고령|의회|국회|부처|위원회|의장국|파트너십|협정|협상|제재|수출 통제|보조금|세액|예산|지침"
    r"|전략 발표|로드맵|국가 안보|공공|의무화|인허가|프로그램 개괄|무역|통상|외교|공약|조세|연금|금리|집행위|백악관|장관|개정|시행령|고시"
)
_INDUSTRY = re.compile(
    r"기술|시장|기업|업계|제품|개발|반도체|칩|배터리|전지|로봇|소재|공정|양산|생산|출하|매출|투자|인공지능|ai|모델|데이터|서비스|플랫폼|특허|연구"
    r"|실증|상용화|자율주행|원자로|에너지|바이오|의약|수소|위성|통신|클라우드|소프트웨어|장비|스타트업"
)
_LEAD = 600
_TITLE = 4


def section_of(document: Document) -> str:
    """Return the section of a report or article: as its own digest had it where that says so, else by its words."""
    own = document.section or ""
    if _SECTION_OF_POLICY.search(own):
        return POLICY
    if document.kind == "report_item" and _SECTION_OF_INDUSTRY.search(own):
        return INDUSTRY
    return POLICY if _count(_POLICY, document) > _count(_INDUSTRY, document) else INDUSTRY


def was_focus(document: Document) -> bool:
    """Say whether the digest that a report came in had set it first."""
    return "포커스" in (document.section or "") or "이슈" in (document.section or "")


def _count(words: re.Pattern[str], document: Document) -> int:
    title, lead = folded(document.title), folded(document.text[:_LEAD])
    return _TITLE * len(words.findall(title)) + len(words.findall(lead))
