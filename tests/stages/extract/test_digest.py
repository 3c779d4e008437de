"""Digests of three layouts, invented for these tests, and the real one where the measuring data is at hand."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.extract.digest import DigestExtractor, extract_text, looks_like_digest
from newsprism.types.document import Document

FIXTURES = Path(__file__).parent / "fixtures"
LAYOUTS = ("digest_cover_doubled", "digest_markdown", "digest_ministry")


def read(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")


def items(name: str) -> tuple[Document, ...]:
    return extract_text(read(name), name).documents


def lines(document: Document) -> list[tuple[int, str, str]]:
    assert document.report is not None
    return [(each.level, each.role, document.text[each.start : each.end]) for each in document.report.outline]


def letters(text: str) -> str:
    """What is left of a line without marks, tags and spacing: enough to find it again wherever it went."""
    return re.sub(r"<[a-zA-Z/][^<>]*>|^\s*ㅇ\s|[\W_]", "", text)


def assert_spans_hold(document: Document) -> None:
    report = document.report
    assert report is not None
    assert "\n".join(document.text[each.start : each.end] for each in report.outline) == document.text
    for table in report.tables:
        assert document.text[table.start : table.end] == "\n".join(" | ".join(row) for row in table.rows)
    for definition in report.definitions:
        assert document.text[definition.start : definition.end].strip()


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_has_its_three_items_with_exact_spans(name):
    assert looks_like_digest(read(name))
    found = items(name)
    assert len(found) == 3
    assert len({document.id for document in found}) == 3
    for document in found:
        assert re.fullmatch(r"r[0-9a-f]{16}", document.id)
        assert (document.kind, document.language, document.authors, document.url) == ("report_item", "ko", (), None)
        assert document.publisher == document.report.issuing_body
        assert "참고 :" not in document.text
        assert "**" not in document.text.replace("갈륨**", "").replace("** (Gallium)", "")
        assert_spans_hold(document)


def places(text: str, extraction) -> dict[str, list[str]]:
    """For every line of `text`, the items and drops that hold its letters."""
    held = {
        document.id: letters(
            "\n".join(
                (
                    document.title,
                    document.text,
                    *document.references,
                    document.section or "",
                    document.report.issuing_body,
                )
            )
        )
        for document in extraction.documents
    }
    cut = {f"{drop.reason} {number}": letters(drop.item) for number, drop in enumerate(extraction.dropped)}
    wanted = {line: letters(line) for line in text.split("\n") if len(letters(line)) >= 12}
    return {line: [name for name, body in {**held, **cut}.items() if key in body] for line, key in wanted.items()}


def assert_nothing_is_lost(text: str) -> None:
    extraction = extract_text(text, "digest")
    for line, where in places(text, extraction).items():
        reference_or_title = re.search(r"참고|출처|\([^()]{2,30}, .{2,10}\)$", line)
        if re.match(r"\s*[-●•※*□ㅇ■▪]", line) and not reference_or_title and "목 차" not in line:
            assert sum(name.startswith("r") for name in where) == 1, line
        if "\t" in line:
            assert len(where) == 1, line
        elif not reference_or_title:
            assert where, line


@pytest.mark.parametrize("name", ["digest_cover_doubled", "digest_ministry"])
def test_every_body_line_is_in_exactly_one_item(name):
    assert_nothing_is_lost(read(name))


def test_title_issuing_body_country_and_date_come_apart():
    first, second, third = items("digest_cover_doubled")
    assert first.title == "가상 항만의 무인 하역 실증 결과와 과제"
    assert (first.report.issuing_body, first.report.country) == ("Harborline Institute", "미국")
    assert (second.report.issuing_body, second.report.country) == ("가모가와경제연구소", "일본")
    assert first.report.issued == "2031-03-04"
    assert first.published_at.isoformat() == "2031-03-04T00:00:00+09:00"
    assert (third.report.issuing_body, third.report.country) == ("OSCO", None)


def test_a_month_without_a_day_gives_no_time_of_publication():
    third = items("digest_cover_doubled")[2]
    assert third.report.issued == "2031-01"
    assert third.published_at is None


def test_the_items_own_title_wins_over_the_contents():
    assert items("digest_cover_doubled")[1].title == "나트륨 전지 공급망의 재편 전망"


def test_sections_are_those_of_the_pages_and_last_until_the_next():
    assert [each.section for each in items("digest_cover_doubled")] == ["핵심이슈", "산업·기술 동향", "정책 동향"]
    assert [each.section for each in items("digest_markdown")] == ["정책 동향", "정책 동향", "산업 동향"]
    assert [each.section for each in items("digest_ministry")] == [None, None, None]


def test_the_collection_is_the_title_and_issue_of_the_cover():
    assert items("digest_cover_doubled")[0].report.collection == "해외기술 동향노트 2031-7호"
    assert items("digest_markdown")[0].report.collection == "글로벌 산업정책 브리프 제12호 (2029.11.20.)"
    assert items("digest_ministry")[0].report.collection == "주간 해외정책 동향 2030년 제3호"


def test_cover_contents_summary_table_and_running_heads_are_dropped_with_their_reason():
    dropped = extract_text(read("digest_cover_doubled"), "paper.txt").dropped
    reasons = [each.reason for each in dropped]
    assert reasons == ["cover", "contents", "cover", "contents", "summary_table", "page_furniture"]
    assert all(each.stage == "extract" and each.where == "paper.txt" and each.item for each in dropped)
    assert "나트륨 전자" in dropped[3].item
    assert dropped[-1].item == "한누리기술원\n해외기술 동향노트"


def test_page_numbers_running_heads_and_imprint_are_cut_out_of_the_pages():
    extraction = extract_text(read("digest_ministry"), "m")
    text = "\n".join(each.text for each in extraction.documents)
    assert "주간 해외정책 동향" not in text
    assert "문의" not in text
    assert "- 2 -" in next(each.item for each in extraction.dropped if each.reason == "page_furniture")


def test_a_semicolon_inside_a_reference_does_not_split_it():
    assert items("digest_cover_doubled")[0].references == (
        "Harborline Institute, Night Shift Without Crews; a Field Report, 2031.03.04.",
        "Port Ledger, Who Pays $40 Billion, 2031.03.06.",
    )
    assert items("digest_markdown")[1].references == (
        "GridWatch, Counting the Hum, 2029.11.12; https://gridwatch.example/hum",
    )


def test_references_are_found_in_all_their_spellings():
    assert items("digest_markdown")[0].references == ("EU 에너지총국, Joint Hydrogen Corridor Plan, 2029.11.06",)
    assert items("digest_markdown")[2].references == ("싱가포르 해사청 보도자료 (2029.10.30)",)
    assert items("digest_ministry")[0].references == ("연방환경설비청, Förderrichtlinie Kältemittel, 2030.1.15.",)
    assert len(items("digest_ministry")[2].references) == 2


def test_levels_follow_indentation_when_there_is_one_shape():
    levels = [(level, role) for level, role, _ in lines(items("digest_cover_doubled")[0])]
    assert levels == [(1, "bullet"), (2, "sub"), (3, "supplement"), (1, "bullet"), (2, "sub"), (2, "sub")]


def test_levels_follow_shapes_when_there_are_several():
    first = lines(items("digest_ministry")[0])
    assert [(level, role) for level, role, _ in first] == [
        (1, "bullet"),
        (2, "sub"),
        (3, "definition"),
        (3, "sub"),
        (3, "sub"),
        (2, "sub"),
    ]
    assert first[0][2] == "● 연방환경설비청은 냉매 전환 보조금의 대상을 소형 점포까지 확대하기로 결정"


def test_short_squared_lines_are_headings():
    second = lines(items("digest_ministry")[1])
    assert [text for _, role, text in second if role == "heading"] == ["■ 추진 배경", "■ 주요 내용"]
    assert (3, "supplement", "※ 상한을 넘는 자재는 감점하되 낙찰을 막지는 않음") in second


def test_markdown_stars_are_bullets_unless_they_explain_a_term():
    second = lines(items("digest_markdown")[1])
    assert [(level, role) for level, role, _ in second] == [(1, "bullet"), (2, "sub"), (3, "definition"), (1, "bullet")]
    assert "~10년간" in items("digest_markdown")[0].text


def test_a_label_below_a_sentence_is_a_part_of_it_even_without_indentation():
    text = """동향 2030-2호

