from pathlib import Path

import pytest

from engine.collection import Collection
from engine.errors import EnvironmentFault
from engine.session import ReviewSession
from engine.settings import Settings
from tests.tui.conftest import Make
from tests.tui.pilot import grid, opened, press, settled
from tests.tui.sample import StillClock
from tui import editor
from tui.app import RedrillApp
from tui.study import Scope


def card(made: Collection, query: str) -> RedrillApp:
    """The app, opening on the first card that a query finds."""
    made.open()
    made.refresh()
    rows = made.search(query, 1)
    return RedrillApp(made, "review", Scope(cards=(rows[0].card,)))


async def test_space_shows_the_answer_under_a_prompt_that_stays(make: Make) -> None:
    async with opened(card(make(), "ridge shrink")) as pilot:
        before = grid(pilot).split("\n")
        assert "towards zero" not in grid(pilot)
        await press(pilot, "space")  # reveal
        after = grid(pilot).split("\n")
        assert after[:3] == before[:3]
        assert "   The weights, towards zero." in after
        assert after[-1] == (
            " 1 again 1 min  2 hard 6 min  3 good 10 min  4 easy 8 d  e edit  n note  ? keys"
        )


async def test_space_again_is_good(make: Make) -> None:
    made = make()
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "space", "space")
        reviews = made.reviews(app.scope.cards[0])
        assert [review.rating for review in reviews] == [3]


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
async def test_a_number_grades_and_the_grade_is_stored(make: Make, rating: int) -> None:
    made = make()
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "enter", str(rating))
        assert [review.rating for review in made.reviews(app.scope.cards[0])] == [rating]


async def test_a_number_does_not_grade_what_is_not_shown(make: Make) -> None:
    made = make()
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "3")
        assert not made.reviews(app.scope.cards[0])


async def test_undo_brings_the_card_back(make: Make) -> None:
    made = make()
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "space", "3")  # the first card is graded
        assert "What does ridge shrink?" not in grid(pilot)
        await press(pilot, "escape", "u")  # leave the field, undo
        assert "What does ridge shrink?" in grid(pilot)
        assert "Undone:" in grid(pilot)


async def test_a_grade_that_cannot_be_stored_keeps_the_card(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentFault("The disk is full; nothing was lost.")

    async with opened(card(make(), "ridge shrink")) as pilot:
        monkeypatch.setattr(ReviewSession, "grade", full)
        await press(pilot, "space", "3")
        assert "✗ The disk is full; nothing was lost." in grid(pilot)
        assert "What does ridge shrink?" in grid(pilot)


async def test_a_near_miss_is_shown_as_a_difference_readable_without_colours(make: Make) -> None:
    async with opened(card(make(), "sparse")) as pilot:
        await press(pilot, *"laso", "enter")
        assert "~ Close, but not the same." in grid(pilot)
        assert "[-s-]" in grid(pilot)
        assert "space again (proposed)" in grid(pilot)


async def test_a_failed_check_is_never_passed_by_habit(make: Make) -> None:
    made = make()
    app = card(made, "sparse")
    async with opened(app) as pilot:
        await press(pilot, *"ridge", "enter", "space")  # space takes what is proposed
        assert [review.rating for review in made.reviews(app.scope.cards[0])] == [1]


async def test_in_the_field_every_letter_is_text(make: Make) -> None:
    async with opened(card(make(), "sparse")) as pilot:
        await press(pilot, "u", "e", "f", "@", "minus", "q", "question_mark", "1", "space", "a")
        assert "› uef@-q?1 a" in grid(pilot)


async def test_escape_leaves_the_field_then_the_screen(make: Make) -> None:
    async with opened(card(make(), "sparse")) as pilot:
        await press(pilot, "escape")
        assert "enter type" in grid(pilot)
        await press(pilot, "enter", *"lasso", "enter")
        assert "✓ Right." in grid(pilot)
        await press(pilot, "escape")
        assert "All decks" in grid(pilot)


async def test_an_empty_answer_is_asked_again(make: Make) -> None:
    async with opened(card(make(), "sparse")) as pilot:
        await press(pilot, "enter")
        assert "· Type an answer first." in grid(pilot)
        assert "f8 give up" in grid(pilot)
        await press(pilot, "f8")  # give up
        assert "space again (proposed)" in grid(pilot)


async def test_a_letter_picks_and_checks_a_single_choice(make: Make) -> None:
    async with opened(card(make(), "bias")) as pilot:
        rows = grid(pilot).split("\n")
        right = next(row for row in rows if "A smaller penalty" in row).split()
        letter = right[1] if right[0] == "▸" else right[0]
        await press(pilot, letter)
        assert "✓ Right." in grid(pilot)
        assert "space good (proposed)" in grid(pilot)


async def test_several_right_options_are_toggled_and_checked_with_enter(make: Make) -> None:
    async with opened(card(make(), "regularize")) as pilot:
        await press(pilot, "a", "b", "c", "b")  # b and then not b
        assert grid(pilot).count("[x]") == 2
        await press(pilot, "enter")
        assert "✓ Right." in grid(pilot) or "✗" in grid(pilot)


async def test_letters_that_pick_are_offered_for_nothing_else(make: Make) -> None:
    async with opened(card(make(), "regularize")) as pilot:
        assert "a-c pick" in grid(pilot)
        assert "e edit" in grid(pilot)
        assert "1 again" not in grid(pilot)
        await press(pilot, "1")  # numbers only grade
        assert "[x]" not in grid(pilot)


async def test_options_can_be_clicked(make: Make) -> None:
    async with opened(card(make(), "bias")) as pilot:
        await pilot.click("#sheet", offset=(10, 3))
        await settled(pilot)
        assert "(proposed)" in grid(pilot)


async def test_items_are_put_in_order_by_letters_and_taken_back(make: Make) -> None:
    async with opened(card(make(), "latency")) as pilot:
        rows = [row for row in grid(pilot).split("\n") if " · " in row]
        letters = {row.split("·", 1)[1].strip(): row.replace("▸", " ").split()[0] for row in rows}
        await press(pilot, letters["network"], "backspace")  # a slip, taken back
        await press(pilot, letters["L1 cache"], letters["main memory"], "enter")
        assert "✓ Right." in grid(pilot)


async def test_the_grade_keys_can_be_clicked(make: Make) -> None:
    made = make()
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "space")
        await pilot.click("#keys", offset=(grid(pilot).split("\n")[-1].index("4 easy") + 2, 0))
        await settled(pilot)
        assert [review.rating for review in made.reviews(app.scope.cards[0])] == [4]


