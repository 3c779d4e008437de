from newsprism.stages.digest.outline import in_nouns, units_of
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import DigestLine, DigestTable
from tests.making import article
from tests.stages.digest.reports import items, report


def lines(document):
    return [
        (b.level, b.mark, b.sentence.text) for u in units_of(document) for b in u.blocks if isinstance(b, DigestLine)
    ]


def test_levels_and_marks_are_those_of_the_report():
    first, _ = items()
    assert lines(first) == [
        (1, "●", "하버랩이 무인 하역* 장비 24대의 1년 실증 결과를 공개"),
        (2, "-", "하역 시간은 컨테이너당 2.4분에서 1.9분으로 21% 줄었으며 큰 사고는 없었다."),
        (3, "*", "(Unmanned Handling) 사람이 타지 않고 짐을 옮기는 방식"),
        (3, "※", "▲(야간) 31% 단축 ▲(주간) 12% 단축"),
        (1, "●", "유지비는 대당 연 8,200만 원으로 '30년보다 7% 늘어날 전망"),
    ]


def test_definitions_and_supplements_stay_with_their_line():
    units = units_of(items()[0])
    assert [len(unit.blocks) for unit in units] == [1, 3, 1, 1]


def test_a_table_is_kept_as_a_table_and_each_statement_of_a_cell_is_cited():
    document = items()[0]
    (table,) = [b for u in units_of(document) for b in u.blocks if isinstance(b, DigestTable)]
    assert table.title is not None
    assert table.title.text == "부두별 결과"
    assert [[[s.text for s in cell] for cell in row] for row in table.rows] == [
        [["부두"], ["결과"]],
        [["제1부두"], ["하역 시간 18% 단축", "고장 41건"]],
        [["제2부두"], ["하역 시간 24% 단축"]],
    ]
    for row in table.rows:
        for cell in row:
            for sentence in cell:
                (citation,) = sentence.citations
                assert document.text[citation.start : citation.end] == citation.quote == sentence.text


def test_every_line_cites_exactly_what_it_says():
    for document in items():
        for unit in units_of(document):
            for block in unit.blocks:
                if isinstance(block, DigestLine):
                    (citation,) = block.sentence.citations
                    assert document.text[citation.start : citation.end] == block.sentence.text


def test_running_text_becomes_lines_the_first_of_a_paragraph_above_the_others():
    document = article("a1", text="나루시가 부두를 넓혔다. 배가 두 배로 늘었다.\n달뫼시는 반대한다. 소송을 냈다.")
    assert [(level, text[:6]) for level, _, text in lines(document)] == [
        (1, "나루시가 부"), (2, "배가 두 배"), (1, "달뫼시는 반"), (2, "소송을 냈다"),
    ]  # fmt: skip


def test_a_bullet_of_several_sentences_becomes_several_lines():
    document = report((1, "bullet", "● 나루시가 부두를 넓혔다. 배가 두 배로 늘었다."))
    assert lines(document) == [(1, "●", "나루시가 부두를 넓혔다."), (1, "●", "배가 두 배로 늘었다.")]


def test_lines_with_nothing_above_them_are_raised():
    document = report((2, "sub", "- 시험 결과 하역 시간 21% 단축"), (1, "bullet", "● 나루항만이 결과를 공개"))
    assert [level for level, _, _ in lines(document)] == [1, 1]


def test_spans_and_levels_that_cannot_be_do_no_harm():
    document = report((9, "sub", "- 짐을 옮김"), (-3, "bullet", "● 배를 매각"), (1, "definition", "* (X) 무엇"))
    assert [level for level, _, _ in lines(document)] == [1, 1, 3]
    hollow = report((1, "bullet", "●"), (0, "text", ""))
    assert lines(hollow) in ([], [(1, "●", "●")])


def test_ends_become_nouns_only_where_the_words_stay_the_same():
    analyzer = Analyzer()

    def told(text):
        (unit,) = units_of(report((1, "bullet", f"● {text}")))
        return in_nouns(unit.blocks[0], analyzer).sentence

    assert told("나루시가 부두를 넓혔다.").text == "나루시가 부두를 넓혔음"
    assert told("공사비는 318억 원이며 2032년 말에 마친다.").text.endswith("마친다.")
    assert told("나루시가 부두를 넓혔다.").citations[0].quote == "나루시가 부두를 넓혔다."
