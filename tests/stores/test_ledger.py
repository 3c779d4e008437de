"""Which editions were made, also after a crash, beside another process, and in a file that somebody spoilt."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from newsprism.errors import StoreDamaged, StoreFault
from newsprism.stores.files.ledger import Ledger
from tests.making import at

SUNDAY = date(2026, 3, 15)
CHILD = """
import sys
from datetime import date
from pathlib import Path
from newsprism.stores.files.ledger import Ledger
from tests.making import at
for number in range(1, 29):
    Ledger(Path(sys.argv[1])).enter("daily", sys.argv[2], date(2026, 2, number), at(12), Path("한글.json"))
"""


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(tmp_path / "issued.jsonl")


def enter(ledger: Ledger, day: int, reader: str = "ceo") -> None:
    ledger.enter("daily", reader, date(2026, 3, day), at(day), ledger.path.parent / "호.json")


def made(ledger: Ledger, *days: int, reader: str = "ceo") -> list[bool]:
    return [ledger.made("daily", reader, date(2026, 3, day)) for day in days]


def test_the_first_start_is_noted_once(ledger):
    assert ledger.since(at(10)) == at(10)
    assert Ledger(ledger.path).since(at(12)) == at(10)
    assert len(ledger.path.read_text("utf-8").split()) == 2


def test_an_edition_that_was_entered_stands_after_a_restart(ledger):
    ledger.since(at(10))
    enter(ledger, 12)
    again = Ledger(ledger.path)
    assert made(again, 11, 12, 13) == [False, True, False]
    assert not again.made("weekly", "ceo", date(2026, 3, 12))
    assert not again.made("daily", "policy", date(2026, 3, 12))


def test_looking_writes_nothing(ledger):
    assert made(ledger, 12) == [False]
    assert not ledger.path.exists()


def test_whatever_a_crash_leaves_of_a_line_the_others_stand_and_it_is_made_anew(ledger):
    ledger.since(at(10))
    enter(ledger, 12)
    whole = ledger.path.read_bytes()
    enter(ledger, 13)
    full = ledger.path.read_bytes()
    # Also in the middle of a character of several bytes, which is no UTF-8 then.
    for end in range(len(whole), len(full)):
        ledger.path.write_bytes(full[:end])
        assert made(ledger, 12, 13) == [True, False], end
        assert ledger.since(at(20)) == at(10)
    enter(ledger, 14)
    assert made(ledger, 12, 13, 14) == [True, False, True]


def test_a_first_write_that_was_cut_off_is_made_again(ledger):
    ledger.since(at(10))
    full = ledger.path.read_bytes()
    for end in range(len(full)):
        ledger.path.write_bytes(full[:end])
        assert Ledger(ledger.path).since(at(11)) == at(11)
        assert Ledger(ledger.path).since(at(12)) == at(11)


def test_zeros_after_a_power_cut_are_no_line(ledger):
    ledger.since(at(10))
    enter(ledger, 12)
    ledger.path.write_bytes(ledger.path.read_bytes() + bytes(300))
    enter(ledger, 13)
    assert made(ledger, 12, 13) == [True, True]


def test_two_processes_lose_no_line_of_each_other(ledger):
    ledger.since(at(10))
    running = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(ledger.path), name], stderr=subprocess.PIPE)
        for name in ("ceo", "policy")
    ]
    for one in running:
        _, told = one.communicate(timeout=60)
        assert one.returncode == 0, told
    for name in ("ceo", "policy"):
        assert all(ledger.made("daily", name, date(2026, 2, n)) for n in range(1, 29))
    assert all(json.loads(line) for line in ledger.path.read_text("utf-8").split("\n") if line)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\n\x80\x81\n", "호의 목록\n아님\n".encode(), b"[" * 50_000 + b"\n[1]\n", b"1\n2\n"]
)
def test_what_is_no_ledger_is_refused_and_left_as_it_is(ledger, content):
    ledger.path.write_bytes(content)
    for ask in (lambda: ledger.since(at(10)), lambda: made(ledger, 12)):
        with pytest.raises(StoreDamaged, match=r"issued\.jsonl"):
            ask()
    assert ledger.path.read_bytes() == content


@pytest.mark.parametrize("since", ['"yesterday"', "7", '"2026-03-10T10:00:00"', "null"])
def test_a_start_that_cannot_be_read_is_noted_anew(ledger, since):
    enter(ledger, 12)
    ledger.path.write_bytes(f'{{"since": {since}}}\n'.encode() + ledger.path.read_bytes())
    assert ledger.since(at(11)) == at(11)
    assert made(ledger, 12) == [True]


def test_a_line_that_a_person_takes_out_is_an_edition_made_again(ledger):
    ledger.since(at(10))
    enter(ledger, 12)
    enter(ledger, 13)
    kept = [line for line in ledger.path.read_text("utf-8").split("\n") if "2026-03-12" not in line]
    ledger.path.write_text("\n".join(kept), encoding="utf-8")
    assert made(ledger, 12, 13) == [False, True]


def test_a_place_that_cannot_be_written_or_read_is_our_error(tmp_path):
    with pytest.raises(StoreFault, match="nowhere"):
        enter(Ledger(tmp_path / "nowhere" / "issued.jsonl"), 12)
    os.mkdir(tmp_path / "issued.jsonl")
    with pytest.raises(StoreFault, match=r"issued\.jsonl"):
        made(Ledger(tmp_path / "issued.jsonl"), 12)
