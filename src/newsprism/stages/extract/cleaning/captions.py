"""Photo captions and picture credits, on their own line or glued into a paragraph."""

from __future__ import annotations

import re
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut, edit_lines, keep_indices
from newsprism.stages.extract.cleaning.patterns import AGENCY, EMAIL, NAME, ROLE, sentence_count

_MEDIUM: Final = (
    r"(?:자료\s?사진|사진|자료|그래픽|이미지|일러스트(?:레이션)?|삽화|도표|영상|출처|포토|화면|캡처|캡쳐|인포그래픽"
    r"|조감도|투시도|표|Photo|PHOTO|photo)"
)
_CREDIT_WORDS: Final = (
    rf"(?:{_MEDIUM}\s?(?:출처|자료|제공|캡처|갈무리|합성)?\s?(?:=|:|：|\||/|ㅣ|│|ⓒ"
    rf"|©)[^()\[\]<>\n]{{0,60}}(?:\([^()\n]{{0,20}}\))?[^()\[\]<>\n]{{0,20}}"
    rf"|[^()\[\]<>\n]{{1,40}}\s?(?:제공|캡처|캡쳐|갈무리)|{_MEDIUM}(?:\s?(?:제공|자료))?|{AGENCY}(?:\s?{_MEDIUM})?"
    rf"|{NAME}\s?{ROLE}(?:\s?{EMAIL})?"
    rf"|(?:ⓒ|©)\s?[^()\[\]<>\n]{{1,30}}|{_MEDIUM}\s?[^()\[\]<>\n]{{1,14}}\s?{ROLE})"
)
_SAFE_WORDS: Final = (
    rf"(?:{_MEDIUM}\s?(?:출처|자료|제공|캡처|갈무리|합성)?\s?(?:=|:|：|\||/|ㅣ|│|ⓒ"
    rf"|©)[^()\[\]<>\n]{{0,60}}(?:\([^()\n]{{0,20}}\))?[^()\[\]<>\n]{{0,20}}"
    rf"|(?:ⓒ|©)\s?[^()\[\]<>\n]{{1,30}})"
)
_BARE_WORDS: Final = (
    rf"(?:{_MEDIUM}\s?(?:출처|자료|제공|캡처|갈무리|합성)?\s?(?:=|:|：|\||/|ㅣ|│|ⓒ|©)[^()\[\]<>\n.!?]{{0,40}}"
    r"|(?:ⓒ|©)\s?[^()\[\]<>\n.!?]{1,30})"
)
_BRACKETED: Final = (
    rf"(?:\[{_CREDIT_WORDS}\]|\({_CREDIT_WORDS}\)|<{_CREDIT_WORDS}>|【{_CREDIT_WORDS}】|〈{_CREDIT_WORDS}〉)"
)
_CREDIT_LINE: Final = re.compile(
    rf"[/\-*※▲▼△▽◀▶ⓒ©\s]{{0,4}}(?:{_BRACKETED}|{_BARE_WORDS}|{_MEDIUM}\s?(?:제공|출처)\s.{{1,40}}"
    rf"|{_MEDIUM}\s?{AGENCY}|{AGENCY}(?:\s?제공)?\s?\|?|/?[^\s.]{{1,20}}\s?제공)"
    r"\s?[.|]?\s?"
)
_CREDIT_END: Final = re.compile(
    rf"\s?(?:{_BRACKETED}|(?:^|(?<=[.\s/)]))/?\s?{_BARE_WORDS}|(?<=[.\s/|=])[/|=]?\s?{AGENCY}(?:\s?제공|\s?자료사진)?(?:\s?\|)?"
    rf"|/\s?[^\s/.]{{1,16}}(?:\s[^\s/.]{{1,10}})?\s?제공"
    rf"|\s\|\s[^|\n]{{2,20}}(?:제공)?|(?<=[.\s])[^\s/.]{{2,14}}\s제공)\s?[.|]?\s?$"
)
_CREDIT_GLUED: Final = re.compile(
    rf"\s?(?:\[{_SAFE_WORDS}\]|\((?:{_SAFE_WORDS})\)|<{_SAFE_WORDS}>|【{_SAFE_WORDS}】"
    rf"|(?<![\[(<])/?{_MEDIUM}(?:\s?제공)?=(?:{AGENCY}(?:\s{AGENCY})?|[가-힣A-Z]{{2,10}}(?=\d|$))"
    rf"|[\[(]{_MEDIUM}(?:\s?제공)?=[^\[\]()\n]{{0,40}}$)"
)
_POSITION: Final = re.compile(
    r"\((?:앞줄\s|뒷줄\s|사진\s?)?(?:왼쪽|오른쪽|가운데|왼쪽부터|오른쪽부터|위|아래|앞줄|뒷줄|맨\s?(?:왼쪽"
    r"|오른쪽))[^()]{0,24}\)|(?:왼쪽|오른쪽)부터|(?:왼쪽|오른쪽)에서\s(?:두|세|네|\d)\s?번째"
)
_SCENE: Final = re.compile(
    r"(?:모습(?:이다)?|전경(?:이다)?|장면(?:이다)?|사옥|본사|본점|청사|조감도|투시도|포스터|이미지|화면|캡처|외관"
    r"|내부|현장|로고|사진|자료사진|풍경|스틸컷?|예시도?|그래픽)\.?$"
    r"|(?:포즈를\s?취하|기념\s?촬영을?\s?하|촬영하|발언(?:을\s?)?하|인사말을?\s?하|인사(?:를\s?)?하|악수하"
    r"|대화(?:를\s?)?하|이야기(?:를\s?)?하|답변하|답하|입장하|출석하|이동하|걸어가|나서|들어서|지나|바라보|살펴보"
    r"|둘러보|경례하|연설하|회의를?\s?주재하|브리핑(?:을\s?)?하|참석하|박수를?\s?치|설명하|소개하"
    r"|질의하|주재하|체결하|배식하|회견을?\s?하|회의를?\s?하|사과를?\s?하|눈물을\s?흘리|선보이|맞이하|출국하|귀국하"
    r"|도착하|관람하|체험하|시연하|가입하|쇼핑하|고르|표시되|게시되|걸려|놓여|붙어|서|앉아|전시되|진열되|쌓여|들고"
    r"|들어올리|지켜보)고?\s?있다\.?$"
    r"|에서\s[^\n]{2,90}(?<![되지])고\s있다\.?$"
)
_LIST_CONTEXT: Final = re.compile(r"별세|(?:부|모|장인|장모|시부|시모|빙부|빙모)상|발인|승진|전보|내정|보임|선임")
_TRIANGLE: Final = re.compile(r"^[▲△▼▽◀◁]\s?")
_LAST_SENTENCE: Final = re.compile(r"(?:^|(?<=[다요]\.)|(?<=[다요]\.[\"”’])|(?<=[\]])\s)([^\n]*)$")
_HINTS: Final = (
    "사진",
    "자료",
    "그래픽",
    "이미지",
    "일러스트",
    "삽화",
    "출처",
    "제공",
    "캡",
    "갈무리",
    "연합",
    "뉴시스",
    "뉴스1",
    "게티",
    "ⓒ",
    "©",
    "AP",
    "EPA",
    "로이터",
    "▲",
    "포토",
    "Photo",
    "|",
    "화면",
    "영상",
    "기자",
    "표",
    "신화",
    "블룸버그",
    "타스",
    "UPI",
    "조감도",
    "투시도",
)
_MAX_CAPTION: Final = 260


