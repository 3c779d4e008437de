"""Label files: JSON lines, also packed (.gz), read strictly. A line that is not right is an error with its number.

`docs/evaluation.md` describes the formats; `newsprism label` writes two of them.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from newsprism.errors import EmptyInput, MalformedRecord, PathNotFound, UnreadableFile, system_reason
from newsprism.formats.json_node import JsonNode
from newsprism.types.label import Claim, Grades, PageTruth, PairLabel, Reference

T = TypeVar("T")

ClaimFault = Literal[
    "number", "unit", "date", "name", "polarity", "modality", "quote", "attribution", "addition"
]  # what a claim may have wrong
_Truth = Literal["supported", "unsupported"]
_Origin = Literal["generated", "extracted"]
_Entailment = Literal["entailment", "contradiction", "neutral"]

HIGHEST = 3
"""The best grade of relevance."""
_LARGEST = 512_000_000  # bytes after unpacking
_FORMATS = "docs/evaluation.md 의 형식을 보세요."


def read_pairs(path: Path, allowed: frozenset[int] = frozenset({0, 1, 2})) -> tuple[PairLabel, ...]:
    """Return labelled pairs with labels of `allowed`; a pair that is labelled in two ways is an error."""
    known: dict[frozenset[str], int] = {}

    def read(node: JsonNode) -> PairLabel:
        pair = _pair(node, allowed)
        before = known.setdefault(frozenset((pair.url1, pair.url2)), pair.label)
        if before != pair.label:
            node.fail(f"같은 쌍에 다른 라벨이 앞에 있습니다: {before}", "둘 가운데 하나를 지우세요.")
        return pair

    return _read(path, read)


def read_grades(path: Path) -> tuple[Grades, ...]:
    """Return grades of relevance, one value for each address: several lines of one address are put together."""
    merged: dict[str, dict[str, int]] = {}

    def read(node: JsonNode) -> str:
        found = _grades(node)
        held = merged.setdefault(found.url, {})
        for reader, grade in found.grades:
            if held.setdefault(reader, grade) != grade:
                node.get(reader).fail(f"같은 주소에 다른 점수가 앞에 있습니다: {held[reader]}", "하나를 지우세요.")
        return found.url

    _read(path, read)
    return tuple(Grades(url, tuple(held.items())) for url, held in merged.items())


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Return claims with their sources, of our own lines and of lines of KLUE-NLI."""
    return _read(path, _claim)


def read_references(path: Path) -> tuple[Reference, ...]:
    """Return texts with their summaries."""
    return _read(path, _reference)


def read_pages(path: Path) -> tuple[PageTruth, ...]:
    """Return what pages say; `path` is the file, or the folder with ``pages.jsonl`` in it."""
    return _read(path, _page)


def pair_line(pair: PairLabel) -> str:
    """Return a labelled pair as a line of its file, with the line end."""
    return _line({"url1": pair.url1, "url2": pair.url2, "label": pair.label, "weight": float(f"{pair.weight:.6g}")})


def grades_line(grades: Grades) -> str:
    """Return grades of one address as a line of their file, with the line end."""
    return _line({"url": grades.url, **dict(grades.grades)})


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


# --- one line ---------------------------------------------------------------------------------------------------------


def _pair(node: JsonNode, allowed: frozenset[int]) -> PairLabel:
    first, second = _filled(node.get("url1")), _filled(node.get("url2"))
    if first == second:
        node.fail("두 주소가 같습니다")
    label = node.get("label")
    if label.integer() not in allowed:
        label.fail(f"{', '.join(map(str, sorted(allowed)))} 가운데 하나여야 합니다: {label.value}")
    weight = node.get("weight")
    value = 1.0 if weight.value is None else weight.number()
    if value <= 0:
        weight.fail(f"0보다 커야 합니다: {weight.value}")
    return PairLabel(first, second, label.integer(), value)


def _grades(node: JsonNode) -> Grades:
    url = _filled(node.get("url"))
    found = []
    for reader, _ in node.pairs():
        if reader == "url":
            continue
        grade = node.get(reader)
        if not 0 <= grade.integer() <= HIGHEST:
            grade.fail(f"0~{HIGHEST}이어야 합니다: {grade.value}")
        found.append((reader, grade.integer()))
    if not found:
        node.fail("독자 유형의 점수가 없습니다")
    return Grades(url, tuple(found))


