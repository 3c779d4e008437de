"""Persons: a reader type with interests of their own, and with what they want to hear nothing of.

::

    person = true
    id = "kim"
    name = "김나루"
    type = "ceo"                     # the reader type whose interests, headings and lenses these are too

    [interests]                      # all optional, weights from 0 to 1
    topics = { trade = 1.0 }
    terms = { "환율" = 0.8 }
    companies = { "현대차" = 0.9 }
    regions = { "베트남" = 0.5 }

    [blocked]                        # all optional
    topics = ["labor"]
    companies = ["쿠팡"]
    words = ["골프"]
    outlets = ["나루일보"]
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from newsprism.errors import InvalidReader
from newsprism.stores.files.tables import Table, choice
from newsprism.stores.files.topics import interests_of, known, others
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.types.reader import Blocked, Interests, ReaderType, ReaderTypeId, Topic

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What an id of a type or person looks like."""
ID_RULE = "id는 소문자로 시작하고 소문자·숫자·_ 로 40자까지입니다"
_KEYS = ("person", "id", "name", "type", "interests", "blocked")

Field = Literal["topic", "company", "word", "outlet"]
"""What of a story can be blocked."""
_FIELDS: Mapping[Field, str] = {"topic": "topics", "company": "companies", "word": "words", "outlet": "outlets"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as their file says it, with the type that they belong to."""

    id: ReaderTypeId
    name: str
    base: ReaderType
    interests: Interests
    blocked: Blocked
    words: tuple[str, ...]

    def reader(self) -> ReaderType:
        """Return the reader that this person is: the type, with their interests and what they blocked."""
        common, own, barred = self.base.interests, self.interests, set(self.blocked.topics)
        topics: dict[str, Topic] = {topic.id: topic for topic, _ in (*common.topics, *own.topics)}
        weights = _larger(
            ((topic.id, weight) for topic, weight in common.topics),
            ((topic.id, weight) for topic, weight in own.topics),
        )
        names = {_company(name) for name in self.blocked.companies}
        companies = _larger(common.companies, own.companies)
        interests = Interests(
            topics=tuple((topics[name], 0.0 if name in barred else weight) for name, weight in weights.items()),
            terms=tuple(_larger(common.terms, own.terms).items()),
            companies=tuple((name, weight) for name, weight in companies.items() if _company(name) not in names),
            regions=tuple(_larger(common.regions, own.regions).items()),
        )
        return replace(
            self.base,
            id=self.id,
            interests=interests,
            elsewhere=others(self.base.elsewhere, interests),
            never=tuple(dict.fromkeys((*self.base.never, *self.words))),
            base=self.base.id,
            own=own,
            person=self.name,
            blocked=replace(self.blocked, companies=tuple(dict.fromkeys(map(_company, self.blocked.companies)))),
        )


def is_person(table: Table) -> bool:
    """Say whether a reader file is that of a person."""
    return "person" in table.data


def person_of(table: Table, topics: Mapping[str, Topic], types: Mapping[str, ReaderType]) -> Person:
    """Return the person of a file; raises InvalidReader that names the key, what is allowed and a near match."""
    table.only(_KEYS)
    if not table.flag("person"):
        raise table.wrong("person", "사람의 파일에서는 true 여야 합니다", "유형의 파일이면 이 키를 빼세요.")
    name = table.text("id")
    if not ID.fullmatch(name):
        raise table.wrong("id", ID_RULE)
    if name in types:
        raise table.wrong("id", f"독자 유형의 id입니다: '{name}'", "다른 id를 쓰세요.")
    inner = table.table("interests") if "interests" in table.data else None
    interests = interests_of(inner, topics, optional=True) if inner else Interests()
    blocked, words = _blocked(table.table("blocked"), topics) if "blocked" in table.data else (Blocked(), ())
    _agree(table, interests, blocked, words)
    base = types[table.choice("type", types)]
    return Person(ReaderTypeId(name), table.text("name"), base, interests, blocked, words)


def _blocked(table: Table, topics: Mapping[str, Topic]) -> tuple[Blocked, tuple[str, ...]]:
    table.only(tuple(_FIELDS.values()))
    barred = tuple(known(table, "topics", one, topics).id for one in table.words("topics", optional=True))
    companies, words = (table.words(key, optional=True) for key in ("companies", "words"))
    return Blocked(barred, companies, table.words("outlets", optional=True)), words


def _agree(table: Table, interests: Interests, blocked: Blocked, words: Sequence[str]) -> None:
    """Refuse what is wished for and blocked at once."""
    wished: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("topics", (topic.id for topic, _ in interests.topics), blocked.topics),
        ("companies", (_company(name) for name, _ in interests.companies), map(_company, blocked.companies)),
        ("words", (term for term, _ in (*interests.terms, *interests.regions)), words),
    )
    for key, own, barred in wished:
        both = sorted(set(own) & set(barred))
        if both:
            raise table.wrong(f"blocked.{key}", f"관심이기도 합니다: '{both[0]}'", "둘 가운데 하나를 지우세요.")


def _larger(common: Iterable[tuple[str, float]], own: Iterable[tuple[str, float]]) -> dict[str, float]:
    weights = dict(common)
    for name, weight in own:
        weights[name] = max(weight, weights.get(name, 0.0))
    return weights


def _company(name: str) -> str:
    """Return the name by which the gazetteer knows a company, or the name itself."""
    found = gazetteer().find(name)
    return found.canonical if found and found.kind == "company" else name


# ---------------------------------------------------------------- writing


def sorted_out(wishes: Sequence[str], topics: Mapping[str, Topic]) -> dict[Field, list[str]]:
    """Return what each wish to block is about: ``topic:세제``, ``company:…``, ``word:…``, ``outlet:…`` say it.

    Without that it is a topic by its id or name, a company that the gazetteer knows, or else a word of headlines.
    Raises InvalidReader for another word before the colon.
    """
    found: dict[Field, list[str]] = {field: [] for field in _FIELDS}
    for wish in wishes:
        field, colon, name = wish.partition(":")
        if not colon:
            field, name = _guessed(wish, topics), wish
        elif field not in get_args(Field):
            raise InvalidReader(f"막을 수 없는 것입니다: '{field}'", subject="--block", advice=choice(field, _FIELDS))
        name = topic_id(name, topics) if field == "topic" else name
        found[cast("Field", field)].append(name.strip())
    return found


def _guessed(wish: str, topics: Mapping[str, Topic]) -> Field:
    if topic_id(wish, topics) in topics:
        return "topic"
    entity = gazetteer().find(wish)
    return "company" if entity and entity.kind == "company" else "word"


def topic_id(name: str, topics: Mapping[str, Topic]) -> str:
    """Return the id of a topic that is called by its id, its Korean name or a part of it that no other has.

    Anything else comes back as it is.
    """
    name = name.strip()
    called = [str(t.id) for t in topics.values() if name == t.name or name in t.name.split("·")]
    return called[0] if len(called) == 1 and name not in topics else name


def person_text(
    reader_id: str,
    name: str,
    base: str,
    interests: Mapping[str, Mapping[str, float]],
    blocked: Mapping[Field, Sequence[str]],
    topics: Iterable[Topic],
) -> str:
    """Return the TOML of a person, with comments for whoever goes on by hand; it is not checked."""
    lists = [f"{_FIELDS[field]} = [{', '.join(map(_quoted, blocked.get(field, ())))}]" for field in _FIELDS]
    there = textwrap.wrap("주제: " + ", ".join(f"{topic.id}({topic.name})" for topic in topics), 90)
    parts = [
        "# 독자 한 사람. 유형(type)의 관심과 관점에 이 사람의 것을 더하고, 막은 것을 뺍니다. 고쳐도 됩니다.\n"
        f"# 합쳐진 모습: newsprism readers show {reader_id}\n",
        f"person = true\nid = {_quoted(reader_id)}\nname = {_quoted(name)}\ntype = {_quoted(base)}\n",
        "# 관심의 가중치는 0~1이고, 유형의 것과 겹치면 큰 쪽을 씁니다.\n" + "".join(f"# {line}\n" for line in there),
        _weights("topics", interests),
        "# 제목과 첫머리에서 찾는 말\n" + _weights("terms", interests),
        _weights("companies", interests),
        _weights("regions", interests),
        "# 막은 것: 주제(topics)는 가중치가 0이 되고, 기업(companies)이나 말(words)이 제목에 나오는 사안과\n"
        "# 이 매체(outlets)만 다룬 사안은 싣지 않습니다.\n[blocked]\n" + "\n".join(lists) + "\n",
    ]
    return "\n".join(parts)


def _weights(key: str, interests: Mapping[str, Mapping[str, float]]) -> str:
    lines = [f"{_quoted(name)} = {float(weight)!r}\n" for name, weight in interests.get(key, {}).items()]
    return f"[interests.{key}]\n{''.join(lines)}"


def _quoted(text: str) -> str:
    # What JSON escapes, TOML reads; a sign that TOML does not take is refused when the text is read back.
    return json.dumps(text, ensure_ascii=False)
