from pathlib import Path

import pytest

from engine.deck.cards import file_cards
from engine.deck.parse import parse
from engine.quiz import sides
from engine.quiz.attempt import Verdict
from engine.quiz.registry import fence_names, kind

DECKS = Path(__file__).parents[3] / "decks"
CARDS = [
    card
    for path in sorted(DECKS.glob("*.md"))
    for card in file_cards(parse(path.read_bytes(), path.name, fence_names()))
]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.note.file}:{card.note.line}")
def test_each_shipped_card_takes_its_own_answer(card) -> None:  # noqa: ANN001 (a card)
    its_kind = kind(card.kind)
    parsed = its_kind.parse(card.note)
    assert parsed.findings == ()
    assert its_kind.prove(card.note, parsed.spec) == ()
    attempt = its_kind.start(parsed.spec, seed=1)
    faces = its_kind.faces(card.note, parsed.spec, card.suffix)
    assert faces.front
    assert faces.back
    assert sides.one_line(card)
    if attempt.checked:
        wrong = its_kind.answer(attempt, "\n".join(attempt.options[:1]) or "0.123456 zorkmids")
        expected = (wrong.check or its_kind.answer(attempt, "").check).expected
        assert its_kind.answer(attempt, expected).check.verdict is Verdict.RIGHT
