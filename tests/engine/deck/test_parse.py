from hypothesis import given

from engine.deck.note import BASIC
from tests.engine.deck.reading import faults, only_note, read
from tests.engine.deck.strategies import Written, decks


def test_a_heading_is_the_prompt_and_the_text_under_it_the_answer() -> None:
    note = only_note("""
        ## What does ridge add to the loss?

        The squared length of the weights.

        Times λ.
        """)
    assert note.kind == BASIC
    assert note.prompt == "What does ridge add to the loss?"
    assert note.answer == "The squared length of the weights.\n\nTimes λ."
    assert (note.line, note.end_line) == (1, 5)
    assert not note.stamped


def test_the_settings_of_a_note_are_read_from_its_comment_line() -> None:
    note = only_note(
        """
        ## Q
        <!-- card: {id: g2k9q4m7, reversed: true, tags: [l1], after: [h7t3q4m7], source: "ESL 3.4",
        """.rstrip().replace(",\n", ", ")
        + """ week: 2, block: morning} -->
        The answer.
        """
    )
    assert (note.id, note.stamped, note.reversed) == ("g2k9q4m7", True, True)
    assert (note.tags, note.after, note.source) == (("l1",), ("h7t3q4m7",), "ESL 3.4")
    assert (note.week, note.block) == (2, "morning")
    assert note.answer == "The answer."


def test_what_the_file_says_holds_for_its_notes_unless_they_say_otherwise() -> None:
    deck = read("""
        ---
        week: 3
        block: evening
        tags: [systems]
        ---

        ## One

        A.

        ## Two
        <!-- card: {week: 4, block: morning, tags: [cap]} -->

        B.
        """)
    one, two = deck.notes
    assert (one.week, one.block, one.tags) == (3, "evening", ("systems",))
    assert (two.week, two.block, two.tags) == (4, "morning", ("systems", "cap"))


def test_the_first_thematic_break_ends_the_prompt_and_later_ones_are_content() -> None:
    note = only_note("""
        ## Given this code

        ```python
        x = 1
        ```

        ---

        One.

        ---

        Two.
        """)
    assert note.prompt == "Given this code\n\n```python\nx = 1\n```"
    assert note.answer == "One.\n\n---\n\nTwo."


def test_text_before_the_first_note_and_under_a_higher_heading_is_prose() -> None:
    deck = read("""
        # Systems

        Nothing to learn here.

        ## Note

        Answer.

        ### A deeper heading is content

        More.

        # Part two

        Prose again.

        ## Another

        Answer.
        """)
    assert deck.findings == ()
    assert [note.prompt for note in deck.notes] == ["Note", "Another"]
    assert deck.notes[0].answer == "Answer.\n\n### A deeper heading is content\n\nMore."


def test_the_level_says_which_headings_start_notes() -> None:
    deck = read("""
        ---
        level: 3
        ---

        ## Chapter

        ### Note

        Answer.

        ## Chapter

        Prose.
        """)
    assert [(note.prompt, note.answer) for note in deck.notes] == [("Note", "Answer.")]


def test_headings_inside_code_lists_and_quotes_start_no_note() -> None:
    note = only_note("""
        ## Note

        ```markdown
        ## Not a note
        ```

        - ## nor here

        > ## nor here

            ## nor here
        """)
    assert note.answer.endswith("    ## nor here")


def test_a_question_and_its_answer_are_a_note_outside_heading_notes() -> None:
    deck = read("""
        Q: What is a quorum?
        A: A majority.
        Q: And why
        does it matter?

        A:
        Two of them always meet.

        - Always.

        # Chapter

        <!-- card: {id: g2k9q4m7} -->
        Q: Who leads?
        A: The leader.
        """)
    assert deck.findings == ()
    assert [(note.prompt, note.answer) for note in deck.notes] == [
        ("What is a quorum?", "A majority."),
        ("And why\ndoes it matter?", "Two of them always meet.\n\n- Always."),
        ("Who leads?", "The leader."),
    ]
    assert [note.line for note in deck.notes] == [1, 3, 14]
    assert deck.notes[2].id == "g2k9q4m7"


def test_question_lines_inside_a_heading_note_are_text() -> None:
    note = only_note("## Note\n\nQ: a\nA: b\n")
    assert note.answer == "Q: a\nA: b"


