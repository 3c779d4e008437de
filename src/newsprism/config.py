"""Settings: read once, at the edge. Each has a default, a place in newsprism.toml, an environment variable and help.

The environment goes before the file, and an option of a command before both.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsprism.errors import InvalidSetting, system_reason
from newsprism.types.brief import Cadence

Summariser = Literal["objective", "lead3", "textrank"]
Embedding = Literal["none", "e5", "endpoint"]
Appraisal = Literal["auto", "none", "e5"]
Meaning = Literal["none", "words", "vectors", "model"]
PREFIX = "NEWSPRISM_"
_NO_SETTINGS = frozenset(("CHAT_KEY", "DATA", "EMBEDDINGS_KEY", "WORKSPACE"))
"""Variables of ours that are no settings: keys, the folder of a workspace, the data of measurements."""
_LIMITS = ("run_tokens:300000", "day_tokens:2000000", "minute_calls:0")
_LARGEST_FILE = 1_000_000  # bytes


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the program; `docs/settings.md` is checked against it.

    Lists are tuples of texts: an array in the file, parted by commas in the environment.
    """

    time_zone: str = _setting("Asia/Seoul", "마감과 예약 시각의 시간대(IANA 이름).")
    closing_hour: int = _setting(9, "일간 브리핑을 마감하는 시각(0~23시). 그 뒤 기사는 다음 호에 실립니다.")
    daily_at: str = _setting(
        "09:10", "newsprism run 이 일간 브리핑을 만드는 시각(HH:MM). 마감보다 이르면 이튿날 그 시각입니다."
    )
    weekly_at: str = _setting("08:00", "newsprism run 이 일요일에 주간 브리핑을 만드는 시각(HH:MM).")
    refresh_minutes: int = _setting(30, "newsprism run 이 소스를 다시 읽는 간격(분, 1~1440).")
    catch_up_days: int = _setting(3, "꺼져 있던 동안 밀린 일간 브리핑을 며칠 전 것까지 만들지(0~31일).")
    editions: tuple[str, ...] = _setting(
        ("daily:ceo", "weekly:ceo"), "newsprism run 이 만들 브리핑. daily:독자 또는 weekly:독자의 목록."
    )
    formats: tuple[str, ...] = _setting(("html",), "newsprism run 이 함께 쓰는 출력 형식의 목록. JSON은 늘 씁니다.")
    output: str = _setting("editions", "newsprism run 이 브리핑을 두는 폴더. 작업 공간 기준입니다.")
    workers: int = _setting(0, "본문 추출에 쓰는 프로세스 수. 0이면 코어 수만큼 씁니다.")
    connections: int = _setting(16, "동시에 읽는 소스의 수(1~64).")
    host_connections: int = _setting(2, "한 호스트에 동시에 여는 연결의 수(1~16).")
    host_delay: float = _setting(1.0, "한 호스트에 요청을 보내는 간격(초, 0~60). allow_hosts 에는 두지 않습니다.")
    timeout: float = _setting(30.0, "주소 하나를 읽는 데 쓰는 가장 긴 시간(초, 1~600).")
    fetch_megabytes: int = _setting(32, "주소 하나에서 읽는 가장 큰 크기(MB, 압축을 푼 뒤, 1~500).")
    allow_hosts: tuple[str, ...] = _setting((), "읽어도 되는 사설망 호스트(이름 또는 이름:포트)의 목록.")
    contact: str = _setting("", "요청할 때 밝히는 연락처(메일이나 주소). 비우면 밝히지 않습니다.")
    summariser: Summariser = _setting("objective", "일간 핵심 요약의 방법: objective(기본), lead3, textrank.")
    writer: str = _setting("extractive", "브리핑의 문장을 쓰는 작성기. 설치된 것 가운데 하나입니다.")
    embedder: Embedding = _setting(
        "none", "문장의 뜻을 견주는 방법: none(기본), e5(이 컴퓨터에서, newsprism[dense]), endpoint(벡터를 주는 서버)."
    )
    appraiser: Appraisal = _setting(
        "auto",
        "기사를 읽고 독자 유형마다 값을 매기는 모델: auto(기본, newsprism[dense] 이 있으면 씀), none(낱말로만), e5(없으면 알림).",
    )
    embeddings_url: str = _setting("", "embedder 가 endpoint 일 때 서버의 주소. 예: http://localhost:11434/v1")
    embeddings_model: str = _setting("", "embedder 가 endpoint 일 때 서버에 말할 모델의 이름.")
    chat_url: str = _setting("", "writer 가 generative 일 때 대화 서버의 주소. 예: http://localhost:11434/v1")
    chat_model: str = _setting("", "writer 가 generative 일 때 서버에 말할 모델의 이름.")
    chat_connections: int = _setting(8, "대화 서버에 동시에 묻는 물음의 수(1~64).")
    chat_limits: tuple[str, ...] = _setting(
        _LIMITS,
        "모델을 쓰는 한도. 한 호의 토큰, 하루의 토큰, 1분의 물음. 0은 한도 없음.",
    )
    meaning: Meaning = _setting(
        "words",
        "모델이 쓴 문장의 뜻을 근거와 견주는 방법: none, words(기본, 낱말), vectors(embedder 도), model(chat_model 에 한 번 더 묻기).",
    )
    verbatim: int = _setting(
        50, "모델이 쓴 문장이 한 기사와 잇달아 같아도 되는 글자 수(띄어쓰기 빼고, 0~1000). 0은 한도 없음."
    )
    readers: str = _setting("", "내 독자 유형(TOML)을 둔 폴더. 작업 공간의 readers 폴더는 늘 씁니다.")

    @property
    def reader_folders(self) -> tuple[Path, ...]:
        """Folders with the user's own reader types."""
        return tuple(Path(p) for p in self.readers.split(os.pathsep) if p)

    @property
    def planned(self) -> tuple[tuple[Cadence, str], ...]:
        """The editions of the schedule as pairs of cadence and reader."""
        pairs = (edition.partition(":") for edition in self.editions)
        return tuple(("weekly" if cadence == "weekly" else "daily", reader) for cadence, _, reader in pairs)

    @property
    def limits(self) -> dict[str, int]:
        """The limits of the chat server by name; one that is not named has its default."""
        return {name: int(value) for name, _, value in (each.partition(":") for each in (*_LIMITS, *self.chat_limits))}

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of closings and schedules."""
        return ZoneInfo(self.time_zone)


def load(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Return the settings of `file` (newsprism.toml) with what the environment overrides.

    Raises InvalidSetting naming the variable, or the file and the key.
    """
    env = os.environ if environment is None else environment
    given: dict[str, Any] = _from_file(file) if file else {}
    for item in fields(Settings):
        value = env.get(PREFIX + item.name.upper())
        if value is not None:
            given[item.name] = _parse(PREFIX + item.name.upper(), item.default, value)
    settings = Settings(**given)
    for name, check in _CHECKS.items():
        fault = check(settings)
        if fault:
            raise invalid(name, fault, origin(name, file, env))
    return settings


