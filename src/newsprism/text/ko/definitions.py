"""Where a text itself says what a term means: notes, definitional sentences, appositions.

Three ways of defining are told apart, from the surest to the thinnest::

    note         ``* (Chiplet) 각각의 기능을 …``       a starred line that explains a starred term above it
    says         ``공매도란 … 기법을 말한다.``          a sentence whose only work is to define its subject
    apposition   ``고대역폭메모리(HBM)``               a term and its other name; there is no defining text

Only form is looked at, so the rules prefer silence: a sentence that *interprets* (``이는 회복을 의미한다``) has the same
verb as one that defines, and only its subject and the noun it ends in give it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsprism.text.ko.sentences import split

Style = Literal["note", "says", "apposition"]


@dataclass(frozen=True, slots=True)
class FoundDefinition:
    """A term that ``text[start:end]`` defines.

    For a note the span is the defining text after its ``* (English)`` head; for a sentence the whole sentence; for an
    apposition the two names as they stand. `original` is the English (or otherwise other) name, None when not given.
    """

    term: str
    original: str | None
    start: int
    end: int
    style: Style


_NOTE_REACH = 4  # lines: a note stands under the line of its term, with at most other notes and a sub-line between
_LINE_REACH = 2_000  # characters of a line in which a starred term is looked for; longer lines are no report lines
_SENTENCE_REACH = 400  # characters: a longer "sentence" is a text without periods

# ---------------------------------------------------------------------------------------------------------------- notes

_NOTE = re.compile(r"^\s{0,20}(?:[-•●○ㅇ·]\s{0,4})?(?P<stars>[*＊]{1,3})\s{0,4}(?P<rest>\S.*)$")
_HEAD = re.compile(r"\((?P<head>[^()\n]{1,120})\)\s{0,3}[:：]?\s{0,3}(?P<body>\S.*)$")
_NAMED_HEAD = re.compile(
    r"(?P<term>[가-힣A-Za-z0-9][^():：=\n]{0,40}?)\s?(?:\((?P<head>[^()\n]{1,120})\))?\s{0,3}[:：=]\s{0,3}(?P<body>\S.*)$"
)
_STAR = re.compile(r"(?<=[^\s*＊])[*＊]{1,3}(?![*＊\d])")
_WORD_BEFORE = re.compile(r"[^\s*＊,;]{1,40}$")
_BRACKET_BEFORE = re.compile(r"(?P<word>[^\s()*＊,;]{0,40})\((?P<inner>[^()\n]{1,60})\)$")
_TRIM = " \t\"'“”‘’「」『』<>《》()[]·▲△①②③④⑤⑥⑦⑧⑨⑩-"
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z&]{1,9}(?:\s\d{1,2}(?:\.\d)?)?(?![A-Za-z])")


def _is_foreign(head: str) -> bool:
    """Say whether a bracket holds a foreign name (Latin, kana, hanja); a Korean one is a label."""
    letters = sum(char.isalpha() for char in head)
    korean = sum("가" <= char <= "힣" for char in head)
    return letters >= 2 and korean * 2 < letters


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z][A-Za-z']{0,40}|\d[\d.]{0,6}", name)
    return "".join(word if word[0].isdigit() else word[0] for word in words).casefold()


def _abbreviates(short: str, full: str) -> bool:
    """Say whether `short` (``UCIe``, ``AV 2.0``) is spelled by the beginnings of the words of `full`.

    Small words may be skipped and the last word may lend more letters (``UCIe``: Universal Chiplet Interconnect
    Express). A scanned l for I is forgiven.
    """
    wanted = re.sub(r"[^a-z0-9]", "", short.casefold().replace("l", "i"))
    initials = re.sub(r"[^a-z0-9]", "", _initials(full).replace("l", "i"))
    content = re.sub(
        r"[^a-z0-9]", "", _initials(re.sub(r"\b(?:of|the|and|for|in|on|to)\b", " ", full, flags=re.I)).replace("l", "i")
    )
    return len(wanted) >= 2 and wanted in (initials, content)


def _term_at(line: str, star: int, original: str | None) -> str | None:
    """Return the term that the star at `star` marks; None for a starred number or nothing."""
    before = line[max(0, star - 120) : star]
    bracket = _BRACKET_BEFORE.search(before)
    if bracket:
        inner = bracket["inner"].strip()
        if original and _abbreviates(inner, original):
            return inner
        word: str = bracket["word"]
    else:
        match = _WORD_BEFORE.search(before)
        word = match[0] if match else ""
    word = word.strip(_TRIM)
    return word if any(char.isalpha() for char in word) and not word[0].isdigit() else None


def _lengthened(term: str, text: str) -> str:
    """Return `term` with the word that stands before every one of its occurrences (``모델 증류``), else `term`."""
    found = [match.start() for _, match in zip(range(8), re.finditer(re.escape(term), text), strict=False)]
    before = {(re.findall(r"(?:^|\s)([가-힣A-Za-z]{2,10}) $", text[max(0, at - 12) : at]) or [""])[0] for at in found}
    return f"{before.pop()} {term}" if len(found) > 1 and len(before) == 1 and "" not in before else term


def _starred(lines: list[tuple[int, str]], stars: int, original: str | None) -> str | None:
    """Return the term that a note of `stars` stars belongs to, looking up through the nearest `lines` first."""
    for _, line in reversed(lines):
        if _NOTE.match(line):
            continue
        here = line[:_LINE_REACH]
        found = [match for match in _STAR.finditer(here) if len(match[0]) == stars]
        if found:
            return _term_at(here, found[-1].start(), original)
    return None


def _abbreviated(lines: list[tuple[int, str]], original: str) -> str | None:
    """Return an abbreviation of `original` in `lines`: the star was lost, the letters still tell."""
    for _, line in reversed(lines):
        for match in _ACRONYM.finditer(line[:_LINE_REACH]):
            for candidate in (match[0], match[0].split()[0]):
                if _abbreviates(candidate, original):
                    return candidate
    return None


def _notes(text: str) -> Iterator[FoundDefinition]:
    above: list[tuple[int, str]] = []
    offset = 0
    for line in text.split("\n"):
        note = _NOTE.match(line) if len(line) <= _LINE_REACH else None
        found = _note(text, note, offset, above) if note else None
        if found:
            yield found
        if line.strip():
            above = [*above[1 - _NOTE_REACH :], (offset, line)]
        offset += len(line) + 1


def _note(text: str, note: re.Match[str], offset: int, above: list[tuple[int, str]]) -> FoundDefinition | None:
    rest, shift = note["rest"], offset + note.start("rest")
    headed = _HEAD.match(rest)
    if headed and _is_foreign(headed["head"]):
        original = headed["head"].strip()
        term = _starred(above, len(note["stars"]), original) or _abbreviated(above, original)
        if not term:
            return None
        reach = text[max(0, offset - _LINE_REACH) : offset + _LINE_REACH]
        return FoundDefinition(_lengthened(term, reach), original, *_extent(headed, shift), "note")
    named = _NAMED_HEAD.match(rest)
    if not named or len(named["body"]) < 10:
        return None
    head, term = named["head"], named["term"].strip(_TRIM)
    marked = _starred(above, len(note["stars"]), None) == term
    if len(term) < 2 or not (marked or (head and _is_foreign(head))):
        return None
    return FoundDefinition(term, head.strip() if head else None, *_extent(named, shift), "note")


def _extent(match: re.Match[str], shift: int) -> tuple[int, int]:
    return shift + match.start("body"), shift + match.start("body") + len(match["body"].rstrip())


# ------------------------------------------------------------------------------------------------ definitional sentences

_LEAD = r"(?:(?:여기서|이때|참고로|통상|보통|일반적으로|쉽게 말해)\s)?"
_GLOSS = r"(?:\s?\((?P<gloss>[^()\n]{1,80})\))?"
_QUOTED = re.compile(
    _LEAD + r"[‘'“\"「『<](?P<term>[^‘’'“”\"「」『』<>\n]{2,40})[’'”\"」』>]" + _GLOSS + r"(?P<josa>이란|란|은|는)\s"
)
_BARE = re.compile(
    _LEAD
    + r"(?P<term>(?:[가-힣A-Za-z0-9·&.+-]{1,20}\s){0,3}?[가-힣A-Za-z0-9·&.+-]{1,20}?)"
    + _GLOSS
    + r"(?P<josa>이란|란|은|는)\s"
)
_GLOSSED = re.compile(r"(?P<term>[^()]{2,40}?)\s?\((?P<gloss>[^()]{1,60})\)$")
_MEANS = re.compile(
    r"(?P<object>[^\s]{1,20})[을를]\s(?:주로\s|통칭해\s|모두\s|통틀어\s)?"
    r"(?P<verb>말한다|말합니다|뜻한다|뜻합니다|의미한다|의미합니다|가리킨다|가리킵니다|일컫는다|지칭한다"
    r"|말하는 용어[이]?다|뜻하는 (?:말|용어)[이]?다|가리키는 (?:말|용어)[이]?다|일컫는 (?:말|용어)[이]?다)$"
)
_CLASSES = (
    "제도|기술|방식|지표|개념|용어|세금|지수|기법|수법|현상|질환|질병|증상|장치|채권|증권|펀드|어음|금융상품|파생상품|투자상품"
    "|단위|물질|공법|계약|조항|권리|협정|조약|협의체|국제기구|이론|법률|부담금|대출|시스템|소재|반도체|원자로|메모리|공정|서비스"
)
# A present adnominal says what a thing does by its nature (매기는 세금); a past one tells what happened to it (도입한 제도).
_IS_A = re.compile(
    rf"(?:는|위한|나타낸|수치화한|합친|가리킨)\s(?:[가-힣A-Za-z·]{{1,12}}\s){{0,2}}(?:{_CLASSES})(?:이?다|입니다)$"
)
_NARROW = re.compile(
    r"(?:[가-힣](?:는|한|된|할|던|운|인|은|진|린|난|른|킨|친|힌|낸|올|될|볼)|위한)\s(?:[^\s,]{1,14}\s){0,3}[^\s,]{1,20}$"
)

# One sentence that defines two things has no span of its own for either.
_TWO_AT_ONCE = re.compile(r"(?:(?:[을를]|가리키고|말하고|뜻하고|의미하고|\d),|이며,?|인 반면) [^\s,]{2,15}[은는]\s")

_POINTING = re.compile(
    r"(?:이|그|저|이번|이날|해당|그런|이런|저런|우리|올해|지난해|최근|현재|당시|이들|그들|이것|그것|이는|그는|본|동|양|각|두|세)$"
)
_JOINING = re.compile(
    r"(?:따라서|그러나|하지만|또|또한|특히|다만|결국|즉|그러면서|앞서|이어|이후|한편|반면|그리고|그래서|그러므로|아울러|이에"
    r"|만약|물론|사실|실제|실제로|이처럼|그저|가장)$"
)
_GENERIC = re.compile(
    r"(?:^|[\s·])(?:제품|내용|계획|사업|행사|조치|협약|이벤트|서비스|개선안|개정안|방안|결정|것|점|이유|목표|핵심|구조|여부|반영|정부|당국|관계자"
    r"|업계|시장|회사|사측|제목|이름|모델명|말|뜻|의미|영상|사진|결과|수치|발표|사례|과정|상황|현상|도입|기준|목적|취지|판결|발언|주장"
    r"|입장|요구|표현|문구|변화|하락|상승|증가|감소|확대|축소|성장|개편|이동|투자|수출|수입|기술|제도|방식|시스템|전략|정책|법안|프로그램"
    r"|플랫폼|상품|앱|솔루션|공연|작품|영화|노래|책|삶|사람|인간|우리|국민|여당|야당|국회|대표|회장|장관|대통령|총리|의원|교수|기업|은행)$"
    r"|(?:그룹|전자|증권사|위원회|씨|측|것|기|음|[가-힣]자)$"
)
_VERBAL = re.compile(
    r"(?:하|되|있|없|않|받|같|높|낮|많|시키|싸우|좋|깊|젊|짧|넓|얻|찾|남|주|지나|늘어나|커지|이어지|떨어지|나오|보이|만드|이루|궂)$"
)
_PARTICLED = re.compile(
    r"(?:[을를]|에서|에게|으로|에|의|[과와]|부터|까지|처럼|보다|하고|[가-힣]{2}[이가로도만]|[가-힣](?:된|될|한|할))$"
)
_NOT_TOPIC = re.compile(r"(?:논|혼|교|반|대|계|파|요|찬|환|토|모|소|문|심|음|재|호)$")


def _agrees(word: str, josa: str) -> bool:
    """Say whether `josa` fits the final consonant of `word`; if not, it is a syllable of the word."""
    last = word[-1:]
    if not "가" <= last <= "힣":
        return True
    return ((ord(last) - 0xAC00) % 28 != 0) == (josa in ("은", "이란"))


def _names_something(term: str, josa: str) -> bool:
    """Say whether an unquoted subject can be the name of a thing rather than part of a statement."""
    words = term.split()
    if len(term) < 2 or not any(char.isalpha() for char in term) or not _agrees(term, josa):
        return False
    if (
        any(_POINTING.match(word) or _JOINING.match(word) for word in words)
        or _VERBAL.search(term)
        or _GENERIC.search(term)
    ):
        return False
    if josa == "란" and _NOT_TOPIC.search(term):
        return False
    return not any(_PARTICLED.search(word) for word in words[:-1] if len(word) > 1)


def _defines(body: str, named: bool, josa: str) -> bool:
    """Say whether `body` (the sentence after its subject, without its period) ends as a definition does.

    `named` subjects (in quotes, with an original name, or with 란) are terms already, so the verb alone is enough.
    """
    if (
        _TWO_AT_ONCE.search(body)
        or not 12 <= len(body) <= _SENTENCE_REACH
        or body.count("“") != body.count("”")
        or body.count('"') % 2
    ):
        return False
    means = _MEANS.search(body)
    if means is None:
        return bool(_IS_A.search(body))
    noun = means["object"]
    if re.search(r"[가-힣]음$|[했있였됐없났졌]음$|[임됨함]$", noun):
        return False
    if josa in ("이란", "란") or means["verb"].endswith("용어다"):
        return True
    phrase = body[: means.end("object")]
    if re.search(r"(?:다는|라는|냐는) (?:것|점|뜻|의미|사실)$", phrase):
        return False
    return bool(_NARROW.search(phrase[-80:])) or (named and means["verb"][0] in "말가일지")


def _says(text: str) -> Iterator[FoundDefinition]:
    for span in split(text):
        sentence = text[span.start : span.end]
        if not span.complete or len(sentence) > _SENTENCE_REACH:
            continue
        quoted = _QUOTED.match(sentence)
        subject = quoted or _BARE.match(sentence)
        if subject is None:
            continue
        term, josa, gloss = subject["term"].strip(), subject["josa"], subject["gloss"]
        inside = _GLOSSED.match(term)
        if inside and not gloss:
            term, gloss = inside["term"], inside["gloss"]
        if not quoted and not _names_something(term, josa):
            continue
        named = bool(quoted) or josa in ("이란", "란") or bool(gloss and _is_foreign(gloss))
        if _defines(sentence[subject.end() :].rstrip(" ."), named, josa):
            original = gloss.strip() if gloss and _is_foreign(gloss) else None
            yield FoundDefinition(term, original, span.start, span.end, "says")


# ---------------------------------------------------------------------------------------------------------- appositions

_KOREAN_FIRST = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<term>[가-힣][가-힣A-Za-z0-9·-]{1,24})\((?P<other>(?:[A-Z]|[a-z]{1,3}-?[A-Z])[A-Za-z0-9&.,'’ -]{1,60})\)"
)
_LATIN_FIRST = re.compile(
    r"(?<![A-Za-z0-9가-힣.])(?P<term>[A-Z][A-Z0-9&-]{1,9})\((?P<other>[가-힣][가-힣·]{2,20}(?:\s[가-힣·]{2,10}){0,3})\)"
)
_NOT_A_NAME = re.compile(
    r"(?:기자|특파원|대표|회장|사장|교수|장관|의원|위원장|대통령|제공|연합뉴스|대변인|부문장|지역|기준|포함|제외|이하|이상)$"
)
_OPEN_PHRASE = re.compile(r"(?:[^은는이가을를의에도와과로서며고등중및\s,.”’\"'·)])\s$")
_CLASS_WORD = re.compile(r"(?:프로그램|프로젝트|시스템|서비스|플랫폼|솔루션|텔레비전|위원회|보안인증|이니셔티브)$")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]*")


def _whole(term: str, other: str, before: str) -> bool:
    """Say whether `term` is the whole of what `other` names, and not its last word (``글로벌 전략회의(GSC)``).

    A name of fewer than two syllables a letter is believed only when the text `before` it closes a phrase.
    """
    syllables = sum("가" <= char <= "힣" or char.isascii() for char in term)
    words = _WORDS.findall(other)
    needed = len(words[0]) if len(words) == 1 and words[0][1:].upper() == words[0][1:] else len(words)
    if not words or len(other) < 2 or _NOT_A_NAME.search(term) or syllables < min(needed, 5):
        return False
    return (syllables >= 2 * needed and not _CLASS_WORD.match(term)) or not _OPEN_PHRASE.search(before)


def _appositions(text: str) -> Iterator[FoundDefinition]:
    for match in _KOREAN_FIRST.finditer(text):
        if _whole(match["term"], match["other"], text[max(0, match.start() - 12) : match.start()]):
            yield FoundDefinition(match["term"], match["other"].strip(), match.start(), match.end(), "apposition")
    for match in _LATIN_FIRST.finditer(text):
        if not _NOT_A_NAME.search(match["other"]):
            yield FoundDefinition(match["term"], match["other"], match.start(), match.end(), "apposition")


def definitions_in(text: str) -> tuple[FoundDefinition, ...]:
    """Return every definition that `text` itself gives, by position.

    `text` is clean (see `normalise.clean`), with one paragraph or bullet a line. Runs in time linear in its length.
    """
    found = [*_notes(text), *_says(text), *_appositions(text)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))
