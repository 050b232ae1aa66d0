"""One review session: what is asked next, what the answer is worth, and the grade on disk before the next card."""

import heapq
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from engine.collection import CardRow, Collection
from engine.deck.cards import cards
from engine.deck.note import Card, CardId, Note, NoteId
from engine.errors import UsageError
from engine.history.event import Draft, Event, What
from engine.history.replay import advance, fold, state_payload
from engine.index.rows import IndexedCard
from engine.memory.interval_label import interval_label
from engine.memory.policy import Policy
from engine.memory.schedule import is_leech, outcomes, turns_leech
from engine.memory.state import CardState, Phase, Rating
from engine.memory.study_day import elapsed_days
from engine.queue.order import lot
from engine.quiz.attempt import Attempt
from engine.quiz.registry import kind as kind_of
from engine.quiz.sides import answer as answer_side
from engine.quiz.sides import prompt as prompt_side

LONGEST_SECONDS = 3600.0
"""More than this is no answer but a break."""
LONGEST_ANSWER = 20_000
"""Characters of an answer that are kept."""
AHEAD = 32
"""Notes read from the index at a time."""


@dataclass(frozen=True, slots=True)
class Question:
    """One card as it is asked. Both sides are Markdown; ``previews`` tells when each rating brings it back."""

    card: Card
    row: CardRow
    attempt: Attempt
    prompt: str
    answer: str
    remark: str
    previews: Mapping[Rating, str]
    first: bool
    leech: bool
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that is on disk. ``elsewhere``: another process graded the card meanwhile, and this came on top."""

    card: CardId
    rating: Rating
    after: CardState
    elsewhere: bool = False
    leech: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words, and the card that is current again."""

    text: str
    card: CardId


