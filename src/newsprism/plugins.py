"""Entry points become factories; what ships with the project comes in through the same door as a stranger's package."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, Literal

from newsprism.errors import MissingResource

Group = Literal["newsprism.collectors", "newsprism.renderers", "newsprism.writers"]


def names(group: Group) -> tuple[str, ...]:
    """Return the names registered in `group`, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def factory(group: Group, name: str) -> Callable[..., Any]:
    """Return the factory registered as `name`; raises MissingResource when there is none or it cannot be loaded."""
    for point in entry_points(group=group):
        if point.name == name:
            try:
                loaded: Callable[..., Any] = point.load()
            except (ImportError, AttributeError) as problem:
                raise MissingResource(
                    f"불러올 수 없습니다({problem})",
                    subject=f"{group}:{name}",
                    advice="그것을 설치한 패키지를 다시 설치하거나 지우세요.",
                ) from problem
            return loaded
    raise MissingResource(
        "등록된 것이 없습니다", subject=f"{group}:{name}", advice=f"있는 것: {', '.join(names(group)) or '없음'}."
    )
