from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault, UsageError
from engine.memory.state import Phase, Rating
from engine.quiz.attempt import Verdict
from engine.session import of_cards, start
from engine.settings import Settings
from tests.engine.world import World, notes, study, work_off

TYPED = "## Which tree rebalances by rotation?\n\n```typed\nAVL tree\n```\n"
PLAIN = Settings(fuzz=False)


def test_the_interval_shown_is_the_interval_given(tmp_path: Path) -> None:
    session = start(World(tmp_path, notes(4)).open())
    for rating, label in zip(Rating, ("1 min", "6 min", "10 min", "8 d"), strict=True):
        question = session.reveal()
        assert question.previews[rating] == label
        after = session.grade(rating).after
        if rating is Rating.EASY:
            assert after.interval == 8
        else:
            assert after.due_at is not None


def test_a_grade_needs_the_answer_to_be_shown_first(tmp_path: Path) -> None:
    session = start(World(tmp_path, notes(1)).open())
    with pytest.raises(UsageError):
        session.grade(Rating.GOOD)


def test_a_grade_is_there_for_the_next_process(tmp_path: Path) -> None:
    world = World(tmp_path, notes(2))
    session = start(world.open())
    card = session.reveal().card.id
    session.grade(Rating.EASY)
    row = world.open().card(card)
    assert (row.state.phase, row.state.reps) == (Phase.REVIEW, 1)


def test_cards_in_steps_come_back_in_the_session(tmp_path: Path) -> None:
    world = World(tmp_path, notes(2))
    session = start(world.open())
    first, second, *rest = work_off(session)
    assert rest == [
        first,
        second,
    ]  # ten minutes ahead is within the twenty that may be learnt ahead
    assert session.waiting is None


def test_a_step_further_away_is_waited_for(tmp_path: Path) -> None:
    world = World(tmp_path, notes(1))
    session = start(world.open(replace(PLAIN, learning_steps=(timedelta(hours=1),))))
    session.reveal()
    session.grade(Rating.AGAIN)
    assert session.current is None
    assert session.waiting == world.clock.now + timedelta(hours=1)
    world.clock.go(hours=1)
    assert session.resume() is not None


