"""The analyser's model in a process of its own, loaded while this process does other work.

Loading takes about a second and holds the interpreter, so a thread would gain nothing. A command that makes one edition
reads its archive and ranks meanwhile.
"""

from __future__ import annotations

import marshal
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

Token = tuple[str, str, int, int]
"""Form, tag, start and end of a morpheme."""

_SIZE = struct.Struct("<Q")
_CODE = "from newsprism.text.ko.ahead import serve; serve()"


class Ahead:
    """A process that loads the model at once and then analyses what it is asked."""

    def __init__(self) -> None:
        # In a session of its own: an interrupt is for this process, which then closes the pipes and so ends that one.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def analyse(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return the morphemes of each text, in order.

        Raises OSError, EOFError or ValueError when the process has ended or gives no sense.
        """
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            raise EOFError
        _put(target, list(texts))
        found: list[list[Token]] = _take(source)
        if len(found) != len(texts):
            raise ValueError("not an answer")
        return found

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()


def serve() -> None:
    """Answer requests from standard input until it ends."""
    from newsprism.text.ko.tokens import Analyzer

    analyser = Analyzer()
    analyser.load()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, OSError):
        while True:
            texts = _take(source)
            found = [[(m.form, m.tag, m.start, m.end) for m in one] for one in analyser.analyse_all(texts)]
            _put(target, found)


def _put(target: IO[bytes], value: Any) -> None:
    data = marshal.dumps(value)
    target.write(_SIZE.pack(len(data)))
    target.write(data)
    target.flush()


def _take(source: IO[bytes]) -> Any:
    return marshal.loads(_exactly(source, _SIZE.unpack(_exactly(source, _SIZE.size))[0]))


def _exactly(source: IO[bytes], count: int) -> bytes:
    data = source.read(count)
    if len(data) < count:
        raise EOFError
    return data
