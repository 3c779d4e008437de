"""The rules in their order, and the function that runs them."""

from __future__ import annotations

import re
from typing import Final

from newsprism.stages.extract.cleaning import blocks, bylines, captions, notices, widgets
from newsprism.stages.extract.cleaning.body import Body, Rule
from newsprism.stages.extract.cleaning.broken import join_broken_words
from newsprism.text.ko.normalise import clean
from newsprism.types.dropped import Dropped

RULES: Final[tuple[Rule, ...]] = (
    Rule("weather", "날씨 상자", widgets.weather),
    Rule("time_stamp", "입력·수정 시각만 있는 줄", widgets.stamps),
    Rule("copyright", "저작권 표시", notices.copyright_notices),
    Rule("caption", "사진 설명", captions.caption_lines),
    Rule("header", "매체 이름이나 분류 이름", widgets.header),
    Rule("comments", "댓글난", widgets.comments),
    Rule("headline_list", "다른 기사의 목록", blocks.headline_lists),
    Rule("button", "단추와 메뉴", widgets.buttons),
    Rule("call", "제보·구독 안내", notices.calls),
    Rule("byline", "기자 이름 줄", bylines.byline_lines),
    Rule("lead_tag", "본문 앞의 매체·기자 표시", bylines.lead_tags),
    Rule("credit", "문장에 붙은 사진 출처와 설명", captions.glued_credits),
    Rule("byline_tail", "마지막 문장에 붙은 기자 이름", bylines.byline_tails),
    Rule("inline_link", "본문 속 관련 기사 안내", blocks.inline_links),
    Rule("title_again", "되풀이된 제목", blocks.title_again),
    Rule("doubled_block", "두 번 실린 단락", blocks.doubled_blocks),
    Rule("doubled_text", "뒤에 온전히 다시 나오는 잘린 단락", blocks.doubled_text),
    Rule("broken_word", "중간에 끊긴 낱말을 붙임", join_broken_words),
)
"""Line furniture first, so that later rules see whole articles; joins last, when only the article is left."""

MAX_CHARS: Final = 400_000
_KOREAN_SHARE: Final = 0.2
_HANGUL: Final = re.compile(r"[가-힣]")
_LETTER: Final = re.compile(r"[^\W\d_]")


def is_korean(text: str) -> bool:
    """Say whether at least a fifth of the letters of `text` (its first 20,000 characters) are Hangul."""
    sample = text[:20_000]
    hangul = len(_HANGUL.findall(sample))
    # Not all characters are letters: what is a fifth of them needs no second count.
    least = _KOREAN_SHARE * len(sample)
    return hangul > 0 and (hangul >= least or hangul >= _KOREAN_SHARE * len(_LETTER.findall(sample)))


def clean_body(
    text: str, title: str = "", publisher: str | None = None, where: str = ""
) -> tuple[str, tuple[Dropped[str], ...]]:
    """Return the article in `text` as paragraphs separated by one newline, and everything that was taken out of it.

    Every drop names the rule (`reason`), says it in Korean (`detail`), and holds the removed text (`item`); `where` is
    copied into it. Text in other languages than Korean is only normalised. What follows `MAX_CHARS` characters is
    dropped as ``too_long``.
    """
    dropped: list[Dropped[str]] = []
    if len(text) > MAX_CHARS:
        dropped.append(Dropped(text[MAX_CHARS : MAX_CHARS + 200], "extract", "too_long", where, "너무 긴 글의 뒷부분"))
        text = text[:MAX_CHARS]
    body = Body((), clean(title).strip(), publisher).with_lines(clean(text).split("\n"))
    for rule in RULES if is_korean(text) else ():
        cut = rule.apply(body)
        dropped.extend(Dropped(piece, "extract", rule.name, where, rule.reason_ko) for piece in cut.removed if piece)
        body = cut.body
    return "\n".join(body.lines), tuple(dropped)
