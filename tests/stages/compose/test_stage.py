from dataclasses import replace
from datetime import date

import pytest

from newsprism.protocols.stages import Draft, DraftPick, Press
from newsprism.stages.compose.stage import EditionComposer, sentences_of
from newsprism.types.brief import DroppedSentence, Paragraph, StrategyPoint, Term, Trend, Window
from newsprism.types.document import PageStart
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking, Signal
from newsprism.version import __version__
from tests.making import SUNDAY, WEEK, article, at, cited, reader, story

TEXTS = [f"나루항 {n}번 부두가 12일 문을 열었다. 선석은 {n}개다." for n in range(1, 7)]
LEADS = [article(f"d{n}", f"나루항 {n}번 부두 개장", text) for n, text in enumerate(TEXTS, 1)]
OTHER = article(
    "other", "항만공사, 부두 운영 계획 공개", "공사는 13일 운영 계획을 냈다.", published=at(13), publisher="다온신문"
)
GLOSSARY = article(
    "g1", "선석", "선석은 배 한 척이 닿는 자리를 말한다.", undated=True, publisher=None, license_="CC0-1.0"
)


def ranked(lead, *others, signals=()):
    return RankedStory(story(f"s-{lead.id}", lead, *others), (lead.id,), 0.5, tuple(signals), (), ())


def draft_of(stories, cadence="weekly", **blocks):
    picks = tuple(
        DraftPick(r.story.id, r.story.documents[0].title, date(2026, 3, 12),
                  (cited(r.story.documents[0], r.story.documents[0].text.split(". ")[0] + "."),), (), ())
        for r in stories
    )  # fmt: skip
    empty = Draft(cadence, "새 부두 여섯 곳 문 열어", (), (), (), (), picks, (), (), ("부두", "선석"), (GLOSSARY,))
    return replace(empty, **blocks)


def press(**changes):
    return replace(Press(SUNDAY, WEEK, 1234, 7, 56, "extractive", False), **changes)


def compose(count=6, who=None, cadence="weekly", pressed=None, not_selected=(), blocked=(), stories=None, **blocks):
    stories = stories or [ranked(lead) for lead in LEADS[:count]]
    ranking = Ranking(who or reader(), tuple(stories), tuple(not_selected), tuple(blocked))
    return EditionComposer().compose(draft_of(stories, cadence, **blocks), ranking, pressed or press())


def test_the_title_carries_the_tag_of_its_cadence():
    assert compose().title == "새 부두 여섯 곳 문 열어 [AI 브리핑*주간 운영자 뉴스]"
    assert compose(cadence="daily").title == "새 부두 여섯 곳 문 열어 [AI 브리핑*항만 운영자 뉴스]"


def test_four_picks_are_core_and_two_for_reference():
    picks = compose().picks
    assert [p.number for p in picks] == [1, 2, 3, 4, 5, 6]
    assert [p.role for p in picks] == ["core"] * 4 + ["reference"] * 2


def test_the_note_says_how_many_stories_and_which_dates():
    note = compose().editor_note
    for figure in ("2026년 3월 9일부터 14일까지", "매체 7곳", "기사 1,234건", "6건을 골라", "56개 사안"):
        assert figure in note
    assert "채우지 않았습니다" not in note


def test_a_window_over_two_months_names_both():
    note = compose(pressed=press(window=Window(date(2025, 1, 27), date(2025, 2, 1)))).editor_note
    assert "2025년 1월 27일부터 2월 1일까지" in note


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_thin_edition_says_that_it_is_thin(count):
    brief = compose(count)
    assert len(brief.picks) == count
    assert f"{count}건뿐이어서 6건을 채우지 않았습니다" in brief.editor_note


def test_the_label_says_who_wrote():
    rules, model = compose(), compose(pressed=press(generative=True))
    assert (
        rules.ai_label
        == "이 브리핑은 자동 알고리즘이 기사를 고르고 발췌·정리한 것입니다. 정확한 내용은 원문을 확인하세요."
    )
    assert rules.ai_generated is False
    assert (
        model.ai_label
        == "이 브리핑은 생성형 AI가 기사를 고르고 요약한 AI 생성물입니다. 정확한 내용은 원문을 확인하세요."
    )
    assert model.ai_generated is True


def test_only_investors_get_the_disclaimer():
    assert compose().disclaimer is None
    assert compose(who=reader(investor=True)).disclaimer == (
        "투자 참고 정보이며 매수·매도 권유가 아닙니다. 투자 판단과 책임은 이용자에게 있습니다."
    )


def test_a_pick_s_own_article_comes_first_then_the_others():
    brief = compose(stories=[ranked(LEADS[0], OTHER)])
    (pick,) = brief.picks
    assert [s.document_id for s in pick.sources] == ["d1", "other"]
    assert pick.outlets == 2
    assert pick.sources[1].publisher == "다온신문"


