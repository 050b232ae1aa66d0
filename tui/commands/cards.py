"""Single cards: list them, look at one, check an answer, add, mark."""

import sys
from datetime import UTC
from typing import TYPE_CHECKING, Any

import click

from engine.errors import UsageError
from engine.text import safe
from tui.context import Context, print_json

if TYPE_CHECKING:
    from engine.listing import CardRow, ReviewRow


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N cards.")
@click.pass_obj
def list_cards(context: Context, query: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """List the cards, all of them or those that QUERY finds.

    A query is made of words, "phrases", deck:, tag:, kind: and is:due|new|learning|review|leech|suspended|flagged;
    a minus sign before one means not.
    """
    rows = context.fresh.search(" ".join(query), limit or -1)
    if as_json:
        print_json([card_json(each) for each in rows])
        return
    for each in rows:
        marks = "".join(
            mark
            for mark, on in (("@", each.suspended), ("!", each.flagged), ("%", each.leech))
            if on
        )
        click.echo(
            safe(f"{each.card:<12} {each.state.phase:<10} {marks:<3} {each.deck}: {each.prompt}")
        )


@click.command()
@click.argument("card")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def show(context: Context, card: str, as_json: bool) -> None:
    """Show one card: both sides, its memory state and its reviews."""
    from engine.quiz.sides import answer, prompt

    collection = context.fresh
    row, found = collection.card(card), collection.note(card)
    reviews = collection.reviews(card)
    if as_json:
        print_json(
            {
                **card_json(row),
                "file": row.file,
                "line": row.line,
                "question": prompt(found),
                "answer": answer(found),
                "remark": row.remark,
                "reviews": [review_json(each) for each in reviews],
            }
        )
        return
    from tui.plain import as_text

    maths = collection.settings.maths
    state = row.state
    click.echo(safe(f"{row.card} · {row.deck} · {row.kind} · {row.file}:{row.line}"))
    click.echo(as_text(prompt(found), maths))
    click.echo("---")
    click.echo(as_text(answer(found), maths))
    if row.remark:
        click.echo(f"--- your note\n{safe(row.remark)}")
    memory = (
        "never seen"
        if state.memory is None
        else f"S {state.memory.stability:.1f} d, D {state.memory.difficulty:.1f}, "
        f"{state.reps} reviews, {state.lapses} lapses, due {due_json(row)}"
    )
    click.echo(f"--- {state.phase}: {memory}")
    for each in reviews:
        undone = " (undone)" if each.undone else ""
        click.echo(
            safe(f"{each.day} rated {each.rating}, {each.seconds:.0f} s {each.given!r}{undone}")
        )


@click.command()
@click.argument("card")
@click.option("--answer", "given", help="The answer; without it stdin is read.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def grade(context: Context, card: str, given: str | None, as_json: bool) -> None:
    """Check an answer to CARD without a session; nothing is written to the history.

    For choice and ordering give option texts or items, one a line.
    """
    from engine.quiz.registry import kind as kind_of

    row, found = context.fresh.card(card), context.fresh.note(card)
    kind = kind_of(row.kind)
    spec = kind.parse(found.note).spec
    if spec is None:
        raise UsageError(f"{row.file}:{row.line}: this card has errors; run `redrill check`")
    attempt = kind.start(spec, 0)
    if not attempt.checked:
        raise UsageError(
            f"a {row.kind} card is graded by the learner; only checked kinds can be graded here"
        )
    attempt = kind.answer(attempt, sys.stdin.read() if given is None else given)
    check = attempt.check
    verdict = {
        "card": card,
        "kind": row.kind,
        "verdict": None if check is None else str(check.verdict),
        "message": "" if check is None else check.message,
        "diagnosis": None if check is None else check.diagnosis,
        "rating": None if attempt.proposed is None else int(attempt.proposed),
    }
    if as_json:
        print_json(verdict)
    else:
        click.echo(safe(f"{verdict['verdict']}: {verdict['message']}"))


@click.command()
@click.option("--text", help="The note as Markdown; without it $EDITOR opens, or stdin is read.")
@click.pass_obj
def add(context: Context, text: str | None) -> None:
    """Add a card of your own to decks/inbox.md."""
    from engine.inbox import TEMPLATE
    from engine.inbox import add as add_notes

    if text is None:
        text = click.edit(TEMPLATE, extension=".md") if sys.stdin.isatty() else sys.stdin.read()
    cards = add_notes(context.fresh, text or "")
    if not cards:
        click.echo("nothing was added: the prompt is empty")
    for card in cards:
        click.echo(f"added {card} to {context.places.inbox}")


def _marker(name: str, summary: str, on: bool | None) -> click.Command:
    """A command that marks cards with one event each."""

    @click.command(name, help=summary)
    @click.argument("cards", nargs=-1, required=True, metavar="CARD...")
    @click.pass_obj
    def command(context: Context, cards: tuple[str, ...]) -> None:
        collection = context.fresh
        for card in cards:
            collection.indexed(card)
        for card in cards:
            collection.mark(card, *_MARKS[name](collection, on))
            click.echo(
                f"{card}: {summary.partition(' ')[0].lower()} done; `redrill undo` takes it back"
            )

    return command


def _bury(collection: Any, _: bool | None) -> tuple[str, dict[str, Any]]:
    from datetime import timedelta

    return "bury", {"until": (collection.today_date + timedelta(days=1)).isoformat()}


_MARKS: dict[str, Any] = {
    "flag": lambda _, on: ("flag", {"on": on}),
    "unflag": lambda _, on: ("flag", {"on": on}),
    "suspend": lambda _, on: ("suspend", {"on": on}),
    "unsuspend": lambda _, on: ("suspend", {"on": on}),
    "bury": _bury,
    "reset": lambda _, __: ("reset", {}),
}


def card_json(row: "CardRow") -> dict[str, Any]:
    """A card as scripts see it."""
    memory = row.state.memory
    return {
        "card": row.card,
        "note": row.note,
        "deck": row.deck,
        "kind": row.kind,
        "prompt": row.prompt,
        "state": str(row.state.phase),
        "due": due_json(row),
        "stability": None if memory is None else memory.stability,
        "difficulty": None if memory is None else memory.difficulty,
        "reps": row.state.reps,
        "lapses": row.state.lapses,
        "suspended": row.suspended,
        "flagged": row.flagged,
        "tags": list(row.tags),
    }


def due_json(row: "CardRow") -> str | None:
    """When a card is due: an ISO UTC time while in steps, a study date after, None when new."""
    if row.state.due_at is not None:
        return row.state.due_at.astimezone(UTC).isoformat()
    return None if row.state.due_day is None else row.state.due_day.isoformat()


def review_json(row: "ReviewRow") -> dict[str, Any]:
    """A past review as scripts see it."""
    return {
        "at": row.at.isoformat(),
        "day": row.day.isoformat(),
        "rating": row.rating,
        "seconds": row.seconds,
        "verdict": row.verdict,
        "given": row.given,
        "stability": row.stability,
        "difficulty": row.difficulty,
        "interval": row.interval,
        "undone": row.undone,
    }


COMMANDS: tuple[click.Command, ...] = (
    list_cards,
    show,
    grade,
    add,
    _marker("flag", "Flag cards, to find them again.", on=True),
    _marker("unflag", "Unflag cards.", on=False),
    _marker("suspend", "Suspend cards: they are not asked until unsuspended.", on=True),
    _marker("unsuspend", "Unsuspend cards.", on=False),
    _marker("bury", "Bury cards until the next study day.", on=None),
    _marker("reset", "Reset cards whose meaning was changed: they are new again.", on=None),
)
