from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsprism.stages.rank.board import Board, Look
from newsprism.stages.rank.profile import Profile
from newsprism.stages.rank.stage import Options
from newsprism.text.ko.automaton import Words
from newsprism.text.ko.normalise import folded
from newsprism.types.reader import Lens, Topic, TopicId
from tests.making import PORTS, SCHOOLS, reader


def relevance(title, lead="", **interests):
    return Profile(reader(**interests)).of(folded(title), folded(lead))


def found(words, text):
    index = Words(words)
    names = list(index.number)
    return {names[n] for n in index.find(folded(text))}


# ---------------------------------------------------------------- words


def test_a_latin_word_needs_its_own_place():
    words = ["AI", "GDP"]
    assert found(words, "MAIN 항만") == set()
    assert found(words, "THAI 항만") == set()
    assert found(words, "AI로 부두를 연다") == {"AI"}
    assert found(words, "3분기 GDP는") == {"GDP"}
    assert found(words, "AIDS 예방") == set()


def test_a_korean_word_is_found_inside_a_compound():
    assert found(["부두"], "신부두운영사") == {"부두"}


def test_words_within_words_are_all_found():
    assert found(["금리", "기준금리", "기준금리 인하"], "기준금리 인하 결정") == {"금리", "기준금리", "기준금리 인하"}


def test_words_are_found_whatever_their_case_and_given_back_as_they_were():
    assert found(["HBM", "hbm"], "Hbm 공급") == {"HBM", "hbm"}


def test_marks_in_a_word_are_no_pattern():
    assert found(["C++", "A.B"], "A1B 부두") == set()
    assert found(["(주)"], "(주)라온") == {"(주)"}


def test_no_words_and_words_of_one_letter_are_found_nowhere():
    assert found([], "부두") == set()
    assert found(["부", ""], "부두") == set()


@given(st.lists(st.sampled_from(["부두", "항만", "GDP", "금리 인하", "나루"]), max_size=4), st.text(max_size=60))
def test_the_index_finds_what_a_plain_search_finds(words, text):
    text = folded(text + " 부두의 금리 인하")
    plain = {w for w in words if folded(w) in text and not folded(w).isascii()}
    assert {w for w in found(words, text) if not w.isascii()} == plain


# ---------------------------------------------------------------- relevance


def test_a_word_of_the_headline_says_more_than_one_of_the_lead():
    above = relevance("새 부두 열려")
    below = relevance("나루시 소식", "새 부두가 열렸다.")
    nothing = relevance("나루시 소식", "날이 맑다.")
    assert above.value > below.value > nothing.value == 0.0
    assert nothing.topics == ()


def test_the_heavier_interest_comes_first():
    found = relevance("부두 옆 대학 강좌", topics=((PORTS, 1.0), (SCHOOLS, 0.3)))
    assert found.topic_ids == ("ports", "schools")
    found = relevance("부두 옆 대학 강좌", topics=((PORTS, 0.3), (SCHOOLS, 1.0)))
    assert found.topic_ids == ("schools", "ports")


def test_a_phrase_that_means_something_else_counts_for_nothing():
    topic = Topic(TopicId("ports"), "항만", {"항만": 1.0}, ("항만 축제",))
    assert relevance("나루 항만 축제 개막", topics=((topic, 1.0),)).value == 0.0
    assert relevance("나루 항만 축제 뒤 항만 파업", topics=((topic, 1.0),)).value > 0.2


def test_an_excluded_phrase_of_one_topic_leaves_the_others_alone():
    one = Topic(TopicId("one"), "하나", {"항만": 1.0}, ("항만 축제",))
    other = Topic(TopicId("other"), "둘", {"항만": 1.0})
    assert relevance("항만 축제 개막", topics=((one, 1.0), (other, 1.0))).topic_ids == ("other",)


def test_a_company_counts_in_the_headline_only():
    above = relevance("라온해운 새 항로", companies=(("라온해운", 0.9),))
    below = relevance("새 항로 열려", "라온해운이 열었다.", companies=(("라온해운", 0.9),))
    assert above.value > below.value == 0.0
    assert above.matched == ("라온해운",)


def test_a_company_is_found_by_any_of_its_names():
    assert relevance("현대차, 새 공장 착공", companies=(("현대자동차", 0.9),)).value > 0.0
    assert relevance("현대자동차, 새 공장 착공", companies=(("현대차", 0.9),)).value > 0.0


def test_a_word_that_the_reader_asks_for_is_enough_to_be_seen():
    assert relevance("한들시 어선 부두에 방파제", terms=(("부두", 1.0),)).value >= Options().least


def test_at_most_three_matches_are_named_and_the_heaviest_first():
    terms = (("하나로", 0.1), ("두레", 0.9), ("세움", 0.5), ("네모", 0.7))
    assert relevance("하나로 두레 세움 네모", terms=terms).matched == ("두레", "네모", "세움")


