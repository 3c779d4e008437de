import tomllib
from pathlib import Path

import pytest

from newsprism.errors import InvalidReader, MissingResource, PathNotFound, UnknownReader
from newsprism.stores.files import readers
from newsprism.stores.files.readers import FileReaderStore, shipped
from newsprism.text.language import language

TOPICS = """
[never]
common = ["[부고]", "오늘의 운세"]
[topics.trade]
name = "통상"
trend = "관세와 통상 일정의 변화"
terms = { "관세" = 1.0, "협상" = 0.4 }
exclude = ["가격 협상"]
[topics.tax]
name = "조세"
trend = "세제 개편과 세금 부담"
terms = { "세금" = 1 }
"""

READER = """
id = "farmer"
name = "농업 경영인"
short = "농업인"
investor = false
decides = "무엇을 심고 언제 팔지를 정한다."
never = ["연예"]
[headings]
analysis = "농업 분석"
insight = "농업인 인사이트"
strategy = "주간 전략 포인트"
strategy_suffix = "전략"
[interests]
topics = { trade = 0.9, tax = 0.2 }
terms = { "농가" = 1.0 }
companies = { "새벽농산" = 0.3 }
regions = { "나주" = 0.5 }
[[lens]]
topic = "trade"
question = "수입 관세가 언제 바뀌며 산지 값에 얼마나 닿는가"
answers = ["deadline", "amount"]
cues = ["관세율", "할당"]
strategy = "출하 시기 조정"
"""

IDS = [
    "ceo",
    "founder",
    "newcomer",
    "jobseeker",
    "global_investor",
    "fund_investor",
    "realestate_investor",
    "policy",
    "research",
    "global_en",
]


@pytest.fixture
def make(tmp_path):
    def store(reader=READER, topics=TOPICS, name="farmer.toml"):
        folder = tmp_path / "readers"
        folder.mkdir(exist_ok=True)
        (tmp_path / "topics.toml").write_text(topics, encoding="utf-8")
        (folder / name).write_text(reader, encoding="utf-8")
        return FileReaderStore(tmp_path / "topics.toml", [folder])

    return store


@pytest.fixture(scope="module")
def ours():
    return shipped()


def test_the_shipped_types_come_in_their_editorial_order(ours):
    assert [reader.id for reader in ours.list()] == IDS


def test_only_the_three_investor_types_are_investors(ours):
    assert [reader.id for reader in ours.list() if reader.investor] == IDS[4:7]


def korean(store):
    return [reader for reader in store.list() if reader.language == "ko"]


def test_investors_are_given_points_to_check_and_others_strategies(ours):
    for reader in korean(ours):
        wanted = ("주간 점검 포인트", "점검") if reader.investor else ("주간 전략 포인트", "전략")
        assert (reader.headings.strategy, reader.headings.strategy_suffix) == wanted
        assert reader.headings.insight == f"{reader.short} 인사이트" or reader.id in {"policy", "research"}


def test_every_shipped_type_has_eight_lenses_on_topics_it_follows(ours):
    for reader in ours.list():
        followed = {topic.id for topic, _ in reader.interests.topics}
        assert len(reader.lenses) >= 8
        assert {lens.topic for lens in reader.lenses} <= followed


def test_every_lens_asks_a_question_and_has_enough_cues(ours):
    for reader in korean(ours):
        for lens in reader.lenses:
            assert lens.question.endswith(("가", "는지"))
            assert 15 <= len(lens.question) <= 80
            assert 8 <= len(lens.cues) <= 20
            assert 5 <= len(lens.strategy) <= 14
            assert not lens.strategy.endswith(reader.headings.strategy_suffix)


def test_the_english_type_has_english_topics_that_find_korean_stories_too(ours):
    reader = ours.get("global_en")
    assert (reader.language, reader.sources) == ("en", ("ko",))
    trade = next(topic for topic, _ in reader.interests.topics if topic.id == "trade")
    assert trade.name.isascii()
    assert {"tariff", "관세"} <= trade.terms.keys()
    assert all(lens.question.isascii() and 5 <= len(lens.cues) <= 20 for lens in reader.lenses)


