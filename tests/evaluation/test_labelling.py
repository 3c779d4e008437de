"""A session of labelling: what is asked, what is kept, and what survives an end."""

import json
from collections import Counter

import pytest

from newsprism.errors import EmptyInput, MalformedRecord
from newsprism.evaluation.labelling import GRADES, PAIRS, LabelFile, Question, pair_questions, session, story_questions
from newsprism.evaluation.sampling import draw_pairs, draw_stories
from newsprism.formats.labels import read_grades, read_pairs
from tests.evaluation.sample import WEEK
from tests.making import article, at, story


def questions(count=4):
    def line(i, label):
        return json.dumps({"url1": f"{i}", "url2": "x", "label": label}) + "\n"

    return [
        Question(frozenset((f"{i}", "x")), f"물음 {i}", {str(a): line(i, a) for a in (2, 1, 0)}) for i in range(count)
    ]


def labels(path):
    return [(p.url1, p.label) for p in read_pairs(path)]


@pytest.fixture
def answer(tmp_path):
    """Answer with keys and return the tally, what was shown, and the file."""
    path = tmp_path / "deep" / "pairs.jsonl"

    def run(*keys, asked=4):
        given, shown = iter(keys), []
        tally = session(questions(asked), LabelFile(path, PAIRS), lambda: next(given, None), shown.append)
        return tally, [text for text in shown if "물음" in text], path

    return run


def test_each_answer_is_a_line(answer):
    tally, shown, path = answer("2", "0", "1", "2")
    assert labels(path) == [("0", 2), ("1", 0), ("2", 1), ("3", 2)]
    assert (tally.answered, tally.total, tally.open) == (4, 4, 0)
    assert len(shown) == 4


def test_a_session_goes_on_where_it_stood(answer):
    first, _, path = answer("2", "0")
    assert (first.answered, first.open) == (2, 2)
    second, shown, _ = answer("q")
    assert shown[0].endswith("물음 2")
    assert second.answered == 0
    answer("1", "1")
    assert labels(path) == [("0", 2), ("1", 0), ("2", 1), ("3", 1)]


def test_the_last_answer_can_be_taken_back_and_is_asked_again(answer):
    _, shown, path = answer("2", "0", "u", "1", "q")
    assert labels(path) == [("0", 2), ("1", 1)]
    assert [text[-1] for text in shown] == ["0", "1", "2", "1", "2"]


def test_answers_of_an_earlier_session_can_be_taken_back_too(answer):
    answer("2", "0", "q")
    _, shown, path = answer("u", "u", "u", "1", "q")
    assert labels(path) == [("0", 1)]
    assert [text[-1] for text in shown] == ["2", "1", "0", "0", "1"]


def test_what_is_skipped_is_asked_again_next_time_and_not_now(answer):
    tally, shown, path = answer("s", "2", "2", "2")
    assert [text[-1] for text in shown] == ["0", "1", "2", "3"]
    assert tally.open == 1
    _, shown, path = answer("0")
    assert [text[-1] for text in shown] == ["0"]
    assert len(labels(path)) == 4


def test_a_wrong_key_is_told_and_the_question_stays(answer):
    _, shown, path = answer("7", "", "x", " 2 ", "q")
    assert labels(path) == [("0", 2)]
    assert len(shown) == 2


def test_keys_work_while_the_keyboard_is_switched_to_hangul(answer):
    _, _, path = answer("2", "1", "ㅕ", "ㄴ", "0", "ㅂ", "2")
    assert labels(path) == [("0", 2), ("2", 0)]


def test_half_a_line_of_a_killed_session_is_cut_off(answer):
    _, _, path = answer("2", "q")
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"url1": "1", "url')
    answer("0", "q")
    assert path.read_bytes().startswith(whole)
    assert labels(path) == [("0", 2), ("1", 0)]


