"""What the disk and the database say, put into words for the person who must act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import EnvironmentFault

WORDS = {
    "SQLITE_FULL": "the disk is full; free some space and try again",
    "SQLITE_READONLY": "the file or its folder is read-only; make it writable and try again",
    "SQLITE_BUSY": "another program holds the database; close it and try again",
    "SQLITE_LOCKED": "another program holds the database; close it and try again",
    "SQLITE_CORRUPT": "the file is damaged; run `redrill doctor`",
    "SQLITE_NOTADB": "the file is no database; move it away and run `redrill doctor`",
    "SQLITE_CANTOPEN": "the file cannot be opened; is the folder there, and yours to write?",
    "SQLITE_IOERR": "the disk reports an error; check its space and its health, then try again",
}


@contextmanager
def in_words(path: Path, doing: str) -> Iterator[None]:
    """Turn what SQLite raises while ``doing`` something with ``path`` into an EnvironmentFault.

    SQLAlchemy wraps SQLite's error and keeps it as ``orig``; both come out the same.
    """
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"{path}: {doing} failed: {error.strerror or error}") from error
    except Exception as error:
        cause = getattr(error, "orig", error)
        if not isinstance(cause, sqlite3.Error):
            raise
        raise EnvironmentFault(f"{path}: {doing} failed: {_words(cause)}") from error


def _words(error: sqlite3.Error) -> str:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    return next((words for known, words in WORDS.items() if name.startswith(known)), str(error))
