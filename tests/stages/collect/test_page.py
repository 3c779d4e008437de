import io
import zipfile

import pytest

from newsprism.errors import ServerRefused
from newsprism.stages.collect.page import PageCollector
from newsprism.stages.collect.page_reading import directives
from tests.stages.collect.site import NOW, Desk, reasons

PAGE = "<!doctype html><html><head><title>알림</title></head><body><p>새 청사를 열었다.</p></body></html>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_a_page_is_an_entry_each_time_it_changes(web_site):
    site, web = web_site
    place = site.put("/notice", PAGE.encode("cp949"), "text/html; charset=EUC-KR")
    desk = Desk(PageCollector(), web, place, kind="page", name="다온시")
    [entry] = desk.visit().entries
    assert (entry.media_type, entry.origin, entry.url, entry.publisher) == ("text/html", place, place, "다온시")
    assert (entry.charset, entry.first_seen, entry.content) == ("euc-kr", NOW, PAGE.encode("cp949"))
    assert desk.visit().unchanged
    site.put("/notice", PAGE.replace("열었다", "닫았다"))
    assert len(desk.visit().entries) == 1


def test_a_page_that_was_there_and_is_gone_is_retracted_once(web_site):
    site, web = web_site
    place = site.put("/notice", PAGE)
    desk = Desk(PageCollector(), web, place, kind="page")
    desk.visit()
    site.put("/notice", "gone", status=410)
    gone = desk.visit()
    assert (gone.retracted, gone.entries) == ((place,), ())
    with pytest.raises(ServerRefused):
        desk.visit()
    site.put("/notice", PAGE)
    assert len(desk.visit().entries) == 1


def test_a_page_that_was_never_there_is_a_fault(web_site):
    site, web = web_site
    with pytest.raises(ServerRefused):
        Desk(PageCollector(), web, site.root + "/none", kind="page").visit()


def test_a_server_in_trouble_does_not_retract(web_site):
    site, web = web_site
    desk = Desk(PageCollector(), web, site.put("/notice", PAGE), kind="page")
    desk.visit()
    site.put("/notice", "busy", status=503)
    with pytest.raises(ServerRefused):
        desk.visit()


@pytest.mark.parametrize(
    ("content", "told", "media_type"),
    [
        (b"%PDF-1.7\n%", "application/octet-stream", "application/pdf"),
        (b"\n\n junk %PDF-1.7\n%", "application/pdf", "application/pdf"),
        (b"%PDF-1.7\n%", "text/html", "application/pdf"),
        (archive(word__document_xml="", **{"word/document.xml": "<x/>"}), "application/zip", DOCX),
        (archive(**{"mimetype": "application/hwp+zip", "Contents/section0.xml": "<x/>"}), "text/html", "application/hwp+zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "FileHeader".encode("utf-16-le") + b"HWP Document File", "", "application/x-hwp"),
        ("새 청사를 열었다.".encode(), "text/plain; charset=utf-8", "text/plain"),
        ("<p>새 청사를 열었다.</p>".encode(), "text/html", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>', "application/xhtml+xml", "text/html"),
    ],
)  # fmt: skip
def test_what_stands_behind_an_address_is_told_by_its_content(web_site, content, told, media_type):
    site, web = web_site
    found = Desk(PageCollector(), web, site.put("/file", content, told), kind="page").visit()
    assert [entry.media_type for entry in found.entries] == [media_type]


@pytest.mark.parametrize(
    ("content", "headers", "reason"),
    [
        (PAGE, {"X_Robots_Tag": "noai"}, "noai"),
        (PAGE, {"X_Robots_Tag": "newsprism: none"}, "noindex"),
        (PAGE.replace("<title>", '<meta name="robots" content="noindex,nofollow"><title>'), {}, "noindex"),
        ("%PDF-1.7 x", {"X_Robots_Tag": "noai"}, "noai"),
        ("  ", {}, "empty_page"),
        ("PK\x03\x04broken", {}, "broken_archive"),
        ('{"a": 1}', {}, "unsupported_format"),
    ],
)
def test_what_is_not_kept_is_a_drop_and_is_not_fetched_again(web_site, content, headers, reason):
    site, web = web_site
    desk = Desk(PageCollector(), web, site.put("/page", content, **headers), kind="page")
    found = desk.visit()
    assert (found.entries, reasons(found)) == ((), [reason])
    assert desk.visit().unchanged


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b'<meta name="robots" content="NOAI, noimageai">', {"noai", "noimageai"}),
        (b"<META CONTENT=noindex NAME=Robots>", {"noindex"}),
        (b"<meta name='newsprism' content='noindex'>", {"noindex"}),
        (b"<meta name='googlebot' content='noindex'>", set()),
        (b"<meta name='description' content='robots noai'>", set()),
        (b"<!-- <meta name='robots' content='noai'> -->", set()),
        (b"<body><meta name='robots' content='noai'>", set()),
        (b"<meta property='x' data-name='robots' content='noai'>", set()),
        (b"<!--" * 100_000, set()),
        (b"<meta " * 100_000, set()),
        (b"<meta name=" * 50_000 + b">", set()),
    ],
)
def test_only_directives_for_us_in_the_head_count(head, told):
    assert directives(head) == told
