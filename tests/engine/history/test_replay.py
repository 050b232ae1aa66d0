from dataclasses import replace
from pathlib import Path

from hypothesis import given

from engine.history.event import Event, EventId, What
from engine.history.merge import merge
from engine.history.replay import fold, state_from, state_payload, undone
from engine.history.store import History
from engine.memory.state import CardState, Memory, Phase
from tests.engine.history.events import NOON, TODAY, logs, review, when


def of(card: str, log: list[Event]) -> list[Event]:
    return [each for each in log if each.subject == card]


@given(logs())
def test_undoing_the_last_event_gives_the_record_before_it(log: list[Event]) -> None:
    events = of("a", log)
    if not events or events[-1].what == What.UNDO:
        return
    last = events[-1]
    undo = replace(
        last,
        id=EventId("zz"),
        counter=last.counter + 1,
        what=What.UNDO,
        payload={"target": last.id},
    )
    before, after = fold(events[:-1]), fold([*events, undo])
    assert replace(after, last=before.last) == before


@given(logs())
def test_undoing_an_undo_brings_the_event_back(log: list[Event]) -> None:
    events = of("a", log)
    if not events or events[-1].what == What.UNDO:
        return
    last = events[-1]
    undo = replace(last, id=EventId("y"), what=What.UNDO, payload={"target": last.id})
    redo = replace(last, id=EventId("z"), what=What.UNDO, payload={"target": "y"})
    assert replace(fold([*events, undo, redo]), last=None) == replace(fold(events), last=None)


@given(logs())
def test_counts_are_those_of_the_reviews_that_stand(log: list[Event]) -> None:
    events = of("a", log)
    if any(each.what == What.RESET for each in events):
        return
    gone = undone(events)
    standing = [each for each in events if each.what == What.REVIEW and each.id not in gone]
    record = fold(events)
    assert record.state.reps == len(standing)
    assert record.state.lapses == sum(each.payload["lapse"] for each in standing)


def test_an_event_of_an_unknown_kind_changes_nothing_but_stands_in_the_log(tmp_path: Path) -> None:
    with History(tmp_path / "redrill.db") as history:
        history.record(
            [review("g1"), replace(review("g1"), what="seen-by-a-newer-release")], when()
        )
        events = history.events_of("g1")
    assert len(events) == 2
    assert fold(events).state == fold(events[:1]).state


def test_a_state_survives_being_stored() -> None:
    states = [
        CardState(Phase.REVIEW, 0, Memory(3.5, 6.25), None, TODAY, None, 3, failures=2),
        CardState(Phase.LEARNING, 1, Memory(0.5, 5.0), NOON, None),
        CardState(Phase.RELEARNING, 0, Memory(0.5, 5.0), None, TODAY),
    ]
    assert [state_from(state_payload(each)) for each in states] == states


def test_merging_is_commutative_and_loses_nothing(tmp_path: Path) -> None:
    common = tmp_path / "common.db"
    with History(common) as history:
        history.record([review("g1"), review("g2")], when())
        history.copy(tmp_path / "a.db")
        history.copy(tmp_path / "b.db")
    with History(tmp_path / "a.db") as a, History(tmp_path / "b.db") as b:
        a.record([review("g1", 1), review("g3")], when(1))
        (last,) = b.record([review("g1", 4)], when(2))
        b.record([replace(review("g1"), what=What.UNDO, payload={"target": last.id})], when(2))
        b.record([review("g2", 2)], when(3))
        a.copy(tmp_path / "a-before.db")
        assert merge(a, tmp_path / "b.db") == 3
        assert merge(b, tmp_path / "a-before.db") == 2
        assert list(a.events()) == list(b.events())
        assert a.count() == 7
        for card in ("g1", "g2", "g3"):
            assert fold(a.events_of(card)) == fold(b.events_of(card))
        assert merge(a, tmp_path / "b.db") == 0
