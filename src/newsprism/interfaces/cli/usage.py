"""Usage errors in the language of the other messages; the parser's own are English sentences without a code."""

from __future__ import annotations

import re
from collections.abc import Callable

_Said = Callable[[re.Match[str]], str]


def in_korean(message: str) -> str:
    """Return a message of the command line's parser in Korean, or as it is where it is none that we know."""
    said = " ".join(message.split())
    for pattern, korean in _MESSAGES:
        if found := pattern.fullmatch(said):
            return korean(found)
    return said


def _missing(found: re.Match[str]) -> str:
    return f"빠진 것이 있습니다: {found[1]}." + (f" {found[2]} 가운데 하나를 쓰세요." if found[2] else "")


def _unknown_option(found: re.Match[str]) -> str:
    return f"그런 옵션은 없습니다: {found[1]}." + (f" 비슷한 것: {found[2]}." if found[2] else "")


def _unknown_command(found: re.Match[str]) -> str:
    near = (found[2] or "").replace("'", "")
    return f"그런 명령은 없습니다: {found[1]}." + (f" 비슷한 것: {near}." if near else "")


def _of_choices(found: re.Match[str]) -> str:
    return f"{found[1]} 값이 맞지 않습니다: {found[2]}. {found[3].replace(chr(39), '')} 가운데 하나를 쓰세요."


_MESSAGES: tuple[tuple[re.Pattern[str], _Said], ...] = (
    (
        re.compile(r"Missing (?:argument|option|parameter)s?:? '?(.+?)(?:\.\.\.)?'?\.(?: Choose from:? (.+?)\.?)?"),
        _missing,
    ),
    (
        re.compile(r"No such option:? '?(-[^\s']*)'?\.?(?: \(Possible options: (.+)\)| Did you mean (.+)\?)?"),
        _unknown_option,
    ),
    (
        re.compile(r"No such command '(.+?)'\.(?: \(?(?:Did you mean|Possible commands:?) (.+?)[?)]*)?"),
        _unknown_command,
    ),
    (
        re.compile(r"Option '(.+)' requires (?:an argument|\d+ arguments)\."),
        lambda found: f"{found[1]} 뒤에 값이 없습니다.",
    ),
    (re.compile(r"Option '(.+)' does not take a value\."), lambda found: f"{found[1]} 에는 값을 주지 않습니다."),
    (
        re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)"),
        lambda found: f"남는 것이 있습니다: {found[1]}.",
    ),
    (
        re.compile(
            r"Invalid value for '?(.+?)'?: (?:Input should be a valid integer|'?.*?'? is not a valid integer).*"
        ),
        lambda found: f"{found[1]} 값은 정수여야 합니다.",
    ),
    (
        re.compile(r"Invalid value for '?(.+?)'?: (?:Input should be a valid number|'?.*?'? is not a valid float).*"),
        lambda found: f"{found[1]} 값은 수여야 합니다.",
    ),
    (re.compile(r"Invalid value for '?(.+?)'?: (?:Value error, )?'(.*)' is not one of (.+?)\.?"), _of_choices),
    (
        re.compile(r"Invalid value for '?(.+?)'?: Input should be greater than or equal to (\S+)"),
        lambda found: f"{found[1]} 값은 {found[2]} 이상이어야 합니다.",
    ),
    (
        re.compile(r"Invalid value for '?(.+?)'?: Input should be less than or equal to (\S+)"),
        lambda found: f"{found[1]} 값은 {found[2]} 이하여야 합니다.",
    ),
    (
        re.compile(r"Invalid value for '?(.+?)'?: (?:File|Path|Directory) '(.+)' does not exist\."),
        lambda found: f"{found[2]}: 그런 파일이 없습니다({found[1]}).",
    ),
)
