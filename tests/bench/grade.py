"""Grade to next card ready, against Anki's own backend at equal durability; FULL beside a bare fsync."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.memory.state import Rating
from engine.session import start
from tests.bench.figures import Figure, percentiles
from tests.bench.large import anki, make, open_it

ROUNDS = 150


def figures(folder: Path) -> Iterator[Figure]:
    """At 10,000 and at 100,000 cards."""
    for cards in (10_000, 100_000):
        root = folder / str(cards)
        make(root, cards)
        ours = percentiles(_ours(root, "NORMAL"))
        with anki(folder, cards) as peer:
            theirs = percentiles(_anki(peer))
        yield Figure(f"grade to next card, p50, {cards:,}", ours[0], theirs[0], 1.0, "Anki")
        yield Figure(f"grade to next card, p95, {cards:,}", ours[1], theirs[1], 1.0, "Anki")
    root = folder / "durable"
    make(root, 10_000)
    full = percentiles(_ours(root, "FULL"))
    bare = percentiles(_fsyncs(folder))
    yield Figure(
        "grade, synchronous=FULL, p50, 10,000",
        full[0],
        ours[0] + bare[0],
        1.5,
        "NORMAL + one fsync",
    )


def _ours(root: Path, synchronous: str) -> list[float]:
    collection = open_it(root, synchronous)
    collection.refresh()
    session = start(collection)
    found = []
    for _ in range(ROUNDS):
        session.reveal()
        begin = time.perf_counter()
        session.grade(Rating.GOOD)
        found.append((time.perf_counter() - begin) * 1000)
    collection.close()
    return found


def _anki(collection: Any) -> list[float]:
    from anki.cards import Card
    from anki.scheduler.v3 import CardAnswer

    found = []
    queued = collection.sched.get_queued_cards().cards[0]
    for _ in range(ROUNDS):
        card = Card(collection)
        card._load_from_backend_card(queued.card)
        card.start_timer()
        answer = collection.sched.build_answer(
            card=card, states=queued.states, rating=CardAnswer.GOOD
        )
        begin = time.perf_counter()
        collection.sched.answer_card(answer)
        queued = collection.sched.get_queued_cards().cards[0]
        found.append((time.perf_counter() - begin) * 1000)
    return found


def _fsyncs(folder: Path) -> list[float]:
    found = []
    with (folder / "fsync").open("wb") as file:
        for _ in range(ROUNDS):
            file.write(b"x" * 4096)
            file.flush()
            begin = time.perf_counter()
            os.fsync(file.fileno())
            found.append((time.perf_counter() - begin) * 1000)
    return found
