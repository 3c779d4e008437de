from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.errors import InvalidSetting
from newsprism.stages.verify import Options, check_sentence
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import DocumentId
from tests.stages.verify.editions import cite, composed, document, kinds, sentence

ORIGINS = ("extracted", "generated")


def faults_of(text, source, origin="extracted", quote=None):
    """Check `text` against the whole of an invented article (or `quote` of it)."""
    article = document(source)
    return check_sentence(sentence(text, article, origin, quote), {article.id: article})


# ---------------------------------------------------------------- citations

ARTICLE = document("한빛연구소는 지난달 소재 시험을 마쳤다. 이번 시험에는 기업 12곳이 참여했다.")
FIRST = "한빛연구소는 지난달 소재 시험을 마쳤다."


def test_a_sentence_printed_as_it_stands_has_no_fault():
    assert check_sentence(sentence(FIRST, ARTICLE, quote=FIRST), {ARTICLE.id: ARTICLE}) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"document_id": DocumentId("d404")},
        {"start": -1},
        {"start": 3},
        {"end": 10_000},
        {"start": 5, "end": 5},
        {"start": 9, "end": 2},
        {"quote": FIRST.replace("소재", "부품")},
        {"field": "title"},
    ],
)
def test_a_citation_that_is_not_exactly_its_span_is_a_fault(change):
    broken = replace(cite(ARTICLE, FIRST), **change)
    found = check_sentence(Sentence(FIRST, "extracted", (broken,)), {ARTICLE.id: ARTICLE}, where="picks[0].summary[1]")
    assert kinds(found) == {"citation"}
    assert found[0].where == "picks[0].summary[1]"
    assert found[0].text == FIRST


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_sentence_without_any_citation_is_a_fault(origin):
    assert kinds(check_sentence(Sentence(FIRST, origin, ()), {})) == {"citation"}


def test_a_broken_citation_proves_nothing_beside_a_sound_one():
    sound, broken = cite(ARTICLE, FIRST), Citation(DocumentId("d2"), "text", 0, 3, "없는말")
    assert kinds(check_sentence(Sentence(FIRST, "extracted", (sound, broken)), {ARTICLE.id: ARTICLE})) == {"citation"}


def test_a_headline_can_be_cited():
    headline = Sentence("나루시, 새 산업단지 조성", "extracted", (cite(ARTICLE, field="title"),))
    assert check_sentence(headline, {ARTICLE.id: ARTICLE}) == ()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_sentence_is_a_fault(text):
    assert kinds(check_sentence(Sentence(text, "extracted", (cite(ARTICLE),)), {ARTICLE.id: ARTICLE})) == {"citation"}


# ---------------------------------------------------------------- every kind of fault

