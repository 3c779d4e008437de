"""The files of a workspace: found, made, and changed by one process at a time."""

import os
import subprocess
import sys

import pytest

from newsprism.config import load, template
from newsprism.errors import InvalidSource, NewsPrismError, NoWorkspace, UnknownSource, UsageError
from newsprism.stores.files.workspace import Workspace, create, find, replace_file
from newsprism.types.source import Source, SourceId

CHILD = """
import sys
from pathlib import Path
from newsprism.stores.files.workspace import Workspace
from newsprism.types.source import Source
for number in range(12):
    Workspace(Path(sys.argv[1])).add([Source("", "feed", f"https://{sys.argv[2]}.example/{number}")])
"""


def feed(place: str = "https://naru.example/rss.xml", **how) -> Source:
    return Source(SourceId(how.pop("id", "")), "feed", place, **how)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return create(tmp_path / "news", template())


def test_a_new_workspace_has_the_default_settings_and_no_source(workspace):
    assert load({}, workspace.settings) == load({})
    assert workspace.sources() == ()
    assert workspace.readers.is_dir()
    assert not workspace.content.exists()


def test_what_is_in_the_folder_already_stays(tmp_path):
    (tmp_path / "readers").mkdir()
    (tmp_path / "sources.toml").write_text("# 내 목록\n", encoding="utf-8")
    assert create(tmp_path, "").folder == tmp_path.resolve()
    assert (tmp_path / "sources.toml").read_text("utf-8") == "# 내 목록\n"
    with pytest.raises(UsageError, match="이미 작업 공간입니다"):
        create(tmp_path, "")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NewsPrismError, match="file/news"):
        create(tmp_path / "file" / "news", "")


def test_the_nearest_workspace_above_is_found(workspace, tmp_path):
    inner = create(workspace.folder / "inner", "")
    (inner.folder / "a" / "b").mkdir(parents=True)
    assert find(inner.folder / "a" / "b") == inner
    assert find(workspace.readers) == workspace
    assert find(inner.folder, environment=str(workspace.folder)) == workspace
    with pytest.raises(NoWorkspace, match="--from"):
        find(tmp_path)


def test_a_name_without_a_workspace_is_refused_even_inside_another(workspace, monkeypatch):
    monkeypatch.chdir(workspace.folder)
    with pytest.raises(NoWorkspace, match="newsprism init readers"):
        find(environment="readers")


def test_sources_get_ids_that_can_be_read_and_stay(workspace):
    added, faults = workspace.add(
        [feed(), feed("https://naru.example/rss.xml?a"), feed("https://garam.example", id="g")]
    )
    assert faults == ()
    assert [s.id for s in added][::2] == ["naru-example-rss-xml", "g"]
    assert workspace.sources() == added
    assert workspace.source("g") == workspace.source("https://garam.example") == added[2]


def test_a_source_that_is_there_or_that_is_none_is_left_out_and_the_others_are_written(workspace):
    workspace.add([feed()])
    added, faults = workspace.add(
        [feed(), feed("kein ort"), feed("https://garam.example"), feed("https://garam.example")]
    )
    assert [s.place for s in added] == ["https://garam.example"]
    assert [f.subject for f in faults] == ["https://naru.example/rss.xml", "kein ort", "https://garam.example"]
    assert all(isinstance(f, InvalidSource) for f in faults)
    assert len(workspace.sources()) == 2


def test_an_id_that_is_taken_is_refused(workspace):
    workspace.add([feed(id="a")])
    added, (fault,) = workspace.add([feed("https://garam.example", id="a")])
    assert (added, fault.subject) == ((), "https://garam.example")


def test_a_thousand_sources_are_added_in_one_go(workspace):
    added, faults = workspace.add([feed(f"https://outlet{n}.example/rss") for n in range(1000)])
    assert (len(added), faults) == (1000, ())
    assert workspace.sources() == added


def test_two_processes_lose_no_source_of_each_other(workspace):
    running = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(workspace.folder), name], stderr=subprocess.PIPE)
        for name in ("naru", "garam")
    ]
    for one in running:
        _, told = one.communicate(timeout=60)
        assert one.returncode == 0, told
    assert len(workspace.sources()) == 24


def test_a_source_rests_and_is_told_as_it_is_then(workspace):
    ((source,), _) = workspace.add([feed(name="나루일보")])
    assert workspace.pause(source.id, True).paused
    assert workspace.source(source.id).paused
    before = (workspace.folder / "sources.toml").stat().st_mtime_ns
    assert workspace.pause(source.id, True).paused
    assert (workspace.folder / "sources.toml").stat().st_mtime_ns == before
    assert workspace.pause(source.id, False) == source
    assert workspace.remove(source.id) == source
    assert workspace.sources() == ()


def test_an_unknown_source_is_answered_with_some_that_exist(workspace):
    workspace.add([feed(f"https://outlet{n}.example", id=f"o{n}") for n in range(9)])
    with pytest.raises(UnknownSource, match=r"있는 것: o0, .*o7 …"):
        workspace.source("o9")


def test_a_file_that_commands_cannot_change_is_named(workspace):
    file = workspace.folder / "sources.toml"
    file.write_text('source = [{ place = "https://naru.example", id = "a" }]\n', encoding="utf-8")
    for change in (lambda: workspace.remove("a"), lambda: workspace.pause("a", True), lambda: workspace.add([feed()])):
        with pytest.raises(InvalidSource) as caught:
            change()
        assert caught.value.subject == str(file)
    file.write_bytes("# 목록".encode("cp949"))
    with pytest.raises(InvalidSource, match="UTF-8"):
        workspace.sources()


def test_a_missing_file_is_an_empty_list(workspace):
    (workspace.folder / "sources.toml").unlink()
    assert workspace.sources() == ()
    workspace.add([feed()])
    assert len(workspace.sources()) == 1


def test_a_workspace_is_no_source_of_its_own(workspace):
    for path in (workspace.folder, workspace.folder.parent, workspace.settings, workspace.content, workspace.readers):
        assert workspace.holds(path)
    for path in (workspace.folder / "articles", workspace.folder.parent / "other"):
        assert not workspace.holds(path)


def test_a_replaced_file_stays_a_link_and_keeps_its_rights(tmp_path):
    kept = tmp_path / "kept.toml"
    kept.write_text("alt", encoding="utf-8")
    os.chmod(kept, 0o600)
    link = tmp_path / "deep" / "sources.toml"
    link.parent.mkdir()
    link.symlink_to(kept)
    replace_file(link, "neu")
    assert link.is_symlink()
    assert (kept.read_text("utf-8"), kept.stat().st_mode & 0o777) == ("neu", 0o600)
    replace_file(tmp_path / "new" / "file", "a")
    replace_file(tmp_path / "new" / "file", "b", keep=True)
    assert (tmp_path / "new" / "file").read_text("utf-8") == "a"
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["file"]


def test_a_file_that_cannot_be_written_is_our_error_and_leaves_nothing(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(NewsPrismError, match="taken"):
        replace_file(tmp_path / "taken", "text")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
