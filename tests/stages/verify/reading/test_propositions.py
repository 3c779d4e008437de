"""What a text states, how certain it is of it, and which statements are compared."""

from datetime import date

import pytest

from newsprism.stages.verify.reading import read
from newsprism.stages.verify.reading.levels import Level
from newsprism.stages.verify.reading.propositions import propositions
from newsprism.stages.verify.weighing.alignment import pairs
from newsprism.stages.verify.weighing.conflicts import distributed, modality, polarity
from newsprism.stages.verify.weighing.holders import attribution, omitted

DAY = date(2026, 3, 10)


def told(text):
    return {one.word.key: one for one in propositions(read(text, DAY))}


def rows(claim, *sources):
    return pairs(read(claim, DAY), [read(source, DAY) for source in sources])


def contrary(claim, source):
    return polarity(read(claim, DAY), rows(claim, source))


@pytest.mark.parametrize(
    ("text", "key", "level"),
    [
        ("새솔조선은 공장을 증설했다.", "증설", Level.DONE),
        ("새솔조선은 공장을 증설하기로 했다.", "증설", Level.SETTLED),
        ("새솔조선은 공장을 증설한다고 밝혔다.", "증설", Level.SETTLED),
        ("새솔조선은 공장을 증설할 계획이다.", "증설", Level.PLANNED),
        ("새솔조선은 공장을 증설하는 방안을 검토하고 있다.", "증설", Level.WEIGHED),
        ("새솔조선은 공장을 증설할지 정하지 않았다.", "증설", Level.WEIGHED),
        ("새솔조선은 공장을 증설할 수 있다.", "증설", Level.SUPPOSED),
        ("새솔조선은 공장을 증설한 것으로 전해졌다.", "증설", Level.SUPPOSED),
        ("새솔조선은 공장을 증설한 것으로 나타났다.", "증설", Level.DONE),
        ("공장을 증설하면 직원이 는다.", "증설", Level.SUPPOSED),
    ],
)
def test_how_certain_a_text_is_stands_behind_its_predicate(text, key, level):
    assert told(text)[key].level is level


@pytest.mark.parametrize(
    "text",
    [
        "가격이 크게 오를 정도는 아니다.",
        "법원은 회사가 지시했다고 보기 어렵다고 했다.",
        "이번 사고로 발생한 인명 피해는 없었다.",
    ],
)
def test_a_denial_further_back_is_read_as_well(text):
    found = told(text)
    assert any(found[key].negated for key in ("오르", "지시", "발생") if key in found)


def test_a_verb_of_saying_states_nothing_by_itself():
    assert "밝히" not in told("새솔조선은 공장을 증설했다고 밝혔다.")
    assert "나오" not in told("공급이 줄 수 있다는 지적이 나왔다.")


def test_what_is_prepared_is_not_done_though_the_verb_is_another():
    source = "소비자단체 한빛모임은 집단소송을 준비하고 있다."
    assert max(modality(rows("소비자단체 한빛모임이 집단소송을 냈다.", source)).values()) > 0.3
    assert not any(modality(rows("집단소송을 한빛모임이 준비 중이다.", source)).values())


def test_a_predicate_that_is_not_found_is_no_conflict():
    claim, source = "새솔조선이 가람시에 공장을 들인다.", "새솔조선은 가람시에 공장을 짓기로 했다."
    assert not any(modality(rows(claim, source)).values())
    assert contrary(claim, source) == 0


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("다온제약의 투자 유치가 무산됐다.", "다온제약은 투자를 유치했다."),
        ("가람시는 신규 대출을 내줄 수 있다.", "가람시의 신규 대출은 금지된다."),
        ("제조업 취업자는 14개월째 증가세를 이어갔다.", "제조업 취업자는 14개월째 줄었다."),
    ],
)
def test_the_contrary_is_seen_across_verbs(claim, source):
    assert contrary(claim, source) > 0.3


def test_what_two_parties_do_may_not_be_exchanged():
    source = "새솔조선 대표는 “내년에 공장을 넓힌다”고 말했다. 노조는 인력이 모자란다고 주장했다."
    spans = [read(source, DAY)]
    wrong = read("노조는 내년에 공장을 넓힌다고 말했다.", DAY)
    right = read("새솔조선 대표에 따르면 내년에 공장이 넓어진다.", DAY)
    assert attribution(wrong, pairs(wrong, spans), spans)[0] > 0.3
    assert attribution(right, pairs(right, spans), spans)[0] == 0


def test_only_a_contested_word_needs_its_speaker():
    news = [read("나루통계원에 따르면 지난달 취업자는 16만명 늘었다.", DAY)]
    claim = read("지난달 취업자는 16만명 증가했다.", DAY)
    assert omitted(claim, pairs(claim, news))[0] == 0
    opinion = [read("환자단체는 저소득층의 치료가 늦어진다고 비판했다.", DAY)]
    claim = read("저소득층의 치료가 늦어진다.", DAY)
    assert omitted(claim, pairs(claim, opinion))[0] > 0.4


SPEAKERS = '가람시 관계자는 "예산은 충분하다"고 말했고, 다온연구원은 수요가 내년에 꺾일 수 있다고 분석했다.'


@pytest.mark.parametrize(
    ("claim", "told_by_another"),
    [
        ("다온연구원은 내년에 수요가 꺾일 가능성이 있다고 봤다.", False),
        ("가람시 관계자는 내년에 수요가 꺾일 수 있다고 말했다.", True),
    ],
)
def test_each_clause_has_its_own_speaker(claim, told_by_another):
    found, _ = attribution(read(claim, DAY), rows(claim, SPEAKERS), [read(SPEAKERS, DAY)])
    assert (found > 0.3) is told_by_another


def test_what_a_clause_goes_on_to_is_not_what_it_says():
    assert told("사용 기간은 늘어나지만 의무는 지금과 같다.")["늘어나"].level is Level.SETTLED


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("공급이 위축될 수밖에 없다.", "위축"),
        ("가람시는 차별적 조치가 아닌지 지켜본다.", "조치"),
    ],
)
def test_not_every_word_of_denial_denies(text, key):
    assert all(not one.negated for word, one in told(text).items() if word == key)


def test_a_plan_is_denied_from_further_back():
    assert told("가람시는 보수를 내릴 계획은 지금으로서는 없다고 했다.")["계획"].negated


def test_a_cut_is_no_particle():
    assert told("위원 한 명은 금리를 인하해야 한다고 했다.")["인하"].word.predicate


def test_one_of_several_things_may_do_the_contrary():
    source = "새솔조선의 매출은 8% 늘었다. 영업이익은 3% 줄었다."
    claim = "새솔조선은 매출과 영업이익이 나란히 늘었다."
    assert distributed(read(claim, DAY), rows(claim, source)) > 0.2
    assert distributed(read(claim, DAY), rows(claim, source.replace("줄었다", "늘었다"))) == 0.0


def test_what_rises_may_lie_below():
    source = "가람시 땅값 상승률은 0.4%로 평균을 밑돌았다."
    assert contrary("가람시 땅값은 0.4% 올라 평균보다 낮은 상승률을 보였다.", source) == 0.0
    assert contrary("가람시 땅값 상승률은 0.4%로 평균을 웃돌았다.", source) > 0.3


def test_a_long_text_without_an_end_is_read_in_bounded_time():
    text = "정부는 요금을 올리고 기업은 공장을 증설하며 노조는 반대하고 "
    spans = [read(text * 500, DAY)]
    assert len(pairs(read(text * 20, DAY), spans)) <= 24
