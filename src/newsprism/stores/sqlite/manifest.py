"""What an exported workspace holds: the first member of the archive, by which all others are checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from newsprism.errors import UnreadableFile
from newsprism.formats.json_node import JsonNode

FORMAT = 1
CONTENT = "newsprism.db"
VISITED = "visits.db"
FILES = ("newsprism.toml", "sources.toml", "prices.toml", "issued.jsonl", CONTENT, VISITED)
FOLDERS = ("readers", "prompts", "editions")

_DIGEST = 64  # characters of a SHA-256 in hex
_DEEPEST = 8
_LONGEST = 255  # bytes of one name


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its size in bytes and the SHA-256 of its content in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a workspace by their names below its folder, and when they were put together."""

    made_at: datetime
    program: str
    members: Mapping[str, Member]

    @property
    def size(self) -> int:
        """Return the bytes of all files together."""
        return sum(member.size for member in self.members.values())


def dumps(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    return json.dumps(
        {
            "format": FORMAT,
            "made_at": manifest.made_at.isoformat(),
            "program": manifest.program,
            "files": {name: {"size": m.size, "sha256": m.sha256} for name, m in manifest.members.items()},
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def loads(content: bytes, where: str) -> Manifest:
    """Read a manifest that anybody may have written; `where` names the archive.

    Raises UnreadableFile or MalformedRecord, also for a name that a workspace does not have.
    """
    try:
        told: object = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableFile("보관 파일의 목록(manifest.json)을 읽지 못했습니다", subject=where) from None
    node = JsonNode(told, f"{where}: manifest.json")
    if node.get("format").integer() != FORMAT:
        node.fail("이 판이 모르는 형식의 보관 파일입니다", "newsprism을 새 판으로 올리세요.")
    members = dict(_member(name, inner) for name, inner in node.get("files").pairs())
    if CONTENT not in members:
        node.fail(f"{CONTENT} 이 없습니다")
    return Manifest(_moment(node.get("made_at")), node.get("program").text(""), members)


def _moment(node: JsonNode) -> datetime:
    try:
        return datetime.fromisoformat(node.text())
    except ValueError:
        node.fail("시각 표기가 아닙니다")


def _member(name: str, node: JsonNode) -> tuple[str, Member]:
    if not belongs(name):
        node.fail("작업 공간에 없는 이름입니다")
    size, digest = node.get("size").integer(), node.get("sha256").text()
    if size < 0 or len(digest) != _DIGEST:
        node.fail("크기나 요약값이 틀렸습니다")
    return name, Member(size, digest)


def belongs(name: str) -> bool:
    """Say whether a workspace may have a file of this name: never one outside of its folder."""
    if name in FILES:
        return True
    parts = name.split("/")
    if parts[0] not in FOLDERS or not 1 < len(parts) <= _DEEPEST:
        return False
    return all(_is_plain(part) for part in parts)


def _is_plain(part: str) -> bool:
    # Hidden files are left out with "." and "..": none of them belongs to an edition or a reader.
    return not part.startswith(".") and part.isprintable() and "\\" not in part and 0 < len(part.encode()) <= _LONGEST
