"""One open collection: its settings, its decks and its history. What the front ends talk to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from engine.errors import EnvironmentFault
from engine.listing import LEECH, CardRow, ReviewRow, Undoable, UnknownCard, review_row
from engine.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from engine.clock import Clock
    from engine.deck.finding import Finding
    from engine.deck.note import Card, CardId, DeckSettings, Note
    from engine.history.event import Draft, Event, When
    from engine.history.store import History
    from engine.index.rows import IndexedCard
    from engine.index.scan import Refresh
    from engine.index.search import Present
    from engine.index.store import Index
    from engine.memory.policy import Policy
    from engine.places import Places
    from engine.queue.build import Queue
    from engine.queue.gather import Day
    from engine.queue.today import Today

REMEMBERED_DAYS = 60
"""Study days whose reviews are counted for Today; more than it shows."""


class Collection:
    """A folder of decks with its history. Cheap to make; ``open`` does the heavy part and may run in a worker."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        settings: Settings | None = None,
        *,
        synchronous: str = "FULL",
    ) -> None:
        self.places = places
        self.clock = clock
        self.settings = load(places.settings) if settings is None else settings
        self._synchronous = synchronous
        self._opening = RLock()
        self._history: History | None = None
        self._index: Index | None = None
        self._decks: Mapping[str, DeckSettings] = {}
        self._policies: dict[tuple[str, str], Policy] = {}
        self._rebound: tuple[str, ...] = ()

    def open(self) -> None:
        """Open the index and bring it up to date with the history.

        The history itself is only opened if something happened that the index has not seen. Raises EnvironmentFault
        when the disk is in the way.
        """
        self.catch_up()
        self._decks = self.index.settings()

    def warm(self) -> None:
        """Open the history too, before the first grade needs it."""
        _ = self.history

    def close(self) -> None:
        """Close both files. Everything graded is on disk long before."""
        with self._opening:
            for each in (self._history, self._index):
                if each is not None:
                    each.close()
            self._history = self._index = None

    @property
    def history(self) -> History:
        """The event log, opened at first use."""
        with self._opening:
            if self._history is None:
                from engine.history.store import History

                self._history = History(
                    self.places.database,
                    learner=self.settings.learner,
                    synchronous=self._synchronous,
                )
            return self._history

    @property
    def index(self) -> Index:
        """The cache of decks and card states, opened at first use; in memory where the folder is read-only."""
        with self._opening:
            if self._index is None:
                from engine.index.store import Index

                try:
                    self._index = Index(self.places.index)
                except EnvironmentFault:
                    self._index = Index(None)
            return self._index

    def catch_up(self) -> frozenset[CardId]:
        """Take over what other processes recorded. Gives the cards that may have changed."""
        if self._history is None:
            from engine.history.peek import last_seq

            if last_seq(self.places.database) == self.index.applied:
                return frozenset()
        from engine.index.refresh import catch_up

        since = self.today_date - timedelta(days=REMEMBERED_DAYS)
        return catch_up(self.index, self.history, since)

    # -- time -------------------------------------------------------------------------------

    @property
    def today_date(self) -> date:
        """The study day it is now."""
        return self.day().today

    def moment(self) -> When:
        """Now, as events record it."""
        from engine.history.event import When
        from engine.memory.study_day import study_day

        now = self.clock()
        offset = now.astimezone(self.clock.zone).utcoffset() or timedelta(0)
        day = study_day(now, self.clock.zone, self.settings.rollover)
        return When(now, int(offset.total_seconds()), day)

    def day(self) -> Day:
        """Today, as the queue is built for it."""
        from engine.memory.study_day import day_end, study_day
        from engine.queue.gather import Day

        now = self.clock()
        today = study_day(now, self.clock.zone, self.settings.rollover)
        return Day(now, today, day_end(today, self.clock.zone, self.settings.rollover))

    # -- decks ------------------------------------------------------------------------------

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> Refresh:
        """Read the deck files that changed, and what other processes recorded."""
        from engine.index.scan import Refresh, scan

        self.catch_up()
        changes = scan(self.index, self.places.decks)
        if not changes.count:
            done = Refresh(0, tuple(sorted((*changes.faults, *self.index.findings()))))
        else:
            from engine.index.refresh import refresh
            from engine.quiz.registry import fence_names

            done = refresh(
                self.index, self.history, changes, fence_names(), self.moment(), progress
            )
        if done.changed or not self._decks:
            self._decks = self.index.settings()
            self._policies.clear()
        self._rebound += done.rebound
        return done

    def findings(self) -> tuple[Finding, ...]:
        """What was found wrong when the decks were read."""
        return self.index.findings()

    def notes(self) -> Iterable[Note]:
        """All notes, in the order of files and lines."""
        return self.index.all_notes()

    def policy(self, kind: str, file: str) -> Policy:
        """How a card of this kind in this file is scheduled."""
        key = (kind, file)
        if key not in self._policies:
            from engine.quiz.registry import kind as kind_of

            deck = self._decks.get(file)
            retention = None if deck is None else deck.retention
            self._policies[key] = self.settings.policy(kind_of(kind).policy, retention)
        return self._policies[key]

    # -- cards ------------------------------------------------------------------------------

    def search(self, query: str = "", limit: int = 200, offset: int = 0) -> tuple[CardRow, ...]:
        """A page of the cards that a query finds, in the order of files. Raises UsageError on a bad query."""
        from engine.index.search import where

        return self.rows(self.index.search(where(query, self._present()), limit, offset))

    def count(self, query: str = "") -> int:
        """How many cards a query finds."""
        from engine.index.search import where

        return self.index.count(where(query, self._present()))

    def card(self, card: str) -> CardRow:
        """One card. Raises UnknownCard."""
        return self.rows([self.indexed(card)])[0]

    def note(self, card: str) -> Card:
        """One card with its note. Raises UnknownCard."""
        found = self.indexed(card)
        return _card(self.index.notes([found.note])[found.note], found)

    def indexed(self, card: str) -> IndexedCard:
        """One card as the index knows it. Raises UnknownCard."""
        found = self.index.card(card)
        if found is None:
            raise UnknownCard(card)
        return found

    def rows(self, cards: Sequence[IndexedCard]) -> tuple[CardRow, ...]:
        """Cards with what their notes add."""
        notes = self.index.notes(list({each.note for each in cards}))
        return tuple(self.row(each, notes[each.note]) for each in cards if each.note in notes)

    def row(self, card: IndexedCard, note: Note) -> CardRow:
        """One card with its note."""
        from engine.memory.schedule import is_leech

        record = card.record
        leech = is_leech(record.state, self.policy(card.kind, card.file))
        return CardRow(
            card=card.card,
            note=card.note,
            deck=card.deck,
            kind=card.kind,
            file=card.file,
            line=note.line,
            shown=_card(note, card),
            state=record.state,
            suspended=record.suspended,
            flagged=record.flagged,
            leech=leech,
            buried=record.buried is not None and record.buried > self.today_date,
            tags=(*note.tags, LEECH) if leech else note.tags,
            remark=record.remark,
        )

    def reviews(self, card: str) -> tuple[ReviewRow, ...]:
        """All reviews of a card, oldest first, undone ones included and marked."""
        from engine.history.event import What
        from engine.history.replay import undone

        events = self.history.events_of(card)
        gone = undone(events)
        return tuple(
            review_row(each, each.id in gone) for each in events if each.what == What.REVIEW
        )

    # -- marks ------------------------------------------------------------------------------

    def flag(self, card: str, on: bool) -> Event:
        """Flag a card, or take the flag off."""
        return self.mark(card, "flag", {"on": on})

    def suspend(self, card: str, on: bool) -> Event:
        """Suspend a card until it is taken back, or take it back."""
        return self.mark(card, "suspend", {"on": on})

    def bury(self, card: str) -> Event:
        """Keep a card away until the next study day."""
        until = self.today_date + timedelta(days=1)
        return self.mark(card, "bury", {"until": until.isoformat()})

    def remark(self, card: str, text: str) -> Event:
        """Keep a note of one's own with a card; an empty one removes it."""
        return self.mark(card, "remark", {"text": text[:10_000]})

    def reset(self, card: str) -> Event:
        """Start a card anew, for an edit that changed its meaning. Its reviews stay in the history."""
        return self.mark(card, "reset", {})

    def mark(self, card: str, what: str, payload: Mapping[str, object]) -> Event:
        """Record one event about a card and bring the index up to date. Raises UnknownCard."""
        from engine.history.event import Draft

        self.indexed(card)
        return self.record([Draft(what, card, payload)])[0]

    def record(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Record events, durably, and bring the index up to date."""
        events = self.history.record(drafts, self.moment())
        self.catch_up()
        return events

    # -- undo -------------------------------------------------------------------------------

    def undoable(self, limit: int = 20) -> tuple[Undoable, ...]:
        """What can be taken back, newest first."""
        from engine.history import undo

        return tuple(
            Undoable(each.id, each.at, self.describe(each))
            for each in undo.candidates(self.history, limit)
        )

    def undo(self, event_id: str | None = None) -> str | None:
        """Take back one event, the newest if none is named. Gives what was taken back in words, None if nothing was.

        Raises UsageError for an id that is unknown or was taken back already.
        """
        from engine.history import undo
        from engine.history.event import What

        target = undo.target(self.history, event_id)
        if target is None:
            return None
        text = self.describe(target)
        self.record([undo.draft(target)])
        if target.what == What.REBIND:
            self.index.outdate(target.subject.removeprefix("deck:"))
            self.refresh()
        return text

    def describe(self, event: Event) -> str:
        """An event in words, with the prompt of the card it is about where the decks still have it."""
        from engine.history import undo

        card = self.index.card(event.subject)
        prompt = "" if card is None else f" “{self.rows([card])[0].prompt[:60]}”"
        return undo.in_words(event) + prompt

    # -- study ------------------------------------------------------------------------------

    def queue(self, decks: Sequence[str] = (), kinds: Sequence[str] = ()) -> Queue:
        """What is to be studied now."""
        from engine.queue.build import build
        from engine.queue.gather import Scope

        limits = {file: each.new_per_day for file, each in self._decks.items()}
        scope = Scope(tuple(decks), tuple(kinds))
        return build(self.index, self.day(), scope, self.settings, limits, self.pace())

    def pace(self) -> Mapping[str, float]:
        """Seconds that one answer takes, by kind."""
        from engine.queue.today import pace
        from engine.quiz.registry import minutes, names

        return pace(names(), self.index.paces(), {name: minutes(name) * 60 for name in names()})

    def today(self) -> Today:
        """What the first screen tells."""
        from engine.queue.today import DAYS_SHOWN, Today, lines, marks

        self.catch_up()
        day, queue = self.day(), self.queue()
        since = day.today - timedelta(days=DAYS_SHOWN - 1)
        reviews = self.index.days(since)
        first = self.index.rows("SELECT min(first_day) FROM cards WHERE first_day IS NOT NULL")[0][
            0
        ]
        failed = self.index.where("failed_day = ?", (day.ordinal,))
        done = self.index.rows("SELECT count(*) FROM cards WHERE last_day = ?", (day.ordinal,))
        shown = lines(queue, self.pace())
        return Today(
            day=day.today,
            lines=shown,
            done=int(done[0][0]),
            failed_cards=tuple(each.card for each in failed),
            backlog=queue.backlog,
            week=marks(reviews, day.today, None if first is None else date.fromordinal(first)),
            next_due=None if shown else self._next_due(day),
            cards=int(self.index.rows("SELECT count(*) FROM cards")[0][0]),
            errors=sum(each.level == "error" for each in self.findings()),
            rebound=self._rebound,
            first=first is None,
        )

    def _next_due(self, day: Day) -> datetime | date | None:
        rows = self.index.rows(
            "SELECT min(due_at), min(due_day) FROM cards WHERE suspended = 0 AND phase <> 'new'"
        )
        at, ordinal = rows[0]
        if at is not None:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
        unseen = self.index.rows(
            "SELECT 1 FROM cards WHERE phase = 'new' AND suspended = 0 LIMIT 1"
        )
        tomorrow = day.today + timedelta(days=1)
        if unseen and self.settings.new_per_day:
            return tomorrow
        return None if ordinal is None else max(date.fromordinal(ordinal), tomorrow)

    def _present(self) -> Present:
        from engine.index.search import Present

        return Present(self.clock(), self.today_date, self.settings.leech_lapses)


def _card(note: Note, indexed: IndexedCard) -> Card:
    from engine.deck.cards import cards
    from engine.deck.note import Card

    found = next((each for each in cards(note) if each.id == indexed.card), None)
    return (
        replace(found, position=indexed.place) if found else Card(indexed.card, note, indexed.place)
    )