def test_a_file_that_is_none_of_labels_is_not_touched(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("사야 할 것\n", encoding="utf-8")
    with pytest.raises(MalformedRecord):
        LabelFile(path, PAIRS)
    assert path.read_text(encoding="utf-8") == "사야 할 것\n"


def test_a_line_with_several_grades_is_not_taken_back(tmp_path):
    path = tmp_path / "grades.jsonl"
    path.write_text('{"url": "a", "ceo": 1, "founder": 2}\n', encoding="utf-8")
    file = LabelFile(path, GRADES)
    assert file.last is None
    assert file.answered == {frozenset(("a", "ceo")), frozenset(("a", "founder"))}


# ---------------------------------------------------------------- what is drawn


@pytest.fixture(scope="module")
def documents(engine):
    return engine.read([WEEK]).documents


def test_pairs_are_drawn_the_same_way_each_time_and_by_the_seed(documents):
    def drawn(seed):
        return [(p.left.url, p.right.url) for p in draw_pairs(documents, 40, seed)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert len({frozenset(pair) for pair in drawn(1)}) == 40


def test_pairs_are_of_two_outlets_and_of_near_days_and_no_notices(documents):
    for pair in draw_pairs(documents, 200):
        assert pair.left.publisher != pair.right.publisher
        assert abs((pair.left.published_at - pair.right.published_at).days) <= 4
        assert "운세" not in pair.left.title + pair.right.title


def test_weights_make_up_for_the_strata(documents):
    drawn = draw_pairs(documents, 60)
    weights = Counter(round(p.weight, 9) for p in drawn)
    assert len(weights) > 2
    assert sum(w * n for w, n in weights.items()) / len(drawn) == pytest.approx(1.0)


def test_every_beginning_of_a_draw_has_all_strata(documents):
    drawn = draw_pairs(documents, 60)
    assert len({p.weight for p in drawn[:12]}) == len({p.weight for p in drawn})


def test_likely_pairs_are_among_those_drawn_although_they_are_rare(documents):
    titles = [(p.left.title, p.right.title) for p in draw_pairs(documents, 30)]
    assert sum("첫월급" in a and "첫월급" in b for a, b in titles) >= 1


def test_articles_of_one_outlet_are_compared_with_each_other_when_there_is_no_other():
    texts = ("나루항이 새 부두를 열었다", "나루항의 새 부두가 열렸다")
    drawn = draw_pairs([article(f"a{i}", text, text) for i, text in enumerate(texts)], 5)
    assert len(drawn) == 1


def test_nothing_to_compare_is_told():
    with pytest.raises(EmptyInput, match="견줄 만한 기사 쌍이 없습니다"):
        draw_pairs([article("a"), article("b", published=at(25))], 5)
    with pytest.raises(EmptyInput):
        draw_pairs([], 5)


def test_what_is_shown_of_a_pair_tells_no_likeness_and_its_line_can_be_measured(documents, tmp_path):
    (one, *_) = pair_questions(draw_pairs(documents, 3))
    assert "weight" not in one.text
    path = tmp_path / "p.jsonl"
    path.write_text(one.lines["2"], encoding="utf-8")
    (label,) = read_pairs(path)
    assert {label.url1, label.url2} == one.key


def test_stories_are_asked_type_by_type(engine, tmp_path):
    readers = [engine.readers.get(name) for name in ("ceo", "founder")]
    stories = [story(f"s{i}", article(f"a{i}", f"나루항 부두 {i}호 개장")) for i in range(30)]
    drawn = draw_stories(stories, readers, 10, engine.analyzer)
    assert len(drawn) == 20
    assert [d.reader.id for d in drawn[:4]] == ["ceo", "founder", "ceo", "founder"]
    one = story_questions(drawn)[0]
    assert "기업 CEO" in one.text
    path = tmp_path / "g.jsonl"
    path.write_text(one.lines["3"], encoding="utf-8")
    assert dict(read_grades(path)[0].grades) == {"ceo": 3}


def test_stories_without_an_address_cannot_be_asked_about(engine):
    from dataclasses import replace

    with pytest.raises(EmptyInput, match="주소 있는 기사가 없습니다"):
        draw_stories([story("s", replace(article("a"), url=None))], [engine.readers.get("ceo")], 3, engine.analyzer)
