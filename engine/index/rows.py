"""Rows of the index as values: a note to JSON and back, a card with its record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from engine.deck.note import CardId, Deletion, Fence, Note, NoteId, Option
from engine.history.event import EventId
from engine.history.replay import Record
from engine.memory.state import CardState, Memory, Phase

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class IndexedCard:
    """A card as the index knows it, without its text."""

    card: CardId
    note: NoteId
    deck: str
    kind: str
    file: str
    place: int
    """Order within its file."""
    record: Record


CARD_COLUMNS: Final = (
    "card, note, deck, kind, file, place, phase, step, stability, difficulty, due_at, due_day, "
    "last_day, interval, reps, lapses, failures, suspended, flagged, buried, remark, first_day, "
    "failed_day, seconds, last"
)


def card_from(row: Sequence[Any]) -> IndexedCard:
    """The card in a row of ``CARD_COLUMNS``."""
    (
        card,
        note,
        deck,
        kind,
        file,
        place,
        phase,
        step,
        stability,
        difficulty,
        due_at,
        due_day,
        *rest,
    ) = row
    (
        last_day,
        interval,
        reps,
        lapses,
        failures,
        suspended,
        flagged,
        buried,
        remark,
        first,
        failed,
        seconds,
        last,
    ) = rest
    state = CardState(
        phase=Phase(phase),
        step=step,
        memory=None if stability is None else Memory(stability, difficulty),
        due_at=None if due_at is None else EPOCH + timedelta(microseconds=due_at),
        due_day=_day(due_day),
        last_day=_day(last_day),
        interval=interval,
        reps=reps,
        lapses=lapses,
        failures=failures,
    )
    record = Record(
        state=state,
        suspended=bool(suspended),
        flagged=bool(flagged),
        buried=_day(buried),
        remark=remark,
        first_day=_day(first),
        failed_day=_day(failed),
        seconds=seconds,
        last=None if last is None else EventId(last),
    )
    return IndexedCard(CardId(card), NoteId(note), deck, kind, file, place, record)


def record_values(record: Record) -> tuple[Any, ...]:
    """The columns from ``phase`` on, in the order of ``CARD_COLUMNS``."""
    state = record.state
    return (
        str(state.phase),
        state.step,
        None if state.memory is None else state.memory.stability,
        None if state.memory is None else state.memory.difficulty,
        None if state.due_at is None else (state.due_at - EPOCH) // timedelta(microseconds=1),
        _ordinal(state.due_day),
        _ordinal(state.last_day),
        state.interval,
        state.reps,
        state.lapses,
        state.failures,
        record.suspended,
        record.flagged,
        _ordinal(record.buried),
        record.remark,
        _ordinal(record.first_day),
        _ordinal(record.failed_day),
        record.seconds,
        record.last,
    )


def note_json(note: Note) -> str:
    """A note as one line of JSON."""
    return json.dumps(
        (
            note.id,
            note.stamped,
            note.file,
            note.line,
            note.end_line,
            note.deck,
            note.kind,
            note.prompt,
            note.answer,
            note.content_hash,
            note.fence and (note.fence.name, note.fence.body, note.fence.line),
            [(each.text, each.right) for each in note.options],
            [(each.number, each.answer, each.hint) for each in note.deletions],
            note.reversed,
            note.tags,
            note.after,
            note.source,
            note.week,
            note.block,
            note.faulty,
        ),
        ensure_ascii=False,
        separators=(",", ":"),
    )


def note_from(text: str) -> Note:
    """The note that ``note_json`` wrote."""
    values = json.loads(text)
    fence, options, deletions, reversed_, tags, after, source, week, block, faulty = values[10:]
    note_id, stamped, file, line, end_line, deck, kind, prompt, answer, content_hash = values[:10]
    return Note(
        id=note_id,
        stamped=stamped,
        file=file,
        line=line,
        end_line=end_line,
        deck=deck,
        kind=kind,
        prompt=prompt,
        answer=answer,
        content_hash=content_hash,
        fence=None if fence is None else Fence(*fence),
        options=tuple(Option(*each) for each in options),
        deletions=tuple(Deletion(*each) for each in deletions),
        reversed=reversed_,
        tags=tuple(tags),
        after=tuple(after),
        source=source,
        week=week,
        block=block,
        faulty=faulty,
    )


def search_text(note: Note) -> str:
    """What a search looks through: all of a note's text, case-folded."""
    parts = [note.prompt, note.answer, *(each.text for each in note.options)]
    if note.fence is not None:
        parts.append(note.fence.body)
    return "\n".join(parts).casefold()


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
