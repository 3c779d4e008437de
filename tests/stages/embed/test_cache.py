"""Vectors that were asked for before are not asked for again, whatever happens to the folder."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from newsprism.stages.embed.cache import CachedEmbedder
from newsprism.stages.embed.lock import locked
from tests.stages.embed.counting import Counting

TEXTS = [f"가람전자 {i}분기 실적" for i in range(40)]


def cached(folder, megabytes=256, **given):
    model = Counting(**given)
    return CachedEmbedder(model, folder, megabytes), model


def vectors(folder):
    return sorted(folder.glob("*.vec"))


def reasons(embedder):
    return [trouble.reason for trouble in embedder.troubles]


@pytest.fixture
def filled(tmp_path):
    embedder, _ = cached(tmp_path)
    embedder.embed(TEXTS)
    assert embedder.troubles == ()
    return tmp_path


def test_a_text_is_asked_for_once(tmp_path):
    embedder, model = cached(tmp_path)
    first = embedder.embed([*TEXTS, TEXTS[0]])
    assert model.asked == TEXTS
    assert np.array_equal(embedder.embed(TEXTS[::-1]), first[:40][::-1])
    assert model.asked == TEXTS
    assert np.array_equal(first[0], first[40])


def test_rows_are_those_of_the_model_and_of_unit_length(tmp_path):
    embedder, model = cached(tmp_path)
    rows = embedder.embed(TEXTS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert np.allclose(rows, model.embed(TEXTS), atol=1e-3)


def test_another_process_finds_the_same_rows(filled):
    embedder, model = cached(filled)
    first, _ = cached(filled / "other")
    assert np.array_equal(embedder.embed(TEXTS), first.embed(TEXTS))
    assert model.asked == []


def test_models_do_not_share_vectors(filled):
    embedder, model = cached(filled, name="counting-2", dimensions=8)
    assert embedder.embed(TEXTS).shape == (40, 8)
    assert model.asked == TEXTS


def test_the_length_of_a_row_is_known_without_the_model(filled):
    class Absent:
        name = "counting-1"

        @property
        def dimensions(self):
            raise AssertionError("asked")

        def embed(self, texts):
            raise AssertionError("asked")

    embedder = CachedEmbedder(Absent(), filled)
    assert embedder.dimensions == 16
    assert embedder.embed(TEXTS).shape == (40, 16)
    assert embedder.embed([]).shape == (0, 16)


def test_empty_and_odd_texts_are_texts(tmp_path):
    texts = ["", " ", "\0", "\ud800", "가" * 50_000]
    embedder, model = cached(tmp_path)
    first = embedder.embed(texts)
    assert np.array_equal(cached(tmp_path)[0].embed(texts), first)
    assert model.asked == texts


@pytest.mark.parametrize("seed", range(30))
def test_damage_at_random_places_is_noticed_told_and_mended(filled, seed):
    chance = random.Random(seed)
    whole = cached(filled)[0].embed(TEXTS)
    file = vectors(filled)[0]
    content = bytearray(file.read_bytes())
    for _ in range(chance.randint(1, 5)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)

    embedder, model = cached(filled)
    assert np.array_equal(embedder.embed(TEXTS), whole)
    assert reasons(embedder) in (["damaged_vectors"], ["damaged_cache"])
    trouble = embedder.troubles[0]
    assert (trouble.stage, trouble.where) == ("embed", str(file))
    assert model.asked
    if reasons(embedder) == ["damaged_vectors"]:
        assert f"{len(model.asked)}건" in trouble.detail

    after, asked = cached(filled)
    assert np.array_equal(after.embed(TEXTS), whole)
    assert (asked.asked, after.troubles) == ([], ())


@pytest.mark.parametrize("left", [0, 1, 100, 255, 256, 257, 300, 700])
def test_a_file_that_was_cut_off_loses_only_what_was_cut(filled, left):
    whole = cached(filled)[0].embed(TEXTS)
    file = vectors(filled)[0]
    file.write_bytes(file.read_bytes()[:left])
    embedder, model = cached(filled)
    assert np.array_equal(embedder.embed(TEXTS), whole)
    assert len(model.asked) == 40 - max(0, left - 256) // 52
    after, asked = cached(filled)
    assert np.array_equal(after.embed(TEXTS), whole)
    assert (asked.asked, after.troubles) == ([], ())


def test_a_file_of_something_else_is_put_away(filled):
    file = vectors(filled)[0]
    file.write_bytes(b"PK\3\4" + os.urandom(5_000))
    embedder, model = cached(filled)
    embedder.embed(TEXTS)
    assert reasons(embedder) == ["damaged_cache"]
    assert model.asked == TEXTS


def test_a_running_process_sees_what_another_adds_and_mends(tmp_path):
    (one, asked), (other, more) = cached(tmp_path), cached(tmp_path)
    one.embed(TEXTS[:20])
    other.embed(TEXTS)
    one.embed(TEXTS)
    assert (asked.asked, more.asked) == (TEXTS[:20], TEXTS[20:])
    file = vectors(tmp_path)[0]
    content = bytearray(file.read_bytes())
    content[300] ^= 1
    file.write_bytes(content)
    other.embed(TEXTS)
    one.embed(TEXTS)
    assert len(more.asked) == 21
    assert len(asked.asked) == 20


def test_the_folder_stays_within_its_bound_and_the_oldest_go(tmp_path):
    embedder, model = cached(tmp_path, megabytes=1, dimensions=512)
    for begin in range(0, 3_000, 100):
        embedder.embed([f"기사 {i}" for i in range(begin, begin + 100)])
    assert sum(file.stat().st_size for file in vectors(tmp_path)) <= 2**20
    model.asked.clear()
    embedder.embed(["기사 2999"])
    assert model.asked == []
    embedder.embed(["기사 0"])
    assert model.asked == ["기사 0"]
    assert embedder.troubles == ()


def test_a_model_that_gives_other_vectors_under_its_name_is_asked_for_all_anew(filled):
    embedder, model = cached(filled, dimensions=24)
    rows = embedder.embed([*TEXTS, "새 기사"])
    assert rows.shape == (41, 24)
    assert reasons(embedder) == ["other_dimensions"]
    assert set(model.asked) == {*TEXTS, "새 기사"}
    assert cached(filled, dimensions=24)[0].embed(TEXTS).shape == (40, 24)


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    embedder, model = cached(blocked / "vectors")
    assert embedder.embed(TEXTS).shape == (40, 16)
    assert model.asked == TEXTS
    assert set(reasons(embedder)) == {"cache_unusable"}


def test_a_lock_that_is_never_given_back_does_not_stop_anyone(filled, monkeypatch):
    monkeypatch.setattr("newsprism.stages.embed.cache._WAIT", 0.1)
    embedder, _ = cached(filled)
    with locked(filled / "lock", 1):
        assert embedder.embed(TEXTS).shape == (40, 16)
    assert "cache_unusable" in reasons(embedder)


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from newsprism.stages.embed.cache import CachedEmbedder
    from tests.stages.embed.counting import Counting
    first, last = int(sys.argv[2]), int(sys.argv[3])
    embedder = CachedEmbedder(Counting(dimensions=256), Path(sys.argv[1]), 1)
    print("begun", flush=True)
    for begin in range(first, last, 20):
        embedder.embed([f"기사 {i}" for i in range(begin, begin + 20)])
    print(len(embedder.troubles), flush=True)
    """
)


