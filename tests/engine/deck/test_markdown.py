import pytest

from engine.deck.markdown import as_paragraph, block_parser, parser


def _inlines(text: str) -> list[tuple[str, str]]:
    return [(one.type, one.content) for one in parser().parse(text)[1].children or ()]


def test_dollars_with_digits_or_spaces_are_money() -> None:
    text = "$5 and then $10, and $ x $"
    assert _inlines(text) == [("text", text)]


@pytest.mark.parametrize("text", ["$p$ is at most 1", "$p$ \\"])
def test_maths_at_the_start_is_maths_whatever_ends_the_paragraph(text: str) -> None:
    assert _inlines(text)[0] == ("math_inline", "p")


def test_display_maths_may_stand_within_a_line() -> None:
    assert ("math_inline_double", "x^2") in _inlines("Then $$x^2$$ holds.")


def test_display_maths_that_is_never_closed_ends_at_a_blank_line() -> None:
    types = [token.type for token in parser().parse("$$\nx\n\n## Next\n\n$$\ny\n$$\n")]
    assert "heading_open" in types
    assert types[-1] == "math_block"


def test_task_lists_tables_and_struck_out_text_are_known() -> None:
    tokens = parser().parse("- [x] a\n- [ ] b\n\n| a |\n|---|\n| ~~b~~ |\n")
    assert [one.meta["checked"] for one in tokens if one.type == "list_item_open"] == [True, False]
    assert "table_open" in [token.type for token in tokens]
    assert "s_open" in [one.type for token in tokens for one in token.children or ()]


def test_the_block_parser_leaves_inlines_unread() -> None:
    inline = block_parser().parse("*a*")[1]
    assert (inline.content, inline.children) == ("*a*", [])


@pytest.mark.parametrize(
    "line", ["1. a", "12) a", "- a", "+ a", "* a", "# a", "> a", "~~~", "---", "* * *", "[a]: b"]
)
def test_a_line_escaped_reads_as_the_text_it_is(line: str) -> None:
    opening, inline, _ = parser().parse(as_paragraph(line))
    assert opening.type == "paragraph_open"
    assert "".join(child.content for child in inline.children or ()) == line


@pytest.mark.parametrize("line", ["a - b", "1.5 times", "#tag", "**a** b", "-1", "[a](b)", "`x`"])
def test_a_line_that_begins_no_block_is_left_as_it_is(line: str) -> None:
    assert as_paragraph(line) == line
