"""Invented outlets: their articles, the same each time, and the feeds, sitemaps and pages that carry them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from itertools import product
from xml.sax.saxutils import escape

SEOUL = timezone(timedelta(hours=9))
_TOWNS = "나루시 가람군 한들시 미리내군 솔빛시 두물군 해오름시 늘봄군 새터시 도담군 윤슬시 모래내군 푸른시 너른군 달맞이시".split()
_MATTERS = [
    ("항만", "컨테이너 부두를 넓히는 공사", "선석"),
    ("반도체", "반도체 공장 부지를 다지는 공사", "생산 라인"),
    ("배터리", "배터리 재활용 시설", "재활용 설비"),
    ("도서관", "어린이 도서관을 짓는 계획", "열람실"),
    ("상수도", "낡은 상수도관을 바꾸는 사업", "정수장"),
    ("관광", "강변 산책길을 잇는 사업", "전망대"),
    ("농업", "딸기 온실을 늘리는 계획", "온실"),
    ("교통", "시내버스 노선을 고치는 계획", "버스 노선"),
    ("태양광", "저수지 태양광 발전소", "발전 설비"),
    ("병원", "어린이 병원을 여는 계획", "병상"),
]
_WHO = "시의회 주민대표 상인회 어촌계 연구진 시공사 감사실 대학생들 농민회 운수업체 협동조합 교육청 소방서 문화원 수리조합".split()
_WHERE = "강변 공터 옛 역사 시장 골목 항구 창고 산기슭 마을 시청 앞마당 저수지 둑 학교 강당 들판 온실 포구 선착장 다리 밑 장터 언덕 위 공원".split()
_WHAT = "설문 결과 안전 점검표 지하수 수치 통행량 표 새 설계도 공사 일정 보상 기준 소음 기록 예산 내역 이주 대책 나무 목록 조명 계획 모래 성분".split()
_DID = "공개했다 다시 따졌다 미뤘다 나눠 주었다 반대했다 고쳐 썼다 넘겨받았다 비교했다 받아들였다 되물었다 모았다 돌려보냈다 찬성했다".split()
_MOVES = ["착공", "예산 확정", "공모 시작", "주민 설명회", "심의 통과", "협약 체결", "입찰 공고", "준공"]

When = Callable[[datetime], str]
"""Writes a time as some feeds do."""


@dataclass(frozen=True)
class Article:
    """One article of an outlet; `path` is its place on the site."""

    path: str
    title: str
    text: str
    at: datetime | None


def articles(
    count: int, newest: datetime, step: timedelta = timedelta(minutes=7), folder: str = "news"
) -> list[Article]:
    """So many articles on different things, newest first; those of two folders differ in number and path."""
    shift = sum(folder.encode()) % 97
    kinds = list(product(_MOVES, _TOWNS, _MATTERS))
    found = []
    for number in range(count):
        move, town, (field, matter, unit) = kinds[(number * 7 + shift) % len(kinds)]
        amount, units = 30 + (number * 13 + shift) % 870, 2 + (number * 5 + shift) % 97
        serial = f"{shift}{number:05d}"
        title = f"{town} {field} {units}곳 {move}…사업비 {amount}억원 ({serial}호)"
        asides = _asides(serial)
        text = (
            f"{asides[0]} {asides[1]} {town}는 {matter}에 {amount}억원을 들인다고 밝혔다. {unit} {units}곳이 새로 생긴다. "
            f"{asides[2]} {town} 관계자는 {field} 사업 제{serial}호의 {move} 절차를 이달 안에 마치겠다고 말했다. {asides[3]}"
        )
        found.append(Article(f"/{folder}/{serial}.html", title, text, newest - step * number))
    return found


def _asides(serial: str) -> list[str]:
    """Four sentences that hardly any two articles share."""
    chance = random.Random(serial)
    return [
        f"{chance.choice(_WHO)} {chance.randrange(2, 99)}명은 {chance.choice(_WHERE)}에서 {chance.choice(_WHAT)} "
        f"{chance.randrange(2, 999)}건을 {chance.choice(_DID)}."
        for _ in range(4)
    ]


def retitled(article: Article, title: str) -> Article:
    """The article with another headline."""
    return replace(article, title=title)


def seoul(moment: datetime) -> str:
    """A right time, with its offset."""
    return format_datetime(moment.astimezone(SEOUL))


def mislabelled(moment: datetime) -> str:
    """The wall clock of Seoul under the label GMT, as many feeds have it."""
    return moment.astimezone(SEOUL).strftime("%a, %d %b %Y %H:%M:%S GMT")


def gmt(moment: datetime) -> str:
    """A right time labelled GMT."""
    return mislabelled(moment - timedelta(hours=9))


def rss(root: str, name: str, held: Iterable[Article], when: When = seoul, encoding: str = "utf-8") -> bytes:
    """An RSS feed in any encoding."""
    items = "".join(_rss_item(root, one, when) for one in held)
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel><title>{escape(name)}</title>'
    return f"{head}<link>{root}/</link>{items}</channel></rss>".encode(encoding, "xmlcharrefreplace")


def _rss_item(root: str, one: Article, when: When) -> str:
    date = f"<pubDate>{when(one.at)}</pubDate>" if one.at else ""
    link = f"<link>{root}{one.path}</link><guid>{root}{one.path}</guid>"
    return f"<item><title>{escape(one.title)}</title>{link}<description>{escape(one.text)}</description>{date}</item>\n"


def atom(root: str, name: str, held: Iterable[Article], deleted: Sequence[Article] = ()) -> bytes:
    """An Atom feed, with tombstones (RFC 6721) for what was taken back."""
    entries = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{root}{one.path}</id><link href='{root}{one.path}'/>"
        f"<updated>{_iso(one)}</updated><published>{_iso(one)}</published>"
        f"<summary>{escape(one.text)}</summary></entry>"
        for one in held
    )
    gone = "".join(
        f"<at:deleted-entry ref='{root}{one.path}' when='{_iso(one)}'><link href='{root}{one.path}'/></at:deleted-entry>"
        for one in deleted
    )
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'"
    return f"<?xml version='1.0' encoding='utf-8'?><feed {spaces}><title>{escape(name)}</title>{entries}{gone}</feed>".encode()


def json_feed(root: str, name: str, held: Iterable[Article]) -> bytes:
    """A JSON Feed."""
    items = [
        {"id": f"{root}{one.path}", "url": f"{root}{one.path}", "title": one.title, "content_text": one.text,
         "date_published": _iso(one)}
        for one in held
    ]  # fmt: skip
    told = {"version": "https://jsonfeed.org/version/1.1", "title": name, "items": items}
    return json.dumps(told, ensure_ascii=False).encode()


def sitemap(root: str, held: Iterable[Article]) -> bytes:
    """A plain sitemap: addresses and when they changed."""
    lines = "".join(f"<url><loc>{root}{one.path}</loc><lastmod>{_iso(one)}</lastmod></url>" for one in held)
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{lines}</urlset>".encode()


def news_sitemap(root: str, name: str, held: Iterable[Article]) -> bytes:
    """A sitemap of news, with titles."""
    lines = "".join(
        f"<url><loc>{root}{one.path}</loc><n:news><n:publication><n:name>{escape(name)}</n:name><n:language>ko</n:language>"
        f"</n:publication><n:publication_date>{_iso(one)}</n:publication_date><n:title>{escape(one.title)}</n:title>"
        f"</n:news></url>"
        for one in held
    )
    spaces = (
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    )
    return f"<?xml version='1.0'?><urlset {spaces}>{lines}</urlset>".encode()


def page(one: Article, name: str = "나루일보", head: str = "") -> bytes:
    """An article page."""
    paragraphs = "".join(f"<p>{escape(part.strip())}.</p>" for part in one.text.split(".") if part.strip())
    time = f'<meta property="article:published_time" content="{_iso(one)}">' if one.at else ""
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(one.title)}</title>{head}{time}'
        f'<meta property="og:title" content="{escape(one.title)}"><meta property="og:site_name" content="{escape(name)}">'
        f"</head><body><article><h1>{escape(one.title)}</h1>{paragraphs}</article></body></html>"
    ).encode()


def _iso(one: Article) -> str:
    return one.at.astimezone(SEOUL).isoformat() if one.at else ""
