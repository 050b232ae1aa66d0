"""Reading the decks: cold against markdown-it-py, warm against a tenth of a second."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from engine.deck.markdown import parser
from tests.bench.figures import Figure, best
from tests.bench.large import open_it
from tests.bench.sample import write


def figures(folder: Path) -> Iterator[Figure]:
    """At 10,000 cards."""
    root = folder / "index"
    write(root / "decks", 10_000)
    texts = [path.read_text() for path in sorted((root / "decks").glob("*.md"))]

    def cold() -> None:
        for path in root.glob("redrill.db*"):
            path.unlink()
        shutil.rmtree(root / ".redrill", ignore_errors=True)
        collection = open_it(root)
        collection.refresh()
        collection.close()

    ours, peer = [], []
    for _ in range(3):  # alternately, so that a busy machine is unkind to both
        peer.append(best(lambda: [parser().parse(text) for text in texts], 1))
        ours.append(best(cold, 1))
    yield Figure("cold index, 10,000 cards", min(ours), min(peer), 1.3, "markdown-it-py")
    collection = open_it(root)
    collection.open()
    yield Figure("warm index, nothing changed", best(collection.refresh), 100.0, 1.0, "0.1 s")
