from engine.deck.note import BASIC, CHOICE, Option
from tests.engine.deck.reading import faults, only_note, read


def test_a_task_list_with_a_right_answer_is_a_choice() -> None:
    note = only_note("""
        ## Which norm gives sparse weights?

        Pick one.

        - [x] `L1`, that is $\\|w\\|_1$
        - [ ] L2
          over several
          lines
        - [X] a [link](x)

        Corners.
        """)
    assert note.kind == CHOICE
    assert note.prompt == "Which norm gives sparse weights?\n\nPick one."
    assert note.answer == "Corners."
    assert note.options == (
        Option("`L1`, that is $\\|w\\|_1$", right=True),
        Option("L2 over several lines", right=False),
        Option("a [link](x)", right=True),
    )


def test_blocks_inside_an_option_keep_their_lines() -> None:
    note = only_note("""
        ## Which?

        1. [ ] This:

           ```python
           if x:
               y
           ```
        2. [x] That
        """)
    assert note.options[0].text == "This:\n\n```python\nif x:\n    y\n```"


def test_a_list_above_the_break_is_still_the_choice() -> None:
    note = only_note("## Which?\n\n- [x] a\n- [ ] b\n\n---\n\nWhy.\n")
    assert (note.kind, note.prompt, note.answer) == (CHOICE, "Which?", "Why.")


def test_a_choice_can_be_asked_with_q() -> None:
    note = only_note("Q: Which?\n\n- [x] a\n- [ ] b\n\nA: Because.\n")
    assert (note.kind, note.prompt, note.answer) == (CHOICE, "Which?", "Because.")


def test_a_task_list_without_a_right_answer_asks_nothing_and_is_reported() -> None:
    text = "## N\n\n- [ ] a\n- [ ] b\n"
    assert faults(text) == ["3:1: warning: no option is marked `[x]`, so this list asks nothing"]
    assert read(text).notes[0].kind == BASIC


def test_an_option_without_a_box_or_text_is_an_error() -> None:
    complaint = "every option starts with `[ ] ` or `[x] `, space included; this one does not"
    assert faults("## N\n\n- [x] a\n- b\n- [ ]c\n- [ ] d\n") == [
        f"4:1: error: {complaint}",
        f"5:1: error: {complaint}",
    ]
    assert faults("## N\n\n- [x] a\n- [ ] \n") == [
        "4:1: error: this option is empty: write it after its box"
    ]


def test_a_right_answer_that_is_empty_leaves_nothing_to_ask() -> None:
    assert read("## N\n\n- [x] \n- [ ] b\n").notes[0].faulty


def test_lists_in_code_are_no_choice() -> None:
    assert only_note("## N\n\n```\n- [x] a\n```\n").kind == BASIC
