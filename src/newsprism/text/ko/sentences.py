"""Sentence boundaries of Korean news and report text, by rule and in linear time.

A morphological splitter needs the whole text analysed first and waits for a final ending, so it runs on past the noun
endings of report lines. These rules look only at punctuation, quotation marks and line starts:

- A paragraph (line) is never joined with the next.
- A closed quotation or bracket is never split inside: a part of it would read as the outlet's own statement.
- An opening mark that is not closed within its paragraph (or within `_QUOTE_REACH`) is an ordinary character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` is one sentence without blanks around it.

    `complete` is False when the text was cut off (``…``, ``..``, mid-word) or when the piece has no sentence end
    (heading, by-line). A bulleted line needs no period to be complete.
    """

    start: int
    end: int
    complete: bool


_QUOTE_REACH = 600  # characters; a longer "quotation" is nearly always a lost closing mark
_BRACKET_REACH = 300

_BRACKETS = dict(zip("([{（［〔【<〈《「『", ")]}）］〕】>〉》」』", strict=True))
_CLOSING_BRACKETS = {close: opening for opening, close in _BRACKETS.items()}
_DOUBLE = '"“”„‟＂'
_SINGLE = "'‘’‛`´＇"
_CLOSERS = "\"'”’＂＇´)]}）］〕】>〉》」』"
_TERMINATORS = ".!?。．！？…‥"

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARK = re.compile(r"[\"“”„‟＂'‘’‛`´＇(){}\[\]（）［］〔〕【】<>〈〉《》「」『』]")
_STOP = re.compile(r"[.!?。．！？…‥]+|[\"“„‟＂'‘‛`´＇({\[（［〔【<〈《「『]")

# What may follow a closing quotation mark without a blank and still belong to the sentence: a quoting ending, which may
# run on (라고, 이라며, 라는데 …), or a particle that ends its word.
_ATTACHED_TAIL = re.compile(
    r"(?:이?라(?:고|며|면|는|던|서|도|니|는데|지만|)|이?란|하[고며는]|했|한다|다[고며는]|냐[고며는]|자[고며는]|이?었|였|이[고며다자]|인)"
    r"|(?:[고며는은이가을를의에도만와과로란나등]|면서|지만|까지|부터|처럼|보다|마저|조차|뿐|께서|에서|에게|에는|에도|에만|에선"
    r"|으로|로는|로서|로써|이나|이나마|이지만|인데|인지|이야|이자|만을|만이|만은|과의|와의|과는|와는|에서도|에서는|에서의"
    r"|으로는|으로도|등을|등의|등이|등으로)(?![가-힣A-Za-z0-9])"
)
_SPACED_TAIL = re.compile(
    r"(?:이?라(?:고|며|면서|는)|면서|며|는|이?란|하[고며]|같은|등|등의|등을|등이)(?![가-힣])"
    r"|고\s(?:말|밝|했|한|하|강조|설명|전[했하해망]|덧|주장|지적|답|당부|썼|적었|비판|호소|토로|반문|물었|되물|분석|평가"
    r"|요구|촉구|언급|경고|우려|발표|내다|선언|외[쳤치])"
)
_BLANKS = re.compile(r"\s{1,4}")

