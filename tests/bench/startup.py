"""First frame and real counts, against an empty Textual app and against clanki, in pseudo-terminals."""

import os
import pty
import select
import signal
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.large import make

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("EMPTYFRAME")
Empty().run()
"""
ROOT = Path(__file__).parents[2]
RUNS = 9


def figures(folder: Path) -> Iterator[Figure]:
    """At 10,000 cards; the programs run in turn."""
    root = folder / "10000"
    make(root, 10_000)
    redrill = [sys.executable, "-c", "from tui.cli import entry; entry()"]
    empty, frame, counts = [], [], []
    for _ in range(RUNS):
        empty += times([sys.executable, "-c", EMPTY], root, [b"EMPTYFRAME"])
        first, second = times(redrill, root, [b"Today", b"All decks"])
        frame.append(first)
        counts.append(second)
    peer = statistics.median(empty)
    yield Figure("first frame", statistics.median(frame), peer, 1.35, "an empty Textual app")
    shown = statistics.median(counts)
    yield Figure("real due counts on screen", shown, peer, 2.2, "an empty Textual app")
    clanki = ROOT / ".venv-clanki" / "bin" / "clanki"
    if clanki.exists():
        try:
            listed = [times([str(clanki)], root, [b"Default"])[0] for _ in range(3)]
        except OSError:
            sys.stderr.write(
                "clanki shows no deck list here: it wants an Anki profile in the home\n"
            )
            return
        yield Figure("real due counts", shown, statistics.median(listed), 1.0, "clanki's deck list")


def times(command: Sequence[str], root: Path, wanted: Sequence[bytes]) -> list[float]:
    """Milliseconds until each of ``wanted`` has been painted."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "REDRILL_COLLECTION": str(root),
        "COLUMNS": "80",
        "LINES": "24",
    }
    begin = time.perf_counter()
    pid, file = pty.fork()
    if pid == 0:
        os.execvpe(command[0], list(command), environment)  # noqa: S606
    painted, found = b"", []
    for each in wanted:
        while each not in painted:
            if not select.select([file], [], [], 30)[0]:
                raise TimeoutError(f"{each!r} never came from {command}")
            painted += os.read(file, 65536)
        found.append((time.perf_counter() - begin) * 1000)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(file)
    return found
