"""A glance at the history without opening it: has anything arrived that the index has not seen?

It loads no SQLAlchemy, so that a start where nothing happened since the last one need not wait for it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path


def last_seq(path: Path) -> int | None:
    """The place of arrival of the newest event in the file; None if that cannot be told without opening it."""
    if not path.is_file():
        return None
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
    except sqlite3.Error:
        return None
    return int(seq)
