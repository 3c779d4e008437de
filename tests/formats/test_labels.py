"""A label file is read as it is meant or refused with the line at fault."""

import gzip
import json
from datetime import date

import pytest

from newsprism.errors import EmptyInput, MalformedRecord, PathNotFound, UnreadableFile
from newsprism.formats.labels import (
    grades_line,
    pair_line,
    read_claims,
    read_grades,
    read_pages,
    read_pairs,
    read_references,
)
from newsprism.types.label import Claim, Grades, PairLabel, Reference

A, B = "https://naru.example/a", "https://garam.example/b"


def pair(**changes):
    return {"url1": A, "url2": B, "label": 2, "weight": 1.5, **changes}


@pytest.fixture
def written(tmp_path):
    def write(*records, name="labels.jsonl"):
        path = tmp_path / name
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        content = "".join(f"{line}\n" for line in lines).encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write


def test_a_pair_that_was_written_is_read_back(written):
    given = PairLabel(A, B, 1, 0.036812)
    assert read_pairs(written(pair_line(given).strip())) == (given,)


def test_a_weight_that_is_not_given_is_one_and_blank_lines_and_a_mark_are_passed_over(written):
    path = written("\ufeff" + json.dumps({"url1": A, "url2": B, "label": 0}), "", name="p.jsonl.gz")
    assert read_pairs(path) == (PairLabel(A, B, 0, 1.0),)


def test_the_smallest_weight_that_is_written_can_be_read(written):
    assert read_pairs(written(pair_line(PairLabel(A, B, 2, 1e-9)).strip()))[0].weight == 1e-9


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (["{"], ":1: JSON이 아닙니다"),
        (["[1]"], ":1: JSON 객체가 아닙니다"),
        (["[" * 100_000], ":1: JSON이 아닙니다"),
        ([pair(), "", pair(label=3)], ":3: `label`: 0, 1, 2 가운데 하나여야 합니다: 3"),
        ([pair(label="2")], ":1: `label`: 정수여야 합니다"),
        ([pair(label=True)], ":1: `label`: 정수여야 합니다"),
        ([pair(weight=0)], ":1: `weight`: 0보다 커야 합니다: 0"),
        ([pair(weight=float("nan"))], ":1: `weight`: 수여야 합니다"),
        ([pair(url2=A)], ":1: 두 주소가 같습니다"),
        ([pair(url2=" ")], ":1: `url2`: 비어 있습니다"),
        ([{"url1": A, "label": 2}], ":1: `url2`: 글자여야 합니다"),
        ([pair(), pair(url1=B, url2=A, label=0)], ":2: 같은 쌍에 다른 라벨이 앞에 있습니다: 2"),
    ],
)
def test_a_bad_line_of_pairs_is_named(written, records, said):
    path = written(*records)
    with pytest.raises(MalformedRecord) as caught:
        read_pairs(path)
    assert str(caught.value).startswith(f"{path}{said}")
    assert "\n" not in str(caught.value)


def test_duplicates_know_no_third_label(written):
    with pytest.raises(MalformedRecord, match="0, 1 가운데"):
        read_pairs(written(pair()), frozenset({0, 1}))


@pytest.mark.parametrize("read", [read_pairs, read_grades, read_claims, read_references, read_pages])
def test_an_empty_file_is_told_as_such(written, read):
    path = written("", " ")
    with pytest.raises(EmptyInput) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: 라벨이 한 줄도 없습니다.")


def test_a_file_that_is_not_there_or_no_file_or_a_broken_archive_is_refused(tmp_path):
    with pytest.raises(PathNotFound):
        read_pairs(tmp_path / "no.jsonl")
    with pytest.raises(UnreadableFile, match="폴더"):
        read_pairs(tmp_path)
    broken = tmp_path / "p.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"url1": 1}\n' * 1000)[:-20])
    with pytest.raises(UnreadableFile, match="압축"):
        read_pairs(broken)


