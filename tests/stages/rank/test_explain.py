from newsprism.stages.rank.explain import sentence
from newsprism.types.brief import Reason

FIELD = Reason("relevance", 0.8, "관심 기업 현대자동차가 나옵니다")
OUTLETS = Reason("prominence", 0.6, "매체 7곳이 다뤘습니다")
NEWS = Reason("novelty", 0.8, "지난 11일 브리핑 뒤에 새 사실이 나왔습니다")


def test_the_sentence_goes_from_the_reader_to_the_story_to_what_is_new():
    assert (
        sentence([NEWS, OUTLETS, FIELD])
        == "관심 기업 현대자동차가 나오고, 매체 7곳이 다뤘으며, 지난 11일 브리핑 뒤에 새 사실이 나왔습니다."
    )


def test_what_says_little_is_left_out():
    one = Reason("prominence", 0.0, "매체 1곳이 다뤘습니다")
    first = Reason("novelty", 0.8, "기간 안에 처음 나온 사안입니다")
    assert sentence([FIELD, one, first]) == "관심 기업 현대자동차가 나옵니다."


def test_news_and_a_trial_are_said_before_what_is_usual():
    days = Reason("development", 0.5, "10일부터 12일까지 3일에 걸쳐 보도가 이어졌습니다")
    helps = Reason("decision", 0.5, "판단에 필요한 기한이 본문에 있습니다")
    trial = Reason("exploration", 1.0, "관심을 넓혀 보려고 시험 삼아 골랐습니다")
    taste = Reason("taste", 0.7, "‘환율’ 소식을 더 보겠다고 했습니다")
    told = sentence([FIELD, OUTLETS, days, helps, trial, taste, NEWS])
    assert "브리핑 뒤에" in told
    assert "시험 삼아" in told
    assert "기한" not in told


def test_without_reasons_there_is_no_sentence():
    assert sentence([]) == ""


def test_two_tastes_are_two_statements():
    taste = Reason("taste", 0.7, "‘환율’ 소식을 더 보겠다고 했습니다, ‘금리’ 소식을 자주 열어 보았습니다")
    assert sentence([taste, OUTLETS]) == (
        "‘환율’ 소식을 더 보겠다고 했고, ‘금리’ 소식을 자주 열어 보았으며, 매체 7곳이 다뤘습니다."
    )
