"""A learner's world for tests: a folder of decks, a clock that stands still, and what a learner does with them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.clock import Clock
from engine.collection import Collection
from engine.memory.state import Rating
from engine.places import Places
from engine.session import ReviewSession, start
from engine.settings import Settings

MORNING = datetime(2027, 1, 20, 9, tzinfo=UTC)


class StillClock(Clock):
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        super().__init__(now)
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: float) -> None:
        self.now += timedelta(**time)


class World:
    """One collection in a folder, opened as often as one likes."""

    def __init__(
        self, root: Path, *decks: str, clock: StillClock | None = None, **more: str
    ) -> None:
        self.root = root
        self.places = Places(root)
        self.clock = clock or StillClock()
        for number, text in enumerate(decks):
            self.write(f"deck{number}.md", text)
        for name, text in more.items():
            self.write(f"{name}.md", text)

    def write(self, name: str, text: str) -> None:
        """Save a deck file; its time of change always differs from before."""
        path = self.places.decks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def open(self, settings: Settings | None = None) -> Collection:
        """The collection as a new process would open it."""
        made = Collection(
            self.places, self.clock, settings or Settings(fuzz=False), synchronous="OFF"
        )
        made.refresh()
        return made


def notes(count: int, word: str = "card") -> str:
    """A deck of basic notes."""
    return "\n".join(f"## Prompt of {word} {n}\n\nAnswer of {word} {n}.\n" for n in range(count))


def work_off(
    session: ReviewSession, rate: Callable[[str], Rating] = lambda _: Rating.GOOD
) -> list[str]:
    """Review until nothing is left now; gives the cards in the order they were asked."""
    asked: list[str] = []
    while (question := session.current) is not None:
        asked.append(question.card.id)
        if not question.revealed:
            session.reveal()
        session.grade(rate(question.card.id))
    return asked


def study(collection: Collection, rating: Rating = Rating.GOOD) -> list[str]:
    """Do all that is due today, waiting for steps."""
    session, asked = start(collection), []
    clock = collection.clock
    assert isinstance(clock, StillClock)
    while True:
        asked += work_off(session, lambda _: rating)
        if session.waiting is None or len(asked) > 500:
            return asked
        clock.now = session.waiting
        session.resume()
