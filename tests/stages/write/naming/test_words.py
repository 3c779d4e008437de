"""Headline, labels and keywords are parts of the publishers' own headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.keywords import keywords, kinds_only
from newsprism.stages.write.naming.labels import label_of
from newsprism.stages.write.naming.masthead import headline
from newsprism.stages.write.naming.words import phrase, phrase_of, segments
from tests.making import PORTS, article, cited, story
from tests.stages.write.newsroom import PICKS, RATES, SKIPPER, analyser, desk, ranked

TITLES = [
    "나루항 새 부두 6월 개장…해양수산부, 선석 4곳 배정",
    "나루하역 노사, 임금 5% 인상에 잠정 합의",
    "솔빛은행 대출 금리 0.2%p 인하…금융위원회 “한도도 늘린다”",
    "[단독] 가온대 해운학과 정원 40명 증원 - 계약학과 신설",
    "두레항 바닥 파내기 4월 시작···공사비 640억 원",
    "누리조선, 운반선 4척 1조4000억 원에 수주",
]


def picks(*titles: str):
    return [ranked(story(f"s{i}", article(f"a{i}", t)), PORTS) for i, t in enumerate(titles)]


def words_of(table, count: int = 5) -> tuple[str, ...]:
    return keywords(table, Headlines(analyser()), count)


@pytest.mark.parametrize("rotate", range(len(TITLES)))
def test_a_headline_is_two_parts_of_headlines_in_25_to_45_characters(rotate):
    titles = [*TITLES[rotate:], *TITLES[:rotate]]
    made = headline(desk(picks(*titles), ()))
    assert 25 <= len(made) <= 45
    left, right = made.split("…")
    homes = [next(t for t in titles if part in t) for part in (left, right)]
    assert homes[0] != homes[1]


def test_parts_of_a_headline_do_not_share_a_word():
    made = headline(
        desk(picks("나루항 새 부두 6월에 개장", "나루항 새 부두 배정 시작", "가온대 해운학과 정원 40명 증원"), ())
    )
    assert made == "나루항 새 부두 6월에 개장…가온대 해운학과 정원 40명 증원"


def test_a_part_of_a_headline_is_not_what_the_rest_of_it_undoes():
    made = headline(desk(picks("빈 배 정박 사용료 전면 부과, 나루항 4개월·가온항 6개월 유예"), ()))
    assert "사용료 전면 부과" not in made
    made = headline(desk(picks("빈 배 정박 사용료 전면 부과, 나루항 4월부터·가온항 6월부터"), ()))
    assert made == "빈 배 정박 사용료 전면 부과"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("사용료를 어긴 선사에 과징금을 매기는 법안이 11일 국회 상임위원회를 통과했다.", False),
        ("해양위원회는 11일 법안을 의결했다. 13일 본회의를 통과하면 6월에 시행된다.", False),
        ("해양위원회를 통과한 법안이 12일 본회의에서 의결됐다.", True),
        ("사용료를 어긴 선사에 과징금을 매기는 법안이 12일 국회를 통과했다.", True),
    ],
)
def test_a_bill_that_only_a_committee_passed_has_not_passed(text, told):
    pick = ranked(story("s0", article("a0", "사용료 어긴 선사에 과징금 법안 통과…해운업계 “지나치다”", text)), PORTS)
    assert ("법안 통과" in headline(desk([pick], ()))) is told


def test_a_headline_with_one_part_or_none_says_what_there_is():
    assert headline(desk(picks("나루항 새 부두 6월에 개장"), ())) == "나루항 새 부두 6월에 개장"
    assert SKIPPER.name in headline(desk((), ()))


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("[속보] 나루항 새 부두 개장…선석 4곳 배정", ("나루항 새 부두 개장", "선석 4곳 배정")),
        ("나루항 새 부두 개장... 선석 4곳 배정", ("나루항 새 부두 개장", "선석 4곳 배정")),
        ("나루항 새 부두 개장 - 선석 4곳 배정 | 나루일보", ("나루항 새 부두 개장", "선석 4곳 배정", "나루일보")),
        ("나루항 새 부두 개장", ("나루항 새 부두 개장",)),
        ("", ()),
    ],
)
def test_a_headline_is_divided_at_its_breaks(title, parts):
    assert segments(title) == parts


@pytest.mark.parametrize(
    "title",
    [
        "“나루항 부두 연다…선석” 4곳 배정한다는데",
        "나루항은 왜 부두를 열까?",
        "나루항 새 부두 연다지만",
        "연 최고 6.0%",
        "한도 얼마",
    ],
)
def test_a_broken_quotation_a_question_and_a_dangling_end_are_no_phrase(title):
    assert phrase(title, 5, 30) is None


@given(st.text(max_size=80), st.integers(1, 20), st.integers(5, 40))
def test_a_phrase_is_a_part_of_its_headline_within_its_length(title, least, most):
    found = phrase(title, least, most)
    if found is not None:
        assert least <= len(found) <= most
        assert found in segments(title)


def test_keywords_are_short_distinct_and_parts_of_the_picks_headlines():
    table = desk(picks(*TITLES), ())
    found = words_of(table)
    assert 2 <= len(found) <= 5
    assert all(2 <= len(word) <= 12 for word in found)
    assert all(any(word in title for title in TITLES) for word in found)
    for word in found:
        assert not any(word in other for other in found if other is not word)


@pytest.mark.parametrize("count", [1, 3, 5])
def test_keywords_are_no_more_than_asked(count):
    assert len(words_of(desk(picks(*TITLES), ()), count)) <= count


def test_a_pick_gives_at_most_one_keyword_and_no_word_is_given_twice():
    table = desk(picks("나루항 부두 개장", "나루항 부두 개장", "나루항 부두 개장"), ())
    assert len(words_of(table)) <= 1


@pytest.mark.parametrize(
    "phrase", ["유망 기업", "지자체 속도전", "관세 합의 서명", "특별법 통과", "AI 기업", "영업이익"]
)
def test_kinds_of_things_and_deeds_alone_are_nameless(phrase):
    assert kinds_only(phrase)


@pytest.mark.parametrize("phrase", ["국고채 금리", "나루항 부두", "설탕값 담합", "대만 관세 합의", "선석 사용료"])
def test_a_name_or_a_word_that_few_matters_share_tells_whose_matter_it_is(phrase):
    assert not kinds_only(phrase)


def test_a_nameless_phrase_gives_way_to_one_with_a_name():
    titles = ("유망 기업 지원 나서는 나루항만공사 선석", "유망 기업 지원에 나루항만공사 선석 내줘")
    one = ranked(story("s", *(article(f"a{i}", t) for i, t in enumerate(titles))), PORTS)
    assert not any(kinds_only(word) for word in words_of(desk([one], ())))


def test_what_other_stories_hold_too_tells_less():
    spare = [ranked(story(f"b{i}", article(f"b{i}", f"나루항만공사 소식 {i}")), PORTS) for i in range(6)]
    one = picks("나루항만공사 선석 사용료 인상")
    assert words_of(desk(one, spare))[0] != "나루항만공사"


def test_the_words_of_the_invented_week_are_its_own():
    table = desk()
    found = words_of(table)
    assert 3 <= len(found) <= 5
    printed = [d.title for p in PICKS for d in p.story.documents]
    assert all(any(word in title for title in printed) for word in found)


def test_a_headline_is_analysed_once():
    class Counting:
        def __init__(self):
            self.asked = []

        def analyse_all(self, texts):
            self.asked += texts
            return analyser().analyse_all(texts)

    counting = Counting()
    read = Headlines(counting)
    read.read([TITLES[0], TITLES[0]])
    assert read.of(TITLES[0]) == tuple(analyser().analyse(TITLES[0]))
    assert read.of(TITLES[1])
    assert counting.asked == [TITLES[0], TITLES[1]]


def test_a_part_that_lost_its_actor_is_no_better_than_one_that_keeps_it():
    title = "정보지킴위원회, 나루검색 본사에 공식 질의…정보 저장 방식 따진다"
    table = desk(picks(title), ())
    part, _ = phrase_of(table, "s0", 13, 30)
    assert part == "정보지킴위원회, 나루검색 본사에 공식 질의"


@pytest.mark.parametrize("title", ["누리조선", "누리조선·나루해운·솔빛은행", "과태료 8억 부과"])
def test_a_lone_firm_a_list_of_firms_and_a_deed_without_a_doer_are_no_label(title):
    table = desk([*picks(title), *PICKS], ())
    assert label_of(table, "s0", Headlines(analyser()), [title]) is None


def test_a_keyword_is_no_piece_of_a_longer_phrase_and_ends_in_no_noun_that_only_ties():
    titles = (
        "산재 사망 반복 기업에 과징금 부과",
        "산재 사망 반복 기업 과징금 법안 통과",
        "산재 사망 반복 기업 명단 공개",
    )
    one = ranked(story("s", *(article(f"a{i}", t) for i, t in enumerate(titles))), PORTS)
    found = words_of(desk([one], ()))
    assert found
    assert not {"사망 반복", "반복 기업", "산재 사망 반복"} & set(found)
    assert all(any(phrase in title for title in titles) for phrase in found)


def test_a_word_that_tells_nothing_gives_way_to_a_second_phrase_of_another_pick():
    person = ranked(
        story("p", *(article(f"p{i}", f"한서윤 {t}", "한서윤이 말했다.") for i, t in enumerate("가나다"))), RATES
    )
    dues = ranked(
        story(
            "d",
            *(
                article(f"d{i}", t, "나루항만공사가 선석 사용료를 올렸다.")
                for i, t in enumerate(
                    ("나루항 선석 사용료 인상, 하역 회사 반발", "나루항 선석 사용료 인상…하역 회사 대책 요구")
                )
            ),
        ),
        PORTS,
    )
    found = keywords(desk([person, dues], ()), Headlines(analyser()), 2)
    assert len(found) == 2
    assert "한서윤" not in found


@pytest.mark.parametrize("phrase", ["영업이익 최대", "물가 전년"])
def test_a_phrase_whose_next_word_is_missing_is_no_keyword(phrase):
    titles = (f"나루항 {phrase} 감소", f"{phrase} 감소한 나루항", f"나루항만공사 {phrase} 기록")
    one = ranked(story("s", *(article(f"a{i}", t) for i, t in enumerate(titles))), PORTS)
    assert phrase not in words_of(desk([one], ()))


def test_a_part_that_the_other_headlines_say_too_goes_before_one_that_stands_alone():
    title = "나루항 새 부두 개장 임박…가온중공업 주가 두 배로"
    assert phrase(title, 5, 30, ["나루항 새 부두 개장", "나루항 부두 6월 개장"]) == "나루항 새 부두 개장 임박"


def about(*titles: str):
    """One story with these headlines, the first its lead's."""
    return [ranked(story("many", *(article(f"m{i}", t) for i, t in enumerate(titles))), PORTS)]


