"""A collection with a fortnight of history, the same on every machine."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.clock import Clock
from engine.collection import Collection
from engine.memory.state import Rating
from engine.places import Places
from engine.quiz.attempt import Form
from engine.session import ReviewSession, start
from engine.settings import Settings

NOW = datetime(2027, 1, 19, 7, 40, tzinfo=UTC)
REST = {4, 5, 10}
SECONDS = (4, 7, 9, 12, 16, 22)


class StillClock(Clock):
    """A clock that stands until it is moved."""

    def __init__(self, start: datetime = NOW) -> None:
        super().__init__(start)
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def collection(root: Path, decks: dict[str, str], settings: Settings | None = None) -> Collection:
    """A collection of these decks, file name to text, its clock standing at ``NOW``."""
    folder = root / "decks"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in decks.items():
        (folder / name).write_text(text, encoding="utf-8")
    (root / "redrill.toml").touch()
    chosen = settings or Settings()
    return Collection(Places(root), StillClock(), replace(chosen, fuzz=False), synchronous="OFF")


def studied(made: Collection, days: int = 13, seed: int = 3) -> Collection:
    """The collection after ``days`` days of study that end yesterday."""
    clock = made.clock
    assert isinstance(clock, StillClock)
    chance = random.Random(seed)
    made.open()
    made.refresh()
    for day in range(days, 0, -1):
        if day not in REST:
            clock.now = NOW - timedelta(days=day)
            _study(start(made), clock, lambda: chance)
    clock.now = NOW
    return made


def _study(session: ReviewSession, clock: StillClock, chance: Callable[[], random.Random]) -> None:
    for _ in range(60):
        question = session.current
        if question is None:
            return
        clock.wait(chance().choice(SECONDS))
        if question.attempt.form is Form.RECALL:
            session.reveal()
        else:
            session.answer(_answer(question.attempt.options, chance()))
            if session.current is not None and not session.current.revealed:
                session.reveal()
        rating = chance().choices(list(Rating), weights=[12, 10, 66, 12])[0]
        session.grade(rating)


def _answer(options: tuple[str, ...], chance: random.Random) -> str:
    return "\n".join(options) if options and chance.random() < 0.5 else "42"
