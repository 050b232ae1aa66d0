from engine.deck.cards import cards, file_cards
from tests.engine.deck.reading import only_note, read


def test_a_note_has_a_card_and_a_reversed_one_two() -> None:
    (card,) = cards(only_note("## N\n<!-- card: {id: g2k9q4m7} -->\nA.\n"))
    assert (card.id, card.suffix, card.kind) == ("g2k9q4m7", "", "basic")
    there, back = cards(only_note("## N\n<!-- card: {id: g2k9q4m7, reversed: true} -->\nA.\n"))
    assert (there.kind, back.id, back.kind) == ("basic", "g2k9q4m7.r", "reversed")


def test_a_cloze_note_has_a_card_for_each_number() -> None:
    note = only_note(
        "## {{c3::N}}\n<!-- card: {id: g2k9q4m7} -->\n{{c10::a}} {{c3::b}} {{c1::c}}\n"
    )
    assert [card.id for card in cards(note)] == ["g2k9q4m7.c1", "g2k9q4m7.c3", "g2k9q4m7.c10"]


def test_a_faulty_note_has_none() -> None:
    assert cards(read("## N\n").notes[0]) == ()


def test_the_cards_of_a_file_are_numbered_in_file_order() -> None:
    deck = read("## N\n\n{{c1::a}} {{c2::b}}\n\n## Empty\n\n## M\n\nA.\n")
    assert [card.position for card in file_cards(deck)] == [0, 1, 2]
    assert [card.position for card in cards(deck.notes[0], 7)] == [7, 8]
