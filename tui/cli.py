"""The command line: one group, a file of commands for each thing they are about, errors in words."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from engine.errors import RedrillError
from engine.places import find
from engine.text import safe
from tui.commands import cards, decks, formulas, maintenance, study
from tui.context import Context


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--collection",
    "folder",
    metavar="FOLDER",
    help="The collection to use; REDRILL_COLLECTION says the same.",
)
@click.version_option(package_name="redrill", prog_name="redrill")
@click.pass_context
def main(context: click.Context, folder: str | None) -> None:
    """Spaced repetition for machine-learning interviews: it checks your answer and says what was wrong.

    Without a command the app opens on Today.
    """
    context.obj = Context(folder, os.environ, Path.cwd())
    if context.invoked_subcommand is None:
        context.invoke(study.app)


for command in (
    *study.COMMANDS,
    *cards.COMMANDS,
    *decks.COMMANDS,
    *formulas.COMMANDS,
    *maintenance.COMMANDS,
):
    main.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives the exit code: 0 fine, 1 findings, 2 usage, 3 environment."""
    try:
        code = main.main(args=arguments, prog_name="redrill", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except Exception as error:  # noqa: BLE001  (every error ends in words and an exit code)
        return _failed(error, arguments)
    return code if isinstance(code, int) else 0


def _failed(error: Exception, arguments: Sequence[str] | None) -> int:
    """Say what went wrong; gives the exit code."""
    match error:
        case click.Abort():
            return 130
        case click.ClickException():
            error.show()
            return 2
        case RedrillError():
            click.echo(f"redrill: {safe(str(error))}", err=True)
            return error.exit_code
        case BrokenPipeError():
            sys.stderr.close()
            return 0
        case _:
            from tui.fault import record

            click.echo(f"redrill: {record(error, _log_folder(arguments))}", err=True)
            return 3


def _log_folder(arguments: Sequence[str] | None) -> Path:
    """Where a fault is written down: the collection's cache, or the working folder if there is none."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    option = next(
        (words[at + 1] for at, word in enumerate(words[:-1]) if word == "--collection"), None
    )
    try:
        return find(option, os.environ, Path.cwd()).cache
    except RedrillError:
        return Path.cwd()


def entry() -> None:
    """The program ``redrill``."""
    sys.exit(run())
