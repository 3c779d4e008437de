"""Names in running text. All texts are invented."""

import gzip
import html
import json
import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.errors import MissingResource
from newsprism.text.ko import gazetteer as module
from newsprism.text.ko.gazetteer import Entity, Gazetteer, gazetteer


def found(text: str) -> list[str]:
    return [m.entity.canonical for m in gazetteer().mentions(text)]


def printed(text: str) -> list[str]:
    return [m.text for m in gazetteer().mentions(text)]


@pytest.mark.parametrize(
    ("alias", "canonical", "code"),
    [
        ("현대차", "현대자동차", "005380"),
        ("삼전", "삼성전자", "005930"),
        ("하이닉스", "SK하이닉스", "000660"),
        ("네이버", "NAVER", "035420"),
        ("한전", "한국전력공사", "015760"),
        ("포스코홀딩스", "POSCO홀딩스", "005490"),
        ("에쓰오일", "S-Oil", "010950"),
        ("포스코", "포스코", None),
        ("엔비디아", "엔비디아", None),
        ("nvidia", "엔비디아", None),
        ("비바리퍼블리카", "비바리퍼블리카", None),
        ("토스", "비바리퍼블리카", None),
        ("금융위", "금융위원회", None),
        ("연준", "미국 연방준비제도", None),
        ("Fed", "미국 연방준비제도", None),
        ("통계청", "국가데이터처", None),
        ("트럼프", "도널드 트럼프", None),
        ("美", "미국", None),
        ("HBM", "고대역폭메모리", None),
        ("종부세", "종합부동산세", None),
        ("대상", "대상", "001680"),
    ],
)
def test_an_alias_leads_to_its_entity(alias: str, canonical: str, code: str | None) -> None:
    entity = gazetteer().find(alias)
    assert entity is not None
    assert entity.canonical == canonical
    assert gazetteer().ticker(alias) == code


def test_an_unknown_name_has_no_entity_and_no_ticker() -> None:
    assert gazetteer().find("가나다라전자") is None
    assert gazetteer().ticker("가나다라전자") is None


def test_the_longest_name_wins() -> None:
    assert printed("삼성바이오로직스와 삼성전자는 삼성 계열사다.") == ["삼성바이오로직스", "삼성전자", "삼성"]
    assert printed("신한은행과 한은, 한국은행의 금통위") == ["신한은행", "한은", "한국은행", "금통위"]


@pytest.mark.parametrize(
    "text",
    [
        "LGBT 축제가 열렸다.",
        "하이브리드 차량이 팔린다.",
        "기아자동차공학을 배운다.",
        "금융위기가 왔다.",
        "메타인지가 높다.",
        "애플리케이션을 깔았다.",
        "미국내산업이라는 말은 없다.",
        "가게를 이전한화요일이다.",
    ],
)
def test_a_name_inside_a_longer_word_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LG는 LG그룹의 지주사다.", ["LG", "LG그룹"]),
        ("SK하이닉스·삼성전자,KT에서도", ["SK하이닉스", "삼성전자", "KT"]),
        ("금융위원장과 금감원장이 만났다.", ["금융위원회", "금융감독원"]),
        ("미국산 소고기와 중국발 미세먼지", ["미국", "중국"]),
        ("서울시장은 강남구청장을 만났다.", ["서울", "강남구"]),
        ("반도체주가 올랐고 반도체업계는 반겼다.", ["반도체", "반도체"]),
        ("‘상호관세’로부터 HBM4까지", ["상호관세", "HBM4"]),
        ("트럼프발 관세에 엔비디아가", ["도널드 트럼프", "엔비디아"]),
        ("美연준이 韓美 협상을", ["미국 연방준비제도", "대한민국", "미국"]),
        ("(005930)삼성전자(005930)", ["삼성전자"]),
    ],
)
def test_particles_and_fitting_suffixes_may_follow_a_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["조사 대상은 기업이다.", "DSR 규제가 강해진다.", "한창 바쁘다.", "진도가 나간다.", "DB에 담는다."]
)
def test_an_everyday_word_is_not_taken_for_a_company(text: str) -> None:
    assert "company" not in {m.entity.kind for m in gazetteer().mentions(text)}


