"""Shorter forms of a sentence that stay true: every rule only leaves out words, or ends a clause that already stood.

A rule may drop what frames a statement (a connective, a parenthesis, the reporting tail of an organisation about its
own act) or one of two coordinated clauses. It never drops a condition, a negation, a contrast or a source of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from newsprism.text.ko.dates import dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.josa import attach
from newsprism.text.ko.tokens import Morpheme

_KIND_OF_REPORT = re.compile(r"^\((?:상보|종합|속보|긴급|[1-9]보|종합[1-9]보)\) ")
_CONNECTIVE = re.compile(
    r"^(?:한편|또한|또|특히|아울러|이어|이어서|이와 함께|이와 더불어|이 밖에도?|이외에도|여기에|나아가|더욱이|게다가|실제로?|앞서|먼저|우선|"
    r"그러나|하지만|반면에?|다만|그런데|그럼에도|이에 대해(?:선|서는)?|이에 관해|이에 맞서|이에 앞서|이와 관련해|"
    r"이를 두고|이에 반해|이에 따라|이에|이에 따른|이로써|이처럼|그러면서|그러면서도|그래서|따라서|즉|결국|무엇보다도?|"
    r"구체적으로(?:는)?|세부적으로(?:는)?|예를 들어|이 가운데|이 중|이런 가운데|이런 상황에서|이 같은 상황에서|일례로|참고로|덧붙여|끝으로|마지막으로)"
    r"(?:,\s*|\s+)"
)
_PLACE_AND_TIME = re.compile(r"\s*\((?:현지\s*시[간각]|이하[^()]{1,20}|사진[^()]{0,20}|한국\s*시간)\)")
# A bracket that holds one of these limits the statement: without it the sentence would claim more.
_LIMITING = re.compile(
    r"잠정|예상|추정|제외|기준|미만|이상|이하|한해|한정|최대|최소|가정|전년|대비|비율|세전|세후|포함"
)
_PARENTHESIS = re.compile(r"\s*\((?P<inner>[^()]{1,40})\)(?P<josa>(?:은|는|이|가|을|를|과|와|으로|로)(?=[\s,]))?")
_TICKER = re.compile(r"^[0-9A-Z]{6}$")
_WHILE = re.compile(r"^[^,“”\"‘’']{6,60}(?:는|은|던|한|인|된) 가운데,? ")
# "나루시는 값이 오른 가운데": a topic, and no verb that describes the next word.
_OWN_TOPIC = re.compile(
    r"(?:\S+(?<![이가을를에로서]) ){0,2}\S*[가-힣A-Za-z0-9)](?<![하되지있없오가나르리치키])(?:은|는) (?!가운데)"
)
# Predicates that report: what stands before them belongs to their speaker.
_REPORTING = re.compile(
    r"(?:밝혔|말했|전했|설명했|강조했|덧붙였|주장했|지적했|분석했|전망했|예상했|내다봤|관측했|평가했|보도했|언급했|당부했|촉구했|"
    r"알려졌|전해졌|보인|보였|예상된|전망된|관측된|풀이된|해석된|분석된|평가된|추정된|나온|나왔|제기된|제기됐|우려된|점쳐진|거론된|것이다|셈이다|듯하|모양새|분위기|방침이|계획이|예정이)"
)
_TAIL = re.compile(
    r"(?P<stem>[가-힣](?:ㄴ|는|한|된|인)?다)고\s(?:(?:지난\s)?\d{1,2}일\s)?(?:공식\s)?(?:밝혔|발표했|공시했|전했)다\.$"
)
# An organisation speaking of its own act: only then may "…고 밝혔다" go.
_OWN_ACT = re.compile(
    r"(?:부|처|청|위원회|위|원|공사|공단|은행|그룹|증권|전자|화학|건설|자동차|카드|생명|화재|텔레콤|시|도|구|군|회사|사|센터|협회|재단|진흥원|연구원|"
    r"거래소|금고|[A-Z]{2,})(?:은|는)\s"
)
_EVE = re.compile(r"^[^,“”\"‘’'은는]{3,30}[을를] (?:\S{1,6} )?앞두고,? ")
_TWO_QUOTES = re.compile(
    r"(?P<head>[^“”\"]{2,60}[“\"][^“”\"]{6,140}[”\"])(?P<first>이?라며|이?라면서|며|면서|고)(?P<between>[^“”\"]{0,24})"
    r"[“\"](?P<second>[^“”\"]{4,160})[”\"]이?(?:라고|고) (?P<verb>(?:\d{1,2}일 )?(?:말|밝|강조|설명|주장|지적|비판|덧붙|전)\S{1,4}다\.)$"
)
# A clause without topic, date, source or comma, right before a name that is the subject.
_ATTRIBUTE = re.compile(
    r"^(?P<clause>[^,“”\"‘’'()\d]{2,60}?[을를에로서가이] "
    r"(?:[^\s,]{1,6} )?[^\s,]{0,8}(?:한|된|던|는|인|킨|운|은|난|진|온|낸|든|룬|둔|친|준) )(?P<name>[가-힣A-Za-z0-9]{2,16})(?:이|가|은|는) "
)
_OWNED = re.compile(r"따르면|(?:은|는) \S+ \S+ |것으로|가운데|위해")
# The organisation is the topic, and nobody else is the subject of what follows.
_TOPIC = re.compile(r"[^,]{1,34}?(?<!에)(?<!서)(?<!로)(?:은|는)\s")
_INNER_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)’'%％](?:이|가|은|는|도|께서)\s")
_ACTS = re.compile(
    r"(?:한|했|된|됐|는|였|었|았)다고\s(?:(?:지난\s)?\d{1,2}일\s)?(?:공식\s)?(?:밝혔|발표했|공시했|전했)다\.$"
)
_SOFT = re.compile(
    r"(?:것|전망|예정|계획|방침|필요|바람직|가능|기대|예상|우려|때문|이유|효과|영향|의미|최고|최대|최초|뛰어나|우수|있|없|크|높|많|중요|적절)[^.]{0,8}다고\s"
)


@dataclass(frozen=True, slots=True)
class Short:
    """A shortened sentence and the names of the rules that made it."""

    text: str
    rules: tuple[str, ...]


def always(sentence: str, published: date | None) -> Short:
    """Apply what every printed sentence gets: no connective in front, no '(현지시간)', 이날 and 전날 as dates or gone."""
    text, used = sentence, []
    for name, rule in _ALWAYS:
        shorter = rule(text)
        if shorter != text:
            used.append(name)
            text = shorter
    dated = _dated(text, published)
    if dated != text:
        used.append("relative_day")
    return Short(dated, tuple(used))


def variants(short: Short, morphemes: Sequence[Morpheme]) -> tuple[Short, ...]:
    """Return `short` and its shorter forms, longest first, without repeats.

    `morphemes` are those of ``short.text``.
    """
    forms = [short]
    for name, part in (*_clauses(short.text, morphemes), *_as_found(short.text, morphemes)):
        forms.append(Short(part, (*short.rules, name)))
    for form in list(forms):
        for name, rule in _ON_DEMAND:
            text = rule(form.text)
            if text != form.text:
                forms.append(Short(text, (*form.rules, name)))
                form = forms[-1]
    unique = {form.text: form for form in reversed(forms) if len(form.text) >= 14}
    return tuple(sorted(unique.values(), key=lambda f: -len(f.text)))


def _without_connective(text: str) -> str:
    shorter = _CONNECTIVE.sub("", text, count=1)
    shorter = _CONNECTIVE.sub("", shorter, count=1)
    return shorter if len(shorter) >= 12 else text


def _without_place_and_time(text: str) -> str:
    return _PLACE_AND_TIME.sub("", text)


def _without_today(text: str) -> str:
    return re.sub(
        r"(?:^|(?<=\s))이날(?:\s오[전후])?\s(?!오[전후]\s|까지|부터|에는|은|이|도|의|기준|현재|\S{0,6}(?:린|된|한|운|은|던|긴|온|난)\s)",
        "",
        text,
    )


def _without_first_of_all(text: str) -> str:
    """Drop 우선 behind the topic: what comes next is another sentence, which is not printed."""
    return _FIRST_OF_ALL.sub(r"\1", text, count=1)


_FIRST_OF_ALL = re.compile(
    r"^([^,“”\"‘’']{1,30}(?<!에)(?<!서)(?<!로)(?:은|는) )우선,? "
    # "우선 협상 대상자", "우선 공급" are words of their own.
    r"(?!(?:협상|대상|순위|적용|공급|매수|배정|지원|지급|변제|선발|배치|처리|구매|고려|추진|시행|도입|주|심사|채용|사용|배당)(?:[가-힣\s]))"
)


def _without_emphasis(text: str) -> str:
    """Drop the quotation marks of a headline around a bare number: it was said by nobody."""
    return _EMPHASISED.sub(r"\1", text)


_EMPHASISED = re.compile(
    r"[‘'](\d[\d,.]*(?:억|만|조|천)?\s?(?:\d[\d,.]*\s?만?)?(?:명|원|건|개|곳|배|%|가구|달러|대))[’'](?!\s?(?:라|이라|고))"
)


def _without_parentheses(text: str) -> str:
    """Drop brackets; the josa behind one followed what stood in it ("메모리(HBM)을"), and follows the word now."""

    def keep(match: re.Match[str]) -> str:
        inner, josa = match["inner"], match["josa"] or ""
        if _LIMITING.search(inner) or _TICKER.match(inner):
            return match.group(0)
        pair = next((pair for pair in _JOSA_PAIRS if josa in pair.split("/")), None)
        word = text[: match.start()].split(" ")[-1]
        return attach(word, pair)[len(word) :] if pair and word else josa

    return _tidy(_PARENTHESIS.sub(keep, text).lstrip())


_JOSA_PAIRS = ("은/는", "이/가", "을/를", "과/와", "으로/로")


def _listed(text: str) -> str:
    """Write "▲교육 ▲문화 등" as "교육, 문화 등"; a mark in front is that of a paragraph."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 or not marks[0].start():
        return text
    out, position = [text[: marks[0].start()].rstrip()], marks[0].end()
    for mark in marks[1:]:
        out.append(text[position : mark.start()].strip(" ,"))
        position = mark.end()
    return f"{out[0]} {', '.join([*out[1:], text[position:]])}"


