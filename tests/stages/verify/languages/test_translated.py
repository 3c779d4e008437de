"""Korean lines written from English reports: what agrees across the languages passes, what does not is told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from newsprism.stages.verify import check_sentence
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId
from tests.making import KST
from tests.stages.verify.languages.translated_lines import PAIRS

TITLE = "Hydrogen Shipping Outlook 2031"
TEXT = (
    "The Harbor Institute said on March 4 that hydrogen ferries cut fuel costs by 12.5 percent in 2030.\n"
    "Denmark plans to invest $1.4 billion in 24 ports by 2035.\n"
    "Exports of vessels rose to 3.2 million tonnes in the first quarter, up from 2.9 million a year earlier.\n"
    "The regulator did not approve the merger of Blue Keel and Norrsund Lines.\n"
    "Demand for semiconductors fell between 20 and 30 percent last year.\n"
    "Chief scientist Ada Nyqvist of the International Energy Agency expects emissions to decline."
)
REPORT = Document(
    DocumentId("r1"), "report_item", TITLE, TEXT, datetime(2031, 3, 5, 9, tzinfo=KST), "Harbor Institute", (), None, "en",
    None, (), None,
)  # fmt: skip
LINES = TEXT.split("\n")


def line(text, *numbers):
    cited = []
    for number in numbers:
        start = TEXT.index(LINES[number])
        cited.append(Citation(REPORT.id, "text", start, start + len(LINES[number]), LINES[number]))
    return Sentence(text, "generated", tuple(cited))


def kinds(text, *numbers):
    return {fault.kind for fault in check_sentence(line(text, *numbers), {REPORT.id: REPORT})}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("하버연구소(Harbor Institute)는 수소 여객선이 2030년 연료 비용을 12.5% 줄였다고 3월 4일 발표", (0,)),
        ("덴마크는 2035년까지 항만 24곳에 14억 달러를 투자할 계획", (1,)),
        ("선박 수출은 1분기 320만 톤으로 1년 전 290만 톤보다 증가", (2,)),
        ("규제 당국은 블루킬(Blue Keel)과 노르순드(Norrsund Lines)의 합병을 승인하지 않음", (3,)),
        ("반도체 수요는 지난해 20~30% 감소", (4,)),
        ("2030년 반도체 수요는 20~30% 감소", (4,)),
        ("국제에너지기구(IEA)의 아다 뉘크비스트(Ada Nyqvist)는 배출량이 줄어들 것으로 예상", (5,)),
        ("약 300만 톤에 이른 선박 수출, 1년 전보다 증가", (2,)),
    ],
)
def test_a_line_that_says_what_the_report_says_passes(text, numbers):
    assert kinds(text, *numbers) == set()


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("number", "덴마크는 2035년까지 항만 42곳에 14억 달러를 투자할 계획", 1),
        ("number", "덴마크는 2035년까지 항만 24곳에 140억 달러를 투자할 계획", 1),
        ("unit", "덴마크는 2035년까지 항만 24곳에 14억 유로를 투자할 계획", 1),
        ("unit", "수소 여객선은 2030년 연료 비용을 12.5%p 줄임", 0),
        ("date", "덴마크는 2036년까지 항만 24곳에 14억 달러를 투자할 계획", 1),
        ("date", "하버연구소(Harbor Institute)는 4월 4일 수소 여객선의 연료 비용이 줄었다고 발표", 0),
        ("date", "선박 수출은 2분기 320만 톤으로 증가", 2),
        ("date", "반도체 수요는 올해 20~30% 감소", 4),
        ("name", "노르웨이는 2035년까지 항만 24곳에 14억 달러를 투자할 계획", 1),
        ("name", "국제통화기금(IMF)은 배출량이 줄어들 것으로 예상", 5),
        ("name", "국제에너지기구의 홍길상은 배출량이 줄어들 것으로 예상", 5),
        ("name", "국제에너지기구의 홍길상(Hong Gilsang)은 배출량이 줄어들 것으로 예상", 5),
        ("name", "엔비디아는 2035년까지 항만 24곳에 14억 달러를 투자할 계획", 1),
        ("polarity", "선박 수출은 1분기 320만 톤으로 감소", 2),
        ("polarity", "반도체 수요는 지난해 20~30% 증가", 4),
        ("polarity", "규제 당국은 블루킬(Blue Keel)의 합병을 승인", 3),
        ("polarity", "덴마크는 2035년까지 항만 24곳에 14억 달러를 투자하지 않을 계획", 1),
        ("modality", "덴마크는 항만 24곳에 14억 달러를 투자", 1),
        ("modality", "덴마크는 항만 24곳에 14억 달러를 투자하기로 확정", 1),
        ("quote", "덴마크는 “항만이 곧 미래”라며 항만 24곳에 14억 달러를 투자할 계획", 1),
        ("addition", "덴마크는 로봇 항만 24곳에 14억 달러를 투자할 계획", 1),
        ("addition", "앞으로 더 많은 노력이 이어질 것으로 보임", 1),
    ],
)
def test_a_line_that_says_something_else_is_told(kind, text, number):
    assert kind in kinds(text, number)


def test_a_line_that_cites_a_korean_report_is_read_as_korean():
    korean = Document(
        DocumentId("k"), "report_item", "제목", "나루항은 부두 24곳을 연다.", REPORT.published_at, "나루", (), None, "ko", None, (), None
    )  # fmt: skip
    sentence = Sentence(
        "나루항은 부두 24곳을 연다.", "generated", (Citation(korean.id, "text", 0, 15, korean.text[:15]),)
    )
    assert check_sentence(sentence, {korean.id: korean}) == ()


# ---------------------------------------------------------------- many lines, and the same with one thing changed


def checked(source, text):
    document = replace(REPORT, text=source, title="Quarterly Outlook")
    sentence = Sentence(text, "generated", (Citation(REPORT.id, "text", 0, len(source), source),))
    return check_sentence(sentence, {REPORT.id: document})


def turned(text, words):
    return next((text.replace(a, b, 1) for a, b in words if a in text), text)


UP_AND_DOWN = [("증가", "감소"), ("감소", "증가"), ("늘어날", "줄어들"), ("하락", "상승"), ("인상", "인하"), ("급감", "급증"), ("줄고", "늘고"),
               ("하지 않음", "함"), ("받지 않았다고", "받았다고"), ("포함하지 않", "포함하"), ("부결", "가결"), ("금지하는", "허용하는")]  # fmt: skip
DECIDED = [("할 방침", "하기로 확정"), ("될 예정", "됨"), ("할 계획", "함"), ("것으로 전망", "것이 확정"), ("에 이를 전망", "에 이름"),
           ("을 제안", "을 확정"), ("저렴할 수 있음", "저렴함"), ("늦출 수 있다고", "늦췄다고")]  # fmt: skip
ELSEWHERE = [("중국", "일본"), ("일본은", "독일은"), ("독일", "인도"), ("베트남", "태국"), ("노르웨이", "스웨덴"), ("캐나다", "칠레"), ("영국", "호주"),
             ("덴마크", "핀란드"), ("브라질", "페루"), ("하버연구소(Harbor Institute)", "나루연구원"), ("블루킬(Blue Keel)", "가람전자")]  # fmt: skip
CHANGES = {
    "number": lambda t: re.sub(
        r"\d+(?:\.\d+)?(?=(?:%|만|억|,\d{3}|곳|명|개|kg|km|GW))", lambda m: f"{float(m[0]) + 3:g}", t, count=1
    ),
    "unit": lambda t: turned(t, [("%포인트", "%"), ("%", "%p"), ("달러", "유로"), ("유로", "달러")]),
    "date": lambda t: re.sub(r"(20\d\d)년", lambda m: f"{int(m[1]) + 1}년", t, count=1),
    "name": lambda t: turned(t, ELSEWHERE),
    "polarity": lambda t: turned(t, UP_AND_DOWN),
    "modality": lambda t: turned(t, DECIDED),
    "addition": lambda t: f"{t}, 로봇 생산도 확대",
}
FLOORS = {"number": 1.0, "unit": 1.0, "date": 1.0, "name": 1.0, "polarity": 0.85, "modality": 0.85, "addition": 0.95}


def test_faithful_lines_pass():
    refused = [(text, faults) for source, text in PAIRS if (faults := checked(source, text))]
    assert len(PAIRS) >= 60
    assert refused == []


@pytest.mark.parametrize("kind", CHANGES)
def test_lines_with_one_thing_changed_are_refused(kind):
    tried = [(source, CHANGES[kind](text)) for source, text in PAIRS if CHANGES[kind](text) != text]
    missed = [text for source, text in tried if not checked(source, text)]
    assert len(tried) >= 8
    assert len(missed) <= (1 - FLOORS[kind]) * len(tried), missed