@pytest.mark.parametrize("text", ["㈜대상은", "(주)대상이", "대상㈜의", "대상(001680)이", "대상그룹이"])
def test_an_ambiguous_name_counts_with_a_mark_of_a_company(text: str) -> None:
    assert [m.entity.kind for m in gazetteer().mentions(text)] == ["company"]


def test_an_ambiguous_person_counts_with_a_title() -> None:
    assert found("조국 대표가 말했다.") == ["조국"]
    assert found("조국 광복의 날이다.") == []


@pytest.mark.parametrize("text", ["美術館이 문을 열었다.", "10일(日)까지", "협상 中", "中小기업"])
def test_a_han_letter_inside_another_word_is_no_country(text: str) -> None:
    assert found(text) == []


def test_a_quoting_ending_is_not_the_country_iran() -> None:
    assert found("‘성장’이란 말과 이란 정부") == ["이란"]


ALPHABET = st.text(alphabet=st.sampled_from(list("삼성전자LG는이 그룹대상㈜()001680美中日·,a\n이란")), max_size=60)


@given(st.one_of(ALPHABET, st.text(max_size=80)))
@settings(max_examples=400, deadline=None)
def test_mentions_are_sorted_disjoint_and_exact(text: str) -> None:
    position = 0
    for mention in gazetteer().mentions(text):
        assert position <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert gazetteer().find(mention.text) is mention.entity
        position = mention.end


@pytest.mark.parametrize("unit", ["삼성", "삼성전자은", "美", "대상(", "이란", "LG", "서울시", "가 "])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    begin = time.perf_counter()
    gazetteer().mentions(unit * (200_000 // len(unit)))
    assert time.perf_counter() - begin < 4.0


def test_no_name_belongs_to_two_entities() -> None:
    owners = Counter(name for entity in gazetteer().entities for name in {entity.canonical, *entity.aliases})
    assert [name for name, count in owners.items() if count > 1] == []


def test_codes_are_well_formed_and_belong_to_one_company_each() -> None:
    codes = [entity.code for entity in gazetteer().entities if entity.code]
    assert len(codes) > 900
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[0-9][0-9A-Z]{5}", code) for code in codes)
    assert {entity.kind for entity in gazetteer().entities if entity.code} == {"company"}


def test_every_company_has_an_industry_out_of_a_short_list() -> None:
    industries = Counter(entity.industry for entity in gazetteer().entities if entity.kind == "company")
    assert None not in industries
    assert len(industries) <= 35


def test_every_kind_is_well_stocked_and_no_name_is_blank() -> None:
    kinds = Counter(entity.kind for entity in gazetteer().entities)
    least = {"company": 1500, "institution": 350, "person": 250, "place": 280, "country": 80, "term": 600}
    assert all(kinds[kind] >= count for kind, count in least.items())
    names = [name for entity in gazetteer().entities for name in (entity.canonical, *entity.aliases)]
    assert all(name and name == name.strip() and len(name) <= 30 for name in names)


def test_a_gazetteer_can_be_built_from_other_entities() -> None:
    own = Gazetteer([Entity("가나전자", "company", ("가전",))], ambiguous=["가전"])
    assert [m.text for m in own.mentions("가나전자와 가전, ㈜가전")] == ["가나전자", "가전"]
    assert own.names == ("가나전자",)


def test_a_missing_data_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILES", {"nowhere.tsv": "company"})
    with pytest.raises(MissingResource, match=r"nowhere\.tsv"):
        module.gazetteer.__wrapped__()


def test_a_week_of_titles_and_leads_takes_less_than_six_seconds() -> None:
    folder = os.environ.get("NEWSPRISM_DATA")
    path = Path(folder or "") / "ko-business-week" / "items.jsonl.gz"
    if not folder or not path.exists():
        pytest.skip("NEWSPRISM_DATA does not name a folder with ko-business-week/items.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    texts = [html.unescape(html.unescape(item["title"] + "\n" + (item["summary"] or "")[:300])) for item in items]
    begin = time.perf_counter()
    count = sum(len(gazetteer().mentions(text)) for text in texts)
    assert time.perf_counter() - begin < 6.0
    assert count > 3 * len(texts)
