import gzip
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsprism.stages.collect import mailbox
from newsprism.stages.collect.files import FileCollector, collect_paths
from newsprism.stages.collect.mailbox import MailboxCollector
from tests.stages.collect.visiting import remembered, visit

MAIL = b"From: news@naru.example\nSubject: letter\n\nDaon opened its new hall.\n"
OPENING = b"From news@naru.example Mon Feb  9 07:30:00 2026\n"


def put(path: Path, content) -> Path:
    path.write_bytes(content)
    return path


def collected(path):
    return MailboxCollector().collect(visit(path))


def reasons(collection):
    return [drop.reason for drop in collection.dropped]


@pytest.mark.parametrize("zipped", [False, True])
def test_a_message_is_passed_on_as_it_is(tmp_path, zipped):
    path = put(tmp_path / ("a.eml" + ".gz" * zipped), gzip.compress(MAIL, mtime=0) if zipped else MAIL)
    assert MailboxCollector().accepts(str(path))
    (entry,) = collected(path).entries
    assert (entry.media_type, entry.content, entry.origin) == ("message/rfc822", MAIL, str(path))


@pytest.mark.parametrize("name", ["a.mbox", "Inbox", "a.eml"])
def test_a_mailbox_is_read_message_by_message(tmp_path, name):
    path = put(tmp_path / name, OPENING + MAIL + b"\n" + OPENING.replace(b"\n", b"\r\n") + MAIL)
    assert MailboxCollector().accepts(str(path))
    collection = collected(path)
    assert [entry.origin for entry in collection.entries] == [f"{path}#1", f"{path}#2"]
    assert [entry.content.strip() for entry in collection.entries] == [MAIL.strip()] * 2
    assert collection.dropped == ()


def test_a_line_of_a_text_that_begins_with_from_opens_no_message(tmp_path):
    text = b"\nFrom here on it rains.\n\n>From now on too.\n>>From then on.\n"
    (entry,) = collected(put(tmp_path / "a.mbox", OPENING + MAIL + text)).entries
    assert b"\nFrom here on it rains." in entry.content
    assert b"\nFrom now on too.\n>From then on." in entry.content


def test_other_files_are_left_to_others(tmp_path):
    for name, content in (("a.txt", MAIL), ("note", b"From here on it rains."), ("news", MAIL)):
        assert not MailboxCollector().accepts(str(put(tmp_path / name, content)))
    assert not MailboxCollector().accepts("https://n.example/a.eml")
    assert not MailboxCollector().accepts(str(tmp_path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b" \n", "empty_file"),
        (b"Daon opened its new hall.", "unsupported_format"),
        (b"From here on it rains.\n", "unsupported_format"),
        (gzip.compress(b"", mtime=0)[:12], "broken_archive"),
        (b"\x89PNG\r\n", "unsupported_format"),
    ],
)
def test_what_is_no_mail_is_a_drop(tmp_path, content, reason):
    for name in ("a.eml", "a.mbox"):
        assert reasons(collected(put(tmp_path / name, content))) == [reason]


def test_a_message_that_is_too_large_costs_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox, "MAX_MESSAGE", 1000)
    large = MAIL + b"x" * 70 + b"\n" + b"x" * 1000 + b"\n"
    path = put(tmp_path / "a.mbox", b"\n".join([OPENING + MAIL, OPENING + large, OPENING + MAIL]))
    collection = collected(path)
    assert [entry.origin for entry in collection.entries] == [f"{path}#1", f"{path}#3"]
    assert [(drop.reason, drop.where) for drop in collection.dropped] == [("too_large", f"{path}#2")]
    assert reasons(collected(put(tmp_path / "a.eml", large))) == ["too_large"]


def test_a_mailbox_of_many_empty_messages_is_read_in_no_time(tmp_path):
    begun = time.perf_counter()
    collection = collected(put(tmp_path / "a.mbox", (OPENING + b"\n") * 200_000))
    assert collection.entries == ()
    assert time.perf_counter() - begun < 3


def test_a_mailbox_that_did_not_change_is_not_read_again(tmp_path):
    path = put(tmp_path / "a.mbox", OPENING + MAIL)
    assert MailboxCollector().collect(visit(path, known=remembered(collected(path)))).unchanged


def test_mail_in_a_folder_is_found(tmp_path):
    put(tmp_path / "a.eml", MAIL)
    put(tmp_path / "b.mbox", OPENING + MAIL)
    assert len(collect_paths([MailboxCollector(), FileCollector()], [tmp_path]).entries) == 2


LINES = st.sampled_from([OPENING, MAIL, b"\n", b">From a\n", b"From b 1:00\n", b"x: y\n", b"\0\xff\n"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.one_of(LINES, st.binary(max_size=30)), max_size=12), name=st.sampled_from(["a.eml", "a.mbox"]))
def test_any_bytes_give_messages_or_drops(tmp_path, lines, name):
    content = b"".join(lines)
    collection = collected(put(tmp_path / name, content))
    assert collection.entries or collection.dropped or content.lstrip().startswith(b"From ")
