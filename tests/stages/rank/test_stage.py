from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from newsprism.stages.rank.diversity import Caps
from newsprism.stages.rank.stage import InterestRanker, Options
from tests.making import PORTS, SCHOOLS, WEEK, article, at, reader, story, utc

BODY = (
    "나루항만공사는 12일 새 부두 두 곳을 열었다고 밝혔다. 부두에는 선석 여섯 개가 들어섰고 하역 능력은 연간 120만톤이다. "
    "첫 배는 다음 달 1일 들어온다. 공사는 올해 말까지 진입 도로를 넓히는 데 340억원을 쓴다."
)
HEADLINES = [
    "나루항 새 부두 개장", "북항 하역 설비 교체 착수", "가람 항만 노조 교섭 재개", "동해 부두 화재 원인 규명",
    "남항 부두 준설 예산 확정", "서해 항만 철도 연결 승인", "다온 부두 임대료 동결", "새온 항만 요금 인상 예고",
]  # fmt: skip


def about(name, title, *, day=12, text=BODY, **how):
    return story(name, article(name + "-a", title, text, published=at(day), **how))


def rank(*stories, count=6, who=None, ranker=None, window=WEEK):
    return (ranker or InterestRanker()).rank(stories, who or reader(), window, count)


def chosen(ranking):
    return [r.story.id for r in ranking.selected]


def filtered(ranking):
    return {d.item.id: d.reason for d in ranking.filtered}


def left(ranking):
    return {d.item.story.id: d.reason for d in ranking.not_selected}


WEEKFUL = [about(f"s{i}", title, day=9 + i % 6) for i, title in enumerate(HEADLINES)]


def test_nothing_to_choose_from_gives_nothing():
    found = rank()
    assert (found.selected, found.not_selected, found.filtered) == ((), (), ())


def test_no_story_is_lost_and_none_is_in_two_places():
    odd = [
        about("old", "지난달 부두 소식", day=2),
        about("far", "배추 값 안정세", text="배추 값이 안정됐다고 12일 시장이 밝혔다."),
        story("notice", article("n", "[부고] 견본씨 부친상", published=at(12)), recurring=True),
    ]
    ranking = rank(*WEEKFUL, *odd, count=3)
    everywhere = [*chosen(ranking), *left(ranking), *filtered(ranking)]
    assert sorted(everywhere) == sorted(s.id for s in (*WEEKFUL, *odd))


def test_at_most_as_many_as_asked_for_are_chosen():
    options = Options(caps=Caps(per_topic=99))
    for count in (0, 1, 4, 50):
        assert len(chosen(rank(*WEEKFUL, count=count, ranker=InterestRanker(options)))) == min(count, len(WEEKFUL))


def test_the_best_comes_first_among_the_chosen_and_among_the_others():
    ranking = rank(*WEEKFUL, count=3)
    for group in (ranking.selected, [d.item for d in ranking.not_selected]):
        assert all(a.score >= b.score for a, b in pairwise(group))


def test_the_order_of_the_stories_does_not_matter():
    assert chosen(rank(*WEEKFUL)) == chosen(rank(*reversed(WEEKFUL)))


def test_a_score_is_the_weighted_sum_of_signals_between_nought_and_one():
    for ranked in rank(*WEEKFUL).selected:
        assert ranked.score == pytest.approx(sum(s.value * s.weight for s in ranked.signals))
        assert all(0.0 <= s.value <= 1.0 for s in ranked.signals)
        assert sum(s.weight for s in ranked.signals) == pytest.approx(1.0)
        assert all(s.text and not s.text.endswith(".") for s in ranked.signals)


def test_more_outlets_and_more_days_lift_a_story():
    one = about("one", "나루항 새 부두 개장")
    many = story(
        "many",
        *(
            article(f"m{i}", "북항 새 부두 개장", BODY, published=at(10 + i % 3), publisher=f"매체{i}")
            for i in range(6)
        ),
    )
    ranking = rank(one, many)
    assert chosen(ranking)[0] == "many"
    told = {s.name: s for s in ranking.selected[0].signals}
    assert "6곳" in told["prominence"].text
    assert "10일부터 12일까지 3일" in told["development"].text