def origin(name: str, file: Path | None, environment: Mapping[str, str] | None = None) -> str:
    """Return where the value of a setting comes from, for errors: its variable, or the file and its key."""
    env = os.environ if environment is None else environment
    variable = PREFIX + name.upper()
    return variable if variable in env or file is None else f"{file}: {name}"


def unknown_variables(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the variables that begin like ours and are none of ours, most likely misspelt."""
    env = os.environ if environment is None else environment
    ours = {item.name.upper() for item in fields(Settings)} | _NO_SETTINGS
    return tuple(sorted(name for name in env if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in ours))


def embeddings_key(environment: Mapping[str, str] | None = None) -> str:
    """Return the key of the embeddings server; it is no setting, so that it stands in no file."""
    env = os.environ if environment is None else environment
    return env.get(f"{PREFIX}EMBEDDINGS_KEY", "").strip()


def chat_key(environment: Mapping[str, str] | None = None) -> str:
    """Return the key of the chat server; it is no setting, so that it stands in no file."""
    env = os.environ if environment is None else environment
    return env.get(f"{PREFIX}CHAT_KEY", "").strip()


def cache_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder for what can be made again, by the XDG Base Directory specification."""
    env = os.environ if environment is None else environment
    given = Path(env.get("XDG_CACHE_HOME", ""))
    # The specification says that a relative path is to be ignored.
    return (given if given.is_absolute() else Path.home() / ".cache") / "newsprism"


def template() -> str:
    """Return a newsprism.toml with every setting at its default, commented out, each with its help above it."""
    blocks = [f"# {item.metadata['help']}\n# {item.name} = {_toml(item.default)}\n" for item in fields(Settings)]
    head = "# NewsPrism 작업 공간의 설정. 바꿀 줄의 # 를 지우고 값을 고칩니다. 소스는 sources.toml 에 있습니다.\n"
    return head + "\n" + "\n".join(blocks)


def invalid(name: str, what: str, subject: str | None = None) -> InvalidSetting:
    """Return the error for the setting `name`; it names where the value came from, else the environment variable."""
    return InvalidSetting(what, subject=subject or PREFIX + name.upper(), advice="docs/settings.md 를 보세요.")


def _from_file(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise InvalidSetting("설정 파일이 너무 큽니다", subject=str(file), advice="1MB 아래로 줄이세요.")
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise InvalidSetting(
            f"읽을 수 없습니다({system_reason(problem)})", subject=str(file), advice="파일과 권한을 확인하세요."
        ) from problem
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        raise InvalidSetting(
            f"TOML로 읽히지 않습니다({problem})", subject=str(file), advice="그 자리의 글자를 고치세요."
        ) from problem
    known = {item.name: item for item in fields(Settings)}
    given = {name: _typed(file, known, name, value) for name, value in data.items()}
    if folders := given.get("readers"):
        # A folder named in the file lies beside it, wherever the command is run.
        given["readers"] = os.pathsep.join(str(file.parent / one) for one in str(folders).split(os.pathsep) if one)
    return given


def _typed(file: Path, known: Mapping[str, Any], name: str, value: object) -> object:
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        advice = f"혹시 {near[0]} 인가요?" if near else "docs/settings.md 를 보세요."
        raise InvalidSetting("그런 설정은 없습니다", subject=f"{file}: {name}", advice=advice)
    default = known[name].default
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise invalid(name, "글자의 목록이 아닙니다", f"{file}: {name}")
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        raise invalid(name, f"{_KINDS[type(default)]}가 아닙니다: {value!r}", f"{file}: {name}")
    return value


_KINDS = {int: "정수", float: "수", str: "글자"}


def _parse(subject: str, default: object, value: str) -> object:
    if isinstance(default, tuple):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(default, int | float):
        return value
    try:
        return type(default)(value)
    except ValueError:
        raise invalid("", f"{_KINDS[type(default)]}가 아닙니다: {value!r}", subject) from None


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _between(name: str, low: float, high: float) -> Callable[[Settings], str]:
    def check(settings: Settings) -> str:
        value = getattr(settings, name)
        return "" if low <= value <= high else f"{low}~{high}이어야 합니다: {value}"

    return check


def _wall_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if len(text) == 5 else None
    except ValueError:
        return None


def _wall(name: str) -> Callable[[Settings], str]:
    def check(settings: Settings) -> str:
        value = getattr(settings, name)
        return "" if _wall_time(value) else f"시각(HH:MM)이 아닙니다: {value!r}"

    return check


def _time_zone(settings: Settings) -> str:
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"그런 시간대가 없습니다: {settings.time_zone!r}"
    return ""


def _summariser(settings: Settings) -> str:
    allowed = get_args(Summariser)
    return (
        ""
        if settings.summariser in allowed
        else f"{', '.join(allowed)} 가운데 하나여야 합니다: {settings.summariser!r}"
    )


def _embedder(settings: Settings) -> str:
    allowed = get_args(Embedding)
    if settings.embedder not in allowed:
        return f"{', '.join(allowed)} 가운데 하나여야 합니다: {settings.embedder!r}"
    if settings.embedder == "endpoint" and not (settings.embeddings_url and settings.embeddings_model):
        return "endpoint 에는 embeddings_url 과 embeddings_model 이 있어야 합니다"
    return ""


def _appraiser(settings: Settings) -> str:
    allowed = get_args(Appraisal)
    if settings.appraiser not in allowed:
        return f"{', '.join(allowed)} 가운데 하나여야 합니다: {settings.appraiser!r}"
    return ""


def _meaning(settings: Settings) -> str:
    allowed = get_args(Meaning)
    if settings.meaning not in allowed:
        return f"{', '.join(allowed)} 가운데 하나여야 합니다: {settings.meaning!r}"
    if settings.meaning == "vectors" and settings.embedder == "none":
        return "vectors 에는 embedder 가 있어야 합니다"
    if settings.meaning == "model" and not (settings.chat_url and settings.chat_model):
        return "model 에는 chat_url 과 chat_model 이 있어야 합니다"
    return ""


def _address(name: str, key: str) -> Callable[[Settings], str]:
    def check(settings: Settings) -> str:
        given: str = getattr(settings, name)
        if not given:
            return ""
        try:
            parts = urlsplit(given)
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            return "주소로 읽히지 않습니다"
        if parts.username is not None or parts.password is not None:
            # The value is not repeated: it holds a password.
            return f"주소 안에 사용자 이름이나 암호를 쓰지 마세요. 열쇠는 {PREFIX}{key} 에 둡니다"
        return "" if sound else f"http 나 https 주소가 아닙니다: {given!r}"

    return check


def _chat_limits(settings: Settings) -> str:
    known = [each.partition(":")[0] for each in _LIMITS]
    for limit in settings.chat_limits:
        name, _, value = limit.partition(":")
        if name not in known or not (value.isascii() and value.isdigit() and len(value) <= 12):
            return f"{', '.join(known)} 에 ':수'를 붙인 것이 아닙니다: {limit!r}"
    return ""


def _editions(settings: Settings) -> str:
    for edition in settings.editions:
        cadence, _, reader = edition.partition(":")
        if cadence not in ("daily", "weekly") or not reader:
            return f"daily:독자 또는 weekly:독자가 아닙니다: {edition!r}"
    return ""


_CHECKS: Mapping[str, Callable[[Settings], str]] = {
    "time_zone": _time_zone,
    "closing_hour": _between("closing_hour", 0, 23),
    "daily_at": _wall("daily_at"),
    "weekly_at": _wall("weekly_at"),
    "refresh_minutes": _between("refresh_minutes", 1, 1440),
    "catch_up_days": _between("catch_up_days", 0, 31),
    "editions": _editions,
    "workers": _between("workers", 0, 256),
    "connections": _between("connections", 1, 64),
    "host_connections": _between("host_connections", 1, 16),
    "host_delay": _between("host_delay", 0, 60),
    "timeout": _between("timeout", 1, 600),
    "fetch_megabytes": _between("fetch_megabytes", 1, 500),
    "summariser": _summariser,
    "embedder": _embedder,
    "appraiser": _appraiser,
    "embeddings_url": _address("embeddings_url", "EMBEDDINGS_KEY"),
    "chat_url": _address("chat_url", "CHAT_KEY"),
    "chat_connections": _between("chat_connections", 1, 64),
    "chat_limits": _chat_limits,
    "meaning": _meaning,
    "verbatim": _between("verbatim", 0, 1000),
}
