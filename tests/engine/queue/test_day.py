"""What a day holds: limits, siblings, orders, backlog."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.history.replay import BLANK
from engine.index.rows import IndexedCard
from engine.memory.model import retrievability
from engine.memory.state import Rating
from engine.queue.order import interleave, intersperse
from engine.queue.today import marks
from engine.session import start
from engine.settings import Settings
from tests.engine.world import World, notes, study, work_off

PLAIN = Settings(fuzz=False)


def test_ten_new_cards_a_day_in_the_order_of_the_files(tmp_path: Path) -> None:
    world = World(tmp_path, notes(8, "a"), notes(8, "b"))
    collection = world.open()
    queue = collection.queue()
    assert [each.file for each in queue.new] == ["deck0.md"] * 8 + ["deck1.md"] * 2
    study(collection)
    assert collection.queue().new == ()
    world.clock.go(days=1)
    assert len(collection.queue().new) == 6


def test_a_deck_may_hold_its_new_cards_back(tmp_path: Path) -> None:
    slow = "---\nnew_per_day: 2\n---\n\n" + notes(8, "a")
    queue = World(tmp_path, slow, notes(8, "b")).open().queue()
    assert Counter(each.file for each in queue.new) == {"deck0.md": 2, "deck1.md": 8}


def test_siblings_wait_for_another_day(tmp_path: Path) -> None:
    both = "## Term one of the two?\n<!-- card: {reversed: true} -->\n\nIts meaning.\n"
    cloze = "## Context of the cloze\n\n{{c1::One}} and {{c2::two}}.\n"
    world = World(tmp_path, both + cloze)
    collection = world.open()
    assert len(collection.queue().new) == 2
    study(collection)
    assert collection.queue().new == ()
    world.clock.go(days=1)
    assert len(collection.queue().new) == 2
    siblings = replace(PLAIN, bury_siblings=False)
    assert len(World(tmp_path / "other", both + cloze).open(siblings).queue().new) == 4


def test_reviews_a_day_are_limited_and_count_what_was_done(tmp_path: Path) -> None:
    world = World(tmp_path, notes(10))
    few = replace(PLAIN, reviews_per_day=4)
    collection = world.open(few)
    work_off(start(collection), lambda _: Rating.EASY)
    world.clock.go(days=30)
    assert len(collection.queue().due) == 4
    work_off(start(collection, limit=3), lambda _: Rating.EASY)
    assert len(collection.queue().due) == 1


def test_a_backlog_keeps_what_is_remembered_best_and_names_the_days_of_the_rest(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, *(notes(10, word) for word in "abc"))
    collection = world.open(replace(PLAIN, new_per_day=30, minutes=2))
    ratings = iter([Rating.EASY, Rating.GOOD, Rating.HARD] * 40)

    def rate(_: str) -> Rating:
        world.clock.go(seconds=12)
        return next(ratings)

    work_off(start(collection), rate)
    world.clock.go(days=60)
    queue = collection.queue()
    today = collection.today()
    recall = [
        retrievability(each.record.state.memory, 60)  # type: ignore[arg-type]
        for each in queue.due
    ]
    assert recall == sorted(recall, reverse=True)
    overdue = len(collection.search("is:due is:review"))
    assert 0 < len(queue.due) < overdue
    assert len(queue.due) + sum(count for _, count in today.backlog) == overdue
    days = [day for day, _ in today.backlog]
    assert days == [date.fromordinal(today.day.toordinal() + 1 + n) for n in range(len(days))]


def test_a_suspended_card_is_not_asked(tmp_path: Path) -> None:
    collection = World(tmp_path, notes(3)).open()
    collection.suspend(collection.search("")[0].card, on=True)
    assert len(work_off(start(collection, limit=3))) == 3
    assert len({each.card for each in collection.queue().new}) == 0
    assert len(collection.search("is:suspended")) == 1


def test_a_session_can_be_narrowed_to_a_deck_with_its_subdecks(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write("a.md", "---\ndeck: Top\n---\n" + notes(1, "a"))
    world.write("b.md", "---\ndeck: Top::Sub\n---\n" + notes(1, "b"))
    world.write("c.md", "---\ndeck: Topping\n---\n" + notes(1, "c"))
    collection = world.open()
    assert {each.deck for each in collection.queue(decks=["Top"]).new} == {"Top", "Top::Sub"}


def _cards(decks: list[str]) -> list[IndexedCard]:
    return [
        IndexedCard(f"g{n}", f"g{n}", deck, "basic", "f.md", n, BLANK)  # type: ignore[arg-type]
        for n, deck in enumerate(decks)
    ]


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_interleaving_loses_no_card_and_separates_where_it_can(decks: list[str]) -> None:
    mixed = interleave(_cards(decks))
    assert sorted(each.card for each in mixed) == sorted(f"g{n}" for n in range(len(decks)))
    pairs = sum(one.deck == two.deck for one, two in pairwise(mixed))
    assert pairs <= sum(one == two for one, two in pairwise(decks))


@given(st.integers(0, 30), st.integers(0, 30))
def test_new_cards_are_spread_evenly_among_reviews_in_both_orders(reviews: int, new: int) -> None:
    cards = _cards(["a"] * reviews + ["b"] * new)
    mixed = intersperse(cards[:reviews], cards[reviews:])
    assert [each for each in mixed if each.deck == "a"] == cards[:reviews]
    assert [each for each in mixed if each.deck == "b"] == cards[reviews:]
    if reviews and new:
        half = mixed[: len(mixed) // 2]
        assert abs(sum(each.deck == "b" for each in half) - new / 2) <= 1


def test_two_days_off_a_week_are_rest_and_a_third_is_missed() -> None:
    sunday = date(2027, 1, 24)
    monday = date(2027, 1, 18)
    studied = {monday: 5, date(2027, 1, 20): 3, date(2027, 1, 23): 1}
    strip = marks(studied, sunday, monday)
    assert [(each.kept, each.rest) for each in strip] == [
        (True, False),
        (True, True),
        (True, False),
        (True, True),
        (False, False),
        (True, False),
        (True, True),  # today is not over
    ]