@pytest.mark.parametrize("line", ['language = "xx"', 'language = "en"\nsources = ["xx"]'])
def test_a_language_without_a_pack_is_refused(tmp_path, line):
    file = tmp_path / "farmer.toml"
    file.write_text(READER.replace('id = "farmer"', f'id = "farmer"\n{line}'), encoding="utf-8")
    with pytest.raises(InvalidReader, match="xx"):
        shipped().get(str(file))


def test_every_lens_asks_something_of_several_kinds_of_facts(ours):
    for reader in ours.list():
        korean = reader.language == "ko"
        for lens in reader.lenses:
            assert len(lens.asks) >= 4
            assert len({ask.question for ask in lens.asks}) == len(lens.asks)
            for ask in lens.asks:
                assert all(len(word.strip()) >= 2 for word in ask.when)
                assert 14 <= len(ask.question) <= (36 if korean else 95)
                assert not korean or ask.question.endswith(("는가", "은가", "인가", "던가"))
                assert not reader.investor or not language(reader.language).advises(
                    f"{ask.question.removesuffix('가')}지 살펴야 한다."
                )


def test_the_question_of_a_fact_is_the_first_that_its_words_call_for(ours):
    (lens,) = (lens for lens in ours.get("ceo").lenses if lens.topic == "labor")
    assert lens.ask("노란봉투법이 3월 시행된다.").question == "하청 노조가 교섭을 요구할 때 우리 쪽에서 누가 답하는가"
    assert lens.ask("나루항에 새 부두가 열렸다.") is None


@pytest.mark.parametrize(
    ("reader", "topic", "fact", "right", "wrong"),
    [
        ("ceo", "antitrust", "공정위가 나루기계의 하도급법 위반에 과징금을 물렸다.", "기한", "대금을 고칠"),
        ("founder", "fintech_crypto", "나루금융이 가상자산 거래소 한빛코인의 지분 92%를 인수한다.", "계약", "수입"),
        ("fund_investor", "investment_products", "조선 ETF의 올해 수익률이 50%를 넘었다.", "쏠려", "벌어졌는가"),
        ("policy", "fiscal_policy", "나라 살림의 집행률이 97.7%로 나타났다.", "남은 돈", "비율"),
        ("research", "semiconductor", "나루전자가 새 소재를 함께 개발한다.", "쓰일 자리", "양산 라인"),
        ("research", "energy_nuclear", "SMR을 지원하는 법이 국회를 통과했다.", "부품", "인가"),
        ("jobseeker", "semiconductor", "나루반도체가 HBM을 5월 양산한다.", "전공", "실습"),
    ],
)
def test_a_question_presumes_no_more_than_the_fact_tells(ours, reader, topic, fact, right, wrong):
    lens = next(lens for lens in ours.get(reader).lenses if lens.topic == topic)
    asked = lens.ask(fact)
    assert asked is not None
    assert right in asked.question
    assert wrong not in asked.question


def test_no_question_asks_what_share_was_spent_where_the_fact_says_it(ours):
    (lens,) = (lens for lens in ours.get("policy").lenses if lens.topic == "fiscal_policy")
    assert not any("쓰인 비율" in ask.question for ask in lens.asks)


def test_a_ruling_on_a_person_calls_for_nothing_of_a_firm(ours):
    (lens,) = (lens for lens in ours.get("ceo").lenses if lens.topic == "court")
    assert lens.ask("대법원이 나루 시장의 회고록 판매를 막았다.") is None
    assert lens.ask("대법원이 하청 근로자를 나루조선이 고용하라고 판결했다.") is not None


