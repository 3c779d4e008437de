"""What kills, fails or never ends in a refresh costs nothing but itself, and does not come back."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsprism.engines.local import LocalEngine
from newsprism.pipeline import refresh
from newsprism.pipeline.refresh import Refresh
from newsprism.protocols.stages import Collection, Extraction
from newsprism.stages.extract.items import ItemExtractor
from newsprism.types.document import Document, DocumentId, Entry
from tests.e2e import press
from tests.e2e.press import SEOUL, articles
from tests.e2e.site import XML, Site, running
from tests.e2e.workspace import newsroom, only_feed, rows, workspace, write_sources

NOW = datetime(2026, 2, 12, 15, 0, tzinfo=SEOUL)


@pytest.fixture
def site():
    with running() as one:
        yield one


class Picky(ItemExtractor):
    """Reads feed items, but chokes on some."""

    def extract(self, entries):
        if any("독".encode() in entry.content for entry in entries):
            raise ZeroDivisionError
        return super().extract(entries)


class Deadly:
    """Reads an entry as a text, or dies of it."""

    def extract(self, entries):
        [entry] = entries
        if entry.content == b"exit":
            os._exit(3)
        title = entry.content.decode()
        document = Document(DocumentId(f"d{title}"), "article", title, title, None, None, (), None, "ko")
        return Extraction((document,), ())


class Sleeper:
    """A collector that does not come back before it is let."""

    def __init__(self, release):
        self.release = release

    def collect(self, visit):
        self.release.wait()
        return Collection((), ())


def changed(monkeypatch, **parts):
    """Let the next refreshes be made with other parts, each made from the one it replaces."""

    def make(*given):
        names = list(Refresh.__dataclass_fields__)[: len(given)]
        whole = dict(zip(names, given, strict=True))
        return Refresh(**{**whole, **{name: part(whole.get(name)) for name, part in parts.items()}})

    monkeypatch.setattr(refresh, "Refresh", make)


def test_a_feed_item_that_cannot_be_read_costs_only_itself_and_the_clock_is_found(site: Site, tmp_path, monkeypatch):
    changed(monkeypatch, items=lambda _: Picky)
    folder = workspace(tmp_path / "w", site)
    held = articles(30, NOW)
    held[13] = replace(held[13], title="독 사과")
    only_feed(site, folder, press.rss(site.root, "나루일보", held, press.mislabelled))
    with newsroom(folder, NOW + timedelta(minutes=2)) as desk:
        report = desk.refresh()
        [drop] = report.dropped
        assert (drop.reason, drop.detail) == ("extractor_failed", "ZeroDivisionError")
        assert drop.where.startswith(f"{site.root}/rss.xml")
        assert report.new == 29
        assert desk.archive.waiting(10) == ()
    times = rows(folder, "SELECT url, published_at FROM documents WHERE until IS NULL")
    right = {site.root + a.path: a.at for n, a in enumerate(held) if n != 13}
    assert {url: datetime.fromtimestamp(at / 1e6, SEOUL) for url, at in times} == right


class Stumbling:
    """An indexer that chokes on one headline."""

    def __init__(self, real):
        self.real = real

    def index(self, documents):
        if any(d.title == "독 사과" for d in documents):
            raise ArithmeticError
        return self.real.index(documents)


def test_a_document_that_cannot_be_indexed_is_kept_and_told(site: Site, tmp_path, monkeypatch):
    changed(monkeypatch, indexer=Stumbling)
    folder = workspace(tmp_path / "w", site)
    held = articles(9, NOW)
    held[4] = replace(held[4], title="독 사과")
    only_feed(site, folder, press.rss(site.root, "나루일보", held))
    with newsroom(folder, NOW + timedelta(minutes=2)) as desk:
        report = desk.refresh()
        assert [(d.reason, d.detail) for d in report.dropped] == [("not_indexed", "ArithmeticError")]
        assert report.new == 9
        assert desk.search(held[3].title)
        assert desk.faults() == ()
    assert len(rows(folder, "SELECT id FROM documents WHERE until IS NULL")) == 9


def test_an_entry_that_kills_a_process_is_read_once_and_costs_only_itself(site: Site, tmp_path, monkeypatch):
    changed(monkeypatch, others=lambda _: Deadly(), engine=lambda _: LocalEngine(2))
    folder = workspace(tmp_path / "w", site)
    write_sources(folder, [])
    with newsroom(folder, NOW) as desk:
        texts = [*(f"글 {n}".encode() for n in range(150)), b"exit"]
        entries = [Entry(f"{n}.txt", "text/plain", text) for n, text in enumerate(texts)]
        desk.archive.keep("s", entries, (), NOW)
        report = desk.refresh()
        assert [(d.reason, d.where) for d in report.dropped] == [("extractor_crashed", "150.txt")]
        assert report.new == 150
        assert desk.archive.waiting(10) == ()


def test_a_source_that_never_ends_is_told_and_the_refresh_ends(site: Site, tmp_path, monkeypatch):
    release = threading.Event()
    changed(
        monkeypatch,
        collector=lambda real: lambda kind: Sleeper(release) if kind == "sleeps" else real(kind),
        connections=lambda _: 1,
        patience=lambda _: 0.5,
    )
    folder = workspace(tmp_path / "w", site)
    feed = site.put("/rss.xml", press.rss(site.root, "나루일보", articles(3, NOW)), XML)
    kinds = {"sleeps": "어딘가", "feed": feed}
    blocks = [f'[[source]]\nid = "{kind}"\nkind = "{kind}"\nplace = "{place}"\n' for kind, place in kinds.items()]
    (folder / "sources.toml").write_text("\n".join(blocks), encoding="utf-8")
    began = time.monotonic()
    with newsroom(folder, NOW) as desk:
        report = desk.refresh()
        assert time.monotonic() - began < 20
        assert report.new == 3
        [failed] = report.failed
        assert (failed.source_id, failed.reason) == ("sleeps", "timed_out")
        assert "어딘가" in (failed.fault or "")
        assert [(h.source.id, "어딘가" in h.fault) for h in desk.health() if h.fault] == [("sleeps", True)]
    release.set()
