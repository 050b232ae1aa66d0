"""The event log on disk: append, read in order, never change."""

import os
import secrets
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    and_,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.pool import StaticPool

from engine.errors import EnvironmentFault
from engine.history import schema
from engine.history.event import Draft, Event, EventId, When
from engine.history.faults import in_words
from engine.history.rows import from_row, microseconds, to_row

T = TypeVar("T")
BUSY_MILLISECONDS: Final = 10_000
BATCH: Final = 500

_E = schema.EVENTS.c
_ORDER = (_E.counter, _E.device, _E.id)
_INSERT = insert(schema.EVENTS)
_HIGHEST = select(func.coalesce(func.max(_E.counter), 0))
_LAST_SEQ = select(func.coalesce(func.max(_E.seq), 0))
_ALL = select(schema.EVENTS)
_LAST_OF = (
    select(_E.id)
    .where(_E.subject == bindparam("subject"))
    .order_by(_E.counter.desc(), _E.device.desc(), _E.id.desc())
    .limit(1)
)
_HEAD = select(_LAST_OF.scalar_subquery(), _HIGHEST.scalar_subquery())


class Log:
    """The history inside one write transaction."""

    def __init__(self, connection: Connection, device: str, learner: str, writable: bool) -> None:
        self._connection = connection
        self._device = device
        self._learner = learner
        self._writable = writable
        self._highest: int | None = None
        self.seq = 0
        """The place of arrival of the last event appended here."""

    def events_of(self, subject: str) -> tuple[Event, ...]:
        """Everything recorded about one subject, in order."""
        statement = _ALL.where(_E.subject == subject).order_by(*_ORDER)
        return tuple(from_row(row) for row in self._connection.execute(statement))

    def last_id(self, subject: str) -> EventId | None:
        """The newest event about a subject; tells whether somebody else wrote meanwhile."""
        row = self._connection.execute(_HEAD, {"subject": subject}).one()
        self._highest = int(row[1])
        return None if row[0] is None else EventId(row[0])

    def append(self, drafts: Sequence[Draft], when: When) -> tuple[Event, ...]:
        """Write events at the end of the log; they get the next Lamport counters."""
        if not self._writable:
            raise EnvironmentFault("the history is read-only here; nothing was recorded")
        highest = self._highest
        if highest is None:
            highest = int(self._connection.execute(_HIGHEST).scalar_one())
        self._highest = highest + len(drafts)
        events = tuple(
            Event(
                id=_new_id(when.at),
                counter=highest + place,
                device=self._device,
                learner=self._learner,
                at=when.at,
                offset=when.offset,
                day=when.day,
                what=str(draft.what),
                subject=draft.subject,
                version=draft.version,
                payload=draft.payload,
            )
            for place, draft in enumerate(drafts, start=1)
        )
        if len(events) == 1:
            done = self._connection.execute(_INSERT, to_row(events[0]))
            key = done.inserted_primary_key
            self.seq = int(key[0]) if key else 0
        elif events:
            self._connection.execute(_INSERT, [to_row(each) for each in events])
            self.seq = int(self._connection.execute(_LAST_SEQ).scalar_one())
        return events

    def insert_missing(self, events: Iterable[Event]) -> int:
        """Take over events of another history that are not here yet. Gives how many were new."""
        new = 0
        for batch in _batches(events, BATCH):
            known = set(
                self._connection.execute(
                    select(_E.id).where(_E.id.in_([each.id for each in batch]))
                ).scalars()
            )
            rows = [to_row(each) for each in batch if each.id not in known]
            if rows:
                self._connection.execute(_INSERT, rows)
            new += len(rows)
        return new


