"""An invented institute's digest, and report items made from lines."""

from __future__ import annotations

from datetime import datetime

from newsprism.stages.extract.digest import extract_text
from newsprism.types.document import Document, DocumentId, OutlineLine, ReportDetail
from tests.making import KST

DIGEST = """나루산업동향 2031-3호

이슈포커스

무인 하역 장비의 실증 결과 (美 Harbor Lab, 3.4)

● 하버랩이 무인 하역* 장비 24대의 1년 실증 결과를 공개
  - 하역 시간은 컨테이너당 2.4분에서 1.9분으로 21% 줄었으며 큰 사고는 없었다.
    * (Unmanned Handling) 사람이 타지 않고 짐을 옮기는 방식
    ※ ▲(야간) 31% 단축 ▲(주간) 12% 단축
● 유지비는 대당 연 8,200만 원으로 '30년보다 7% 늘어날 전망

■ 부두별 결과 ■

부두\t결과
제1부두\t• 하역 시간 18% 단축 • 고장 41건
제2부두\t• 하역 시간 24% 단축

(참고 : Harbor Lab, One Year of Unmanned Handling, 2031.03.04.; 나루항만공사, 実証報告, 2031.03.02.)

정책 동향

수소 여객선 안전 기준 개정 (달뫼해양국, 3월)

● 달뫼해양국이 「여객선 안전법」 12조에 따라 충전 기준을 개정
  - 정원 100명이 넘는 배는 '31.7.1일부터 충전 중 승선을 금지

(참고 : 달뫼해양국, 안전 기준 개정안, 2031.03.)
"""


def items() -> tuple[Document, ...]:
    """The two items of the digest, as the extraction gives them: the second one names only its month."""
    return extract_text(DIGEST, "digest.txt").documents


def report(
    *lines: tuple[int, str, str],
    name: str = "r1",
    title: str = "무인 하역 장비의 실증 결과",
    language: str = "ko",
    body: str = "하버랩",
    issued: str | None = "2031-03-04",
    section: str | None = None,
    references: tuple[str, ...] = (),
    collection: str | None = None,
) -> Document:
    """A report item of (level, role, text with its mark); its day is that of `issued` where it has one."""
    outline, text = [], ""
    for level, role, said in lines:
        start = len(text) + bool(text)
        text = f"{text}\n{said}" if text else said
        outline.append(OutlineLine(level, role, start, len(text)))  # type: ignore[arg-type]
    moment = datetime.fromisoformat(issued).replace(tzinfo=KST) if issued and len(issued) == 10 else None
    detail = ReportDetail(body, None, issued, collection, tuple(outline))
    return Document(
        DocumentId(name), "report_item", title, text, moment, body or None, (), None, language, section, references,
        None, detail,
    )  # fmt: skip
