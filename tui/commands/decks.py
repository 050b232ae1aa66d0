"""Decks: check them, stamp them, export them, take in a newer release's."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.termui import progressbar

from engine.errors import EnvironmentFault, UsageError
from engine.places import Places
from engine.text import safe
from tui.context import Context, print_json

if TYPE_CHECKING:
    from engine.deck.finding import Finding
    from engine.deck.note import DeckFile

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


@click.command()
@_PATHS
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
@click.pass_obj
def check(context: Context, paths: tuple[Path, ...], as_json: bool) -> int:
    """Report every fault of decks as file:line:column: level: message.

    PATH is a deck or a folder of decks; without one the collection's decks are checked. The exit code is 0 when nothing
    is found, 1 when anything is, 2 for a path that is not there.
    """
    findings = _lint(context.places, paths or (_default(context),))
    if as_json:
        print_json(
            [
                {
                    "file": each.file,
                    "line": each.line,
                    "column": each.column,
                    "level": str(each.level),
                    "rule": each.rule,
                    "message": each.message,
                }
                for each in findings
            ]
        )
    else:
        for each in findings:
            click.echo(safe(str(each)))
    return 1 if findings else 0


def _default(context: Context) -> Path:
    decks = context.places.decks
    if not decks.is_dir():
        raise UsageError(f"{decks} is not there; name a deck or a folder of decks")
    try:
        return decks.relative_to(context.started_in)
    except ValueError:
        return decks


def _lint(places: Places, paths: tuple[Path, ...]) -> "tuple[Finding, ...]":
    """Judge these decks; the collection's other decks are compared with, not reported."""
    from engine.deck.folder import deck_files
    from engine.lint import lint

    faults: list[Finding] = []
    chosen: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            files, found = deck_files(path)
            faults += found
        elif path.is_file():
            files = (path,)
        else:
            raise UsageError(f"{path}: there is no such file or folder")
        chosen |= {file.resolve(): file for file in files}
    inside = places.decks.is_dir() and any(
        each.is_relative_to(places.decks.resolve()) for each in chosen
    )
    others = deck_files(places.decks)[0] if inside else ()
    context = [_parsed(each, str(each)) for each in others if each.resolve() not in chosen]
    decks = [_parsed(each, str(each)) for each in chosen.values()]
    folder = Path.cwd()
    root = folder if all(each.is_relative_to(folder) for each in chosen) else None
    return tuple(sorted((*faults, *lint(decks, root, context))))


def _parsed(path: Path, name: str) -> "DeckFile":
    from engine.deck.parse import parse
    from engine.quiz.registry import fence_names

    try:
        return parse(path.read_bytes(), name, fence_names())
    except OSError as error:
        raise EnvironmentFault(f"{path}: cannot be read: {error.strerror}") from None


@click.command()
@_PATHS
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
@click.pass_obj
def stamp(context: Context, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Write each note's id into its comment line, changing no other byte.

    A stamped note keeps its history through any edit. Without PATH all decks of the collection are stamped.
    """
    from engine.stamping import stamp_files

    done = stamp_files(context.fresh, paths or (context.places.decks,), dry_run=dry_run)
    for path, count in done:
        word = "would get" if dry_run else "got"
        click.echo(f"{path}: {count} {'note' if count == 1 else 'notes'} {word} an id")
    if not done:
        click.echo("every note has its id")


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.apkg"
)
@click.pass_obj
def export(context: Context, decks: tuple[str, ...], output: Path | None) -> None:
    """Write decks as an Anki package, to exports/ unless told otherwise."""
    from engine.anki.export import ONE_WAY
    from engine.export import export as write

    collection = context.fresh
    terminal = sys.stderr.isatty()
    with progressbar(length=1000, label="Exporting", file=sys.stderr, hidden=not terminal) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(int(1000 * done / max(total, 1)) - bar.pos)

        result = write(collection, decks, output, progress)
        bar.update(1000 - bar.pos)
    for warning in result.warnings:
        click.echo(safe(f"warning: {warning}"), err=True)
    click.echo(f"{result.path}: {result.notes} notes, {result.cards} cards, {result.media} images")
    click.echo(ONE_WAY)


@click.group("decks")
def shipped() -> None:
    """The decks that Redrill ships."""


@shipped.command()
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@click.pass_obj
def update(context: Context, dry_run: bool) -> None:
    """Bring in this release's notes by id; what you edited stays yours."""
    from engine.shipped import update as take_in

    done = take_in(context.places, dry_run=dry_run)
    for line in done.lines:
        click.echo(safe(line))
    click.echo(
        f"{done.added} notes added, {done.changed} renewed, {done.kept} kept as you edited them"
    )


COMMANDS: tuple[click.Command, ...] = (check, stamp, export, shipped)
