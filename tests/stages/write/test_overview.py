"""Analysis, trends and issues stand on several stories and tell each affair once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from newsprism.stages.write.desk import affairs_of, clear_terms, matters, names_its_firm
from newsprism.stages.write.issues import ISSUE, happened, issues, openings
from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.overview import ANALYSIS, analysis
from newsprism.stages.write.summary import heads
from newsprism.stages.write.trends import TREND, trends
from tests.making import PORTS, SCHOOLS, article, at, story
from tests.stages.write.newsroom import (
    PICKS,
    PIER,
    RATES,
    SKIPPER,
    SPARE,
    STRIKE,
    TOPICS,
    analyser,
    desk,
    documents,
    material,
    ranked,
    texts,
    unproved,
)

EVERYTHING = documents(*PICKS, *SPARE)
STORY_OF = {d.id: s.story.id for s in (*PICKS, *SPARE) for d in s.story.documents}


def stories_of(sentences) -> list[str]:
    return [STORY_OF[c.document_id] for s in sentences for c in s.citations]


def headlines() -> Headlines:
    return Headlines(analyser())


def issues_of(table):
    return issues(table, headlines(), openings(table, heads(table))[0])


def test_a_second_report_of_what_was_said_repeats_its_affair_and_a_new_figure_or_day_does_not():
    one = story(
        "dues",
        article("dues-1", "나루항 사용료 인상", "나루항만공사가 선석 사용료를 7월부터 12% 올린다.", published=at(11)),
        article(
            "dues-2",
            "나루항만공사 사용료 올려",
            "나루항만공사가 7월부터 선석 사용료를 12% 인상한다. 나루항만공사는 작은 배에 사용료의 30%를 깎아 준다. "
            "나루항만공사는 사용료 신청을 4월 20일까지 받는다.",
            published=at(12),
        ),
    )
    table = desk([ranked(one, PORTS)], ())
    first, second, discount, due = table.candidates(["dues"])
    table.take([first])
    assert table.repeats(second)
    assert not table.repeats(discount)
    assert not table.repeats(due)


def test_a_sentence_that_names_no_firm_of_its_headline_stands_with_its_story_only():
    one = story(
        "firm",
        article(
            "firm-1",
            "삼성전자, 나루항에 물류 거점",
            "삼성전자가 나루항에 물류 거점을 세운다. 거점에는 냉동 창고 12동이 들어선다.",
            published=at(11),
        ),
    )
    table = desk([ranked(one, PORTS)], ())
    assert [names_its_firm(c) for c in table.candidates(["firm"])] == [True, False]


def test_a_trend_is_told_by_the_news_of_stories_that_no_pick_tells():
    told = {
        "가온은행 전세 자금 대출 새 계약자 이자 낮아져": "가온은행은 12일 전세 대출 금리를 연 3.9%에서 3.8%로 내려 새 계약부터 적용한다고 밝혔다.",
        "창고 짓는 회사에 금리 깎아 주기로": "다온은행이 11일 냉동 창고를 짓는 회사 40곳의 시설 대출 금리를 0.7%포인트 깎아 주기로 했다.",
    }
    spare = [
        ranked(story(f"loans{i}", article(f"loans{i}-1", title, text, published=at(13))), RATES, score=0.6)
        for i, (title, text) in enumerate(told.items())
    ]
    (found,) = trends(desk([ranked(PIER, PORTS)], spare), 1)
    assert found.title == RATES.trend
    assert texts(found.sentences) == list(told.values())


def size(sentences) -> int:
    return sum(len(s.text) + 1 for s in sentences) - 1


def test_the_analysis_is_two_proved_paragraphs_over_several_stories():
    paragraphs = analysis(desk())
    assert len(paragraphs) == 2
    for paragraph in paragraphs:
        assert 2 <= len(paragraph.sentences) <= ANALYSIS.count
        assert size(paragraph.sentences) <= ANALYSIS.most
        assert len(set(stories_of(paragraph.sentences))) >= 2
        assert unproved(paragraph.sentences, EVERYTHING) == []


FIELD = {s.story.id for s in (*PICKS, *SPARE) if PORTS.id in s.topics}


def test_the_first_paragraph_opens_with_the_field_of_the_first_pick():
    first, second = analysis(desk())
    told = stories_of(first.sentences)
    assert told[0] == PICKS[0].story.id
    assert sum(story in FIELD for story in told) >= 2
    assert not set(told) & set(stories_of(second.sentences))


def test_sentences_of_a_paragraph_stand_in_the_order_of_their_stories_the_field_first():
    order = [s.story.id for s in (*PICKS, *SPARE)]
    first, second = analysis(desk())
    for paragraph, field in ((first, FIELD), (second, frozenset())):
        places = [(story not in field, order.index(story)) for story in stories_of(paragraph.sentences)]
        assert places == sorted(places)


def test_an_affair_is_told_by_one_story_only():
    again = ranked(
        replace(STRIKE, id="again", documents=tuple(replace(d, id=f"x{d.id}") for d in STRIKE.documents)),
        *(),
        score=0.3,
    )
    affairs = affairs_of((*PICKS, again))
    assert affairs["strike"] == affairs["again"]
    assert len(set(affairs.values())) == len(PICKS)
    table = desk(PICKS, (again,))
    assert [s.story.id for s in table.one_per_affair(table.everything)] == [s.story.id for s in PICKS]


def test_one_thread_and_one_company_in_a_field_are_one_affair():
    def told(name: str, title: str, **changes):
        return replace(ranked(story(name, article(name, title)), PORTS), **changes)

    alone = affairs_of([told("a", "나루항 새 부두"), told("b", "가온대 등록금 동결")])
    assert len(set(alone.values())) == 2
    firms = affairs_of(
        [told("a", "나루항 새 부두", companies=("나루해운",)), told("b", "배당을 두 배로", companies=("나루해운",))]
    )
    assert len(set(firms.values())) == 1
    threads = affairs_of(
        [
            ranked(story("a", article("a", "나루항 새 부두"), thread="t"), PORTS),
            ranked(story("b", article("b", "가온대 등록금 동결"), thread="t"), SCHOOLS),
        ]
    )
    assert len(set(threads.values())) == 1


def test_a_trend_is_backed_by_two_stories_or_two_days():
    found = trends(desk())
    assert found
    days = {d.id: d.published_at.date() for d in EVERYTHING}
    for trend in found:
        cited = [c.document_id for s in trend.sentences for c in s.citations]
        told = {d for s in (*PICKS, *SPARE) if s.story.id in trend.story_ids for d in map(days.get, s.leads)}
        assert len(trend.story_ids) >= 2 or len(told) >= 2
        assert set(trend.story_ids) >= {STORY_OF[i] for i in cited}
        assert 1 <= len(trend.sentences) <= TREND.count
        assert size(trend.sentences) <= TREND.most
        assert unproved(trend.sentences, EVERYTHING) == []


def test_every_sentence_of_a_trend_speaks_of_one_topic_or_goes_on_from_one_that_does():
    found = trends(desk())
    assert found
    for trend in found:
        clear = [[w for w, weight in topic.terms.items() if weight >= 0.4] for topic in TOPICS.values()]
        first, *rest = trend.sentences
        own = [words for words in clear if any(w in first.text for w in words)]
        assert own
        beside = [s for s in rest if stories_of([s]) != stories_of([first])]
        assert any(all(any(w in s.text for w in words) for s in beside) for words in own)


def test_what_else_is_told_of_one_affair_makes_a_trend_before_two_that_share_their_field():
    lowered = "가온은행은 12일 전세 대출 금리를 연 3.9%에서 3.8%로 내려 새 계약부터 적용한다고 밝혔다."
    again = "가온은행이 전세 대출 금리를 연 3.8%로 내렸다."
    beside = "금융위원회는 은행 7곳의 상담 창구 31곳에 인력을 더 두도록 4월 20일까지 계획을 받는다."
    cut = "다온은행이 11일 냉동 창고를 짓는 회사 40곳의 시설 대출 금리를 0.7%포인트 깎아 주기로 했다."
    spare = [
        ranked(
            story(
                "lower",
                article("lower-1", "가온은행 전세 대출 금리 인하", f"{lowered} {again} {beside}", published=at(12)),
                article("lower-2", "전세 금리 내린 가온은행", lowered, published=at(13), publisher="바다신문"),
            ),
            RATES,
            score=0.6,
        ),
        ranked(story("cut", article("cut-1", "창고 대출 금리 깎는 다온은행", cut, published=at(13))), RATES, score=0.6),
    ]
    (found,) = trends(desk([ranked(PIER, PORTS)], spare), 1)
    assert texts(found.sentences) == [lowered, beside]


def test_a_trend_has_the_heading_of_its_topic():
    headings = {topic.trend or topic.name for topic in TOPICS.values()}
    assert {trend.title for trend in trends(desk())} <= headings


def test_headings_of_trends_are_distinct_and_no_more_than_asked():
    found = trends(desk())
    assert len({t.title for t in found}) == len(found)
    assert len(trends(desk(), 1)) == 1


FINES = replace(RATES, own=("금리", "예금"), apart=("보험",), home=True)


def told_of_rates(*told: str, topic=FINES):
    """The trends of stories that all stand under headlines of interest rates, each with one sentence."""
    spare = [
        ranked(story(f"s{i}", article(f"s{i}-1", f"{text[:24]}… 금리", text, published=at(13))), topic)
        for i, text in enumerate(told)
    ]
    reader = replace(SKIPPER, interests=replace(SKIPPER.interests, topics=((topic, 1.0),)), lenses=())
    return [s.text for t in trends(desk([], spare, reader=reader), 1) for s in t.sentences]


GAON = "가온은행은 12일 전세 대출 금리를 연 3.9%에서 3.8%로 내려 새 계약부터 적용한다고 밝혔다."
DAON = "다온은행이 11일 냉동 창고를 짓는 회사 40곳의 시설 대출 금리를 0.7%포인트 깎아 주기로 했다."


def test_a_trend_is_told_in_the_own_words_of_its_topic_whatever_the_headline():
    assert told_of_rates(GAON, DAON) == [GAON, DAON]
    fined = "금융감독원은 12일 선원에게 상품을 잘못 판 누리은행에 과징금 40억 원을 매기기로 했다고 밝혔다."
    assert fined not in told_of_rates(fined, GAON, DAON)
    other = "금융위원회는 12일 어선 보험에 든 선원 1200명의 예금 금리를 0.1%포인트 더 주기로 했다고 밝혔다."
    assert other not in told_of_rates(other, GAON, DAON)


def test_a_field_of_home_is_not_told_by_what_another_country_does():
    abroad = "일본 재무성은 12일 은행들의 예금 금리를 0.1%포인트 올리도록 권고했다고 밝혔다."
    assert abroad not in told_of_rates(abroad, GAON, DAON)


def test_the_news_of_one_story_makes_a_trend_where_others_of_the_field_stand_beside_it():
    other = "금융감독원은 12일 선원에게 상품을 잘못 판 누리은행에 과징금 40억 원을 매기기로 했다고 밝혔다."
    named = "금융위원회는 12일 전세 대출 금리를 내린 은행 40곳을 10월까지 점검하기로 했다."
    assert told_of_rates(named, other) == [named]
    assert told_of_rates(named) == []


def test_a_story_of_one_day_alone_is_no_trend():
    lone = story(
        "lone",
        article("lone-1", "은행 금리", "솔빛은행이 예금 금리를 0.2%포인트 내렸다. 금융위원회는 대출 한도를 늘린다."),
    )
    assert trends(desk([ranked(lone, RATES)], ())) == ()


def test_an_issue_is_built_around_a_pick_and_keeps_to_its_room():
    found = issues_of(desk())
    assert found
    assert len(found) <= 3
    assert len({i.label for i in found}) == len(found)
    for issue in found:
        assert set(issue.story_ids) & {p.story.id for p in PICKS}
        assert set(stories_of(issue.sentences)) <= set(issue.story_ids)
        assert 1 <= len(issue.sentences) <= ISSUE.count
        assert 74 <= size(issue.sentences) + 1 <= ISSUE.most + 1
        assert 2 <= len(issue.label) <= 14
        assert unproved(issue.sentences, EVERYTHING) == []


def test_each_issue_has_another_topic_while_there_is_one():
    found = issues_of(desk())
    topic = {p.story.id: p.topics[0] for p in PICKS}
    firsts = [next(topic[s] for s in i.story_ids if s in topic) for i in found]
    assert max(Counter(firsts).values()) == 1


BANK = (
    article(
        "bank-1",
        "솔빛은행, 첫 월급 적금 출시…금리 최고 5.5%",
        "솔빛은행은 10일 첫 월급 적금을 출시했다고 밝혔다. 솔빛은행은 가입자에게 상담을 무료로 제공한다. "
        "솔빛은행은 앞으로도 청년 상품을 늘려 나갈 계획이라고 설명했다. 금리는 최고 연 5.5%로 정했다. "
        "가입자는 한 달에 50만 원까지 넣을 수 있다. 솔빛은행은 적금을 3만 계좌까지 판다.",
        published=at(10),
    ),
    article(
        "bank-2",
        "솔빛은행 첫 월급 적금 나왔다",
        "솔빛은행 첫 월급 적금이 사회초년생 3만 명을 위해 10일 영업점 200곳에 나왔다. 신청은 전국 영업점에서 28일까지 받는다. "
        "솔빛은행은 지난해 비슷한 적금을 2만 계좌 팔았다.",
        published=at(10, 12),
        publisher="가온경제",
    ),
)


def test_an_issue_opens_with_what_happened_and_not_with_praise():
    lowered = article(
        "loan-1",
        "솔빛은행, 창고 대출 금리 1%포인트 낮춰",
        "솔빛은행은 10일 창고 대출 금리를 연 4.5%에서 3.5%로 낮췄다. 솔빛은행은 상인에게 상담을 무료로 제공한다. "
        "솔빛은행은 앞으로도 창고 대출을 늘려 나갈 계획이라고 설명했다. 대출 한도는 창고 한 곳에 2억 원이며 "
        "상인은 5년에 걸쳐 원금을 나눠 갚는다.",
        published=at(10),
    )
    asked = article(
        "loan-2",
        "솔빛은행 창고 대출 금리 내리자 상인 300명 신청",
        "솔빛은행 창고 대출을 10일 하루에 가온시와 다온시의 상인 300명이 신청했다. "
        "솔빛은행은 신청을 28일까지 가온시와 다온시의 영업점 200곳에서 받는다.",
        published=at(10, 12),
        publisher="가온경제",
    )
    (issue,) = issues_of(desk([ranked(story("loan", lowered, asked), RATES)], ()))
    first = issue.sentences[0].text
    assert "낮췄다" in first or "신청했다" in first
    assert not any("무료로" in s.text or "늘려 나갈" in s.text for s in issue.sentences)


def test_the_opening_of_an_issue_leaves_the_summary_its_own():
    table = desk([ranked(story("bank", *BANK), RATES)], ())
    (opening,) = openings(table, heads(table))[0].values()
    assert happened(opening)
    left = [c for c in table.candidates(["bank"]) if table.taken.free(c) and not c.praise]
    assert len({c.source for c in left}) >= 3


def test_nothing_is_taken_from_a_story_whose_summary_is_thin():
    both = desk([ranked(story("bank", *BANK), RATES), ranked(PIER, PORTS), ranked(STRIKE, PORTS)], ())
    assert all(
        "bank" not in i.story_ids for i in issues(both, headlines(), openings(both, heads(both))[0], {"bank"})[:2]
    )


@pytest.mark.parametrize("make", [lambda t: analysis(t), lambda t: trends(t), issues_of])
def test_an_edition_without_picks_has_no_overview(make):
    assert make(desk((), ())) == ()


def test_blocks_do_not_repeat_one_another():
    table = desk()
    said = [s for p in analysis(table) for s in p.sentences] + [s for t in trends(table) for s in t.sentences]
    assert len(set(texts(said))) == len(said)


def test_a_stale_announcement_is_not_printed():
    stale = "해양수산부는 오는 13일 부두 사용료를 확정한다."
    told = replace(
        PIER, documents=(replace(PIER.documents[0], text=f"{stale} {PIER.documents[0].text}"), *PIER.documents[1:])
    )
    table = desk([ranked(told, PORTS), *PICKS[1:]])
    assert any(c.text == stale for c in table.material[told.id].candidates)
    said = [s for p in analysis(table) for s in p.sentences] + [s for t in trends(table) for s in t.sentences]
    assert said
    assert stale not in texts(said)


def test_an_overview_tells_what_happened_where_the_reports_also_tell_how_it_was_taken():
    stories = [
        story(
            f"s{i}",
            article(
                f"s{i}-1",
                f"{port} 선석 사용료 {i}% 인상",
                f"{port} 해운사들이 선석 사용료 인상에 긴장하고 있다. {port}만공사는 선석 사용료를 {i}% 올리기로 10일 확정했다. "
                f"{port} 안팎에서는 인상이 이르다는 지적이 나온다. {port}에 오는 배는 한 해 {i}00척으로 {i}% 늘었다.",
                published=at(10),
            ),
        )
        for i, port in enumerate(("나루항", "두레항", "가온항", "누리항"), start=3)
    ]
    paragraphs = analysis(desk([ranked(s, PORTS) for s in stories], ()))
    said = [s.text for p in paragraphs for s in p.sentences]
    assert said
    assert not any("긴장" in text or "지적" in text for text in said)


def test_a_company_in_a_sentence_does_not_make_it_one_of_a_topic():
    topic = replace(PORTS, terms={"삼성전자": 0.9, "선석": 0.9, "물류": 0.2})
    assert clear_terms(topic, 0.5) == ("선석",)


def test_stories_of_one_affair_and_those_whose_headlines_open_with_one_name_are_one_matter():
    strike, vote, other = (
        ranked(story(n, article(n, t)), PORTS)
        for n, t in (
            ("a", "나루하역 노조, 31일 총파업 예고"),
            ("b", "나루하역 합의안 가결로 분규 마무리"),
            ("c", "가온대 해운학과 정원 증원"),
        )
    )
    found = matters([strike, vote, other], {strike.story.id: 0, vote.story.id: 1, other.story.id: 2})
    assert found == [[strike, vote], [other]]
    assert matters([strike, other], {strike.story.id: 0, other.story.id: 0}) == [[strike, other]]


def test_an_issue_is_not_labelled_by_a_headline_that_its_sentences_do_not_speak_of():
    other = article(
        "two-0",
        "부두 출입증 관리 부실",
        "",
        published=at(12, 8),
        publisher="바다신문",
    )
    again = article("two-9", "부두 출입증 관리 부실 세 곳", "", published=at(12, 9), publisher="누리일보")
    ruling = article(
        "two-1",
        "해양수산부, 하역 회사 열 곳 제재",
        "해양수산부는 12일 선석 사용료를 늦게 낸 하역 회사 열 곳에 과징금 15억 원을 물렸다. 나루하역은 과징금 9억 원을 물게 됐다. "
        "가온하역은 12일 선석 두 곳을 반납했다. 해양수산부는 5월에 다시 조사한다. 회사들은 4월 20일까지 의견을 낸다.",
        published=at(12, 10),
    )
    (issue,) = issues_of(desk([ranked(story("two", ruling, other, again), PORTS)], ()))
    assert "출입증" not in issue.label


def test_a_visit_at_which_something_was_looked_into_opens_no_issue():
    text = "나루시는 10일 새 부두를 찾아 간담회를 열고 하역 현장의 어려움을 점검했다. 나루시는 10일 새 부두의 사용료를 12% 내렸다."
    found = material(article("a", "나루시, 새 부두 현장 간담회…사용료 내려", text, published=at(10))).candidates
    assert [happened(c) for c in found if c.text.startswith("나루시는 10일")] == [False, True]


def test_what_another_outlet_reported_opens_no_issue():
    title = "나루항 교감, 후배 위해 아파트 2채 무료 기숙사로"
    said = "나루항 교감이 후배를 위해 아파트 2채를 무료 기숙사로 운영했다"
    own, passed_on = (
        material(article("a", title, text, published=at(10))).candidates[0]
        for text in (f"{said}.", f"연합뉴스는 9일 {said}고 보도했다.")
    )
    assert happened(own)
    assert not happened(passed_on)


def test_last_year_s_figure_opens_no_analysis_unless_it_is_the_news():
    old = "가온하역은 지난해 컨테이너 49만 개를 날랐다."
    mood = "멈춘 나루항 부두를 두고 우려가 커지고 있다."
    beside = article("a", "나루항 파업, 가온하역 노조 부두 멈춰", f"{mood} {old}", published=at(10))
    alone = article("b", "가온하역, 지난해 컨테이너 49만 개 날라", old, published=at(10))

    def told_beside_others(report):
        table = desk([ranked(story("mine", report), PORTS), *PICKS], ())
        return [s.text for paragraph in analysis(table) for s in paragraph.sentences]

    assert old not in told_beside_others(beside)
    assert old in told_beside_others(alone)
