"""A labelling session: questions in, answers appended to a label file one by one, each safe before the next is asked.

A session may be stopped, or killed, at any point and goes on where it stood.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsprism.errors import UnreadableFile, system_reason
from newsprism.evaluation.sampling import DrawnPair, DrawnStory
from newsprism.formats.labels import HIGHEST, grades_line, pair_line, read_grades, read_pairs
from newsprism.types.document import Document
from newsprism.types.label import Grades, PairLabel

Key = frozenset[str]
"""What a question is about: two addresses, or an address and a reader type."""

UNDO, SKIP, QUIT = "u", "s", "q"
_SHOWN = 400
_KEYBOARD = dict(zip("ㅕㄴㅂ", (UNDO, SKIP, QUIT), strict=True))
"""The same keys on a keyboard that is switched to hangul."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is shown, and for each answer (one character) the line that goes into the file."""

    key: Key
    text: str
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a session ended: answered in it, answered in all, and open questions."""

    answered: int
    total: int
    open: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of label file: `check` reads it strictly, `keys` says what one record is about."""

    check: Callable[[Path], object]
    keys: Callable[[Mapping[str, object]], list[Key]]


class LabelFile:
    """A label file that answers are appended to, each written through to the disk.

    Opening it cuts off half a line that a killed session left. Raises MalformedRecord for a file that is none.
    """

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes() if path.exists() else b""
            whole = content[: content.rfind(b"\n") + 1]
            if len(whole) < len(content):
                self._cut(len(whole))
        except OSError as problem:
            raise self._unusable(problem) from problem
        if whole.strip():
            kind.check(path)
        self._lines: list[tuple[int, list[Key]]] = []
        for line in whole.splitlines(keepends=True):
            held = kind.keys(json.loads(line.decode("utf-8-sig"))) if line.strip() else []
            self._lines.append((len(line), held))
        self.answered = {key for _, held in self._lines for key in held}

    @property
    def last(self) -> Key | None:
        """What the last answer is about; None when there is none that can be taken back singly."""
        held = self._lines[-1][1] if self._lines else []
        return held[0] if len(held) == 1 else None

    def append(self, key: Key, line: str) -> None:
        """Add an answer; it is on the disk when this returns."""
        content = line.encode()
        try:
            with self.path.open("ab") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise self._unusable(problem) from problem
        self._lines.append((len(content), [key]))
        self.answered.add(key)

    def undo(self) -> None:
        """Take the last answer out of the file."""
        _, held = self._lines.pop()
        self.answered.difference_update(held)
        try:
            self._cut(sum(size for size, _ in self._lines))
        except OSError as problem:
            raise self._unusable(problem) from problem

    def _cut(self, size: int) -> None:
        with self.path.open("rb+") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def _unusable(self, problem: OSError) -> UnreadableFile:
        return UnreadableFile(
            f"라벨을 쓸 수 없습니다({system_reason(problem)})",
            subject=str(self.path),
            advice="다른 파일을 -o 로 주세요.",
        )


def session(
    questions: Sequence[Question], file: LabelFile, ask: Callable[[], str | None], tell: Callable[[str], None]
) -> Tally:
    """Ask what has no answer yet; `ask` gives one key (None: nobody is there any more), `tell` shows a text.

    Besides the answers: u takes the last one back and asks it again, s skips, q ends.
    """
    position = {question.key: place for place, question in enumerate(questions)}
    before = len(file.answered)
    place = 0
    shown = -1
    while place < len(questions):
        question = questions[place]
        if question.key in file.answered:
            place += 1
            continue
        if shown != place:
            tell(f"\n[{_done(questions, file) + 1}/{len(questions)}]\n{question.text}")
            shown = place
        key = _plain(ask())
        if key == QUIT:
            break
        if key == SKIP:
            place += 1
        elif key == UNDO:
            place, shown = _undone(file, position, place, tell), -1
        elif key in question.lines:
            file.append(question.key, question.lines[key])
            place += 1
        else:
            tell(f"{', '.join((*question.lines, UNDO, SKIP, QUIT))} 가운데 하나를 누르세요.")
    total = len(file.answered)
    return Tally(max(0, total - before), total, len(questions) - _done(questions, file))


def _undone(file: LabelFile, position: Mapping[Key, int], place: int, tell: Callable[[str], None]) -> int:
    """Take back the last answer and return the place of its question; one that is not asked now stays as it is."""
    last = file.last
    if last is None or last not in position:
        tell("되돌릴 답이 없습니다.")
        return place
    file.undo()
    tell("마지막 답을 지웠습니다.")
    return position[last]


def _done(questions: Iterable[Question], file: LabelFile) -> int:
    return sum(question.key in file.answered for question in questions)


def _plain(key: str | None) -> str:
    if key is None:
        return QUIT
    pressed = key.strip().lower()
    return _KEYBOARD.get(pressed, pressed)


# --- questions --------------------------------------------------------------------------------------------------------


def pair_questions(drawn: Sequence[DrawnPair]) -> list[Question]:
    """Return the questions for pairs: 2 the same story, 1 related, 0 different."""
    found = []
    for one in drawn:
        left, right = one.left.url or "", one.right.url or ""
        lines = {str(label): pair_line(PairLabel(left, right, label, one.weight)) for label in (2, 1, 0)}
        found.append(Question(frozenset((left, right)), f"{_shown(one.left)}\n\n{_shown(one.right)}", lines))
    return found


def story_questions(drawn: Sequence[DrawnStory]) -> list[Question]:
    """Return the questions for stories and reader types: 3 must be in the edition … 0 nothing for this reader."""
    found = []
    for one in drawn:
        lines = {
            str(grade): grades_line(Grades(one.url, ((one.reader.id, grade),))) for grade in range(HIGHEST, -1, -1)
        }
        document = next(d for d in one.story.documents if d.url == one.url)
        text = f"{one.reader.name} ({one.reader.id}): {one.reader.decides}\n\n{_shown(document)}"
        found.append(Question(frozenset((one.url, one.reader.id)), text, lines))
    return found


def _pair_keys(record: Mapping[str, object]) -> list[Key]:
    return [frozenset((str(record["url1"]).strip(), str(record["url2"]).strip()))]


def _story_keys(record: Mapping[str, object]) -> list[Key]:
    return [frozenset((str(record["url"]).strip(), reader)) for reader in record if reader != "url"]


PAIRS = Kind(read_pairs, _pair_keys)
"""Files of pairs."""
GRADES = Kind(read_grades, _story_keys)
"""Files of grades of relevance."""


def _shown(document: Document) -> str:
    day = f"{document.published_at:%m-%d %H:%M}" if document.published_at else "날짜 없음"
    text = " ".join(document.text.split())
    cut = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    return f"■ {document.title}\n  {document.publisher or '매체 모름'} · {day} · {document.url}\n  {cut}"
