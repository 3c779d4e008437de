"""Ways to say the same that cost true sentences, and what must still be caught beside each of them."""

from __future__ import annotations

from datetime import date

import pytest

from newsprism.stages.verify.reading import read
from newsprism.stages.verify.reading.levels import Level
from newsprism.stages.verify.reading.propositions import propositions
from newsprism.stages.verify.reading.speech import frames
from newsprism.stages.verify.weighing.facts import facts
from newsprism.stages.verify.weighing.holders import holder
from newsprism.stages.verify.weighing.judgement import judged

DAY = date(2026, 3, 12)


def found(claim, source):
    return [kind for kind, _ in judged(facts(read(claim, DAY), [read(source, DAY)]))]


def level(text, key):
    return next(p.level for p in propositions(read(text, DAY)) if p.word.key == key)


def speaker(text):
    return next(f.printed for f in frames(read(text, DAY)) if f.speaker)


SOURCE = (
    "미래담솔루션은 가람시에 서버 공장을 짓는 방안을 검토하고 있다. 새움증권은 서버 수요가 줄면 이익률이 떨어질 수 있다고 봤다. "
    "가람시는 공장이 들어서면 취득세를 깎아 주겠다고 밝혔다. 시민단체 맑은강모임은 물 부족이 심해진다며 반대했고, 상인회는 손님이 는다며 환영했다."
)


@pytest.mark.parametrize(
    "claim",
    [
        "미래담솔루션이 가람시에 서버 공장을 지을지 따져 보고 있다.",
        "서버 수요가 줄면 이익률이 떨어질 수 있다는 것이 새움증권의 시각이다.",
        "맑은강모임은 물 부족이 심해진다며 서버 공장에 맞섰다.",
        "상인회는 손님이 늘어난다며 서버 공장을 반겼다.",
    ],
)
def test_a_paraphrase_passes(claim):
    assert found(claim, SOURCE) == []


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("서버 수요가 줄면 이익률이 떨어질 수 있다는 것이 미래담솔루션의 시각이다.", "attribution"),
        ("서버 수요가 줄면 이익률이 떨어질 수 있다는 전망은 가람시에서 나왔다.", "attribution"),
        ("서버 수요가 줄면 이익률이 떨어질 수 있다고 말한 쪽은 맑은강모임이다.", "attribution"),
        ("시민단체 맑은강모임은 서버 공장에 찬성했다.", "polarity"),
        ("미래담솔루션이 가람시에 서버 공장을 짓기로 했다.", "modality"),
    ],
)
def test_what_it_says_otherwise_is_refused(claim, kind):
    assert kind in found(claim, SOURCE)


def test_who_buys_and_who_sells_tell_of_one_deed():
    source = "한결조선은 부두 창고를 다온물류에 팔기로 했다."
    assert found("다온물류가 한결조선의 부두 창고를 사들이기로 했다.", source) == []
    assert "polarity" in found("한결조선은 부두 창고를 사들이기로 했다.", source)


def test_one_who_is_chosen_is_the_one_whom_they_chose():
    source = "가람시는 새 다리의 시공사로 한결건설을 선정했다. 다온건설은 이의를 제기했다."
    assert found("한결건설이 새 다리의 시공사로 선정됐다.", source) == []
    assert "attribution" in found("다온건설이 새 다리의 시공사로 선정됐다.", source)


def test_a_figure_of_speech_is_what_it_means():
    assert [p.word.key for p in propositions(read("가람시는 새 다리의 첫 삽을 떴다.", DAY))] == ["착공"]
    assert found("새 다리 사업이 가람시에서 첫 삽을 떴다.", "가람시는 새 다리 사업을 착공했다.") == []


def test_a_name_that_holds_a_verb_tells_nothing():
    assert [p.word.key for p in propositions(read("해든증권은 공장을 팔았다.", DAY))] == ["팔"]
    reading = read("푸른길교통은 요금을 올렸다.", DAY)
    deed = next(p for p in propositions(reading) if p.word.key == "올리")
    assert [a.printed for a in holder(reading, deed.word.index, deed.word.start).actors] == ["푸른길교통"]


@pytest.mark.parametrize("verb", ["짓지만", "늘리지만"])
def test_a_clause_that_contrasts_denies_nothing(verb):
    word = next(w for w in read(f"회사는 공장을 {verb} 고용은 그대로다.", DAY).words if w.predicate)
    assert not word.negated


def test_a_verb_that_is_named_is_denied_by_what_carries_it():
    word = next(w for w in read("자금 쏠림은 나타나지 않았다.", DAY).words if w.key == "쏠리")
    assert word.negated


def test_a_particle_behind_a_share_is_no_verb():
    assert "늘" not in read("응답자 가운데 11%는 반대했다.", DAY).keys


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("회사는 증설을 저울질하며 시장을 살피는 중이다.", "살피", Level.WEIGHED),
        ("회사는 기록을 살피는 일을 맡겼다.", "살피", Level.UNKNOWN),
        ("착공은 10월로 잡혔다.", "잡히", Level.PLANNED),
        ("회사는 요금을 올리는 안을 내놨다.", "내", Level.PLANNED),
        ("판매를 현지 업체에 맡기는 협상을 벌이고 있다.", "맡기", Level.WEIGHED),
        ("야간 운행이 가능해졌다.", "가능", Level.DONE),
    ],
)
def test_a_level_is_read_from_what_governs(text, key, expected):
    assert level(text, key) is expected


def test_what_only_says_that_it_was_decided_is_no_deed_of_its_own():
    assert [p.word.key for p in propositions(read("발전기를 돌리기로 가람시가 정했다.", DAY))] == ["돌리"]


def test_that_it_was_never_looked_into_is_told_once():
    told = [(p.word.key, p.negated) for p in propositions(read("요금 인상은 검토한 바 없다.", DAY))]
    assert told == [("검토", True)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("비용이 줄었다는 것이 새움증권의 설명이다.", "새움증권"),
        ("비용이 줄었다고 말한 쪽은 새움증권이다.", "새움증권"),
        ("비용이 준다는 전망은 새움증권에서 나왔다.", "새움증권"),
        ("새움증권은 이익이 늘고 매출은 줄었다고 밝혔다.", "새움증권"),
        ("가람시는 “증시로 돈이 옮겨 갔다”며 금리 인상도 고려하고 있다고 말했다.", "가람시"),
    ],
)
def test_the_speaker_is_found_wherever_he_is_named(text, name):
    assert speaker(text).endswith(name)


def test_what_slows_down_may_still_rise():
    source = "가람시 집값은 0.2% 올랐으나 상승 폭은 0.1%포인트 줄었다."
    assert found("가람시 집값이 올랐지만 상승 속도는 둔화됐다.", source) == []
    assert "polarity" in found("가람시 집값은 0.2% 내렸다.", source)


def test_what_does_not_rise_stays():
    source = "가람시는 버스 요금을 올린다. 청소년 요금은 900원을 유지한다."
    assert found("청소년 요금은 오르지 않고 900원을 유지한다.", source) == []


def test_what_is_still_to_be_decided_is_not_decided():
    source = "가람시는 시행 시기를 상반기에 정하기로 했다."
    assert found("시행 시기는 확정되지 않았다.", source) == []
