"""Due counts, the first queue and a search, against Anki's backend."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from engine.collection import Collection
from engine.session import start
from tests.bench.figures import Figure, best
from tests.bench.large import anki, make, open_it


def figures(folder: Path) -> Iterator[Figure]:
    """At 10,000 and at 100,000 cards."""
    for cards in (10_000, 100_000):
        root = folder / str(cards)
        make(root, cards)
        collection = open_it(root)
        collection.refresh()
        counts = best(collection.today)
        queue = best(partial(start, collection))
        search = best(partial(_search, collection))
        collection.close()
        with anki(folder, cards) as peer:
            first = best(peer.sched.get_queued_cards, 1)  # only the first one builds the queue
            tree = best(peer.sched.deck_due_tree)
            find = best(partial(_find, peer), 3)
        yield Figure(f"due counts, {cards:,}", counts, tree, 1.0, "Anki")
        yield Figure(f"first queue, {cards:,}", queue, first, 1.0, "Anki")
        yield Figure(f"search, first page shown, {cards:,}", search, find, 1.0, "Anki")


def _find(collection: Any) -> None:
    for card in collection.find_cards("gradient variance", order=True)[:200]:
        collection.get_card(card).question()


def _search(collection: Collection) -> None:
    for row in collection.search("gradient variance"):
        _ = row.prompt
