"""The real program in a pseudo-terminal, and a screen to read what it paints."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds until a wait is given up. Nothing ever waits longer than the program takes."""


class Terminal:
    """One run of ``redrill`` in a terminal of its own."""

    def __init__(
        self,
        home: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execve(  # noqa: S606
                sys.executable,
                [sys.executable, "-c", "from tui.cli import entry; entry()", *words],
                {
                    "HOME": str(home),
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(ROOT),
                    "TERM": "xterm-256color",
                    "LANG": "C.UTF-8",
                    "LINES": str(rows),
                    "COLUMNS": str(columns),
                    **(environment or {}),
                },
            )
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._file)

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *wanted: str) -> str:
        """Read what is painted until all of ``wanted`` stands on the screen. Fails after ``PATIENCE``."""
        deadline = time.monotonic() + PATIENCE
        while not all(each in self.text for each in wanted):
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self._file], [], [], max(left, 0))
            assert ready, f"{wanted} never came; the screen shows:\n{self.text}"
            try:
                data = os.read(self._file, 65536)
            except OSError:
                data = b""
            assert data, f"it ended before {wanted} came; the screen shows:\n{self.text}"
            self.raw += data
            self._stream.feed(data)
        return self.text

    def until_painted(self, wanted: str) -> None:
        """Read until ``wanted`` has been sent since the last read, without working out the screen."""
        sent = b""
        while wanted.encode() not in sent:
            assert select.select([self._file], [], [], PATIENCE)[0], f"{wanted} was never painted"
            sent += os.read(self._file, 65536)
        self.raw += sent

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._file, keys.encode())

    def kill(self, by: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal and read to the end. Gives the exit status as ``waitpid`` does."""
        os.kill(self.pid, by)
        return self.end()

    def end(self) -> int:
        """Read until the program has ended."""
        with contextlib.suppress(OSError):
            while data := os.read(self._file, 65536):
                self.raw += data
                self._stream.feed(data)
        return os.waitpid(self.pid, 0)[1]
