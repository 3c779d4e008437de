"""Settings: read once, at the edge. Each has a default, an environment variable and a line of help."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from newsprism.errors import InvalidSetting

Summariser = Literal["objective", "lead3", "textrank"]
PREFIX = "NEWSPRISM_"


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the program; `docs/settings.md` is checked against it."""

    closing_hour: int = _setting(9, "일간 브리핑을 마감하는 시각(0~23시, 서울 시간). 그 뒤 기사는 다음 호에 실립니다.")
    workers: int = _setting(0, "본문 추출에 쓰는 프로세스 수. 0이면 코어 수만큼 씁니다.")
    summariser: Summariser = _setting("objective", "일간 핵심 요약의 방법: objective(기본), lead3, textrank.")
    writer: str = _setting("extractive", "브리핑의 문장을 쓰는 작성기. 설치된 것 가운데 하나입니다.")
    readers: str = _setting("", "내 독자 유형(TOML)을 둔 폴더. 비우면 제공된 아홉 유형만 씁니다.")

    @property
    def reader_folders(self) -> tuple[Path, ...]:
        """Folders with the user's own reader types."""
        return tuple(Path(p) for p in self.readers.split(os.pathsep) if p)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings with what the environment overrides; raises InvalidSetting naming the variable."""
    env = os.environ if environment is None else environment
    given: dict[str, Any] = {}
    for item in fields(Settings):
        value = env.get(PREFIX + item.name.upper())
        if value is not None:
            given[item.name] = _parse(item.name, item.default, value)
    settings = Settings(**given)
    _check(settings)
    return settings


def _parse(name: str, default: object, value: str) -> object:
    if not isinstance(default, int):
        return value
    try:
        return int(value)
    except ValueError:
        raise invalid(name, f"정수가 아닙니다: {value!r}") from None


def _check(settings: Settings) -> None:
    if not 0 <= settings.closing_hour <= 23:
        raise invalid("closing_hour", f"0~23이어야 합니다: {settings.closing_hour}")
    if not 0 <= settings.workers <= 256:
        raise invalid("workers", f"0~256이어야 합니다: {settings.workers}")
    if settings.summariser not in get_args(Summariser):
        raise invalid(
            "summariser", f"{', '.join(get_args(Summariser))} 가운데 하나여야 합니다: {settings.summariser!r}"
        )


def invalid(name: str, what: str) -> InvalidSetting:
    """Return the error for the setting `name`; it names the environment variable."""
    return InvalidSetting(what, subject=PREFIX + name.upper(), advice="docs/settings.md 를 보세요.")
