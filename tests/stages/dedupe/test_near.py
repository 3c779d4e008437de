import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.dedupe import letters
from newsprism.stages.dedupe.near import NearDeduplicator
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
    assert deduplicate(*documents).groups == ()
    assert time.perf_counter() - begin < 5  # seconds; each with each would be minutes


def test_a_few_new_texts_among_many_standing_ones_cost_little():
    standing = [article(f"d{i}", f"소식 {i}", words(i)) for i in range(2_000)]
    begin = time.perf_counter()
    assert told([article("new", text=words(7))], standing) == {("d7", "new")}
    assert time.perf_counter() - begin < 3


def test_many_edited_copies_of_one_text_are_one_group():
    base = words(1).split()
    documents = []
    for i in range(300):  # far more than are compared with one another
        rng = random.Random(i)
        own = [w for w in base if rng.random() > 0.04]
        documents.append(article(f"d{i}", text=" ".join([words(i)[:4], *own])))
    (group,) = deduplicate(*documents).groups
    assert len(group.copies) == 299


def test_a_chain_of_ever_other_texts_does_not_become_one_group():
    both = [f"{words(i)} {words(i + 1)}" for i in range(40)]
    found = groups(*(article(f"d{i}", text=text) for i, text in enumerate(both)))
    assert found == []
    overlapping = [" ".join(words(0).split()[i : i + 40]) for i in range(0, 21, 2)]
    assert max(len(g) for g in groups(*(article(f"d{i}", text=t) for i, t in enumerate(overlapping)))) < 11


@pytest.mark.parametrize(
    "hostile", ["가" * 50_000, "가나다라" * 9_000, "1" * 20_000, "\ud800" * 900, "😀" * 900, "\0" * 900]
)
def test_hostile_texts_are_compared_like_others(hostile):
    found = groups(article("a", text=hostile), article("b", text=hostile), article("c", text=BODY))
    assert found in ([{"a", "b"}], [])


# ---------------------------------------------------------------- copies and what only looks like them

RELEASE = (
    "가람전자는 12일 여주 공장에 새 생산 라인을 세운다고 밝혔다. 투자 금액은 2조4000억원이며 내년 3월 가동을 시작한다. "
    "새 라인은 차량용 반도체를 한 달에 1만5000장 만든다. 회사는 이 라인에서 일할 직원 800명을 올해 안에 뽑는다. "
    "김견본 대표는 “차량용 반도체의 수요가 해마다 늘고 있어 지금 투자하지 않으면 늦는다”고 말했다. "
    "여주시는 공장으로 가는 도로를 넓히고 용수 공급 시설을 새로 짓기로 했다. 공사에는 340억원이 든다. "
    "가람전자의 지난해 매출은 8조1000억원으로 한 해 전보다 12% 늘었다."
)
SENTENCES = [f"{s.strip()}." for s in RELEASE.replace("”고 말했다", "”고 말했다").split(". ")]


@pytest.mark.parametrize(
    "copy",
    [
        "(여주=나루통신) 이예시 기자 = " + RELEASE + " 이예시 기자 ex@naru.example",
        "[다온경제 박보기 기자] 가람전자가 차량용 반도체에 승부를 건다. " + RELEASE[20:],
        " ".join(SENTENCES[:3] + SENTENCES[5:]),
        " ".join([SENTENCES[0], *reversed(SENTENCES[1:])]),
        RELEASE.replace("의 수요가 해마다 늘고 있어 지금 투자하지 않으면 늦는다", "의 수요가 늘고 있다"),
        RELEASE.replace("밝혔다", "전했다").replace("말했다", "강조했다").replace("올해 안에 ", ""),
        RELEASE[:130] + "..",
    ],
    ids=["by-line", "lead-in", "cut", "reordered", "quotation trimmed", "words changed", "clipped"],
)
def test_a_press_release_as_outlets_edit_it_is_a_copy(copy):
    assert groups(article("a", text=RELEASE), article("b", "다른 제목", copy)) == [{"a", "b"}]


