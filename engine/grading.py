"""A grade made durable: one transaction that reads the card again, schedules it and appends the review."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from engine.collection import Collection
from engine.history.event import Draft, Event, What
from engine.history.replay import advance, fold, state_payload
from engine.index.rows import IndexedCard
from engine.memory.policy import Policy
from engine.memory.schedule import outcomes, turns_leech
from engine.memory.state import CardState, Phase, Rating
from engine.memory.study_day import elapsed_days
from engine.question import Asked, Graded, Question


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a grade: the word to the learner, the event, and the card as it is now.

    ``caught_up`` says that no other process had recorded anything the index has not seen.
    """

    graded: Graded
    event: Event
    card: IndexedCard
    caught_up: bool


def record(
    collection: Collection,
    asked: Asked,
    card: IndexedCard,
    rating: Rating,
    seconds: float,
    thought: float,
) -> Recorded:
    """Store a rating. ``seconds`` were spent on the card, ``thought`` of them before its answer was shown.

    If another process graded the card meanwhile, it counts as a review on the newer state.

    The review is committed and synced when this returns; the index follows. Raises EnvironmentFault when the disk
    refuses; then nothing has changed.
    """
    when = collection.moment()
    policy = collection.policy(card.kind, card.file)
    with collection.history.writing() as log:
        known = card.record
        if log.last_id(card.card) != known.last:
            known = fold(log.events_of(card.card))
        elsewhere = known.state != card.record.state
        after = None if elsewhere else _previewed(asked, rating, collection)
        if after is None:
            ends = collection.day().ends
            after = outcomes(known.state, when.at, when.day, policy, card.card, day_ends=ends)[
                rating
            ]
        payload = _payload(
            asked.question, known.state, after, rating, (seconds, thought), policy, when.day
        )
        event = log.append([Draft(What.REVIEW, card.card, payload)], when)[0]
        seq = log.seq
    new = advance(known, event)
    now = replace(card, record=new)
    collection.index.apply(now, seq, when.day, seconds)
    leech = turns_leech(known.state, new.state, policy)
    said = _message(leech=leech, elsewhere=elsewhere, lapses=new.state.lapses)
    graded = Graded(card.card, rating, new.state, elsewhere, leech, said)
    return Recorded(graded, event, now, caught_up=collection.index.applied == seq)


def _previewed(asked: Asked, rating: Rating, collection: Collection) -> CardState | None:
    """The state the preview promised, its step counted from now; None once the study day is another."""
    day = collection.day()
    after = asked.outcomes[rating]
    if day.ends != asked.day.ends:
        return None
    if after.due_at is None:
        return after
    due: datetime = after.due_at + (day.now - asked.day.now)
    return replace(after, due_at=due) if due < day.ends else None


def _payload(
    question: Question,
    before: CardState,
    after: CardState,
    rating: Rating,
    times: tuple[float, float],
    policy: Policy,
    today: date,
) -> dict[str, Any]:
    """What a review stores: what was decided, and all that was known when it was."""
    attempt = question.attempt
    check = attempt.check
    return {
        "rating": int(rating),
        "proposed": None if attempt.proposed is None else int(attempt.proposed),
        "kind": question.row.kind,
        "elapsed": elapsed_days(before.last_day, today),
        "retention": policy.retention,
        "parameters": "fsrs-6",
        "seconds": times[0],
        "thought": times[1],
        "given": attempt.given,
        "verdict": None if check is None else str(check.verdict),
        "diagnosis": None if check is None else check.diagnosis,
        "aids": list(attempt.aids),
        "lapse": before.phase is Phase.REVIEW and rating is Rating.AGAIN,
        "state": state_payload(after),
    }


def _message(*, leech: bool, elsewhere: bool, lapses: int) -> str:
    if elsewhere:
        return (
            "this card was graded in another window meanwhile; your grade was stored on top of it"
        )
    if leech:
        return f"forgotten {lapses} times: rewrite this card, or split it (e)"
    return ""
