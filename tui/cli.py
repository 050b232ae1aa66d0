"""The command line: one group, a file of commands for each thing they are about, errors in words."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from engine.errors import RedrillError
from tui.commands import cards, decks, maintenance, study
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


for command in (*study.COMMANDS, *cards.COMMANDS, *decks.COMMANDS, *maintenance.COMMANDS):
    main.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives the exit code: 0 fine, 1 findings, 2 usage, 3 environment."""
    try:
        code = main.main(args=arguments, prog_name="redrill", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except RedrillError as error:
        click.echo(f"redrill: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0


def entry() -> None:
    """The program ``redrill``."""
    sys.exit(run())
