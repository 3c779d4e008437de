"""What tokens cost: a file that the user writes. None is shipped, since prices change and are the provider's to tell."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from newsprism.errors import InvalidSetting, system_reason

_LARGEST = 1_000_000  # bytes
_KEYS = ("model", "input", "output", "currency")
_ADVICE = "docs/writers.md 의 보기를 보세요."


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens of a model cost, read (`input`) and written (`output`)."""

    model: str
    input: float
    output: float
    currency: str

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """Return what so many tokens cost."""
        return (tokens_in * self.input + tokens_out * self.output) / 1e6


def price_of(model: str, file: Path) -> Price | None:
    """Return the price of `model` by the file, None where there is no file or no such model.

    Raises InvalidSetting naming the file and the key for a file that is not right.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise _wrong(file, "", "파일이 너무 큽니다")
        data = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise _wrong(file, "", f"읽을 수 없습니다({system_reason(problem)})") from problem
    except (ValueError, RecursionError) as problem:
        raise _wrong(file, "", f"TOML로 읽히지 않습니다({problem})") from problem
    listed = data.get("price", [])
    if not isinstance(listed, list):
        raise _wrong(file, "price", "[[price]] 로 쓰세요")
    prices = [_price(file, f"price {number}", one) for number, one in enumerate(listed, 1)]
    return next((price for price in prices if price.model == model), None)


def _price(file: Path, where: str, given: object) -> Price:
    if not isinstance(given, dict) or set(given) != set(_KEYS):
        raise _wrong(file, where, f"{', '.join(_KEYS)} 를 쓰세요")
    for key in ("input", "output"):
        value = given[key]
        if type(value) not in (int, float) or not 0 <= value < 1e9:
            raise _wrong(file, f"{where}.{key}", "0 이상인 수가 아닙니다")
    if not isinstance(given["model"], str) or not isinstance(given["currency"], str):
        raise _wrong(file, where, "model 과 currency 는 글자입니다")
    return Price(given["model"], float(given["input"]), float(given["output"]), given["currency"][:12])


def _wrong(file: Path, key: str, what: str) -> InvalidSetting:
    return InvalidSetting(what, subject=f"{file}: {key}" if key else str(file), advice=_ADVICE)