def _hinted(line: str) -> bool:
    return any(hint in line for hint in _HINTS)


def _is_scene(text: str) -> bool:
    """Say whether `text` describes a picture: a position, a pose, a view, or a noun phrase instead of a sentence."""
    return bool(_POSITION.search(text) or _SCENE.search(text.rstrip(" .·")) or _SCENE.search(text))


def _is_triangle_caption(line: str) -> bool:
    if len(line) > _MAX_CAPTION or line.count("▲") + line.count("△") > 1 or _LIST_CONTEXT.search(line):
        return False
    text = _TRIANGLE.sub("", line)
    return bool(_CREDIT_END.search(text) or re.search(r"<[^<>]{1,30}>\s?$", text)) or _is_scene(text)


def _ends_like_caption(line: str, last: bool) -> bool:
    """Say whether a whole line that ends in a credit is a caption; the last line of a text may just name its agency."""
    match = _CREDIT_END.search(line, max(0, len(line) - 120))
    if match is None or len(line) > _MAX_CAPTION:
        return False
    text = line[: match.start()].strip()
    if sentence_count(text) > 1:
        return False
    strong = bool(re.search(rf"{_MEDIUM}|제공|ⓒ|©|캡처|{ROLE}", match.group()))
    return strong or (not last and "|" in match.group()) or _is_scene(text) or not re.search(r"[가-힣]\.[\"”’]?$", text)


