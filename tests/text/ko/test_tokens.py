"""Morphemes with the project's dictionary. All texts are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.errors import MissingResource
from newsprism.text.ko import tokens as module
from newsprism.text.ko.tokens import Analyzer, Morpheme, content, short_names_split_by_model

ANALYZER = Analyzer()


def forms(text: str) -> list[str]:
    return [m.form for m in ANALYZER.analyse(text)]


@pytest.mark.parametrize(
    "name",
    [
        "산업연구원",
        "오픈AI",
        "HBM4",
        "삼성바이오로직스",
        "대미투자특별법",
        "노란봉투법",
        "SK하이닉스",
        "재정경제부",
        "국민의힘",
    ],
)
def test_a_name_of_the_gazetteer_is_one_morpheme(name: str) -> None:
    first, second, *_ = ANALYZER.analyse(f"{name}에서 나왔다.")
    assert (first.form, first.tag, first.start, first.end) == (name, "NNP", 0, len(name))
    assert second.form == "에서"


@pytest.mark.parametrize(("text", "word"), [("전시장에 갔다.", "전시장"), ("항의를 받았다.", "항의")])
def test_a_name_does_not_break_a_longer_word_that_the_model_knows(text: str, word: str) -> None:
    assert word in forms(text)


def test_offsets_are_characters_of_the_given_text() -> None:
    text = "😀 둘째\n줄에서 AI가 2,000억 원을 벌었다."
    cut = {m.form: text[m.start : m.end] for m in ANALYZER.analyse(text) if m.tag in {"NNG", "NNP", "SL", "SN", "NR"}}
    assert cut == {form: form for form in cut}
    assert {"줄", "AI", "2,000", "억"} <= set(cut)


def test_texts_are_analysed_in_order_and_as_alone() -> None:
    texts = ["수출이 늘었다.", "", "물가가 내렸다.", "\n", "AI 시장이 컸다."] * 20
    assert list(ANALYZER.analyse_all(iter(texts))) == [ANALYZER.analyse(text) for text in texts]


def test_content_keeps_nouns_stems_and_numbers_but_no_particles_or_endings() -> None:
    assert content(ANALYZER.analyse("한국은행은 기준금리를 2.5%로 낮췄고, AI 수출은 크게 늘지 않았다.")) == (
        "한국은행",
        "기준금리",
        "2.5",
        "낮추다",
        "ai",
        "수출",
        "크다",
        "늘다",
    )


def test_content_of_inflected_forms_is_the_same() -> None:
    assert content(ANALYZER.analyse("물가가 올랐다")) == content(ANALYZER.analyse("물가는 오르며"))


def test_a_learned_word_stays_whole() -> None:
    word = "초록전환금융제도"
    assert word not in forms(f"{word}가 시작됐다.")
    ANALYZER.learn([word, word])
    assert word in forms(f"{word}가 시작됐다.")


def test_learning_ignores_what_cannot_be_a_word() -> None:
    before = forms("수출이 늘었다.")
    ANALYZER.learn(["", "가", "긴 말", "가" * 100, "\ud800\ud800", "수출\n이", "수출"])
    assert forms("수출이 늘었다.") == before


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_analysed_with_spans_inside_it(text: str) -> None:
    for morpheme in ANALYZER.analyse(text):
        assert 0 <= morpheme.start <= morpheme.end <= len(text)


def test_lone_surrogates_do_not_raise() -> None:
    assert isinstance(ANALYZER.analyse("수출\ud800이")[0], Morpheme)
    assert len(list(ANALYZER.analyse_all(["\udfff", "수출"]))) == 2


def test_the_list_of_short_names_is_what_the_bare_model_splits() -> None:
    """When this fails after names were added, write short_names_split_by_model() to data/short_names.txt, one a line."""
    assert module._short_names() == list(short_names_split_by_model())


def test_a_missing_list_of_names_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SHORT_NAMES_FILE", "nowhere.txt")
    with pytest.raises(MissingResource, match=r"nowhere\.txt"):
        module._kiwi.__wrapped__()
