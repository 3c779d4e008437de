import pytest

from newsprism.text.ko.clauses import joined


@pytest.mark.parametrize(
    ("clauses", "sentence"),
    [
        ([], ""),
        (["매체 7곳이 다뤘습니다"], "매체 7곳이 다뤘습니다"),
        (
            ["관심 분야 통상과 관련됩니다", "관심어 관세가 나옵니다"],
            "관심 분야 통상과 관련되고, 관심어 관세가 나옵니다",
        ),
        (
            ["관심 기업이 나옵니다", "매체 7곳이 다뤘습니다", "새 사실이 나왔습니다"],
            "관심 기업이 나오고, 매체 7곳이 다뤘으며, 새 사실이 나왔습니다",
        ),
        (["첫 사안입니다", "근거가 있습니다", "수치가 적습니다"], "첫 사안이고, 근거가 있으며, 수치가 적습니다"),
        (["가 나옵니다", "나 나옵니다", "끝입니다"], "가 나오고, 나 나오며, 끝입니다"),
        (["한 마디", "다뤘습니다"], "한 마디, 다뤘습니다"),
        (["니다", "다뤘습니다"], "니다, 다뤘습니다"),
    ],
)
def test_statements_become_one_sentence(clauses, sentence):
    assert joined(clauses) == sentence
