"""Whole blocks that do not belong: the title again, a doubled beginning, lists of headlines, another article."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut, keep_indices
from newsprism.stages.extract.cleaning.patterns import is_prose
from newsprism.stages.extract.cleaning.widgets import squeezed
from newsprism.text.ko.normalise import folded

_HEADS: Final = re.compile(
    r"(?:최신|관련|많이본|가장많이본|많이읽은|인기|주요|추천|핫|HOT|Hot|hot|실시간|랭킹|이시각|오늘의|댓글많은"
    r"|베스트|함께본|함께볼만한|놓치면안되는|이어보는|연관|다른|지금뜨는|핫이슈|속보|당신이좋아할만한|에디터|화제의"
    r"|섹션별|실시간인기|이시각많이보는|오늘의주요|이시각주요)"
    r"(?:기사|뉴스|클릭|포토|이슈|콘텐츠|영상|주요뉴스|랭킹|헤드라인|추천|픽)(?:더보기|모음|목록"
    r"|보기)?(?:TOP\d{0,2}|Top\d{0,2}|BEST|베스트|순위)?\d{0,2}"
    r"|(?:이기사와|이뉴스와)?함께(?:본|보면좋은|읽으면좋은)(?:기사|뉴스)|HOT클릭(?:TOP\d{0,2})?"
    r"|핫클릭(?:TOP\d{0,2})?|이기사의?관련기사|(?:많이본|인기)TOP\d{0,2}|헤드라인뉴스|베스트클릭|포토뉴스|라이브리"
    r"|AD링크|스폰서링크|오늘의핫이슈|기획·?연재|동영상뉴스|많이본|가장많이본|실시간급상승|TOPNEWS|TopNews|HOTNEWS"
    r"|HotNews"
)
_WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}|\d{2,}")
_RELATED: Final = 0.34
_MAX_HEADLINES: Final = 60


def is_list_head(line: str) -> bool:
    """Say whether the line heads a list of other articles (``최신기사``, ``HOT클릭 TOP7``)."""
    return len(line) <= 24 and bool(_HEADS.fullmatch(squeezed(line)))


def _stems(lines: tuple[str, ...]) -> set[str]:
    """Return the first two letters of each word: enough to compare texts without analysing them."""
    return {match.group()[:2].casefold() for line in lines for match in _WORD.finditer(line[:2000])}


def relatedness(lines: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return the share (0–1) of word stems of `others` that also occur in `lines`."""
    stems = _stems(others)
    return len(stems & _stems(lines)) / len(stems) if stems else 0.0


def _end_of_list(lines: tuple[str, ...], start: int, before: tuple[str, ...]) -> int:
    """Return the index behind the list that begins at `start`, taking prose that tells of something else with it."""
    index = start
    while index < len(lines) and index - start < _MAX_HEADLINES:
        if is_prose(lines[index]):
            rest = tuple(line for line in lines[index:] if is_prose(line))
            if relatedness(before, rest) >= _RELATED:
                return index
            return len(lines)
        index += 1
    return index


def headline_lists(body: Body) -> Cut:
    """Take out lists of other articles, and another article that follows such a list.

    Before the first sentence only the head of the list is taken: the title of the article may stand among the
    headlines.
    """
    unwanted: set[int] = set()
    index = 0
    while index < len(body.lines):
        if not is_list_head(body.lines[index]):
            index += 1
            continue
        before = tuple(line for i, line in enumerate(body.lines[:index]) if i not in unwanted and is_prose(line))
        end = _end_of_list(body.lines, index + 1, before) if before else index + 1
        unwanted.update(range(index, end))
        index = max(end, index + 1)
    return keep_indices(body, unwanted)


_INLINE_RELATED: Final = re.compile(
    r"^[\[<【(▶▷☞◆■\s]{0,3}(?:관련\s?기사|관련\s?뉴스|함께\s?보면\s?좋은\s?기사|더\s?보기"
    r"|연관\s?기사)[\]>】)]?\s?[:：▶▷☞\-]?\s.{4,100}$"
)
_MARKED_HEADLINE: Final = re.compile(r"^(?:[☞▶►]|\[[^\[\]]{1,14}\]\s?▶)\s?.{6,90}$")


def inline_links(body: Body) -> Cut:
    """Take out one-line references (``[관련기사] …``) and marked headlines behind the last sentence."""
    last = max((i for i, line in enumerate(body.lines) if is_prose(line)), default=len(body.lines))
    unwanted = {
        i
        for i, line in enumerate(body.lines)
        if (_INLINE_RELATED.match(line) and not is_prose(line)) or (i > last and _MARKED_HEADLINE.match(line))
    }
    return keep_indices(body, unwanted)


def title_again(body: Body) -> Cut:
    """Take out lines of the first dozen that only repeat the title."""
    title = folded(body.title)
    if not title:
        return Cut(body)
    unwanted = {
        i for i, line in enumerate(body.lines[:12]) if abs(len(line) - len(body.title)) <= 12 and folded(line) == title
    }
    return keep_indices(body, unwanted if len(unwanted) < len(body.lines) else set())


def _key(line: str) -> str:
    return folded(line) if len(line) >= 12 else ""


def _preview_end(keys: list[str], later: dict[int, int]) -> tuple[int, int] | None:
    """Return the run ``[start, end)`` of lines that all return right behind it, with fresh lines among them."""
    start = min(later)
    second = later[start]
    if any(i not in later for i in range(start, second)):
        return None
    last_copy = max(later[i] for i in range(start, second))
    fuller = last_copy - second + 1 > second - start
    return (start, second) if fuller and second - start >= 2 else None


def doubled_blocks(body: Body) -> Cut:
    """Take out repeated lines: the later copies, or the first one of a beginning that is at once told more fully."""
    if len(set(body.lines)) == len(body.lines) and len(body.lines) < 3:
        return Cut(body)
    keys = [_key(line) for line in body.lines]
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            places[key].append(index)
    copies = {k: v for k, v in places.items() if len(v) > 1}
    if not any(len(k) >= 40 for k in copies):
        return Cut(body)
    later = {v[0]: v[1] for v in copies.values()}
    preview = _preview_end(keys, later)
    unwanted = set(range(*preview)) if preview else set()
    for indices in copies.values():
        kept = next((i for i in indices if i not in unwanted), None)
        unwanted.update(i for i in indices if i != kept)
    return keep_indices(body, unwanted)


_GLUED_COPY: Final = 80


def doubled_text(body: Body) -> Cut:
    """Take out a line whose whole text stands at the beginning of a longer line of the same body (a deck cut short)."""
    unwanted: set[int] = set()
    for index, line in enumerate(body.lines[:6]):
        if len(line) < _GLUED_COPY or index + 1 >= len(body.lines):
            continue
        stem = line.rstrip(" .…")
        if any(len(other) > len(line) and other.startswith(stem) for other in body.lines[index + 1 : index + 8]):
            unwanted.add(index)
    return keep_indices(body, unwanted)
