"""Refreshes that are killed; the long form of this stands in `test_refresh_proof.py`."""

from __future__ import annotations

from tests.e2e.site import running
from tests.e2e.workspace import Killing, workspace


def test_a_refresh_that_is_killed_loses_nothing_and_doubles_nothing(tmp_path):
    with running() as site:
        killing = Killing(site, workspace(tmp_path / "w", site), feeds=10, each=15, seed=7)
        for _ in range(3):
            killing.round(more=3)