_MARK = re.compile(r"\s?[▲▷△▶]\s?")


def _tidy(text: str) -> str:
    tidy = re.sub(r"\s+(?=[,.])|(?<=\s)\s+|(?<=\s[“‘])\s+", "", text)
    tidy = re.sub(r'^([^"]*(?:"[^"]*"[^"]*)*\s")\s+(?=[^"\s][^"]*")', r"\1", tidy)
    # "1년 전보다100.6%": a blank that was lost.
    return re.sub(r"(?<=[가-힣](?:보다|부터|까지))(?=\d)", " ", tidy)


def _without_while(text: str) -> str:
    """Drop "…한 가운데" in front of a clause with a subject of its own; a topic in it is that of the clause too."""
    found = _WHILE.match(text)
    if found is None or _OWN_TOPIC.match(found.group()):
        return text
    shorter = text[found.end() :]
    return shorter if len(shorter) >= 20 and _OWN_SUBJECT.match(shorter) else text


def _without_tail(text: str) -> str:
    """Turn "금융위원회는 … 확대한다고 10일 밝혔다." into "금융위원회는 … 확대한다." when an organisation tells of its act."""
    if (
        not _ACTS.search(text)
        or not _OWN_ACT.search(text[:40])
        or _SOFT.search(text[-28:])
        or '"' in text
        or "“" in text
    ):
        return text
    topic = _TOPIC.match(text)
    if topic is None or _INNER_SUBJECT.search(text, topic.end()):
        return text
    found = _TAIL.search(text)
    return f"{text[: found.start()]}{found.group('stem')}." if found else text