빗물 저장 의무화 확대 (Rainkeep, 5.2)

- 빗물 저장 설비의 의무 대상을 확대
- (대상) 연면적 1천㎡ 이상의 신축 건물
- (시기) 내년부터 단계적으로 적용
- 위반 시 과태료를 부과

(참고 : Rainkeep, Catch Every Drop, 2030.05.02.)
"""
    (document,) = extract_text(text, "x").documents
    assert [level for level, _, _ in lines(document)] == [1, 2, 2, 1]


def test_bullets_close_together_belong_to_the_one_set_apart():
    text = """동향 2030-2호

빗물 저장 의무화 확대 (Rainkeep, 5.2)

- 빗물 저장 설비의 의무 대상을 확대

- 연면적 1천㎡ 이상의 신축 건물에 적용
- 위반 시 과태료를 부과

(참고 : Rainkeep, Catch Every Drop, 2030.05.02.)
"""
    (document,) = extract_text(text, "x").documents
    assert [level for level, _, _ in lines(document)] == [1, 2, 2]


def test_tables_keep_their_title_header_and_flattened_lists():
    table = items("digest_cover_doubled")[1].report.tables[0]
    assert table.title == "음극재 주요 조달처"
    assert table.rows[0] == ("기업명", "개요")
    assert table.rows[2] == (
        "Nordkull (스웨덴)",
        "목재 폐기물을 쓰는 공정을 시험; '30년 증설을 마쳐 생산량을 두 배로 확대",
    )


def test_pipe_tables_and_html_tables_are_tables_too():
    table = items("digest_markdown")[0].report.tables[0]
    assert table.title == "<표 1> 구간별 계획"
    assert table.rows == (
        ("구간", "길이", "착공"),
        ("북해–해안", "420km", "'30년"),
        ("해안–내륙", "1,480km", "1차 '31년; 2차 '33년"),
    )
    text = """동향 2030-1호

