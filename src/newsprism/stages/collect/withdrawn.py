"""Articles that their publisher has taken back, as a feed says it: in the headline, or in place of the summary."""

from __future__ import annotations

import re
from html import unescape

from newsprism.text.ko.normalise import strip_markup

_MARK = re.compile(r"\s*[\[<(【〈《＜［]\s*(?:기사|전문|본문|보도)\s?(?:전문)?\s?(?:삭제|취소|철회)\s*[\]>)】〉》＞］]")
_LONGEST = 120  # characters of a notice; an article that reports on a deletion is longer
_NOTICE = re.compile(
    r"(?:(?:이|본|해당)\s?(?:기사|보도|뉴스)(?:는|은|가)?\s?(?:[가-힣]{1,12}\s){0,5}?(?:삭제|취소|철회)\s?"
    r"(?:되었|됐|하였|했|된|처리되었|처리됐)[가-힣\s]{0,12}"
    r"|(?:(?:[가-힣]{1,8}\s){0,3}요청(?:으로|에\s?의해|에\s?따라)\s?)?(?:삭제|취소|철회)된\s?(?:기사|뉴스)입니다)\.?"
)


def is_withdrawn(title: str, summary: str) -> bool:
    """Say whether an item tells that its article was deleted, cancelled or withdrawn.

    By a headline that opens with ``[기사삭제]``, ``<기사취소>``, ``[전문취소]``, ``[기사 철회]`` and the like, or by a
    summary that holds nothing but such a notice.
    """
    # Escaped twice is as common as once.
    if _MARK.match(unescape(unescape(title[:200]))):
        return True
    if not summary or len(summary) > 10 * _LONGEST or not ("삭제" in summary or "취소" in summary or "철회" in summary):
        return False
    notice = " ".join(strip_markup(summary).split())
    return len(notice) <= _LONGEST and _NOTICE.fullmatch(notice) is not None
