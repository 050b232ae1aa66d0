"""Which note is which: ids, content hashes, and finding a note again after it was edited."""

from engine.deck.content import content_hash, derived_id, is_id, normalised
from engine.deck.matching import Bound, Match, answer_text, bound, match

__all__ = [
    "Bound",
    "Match",
    "answer_text",
    "bound",
    "content_hash",
    "derived_id",
    "is_id",
    "match",
    "normalised",
]
