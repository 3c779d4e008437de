"""``python -m bench [NAME...] [--json] [--full]``: every benchmark, or those named, in one table."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.clustering import FULL_SIZES, SIZES, clustering
from bench.commands import demo, week
from bench.duplicates import duplicates
from bench.embedding import embedding
from bench.figures import Figure, Skipped, machine, record, table
from bench.growth import growth
from bench.inputs import PAGES, measuring, week_or_sample
from bench.korean import korean
from bench.pages import pages
from bench.ranking import ranking
from bench.verification import verification
from bench.workspace import archive, workspace

_TEXTS, _ALL_TEXTS = 20_000, 100_000


def main() -> int:
    """Run what was asked for; 1 when a figure is over its budget."""
    benches = _benches()
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Speed and memory, with peers in the same run."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(benches)}")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table, with digests of the data")
    parser.add_argument(
        "--full",
        action="store_true",
        help=f"near-duplicates among {_ALL_TEXTS:,} texts, stories among {FULL_SIZES[-1]:,} items",
    )
    given = parser.parse_args()
    if unknown := set(given.names) - benches.keys():
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}; there are {', '.join(benches)}")
    benches["dedupe"] = lambda: duplicates(_ALL_TEXTS if given.full else _TEXTS)
    benches["cluster"] = lambda: clustering(FULL_SIZES if given.full else SIZES)
    here = machine()
    figures, skipped = _run({name: benches[name] for name in given.names or benches})
    if given.json:
        print(json.dumps(record(figures, skipped, _inputs(), here), ensure_ascii=False, indent=1))
    else:
        print(table(figures))
        print(f"{here['cores']} cores, load {here['load']} before the first benchmark")
        print("".join(f"skipped: {line}\n" for line in skipped), end="")
    return int(any(f.over for f in figures))


def _benches() -> dict[str, Callable[[], Iterator[Figure]]]:
    return {
        "week": week,
        "growth": growth,
        "demo": demo,
        "pages": pages,
        "dedupe": lambda: duplicates(_TEXTS),
        "cluster": clustering,
        "korean": korean,
        "embed": embedding,
        "rank": ranking,
        "verify": verification,
        "refresh": workspace,
        "archive": archive,
    }


def _run(benches: dict[str, Callable[[], Iterator[Figure]]]) -> tuple[list[Figure], list[str]]:
    """Run the benchmarks; what one gave before it had to skip the rest is kept."""
    figures: list[Figure] = []
    skipped: list[str] = []
    for name, bench in benches.items():
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            for figure in bench():
                figures.append(figure)
        except Skipped as reason:
            skipped.append(f"{name}: {reason}")
    return figures, skipped


def _inputs() -> Iterator[Path]:
    """Yield the files and folders that are measured."""
    yield week_or_sample()
    with contextlib.suppress(Skipped):
        yield measuring(PAGES)


if __name__ == "__main__":
    sys.exit(main())
