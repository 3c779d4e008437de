"""The public API is a promise: what is in it, and what it costs to import."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import newsprism
from newsprism import NewsPrism, Settings, build
from newsprism.errors import InputError, InvalidSetting, UnknownReader
from tests.making import article, at

NAMES = {
    "__version__", "NewsPrism", "build", "Settings", "load", "Check", "InputError", "NewsPrismError", "UsageError",
    "brief_from_json", "brief_to_json", "document_from_json", "document_to_json", "health_to_json", "refresh_to_json",
    "stories_to_json", "Quote", "WORKSPACE_VARIABLE", "Newsroom", "find_workspace", "init_workspace", "move_in", "open_newsroom",
    "workspace_settings", "Edition", "Reading", "Progress", "Brief", "Cadence", "Document", "Dropped", "Attitude", "Feedback", "History", "Holding", "ReaderType",
    "RefreshReport", "Found", "Source", "SourceHealth", "Merged", "Split", "Story", "Fault", "VerificationReport",
}  # fmt: skip


def test_the_public_names_are_these_and_no_others():
    assert set(newsprism.__all__) == NAMES
    assert len(newsprism.__all__) == len(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_can_be_had(name):
    assert getattr(newsprism, name) is not None


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Analyzer"):
        _ = newsprism.Analyzer


def test_every_public_thing_says_what_it_is():
    for name in sorted(NAMES - {"__version__", "Attitude", "Cadence", "WORKSPACE_VARIABLE"}):
        assert (getattr(newsprism, name).__doc__ or "").strip(), name


def test_importing_the_package_loads_no_model_and_no_matrix():
    program = (
        "import sys, newsprism;print([m for m in ('kiwipiepy', 'scipy', 'lxml', 'trafilatura') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["readers", "list"],
        ["brief", "weekly", "--reader", "nobody", "--from", "x"],
        ["sources", "list"],
        ["init"],
    ],
)
def test_a_command_that_reads_no_article_loads_no_model_and_no_matrix(arguments, tmp_path):
    program = (
        "import sys\nfrom newsprism.interfaces.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('kiwipiepy', 'numpy', 'scipy', 'lxml', 'trafilatura') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_writer_that_is_not_installed_is_answered_with_those_that_are():
    with pytest.raises(InvalidSetting) as caught:
        build(Settings(writer="nobody"))
    assert str(caught.value).startswith("NEWSPRISM_WRITER: extractive, generative 가운데")
    assert "'nobody'" in str(caught.value)


@pytest.mark.parametrize(
    ("suffix", "form"), [(".html", "html"), (".txt", "txt"), (".md", "md"), (".pdf", None), ("", None)]
)
def test_a_format_is_found_by_the_suffix_of_its_files(suffix, form):
    assert build(Settings()).format_of(suffix) == form


def test_build_takes_given_settings_and_the_environment_otherwise(monkeypatch):
    monkeypatch.setenv("NEWSPRISM_WORKERS", "3")
    assert build().settings.workers == 3
    assert build(Settings(workers=1)).settings.workers == 1
    assert isinstance(build(), NewsPrism)


def test_the_engine_offers_the_installed_formats():
    assert build(Settings()).formats() == ("html", "json", "md", "txt")


def test_readers_come_from_the_shipped_types_and_the_user_s_folder(tmp_path):
    shipped = build(Settings()).readers
    assert len(shipped.list()) == 10
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "skipper"\nname = "항만 운영자"\nshort = "운영자"\ninvestor = false\ndecides = "부두를 정한다."\nnever = []\n'
        '[headings]\nanalysis = "항만 분석"\ninsight = "운영자 인사이트"\nstrategy = "주간 전략 포인트"\n'
        'strategy_suffix = "전략"\n[interests]\ntopics = { trade = 0.9 }\n'
        '[[lens]]\ntopic = "trade"\nquestion = "관세가 언제 바뀌는가"\nanswers = ["deadline"]\ncues = ["관세율"]\n'
        'strategy = "통상 일정 관리"\n',
        encoding="utf-8",
    )
    readers = build(Settings(readers=str(tmp_path))).readers
    assert readers.get("skipper").name == "항만 운영자"
    assert len(readers.list()) == 11


def test_an_unknown_reader_is_answered_with_those_that_exist():
    with pytest.raises(UnknownReader, match="ceo, founder, newcomer"):
        build(Settings()).readers.get("skipper")


class Stages:
    """Progress that takes down what was begun."""

    def __init__(self) -> None:
        self.begun: list[str] = []

    def stage(self, label: str, total: int | None = None) -> None:
        self.begun.append(label)

    def advance(self, steps: int = 1) -> None:
        pass


def test_editions_from_one_reading_share_its_stories_and_come_out_as_they_would_alone():
    stages = Stages()
    engine = build(Settings(), stages)
    read = engine.read([Path(str(resources.files("newsprism") / "data" / "sample"))]).documents
    of = {name: engine.brief(read, name, "weekly", date(2025, 2, 2)) for name in ("ceo", "newcomer")}
    assert stages.begun.count("사안 묶기") == 1
    # A list may have changed since it was last seen, so nothing of it is kept.
    assert engine.brief(list(read), "newcomer", "weekly", date(2025, 2, 2)) == of["newcomer"]
    assert stages.begun.count("사안 묶기") == 2
    half = engine.brief(read[: len(read) // 2], "newcomer", "weekly", date(2025, 2, 2))
    assert half.brief.picks != of["newcomer"].brief.picks


def test_documents_that_are_not_sound_are_refused_by_name():
    one = article("a", "나루항 부두 개장", "나루항이 12일 부두를 열었다.", published=at(12))
    naive = replace(one, published_at=one.published_at.replace(tzinfo=None))
    with pytest.raises(InputError, match="시간대"):
        build(Settings()).stories([naive])
    with pytest.raises(InputError, match="식별자"):
        build(Settings()).stories([one, replace(one, title="다른 제목")])
    with pytest.raises(InputError, match="시간대"):
        build(Settings()).brief((naive,), "ceo", "daily")
    assert len(build(Settings()).stories([one, one])) == 1


def test_an_edition_says_that_the_reports_could_not_be_read_and_words_decided(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    sample = [Path(str(resources.files("newsprism") / "data" / "sample"))]
    words = build(Settings(appraiser="none"))
    plain = words.brief(words.read(sample).documents, "ceo", "weekly", date(2025, 2, 2)).brief
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    engine = build(Settings(appraiser="e5"))
    brief = engine.brief(engine.read(sample).documents, "ceo", "weekly", date(2025, 2, 2)).brief
    assert [pick.title for pick in brief.picks] == [pick.title for pick in plain.picks]
    assert brief.made_with.usage is not None
    assert "낱말로만 골랐습니다" in brief.made_with.usage.note
    assert (brief.made_with.embedder, plain.made_with.usage) == (None, None)


def test_an_edition_says_what_was_mended_of_the_vectors_that_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sample = [Path(str(resources.files("newsprism") / "data" / "sample"))]

    def made() -> newsprism.Brief:
        engine = build(Settings())
        return engine.brief(engine.read(sample).documents, "ceo", "weekly", date(2025, 2, 2)).brief

    whole = made()
    assert whole.made_with.usage is None
    for file in (tmp_path / "newsprism" / "vectors").glob("*.vec"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    mended = made()
    assert mended.made_with.usage is not None
    assert "손상되어 다시 만듭니다" in mended.made_with.usage.note
    assert [p.title for p in mended.picks] == [p.title for p in whole.picks]
