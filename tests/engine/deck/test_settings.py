import pytest

from tests.engine.deck.reading import faults, only_note, read


def _faults(comment: str) -> list[str]:
    return faults(f"## N\n{comment}\n\nA.\n")


def test_unknown_keys_are_warnings() -> None:
    assert _faults("<!-- card: {colour: red} -->") == [
        (
            "2:13: warning: `colour` means nothing here; "
            "known are id, reversed, tags, after, source, week, block"
        )
    ]


def test_a_colon_without_a_space_is_explained() -> None:
    assert _faults("<!-- card: {id:g2k9q4m7} -->") == [
        "2:13: warning: `id:g2k9q4m7` is read as one word: put a space after the colon"
    ]


def test_text_after_the_comment_is_an_error() -> None:
    assert _faults("<!-- card: {reversed: true} --> lost") == [
        (
            "2:33: error: text after `-->` is lost, for Markdown takes it as part of the "
            "comment: move it down"
        )
    ]


def test_yaml_that_cannot_be_read_is_an_error_where_it_breaks() -> None:
    assert _faults("<!-- card: {tags: [a} -->") == [
        "2:21: error: the settings cannot be read: expected ',' or ']', but got '}'"
    ]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("id: G2K9Q4M7", "`G2K9Q4M7` is no id: an id is 8 of"),
        ("id: a2k9q4m7", "`a2k9q4m7` is no id"),
        ("id: g2k9q4ml", "`g2k9q4ml` is no id"),
        ("after: [nope]", "`after` names notes by id, `nope` is none"),
        ("week: 9", "`week` must be a whole number from 1 to 8"),
        ("week: three", "`week` must be a whole number from 1 to 8"),
        ("block: noon", "`block` must be morning, afternoon or evening"),
        ("reversed: perhaps", "`reversed` must be true or false"),
        ("tags: [two words]", "a tag is one word without spaces, `two words` is not"),
        ("tags: {a: b}", "`tags` must be a list, as in `[a, b]`"),
        ("source: [a]", "`source` must be text; put it in quotes"),
    ],
)
def test_a_value_of_the_wrong_shape_is_an_error(setting: str, complaint: str) -> None:
    (fault,) = _faults(f"<!-- card: {{{setting}}} -->")
    assert fault.startswith(f"2:{len('<!-- card: {') + setting.index(':') + 3}: error: {complaint}")


@pytest.mark.parametrize(
    "comment",
    ["<!-- card {id: g2k9q4m7} -->", "<!-- Card: {id: g2k9q4m7} -->", "<!-- card:\n{}\n-->"],
)
def test_a_comment_that_was_meant_as_settings_is_an_error(comment: str) -> None:
    assert _faults(comment) == [
        "2:1: error: write the settings on one line, as in `<!-- card: {id: g2k9q4m7} -->`"
    ]


def test_settings_without_braces_are_an_error() -> None:
    assert _faults("<!-- card: id: g2k9q4m7 -->") == [
        "2:12: error: write the settings in braces, as in `{id: g2k9q4m7, reversed: true}`"
    ]


def test_settings_in_the_wrong_place_are_an_error() -> None:
    comment = "<!-- card: {id: g2k9q4m7} -->"
    complaint = "settings stand directly under a note's heading or above its `Q:`; here they"
    (fault,) = faults(f"## N\n\nA.\n\n{comment}\n")
    assert fault.startswith(f"5:1: error: {complaint}")
    (fault,) = faults(f"{comment}\n\n## N\n\nA.\n")
    assert fault.startswith(f"1:1: error: {complaint}")


def test_other_comments_are_content() -> None:
    assert only_note("## N\n<!-- to do: cards -->\nA.\n").answer == "<!-- to do: cards -->\nA."


def test_settings_are_no_content() -> None:
    plain = read("## N\n\nA.\n").notes[0]
    settings = read("## N\n<!-- card: {id: g2k9q4m7, tags: [a]} -->\n\nA.\n").notes[0]
    assert plain.content_hash == settings.content_hash
    assert settings.answer == "A."