def test_undo_gives_back_the_card_as_it_was_and_asks_it_again(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    collection = world.open()
    session = start(collection)
    before, progress = session.current, session.progress
    assert before is not None
    session.reveal()
    session.grade(Rating.EASY)
    undone = session.undo()
    assert undone is not None
    assert undone.card == before.card.id
    assert session.current == before
    assert session.progress == progress
    assert collection.card(before.card.id) == before.row
    assert session.undo() is None


def test_undo_reaches_across_restarts_one_by_one(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    session = start(world.open())
    card = session.reveal().card.id
    session.grade(Rating.EASY)
    session.reveal()
    session.grade(Rating.EASY)
    later = world.open()
    assert [each.text.partition(" “")[0] for each in later.undoable()] == ["graded Easy"] * 2
    assert later.undo() is not None
    assert later.undo() is not None
    assert later.undo() is None
    assert later.card(card).state.phase is Phase.NEW


def test_marks_are_durable_and_can_be_undone(tmp_path: Path) -> None:
    world = World(tmp_path, notes(4))
    session = start(world.open())
    flagged = session.current
    assert flagged is not None
    assert session.flag()
    session.remark("think of the twins")
    session.suspend()
    buried = session.current
    assert buried is not None
    session.bury()
    again = world.open()
    row = again.card(flagged.card.id)
    assert (row.flagged, row.suspended, row.remark) == (True, True, "think of the twins")
    assert again.card(buried.card.id).buried
    for _ in range(4):
        assert session.undo() is not None
    row = world.open().card(flagged.card.id)
    assert (row.flagged, row.suspended, row.remark) == (False, False, "")
    assert session.current is not None
    assert session.current.card.id == flagged.card.id


def test_a_buried_card_is_back_on_the_next_study_day(tmp_path: Path) -> None:
    world = World(tmp_path, notes(1))
    session = start(world.open())
    session.bury()
    assert start(world.open()).current is None
    world.clock.go(days=1)
    assert start(world.open()).current is not None


def test_a_failed_check_is_never_passed_by_habit(tmp_path: Path) -> None:
    session = start(World(tmp_path, TYPED).open())
    assert session.answer("AVL treee").check.verdict is Verdict.CLOSE  # type: ignore[union-attr]
    assert session.grade(None).rating is Rating.AGAIN


def test_a_right_answer_proposes_good_and_a_number_overrides_it(tmp_path: Path) -> None:
    session = start(World(tmp_path, TYPED).open())
    assert session.answer(" avl TREE ").proposed is Rating.GOOD
    assert session.grade(Rating.HARD).rating is Rating.HARD


def test_an_answer_that_cannot_be_read_costs_nothing(tmp_path: Path) -> None:
    session = start(World(tmp_path, TYPED).open())
    attempt = session.answer("   ")
    assert not attempt.done
    assert session.current is not None
    assert not session.current.revealed
    assert session.answer("AVL tree").done


def test_giving_up_on_a_checked_card_proposes_again(tmp_path: Path) -> None:
    session = start(World(tmp_path, TYPED).open())
    assert session.reveal().attempt.proposed is Rating.AGAIN


def test_the_limit_counts_grades(tmp_path: Path) -> None:
    session = start(World(tmp_path, notes(5)).open(), limit=2)
    assert len(work_off(session)) == 2
    assert session.waiting is None


def test_what_was_failed_is_drilled_once_more(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    session = start(world.open(), limit=3)
    failed = session.current
    assert failed is not None
    work_off(session, lambda card: Rating.AGAIN if card == failed.card.id else Rating.EASY)
    assert [each.card for each in session.summary().failed] == [failed.card.id]
    drill = session.redrill()
    assert drill is not None
    assert work_off(drill, lambda _: Rating.EASY) == [failed.card.id]
    assert drill.redrill() is None


def test_two_windows_on_one_card_lose_neither_grade(tmp_path: Path) -> None:
    world = World(tmp_path, notes(1))
    ours, theirs = start(world.open()), start(world.open())
    ours.reveal()
    card = theirs.reveal().card.id
    theirs.grade(Rating.GOOD)
    graded = ours.grade(Rating.GOOD)
    assert graded.elsewhere
    assert "another window" in graded.message
    row = world.open().card(card)
    assert (row.state.reps, row.state.phase) == (2, Phase.REVIEW)


def test_a_card_graded_in_another_window_is_not_asked_again(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    ours, theirs = start(world.open()), start(world.open())
    assert theirs.current is not None
    first = theirs.current.card.id
    theirs.reveal()
    theirs.grade(Rating.EASY)
    second = theirs.reveal().card.id
    theirs.grade(Rating.EASY)
    ours.reveal()
    ours.grade(Rating.EASY)  # the one on the screen
    assert ours.current is not None
    assert ours.current.card.id not in {first, second}


def test_an_edit_shows_the_card_anew_and_a_deleted_card_gives_way(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    session = start(world.open())
    assert session.current is not None
    card = session.current.card.id
    world.write("deck0.md", notes(3).replace("Answer of card 0.", "A better answer of card 0."))
    session.reload()
    assert session.current.card.id == card
    assert session.current.answer == "A better answer of card 0."
    world.write("deck0.md", "## Something else entirely\n\nUnlike all before, by far.\n")
    session.reload()
    assert session.current is None or session.current.card.id != card


def test_a_full_disk_keeps_the_card_and_the_grade_can_be_tried_again(tmp_path: Path) -> None:
    collection = World(tmp_path, notes(40)).open()
    session = start(collection)
    raw = collection.history._connection
    pages = raw.exec_driver_sql("PRAGMA page_count").scalar_one()
    raw.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentFault, match="disk is full"):  # noqa: PT012
        for _ in range(100):
            session.remark("x" * 10_000)
    session.reveal()
    with pytest.raises(EnvironmentFault, match="disk is full"):  # noqa: PT012
        for _ in range(100):
            session.grade(Rating.GOOD)
            session.reveal()
    assert session.current is not None
    held = session.current.card.id
    raw.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert session.grade(Rating.GOOD).card == held


def test_a_leech_is_told_once_it_is_one(tmp_path: Path) -> None:
    world = World(tmp_path, notes(1))
    collection = world.open()
    study(collection)
    said = []
    for _ in range(9):
        world.clock.go(days=200)
        session = start(collection)
        session.reveal()
        said.append(session.grade(Rating.AGAIN).leech)
        study(collection)
    assert said == [False] * 7 + [True, False]
    (row,) = collection.search("is:leech")
    assert row.leech
    assert "leech" in row.tags


@pytest.mark.parametrize("hours", [-72, -1, 0])
def test_a_clock_set_back_loses_and_doubles_nothing(tmp_path: Path, hours: int) -> None:
    world = World(tmp_path, notes(1))
    collection = world.open()
    study(collection)
    world.clock.go(hours=hours)
    card = collection.search("")[0].card
    session = of_cards(collection, [card])
    session.reveal()
    session.grade(Rating.GOOD)
    reviews = collection.reviews(card)
    assert len(reviews) == 3
    assert collection.card(card).state.reps == 3
    assert [each.counter for each in collection.history.events_of(card)] == [2, 3, 4]
