"""The door to sessions; the engine's heavy modules are loaded when the first one is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.collection import Collection
    from engine.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Scope:
    """What to review: what is due, narrowed to decks and kinds, or these cards, due or not."""

    decks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    limit: int | None = None


EVERYTHING = Scope()


def review(collection: "Collection", scope: Scope = EVERYTHING) -> "ReviewSession":
    """A session over what the scope names. Raises UnknownCard, EnvironmentFault."""
    from engine.session import of_cards, start

    if scope.cards:
        for card in scope.cards:
            collection.indexed(card)
        return of_cards(collection, scope.cards, scope.limit)
    return start(collection, scope.decks, scope.kinds, scope.limit)
