"""Names, tickers and quotations of a sentence against its spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.kinds import kind_findings
from newsprism.stages.verify.exact.relations import MEASURES
from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, Surface, squeezed
from newsprism.stages.verify.words.lexicon import INTENDED, PERSON_TITLES, POSSIBLE, SURNAMES, UNDECIDED
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.gazetteer import Mention, gazetteer
from newsprism.text.ko.hanja import to_hangul

TICKER = re.compile(r"\((?=[A-Z0-9]*[0-9])([0-9A-Z]{6})\)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_HANJA = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_TITLE_ENDS = (
    r"(?=(?:들|님|직|급|측|단|등|후보|출신|내정자|부부|당시|역할)?"
    r"(?:은|는|이|가|을|를|의|에|에게|에게서|에게는|과|와|도|로|으로|께서|이나|만|까지|보다|처럼|께"
    r"|이라|이라고|라고|라는|이라는|이다|다|였다|이었다|인|이자|이며|이고)?(?![가-힣]))"
)
"""What may stand behind a title, so that ``시장금리`` is none."""
_PERSON = re.compile(
    rf"(?<![가-힣])([{''.join(sorted(SURNAMES))}][가-힣]{{0,3}})\s"
    rf"(?:{'|'.join(sorted(PERSON_TITLES, key=len, reverse=True))}){{1,2}}{_TITLE_ENDS}"
)
_MAYOR_OF = re.compile(
    rf"(?<![가-힣])([{''.join(sorted(SURNAMES))}][가-힣]{{2}})\s[가-힣A-Za-z]{{1,8}}?"
    rf"(?:{'|'.join(sorted(PERSON_TITLES, key=len, reverse=True))})(?=[은는이가의도을를에과와,\s]|$)"
)
_NO_NAMES = UNDECIDED | POSSIBLE | INTENDED | frozenset(("꼭짓점",))
"""What the analyser may take for a proper noun (``미정``)."""
_NOT_NAMES = frozenset(
    ("신임", "전임", "현직", "전직", "임시", "차기", "공동", "수석", "선임", "전체", "여성", "고위", "현지", "지역")
)
_QUOTED = re.compile(
    r"“([^“”]{1,400})”|‘([^‘’]{1,400})’|「([^「」]{1,400})」|『([^『』]{1,400})』"
    r"|\"([^\"]{1,400})\"|(?<![0-9A-Za-z가-힣])'(?!\d\d[년.])([^']{1,400})'"
)
_BODIES = {
    "위": "위(?:원회)?", "부": "부", "처": "처", "청": "청", "원": "원", "회": "회", "연": "연(?:합|구원|구소|맹)", "협": "협(?:회|의회|동조합)", "련": "련",
    "노조": "노동조합", "지법": "지방법원", "고법": "고등법원", "지검": "지방검찰청", "고검": "고등검찰청", "총": "총(?:연합회|연맹)?",
}  # fmt: skip
_BODY_SHORT = re.compile(rf"([가-힣]{{1,4}})({'|'.join(_BODIES)})")
_NAMED_SO = re.compile(
    r"(?<![가-힣A-Za-z0-9])([가-힣]{2,6}(?<![다동임일당즉혹필])(?:시|군|구)|[가-힣]{2,8}(?:연구소|연구원|은행|증권|전자|건설|제약|대학교|벤처스))"
    r"(?:은|는|이|가|을|를|의|에|에는|에서|에서는|에도|도|와|과|로|으로|이다|이며|이고|이라고|이었다|였다|입니다)?(?![가-힣])"
)
_ACTS = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣]{4,8})(?:은|는|이|가)(?= )")
_TAIL = re.compile(r"(?:시|군|구|연구소|연구원|은행|증권|전자|건설|제약|대학교|벤처스)$")
_OFFICES = {
    "CEO": ("최고경영자", "대표"), "CFO": ("최고재무책임자",), "COO": ("최고운영책임자",), "CTO": ("최고기술책임자",),
    "CIO": ("최고투자책임자", "최고정보책임자"), "CMO": ("최고마케팅책임자",), "CSO": ("최고전략책임자",),
    "CPO": ("최고제품책임자", "개인정보보호책임자"), "CISO": ("정보보호최고책임자",),
}  # fmt: skip
"""Offices by their English initials."""
_IN_NAMES = {
    "PE": ("프라이빗에쿼티",), "PEF": ("프라이빗에쿼티",), "IB": ("투자은행",), "VC": ("벤처캐피탈", "벤처캐피털"), "AMC": ("자산운용",),
    "ENT": ("엔터테인먼트",),
}  # fmt: skip
"""What initials in the names of companies stand for."""
_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(),
        strict=True,
    )
)
_NAME_BEFORE = re.compile(r"[가-힣]{2,10}$")
_GROUPS = frozenset(
    "자산 제품 상품 업종 직업 종목 품목 기업 환자 후보 대조 실험 연령 소득 서비스 고객 차종 기종 어종".split()
)
"""With 군 these name a group, not a county."""
_MARKS = re.compile(r"[\s\"'“”‘’「」『』.,!?…·]")


def name_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `name` findings: gazetteer names, proper nouns, Latin words, hanja, and people before a title."""
    held = "\n".join([span.squeezed for span in spans])
    entities = {mention.entity.canonical for span in spans for mention in span.mentions}
    unknown = [
        m for m in claim.mentions
        if m.entity.canonical not in entities and not _printed(m, held) and (m.entity.kind != "term" or m.text.isascii())
    ]  # fmt: skip
    known = [m for m in claim.mentions if m not in unknown]
    for mention in unknown:
        yield "name", f"인용문에 없는 이름: {mention.text}"
    covered = {position for mention in claim.mentions for position in range(mention.start, mention.end)}
    for morpheme in claim.morphemes:
        if morpheme.tag != "NNP" or morpheme.start in covered or morpheme.form in _NO_NAMES or _is_verb(morpheme.form):
            continue
        if squeezed(morpheme.form.removesuffix("들")) in held:
            continue
        # A name ending in ㄴ may be taken for a shorter one with a particle: what is printed counts as well.
        names = (morpheme.form, *_bare_names(claim.text[morpheme.start : morpheme.end]))
        if not any(squeezed(name) in held for name in names) and not _called_otherwise(morpheme.form, spans, held):
            if _is_group(morpheme.form, spans):
                continue
            yield "name", f"인용문에 없는 이름: {morpheme.form}"
    yield from _place_findings(claim, spans, held)
    yield from _renamed_findings(claim, spans, held)
    yield from _latin_findings(claim, spans, known)
    yield from _hanja_findings(claim, spans, held)
    yield from _person_findings(claim, spans, held)
    for noun in kind_findings(claim, spans):
        yield "name", f"인용문에서는 이 자리에 다른 것: {noun}"