def test_a_keyword_stands_in_more_than_one_headline_of_its_story():
    table = desk(
        about(
            "나루항 선석 사용료 인상 확정",
            "나루항 선석 사용료 12% 오른다",
            "선석 사용료 인상에 해운사 물동량 위축",
            "나루항만공사, 선석 사용료 인상",
        ),
        (),
    )
    (found,) = words_of(table)
    assert "선석 사용료" in found
    assert "위축" not in found


@pytest.mark.parametrize(
    ("title", "piece"),
    [
        ("나루항·두레항 선석 사용료 인상", "두레항 선석"),
        ("홍길동 나루하역 대표 “선석 사용료 부담”", "홍길동 나루하역"),
        ("이번주 시행령 개정에 선석 사용료 인상", "이번주 시행령"),
    ],
)
def test_a_piece_of_a_list_a_person_without_the_office_or_a_time_is_no_keyword(title, piece):
    assert not any(piece in word for word in words_of(desk(about(title), ())))


def test_a_part_beside_what_the_headlines_are_about_does_not_head_the_edition():
    titles = (
        "과태료 8억 원 부과…나루하역 대표 사임",
        "나루하역 과로 의혹 감독 결과 나왔다",
        "나루하역, 산재 은폐 적발",
        "노동부, 나루하역 감독 마쳐",
    )
    assert "과태료" not in headline(desk(about(*titles), ()))