def writer(folder, first, last):
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", WRITER, str(folder), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def test_a_writer_that_is_killed_harms_nothing(tmp_path):
    for attempt in range(3):
        with writer(tmp_path, 0, 10**9) as process:
            process.stdout.readline()
            time.sleep(0.2 + 0.07 * attempt)
            process.send_signal(signal.SIGKILL)
    texts = [f"기사 {i}" for i in range(40)]
    embedder, model = cached(tmp_path, dimensions=256)
    assert np.allclose(embedder.embed(texts), model.embed(texts), atol=1e-3)
    assert embedder.troubles == ()


def test_a_record_that_was_written_half_is_cut_away_before_the_next(filled):
    file = vectors(filled)[0]
    with file.open("ab") as opened:
        opened.write(b"\1" * 37)
    embedder, model = cached(filled)
    embedder.embed([*TEXTS, "새 기사"])
    assert model.asked == ["새 기사"]
    after, asked = cached(filled)
    after.embed([*TEXTS, "새 기사"])
    assert (asked.asked, after.troubles) == ([], ())


def test_writers_side_by_side_do_not_disturb_each_other(tmp_path):
    with writer(tmp_path, 0, 600) as one, writer(tmp_path, 300, 900) as other:
        told = [process.communicate(timeout=30)[0].split()[-1] for process in (one, other)]
    assert told == ["0", "0"]
    embedder, model = cached(tmp_path, dimensions=256)
    texts = [f"기사 {i}" for i in range(900)]
    assert np.allclose(embedder.embed(texts), model.embed(texts), atol=1e-3)
    assert embedder.troubles == ()
