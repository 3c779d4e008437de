from newsprism.stages.digest.news import units_of_news
from newsprism.types.brief import DigestLine
from tests.making import article

TEXT = (
    "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터이고 사업비는 1조2000억 원이다.\n"
    "달뫼시는 2028년까지 제2부두를 넓히는 계획을 공개했다. 컨테이너선이란 짐을 상자에 담아 나르는 배를 말한다. "
    "그는 이를 두고 아쉽다고 했다."
)


def lines(text):
    return [
        (b.level, b.role, b.sentence.text)
        for u in units_of_news(article("a1", text=text))
        for b in u.blocks
        if isinstance(b, DigestLine)
    ]


def test_paragraphs_give_the_levels_and_definitions_hang_on_their_line():
    found = lines(TEXT)
    assert [(level, role) for level, role, _ in found] == [(1, "bullet"), (2, "sub"), (1, "bullet"), (3, "definition")]
    assert found[-1][2].startswith("컨테이너선이란")


def test_a_sentence_that_leans_on_another_is_left_out():
    assert not any("아쉽다" in text for _, _, text in lines(TEXT))


def test_an_article_of_one_sentence_is_no_item():
    assert units_of_news(article("a1", text="나루시는 12일 새 산업단지를 조성한다고 밝혔다.")) == []


def test_a_long_article_stays_short_and_quick():
    text = "\n".join(f"나루시는 제{n}부두를 새로 열어 하역 능력을 크게 늘렸다고 12일 밝혔다." for n in range(3_000))
    assert sum(len(told) for _, _, told in lines(text)) <= 950
