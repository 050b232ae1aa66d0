"""What every command needs: the collection it is about, opened no sooner and no further than it is used."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.places import Places, find
from engine.text import safe

if TYPE_CHECKING:
    from engine.collection import Collection


@dataclass(frozen=True)
class Context:
    """Where the program was started and with which ``--collection``."""

    folder: str | None
    environment: Mapping[str, str]
    started_in: Path

    @cached_property
    def places(self) -> Places:
        """The paths of the collection, which may not exist yet."""
        return find(self.folder, self.environment, self.started_in)

    @cached_property
    def collection(self) -> "Collection":
        """The collection, made from the shipped decks if there is none, not yet opened."""
        from engine.clock import from_environment
        from engine.collection import Collection

        if not self.places.settings.exists() and not self.places.decks.exists():
            from engine.shipped import create

            create(self.places)
        return Collection(self.places, from_environment(self.environment))

    @cached_property
    def fresh(self) -> "Collection":
        """The collection, opened and with every deck read; what was recognised anew is said on stderr."""
        for line in self.collection.refresh().rebound:
            click.echo(f"{safe(line)} (redrill undo takes it back)", err=True)
        return self.collection


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