def test_a_story_of_the_reader_s_field_beats_one_at_its_edge():
    edge = about("edge", "다온대 강좌 개설", text="다온대는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다.")
    assert chosen(rank(edge, about("heart", "나루항 새 부두 개장")))[0] == "heart"


# ---------------------------------------------------------------- filters


def test_each_filter_names_its_reason():
    stories = [
        about("before", "나루항 새 부두 개장", day=8),
        about("after", "나루항 새 부두 개장", day=15),
        story("undated", article("u", "나루항 새 부두 개장", BODY, undated=True)),
        story("notice", article("n", "나루항 인사", BODY, published=at(12)), recurring=True),
        about("english", "New pier opens at 부두", language="en"),
        about("never", "나루항 부두 옆 분양권 거래"),
        about("far", "배추 값 안정세", text="배추 값이 안정됐다고 12일 시장이 밝혔다."),
        about("bare", "나루항 부두 개장", text=""),
        about("column", "[사설] 나루항 부두 개장을 보며"),
    ]
    assert filtered(rank(*stories)) == {
        "before": "outside_window",
        "after": "outside_window",
        "undated": "undated",
        "notice": "recurring_notice",
        "english": "other_language",
        "never": "never_for_reader",
        "far": "not_relevant",
        "bare": "no_body",
        "column": "no_report",
    }


def test_the_first_and_the_last_day_are_inside_the_window():
    stories = [about("first", "나루항 새 부두 개장", day=9), about("last", "북항 하역 설비 교체", day=14)]
    assert sorted(chosen(rank(*stories))) == ["first", "last"]


def test_the_day_of_a_report_is_its_day_in_seoul():
    late_sunday = utc(at(15, 1))  # Saturday afternoon in UTC
    early_monday = utc(at(9, 1))  # Sunday in UTC
    stories = [
        story("out", article("o", "나루항 새 부두 개장", BODY, published=late_sunday)),
        story("in", article("i", "북항 하역 설비 교체", BODY, published=early_monday)),
    ]
    ranking = rank(*stories)
    assert chosen(ranking) == ["in"]
    assert filtered(ranking) == {"out": "outside_window"}


def test_only_reports_of_the_window_may_be_printed():
    grown = story(
        "grown",
        article("early", "나루항 새 부두 착공", BODY * 3, published=at(3)),
        article("now", "나루항 새 부두 개장", BODY, published=at(12)),
    )
    assert rank(grown).selected[0].leads == ("now",)


def test_a_column_in_a_story_is_never_its_lead():
    mixed = story(
        "mixed",
        article("column", "[기자수첩] 나루항 새 부두 개장", BODY * 3, published=at(12)),
        article("news", "나루항 새 부두 개장", BODY, published=at(12)),
    )
    assert rank(mixed).selected[0].leads == ("news",)


def test_the_news_leads_before_a_reaction_and_a_question():
    told = story(
        "told",
        article("a-reaction", "하역업계 “나루항 새 부두 사용료 지나치다”", BODY, published=at(12)),
        article("b-question", "나루항 새 부두 개장, 이유는", BODY, published=at(12)),
        article("c-news", "나루항 새 부두 개장", BODY, published=at(12)),
    )
    assert rank(told).selected[0].leads[0] == "c-news"


def test_the_original_comes_before_its_copy():
    one, copy = (article(n, "나루항 새 부두 개장", BODY, published=at(12)) for n in ("z-original", "a-copy"))
    pair = replace(story("s", one, copy), copies=frozenset({copy.id}))
    assert rank(pair).selected[0].leads == ("z-original", "a-copy")


# ---------------------------------------------------------------- caps


