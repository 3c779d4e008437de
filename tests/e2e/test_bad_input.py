"""Wrong use and bad input: one clear line on stderr, nothing on stdout, the right exit code."""

import json

import pytest

from tests.e2e.running import SAMPLE, lines, newsprism, record

WEEK = SAMPLE / "week.jsonl"
READER = (
    'id = "skipper"\nname = "항만 운영자"\nshort = "운영자"\ninvestr = false\ndecides = "부두를 정한다."\nnever = []\n'
)


def refused(run, *said):
    """The run was refused in one line that says all of `said`; returns the line."""
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    assert "Traceback" not in run.stderr
    told = lines(run.stderr)
    assert len(told) == 1, told
    for part in said:
        assert str(part) in told[0]
    return told[0]


def brief(*arguments, cwd, cadence="weekly", reader="ceo"):
    return newsprism("brief", cadence, "--reader", reader, *arguments, cwd=cwd)


def test_a_missing_path_is_named(tmp_path):
    refused(brief("--from", "gone/away.jsonl", cwd=tmp_path), "gone/away.jsonl")


def test_a_missing_path_among_good_ones_is_refused_before_anything_is_read(tmp_path):
    refused(brief("--from", WEEK, "gone.txt", "--on", "2025-02-02", cwd=tmp_path), "gone.txt")


def test_an_empty_folder_holds_nothing_to_read(tmp_path):
    (tmp_path / "empty").mkdir()
    refused(brief("--from", "empty", cwd=tmp_path), "empty", ".jsonl")


def test_files_that_are_no_text_hold_nothing_to_read(tmp_path):
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n\x00")
    refused(
        brief("--from", tmp_path / "noise.txt", tmp_path / "report.pdf", cwd=tmp_path), "noise.txt", "report.pdf", "1건"
    )


def test_an_unknown_reader_is_answered_with_those_that_exist(tmp_path):
    refused(
        brief("--from", WEEK, cwd=tmp_path, reader="astronaut"),
        "astronaut", "ceo, founder, newcomer, jobseeker, global_investor, fund_investor, realestate_investor, policy, research",
    )  # fmt: skip


def test_a_reader_file_with_a_wrong_key_is_told_which(tmp_path):
    (tmp_path / "mine.toml").write_text(READER, encoding="utf-8")
    refused(brief("--from", WEEK, cwd=tmp_path, reader="mine.toml"), "mine.toml", "investr", "investor")


def test_a_reader_file_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "mine.toml").write_text('id = "skipper\n', encoding="utf-8")
    refused(newsprism("readers", "show", "mine.toml", cwd=tmp_path), "mine.toml")


@pytest.mark.parametrize(
    ("cadence", "day", "right"), [("weekly", "2025-02-01", "2025-02-02"), ("daily", "2025-02-02", "2025-02-01")]
)
def test_a_day_without_an_edition_is_answered_with_the_right_one(tmp_path, cadence, day, right):
    line = refused(brief("--from", WEEK, "--on", day, cwd=tmp_path, cadence=cadence), "--on", day)
    assert f"--on {right}" in line


def test_a_date_in_no_window_is_answered_with_the_days_that_there_are(tmp_path):
    refused(brief("--from", WEEK, "--on", "2021-06-06", cwd=tmp_path), "2021-05-31", "2021-06-05", "2025-01-14", "--on")


@pytest.mark.parametrize("day", ["2025-02-30", "next sunday", ""])
def test_what_is_no_date_is_told_how_to_write_one(tmp_path, day):
    refused(brief("--from", WEEK, "--on", day, cwd=tmp_path), "--on", "2026-02-15")


def test_a_brief_from_nothing_asks_for_something(tmp_path):
    refused(brief(cwd=tmp_path), "--from")


def test_an_undated_article_alone_makes_no_brief(tmp_path):
    (tmp_path / "a.jsonl").write_text(record("a", "나루항 부두", "부두를 열었다.", None) + "\n", encoding="utf-8")
    refused(brief("--from", "a.jsonl", cwd=tmp_path), "날짜")


def test_a_setting_outside_its_range_names_its_variable(tmp_path):
    refused(newsprism("readers", "list", cwd=tmp_path, NEWSPRISM_CLOSING_HOUR="25"), "NEWSPRISM_CLOSING_HOUR", "0~23")


