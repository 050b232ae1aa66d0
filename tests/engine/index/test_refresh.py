import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.collection import Collection
from engine.history.event import What
from engine.history.replay import fold
from engine.memory.state import Phase, Rating
from engine.session import start
from tests.engine.world import World, notes, work_off

RIDGE = "## What does ridge do to twins?\n\nIt shares the weight between them.\n"
LASSO = "## What does lasso do to twins?\n\nIt keeps one of them, almost by chance.\n"


def learned(world: World) -> dict[str, str]:
    """Review everything once; gives each prompt's card."""
    collection = world.open()
    work_off(start(collection), lambda _: Rating.EASY)
    return {each.prompt: each.card for each in collection.search("")}


def reps(collection: Collection) -> dict[str, int]:
    return {each.card: each.state.reps for each in collection.search("")}


@pytest.mark.parametrize(
    "edited",
    [
        RIDGE.replace("shares", "splits") + LASSO,
        RIDGE.replace("What does ridge do", "What will ridge do") + LASSO,
        LASSO + RIDGE,
        "# New section\n\nProse.\n\n"
        + LASSO
        + "## Another note?\n\nYes, of course it is.\n"
        + RIDGE,
        RIDGE.replace("\n\nIt", "\n<!-- card: {tags: [l2]} -->\n\nIt") + LASSO,
    ],
    ids=["answer", "heading", "order", "insertion", "settings"],
)
def test_an_edit_keeps_the_history(tmp_path: Path, edited: str) -> None:
    world = World(tmp_path, RIDGE + LASSO)
    cards = learned(world)
    world.write("deck0.md", edited)
    now = reps(world.open())
    assert [now[card] for card in cards.values()] == [1, 1]


def test_a_note_keeps_its_history_in_another_file(tmp_path: Path) -> None:
    world = World(tmp_path, RIDGE + LASSO, other="## Unrelated prompt here?\n\nUnrelated answer.\n")
    cards = learned(world)
    world.write("deck0.md", RIDGE)
    world.write("other.md", "## Unrelated prompt here?\n\nUnrelated answer.\n\n" + LASSO)
    collection = world.open()
    assert reps(collection)[cards["What does lasso do to twins?"]] == 1
    assert collection.card(cards["What does lasso do to twins?"]).file == "other.md"


def test_a_deleted_file_that_comes_back_finds_its_history(tmp_path: Path) -> None:
    world = World(tmp_path, RIDGE, other=LASSO)
    cards = learned(world)
    (world.places.decks / "other.md").unlink()
    assert len(reps(world.open())) == 1
    world.write("other.md", LASSO)
    assert reps(world.open()) == dict.fromkeys(cards.values(), 1)


def test_what_was_recognised_in_new_words_is_said_and_can_be_undone_for_good(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, RIDGE + LASSO)
    cards = learned(world)
    ridge = cards["What does ridge do to twins?"]
    world.write(
        "deck0.md", RIDGE.replace("shares the weight between", "splits the weight of") + LASSO
    )
    collection = world.open()
    (line,) = collection.today().rebound
    assert ridge in line
    assert "deck0.md:1" in line
    assert "recognised" in (collection.undo() or "")
    assert ridge not in reps(collection)
    assert sorted(reps(collection).values()) == [0, 1]
    again = world.open()
    assert ridge not in reps(again)
    assert again.today().rebound == ()


def test_a_stamp_that_is_deleted_leaves_the_note_its_history(tmp_path: Path) -> None:
    stamp = "<!-- card: {id: g2k9q4m7} -->\n"
    world = World(tmp_path, RIDGE.replace("\n\n", "\n" + stamp + "\n", 1))
    assert list(learned(world).values()) == ["g2k9q4m7"]
    world.write("deck0.md", RIDGE)
    assert reps(world.open()) == {"g2k9q4m7": 1}


def test_of_two_notes_with_one_id_the_one_history_knows_keeps_it(tmp_path: Path) -> None:
    stamp = "\n<!-- card: {id: g2k9q4m7} -->\n\n"
    world = World(tmp_path, RIDGE.replace("\n\n", stamp, 1))
    learned(world)
    world.write("a-copy.md", LASSO.replace("\n\n", stamp, 1))
    collection = world.open()
    assert collection.card("g2k9q4m7").prompt == "What does ridge do to twins?"
    (finding,) = collection.findings()
    assert (finding.file, finding.rule) == ("a-copy.md", "duplicate-id")


def test_a_refresh_without_a_change_reads_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    collection = world.open()
    events = collection.history.count()
    assert collection.refresh().changed == 0
    assert world.open().history.count() == events


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00garbage", b"## \x00\n\n\x1b]0;x\x07", b"# only prose\n"]
)
def test_garbage_is_reported_and_hides_no_other_deck(tmp_path: Path, data: bytes) -> None:
    world = World(tmp_path, notes(2))
    (world.places.decks / "bad.md").write_bytes(data)
    collection = world.open()
    assert len(collection.search("deck:deck0")) == 2
    assert {each.file for each in collection.findings()} == {"bad.md"}


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    world = World(tmp_path, notes(2))
    learned(world)
    world.places.index.write_bytes(b"no database" * 500)
    for rest in world.places.cache.glob("index.db-*"):
        rest.unlink()
    assert list(reps(world.open()).values()) == [1, 1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 40))
def test_the_index_equals_a_replay_of_the_log_whatever_was_done(seed: int, count: int) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), notes(4))
        chance = random.Random(seed)
        collections = [world.open(), world.open()]
        for _ in range(count):
            _do_something(chance, chance.choice(collections), world)
        live = collections[0]
        live.catch_up()
        cards = live.index.where("1")
        for each in cards:
            assert each.record == fold(live.history.events_of(each.card))
        world.places.index.unlink()
        rebuilt = Collection(world.places, world.clock, live.settings)
        rebuilt.refresh()
        assert rebuilt.index.where("1") == cards
        assert rebuilt.index.days(world.clock.now.date().min) == live.history.days(
            world.clock.now.date().min
        )


def _do_something(chance: random.Random, collection: Collection, world: World) -> None:
    card = f"{chance.choice(collection.search('')).card}"
    match chance.randrange(8):
        case 0 | 1 | 2 | 3:
            session = start(collection, limit=1)
            if session.current is not None:
                session.reveal()
                session.grade(chance.choice(list(Rating)))
        case 4:
            collection.undo()
        case 5:
            collection.flag(card, on=chance.random() < 0.5)
        case 6:
            chance.choice((collection.bury, collection.reset))(card)
        case _:
            world.clock.go(hours=chance.choice([1, 30, 200]))


def test_a_note_seen_for_the_first_time_is_bound_once(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    world.open()
    collection = world.open()
    (event,) = collection.history.events(what=[What.BIND])
    assert len(event.payload["notes"]) == 3
    assert all(each.state.phase is Phase.NEW for each in collection.search(""))
