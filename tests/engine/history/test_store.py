import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from engine.errors import EnvironmentFault
from engine.history.store import History
from tests.engine.history.events import review, when


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "redrill.db"


def test_what_was_recorded_is_read_back_by_another_process(path: Path) -> None:
    with History(path) as ours:
        (written,) = ours.record([review("g1", 3)], when())
        with History(path) as theirs:
            (found,) = theirs.events_of("g1")
    assert found == written


def test_events_get_growing_lamport_counters_across_processes(path: Path) -> None:
    with History(path) as ours, History(path) as theirs:
        ours.record([review("g1")], when())
        theirs.record([review("g2"), review("g1")], when())
        ours.record([review("g3")], when(-5))  # a clock set back changes no order
        assert [each.counter for each in ours.events()] == [1, 2, 3, 4]
        assert [each.subject for each in ours.events()] == ["g1", "g2", "g1", "g3"]


def test_an_error_inside_a_transaction_records_nothing(path: Path) -> None:
    with History(path) as history:
        with pytest.raises(RuntimeError), history.writing() as log:  # noqa: PT012
            log.append([review("g1")], when())
            raise RuntimeError
        assert history.count() == 0
        history.record([review("g1")], when())
        assert history.count() == 1


def test_a_commit_is_fsynced_by_default(path: Path) -> None:
    with History(path) as history:
        synchronous = history._connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        journal = history._connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    assert (synchronous, journal) == (2, "wal")


def test_a_history_of_a_newer_release_is_refused_and_left_alone(path: Path) -> None:
    History(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    with pytest.raises(EnvironmentFault, match="newer release"):
        History(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == ("99",)


def test_an_older_history_is_migrated_after_a_backup(path: Path) -> None:
    def add_a_column(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE events ADD COLUMN place TEXT"))

    with History(path) as history:
        history.record([review("g1")], when())
    with History(path, migrations=(add_a_column,)) as history:
        columns = history._connection.execute(text("PRAGMA table_info(events)")).all()
        assert "place" in {each[1] for each in columns}
        assert history.count() == 1
    (copy,) = (path.parent / "backups").iterdir()
    with History(copy) as before:
        assert before.count() == 1


def test_a_migration_that_fails_leaves_the_history_as_it_was(path: Path) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE events ADD COLUMN place TEXT"))
        raise RuntimeError

    with History(path) as history:
        history.record([review("g1")], when())
    with pytest.raises(RuntimeError):
        History(path, migrations=(fail,))
    with History(path) as history:
        assert history.count() == 1


def test_a_file_that_is_no_database_is_named_and_untouched(path: Path) -> None:
    path.write_bytes(b"not a database, " * 100)
    with pytest.raises(EnvironmentFault, match=r"redrill\.db.*no database"):
        History(path)
    assert path.read_bytes() == b"not a database, " * 100


def test_a_copy_is_whole_and_is_not_written_over(path: Path, tmp_path: Path) -> None:
    with History(path) as history:
        history.record([review("g1"), review("g2")], when())
        history.copy(tmp_path / "copy.db")
        with pytest.raises(EnvironmentFault):
            history.copy(tmp_path / "copy.db")
    with History(tmp_path / "copy.db") as copy:
        assert [each.subject for each in copy.events()] == ["g1", "g2"]


def test_a_full_disk_is_said_and_loses_nothing_recorded_before(path: Path) -> None:
    with History(path) as history:
        history.record([review("g1")], when())
        pages = history._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        history._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(EnvironmentFault, match="disk is full"):
            history.record([review(f"g{number}", note="x" * 1000) for number in range(100)], when())
        assert [each.subject for each in history.events()] == ["g1"]
        history._connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        history.record([review("g2")], when())
        assert history.count() == 2


def test_two_writers_at_once_wait_for_each_other(path: Path) -> None:
    import threading

    def write(name: str) -> None:
        with History(path) as history:
            for number in range(25):
                history.record([review(f"{name}{number}")], when())

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with History(path) as history:
        counters = [each.counter for each in history.events()]
    assert counters == list(range(1, 101))


def test_a_read_only_history_can_be_read_and_says_why_nothing_is_recorded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with History(path) as history:
        history.record([review("g1")], when())
        history._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def refuse(self: History, migrations: object) -> None:
        self._connection.exec_driver_sql("PRAGMA query_only = ON")
        self._connection.exec_driver_sql("DELETE FROM meta")

    monkeypatch.setattr(History, "_lay_out", refuse)
    with History(path) as history:
        assert history.count() == 1
        assert history.read_only
        with pytest.raises(EnvironmentFault, match="read-only"):
            history.record([review("g2")], when())
        assert history.count() == 1
