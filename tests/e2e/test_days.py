"""What an archive has to get right from day to day: revised and retracted articles, clocks, growth, editions."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from newsprism import move_in
from tests.e2e import press
from tests.e2e.press import SEOUL, Article, articles
from tests.e2e.running import SAMPLE
from tests.e2e.site import XML, Site, running
from tests.e2e.workspace import homes, newsroom, only_feed, rows, standing, workspace, write_sources

NOW = datetime(2026, 2, 12, 15, 0, tzinfo=SEOUL)
FRIDAY = date(2025, 1, 31)
AFTER = datetime(2025, 1, 31, 10, 0, tzinfo=SEOUL)


@pytest.fixture
def site():
    with running() as one:
        yield one


def week() -> dict[str, list[Article]]:
    """The sample week by outlet."""
    found: dict[str, list[Article]] = {}
    for line in (SAMPLE / "week.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if told.get("published_at") and told["language"] == "ko":
            at = datetime.fromisoformat(told["published_at"])
            path = "/" + told["url"].split("/", 3)[3]
            found.setdefault(told["publisher"], []).append(Article(path, told["title"], told["text"], at))
    return found


def publish(site: Site, held: dict[str, list[Article]], before: datetime) -> list[str]:
    """Let the outlets show what they have published before a time; returns the places of their feeds."""
    return [
        site.put(
            f"/o{n}.xml",
            press.rss(f"{site.root}/o{n}", outlet, [a for a in these if a.at and a.at < before]),
            XML,
        )
        for n, (outlet, these) in enumerate(held.items())
    ]


def record(desk, reader="ceo", cadence="daily", issue=FRIDAY) -> str:
    edition, same = desk.brief(reader, cadence, issue)
    assert same
    return desk.engine.render(edition.brief, "json")


def found(desk, words) -> list[str]:
    return [one.document.title for one in desk.search(words)]


def test_a_revised_headline_is_a_new_version_of_the_same_document(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    held = articles(5, NOW)
    only_feed(site, folder, press.rss(site.root, "나루일보", held))
    with newsroom(folder, NOW) as desk:
        desk.refresh()
        [before] = desk.search(f'"{held[2].title}"')
    story = homes(folder)[site.root + held[2].path]
    held[2] = press.retitled(held[2], "가람군 온실 화재로 딸기 출하 멈춰")
    site.put("/rss.xml", press.rss(site.root, "나루일보", held), XML)
    with newsroom(folder, NOW + timedelta(hours=1)) as desk:
        report = desk.refresh()
        assert (report.new, report.changed, report.entries) == (0, 1, 1)
        [after] = desk.search("딸기 출하 화재")
        assert after.document.id == before.document.id
        assert after.document.published_at == before.document.published_at
        assert before.document.title not in found(desk, f'"{before.document.title}"')
    assert homes(folder)[site.root + held[2].path] == story
    assert rows(folder, "SELECT version FROM documents WHERE id = ? ORDER BY 1", before.document.id) == [(1,), (2,)]


def test_a_headline_that_is_set_back_is_set_back_here_too(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    first = articles(1, NOW)
    second = [press.retitled(first[0], "가람군 온실 화재로 딸기 출하 멈춰")]
    for number, held in enumerate((first, second, first)):
        only_feed(site, folder, press.rss(site.root, "나루일보", held))
        with newsroom(folder, NOW + timedelta(hours=number)) as desk:
            desk.refresh()
    assert list(standing(folder).values()) == [first[0].title]


def test_what_a_publisher_takes_back_is_neither_found_nor_printed_any_more(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    kept, deleted, marked, gone = articles(4, NOW)
    site.put(gone.path, press.page(gone))
    atom = site.put("/atom.xml", press.atom(site.root, "나루일보", [kept, deleted]), "application/atom+xml")
    rss = site.put("/rss.xml", press.rss(site.root, "한들신문", [marked]), XML)
    blocks = [("feed", atom), ("feed", rss), ("page", site.root + gone.path)]
    told = "\n".join(f'[[source]]\nkind = "{kind}"\nplace = "{place}"\n' for kind, place in blocks)
    (folder / "sources.toml").write_text(told, encoding="utf-8")
    with newsroom(folder, NOW) as desk:
        assert desk.refresh().new == 4
        assert len(found(desk, "사업비")) == 4
    site.put("/atom.xml", press.atom(site.root, "나루일보", [kept], [deleted]), "application/atom+xml")
    site.put("/rss.xml", press.rss(site.root, "한들신문", [press.retitled(marked, f"[기사삭제] {marked.title}")]), XML)
    site.put(gone.path, b"", status=410)
    with newsroom(folder, NOW + timedelta(hours=1)) as desk:
        report = desk.refresh()
        assert report.failed == ()
        assert found(desk, "사업비") == [kept.title]
        listed = [d.title for s in desk.stories(NOW - timedelta(days=1), NOW + timedelta(days=1)) for d in s.documents]
        assert listed == [kept.title]
        assert desk.faults() == ()
    before = rows(folder, "SELECT count(*) FROM documents")
    with newsroom(folder, NOW + timedelta(hours=2)) as desk:
        report = desk.refresh()
        assert (report.new, report.changed) == (0, 0)
        assert found(desk, "사업비") == [kept.title]
    assert rows(folder, "SELECT count(*) FROM documents") == before


def test_an_article_that_is_put_back_after_it_was_taken_back_is_found_again(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    kept, moving = articles(2, NOW)
    feed = site.put("/atom.xml", press.atom(site.root, "나루일보", [kept, moving]), "application/atom+xml")
    write_sources(folder, [feed])
    for number, (held, deleted) in enumerate((([kept, moving], []), ([kept], [moving]), ([kept, moving], []))):
        site.put("/atom.xml", press.atom(site.root, "나루일보", held, deleted), "application/atom+xml")
        with newsroom(folder, NOW + timedelta(hours=number)) as desk:
            desk.refresh()
    assert set(standing(folder).values()) == {kept.title, moving.title}


def test_items_of_the_future_and_of_years_ago_are_kept_but_are_no_news(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    held = week()
    places = publish(site, held, AFTER)
    sample = next(a for a in held["온비즈(샘플)"] if a.at.date() == FRIDAY)
    ahead = replace(sample, path="/ahead", at=AFTER + timedelta(days=2, hours=20), title=f"미래 {sample.title}")
    old = replace(sample, path="/old", at=datetime(2021, 1, 31, 8, tzinfo=SEOUL), title=f"과거 {sample.title}")
    write_sources(folder, [*places, site.put("/odd.xml", press.rss(site.root, "나루일보", [ahead, old]), XML)])

    def odd(edition) -> list[str]:
        return [d.title for d in edition.cited if d.title.startswith(("미래", "과거"))]

    with newsroom(folder, AFTER) as desk:
        report = desk.refresh()
        assert report.dropped_by_reason().get("impossible_date") == 1
        assert {ahead.title, old.title} <= set(found(desk, "미래") + found(desk, "과거"))
        assert odd(desk.brief("ceo", "daily", FRIDAY)[0]) == []
        assert desk.brief("ceo", "daily")[0].brief.issue_date == date(2025, 2, 1), "the newest issue is tomorrow's"
    # Revised, it has an honest date; but the first one stays, so it stays out.
    again = replace(ahead, title=f"{ahead.title} 고침", at=AFTER)
    site.put("/odd.xml", press.rss(site.root, "나루일보", [again, old]), XML)
    with newsroom(folder, AFTER + timedelta(hours=1)) as desk:
        assert desk.refresh().changed == 1
    with newsroom(folder, AFTER + timedelta(days=4)) as desk:
        publish(site, held, AFTER + timedelta(days=4))
        desk.refresh()
        assert odd(desk.brief("ceo", "daily", date(2025, 2, 3))[0]) == []
        there = [d.title for s in desk.stories(AFTER, AFTER + timedelta(days=4)) for d in s.documents]
        assert there
        assert not any(title.startswith("미래") for title in there)


def test_a_wrong_date_in_a_later_report_does_not_take_an_article_out_of_the_news(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    [one] = articles(1, NOW)
    only_feed(site, folder, press.rss(site.root, "나루일보", [one]))
    with newsroom(folder, NOW) as desk:
        desk.refresh()
    wrong = replace(one, title=f"{one.title} 고침", at=NOW + timedelta(days=30))
    only_feed(site, folder, press.rss(site.root, "나루일보", [wrong]))
    with newsroom(folder, NOW + timedelta(hours=1)) as desk:
        assert desk.refresh().changed == 1
        [story] = desk.stories(NOW - timedelta(days=1), NOW + timedelta(days=1))
        assert [d.title for d in story.documents] == [wrong.title]


def test_a_story_of_monday_grows_on_tuesday_and_two_outlets_tell_one_story(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    monday = datetime(2026, 2, 9, 10, 0, tzinfo=SEOUL)
    text = (
        "나루시 가온항의 컨테이너 부두에서 9일 오전 대형 크레인이 쓰러져 하역이 멈췄다. 항만공사는 부두 2개 선석의 하역을 "
        "중단하고 크레인 잔해를 치우고 있다. 다친 사람은 없다."
    )
    first = Article("/a", "가온항 크레인 쓰러져 컨테이너 하역 중단", text, monday)
    second = Article(
        "/b",
        "가온항 컨테이너 부두 크레인 전도…하역 멈춰",
        f"{text} 화물차 40대가 발이 묶였다.",
        monday + timedelta(hours=1),
    )
    third = Article(
        "/c",
        "가온항 크레인 사고 이틀째…컨테이너 하역 중단 이어져",
        f"{text} 항만공사는 10일 크레인 잔해를 모두 치우면 하역을 다시 시작한다고 밝혔다.",
        monday + timedelta(hours=23),
    )
    other = articles(1, monday)[0]
    places = [
        site.put("/o0.xml", press.rss(site.root, "나루일보", [first, other]), XML),
        site.put("/o1.xml", press.rss(site.root, "한들신문", [second]), XML),
    ]
    write_sources(folder, places)
    with newsroom(folder, monday + timedelta(hours=2)) as desk:
        report = desk.refresh()
        assert (report.opened, report.grown) == (2, 0)
        [story] = [s for s in desk.stories(monday, monday + timedelta(days=1)) if len(s.documents) == 2]
        assert story.outlets == ("나루일보", "한들신문")
    site.put("/o1.xml", press.rss(site.root, "한들신문", [third, second]), XML)
    with newsroom(folder, monday + timedelta(days=1)) as desk:
        report = desk.refresh()
        assert (report.new, report.opened, report.grown, report.merged) == (1, 0, 1, 0)
        [grown] = [s for s in desk.stories(monday, monday + timedelta(days=2)) if len(s.documents) == 3]
        assert (grown.id, grown.version) == (story.id, story.version + 1)
        assert len(desk.stories(monday, monday + timedelta(days=2))) == 2


@pytest.fixture
def paper(site: Site, tmp_path):
    """A workspace that has read the sample week up to Friday at ten, an hour after the closing."""
    folder = workspace(tmp_path / "w", site)
    write_sources(folder, publish(site, week(), AFTER))
    with newsroom(folder, AFTER) as desk:
        desk.refresh()
    return folder


def test_an_edition_of_a_past_day_comes_out_the_same_whatever_is_read_later(site: Site, paper):
    with newsroom(paper, AFTER) as desk:
        edition, _ = desk.brief("ceo", "daily", FRIDAY)
        first = record(desk)
        assert len(edition.brief.picks) >= 3
    cited = {d.url for d in edition.cited}
    later = week()
    for n, (outlet, held) in enumerate(later.items()):
        mine = [a for a in held if f"{site.root}/o{n}{a.path}" in cited]
        # A cited article gets another headline, another is withdrawn; and for each there is a late one of its time.
        changed = {
            a.path: press.retitled(a, f"{a.title} 고친 제목" if i else f"[기사삭제] {a.title}")
            for i, a in enumerate(mine)
        }
        late = [replace(a, path=f"{a.path}-late", title=f"{a.title}…뒤늦은 소식") for a in mine]
        later[outlet] = [changed.get(a.path, a) for a in held] + late
    publish(site, later, AFTER + timedelta(days=2))
    with newsroom(paper, AFTER + timedelta(days=2)) as desk:
        report = desk.refresh()
        assert report.new >= len(cited)
        assert report.changed >= 1
        assert record(desk) == first
    with newsroom(paper, AFTER + timedelta(days=3)) as desk:
        desk.refresh()
        assert record(desk) == first
        # Another reader asks for the first time, and gets the day as it is known now.
        other = next(reader.id for reader in desk.engine.readers.list() if reader.id != "ceo")
        fresh, _ = desk.brief(other, "daily", FRIDAY)
        known = standing(paper)
        assert all(d.url in known and d.title == known[d.url] for d in fresh.cited if d.url.startswith(site.root))


def test_the_edition_of_an_open_day_takes_in_what_is_new_and_leaves_out_what_was_withdrawn(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site)
    morning = AFTER - timedelta(hours=2)
    held = week()
    write_sources(folder, publish(site, held, AFTER - timedelta(hours=12)))
    with newsroom(folder, morning) as desk:
        desk.refresh()
        before, _ = desk.brief("ceo", "daily", FRIDAY)
    pick = before.brief.picks[0].sources[0].document_id
    gone = next(d for d in before.cited if d.id == pick)
    n, path = gone.url.removeprefix(site.root).removeprefix("/o").split("/", 1)
    outlet = list(held)[int(n)]
    held[outlet] = [press.retitled(a, f"[기사삭제] {a.title}") if a.path == f"/{path}" else a for a in held[outlet]]
    publish(site, held, morning)
    with newsroom(folder, morning + timedelta(minutes=10)) as desk:
        assert desk.refresh().new >= 1
        after, same = desk.brief("ceo", "daily", FRIDAY)
        assert same
        assert gone.id not in {d.id for d in after.cited}
        assert after.brief != before.brief


def test_the_back_file_of_a_new_source_does_not_flood_the_next_edition(site: Site, paper):
    old = articles(500, AFTER - timedelta(days=20), timedelta(minutes=30), "old")
    today = articles(5, AFTER - timedelta(hours=2), folder="today")
    feed = site.put("/new.xml", press.rss(site.root, "새터신문", [*today, *old]), XML)
    with newsroom(paper, AFTER - timedelta(hours=1)) as desk:
        before = desk.brief("ceo", "daily", FRIDAY)[0].brief
        desk.add(feed)
        assert desk.refresh().new == 505
        edition, _ = desk.brief("ceo", "daily", FRIDAY)
        window = [d.published_at.astimezone(SEOUL).date() for d in edition.cited if d.url and "/old/" in d.url]
        assert window == []
        assert {p.title for p in before.picks} & {p.title for p in edition.brief.picks}


def test_run_once_makes_each_edition_once_and_survives_a_restart(site: Site, tmp_path):
    folder = workspace(tmp_path / "w", site, refresh_minutes=30)
    held = week()
    write_sources(folder, publish(site, held, AFTER))
    ledger = folder / "issued.jsonl"

    def run(at: datetime) -> tuple[int, list[str]]:
        publish(site, held, at)
        lines: list[str] = []
        with newsroom(folder, at) as desk:
            ran = desk.run(once=True, tell=lines.append)
        assert ran.faults == 0, lines
        return ran.editions, lines

    def issued() -> list[tuple[str, str]]:
        entries = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines() if line]
        return [(e["cadence"], e["issue"]) for e in entries if "issue" in e]

    assert run(AFTER - timedelta(hours=3))[0] == 0, "before its time nothing is made"
    assert run(AFTER)[0] == 1
    made = folder / "editions" / "daily-ceo-2025-01-31.json"
    content = made.read_bytes()
    assert made.with_suffix(".html").exists()
    assert (
        made.with_suffix(".documents.jsonl").exists()
        or (folder / "editions" / "daily-ceo-2025-01-31.documents.jsonl").exists()
    )
    assert run(AFTER + timedelta(minutes=1))[0] == 0
    assert run(AFTER + timedelta(hours=1))[0] == 0
    assert made.read_bytes() == content
    # Asleep from Friday until Sunday noon: Saturday's daily is made up for, and the weekly is due.
    assert run(AFTER + timedelta(days=2, hours=2))[0] == 2
    assert run(AFTER + timedelta(days=2, hours=3))[0] == 0
    assert issued() == [("daily", "2025-01-31"), ("daily", "2025-02-01"), ("weekly", "2025-02-02")]
    assert made.read_bytes() == content


def test_an_exported_workspace_finds_and_prints_the_same_elsewhere(site: Site, paper, tmp_path):
    with newsroom(paper, AFTER) as desk:
        first, hits = record(desk), [(f.document, f.score) for f in desk.search("반도체")]
        assert hits
        desk.export(tmp_path / "out.tar.gz")
    sources = (paper / "sources.toml").read_text(encoding="utf-8")
    shutil.rmtree(paper)
    move_in(tmp_path / "out.tar.gz", tmp_path / "elsewhere")
    site.forget()
    with newsroom(tmp_path / "elsewhere", AFTER) as desk:
        assert (tmp_path / "elsewhere" / "sources.toml").read_text(encoding="utf-8") == sources
        assert desk.faults() == ()
        assert [(f.document, f.score) for f in desk.search("반도체")] == hits
        assert record(desk) == first
        report = desk.refresh()
        assert (report.new, report.changed, report.entries) == (0, 0, 0)
        assert record(desk) == first
