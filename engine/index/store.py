"""The disposable cache: parsed decks and card states in an SQLite file of its own. Delete it and it is made anew.

It is plain ``sqlite3``: the first screen's counts come from here, and they need not wait for SQLAlchemy.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from engine.deck.cards import cards as cards_of
from engine.deck.finding import Finding, Level
from engine.deck.note import CardId, DeckFile, DeckSettings, Note, NoteId
from engine.history.faults import in_words
from engine.history.replay import BLANK, Record
from engine.index.rows import (
    CARD_COLUMNS,
    IndexedCard,
    card_from,
    note_from,
    note_json,
    record_values,
    search_text,
)
from engine.index.search import Where

VERSION: Final = 6
BATCH: Final = 500

_LAYOUT: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (
  file TEXT PRIMARY KEY, mtime INTEGER NOT NULL, size INTEGER NOT NULL,
  settings TEXT NOT NULL, findings TEXT NOT NULL
);
CREATE TABLE notes (
  note TEXT PRIMARY KEY, file TEXT NOT NULL, place INTEGER NOT NULL, hash TEXT NOT NULL,
  tags TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE bodies (note TEXT PRIMARY KEY, file TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX bodies_of_file ON bodies (file);
CREATE INDEX notes_in_order ON notes (file, place);
CREATE TABLE cards (
  card TEXT PRIMARY KEY, note TEXT NOT NULL, deck TEXT NOT NULL, kind TEXT NOT NULL,
  file TEXT NOT NULL, place INTEGER NOT NULL, phase TEXT NOT NULL, step INTEGER NOT NULL,
  stability REAL, difficulty REAL, due_at INTEGER, due_day INTEGER, last_day INTEGER,
  interval INTEGER NOT NULL, reps INTEGER NOT NULL, lapses INTEGER NOT NULL,
  failures INTEGER NOT NULL, suspended INTEGER NOT NULL, flagged INTEGER NOT NULL,
  buried INTEGER, remark TEXT NOT NULL, first_day INTEGER, failed_day INTEGER, seconds REAL NOT NULL, last TEXT
) WITHOUT ROWID;
CREATE TABLE days (day INTEGER PRIMARY KEY, reviews INTEGER NOT NULL);
CREATE INDEX cards_in_order ON cards (phase, file, place);
CREATE INDEX cards_due ON cards (phase, due_day, card);
CREATE INDEX cards_to_review ON cards
  (phase, kind, due_day, suspended, buried, last_day, stability, note, deck);
CREATE INDEX cards_begun ON cards (first_day, file) WHERE first_day IS NOT NULL;
CREATE INDEX cards_failed ON cards (failed_day) WHERE failed_day IS NOT NULL;
CREATE TABLE paces (kind TEXT PRIMARY KEY, seconds REAL NOT NULL, reviews INTEGER NOT NULL);
CREATE INDEX cards_in_steps ON cards (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cards_of_note ON cards (note);
CREATE INDEX cards_seen ON cards (last_day) WHERE last_day IS NOT NULL;
"""