해조류 소재 인증 개시 (Algae Council, 1.20)
● 해조류 소재의 인증을 개시
<table><tr><th>등급</th><th>기준</th></tr>
<tr><td>A</td><td>90% 이상<br>분해 180일</td></tr></table>
- 수수료는 무료
(참고: Algae Council, Seal of Kelp, 2030.01.20.)
"""
    (document,) = extract_text(text, "x").documents
    assert document.report.tables[0].rows == (("등급", "기준"), ("A", "90% 이상; 분해 180일"))
    assert document.text.endswith("- 수수료는 무료")


def test_definitions_name_their_term_and_notes_without_one_are_no_definitions():
    first, second, _ = items("digest_cover_doubled")
    assert first.report.definitions == ()
    found = [(each.term, each.original, second.text[each.start : each.end]) for each in second.report.definitions]
    assert found == [
        ("경질탄소", "Hard Carbon", "층 사이가 벌어져 나트륨 이온을 담기 쉬운 탄소 소재"),
        ("BMSx", "Battery Management Standard x", "전지 제어 신호의 이름을 통일한 업계 규약"),
    ]
    assert items("digest_ministry")[2].report.definitions[0].term == "갈륨"


def test_a_december_in_a_january_issue_is_the_last_one():
    text = """동향 2030-1호

갯벌 복원 기금 조성 (Mudflat Trust, 12.20)
● 기금을 조성
- 규모는 2억 달러
폐그물 재활용 공장 가동 (Netcycle, 1.8)
● 공장을 가동
- 연 5천 톤을 처리
"""
    first, second = extract_text(text, "x").documents
    assert (first.report.issued, second.report.issued) == ("2029-12-20", "2030-01-08")


def test_a_day_that_no_calendar_has_leaves_the_month():
    text = """동향 2030-1호

갯벌 복원 기금 조성 (Mudflat Trust, 2.30)
● 기금을 조성
(참고 : Mudflat Trust, A Fund, 2030.02.)
"""
    (document,) = extract_text(text, "x").documents
    assert (document.report.issued, document.published_at) == ("2030-02", None)


def test_no_year_is_invented():
    text = """동향

갯벌 복원 기금 조성 (Mudflat Trust, 2.3)
● 기금을 조성
폐그물 재활용 공장 가동 (Netcycle, 1.8)
● 공장을 가동
"""
    first, _ = extract_text(text, "x").documents
    assert (first.report.issued, first.published_at, first.report.collection) == (None, None, None)


def test_references_alone_tell_items_apart_when_titles_print_no_body():
    text = """# 동향 브리프 2030년 8호

## 에너지

### 지열 시추 비용 하락과 보급 전망
- 기관: Deepwell Forum
- 발행일: 2030.05.02

- 지열 시추 비용이 5년 사이 30% 하락
- 보급은 북쪽 지역을 중심으로 확대될 전망

참고자료
- Deepwell Forum, Cheaper Holes, 2030.05.02.

### 해상 풍력 케이블 표준화 착수

- 케이블 접속부의 표준화 논의가 시작
- 초안은 연말에 공개할 예정

