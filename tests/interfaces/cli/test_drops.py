"""Every reason for which a stage leaves something out is known to the command line, and nothing else is."""

import ast
import re
from pathlib import Path

import newsprism
from newsprism.interfaces.cli.drops import LOST, MERGED, NOTES, PIECES
from newsprism.stages.extract.cleaning import RULES

SOURCE = Path(newsprism.__file__).parent / "stages"
PIPELINE = [SOURCE.parent / "pipeline" / name for name in ("reading.py", "refresh.py")]
REASON = re.compile(r"[a-z]+(?:_[a-z]+)*")
PLACE = {"Dropped": 2, "drop": 0, "_drop": 1, "_note": 0, "Cut": 0}
"""Where the reason stands among the arguments of the calls that make drops."""


def text(node: ast.AST) -> str | None:
    known = isinstance(node, ast.Constant) and isinstance(node.value, str) and REASON.fullmatch(node.value)
    return node.value if known else None


def of_call(node: ast.Call) -> str | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    place = PLACE.get(name)
    return text(node.args[place]) if place is not None and len(node.args) > place else None


def used() -> set[str]:
    """The reasons in the source of collecting and extracting; ranking leaves stories out, which is told elsewhere."""
    found = {rule.name for rule in RULES}
    for path in (*SOURCE.glob("collect/*.py"), *SOURCE.glob("extract/**/*.py"), *PIPELINE):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {reason for node in ast.walk(tree) if isinstance(node, ast.Call) and (reason := of_call(node))}
        # Faults of a stream and blocks of a report are pairs of a reason and a text.
        if path.name in ("streams.py", "digest.py", "digest_split.py"):
            pairs = (n for n in ast.walk(tree) if isinstance(n, ast.Tuple) and len(n.elts) == 2)
            found |= {reason for pair in pairs if (reason := text(pair.elts[0]))}
        if path.name == "mail_parts.py":
            found |= {r for n in ast.walk(tree) if isinstance(n, ast.Return) and n.value and (r := text(n.value))}
    return found


def test_every_reason_in_the_source_is_of_one_kind_and_no_other_is_listed():
    kinds = [LOST, MERGED, NOTES, PIECES]
    assert used() == set().union(*kinds)
    assert sum(len(kind) for kind in kinds) == len(set().union(*kinds))
