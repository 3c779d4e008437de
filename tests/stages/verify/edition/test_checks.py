from dataclasses import replace
from datetime import date

import pytest

from newsprism.formats.briefs import dumps, loads
from newsprism.stages.verify import EditionVerifier
from newsprism.types.brief import Issue, Paragraph, SourceRef, StrategyPoint, Term, Trend
from newsprism.types.document import DocumentId
from newsprism.types.story import StoryId
from tests.stages.verify.editions import brief, cite, composed, document, kinds, pick, sentence

PORT = document(
    "나루항만공사는 11일 새 부두를 열었다. 부두에는 선석 6개가 들어섰다. 하역 능력은 연간 120만톤이다.",
    "나루항 새 부두 열어…선석 6개",
    name="port",
    day=date(2026, 3, 11),
)
SCHOOL = document(
    "다온대는 청년 창업 강좌를 열고 수강생 300명을 모집한다. 강좌는 다음 달 시작된다.",
    "다온대, 청년 창업 강좌 수강생 모집",
    name="school",
    day=date(2026, 3, 12),
)
CHIP = document(
    "라온칩은 저전력 연산 칩을 공개했다. 이 회사는 개발에 서버 2048대를 썼다.",
    "라온칩, 서버 2000대로 저전력 연산 칩 개발",
    name="chip",
    day=date(2026, 3, 13),
)
ALL = (PORT, SCHOOL, CHIP)


def said(source, text, origin="extracted"):
    return sentence(text, source, origin, text)


OPENED = said(PORT, "나루항만공사는 11일 새 부두를 열었다.")
BERTHS = said(PORT, "부두에는 선석 6개가 들어섰다.")
COURSE = said(SCHOOL, "다온대는 청년 창업 강좌를 열고 수강생 300명을 모집한다.")
SHOWN = said(CHIP, "라온칩은 저전력 연산 칩을 공개했다.")
CLEAN = brief(
    replace(
        pick(1, PORT, OPENED, BERTHS),
        context=(composed("11일 하루에 매체 4곳이 보도했다.", first_report="2026-03-11", outlets="4"),),
    ),
    pick(2, SCHOOL, COURSE),
)


def verify(edition, documents=ALL):
    return EditionVerifier().verify(edition, documents)


def test_a_sound_edition_is_clean_and_counted():
    report = verify(CLEAN)
    assert report.faults == ()
    assert report.clean
    assert (report.sentences, report.supported, report.composed) == (4, 3, 1)


def test_an_edition_that_was_saved_and_read_again_is_judged_the_same():
    assert verify(loads(dumps(CLEAN), "brief.json")) == verify(CLEAN)


def test_every_block_of_an_edition_is_checked():
    wrong = sentence("부두에는 선석 7개가 들어섰다.", PORT, "extracted", BERTHS.text)
    edition = brief(
        replace(pick(1, PORT), summary=(wrong,), context=(wrong,), insight=(wrong,)),
        subtitles=(wrong,),
        analysis=(Paragraph((OPENED, wrong)),),
        issues=(Issue("부두", (wrong,)),),
        trends=(Trend("항만 확대", (wrong,), (StoryId("s1"),)),),
        terms=(Term("선석", None, (wrong,)),),
        strategy=(StrategyPoint("물류 관리 전략", (wrong,)),),
    )
    found = [fault.where for fault in verify(edition).faults if fault.kind == "number"]
    assert found == [
        "subtitles[0]",
        "analysis[0].sentences[1]",
        "issues[0].sentences[0]",
        "trends[0].sentences[0]",
        "picks[0].summary[0]",
        "picks[0].context[0]",
        "picks[0].insight[0]",
        "terms[0].sentences[0]",
        "strategy[0].sentences[0]",
    ]


def test_faults_come_in_printing_order():
    edition = brief(
        replace(pick(1, PORT, sentence("부두에는 선석 7개가 들어섰다.", PORT)), title="다른 제목"),
        pick(2, SCHOOL, COURSE, story="s1"),
        terms=(Term("강좌", None, (COURSE,)),),
    )
    assert [fault.where for fault in verify(edition).faults] == [
        "picks[0].title",
        "picks[0].summary[0]",
        "picks[1].title",
        "terms[0].sentences[0]",
    ]


# ---------------------------------------------------------------- repetition


def test_a_sentence_printed_twice_is_a_fault_at_its_later_place():
    edition = replace(CLEAN, strategy=(StrategyPoint("물류 관리 전략", (OPENED,)),))
    (fault,) = verify(edition).faults
    assert (fault.kind, fault.where) == ("repeated", "strategy[0].sentences[0]")
    assert "picks[0].summary[0]" in fault.detail


