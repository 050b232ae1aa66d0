"""The tables of the history and how they change: portable SQL, one integer of version, a backup before each step."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from engine.errors import EnvironmentFault

TABLES: Final = MetaData()

META = Table(
    "meta",
    TABLES,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

EVENTS = Table(
    "events",
    TABLES,
    Column(
        "seq", BigInteger().with_variant(Integer, "sqlite"), Identity(always=True), primary_key=True
    ),
    Column("id", String(32), nullable=False, unique=True),
    Column("counter", BigInteger, nullable=False),
    Column("device", String(32), nullable=False),
    Column("learner", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("what", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("events_in_order", "counter", "device", "id"),
    Index("events_of_subject", "subject", "counter"),
    Index("events_of_day", "day"),
)
"""``seq`` is the order of arrival in this file and means nothing elsewhere; ``at`` is UTC in microseconds."""

Migration = Callable[[Connection], None]
MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""One step per version: the first takes version 1 to 2. A step never drops an event."""


def create(connection: Connection, device: str) -> None:
    """Lay out an empty history of the newest version."""
    TABLES.create_all(connection)
    rows = [{"name": "version", "value": str(newest())}, {"name": "device", "value": device}]
    connection.execute(insert(META), rows)


def exists(connection: Connection) -> bool:
    """Whether this database holds a history already."""
    return inspect(connection).has_table(META.name)


def newest(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The version that this program writes."""
    return len(migrations) + 1


def version(connection: Connection) -> int:
    """The version of the history on disk."""
    return int(read(connection, "version"))


def read(connection: Connection, name: str) -> str:
    """A value of the table ``meta``."""
    value = connection.execute(select(META.c.value).where(META.c.name == name)).scalar_one()
    return str(value)


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring an older history to the newest version, within the caller's transaction.

    Raises EnvironmentFault for a history that a newer Redrill has written.
    """
    found = version(connection)
    if found > newest(migrations):
        raise EnvironmentFault(
            f"this history has version {found} and this Redrill knows {newest(migrations)}: "
            "it was written by a newer release; upgrade Redrill, the file is untouched"
        )
    for step in migrations[found - 1 :]:
        step(connection)
    statement = update(META).where(META.c.name == "version")
    connection.execute(statement.values(value=str(newest(migrations))))
