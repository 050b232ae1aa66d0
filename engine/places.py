"""Where a collection lives: which folder, and which file stands where in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UsageError

VARIABLE = "REDRILL_COLLECTION"
SETTINGS = "redrill.toml"


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one collection. None of them needs to exist yet but ``root``'s parent."""

    root: Path

    @property
    def decks(self) -> Path:
        """The Markdown decks."""
        return self.root / "decks"

    @property
    def inbox(self) -> Path:
        """The deck that cards of one's own go into."""
        return self.decks / "inbox.md"

    @property
    def exports(self) -> Path:
        """Where exports go unless told otherwise."""
        return self.root / "exports"

    @property
    def settings(self) -> Path:
        """The settings file; its presence makes a folder a collection."""
        return self.root / SETTINGS

    @property
    def database(self) -> Path:
        """The history: the one file that must never be lost."""
        return self.root / "redrill.db"

    @property
    def cache(self) -> Path:
        """A folder of things that can be deleted at any time."""
        return self.root / ".redrill"

    @property
    def index(self) -> Path:
        """The cache of parsed decks and card states."""
        return self.cache / "index.db"

    @property
    def backups(self) -> Path:
        """Copies of the history, taken before migrations and on request."""
        return self.root / "backups"


def find(option: str | None, environment: Mapping[str, str], folder: Path) -> Places:
    """The collection to use.

    In this order: ``option`` (``--collection``), ``REDRILL_COLLECTION``, the nearest of ``folder`` and its parents
    with a ``redrill.toml``, the XDG data folder. Raises UsageError when the first two name something that is no folder.
    """
    for text, origin in ((option, "--collection"), (environment.get(VARIABLE), VARIABLE)):
        if text:
            root = Path(text).expanduser()
            if root.exists() and not root.is_dir():
                raise UsageError(
                    f"{origin}: {root} is no folder; name the folder that holds decks/"
                )
            return Places(root.absolute())
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            return Places(candidate.absolute())
    return Places(data_folder(environment))


def data_folder(environment: Mapping[str, str]) -> Path:
    """The collection's folder where nothing else is named: ``redrill`` in the user's data folder.

    ``XDG_DATA_HOME`` counts on every platform; without it the platform's own place is taken.
    """
    if environment.get("XDG_DATA_HOME"):
        return Path(environment["XDG_DATA_HOME"]).expanduser().absolute() / "redrill"
    from platformdirs import user_data_path

    return user_data_path("redrill", appauthor=False)