def _caption_indices(body: Body) -> frozenset[int]:
    lines = body.lines
    marked = [bool(_TRIANGLE.match(line)) for line in lines]
    found: set[int] = set()
    for index, line in enumerate(lines):
        neighbours = (index > 0 and marked[index - 1]) or (index + 1 < len(lines) and marked[index + 1])
        if marked[index]:
            if _is_triangle_caption(line) and not (neighbours and not _hinted(line[1:])):
                found.add(index)
        elif _hinted(line) and _is_credit_or_caption(line, last=index == len(lines) - 1):
            found.add(index)
    return frozenset(found)


def _is_credit_or_caption(line: str, last: bool) -> bool:
    return (len(line) <= 120 and bool(_CREDIT_LINE.fullmatch(line))) or _ends_like_caption(line, last)


def caption_lines(body: Body) -> Cut:
    """Take out lines that are a caption or a credit; a text of one line is never taken whole."""
    found = _caption_indices(body)
    if len(body.lines) == 1 and found and not _CREDIT_LINE.fullmatch(body.lines[0]):
        found = frozenset()
    return keep_indices(body, found)


def _caption_before(text: str) -> int:
    """Return where the caption begins that stands right before a glued credit, ``len(text)`` when none is certain."""
    stripped = text.rstrip()
    start = 0
    for match in re.finditer(r"[다요]\.[\"”’]?|\]\s", stripped[:-2]):
        start = match.end()
    if len(stripped) - start > 160 or (start == 0 and sentence_count(stripped) != 0 and not _is_scene(stripped)):
        return len(text)
    sentence = stripped[start:].strip()
    phrase = not re.search(r"[다요까죠]\.?[\"”’]?$", sentence) and not re.search(
        r"[을를은는이가의에도며고,]$", sentence
    )
    return start if sentence and (_is_scene(sentence) or (phrase and len(sentence) <= 70)) else len(text)


def _trim_credits(line: str) -> tuple[str, tuple[str, ...]]:
    if not any(hint in line for hint in _HINTS[:13]):
        return line, ()
    pieces: list[str] = []
    kept = ""
    position = 0
    for match in _CREDIT_GLUED.finditer(line):
        before = line[position : match.start()]
        cut = _caption_before(before)
        pieces.append((before[cut:] + match.group()).strip())
        gap = " " if cut and match.end() < len(line) and not line[match.end()].isspace() else ""
        kept += before[:cut] + gap
        position = match.end()
    if not pieces:
        return line, ()
    rest = (kept + line[position:]).strip()
    if not rest:
        return _CREDIT_GLUED.sub("", line).strip(), tuple(m.group().strip() for m in _CREDIT_GLUED.finditer(line))
    return rest, tuple(pieces)


def glued_credits(body: Body) -> Cut:
    """Take credits out of running text, with the caption before them where it can be told from the article."""
    glued = edit_lines(body, _trim_credits)
    ends = edit_lines(glued.body, _trim_credit_end)
    return Cut(ends.body, glued.removed + ends.removed)


_AGENCY_END: Final = re.compile(rf"(?<=[다요]\.)\s?[/|=]?\s?(?:{AGENCY}|{_BARE_WORDS})\s?\|?\s?$")


def _trim_credit_end(line: str) -> tuple[str, tuple[str, ...]]:
    match = _AGENCY_END.search(line, max(0, len(line) - 100))
    return (line[: match.start()], (match.group().strip(),)) if match else (line, ())
