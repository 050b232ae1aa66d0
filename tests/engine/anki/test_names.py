import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.anki.names import Family, deck_name, guid, number, tag_names
from engine.deck.note import NoteId


def test_our_id_is_the_guid_and_a_cloze_note_has_one_of_its_own() -> None:
    note = NoteId("g2k9q4m7")
    assert guid(note, Family.PLAIN) == "g2k9q4m7"
    assert guid(note, Family.CLOZE) == "g2k9q4m7.cloze"


def test_ids_depend_on_the_text_alone_until_they_clash() -> None:
    first = number("a", ())
    assert first == number("a", ()) != number("b", ())
    assert number("a", {first}) == first + 1
    assert 1_600_000_000_000 <= first < 1_700_000_000_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ML::Regularization", "ML::Regularization"),
        (" ML ::  a  b ", "ML::a b"),
        ("::a::::b::", "a::b"),
        ("a:::b", "a::：b"),
        ('the "big" one', "the 'big' one"),
        ("a\x1fb\nc", "a b c"),
        ("\x00 :: ", "Redrill"),
    ],
)
def test_a_deck_name_is_one_that_anki_leaves_as_it_is(name: str, expected: str) -> None:
    assert deck_name(name) == expected


@given(st.text())
def test_a_deck_name_is_final(name: str) -> None:
    assert deck_name(deck_name(name)) == deck_name(name)


def test_tags_have_no_spaces_and_keep_their_hierarchy() -> None:
    assert tag_names(["l1 norm", "ml::loss", "::a::", "ML::Loss", "\x1f", 'q"']) == (
        "a",
        "l1_norm",
        "ml::loss",
        "q'",
    )


def test_the_week_is_a_tag() -> None:
    assert tag_names(["x"], 3) == ("week::3", "x")
