"""The collection itself: undo, backup, merge, what is where, shell completion."""

import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from engine.errors import EnvironmentFault, RedrillError, UsageError
from engine.text import safe
from tui.context import Context, print_json


@click.command()
@click.argument("event", required=False)
@click.option("--list", "as_list", is_flag=True, help="Only show what can be taken back.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as a JSON array.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@click.pass_obj
def undo(context: Context, event: str | None, as_list: bool, as_json: bool, limit: int) -> int:
    """Take back the last thing that was done, or EVENT of the list: a grade, a flag, a rebinding."""
    collection = context.fresh
    if not as_list:
        text = collection.undo(event)
        click.echo(safe(f"undone: {text}") if text else "there is nothing to undo")
        return 0
    found = collection.undoable(limit)
    if as_json:
        print_json(
            [{"id": each.id, "at": each.at.isoformat(), "text": each.text} for each in found]
        )
        return 0
    for each in found:
        local = each.at.astimezone(collection.clock.zone)
        click.echo(safe(f"{each.id}  {local:%Y-%m-%d %H:%M}  {each.text}"))
    if not found:
        click.echo("there is nothing to undo")
    return 0


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(context: Context, target: Path | None) -> None:
    """Copy the whole history to a file, to backups/ unless told otherwise."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    path = target or context.places.backups / f"redrill-{stamp}.db"
    if path.exists():
        raise UsageError(f"{path} is there already; name another file")
    history = context.collection.history
    history.copy(path)
    click.echo(f"{path}: {history.count()} events")
    click.echo("To restore it, put it in the place of redrill.db while Redrill is not running.")


@click.command()
@click.argument("other", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def merge(context: Context, other: Path) -> None:
    """Take over the events of another device's redrill.db that are not here yet."""
    from engine.history.merge import merge as take_over

    if not other.is_file():
        raise UsageError(f"{other}: there is no such file")
    collection = context.fresh
    new = take_over(collection.history, other)
    collection.catch_up()
    click.echo(f"{new} new events")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def doctor(context: Context, as_json: bool) -> int:
    """Say which versions, paths and terminal are in use, and whether the history is whole."""
    facts, faults = _facts(context)
    if as_json:
        print_json({**facts, "faults": faults})
    else:
        width = max(map(len, facts))
        for name, value in facts.items():
            click.echo(safe(f"{name:<{width}}  {value}"))
        for fault in faults:
            click.echo(safe(f"✗ {fault}"), err=True)
    return 3 if faults else 0


def _facts(context: Context) -> tuple[dict[str, str], list[str]]:
    import sqlite3
    from importlib.metadata import version

    places = context.places
    faults: list[str] = []
    facts = {
        "redrill": version("redrill"),
        "python": f"{platform.python_version()} ({sys.executable})",
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
    }
    for package in ("textual", "sqlalchemy", "fsrs", "markdown-it-py", "genanki"):
        facts[package] = version(package)
    size = shutil.get_terminal_size()
    facts["terminal"] = (
        f"{context.environment.get('TERM', 'unknown')}, {size.columns}×{size.lines}, "
        f"colours {context.environment.get('COLORTERM', 'by TERM')}"
        + (", NO_COLOR" if context.environment.get("NO_COLOR") else "")
    )
    facts |= {
        "collection": str(places.root),
        "decks": str(places.decks),
        "settings": f"{places.settings}{'' if places.settings.exists() else ' (not there: defaults)'}",
        "history": str(places.database),
        "index": str(places.index),
        "exports": str(places.exports),
        "backups": str(places.backups),
    }
    try:
        _inspect(context, facts, faults)
    except RedrillError as error:
        faults.append(str(error))
    return facts, faults


def _inspect(context: Context, facts: dict[str, str], faults: list[str]) -> None:
    from engine.shipped import folder

    facts["shipped decks"] = str(folder())
    collection = context.fresh
    history = collection.history
    whole = history.integrity()
    facts["events"] = str(history.count())
    facts["cards"] = str(collection.count())
    facts["integrity"] = whole
    facts["device"] = history.device
    if whole != "ok":
        faults.append(
            f"{context.places.database}: {whole}; restore a copy from {context.places.backups}"
        )
    if history.read_only:
        faults.append(f"{context.places.database}: {history.read_only}")
    from tui.actions import keymap

    keymap(collection.settings.keys)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell; the README says where it goes."""
    kind = get_completion_class(shell)
    if kind is None:
        raise EnvironmentFault(f"there is no completion for {shell}")
    from tui.cli import main

    click.echo(kind(main, {}, "redrill", "_REDRILL_COMPLETE").source())


COMMANDS: tuple[click.Command, ...] = (undo, backup, merge, doctor, completion)
