"""The queue while it is being worked off: what comes next, and the steps whose time has not come."""

import heapq
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from engine.deck.note import CardId


class RunningQueue:
    """Cards in order, and cards in steps with their times (UTC)."""

    def __init__(self, cards: Iterable[CardId]) -> None:
        self._cards = deque(cards)
        self._steps: list[tuple[datetime, CardId]] = []

    def __len__(self) -> int:
        return len(self._cards) + len(self._steps)

    def put_step(self, card: CardId, due: datetime) -> None:
        """Ask a card again at ``due``."""
        heapq.heappush(self._steps, (due, card))

    def put_first(self, card: CardId) -> None:
        """Ask a card before all others that wait."""
        self._cards.appendleft(card)

    def put_last(self, card: CardId) -> None:
        """Ask a card after all others that wait."""
        self._cards.append(card)

    def remove(self, card: CardId) -> None:
        """Ask a card no more, in neither way."""
        self._cards = deque(each for each in self._cards if each != card)
        self._steps = [each for each in self._steps if each[1] != card]
        heapq.heapify(self._steps)

    def take(self, now: datetime, ahead: timedelta) -> CardId | None:
        """The next card: a step whose time has come, the next in order, a step due within ``ahead``; None if none."""
        if self._steps and self._steps[0][0] <= now:
            return heapq.heappop(self._steps)[1]
        if self._cards:
            return self._cards.popleft()
        if self._steps and self._steps[0][0] <= now + ahead:
            return heapq.heappop(self._steps)[1]
        return None

    def coming(self, count: int) -> list[CardId]:
        """The next few cards in order."""
        return [card for card, _ in zip(self._cards, range(count), strict=False)]

    @property
    def next_step(self) -> datetime | None:
        """When the first step comes."""
        return self._steps[0][0] if self._steps else None
