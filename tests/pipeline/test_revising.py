from dataclasses import replace

import pytest

from newsprism.pipeline.revising import revised
from newsprism.protocols.stores import Kept
from tests.making import article, at

ITEM, PAGE = "application/x-feed-item+json", "text/html"
LONG = "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터다. 첫 기업은 내년에 들어온다."


def kept(made_from=ITEM, **how):
    return Kept(article("a", **{"text": LONG, **how}), made_from, at(12))


def test_what_says_the_same_changes_nothing():
    assert revised(kept(), article("a", text=LONG), ITEM) is None


def test_a_revised_headline_is_a_new_version():
    after = revised(kept(), article("a", "나루시, 산업단지 조성 계획 바꿔", LONG), ITEM)
    assert after is not None
    assert after[0].title == "나루시, 산업단지 조성 계획 바꿔"
    assert after[0].text == LONG


@pytest.mark.parametrize("tail", ["", "…", " ..."])
def test_a_summary_cut_shorter_changes_nothing(tail):
    assert revised(kept(), article("a", text=LONG[:40] + tail), ITEM) is None


def test_a_shorter_text_that_says_something_else_is_a_correction():
    after = revised(kept(), article("a", text="나루시는 산업단지 계획을 거두었다."), ITEM)
    assert after is not None
    assert after[0].text == "나루시는 산업단지 계획을 거두었다."


def test_a_fuller_text_replaces_a_summary():
    after = revised(kept(text=LONG[:40]), article("a", text=LONG), PAGE)
    assert after is not None
    assert (after[0].text, after[1]) == (LONG, PAGE)


def test_a_feed_item_never_replaces_the_text_of_a_page_but_its_headline_counts():
    after = revised(kept(PAGE), article("a", "고친 제목", "짧은 요약이다. " * 30), ITEM)
    assert after is not None
    assert (after[0].title, after[0].text, after[1]) == ("고친 제목", LONG, PAGE)


def test_an_empty_text_replaces_nothing():
    assert revised(kept(), article("a", text=""), ITEM) is None


def test_the_first_time_of_publication_stays_unless_the_clock_is_known_better_now():
    later = article("a", text=LONG, published=at(13))
    assert revised(kept(), later, ITEM) is None
    after = revised(kept(), later, ITEM, again=True)
    assert after is not None
    assert after[0].published_at == at(13)


def test_what_was_not_known_is_filled_in_and_what_is_known_stays():
    bare = Kept(replace(article("a", text=LONG, undated=True, publisher=None), authors=("김나루",)), ITEM, at(12))
    after = revised(bare, article("a", text=LONG, publisher="나루일보"), ITEM)
    assert after is not None
    assert (after[0].published_at, after[0].publisher, after[0].authors) == (at(12), "나루일보", ("김나루",))


def test_an_entry_read_again_changes_nothing_but_the_time():
    newer = kept()
    older = article("a", "나루시, 산업단지 검토", "나루시는 산업단지를 검토한다.", published=at(13))
    after = revised(newer, older, PAGE, again=True)
    assert after == (replace(newer.document, published_at=at(13)), ITEM)