def test_a_sentence_that_only_leaves_words_out_of_another_repeats_it():
    text = "나루항만공사는 오전 행사에서 11일 새 부두 3곳과 창고 2동을 열었다."
    article = document(text, "나루항 확장", name="long", day=date(2026, 3, 11))
    short = sentence("나루항만공사는 11일 새 부두 3곳과 창고 2동을 열었다.", article)
    edition = brief(pick(1, article, said(article, text)), analysis=(Paragraph((short,)),))
    assert kinds(verify(edition, [article]).faults) == {"repeated"}


def test_sentences_on_one_subject_with_other_figures_do_not_repeat_each_other():
    text = "1분기 매출은 320억원으로 12% 늘었다. 2분기 매출은 350억원으로 15% 늘었다."
    article = document(text, "라온칩 상반기 실적", name="half")
    first, second = (part if part.endswith(".") else f"{part}." for part in text.split(". "))
    assert verify(brief(pick(1, article, said(article, first), said(article, second))), [article]).clean


@pytest.mark.parametrize(
    ("later", "wrong"),
    [
        ("나루지방검찰청이 13일 부두 사고로 기소돼 1심에서 무죄를 선고받은 가온중공업 대표에 대해 항소했다.", set()),
        ("나루지방법원이 13일 부두 사고로 기소된 가온중공업 대표에게 1심에서 무죄를 선고했다.", {"repeated"}),
        ("부두 사고로 기소돼 1심에서 무죄를 선고받은 가온중공업 대표에 대해 항소했다.", {"repeated"}),
    ],
)
def test_what_was_done_on_another_day_with_the_same_words_is_a_step_and_no_repetition(later, wrong):
    first = "부두 사고로 기소된 가온중공업 대표가 1심에서 무죄를 선고받았다."
    article = document(f"{first} {later}", "나루항 사고 재판", name="trial", day=date(2026, 3, 13))
    faults = verify(brief(pick(1, article, said(article, first), said(article, later))), [article]).faults
    assert kinds(faults) & {"repeated"} == wrong


def test_a_subtitle_may_announce_a_sentence_of_the_body():
    assert verify(replace(CLEAN, subtitles=(OPENED,))).clean
    assert kinds(verify(replace(CLEAN, subtitles=(OPENED, OPENED))).faults) == {"repeated"}


# ---------------------------------------------------------------- picks


def test_one_story_is_picked_once():
    edition = brief(pick(1, PORT, OPENED), pick(2, SCHOOL, COURSE, story="s1"))
    (fault,) = verify(edition).faults
    assert (fault.kind, fault.where) == ("story_twice", "picks[1].title")


def test_two_picks_under_one_headline_are_one_story():
    again = document(SCHOOL.text, "[속보] 다온대, 청년 창업 강좌 수강생 모집", name="again", day=date(2026, 3, 12))
    edition = brief(pick(1, SCHOOL), pick(2, again))
    assert kinds(verify(edition, [SCHOOL, again]).faults) == {"story_twice"}


def test_a_third_pick_of_one_company_is_over_the_cap():
    titles = ("삼성전자, 새 공장 짓는다", "삼성전자 배당 확대 결정", "삼성전자 노사 임금 협상 시작")
    articles = [document("본문이다.", title, name=f"s{i}") for i, title in enumerate(titles)]
    edition = brief(*(pick(i + 1, article) for i, article in enumerate(articles)))
    (fault,) = verify(edition, articles).faults
    assert (fault.kind, fault.where) == ("company_cap", "picks[2].title")
    assert verify(brief(*edition.picks[:2]), articles).clean


def test_a_pick_dated_outside_the_window_is_a_fault():
    old = document("본문이다.", "나루항 준설 착수", name="old", day=date(2026, 3, 8))
    (fault,) = verify(brief(pick(1, old)), [old]).faults
    assert (fault.kind, fault.where) == ("window", "picks[0].published")


def test_a_day_printed_behind_a_title_outside_the_window_is_a_fault():
    dated = document("본문이다.", "나루항 준설 착수 (3.07)", name="dated", day=date(2026, 3, 9))
    assert kinds(verify(brief(pick(1, dated)), [dated]).faults) == {"window"}
    inside = replace(dated, title="나루항 준설 착수 (3.09)")
    assert verify(brief(pick(1, inside)), [inside]).clean


def test_a_window_over_the_turn_of_the_year_holds_days_of_both_years():
    article = document("본문이다.", "나루항 준설 착수 (1.02)", name="turn", day=date(2026, 1, 2))
    edition = brief(pick(1, article))
    edition = replace(edition, window=replace(edition.window, start=date(2025, 12, 29), end=date(2026, 1, 3)))
    assert verify(edition, [article]).clean


