"""The Korean words of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from newsprism.protocols.stages import Press
from newsprism.text.ko.clauses import joined
from newsprism.text.ko.josa import attach
from newsprism.text.wording import Reports
from newsprism.types.reader import ReaderType, SentenceKind

_KIND_NAMES: dict[SentenceKind, str] = {
    "deadline": "기한",
    "decision": "결정",
    "amount": "금액·비율",
    "condition": "적용 조건",
    "demand": "요구",
    "forecast": "전망",
    "risk": "위험",
}


class KoreanReasons:
    """Implements `text.wording.Reasons` in 합니다체."""

    tried = "관심을 넓혀 보려고 시험 삼아 골랐습니다"

    def relevance(self, topics: Sequence[str], matched: Sequence[str]) -> str:
        """Say which topics and words of the reader the story holds."""
        parts = []
        if topics:
            parts.append(f"관심 분야 {attach('·'.join(topics[:2]), '과/와')} 관련됩니다")
        if matched:
            parts.append(f"관심어 {attach(', '.join(matched), '이/가')} 나옵니다")
        return joined(parts) or "관심 분야와 거리가 있습니다"

    def decision(self, kinds: Sequence[SentenceKind]) -> str:
        """Say what in the text helps to decide."""
        names = [name for kind, name in _KIND_NAMES.items() if kind in kinds][:3]
        if not names:
            return "판단에 쓸 수치나 기한이 적습니다"
        return f"판단에 필요한 {attach('·'.join(names), '이/가')} 본문에 있습니다"

    def prominence(self, outlets: int, reach: int) -> str:
        """Say how many outlets reported it, and its thread."""
        if reach > outlets:
            return f"매체 {outlets}곳(이어진 사안까지 {reach}곳)이 다뤘습니다"
        return f"매체 {outlets}곳이 다뤘습니다"

    def development(self, days: Sequence[date]) -> str:
        """Say over which days it was reported."""
        if len(days) < 2:
            return "하루에 보도된 사안입니다"
        first, last = days[0], days[-1]
        inside = (first.year, first.month) == (last.year, last.month)
        span = f"{first.day}일부터 {last.day}일까지" if inside else f"{_day(first)}부터 {_day(last)}까지"
        return f"{span} {len(days)}일에 걸쳐 보도가 이어졌습니다"

    def freshness(self, last: date | None) -> str:
        """Say when the last report came."""
        return f"마지막 보도가 {last.month}월 {last.day}일입니다" if last else "날짜를 알 수 없습니다"

    def substance(self, length: int) -> str:
        """Say how much text there is to rest on."""
        return f"본문 {length}자가 근거로 있습니다"

    def novelty(self, again: date | None, end: date, began_inside: bool) -> str:
        """Say whether it is new, or goes on since an edition."""
        if again:
            day = f"지난 {again.day}일" if (again.year, again.month) == (end.year, end.month) else _day(again)
            return f"{day} 브리핑 뒤에 새 사실이 나왔습니다"
        return "기간 안에 처음 나온 사안입니다" if began_inside else "기간 전부터 이어진 사안입니다"


class KoreanWords:
    """Implements `text.wording.EditionWords`; the sentences of its own blocks the rule-based writer has beside it."""

    rules_label = "이 브리핑은 자동 알고리즘이 기사를 고르고 발췌·정리한 것입니다. 정확한 내용은 원문을 확인하세요."
    model_label = "이 브리핑은 생성형 AI가 기사를 고르고 요약한 AI 생성물입니다. 정확한 내용은 원문을 확인하세요."
    disclaimer = "투자 참고 정보이며 매수·매도 권유가 아닙니다. 투자 판단과 책임은 이용자에게 있습니다."
    glossary = "NewsPrism 용어집"
    reasons = KoreanReasons()

    def title(self, headline: str, reader: ReaderType, weekly: bool) -> str:
        """Return the title with its tag."""
        tag = f"[AI 브리핑*주간 {reader.short} 뉴스]" if weekly else f"[AI 브리핑*{reader.name} 뉴스]"
        return f"{headline} {tag}"

    def head_line(self, reader: ReaderType, weekly: bool) -> str:
        """Return the line above the editor's note."""
        return f"▲ {'주간 ' if weekly else ''}AI 브리핑 {reader.name} 맞춤 뉴스"

    def note(self, reader: ReaderType, press: Press, picks: int, wanted: int, weekly: bool) -> str:
        """Return the editor's note."""
        start, end = press.window.start, press.window.end
        until = f"{end.day}일" if start.month == end.month else f"{end.month}월 {end.day}일"
        first = (
            f"이 {'주간 ' if weekly else ''}브리핑은 {start.year}년 {start.month}월 {start.day}일부터 {until}까지 매체 {press.outlets}곳이 낸 "
            f"기사 {press.documents:,}건 가운데 {reader.name} 독자를 위해 {picks}건을 골라 정리했습니다."
        )
        second = f"같은 사건을 다룬 기사는 하나로 묶어 모두 {press.stories:,}개 사안으로 보았습니다."
        if weekly:
            second = (
                f"같은 사건을 다룬 기사는 하나로 묶어 모두 {press.stories:,}개 사안으로 보았고, 주간 맥락에는 사안의 경과나 배경을, "
                "인사이트에는 판단에 쓸 대목을 기사에서 골라 실었습니다."
            )
        third = "사실을 전하는 문장마다 근거 기사를 번호로 달았고, 근거에서 확인되지 않은 문장은 싣지 않았습니다."
        short = f" 조건에 맞는 사안이 {picks}건뿐이어서 {wanted}건을 채우지 않았습니다." if picks < wanted else ""
        return f"{first} {second} {third}{short}"

    def untitled(self, reader: ReaderType) -> str:
        """Return a title for an edition whose headlines have no part that fits."""
        return f"{reader.name}가 볼 소식"

    def joined(self, left: str, right: str) -> str:
        """Return a title of two parts of headlines."""
        return f"{left}…{right}"

    def reported(self, reports: Reports) -> Iterator[str]:
        """Yield true wordings of how a story was reported."""
        who = f"매체 {reports.outlets}곳" if reports.outlets > 1 else reports.publisher or "한 매체"
        first, last = _day(reports.first), _day(reports.last)
        if reports.first == reports.last:
            yield f"{first} {attach(who, '이/가')} 보도했다."
        else:
            yield f"{first}부터 {last}까지 {attach(who, '이/가')} 보도했다."

    def since(self, edition: date, reports: Reports, count: int) -> Iterator[str]:
        """Yield wordings of what came since an edition."""
        yield f"{_day(edition)} 브리핑 뒤 매체 {reports.outlets}곳이 새로 보도했다."

    def question(self, asked: str) -> str:
        """Return the sentence that puts a lens's question to the reader."""
        return f"{asked.removesuffix('가')}지 살필 때다."

    def unexplained(self, text: str, values: frozenset[str], days: frozenset[date]) -> tuple[str, ...]:
        """Return nothing: Korean is compared by morphemes (`stages.verify.composed`)."""
        return ()


def _day(day: date) -> str:
    return f"{day.month}월 {day.day}일"
