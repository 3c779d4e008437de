"""The model of meaning: runs with and without an embedder, and says less of what the source does not hold."""

import json
from datetime import date
from importlib import resources

import numpy as np
import pytest

from newsprism.errors import EmbeddingFailed
from newsprism.stages.verify import EditionVerifier, check_sentence
from newsprism.stages.verify.reading import read
from newsprism.stages.verify.weighing.meaning import EMBEDDED, LEXICAL, lexical, models, nearness, probability
from tests.stages.verify.editions import brief, document, kinds, pick, sentence

SOURCE = "새솔조선은 12일 가람시 조선소에 친환경 선박 전용 독을 짓는다고 밝혔다. 공사는 6월 시작해 2028년 말 끝난다."
TRUE = "새솔조선이 가람시 조선소에 친환경 선박 독을 건설한다."
FALSE = "새솔조선이 가람시 주민 반대를 무릅쓰고 바다를 메워 관광 단지를 조성한다."


class Letters:
    """An embedder that counts letters: near are texts of the same letters."""

    name = "letters"
    dimensions = 512

    def __init__(self):
        self.asked = 0

    def embed(self, texts):
        self.asked += 1
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row[ord(letter) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Broken(Letters):
    def embed(self, texts):
        raise EmbeddingFailed("대답이 없습니다", subject="letters")


def readings(text):
    return read(text, date(2026, 3, 12)), (read(SOURCE, date(2026, 3, 12)),)


@pytest.mark.parametrize("embedder", [None, Letters()])
def test_what_the_source_says_in_other_words_is_likelier_than_what_it_does_not(embedder):
    true, wanted = probability(*readings(TRUE), embedder)
    false, _ = probability(*readings(FALSE), embedder)
    assert true > wanted > 0
    assert false < true


def test_features_are_named_and_bounded():
    values = lexical(*readings(TRUE))
    assert len(values) == len(LEXICAL)
    assert all(0 <= value <= 1 for value in values)
    assert len(nearness(*readings(TRUE), Letters())) == len(EMBEDDED) - len(LEXICAL)
    assert lexical(read("…", None), (read(SOURCE, None),)) == (0.0,) * len(LEXICAL)


def test_the_shipped_coefficients_tell_what_they_were_fitted_on():
    text = (resources.files("newsprism.stages.verify") / "data" / "meaning.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert all(len(value) == 64 for value in record["trained_on"].values())
    assert models()["lexical"].features == LEXICAL
    assert models()["embedded"].features == EMBEDDED


def test_the_checks_need_no_embedder_and_use_one_for_written_sentences_alone():
    article = document(SOURCE)
    embedder = Letters()
    said = sentence(TRUE, article, "generated")
    assert check_sentence(said, {article.id: article}) == ()
    assert check_sentence(said, {article.id: article}, embedder=embedder) == ()
    assert embedder.asked == 1
    excerpt = sentence(SOURCE.split(". ")[0] + ".", article)
    edition = brief(pick(1, article, excerpt))
    assert EditionVerifier(embedder=embedder).verify(edition, [article]).clean
    assert embedder.asked == 1


def test_a_sentence_at_fault_is_not_embedded():
    article = document(SOURCE)
    embedder = Letters()
    wrong = sentence(TRUE.replace("건설한다", "건설하지 않는다"), article, "generated")
    assert "polarity" in kinds(check_sentence(wrong, {article.id: article}, embedder=embedder))
    assert embedder.asked == 0


def test_an_embedder_that_fails_is_heard():
    article = document(SOURCE)
    with pytest.raises(EmbeddingFailed):
        check_sentence(sentence(TRUE, article, "generated"), {article.id: article}, embedder=Broken())
