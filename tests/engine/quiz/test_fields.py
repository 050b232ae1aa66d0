from hypothesis import given
from hypothesis import strategies as st

from engine.deck.note import Fence
from engine.quiz.fields import Entry, Mark, read


def entries(body: str, names: frozenset[str] | None = None) -> tuple[Entry, ...]:
    return read(Fence("design", body, 10), names)


def test_a_field_is_the_rest_of_its_line_verbatim() -> None:
    (entry,) = entries(r"answer: \frac{a: b}{c} # no comment - 'quoted'")
    assert entry.name == "answer"
    assert entry.text == r"\frac{a: b}{c} # no comment - 'quoted'"


def test_entries_say_where_their_text_begins() -> None:
    field, item, bare = entries("answer:   5\n- first\nbare")
    assert (field.line, field.column) == (10, 11)
    assert (item.line, item.column) == (11, 3)
    assert (bare.line, bare.column) == (12, 1)


def test_only_known_names_are_fields_so_that_other_lines_may_hold_a_colon() -> None:
    exact, answer = entries("exact: true\nprecision: high", frozenset({"exact"}))
    assert (exact.mark, answer.mark) == (Mark.FIELD, Mark.BARE)
    assert answer.text == "precision: high"


def test_a_colon_without_a_space_makes_no_field() -> None:
    assert entries("a:b")[0].mark is Mark.BARE


def test_what_is_indented_belongs_to_the_line_above_and_is_read_in_its_turn() -> None:
    (stage,) = entries("stage: ranking\n  latency: 20\n  - shard\n\n  last: yes")
    inner = stage.entries()
    assert [entry.text for entry in inner] == ["20", "shard", "yes"]
    assert (inner[0].line, inner[0].column) == (11, 12)
    assert (inner[2].line, inner[2].column) == (14, 9)


def test_a_program_keeps_its_indentation_and_its_empty_lines() -> None:
    (code,) = entries("reference:\n  def f(x):\n      if x:\n\n          return 1")
    assert code.body == "def f(x):\n    if x:\n\n        return 1"


def test_windows_line_ends_are_no_text() -> None:
    assert [entry.text for entry in entries("answer: 5\r\nunit: ms\r\n")] == ["5", "ms"]


@given(st.text())
def test_no_line_is_lost(body: str) -> None:
    shown = "".join(entry.name + entry.text + entry.body for entry in entries(body))
    for word in body.replace("-", " ").replace(":", " ").split():
        assert word in shown or len(word) < 3


@given(st.text(st.sampled_from("ab:- \n\r\t")))
def test_every_place_lies_in_the_fence(body: str) -> None:
    lines = body.split("\n")
    for entry in entries(body):
        assert lines[entry.line - 10][entry.column - 1 :].startswith(entry.text)
