import pytest

from newsprism.text.ko.noun_endings import is_plain, noun_ended, without_period
from newsprism.text.ko.tokens import Analyzer


@pytest.fixture(scope="module")
def end():
    analyzer = Analyzer()
    return lambda text: noun_ended(text, analyzer.analyse(text))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("나루시는 새 계획을 발표했다.", "나루시는 새 계획을 발표"),
        ("나루시는 3조 원을 투자한다.", "나루시는 3조 원을 투자함"),
        ("사업은 중단됐다.", "사업은 중단됐음"),
        ("수출은 21% 늘었다.", "수출은 21% 늘었음"),
        ("나루시는 사업을 확대하기로 했다.", "나루시는 사업을 확대하기로 했음"),
        ("그렇지 않다고 말했다.", "그렇지 않다고 말했음"),
        ("수출이 늘어날 것으로 전망된다.", "수출이 늘어날 것으로 전망"),
        ("내년에 시행할 예정이다.", "내년에 시행할 예정"),
        ("이런 일은 이번이 처음이다.", "이런 일은 이번이 처음"),
        ("신청은 10일까지다.", "신청은 10일까지"),
        ("만기는 1년이다.", "만기는 1년임"),
        ("대책이 필요하다.", "대책이 필요"),
        ("차이가 뚜렷하다.", "차이가 뚜렷함"),
        ("신청할 수 없다.", "신청할 수 없음"),
        ("값이 오른다.", "값이 오름"),
        ("배를 만든다.", "배를 만듦"),
        ("부두를 짓는다.", "부두를 지음"),
        ("결과는 절반에 가깝다.", "결과는 절반에 가까움"),
        ("사업에 참여하고 있다.", "사업에 참여하고 있음"),
        ("기한을 지켜야 한다.", "기한을 지켜야 함"),
        ("가동하겠다고 했다.", "가동하겠다고 했음"),
    ],
)
def test_a_statement_ends_in_a_noun(end, said, told):
    assert end(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "길을 걷는다.",  # 걸음 is a walk as well
        "쟁점은 증류다.",  # read as a verb that is not printed
        "값이 내릴 수 있어서다.",
        "짐을 모두 옮겼습니다.",
        "이 섬의 이름은 푸른 바다",
        "",
    ],
)
def test_what_is_not_certain_stays_as_it_is(end, said):
    assert end(said) == said


def test_what_was_done_and_what_is_planned_stay_apart(end):
    assert end("공장을 두 배로 늘렸다.") != end("공장을 두 배로 늘린다.")
    assert end("배를 매각했다.") != end("배를 매각한다.")


def test_a_line_that_ends_in_a_noun_loses_its_period_and_a_statement_keeps_it():
    assert without_period("수출이 늘어날 전망.") == "수출이 늘어날 전망"
    assert without_period("3월 시행('31.3.4).") == "3월 시행('31.3.4)"
    for whole in ("짐을 옮겼다.", "자료를 보내 주세요.", "안녕하십니까."):
        assert without_period(whole) == whole
    assert is_plain("짐을 옮겼다.")
    assert not is_plain("짐을 옮길 전망")