class History:
    """The log in one SQLite file. One connection, guarded by a lock: safe to use from several threads."""

    def __init__(
        self,
        path: Path,
        *,
        learner: str = "me",
        synchronous: str = "FULL",
        migrations: Sequence[schema.Migration] = schema.MIGRATIONS,
    ) -> None:
        """Open or create the history at ``path``.

        A file that may only be read is opened for reading; ``read_only`` then says why. Raises EnvironmentFault when
        it cannot be opened at all, is damaged, or was written by a newer release.
        """
        self.path = path
        self.learner = learner
        self.read_only = ""
        self._lock = threading.RLock()
        with in_words(path, "opening the history"):
            self._engine = _engine(path, synchronous)
            try:
                self._connection = self._engine.connect()
                self._lay_out(migrations)
            except Exception as error:
                if not path.exists() or not _forbids_writing(error):
                    raise
                self._engine.dispose()
                self._engine = _engine(path, synchronous, immutable=True)
                self._connection = self._engine.connect()
                self.read_only = "the file or its folder is read-only"
            self.device = schema.read(self._connection, "device")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was committed is on disk already."""
        with self._lock:
            self._connection.close()
            self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Log]:
        """One write transaction: all of it is durable when the block ends, or none of it on an error."""
        with self._lock, in_words(self.path, "recording"):
            if self.read_only:
                raise EnvironmentFault(f"{self.path}: nothing can be recorded: {self.read_only}")
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield Log(self._connection, self.device, self.learner, writable=True)
                self._connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[Log]:
        """A consistent view for several reads."""
        with self._lock, in_words(self.path, "reading the history"):
            self._connection.exec_driver_sql("BEGIN")
            try:
                yield Log(self._connection, self.device, self.learner, writable=False)
            finally:
                self._connection.exec_driver_sql("ROLLBACK")

    def record(self, drafts: Sequence[Draft], when: When) -> tuple[Event, ...]:
        """Append events in a transaction of their own."""
        with self.writing() as log:
            return log.append(drafts, when)

    def events_of(self, subject: str) -> tuple[Event, ...]:
        """Everything recorded about one subject, in order."""
        with self.reading() as log:
            return log.events_of(subject)

    def events_of_all(self, subjects: Sequence[str]) -> dict[str, list[Event]]:
        """Everything recorded about each of several subjects; those without events are left out."""
        found: dict[str, list[Event]] = {}
        with self._lock, in_words(self.path, "reading the history"):
            for batch in _batches(subjects, BATCH):
                statement = _ALL.where(_E.subject.in_(batch)).order_by(*_ORDER)
                for row in self._connection.execute(statement):
                    found.setdefault(row.subject, []).append(from_row(row))
        return found

    def events(self, *, what: Sequence[str] = (), since: date | None = None) -> Iterator[Event]:
        """The log in order, whole or narrowed to kinds of event and to study days from ``since`` on."""
        statement = _ALL.order_by(*_ORDER)
        if what:
            statement = statement.where(_E.what.in_([str(each) for each in what]))
        if since is not None:
            statement = statement.where(_E.day >= since.isoformat())
        with self._lock, in_words(self.path, "reading the history"):
            rows = self._connection.execute(statement).fetchall()
        return (from_row(row) for row in rows)

    def newest(self, what: Sequence[str], limit: int) -> tuple[Event, ...]:
        """The last events of the given kinds, newest first."""
        statement = _ALL.where(_E.what.in_([str(each) for each in what]))
        statement = statement.order_by(*(column.desc() for column in _ORDER)).limit(limit)
        with self._lock, in_words(self.path, "reading the history"):
            return tuple(from_row(row) for row in self._connection.execute(statement))

    def find(self, event_id: str) -> Event | None:
        """The event with this id."""
        with self._lock, in_words(self.path, "reading the history"):
            row = self._connection.execute(_ALL.where(_E.id == event_id)).first()
        return None if row is None else from_row(row)

    def subjects_after(self, seq: int) -> tuple[tuple[str, ...], int]:
        """Who has events that arrived after ``seq``, and the highest ``seq`` now."""
        with self._lock, in_words(self.path, "reading the history"):
            last = int(self._connection.execute(_LAST_SEQ).scalar_one())
            if last <= seq:
                return (), last
            statement = select(_E.subject).where(and_(_E.seq > seq, _E.seq <= last)).distinct()
            return tuple(self._connection.execute(statement).scalars()), last

    def last_seq(self) -> int:
        """The place of arrival of the newest event in this file; 0 for an empty history."""
        with self._lock, in_words(self.path, "reading the history"):
            return int(self._connection.execute(_LAST_SEQ).scalar_one())

    def count(self) -> int:
        """How many events there are."""
        with self._lock, in_words(self.path, "reading the history"):
            return int(
                self._connection.execute(
                    select(func.count()).select_from(schema.EVENTS)
                ).scalar_one()
            )

    def days(self, since: date) -> dict[date, int]:
        """Reviews a study day, from ``since`` on; days without one are left out."""
        statement = (
            select(_E.day, func.count())
            .where(and_(_E.day >= since.isoformat(), _E.what == "review"))
            .group_by(_E.day)
        )
        with self._lock, in_words(self.path, "reading the history"):
            rows = self._connection.execute(statement).all()
        return {date.fromisoformat(day): count for day, count in rows}

    def integrity(self) -> str:
        """What SQLite finds wrong with the file; ``ok`` when nothing is."""
        with self._lock, in_words(self.path, "checking the history"):
            rows = self._connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars()
            return "; ".join(str(row) for row in rows)

    def copy(self, target: Path) -> None:
        """Write a whole and consistent copy of the history to ``target``, which must not exist."""
        with self._lock, in_words(target, "copying the history"):
            target.parent.mkdir(parents=True, exist_ok=True)
            self._connection.exec_driver_sql("VACUUM INTO ?", (os.fspath(target),))

    def _roll_back(self) -> None:
        """End the transaction, unless SQLite has done so itself (as it does on a full disk)."""
        if getattr(self._connection.connection.dbapi_connection, "in_transaction", False):
            self._connection.exec_driver_sql("ROLLBACK")

    def _lay_out(self, migrations: Sequence[schema.Migration]) -> None:
        if schema.exists(self._connection) and schema.version(self._connection) == schema.newest(
            migrations
        ):
            return
        if schema.exists(self._connection) and schema.version(self._connection) < schema.newest(
            migrations
        ):
            found = schema.version(self._connection)
            self.copy(self.path.parent / "backups" / f"before-version-{found + 1}-{_stamp()}.db")
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            if not schema.exists(self._connection):
                schema.create(self._connection, secrets.token_hex(4))
            schema.migrate(self._connection, migrations)
            self._connection.exec_driver_sql("COMMIT")
        except BaseException:
            self._roll_back()
            raise


def _engine(path: Path, synchronous: str, *, immutable: bool = False) -> Engine:
    mode = "mode=ro&immutable=1" if immutable else "mode=rwc"
    url = f"sqlite:///{path.absolute().as_uri()}?{mode}&uri=true"
    engine = create_engine(
        url,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        if not immutable:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
            cursor.execute("PRAGMA fullfsync = ON")
            cursor.execute("PRAGMA checkpoint_fullfsync = ON")
        cursor.close()

    return engine


def _forbids_writing(error: Exception) -> bool:
    name = str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
    return name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def _new_id(at: datetime) -> EventId:
    """An id that grows with time, so that the index of ids stays fast, and is never made twice."""
    return EventId(f"{microseconds(at):015x}{secrets.token_hex(8)}")


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S")


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    walk = iter(items)
    while batch := list(islice(walk, size)):
        yield batch
