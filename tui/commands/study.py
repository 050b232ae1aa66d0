"""Studying: the app, what today holds, a review line by line."""

import sys
from typing import Any, Literal

import click

from tui.context import Context, print_json


@click.command(hidden=True)
@click.pass_obj
def app(context: Context) -> int:
    """Open the app on Today."""
    return _open(context, "today")


@click.command()
@click.option(
    "--plain", is_flag=True, help="Line by line on stdin and stdout, without escape codes."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N grades.")
@click.option("--deck", "decks", multiple=True, metavar="DECK", help="Only this deck; repeatable.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; repeatable.")
@click.argument("cards", nargs=-1, metavar="[CARD]...")
@click.pass_obj
def review(
    context: Context,
    plain: bool,
    limit: int | None,
    decks: tuple[str, ...],
    kinds: tuple[str, ...],
    cards: tuple[str, ...],
) -> int:
    """Review what is due now, or the cards named.

    With --plain an empty line reveals, or your answer is checked; then 1-4 grades, u undoes, q leaves. Each grade is on
    disk when it says "saved".
    """
    if not plain:
        return _open(context, "review", decks=decks, kinds=kinds, cards=cards, limit=limit)
    from engine import session as sessions
    from tui.plain import PlainReview

    collection = context.fresh
    for card in cards:
        collection.indexed(card)
    session = (
        sessions.of_cards(collection, cards, limit)
        if cards
        else sessions.start(collection, decks, kinds, limit)
    )
    PlainReview(collection, session, sys.stdin, sys.stdout).run()
    return 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def today(context: Context, as_json: bool) -> None:
    """Say what today holds: due and new cards by deck and kind, minutes, days kept."""
    now = context.fresh.today()
    if as_json:
        print_json(_today_json(now))
        return
    from tui.plain import today_text

    click.echo(today_text(now))


def _today_json(now: Any) -> dict[str, Any]:
    return {
        "day": now.day.isoformat(),
        "due": now.due,
        "learning": now.learning,
        "new": now.new,
        "minutes": round(now.minutes, 1),
        "done": now.done,
        "failed": list(now.failed_cards),
        "decks": [
            {
                "deck": each.deck,
                "due": each.due,
                "learning": each.learning,
                "new": each.new,
                "kinds": dict(each.kinds),
                "minutes": round(each.minutes, 1),
            }
            for each in now.lines
        ],
        "backlog": [{"day": day.isoformat(), "cards": count} for day, count in now.backlog],
        "kept": now.kept,
        "days": now.days,
        "next_due": None if now.next_due is None else now.next_due.isoformat(),
        "cards": now.cards,
        "errors": now.errors,
    }


def _open(context: Context, start: Literal["today", "review"], **narrowed: Any) -> int:
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise click.UsageError(
            "the app needs a terminal; `redrill review --plain` and `redrill today` work without one"
        )
    from tui.app import run

    return run(context.collection, start, **narrowed)


COMMANDS: tuple[click.Command, ...] = (app, review, today)