@given(st.text(max_size=80), st.text(max_size=80))
def test_relevance_stays_between_nought_and_one(title, lead):
    found = relevance(title + " 부두 항만 하역 대학", lead, terms=(("부두", 1.0), ("나루", 1.0)))
    assert 0.0 < found.value <= 1.0


def test_a_reader_is_never_shown_what_it_refuses():
    profile = Profile(reader(never=["분양권", "오늘의 운세"]))
    looks = [Look(folded("새 부두 옆 분양권 거래"), ""), Look(folded("새 부두 분양"), folded("분양권 이야기"))]
    assert profile.field(Board(looks, Words(profile.words))).refused.tolist() == [True, False]


def test_a_story_is_as_relevant_whatever_other_readers_look_for():
    profile = Profile(reader(topics=((PORTS, 0.9), (SCHOOLS, 0.4)), terms=(("나루", 0.7), ("AI", 0.3))))
    look = folded("나루 부두에 AI 대학"), folded("항만 하역을 배운다.")
    alone = profile.of(*look)
    wider = Board([Look("", ""), Look(*look)], Words((*profile.words, "가나다", "하역을", "힣")))
    assert profile.relevance(wider, profile.field(wider), 1) == alone


# ---------------------------------------------------------------- questions and places


def of(who, title):
    return Profile(who).of(folded(title), "").value


def test_a_story_that_speaks_to_a_question_of_the_reader_is_more_relevant():
    lens = Lens(PORTS.id, "사용료가 언제 오르는가", ("deadline",), ("사용료", "인상", "시행"), "항만 비용")
    who = replace(reader(), lenses=(lens,))
    assert of(who, "나루 항만 사용료 인상안 시행") > of(who, "나루 항만 기념식 열려")
    # Its cues alone, without its topic, are no answer.
    assert of(who, "수도 사용료 인상안 시행") == 0.0


def test_what_a_town_tells_concerns_those_who_live_there_or_follow_such_news():
    title, national = "김제시, 항만 지원 사업 공고", "정부, 항만 지원 사업 공고"
    stranger = reader()
    at_home = replace(stranger, interests=replace(stranger.interests, regions=(("김제", 0.5),)))
    everywhere = reader(topics=((PORTS, 1.0), (Topic(TopicId("local_government"), "지방", {"도청": 1.0}), 0.5)))
    assert of(stranger, title) < 0.6 * of(stranger, national)
    assert of(at_home, title) >= of(at_home, national)
    assert of(everywhere, title) == of(everywhere, national)


def test_news_of_another_country_concerns_those_who_follow_one():
    title, national = "홍콩 정부, 항만 하역 임금 인상", "정부, 항만 하역 임금 인상"
    stranger = reader()
    looking_abroad = replace(stranger, interests=replace(stranger.interests, regions=(("홍콩", 0.5),)))
    looking_elsewhere = replace(stranger, interests=replace(stranger.interests, regions=(("일본", 0.5),)))
    traders = reader(topics=((PORTS, 1.0), (Topic(TopicId("trade"), "통상", {"관세": 1.0}), 0.6)))
    for who in (stranger, looking_elsewhere, traders):
        assert of(who, title) < 0.6 * of(who, national)
    assert of(looking_abroad, title) > of(stranger, national)
    assert of(traders, "홍콩 정부, 항만 관세 인상") == of(traders, "정부, 항만 관세 인상")


def test_a_story_that_is_mostly_of_another_field_counts_less():
    pupils = Topic(TopicId("pupils"), "학교", {"초등학교": 1.0, "학부모": 0.9})
    law = Topic(TopicId("regulation_law"), "규제", {"의무화": 0.9, "본회의": 0.6})
    follows = reader(topics=((PORTS, 1.0), (law, 0.7)))
    knows = replace(follows, elsewhere=(pupils,))
    school, quay = "초등학교 출입문 감시 의무화", "하역 부두 출입문 감시 의무화"
    assert of(knows, school) < 0.8 * of(follows, school)  # the step is its own, the matter is not
    assert of(knows, quay) == of(follows, quay)
    assert of(knows, quay + "…초등학교 옆") == of(follows, quay + "…초등학교 옆")  # as much of its own field


def test_to_whom_a_step_is_the_field_no_matter_is_of_another_one():
    pupils = Topic(TopicId("pupils"), "학교", {"초등학교": 1.0})
    law = Topic(TopicId("regulation_law"), "규제", {"의무화": 0.9})
    official = reader(topics=((law, 1.0),))
    school = "초등학교 출입문 감시 의무화"
    assert of(replace(official, elsewhere=(pupils,)), school) == of(official, school)
