import pytest

from tests.engine.deck.reading import faults, only_note, read


def test_text_directly_over_a_break_is_an_error_that_says_what_to_do() -> None:
    assert faults("## N\n\nContext\n---\n\nA.\n") == [
        "4:1: error: the line above makes this a heading: put a blank line before ---"
    ]
    (fault,) = faults("## N\n\nContext\n===\n\nA.\n")
    assert fault.startswith("4:1: error: this line of `=` makes a heading")


def test_a_question_directly_over_a_break_is_an_error_too() -> None:
    assert "5:1: error: the line above makes this a heading: put a blank line before ---" in faults(
        "Q: a\nA: b\n\nQ: c\n---\n"
    )
    assert faults("Q: a\nA: b\n---\n")[1].startswith("3:1: error: the line above makes this")


def test_an_underlined_heading_of_the_level_starts_no_note_and_is_reported() -> None:
    found = faults("Title\n-----\n\n## N\n\nA.\n")
    assert found == ["1:1: warning: an underlined heading starts no note: write it with `## `"]
    assert faults("Title\n=====\n\n## N\n\nA.\n") == []


def test_a_heading_without_its_space_is_reported() -> None:
    assert faults("## N\n\nA.\n\n##M\n\nB.\n") == [
        "5:1: warning: this is no heading, so no note starts here: put a space after `##`"
    ]
    assert faults("## N\n\nA #tag and\n#tag\n\n```\n##x\n```\n") == []


def test_a_heading_swallowed_by_html_is_reported() -> None:
    assert faults("## N\n\n<div>\n## M\n</div>\n") == [
        "4:1: error: this heading is read as part of the HTML above: put a blank line before it"
    ]
    assert len(read("## N\n\nA.\n\n<!--\n## Later\n\nB.\n-->\n").notes) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("## N\n\n```python\nx\n\n## M\n\nA.\n", "3:1: error: this code block is never closed"),
        ("## N\n\n~~~~\nx\n~~~\n", "3:1: error: this code block is never closed: put `~~~~`"),
        ("## N\n\n```", "3:1: error: this code block is never closed"),
        ("## N\n\nA.\n\n<!-- x\n\n## M\n", "5:1: error: this comment is never closed"),
    ],
)
def test_what_swallows_the_rest_of_the_file_is_reported(text: str, fault: str) -> None:
    assert faults(text)[0].startswith(fault)


def test_a_code_block_closed_at_the_end_of_the_file_is_right() -> None:
    assert only_note("## N\n\n```\nx\n`````   ").answer.startswith("```")


def test_questions_that_a_list_swallows_are_reported() -> None:
    assert faults("Q: a\nA:\n- b\nQ: c\nA: d\n") == [
        "4:1: error: `Q:` is read as part of what stands above: put a blank line before it",
        "5:1: error: `A:` is read as part of what stands above: put a blank line before it",
    ]


def test_nesting_too_deep_to_be_read_is_reported() -> None:
    text = "## N\n\n" + "> " * 200 + "deep\n"
    assert faults(text) == [
        "3:1: error: lists or quotes are nested too deep here: what follows is not read"
    ]
