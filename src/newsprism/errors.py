"""Every exception of the project, each carrying the identity of what it is about.

::

    NewsPrismError                 never raised itself; `str(e)` is one line: what, where, what to do
    ├── InputError                 something that was read and leaves nothing to work with
    │   ├── PathNotFound           a path that does not exist
    │   ├── EmptyInput             paths that hold no document
    │   ├── UnreadableFile         not text, wrong encoding, broken archive
    │   ├── MalformedRecord        a JSON line or an edition that is not what its format says
    │   ├── NothingInWindow        documents exist, none of them in the window of the edition
    │   ├── UnusableLabels         labels that measure nothing: all of one class, or of unknown articles
    │   ├── MalformedFeed          neither RSS, Atom, JSON Feed nor sitemap, or too broken to read
    │   └── FetchFailed            an address that gave nothing; `reason` is its stable code
    │       ├── AddressRefused     not http(s), or a private, loopback or link-local address
    │       ├── RobotsForbid       robots.txt does not allow it
    │       ├── ServerUnreachable  no such host, no connection, TLS fault, time-out
    │       │   └── NoConnection   it could not even be asked
    │       │       └── UnknownHost  no address is known for its name
    │       ├── ServerRefused      an answer of 400 or more; `status` and `retry_after`
    │       ├── TooManyRedirects   a chain or loop of redirects
    │       └── ResponseTooLarge   more bytes than allowed, before or after decompression
    ├── Unprintable                an edition whose faults could not be taken out of it
    ├── UsageError                 a wrong wish
    │   ├── UnknownReader          no reader type of that id
    │   ├── UnknownStory           no story of that id in the workspace
    │   ├── InvalidReader          a reader file with a wrong key, type or value
    │   ├── InvalidIssueDate       a date on which this edition does not appear
    │   ├── InvalidSetting         a setting outside its range
    │   ├── InvalidSource          a place that is no source, or a sources file that is not right
    │   ├── UnknownSource          no source of that id
    │   ├── InvalidQuery           a search that cannot be read
    │   ├── InvalidPrompt          a prompt or style guide with a slot that there is not
    │   └── NoWorkspace            a command that needs a workspace was run outside one
    ├── StoreFault                 the workspace's database cannot be used
    │   ├── StoreBusy              another process is refreshing
    │   ├── StoreDamaged           the integrity check failed
    │   └── StoreTooNew            made by a later version of the program
    ├── EmbeddingFailed            a model or server gave no usable vectors
    ├── GenerationFailed           a chat server gave no usable answer to one question
    │   ├── ContextTooLong         the question is longer than the model can read
    │   ├── NotAsked               a preview, in which nothing is asked
    │   └── GenerationStopped      it will give none to any: no key, no server, no such model
    │       └── BudgetSpent        the tokens of the run or the day are used up
    └── MissingResource            a part of the installation is missing or damaged

The command line ends with exit code 2 on any of them; exit code 1 is kept for faults found in an edition.
"""

from __future__ import annotations

import errno
from typing import Any


class NewsPrismError(Exception):
    """Base of all errors; `subject` names what it is about, `advice` says what to do."""

    def __init__(self, what: str, *, subject: str, advice: str = "") -> None:
        self.what = what
        self.subject = subject
        self.advice = advice
        super().__init__(what, subject, advice)

    def __str__(self) -> str:
        tail = f" {self.advice}" if self.advice else ""
        line = f"{self.subject}: {self.what}{'.' if tail else ''}{tail}"
        # Subjects come from outside: a key or a file name may hold a line break.
        return " ".join(line.splitlines())

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickled as exceptions are, an error from another process could not be made again: it has named arguments.
        return _remade, (type(self), self.args, self.__dict__)


def _remade(kind: type[NewsPrismError], given: tuple[object, ...], held: dict[str, object]) -> NewsPrismError:
    error = kind.__new__(kind, *given)
    error.__dict__.update(held)
    return error


class InputError(NewsPrismError):
    """Something that was read is not usable."""


class PathNotFound(InputError):
    """A path that does not exist."""


class EmptyInput(InputError):
    """The given paths hold no document."""


class UnreadableFile(InputError):
    """A file that is not text in any encoding we accept, or a broken archive."""


class MalformedRecord(InputError):
    """A record (JSON line, edition) that is not what its format says."""


class NothingInWindow(InputError):
    """Documents exist, but none lies in the window of the edition."""


class UnusableLabels(InputError):
    """Labels that measure nothing: all of one class, or all of articles that were not read."""


