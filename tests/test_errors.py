"""What a person is told: one line, in Korean, whatever went wrong."""

import ast
import errno
import pickle
import re
from pathlib import Path

import pytest

from newsprism import errors
from newsprism.errors import MalformedRecord, MissingResource, ServerRefused, system_reason

SOURCE = Path(errors.__file__).parent
OURS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
SPEAKING = OURS | {"fail", "wrong", "invalid", "drop"}
"""Calls whose text is printed: errors, and the functions that make errors and drops."""
HANGUL = re.compile("[가-힣]")


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literal(node: ast.AST) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def sentences(path: Path) -> list[tuple[int, str]]:
    """Every text of more than one word among the arguments of a speaking call."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) in SPEAKING | {"Dropped"}:
            given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "advice")]
            found += [(node.lineno, text) for part in given if " " in (text := literal(part)).strip()]
    return found


def test_every_message_in_the_source_is_korean():
    told = [(path, line, text) for path in SOURCE.rglob("*.py") for line, text in sentences(path)]
    assert len(told) > 60
    assert [(str(path.relative_to(SOURCE)), line, text) for path, line, text in told if not HANGUL.search(text)] == []


@pytest.mark.parametrize("subject", ["a\nb.jsonl", "a\r\nb.jsonl", "a\u2028b.jsonl"])
def test_an_error_is_one_line_even_if_a_file_name_is_not(subject):
    assert str(MalformedRecord("깨졌습니다", subject=subject, advice="고치세요.")) == "a b.jsonl: 깨졌습니다. 고치세요."


def test_what_the_system_refused_is_told_in_korean():
    assert system_reason(PermissionError(errno.EACCES, "Permission denied")) == "권한이 없습니다"
    assert system_reason(FileNotFoundError(errno.ENOENT, "No such file")) == "그런 파일이나 폴더가 없습니다"


def test_a_refusal_that_we_have_no_words_for_is_told_in_the_words_of_the_system():
    assert system_reason(OSError(errno.EIO, "Input/output\nerror")) == "Input/output error"
    assert system_reason(OSError()) == "OSError"


@pytest.mark.parametrize(
    "error",
    [
        MissingResource("사전이 없습니다", subject="dictionary", advice="다시 설치하세요."),
        ServerRefused("거절했습니다", subject="https://naru.example", status=404, retry_after=3.0),
    ],
)
def test_an_error_of_another_process_arrives_as_it_was(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.args, vars(again)) == (type(error), str(error), error.args, vars(error))
