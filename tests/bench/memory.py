"""Memory of a whole morning at 100,000 cards, against 400 MB."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.large import make

MORNING = """
import resource, sys
from pathlib import Path
import tui.app
from engine.memory.state import Rating
from engine.session import start
from tests.bench.large import open_it
collection = open_it(Path(sys.argv[1]))
collection.refresh()
collection.today()
collection.search("gradient")
session = start(collection)
for _ in range(20):
    session.reveal()
    session.grade(Rating.GOOD)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (1024 if sys.platform != "darwin" else 1024 * 1024))
"""


def figures(folder: Path) -> Iterator[Figure]:
    """The peak of a process that opens, counts, searches and reviews twenty cards."""
    root = folder / "100000"
    make(root, 100_000)
    done = subprocess.run(
        [sys.executable, "-c", MORNING, str(root)], capture_output=True, text=True, check=True
    )
    yield Figure("memory, 100,000 cards", float(done.stdout), 400.0, 1.0, "400 MB", "MB")