def test_two_lenses_of_a_type_never_share_a_strategy(ours):
    for reader in ours.list():
        assert len({lens.strategy for lens in reader.lenses}) == len(reader.lenses)


def test_every_topic_has_enough_terms_and_one_that_shows_it_alone(ours):
    for topic in ours.topics.values():
        assert 20 <= len(topic.terms) <= 50, topic.id
        assert max(topic.terms.values()) >= 0.9, topic.id


def test_an_exclusion_holds_a_term_or_it_would_do_nothing(ours):
    for topic in ours.topics.values():
        for phrase in topic.exclude:
            assert any(term in phrase for term in topic.terms), (topic.id, phrase)


def test_an_exclusion_does_not_take_away_a_term(ours):
    for topic in ours.topics.values():
        assert not set(topic.exclude) & set(topic.terms), topic.id


def test_every_topic_has_own_words_and_none_of_them_shows_another_field(ours):
    # A topic that no reader follows only says what is of another field.
    for topic in {
        topic.id: topic for one in ours.list() if one.language == "ko" for topic, _ in one.interests.topics
    }.values():
        assert len(topic.own) >= 5, topic.id
        assert not any(topic.tells(word) for word in topic.apart), topic.id
        assert not {"과징금", "제재", "규모"} & set(topic.own), topic.id


def test_the_words_of_a_trend_and_what_is_apart_are_read(make):
    told = 'own = ["관세", "통상 협상"]\napart = ["관세청"]\nhome = true\nexclude'
    topic = make(topics=TOPICS.replace("exclude", told)).topics["trade"]
    assert (topic.own, topic.apart, topic.home) == (("관세", "통상 협상"), ("관세청",), True)
    assert topic.tells("관세가 올랐다.")
    assert not topic.tells("관세청이 집계했다.")
    assert not topic.tells("금리가 올랐다.")


def test_no_trend_is_used_twice(ours):
    trends = [topic.trend for topic in ours.topics.values()]
    assert len(set(trends)) == len(trends)


def test_a_word_shown_to_nobody_is_in_no_followed_term(ours):
    for reader in ours.list():
        terms = [term for topic, _ in reader.interests.topics for term in topic.terms]
        terms += [term for term, _ in reader.interests.terms]
        assert not [word for word in reader.never if any(word in term for term in terms)], reader.id


@pytest.mark.parametrize(
    "title",
    [
        "취득세 배우자 공제 한도 오른다",
        "올림픽파크 인근 아파트 가수요 붙어",
        "건축구조 기준 고시 개정",
        "정부고위 관계자 회의",
        "살인적 물가에 외식 줄인다",
        "로또 청약 논란",
    ],
)
def test_look_alikes_are_not_filtered_from_real_estate_news(ours, title):
    assert not [word for word in ours.get("realestate_investor").never if word in title]


def test_a_type_is_read_with_all_it_says(make):
    reader = make().get("farmer")
    assert (reader.name, reader.short, reader.investor) == ("농업 경영인", "농업인", False)
    assert [(topic.id, weight) for topic, weight in reader.interests.topics] == [("trade", 0.9), ("tax", 0.2)]
    assert reader.interests.companies == (("새벽농산", 0.3),)
    assert reader.never == ("[부고]", "오늘의 운세", "연예")
    assert reader.lenses[0].answers == ("deadline", "amount")


def test_a_type_needs_no_words_of_its_own(make):
    text = READER.replace('terms = { "농가" = 1.0 }\n', "").replace('never = ["연예"]\n', "")
    reader = make(text).get("farmer")
    assert reader.interests.terms == ()
    assert reader.never == ("[부고]", "오늘의 운세")


def test_a_type_may_say_how_much_it_bears_of_self_praise(make):
    assert make().get("farmer").bears == ()
    reader = make(READER.replace("[headings]", "[bears]\npraise = 0.5\nshare = 1\n\n[headings]")).get("farmer")
    assert reader.bears == (("praise", 0.5), ("share", 1.0))


