"""Persons: what of the type holds for them, what is their own, and how strictly their files are read."""

from __future__ import annotations

import pytest

from newsprism.errors import InvalidReader, UnknownReader
from newsprism.stores.files.persons import person_text, sorted_out, topic_id
from newsprism.stores.files.readers import shipped

KIM = """
person = true
id = "kim"
name = "김나루"
type = "ceo"
[interests]
topics = { trade = 0.2, tax = 0.9, fx = 0.8 }
terms = { "환율" = 0.8, "시행" = 0.1 }
companies = { "나루전자" = 0.9, "현대차" = 0.9 }
regions = { "나주" = 0.5 }
[blocked]
topics = ["labor"]
companies = ["쿠팡"]
words = ["골프"]
outlets = ["나루일보"]
"""


@pytest.fixture
def make(tmp_path):
    def making(text=KIM, name="kim.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return shipped(tmp_path)

    return making


def weights(pairs):
    return {getattr(name, "id", name): weight for name, weight in pairs}


def test_a_person_is_their_type_with_what_is_their_own(make):
    store = make()
    kim, ceo = store.get("kim"), store.get("ceo")
    assert (kim.id, kim.base, kim.person, kim.name) == ("kim", "ceo", "김나루", "기업 CEO")
    assert (kim.headings, kim.lenses, kim.short, kim.decides) == (ceo.headings, ceo.lenses, ceo.short, ceo.decides)
    assert (ceo.base, ceo.person) == (None, None)


def test_the_larger_weight_holds_and_new_interests_are_added(make):
    store = make()
    kim, ceo = store.get("kim").interests, store.get("ceo").interests
    topics = weights(kim.topics)
    assert (topics["trade"], topics["tax"], topics["fx"]) == (1.0, 0.9, 0.8)
    assert (weights(kim.terms)["시행"], weights(kim.terms)["환율"]) == (0.5, 0.8)
    assert (weights(kim.companies)["현대차"], weights(kim.companies)["나루전자"]) == (0.9, 0.9)
    assert weights(kim.regions) == weights(ceo.regions) | {"나주": 0.5}
    assert [topic.id for topic, _ in kim.topics][: len(ceo.topics)] == [topic.id for topic, _ in ceo.topics]


def test_what_is_blocked_weighs_nothing_and_blocked_words_are_never_shown(make):
    store = make()
    kim, ceo = store.get("kim"), store.get("ceo")
    assert weights(kim.interests.topics)["labor"] == 0.0
    assert weights(ceo.interests.topics)["labor"] > 0
    assert "쿠팡" in weights(ceo.interests.companies)
    assert "쿠팡" not in weights(kim.interests.companies)
    assert kim.never == (*ceo.never, "골프")
    assert (kim.blocked.topics, kim.blocked.outlets) == (("labor",), ("나루일보",))
    assert kim.blocked.companies == ("쿠팡",)


def test_a_blocked_company_is_kept_by_the_name_that_all_its_names_share(make):
    kim = make(KIM.replace('companies = ["쿠팡"]', 'companies = ["하이닉스", "SK하이닉스"]')).get("kim")
    assert kim.blocked.companies == ("SK하이닉스",)
    assert "SK하이닉스" not in weights(kim.interests.companies)


def test_types_come_first_and_persons_after_them(make):
    store = make()
    make(KIM.replace('"kim"', '"ahn"'), "z.toml")
    assert [reader.id for reader in store.list()][-3:] == ["global_en", "ahn", "kim"]
    assert len(store.types) == 10


def test_a_person_needs_neither_interests_nor_blocks(make):
    kim = make('person = true\nid = "kim"\nname = "김나루"\ntype = "policy"\n').get("kim")
    assert kim.base == "policy"
    assert kim.interests.topics == shipped().get("policy").interests.topics


def test_a_person_may_be_named_by_the_path_of_their_file(make, tmp_path):
    make()
    assert shipped().get(str(tmp_path / "kim.toml")).person == "김나루"


def test_an_unknown_reader_is_answered_with_persons_too(make):
    with pytest.raises(UnknownReader, match=r"가까운 것: 'kim'.*ceo, founder.*kim"):
        make().get("kimm")


BROKEN = [
    ("person = true", "person = false", "person", "true"),
    ("person = true", 'person = "yes"', "person", "true 또는 false"),
    ('type = "ceo"', 'type = "coe"', "type", "가까운 것: 'ceo'"),
    ('type = "ceo"', 'type = "kim"', "type", "ceo, founder"),
    ('type = "ceo"', "", "type", "이 키가 없습니다"),
    ('id = "kim"', 'id = "Kim"', "id", "소문자"),
    ('id = "kim"', 'id = "ceo"', "id", "독자 유형의 id"),
    ('name = "김나루"', 'name = ""', "name", "1~300자"),
    ('name = "김나루"', 'nmae = "김나루"', "nmae", "가까운 것: 'name'"),
    ("trade = 0.2", "trad = 0.2", "interests.topics.trad", "가까운 것: 'trade'"),
    ("trade = 0.2", "trade = 1.2", "interests.topics.trade", "0~1"),
    ("trade = 0.2", "trade = true", "interests.topics.trade", "0~1"),
    ("terms = {", "words = {", "interests.words", "terms"),
    ('{ "나주" = 0.5 }', '["나주"]', "interests.regions", "표"),
    ('topics = ["labor"]', 'topics = ["labour"]', "blocked.topics", "가까운 것: 'labor'"),
    ('topics = ["labor"]', 'topics = "labor"', "blocked.topics", "목록"),
    ('words = ["골프"]', 'words = ["골"]', "blocked.words", "2~300자"),
    ('words = ["골프"]', 'word = ["골프"]', "blocked.word", "가까운 것: 'words'"),
    ('topics = ["labor"]', 'topics = ["trade"]', "blocked.topics", "관심이기도"),
    ('words = ["골프"]', 'words = ["환율"]', "blocked.words", "관심이기도"),
    ('companies = ["쿠팡"]', 'companies = ["현대자동차"]', "blocked.companies", "관심이기도"),
]


@pytest.mark.parametrize(("old", "new", "key", "hint"), BROKEN)
def test_a_wrong_file_is_refused_in_one_line_that_names_file_key_and_remedy(make, old, new, key, hint):
    assert old in KIM
    with pytest.raises(InvalidReader) as caught:
        make(KIM.replace(old, new, 1)).list()
    line = str(caught.value)
    assert "kim.toml: " + key in line
    assert hint in line
    assert "\n" not in line


def test_a_wrong_file_of_one_person_stops_neither_types_nor_other_persons(make):
    make(KIM.replace("trade", "trad"))
    store = make(KIM.replace('"kim"', '"lee"'), "lee.toml")
    assert store.get("ceo").name == "기업 CEO"
    assert store.get("lee").person == "김나루"
    with pytest.raises(InvalidReader, match=r"kim\.toml"):
        store.get("kim")


def test_two_files_of_one_person_are_refused(make):
    make()
    with pytest.raises(InvalidReader, match="같은 폴더의 다른 파일"):
        make(KIM, "other.toml").list()


# ---------------------------------------------------------------- writing


def test_what_is_written_is_read_back_whatever_stands_in_it():
    store = shipped()
    odd = '따옴표 " 와 \\ 와 # 와 [x]\t와 = 와 ’'
    interests = {"topics": {"trade": 1.0}, "terms": {odd: 0.5}, "companies": {}, "regions": {"나주": 1}}
    blocked = sorted_out(["노사", "쿠팡", "골프", "outlet:나루일보", f"word:{odd}끝"], store.topics)
    text = person_text("kim", odd, "ceo", interests, blocked, store.topics.values())
    person = store.person(text, "kim")
    kim = person.reader()
    assert (kim.id, kim.person, kim.base) == ("kim", odd.strip(), "ceo")
    assert weights(kim.interests.terms)[odd] == 0.5
    assert kim.blocked == type(kim.blocked)(("labor",), ("쿠팡",), ("나루일보",))
    assert kim.never[-2:] == ("골프", f"{odd}끝")
    assert all(f"{topic.id}({topic.name})" in text.replace("\n# ", " ") for topic in store.topics.values())


def test_what_toml_cannot_hold_is_refused_as_a_reader_and_not_written():
    store = shipped()
    with pytest.raises(InvalidReader, match="TOML이 아닙니다"):
        store.person(person_text("kim", "지움\x7f글자", "ceo", {}, {}, ()), "readers add kim")


def test_a_topic_may_be_called_by_its_name_or_a_part_that_only_it_has():
    topics = shipped().topics
    assert topic_id("통상·관세", topics) == topic_id("관세", topics) == topic_id("trade", topics) == "trade"
    assert topic_id("없는 것", topics) == "없는 것"


def test_a_wish_to_block_is_a_topic_a_company_or_else_a_word():
    topics = shipped().topics
    assert sorted_out(["tax", "현대차", "골프"], topics) == {
        "topic": ["tax"], "company": ["현대차"], "word": ["골프"], "outlet": [],
    }  # fmt: skip
    assert sorted_out(["word:현대차"], topics)["word"] == ["현대차"]
    with pytest.raises(InvalidReader, match="가까운 것: 'topic'"):
        sorted_out(["topics:tax"], topics)
