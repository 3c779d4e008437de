"""The printed words of a digest that all formats share: cover, titles with their source, source lines, counts."""

from __future__ import annotations

from newsprism.stages.render.labels import month_day
from newsprism.types.brief import Brief, DigestItem, Sentence

CONTENTS, SUMMARY = "차례", "요약"
COLUMNS = ("구분", "주요 내용", "페이지")
_MARKS = {
    "미국": "美", "일본": "日", "중국": "中", "대만": "臺", "독일": "獨", "프랑스": "佛", "영국": "英", "한국": "韓",
    "캐나다": "加", "호주": "濠", "인도": "印", "러시아": "露", "이탈리아": "伊",
}  # fmt: skip
"""How Korean digests write a country before its body; others are written out."""


def cover(brief: Brief) -> tuple[str, str, str]:
    """Return the name of the digest, the number of the issue, and the tag, as they stand in the title."""
    headline, _, tag = brief.title.partition(" [AI 브리핑*")
    name, _, number = headline.rpartition(" ")
    return name or headline, number if name else "", tag.rstrip("]")


def period(brief: Brief) -> str:
    """Return the period as printed on the cover: ``2025.1.28~2.10``."""
    start, end = brief.window.start, brief.window.end
    year = f"{end.year}." if end.year != start.year else ""
    return f"{start.year}.{month_day(start)}~{year}{month_day(end)}"


def source(item: DigestItem) -> str:
    """Return what stands in brackets behind a title: ``(美 Counterpoint, 1.23)``; empty when nothing is known."""
    country, body = item.country or "", item.issuing_body or ""
    if country and not body.startswith(country):
        body = f"{_MARKS.get(country, country)} {body}".strip()
    parts = [part for part in (body, _day(item.issued)) if part]
    return f"({', '.join(parts)})" if parts else ""


def _day(issued: str | None) -> str:
    """Return the day or month without its year: ``1.23``, ``1월``."""
    if not issued:
        return ""
    month, _, day = issued[5:].partition("-")
    return f"{int(month)}.{int(day)}" if day else f"{int(month)}월"


def heading(item: DigestItem) -> str:
    """Return title and source of an item."""
    return " ".join(part for part in (item.title.text, source(item)) if part)


def summary(item: DigestItem) -> str:
    """Return the line of an item in the table."""
    return ", ".join(sentence.text for sentence in item.summary) or _listed(item)


def _listed(item: DigestItem) -> str:
    return f"제목과 출처만 싣습니다({item.language})"


def references(item: DigestItem) -> str:
    """Return the source line: ``(참고 : 기관, 원제, YYYY.MM.DD.; …)``."""
    return f"(참고 : {'; '.join(item.references)})"


def remark(item: DigestItem) -> str:
    """Return what is to be said of an item that is not whole; empty for one that is."""
    if not item.body:
        return f"원문이 한국어가 아니어서 제목과 출처만 싣습니다({item.language})."
    return f"분량에 맞춰 {item.omitted}줄을 덜었습니다." if item.omitted else ""


def cell(pieces: tuple[Sentence, ...], between: str) -> str:
    """Return the statements of a table's cell."""
    return between.join(" ".join(piece.text.split()) for piece in pieces)
