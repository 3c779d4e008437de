"""How well a sentence stands under its headline: what the learned measure tells apart, and what the blocks make of it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from newsprism.errors import MissingResource
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.sentence import worth as measure
from newsprism.stages.write.sentence.worth import JUDGED, UNJUDGED, Worth
from tests.making import article, at, story
from tests.stages.write.newsroom import desk, material, ranked

LABELS = Path(__file__).parents[4] / "labels" / "ko-business-week"
TITLE = "나루항만공사, 선석 사용료 12% 인상"
HEADLINE = "나루항만공사는 선석 사용료를 12% 올리기로 했다."
FACT = "사용료는 한 시간에 84만 원에서 94만 원으로 오르고 작은 배는 내년 말까지 30%를 깎아 준다."
PROMISE = "나루항만공사는 이용자에게 더 나은 서비스를 제공하기 위해 노력하고 있다."


def found(text: str, title: str = TITLE) -> dict[str, Candidate]:
    return {c.text: c for c in material(article("a", title, text, published=at(13))).candidates}


@pytest.fixture(scope="module")
def judged() -> dict[str, Candidate]:
    return found(f"{HEADLINE} {FACT} {PROMISE}")


def test_a_fact_of_its_own_is_worth_more_than_the_headline_again_or_a_promise(judged):
    fact, headline, promise = (judged[text].worth for text in (FACT, HEADLINE, PROMISE))
    assert fact.value > max(headline.value, promise.value) + 0.3
    assert headline.retold > 0.5 > fact.retold
    assert promise.empty > 2 * fact.empty
    assert not fact.dull
    assert promise.dull
    assert headline.dull


def test_the_same_sentence_repeats_less_under_another_headline(judged):
    other = found(f"{HEADLINE} {FACT}", title="가온시 새 도서관에 책 열두 만 권")
    assert other[HEADLINE].worth.retold < 0.5 * judged[HEADLINE].worth.retold


def test_it_does_not_count_of_whom_a_sentence_speaks():
    towns = [
        found(PROMISE.replace("나루항만공사", f"{name}시"), f"{name}시 요금 인상") for name in ("가온", "다온", "나루")
    ]
    first, *others = (candidate for told in towns for candidate in told.values())
    assert len(others) == 2
    assert all(other.worth.value == pytest.approx(first.worth.value, abs=0.01) for other in others)


def test_the_value_weighs_what_an_editor_finds():
    assert Worth(1.0, 0.0, 0.0, 0.0).value == pytest.approx(0.6)
    assert Worth(0.0, 1.0, 0.0, 0.0).value == pytest.approx(-0.5)
    assert Worth(0.0, 0.0, 0.6, 0.6).value == pytest.approx(-1.2)
    assert Worth(0.2, 0.0, 0.3, 0.2).loose
    assert not Worth(0.2, 0.9, 0.1, 0.2).loose
    assert not UNJUDGED.dull


def test_what_is_idle_is_no_candidate_unless_it_tells_the_news():
    said = '김표본 나루항만공사 사장은 "선사와 함께 성장하는 항만이 되도록 최선을 다하겠다"고 말했다.'
    one = ranked(story("one", article("a", TITLE, f"{HEADLINE} {FACT} {said}", published=at(13))))
    made = desk([one], ())
    read = {c.text: c for c in made.material[one.story.id].candidates}
    assert read[said].worth.idle
    assert read[said].told < 0.25 < read[HEADLINE].told
    assert {c.text for c in made.candidates([one.story.id])} == {HEADLINE, FACT}


def test_a_model_of_other_measures_is_refused(tmp_path, monkeypatch):
    for text in ("{", '{"judged": ["solid"], "bias": [0], "weights": {}}', '{"judged": 3}', None):
        if text is not None:
            (tmp_path / "worth.json").write_text(text, encoding="utf-8")
        else:
            (tmp_path / "worth.json").unlink()
        monkeypatch.setattr(measure.resources, "files", lambda _: _Up(tmp_path))
        measure._model.cache_clear()
        with pytest.raises(MissingResource, match=r"worth\.json.*다시 설치"):
            found(FACT)
    monkeypatch.undo()
    measure._model.cache_clear()
    assert found(FACT)[FACT].worth != UNJUDGED


class _Up:
    """The root of packages, in which every folder is one and the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Path:
        return self._folder / Path(name).name if name.endswith(".json") else self._folder


def test_the_shipped_weights_are_finite_and_name_no_noun():
    model = measure._model()
    rows = [model.bias, *model.weights.values()]
    assert {len(row) for row in rows} == {len(JUDGED)}
    assert all(math.isfinite(weight) and abs(weight) < 5 for row in rows for weight in row)
    assert [name for name in model.weights if name.endswith(("/NNG", "/NNP", "/SL", "/SH"))] == []
    assert len(model.weights) > 200


@pytest.mark.parametrize("name", ["sentences.dev.jsonl", "sentences.test.jsonl"])
def test_the_judgements_hold_addresses_and_codes_only(name):
    rows = [json.loads(line) for line in (LABELS / name).read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 1000
    assert {tuple(sorted(row)) for row in rows} == {("codes", "end", "headline", "start", "url")}
    assert all(row["url"].startswith("http") and row["headline"].startswith("http") for row in rows)
    assert all(0 <= row["start"] < row["end"] for row in rows)
    assert {code for row in rows for code in row["codes"]} <= set("GPREUOX")
    assert {len(row["codes"]) for row in rows} == {1, 2}
    places = [(row["headline"], row["url"], row["start"]) for row in rows]
    assert len(set(places)) == len(places)


def test_no_headline_of_the_kept_back_part_is_learned_from():
    dev, kept = (
        {json.loads(line)["headline"] for line in (LABELS / f"sentences.{part}.jsonl").open(encoding="utf-8")}
        for part in ("dev", "test")
    )
    assert len(dev) > 300
    assert len(kept) > 150
    assert dev & kept == set()