def test_a_title_must_be_its_sources_headline():
    edition = brief(replace(pick(1, PORT, OPENED), title="나루항 새 부두 개장"))
    (fault,) = verify(edition).faults
    assert (fault.kind, fault.where) == ("citation", "picks[0].title")


def test_a_title_whose_source_is_not_among_the_documents_proves_nothing():
    lost = SourceRef(DocumentId("lost"), PORT.title, None, None, None)
    assert kinds(verify(brief(replace(pick(1, PORT), sources=(lost,)))).faults) == {"citation"}


def test_a_picks_date_must_be_its_articles_own():
    (fault,) = verify(brief(pick(1, PORT, OPENED, day=date(2026, 3, 12)))).faults
    assert (fault.kind, fault.where) == ("date", "picks[0].published")


# ---------------------------------------------------------------- contradictions


def test_a_headline_and_the_glossary_that_count_the_same_thing_differently_contradict():
    term = Term("저전력 연산 칩", None, (said(CHIP, "이 회사는 개발에 서버 2048대를 썼다."),))
    edition = brief(pick(1, CHIP, SHOWN), trends=(), terms=(term,))
    found = [f for f in verify(edition).faults if f.kind == "contradiction"]
    assert [f.where for f in found] == []  # nothing but the counted word is shared: it may be another count

    named = document(
        "라온칩은 저전력 연산 칩을 개발했다. 라온칩은 저전력 연산 칩 개발에 2048대의 서버를 썼다.",
        "라온칩, 서버 2000대로 저전력 연산 칩 개발", name="named", day=date(2026, 3, 13),
    )  # fmt: skip
    whole = said(named, "라온칩은 저전력 연산 칩 개발에 2048대의 서버를 썼다.")
    edition = brief(pick(1, named), terms=(Term("저전력 연산 칩", None, (whole,)),))
    (fault,) = verify(edition, [named]).faults
    assert (fault.kind, fault.where) == ("contradiction", "terms[0].sentences[0]")
    assert "2000대" in fault.detail


@pytest.mark.parametrize(
    "other",
    [
        "라온칩은 지난해 저전력 연산 칩 생산에 서버 2048대를 썼다.",
        "라온칩은 저전력 연산 칩 생산에 서버 9000대를 쓴다.",
        "라온칩은 저전력 연산 칩 생산에 서버 2048대 이상을 쓴다.",
        "라온칩은 저전력 연산 칩 생산에 기술자 2048명을 둔다.",
        "두레칩은 저전력 연산 칩 생산에 장비 2048대를 쓴다.",
    ],
)
def test_other_days_bounds_things_and_distant_values_are_no_contradiction(other):
    first = "라온칩은 올해 저전력 연산 칩 생산에 서버 2000대를 쓴다."
    article = document(f"{first} {other}", "라온칩 증설", name="two")
    edition = brief(pick(1, article, said(article, first), said(article, other)))
    assert "contradiction" not in kinds(verify(edition, [article]).faults)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("3.8억 원", "3억7800만 원", False),
        ("360억 원", "360억3300만 원", False),
        ("90조 원", "89조6000억 원", False),
        ("3.8억 원", "3억6100만 원", True),
        ("360억 원", "368억3300만 원", True),
    ],
)
def test_a_figure_and_the_same_one_rounded_do_not_contradict(one, other, contradict):
    first, second = (
        f"라온칩은 연산 칩 담합으로 과징금 {one}을 냈다.",
        f"라온칩은 담합에 과징금 {other}을 내고 물러섰다.",
    )
    article = document(f"{first} {second}", "라온칩 제재", name="two")
    edition = brief(pick(1, article, said(article, first), said(article, second)))
    assert ("contradiction" in kinds(verify(edition, [article]).faults)) is contradict


def test_documents_under_one_id_are_judged_by_the_first():
    twin = replace(SCHOOL, id=PORT.id)
    assert verify(CLEAN, [PORT, SCHOOL, twin]).clean


def test_an_empty_edition_without_documents_is_clean():
    report = verify(brief(), ())
    assert (report.sentences, report.supported, report.composed, report.faults) == (0, 0, 0, ())


def test_a_broken_citation_does_not_stop_the_rest_of_the_edition():
    lost = replace(OPENED, citations=(replace(cite(PORT), document_id=DocumentId("lost")),))
    report = verify(brief(pick(1, PORT, lost, BERTHS)))
    assert kinds(report.faults) == {"citation"}
    assert report.supported == 1