def test_an_unknown_id_names_those_that_exist_and_the_nearest(ours):
    with pytest.raises(UnknownReader) as caught:
        ours.get("founders")
    assert "가까운 것: 'founder'" in str(caught.value)
    assert "realestate_investor" in str(caught.value)


def test_a_path_to_a_file_of_ones_own_is_read(ours, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(READER, encoding="utf-8")
    assert ours.get(str(path)).id == "farmer"


def test_a_path_that_does_not_exist_is_an_unknown_reader(ours, tmp_path):
    with pytest.raises(UnknownReader, match="그런 독자 파일이 없습니다"):
        ours.get(str(tmp_path / "none.toml"))


BROKEN = [
    ('short = "농업인"', 'shorts = "농업인"', "shorts", "가까운 것: 'short'"),
    ("investor = false", 'investor = "no"', "investor", "true 또는 false"),
    ("investor = false", "investor = 0", "investor", "true 또는 false"),
    ('name = "농업 경영인"', "", "name", "이 키가 없습니다"),
    ('name = "농업 경영인"', 'name = " "', "name", "1~300자"),
    ('id = "farmer"', 'id = "../x"', "id", "소문자"),
    ('id = "farmer"', 'id = "farmer"\norder = true', "order", "정수"),
    ("trade = 0.9", "trade = 1.5", "interests.topics.trade", "0~1의 수"),
    ("trade = 0.9", "trade = true", "interests.topics.trade", "0~1의 수"),
    ("trade = 0.9", "trade = nan", "interests.topics.trade", "0~1의 수"),
    ("trade = 0.9", "trades = 0.9", "interests.topics.trades", "가까운 것: 'trade'"),
    ('{ "농가" = 1.0 }', '{ "농" = 1.0 }', "interests.terms.농", "2자 이상"),
    ('{ "농가" = 1.0 }', '["농가"]', "interests.terms", "필요: 표"),
    ('["deadline", "amount"]', '["deadlines"]', "lens[1].answers", "가까운 것: 'deadline'"),
    ('["deadline", "amount"]', "[]", "lens[1].answers", "하나는 있어야"),
    ('["관세율", "할당"]', '["관세율", 3]', "lens[1].cues", "2~300자"),
    (
        'strategy = "출하',
        'ask = [{ question = "값이 남는가", when = [] }]\nstrategy = "출하',
        "lens[1].ask[1].when",
        "하나는",
    ),
    (
        'strategy = "출하',
        'ask = [{ question = "값이 남는가" }]\nstrategy = "출하',
        "lens[1].ask[1].when",
        "이 키가 없습니다",
    ),
    ('strategy = "출하', 'ask = "값이 남는가"\nstrategy = "출하', "lens[1].ask", "표의 목록"),
    (
        'strategy = "출하',
        'ask = [{ question = "값이 남는가", when = ["값이"], also = ["오"] }]\nstrategy = "출하',
        "lens[1].ask[1].also",
        "2~300자",
    ),
    ('topic = "trade"', 'topic = "trad"', "lens[1].topic", "가까운 것: 'trade'"),
    ('strategy_suffix = "전략"', 'strategy_suffix = "전술"', "headings.strategy_suffix", "전략, 점검"),
    ("[headings]", "[headings]\ncolour = 1", "headings.colour", "쓸 수 있는 것: analysis"),
    ("[headings]", "[bears]\npraises = 0.5\n\n[headings]", "bears.praises", "가까운 것: 'praise'"),
    ("[headings]", "[bears]\npraise = 2\n\n[headings]", "bears.praise", "0~1의 수"),
]


@pytest.mark.parametrize(("old", "new", "key", "hint"), BROKEN)
def test_a_wrong_file_is_refused_in_one_line_that_names_file_key_and_remedy(make, old, new, key, hint):
    assert old in READER
    with pytest.raises(InvalidReader) as caught:
        make(READER.replace(old, new, 1)).list()
    line = str(caught.value)
    assert "farmer.toml: " + key in line
    assert hint in line
    assert "\n" not in line


def test_a_second_lens_on_one_topic_is_refused(make):
    lens = READER[READER.index("[[lens]]") :]
    with pytest.raises(InvalidReader, match="한 주제에는 lens가 하나"):
        make(READER + lens).list()


def test_a_type_without_a_lens_is_refused(make):
    with pytest.raises(InvalidReader, match="lens"):
        make(READER[: READER.index("[[lens]]")]).list()


def test_what_is_not_toml_is_refused_with_its_line(make):
    with pytest.raises(InvalidReader, match=r"TOML이 아닙니다\(2행 8열\)"):
        make("id = 'x'\nname = = 3\n").list()


def test_a_file_that_ends_too_soon_is_refused_with_its_end(make):
    with pytest.raises(InvalidReader, match="파일의 끝"):
        make('id = "farmer').list()


def test_a_key_with_a_line_break_is_still_refused_in_one_line(make):
    with pytest.raises(InvalidReader) as caught:
        make(READER.replace("[headings]", '[headings]\n"co\\nlour" = 1', 1)).list()
    assert "lour" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"\xb3\xf3\xbe\xf7", b"\x00\x01", b"a = " + b"[" * 5_000, b"#" * 1_000_001])
