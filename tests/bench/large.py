"""A large collection with a history, and the same cards in Anki, both made once a run."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.clock import Clock
from engine.collection import Collection
from engine.history.event import Draft, What, When
from engine.places import Places
from engine.settings import Settings
from tests.bench.sample import write

LIMITS = Settings()
"""The default limits; Anki gets the same."""


def make(root: Path, cards: int) -> None:
    """Write decks of ``cards`` cards under ``root`` and a history in which every second one is due today."""
    if (root / "redrill.db").exists():
        return
    write(root / "decks", cards)
    (root / "redrill.toml").touch()
    collection = open_it(root)
    collection.refresh()
    today = date.today()  # noqa: DTZ011
    draw = random.Random(3)
    ids = [each.card for each in collection.index.where("1", (), "card")]
    for start in range(0, len(ids) // 2, 1000):
        day = today - timedelta(days=draw.randint(5, 30))
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
        drafts = [
            Draft(What.REVIEW, card, _review(draw, today)) for card in ids[start : start + 1000]
        ]
        collection.history.record(drafts, When(at, 0, day))
    collection.catch_up()
    collection.close()


def open_it(root: Path, synchronous: str = "NORMAL") -> Collection:
    """The collection at ``root``."""
    return Collection(Places(root), Clock(), LIMITS, synchronous=synchronous)


def _review(draw: random.Random, today: date) -> dict[str, Any]:
    stability = draw.uniform(2, 40)
    state = {
        "phase": "review",
        "stability": stability,
        "difficulty": draw.uniform(2, 9),
        "due": (today - timedelta(days=draw.randint(0, 4))).isoformat(),
        "interval": 7,
    }
    return {"rating": 3, "seconds": 9.0, "lapse": False, "state": state}


@contextmanager
def anki(folder: Path, cards: int) -> Iterator[Any]:
    """An Anki collection of as many cards, every second one a review due today, FSRS on."""
    from anki.collection import AddNoteRequest
    from anki.collection import Collection as Anki

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"anki-{cards}.anki2"
    fresh = not path.exists()
    collection = Anki(str(path))
    if fresh:
        collection.set_config("fsrs", True)
        kind = collection.models.by_name("Basic")
        deck = collection.decks.id("Bench")
        options = collection.decks.config_dict_for_deck_id(deck)
        options["new"]["perDay"] = LIMITS.new_per_day
        options["rev"]["perDay"] = LIMITS.reviews_per_day
        collection.decks.update_config(options)
        draw = random.Random(7)
        for start in range(0, cards, 1000):
            requests = []
            for number in range(start, start + 1000):
                note = collection.new_note(kind)
                note["Front"] = f"Card {number}: what does {draw.choice(_WORDS)} cost?"
                note["Back"] = " ".join(draw.choice(_WORDS) for _ in range(14))
                requests.append(AddNoteRequest(note=note, deck_id=deck))
            collection.add_notes(requests)
        collection.decks.set_current(deck)
        due = collection.find_cards("deck:Bench")[: cards // 2]
        collection.sched.set_due_date(due, "0")
    yield collection
    collection.close()


_WORDS = ("gradient", "variance", "ridge", "lasso", "kernel", "margin", "entropy", "quorum")
