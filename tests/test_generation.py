"""The generative writer through the public API: settings, a workspace, previews, what it says when it cannot ask."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from newsprism import Settings, build, init_workspace, open_newsroom
from newsprism.diagnose import checks
from newsprism.errors import GenerationStopped, InvalidSetting
from newsprism.formats.briefs import brief_from_json, brief_to_json
from newsprism.formats.documents import dumps
from newsprism.generation import client
from tests.inference.serving import good, serving
from tests.stages.write.newsroom import COLLEGE, DREDGE, LOAN, PIER, RATE, STRIKE, documents

SUNDAY = date(2026, 3, 15)
DOCUMENTS = documents(PIER, STRIKE, RATE, COLLEGE, DREDGE, LOAN)


def settings(server, **how):
    return Settings(writer="generative", chat_url=server.url, chat_model="naru-1", embedder="none", **how)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A workspace with the invented week; no key, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("NEWSPRISM_CHAT_KEY", raising=False)
    folder = init_workspace(tmp_path / "news")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "week.jsonl").write_text("".join(f"{dumps(d)}\n" for d in DOCUMENTS), "utf-8")
    with open_newsroom(folder) as room:
        room.add(str(articles))
        room.refresh()
    return folder


def newsroom(home, server, **how):
    return open_newsroom(home, settings=settings(server, **how))


def test_an_edition_of_a_workspace_is_made_once_and_comes_out_the_same_for_nothing(home):
    with serving(good) as server:
        with newsroom(home, server) as room:
            first, same = room.brief("ceo", "weekly", SUNDAY)
        asked = len(server.asked)
        with newsroom(home, server) as room:
            again, same = room.brief("ceo", "weekly", SUNDAY)
    assert asked > 3
    assert len(server.asked) == asked
    assert same
    assert again.brief == first.brief
    assert first.brief.ai_generated
    assert first.brief.made_with.model == "naru-1"
    assert list((home / "cache" / "chat").glob("??/*.json"))
    spent = json.loads((home / "cache" / "chat" / "budget.json").read_text())["tokens"]
    assert spent == 120 * asked


def test_the_record_of_a_generated_edition_is_read_back_whole(home):
    with serving(good) as server, newsroom(home, server) as room:
        brief = room.brief("ceo", "weekly", SUNDAY)[0].brief
    record = json.loads(json.dumps(brief_to_json(brief)))
    assert {"calls", "tokens_in", "tokens_out", "seconds", "note"} <= set(record["made_with"])
    assert brief_from_json(record, "brief.json") == brief


def test_a_preview_asks_nothing_and_leaves_no_trace(home):
    (home / "prices.toml").write_text(
        '[[price]]\nmodel = "naru-1"\ninput = 1000.0\noutput = 0.0\ncurrency = "KRW"\n', "utf-8"
    )
    with serving(good) as server:
        with newsroom(home, server) as room:
            quote = room.preview("ceo", "weekly", SUNDAY)
            assert server.asked == []
            assert room.archive.pinned("weekly", "ceo", SUNDAY) is None
        assert quote.model == "naru-1"
        assert quote.forecast.calls >= 3
        assert quote.cost == pytest.approx(quote.forecast.tokens_in / 1000)
        with newsroom(home, server) as room:
            room.brief("ceo", "weekly", SUNDAY)
            after = room.preview("ceo", "weekly", SUNDAY)
    assert after.forecast.calls == 0
    assert after.forecast.kept >= quote.forecast.calls
    # As many as were forecast, and what was refused once more.
    assert quote.forecast.calls <= len(server.asked)


def test_a_preview_of_files_has_no_price(home):
    with serving(good) as server:
        quote = build(settings(server)).preview(DOCUMENTS, "ceo", "weekly", SUNDAY)
        assert server.asked == []
    assert quote.price is None
    assert quote.cost is None


def test_a_preview_without_a_model_says_what_is_missing(home):
    with pytest.raises(GenerationStopped, match="chat_url"):
        build(Settings(writer="generative")).preview(DOCUMENTS, "ceo", "weekly", SUNDAY)


def test_a_budget_of_the_day_that_is_spent_ends_in_rules_and_says_so(home):
    with serving(good) as server:
        with newsroom(home, server, chat_limits=("day_tokens:1000",)) as room:
            brief = room.brief("ceo", "weekly", SUNDAY)[0].brief
        assert server.asked == []
    assert "day_tokens" in brief.made_with.usage.note
    assert not brief.ai_generated


def test_a_prompt_of_the_newsroom_is_used(home):
    (home / "prompts" / "ko").mkdir(parents=True)
    (home / "prompts" / "ko" / "style.md").write_text("version: 2\n\n- 나루 편집국의 지침을 따른다.\n", "utf-8")
    with serving(good) as server, newsroom(home, server) as room:
        room.brief("ceo", "weekly", SUNDAY)
    assert all("나루 편집국의 지침을 따른다." in asked["messages"][0]["content"] for asked in server.asked)


def test_the_key_of_the_environment_is_sent_and_kept_nowhere(home, monkeypatch):
    monkeypatch.setenv("NEWSPRISM_CHAT_KEY", "sk-naru-secret")
    with serving(good) as server, newsroom(home, server) as room:
        room.brief("ceo", "weekly", SUNDAY)
    assert {h["Authorization"] for h in server.headers} == {"Bearer sk-naru-secret"}
    for file in home.rglob("*"):
        assert not file.is_file() or b"sk-naru-secret" not in file.read_bytes()


def test_a_key_is_not_sent_where_there_is_none(home):
    with serving(good) as server, newsroom(home, server) as room:
        room.brief("ceo", "weekly", SUNDAY)
    assert not any("Authorization" in h for h in server.headers)


def check_of(given):
    return next(c for c in checks(None, given) if c.name == "chat")


def test_doctor_says_whether_the_server_answers_and_knows_the_model(home):
    with serving(good) as server:
        given = settings(server)
        assert check_of(given).state == "ok"
        other = check_of(replace(given, chat_model="naru-2"))
        assert (other.state, server.asked) == ("degraded", [])
        assert "naru-1" in other.advice
    gone = check_of(given)
    assert gone.state == "degraded"
    assert gone.advice
    assert check_of(Settings()).state == "ok"
    assert check_of(Settings(chat_url="http://naru.example/v1")).state == "degraded"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHAT_URL", "naru"),
        ("CHAT_URL", "http://user:pass@naru.example"),
        ("CHAT_CONNECTIONS", "0"),
        ("CHAT_CONNECTIONS", "65"),
        ("CHAT_LIMITS", "tokens:1"),
        ("CHAT_LIMITS", "day_tokens"),
        ("CHAT_LIMITS", "day_tokens:-1"),
        ("VERBATIM", "-1"),
        ("VERBATIM", "1001"),
    ],
)
def test_settings_outside_their_range_are_refused(name, value):
    from newsprism import load

    with pytest.raises(InvalidSetting, match=name) as caught:
        load({f"NEWSPRISM_{name}": value})
    assert "pass" not in str(caught.value)


def test_limits_that_are_not_named_have_their_defaults():
    assert Settings(chat_limits=("day_tokens:5",)).limits == {
        "run_tokens": 300_000, "day_tokens": 5, "minute_calls": 0,
    }  # fmt: skip


def test_settings_without_a_model_make_no_client():
    with pytest.raises(GenerationStopped, match="chat_url, chat_model"):
        client(Settings(chat_url="http://naru.example"))


def test_the_setting_on_meaning_asks_for_a_second_opinion_and_counts_it(home):
    with serving(good) as server:
        plain = build(settings(server)).brief(DOCUMENTS, "ceo", "weekly", SUNDAY)
        before = len(server.asked)
        heard = build(settings(server, meaning="model")).brief(DOCUMENTS, "ceo", "weekly", SUNDAY)
        named = [a.get("response_format", {}).get("json_schema", {}).get("name") for a in server.asked]
    assert "verdicts" not in named[:before]
    assert "verdicts" in named[before:]
    assert heard.brief.made_with.usage.calls > plain.brief.made_with.usage.calls