RESULTS = (
    "{name}은 지난해 4분기 매출이 {a}억원으로 전년 같은 기간보다 {b}% 늘었다고 공시했다. 영업이익은 {c}억원으로 {d}% 증가했고 "
    "당기순이익은 {e}억원이다. 이사회는 보통주 한 주에 {f}원을 배당하기로 했으며 배당 기준일은 {g}월 {h}일이다."
)
OFFER = "{name} {a}단지에서 전용 {b}㎡ 아파트 {c}가구를 분양한다. 분양가는 3.3㎡당 {d}만원이며 청약은 {g}월 {h}일, 입주는 {f}년 {e}월이다."
WEATHER = (
    "{h}일 {name} 지역은 대체로 맑겠다. 아침 최저기온은 {a}도, 낮 최고기온은 {b}도로 예상된다. 바람은 초속 {c}~{d}m로 불고 "
    "물결은 {e}~{f}m로 일겠다. 미세먼지 농도는 {name} 전역에서 보통 수준을 보이겠다."
)


@pytest.mark.parametrize("template", [RESULTS, OFFER, WEATHER], ids=["results", "offer", "weather"])
def test_notices_of_one_template_with_other_names_and_numbers_are_no_copies(template):
    rng = random.Random(3)
    filled = [
        template.format(name=name, **{k: rng.randint(2, 4_000) for k in "abcdefgh"})
        for name in ("가람전자", "나루해운", "다온은행", "라온제약", "마루건설")
    ]
    assert groups(*(article(f"d{i}", text=text) for i, text in enumerate(filled))) == []


def test_a_follow_up_that_takes_over_half_of_a_text_is_no_copy():
    own = (
        "가람전자 노조는 새 라인의 근무 방식을 두고 19일 회사와 만난다. 노조는 네 조가 번갈아 일하는 방식을 요구하고, 회사는 세 조를 내세운다. "
        "두 쪽은 지난달부터 다섯 차례 만났으나 뜻을 모으지 못했다."
    )
    assert groups(article("a", text=RELEASE), article("b", text=f"{own} {' '.join(SENTENCES[:4])}")) == []


def test_two_press_releases_of_one_company_are_no_copies():
    about = "가람전자는 1998년에 세워진 반도체 회사로 여주와 가람에 공장이 있다."
    assert groups(article("a", text=f"{RELEASE} {about}"), article("b", text=f"{OTHER} {about}")) == []


def test_a_short_text_that_lies_in_two_long_ones_goes_with_one_and_does_not_join_them():
    short = article("short", text=BODY)
    one, other = article("one", text=f"{BODY} {words(1)}"), article("other", text=f"{BODY} {words(2)}")
    (group,) = groups(short, one, other)
    assert "short" in group
    assert len(group) == 2


def test_a_text_clipped_from_a_copy_goes_with_it_though_the_canonical_text_opens_otherwise():
    fuller = article(
        "full", text="현장의 반응은 엇갈렸다. " + words(5) + " " + " ".join(SENTENCES[1:]) + " " + RELEASE[:15]
    )
    release, clip = article("release", text=words(5) + " " + RELEASE), article("clip", text=RELEASE[-110:])
    assert groups(fuller, release, clip) == [{"full", "release", "clip"}]


def test_a_recurring_notice_that_says_all_that_another_says_is_a_copy():
    whole = article("a", "[오늘의 운세] 3월 9일", "쥐띠: " + BODY)
    clipped = article("b", "[운세] 3월 9일", "쥐띠: " + BODY[:100])
    assert groups(whole, clipped) == [{"a", "b"}]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(9)))
def test_the_same_groups_are_found_in_every_order(order):
    texts = [
        RELEASE,
        RELEASE[:130],
        "[나루] " + RELEASE,
        BODY,
        BODY[:140],
        f"{BODY} {OTHER}",
        OTHER,
        words(3),
        "짧은 글이다.",
    ]
    documents = [article(f"d{i}", text=text, published=at(12, i)) for i, text in enumerate(texts)]
    expected = {(g.canonical, g.copies) for g in deduplicate(*documents).groups}
    assert {(g.canonical, g.copies) for g in deduplicate(*(documents[i] for i in order)).groups} == expected


def test_how_the_work_is_parted_makes_no_difference(monkeypatch):
    texts = [words(i % 40)[: 120 + i] for i in range(120)] + [RELEASE, RELEASE[:130]]
    documents = [article(f"d{i}", text=text) for i, text in enumerate(texts)]
    expected = deduplicate(*documents)
    monkeypatch.setattr(letters, "_BATCH", 500)
    assert deduplicate(*documents) == expected


def words(seed):
    """A text of its own, as long as a short article."""
    rng = random.Random(seed)
    return " ".join(
        "".join(rng.choices("가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허", k=4)) for _ in range(60)
    )
