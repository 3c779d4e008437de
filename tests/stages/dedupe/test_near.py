import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.dedupe.near import NearDeduplicator, Options, _Candidates
from tests.making import article, at

BODY = (
    "나루항만공사는 12일 나루항 북쪽 매립지에 새 부두 두 곳을 열었다고 밝혔다. 부두에는 선석 여섯 개가 들어섰고 대형 크레인 "
    "네 대가 배치됐다. 공사는 연간 하역 능력이 120만톤 늘어난다고 설명했다. 첫 배는 다음 달 초에 들어올 예정이며, 공사는 "
    "올해 안에 배후 창고 단지의 입주 기업도 모집하기로 했다. 시는 진입 도로를 넓히는 데 340억원을 쓴다."
)
OTHER = (
    "다온대는 13일 청년 창업 강좌를 열고 수강생 300명을 모집한다고 밝혔다. 강좌는 다음 달 시작돼 여섯 달 동안 이어진다. "
    "수료생에게는 시제품 제작비를 최대 500만원까지 지원하고, 우수 팀에는 사무 공간을 1년 동안 내준다."
)


def deduplicate(*documents):
    return NearDeduplicator().deduplicate(documents)


def groups(*documents):
    return [{g.canonical, *g.copies} for g in deduplicate(*documents).groups]


def test_nothing_has_no_duplicates():
    found = deduplicate()
    assert (found.documents, found.groups) == ((), ())


def test_the_same_text_under_another_headline_is_one_text():
    one, other = article("a", "나루항 새 부두 열어", BODY), article("b", "북항에 부두 두 곳", BODY)
    assert groups(one, other) == [{"a", "b"}]


def test_blanks_and_quotation_marks_make_no_difference():
    one = article("a", text="나루시는 “부두를 새로 열었다”고 12일 밝혔다. 선석은 여섯 개다.")
    other = article("b", text='나루시는  "부두를 새로 열었다"고\n12일 밝혔다. 선석은 여섯 개다.')
    assert groups(one, other) == [{"a", "b"}]


def test_a_press_release_cut_short_is_a_copy_of_the_whole():
    assert groups(article("whole", text=BODY), article("cut", text=BODY[:110])) == [{"whole", "cut"}]


def test_a_press_release_with_a_few_words_changed_is_a_copy():
    edited = BODY.replace("밝혔다", "전했다", 1).replace("대형 크레인", "크레인")
    assert groups(article("a", text=BODY), article("b", text=edited)) == [{"a", "b"}]


def test_different_texts_are_no_copies():
    assert groups(article("a", text=BODY), article("b", text=OTHER)) == []


def test_a_shared_opening_alone_makes_no_copy():
    # Both begin with the same sentence and then tell different things at length.
    opening = BODY[:45]
    assert groups(article("a", text=opening + OTHER), article("b", text=opening + BODY[45:] * 2)) == []


def test_the_same_headline_over_different_texts_makes_no_copy():
    assert groups(article("a", "나루항 소식", BODY), article("b", "나루항 소식", OTHER)) == []


def test_headlines_without_a_body_are_one_when_they_say_the_same():
    one, other = article("a", "[속보] 나루항 새 부두 개장", ""), article("b", "나루항, 새 부두 개장", "")
    assert groups(one, other, article("c", "나루항 부두 폐쇄", "")) == [{"a", "b"}]


def test_recurring_notices_without_a_body_are_not_copies_of_each_other():
    assert groups(article("a", "[부고] 견본씨 부친상", ""), article("b", "[부고] 견본씨 부친상", "")) == []


def test_recurring_notices_are_copies_only_to_the_letter():
    monday = article("a", "[오늘의 운세] 3월 9일", "쥐띠: " + BODY)
    tuesday = article("b", "[오늘의 운세] 3월 10일", "쥐띠: " + BODY.replace("여섯", "일곱"))
    assert groups(monday, tuesday) == []
    assert groups(monday, replace(monday, id="c")) == [{"a", "c"}]


def test_a_document_with_nothing_in_it_is_nobody_s_copy():
    assert groups(article("a", "", ""), article("b", "…", "")) == []


def test_the_fullest_text_stands_for_its_group():
    cut = article("cut", text=BODY[:110], published=at(11))
    whole = article("whole", text=BODY, published=at(12))
    group = deduplicate(cut, whole).groups[0]
    assert group.canonical == "whole"
    assert group.copies == ("cut",)


def test_of_texts_of_one_length_the_earliest_stands_for_the_group():
    late, early = article("late", text=BODY, published=at(12, 11)), article("early", text=BODY, published=at(12, 8))
    undated = article("undated", text=BODY, undated=True)
    assert deduplicate(late, undated, early).groups[0].canonical == "early"