def _without_eve(text: str) -> str:
    """Drop "설 연휴를 앞두고" in front of a clause with a subject of its own."""
    found = _EVE.match(text)
    if found is None or _SUBJECT.search(found.group()):
        return text
    shorter = text[found.end() :]
    return shorter if len(shorter) >= 20 and _OWN_SUBJECT.match(shorter) else text


def _without_second_quote(text: str) -> str:
    """Keep the first of two quotations of one speaker: of ‘… "A"며 "B"고 말했다.’ stays ‘… "A"고 말했다.’ and no more."""
    found = _TWO_QUOTES.match(text)
    # A subject inside the second quotation makes it unclear to whom the verb belongs.
    if found is None or _SUBJECT.search(found["between"] + found["second"]):
        return text
    first = found["first"]
    quoting = "이라고" if first.startswith("이라") else "라고" if first.startswith("라") else "고"
    return f"{found['head']}{quoting} {found['verb']}"


def _without_attribute(text: str) -> str:
    """Drop what only describes a name everybody knows: "세탁기를 처음 만든 나루전자가 …" becomes "나루전자가 …"."""
    found = _ATTRIBUTE.match(text)
    if found is None or _OWNED.search(found["clause"]) or len(text) - len(found["clause"]) < 24:
        return text
    entity = gazetteer().find(found["name"])
    if entity is None or entity.kind not in ("company", "institution"):
        return text
    return text[found.end("clause") :]


def _dated(text: str, published: date | None) -> str:
    """Write 전날, 어제, 오늘 and a leading 이날 as the day they mean, which only the article's own date can tell."""
    if published is None or not any(word in text for word in _RELATIVE):
        return text
    out, position = [], 0
    for mention in dates(text, published):
        if mention.text in _RELATIVE and mention.first and not _quoted(text, mention.start):
            out.append(text[position : mention.start])
            day = f"{mention.first.day}일"
            # "전날인 9일": the day stands there already.
            twice = re.match(rf"인 (?=(?:\d{{1,2}}월 )?{day})", text[mention.end :])
            # "전날(9일)": a bracket behind the day would say it a second time.
            again = re.match(rf"\((?:\d{{1,2}}월 )?{day}\)", text[mention.end :])
            out.append("" if twice else day)
            position = mention.end + (twice.end() if twice else again.end() if again else 0)
    return "".join(out) + text[position:]


