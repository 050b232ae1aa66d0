from dataclasses import replace

import pytest
from hypothesis import given, settings

from engine.deck.note import Note, NoteId
from engine.deck.parse import parse
from engine.deck.stamp import stamp
from tests.engine.deck.reading import KINDS
from tests.engine.deck.strategies import Written, decks, hostile_bytes


def _stamped(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    notes = parse(data, "deck.md", KINDS).notes
    named = [note if note.stamped else replace(note, id=NoteId("g2k9q4m7")) for note in notes]
    return stamp(data, named)


def _without_ids(before: bytes, after: bytes) -> bool:
    """Say whether deleting characters from one text gives the other."""
    rest = iter(after)
    return all(byte in rest for byte in before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## N\nA.\n", "## N\n<!-- card: {id: g2k9q4m7} -->\nA.\n"),
        ("## N\r\n\r\nA.", "## N\r\n<!-- card: {id: g2k9q4m7} -->\r\n\r\nA."),
        ("\ufeff## {{c1::N}}", "\ufeff## {{c1::N}}\n<!-- card: {id: g2k9q4m7} -->"),
        ("x\r\n\r\n## N", "x\r\n\r\n## N\r\n<!-- card: {id: g2k9q4m7} -->"),
        ("Q: a\nA: b", "<!-- card: {id: g2k9q4m7} -->\nQ: a\nA: b"),
        ("\ufeffQ: a\rA: b", "\ufeff<!-- card: {id: g2k9q4m7} -->\rQ: a\rA: b"),
        ("## N\n<!-- card: {} -->\nA.", "## N\n<!-- card: {id: g2k9q4m7} -->\nA."),
        (
            "## N\n<!-- card: {tags: [é]} -->\nA.",
            "## N\n<!-- card: {id: g2k9q4m7, tags: [é]} -->\nA.",
        ),
        (
            "## N\n\n  <!--card:{ tags: [a] }-->\nA.",
            "## N\n\n  <!--card:{id: g2k9q4m7, tags: [a] }-->\nA.",
        ),
    ],
)
def test_the_id_is_written_into_the_comment_line(before: str, after: str) -> None:
    assert _stamped(before).decode() == after


@pytest.mark.parametrize(
    "text",
    [
        "## N\n<!-- card: {id: h2k9q4m7} -->\nA.",
        "## N\n<!-- card: {id: wrong} -->\nA.",
        "## N\n<!-- card: {tags: [} -->\nA.",
        "## N\n<!-- card: tags: a -->\nA.",
        "# Prose only\n",
        "",
    ],
)
def test_a_note_that_has_an_id_or_unreadable_settings_is_left_alone(text: str) -> None:
    assert _stamped(text) == text.encode()


def test_notes_on_other_lines_are_not_touched() -> None:
    data = b"## N\n\nA.\n"
    (note,) = parse(data, "deck.md", KINDS).notes
    assert stamp(data, [replace(note, line=3)]) == data


@given(decks)
def test_stamping_a_deck_gives_each_note_the_id_it_had(deck: list[Written]) -> None:
    data = "\n".join(note.text for note in deck).encode()
    before = parse(data, "deck.md", KINDS)
    after = parse(stamp(data, before.notes), "deck.md", KINDS)
    assert all(note.stamped for note in after.notes)
    assert [note.id for note in after.notes] == [note.id for note in before.notes]
    assert after.findings == before.findings


@settings(max_examples=300)
@given(hostile_bytes)
def test_stamping_changes_no_other_byte_and_nothing_that_is_read(data: bytes) -> None:
    def read(data: bytes) -> list[Note]:
        notes = parse(data, "deck.md", KINDS).notes
        return [replace(note, stamped=True, line=0, end_line=0, fence=None) for note in notes]

    stamped = stamp(data, parse(data, "deck.md", KINDS).notes)
    assert _without_ids(data, stamped)
    assert read(stamped) == read(data)
    assert stamp(stamped, parse(stamped, "deck.md", KINDS).notes) == stamped