_BULLET = re.compile(
    r"\s*(?:[●○◎•◦∙▪▫■□◆◇★☆※▶▷►▸▲△▼▽☞✓✔→⇒❍❏❑➢➤ㅇㆍ·⦁\u2460-\u2473\u2474-\u2487\u2776-\u277f❶]|[-–—*+]\s|[ㅡ─]\s)"
)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]){1,4}|\d{1,2}\)(?=\s|$)")
_FOOTNOTE_END = re.compile(r"(?:\[\d{1,3}\]|\b\d{1,2}\))$")
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|Inc|Corp|Co|Ltd|vs|No|Mr|Ms|Mrs|Dr|Prof|St|Jr|Sr|cf|Fig|Vol|al|pp|Gen|Sen|Rep|Gov|Dept|Est|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
# A photo credit often stands between two sentences without a blank on either side.
_CREDIT = re.compile(
    r"[(\[（［<〈](?:(?:사진|자료|출처|그래픽|제작|이미지|일러스트|영상|캡처|제공)\s?(?:제공|출처)?\s?[=:|]|[^()\[\]]{1,20}\s제공[)\]）］>〉])"
)
_OUTLINE_LETTER = frozenset("가나다라마바사아자차카타파하")
_FINAL_SYLLABLE = frozenset("다요죠까")
_CUT = re.compile(r"(?:…|‥|\.{2,}|·{2,}|ㆍ{2,})$")
_BYLINE_END = re.compile(r"(?:기자|특파원|통신원|논설위원|앵커|인턴기자|선임기자)\s*[.=]?$")
_NOUN_ENDING = re.compile(r"(?:전망|예상|예정|예측|필요|계획|방침|추진|것|[함음됨임])$")
_LONG_LINE = 60  # characters; a headline that ends in 전망 or 계획 is shorter