def _is_verb(form: str) -> bool:
    """Say whether the analyser took a whole verb for a name (``반대한다``)."""
    return len(form) > 3 and form.endswith(("한다", "했다", "된다", "됐다", "하는", "되는"))


def abbreviates(short: str, held: str) -> bool:
    """Say whether `held` (without blanks) has a body of which `short` may be the short name: 환경노동위원회, 환노위.

    Its syllables stand in the long name in order, the first at its beginning, the last where the word for a body begins.
    """
    found = _BODY_SHORT.fullmatch(short)
    if not found:
        return False
    begins, body = found.group(1), _BODIES[found.group(2)]
    # Few names have all of their syllables there: a pattern is made for those alone.
    if not all(syllable in held for syllable in (*begins, body.partition("(")[0])):
        return False
    inner = "[가-힣]{0,5}?".join(begins)
    return re.search(rf"{inner}[가-힣]{{0,5}}?{body}", held) is not None


def _printed(mention: Mention, held: str) -> bool:
    names = (mention.text, mention.entity.canonical, *mention.entity.aliases)
    return any(len(name) > 1 and squeezed(name) in held for name in names)


def _bare_names(printed: str) -> tuple[str, ...]:
    return (printed, printed[:-1]) if len(printed) > 2 and printed[-1] in "은는이가을를의도로" else (printed,)


def _called_otherwise(name: str, spans: Sequence[Reading], held: str) -> bool:
    return abbreviates(name, held) or any(other in span.keys for span in spans for other in alike(name))


def _place_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    """Yield findings for names that neither gazetteer nor analyser knows: they end as names of places and bodies do."""
    whole = {(m.start, m.end) for m in claim.morphemes if m.tag in ("NNG", "NNP", "MAG")}
    named = {position for mention in claim.mentions for position in range(mention.start, mention.end)}
    for match in _NAMED_SO.finditer(claim.text):
        name = match.group(1)
        if (
            (match.span(1) in whole and not _another_there(name, spans))
            or match.start(1) in named
            or _held_name(name, held)
            or _is_group(name, spans)
        ):
            continue
        yield "name", f"인용문에 없는 이름: {name}"


def _renamed_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    """Yield findings for one who acts under a name that ends as that of another who acts in the spans (한결정밀, 한빛정밀)."""
    for match in _ACTS.finditer(claim.text):
        name = match.group(1)
        if (
            name not in held
            and not _is_verb(name)
            and name[-2:] not in MEASURES
            and any(o[-2:] == name[-2:] and len(o) == len(name) for span in spans for o in _who_act(span))
        ):
            yield "name", f"인용문에 없는 이름: {name}"


@lru_cache(maxsize=4096)
def _who_act(span: Reading) -> frozenset[str]:
    return frozenset(match.group(1) for match in _ACTS.finditer(span.text))


def _another_there(name: str, spans: Sequence[Reading]) -> bool:
    """Say whether the analyser's noun is a name all the same: the spans have another one that ends so in its place."""
    tail = _TAIL.search(name)
    if tail is None or name.endswith(("도시", "연구", "기구")):
        return False
    there = re.compile(rf"(?<![가-힣])[가-힣]{{2}}{tail.group()}(?=[은는이가을를의에도와과로,\s]|$)")
    others = [other for span in spans for other in there.findall(span.text)]
    return bool(others) and not any(name.endswith(other) for other in others)


