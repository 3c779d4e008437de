"""What stages and the pipeline ask of their surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from newsprism.types.clock import Clock
from newsprism.types.dropped import Dropped
from newsprism.types.reader import ReaderType
from newsprism.types.source import Mark

if TYPE_CHECKING:  # a command without vectors should not wait for them
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]
    """Rows of unit length, shape (texts, dimensions)."""
    Worths = npt.NDArray[np.float64]
    """Shares between 0 and 1, shape (texts, reader types)."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Failed:
    """Why an item of an attempt has no result: its work raised, killed its process, or took too long.

    `detail` is the name of the exception, or a line for people.
    """

    reason: Literal["failed", "crashed", "timed_out"]
    detail: str


class Engine(Protocol):
    """Runs one stage over many partitions."""

    def map(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R]:
        """Return ``work(item)`` for every item in order; `work` is picklable. `label` names the progress bar."""
        ...

    def attempt(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R | Failed]:
        """Return what `map` does, or a Failed for each item at fault; an item costs no other its result.

        Raises MissingResource, which is no item's fault.
        """
        ...


class Progress(Protocol):
    """Told by the pipeline how far it is; the interface decides how to show it."""

    def stage(self, label: str, total: int | None = None) -> None:
        """Begin a stage of `total` steps (None: unknown)."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more are done."""
        ...


class ReaderStore(Protocol):
    """Where reader types live."""

    def list(self) -> tuple[ReaderType, ...]:
        """Return all reader types, shipped ones first, in their editorial order."""
        ...

    def get(self, reader_id: str) -> ReaderType:
        """Return the reader type; raises UnknownReader naming those that exist."""
        ...


@dataclass(frozen=True, slots=True)
class Response:
    """What an address gave. `content` is decompressed; `unchanged` answers a mark (304) and has no content.

    `url` is where the redirects ended; `moved` is the address to use from now on when all of them were permanent.
    `media_type` is lower case without parameters. `charset` is what the header says. `robots` holds the lower-case
    directives of X-Robots-Tag.
    """

    url: str
    content: bytes
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    moved: str | None = None
    robots: frozenset[str] = frozenset()

    def mark(self, place: str, digest: str) -> Mark:
        """Return what to remember of this answer for the address `place`."""
        return Mark(place, digest, self.etag, self.modified)


class Fetcher(Protocol):
    """The web behind one verb."""

    def fetch(self, url: str, mark: Mark | None = None, limit: int | None = None) -> Response:
        """Return what `url` gives, asking only for what has changed since `mark`; at most `limit` bytes.

        Raises a FetchFailed that names the address: refused, forbidden by robots.txt, unreachable, too large ….
        """
        ...


class ClockMemory(Protocol):
    """What earlier items said about the clocks of publishers."""

    def recall(self, publishers: Sequence[str]) -> Mapping[str, Clock]:
        """Return the clocks, with the evidence so far, of those publishers of whom there is any."""
        ...


class Embedder(Protocol):
    """Turns texts into vectors whose products say how near the texts are in meaning.

    `name` tells models and their versions apart: vectors of two names cannot be compared.
    """

    @property
    def name(self) -> str:
        """The model with its version."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a row; a server may have to be asked for it."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, in order.

        Raises MissingResource when the model cannot be had and EmbeddingFailed when it gives no usable answer.
        """
        ...


class Appraiser(Protocol):
    """Says how much reports are worth to readers of types that it knows.

    `readers` holds those types by id, with what each decides; what it says is of no use for a type that decides otherwise.
    """

    @property
    def name(self) -> str:
        """The model with its version."""
        ...

    @property
    def troubles(self) -> Sequence[Dropped[str]]:
        """What was wrong with what it keeps, oldest first; it was made anew."""
        ...

    @property
    def readers(self) -> Mapping[str, str]:
        """The types, in the order of the columns of `appraise`."""
        ...

    def appraise(self, texts: Sequence[str]) -> Worths:
        """Return a share between 0 and 1 for each text (headline, line break, opening) and each of `readers`.

        Shape (texts, readers). Raises MissingResource when the model cannot be had and EmbeddingFailed when it fails.
        """
        ...


FENCE = "⟦FENCE⟧"
"""Stands in messages where data begins and ends; a generator puts a new random word there for every call."""

Schema = Mapping[str, object]
"""A JSON schema; its ``title`` names it to servers."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered, and what that cost when it was made.

    `value` is the JSON of an answer that a schema was given for; None where there is none to be read.
    """

    text: str
    value: object
    model: str
    tokens_in: int
    tokens_out: int
    seconds: float


class Generator(Protocol):
    """A language model that answers in text; safe to use from several threads.

    It raises ContextTooLong, GenerationStopped when it will answer no question, and GenerationFailed.
    """

    @property
    def model(self) -> str:
        """The name of the model."""
        ...

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Return the whole answer, of at most `longest` tokens; `schema` describes the JSON that is wanted."""
        ...

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Yield an answer piece by piece; an answer that breaks off raises when it does."""
        ...