PAIRS = [
    ("number", "나루시는 올해 예산 3500억원을 편성했다.", "나루시는 올해 예산 3600억원을 편성했다."),
    ("number", "이번 조사에는 18개 대학이 참여했다.", "이번 조사에는 19개 대학이 참여했다."),
    ("number", "연구원은 실업률을 2.75%로 집계했다.", "연구원은 실업률을 2.57%로 집계했다."),
    ("unit", "금리는 0.25%포인트 낮아졌다.", "금리는 0.25% 낮아졌다."),
    ("unit", "지난해 접수된 신고는 1200건이었다.", "지난해 접수된 신고는 1200명이었다."),
    ("unit", "수출액은 450억달러를 기록했다.", "수출액은 450억원을 기록했다."),
    ("date", "나루시는 12일 조례를 공포했다.", "나루시는 13일 조례를 공포했다."),
    ("date", "새 규정은 7월 1일부터 시행된다.", "새 규정은 8월 1일부터 시행된다."),
    ("date", "공모는 지난달 시작됐다.", "공모는 이달 시작됐다."),
    ("date", "설명회는 월요일에 열린다.", "설명회는 수요일에 열린다."),
    ("name", "삼성전자는 설비 투자를 늘렸다.", "LG전자는 설비 투자를 늘렸다."),
    ("name", "도하윤 나루시장은 공장을 방문했다.", "서이든 나루시장은 공장을 방문했다."),
    ("name", "이 회사는 RISC-V 방식을 택했다.", "이 회사는 ARM 방식을 택했다."),
    ("name", "美 의회는 법안을 처리했다.", "中 의회는 법안을 처리했다."),
    ("ticker", "현대차(005380)는 공장을 증설했다.", "현대차(005390)는 공장을 증설했다."),
    ("quote", "그는 “시장이 살아날 것”이라고 말했다.", "그는 “시장이 곧 살아날 것”이라고 말했다."),
    ("quote", "정부는 ‘균형 발전’을 내걸었다.", "정부는 ‘균형 성장’을 내걸었다."),
    ("polarity", "위원회는 과징금을 부과하지 않기로 했다.", "위원회는 과징금을 부과하기로 했다."),
    ("polarity", "지난달 수출은 크게 증가했다.", "지난달 수출은 크게 감소했다."),
    ("polarity", "노조는 매각에 찬성했다.", "노조는 매각에 반대했다."),
    ("polarity", "회사는 결과를 공개했다.", "회사는 결과를 비공개했다."),
    ("polarity", "법원은 피고인에게 무죄를 선고했다.", "법원은 피고인에게 유죄를 선고했다."),
    ("polarity", "지원 대상은 모두 280명이다.", "지원 대상은 모두 280명이 아니다."),
    ("polarity", "협상단은 합의에 이르지 못했다.", "협상단은 합의에 이르렀다."),
    ("modality", "물가는 내년에 안정될 것으로 전망된다.", "물가는 내년에 안정된다."),
    ("modality", "정부는 보조금 축소를 검토하고 있다.", "정부는 보조금을 축소했다."),
    ("modality", "나루시는 청사를 이전할 계획이다.", "나루시는 청사를 이전했다."),
    ("modality", "두 회사는 이미 계약한 것으로 알려졌다.", "두 회사는 이미 계약했다."),
    ("modality", "공급이 줄면 가격은 다시 오른다.", "가격은 다시 오른다."),
    ("attribution", "업계 관계자는 “수요가 살아나고 있다”고 말했다.", "수요가 살아나고 있다."),
    ("attribution", "환자단체는 저소득층의 치료가 늦어진다고 비판했다.", "저소득층의 치료가 늦어진다."),
]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(("kind", "true", "false"), PAIRS)
def test_each_fault_is_found_and_the_true_sentence_passes(kind, true, false, origin):
    assert faults_of(true, true, origin) == ()
    found = faults_of(false, true, origin)
    assert kind in kinds(found), found


ADDITIONS = [
    ("나루시는 도서관을 새로 열었다.", "나루시는 주민 반발에도 도서관을 새로 열었다."),
    ("회사는 신형 배터리를 공개했다.", "회사는 세계 최초 신형 배터리를 공개했다."),
    (
        "나루시는 낡은 공장 부지에 청년 창업 공간을 연다.",
        "나루시는 낡은 공장 부지에 청년 창업 공간을 연다. 주민들은 소송을 냈다.",
    ),
]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(("true", "false"), ADDITIONS)
def test_words_that_the_source_does_not_have_are_an_addition(true, false, origin):
    assert faults_of(true, true, origin) == ()
    assert "addition" in kinds(faults_of(false, true, origin))


def test_one_word_more_is_an_addition_in_an_extracted_sentence():
    assert "addition" in kinds(faults_of("나루시는 도서관을 서둘러 열었다.", "나루시는 도서관을 열었다."))


def test_another_speaker_is_an_attribution_fault():
    source = "오누리 연구위원은 공급이 부족하다고 지적했다. 다른 기관인 두레연구소는 이를 반박했다."
    claim = "두레연구소는 공급이 부족하다고 지적했다."
    assert faults_of(claim, source, "generated", "오누리 연구위원은 공급이 부족하다고 지적했다.") != ()
    assert "attribution" in kinds(
        faults_of("시민단체는 공급이 부족하다고 지적했다.", source.split(". ")[0] + ".", "generated")
    )


