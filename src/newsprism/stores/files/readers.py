"""Reader types, topics and persons from TOML files: ours from the package, a newsroom's from its own folders.

A reader file is checked as a whole before it is used: an unknown key, a wrong type, a weight outside 0–1 or a topic
that does not exist raises InvalidReader, with one line that names the file, the key, what is allowed and a near match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import get_args

from newsprism.errors import MissingResource, PathNotFound, UnknownReader
from newsprism.stores.files.persons import ID, ID_RULE, Person, is_person, person_of
from newsprism.stores.files.tables import Table, choice, parsed, parsed_text
from newsprism.stores.files.topics import in_languages, interests_of, others, topic_of
from newsprism.text.language import DEFAULT, has_pack, tags
from newsprism.text.shapes import SHAPES
from newsprism.types.reader import (
    Ask,
    Headings,
    Lens,
    Manner,
    ReaderType,
    ReaderTypeId,
    SentenceKind,
    Topic,
    TopicId,
)

_KINDS: Mapping[str, SentenceKind] = {kind: kind for kind in get_args(SentenceKind)}
_MANNERS: Mapping[str, Manner] = {manner: manner for manner in get_args(Manner)}
_LAST = 1_000_000  # the place of a type that names none: after ours, then by id


def _headings(table: Table, tag: str) -> Headings:
    table.only(("analysis", "insight", "strategy", "strategy_suffix"))
    return Headings(
        analysis=table.text("analysis"),
        insight=table.text("insight"),
        strategy=table.text("strategy"),
        strategy_suffix=_suffix(table, SHAPES[tag].suffixes),
    )


def _suffix(table: Table, allowed: Sequence[str]) -> str:
    """Return what stands behind the names of strategy points; a language may have nothing there, and then no key."""
    return "" if "" in allowed and "strategy_suffix" not in table.data else table.choice("strategy_suffix", allowed)


def _language(table: Table) -> str:
    """Return the tag of the language that editions are written in."""
    return table.choice("language", tags()) if "language" in table.data else DEFAULT


def _sources(table: Table, own: str) -> tuple[str, ...]:
    """Return the tags of the other languages that stories may come from."""
    found = table.words("sources", optional=True)
    for tag in found:
        if not has_pack(tag):
            raise table.wrong("sources", f"읽을 수 있는 언어가 아닙니다: '{tag}'", choice(tag, tags()))
    return tuple(tag for tag in dict.fromkeys(found) if tag != own)


def _answers(table: Table) -> tuple[SentenceKind, ...]:
    found = table.words("answers")
    if not found:
        raise table.wrong("answers", "문장의 종류가 하나는 있어야 합니다", f"쓸 수 있는 것: {', '.join(_KINDS)}.")
    for kind in found:
        if kind not in _KINDS:
            raise table.wrong("answers", f"문장의 종류가 아닙니다: '{kind}'", choice(kind, _KINDS))
    return tuple(_KINDS[kind] for kind in found)


def _lens(table: Table, topics: Mapping[str, Topic]) -> Lens:
    table.only(("topic", "question", "answers", "cues", "strategy", "ask", "apart"))
    return Lens(
        topic=TopicId(table.choice("topic", topics)),
        question=table.text("question"),
        answers=_answers(table),
        cues=table.words("cues"),
        strategy=table.text("strategy"),
        asks=tuple(_ask(inner) for inner in table.tables("ask")) if "ask" in table.data else (),
        apart=table.words("apart", optional=True),
    )


def _ask(table: Table) -> Ask:
    table.only(("question", "when", "also", "unless"))
    when = table.words("when")
    if not when:
        raise table.wrong("when", "물음을 부르는 말이 하나는 있어야 합니다", '예: when = ["과징금", "처벌"].')
    return Ask(table.text("question"), when, table.words("unless", optional=True), table.words("also", optional=True))


def _lenses(table: Table, topics: Mapping[str, Topic]) -> tuple[Lens, ...]:
    lenses: dict[str, Lens] = {}
    for inner in table.tables("lens"):
        lens = _lens(inner, topics)
        if lens.topic in lenses:
            raise inner.wrong("topic", f"한 주제에는 lens가 하나입니다: '{lens.topic}'")
        lenses[lens.topic] = lens
    return tuple(lenses.values())


def _bears(table: Table) -> tuple[tuple[Manner, float], ...]:
    """Return what a story told in one manner or another counts to the reader, where the profile says it."""
    found = table.weights("bears", optional=True)
    if found:
        table.table("bears").only(tuple(_MANNERS))
    return tuple((_MANNERS[name], share) for name, share in found.items())


_READER_KEYS = (
    "id",
    "name",
    "short",
    "investor",
    "decides",
    "order",
    "never",
    "headings",
    "interests",
    "lens",
    "language",
    "sources",
    "bears",
)


Words = Callable[[str], tuple[Mapping[str, Topic], tuple[str, ...]]]
"""The topics of a language by id, and the words shown to nobody."""


def _reader(table: Table, words_of: Words) -> tuple[int, ReaderType]:
    """Return the place of the type in the editorial order, and the type."""
    table.only(_READER_KEYS)
    reader_id = table.text("id")
    if not ID.fullmatch(reader_id):
        raise table.wrong("id", ID_RULE)
    tag = _language(table)
    sources = _sources(table, tag)
    topics, never = words_of(tag)
    if sources:
        topics = in_languages(topics, [words_of(other)[0] for other in sources])
    interests = interests_of(table.table("interests"), topics)
    reader = ReaderType(
        id=ReaderTypeId(reader_id),
        name=table.text("name"),
        short=table.text("short"),
        investor=table.flag("investor"),
        decides=table.text("decides"),
        headings=_headings(table.table("headings"), tag),
        interests=interests,
        never=tuple(dict.fromkeys(never + table.words("never", optional=True))),
        lenses=_lenses(table, topics),
        language=tag,
        sources=sources,
        bears=_bears(table),
        elsewhere=others(topics.values(), interests),
    )
    return table.whole("order", _LAST), reader


class FileReaderStore:
    """Reader types and persons in TOML files; implements `protocols.services.ReaderStore`.

    `topics` is the file of Korean topics with the words shown to nobody, beside those of other languages; each of `folders` holds one file per type or person.
    A type of a later folder replaces the one of the same id in an earlier folder and keeps its place, and so does a
    person. Files are read once, when first asked for.
    """

    def __init__(self, topics: Path, folders: Sequence[Path]) -> None:
        self._topics_file = topics
        self._folders = tuple(folders)
        self._words: dict[str, tuple[Mapping[str, Topic], tuple[str, ...]]] = {}

    @property
    def topics(self) -> Mapping[str, Topic]:
        """All Korean topics by id, in the order of the file; raises InvalidReader or PathNotFound."""
        return self._words_of(DEFAULT)[0]

    def topics_of(self, type_id: str) -> Mapping[str, Topic]:
        """Return the topics that a person of this type may follow, by id: those of the language of its editions."""
        base = self.types.get(type_id)
        return self._words_of(base.language)[0] if base else self.topics

    def _words_of(self, tag: str) -> tuple[Mapping[str, Topic], tuple[str, ...]]:
        """Return the topics of a language and the words shown to nobody, from ``topics.<tag>.toml`` beside the Korean file."""
        if tag not in self._words:
            file = self._topics_file if tag == DEFAULT else self._topics_file.with_suffix(f".{tag}.toml")
            root = parsed(file)
            root.only(("never", "topics"))
            table, never = root.table("topics"), root.table("never")
            never.only(("common",))
            topics = {name: topic_of(name, table.table(name), tag) for name in table.data}
            self._words[tag] = (topics, never.words("common"))
        return self._words[tag]

    @cached_property
    def _tables(self) -> tuple[tuple[Path, tuple[Table, ...]], ...]:
        for folder in self._folders:
            if not folder.is_dir():
                raise PathNotFound("독자 유형을 둔 그런 폴더가 없습니다", subject=str(folder))
        return tuple((folder, tuple(map(parsed, sorted(folder.glob("*.toml"))))) for folder in self._folders)

    @cached_property
    def types(self) -> Mapping[str, ReaderType]:
        """The reader types by id, in the order of `list`."""
        places: dict[str, int] = {}
        types: dict[str, ReaderType] = {}
        for folder, tables in self._tables:
            found = [(table, *_reader(table, self._words_of)) for table in tables if not is_person(table)]
            _apart((table, reader.id) for table, _, reader in found)
            for _, place, reader in found:
                places.setdefault(reader.id, place + _LAST * (folder != self._folders[0]))
                types[reader.id] = reader
        return {name: types[name] for name in sorted(types, key=lambda name: (places[name], name))}

    @cached_property
    def _persons(self) -> Mapping[str, Table]:
        """The tables of persons by id; each is checked when it is asked for, so that one at fault stops no other."""
        persons: dict[str, Table] = {}
        for _, tables in self._tables:
            found = [(table, table.text("id")) for table in tables if is_person(table)]
            _apart(found)
            persons.update((name, table) for table, name in found)
        return dict(sorted(persons.items()))

    def list(self) -> tuple[ReaderType, ...]:
        """Return all readers: the types of the first folder in their editorial order, those of others, the persons."""
        return (*self.types.values(), *(self.person(table).reader() for table in self._persons.values()))

    def get(self, reader_id: str) -> ReaderType:
        """Return the type or person of this id, or of the TOML file at this path.

        Raises UnknownReader or InvalidReader.
        """
        if reader_id.endswith(".toml"):
            return self._own(Path(reader_id))
        if reader_id in self.types:
            return self.types[reader_id]
        if reader_id in self._persons:
            return self.person(self._persons[reader_id]).reader()
        there = (*self.types, *self._persons)
        raise UnknownReader("그런 독자 유형이 없습니다", subject=reader_id, advice=choice(reader_id, there))

    def person(self, told: Table | str, where: str = "") -> Person:
        """Return the person of a table, or of a TOML text that `where` names; raises InvalidReader."""
        table = parsed_text(told, where) if isinstance(told, str) else told
        return person_of(table, self.topics_of(str(table.data.get("type", ""))), self.types)

    def _own(self, path: Path) -> ReaderType:
        if not path.is_file():
            advice = f"있는 파일이나 다음 가운데 하나를 주세요: {', '.join(self.types)}."
            raise UnknownReader("그런 독자 파일이 없습니다", subject=str(path), advice=advice)
        table = parsed(path)
        return self.person(table).reader() if is_person(table) else _reader(table, self._words_of)[1]


def _apart(found: Iterable[tuple[Table, str]]) -> None:
    """Refuse two files of one folder with the same id."""
    names: set[str] = set()
    for table, name in found:
        if name in names:
            raise table.wrong("id", f"같은 폴더의 다른 파일에 같은 id가 있습니다: '{name}'")
        names.add(name)


def shipped(*own: Path) -> FileReaderStore:
    """Return the store of the types that come with the package, and of a newsroom's `own` folders after them.

    Raises MissingResource when the installation lacks its editorial data.
    """
    data = Path(str(files("newsprism.data")))
    topics, readers = data / "topics.toml", data / "readers"
    if not topics.is_file() or not readers.is_dir():
        raise MissingResource(
            "패키지의 편집 자료가 없습니다", subject=str(data), advice="newsprism 을 다시 설치하세요."
        )
    return FileReaderStore(topics, (readers, *own))