참고자료
- Seacable, One Plug, 2030.05.10.
"""
    first, second = extract_text(text, "x").documents
    assert (first.title, first.report.issuing_body, first.report.issued) == (
        "지열 시추 비용 하락과 보급 전망",
        "Deepwell Forum",
        "2030-05-02",
    )
    assert (second.title, second.report.issuing_body, second.section) == (
        "해상 풍력 케이블 표준화 착수",
        "Seacable",
        "에너지",
    )
    assert first.text.startswith("● 지열 시추 비용이")


def test_a_summary_in_front_makes_no_items_of_its_own():
    page = """심해 광물 채굴 유예 결정 (佛 해양광물원, 3.28)
● 정부가 심해 채굴을 3년 유예하기로 결정하고 조사단을 꾸려 다섯 해역을 점검할 계획
- 환경 조사 예산은 2배로 확대
(참고 : 해양광물원, Moratoire, 2031.03.28.)
"""
    text = f"주간동향 제5호 (2031.4.2.)\n\n요약\n\n심해 광물 채굴 유예 결정 (佛 해양광물원, 3.28)\n- 3년 유예\n\n정책 동향\n\n{page}"
    extraction = extract_text(text, "x")
    assert [each.title for each in extraction.documents] == ["심해 광물 채굴 유예 결정"]
    assert extraction.documents[0].report.country == "프랑스"
    assert "- 3년 유예" in next(each.item for each in extraction.dropped if each.reason == "contents")


def test_an_item_printed_twice_is_kept_once():
    page = "\n갯벌 복원 기금 조성 (Mudflat Trust, 2.3)\n● 기금을 조성\n(참고 : Mudflat Trust, A Fund, 2030.02.03.)\n"
    extraction = extract_text(f"동향 2030-1호\n{page}{page}", "x")
    assert len(extraction.documents) == 1
    assert [each.reason for each in extraction.dropped] == ["cover", "repeated_item"]


def test_an_article_is_no_digest():
    article = """마루제철, 새 전기로 가동

마루제철이 10일 새 전기로를 가동했다고 밝혔다. 회사 관계자는 "생산량이 20% 늘 것"이라고 말했다.
- 투자액 3000억원
- 고용 120명
(출처: 마루제철 보도자료, 2030.02.10.)
가람 기자
"""
    assert not looks_like_digest(article)
    assert not looks_like_digest("")
    extraction = extract_text("본문이 없는 글", "x")
    assert extraction.documents == ()
    assert extraction.dropped[-1].reason == "no_items"


def test_the_extractor_class_does_what_the_functions_do():
    text = read("digest_ministry")
    assert DigestExtractor().looks_like_digest(text)
    assert DigestExtractor().extract_text(text, "o") == extract_text(text, "o")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([line for name in LAYOUTS for line in read(name).split("\n")]),
            st.text(alphabet="-●*※□① \t|()<>/;:.,가나12#ab\\", max_size=30),
        ),
        max_size=40,
    )
)
def test_broken_digests_never_raise_and_keep_exact_spans(broken):
    extraction = extract_text("\n".join(broken), "x")
    assert len({each.id for each in extraction.documents}) == len(extraction.documents)
    for document in extraction.documents:
        assert_spans_hold(document)


@pytest.fixture(scope="module")
def real_digest() -> str:
    folder = os.environ.get("NEWSPRISM_DATA")
    path = Path(folder or "-").parent / "seeds" / "003_9bcd69e6ea19a6da.txt"
    if not folder or not path.exists():
        pytest.skip("NEWSPRISM_DATA names no folder with the seeds beside it")
    return path.read_text(encoding="utf-8")


def test_the_real_digest_has_nine_complete_items(real_digest):
    found = extract_text(real_digest, "seed").documents
    assert [each.report.issued for each in found] == [
        "2025-01-23",
        "2025-01-30",
        "2025-02-07",
        "2025-02-10",
        "2025-01-31",
        "2025-01",
        "2025-02-10",
        "2025-02-03",
        "2025-01-28",
    ]
    assert [each.section for each in found] == ["이슈포커스"] + ["산업·기술 동향"] * 4 + ["정책 동향"] * 4
    assert [each.report.country for each in found] == [
        "미국",
        "대만",
        "일본",
        None,
        "일본",
        None,
        "미국",
        "미국",
        "미국",
    ]
    assert [len(each.references) for each in found] == [3, 1, 1, 1, 1, 1, 3, 1, 1]
    assert [len(each.report.tables) for each in found] == [0, 0, 1, 0, 1, 1, 0, 0, 1]
    assert [len(each.report.definitions) for each in found] == [1, 1, 2, 1, 1, 0, 0, 1, 1]
    for document in found:
        assert_spans_hold(document)
    assert_nothing_is_lost(real_digest)
