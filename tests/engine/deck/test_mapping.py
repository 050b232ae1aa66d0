import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.deck.mapping import Entry, Fault, Value, read_block, read_flow

_PIECES = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ", ",
    ":",
    ": ",
    " ",
    "id",
    "a b",
    "x-1",
    "'q'",
    '"d"',
    "#",
    "-",
]
_PIECES += ["07276431", "no", "null", "~", "é", "a::b", "\n", "\t", "&a", "*a", "!t", "...", "."]


def _values(entries: tuple[Entry, ...] | Fault) -> dict[str, Value] | str:
    if isinstance(entries, Fault):
        return entries.message
    return {entry.key: entry.value for entry in entries}


def test_every_scalar_is_a_string() -> None:
    read = read_flow("{id: 07276431, a: no, b: 1.0, c: null, d: [1, yes], e: '', f: \"x, y\"}")
    assert _values(read) == {
        "id": "07276431",
        "a": "no",
        "b": "1.0",
        "c": "null",
        "d": ("1", "yes"),
        "e": "",
        "f": "x, y",
    }
    assert _values(read_block('deck: Systems::Fraud\nweek: 3\ntags: [a, b c]\nx: "q"')) == {
        "deck": "Systems::Fraud",
        "week": "3",
        "tags": ("a", "b c"),
        "x": "q",
    }


def test_what_the_quick_reader_does_not_know_is_left_to_yaml() -> None:
    assert _values(read_flow('{a: "tab\\tx", b: {c: d}, e: [[f]], g: ünï}')) == {
        "a": "tab\tx",
        "b": None,
        "e": None,
        "g": "ünï",
    }
    assert _values(read_block("tags:\n  - a\n  - b\n")) == {"tags": ("a", "b")}
    assert _values(read_block("# only a comment\n")) == {}


def test_entries_know_where_they_stand() -> None:
    read = read_flow("{id: x, tags: [a]}")
    assert not isinstance(read, Fault)
    assert [(one.column, one.value_column) for one in read] == [(1, 5), (8, 14)]
    read = read_block("a: b\n\nc: ü")
    assert not isinstance(read, Fault)
    assert [(one.line, one.column, one.value_column) for one in read] == [(0, 0, 3), (2, 0, 3)]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("{id: x, id: y}", 8, "`id` is given twice"),
        ("{ü: x, ü: y}", 7, "`ü` is given twice"),
        ("{a: &x b, c: *x}", 4, "anchors and aliases (`&`, `*`) are not read here: quote the text"),
        ("{c: *x}", 4, "anchors and aliases (`&`, `*`) are not read here: quote the text"),
        ("{a: [b}", 6, "expected ',' or ']', but got '}'"),
        ("{[a]: b}", 1, "a key must be one word"),
        ("[a]", 0, "expected settings in the form `key: value`"),
        ("{a: \x07}", 4, "YAML does not allow this character"),
        ("{a: " + "[" * 1000 + "]" * 1000 + "}", 0, "the settings are nested too deep"),
        ("{a: " + "b" * 9_000 + "é}", 0, "the settings are longer than 8192 characters"),
    ],
)
def test_a_mapping_that_cannot_be_read_says_where_and_why(
    text: str, column: int, message: str
) -> None:
    assert read_flow(text) == Fault(0, column, message)


def test_settings_nested_without_brackets_have_an_end_too() -> None:
    assert read_block("- " * 2000 + "a") == Fault(0, 0, "the settings are nested too deep")


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_the_quick_reader_agrees_with_yaml(inside: str) -> None:
    for text, read in (
        (f"{{{inside}}}", read_flow),
        (inside, read_block),
        (f"a: {inside}", read_block),
    ):
        entries = read(text)
        if isinstance(entries, Fault):
            continue
        expected = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - strings only
        for entry in entries:
            value = list(entry.value) if isinstance(entry.value, tuple) else entry.value
            assert value is None or expected[entry.key] == value
        assert len(entries) == len(expected)


def test_a_deck_of_plain_settings_does_not_import_yaml() -> None:
    program = """
import sys
from engine.deck.parse import parse
text = '---\\ndeck: A::B\\nweek: 3\\n---\\n## N\\n<!-- card: {id: g2k9q4m7, tags: [l1]} -->\\nA.\\n'
assert parse(text, 'a.md', frozenset()).notes[0].tags == ('l1',)
heavy = {'yaml', 'textual', 'sqlalchemy', 'rich'} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", program], check=True)
