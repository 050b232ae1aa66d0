import pytest

from tui.footer import Hint, lay_out
from tui.lines import cells, plain

GRADES = (
    Hint("again", "1", "again", "10 min"),
    Hint("hard", "2", "hard", "3 d"),
    Hint("good", "3", "good", "8 d", strong=True),
    Hint("easy", "4", "easy", "17 d"),
)
ALL = (
    *GRADES,
    Hint("undo", "u", "undo", rank=2, right=True),
    Hint("edit", "e", "edit", rank=3, right=True),
    Hint("help", "?", "keys", right=True),
)


def text(width: int) -> str:
    return plain(lay_out(ALL, width).line)


def test_everything_is_shown_where_there_is_room() -> None:
    assert text(78).startswith("1 again 10 min")
    assert text(78).endswith("? keys")
    assert "u undo" in text(78)
    assert "e edit" in text(78)


def test_the_least_important_goes_first() -> None:
    assert "e edit" not in text(68)
    assert "u undo" in text(68)


def test_sixty_columns_keep_grades_and_intervals() -> None:
    assert " ".join(text(58).split()) == "1 again 10 min 2 hard 3 d 3 good 8 d 4 easy 17 d ?"


def test_intervals_go_before_words() -> None:
    assert "again" in text(44)
    assert "10 min" not in text(44)


@pytest.mark.parametrize("width", [44, 58, 78, 120])
def test_a_footer_is_never_wider_than_the_screen(width: int) -> None:
    assert cells(lay_out(ALL, width).line) <= width


def test_a_hint_without_a_key_is_no_hint() -> None:
    assert lay_out([Hint("undo", "", "undo")], 20).line == []


def test_a_click_finds_its_action() -> None:
    laid = lay_out(GRADES, 78)
    column = plain(laid.line).index("good")
    assert laid.action(column) == "good"
    assert laid.action(500) is None
