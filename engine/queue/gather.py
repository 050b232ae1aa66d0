"""Which cards could be studied today: read from the index, bounded by the day's limits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engine.index.rows import EPOCH, IndexedCard
from engine.index.store import Index
from engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Scope:
    """What a session is narrowed to; empty means everything. A deck stands for its subdecks too."""

    decks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def condition(self) -> tuple[str, tuple[str | int, ...]]:
        """The scope as SQL on the table ``cards``, beginning with AND, and its values."""
        sql = ""
        values: list[str | int] = []
        if self.decks:
            either = " OR ".join("deck = ? OR substr(deck, 1, ?) = ?" for _ in self.decks)
            sql += f" AND ({either})"
            for deck in self.decks:
                values += [deck, len(deck) + 2, f"{deck}::"]
        if self.kinds:
            sql += f" AND kind IN ({', '.join('?' * len(self.kinds))})"
            values += list(self.kinds)
        return sql, tuple(values)


@dataclass(frozen=True, slots=True)
class Day:
    """The study day a queue is built for: ``ends`` is when the next one begins (UTC)."""

    now: datetime
    today: date
    ends: datetime

    @property
    def ordinal(self) -> int:
        """The day as the index stores it."""
        return self.today.toordinal()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Cards in steps, cards never seen, and how many reviews of each kind are due in all."""

    learning: tuple[IndexedCard, ...]
    new: tuple[IndexedCard, ...]
    due_by_kind: Mapping[str, int]


_TO_REVIEW = "cards INDEXED BY cards_to_review"
"""An index that holds all that counting and choosing reviews needs, so that no card itself is read."""
_ACTIVE = "suspended = 0 AND (buried IS NULL OR buried <= ?)"
_ORDERS = {
    "due": "due_day, card",
    "retrievability": "(CAST(? - last_day AS REAL) / stability), card",
}


def gather(
    index: Index, day: Day, scope: Scope, settings: Settings, new_limits: Mapping[str, int | None]
) -> Gathered:
    """What ``day`` holds, reviews only counted.

    ``new_limits`` is the front matter's ``new_per_day`` of each file, in the order of files.
    """
    extra, values = scope.condition()
    counts = dict(
        index.rows(
            f"SELECT kind, count(*) FROM {_TO_REVIEW} WHERE {_ACTIVE} AND phase = 'review' "
            f"AND due_day <= ?{extra} GROUP BY kind",
            (day.ordinal, day.ordinal, *values),
        )
    )
    return Gathered(
        learning=_learning(index, day, extra, values),
        new=_new(index, day, scope, settings, new_limits),
        due_by_kind=counts,
    )


def due(
    index: Index, day: Day, scope: Scope, settings: Settings, order: str, limit: int
) -> tuple[IndexedCard, ...]:
    """Reviews due, in an order of ``Settings.order``; siblings of what was seen today stay away."""
    extra, values = scope.condition()
    clause = _ORDERS[order]
    sibling = _NO_SIBLING if settings.bury_siblings else ""
    bound = [day.ordinal, day.ordinal, *values]
    bound += [day.ordinal] * (bool(sibling) + clause.count("?"))
    source = "cards" if order == "due" else _TO_REVIEW
    found = index.rows(
        f"SELECT card FROM {source} WHERE {_ACTIVE} AND phase = 'review' AND due_day <= ?{extra} "
        f"{sibling} ORDER BY {clause} LIMIT ?",
        (*bound, limit),
    )
    ids = [row[0] for row in found]
    cards = index.cards(ids)
    return tuple(cards[each] for each in ids)


_NO_SIBLING = "AND note NOT IN (SELECT note FROM cards WHERE last_day = ?)"


def _learning(
    index: Index, day: Day, extra: str, values: Sequence[str | int]
) -> tuple[IndexedCard, ...]:
    ends = (day.ends - EPOCH) // timedelta(microseconds=1)
    return tuple(
        index.where(
            f"{_ACTIVE} AND phase IN ('learning', 'relearning') AND (due_at < ? OR due_day <= ?){extra}",
            (day.ordinal, ends, day.ordinal, *values),
            "due_at, card",
        )
    )


def reviews_left(index: Index, day: Day, settings: Settings) -> int:
    """How many more reviews the day's limit allows."""
    seen = index.rows(
        "SELECT count(*) FROM cards WHERE last_day = ? AND first_day < ?",
        (day.ordinal, day.ordinal),
    )
    return max(0, settings.reviews_per_day - int(seen[0][0]))


def _new(
    index: Index,
    day: Day,
    scope: Scope,
    settings: Settings,
    limits: Mapping[str, int | None],
) -> tuple[IndexedCard, ...]:
    """Unseen cards in file order, deck by deck, one a note where siblings are buried, within both limits."""
    introduced: Counter[str] = Counter(
        dict(
            index.rows(
                "SELECT file, count(*) FROM cards WHERE first_day = ? GROUP BY file", (day.ordinal,)
            )
        )
    )
    left = settings.new_per_day - introduced.total()
    extra, values = scope.condition()
    found: list[IndexedCard] = []
    sibling = _NO_SIBLING if settings.bury_siblings else ""
    group = "AND place = (SELECT min(place) FROM cards AS s WHERE s.note = cards.note AND s.phase = 'new')"
    if not settings.bury_siblings:
        group = ""
    for file, limit in limits.items():
        wanted = left - len(found)
        if limit is not None:
            wanted = min(wanted, limit - introduced[file])
        if wanted > 0:
            found += index.where(
                f"file = ? AND {_ACTIVE} AND phase = 'new'{extra} {sibling} {group}",
                (file, day.ordinal, *values, *([day.ordinal] if sibling else [])),
                "place",
                wanted,
            )
        if len(found) >= left:
            break
    return tuple(found)
