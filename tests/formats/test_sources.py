import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import InvalidSource, UnknownSource
from newsprism.formats.sources import append_source, change_source, default_kind, drop_source, read_sources, source_id
from newsprism.types.source import Source

TEXT = """# 소스의 목록
# 고쳐도 된다

# 아침에 본다
[[source]]
place = "https://www.naru.example/rss.xml"   # 주소
name = "나루일보"

# 연구소
[[source]]
kind = "page"
place = "https://daon.example/보고서?no=3"
full = true   # 늘 전문

# 끝에 있는 것
[[source]]
place = "자료/보고서.pdf"
id = "reports"
# 꼬리말
"""


def ids(text):
    return [source.id for source in read_sources(text, "/w/sources.toml")]


def test_the_file_is_read_with_its_defaults():
    assert read_sources(TEXT, "/w/sources.toml") == (
        Source("naru-example-rss-xml", "feed", "https://www.naru.example/rss.xml", "나루일보"),
        Source("daon-example-보고서-no-3", "page", "https://daon.example/보고서?no=3", None, full=True),
        Source("reports", "files", "/w/자료/보고서.pdf"),
    )
    assert read_sources("", "x") == ()


@pytest.mark.parametrize(
    ("place", "kind"),
    [("https://n.example/x.csv", "feed"), ("/a/b.XLSX", "bigkinds"), ("/a/b.csv", "bigkinds"), ("/a/b.parquet", "parquet"),
     ("/a/b.eml", "mailbox"), ("/a/b", "folder"), ("/a/b.pdf", "files")],
)  # fmt: skip
def test_a_kind_is_taken_from_the_name(place, kind):
    assert default_kind(place) == kind


