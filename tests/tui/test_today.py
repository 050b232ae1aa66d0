import subprocess
import sys

from tests.tui.conftest import Make
from tests.tui.pilot import grid, opened, press, settled
from tests.tui.sample import studied
from tui.app import RedrillApp


async def test_today_says_what_is_due_by_deck_and_kind(make: Make) -> None:
    async with opened(RedrillApp(make())) as pilot:
        await press(pilot, "escape")  # put the first run's derivation away
        assert grid(pilot) == TODAY


TODAY = """\
 Today                                                               Tue 19 Jan

   ▸ All decks                          · due     5 new     ~2 min

     Ridge                              · due     5 new     ~2 min   ━━━━━━

   ───

     Kinds        2 choice · 1 basic · 1 typed · 1 ordering
     Done         nothing yet
     Study days   ◦   kept 1 of 1,
                  T   rest days included











 enter start   b browse   a add   x export                      ? keys   q quit"""


async def test_a_day_studied_is_marked_and_rest_is_kept(make: Make) -> None:
    made = studied(make({f"{name}.md": DECKFUL for name in "ab"}))
    async with opened(RedrillApp(made)) as pilot:
        assert "● ● ● ○ ● ● ● ● ○ ○ ● ● ● ◦" in grid(pilot)
        assert "rest days included" in grid(pilot)
        assert "streak" not in grid(pilot)


DECKFUL = "\n".join(f"## Question {number}?\n\nAnswer {number}.\n" for number in range(60))


async def test_a_collection_without_decks_says_what_to_do_next(make: Make) -> None:
    async with opened(RedrillApp(make({}))) as pilot:
        assert "There are no cards yet." in grid(pilot)
        assert "press a and write the first card" in " ".join(grid(pilot).split())
        assert "enter start" not in grid(pilot)


async def test_when_nothing_is_due_it_says_when_the_next_cards_come(make: Make) -> None:
    made = make({"one.md": "## Only one?\n\nYes, one.\n"})
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "space", "4", "enter")  # easy: out of the steps at once
        assert "Done for today." in grid(pilot)
        assert "The next cards come" in grid(pilot)


async def test_one_deck_can_be_chosen(make: Make) -> None:
    made = make({"a.md": "## First?\n\nYes.\n", "b.md": "## Second?\n\nYes.\n"})
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "down", "down", "enter")
        assert "Second?" in grid(pilot)
        assert "1 of 1" in grid(pilot)


async def test_rows_can_be_clicked(make: Make) -> None:
    made = make({"a.md": "## First?\n\nYes.\n", "b.md": "## Second?\n\nYes.\n"})
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "escape")
        await pilot.click("#sheet", offset=(6, 4))  # choose the second deck
        await settled(pilot)
        await pilot.click("#sheet", offset=(6, 4))  # start it
        await settled(pilot)
        assert "Second?" in grid(pilot)


async def test_what_failed_today_can_be_drilled(make: Make) -> None:
    made = make({"one.md": "## Only one?\n\nYes, one.\n"})
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "space", "1", "escape", "enter")
        assert "✗ 1 failed" in grid(pilot)
        await press(pilot, "d")
        assert "Only one?" in grid(pilot)


async def test_export_says_where_to(make: Make) -> None:
    made = make()
    async with opened(RedrillApp(made), (120, 24)) as pilot:
        await press(pilot, "x")
        assert "✓ 5 cards exported to" in grid(pilot)
        assert (made.places.exports / "redrill.apkg").exists()


async def test_a_fault_of_the_disk_is_shown_and_the_app_stays(make: Make) -> None:
    made = make()
    made.places.database.mkdir()
    async with opened(RedrillApp(made)) as pilot:
        assert "✗" in grid(pilot)
        assert pilot.app.is_running


async def test_markup_and_escape_sequences_in_names_are_text(make: Make) -> None:
    deck = "---\ndeck: '[red]Evil[/]'\n---\n\n## [bold]Q[/] \x1b[31m?\n\n[link=x]Yes[/link].\n"
    async with opened(RedrillApp(make({"evil.md": deck}))) as pilot:
        assert "[red]Evil[/]" in grid(pilot)
        await press(pilot, "enter", "space")
        assert "[bold]Q[/] ␛[31m?" in grid(pilot)
        assert "[link=x]Yes[/link]." in grid(pilot)
        assert "\x1b" not in grid(pilot)


def test_the_first_frame_loads_nothing_heavy() -> None:
    code = (
        "import sys, tui.app, tui.screens.today;"
        "heavy = {'sqlalchemy', 'markdown_it', 'numpy', 'pygments', 'genanki', 'fsrs'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
