"""Main text, title and date of pages against the truth, beside trafilatura as it comes."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from newsprism.assemble import NewsPrism, extractor_of, local_engine
from newsprism.errors import UnusableLabels
from newsprism.evaluation.bootstrap import SEED, interval_of_draws, interval_of_sums
from newsprism.evaluation.digests import digest, digest_all
from newsprism.evaluation.measures import share, shingle_counts, shingle_scores
from newsprism.evaluation.result import Evaluation, Judgement
from newsprism.formats.labels import read_pages
from newsprism.protocols.services import Failed
from newsprism.protocols.stages import Extractor
from newsprism.text.ko.normalise import clean, folded
from newsprism.types.document import Entry
from newsprism.types.label import PageTruth

_LARGEST = 64_000_000  # bytes of a page after unpacking
_HANGUL = re.compile(r"[가-힣]")
_WORST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What was read out of a page; a `published` without a time of day is a day."""

    text: str = ""
    title: str = ""
    published: datetime | date | None = None


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path] = (), errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the pages of `data` (``pages.jsonl``, or the folder it lies in); `items` are not used.

    A page whose file is missing is counted as unknown. Raises InputError for labels that cannot be used.
    """
    begin = perf_counter()
    listed = read_pages(data)
    file = data / "pages.jsonl" if data.is_dir() else data
    pages = [(truth, path) for truth in listed if (path := _path(file.parent, truth.html))]
    entries = [(truth, Entry(str(path), "text/html", content)) for truth, path in pages if (content := _content(path))]
    if not entries:
        raise UnusableLabels(
            f"읽을 수 있는 페이지가 하나도 없습니다(예: {listed[0].html})",
            subject=str(file),
            advice="html 폴더를 pages.jsonl 옆에 두세요.",
        )
    truths = [truth for truth, _ in entries]
    if not any(truth.body for truth in truths):
        raise UnusableLabels("body_text 가 모두 비어 있습니다", subject=str(file), advice="본문을 적으세요.")
    results = {
        name: _run(engine, name, work, [entry for _, entry in entries])
        for name, work in (("newsprism", ours), ("trafilatura", trafilatura))
    }
    judged = {name: _judge(truths, found, seed) for name, found in results.items()}
    return Evaluation(
        "extract",
        digest(file),
        len(entries),
        judged.pop("newsprism"),
        judged,
        perf_counter() - begin,
        digest_all(sorted({path for _, path in pages})),
        len(listed) - len(entries),
        {},
        {"worst_body": _worst(truths, results["newsprism"]), **_wrong(truths, results["newsprism"])} if errors else {},
    )


# --- reading ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    return extractor_of()


def ours(entry: Entry) -> Found:
    """Read a page as `newsprism extract` does."""
    documents = _extractor().extract([entry]).documents
    if not documents:
        return Found()
    first = documents[0]
    return Found("\n".join(d.text for d in documents), first.title, first.published_at)


def trafilatura(entry: Entry) -> Found:
    """Read a page with trafilatura (A. Barbaresi, 2021) at its defaults, without comments of readers."""
    import trafilatura as peer

    found: Any = peer.bare_extraction(entry.content, with_metadata=True, include_comments=False)
    if found is None:
        return Found()
    return Found(found.text or "", found.title or "", _day(found.date))


def _run(engine: NewsPrism, label: str, work: Callable[[Entry], Found], entries: Sequence[Entry]) -> list[Found]:
    engine.progress.stage(f"본문 추출: {label}", len(entries))
    done = local_engine(engine.settings).attempt(work, entries, label)
    return [Found() if isinstance(one, Failed) else one for one in done]


def _path(folder: Path, name: str) -> Path | None:
    """Return the file of a page beside the labels; a name that leads out of their folder is none."""
    for path in (folder / name, folder / "html" / name):
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None


def _content(path: Path) -> bytes | None:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return content if 0 < len(content) <= _LARGEST else None


# --- comparing --------------------------------------------------------------------------------------------------------


def _judge(truths: Sequence[PageTruth], found: Sequence[Found], seed: int) -> Judgement:
    counts = [shingle_counts(one.text, truth.body) for one, truth in zip(found, truths, strict=True)]
    scores = shingle_scores(counts)
    titles = [float(same_title(o.title, t.title)) for o, t in zip(found, truths, strict=True) if t.title]
    days = [float(same_day(o.published, t.published)) for o, t in zip(found, truths, strict=True) if t.published]
    korean = [bool(_HANGUL.search(truth.body)) for truth in truths]
    return Judgement(
        {
            "f1": scores.f1,
            "precision": scores.precision,
            "recall": scores.recall,
            "title_accuracy": share(sum(titles), len(titles)) if titles else None,
            "date_accuracy": share(sum(days), len(days)) if days else None,
        },
        {
            "f1": interval_of_draws(
                len(counts), lambda rows: shingle_scores([counts[i] for i in rows.tolist()]).f1, seed=seed
            ),
            "title_accuracy": _mean_interval(titles, seed),
            "date_accuracy": _mean_interval(days, seed),
        },
        {
            "by_language": {
                name: {"n": korean.count(is_korean), "f1": shingle_scores(_where(counts, korean, is_korean)).f1}
                for name, is_korean in (("ko", True), ("other", False))
                if is_korean in korean
            },
            "empty": sum(not one.text for one in found),
        },
    )


def _where(
    counts: Sequence[tuple[float, float, float]], korean: Sequence[bool], wanted: bool
) -> list[tuple[float, float, float]]:
    return [one for one, is_korean in zip(counts, korean, strict=True) if is_korean is wanted]


def _mean_interval(values: Sequence[float], seed: int) -> tuple[float, float] | None:
    rows = np.stack((np.asarray(values), np.ones(len(values))), axis=1) if values else np.empty((0, 2))
    return interval_of_sums(rows, lambda s: share(s[0], s[1]), seed=seed)


def same_title(found: str, true: str) -> bool:
    """Say whether two titles are the same but for entities, blanks, marks and letter case."""
    return bool(found) and _letters(found) == _letters(true)


def _letters(title: str) -> str:
    return re.sub(r"\W+", "", folded(clean(title)))


def same_day(found: datetime | date | None, true: datetime | None) -> bool:
    """Say whether a date is that of the truth: the same day as printed, or in the truth's own zone, or in UTC.

    A page may print the evening of one day where its data say the morning of the next in UTC.
    """
    if found is None or true is None:
        return False
    days = {true.date(), *({true.astimezone(UTC).date()} if true.tzinfo else ())}
    if not isinstance(found, datetime):
        return found in days
    return found.date() in days or bool(found.tzinfo and true.tzinfo and found.astimezone(true.tzinfo).date() in days)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _worst(truths: Sequence[PageTruth], found: Sequence[Found]) -> list[dict[str, object]]:
    scored = [(shingle_scores([shingle_counts(o.text, t.body)]).f1, t.html) for o, t in zip(found, truths, strict=True)]
    return [{"html": html, "f1": round(f1, 4)} for f1, html in sorted(scored)[:_WORST]]


def _wrong(truths: Sequence[PageTruth], found: Sequence[Found]) -> dict[str, list[dict[str, object]]]:
    both = list(zip(found, truths, strict=True))
    titles: list[dict[str, object]] = [
        {"html": t.html, "found": o.title, "true": t.title}
        for o, t in both
        if t.title and not same_title(o.title, t.title)
    ]
    days: list[dict[str, object]] = [
        {"html": t.html, "found": str(o.published), "true": str(t.published)}
        for o, t in both
        if t.published and not same_day(o.published, t.published)
    ]
    return {"title": titles[:_WORST], "date": days[:_WORST]}