def test_hostile_bytes_are_refused_as_an_invalid_reader(make, tmp_path, content):
    store = make()
    (tmp_path / "readers" / "other.toml").write_bytes(content)
    with pytest.raises(InvalidReader, match=r"other\.toml"):
        store.list()


def test_two_files_of_one_folder_with_one_id_are_refused(make, tmp_path):
    store = make()
    (tmp_path / "readers" / "zz.toml").write_text(READER, encoding="utf-8")
    with pytest.raises(InvalidReader, match="같은 폴더의 다른 파일"):
        store.list()


def test_a_folder_of_ones_own_adds_types_after_ours(tmp_path):
    (tmp_path / "farmer.toml").write_text(READER, encoding="utf-8")
    assert [reader.id for reader in shipped(tmp_path).list()] == [*IDS, "farmer"]


def test_a_type_of_ones_own_replaces_ours_and_keeps_its_place(tmp_path):
    (tmp_path / "ceo.toml").write_text(READER.replace('id = "farmer"', 'id = "ceo"'), encoding="utf-8")
    store = shipped(tmp_path)
    assert [reader.id for reader in store.list()] == IDS
    assert store.get("ceo").name == "농업 경영인"


def test_a_trend_of_the_wrong_length_is_refused(make):
    with pytest.raises(InvalidReader, match=r"topics\.tax\.trend.*10~20자"):
        make(topics=TOPICS.replace("세제 개편과 세금 부담", "세제")).list()


def test_an_unknown_key_of_a_topic_is_refused(make):
    with pytest.raises(InvalidReader, match=r"topics\.trade\.excludes.*'exclude'"):
        make(topics=TOPICS.replace("exclude", "excludes")).list()


def test_a_missing_folder_or_file_of_topics_is_named(tmp_path, make):
    with pytest.raises(PathNotFound, match="nowhere"):
        FileReaderStore(tmp_path / "nowhere.toml", [tmp_path]).topics  # noqa: B018
    make()
    with pytest.raises(PathNotFound, match="no_folder"):
        FileReaderStore(tmp_path / "topics.toml", [tmp_path / "no_folder"]).list()


def test_an_installation_without_its_data_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "files", lambda _: tmp_path)
    with pytest.raises(MissingResource, match="다시 설치"):
        shipped()


def test_every_shipped_file_is_named_after_its_id():
    folder = Path(readers.__file__).parents[2] / "data" / "readers"
    found = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["id"] for path in folder.glob("*.toml")}
    assert sorted(found.items()) == sorted((name, name) for name in IDS)
