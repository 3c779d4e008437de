"""Labels for the sample week that comes with the project, made for these tests (its outlets are invented)."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

WEEK = Path(str(resources.files("newsprism") / "data" / "sample")) / "week.jsonl"

_PLACES = {
    "hangyeol": ("0129-02", "0130-01", "0130-02", "0130-11", "0131-01", "0131-15", "0128-01", "0201-01"),
    "onbiz": ("0130-04", "0130-12", "0131-20", "0131-16", "0131-03", "0128-02", "0201-02", "0201-16"),
    "nuri": ("0131-19", "0128-07", "0129-01", "0127-01", "0201-19"),
    "seum": ("0131-22", "0129-03"),
    "hangang": ("0131-21", "0130-03"),
    "mirae": ("0131-02", "0127-05", "0201-08"),
    "ieum": ("0128-05", "0131-24"),
}
_URL = {name: f"https://sample-{outlet}.example/news/{name}" for outlet, names in _PLACES.items() for name in names}

SAME = [
    ("0131-19", "0131-20"), ("0131-19", "0131-22"), ("0131-20", "0131-21"), ("0131-15", "0131-16"),
    ("0131-01", "0131-02"), ("0128-01", "0128-02"), ("0128-07", "0129-01"), ("0130-11", "0130-12"), ("0130-01", "0130-02"),
    ("0201-01", "0201-02"),
]  # fmt: skip
RELATED = [("0127-05", "0131-15"), ("0131-16", "0201-08"), ("0130-01", "0130-04"), ("0128-05", "0131-24")]
DIFFERENT = [
    ("0129-03", "0131-01"), ("0127-01", "0201-19"), ("0131-20", "0201-16"), ("0130-11", "0131-15"), ("0129-02", "0201-01"),
    ("0131-03", "0130-12"),
]  # fmt: skip

GRADES = {
    "0131-15": {"ceo": 3, "newcomer": 1}, "0131-01": {"ceo": 2, "newcomer": 0}, "0131-19": {"ceo": 0, "newcomer": 3},
    "0201-01": {"ceo": 3, "newcomer": 0}, "0129-03": {"ceo": 0, "newcomer": 0}, "0127-01": {"ceo": 0, "newcomer": 0},
    "0130-11": {"ceo": 2, "newcomer": 0}, "0201-16": {"ceo": 0, "newcomer": 0}, "0128-01": {"ceo": 2, "newcomer": 0},
    "0130-02": {"ceo": 2, "newcomer": 1},
}  # fmt: skip


def url(name: str) -> str:
    return _URL[name]


def pairs() -> list[dict[str, Any]]:
    """Pairs of three labels; every different one stands for ten."""
    labelled = [(SAME, 2, 1.0), (RELATED, 1, 2.0), (DIFFERENT, 0, 10.0)]
    return [
        {"url1": url(a), "url2": url(b), "label": label, "weight": weight}
        for group, label, weight in labelled
        for a, b in group
    ]


def grades() -> list[dict[str, Any]]:
    return [{"url": url(name), **by_type} for name, by_type in GRADES.items()]


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path