def test_ids_can_be_read_and_tell_places_apart():
    assert source_id("https://www.n.example/rss/경제.xml") == "n-example-rss-경제-xml"
    assert source_id("/data/2026 보고서.pdf") == "2026-보고서"
    assert source_id("///") == "source"
    first = source_id("https://n.example/a?b")
    second = source_id("https://n.example/a/b", {first})
    assert second.startswith(first + "-")
    assert len(source_id("https://n.example/" + "a/" * 500)) <= 60


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[source]]\nplace = "https://n.example"\n\n[[source]]\nplaec = "https://m.example"', ("2번째", "4행", "plaec", "'place'")),
        ("[[source]]\nplace = 3", ("1번째", "1행", "place", "글자", "정수")),
        ('[[source]]\nplace = "https://n.example"\nfull = "yes"', ("full", "true 또는 false", "글자")),
        ("[[source]]\nname = 'x'", ("place 가 없습니다",)),
        ("[[source]]\nplace = ''", ("place 가 없습니다",)),
        ('[[source]]\nplace = "https://n.example"\n[[source]]\nplace = "https://n.example"\nid = "b"', ("2번째", "3행", "같은 place", "n-example")),
        ('[[source]]\nplace = "https://n.example"\nid = "a"\n[[source]]\nplace = "b"\nid = "a"', ("2번째", "같은 id", "a")),
        ('[[source]]\nplace = "ftp://n.example"', ("주소가 아닙니다", "ftp")),
        ('[[source]]\nplace = "https://n.example/a b"', ("주소가 아닙니다",)),
        ('[[source]]\nplace = "n.example/rss"\nkind = "feed"', ("주소여야", "https://")),
        ('[[source]]\nplace = "https://n.example"\nid = "a b"', ("id", "'a b'")),
        ('[[source]]\nplace = "https://n.example"\nkind = "Feed!"', ("kind",)),
        ('[[source]]\nplace = "a\\u0000b"', ("place",)),
        ('[[source]]\nplace = "x', ("끝에서", "TOML")),
        ('[[source]]\nplace = x', ("2행", "TOML")),
        ("[[source]\n", ("1행", "TOML")),
        ('[source]\nplace = "x"', ("[[source]]",)),
        ('[[sources]]\nplace = "x"', ("sources", "[[source]]")),
        ("source = [3]", ("1번째", "표여야")),
        ("a = " + "[" * 5_000, ("TOML",)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(text, told):
    with pytest.raises(InvalidSource) as fault:
        read_sources(text, "/w/sources.toml")
    line = str(fault.value)
    assert len(line.splitlines()) == 1
    assert line.startswith("/w/sources.toml")
    for part in told:
        assert part in line


def test_a_header_within_a_text_takes_no_line_number_from_another():
    text = '[[source]]\nplace = "https://n.example"\nname = """\n[[source]]\n"""\n'
    assert len(read_sources(text, "x")) == 1
    with pytest.raises(InvalidSource, match="직접"):
        drop_source(text, "n-example")


def test_a_source_is_added_at_the_end_and_nothing_else_changes():
    text = append_source(TEXT, Source("maru", "sitemap", "https://maru.example/s.xml", '마루 "신문"', full=True))
    assert text.startswith(TEXT)
    assert read_sources(text, "/w/sources.toml")[3] == Source(
        "maru", "sitemap", "https://maru.example/s.xml", '마루 "신문"', full=True
    )
    head = "# 소스의 목록.\n"
    first = append_source(head, Source("n-example", "feed", "https://n.example"))
    assert first == '# 소스의 목록.\n\n[[source]]\nplace = "https://n.example"\nkind = "feed"\n'
    assert append_source("", Source("n-example", "feed", "https://n.example")).startswith("[[source]]")
    with pytest.raises(InvalidSource, match="같은 place"):
        append_source(first, Source("other", "feed", "https://n.example"))


def test_a_source_is_dropped_with_the_comment_above_it():
    text = drop_source(TEXT, "daon-example-보고서-no-3")
    assert "연구소" not in text
    for kept in ("# 소스의 목록", "# 아침에 본다", "# 주소", "# 끝에 있는 것", "# 꼬리말"):
        assert kept in text
    assert ids(text) == ["naru-example-rss-xml", "reports"]
    assert drop_source(drop_source(text, "reports"), "naru-example-rss-xml") == "# 소스의 목록\n# 고쳐도 된다\n"
    apart = TEXT.replace("# 꼬리말", "\n# 따로 적은 말")
    assert drop_source(apart, "reports").endswith("# 늘 전문\n\n# 따로 적은 말\n")
    between = TEXT.replace("# 연구소", "# 따로 적은 말\n\n# 연구소")
    assert "# 따로 적은 말\n\n# 연구소" in drop_source(between, "naru-example-rss-xml")


def test_a_key_is_changed_where_it_stands():
    text = change_source(TEXT, "naru-example-rss-xml", paused=True)
    assert text == TEXT.replace('name = "나루일보"\n', 'name = "나루일보"\npaused = true\n')
    assert change_source(text, "naru-example-rss-xml", paused=False) == TEXT
    text = change_source(TEXT, "daon-example-보고서-no-3", name="다온연구소", full=False)
    assert "다온연구소" in text
    assert "full" not in text
    assert text.startswith(TEXT[: TEXT.index("# 연구소")])
    assert text.endswith(TEXT[TEXT.index("# 끝에") :])


def test_an_id_stays_when_the_place_changes_or_its_partner_goes():
    text = change_source(TEXT, "naru-example-rss-xml", place="https://naru.example/new.xml")
    assert ids(text)[0] == "naru-example-rss-xml"
    clash = '[[source]]\nplace = "https://n.example/a?b"\n\n[[source]]\nplace = "https://n.example/a/b"\n'
    first, second = ids(clash)
    assert ids(drop_source(clash, first)) == [second]


def test_wrong_wishes_are_refused():
    with pytest.raises(UnknownSource, match="reports"):
        drop_source(TEXT, "report")
    with pytest.raises(UnknownSource):
        change_source("", "x", paused=True)
    with pytest.raises(InvalidSource, match="글자"):
        change_source(TEXT, "reports", name=True)
    with pytest.raises(InvalidSource, match="colour"):
        change_source(TEXT, "reports", colour="red")
    with pytest.raises(InvalidSource, match="같은 place"):
        change_source(TEXT, "reports", place="https://www.naru.example/rss.xml")
    inline = 'source = [{place = "https://n.example"}]'
    assert ids(inline) == ["n-example"]
    with pytest.raises(InvalidSource, match="직접"):
        drop_source(inline, "n-example")


def test_lines_may_end_as_on_windows():
    assert ids(change_source(TEXT.replace("\n", "\r\n"), "reports", paused=True)) == ids(TEXT)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5, unique=True), st.text(max_size=30))
def test_whatever_is_written_is_read_back(names, title):
    text, wanted = "# 머리말\n", []
    for name in names:
        place = f"https://n.example/{name.encode('utf-8', 'replace').hex()}"
        source = Source(source_id(place, {one.id for one in wanted}), "feed", place, " ".join(title.split()) or None)
        wanted.append(source)
        text = append_source(text, source)
    read = read_sources(text, "x")
    assert [(one.id, one.place) for one in read] == [(one.id, one.place) for one in wanted]
    for source in wanted:
        text = drop_source(text, source.id)
    assert text == "# 머리말\n"


@given(st.text(max_size=200).map(lambda tail: "[[source]]\nplace = 'https://n.example'\n" + tail))
def test_no_text_raises_anything_else(text):
    for work in (lambda: read_sources(text, "x"), lambda: change_source(text, "n-example", paused=True)):
        with suppress(InvalidSource, UnknownSource):
            work()


def test_a_path_is_taken_from_the_folder_of_the_file(tmp_path):
    [source] = read_sources('[[source]]\nplace = "../보고서"', str(tmp_path / "sources.toml"))
    assert source.place == os.path.join(tmp_path.parent, "보고서")
    [source] = read_sources('[[source]]\nplace = "~/a.pdf"', "x")
    assert source.place == os.path.expanduser("~/a.pdf")