_RELATIVE = frozenset({"전날", "어제", "오늘", "이날", "내일"})
_OPENING, _CLOSING = "“‘「『", "”’」』"


def _quoted(text: str, position: int) -> bool:
    """Say whether the position lies inside a quotation, whose words are never changed."""
    before = text[:position]
    depth = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
    return depth > 0 or before.count('"') % 2 == 1 or before.count("'") % 2 == 1


def _clauses(text: str, morphemes: Sequence[Morpheme]) -> list[tuple[str, str]]:
    """Return the first of two coordinated clauses when it can stand alone ("…했으며, …" / "…했고 …").

    The second one never does: its source, its condition or its owner may stand in the first.
    """
    if _REPORTING.search(text[-24:]) or any(mark in text for mark in "“”\"‘’'「」"):
        return []
    found = []
    for before, ending in pairwise(morphemes):
        if ending.tag != "EC" or ending.form not in ("고", "며", "으며") or not _closes(before, text[ending.end :]):
            continue
        head = text[: ending.start].rstrip()
        # Of values month by month the latest ones may not go.
        series = _PERIOD.search(head) and _PERIOD.search(text, ending.end)
        if _has_subject(head) and len(head) >= 18 and head[-1] != "겠" and not series:
            found.append(("coordinate_tail", f"{head}다."))
    return found


_PERIOD = re.compile(r"(?<![\d.])(?:\d{1,2}월|[1-4]\s?/?4?분기|(?:19|20)\d\d년)(?!물)")


def _closes(before: Morpheme, rest: str) -> bool:
    """Say whether a clause may end here: a past; or, before a comma, what is so (있으며, 이며,)."""
    if before.tag == "EP":
        return before.form.endswith(("었", "았", "였", "엤"))
    return (
        before.form in ("있", "없", "이") and before.tag.startswith(("VX", "VA", "VV", "VCP")) and rest.startswith(",")
    )


def _as_found(text: str, morphemes: Sequence[Morpheme]) -> list[tuple[str, str]]:
    """Turn "… 늘어난 것으로 나타났다." into "… 늘어났다.": what a survey found, not what somebody claims or has heard."""
    found = _FOUND.search(text)
    if found is None or any(mark in text[found.start() - 12 :] for mark in "“”\"‘’'"):
        return []
    last = text[found.start()]
    verb = [m for m in morphemes if m.end == found.start() + 1 and m.tag.startswith(("VV", "XSV"))]
    past = _PAST_OF.get(last)
    if past is None or not (verb or any(m.tag == "XSV" and m.end > found.start() >= m.start for m in morphemes)):
        return []
    return [("as_found", f"{text[: found.start()]}{past}다.")]


# The syllable that ends a past adnominal, and the past that ends a sentence.
_FOUND = re.compile(r"[가-힣] 것으로 (?:나타났|집계됐|확인됐|드러났)다\.$")
_PAST_OF = dict(zip("한된난진친킨린긴낸간온본", "했됐났졌쳤켰렸겼냈갔왔봤", strict=True))


_SUBJECT = re.compile(r"[가-힣A-Za-z0-9%)](?:은|는|이|가)\s")
# A subject right at the start; one further in may belong to a clause inside.
_OWN_SUBJECT = re.compile(r"[^,]{1,20}[가-힣A-Za-z0-9)](?<!에)(?<!서)(?<!로)(?:은|는|이|가)\s")
_DANGLING = re.compile(r"^(?:그|이|저|해당|같은|당시|양|두|이들|그들|이어|동시에|특히)(?=[\s은는이가])")


def _has_subject(clause: str) -> bool:
    return bool(_SUBJECT.search(clause)) and not _DANGLING.match(clause)


_ALWAYS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("kind_of_report", lambda text: _KIND_OF_REPORT.sub("", text)),
    ("connective", _without_connective),
    ("place_and_time", _without_place_and_time),
    ("today", _without_today),
    ("first_of_all", _without_first_of_all),
    ("emphasis", _without_emphasis),
    ("listed", _listed),
    ("tidy", _tidy),
)
_ON_DEMAND: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("while_clause", _without_while),
    ("eve", _without_eve),
    ("attribute", _without_attribute),
    ("second_quote", _without_second_quote),
    ("parenthesis", _without_parentheses),
    ("reporting_tail", _without_tail),
)