@pytest.mark.parametrize("title", ["장관 “그렇다” 답변", "나루항에 돈 몰린다", "투자사 3곳"])
def test_a_clause_a_quotation_and_a_count_are_no_label(title):
    table = desk(about(*[f"{title} … 나루항 선석 사용료 인상"] * 3), ())
    found = label_of(table, table.selected[0].story.id, Headlines(analyser()), [f"{title} 나루항 선석 사용료 인상"])
    assert found != title


def test_a_label_names_what_the_sentences_below_it_tell():
    titles = (
        "나루항 선석 사용료 인상에 하역 파업 예고",
        "하역 파업 앞두고 나루항 선석 사용료 인상",
        "나루항 선석 사용료 인상",
    )
    table = desk(about(*titles), ())
    story_id = table.selected[0].story.id
    below = ["하역 파업은 13일 아침에 시작된다."]
    assert label_of(table, story_id, Headlines(analyser()), below) == "하역 파업 예고"
    assert "사용료" in (
        label_of(table, story_id, Headlines(analyser()), ["나루항 선석 사용료 인상은 7월부터다."]) or ""
    )


def test_a_keyword_is_no_quotation_alone_no_condition_and_no_bare_name_where_there_is_a_phrase():
    said = story("q", *(article(f"q{i}", t) for i, t in enumerate(
        ["“바다의 늑대 육성” 부두 임대 공청회", "“바다의 늑대 육성” 부두 임대 공청회 열려", "부두 임대 공청회, “바다의 늑대 육성” 비판"])))  # fmt: skip
    (found,) = words_of(desk([ranked(said, PORTS)], ()))
    assert "늑대" not in found
    bare = story("b", *(article(f"b{i}", t) for i, t in enumerate(
        ["김나루 “부두 임대법 통과땐 요금 인하”", "김나루 “부두 임대법 통과땐 내린다”", "김나루, 부두 임대법 처리 촉구"])))  # fmt: skip
    (found,) = words_of(desk([ranked(bare, PORTS)], ()))
    assert "통과땐" not in found
    assert found != "김나루"


