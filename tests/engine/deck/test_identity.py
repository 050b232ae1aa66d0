import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from engine.deck.identity import content_hash, derived_id, is_id, normalised
from tests.engine.deck.reading import read

_ID_LETTERS = set("0123456789abcdefghjkmnpqrstvwxyz")


@given(st.text(), st.integers(0, 50))
def test_a_derived_id_is_eight_characters_that_cannot_be_misread(text: str, times: int) -> None:
    note_id = derived_id(content_hash(text, ""), times)
    assert is_id(note_id)
    assert len(note_id) == 8
    assert set(note_id) <= _ID_LETTERS
    assert "g" <= note_id[0] <= "z"


def test_two_devices_derive_the_same_id() -> None:
    assert content_hash("Prompt", "Answer") == "912e3f458edc76b3407fcf362c16bd90"
    assert derived_id("912e3f458edc76b3407fcf362c16bd90") == "kbvhvech"
    assert derived_id("912e3f458edc76b3407fcf362c16bd90", 1) == "w06wwt30"


def test_other_shapes_are_no_ids() -> None:
    shapes = ["", "g2k9q4m", "g2k9q4m77", "G2k9q4m7", "a2k9q4m7", "02k9q4m7", "g2k9q4mu"]
    assert not any(is_id(text) for text in [*shapes, "g2k9q4m7\n", "g2k9 4m7"])


@given(st.text())
def test_normalising_is_done_once_and_for_all(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
    assert normalised(unicodedata.normalize("NFD", text)) == normalised(text)


def test_white_space_line_ends_and_composition_change_no_identity() -> None:
    one = read("## Naïve\n\nTwo  lines\nof text.\n").notes[0]
    other = read(
        "##   Nai\u0308ve ##\r\n<!-- card: {tags: [a]} -->\r\nTwo lines of\ttext.   "
    ).notes[0]
    assert one.content_hash == other.content_hash


def test_a_note_asked_with_q_is_the_note_under_a_heading() -> None:
    heading, question = read("## Why?\n\nSo.\n").notes[0], read("Q: Why?\nA: So.\n").notes[0]
    assert heading.id == question.id


def test_a_change_in_a_fence_an_option_or_a_deletion_is_a_change_of_content() -> None:
    texts = [
        "## N\n\n```typed\nx\n```\n",
        "## N\n\n```typed\ny\n```\n",
        "## N\n\n- [x] a\n- [ ] b\n",
        "## N\n\n- [ ] a\n- [x] b\n",
        "## N\n\n{{c1::a}}\n",
        "## N\n\n{{c2::a}}\n",
        "## N\n\na\n",
        "## M\n\na\n",
    ]
    hashes = {read(text).notes[0].content_hash for text in texts}
    assert len(hashes) == len(texts)