def _claim(node: JsonNode) -> Claim:
    if isinstance(node.value, dict) and "premise" in node.value:
        truth = node.get("gold_label").choice(_Entailment)
        fault = None if truth == "entailment" else truth
        return Claim(
            node.get("guid").text(""),
            _filled(node.get("premise")),
            _filled(node.get("hypothesis")),
            fault is None,
            fault,
        )
    supported = node.get("label").choice(_Truth) == "supported"
    fault_node = node.get("fault")
    fault = None if fault_node.value is None else fault_node.choice(ClaimFault)
    if supported and fault:
        fault_node.fail("근거가 있는 문장(supported)에 잘못이 적혀 있습니다")
    origin = node.get("origin")
    return Claim(
        node.get("id").text(""),
        _filled(node.get("source")),
        _filled(node.get("claim")),
        supported,
        fault,
        node.get("source_date").optional_day(),
        _origin(origin),
    )


def _origin(node: JsonNode) -> Literal["generated", "extracted"]:
    return "extracted" if node.value is not None and node.choice(_Origin) == "extracted" else "generated"


def _reference(node: JsonNode) -> Reference:
    wanted = node.get("reference")
    text = _filled(node.get("text"))
    given: str | tuple[int, ...]
    if isinstance(wanted.value, list):
        given = tuple(item.integer() for item in wanted.items())
        if not given or min(given) < 0:
            wanted.fail("0부터 센 문장 번호의 배열이어야 합니다")
    else:
        given = _filled(wanted)
    return Reference(node.get("id").text(""), node.get("title").text(""), text, given)


def _page(node: JsonNode) -> PageTruth:
    authors = node.get("authors")
    names = (authors.text(),) if isinstance(authors.value, str) else node.each("authors", JsonNode.text)
    return PageTruth(
        _filled(node.get("html")),
        node.get("title").text(""),
        names,
        _moment(node.get("publishing_date")),
        node.get("body_text").text(""),
    )


def _moment(node: JsonNode) -> datetime | None:
    if node.value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(node.text())
    except ValueError:
        node.fail("날짜나 시각(ISO 8601)이어야 합니다")


def _filled(node: JsonNode) -> str:
    text = node.text().strip()
    if not text:
        node.fail("비어 있습니다")
    return text


# --- the file ---------------------------------------------------------------------------------------------------------


def _read(path: Path, read: Callable[[JsonNode], T]) -> tuple[T, ...]:
    path = path / "pages.jsonl" if path.is_dir() and read is _page else path
    found = tuple(read(node) for node in _nodes(path, _content(path)))
    if not found:
        raise EmptyInput("라벨이 한 줄도 없습니다", subject=str(path), advice=_FORMATS)
    return found


def _nodes(path: Path, content: bytes) -> Iterator[JsonNode]:
    for number, line in _lines(content):
        where = f"{path}:{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise MalformedRecord("JSON이 아닙니다", subject=where, advice="그 줄을 고치거나 지우세요.") from None
        if not isinstance(value, dict):
            raise MalformedRecord("JSON 객체가 아닙니다", subject=where, advice=_FORMATS)
        yield JsonNode(value, where)


def _lines(content: bytes) -> Iterable[tuple[int, bytes]]:
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile("파일이 아니라 폴더입니다", subject=str(path), advice="라벨 파일을 주세요.")
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise PathNotFound("그런 파일이 없습니다", subject=str(path), advice="경로를 확인하세요.") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnreadableFile("압축이 깨졌습니다", subject=str(path), advice="파일을 다시 받으세요.") from None
    except OSError as problem:
        raise UnreadableFile(
            f"읽을 수 없습니다({system_reason(problem)})", subject=str(path), advice="파일과 권한을 확인하세요."
        ) from problem
    if len(content) > _LARGEST:
        raise UnreadableFile("라벨 파일이 너무 큽니다", subject=str(path), advice="512MB 아래로 나누세요.")
    return content