def test_at_most_two_stories_name_one_company():
    titles = ["삼성전자 부두 투자 확대", "삼성전자 하역 로봇 공개", "삼성전자 항만 창고 인수", "라온 부두 준설 재개"]
    ranking = rank(*(about(f"s{i}", t) for i, t in enumerate(titles)))
    assert len([r for r in ranking.selected if "삼성전자" in r.companies]) == 2
    assert list(left(ranking).values()) == ["company_cap"]


def test_one_affair_gives_one_pick():
    one, two = about("one", "나루항 새 부두 개장"), about("two", "북항 하역 설비 교체 착수")
    ranking = rank(replace(one, thread_id="t1"), replace(two, thread_id="t1"))
    assert len(chosen(ranking)) == 1
    assert list(left(ranking).values()) == ["same_affair"]


def test_two_sessions_of_one_market_give_one_pick_and_the_later_stands_for_both():
    first = about("first", "뉴욕증시, 항만 부두 물류주 강세에 상승 마감", day=11)
    second = about("second", "[뉴욕마켓] 다우 사상 최고…항만 부두 물류주 강세", day=12)
    seoul = about("seoul", "코스피, 하역 설비주 약세에 하락 마감", day=12)
    ranking = rank(first, second, seoul)
    assert sorted(chosen(ranking)) == ["second", "seoul"]
    assert left(ranking) == {"first": "same_affair"}


def test_the_close_of_a_day_stands_for_its_opening_though_it_speaks_to_the_reader_less():
    hours = "코스피가 장을 개시했다. 12일 오전 9시 13분 현재 5010이다. 나루항 부두 하역주 300억 원어치가 팔렸다."
    opening = about("opening", "코스피, 나루항 부두 하역주 강세에 상승", day=12, text=hours)
    close = about("close", "코스피 약세 마감…나루항 하역주", day=12, text=hours.replace("장을 개시했다", "장을 마쳤다"))
    ranking = rank(opening, close)
    score = {r.story.id: r.score for r in (*ranking.selected, *(d.item for d in ranking.not_selected))}
    assert 0.5 * score["opening"] < score["close"] < 0.85 * score["opening"]
    assert chosen(ranking) == ["close"]


def test_how_a_matter_came_out_stands_for_what_was_open_though_it_speaks_to_the_reader_less():
    open_text = "나루항 부두 임대료를 12% 올리자는 수정안이 10일 나왔다. 하역사는 300억 원을 더 내야 한다고 했다."
    offer = about("offer", "나루항 부두 하역 임대료 4차 수정안 제시", day=10, text=open_text)
    ahead = about(
        "ahead", "나루항 부두 임대료 확정 앞두고 막판 줄다리기", day=12, text="나루항 부두 임대료가 곧 정해진다."
    )
    final = about(
        "final", "나루항 부두 임대료 확정…8% 인상", day=12, text="나루항 부두 임대료가 12일 8% 오르는 것으로 정해졌다."
    )
    tied = [replace(s, thread_id="t1") for s in (offer, final)]
    ranking = rank(*tied)
    score = {r.story.id: r.score for r in (*ranking.selected, *(d.item for d in ranking.not_selected))}
    assert 0.5 * score["offer"] < score["final"] < 0.85 * score["offer"]
    assert chosen(ranking) == ["final"]
    assert chosen(rank(tied[0], replace(ahead, thread_id="t1"))) == ["offer"]


def test_a_firm_has_one_pick_in_a_field_listed_or_not_and_an_authority_has_more():
    threat = about("threat", "한빛하역 노조, 북항 부두 총파업 예고", day=10)
    deal = about("deal", "한빛하역 노사, 밤샘 협상 끝 하역 임금 합의", day=12)
    offices = [
        about(f"o{i}", f"항만청, {matter}", day=12) for i, matter in enumerate(["북항 준설 착수", "부두 임대료 인하"])
    ]
    ranking = rank(threat, deal, *offices)
    assert sorted(chosen(ranking)) in (["deal", "o0", "o1"], ["o0", "o1", "threat"])
    assert set(left(ranking).values()) == {"same_affair"}


