from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newsprism.text.ko import tokens
from newsprism.text.ko.ahead import Ahead
from newsprism.text.ko.tokens import Analyzer

TEXTS = ["반도체 수출이 늘었다.", "", "나루전자는 1조2000억원을 투자한다고 밝혔다. 😀", "\ud83d 깨진 글자"]


@pytest.fixture
def ahead():
    process = Ahead()
    yield process
    process.close()


@pytest.fixture
def analyser(monkeypatch, ahead):
    monkeypatch.setattr(tokens, "_ahead", [ahead])
    return Analyzer()


def test_the_process_says_what_the_model_here_says(analyser):
    there = list(analyser.analyse_all(TEXTS)), analyser.analyse(TEXTS[0])
    tokens._end_ahead()
    assert there == (list(analyser.analyse_all(TEXTS)), analyser.analyse(TEXTS[0]))
    assert [m.form for m in there[1]][:2] == ["반도체", "수출"]


def test_when_the_process_dies_the_model_here_does_the_work(analyser, ahead):
    ahead._process.kill()
    ahead._process.wait()
    assert [len(found) > 0 for found in analyser.analyse_all(TEXTS)] == [True, False, True, True]
    assert not tokens._ahead


def test_words_are_learned_here_and_the_process_ahead_ends(analyser, ahead):
    analyser.learn(["나루별빛연구소"])
    assert not tokens._ahead
    assert ahead._process.poll() is not None
    assert "나루별빛연구소" in [m.form for m in analyser.analyse("나루별빛연구소는 문을 열었다.")]


def test_a_loaded_model_starts_no_process():
    analyser = Analyzer()
    analyser.load()
    analyser.load_ahead()
    assert not tokens._ahead


def test_a_process_that_only_prepares_leaves_none_behind():
    code = "from newsprism.text.ko.tokens import Analyzer; from newsprism.text.ko import tokens; Analyzer().load_ahead(); print(tokens._ahead[0]._process.pid)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
