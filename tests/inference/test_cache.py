"""What was answered once is not asked again; a cache that is damaged is as good as none."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from newsprism.errors import GenerationFailed
from newsprism.inference.cache import CachedGenerator
from newsprism.inference.preview import PreviewGenerator
from newsprism.protocols.services import Completion, Message

ASKED = [Message("user", "새 부두는 언제 열리는가")]
SCHEMA = {"title": "answer"}


class Counting:
    """A model that counts its answers."""

    def __init__(self, model="naru-1", value: object = None):
        self.model = model
        self.value = {"sentences": []} if value is None else value
        self.calls = 0

    def complete(self, messages, schema=None, longest=1_000):
        self.calls += 1
        return Completion("{}", self.value, self.model, 10, 5, 1.5)

    def stream(self, messages, longest=1_000) -> Iterator[str]:
        yield "가"


def test_the_same_question_is_asked_once_and_has_the_same_figures_again(tmp_path):
    model = Counting()
    first = CachedGenerator(model, tmp_path).complete(ASKED, SCHEMA)
    again = CachedGenerator(model, tmp_path).complete(ASKED, SCHEMA)
    assert again == first
    assert again.seconds == 1.5
    assert model.calls == 1


@pytest.mark.parametrize(
    ("model", "messages", "schema", "longest"),
    [
        ("naru-2", ASKED, SCHEMA, 1_000),
        ("naru-1", [Message("system", ASKED[0].content)], SCHEMA, 1_000),
        ("naru-1", ASKED, {"title": "other"}, 1_000),
        ("naru-1", ASKED, None, 1_000),
        ("naru-1", ASKED, SCHEMA, 10),
    ],
)
def test_another_model_question_or_schema_is_another_answer(tmp_path, model, messages, schema, longest):
    CachedGenerator(Counting(), tmp_path).complete(ASKED, SCHEMA)
    other = Counting(model)
    CachedGenerator(other, tmp_path).complete(messages, schema, longest)
    assert other.calls == 1


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"\xff\xff", b'{"key": "x"}', b'{"text": 1}', b"[" * 100_000,
        b'{"key":"KEY","text":"{}","value":{},"model":"m","tokens_in":true,"tokens_out":1,"seconds":1}',
        b'{"key":"KEY","text":null,"value":{},"model":"m","tokens_in":1,"tokens_out":1,"seconds":1}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_asked_again_and_written_anew(tmp_path, content):
    CachedGenerator(Counting(), tmp_path).complete(ASKED, SCHEMA)
    (file,) = tmp_path.glob("??/*.json")
    whole = file.read_bytes()
    file.write_bytes(content.replace(b"KEY", (file.parent.name + file.stem).encode()))
    model = Counting()
    CachedGenerator(model, tmp_path).complete(ASKED, SCHEMA)
    assert model.calls == 1
    assert file.read_bytes() == whole


def test_an_answer_of_another_question_is_not_taken_for_this_one(tmp_path):
    CachedGenerator(Counting(), tmp_path).complete(ASKED, SCHEMA)
    (file,) = tmp_path.glob("??/*.json")
    model = Counting()
    CachedGenerator(model, tmp_path).complete([Message("user", "다른 물음")], SCHEMA)
    (other,) = set(tmp_path.glob("??/*.json")) - {file}
    other.write_bytes(file.read_bytes())
    CachedGenerator(model, tmp_path).complete([Message("user", "다른 물음")], SCHEMA)
    assert model.calls == 2


def test_an_answer_without_its_json_is_not_kept(tmp_path):
    model = Counting()
    model.value = None
    for _ in range(2):
        CachedGenerator(model, tmp_path).complete(ASKED, SCHEMA)
    assert model.calls == 2


def test_a_folder_that_cannot_be_written_only_costs_the_memory_of_it(tmp_path):
    (tmp_path / "file").write_text("")
    model = Counting()
    cache = CachedGenerator(model, tmp_path / "file" / "chat")
    assert cache.complete(ASKED, SCHEMA) == cache.complete(ASKED, SCHEMA)
    assert model.calls == 1


def test_the_oldest_answers_go_when_the_folder_is_full(tmp_path):
    for number in range(4):
        cache = CachedGenerator(Counting(), tmp_path)
        cache.complete([Message("user", str(number))], SCHEMA)
    files = sorted(tmp_path.glob("??/*.json"))
    for age, file in enumerate(files):
        os.utime(file, (age, age))
    CachedGenerator(Counting(), tmp_path, megabytes=0).complete(ASKED, SCHEMA)
    assert len(list(tmp_path.glob("??/*.json"))) == 1


def test_a_preview_counts_what_would_be_asked_and_asks_nothing(tmp_path):
    model = Counting()
    cache = CachedGenerator(model, tmp_path)
    cache.complete(ASKED, SCHEMA)
    preview = PreviewGenerator(cache)
    assert preview.complete(ASKED, SCHEMA).value == {"sentences": []}
    with pytest.raises(GenerationFailed):
        preview.complete([Message("user", "가" * 100)], SCHEMA)
    assert (preview.forecast.calls, preview.forecast.kept, preview.forecast.tokens_in) == (1, 1, 80)
    assert preview.forecast.tokens_out > 0
    assert model.calls == 1
