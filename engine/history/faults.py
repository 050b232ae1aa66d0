"""What the disk and the database say, put into words for the person who must act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from engine.errors import EnvironmentFault

WORDS = {
    "SQLITE_FULL": "the disk is full; free some space and try again",
    "SQLITE_READONLY": "the file or its folder is read-only; make it writable and try again",
    "SQLITE_BUSY": "another program holds the database; close it and try again",
    "SQLITE_LOCKED": "another program holds the database; close it and try again",
    "SQLITE_CORRUPT": "the file is damaged; run `redrill doctor`, and restore a copy from backups/",
    "SQLITE_NOTADB": "the file is no database; move it away, and restore a copy from backups/",
    "SQLITE_CANTOPEN": "the file cannot be opened; is the folder there, and yours to write?",
    "SQLITE_IOERR": "the disk reports an error; check its space and its health, then try again",
}


@contextmanager
def in_words(path: Path, doing: str) -> Iterator[None]:
    """Turn what SQLite raises while ``doing`` something with ``path`` into an EnvironmentFault."""
    try:
        yield
    except DBAPIError as error:
        raise EnvironmentFault(f"{path}: {doing} failed: {_words(error.orig)}") from error
    except sqlite3.Error as error:
        raise EnvironmentFault(f"{path}: {doing} failed: {_words(error)}") from error
    except OSError as error:
        raise EnvironmentFault(f"{path}: {doing} failed: {error.strerror or error}") from error


def _words(error: BaseException | None) -> str:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for known, words in WORDS.items():
        if name.startswith(known):
            return words
    return str(error)