def test_a_figure_above_the_edition_is_that_of_its_pick():
    counted = story("n", article("n0", "나루항 민생법안 66건 처리", "나루항 의회가 민생법안 66건을 처리했다."),
                    article("n1", "민생법안 63건 통과", "나루항 의회가 민생법안을 처리했다."))  # fmt: skip
    found = phrase_of(desk([ranked(counted, PORTS)], ()), "n", 6, 28)
    assert found is not None
    assert found[0] == "나루항 민생법안 66건 처리"


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("‘550만 명’ 명단 샜다…누리조선·나루해운·솔빛은행", "‘550만 명’ 명단 샜다"),
        ("회장, 부두 1호 사고 1심 무죄", "부두 1호 사고 1심 무죄"),
        ("살벌한 뱃삯에 대출도 힘드니", None),
    ],
)
def test_a_list_of_names_an_office_of_nobody_and_a_reason_head_no_edition(title, heads):
    table = desk(picks(title), ())
    found = phrase_of(table, "s0", 9, 30)
    assert (found and found[0]) == heads


def test_an_office_that_only_a_sentence_names_is_no_keyword():
    pick = picks("나루항 배 늘어")[0]
    text = pick.story.documents[0].text
    table = desk([pick], ())
    below = [cited(pick.story.documents[0], text, "관세청에 따르면 나루항에 온 배가 12척 늘었다.")]
    assert "관세청" not in keywords(table, Headlines(analyser()), 5, below)
    named = picks("관세청, 나루항 배 검사")[0]
    below = [cited(named.story.documents[0], text, "관세청은 나루항에 온 배 12척을 검사했다.")]
    assert "관세청" in keywords(desk([named], ()), Headlines(analyser()), 5, below)