def test_who_acts_and_who_is_acted_upon_cannot_change_places():
    source = "삼성전자가 LG전자를 인수했다."
    assert faults_of("LG전자가 삼성전자를 인수했다.", source, "extracted") != ()
    assert "name" in kinds(faults_of("LG전자가 삼성전자를 인수했다.", source, "generated"))


@pytest.mark.parametrize("origin", ORIGINS)
def test_two_values_of_one_source_cannot_change_places(origin):
    source = "매출은 320억원으로 늘었고 영업이익은 45억원으로 줄었다."
    assert "number" in kinds(faults_of("매출은 45억원으로 늘었고 영업이익은 320억원으로 줄었다.", source, origin))


def test_the_opposite_of_one_half_of_a_sentence_is_found_although_the_word_stands_in_the_other_half():
    source = "매출은 크게 증가했지만 영업이익은 소폭 감소했다."
    assert "polarity" in kinds(faults_of("영업이익은 소폭 증가했다.", source, "generated"))


def test_words_of_two_sentences_do_not_make_a_third():
    source = "한빛연구소는 시험을 마쳤다. 두레연구소는 평가를 시작했다."
    assert faults_of("두레연구소는 시험을 마쳤다.", source) != ()


# ---------------------------------------------------------------- what may change

CLEAN = [
    ("예산은 3,500억 달러로 정해졌다.", "예산은 3500억달러로 정해졌다."),
    ("예산은 1조 4000억 원으로 정해졌다.", "예산은 1.4조원으로 정해졌다."),
    ("금리는 0.36%포인트 내렸다.", "금리는 0.36%p 내렸다."),
    ("또한 나루시는 12일 조례를 공포했다.", "나루시는 12일 조례를 공포했다."),
    ("나루시는 이날 조례를 공포했다.", "나루시는 12일 조례를 공포했다."),
    ("나루시는 전날 조례를 공포했다.", "나루시는 3월 11일 조례를 공포했다."),
    ("나루시는 조례를 공포한다고 12일 밝혔다.", "나루시는 조례를 공포한다."),
    ("한국은행은 새 지표를 공개했다고 10일 발표했다.", "한국은행은 새 지표를 공개했다."),
    ("한국해양수산개발원(KMI)은 보고서를 냈다.", "한국해양수산개발원은 보고서를 냈다."),
    ("현대차는 공장을 지었다.", "현대자동차는 공장을 지었다."),
    ("美 의회는 법안을 처리했다.", "미국 의회는 법안을 처리했다."),
    ("나루시는 도서관을 열었고, 다온시는 공원을 넓혔다.", "나루시는 도서관을 열었다."),
    ("그는 \"시장이 살아날 것\"이라고 말했다.", "그는 “시장이 살아날 것”이라고 말했다."),
]  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(("source", "printed"), CLEAN)
def test_a_change_that_keeps_the_meaning_passes(source, printed, origin):
    assert faults_of(printed, source, origin) == ()


def test_a_date_is_read_on_the_day_of_the_document_that_is_cited():
    article = document("나루시는 28일 조례를 공포했다.", day=date(2026, 3, 2))
    said = sentence("나루시는 2월 28일 조례를 공포했다.", article, "generated")
    assert check_sentence(said, {article.id: article}) == ()
    wrong = sentence("나루시는 3월 28일 조례를 공포했다.", article, "generated")
    assert "date" in kinds(check_sentence(wrong, {article.id: article}))


def test_without_a_day_of_publication_only_the_printed_date_counts():
    article = document("나루시는 28일 조례를 공포했다.", day=None)
    assert check_sentence(sentence("나루시는 28일 조례를 공포했다.", article), {article.id: article}) == ()
    said = sentence("나루시는 2월 28일 조례를 공포했다.", article, "generated")
    assert "date" in kinds(check_sentence(said, {article.id: article}))


