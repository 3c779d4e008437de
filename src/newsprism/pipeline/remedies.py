"""What to do about a source that is not well: one line for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from newsprism.types.clock import Clock

_MANY_DROPPED, _MANY_UNDATED, _MUCH_CUT = 0.3, 0.3, 0.4
_PAUSE = "쓰지 않을 소스면 sources.toml 에 paused = true 를 적어 쉬게 하세요."

_FAULTS = {
    "robots": "robots.txt 가 읽기를 막습니다. 소스에서 빼거나 사이트에 허락을 구하세요.",
    "address_refused": "사설망이나 잘못된 주소입니다. 믿는 내부 호스트라면 설정 allow_hosts 에 더하세요.",
    "unreachable": "서버에 닿지 않습니다. 주소의 철자와 네트워크 연결을 확인하세요.",
    "unknown_host": "그런 호스트가 없습니다. 사이트가 주소를 옮겼는지 찾아 newsprism add 로 새 주소를 더하세요.",
    "redirects": "다른 주소로 끝없이 보냅니다. 브라우저에서 열어 마지막 주소를 소스로 쓰세요.",
    "too_large": "허용한 크기보다 큽니다. 더 작은 주소를 쓰거나 설정 fetch_megabytes 를 올리세요.",
    "http_401": "로그인을 요구합니다. 로그인 없이 볼 수 있는 주소로 바꾸거나 소스에서 빼세요.",
    "http_403": "사이트가 접근을 막습니다. 브라우저에서 열리는지 보고, 막힌 곳이면 소스에서 빼세요.",
    "http_404": "주소가 없어졌거나 옮겨졌습니다. 사이트 첫 화면을 newsprism add 에 주어 새 주소를 찾으세요.",
    "http_410": "사이트가 이 주소를 지웠습니다. 사이트 첫 화면을 newsprism add 에 주어 새 주소를 찾거나 소스에서 빼세요.",
    "http_429": "요청이 너무 잦다고 합니다. 설정 refresh_minutes 나 host_delay 를 늘리세요.",
    "http_451": "법적인 이유로 막힌 주소입니다. 소스에서 빼세요.",
    "MalformedFeed": "피드로 읽히지 않습니다. 사이트 첫 화면을 newsprism add 에 주어 피드 주소를 다시 찾으세요.",
    "PathNotFound": "그 자리에 파일이나 폴더가 없습니다. sources.toml 의 place 를 고치세요.",
    "UnreadableFile": "파일을 읽을 수 없습니다. 권한과 형식을 확인하세요.",
    "EmptyInput": "읽을 것이 없습니다. 폴더에 파일이 있는지 확인하세요.",
    "timed_out": "한 시간이 지나도 읽기가 끝나지 않았습니다. 주소를 브라우저에서 열어 보고, 이어지면 소스를 나누거나 쉬게 하세요.",
    "collector_failed": "수집기의 오류입니다. 확장이라면 새 판을 설치하고, 아니면 오류를 알려 주세요.",
}
_SERVER = "서버에 문제가 있습니다. 하루쯤 두어 보고, 이어지면 사이트에서 새 주소를 찾으세요."
_OTHER = "까닭을 보고 고치거나, sources.toml 에 paused = true 를 적어 쉬게 하세요."

_DROPS = {
    "no_main_text": "로그인 뒤에 있거나 스크립트로 그리는 본문인지 브라우저에서 보세요.",
    "no_body": "본문이 빈 항목입니다. 피드라면 sources.toml 에 full = true 를 적어 본문 쪽을 읽게 하세요.",
    "robots": "robots.txt 가 본문 쪽을 막습니다. sources.toml 에서 full 을 지워 피드의 글만 읽게 하세요.",
    "no_title": "제목이 없는 항목입니다. 다른 피드가 있는지 newsprism add 로 찾으세요.",
}
_DROP = "newsprism extract --verbose 로 한 건을 읽어 까닭을 보세요."


@dataclass(frozen=True, slots=True)
class Ailment:
    """What is known of a source's state. `days` is how long it has been so; `gave` says that it ever gave a document.

    Shares are between 0 and 1 or None; `reasons` of drops are most frequent first.
    """

    state: str
    reason: str | None
    days: int
    gave: bool
    dropped: float | None
    reasons: tuple[tuple[str, int], ...]
    undated: float | None
    boilerplate: float | None
    full: bool
    clock: Clock | None


def remedy(ailment: Ailment) -> str:
    """Return what to do, in one line; empty when nothing needs to be done."""
    if ailment.state == "paused":
        return "쉬는 소스입니다. 다시 읽으려면 sources.toml 에서 paused 를 지우세요."
    if ailment.reason is not None:
        return _of_failure(ailment, ailment.reason)
    if ailment.state == "new":
        return "아직 읽지 않았습니다. newsprism refresh 를 실행하세요."
    if ailment.state == "stale":
        return _of_silence(ailment)
    return _of_shares(ailment) or _of_clock(ailment.clock)


def _of_failure(ailment: Ailment, reason: str) -> str:
    told = _FAULTS.get(reason) or (_SERVER if reason.startswith("http_5") else _OTHER)
    if ailment.state != "dead":
        return told
    ending = "" if told == _OTHER else f" {_PAUSE}"
    return f"{ailment.days}일째 읽지 못했습니다. {told}{ending}"


def _of_silence(ailment: Ailment) -> str:
    what = f"{ailment.days}일째 새 글이 없습니다" if ailment.gave else "문서가 하나도 나오지 않았습니다"
    return f"읽히지만 {what}. 사이트가 주소를 옮겼는지 보고, 첫 화면을 newsprism add 에 주어 새 주소를 찾으세요."


def _of_shares(ailment: Ailment) -> str:
    if ailment.dropped is not None and ailment.dropped > _MANY_DROPPED and ailment.reasons:
        reason, count = ailment.reasons[0]
        advice = _DROPS.get(reason, _DROP)
        return f"항목의 {ailment.dropped:.0%}를 버렸습니다(가장 많은 까닭 {reason}, {count:,}건). {advice}"
    if ailment.undated is not None and ailment.undated > _MANY_UNDATED:
        advice = (
            "날짜를 주는 다른 피드가 있는지 newsprism add 로 찾으세요."
            if ailment.full
            else "피드라면 sources.toml 에 full = true 를 적어 본문 쪽의 날짜를 읽게 하세요."
        )
        return f"문서의 {ailment.undated:.0%}에 날짜가 없어 브리핑에 고르지 못합니다. {advice}"
    if ailment.boilerplate is not None and ailment.boilerplate > _MUCH_CUT:
        return (
            f"글의 {ailment.boilerplate:.0%}를 군더더기로 잘랐습니다. "
            "newsprism extract --verbose 로 한 건을 읽어 본문까지 잘리지 않는지 보세요."
        )
    return ""


def _of_clock(clock: Clock | None) -> str:
    if clock is None or clock.offset_applied == timedelta():
        return ""
    hours = clock.offset_applied / timedelta(hours=1)
    return f"시각을 {hours:g}시간 어긋나게 적는 곳이라 바로잡아 읽었습니다. 할 일은 없습니다."
