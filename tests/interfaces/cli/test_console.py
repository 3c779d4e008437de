import io
import time

import pytest
from rich.console import Console

from newsprism.interfaces.cli import console
from newsprism.interfaces.cli.console import Bars, report
from newsprism.types.dropped import Dropped


@pytest.fixture
def screen(monkeypatch):
    """A stderr that can be read, as a terminal or not."""

    def made(terminal):
        out = Console(file=io.StringIO(), force_terminal=terminal, width=200, soft_wrap=True, highlight=False)
        monkeypatch.setattr(console, "err", out)
        return out.file

    return made


def drop(reason, where="a.jsonl:1", item=None, detail="까닭"):
    return Dropped(item or where, "extract", reason, where, detail)


def told(screen, drops, verbose=False):
    out = screen(False)
    report(drops, verbose)
    return out.getvalue().splitlines()


def test_a_lost_input_is_told_with_its_name_and_the_reason(screen):
    assert told(screen, [drop("broken_json")]) == ["건너뜀 a.jsonl:1: broken_json (까닭)"]


def test_a_reason_of_somebody_else_s_is_a_lost_input(screen):
    assert told(screen, [drop("empty_row")]) == ["건너뜀 a.jsonl:1: empty_row (까닭)"]


def test_an_item_without_a_body_is_lost_although_its_title_was_dropped(screen):
    assert told(screen, [drop("no_body", item="어느 항목")]) == ["건너뜀 a.jsonl:1: no_body (까닭)"]


def test_a_document_that_was_kept_is_never_called_skipped(screen):
    drops = [drop("date_of_fetch", f"a.jsonl:{n}", detail="날짜를 비워 두었다") for n in range(1, 11)]
    assert told(screen, drops) == ["확인할 것: date_of_fetch 10건 (예: a.jsonl:1: 날짜를 비워 두었다)"]
    verbose = told(screen, drops, verbose=True)
    assert verbose[:2] == [
        "확인할 것 a.jsonl:1: date_of_fetch (날짜를 비워 두었다)",
        "확인할 것 a.jsonl:2: date_of_fetch (날짜를 비워 두었다)",
    ]
    assert len(verbose) == 11


def test_broken_bytes_that_were_replaced_name_their_file(screen):
    assert told(screen, [drop("bad_bytes", "old.txt")]) == ["확인할 것: bad_bytes 1건 (old.txt: 까닭)"]


def test_inputs_of_one_document_are_counted_as_merged(screen):
    assert told(screen, [drop("same_url"), drop("same_url"), drop("same_document")]) == [
        "하나로 합침: same_url 2건, same_document 1건"
    ]


def test_text_that_was_cut_away_is_counted_and_shown_only_when_asked_for(screen):
    drops = [drop("byline", item="가람 기자"), drop("caption", item="사진\n설명")]
    assert told(screen, drops) == ["덜어낸 글: byline 1건, caption 1건"]
    assert told(screen, drops, verbose=True)[0] == "덜어냄 a.jsonl:1: byline: '가람 기자'"


def test_a_flood_of_lost_inputs_is_cut_short_and_counted(screen):
    drops = [drop("broken_json", f"a.jsonl:{n}") for n in range(25)]
    lines = told(screen, drops)
    assert len(lines) == 21
    assert lines[-1] == "건너뜀 외 5건: broken_json 5건 (모두 보려면 --verbose)"
    assert len(told(screen, drops, verbose=True)) == 25


def test_a_name_with_a_line_break_stays_on_its_line(screen):
    assert told(screen, [drop("broken_json", "a\nb.jsonl")]) == ["건너뜀 a b.jsonl: broken_json (까닭)"]


def test_nothing_left_out_is_nothing_said(screen):
    assert told(screen, []) == []


# ---------------------------------------------------------------- progress


def worked(seconds: float, steps: int = 0):
    with Bars() as bars:
        bars.stage("읽기")
        bars.stage("본문 추출", 1200)
        bars.advance(steps)
        time.sleep(seconds)


def test_short_work_shows_no_bar(screen):
    out = screen(True)
    worked(0.05)
    assert out.getvalue() == ""


def test_long_work_shows_its_stage_on_a_terminal(screen, monkeypatch):
    monkeypatch.setattr(console, "_PATIENCE", 0.05)
    out = screen(True)
    worked(0.4)
    shown = out.getvalue()
    assert "본문 추출" in shown
    assert "1,200건" in shown
    assert "None" not in shown
    assert "0/" not in shown


def test_a_stage_that_counts_its_steps_shows_how_many_are_done(screen, monkeypatch):
    monkeypatch.setattr(console, "_PATIENCE", 0.05)
    out = screen(True)
    worked(0.4, steps=300)
    assert "300/1,200" in out.getvalue()


def test_nothing_is_drawn_where_stderr_is_no_terminal(screen, monkeypatch):
    monkeypatch.setattr(console, "_PATIENCE", 0.01)
    out = screen(False)
    worked(0.2)
    assert out.getvalue() == ""
