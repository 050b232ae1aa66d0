"""Two histories become one by set union: nothing is lost, and the order of merging does not matter."""

from pathlib import Path

from engine.history.store import History


def merge(into: History, other: Path) -> int:
    """Take over every event of the history at ``other`` that ``into`` lacks. Gives how many were new.

    ``other`` is only read. Order is (counter, device, id) on both sides, so that after merging in both directions
    both replay to the same state.
    """
    with History(other) as theirs:
        events = list(theirs.events())
    with into.writing() as log:
        return log.insert_missing(events)
