"""What the documentation lists is what the code has, and what it links to exists."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, get_args

import pytest
import typer

from newsprism import plugins
from newsprism.config import Settings, load
from newsprism.data import __name__ as data_package
from newsprism.formats.documents import document_to_json
from newsprism.formats.health import health_to_json
from newsprism.formats.refresh import refresh_to_json
from newsprism.formats.sources import KEYS, read_sources
from newsprism.formats.stories import story_to_json
from newsprism.interfaces.cli.feedback import feedback_to_json
from newsprism.interfaces.cli.main import app
from newsprism.pipeline.health import State, health
from newsprism.recognition import FOLDER
from newsprism.stages.extract.cleaning import RULES, clean_body
from newsprism.stages.index.query import KoreanQueryReader
from newsprism.stages.verify import check_sentence
from newsprism.stores.files.readers import shipped
from newsprism.stores.files.workspace import create
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId, PageStart, ReportDetail
from newsprism.types.history import Attitude, Feedback
from newsprism.types.reader import SentenceKind
from newsprism.types.refresh import RefreshReport
from newsprism.types.source import Source, SourceId
from newsprism.types.story import Story, StoryId
from newsprism.types.verdict import FaultKind
from newsprism.version import __version__
from tests.docs.pages import DOCS, PAGES, ROOT, anchors, blocks, links, read, rows, sections

DAY = datetime(2031, 4, 27, 9, tzinfo=UTC)
TITLE = "새솔조선, 가람 앞바다에 해상풍력 설치선 띄운다"


def code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


def commands(group: Any, path: tuple[str, ...] = ("newsprism",)) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        inner = (*path, name)
        found |= commands(command, inner) if hasattr(command, "commands") else {" ".join(inner): command}
    return found


GROUP = typer.main.get_command(app)
COMMANDS = commands(GROUP)


# ---------------------------------------------------------------- pages and links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_page_and_a_heading_that_exist(page):
    text = page.read_text(encoding="utf-8")
    for picture, target in links(text):
        if picture or "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), target


@pytest.mark.skipif(not (DOCS / "images").is_dir(), reason="pictures are made by hand from the demo, and are not here")
def test_every_picture_is_there_and_has_a_text_for_those_who_cannot_see_it():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for picture, target in links(text):
            if picture and "://" not in target:
                assert (page.parent / target).is_file(), target
        assert "![](" not in text


def test_every_page_is_reached_from_the_index():
    reached = {(DOCS / target.partition("#")[0]).resolve() for _, target in links(read("docs/index.md"))}
    for page in DOCS.rglob("*.md"):
        assert page == DOCS / "index.md" or page in reached or page.parent in reached, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_place_on_somebodys_machine(page):
    assert not re.search(r"(?<![\w.])/(?:home|work|root|Users|tmp|mnt)/", page.read_text(encoding="utf-8"))


def test_the_changelog_has_this_version():
    assert f"## [{__version__}]" in read("CHANGELOG.md")


# ---------------------------------------------------------------- lists against the code


def test_the_settings_page_lists_the_settings_with_variables_and_defaults():
    listed = {code(row[0])[0]: (code(row[1]), code(row[2])) for row in rows(read("docs/settings.md"), 4)}
    wanted = {f.name: ([f"NEWSPRISM_{f.name.upper()}"], default_of(f.default)) for f in fields(Settings)}
    assert listed == wanted


def default_of(value: Any) -> list[str]:
    if value in ("", ()):
        return []
    return [json.dumps(list(value), ensure_ascii=False) if isinstance(value, tuple) else str(value)]


def test_the_example_of_a_settings_file_is_one(tmp_path):
    file = tmp_path / "newsprism.toml"
    file.write_text(blocks(read("docs/settings.md"), "toml")[0], encoding="utf-8")
    assert load({}, file) != Settings()


def test_the_settings_page_names_no_variable_that_there_is_not():
    known = {f"NEWSPRISM_{f.name.upper()}" for f in fields(Settings)} | {
        "NEWSPRISM_WORKSPACE",
        "NEWSPRISM_DATA",
        "NEWSPRISM_EMBEDDINGS_KEY",
        "NEWSPRISM_CHAT_KEY",
    }
    for page in PAGES:
        assert set(re.findall(r"NEWSPRISM_[A-Z_]+", page.read_text(encoding="utf-8"))) <= known, page


def test_every_command_has_a_section_and_no_section_is_left_over():
    assert {title for title in sections(read("docs/commands.md")) if title.startswith("newsprism ")} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_section_of_a_command_names_all_its_options(name):
    section = sections(read("docs/commands.md"))[name]
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            assert not option.startswith("-") or f"`{option}" in section, option


def test_the_commands_page_names_no_option_that_no_command_has():
    every = (GROUP, *COMMANDS.values())
    known = {option for command in every for parameter in command.params for option in parameter.opts}
    written = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read("docs/commands.md")))
    assert written <= known | {"--help", "--version"}


def test_the_commands_page_names_the_options_that_stand_before_a_command():
    for parameter in GROUP.params:
        for option in parameter.opts:
            assert f"`{option}" in read("docs/commands.md") or f"newsprism {option}" in read("docs/commands.md"), option


def test_the_page_on_sources_lists_the_kinds_that_there_are():
    listed = [code(row[0])[0] for row in rows(sections(read("docs/sources.md"))["Kinds"], 4)]
    assert sorted(listed) == sorted({*plugins.names("newsprism.collectors"), FOLDER})


def test_the_page_on_sources_lists_the_keys_of_the_sources_file_and_its_example_is_one():
    section = sections(read("docs/sources.md"))["sources.toml"]
    assert [code(row[0])[0] for row in rows(section, 3)] == list(KEYS)
    web, folder = read_sources(blocks(section, "toml")[0], "sources.toml")
    assert (web.kind, web.full, web.paused) == ("feed", True, False)
    assert (folder.kind, folder.full, folder.paused) == ("folder", False, True)


def test_the_files_of_a_workspace_are_listed(tmp_path):
    listed = {code(row[0])[0] for row in rows(sections(read("docs/workspace.md"))["Files"], 3)}
    made = create(tmp_path / "news", "")
    there = {f"{path.name}/" if path.is_dir() else path.name for path in made.folder.iterdir()}
    assert listed >= there | {made.content.name, made.visits.name, made.ledger.name, f"{Settings().output}/"}


def test_the_reasons_for_which_a_document_is_refused_are_those_of_the_code():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "newsprism").rglob("*.py"))
    table = rows(sections(read("docs/sources.md"))["Documents"], 3)
    assert table
    for row in table:
        for reason in code(row[0]):
            assert f'"{reason}"' in sources, reason


@pytest.fixture(scope="module")
def questions():
    return KoreanQueryReader(Analyzer())


@pytest.mark.parametrize("row", rows(sections(read("docs/workspace.md"))["Search"], 2), ids=lambda row: row[0])
def test_the_examples_of_searches_can_be_read(questions, row):
    for query in code(row[0]):
        assert questions.read(query)


def test_the_health_of_sources_is_documented_key_by_key_and_state_by_state():
    now = datetime(2031, 4, 27, 9, tzinfo=UTC)
    told = health_to_json(health(Source(SourceId("s1"), "feed", "https://naru.example/rss"), (), None, now))
    listed = rows(sections(read("docs/formats.md"))["Source health"], 2)
    assert [key for row in listed for key in code(row[0])] == list(told)
    states = [code(row[0])[1] for row in rows(sections(read("docs/workspace.md"))["Health"], 2)]
    assert sorted(states) == sorted(get_args(State))


def test_the_report_of_a_refresh_is_documented_key_by_key():
    told = refresh_to_json(RefreshReport(0, 0, (), 0, 0, 0, 0, 0, 0, 0, 0, (), (), 0.0))
    listed = rows(sections(read("docs/formats.md"))["Refresh report"], 2)
    assert sorted(key for row in listed for key in code(row[0])) == sorted(told)


def test_the_page_on_readers_shows_a_person_as_files_have_them():
    page = read("docs/readers.md")
    (example,) = blocks(page, "toml")
    kim = shipped().person(example, "readers.md").reader()
    assert (kim.base, kim.person, kim.blocked.outlets) == ("ceo", "김나루", ("나루일보",))
    assert [code(row[0])[0] for row in rows(sections(page)["A person"], 2)] == list(tomllib.loads(example))


def test_the_page_on_readers_lists_what_can_be_told_and_the_formats_page_how_it_is_written():
    listed = [code(row[0])[0] for row in rows(sections(read("docs/readers.md"))["Feedback"], 3)]
    assert listed == list(get_args(Attitude))
    told = feedback_to_json(Feedback(StoryId("s1"), None, "more", DAY, TITLE))
    written = [key for row in rows(sections(read("docs/formats.md"))["Feedback"], 2) for key in code(row[0])]
    assert sorted(written) == sorted(told)


def test_the_cleaning_page_lists_the_rules_in_their_order_with_their_reasons():
    listed = [(code(row[0])[0], row[1]) for row in rows(read("docs/cleaning.md"), 3)]
    assert listed == [(rule.name, rule.reason_ko) for rule in RULES]


def test_the_cleaning_example_is_what_cleaning_does():
    page = read("docs/cleaning.md")
    before, after, cut = (blocks(page, f"text {name}")[0] for name in ("before", "after", "dropped"))
    text, dropped = clean_body(before, TITLE, "가람일보")
    assert text == after.strip()
    assert [f"{drop.reason}: {drop.item}" for drop in dropped] == cut.splitlines()


def test_the_verification_page_explains_every_kind_of_fault_and_no_other():
    page = read("docs/verification.md")
    in_tables = {kind for size in (2, 3) for row in rows(page, size) for kind in code(row[0])}
    in_lists = {kind for line in re.findall(r"^- (`[^:]+):", page, re.MULTILINE) for kind in code(line)}
    assert in_tables | in_lists == set(get_args(FaultKind))


@pytest.mark.parametrize(
    ("kind", "source", "refused"),
    [pytest.param(*code(row[0]), *row[1:], id=code(row[0])[0]) for row in rows(read("docs/verification.md"), 3)],
)
@pytest.mark.parametrize("origin", ["extracted", "generated"])
def test_the_examples_of_faults_are_found_and_their_sources_pass(kind, source, refused, origin):
    article = Document(DocumentId("a1"), "article", "제목", source, DAY, "가람일보", (), None, "ko")
    citations = (Citation(article.id, "text", 0, len(source), source),)
    found = {
        text: check_sentence(Sentence(text, origin, citations), {article.id: article}) for text in (source, refused)
    }
    assert found[source] == ()
    assert kind in {fault.kind for fault in found[refused]}


def test_the_formats_page_has_every_key_of_documents_and_stories():
    report = ReportDetail("기관", None, None, None)
    pages = (PageStart(1, 0),)
    article = Document(
        DocumentId("a1"), "article", "제목", "글", DAY, "가람일보", (), None, "ko", report=report, pages=pages
    )
    story = story_to_json(Story(StoryId("s1"), 1, "제목", (article,), DAY, DAY))
    parts = sections(read("docs/formats.md"))
    assert set(document_to_json(article)) <= set(code(parts["Documents"]))
    assert set(story) <= set(code(parts["Stories"]))


def test_every_place_that_the_glossary_names_exists():
    listed = rows(read("docs/glossary.md"), 4)
    assert listed
    for row in listed:
        dotted, *attributes = code(row[3])
        module, _, name = dotted.rpartition(".")
        found = getattr(import_module(f"newsprism.{module}"), name)
        for attribute in attributes:
            assert hasattr(found, attribute), f"{dotted}.{attribute}"


def test_every_file_that_the_architecture_names_exists():
    source = ROOT / "src" / "newsprism"
    named = re.findall(r"`((?:[\w]+/)*[\w]+(?:\.py|/))`", read("docs/architecture.md"))
    known = {path.name for path in source.rglob("*.py")}
    assert named
    for name in named:
        assert (source / name).exists() or name in known, name


def test_the_architecture_shows_the_direction_of_imports_that_is_enforced():
    rules = re.search(r"^layers =\n((?: {4}.+\n)+)", read(".importlinter"), re.MULTILINE)
    assert rules
    wanted = [set(re.findall(r"newsprism\.(\w+)", layer)) for layer in reversed(rules[1].splitlines())]
    (shown,) = re.findall(r"^`(errors ← .+)`$", read("docs/architecture.md"), re.MULTILINE)
    layers = [set(re.findall(r"\w+", layer)) for layer in shown.split("←")]
    assert layers == [wanted[0] - {"version"}, *wanted[1:]]


def test_the_decision_on_dependencies_has_an_entry_for_each():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    page = read("docs/decisions/0002-dependencies.md")
    for requirement in wanted:
        name = re.split(r"[<>=!~\[ ]", requirement)[0]
        assert f"`{name}`" in page, name


def test_the_decision_on_excerpts_lists_the_rules_of_shortening():
    source = (ROOT / "src" / "newsprism" / "text" / "ko" / "shorten.py").read_text(encoding="utf-8")
    named = {a or b for a, b in re.findall(r"append\(\"([a-z_]+)\"\)|\(\"([a-z_]+)\", (?!\")", source)}
    listed = {name for row in rows(read("docs/decisions/0003-excerpts-not-generation.md"), 3) for name in code(row[0])}
    assert listed == named


def test_the_page_on_extending_names_the_kinds_of_answers():
    assert set(get_args(SentenceKind)) <= set(code(read("docs/extending.md")))


def test_the_sample_is_where_the_documentation_says():
    assert (ROOT / "src" / data_package.replace(".", "/") / "sample" / "week.jsonl").is_file()