def test_a_fence_named_after_a_kind_makes_the_note_of_that_kind() -> None:
    note = only_note("""
        ## Which norm?

        Think of corners.

        ```typed
        L1
        the  L1 norm
        ```

        It is sharp at zero.
        """)
    assert note.kind == "typed"
    assert note.prompt == "Which norm?\n\nThink of corners."
    assert note.answer == "It is sharp at zero."
    assert note.fence is not None
    assert (note.fence.body, note.fence.line) == ("L1\nthe  L1 norm\n", 6)


def test_a_fence_of_any_other_name_is_code() -> None:
    assert only_note("## Note\n\n```python\nx\n```\n").kind == BASIC


def test_a_break_before_the_block_of_a_kind_keeps_what_is_between_for_the_answer() -> None:
    note = only_note("""
        ## Heading

        Above.

        ---

        Between.

        ```typed
        x
        ```

        After.
        """)
    assert (note.prompt, note.answer) == ("Heading\n\nAbove.", "Between.\n\nAfter.")


def test_two_blocks_that_ask_are_an_error() -> None:
    text = "## Note\n\n```typed\nx\n```\n\n```numeric\nanswer: 1\n```\n"
    assert faults(text) == [
        "7:1: error: a note asks one thing, and line 3 asks already: make this a note of its own"
    ]
    assert read(text).notes[0].faulty


def test_a_fence_of_a_kind_inside_a_list_is_an_error() -> None:
    found = faults("## Note\n\n- Item\n\n  ```typed\n  x\n  ```\n")
    assert found == [
        "5:1: error: `typed` inside a list or quote is just code: move it out to the left margin"
    ]


def test_an_empty_answer_and_an_empty_prompt_are_errors() -> None:
    assert faults("## Note\n") == [
        "1:1: error: this note has no answer: write it under the heading"
    ]
    assert faults("## Note\n\n<!-- later -->\n")[0].endswith("write it under the heading")
    assert faults("## Note\n\n[a]: http://x\n")[0].endswith("write it under the heading")
    assert faults("## Note\n\nText.\n\n---\n")[0].endswith("write it under the `---`")
    assert faults("Q: What?\n")[0].endswith("start it with `A:` on a line of its own")
    assert faults("##\n\nText.\n") == ["1:1: error: this note asks nothing: write its prompt"]
    assert all(note.faulty for note in read("## One\n\n## Two\n").notes)


def test_only_a_basic_note_can_be_reversed() -> None:
    deck = read("## N\n<!-- card: {reversed: true} -->\n\n```typed\nx\n```\n")
    assert "only a plain prompt and answer can be reversed" in deck.findings[0].message
    assert not deck.notes[0].reversed


def test_an_id_given_twice_is_an_error_at_the_second_note() -> None:
    note = "## N\n<!-- card: {id: g2k9q4m7} -->\n\nA.\n\n"
    assert faults(note + note) == [
        "6:1: error: the id g2k9q4m7 is that of line 1 too: delete one and run `redrill stamp`"
    ]


def test_the_same_content_twice_gets_two_ids_whoever_is_stamped() -> None:
    note = "## N\n\nA.\n\n"
    first, second = read(note + note).notes
    assert first.id != second.id
    assert first.content_hash == second.content_hash
    stamped = f"## N\n<!-- card: {{id: {first.id}}} -->\n\nA.\n\n"
    assert [note.id for note in read(note + stamped).notes] == [second.id, first.id]


def test_a_file_without_notes_is_reported_and_an_empty_one_is_not() -> None:
    assert faults("### Too deep\n\nText.\n") == [
        "1:1: warning: no note in this file: a note starts at `## ` or at `Q:`"
    ]
    assert faults("") == []
    assert faults("---\nweek: 1\n---\n") == []


def test_a_heading_that_would_begin_a_block_of_its_own_stays_text() -> None:
    assert only_note("## 1. First\n\nA.\n").prompt == r"1\. First"
    assert only_note("## - x\n\nA.\n").prompt == r"\- x"
    assert only_note("Q: > 3?\nA: # yes\n").prompt == r"\> 3?"


@given(decks)
def test_a_deck_that_was_printed_is_read_back(deck: list[Written]) -> None:
    parsed = read("# Deck\n\n" + "\n".join(note.text for note in deck).rstrip("\n"))
    assert parsed.findings == ()
    for written, note in zip(deck, parsed.notes, strict=True):
        assert (note.kind, note.prompt, note.answer) == (
            written.kind,
            written.prompt,
            written.answer,
        )
        assert (note.options, note.deletions) == (written.options, written.deletions)
        assert (note.fence and (note.fence.name, note.fence.body)) == written.fence
        assert (note.tags, note.stamped) == (written.tags, written.id is not None)
        assert written.id in (None, note.id)
