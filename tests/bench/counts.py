"""Due counts, the first queue and a search, against Anki's backend."""

from collections.abc import Iterator
from pathlib import Path

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
        queue = best(lambda: start(collection, limit=1))
        search = best(lambda: collection.search("gradient variance"))
        collection.close()
        with anki(folder, cards) as peer:
            yield Figure(
                f"due counts, {cards:,}", counts, best(peer.sched.deck_due_tree), 1.0, "Anki"
            )

            def first() -> None:
                peer._backend.set_flag(card_ids=[0], flag=0)  # ends the queue Anki keeps
                peer.sched.get_queued_cards()

            yield Figure(f"first queue, {cards:,}", queue, best(first), 1.0, "Anki")

            def find() -> None:
                found = peer.find_cards("gradient variance", order=True)
                for card in found[:200]:
                    peer.get_card(card).question()

            yield Figure(f"search, first page shown, {cards:,}", search, best(find, 3), 1.0, "Anki")
