"""What a reader blocked or muted stays away, and comes back when they said so or something is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsprism.stages.rank.blocks import Blocks
from newsprism.types.history import Feedback
from newsprism.types.reader import Blocked
from newsprism.types.story import StoryId
from tests.making import article, at, story

A = article("a", "나루전자 파업 예고", published=at(10))
B = article("b", "나루전자 노사 다시 만난다", published=at(11), publisher="가람일보")
C = article("c", "나루전자 잠정 합의", published=at(12))
ONE = story("s1", A, B)
OTHER = story("s2", article("x", "나루항 확장"))


def told(attitude, one=ONE, hour=9, thread=None):
    documents = frozenset(d.id for d in one.documents)
    return Feedback(StoryId(one.id), thread, attitude, at(13, hour), one.title, frozenset({"topic:x"}), documents)


def test_a_blocked_story_is_refused_and_no_other():
    blocks = Blocks.of([told("block")])
    assert blocks.refuses(ONE) == "blocked"
    assert blocks.refuses(OTHER) is None
    assert Blocks.of([]).refuses(ONE) is None


def test_a_blocked_affair_stays_blocked_whatever_is_new_of_it():
    blocks = Blocks.of([told("block", thread="t")])
    assert blocks.refuses(story("s1", A, B, C)) == "blocked"
    assert blocks.refuses(story("s9", C, thread="t")) == "blocked"
    assert blocks.refuses(story("s9", C, thread="u")) is None


def test_a_story_that_joins_a_thread_later_takes_its_sisters_along():
    now = replace(ONE, thread_id="t")
    sister = story("s9", C, thread="t")
    assert Blocks.of([told("block")]).refuses(sister) is None
    assert Blocks.of([told("block")], stories=[now, sister]).refuses(sister) == "blocked"


def test_the_heirs_of_a_blocked_story_are_known_by_its_documents():
    merged = story("s7", A, C)
    sister = story("s8", article("d"), thread="t")
    blocks = Blocks.of([told("block")], stories=[replace(merged, thread_id="t"), sister])
    assert blocks.refuses(merged) == "blocked"
    assert blocks.refuses(sister) == "blocked"


def test_a_muted_story_comes_back_with_a_new_report_and_not_with_a_copy():
    blocks = Blocks.of([told("mute")])
    assert blocks.refuses(ONE) == "muted"
    assert blocks.refuses(story("s1", B)) == "muted"
    assert blocks.refuses(replace(story("s1", A, B, C), copies=frozenset({C.id}))) == "muted"
    assert blocks.refuses(story("s1", A, B, C)) is None
    assert blocks.refuses(story("s1", C)) is None


def test_a_muted_story_that_was_absorbed_stays_muted_until_something_is_new():
    blocks = Blocks.of([told("mute")])
    assert blocks.refuses(story("s7", A)) == "muted"
    assert blocks.refuses(story("s7", A, C)) is None


def test_a_mute_without_documents_holds_for_what_was_there():
    bare = replace(told("mute"), documents=frozenset())
    assert Blocks.of([bare]).refuses(ONE) == "muted"
    assert Blocks.of([bare]).refuses(story("s1", A, article("n", published=at(14)))) is None


def test_a_mute_holds_in_a_story_that_took_in_another_which_was_there_as_well():
    old = article("o", "나루전자 임금 교섭", published=at(9))
    muted = replace(told("mute"), beside=frozenset({old.id}))
    assert Blocks.of([muted]).refuses(story("s7", A, B, old)) == "muted"
    assert Blocks.of([muted]).refuses(story("s8", old)) is None
    assert (
        Blocks.of([muted]).refuses(story("s7", A, B, old, article("n", text="새 소식이다.", published=at(14)))) is None
    )


def test_a_mute_holds_when_another_report_becomes_the_one_that_the_others_repeat():
    fuller = replace(C, text=f"{A.text} 끝으로 감사를 전했다.")
    now = replace(story("s1", fuller, A, B), copies=frozenset({A.id, B.id}))
    assert Blocks.of([told("mute")]).refuses(replace(now, documents=(replace(C, text=A.text), A, B))) == "muted"
    news = replace(C, text="나루전자 노사가 잠정 합의했다. 임금은 4% 오른다. 찬반 투표는 20일 한다.")
    assert Blocks.of([told("mute")]).refuses(replace(now, documents=(news, A, B))) is None


def test_what_is_said_of_the_heir_goes_before_what_was_said_of_the_story():
    heir = story("s7", A, B, C)
    for attitude in ("mute", "block"):
        lifted = Blocks.of([told(attitude), told("more", heir, hour=10)])
        assert lifted.refuses(heir) is None
        assert lifted.refuses(ONE) is None
    assert Blocks.of([told("more"), told("block", heir, hour=10)]).refuses(heir) == "blocked"


def test_of_what_was_said_of_a_story_the_last_stands():
    assert Blocks.of([told("block"), told("more", hour=10)]).refuses(ONE) is None
    assert Blocks.of([told("more", hour=10), told("block")]).refuses(ONE) is None
    assert Blocks.of([told("more"), told("block", hour=10)]).refuses(ONE) == "blocked"
    assert Blocks.of([told("block"), told("opened", hour=10)]).refuses(ONE) == "blocked"


def test_an_edition_of_an_earlier_day_knows_nothing_of_a_later_block():
    assert Blocks.of([told("block")], at=at(13, 9) - timedelta(seconds=1)).refuses(ONE) is None
    assert Blocks.of([told("block")], at=at(13, 9)).refuses(ONE) == "blocked"


def test_a_blocked_company_is_known_by_all_its_names_and_not_inside_others():
    blocks = Blocks.of([], Blocked(companies=("현대자동차",)))
    assert blocks.refuses(story("s", article("a", "현대차, 나루에 공장"))) == "blocked_company"
    assert blocks.refuses(story("s", article("a", "현대차증권, 나루항 전망"))) is None
    assert blocks.refuses(story("s", article("a", "나루항 확장"))) is None
    unknown = Blocks.of([], Blocked(companies=("가람마루전자",)))
    assert unknown.refuses(story("s", article("a", "가람마루전자, 공장 연다"))) == "blocked_company"


def test_a_story_is_refused_when_only_blocked_outlets_had_it():
    blocks = Blocks.of([], Blocked(outlets=("나루일보",)))
    assert blocks.refuses(story("s", A)) == "blocked_outlet"
    assert blocks.refuses(ONE) is None
    assert blocks.refuses(story("s", replace(A, publisher=None))) is None