def test_a_generated_sentence_may_use_a_few_words_of_its_own():
    source = "나루시는 낡은 공장 부지에 청년 창업 공간 40곳을 마련하고 입주 기업을 모집한다."
    claim = "나루시가 낡은 공장 부지에 청년 창업 공간 40곳을 꾸미고 입주 기업을 모집한다."
    assert faults_of(claim, source, "generated") == ()
    assert "addition" in kinds(faults_of(claim, source, "extracted"))


def test_the_share_of_new_words_is_a_setting():
    source = "나루시는 낡은 공장 부지에 청년 창업 공간 40곳을 마련하고 입주 기업을 모집한다."
    article = document(source)
    claim = sentence(source.replace("마련하고", "꾸미고"), article, "generated")
    strict = Options(new_words=0, meaning=False)
    assert "addition" in kinds(check_sentence(claim, {article.id: article}, options=strict))
    with pytest.raises(InvalidSetting):
        Options(new_words=1.5)


def test_an_organisations_forecast_stays_a_forecast():
    source = "한국은행은 물가가 내년에 안정될 것으로 예상한다고 12일 밝혔다."
    assert faults_of("한국은행은 물가가 내년에 안정된다.", source) != ()


def test_a_persons_words_keep_their_speaker():
    source = "도하윤 대표는 신제품이 시장을 바꾼다고 말했다."
    assert "attribution" in kinds(faults_of("신제품이 시장을 바꾼다.", source))


# ---------------------------------------------------------------- composed sentences

LEAD = document("나루시는 9일 청사를 옮겼다.", day=date(2026, 3, 9))


@pytest.mark.parametrize(
    "said",
    [
        composed("9일 하루에 매체 4곳이 보도했다.", first_report="2026-03-09", outlets="4"),
        composed("9일 첫 보도가 나온 뒤 12일까지 매체 7곳이 다뤘다.", first_report="2026-03-09",
                 last_report="2026-03-12", outlets="7"),
        composed("3월 9일 나루일보가 보도했다.", cite(LEAD, field="title"), first_report="2026-03-09"),
        composed("9일에는 ‘나루시, 새 산업단지 조성’ 보도가 이어졌다.", cite(LEAD, field="title")),
    ],
)  # fmt: skip
def test_what_the_system_computed_is_proved_by_its_figures(said):
    assert check_sentence(said, {LEAD.id: LEAD}) == ()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("citation", composed("여러 매체가 보도했다.")),
        ("number", composed("9일 하루에 매체 5곳이 보도했다.", first_report="2026-03-09", outlets="4")),
        ("date", composed("10일 하루에 매체 4곳이 보도했다.", first_report="2026-03-09", outlets="4")),
        ("addition", composed("매체 4곳이 정책 실패를 비판했다.", outlets="4")),
        ("name", composed("매체 4곳이 삼성전자를 다뤘다.", outlets="4")),
        ("quote", composed("9일에는 ‘새 산업단지 무산’ 보도가 이어졌다.", cite(LEAD, field="title"))),
    ],
)
def test_a_composed_sentence_says_nothing_beyond_its_figures(kind, said):
    assert kind in kinds(check_sentence(said, {LEAD.id: LEAD}))


# ---------------------------------------------------------------- hostile input


def test_a_very_long_sentence_is_refused_without_being_read():
    long = "가나다라 " * 40_000
    article = document(long)
    assert kinds(check_sentence(sentence(long, article), {article.id: article})) == {"addition"}


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), source=st.text(min_size=1, max_size=80), origin=st.sampled_from(ORIGINS))
def test_no_text_makes_the_check_raise(text, source, origin):
    article = document(source)
    found = check_sentence(Sentence(text, origin, (cite(article),)), {article.id: article})
    assert all(fault.text == text for fault in found)


@pytest.mark.parametrize(
    "noise", ["“" * 900, "1," * 450, "(((" * 300, "다고 " * 300, "가" * 900, "AI " * 300, "'" * 900]
)
def test_repeated_marks_do_not_slow_the_check(noise):
    article = document(noise * 20)
    found = check_sentence(Sentence(noise[:900], "generated", (cite(article),)), {article.id: article})
    assert isinstance(found, tuple)