def test_a_session_that_was_overtaken_is_no_pick_though_the_last_one_is_none_either():
    first = about("first", "뉴욕증시, 항만 부두 물류주 강세에 상승 마감", day=11)
    rates = replace(about("rates", "항만 부두 하역 물가 둔화…금리 인하 기대", day=12), thread_id="t1")
    last = replace(about("last", "[뉴욕마켓] 다우 보합 마감, 항만 부두 물류주", day=12), thread_id="t1")
    ranking = rank(first, rates, last)
    assert len(chosen(ranking)) == 1
    assert "first" not in chosen(ranking)
    assert set(left(ranking).values()) == {"same_affair"}


def test_headlines_of_the_same_words_are_one_affair():
    ranking = rank(about("one", "나루항 새 부두 12일 개장"), about("two", "나루항 새 부두 개장에 상인 환영"))
    assert len(chosen(ranking)) == 1
    assert list(left(ranking).values()) == ["same_affair"]


def test_a_side_headline_is_not_what_a_story_is_about():
    title, side = "배추 값 열흘째 안정세", "배추 실은 배, 나루항 부두에"
    many = [article(f"d{i}", f"{title} {i}", published=at(12), publisher=f"나루일보{i}") for i in range(4)]
    told, aside = (story(name, *docs) for name, docs in (("a", many), ("b", [*many, article("side", side)])))
    ranking = rank(replace(told, title=title), replace(aside, title=title))
    assert filtered(ranking) == {"a": "not_relevant", "b": "not_relevant"}
    alone = story("c", many[0], article("side", side))
    assert filtered(rank(replace(alone, title=title))) == {}


def test_one_topic_does_not_fill_an_edition():
    schools = [about(f"c{i}", t, text="다온대는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다.") for i, t in enumerate(
        ["다온대 대학 강좌 신설", "가람 대학 통합 합의"])]  # fmt: skip
    ranking = rank(*WEEKFUL, *schools, who=reader(topics=((PORTS, 1.0), (SCHOOLS, 0.6))))
    topics = [r.topics[0] for r in ranking.selected]
    assert topics.count("ports") == Caps().per_topic
    assert topics.count("schools") == 2
    assert "topic_cap" in left(ranking).values()


def test_a_press_release_printed_everywhere_is_not_prominent_for_that():
    def spread(name, title):
        return story(
            name, *(article(f"{name}{i}", title, BODY, published=at(12), publisher=f"매체{i}") for i in range(6))
        )

    ranking = rank(spread("praise", "나루항 부두 준공 기념 이벤트 개최"), spread("news", "북항 하역 설비 교체 착수"))
    prominence = {r.story.id: next(s.value for s in r.signals if s.name == "prominence") for r in ranking.selected}
    assert prominence["praise"] < prominence["news"]
    assert chosen(ranking)[0] == "news"


def test_a_session_of_the_market_is_not_prominent_for_being_told_everywhere():
    def spread(name, title):
        return story(
            name, *(article(f"{name}{i}", title, BODY, published=at(12), publisher=f"매체{i}") for i in range(6))
        )

    ranking = rank(spread("session", "코스피 하역 설비주 강세에 상승 마감"), spread("news", "북항 하역 설비 교체 착수"))
    seen = {r.story.id: r.signals for r in ranking.selected}
    assert set(seen) == {"session", "news"}
    session, news = (next(s.value for s in seen[name] if s.name == "prominence") for name in ("session", "news"))
    assert 0 < session < news / 2


def test_one_day_of_a_market_counts_less_in_a_week_than_on_its_day():
    one = about("session", "코스피 북항 하역 설비주 강세에 상승 마감", day=12)
    spans = {days: replace(WEEK, start=WEEK.end - timedelta(days=days)) for days in (2, 5)}
    score = {days: rank(one, window=span).selected[0].score for days, span in spans.items()}
    assert score[5] < 0.75 * score[2]