def test_grades_of_one_address_are_put_together_from_several_lines(written):
    path = written({"url": A, "ceo": 3}, {"url": B, "ceo": 0, "founder": 1}, {"url": A, "founder": 2})
    assert read_grades(path) == (
        Grades(A, (("ceo", 3), ("founder", 2))),
        Grades(B, (("ceo", 0), ("founder", 1))),
    )
    assert read_grades(written(grades_line(Grades(A, (("ceo", 2),))).strip())) == (Grades(A, (("ceo", 2),)),)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([{"url": A, "ceo": 4}], ":1: `ceo`: 0~3이어야 합니다: 4"),
        ([{"url": A, "ceo": -1}], ":1: `ceo`: 0~3이어야 합니다: -1"),
        ([{"url": A, "ceo": 1.5}], ":1: `ceo`: 정수여야 합니다"),
        ([{"url": A}], ":1: 독자 유형의 점수가 없습니다"),
        ([{"url": A, "ceo": 1}, {"url": A, "ceo": 2}], ":2: `ceo`: 같은 주소에 다른 점수가 앞에 있습니다: 1"),
    ],
)
def test_a_bad_grade_is_named(written, records, said):
    path = written(*records)
    with pytest.raises(MalformedRecord) as caught:
        read_grades(path)
    assert str(caught.value).startswith(f"{path}{said}")


def test_claims_are_read_in_our_form_and_in_that_of_klue_nli(written):
    path = written(
        {
            "id": "c1", "source": "나루항이 3일 열렸다.", "claim": "나루항이 4일 열렸다.", "label": "unsupported",
            "fault": "date", "source_date": "2026-03-10",
        },
        {"guid": "k1", "premise": "나루항이 열렸다.", "hypothesis": "항구가 열렸다.", "gold_label": "entailment"},
        {"guid": "k2", "premise": "나루항이 열렸다.", "hypothesis": "나루항이 닫혔다.", "gold_label": "contradiction"},
    )  # fmt: skip
    assert read_claims(path) == (
        Claim("c1", "나루항이 3일 열렸다.", "나루항이 4일 열렸다.", False, "date", date(2026, 3, 10)),
        Claim("k1", "나루항이 열렸다.", "항구가 열렸다.", True),
        Claim("k2", "나루항이 열렸다.", "나루항이 닫혔다.", False, "contradiction"),
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"label": "maybe"}, "`label`: 다음 가운데 하나여야 합니다: supported, unsupported"),
        ({"fault": "typo"}, "`fault`: 다음 가운데 하나여야 합니다: number, unit"),
        ({"label": "supported", "fault": "date"}, "`fault`: 근거가 있는 문장(supported)에 잘못이"),
        ({"source_date": "어제"}, "`source_date`: 날짜(YYYY-MM-DD)여야 합니다"),
        ({"claim": ""}, "`claim`: 비어 있습니다"),
    ],
)
def test_a_bad_claim_is_named(written, changes, said):
    path = written({"id": "c", "source": "가", "claim": "나", "label": "unsupported", **changes})
    with pytest.raises(MalformedRecord) as caught:
        read_claims(path)
    assert str(caught.value).startswith(f"{path}:1: {said}")


def test_a_reference_is_a_text_or_numbers_of_sentences(written):
    path = written(
        {"id": "s1", "title": "개장", "text": "열렸다. 닫혔다.", "reference": "열렸다."},
        {"id": "s2", "title": "개장", "text": "열렸다. 닫혔다.", "reference": [1, 0]},
    )
    assert [one.reference for one in read_references(path)] == ["열렸다.", (1, 0)]
    assert read_references(path)[0] == Reference("s1", "개장", "열렸다. 닫혔다.", "열렸다.")
    for wrong in ([], [-1]):
        with pytest.raises(MalformedRecord, match="문장 번호의 배열"):
            read_references(written({"text": "열렸다.", "reference": wrong}))


def test_pages_are_found_in_their_folder_and_a_bad_date_is_named(written, tmp_path):
    page = {"html": "html/a.html", "title": "개장", "authors": ["이나루"], "body_text": "열렸다."}
    written({**page, "publishing_date": "2026-03-10 09:00:00+09:00"}, name="pages.jsonl")
    (truth,) = read_pages(tmp_path)
    assert (truth.html, truth.authors, truth.published.hour) == ("html/a.html", ("이나루",), 9)
    with pytest.raises(MalformedRecord, match="`publishing_date`: 날짜나 시각"):
        read_pages(written({**page, "publishing_date": "봄"}))
