from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import Make
from tests.tui.pilot import grid, opened, press, settled
from tui.app import RedrillApp
from tui.screens.browse import BrowsePage
from tui.widgets.card_list import CardList
from tui.widgets.field import Field


async def test_search_narrows_as_one_types(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse")) as pilot:
        assert "5 cards" in grid(pilot)
        await press(pilot, *"sparse")
        await searched(pilot)
        assert "1 card" in grid(pilot)
        assert "lasso" in grid(pilot)  # the preview


async def searched(pilot: Pilot[Any]) -> None:
    """Wait for the pause in typing to be over, then for the search."""
    page = pilot.app.screen
    assert isinstance(page, BrowsePage)
    page.search_now()
    await settled(pilot)


async def test_filters_work_and_a_wrong_one_is_explained(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse")) as pilot:
        await press(pilot, *"kind:choice")
        await searched(pilot)
        assert "2 cards" in grid(pilot)
        pilot.app.screen.query_one(Field).value = "is:nonsense"
        await searched(pilot)
        assert "✗" in grid(pilot)


async def test_nothing_found_says_what_can_be_asked(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse")) as pilot:
        await press(pilot, *"zzz")
        await searched(pilot)
        assert "No card matches." in grid(pilot)


async def test_a_card_is_suspended_and_taken_back(make: Make) -> None:
    made = make()
    async with opened(RedrillApp(made, "browse")) as pilot:
        await press(pilot, "escape", "@")
        assert made.count("is:suspended") == 1
        assert "suspended" in grid(pilot)
        await press(pilot, "@")
        assert made.count("is:suspended") == 0


async def test_enter_reads_the_whole_card_and_escape_goes_back(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse")) as pilot:
        await press(pilot, "enter", "enter")
        assert "The weights, towards zero." in grid(pilot)
        assert "esc back" in grid(pilot)
        await press(pilot, "escape")
        assert "Browse" in grid(pilot)


async def test_a_click_chooses_a_card(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse")) as pilot:
        await pilot.click(CardList, offset=(10, 1))
        await settled(pilot)
        assert "▸ · Which penalty gives sparse weights?" in grid(pilot)
        assert "typed · new" in grid(pilot)


async def test_a_long_list_is_fetched_page_by_page(make: Make) -> None:
    deck = "\n".join(f"## Question {number:04}?\n\nAnswer {number}.\n" for number in range(700))
    async with opened(RedrillApp(make({"long.md": deck}), "browse")) as pilot:
        assert "700 cards" in grid(pilot)
        await press(pilot, "escape", "end")
        assert "Question 0699?" in grid(pilot)
        assert "Answer 699." in grid(pilot)


async def test_wide_terminals_show_the_card_beside_the_list(make: Make) -> None:
    async with opened(RedrillApp(make(), "browse"), (140, 40)) as pilot:
        row = next(row for row in grid(pilot).split("\n") if "▸" in row)
        assert "│" in row