def _is_group(name: str, spans: Sequence[Reading]) -> bool:
    """Say whether a word with 군 is a group of those whom a common noun of the spans names (``투약군``), and no county."""
    kind = name.removesuffix("군")
    if kind == name or len(kind) < 2:
        return False
    if kind in _GROUPS:
        return True
    a_place = re.compile(rf"{re.escape(kind)}(?:시|군|구|도|읍|면)(?![가-힣]{{2}})")
    return any(
        any(m.form == kind and m.tag == "NNG" for m in span.morphemes) and not a_place.search(span.text)
        for span in spans
    )


def _held_name(name: str, held: str) -> bool:
    short = squeezed(name)
    university = short.endswith("대학교") and short[:-2] in held
    return short in held or university or abbreviates(name, held)


def _latin_findings(claim: Reading, spans: Sequence[Reading], known: Sequence[Mention]) -> Iterator[Finding]:
    latin = [match for match in _LATIN.finditer(claim.text) if len(match.group()) > 1]
    if not latin:
        return
    held = {match.group().casefold() for span in spans for match in _LATIN.finditer(span.text)}
    units = {position for quantity in claim.quantities for position in range(quantity.start, quantity.end)}
    named = {position for mention in known for position in range(mention.start, mention.end)}
    for match in latin:
        if match.start() in units or match.start() in named:
            continue
        if (
            match.group().casefold() not in held
            and not _within(match.group(), spans)
            and not any(
                other in span.keys or other in span.squeezed
                for other in alike(match.group().casefold())
                for span in spans
            )
            and not TICKER.fullmatch(f"({match.group()})")
            and not any(title in span.squeezed for title in _OFFICES.get(match.group(), ()) for span in spans)
            and not _spelled(claim.text, match, spans)
        ):
            yield "name", f"인용문에 없는 이름: {match.group()}"


def _spelled(text: str, latin: re.Match[str], spans: Sequence[Reading]) -> bool:
    """Say whether Latin letters in a Korean name are what a span writes out or spells in hangul (``나루PE``, ``나루이앤씨``)."""
    before = _NAME_BEFORE.search(text, max(0, latin.start() - 10), latin.start())
    letters = "".join(_LETTERS.get(letter, "?") for letter in latin.group())
    written = (letters, *_IN_NAMES.get(latin.group(), ()))
    return before is not None and any(before.group() + one in span.squeezed for one in written for span in spans)


def _within(name: str, spans: Sequence[Reading]) -> bool:
    # "㎏" stands for "kg", and a term for its English name.
    entity = gazetteer().find(name)
    names = (name, entity.canonical, *entity.aliases) if entity else (name,)
    held = [unicodedata.normalize("NFKC", span.squeezed) for span in spans]
    return any(squeezed(other) in text for text in held for other in names if len(other) > 1)


def _hanja_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    for match in _HANJA.finditer(claim.text):
        if not any(match.group() in span.text for span in spans) and squeezed(to_hangul(match.group())) not in held:
            yield "name", f"인용문에 없는 이름: {match.group()}"


def _person_findings(claim: Reading, spans: Sequence[Reading], held: str) -> Iterator[Finding]:
    for match in (*_PERSON.finditer(claim.text), *_MAYOR_OF.finditer(claim.text)):
        name = match.group(1)
        if name in _NOT_NAMES:
            continue
        # "김 대표" may stand for "김주은 대표".
        short = len(name) == 1 and any(
            name in span.text and re.search(rf"(?<![가-힣]){name}", span.text) for span in spans
        )
        # The last syllable may be a particle: "김주은은 대표를 …".
        whole = len(name) > 1 and (name in held or (name[-1] in "은는이가을를의도" and name[:-1] in held))
        if not short and not whole:
            yield "name", f"인용문에 없는 사람: {name}"


def ticker_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield `ticker` findings: a six-character code in brackets must stand in a span."""
    for match in TICKER.finditer(claim.text):
        code = re.compile(rf"(?<![0-9A-Z]){match.group(1)}(?![0-9A-Z])")
        if not any(code.search(span.text) for span in spans):
            yield "ticker", f"인용문에 없는 종목 코드: {match.group(1)}"


def quote_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield `quote` findings: what stands in quotation marks stands word for word in a span."""
    for quoted in quotations(claim.text):
        bare = _MARKS.sub("", squeezed(quoted))
        if not any(bare in _unmarked(span) for span in spans):
            yield "quote", f"인용문과 다른 따옴표 안의 말: {quoted}"


def quotations(text: str) -> list[str]:
    """Return the texts inside closed quotation marks."""
    return [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(text)]


@lru_cache(maxsize=4096)
def _unmarked(span: Surface) -> str:
    return _MARKS.sub("", span.squeezed)