_MARKS = ", ".join(["?"] * 25)
_INSERT_CARD = f"INSERT OR REPLACE INTO cards ({CARD_COLUMNS}) VALUES ({_MARKS})"
_SET = ", ".join(f"{name.strip()} = ?" for name in CARD_COLUMNS.split(",")[6:])
_COUNT_REVIEW = (
    "INSERT INTO days VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET reviews = reviews + 1"
)
_COUNT_SECONDS = (
    "INSERT INTO paces VALUES (?, ?, 1) ON CONFLICT (kind) "
    "DO UPDATE SET seconds = seconds + excluded.seconds, reviews = reviews + 1"
)
_UPDATE_CARD = f"UPDATE cards SET {_SET} WHERE card = ?"


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells a changed file from an unchanged one without reading it."""

    mtime: int
    """Nanoseconds."""
    size: int


class Index:
    """One connection to the cache, guarded by a lock: safe to use from several threads."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the cache at ``path``; None keeps it in memory (a read-only collection)."""
        self.path = path or Path(":memory:")
        self._lock = threading.RLock()
        self._applied: int | None = None
        self._pending: list[tuple[IndexedCard, date, float, bool]] = []
        with in_words(self.path, "opening the index"):
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connect(path)
            except sqlite3.DatabaseError:
                if path is None:
                    raise
                for leftover in (
                    path,
                    *(path.with_name(path.name + end) for end in ("-wal", "-shm")),
                ):
                    leftover.unlink(missing_ok=True)
                self._connect(path)

    def close(self) -> None:
        """Close the file."""
        self.flush()
        with self._lock:
            self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All changes within the block at once."""
        with self._lock, in_words(self.path, "writing the index"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._settle()
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._applied = None  # what was put off may be lost: the next catch-up finds it
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query."""
        self.flush()
        with self._lock, in_words(self.path, "reading the index"):
            return self._connection.execute(sql, tuple(values)).fetchall()

    def meta(self, name: str, default: str = "") -> str:
        """A remembered value."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else default

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value. Within ``writing``."""
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # -- files ------------------------------------------------------------------------------

    def files(self) -> dict[str, FileStamp]:
        """All files known, with what they looked like when they were read."""
        return {
            file: FileStamp(mtime, size)
            for file, mtime, size in self.rows("SELECT file, mtime, size FROM files")
        }

    def settings(self) -> dict[str, DeckSettings]:
        """Front matter of all files."""
        rows = self.rows("SELECT file, settings FROM files ORDER BY file")
        return {file: _settings_from(text) for file, text in rows}

    def findings(self) -> tuple[Finding, ...]:
        """What was found wrong when the files were read."""
        found = [
            Finding(each[0], each[1], each[2], Level(each[3]), each[4], each[5])
            for (text,) in self.rows("SELECT findings FROM files WHERE findings <> '[]'")
            for each in json.loads(text)
        ]
        return tuple(sorted(found))

    def forget(self, files: Iterable[str]) -> None:
        """Drop files with their notes and cards. Within ``writing``."""
        gone = [(each,) for each in files]
        for table in ("cards", "notes", "bodies", "files"):
            if gone:
                self._run_many(f"DELETE FROM {table} WHERE file = ?", gone)

    def outdate(self, file: str) -> None:
        """Have a file read again at the next refresh."""
        with self.writing():
            self._run("UPDATE files SET mtime = -1 WHERE file = ?", (file,))

    def put(self, deck: DeckFile, stamp: FileStamp, records: Mapping[CardId, Record]) -> None:
        """Add one file with its notes and cards, after ``forget``. Within ``writing``."""
        findings = [
            (each.file, each.line, each.column, str(each.level), each.rule, each.message)
            for each in deck.findings
        ]
        self._run(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
            (
                deck.file,
                stamp.mtime,
                stamp.size,
                _settings_json(deck.settings),
                json.dumps(findings),
            ),
        )
        self._run_many(
            "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    note.id,
                    note.file,
                    note.line,
                    note.content_hash,
                    "".join(f" {tag.casefold()}" for tag in note.tags),
                    search_text(note),
                )
                for note in deck.notes
            ],
        )
        self._run_many(
            "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)",
            [(note.id, note.file, note_json(note)) for note in deck.notes],
        )
        place = 0
        rows: list[tuple[Any, ...]] = []
        for note in deck.notes:
            for card in cards_of(note):
                values = _BLANK if card.id not in records else record_values(records[card.id])
                rows.append((card.id, note.id, note.deck, card.kind, note.file, place, *values))
                place += 1
        self._run_many(_INSERT_CARD, rows)

    # -- notes and cards --------------------------------------------------------------------

    def hashes(self) -> dict[NoteId, tuple[str, str]]:
        """File and content hash of each note."""
        return {
            note: (file, text)
            for note, file, text in self.rows("SELECT note, file, hash FROM notes")
        }

    def notes(self, ids: Sequence[NoteId]) -> dict[NoteId, Note]:
        """The notes with these ids; unknown ones are left out."""
        return {
            NoteId(note): note_from(data)
            for batch in _batches(ids)
            for note, data in self.rows(
                f"SELECT note, data FROM bodies WHERE note IN ({_places(batch)})", batch
            )
        }

    def all_notes(self) -> Iterator[Note]:
        """Every note, in the order of files and lines."""
        rows = self.rows(
            "SELECT data FROM notes JOIN bodies USING (note) ORDER BY notes.file, place"
        )
        return (note_from(data) for (data,) in rows)

    def card(self, card: str) -> IndexedCard | None:
        """One card."""
        rows = self.rows(f"SELECT {CARD_COLUMNS} FROM cards WHERE card = ?", (card,))
        return card_from(rows[0]) if rows else None

    def cards(self, ids: Sequence[str]) -> dict[CardId, IndexedCard]:
        """The cards with these ids; unknown ones are left out."""
        return {
            CardId(row[0]): card_from(row)
            for batch in _batches(ids)
            for row in self.rows(
                f"SELECT {CARD_COLUMNS} FROM cards WHERE card IN ({_places(batch)})", batch
            )
        }

    def where(
        self,
        condition: str,
        values: Sequence[Any] = (),
        order: str = "file, place",
        limit: int = -1,
    ) -> list[IndexedCard]:
        """The cards that meet a condition on the table ``cards``."""
        sql = f"SELECT {CARD_COLUMNS} FROM cards WHERE {condition} ORDER BY {order} LIMIT ?"
        return [card_from(row) for row in self.rows(sql, (*values, limit))]

    def search(self, where: Where, limit: int, offset: int) -> list[IndexedCard]:
        """A page of what a search finds, in the order of the files."""
        found = (
            f"SELECT cards.card FROM {where.tables} WHERE {where.sql} "
            f"ORDER BY {where.order} LIMIT ? OFFSET ?"
        )
        sql = f"SELECT {CARD_COLUMNS} FROM cards WHERE card IN ({found}) ORDER BY file, place"
        return [card_from(row) for row in self.rows(sql, (*where.values, limit, offset))]

    def count(self, where: Where) -> int:
        """How many cards a search finds."""
        sql = f"SELECT count(*) FROM {where.tables} WHERE {where.sql}"
        return int(self.rows(sql, where.values)[0][0])

    def update(self, records: Mapping[CardId, Record]) -> None:
        """Bring the states of cards up to date; cards that no file holds are passed over. Within ``writing``."""
        self._run_many(
            _UPDATE_CARD, [(*record_values(each), card) for card, each in records.items()]
        )

    @property
    def applied(self) -> int:
        """The ``seq`` of the last event known to be in the card states, with all before it."""
        if self._applied is None:
            self._applied = int(self.meta("applied", "0"))
        return self._applied

    def set_applied(self, seq: int) -> None:
        """Remember how far the card states have come. Within ``writing``."""
        self.set_meta("applied", str(seq))
        self._applied = seq

    def apply(self, card: IndexedCard, seq: int, day: date, seconds: float) -> None:
        """Take over what the review ``seq`` of the history, on study day ``day``, made of a card.

        It is written before the next reading or writing, or at ``flush``: the review itself is on disk already, and
        what a crash keeps from the index the next catch-up brings. If the index lacks earlier events, it keeps
        lacking them and the next catch-up reads on from there.
        """
        with self._lock:
            counts = self.applied == seq - 1
            self._pending.append((card, day, seconds, counts))
            if counts:
                self._applied = seq

    def flush(self) -> None:
        """Write what ``apply`` put off."""
        if self._pending:
            with self.writing():
                pass

    def _settle(self) -> None:
        pending, self._pending = self._pending, []
        for card, day, seconds, counts in pending:
            self._run(_UPDATE_CARD, (*record_values(card.record), card.card))
            if counts:
                self._run(_COUNT_REVIEW, (day.toordinal(),))
                self._run(_COUNT_SECONDS, (card.kind, seconds))
        if pending:
            self.set_meta("applied", str(self.applied))

    def paces(self) -> dict[str, tuple[float, int]]:
        """Seconds spent on all reviews, and how many there were, by kind."""
        rows = self.rows("SELECT kind, seconds, reviews FROM paces")
        return {kind: (seconds, reviews) for kind, seconds, reviews in rows}

    def recount_days(self, since: date, reviews: Mapping[date, int]) -> None:
        """Remember how many reviews each study day from ``since`` on had. Within ``writing``."""
        self._run("DELETE FROM days WHERE day >= ?", (since.toordinal(),))
        rows = [(day.toordinal(), count) for day, count in reviews.items()]
        self._run_many("INSERT OR REPLACE INTO days VALUES (?, ?)", rows)

    def recount_paces(self) -> None:
        """Sum up the cards' times by kind anew. Within ``writing``."""
        self._run("DELETE FROM paces", ())
        self._run(
            "INSERT INTO paces SELECT kind, sum(seconds), sum(reps) FROM cards "
            "WHERE last_day IS NOT NULL GROUP BY kind",
            (),
        )

    def days(self, since: date) -> dict[date, int]:
        """Reviews a study day, from ``since`` on; days without one are left out."""
        rows = self.rows("SELECT day, reviews FROM days WHERE day >= ?", (since.toordinal(),))
        return {date.fromordinal(day): count for day, count in rows}

    # -- the connection ---------------------------------------------------------------------

    def _run(self, sql: str, values: Sequence[Any]) -> None:
        self._connection.execute(sql, tuple(values))

    def _run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        self._connection.executemany(sql, rows)

    def _connect(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(
            path or ":memory:",
            timeout=10,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA cache_size = -32000")
        self._lay_out()

    def _lay_out(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version == VERSION:
            return
        self._connection.execute("BEGIN EXCLUSIVE")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            tables = self._connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            for (table,) in tables.fetchall():
                self._connection.execute(f'DROP TABLE "{table}"')
            for statement in _LAYOUT.split(";"):
                if statement.strip():
                    self._connection.execute(statement)
            self._connection.execute("INSERT INTO meta VALUES ('applied', '0')")
            self._connection.execute(f"PRAGMA user_version = {VERSION}")
        self._connection.execute("COMMIT")


_BLANK: Final = record_values(BLANK)


def _places(batch: Sequence[str]) -> str:
    return ", ".join("?" * len(batch))


def _batches(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _settings_json(settings: DeckSettings) -> str:
    return json.dumps(
        (
            settings.deck,
            settings.week,
            settings.block,
            settings.tags,
            settings.retention,
            settings.new_per_day,
            settings.level,
        )
    )


def _settings_from(text: str) -> DeckSettings:
    deck, week, block, tags, retention, new_per_day, level = json.loads(text)
    return DeckSettings(deck, week, block, tuple(tags), retention, new_per_day, level)