def test_sources_are_the_picks_own_articles_then_what_sentences_cite_each_once():
    trend = Trend("운영 계획", (cited(OTHER, "공사는 13일 운영 계획을 냈다."),), ())
    term = Term("선석", "Berth", (cited(GLOSSARY, GLOSSARY.text),))
    brief = compose(stories=[ranked(LEADS[1], OTHER), ranked(LEADS[0])], trends=(trend, trend), terms=(term,))
    assert [s.document_id for s in brief.sources] == ["d2", "d1", "other", "g1"]
    assert brief.sources[3].license == "CC0-1.0"
    assert brief.sources[3].published is None


def test_an_article_of_a_story_that_was_not_chosen_can_be_cited():
    runner = Dropped(ranked(OTHER), "rank", "lower_score", "x")
    paragraph = Paragraph((cited(OTHER, "공사는 13일 운영 계획을 냈다."),))
    brief = compose(1, not_selected=[runner], analysis=(paragraph,))
    assert [s.document_id for s in brief.sources] == ["d1", "other"]
    brief = compose(1, blocked=[Dropped(story("f", OTHER), "rank", "not_relevant", "x")], analysis=(paragraph,))
    assert [s.document_id for s in brief.sources] == ["d1", "other"]


def test_an_uncited_article_is_no_source():
    assert [s.document_id for s in compose(stories=[ranked(LEADS[0], OTHER)]).sources] == ["d1"]


def test_a_source_with_pages_names_those_of_the_cited_spans():
    text = "첫 쪽의 문장이다. \n둘째 쪽의 문장이다.\n셋째 쪽의 문장이다."
    starts = (0, text.index("둘째"), text.index("셋째"))
    paged = replace(LEADS[0], text=text, pages=tuple(PageStart(n, at) for n, at in zip((4, 5, 7), starts, strict=True)))
    said = (cited(paged, "둘째 쪽의 문장이다.\n셋째"), cited(paged, "첫 쪽의 문장이다."))
    brief = compose(stories=[ranked(paged)], analysis=(Paragraph(said),))
    assert brief.sources[0].pages == (4, 5, 7)
    assert brief.picks[0].sources[0].pages == (4, 5, 7)
    assert compose().sources[0].pages == ()


def test_reasons_come_with_the_weightiest_first():
    signals = [Signal("a", 1.0, 0.1, "가"), Signal("b", 0.5, 0.8, "나"), Signal("c", 0.123456, 0.01, "다")]
    (pick,) = compose(stories=[ranked(LEADS[0], signals=signals)]).picks
    assert [(r.signal, r.value, r.text) for r in pick.reasons] == [
        ("b", 0.5, "나"),
        ("a", 1.0, "가"),
        ("c", 0.1235, "다"),
    ]


def test_what_was_not_printed_is_told_with_its_reason():
    runners = [Dropped(ranked(article(f"r{i}", f"후보 {i}")), "rank", "company_cap", "x") for i in range(20)]
    blocked = [Dropped(story(f"f{i}", OTHER), "rank", reason, "x") for i, reason in enumerate(["b", "a", "b"])]
    brief = compose(not_selected=runners, blocked=blocked)
    assert [(r.title, r.reason) for r in brief.runners_up[:2]] == [("후보 0", "company_cap"), ("후보 1", "company_cap")]
    assert 6 <= len(brief.runners_up) <= 20
    assert brief.filtered == (("a", 1), ("b", 2))


def test_the_machine_readable_mark_names_version_and_writer():
    made = compose(pressed=press(writer="lead3")).made_with
    assert (made.newsprism, made.writer, made.model) == (__version__, "lead3", None)


def test_the_reader_is_named_with_the_headings_of_its_type():
    found = compose(who=reader(investor=True)).reader
    assert (found.type, found.name, found.short) == ("skipper", "항만 운영자", "운영자")
    assert (found.insight_label, found.strategy_label) == ("운영자 인사이트", "주간 점검 포인트")


def test_the_texts_of_the_draft_are_printed_as_they_are():
    blocks = {
        "analysis": (Paragraph((cited(OTHER, "운영 계획"),)),),
        "strategy": (StrategyPoint("부두 배정 전략", (cited(OTHER, "계획"),)),),
        "keywords": ("하나", "둘"),
    }
    brief = compose(not_selected=[Dropped(ranked(OTHER), "rank", "lower_score", "x")], **blocks)
    assert {name: getattr(brief, name) for name in blocks} == blocks


def test_an_empty_draft_is_an_empty_edition_that_says_so():
    ranking = Ranking(reader(), (), (), ())
    brief = EditionComposer().compose(draft_of([], keywords=(), glossary=()), ranking, press())
    assert (brief.picks, brief.sources, list(sentences_of(brief))) == ((), (), [])
    assert "0건뿐" in brief.editor_note


def test_dropped_sentences_are_kept_in_the_record():
    dropped = (DroppedSentence("거짓 문장이다.", "number: 없음"),)
    assert compose(pressed=press(dropped=dropped)).verification.dropped == dropped