def test_readers_of_one_ranker_do_not_disturb_each_other():
    ranker = InterestRanker()
    school = about("school", "다온대 대학 강좌 신설", text="다온대는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다.")
    port = about("port", "나루항 새 부두 개장")
    skipper, teacher = reader(topics=((PORTS, 1.0),)), reader(topics=((SCHOOLS, 1.0),), name="teacher")
    assert chosen(rank(school, port, who=skipper, ranker=ranker)) == ["port"]
    assert chosen(rank(school, port, who=teacher, ranker=ranker)) == ["school"]


def test_a_story_ranked_again_without_the_others_keeps_its_score():
    ranker = InterestRanker()
    first = rank(*WEEKFUL, ranker=ranker)
    again = rank(*(s for s in WEEKFUL if s.id != chosen(first)[0]), ranker=ranker)
    assert chosen(first)[0] not in chosen(again)
    scores = {r.story.id: r.score for r in first.selected}
    assert all(r.score == scores[r.story.id] for r in again.selected if r.story.id in scores)


def test_reading_only_the_most_promising_changes_no_pick():
    ports = [about(f"p{i}", title, day=9 + i % 6, text=BODY[: 60 + 20 * i]) for i, title in enumerate(HEADLINES)]
    lesson = "다온시는 12일 강좌를 열었다고 밝혔다. 수강생은 300명이다."
    edge = [about(f"e{i}", f"{name} 대학 강좌", text=lesson) for i, name in enumerate(["가람", "다온", "새온", "동해"])]
    who = reader(topics=((PORTS, 1.0), (SCHOOLS, 0.12)))
    caps = Caps(diversity=0.0, per_topic=99)
    some = rank(*ports, *edge, who=who, count=3, ranker=InterestRanker(Options(pool=5, least=0.02, caps=caps)))
    every = rank(*ports, *edge, who=who, count=3, ranker=InterestRanker(Options(least=0.02, caps=caps)))
    assert [(r.story.id, r.score) for r in some.selected] == [(r.story.id, r.score) for r in every.selected]
    unread = [d.item for d in some.not_selected if not d.item.leads]
    exact = {r.item.story.id: r.item.score for r in every.not_selected}
    assert unread
    assert all(r.score <= exact[r.story.id] for r in unread)


def test_expected_readers_get_what_they_would_get_alone():
    skipper, teacher = reader(topics=((PORTS, 1.0),)), reader(topics=((SCHOOLS, 1.0),), name="teacher")
    ranker = InterestRanker()
    ranker.expect([skipper, teacher])
    for who in (skipper, teacher):
        assert rank(*WEEKFUL, who=who, ranker=ranker) == rank(*WEEKFUL, who=who)


def test_scores_depend_on_no_ranking_before():
    few = [about("s1", HEADLINES[0]), about("s2", HEADLINES[1])]
    many = [*few, *(about(f"x{n}", f"{n}호 부두 하역 항만 확대") for n in range(40))]
    warm = InterestRanker()
    for stories in (few, many, few):
        told = [(r.story.id, r.score) for r in rank(*stories, ranker=warm).selected]
        assert told == [(r.story.id, r.score) for r in rank(*stories).selected]


def test_scores_stay_when_a_story_of_the_edition_has_to_go():
    stories = [about(f"s{n}", title) for n, title in enumerate(HEADLINES)]
    ranker = InterestRanker()
    whole = ranker.rank(stories, reader(), WEEK, 6)
    fewer = ranker.rank(stories[1:], reader(), WEEK, 6, among=stories)
    scores = {r.story.id: r.score for r in (*whole.selected, *(d.item for d in whole.not_selected))}
    assert all(r.score == scores[r.story.id] for r in fewer.selected)