def split(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order; every non-blank character lies in exactly one span.

    Offsets are characters of `text`. Time is linear in its length. Never raises.
    """
    return _split_again(text) if len(text) <= _REMEMBERED else _split(text)


def _split(text: str) -> tuple[Span, ...]:
    return tuple(span for line in _LINE.finditer(text) for span in _spans(line.group(), line.start()))


_REMEMBERED = 4_000  # characters; with the 512 texts that are kept, no more than a few MB
_split_again = lru_cache(maxsize=512)(_split)
"""Ranking, writing and checking ask for the sentences of one article in turn."""


def _spans(line: str, offset: int) -> Iterator[Span]:
    bulleted = _BULLET.match(line) is not None
    begin, last = 0, len(line.rstrip())
    for end in (*_boundaries(line), len(line)):
        piece = line[begin:end]
        left = begin + len(piece) - len(piece.lstrip())
        right = begin + len(piece.rstrip())
        if left < right:
            complete = _complete(line[left:right], bulleted, begin == 0 and right == last)
            yield Span(offset + left, offset + right, complete)
        begin = end


def _complete(piece: str, bulleted: bool, whole_line: bool) -> bool:
    core = _FOOTNOTE_END.sub("", piece[-24:]).rstrip(_CLOSERS + " ")
    if _CUT.search(core) or _BYLINE_END.search(core):
        return False
    if core and core[-1] in _TERMINATORS:
        return not core.rstrip(_TERMINATORS)[-1:].isdigit()
    if bulleted:
        return len(piece) > 2 and piece[0] not in _BRACKETS
    return whole_line and len(piece) >= _LONG_LINE and _NOUN_ENDING.search(core) is not None


def _boundaries(line: str) -> Iterator[int]:
    """Yield the offsets at which a sentence of `line` ends, without the end of the line itself."""
    pairs = _pairs(line)
    start = position = 0
    while stop := _STOP.search(line, position):
        at = stop.start()
        if at in pairs:
            position = pairs[at] + 1
            ends = _ends_with_quotation(line, at, position, start)
        elif stop.group()[0] in _TERMINATORS:
            position = stop.end()
            ends = _ends_here(line, at, position, start)
            if ends:
                position = _after_closers(line, position, pairs)
                ends = not (position > stop.end() and _tail_follows(line, position))
        else:
            position, ends = stop.end(), False
        if ends:
            yield position
            start = position + len(line[position : position + 8]) - len(line[position : position + 8].lstrip())


def _ends_here(line: str, at: int, after: int, start: int) -> bool:
    """Say whether the run of terminators ``line[at:after]`` ends the sentence that began at `start`."""
    run = line[at:after]
    before, following = line[at - 1 : at], line[after : after + 1]
    glued = bool(following) and not following.isspace() and following not in _CLOSERS
    if run != "." and not re.search(r"[!?。！？]", run):
        return False
    if glued and run != "。":
        return before in _FINAL_SYLLABLE and following not in ",·/~-→" and not _tail_follows(line, after)
    if run != ".":
        return at > start
    if not before or before.isspace() or before.isdigit() or before == "#":
        return False
    if before in _OUTLINE_LETTER and at - 1 == start:
        return False
    if before.isascii() and before.isalpha():
        return not _ABBREVIATION.search(line[max(0, at - 6) : at]) and not line[after + 1 : after + 2].islower()
    return True


def _ends_with_quotation(line: str, opening: int, after: int, start: int) -> bool:
    """Say whether the sentence ends with the quotation or bracket ``line[opening:after]``."""
    if _CREDIT.match(line, opening):
        return line[after : after + 1] not in _TERMINATORS + "," and not _tail_follows(line, after)
    last = line[max(opening + 1, after - 4) : after - 1].rstrip(_CLOSERS + " ")
    if not last or last[-1] not in ".!?。！？" or _CUT.search(last):
        return False
    opened_first = opening - start < 3 and not line[start:opening].strip(_DOUBLE + _SINGLE + " ")
    if line[opening] not in _DOUBLE and last[-1] in "!?！？":
        return False  # a name or slogan, not speech
    if line[after : after + 1] in {"", ",", ".", "·", "/"} or line[after : after + 1] in _CLOSERS:
        return False
    if _tail_follows(line, after):
        return False
    return opened_first or last[-1] in ".。"


def _tail_follows(line: str, at: int) -> bool:
    if line[at : at + 1].isspace():
        rest = _BLANKS.match(line, at)
        return rest is not None and _SPACED_TAIL.match(line, rest.end()) is not None
    return _ATTACHED_TAIL.match(line, at) is not None


def _after_closers(line: str, at: int, pairs: dict[int, int]) -> int:
    while at < len(line) and line[at] in _CLOSERS and at not in pairs:
        at += 1
    note = _FOOTNOTE.match(line, at)
    return note.end() if note else at


def _pairs(line: str) -> dict[int, int]:
    """Map each opening quotation mark or bracket of `line` to its closing one."""
    pairs: dict[int, int] = {}
    open_quote: dict[str, int] = {}
    open_brackets: dict[str, list[int]] = {}
    for mark in _MARK.finditer(line):
        at, char = mark.start(), mark.group()
        if char in _BRACKETS:
            if not line[at + 1 : at + 2].isspace():
                open_brackets.setdefault(char, []).append(at)
        elif char in _CLOSING_BRACKETS:
            _close_bracket(at, open_brackets.get(_CLOSING_BRACKETS[char], []), pairs)
        else:
            _quote(line, at, open_quote, pairs)
    return pairs


def _close_bracket(at: int, waiting: list[int], pairs: dict[int, int]) -> None:
    if waiting:
        opening = waiting.pop()
        if at - opening <= _BRACKET_REACH:
            pairs[opening] = at


def _quote(line: str, at: int, waiting: dict[str, int], pairs: dict[int, int]) -> None:
    family = "double" if line[at] in _DOUBLE else "single"
    if family == "single" and _is_apostrophe(line, at):
        return
    opening = waiting.get(family)
    if opening is not None and not _looks_opening(line, at):
        del waiting[family]
        if at - opening <= _QUOTE_REACH:
            pairs[opening] = at
    elif line[at] not in "”’" and not line[at + 1 : at + 2].isspace() and at + 1 < len(line):
        waiting[family] = at


def _looks_opening(line: str, at: int) -> bool:
    """Say whether a mark met inside a quotation must begin another one (the closing mark was lost)."""
    if line[at] in "“‘„":
        return True
    if line[at] in "”’":
        return False
    before, following = line[at - 1 : at], line[at + 1 : at + 2]
    return before.isspace() and bool(following) and not following.isspace() and not _tail_follows(line, at + 1)


def _is_apostrophe(line: str, at: int) -> bool:
    before, following = line[at - 1 : at] if at else "", line[at + 1 : at + 3]
    if before.isascii() and before.isalnum() and following[:1].isascii() and following[:1].isalnum():
        return True
    return len(following) == 2 and following.isdigit() and line[at + 3 : at + 4] in {"년", ".", "~", "∼", "-", "∙"}
