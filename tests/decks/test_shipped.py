"""The decks that ship: clean, stamped, and every card fit to be shown."""

from pathlib import Path

import pytest

from engine.deck.cards import cards
from engine.deck.folder import deck_files
from engine.deck.markdown import parser
from engine.deck.note import Card
from engine.deck.parse import parse
from engine.lint import lint
from engine.maths.formula import problems
from engine.quiz.registry import fence_names, kind
from engine.quiz.sides import answer, prompt
from tui.render import render

ROOT = Path(__file__).parents[2] / "decks"
FILES = deck_files(ROOT)[0]
DECKS = [
    parse(path.read_bytes(), path.relative_to(ROOT).as_posix(), fence_names()) for path in FILES
]
CARDS = [card for deck in DECKS for note in deck.notes for card in cards(note)]
NAMES = [card.id for card in CARDS]


def test_the_linter_finds_nothing() -> None:
    assert lint(DECKS, ROOT) == ()


def test_every_note_is_stamped() -> None:
    assert [note.prompt for deck in DECKS for note in deck.notes if not note.stamped] == []


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.file)
def test_a_deck_is_large_mixed_and_mostly_more_than_recalled(deck: object) -> None:
    notes = deck.notes  # type: ignore[attr-defined]
    kinds = {note.kind for note in notes}
    checked = sum(note.kind not in {"basic", "cloze"} for note in notes)
    assert len(notes) >= 15
    assert len(kinds) >= 4
    assert checked >= len(notes) / 3


@pytest.mark.parametrize("card", CARDS, ids=NAMES)
def test_both_sides_fit_eighty_columns_and_every_formula_is_laid_out(card: Card) -> None:
    for side in (prompt(card), answer(card)):
        assert side.strip()
        shown = render(side, 72).plain
        assert max(map(len, shown.splitlines())) <= 76
        for token in parser().parse(side):
            for each in (token, *(token.children or ())):
                if each.type.startswith("math"):
                    assert problems(each.content) == (), each.content


@pytest.mark.parametrize(
    "card", [each for each in CARDS if each.kind in {"typed", "numeric"}], ids=lambda each: each.id
)
def test_a_checked_card_accepts_its_own_answer(card: Card) -> None:
    asked = kind(card.kind)
    spec = asked.parse(card.note).spec
    faces = asked.faces(card.note, spec, "")
    done = asked.answer(asked.start(spec, 1), faces.typed)
    assert done.check is not None
    assert done.check.verdict == "right"
