"""English feeds of one sentence a report: each pick keeps its news, and the overviews make do with the rest."""

from __future__ import annotations

from datetime import date

import pytest

from newsprism import Settings, build
from tests.making import article, at

REPORTS = (
    ("Marenia raises its steel tariff to 25%", "Marenia raised its tariff on steel to 25% and ended exemptions for six countries on Tuesday."),
    ("Inflation eases in Lorvia as fuel prices fall", "Consumer prices in Lorvia rose by 2.4% in the year to February, the slowest pace since May."),
    ("Ostmark central bank holds its policy rate", "The Central Bank of Ostmark kept its policy rate at 3.5% and hinted at a cut in June."),
    ("Chipmaker Norrsund to build a memory plant", "Norrsund Semiconductor will build a memory chip plant in Port Selby for $2 billion."),
    ("Tallia exports drop 10 percent", "Shipments abroad from Tallia fell 10.3 percent in February from a year earlier to $49.1 billion."),
    ("Battery maker Lumen lays off 1,600 workers", "Lumen Batteries laid off 1,600 workers at its electric vehicle factory in Gale County."),
    ("Antitrust court blocks merger of two carriers", "A competition court in Brisk Bay blocked the merger of the carriers Argo and Petrel."),
    ("Unemployment in Vesland falls to 4.3 percent", "Joblessness in Vesland fell to 4.3 percent as employers there added 131,000 jobs."),
)  # fmt: skip


@pytest.fixture(scope="module")
def engine():
    return build(Settings(embedder="none"))


def documents():
    return [
        article(f"r{i}", title, text, published=at(13, 1 + i), publisher=f"Naru Wire {i % 3}", language="en")
        for i, (title, text) in enumerate(REPORTS)
    ]


@pytest.mark.parametrize(("cadence", "issue"), [("daily", date(2026, 3, 14)), ("weekly", date(2026, 3, 15))])
def test_every_pick_of_an_english_edition_keeps_its_only_sentence(engine, cadence, issue):
    edition = engine.brief(documents(), "global_en", cadence, issue)
    assert engine.verify(edition.brief, edition.cited).faults == ()
    assert len(edition.brief.picks) == 6
    for pick in edition.brief.picks:
        (told,) = pick.summary if cadence == "daily" else (*pick.context, *pick.insight)
        assert told.origin == "extracted"
        assert told.text in dict(REPORTS)[pick.title]
