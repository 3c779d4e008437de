"""What a text states, predicate by predicate: how far it is committed to, whether it is denied, and what it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.arguments import HAVING, gives_reason, is_thing, role
from newsprism.stages.verify.reading.clauses import AROUND, Clauses
from newsprism.stages.verify.reading.idioms import meant
from newsprism.stages.verify.reading.levels import (
    DRAFTS,
    OPEN,
    OPERATORS,
    SETTLING,
    WHETHER,
    Level,
    level,
    level_of,
)
from newsprism.stages.verify.reading.predicates import (
    SAID,
    STATIVE,
    asked,
    behind_speech,
    carries_on,
    decides_so,
    denied_behind,
    describes,
    doubted,
    given_up,
    glued,
    governed_state,
    grounds,
    happens,
    inevitable,
    never_was,
    nominalised,
    not_yet,
    on_condition,
    quotes_before,
    resolved,
    wished,
)
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.words.axes import GRANTING, REFUSING
from newsprism.stages.verify.words.lexicon import LIGHT, REPORTING, VIEWS

_TOLD_OF = ("다는", "라는", "자는", "냐는", "단", "란")
_RELATING = frozenset("따르 의하 위하 대하 관하 통하 인하 놓 두 둘러싸 비하 비롯 향하 걸치 앞두 관련".split())
"""Verbs that do the work of a particle; ``인하`` is also a noun that does not."""
_ANSWERING = GRANTING | REFUSING | frozenset(("철회",))
"""What is done with a request, which may stand before it as reported speech."""
_RELATING_NOUNS = frozenset(("비롯", "관련"))
_ANNOUNCING = frozenset("알리 알려지 내놓 공개 선보이".split())
"""Verbs that bring something to the knowledge of others, as much as a verb of speech does."""
_HOW_MUCH = frozenset("전면 일절 전부 모두 완전 일부 대폭 소폭 상당 부분".split())
_GOING_ON = frozenset("이어지 나타나 나오 계속 거세지 커지 높아지 제기 있 없".split())
_PUT_FORWARD = frozenset("올리 부치 상정 보고 넘기 띄우".split())
_AGREEING = frozenset("하 정하 모으 잡 마음먹 다짐 약속 결심 굳히 맞추 내리 결론".split())
"""Verbs behind ``-기로`` that add nothing to it."""
_WITHIN = frozenset("안 내 중 말 초 뒤 후 전 쯤 사이 동안 가운데".split())
"""Nouns that make a time of what stands before them: ``상반기 안에``."""
_SET_FOR = frozenset("잡 잡히 정하 정해지 맞추 맞춰지 두".split())
_DECIDED = frozenset("정하 정해지 갈리 가리 판가름 달리".split())
"""Verbs with which an open question is settled."""
_FIGURE = frozenset("치 액 가 값".split())
"""What makes a figure of an operator: ``목표치``, ``예상액``."""
_NEAR = 3  # words
_NAMED_IN = 11  # morphemes behind a noun in which it is said what it is


@dataclass(frozen=True, slots=True)
class Proposition:
    """One predicate of a text; `about` weighs the keys of what it speaks of, `place` is its word's position.

    `matter` is the nearest noun before it in its clause that is a subject, topic or object, `printed` as the text has it; empty without one.
    """

    place: int
    word: Word
    thing: str
    level: Level
    negated: bool
    main: bool
    event: bool
    ahead: bool
    conditional: bool
    before: bool
    about: Mapping[str, float]
    surface: str
    sentence: str
    matter: str = ""
    printed: str = ""


@lru_cache(maxsize=4096)
def propositions(reading: Reading) -> tuple[Proposition, ...]:
    """Return the propositions of a text in order: its predicates, and the nouns that say how certain something is."""
    found: list[Proposition] = []
    for first, last in ranges(reading):
        begin, end = reading.word_at(first), reading.word_at(last)
        if begin < end:
            found += _of_sentence(Clauses(reading, reading.words[begin:end], begin, last))
    return tuple(found)


def _of_sentence(sentence: Clauses) -> Iterator[Proposition]:
    for i, word in enumerate(sentence.words):
        if not _states(sentence.reading, word) or _tells_of_speech(sentence, i):
            continue
        before = _nearest_before(sentence, i)
        thing = before.key if before is not None and is_thing(sentence.reading, before, word) else ""
        if not thing and word.tag.startswith("VV") and (before is None or before.kind == "number"):
            thing = sentence.object_of(i)
        if (word.key != "하" or thing) and not (before is not None and gives_reason(sentence.reading, word, before)):
            yield _proposition(sentence, i, thing)


def _proposition(sentence: Clauses, i: int, thing: str) -> Proposition:
    reading, word = sentence.reading, sentence.words[i]
    event = happens(reading, word)
    figure = meant(thing, word) if thing else ""
    ahead = word.tense != "past" and _dated_ahead(sentence, i)
    told = _level(sentence, i, thing, ahead)
    if figure:
        told = level_of(figure) or (Level.SETTLED if told is Level.DONE and word.tense != "past" else told)
    return Proposition(
        place=sentence.begin + i,
        word=replace(word, key=figure) if figure else word,
        thing="" if figure else thing,
        level=told,
        negated=_negated(sentence, i, event),
        main=word.key in OPERATORS
        or (word.asserted and not nominalised(reading, word) and not wished(reading, word))
        or resolved(reading, word)
        or governed_state(reading, word),
        event=event or word.key in OPERATORS or word.key in SETTLING,
        ahead=ahead and told is not Level.DONE,
        conditional=on_condition(reading, word),
        before=not_yet(reading, word) or _denied_in_next(sentence, i),
        about=sentence.about(i),
        surface=sentence.surfaces[sentence.parts[i]],
        sentence=sentence.text,
        matter=(matter := ("", "") if figure else sentence.matter(i))[0],
        printed=matter[1],
    )


def _negated(sentence: Clauses, i: int, event: bool) -> bool:
    reading, word = sentence.reading, sentence.words[i]
    if inevitable(reading, word) or asked(reading, word):
        return False
    if given_up(reading, word):
        return not word.negated
    if word.negated != doubted(reading, word) or (event and denied_behind(reading, word)):
        return True
    if word.key in OPERATORS and not word.predicate:
        governor = next((w for w in sentence.words[i + 1 : i + _NEAR + 1] if w.predicate or role(reading, w)), None)
        held = next((m for m in reading.morphemes[word.index + 1 : word.index + 3] if m.start >= word.end), None)
        if held is None or governor is None:
            return False
        if _is_none(reading, word):
            return True
        if governor.key in HAVING and held.tag in ("JKO", "JKB"):
            return governor.negated  # "염두에 두지 않는다"
        return governor.predicate and governor.key == "없" and held.tag in ("JX", "JKS")
    return False


def _is_none(reading: Reading, word: Word) -> bool:
    """Say whether the noun only says what something is not: ``논의 대상이 아니다``."""
    behind = reading.morphemes[word.index + 1 : word.index + 4]
    return len(behind) == 3 and [m.tag for m in behind[1:]] == ["JKS", "VCN"] and behind[0].tag in ("NNG", "NNB")


def _denied_in_next(sentence: Clauses, i: int) -> bool:
    """Say whether the verb right behind it is denied, so that none knows which of them is: ``서둘러 내리지 않겠다``."""
    if i + 1 >= len(sentence.words):
        return False
    following = sentence.words[i + 1]
    between = sentence.reading.morphemes[sentence.words[i].index + 1 : following.index]
    joined = bool(between) and between[-1].tag == "EC" and between[-1].form in ("어", "아")
    return joined and following.predicate and following.negated and not any(m.tag in ("SP", "EP") for m in between)


def _level(sentence: Clauses, i: int, thing: str, ahead: bool) -> Level:
    reading, word = sentence.reading, sentence.words[i]
    if word.key in REPORTING and word.key not in OPERATORS:
        return Level.UNKNOWN
    opening = sentence.clause(i)[0].index
    settles = word.key in SETTLING or word.key in _DECIDED
    if not settles and any(m.form in OPEN and m.tag[0] == "E" for m in reading.morphemes[opening : word.index]):
        return Level.WEIGHED
    if not thing and word.key in _GOING_ON and (matter := sentence.matter(i)[0]) in OPERATORS:
        thing = matter  # "요구는 2년 동안 이어졌다"
    if thing and word.key in HAVING and (own := level_of(thing)) and not (settles and thing == WHETHER):
        done = level(reading, word, sentence.last) if own is Level.SETTLED else own
        return done if Level.UNKNOWN < done < own else own
    if thing in DRAFTS and (word.key in HAVING or word.key in _PUT_FORWARD):
        return Level.PLANNED
    if word.key in _SET_FOR and _to_a_day(sentence, i):
        return Level.PLANNED
    told = level(reading, word, sentence.last)
    if told is Level.SUPPOSED and inevitable(reading, word):
        return Level.UNKNOWN
    if told is Level.UNKNOWN and ahead and describes(reading, word):
        return Level.SETTLED
    return Level.DONE if told is Level.SETTLED and word.key in STATIVE else told


def _to_a_day(sentence: Clauses, i: int) -> bool:
    """Say whether a time stands right before the verb: ``10월로 잡혔다``."""
    before = sentence.words[i - 1] if i else None
    if before is None or before.kind not in ("date", "number"):
        return False
    return sentence.reading.text[before.end : sentence.words[i].start].strip() in ("로", "으로", "께로", "쯤으로")


def _nearest_before(sentence: Clauses, i: int) -> Word | None:
    """Return the word before the predicate in its clause; what only says how much of it is done is passed over."""
    for j in range(i - 1, max(-1, i - AROUND), -1):
        if sentence.parts[j] != sentence.parts[i]:
            return None
        word = sentence.words[j]
        passed = word.tag == "MAG" or word.key in _HOW_MUCH or word.kind == "date"
        if not passed and not (word.key in _WITHIN and sentence.reading.text[word.end : word.end + 1] == "에"):
            return word
    return None


def _tells_of_speech(sentence: Clauses, i: int) -> bool:
    """Say whether the predicate only says that something is said: ``…다고 알렸다``, ``…다는 지적이 나왔다``, ``…다는 입장이다``."""
    reading, word = sentence.reading, sentence.words[i]
    if carries_on(reading, word) or never_was(reading, word) or (word.key in _AGREEING and decides_so(reading, word)):
        return True
    if word.key in OPERATORS or word.key in _ANSWERING:
        return False
    if word.key in REPORTING and word.tag.startswith("N") and _of_a_thing(sentence, i):
        return False
    if word.key in REPORTING or word.key in VIEWS or behind_speech(reading, word):
        return True
    for j in range(i - 1, max(-1, i - AROUND), -1):
        earlier = sentence.words[j]
        if i - j <= _NEAR and quotes_before(reading, earlier):
            return True
        if sentence.parts[j] != sentence.parts[i] or earlier.predicate:
            return False
        before = reading.morphemes[earlier.index - 1] if earlier.index else None
        telling = before is not None and before.tag == "ETM"
        if (
            telling
            and before is not None
            and not grounds(reading, earlier)
            and (before.form.endswith(_TOLD_OF) or earlier.key in VIEWS)
        ):
            return True
    return False


def _of_a_thing(sentence: Clauses, i: int) -> bool:
    """Say whether the verb of speech has an object in place of reported words: ``부담을 지적했다``, ``보도를 부인했다``."""
    reading, word = sentence.reading, sentence.words[i]
    if not word.asserted:
        return False
    opening = sentence.clause(i)[0].index
    before = reading.morphemes[opening : word.index]
    if any(m.tag == "JKQ" or (m.tag == "EC" and m.form.endswith(SAID)) for m in before):
        return False
    return any(m.tag == "JKO" for m in before)


def _dated_ahead(sentence: Clauses, i: int) -> bool:
    """Say whether the clause of the predicate names a day that had not come when the text was written."""
    published = sentence.reading.published
    if published is None:
        return False
    named = {word.start for word in sentence.clause(i) if word.kind == "date"}
    return bool(named) and any(
        day.start in named and day.first is not None and day.first > published for day in sentence.reading.dates
    )


def _states(reading: Reading, word: Word) -> bool:
    return _is_head(reading, word) or _is_named(reading, word)


def _is_named(reading: Reading, word: Word) -> bool:
    """Say whether a value is what the sentence states, or a noun what it says something is not: ``210조 원이다``, ``처음은 아니다``."""
    if not (word.tag[0] == "N" or word.kind == "number"):
        return False
    morphemes, place = reading.morphemes, word.index + 1
    last = min(len(morphemes), place + _NAMED_IN)
    while place < last and morphemes[place].start < word.end:
        place += 1
    if place == last:
        return False
    tag = morphemes[place].tag
    if word.kind == "number" and tag == "VCP":
        return True
    if tag == "SSC" and place + 1 < last and morphemes[place + 1].tag == "VCP":
        return word.tag[0] == "N"
    if tag[0] == "J":
        place += 1
    if word.key in LIGHT or place + 1 >= last:
        return False
    # "A가 아니라 B": what is set against it is told.
    return morphemes[place].tag == "VCN" and morphemes[place + 1].form not in ("라", "고")


def _is_head(reading: Reading, word: Word) -> bool:
    relating = word.key in _RELATING and (word.tag.startswith("V") or word.key in _RELATING_NOUNS)
    if relating or word.key in _ANNOUNCING or (word.tag[0] == "V" and glued(reading, word.end)):
        return False
    behind = reading.morphemes[word.index + 1 : word.index + 2]
    if word.key in OPERATORS and behind and behind[0].form in _FIGURE and behind[0].start == word.end:
        return False
    if word.key == WHETHER and [m.form for m in reading.morphemes[word.index + 1 : word.index + 3]] == ["에", "따르"]:
        return False
    if word.key in ("생각", "셈", "참") and word.index and reading.morphemes[word.index - 1].tag == "ETM":
        return False
    if word.key == "없" and word.index and reading.morphemes[word.index - 1].form == "수":
        return False
    return (word.predicate and word.key not in ("되", "있", "이")) or word.key in OPERATORS
