"""`brief` with a generative writer: what it would cost, and what is said when there is no model."""

import re
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from newsprism.formats.documents import dumps
from newsprism.interfaces.cli.main import app
from tests.inference.serving import good, serving
from tests.stages.write.newsroom import COLLEGE, DREDGE, LOAN, PIER, RATE, STRIKE, documents

RUNNER = CliRunner()
WEEK = documents(PIER, STRIKE, RATE, COLLEGE, DREDGE, LOAN)


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """The command for a weekly of the invented week, and how to name a server for it."""
    articles = tmp_path / "week.jsonl"
    articles.write_text("".join(f"{dumps(d)}\n" for d in WEEK), "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NEWSPRISM_WRITER", "generative")
    monkeypatch.setenv("NEWSPRISM_CHAT_MODEL", "naru-1")

    def run(server, *more):
        monkeypatch.setenv("NEWSPRISM_CHAT_URL", server.url)
        command = ["brief", "weekly", "--reader", "ceo", "--from", str(articles), "--on", "2026-03-15"]
        return RUNNER.invoke(app, [*command, *more])

    return run


def test_a_dry_run_tells_what_a_model_would_be_asked_and_makes_nothing(asked):
    with serving(good) as server:
        told = asked(server, "--dry-run")
        assert told.exit_code == 0
        pattern = (
            r"naru-1: 물음 [1-9]\d*번\(이미 답이 있는 것 0번\), 토큰 약 [\d,]+ 읽기, 약 [\d,]+ 쓰기, 값은 모름.*\n"
        )
        assert re.fullmatch(pattern, told.stdout)
        assert server.asked == []
        made = asked(server)
        assert made.exit_code == 0
        assert "모델 naru-1, 물음 " in made.stderr
        assert asked(server, "--dry-run").stdout.startswith("naru-1: 물음 0번")


def test_a_model_that_is_not_there_is_one_line_and_the_edition_comes_out(asked):
    with serving(good) as server:
        pass
    done = asked(server)
    assert done.exit_code == 0
    assert done.stdout.startswith("#")
    told = [line for line in done.stderr.splitlines() if "모델 대신 규칙으로 썼습니다" in line]
    assert len(told) == 1
    assert server.url in told[0]


def test_a_dry_run_of_a_digest_counts_its_foreign_reports(asked, tmp_path, monkeypatch):
    reports = tmp_path / "reports.jsonl"
    text = "Harbor Institute tested 24 ferries in 2030.\nFuel costs fell by 12.5 percent."
    foreign = replace(WEEK[0], id="r1", kind="report_item", title="Hydrogen Ferries", text=text, language="en")
    reports.write_text(f"{dumps(foreign)}\n", "utf-8")
    with serving(good) as server:
        monkeypatch.setenv("NEWSPRISM_CHAT_URL", server.url)
        day = foreign.published_at.date().isoformat()
        command = ["brief", "digest", "--reader", "research", "--from", str(reports), "--on", day]
        told = RUNNER.invoke(app, [*command, "--dry-run"])
        assert told.stdout.startswith("naru-1: 물음 1번(이미 답이 있는 것 0번)"), told.stderr
        assert server.asked == []
        made = RUNNER.invoke(app, command)
        assert made.exit_code == 0
        assert "1건은 제목과 출처만 실었습니다" in made.stderr
