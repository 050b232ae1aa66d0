import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.clean import LONGEST, clean
from tui.lines import Line, plain, wrapped
from tui.render import lines, render


def shown(markdown: str, width: int = 60, maths: str = "unicode") -> str:
    return "\n".join(plain(line).rstrip() for line in lines(markdown, width, maths))


def styles(markdown: str, text: str) -> str:
    return next(style for line in lines(markdown, 60) for part, style in line if part == text)


def test_a_paragraph_is_wrapped_at_words() -> None:
    assert shown("one two three four", 9) == "one two\nthree\nfour"


def test_emphasis_code_and_strikethrough_keep_their_words() -> None:
    markdown = "**bold** *soft* `code` ~~gone~~"
    assert shown(markdown) == "bold soft code gone"
    assert "bold" in styles(markdown, "bold")
    assert "italic" in styles(markdown, "soft")
    assert "$code" in styles(markdown, "code")
    assert "strike" in styles(markdown, "gone")


def test_a_hard_break_breaks_and_a_soft_one_does_not() -> None:
    assert shown("one\\\ntwo\nthree") == "one\ntwo three"


def test_lists_are_marked_and_indented() -> None:
    assert shown("- one\n- two\n  1. deep\n  2. er") == "• one\n• two\n  1. deep\n  2. er"


def test_a_task_list_keeps_its_boxes() -> None:
    assert shown("- [ ] open\n- [x] done") == "☐ open\n☒ done"


def test_a_table_has_one_thin_rule() -> None:
    assert shown("| a | n |\n|---|--:|\n| ridge | 12 |") == "a       n\n─────────\nridge  12"


def test_a_wide_table_goes_on_below_and_stays_within_the_width() -> None:
    table = "| a | b |\n|---|---|\n| " + "word " * 12 + "| " + "other " * 12 + "|"
    assert all(cell_len(row) <= 40 for row in shown(table, 40).split("\n"))


def test_code_keeps_its_spaces_and_gets_colours() -> None:
    markdown = "```python\ndef f():\n    return  1\n```"
    assert shown(markdown) == "  def f():\n      return  1"
    assert "$code-keyword" in styles(markdown, "def")


def test_a_long_line_of_code_is_folded_not_cut() -> None:
    assert shown("```\n" + "x" * 30 + "\n```", 24) == "  " + "x" * 20 + "\n  ↪ " + "x" * 10


def test_code_in_an_unknown_language_is_code() -> None:
    assert shown("```nonesuch\na <- b\n```") == "  a <- b"


def test_an_image_says_what_it_is_and_where() -> None:
    assert shown("![a curve](media/roc.png)") == "[image: a curve, media/roc.png]"


def test_a_link_shows_its_address_once() -> None:
    assert shown("[ESL](https://esl.org) <https://esl.org>").count("https://esl.org") == 2


def test_a_quote_has_a_bar() -> None:
    assert shown("> said\n> so") == "│ said so"


def test_maths_is_laid_out_inside_and_between_lines() -> None:
    text = shown("with $\\lambda^2$:\n\n$$\\frac{a}{b}$$")
    assert "λ²" in text
    assert "─" in text


def test_a_formula_alone_in_its_paragraph_stands_apart() -> None:
    assert shown("$$\\frac{a}{b}$$") == shown("$$\n\\frac{a}{b}\n$$")


def test_maths_can_be_read_as_its_source() -> None:
    assert "$\\lambda^2$" in shown("with $\\lambda^2$", maths="latex")


def test_money_is_no_maths() -> None:
    assert shown("from $5 to $10") == "from $5 to $10"


@pytest.mark.parametrize("text", ["[red]x[/]", "[@click=quit]x[/]", "[/]", "[link=x]y[/link]"])
def test_markup_of_the_terminal_library_is_text(text: str) -> None:
    assert text in render(text, 60).plain.replace("\n", "")


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "a\x07b", "a\u202eb", "a\u2066b", "\x9b31m", "\ud800"]
)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for markdown in (text, f"`{text}`", f"```\n{text}\n```", f"| {text} |\n|---|\n| {text} |"):
        painted = render(markdown, 60).plain
        assert painted == clean(painted)
        assert "␛" in painted or "\ufffd" in painted


def test_a_huge_answer_is_cut_and_says_so() -> None:
    text = shown("word " * 200_000)
    assert len(text) < 2 * LONGEST
    assert text.endswith("… the beginning of 1.0 MB; your editor shows it all")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(12, 72))
def test_any_text_is_painted_without_control_characters(text: str, width: int) -> None:
    painted = render(text, width).plain
    assert painted == clean(painted)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.text("ab \n漢é", max_size=20), st.sampled_from(["", "bold"]))),
    st.integers(2, 20),
)
def test_wrapping_keeps_every_letter_and_the_width(runs: Line, width: int) -> None:
    broken = wrapped(runs, width)
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in broken)
    kept = "".join(plain(line) for line in broken)
    assert kept.replace(" ", "") == plain(runs).replace(" ", "").replace("\n", "")
