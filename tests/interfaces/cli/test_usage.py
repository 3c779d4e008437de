"""What is wrong with a command is said in Korean, whichever way the parser says it."""

from __future__ import annotations

import re

import pytest

from newsprism.interfaces.cli.main import main
from newsprism.interfaces.cli.usage import in_korean


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("brief", "빠진 것이 있습니다: CADENCE. daily, weekly, digest 가운데 하나를 쓰세요."),
        ("search", "빠진 것이 있습니다: QUERY."),
        ("evaluate rank", "빠진 것이 있습니다: --data."),
        ("brief weekly --reeder ceo", "그런 옵션은 없습니다: --reeder. 비슷한 것: --reader."),
        ("brief weekly --zzz", "그런 옵션은 없습니다: --zzz."),
        ("brief weekly --reader", "--reader 뒤에 값이 없습니다."),
        ("--version=3", "--version 에는 값을 주지 않습니다."),
        ("refres", "그런 명령은 없습니다: refres. 비슷한 것: refresh, readers."),
        ("zzzz", "그런 명령은 없습니다: zzzz."),
        ("brief weekly --reader ceo extra", "남는 것이 있습니다: extra."),
        ("explain x.json abc", "N 값은 정수여야 합니다."),
        ("brief digest --days x", "--days 값은 정수여야 합니다."),
        ("search x --limit 0", "--limit 값은 1 이상이어야 합니다."),
        ("search x --limit 9999", "--limit 값은 1000 이하여야 합니다."),
        ("doctor --format xx", "--format 값이 맞지 않습니다: xx. text, json 가운데 하나를 쓰세요."),
    ],
)
def test_a_wrong_command_is_one_korean_line_with_exit_code_2(command, told, capsys):
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert ended.value.code == 2
    assert re.sub(r"\s+", " ", capsys.readouterr().err).strip() == f"newsprism: {told} (newsprism --help)"


def test_what_is_no_message_of_the_parser_stays_as_it_is():
    assert in_korean("무언가  다른\n것") == "무언가 다른 것"