class MalformedFeed(InputError):
    """What was fetched is no feed, or is too broken to read."""


class FetchFailed(InputError):
    """An address gave nothing usable; `reason` is a stable code for reports."""

    reason = "fetch_failed"


class AddressRefused(FetchFailed):
    """Not http(s), or an address inside a private network that the workspace does not allow by name."""

    reason = "address_refused"


class RobotsForbid(FetchFailed):
    """robots.txt of the host does not allow this address to us."""

    reason = "robots"


class ServerUnreachable(FetchFailed):
    """No such host, no connection, a TLS fault, or no answer in time."""

    reason = "unreachable"


class NoConnection(ServerUnreachable):
    """The server could not even be asked: no such name, nobody there, or no TLS."""


class UnknownHost(NoConnection):
    """No address is known for the name of the host."""

    reason = "unknown_host"


class ServerRefused(FetchFailed):
    """The server answered with `status` 400 or more; `retry_after` in seconds where it said so.

    Its reason names the status (``http_404``): an address that is gone is not a server that rests.
    """

    def __init__(
        self, what: str, *, subject: str, status: int, retry_after: float | None = None, advice: str = ""
    ) -> None:
        super().__init__(what, subject=subject, advice=advice)
        self.reason = f"http_{status}"
        self.status = status
        self.retry_after = retry_after


class TooManyRedirects(FetchFailed):
    """A chain of redirects that is too long, or a loop."""

    reason = "redirects"


class ResponseTooLarge(FetchFailed):
    """More bytes than allowed, as sent or after decompression."""

    reason = "too_large"


class Unprintable(NewsPrismError):
    """An edition still has faults when everything at fault was taken out of it."""


class UsageError(NewsPrismError):
    """What was asked for cannot be done as asked."""


class UnknownReader(UsageError):
    """No reader type or reader has this id."""


class UnknownStory(UsageError):
    """The workspace has no story of this id."""


class InvalidReader(UsageError):
    """A reader file has a wrong key, type or value."""


class InvalidIssueDate(UsageError):
    """A date on which this edition does not appear."""


class InvalidSetting(UsageError):
    """A setting outside its documented range."""


class InvalidSource(UsageError):
    """A place that is no source, or a sources file with a wrong key, type or value."""


class UnknownSource(UsageError):
    """No source has this id."""


class InvalidQuery(UsageError):
    """A search that cannot be read."""


class InvalidPrompt(UsageError):
    """A prompt or style guide that cannot be read, or that has a slot which there is not."""


class NoWorkspace(UsageError):
    """A command that needs a workspace was run outside one."""


class StoreFault(NewsPrismError):
    """The workspace's database cannot be used."""


class StoreBusy(StoreFault):
    """Another process is refreshing this workspace."""


class StoreDamaged(StoreFault):
    """The integrity check of the database failed."""


class StoreTooNew(StoreFault):
    """The database was made by a later version of the program."""


class MissingResource(NewsPrismError):
    """A data file or model of the installation is missing or damaged."""


class EmbeddingFailed(NewsPrismError):
    """A model or server gave no usable vectors; the subject is its address or name."""


class GenerationFailed(NewsPrismError):
    """A chat server gave no usable answer to one question; the subject is its address."""


class ContextTooLong(GenerationFailed):
    """The question is longer than the model can read; it may be asked in parts."""


class NotAsked(GenerationFailed):
    """What a preview answers to every question: it only counts them."""


class GenerationStopped(GenerationFailed):
    """The server will answer no question: it is not there, refuses the key, or has no such model."""


class BudgetSpent(GenerationStopped):
    """The tokens that the settings allow are used up."""


_SYSTEM = {
    errno.EACCES: "권한이 없습니다",
    errno.EPERM: "권한이 없습니다",
    errno.ENOENT: "그런 파일이나 폴더가 없습니다",
    errno.EISDIR: "파일이 아니라 폴더입니다",
    errno.ENOTDIR: "폴더가 아닙니다",
    errno.EEXIST: "이미 있습니다",
    errno.ENOSPC: "저장 공간이 모자랍니다",
    errno.EROFS: "쓸 수 없는 저장 장치입니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
    errno.ELOOP: "링크가 되돌아옵니다",
}


def system_reason(problem: OSError) -> str:
    """Return why the system refused, in Korean; in the system's words (one line) where we have none."""
    told = _SYSTEM.get(problem.errno or 0) or problem.strerror or type(problem).__name__
    return " ".join(told.split())