def test_several_copies_make_one_group():
    found = deduplicate(
        *(article(name, text=BODY[: 150 + 30 * i]) for i, name in enumerate("abcd")), article("x", text=OTHER)
    )
    assert [len(g.copies) for g in found.groups] == [3]


def test_no_document_is_lost_and_none_changed():
    documents = (article("a", text=BODY), article("b", text=BODY), article("c", text=OTHER), article("d", text=""))
    assert deduplicate(*documents).documents == documents


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_the_documents_does_not_matter(order):
    documents = [article("a", text=BODY), article("b", text=BODY[:160]), article("c", text=OTHER)]
    found = deduplicate(*(documents[i] for i in order))
    assert [(g.canonical, set(g.copies)) for g in found.groups] == [("a", {"b"})]


# ---------------------------------------------------------------- standing texts


def told(new, standing):
    found = NearDeduplicator().deduplicate(new, standing)
    return {(g.canonical, *sorted(g.copies)) for g in found.groups}


def test_a_new_copy_of_a_standing_text_is_grouped_with_it():
    whole, cut = article("whole", text=BODY, published=at(11)), article("cut", text=BODY[:110], published=at(12))
    assert told([cut], [whole, article("x", text=OTHER)]) == {("whole", "cut")}
    assert told([whole], [cut]) == {("whole", "cut")}


def test_the_documents_that_come_back_are_the_new_ones():
    new, standing = article("new", text=BODY), article("old", text=BODY)
    assert NearDeduplicator().deduplicate([new], [standing]).documents == (new,)


def test_groups_of_standing_texts_alone_are_not_told():
    assert told([article("x", text=OTHER)], [article("a", text=BODY), article("b", text=BODY)]) == set()
    assert told([], [article("a", text=BODY), article("b", text=BODY)]) == set()


def test_a_group_that_a_new_text_belongs_to_is_told_whole():
    standing = [article(name, text=BODY[: 100 + 20 * i], published=at(11, i)) for i, name in enumerate("abc")]
    (group,) = told([article("new", text=BODY, published=at(12))], standing)
    assert group == ("new", "a", "b", "c")


def test_a_headline_without_a_body_is_grouped_with_a_standing_one():
    old = article("a", "[속보] 나루항 새 부두 개장", "", published=at(11))
    assert told([article("b", "나루항, 새 부두 개장", "")], [old]) == {("a", "b")}


def test_a_new_version_of_a_standing_document_takes_its_place():
    old, new = article("a", text=BODY), article("a", text=OTHER)
    assert told([new], [old]) == set()
    assert told([new, article("b", text=BODY)], [old]) == set()


def test_a_long_text_folds_as_a_short_one_does():
    # What is folded away at the front must not shift the opening by which candidates are found.
    dots = "." * 2000
    assert told([article("a", text=dots + BODY)], [article("b", text="…" + BODY)]) == {("a", "b")}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([BODY, BODY[:140], OTHER, "", "짧은 글이다.", "가", "A" * 400]), max_size=7))
def test_groups_never_overlap_and_never_stand_alone(texts):
    documents = [article(f"d{i}", text=text) for i, text in enumerate(texts)]
    found = deduplicate(*documents)
    grouped = [name for g in found.groups for name in (g.canonical, *g.copies)]
    assert len(grouped) == len(set(grouped))
    assert all(g.copies for g in found.groups)
    assert set(grouped) <= {d.id for d in documents}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([BODY, BODY[:140], BODY[:90], BODY + OTHER, OTHER, "", "짧은 글이다."]), max_size=7),
    st.integers(0, 7),
)
def test_groups_with_a_new_text_are_the_same_as_if_all_had_come_at_once(texts, seen):
    documents = [article(f"d{i}", text=text) for i, text in enumerate(texts)]
    new = documents[seen:]
    at_once = {(g.canonical, *sorted(g.copies)) for g in deduplicate(*documents).groups}
    fresh = {d.id for d in new}
    assert told(new, documents[:seen]) == {group for group in at_once if fresh & set(group)}


def test_a_feed_of_one_template_is_not_compared_each_with_each():
    opening = (
        "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터다. 첫 기업은 내년에 들어온다. "
        "시는 이날 설명회를 열고 주민의 물음에 답했다. 담당 부서는 산업과다."
    )
    documents = [article(f"d{i}", f"소식 {i}", f"{opening} {words(i)}") for i in range(3_000)]
    begin = time.perf_counter()
    NearDeduplicator().deduplicate(documents)
    assert time.perf_counter() - begin < 20
    compared = _Candidates([opening[:120] for _ in documents], Options())
    assert sum(len(found) for found in compared._neighbours) == 2 * sum(min(i, Options().nearest) for i in range(3_000))


def words(seed):
    """A text of its own, as long as a short article."""
    rng = random.Random(seed)
    return " ".join(
        "".join(rng.choices("가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허", k=4)) for _ in range(60)
    )
