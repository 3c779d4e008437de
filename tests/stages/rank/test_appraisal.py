"""What a model that has read the reports changes of a ranking, and what happens without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from newsprism.errors import EmbeddingFailed, MissingResource
from newsprism.stages.rank import appraisal as module
from newsprism.stages.rank.appraisal import share_of
from newsprism.stages.rank.crowd import NOBODY, choose
from newsprism.stages.rank.stage import InterestRanker, Options
from newsprism.types.dropped import Dropped
from newsprism.types.reader import Interests, ReaderTypeId
from tests.making import PORTS, WEEK, reader
from tests.stages.rank.test_stage import WEEKFUL, chosen, rank


class Clerk:
    """Appraises by one word of the headline, and keeps what it was asked: the ranking is tested here, not the model."""

    name = "clerk-1"

    def __init__(self, who, good, fails=None):
        self.readers = {"other": "다른 일을 정한다.", who.id: who.decides}
        self.good, self.fails, self.asked = good, fails, []
        self.troubles = []

    def appraise(self, texts):
        self.asked.append(texts)
        if self.fails:
            raise self.fails
        return np.array([(0.0, 0.9 if self.good in text.partition("\n")[0] else 0.02) for text in texts])


WHO = reader(topics=((PORTS, 0.9),))
GOOD = "하역 설비"


def test_what_reads_as_the_readers_matter_comes_first():
    plain, read = rank(*WEEKFUL, who=WHO), rank(*WEEKFUL, who=WHO, ranker=InterestRanker(None, Clerk(WHO, GOOD)))
    assert chosen(read)[0] == "s1" != chosen(plain)[0]
    assert {*chosen(read)} <= {s.id for s in WEEKFUL}
    assert (plain.model, read.model, read.note) == (None, "clerk-1", "")


def test_it_is_said_why():
    read = rank(*WEEKFUL, who=WHO, ranker=InterestRanker(None, Clerk(WHO, GOOD)))
    said = {r.story.id: next(s for s in r.signals if s.name == "appraisal") for r in read.selected}
    assert said["s1"].text == "이 독자가 정하는 일에 닿는 소식으로 읽힙니다"
    assert said["s1"].value == pytest.approx(0.9)
    assert all("먼 소식으로 읽혀" in signal.text for name, signal in said.items() if name != "s1")
    assert all(signal.weight == 0 for signal in said.values())
    assert not any(s.name == "appraisal" for r in rank(*WEEKFUL, who=WHO).selected for s in r.signals)


def test_the_headline_and_the_opening_are_read_each_once():
    clerk = Clerk(WHO, GOOD)
    ranker = InterestRanker(None, clerk)
    rank(*WEEKFUL, who=WHO, ranker=ranker)
    rank(*WEEKFUL, who=WHO, ranker=ranker)
    (texts,) = clerk.asked
    assert sorted(text.partition("\n")[0] for text in texts) == sorted(s.title for s in WEEKFUL)
    assert all("나루항만공사는 12일" in text.partition("\n")[2] for text in texts)


def test_only_the_most_promising_are_read_and_no_other_stands_before_a_good_one():
    titles = {s.id: s.title for s in WEEKFUL}
    first = titles[chosen(rank(*WEEKFUL, who=WHO))[0]]
    for many in (1, 3):
        clerk = Clerk(WHO, first)
        read = rank(*WEEKFUL, who=WHO, count=8, ranker=InterestRanker(Options(appraised=many), clerk))
        asked = [text.partition("\n")[0] for text in clerk.asked[0]]
        assert (len(asked), first in asked) == (many, True)
        assert titles[chosen(read)[0]] == first
        told = {r.story.title: r for r in (*read.selected, *(d.item for d in read.not_selected))}
        assert all(told[first].score > 5 * r.score for title, r in told.items() if title != first)


@pytest.mark.parametrize(
    "who",
    [
        replace(WHO, id=ReaderTypeId("mine")),
        replace(WHO, decides="무엇을 살지를 정한다."),
    ],
    ids=["another type", "the type, deciding otherwise"],
)
def test_it_says_nothing_of_readers_that_it_was_not_taught(who):
    clerk = Clerk(WHO, GOOD)
    read = rank(*WEEKFUL, who=who, ranker=InterestRanker(None, clerk))
    assert clerk.asked == []
    assert chosen(read) == chosen(rank(*WEEKFUL, who=who))
    assert read.model is None


def test_a_person_of_the_type_is_read_for_and_keeps_what_they_asked_for():
    person = replace(WHO, id=ReaderTypeId("kim"), base=WHO.id, person="견본씨")
    own = Interests(terms=(("화재", 1.0),))
    asking = replace(person, own=own, interests=replace(WHO.interests, terms=own.terms))
    scores = []
    for who in (person, asking):
        read = rank(*WEEKFUL, who=who, count=8, ranker=InterestRanker(None, Clerk(WHO, GOOD)))
        scores.append({r.story.id: r.score for r in (*read.selected, *(d.item for d in read.not_selected))})
    assert max(scores[0], key=scores[0].__getitem__) == "s1"
    assert scores[1]["s3"] > 5 * scores[0]["s3"]  # 동해 부두 화재 원인 규명
    assert scores[1]["s1"] == scores[0]["s1"]


@pytest.mark.parametrize("fault", [EmbeddingFailed("깨짐", subject="e5"), MissingResource("없음", subject="e5")])
def test_words_decide_after_a_failure_and_it_is_said_until_it_is_tried_again(fault, monkeypatch):
    clerk = Clerk(WHO, GOOD, fault)
    ranker = InterestRanker(None, clerk)
    for _ in range(2):
        read = rank(*WEEKFUL, who=WHO, ranker=ranker)
        assert chosen(read) == chosen(rank(*WEEKFUL, who=WHO))
        assert read.model is None
        assert read.note.startswith("기사를 읽고 매기는 모델을 쓸 수 없어 낱말로만 골랐습니다. e5: ")
    assert len(clerk.asked) == 1
    clerk.fails = None
    monkeypatch.setattr(module, "monotonic", lambda: 1e9)
    again = rank(*WEEKFUL, who=WHO, ranker=ranker)
    assert (chosen(again)[0], again.note) == ("s1", "")


def test_what_was_wrong_with_the_cache_is_said_once():
    clerk = Clerk(WHO, GOOD)
    clerk.troubles = [Dropped("a.vec", "embed", "damaged_cache", "a.vec", "벡터 파일이 손상되어 다시 만듭니다")]
    ranker = InterestRanker(None, clerk)
    notes = [rank(*WEEKFUL, who=WHO, ranker=ranker).note for _ in range(2)]
    assert notes == ["벡터 파일이 손상되어 다시 만듭니다", ""]


def test_many_readers_get_what_one_would_get():
    ranker = InterestRanker(Options(budget=0.0), Clerk(WHO, GOOD))
    pool = ranker.pool(WEEKFUL, WHO, WEEK)
    (row,) = choose(pool, np.zeros((1, len(pool.names)), np.float32), 6).tolist()
    alone = rank(*WEEKFUL, who=WHO, ranker=ranker)
    assert [pool.candidates[i].id for i in row if i != NOBODY] == chosen(alone)


def test_the_share_grows_with_the_worth_and_is_one_for_a_usual_pick():
    worth = np.array([0.0, 0.03, 0.2, 0.36, 0.8, 1.0])
    share = share_of(worth, np.zeros(6, bool))
    assert (np.diff(share) > 0).all()
    assert share[3] == pytest.approx(1.0)
    assert share[0] < 0.06
    asked = share_of(worth, np.ones(6, bool))
    assert asked[0] == 1.0
    assert asked[-1] == share[-1] > 1.0
