"""The line-by-line review as a transcript."""

import io
from pathlib import Path

from engine.collection import Collection
from engine.session import start
from tests.engine.world import World
from tui.plain import PlainReview

DECK = """\
## Why does L1 give exact zeros?

Its slope at 0 is not 0.

## Which tree rebalances by rotation after every insert?

```typed
AVL tree
```

## Which penalty shares the weight between twins?

- [ ] L1
- [x] L2
"""


def talk(collection: Collection, *lines: str, limit: int | None = None) -> str:
    """What is printed when these lines are typed."""
    target = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    PlainReview(collection, start(collection, limit=limit), source, target).run()
    return target.getvalue()


def test_an_empty_line_reveals_a_number_grades_and_saved_is_said(tmp_path: Path) -> None:
    said = talk(World(tmp_path, DECK).open(), "", "4", limit=1)
    prompt, answer = said.index("Why does L1"), said.index("Its slope at 0")
    assert prompt < said.index("> ") < answer < said.index("4 easy") < said.index("saved")
    assert said.endswith("1 graded in 0.0 min: 0 again, 0 hard, 0 good, 1 easy\n")


def test_a_typed_answer_is_checked_and_an_empty_grade_takes_the_proposed_one(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, DECK)
    said = talk(world.open(), "", "4", "AVL tre", "", ":q")
    assert "~ close" in said
    assert "AVL tre[-e-]" in said
    assert "(proposed: 1)" in said
    rows = {each.kind: each.state.reps for each in world.open().search("")}
    assert rows == {"basic": 1, "typed": 1, "choice": 0}


def test_letters_pick_options(tmp_path: Path) -> None:
    world = World(
        tmp_path, DECK.partition("## Which penalty")[1] + DECK.partition("## Which penalty")[2]
    )
    first = talk(world.open(), ":q")
    letter = next(line.strip()[0] for line in first.splitlines() if line.strip().endswith("L2"))
    assert "✓ right" in talk(world.open(), letter, "3", ":q")


def test_undo_brings_the_card_back_and_quitting_keeps_the_rest(tmp_path: Path) -> None:
    world = World(tmp_path, DECK)
    said = talk(world.open(), "", "4", ":u", "", "1", "q")
    assert "undone: graded Easy" in said
    assert said.count("Why does L1 give exact zeros?") >= 2
    (row,) = world.open().search("kind:basic")
    assert (row.state.reps, row.state.phase) == (1, "learning")


def test_while_an_answer_is_typed_single_letters_are_text(tmp_path: Path) -> None:
    said = talk(World(tmp_path, DECK).open(), "", "4", "q", "1", ":q")
    assert "✗ wrong" in said


def test_the_end_of_the_input_leaves_without_a_word_lost(tmp_path: Path) -> None:
    world = World(tmp_path, DECK)
    said = talk(world.open(), "", "4", "AVL tree")
    assert "1 graded" in said
    assert sum(each.state.reps for each in world.open().search("")) == 1


def test_nothing_due_says_when_something_is(tmp_path: Path) -> None:
    assert "nothing is due" in talk(World(tmp_path, "# Prose alone\n").open())


def test_escape_sequences_and_markup_of_a_deck_are_text(tmp_path: Path) -> None:
    deck = (
        "## What is [bold red]this\x1b[31m\x1b]0;owned\x07 thing?\n\nAn \x9b2J [link=x]answer[/].\n"
    )
    said = talk(World(tmp_path, deck).open(), "", "4")
    assert not {"\x1b", "\x07", "\x9b"} & set(said)
    assert "[bold red]" in said
    assert "answer[/]" in said


def test_a_remark_is_shown_with_the_answer_from_then_on(tmp_path: Path) -> None:
    world = World(tmp_path, DECK.partition("## Which tree")[0])
    said = talk(world.open(), "", "n think of corners", "4", limit=1)
    assert "noted" in said
    world.clock.go(days=30)
    assert "your note: think of corners" in talk(world.open(), "", "3", limit=1)