async def test_a_flag_is_shown_and_kept(make: Make) -> None:
    made = make()
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "f")
        assert "⚑ flagged" in grid(pilot)
        assert made.card(app.scope.cards[0]).flagged


async def test_suspend_and_bury_go_on_to_the_next_card(make: Make) -> None:
    made = make()
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "@")
        assert "Suspended." in grid(pilot)
        assert made.count("is:suspended") == 1


async def test_a_note_of_ones_own_comes_with_the_answer(make: Make) -> None:
    async with opened(card(make(), "ridge shrink")) as pilot:
        await press(pilot, "n", *"[b]hm[/b]", "enter", "space")
        assert "Your note  [b]hm[/b]" in grid(pilot)


async def test_card_info_shows_memory_and_history(make: Make) -> None:
    made = make()
    made.open()
    made.refresh()
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "space", "4", "escape", "u", "i")
        assert "State          new" in grid(pilot)
        assert "easy undone" in grid(pilot)
        await press(pilot, "escape")
        assert "What does ridge shrink?" in grid(pilot)


async def test_the_editor_opens_at_the_note_and_the_card_is_read_again(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make()
    opened_at: list[tuple[str, int]] = []

    def edit(_app: RedrillApp, file: Path, line: int) -> None:
        opened_at.append((file.name, line))
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("towards zero", "to nothing"), encoding="utf-8")

    monkeypatch.setattr(RedrillApp, "edit", edit)
    async with opened(card(made, "ridge shrink")) as pilot:
        await press(pilot, "e", "space")
        assert opened_at == [("ridge.md", 5)]
        assert "to nothing" in grid(pilot)


async def test_an_editor_that_cannot_start_is_said(make: Make) -> None:
    async with opened(card(make(), "ridge shrink")) as pilot:
        await press(pilot, "e")
        assert "✗ An editor cannot be started" in grid(pilot)


async def test_a_card_can_be_added_from_a_review(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make()

    def write(_command: str, path: Path, _line: int = 1) -> None:
        path.write_text("## Mine?\n\nYes, mine.\n", encoding="utf-8")

    monkeypatch.setattr(editor, "open_file", write)
    monkeypatch.setattr(RedrillApp, "_hand_over", lambda _app, work: work())
    async with opened(card(made, "ridge shrink")) as pilot:
        await press(pilot, "a")
        assert "Added as" in grid(pilot)
        assert made.count("mine") == 1


async def test_the_summary_tells_what_failed_and_drills_it(make: Make) -> None:
    made = make()
    assert isinstance(made.clock, StillClock)
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter")
        made.clock.wait(8)
        await press(pilot, "space", "1", "escape", "escape")
        assert "1 card in 0:08, 8 s each." in grid(pilot)
        assert "✗ What does ridge shrink?" in grid(pilot)
        await press(pilot, "d")
        assert "What does ridge shrink?" in grid(pilot)


async def test_waiting_cards_say_until_when(make: Make) -> None:
    settings = Settings(new_per_day=1)
    made = make(settings=settings)
    async with opened(RedrillApp(made)) as pilot:
        await press(pilot, "enter", "space", "3")  # comes back in ten minutes, within learn-ahead
        await press(pilot, "space", "4")
        assert "Summary" in grid(pilot)


async def test_remapped_keys_work_and_are_shown(make: Make) -> None:
    settings = Settings(keys={"good": "g", "top": "home"})
    made = make(settings=settings)
    app = card(made, "ridge shrink")
    async with opened(app) as pilot:
        await press(pilot, "space")
        assert "g good" in grid(pilot)
        await press(pilot, "g")
        assert [review.rating for review in made.reviews(app.scope.cards[0])] == [3]


async def test_a_huge_answer_is_cut_on_screen(make: Make) -> None:
    deck = "## Big?\n\n" + "word " * 100_000 + "\n"
    async with opened(card(make({"big.md": deck}), "big")) as pilot:
        await press(pilot, "space", "end")
        assert "your editor shows it all" in grid(pilot)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
async def test_nothing_is_cut_off_at_any_size(make: Make, size: tuple[int, int]) -> None:
    async with opened(card(make(), "ridge shrink"), size) as pilot:
        await press(pilot, "space")
        foot = grid(pilot).split("\n")[-1]
        assert len(foot) <= size[0]
        assert all(word in foot for word in ("1 again", "2 hard", "3 good", "4 easy", "?"))
        assert "The weights, towards zero." in grid(pilot)


async def test_a_window_too_small_says_so(make: Make) -> None:
    async with opened(card(make(), "ridge shrink"), (50, 15)) as pilot:
        assert "This window is 50 × 15." in grid(pilot)
        assert "Redrill needs 60 × 18." in grid(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "What does ridge shrink?" in grid(pilot)
