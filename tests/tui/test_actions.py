import pytest

from engine.errors import UsageError
from tui.actions import ACTIONS, TYPING, Place, key_name, keymap, types_text


def test_the_keys_as_shipped_clash_nowhere() -> None:
    keymap({})


def test_five_keys_are_enough_for_a_review() -> None:
    keys = keymap({})
    assert keys.action(Place.QUESTION, "space") == "reveal"
    assert [keys.action(Place.ANSWER, key) for key in "1234"] == ["again", "hard", "good", "easy"]
    assert keys.action(Place.ANSWER, "space") == "accept"


def test_a_remapped_key_replaces_the_shipped_ones() -> None:
    keys = keymap({"good": "g, f9"} | {"top": "home"})
    assert keys.action(Place.ANSWER, "g") == "good"
    assert keys.action(Place.ANSWER, "f9") == "good"
    assert keys.action(Place.ANSWER, "3") is None
    assert keys.key("good") == "g"


def test_a_clash_names_both_actions_and_the_key() -> None:
    with pytest.raises(UsageError, match="'1' is both 'again' and 'easy' in an answer"):
        keymap({"easy": "1"})


def test_one_key_may_mean_two_things_in_two_places() -> None:
    keys = keymap({"export": "u"})
    assert keys.action(Place.TODAY, "u") == "export"
    assert keys.action(Place.ANSWER, "u") == "undo"


def test_an_unknown_action_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError, match="there is no action 'goood'; did you mean 'good'"):
        keymap({"goood": "3"})


@pytest.mark.parametrize("text", ["hyper+x", "ctrl+", "f99", "ab"])
def test_an_unknown_key_is_named_with_its_action(text: str) -> None:
    with pytest.raises(UsageError, match=r"good = .*there is no key"):
        keymap({"good": text})


@pytest.mark.parametrize("text", ["", " ", ", ,"])
def test_an_action_without_a_key_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="good has no key"):
        keymap({"good": text})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@", "@"),
        ("at", "@"),
        ("comma", ","),
        ("F5", "f5"),
        ("Ctrl+S", "ctrl+s"),
        ("Esc", "escape"),
        ("G", "G"),
        ("\x1b", None),
        ("  ", None),
    ],
)
def test_keys_are_written_as_people_write_them(text: str, key: str | None) -> None:
    assert key_name(text) == key


def test_in_a_field_every_printable_key_is_text() -> None:
    keys = keymap({})
    for place in TYPING:
        for key in map(chr, range(32, 127)):
            assert keys.action(place, key) is None


def test_what_a_field_offers_can_be_reached_from_it() -> None:
    keys = keymap({})
    for action in ACTIONS:
        for place in TYPING & set(action.places):
            assert keys.key(action.name, place), action.name
            assert not types_text(keys.key(action.name, place)) or action.name == "results"
