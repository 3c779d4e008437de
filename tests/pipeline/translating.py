"""A chat server that knows an invented Korean week in English, line by line, and what it says where a script wants a fault."""

from __future__ import annotations

import re

from tests.inference.serving import lines, says

ENGLISH = {
    "나루반도체, 가온에 2조 원 들여 HBM 공장 짓는다": "Naru Bandoche to build 2 trillion won HBM plant in Gaon",
    "나루반도체 HBM 공장 가온에…2027년 하반기 양산": "Naru Bandoche HBM plant in Gaon to start output in second half of 2027",
    "미국, 철강 관세 25%로 인상…3월 12일 발효": "U.S. raises steel tariff to 25%, effective March 12",
    "철강 관세 25%에 한빛제철 비상…미국 수출 8% 줄어들 듯": "Hanbit Jecheol expects U.S. exports to fall 8% on 25% steel tariff",
    "한국은행, 기준금리 3.0% 동결": "Bank of Korea holds its base rate at 3.0%",
    "한은 기준금리 3.0% 동결…성장률 전망 1.6%로 낮춰": "Bank of Korea holds rate at 3.0%, lowers growth forecast to 1.6%",
    "나루반도체는 5일 가온시에 2조 원을 들여 고대역폭메모리(HBM) 공장을 짓는다고 밝혔다.":
        "Naru Bandoche said on Feb. 5 that it will build an HBM plant in Gaon for 2 trillion won.",
    "공장은 2027년 하반기에 양산을 시작할 예정이다.": "A new plant is scheduled to start mass production in the second half of 2027.",
    "나루반도체의 HBM 생산능력은 40% 늘어난다.": "HBM capacity of Naru Bandoche will rise by 40%.",
    "가온시는 공장 부지를 20년 동안 빌려주기로 했다.": "Gaon agreed to lease the plant site for 20 years.",
    "나루반도체의 지난해 HBM 매출은 1조 3000억 원으로 25% 증가했다.":
        "HBM sales of Naru Bandoche rose 25% to 1.3 trillion won last year.",
    "나루반도체가 가온시에 2조 원 규모의 HBM 공장을 세운다고 5일 발표했다.":
        "Naru Bandoche announced on Feb. 5 that it will set up an HBM plant worth 2 trillion won in Gaon, it said.",
    "새 공장은 1800명을 고용할 계획이다.": "HBM production in Gaon is planned to employ 1,800 people.",
    "가온시는 전력 공급을 위해 변전소 2곳을 지을 예정이다.": "Gaon plans to build two substations for the power supply.",
    "나루반도체는 올해 HBM 물량이 모두 팔렸다고 밝혔다.": "Naru Bandoche said that all HBM output of this year has been sold.",
    "미국 정부는 6일 철강에 매기는 관세를 25%로 올린다고 발표했다.":
        "The U.S. government said on Feb. 6 that it will raise the tariff on steel to 25%.",
    "관세는 3월 12일 발효된다.": "Tariffs on steel will take effect on March 12.",
    "한빛제철은 미국 수출이 8% 감소할 것으로 전망했다.": "Hanbit Jecheol forecast that exports to the U.S. would fall by 8%.",
    "산업통상자원부는 10일 철강업계와 대책 회의를 연다.":
        "The Ministry of Trade, Industry and Energy will meet steelmakers on Feb. 10.",
    "한빛제철은 미국의 철강 관세 인상으로 올해 미국 수출이 8% 감소할 것으로 전망했다.":
        "Hanbit Jecheol expects exports to the U.S. to fall by 8% this year after the steel tariff rises, it said.",
    "한빛제철의 지난해 미국 수출은 42만 톤이었다.": "Hanbit Jecheol exported 420,000 tons of steel to the U.S. last year.",
    "미국은 면제 조치를 3월 12일 종료한다.": "The U.S. will end exemptions on March 12.",
    "한국은행은 7일 기준금리를 연 3.0%로 동결했다.": "The Bank of Korea kept its base rate unchanged at 3.0% on Feb. 7.",
    "금융통화위원 7명 가운데 2명은 인하를 주장했다.": "Two of seven members of the monetary policy board called for a cut.",
    "한국은행은 올해 성장률 전망을 1.9%에서 1.6%로 낮췄다.":
        "The Bank of Korea lowered its growth forecast for this year to 1.6% from 1.9%.",
    "한국은행이 7일 기준금리를 연 3.0%로 유지했다.": "The Bank of Korea left its base rate at 3.0% on Feb. 7.",
    "한국은행은 올해 성장률 전망을 1.9%에서 1.6%로 내렸다.":
        "The Bank of Korea cut its forecast for growth this year to 1.6% from 1.9%.",
    "다음 회의는 4월 17일 열린다.": "Rate setters meet again on April 17.",
}  # fmt: skip
_ENGLISH = re.compile(r"^[A-Z“\"$0-9][\x20-\x7e’“”–—]+$")


def translated(asked, before=0):
    """What a faithful model says: headlines in one line, else up to three sentences; English sources as they are."""
    return says({"sentences": answers(asked)})


def answers(asked, spoil=lambda text: text):
    user = next(m["content"] for m in asked["messages"] if m["role"] == "user")
    found = [(n, ENGLISH.get(text, text if _ENGLISH.match(text) else "")) for n, text in lines(asked)]
    if "headline of one story" in user:
        return [{"text": spoil(text), "sources": [n]} for n, text in found[:1] if text]
    whole = [{"text": spoil(text), "sources": [n]} for n, text in found if text.endswith(".")]
    return whole[:3]
