"""What went wrong, in one line that names the address and says what to do."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpcore
import httpx

from newsprism.errors import FetchFailed, NoConnection, ResponseTooLarge, ServerRefused, ServerUnreachable

_LONGEST = 200  # characters of an address in a message


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault happened: after how many seconds allowed, on a connection that stood, that the server closed."""

    subject: str
    seconds: float
    connected: bool
    hung_up: bool


FOREIGN = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    OSError,
    ValueError,
    RuntimeError,
)
"""All that the client and the layers under it raise for something that a server or the network did."""

_STATUS = {
    400: ("요청을 이해하지 못했다고 합니다", "주소가 맞는지 브라우저에서 확인하세요."),
    401: ("로그인을 요구합니다", "로그인 없이 볼 수 있는 주소를 쓰세요."),
    403: ("접근을 막았습니다", "브라우저에서 열리는지 보고, 막힌 곳이면 소스에서 빼세요."),
    404: ("그런 페이지가 없습니다", "주소가 바뀌었는지 확인하세요."),
    410: ("지워진 페이지입니다", "소스에서 빼거나 새 주소를 찾으세요."),
    429: ("요청이 너무 잦다고 합니다", "한동안 두었다가 다시 읽고, 되풀이되면 읽는 간격을 늘리세요."),
    451: ("법적인 이유로 막혔습니다", "소스에서 빼세요."),
}


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return an address fit for a message: no invisible characters, no log-in, shortened in the middle."""
    head, slashes, tail = text[: 4 * longest].partition("//")
    host = tail.split("/", 1)[0]
    if "@" in host:
        tail = "…@" + tail[host.rindex("@") + 1 :]
    clean = "".join(c for c in head + slashes + tail if c.isprintable()).strip()
    if len(clean) > longest:
        clean = f"{clean[: longest * 3 // 4]}…{clean[-longest // 5 :]}"
    return clean or "(빈 주소)"


def seconds_told(seconds: float) -> str:
    """Return a length of time as people say it, as 2.5초."""
    return f"{round(seconds, 1):g}초"


def size_told(size: int) -> str:
    """Return a size as people say it, as 16MB."""
    return f"{size / 1024 / 1024:.0f}MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))}KB"


def too_large(subject: str, limit: int | None = None, declared: int | None = None) -> ResponseTooLarge:
    """Return the error for an answer above the limit; `declared` is the size that the server told."""
    told = f", 서버가 밝힌 크기 {size_told(declared)}" if declared else ""
    allowed = f"허용한 크기({size_told(limit)}{told})" if limit else "허용한 크기"
    return ResponseTooLarge(
        f"{allowed}보다 큽니다", subject=subject, advice="더 작은 주소를 쓰거나 크기 한도를 올리세요."
    )


def bomb(subject: str, times: int) -> ResponseTooLarge:
    """Return the error for an answer that unpacks to absurdly more than was sent."""
    what = f"압축을 풀면 {times}배 넘게 불어나는 응답이라 멈췄습니다"
    return ResponseTooLarge(what, subject=subject, advice="압축 폭탄일 수 있으니 소스를 확인하세요.")


def broken(what: str, subject: str) -> FetchFailed:
    """Return the error for an answer that cannot be read."""
    return FetchFailed(what, subject=subject, advice="브라우저에서도 깨져 있는지 보고, 나중에 다시 시도하세요.")


def refused(status: int, subject: str, retry_after: float | None = None) -> ServerRefused:
    """Return the error for an answer of 400 or more."""
    what, advice = _STATUS.get(status) or _other(status)
    later = f", {seconds_told(retry_after)} 뒤에 다시 오라고 합니다" if retry_after else ""
    return ServerRefused(
        f"{what}({status}{later})", subject=subject, status=status, retry_after=retry_after, advice=advice
    )


def _other(status: int) -> tuple[str, str]:
    if 500 <= status < 600:
        return "서버에 문제가 있습니다", "나중에 다시 시도하세요."
    return "요청을 거절했습니다", "주소가 맞는지 브라우저에서 확인하세요."


def no_turn(subject: str, seconds: float) -> ServerUnreachable:
    """Return the error for a fetch whose turn did not come."""
    what = f"시간 초과: 같은 호스트의 요청이 밀려 {seconds_told(seconds)} 안에 차례가 오지 않았습니다"
    return ServerUnreachable(what, subject=subject, advice="나중에 다시 시도하세요.")


def out_of_time(subject: str, seconds: float, kind: type[ServerUnreachable] = ServerUnreachable) -> ServerUnreachable:
    """Return the error for a fetch, or a step of it, that took longer than it may."""
    what = f"시간 초과: {seconds_told(seconds)} 안에 끝나지 않았습니다"
    return kind(what, subject=subject, advice="나중에 다시 시도하거나 설정 timeout 을 늘리세요.")


def lost(problem: Exception, hung_up: bool) -> bool:
    """Say whether the connection broke under a request, which is worth another try; a refused one did not."""
    chain = list(_chain(problem))
    if any(isinstance(link, TimeoutError | httpcore.TimeoutException | ConnectionRefusedError) for link in chain):
        return False
    reset = any(isinstance(link, ConnectionError | ssl.SSLEOFError | ssl.SSLZeroReturnError) for link in chain)
    return reset or (hung_up and any(isinstance(link, httpcore.RemoteProtocolError) for link in chain))


def translated(problem: Exception, scene: Scene) -> FetchFailed:
    """Return our error for one of FOREIGN."""
    chain = list(_chain(problem))
    unreachable = ServerUnreachable if scene.connected else NoConnection
    if any(isinstance(link, TimeoutError | httpcore.TimeoutException | httpx.TimeoutException) for link in chain):
        return out_of_time(scene.subject, scene.seconds, unreachable)
    for kind, what, advice in _PLAIN:
        cause = next((link for link in chain if isinstance(link, kind)), None)
        if cause is not None:
            told = what.format(shown(getattr(cause, "verify_message", "")))
            return unreachable(told, subject=scene.subject, advice=advice)
    if lost(problem, scene.hung_up):
        return unreachable("응답 도중에 연결이 끊겼습니다", subject=scene.subject, advice="나중에 다시 시도하세요.")
    if any(isinstance(link, OSError | httpcore.NetworkError) for link in chain):
        return unreachable("연결하지 못했습니다", subject=scene.subject, advice="네트워크 연결을 확인하세요.")
    if isinstance(problem, httpcore.ProtocolError | httpx.ProtocolError):
        return broken("HTTP 규칙에 맞지 않는 응답입니다", scene.subject)
    return broken(f"읽지 못했습니다({type(problem).__name__})", scene.subject)


_PLAIN: tuple[tuple[type[Exception], str, str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "인증서를 믿을 수 없습니다({})",
        "주소의 호스트 이름과 이 컴퓨터의 시계를 확인하세요.",
    ),
    (ConnectionRefusedError, "연결을 거절당했습니다", "서버가 켜져 있는지, 포트가 맞는지 확인하세요."),
    (ssl.SSLError, "TLS 연결을 맺지 못했습니다", "https 를 쓰는 서버인지 확인하세요."),
)


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Walk from a fault to what caused it; ssl and socket faults lie below those of the client."""
    for _ in range(10):
        if problem is None:
            return
        yield problem
        problem = problem.__cause__ or problem.__context__