@dataclass(frozen=True, slots=True)
class Progress:
    """Cards graded, cards still to come (those in steps included), seconds spent answering."""

    done: int
    left: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A session, looked back on. ``tomorrow`` is how many reviews are due by the next study day."""

    done: int
    again: int
    hard: int
    good: int
    easy: int
    seconds: float
    failed: tuple[CardRow, ...]
    tomorrow: int


@dataclass(slots=True)
class _Step:
    """One thing done in this session that can be undone."""

    event: Event
    card: IndexedCard
    note: Note
    rating: Rating | None = None
    seconds: float = 0.0


class ReviewSession:
    """Asks the cards of a queue one by one. Front ends only show what it gives and pass on what is answered."""

    def __init__(
        self,
        collection: Collection,
        main: Sequence[IndexedCard],
        learning: Sequence[IndexedCard] = (),
        limit: int | None = None,
    ) -> None:
        self._collection = collection
        self._main: deque[CardId] = deque(each.card for each in main)
        self._steps: list[tuple[datetime, CardId]] = []
        self._cards: dict[CardId, IndexedCard] = {each.card: each for each in (*main, *learning)}
        self._notes: dict[NoteId, Note] = {}
        self._limit = limit
        self._log: list[_Step] = []
        self._question: Question | None = None
        self._state: dict[Rating, CardState] = {}
        self._shown = self._day_ends = collection.clock()
        self._answered: datetime | None = None
        for each in learning:
            self._to_steps(each)
        self._next()

    # -- what is asked ----------------------------------------------------------------------

    @property
    def current(self) -> Question | None:
        """The card that is asked now; None when there is none left, or none whose time has come."""
        return self._question

    @property
    def waiting(self) -> datetime | None:
        """When the next card in steps comes (UTC), if nothing else is left to ask."""
        if self._question is not None or not self._steps or self._reached_limit():
            return None
        return self._steps[0][0]

    @property
    def progress(self) -> Progress:
        """How far the session is."""
        done = sum(each.rating is not None for each in self._log)
        left = len(self._main) + len(self._steps) + (self._question is not None)
        if self._limit is not None:
            left = max(0, min(left, self._limit - done))
        return Progress(done, left, sum(each.seconds for each in self._log))

    def resume(self) -> Question | None:
        """Look again whether a card's time has come, after waiting."""
        if self._question is None:
            self._next()
        return self._question

    # -- answering --------------------------------------------------------------------------

    def answer(self, given: str) -> Attempt:
        """Check an answer. An invalid one leaves the attempt open, to be asked again."""
        question = self._asked()
        kind = kind_of(question.row.kind)
        attempt = kind.answer(question.attempt, given[:LONGEST_ANSWER])
        if attempt.done:
            self._answered = self._answered or self._collection.clock()
        self._question = replace(question, attempt=attempt, revealed=attempt.done)
        return attempt

    def reveal(self) -> Question:
        """Show the answer. On a checked card that is giving up: Again is proposed."""
        question = self._asked()
        attempt = question.attempt
        if attempt.checked and not attempt.done:
            attempt = replace(
                attempt, done=True, proposed=Rating.AGAIN, aids=(*attempt.aids, "shown")
            )
        self._answered = self._answered or self._collection.clock()
        self._question = replace(question, attempt=attempt, revealed=True)
        return self._question

    def grade(self, rating: Rating | None = None) -> Graded:
        """Record the rating, durably, and go on to the next card.

        None takes the proposed rating of a checked card, Good on any other. Raises UsageError before the answer is
        shown, and EnvironmentFault when the disk refuses: then the card stays and nothing is lost.
        """
        question = self._asked()
        if not question.revealed:
            raise UsageError("reveal or answer the card before grading it")
        final = rating or question.attempt.proposed or Rating.GOOD
        card = self._cards[question.card.id]
        seconds = self._seconds()
        graded, event = self._record(question, card, final, seconds)
        self._log.append(_Step(event, card, question.card.note, final, seconds))
        self._after(graded)
        return graded

    # -- marks ------------------------------------------------------------------------------

    def flag(self) -> bool:
        """Flag the current card, or take its flag off. Gives whether it is flagged now."""
        question = self._asked()
        on = not question.row.flagged
        self._mark(self._collection.flag(question.card.id, on))
        self._question = replace(question, row=replace(question.row, flagged=on))
        return on

    def remark(self, text: str) -> None:
        """Keep a note of one's own with the current card."""
        question = self._asked()
        self._mark(self._collection.remark(question.card.id, text))
        self._question = replace(question, remark=text, row=replace(question.row, remark=text))

    def suspend(self) -> None:
        """Suspend the current card and go on."""
        self._mark(self._collection.suspend(self._asked().card.id, on=True))
        self._next()

    def bury(self) -> None:
        """Keep the current card away until the next study day and go on."""
        self._mark(self._collection.bury(self._asked().card.id))
        self._next()

    def undo(self) -> Undone | None:
        """Take back this session's last grade, flag, suspend, bury or remark; its card is current again."""
        if not self._log:
            return None
        step = self._log[-1]
        text = self._collection.undo(step.event.id) or ""
        self._log.pop()
        card = step.card.card
        if self._question is not None and self._question.card.id != card:
            self._main.appendleft(self._question.card.id)
        self._steps = [each for each in self._steps if each[1] != card]
        heapq.heapify(self._steps)
        self._main = deque(each for each in self._main if each != card)
        self._reload(card)
        self._show(card)
        return Undone(text, card)

    def reload(self) -> None:
        """Read the decks again after an edit and show the current card anew, or the next one if it is gone."""
        self._collection.refresh()
        self._notes.clear()
        if self._question is None:
            return
        card = self._question.card.id
        self._reload(card)
        if card in self._cards:
            self._show(card)
        else:
            self._next()

    # -- the end ----------------------------------------------------------------------------

    def summary(self) -> Summary:
        """The session in numbers."""
        ratings = Counter(each.rating for each in self._log if each.rating is not None)
        failed = [self._cards[each] for each in self._failed() if each in self._cards]
        collection = self._collection
        tomorrow = collection.today_date.toordinal() + 1
        due = collection.index.rows(
            "SELECT count(*) FROM cards WHERE suspended = 0 AND due_day <= ?", (tomorrow,)
        )
        return Summary(
            done=ratings.total(),
            again=ratings[Rating.AGAIN],
            hard=ratings[Rating.HARD],
            good=ratings[Rating.GOOD],
            easy=ratings[Rating.EASY],
            seconds=self.progress.seconds,
            failed=collection.rows(failed),
            tomorrow=int(due[0][0]),
        )

    def redrill(self) -> "ReviewSession | None":
        """A session over what was failed in this one; None when nothing was."""
        failed = self._failed()
        return of_cards(self._collection, failed) if failed else None

    def _failed(self) -> list[CardId]:
        return list(
            dict.fromkeys(each.card.card for each in self._log if each.rating is Rating.AGAIN)
        )

    # -- inside -----------------------------------------------------------------------------

    def _asked(self) -> Question:
        if self._question is None:
            raise UsageError("no card is being asked")
        return self._question

    def _reached_limit(self) -> bool:
        return self._limit is not None and self.progress.done >= self._limit

    def _next(self) -> None:
        """Choose the next card: a step whose time has come, the next of the queue, a step that is near."""
        self._question = None
        if self._reached_limit():
            return
        for card in self._collection.catch_up():
            self._settle_elsewhere(card)
        now = self._collection.clock()
        ahead = now + self._collection.settings.learn_ahead
        while True:
            if self._steps and self._steps[0][0] <= now:
                card = heapq.heappop(self._steps)[1]
            elif self._main:
                card = self._main.popleft()
            elif self._steps and self._steps[0][0] <= ahead:
                card = heapq.heappop(self._steps)[1]
            else:
                return
            if self._show(card):
                return

    def _settle_elsewhere(self, card: CardId) -> None:
        """Another process touched a card of this session: ask it no more than it still needs."""
        if card not in self._cards:
            return
        before = self._cards[card].record
        self._reload(card)
        found = self._cards.get(card)
        gone = found is None or found.record.suspended
        graded = found is not None and found.record.state.reps > before.state.reps
        if gone or graded:
            self._main = deque(each for each in self._main if each != card)
            self._steps = [each for each in self._steps if each[1] != card]
            heapq.heapify(self._steps)
        if graded and found is not None and not gone:
            self._to_steps(found)

    def _show(self, card_id: CardId) -> bool:
        """Make a card current. False when no deck holds it any more."""
        card, note = self._cards.get(card_id), self._note(card_id)
        if card is None or note is None:
            return False
        collection = self._collection
        row = collection.row(card, note)
        asked = next((each for each in cards(note) if each.id == card_id), None)
        if asked is None:
            return False
        kind = kind_of(card.kind)
        spec = kind.parse(note).spec
        if spec is None:
            return False
        moment = collection.day()
        policy = collection.policy(card.kind, card.file)
        state = card.record.state
        self._state = outcomes(
            state, moment.now, moment.today, policy, card_id, day_ends=moment.ends
        )
        seed = int.from_bytes(lot(card_id, str(state.reps)))
        self._question = Question(
            card=asked,
            row=row,
            attempt=kind.start(spec, seed),
            prompt=prompt_side(asked),
            answer=answer_side(asked),
            remark=card.record.remark,
            previews={
                rating: interval_label(after, moment.now, moment.today)
                for rating, after in self._state.items()
            },
            first=state.phase is Phase.NEW,
            leech=is_leech(state, policy),
        )
        self._shown, self._answered, self._day_ends = moment.now, None, moment.ends
        return True

    def _record(
        self, question: Question, card: IndexedCard, rating: Rating, seconds: float
    ) -> tuple[Graded, Event]:
        """One transaction: read the card again, schedule, append. The index follows."""
        collection = self._collection
        when = collection.moment()
        policy = collection.policy(card.kind, card.file)
        ends = collection.day().ends
        known = card.record
        with collection.history.writing() as log:
            record = known
            if log.last_id(card.card) != known.last:
                record = fold(log.events_of(card.card))
            elsewhere = record.state != known.state
            state = record.state
            after = self._previewed(rating, when.at, ends) if not elsewhere else None
            if after is None:
                after = outcomes(state, when.at, when.day, policy, card.card, day_ends=ends)[rating]
            payload = _payload(question, state, after, rating, seconds, policy, when.day)
            event = log.append([Draft(What.REVIEW, card.card, payload)], when)[0]
            seq = log.seq
        new = advance(record, event)
        collection.index.apply(card.card, new, seq, when.day)
        self._cards[card.card] = replace(card, record=new)
        leech = turns_leech(state, new.state, policy)
        message = _message(leech=leech, elsewhere=elsewhere, lapses=new.state.lapses)
        return Graded(card.card, rating, new.state, elsewhere, leech, message), event

    def _previewed(self, rating: Rating, now: datetime, ends: datetime) -> CardState | None:
        """The state the preview promised, its step counted from now; None once the study day is another."""
        after = self._state[rating]
        if ends != self._day_ends:
            return None
        if after.due_at is None:
            return after
        due = after.due_at + (now - self._shown)
        return replace(after, due_at=due) if due < ends else None

    def _after(self, graded: Graded) -> None:
        self._to_steps(self._cards[graded.card])
        self._next()

    def _to_steps(self, card: IndexedCard) -> None:
        due = card.record.state.due_at
        if due is not None and due < self._collection.day().ends:
            heapq.heappush(self._steps, (due, card.card))
        elif card.record.state.phase in (Phase.LEARNING, Phase.RELEARNING):
            day = card.record.state.due_day
            if day is not None and day <= self._collection.today_date:
                self._main.append(card.card)

    def _mark(self, event: Event) -> None:
        question = self._asked()
        card = self._cards[question.card.id]
        self._log.append(_Step(event, card, question.card.note))
        self._reload(card.card)

    def _reload(self, card: CardId) -> None:
        found = self._collection.index.card(card)
        if found is None:
            self._cards.pop(card, None)
        else:
            self._cards[card] = found

    def _note(self, card: CardId) -> Note | None:
        """The card's note; the next few of the queue are read along with it."""
        if card not in self._cards:
            return None
        note = self._cards[card].note
        if note not in self._notes:
            coming = [
                self._cards[each].note for each in list(self._main)[:AHEAD] if each in self._cards
            ]
            wanted = list(dict.fromkeys([note, *coming]))
            self._notes.update(self._collection.index.notes(wanted))
        return self._notes.get(note)

    def _seconds(self) -> float:
        spent = ((self._answered or self._collection.clock()) - self._shown).total_seconds()
        return round(min(max(spent, 0.0), LONGEST_SECONDS), 3)


def start(
    collection: Collection,
    decks: Sequence[str] = (),
    kinds: Sequence[str] = (),
    limit: int | None = None,
) -> ReviewSession:
    """A session over what is due today, narrowed to decks and kinds. ``limit`` counts grades."""
    queue = collection.queue(decks, kinds)
    return ReviewSession(collection, queue.main, queue.learning, limit)


def of_cards(collection: Collection, ids: Sequence[str], limit: int | None = None) -> ReviewSession:
    """A session over these cards, due or not, in this order. Its grades count like any others."""
    found = collection.index.cards(ids)
    chosen = [found[CardId(each)] for each in ids if each in found]
    return ReviewSession(collection, chosen, (), limit)


def _payload(
    question: Question,
    before: CardState,
    after: CardState,
    rating: Rating,
    seconds: float,
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
        "seconds": seconds,
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
