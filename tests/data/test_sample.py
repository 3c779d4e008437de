"""The sample week is what its README says: invented outlets, true dates, and the traps that it promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from importlib import resources
from itertools import combinations
from statistics import median
from typing import Any

import pytest

SAMPLE = resources.files("newsprism") / "data" / "sample"
FIRST, LAST = date(2025, 1, 27), date(2025, 2, 2)
KEYS = "id kind title text published_at publisher authors url language section references license".split()
SAMPLE_NAME = re.compile(r"[가-힣](견본|표본|예시|보기)|Sample Kim")
SAMPLE_URL = re.compile(r"https://sample-[a-z]+\.example/news/[a-z0-9-]+")
OUTLETS = {
    "한결경제(샘플)", "새벽일보(샘플)", "미래산업신문(샘플)", "누리데일리(샘플)", "온비즈(샘플)",
    "한강경제(샘플)", "세움뉴스(샘플)", "테크나래(샘플)", "부동산이음(샘플)",
}  # fmt: skip
SHORT_KINDS = {"생활", "날씨", "스포츠", "연예", "분양", "인사", "부고"}
INVENTED = (
    "한빛정밀", "가온은행", "두레에너지소재", "다온건설", "늘솔건설", "새솔랩", "한울벤처투자", "누리반도체", "누리대",
    "가람도시공사", "일터데이터연구소", "가온부동산연구소", "가람시", "가온 배구단", "샘플라이트", "누리복권",
)  # fmt: skip


def _rows() -> list[dict[str, Any]]:
    lines = (SAMPLE / "week.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = _rows()
KOREAN = [row for row in ROWS if row["language"] == "ko"]
ARTICLES = [row for row in KOREAN if len(row["text"]) > 300]


def _row(row_id: str) -> dict[str, Any]:
    return next(row for row in ROWS if row["id"] == row_id)


def _day(row: dict[str, Any]) -> date | None:
    return datetime.fromisoformat(row["published_at"]).date() if row["published_at"] else None


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.])\s+|\n", text) if part]


def _shingles(text: str) -> set[str]:
    squeezed = re.sub(r"\s+", "", text)
    return {squeezed[i : i + 5] for i in range(len(squeezed) - 4)}


def _page(name: str, encoding: str = "utf-8") -> str:
    return (SAMPLE / "pages" / name).read_bytes().decode(encoding)


PAGES = {
    name: _page(name, "euc-kr" if name == "dsr.html" else "utf-8")
    for name in sorted(entry.name for entry in (SAMPLE / "pages").iterdir())
}


def test_every_line_has_exactly_the_keys_of_a_document():
    for row in ROWS:
        assert list(row) == KEYS
        assert row["kind"] == "article"
        assert isinstance(row["authors"], list)
        assert row["license"] == "CC0-1.0"
        assert row["title"].strip() == row["title"] != ""


def test_ids_are_unique():
    counted = Counter(row["id"] for row in ROWS)
    assert [row_id for row_id, count in counted.items() if count > 1] == []


def test_dates_lie_in_the_week_but_for_one_late_article_and_one_column_without_a_date():
    outside = [row["id"] for row in ROWS if (day := _day(row)) is None or not FIRST <= day <= LAST]
    assert outside == ["sample-late-01", "sample-column-01"]
    assert _day(_row("sample-late-01")) == date(2025, 1, 14)
    assert _row("sample-column-01")["published_at"] is None


def test_times_are_given_in_korean_time_and_vary_through_the_day():
    times = [datetime.fromisoformat(row["published_at"]) for row in ROWS if row["published_at"]]
    assert {time.utcoffset() for time in times} == {timedelta(hours=9)}
    assert len({time.hour for time in times}) >= 12


@pytest.mark.parametrize("day", [FIRST + timedelta(days=n) for n in range(6)])
def test_every_day_from_monday_to_saturday_has_articles(day: date):
    assert sum(_day(row) == day for row in ARTICLES) >= 3


def test_the_last_two_days_have_enough_for_a_daily():
    for day in (date(2025, 1, 31), date(2025, 2, 1)):
        assert sum(_day(row) == day for row in ARTICLES) >= 15


def test_publishers_are_the_nine_invented_outlets():
    assert {row["publisher"] for row in ROWS} == OUTLETS
    assert all(name.endswith("(샘플)") for name in OUTLETS)


def test_addresses_lie_on_the_reserved_domain_and_one_outlet_has_one_host():
    hosts: dict[str, set[str]] = {}
    for row in ROWS:
        assert SAMPLE_URL.fullmatch(row["url"])
        hosts.setdefault(row["publisher"], set()).add(row["url"].split("/")[2])
    assert all(len(found) == 1 for found in hosts.values())
    assert len(set.union(*hosts.values())) == len(OUTLETS)


def test_no_by_line_bears_the_name_of_a_real_reporter():
    for row in ROWS:
        assert all(SAMPLE_NAME.fullmatch(name) for name in row["authors"])
    for html in PAGES.values():
        assert all(SAMPLE_NAME.fullmatch(name) for name in re.findall(r"([가-힣]{2,4}) 기자\b", html))


def test_invented_bodies_are_marked_where_they_are_first_named():
    for row in KOREAN:
        for name in INVENTED:
            start = row["text"].find(name)
            if start >= 0:
                assert row["text"][start + len(name) :].startswith("(샘플)"), (row["id"], name)


def test_the_text_is_korean():
    for row in KOREAN:
        letters = [char for char in row["title"] + row["text"] if char.isalpha()]
        hangul = sum("가" <= char <= "힣" for char in letters)
        assert hangul >= 0.75 * len(letters), row["id"]
        assert not re.search(r"[぀-ヿ]", row["text"]), row["id"]
        assert not re.search(r"[一-鿿]", row["text"]), row["id"]
    assert [row["id"] for row in ROWS if row["language"] != "ko"] == ["sample-0128-06"]


def test_text_is_clean():
    for row in ROWS:
        text = row["text"]
        assert text == text.strip()
        assert "\n\n" not in text
        assert "  " not in text
        assert not re.search(r"[<>\t\r\u00a0\u200b\ufeff]|&[a-z]+;", text), row["id"]


def test_articles_have_the_length_of_newspaper_articles():
    releases = {f"sample-0131-{number}" for number in (19, 20, 21, 22)}
    for row in ARTICLES:
        low = 300 if row["id"] in releases else 450
        assert low <= len(row["text"]) <= 1100, (row["id"], len(row["text"]))
        assert 6 <= len(_sentences(row["text"])) <= 14, row["id"]
    assert len(ARTICLES) >= 60


def test_short_items_are_notices_stubs_or_flashes():
    for row in KOREAN:
        if row not in ARTICLES:
            flash = row["title"].startswith(("[속보]", "[표]")) or row["id"] == "sample-0131-05"
            assert flash or row["section"] in SHORT_KINDS, row["id"]


def test_sentences_are_short():
    lengths = [len(sentence) for row in ARTICLES for sentence in _sentences(row["text"])]
    assert 30 <= median(lengths) <= 60
    assert max(lengths) <= 100


def test_sentences_of_articles_are_complete():
    for row in ARTICLES:
        for sentence in _sentences(row["text"]):
            assert sentence.endswith(("다.", "가.")), (row["id"], sentence)


def test_a_third_of_the_articles_defines_a_term():
    defining = [row for row in ARTICLES if re.search(r"(란|이란) [^.]+말(한다|하며)", row["text"])]
    assert 3 * len(defining) >= len(ARTICLES)


def test_most_articles_say_a_forecast_a_demand_a_deadline_or_a_condition():
    cue = re.compile(r"전망|예상|계획|까지|해야|요구|우려|수 있다|조건|목표")
    assert all(cue.search(row["text"]) for row in ARTICLES)


def test_no_sentence_stands_in_two_articles_of_different_events():
    releases = {f"sample-0131-{number}" for number in (19, 20, 21, 22)}
    seen: dict[str, str] = {}
    for row in ARTICLES:
        for sentence in {s for s in _sentences(row["text"]) if len(s) > 25}:
            if row["id"] not in releases:
                assert sentence not in seen, (row["id"], seen.get(sentence), sentence)
                seen[sentence] = row["id"]


def test_one_press_release_is_carried_by_four_outlets_in_nearly_the_same_words():
    copies = [_row(f"sample-0131-{number}") for number in (19, 20, 21, 22)]
    assert len({row["publisher"] for row in copies}) == 4
    assert len({row["title"] for row in copies}) == 4
    assert len({row["text"] for row in copies}) == 4
    for one, other in combinations(copies, 2):
        a, b = _shingles(one["text"]), _shingles(other["text"])
        assert len(a & b) / min(len(a), len(b)) > 0.8


def test_other_articles_are_not_copies_of_each_other():
    exempt = {f"sample-0131-{number:02}" for number in (5, 6, 19, 20, 21, 22)}
    texts = [(row["id"], _shingles(row["text"])) for row in ARTICLES if row["id"] not in exempt]
    for (one, a), (other, b) in combinations(texts, 2):
        assert len(a & b) / min(len(a), len(b)) < 0.35, (one, other)


def test_the_promised_contradictions_are_there():
    assert "GPU 2000장" in _row("sample-0127-03")["title"]
    assert "2048장" in _row("sample-0127-09")["text"]
    one, other = _row("sample-0130-11"), _row("sample-0130-12")
    assert "1200억" in one["text"]
    assert "1350억" not in one["text"]
    assert "1350억" in other["text"]
    assert "1200억" not in other["text"]
    assert one["publisher"] != other["publisher"]


def test_a_stub_without_a_body_is_followed_by_the_full_story():
    stub, full = _row("sample-0128-07"), _row("sample-0129-01")
    assert stub["text"] == ""
    assert stub["title"].startswith("[속보]")
    assert full["title"].endswith("(종합)")
    assert stub["publisher"] == full["publisher"]
    assert stub["published_at"] < full["published_at"]
    assert [row["id"] for row in ROWS if not row["text"]] == [stub["id"]]


def test_one_headline_is_revised_under_the_same_address():
    counted = Counter(row["url"] for row in ROWS)
    again = [row for row in ROWS if counted[row["url"]] > 1]
    assert [row["id"] for row in again] == ["sample-0131-05", "sample-0131-06"]
    assert again[0]["title"] != again[1]["title"]


@pytest.mark.parametrize(
    "mark", ["[인사]", "[부고]", "[오늘의 운세]", "[내일 날씨]", "[누리복권]", "[분양 소식]", "[표]", "[샘플칼럼]"]
)
def test_the_promised_noise_is_there(mark: str):
    assert any(row["title"].startswith(mark) for row in ROWS)


def test_computed_figures_of_the_market_agree_with_each_other():
    table = _row("sample-0131-31")["text"]
    assert "2517.37 (-19.43)" in table
    assert f"{2536.80 - 19.43:.2f}" == "2517.37"
    assert round(100 * 19.43 / 2536.80, 2) == 0.77
    assert round(100 * 21800 / (199200 + 21800), 2) == 9.86
    assert round(100 * 1300 / (52400 + 1300), 2) == 2.42
    for row_id in ("sample-0131-06", "sample-0131-07"):
        assert "2517.37" in _row(row_id)["text"]
        assert "9.86%" in _row(row_id)["text"]


def test_there_are_five_pages_of_invented_outlets():
    assert sorted(PAGES) == ["dsr.html", "exports.html", "gm-korea.html", "hyundai-gatech.html", "o3-mini.html"]
    for name, html in PAGES.items():
        assert any(outlet in html for outlet in OUTLETS), name
        assert re.search(r"https://sample-[a-z]+\.example/news/", html), name
        links = re.findall(r"https?://([^/\"<\s]+)", html)
        assert all(host.endswith(".example") or host in {"schema.org", "www.w3.org"} for host in links), name


def test_one_page_is_in_euc_kr_and_cannot_be_read_as_utf_8():
    raw = (SAMPLE / "pages" / "dsr.html").read_bytes()
    assert b"charset=euc-kr" in raw
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "스트레스 DSR" in raw.decode("euc-kr")


def test_one_page_has_its_body_only_in_a_script():
    html = PAGES["o3-mini.html"]
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert script
    data = json.loads(script.group(1))
    assert data["datePublished"] == "2025-02-01T06:30:00+09:00"
    assert 450 <= len(data["articleBody"]) <= 1100
    rest = html.replace(script.group(0), "")
    assert all(sentence not in rest for sentence in _sentences(data["articleBody"]))


def test_the_loan_limits_of_one_page_are_computed_right():
    def limit(rate: float) -> float:
        month = rate / 1200
        return 200 * (1 - (1 + month) ** -360) / month

    html = PAGES["dsr.html"]
    for rate, printed in ((5.2, "3억6400만"), (5.5, "3억5200만"), (4.75, "3억8300만")):
        assert printed in html
        assert round(limit(rate), -2) == int(printed[0]) * 10000 + int(printed[2:6])


def test_pages_carry_dates_that_are_not_the_date_of_the_article():
    assert "2025년 05월 12일" in PAGES["exports.html"]
    assert "등록 2025-02-01 10:15" in PAGES["exports.html"]
    assert "4월 24일" in PAGES["gm-korea.html"]
    assert "2025-01-30 13:30:00" in PAGES["gm-korea.html"]
    assert "11월 15일" in PAGES["dsr.html"]


def test_the_digest_has_four_items_each_with_its_source_line():
    text = (SAMPLE / "digest.txt").read_text(encoding="utf-8")
    assert "가온기술정책연구원(샘플)" in text
    titles = re.findall(r"^(.+ \((?:美 |中 |英 )?[A-Z][A-Za-z ]+, 1\.\d+\))\n\n●", text, re.MULTILINE)
    assert len(titles) == 4
    assert all(text.count(title) == 3 for title in titles)
    sources = re.findall(r"^\(참고 : .+, 2025\.01\.\d\d\.(?:; .+)?\)$", text, re.MULTILINE)
    assert len(sources) == 4
    assert {"● ", " - ", " * ", " ※ "} <= set(re.findall(r"^(?:● | - | \* | ※ )", text, re.MULTILINE))


def test_the_readme_says_what_is_invented_and_under_which_licence():
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert "CC0" in readme
    assert all(name in readme for name in ("한빛정밀", "가온은행", "두레에너지소재", "가람시", "(샘플)"))
