"""Copyright notices and calls to the reader (tips, subscriptions, apps)."""

from __future__ import annotations

import re
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut, drop_lines, edit_lines

_BAN: Final = (
    r"(?:무단\s?(?:전재|복제|배포|사용|도용|수집)|재배포|재판매|전재\s?금지|AI\s?학습|All\s?rights?\s?reserved"
    r"|저작권자|Copyrights?)"
)
_SIGN: Final = r"(?:ⓒ|©|\([cC]\)|&copy;|저작권자|Copyrights?)"
_BRACKETS: Final = (
    r"<[^<>\n]{0,160}>",
    r"\[[^\[\]\n]{0,160}\]",
    r"【[^【】\n]{0,160}】",
    r"〈[^〈〉\n]{0,160}〉",
    r"《[^《》\n]{0,160}》",
)
_BRACKETED: Final = re.compile("|".join(_BRACKETS))
_ROUND: Final = re.compile(r"\((?:[^()\n]|\([^()\n]{0,20}\)){0,160}\)")
_NOTICE: Final = re.compile(_BAN, re.IGNORECASE)
_STRONG: Final = re.compile(
    rf"(?:{_SIGN}|무단|재배포|재판매).{{0,100}}(?:금지|reserved)|저작권자\s?(?:ⓒ|©|\([cC]\))", re.IGNORECASE
)
_LINE: Final = re.compile(
    rf"[\s*※\-<\[(【〈]{{0,4}}(?:{_SIGN}[^\n]{{0,140}}|[^\n.]{{0,60}}(?:무단\s?(?:전재|복제)|재판매"
    rf"|재배포)[^\n]{{0,60}}금지[^\n]{{0,20}}"
    rf"|[^\n]{{0,80}}All\s?rights?\s?reserved[^\n]{{0,60}})",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    rf"\s?(?:[<\[(]\s?)?{_SIGN}[^\n]{{0,80}}(?:금지|reserved\.?|허용하지\s?않습니다\.?)\s?[>\])]?\.?\s?$", re.IGNORECASE
)
_SIGNS: Final = ("ⓒ", "©", "(c)", "(C)", "저작권", "opyright", "OPYRIGHT", "무단", "재배포", "재판매", "eserved")


def _is_copyright(line: str) -> bool:
    if len(line) > 240 or not any(sign in line for sign in _SIGNS):
        return False
    return bool(_LINE.fullmatch(line)) and not re.search(r"[가-힣]다\.\s?[\"”’]?$", line)


def _trim_copyright(line: str) -> tuple[str, tuple[str, ...]]:
    if not any(sign in line for sign in _SIGNS):
        return line, ()
    pieces: list[str] = []

    def take(match: re.Match[str]) -> str:
        if not _STRONG.search(match.group()):
            return match.group()
        pieces.append(match.group())
        return ""

    line = _ROUND.sub(take, _BRACKETED.sub(take, line))
    if tail := _TAIL.search(line, max(0, len(line) - 160)):
        pieces.append(tail.group().strip())
        line = line[: tail.start()]
    return line, tuple(pieces)


def copyright_notices(body: Body) -> Cut:
    """Take out copyright lines, and notices in any bracket inside a line."""
    brackets = edit_lines(body, _trim_copyright)
    lines = drop_lines(brackets.body, _is_copyright)
    return Cut(lines.body, brackets.removed + lines.removed)


_MARK: Final = r"[▶▷►☞☎※◆■●★☆*✔→\[(<【\-\s📢📩👉🔔]"
_CALL: Final = re.compile(
    r"제보(?:하기|하러|는|를|해|\s?(?:및|전화|메일|이메일|문의)|\s?[:：]|[’']?\s?검색)|구독(?:하기|과|신청|해\s?주)"
    r"|뉴스레터|채널\s?(?:추가|구독)|친구\s?추가|바로\s?가기|보러\s?가기|다운로드|앱\s?(?:설치|에서\s?보기"
    r"|으로\s?보기)"
    r"|클릭(?:하세요|해|!|$)|팔로우|무료\s?(?:체험|상담|신청|구독|추천)|좋아요\s?(?:눌러|꾹)|네이버(?:에서|\s?채널"
    r"|\s?메인)|카카오톡\s?(?:채널|에서|[:：])|유튜브\s?(?:채널|에서|구독)|텔레그램"
)
_MARKED: Final = re.compile(rf"^{_MARK}{{1,4}}")
_PLAIN_CALL: Final = re.compile(
    r"^(?:.{0,30}(?:제보를\s?(?:기다립니다|받습니다|부탁)|여러분의\s?(?:소중한\s?)?제보|제보가\s?뉴스를?\s?만듭니다"
    r"|제보는\s?(?:카카오톡|전화|이메일|홈페이지)|기사\s?제보\s?(?:및|하기|[:：])).{0,50}"
    r"|(?:카카오톡|이메일|전화|유선전화|네이버|유튜브|텔레그램|팩스|홈페이지)\s?[:：▷]\s?.{1,60}"
    r"|(?:네이버|다음|유튜브|구글|카카오톡|채널)\S{0,6}\s.{0,30}(?:구독|추가|받아보|선호)\S{0,6}(?:하기|하세요|주세요|기)"
    r"|.{0,24}(?:구독하기|구독신청|바로가기|다운로드\s?받기|앱\s?다운로드))[.!~]?$"
)
_END: Final = re.compile(r"^[\[(<〈【]\s?(?:끝|계속|본문\s?끝|기사\s?끝|이하\s?생략)\s?[\])>〉】]$")
_END_TAIL: Final = re.compile(r"(?<=[.!?\"”’])\s{0,2}[\[(<]\s?(?:끝|계속)\s?[\])>]\s?$")


def is_call(line: str) -> bool:
    """Say whether the line asks the reader to do something outside the article, or marks the article's end."""
    if len(line) > 120:
        return False
    if _END.match(line) or _PLAIN_CALL.match(line):
        return True
    return bool(_MARKED.match(line)) and bool(_CALL.search(line)) and not re.search(r"[가-힣]다\.$", line)


def _trim_end_mark(line: str) -> tuple[str, tuple[str, ...]]:
    match = _END_TAIL.search(line, max(0, len(line) - 12))
    return (line[: match.start()], (match.group().strip(),)) if match else (line, ())


def calls(body: Body) -> Cut:
    """Take out calls for tips and subscriptions and the end mark."""
    lines = drop_lines(body, is_call)
    marks = edit_lines(lines.body, _trim_end_mark)
    return Cut(marks.body, lines.removed + marks.removed)