def test_a_result_that_cannot_be_written_names_its_path(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(newsprism("extract", WEEK, "-o", "file/below.jsonl", cwd=tmp_path), "file/below.jsonl")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["brief", "monthly", "--reader", "ceo", "--from", "x"],
        ["brief", "weekly", "--from", "x"],
        ["brief", "weekly", "--reader", "ceo", "--from"],
        ["nonsense"],
    ],
)
def test_wrong_use_ends_with_two_without_a_traceback(tmp_path, arguments):
    run = newsprism(*arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr
    assert "Traceback" not in run.stderr


# ---------------------------------------------------------------- the good among the bad


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A folder with one bad file of every kind among good articles of three days, and the brief made of it."""
    folder = tmp_path_factory.mktemp("mixed")
    articles = folder / "in"
    articles.mkdir()
    good = [
        record("chips", "누리반도체, 2조원 들여 HBM 공장 증설…내년 양산", CHIPS, "2025-01-28T09:00:00+09:00"),
        record(
            "wage",
            "라온중공업 노사, 임금 인상 3.2% 잠정 합의",
            WAGE,
            "2025-01-29T10:00:00+09:00",
            publisher="다온신문",
        ),
    ]
    cut = record("cut", "끊긴 줄의 제목", CHIPS, "2025-01-30T09:00:00+09:00")[:120]
    bare = [
        record("nobody", "본문 없는 수출 속보", None, "2025-01-29T10:00:00+09:00"),
        record("undated", "날짜 없는 수출 기사", CHIPS, None),
        '{"foo": 1}',
    ]
    (articles / "week.jsonl").write_text("\n".join([good[0], cut, *bare, good[1]]) + "\n", encoding="utf-8")
    (articles / "noise.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (articles / "empty.txt").write_bytes(b"")
    (articles / "broken.html").write_text("<html><body><div><table><p>", encoding="utf-8")
    (articles / "dangling.txt").symlink_to(folder / "gone.txt")
    (articles / "cp949.txt").write_bytes(f"{TARIFF_TITLE}\n2025.01.30 09:30\n{TARIFF}\n".encode("cp949"))
    (articles / "euckr.html").write_bytes(PAGE.encode("euc-kr"))
    run = brief(
        "--from", articles, "--on", "2025-02-02", "--format", "json", "--documents", "deep/er/docs.jsonl", cwd=folder
    )
    return folder, run


CHIPS = (
    "누리반도체가 2조원을 들여 고대역폭메모리(HBM) 공장을 증설한다고 28일 밝혔다. 새 공장은 내년 3월 양산을 시작한다. "
    "회사는 생산 능력이 월 4만장으로 두 배가 된다고 설명했다. 고객사 공급은 내년 6월부터다."
)
WAGE = (
    "라온중공업 노사가 29일 기본급을 3.2% 올리는 임금 협상에 잠정 합의했다. 노조는 다음 달 4일 조합원 투표를 한다. "
    "회사는 성과급 지급 기준을 새로 만들기로 했다. 파업 예고는 철회됐다."
)
TARIFF_TITLE = "미국 철강 관세 25% 예고에 나루제철 수출 비상"
TARIFF = (
    "미국이 철강 제품에 25% 관세를 매기겠다고 30일 밝혔다. 나루제철은 수출 물량의 40%를 미국에 판다. "
    "회사는 다음 달 10일까지 조달 계획을 다시 짜기로 했다. 산업부는 협상단을 보낸다고 밝혔다."
)
PAGE_TEXT = (
    "공정거래위원회가 31일 운송 담합을 한 다섯 회사에 과징금 120억원을 부과했다.",
    "위원회는 다섯 회사가 3년 동안 운임을 함께 정했다고 판단했다. 한 회사는 자진신고로 과징금을 면제받았다.",
    "시정명령은 다음 달 15일부터 효력이 생긴다. 회사들은 이의를 신청할 수 있다고 위원회는 설명했다.",
)
PAGE = (
    '<html><head><meta charset="euc-kr"><title>운송 담합 다섯 회사에 과징금 120억원</title>'
    '<meta property="og:title" content="운송 담합 다섯 회사에 과징금 120억원">'
    '<meta property="article:published_time" content="2025-01-31T11:00:00+09:00"></head><body><article>'
    "<h1>운송 담합 다섯 회사에 과징금 120억원</h1>"
    + "".join(f"<p>{p}</p>" for p in PAGE_TEXT)
    + "</article></body></html>"
)


GOOD = {
    "누리반도체, 2조원 들여 HBM 공장 증설…내년 양산",
    "라온중공업 노사, 임금 인상 3.2% 잠정 합의",
    TARIFF_TITLE,
    "운송 담합 다섯 회사에 과징금 120억원",
}


def test_the_good_documents_among_bad_ones_still_make_a_brief(mixed):
    _, run = mixed
    assert run.returncode == 0
    made = json.loads(run.stdout)
    assert {p["title"] for p in made["picks"]} <= GOOD
    assert made["picks"]
    # The four and the one without a body; nothing good is lost.
    assert "기사 5건" in made["editor_note"]


def test_old_korean_encodings_are_read_as_they_were_written(mixed):
    made = json.loads(mixed[1].stdout)
    titles = {p["title"] for p in made["picks"]}
    assert {TARIFF_TITLE, "운송 담합 다섯 회사에 과징금 120억원"} <= titles
    assert "\ufffd" not in mixed[1].stdout


def test_each_bad_input_is_told_in_a_line_with_its_name(mixed):
    told = lines(mixed[1].stderr)
    assert "Traceback" not in mixed[1].stderr
    for name in ("noise.txt", "empty.txt", "broken.html", "dangling.txt", "week.jsonl:2", "week.jsonl:5"):
        assert len([line for line in told if name in line]) == 1, name


def test_articles_without_a_date_or_a_body_are_never_picks(mixed):
    made = json.loads(mixed[1].stdout)
    titles = {p["title"] for p in made["picks"]}
    assert not titles & {"본문 없는 수출 속보", "날짜 없는 수출 기사", "끊긴 줄의 제목"}


def test_a_thin_week_makes_a_shorter_brief_that_says_so(mixed):
    made = json.loads(mixed[1].stdout)
    count = len(made["picks"])
    assert 1 <= count <= 4
    assert f"{count}건뿐" in made["editor_note"]
    assert f"{count}건을 골라" in made["editor_note"]


def test_the_cited_documents_are_written_into_a_new_folder(mixed):
    folder, run = mixed
    written = [json.loads(line) for line in (folder / "deep/er/docs.jsonl").read_text("utf-8").splitlines()]
    made = json.loads(run.stdout)
    assert {s["document_id"] for s in made["sources"]} <= {d["id"] for d in written}
