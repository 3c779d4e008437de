"""The learned decisions: what makes two documents one story, and what makes two stories one affair.

They are read from ``joins.json``, which ``tools/fit_joins.py`` writes (docs/decisions/0013-learned-join.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from newsprism.errors import MissingResource
from newsprism.stages.cluster.joining import Linkage
from newsprism.stages.cluster.links import Likeness

_FILE = "joins.json"


@dataclass(frozen=True, slots=True)
class Join:
    """How documents are compared, and when clusters of them are one."""

    likeness: Likeness
    linkage: Linkage


@cache
def joins() -> Mapping[str, Join]:
    """Return the joins that come with the package: ``event`` and ``thread``. Raises MissingResource when damaged."""
    try:
        text = (resources.files("newsprism.stages.cluster") / _FILE).read_text(encoding="utf-8")
        return {name: _join(node) for name, node in json.loads(text)["joins"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise MissingResource("읽을 수 없습니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.") from error


def _join(node: Mapping[str, Any]) -> Join:
    return Join(Likeness(**node["likeness"]), Linkage(**node["linkage"]))
