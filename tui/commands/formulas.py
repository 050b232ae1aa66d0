"""Formulas on their own: how one looks in the terminal."""

import click

from engine.text import safe


@click.command()
@click.argument("latex")
@click.option("--inline", is_flag=True, help="On one line, as within a sentence.")
@click.option("--ascii", "plain", is_flag=True, help="In ASCII alone.")
@click.option("--width", type=click.IntRange(8, 400), default=72, show_default=True, metavar="N")
def render(latex: str, inline: bool, plain: bool, width: int) -> int:
    """Print a formula, given as LaTeX without dollar signs, as the cards show it.

    What cannot be read is said on stderr with its place, and the exit code is 1.
    """
    from engine.maths.formula import display, problems
    from engine.maths.formula import inline as one_line

    rows = (one_line(latex, ascii=plain),) if inline else display(latex, width=width, ascii=plain)
    for row in rows:
        click.echo(row.rstrip())
    faults = problems(latex)
    for fault in faults:
        click.echo(safe(f"column {fault.offset + 1}: {fault.message}"), err=True)
    return 1 if faults else 0


COMMANDS: tuple[click.Command, ...] = (render,)
