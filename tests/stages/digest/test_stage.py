import re
from collections import Counter

import pytest

from newsprism.stages.digest.stage import OutlineItemWriter
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import DigestLine, DigestTable
from tests.making import article, story
from tests.stages.digest.reports import items, report


@pytest.fixture(scope="module")
def write():
    writer = OutlineItemWriter(Analyzer())
    return lambda *documents: writer.write(story("s1", *documents), documents, "ko")


def printed(item):
    for block in item.body:
        if isinstance(block, DigestLine):
            yield block.sentence.text
        elif isinstance(block, DigestTable):
            yield block.title.text if block.title else ""
            yield from (s.text for row in block.rows for cell in row for s in cell)


def test_every_number_of_a_report_that_fits_survives(write):
    for document in items():
        held = Counter(re.findall(r"\d+(?:[.,]\d+)*", document.text))
        assert held - Counter(re.findall(r"\d+(?:[.,]\d+)*", "\n".join(printed(write(document))))) == Counter()


def test_an_item_says_whose_it_is_and_names_its_references(write):
    item = write(items()[0])
    assert (item.issuing_body, item.country, item.issued) == ("Harbor Lab", "미국", "2031-03-04")
    assert item.references == (
        "Harbor Lab, One Year of Unmanned Handling, 2031.03.04.",
        "나루항만공사, 実証報告, 2031.03.02.",
    )


def test_lines_end_in_nouns_without_a_period(write):
    assert "하역 시간은 컨테이너당 2.4분에서 1.9분으로 21% 줄었으며 큰 사고는 없었음" in list(
        printed(write(items()[0]))
    )


def test_a_report_in_another_language_is_listed_only(write):
    item = write(report((1, "bullet", "● One year of unmanned handling"), language="en", title="One Year"))
    assert (item.title.text, item.body, item.summary) == ("One Year", (), ())
    assert item.references == ("하버랩, One Year, 2031.03.04.",)


def test_a_report_with_nothing_in_it_is_no_item(write):
    assert write(report(title="빈 보고서")) is None
    assert write(report((1, "bullet", "● 짐을 옮김"), title=" ")) is None


def test_news_name_one_reference_for_each_document(write):
    text = "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터이고 사업비는 1조2000억 원이다."
    item = write(article("a1", text=text), article("a2", text=text, publisher="가온일보"))
    assert (item.kind, len(item.references), item.documents) == ("news", 2, ("a1", "a2"))
