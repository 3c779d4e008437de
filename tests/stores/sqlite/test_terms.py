"""Index terms stay whole, and what is found is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.protocols.stages import Indexed
from newsprism.protocols.stores import Shelf, Shelved
from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.stores.sqlite.snippets import snippet
from newsprism.types.search import Clause, Query
from tests.making import article, at
from tests.stores.shelving import ITEM, NARU


def ask(*sequence: str, prefix: bool = False) -> Query:
    return Query((Clause((sequence,), prefix=prefix),))


def shelve_terms(archive: SqliteArchive, rows: dict[str, tuple[str, ...]]) -> None:
    shelved = tuple(
        Shelved(article(name), NARU, ITEM, at(12), True, Indexed(article(name).id, (), terms, {}))  # type: ignore[arg-type]
        for name, terms in rows.items()
    )
    archive.shelve(Shelf((), shelved, (), ()))


def found(archive: SqliteArchive, query: Query) -> set[str]:
    return {f.document.id for f in archive.search(query, 100)}


WHOLE = (
    "c++",
    "c",
    "c#",
    "at&t",
    "at",
    "t",
    "#1234",
    "1234",
    "5.5",
    "5",
    "r&d",
    "don't",
    "don",
    '3"',
    "3",
    "a-b",
    "b",
    "반도체",
    "반도",
    "가_나",
    "100%",
    "ㅣ",
    "美",
)


def test_terms_with_signs_stay_whole(tmp_path: Path):
    with SqliteArchive(tmp_path / "newsprism.db") as archive:
        shelve_terms(archive, {f"d{n}": (term,) for n, term in enumerate(WHOLE)})
        assert {term: found(archive, ask(term)) for term in WHOLE} == {t: {f"d{n}"} for n, t in enumerate(WHOLE)}
        assert found(archive, ask("반", prefix=True)) == {f"d{WHOLE.index('반도체')}", f"d{WHOLE.index('반도')}"}


def test_a_phrase_is_a_run_of_neighbours(tmp_path: Path):
    with SqliteArchive(tmp_path / "newsprism.db") as archive:
        shelve_terms(archive, {"near": ("c++", "at&t", "5.5"), "far": ("c++", "x", "at&t")})
        assert found(archive, ask("c++", "at&t")) == {"near"}
        assert found(archive, ask("c++", "at&", prefix=True)) == {"near"}
        assert found(archive, ask("at&t", "c++")) == set()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8), min_size=2, max_size=2))
def test_any_two_terms_are_told_apart(pair: list[str]):
    one, other = pair
    with SqliteArchive(Path(":memory:")) as archive, archive._database.write() as connection:
        from newsprism.stores.sqlite.terms import expression, joined

        connection.execute("INSERT INTO terms(rowid, title, text) VALUES(1, '', ?)", (joined([one, "ㅣ", other]),))
        for term, hit in ((one, True), (other, True), (f"{one}ㅣ{other}", False)):
            rows = connection.execute(
                "SELECT rowid FROM terms WHERE terms MATCH ?", (expression(ask(term))[0],)
            ).fetchall()
            assert bool(rows) is hit


TEXT = (
    "나루시가 새 부두를 연다.\n"
    + "배가 온다. " * 30
    + "오늘 나루항의 하역량은 지난해보다 늘었다. "
    + "사람이 온다. " * 30
)


def test_a_snippet_shows_the_place_of_the_first_term_on_one_line():
    shown = snippet(TEXT, ask("하역"))
    assert "나루항의 하역량은" in shown
    assert 80 <= len(shown) <= 125
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "\n" not in shown


@pytest.mark.parametrize("terms", [("나루", "항"), ("지난", "해"), ("늘다",)])
def test_a_snippet_finds_compounds_and_stems_as_they_are_printed(terms: tuple[str, ...]):
    assert "나루항의" in snippet(TEXT, ask(*terms)) or terms == ("늘다",)


def test_a_snippet_of_what_is_not_printed_is_the_beginning():
    assert snippet(TEXT, ask("삼성")).startswith("나루시가 새 부두를 연다. 배가")
    assert snippet(TEXT, Query(())).startswith("나루시가")
    assert snippet("짧다.", ask("없다")) == "짧다."
    assert snippet("", ask("값")) == ""


def test_a_snippet_of_a_text_without_blanks_has_its_length_too():
    shown = snippet("가" * 5_000 + "부두" + "나" * 5_000, ask("부두"))
    assert "부두" in shown
    assert len(shown) <= 125
