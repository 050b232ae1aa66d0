"""One review session: what is asked next, what the answer is worth, and the grade on disk before the next card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.collection import Collection
from engine.deck.note import CardId, Note, NoteId
from engine.errors import UsageError
from engine.grading import record
from engine.history.event import Event
from engine.index.rows import IndexedCard
from engine.memory.state import Phase, Rating
from engine.question import Asked, Graded, Progress, Question, Summary, Undone, ask
from engine.queue.running import RunningQueue
from engine.quiz.attempt import Attempt
from engine.quiz.registry import kind as kind_of

LONGEST_SECONDS = 3600.0
"""More than this is no answer but a break."""
LONGEST_ANSWER = 20_000
"""Characters of an answer that are kept."""
AHEAD = 32
"""Notes read from the index at a time."""


@dataclass(frozen=True, slots=True)
class _Done:
    """One thing done in this session that can be undone."""

    event: Event
    card: CardId
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
        self._queue = RunningQueue(each.card for each in main)
        self._cards: dict[CardId, IndexedCard] = {each.card: each for each in (*main, *learning)}
        self._notes: dict[NoteId, Note] = {}
        self._limit = limit
        self._log: list[_Done] = []
        self._ready: Asked | None = None
        self._asked: Asked | None = None
        self._answered: datetime | None = None
        for each in learning:
            self._bring_back(each)
        self._next()

    # -- what is asked ----------------------------------------------------------------------

    @property
    def current(self) -> Question | None:
        """The card that is asked now; None when there is none left, or none whose time has come."""
        return None if self._asked is None else self._asked.question

    @property
    def waiting(self) -> datetime | None:
        """When the next card in steps comes (UTC), if nothing else is left to ask."""
        if self._asked is not None or self._reached_limit():
            return None
        return self._queue.next_step

    @property
    def progress(self) -> Progress:
        """How far the session is."""
        done = sum(each.rating is not None for each in self._log)
        left = len(self._queue) + (self._asked is not None)
        if self._limit is not None:
            left = max(0, min(left, self._limit - done))
        return Progress(done, left, sum(each.seconds for each in self._log))

    def resume(self) -> Question | None:
        """Look again whether a card's time has come, after waiting."""
        if self._asked is None:
            self._next()
        return self.current

    # -- answering --------------------------------------------------------------------------

    def answer(self, given: str) -> Attempt:
        """Check an answer. An attempt that is not done afterwards is open to another one."""
        question = self._open_question()
        attempt = kind_of(question.row.kind).answer(question.attempt, given[:LONGEST_ANSWER])
        if attempt.done:
            self._answered = self._answered or self._collection.clock()
            self._prepare()
        self._change(replace(question, attempt=attempt, revealed=attempt.done))
        return attempt

    def reveal(self) -> Question:
        """Show the answer. On a checked card that is giving up: Again is proposed."""
        question = self._open_question()
        attempt = question.attempt
        if attempt.checked and not attempt.done:
            aids = (*attempt.aids, "shown")
            attempt = replace(attempt, done=True, proposed=Rating.AGAIN, aids=aids)
        self._answered = self._answered or self._collection.clock()
        self._prepare()
        return self._change(replace(question, attempt=attempt, revealed=True))

    def grade(self, rating: Rating | None = None) -> Graded:
        """Record the rating, durably, and go on to the next card.

        None takes the proposed rating of a checked card, Good on any other. Raises UsageError before the answer is
        shown, and EnvironmentFault when the disk refuses: then the card stays and nothing is lost.
        """
        question, asked = self._open_question(), self._asked
        if asked is None or not question.revealed:
            raise UsageError("reveal or answer the card before grading it")
        final = rating or question.attempt.proposed or Rating.GOOD
        now = self._collection.clock()
        seconds = _seconds(asked.shown, now)
        thought = _seconds(asked.shown, self._answered or now)
        card = self._cards[question.card.id]
        done = record(self._collection, asked, card, final, seconds, thought)
        self._cards[question.card.id] = done.card
        self._log.append(_Done(done.event, question.card.id, final, seconds))
        self._bring_back(done.card)
        self._next(caught_up=done.caught_up)
        return done.graded

    # -- marks ------------------------------------------------------------------------------

    def flag(self) -> bool:
        """Flag the current card, or take its flag off. Gives whether it is flagged now."""
        question = self._open_question()
        on = not question.row.flagged
        self._mark(question, self._collection.flag(question.card.id, on))
        self._change(replace(question, row=replace(question.row, flagged=on)))
        return on

    def remark(self, text: str) -> None:
        """Keep a note of one's own with the current card."""
        question = self._open_question()
        self._mark(question, self._collection.remark(question.card.id, text))
        self._change(replace(question, remark=text, row=replace(question.row, remark=text)))

    def suspend(self) -> None:
        """Suspend the current card and go on."""
        question = self._open_question()
        self._mark(question, self._collection.suspend(question.card.id, on=True))
        self._next()

    def bury(self) -> None:
        """Keep the current card away until the next study day and go on."""
        question = self._open_question()
        self._mark(question, self._collection.bury(question.card.id))
        self._next()

    def undo(self) -> Undone | None:
        """Take back this session's last grade, flag, suspend, bury or remark; its card is current again."""
        if not self._log:
            return None
        done = self._log[-1]
        text = self._collection.undo(done.event.id) or ""
        self._log.pop()
        if self.current is not None and self.current.card.id != done.card:
            self._queue.put_first(self.current.card.id)
        self._queue.remove(done.card)
        self._reread(done.card)
        if not self._show(done.card):
            self._next()
        return Undone(text, done.card)

    def reload(self) -> None:
        """Read the decks again after an edit and show the current card anew, or the next one if it is gone."""
        self._collection.refresh()
        self._notes.clear()
        self._ready = None
        if self.current is None:
            return
        card = self.current.card.id
        self._reread(card)
        if not self._show(card):
            self._next()

    # -- the end ----------------------------------------------------------------------------

    def summary(self) -> Summary:
        """The session in numbers."""
        ratings = Counter(each.rating for each in self._log if each.rating is not None)
        failed = [self._cards[each] for each in self._failed() if each in self._cards]
        tomorrow = self._collection.today_date.toordinal() + 1
        due = self._collection.index.rows(
            "SELECT count(*) FROM cards WHERE suspended = 0 AND due_day <= ?", (tomorrow,)
        )
        return Summary(
            done=ratings.total(),
            again=ratings[Rating.AGAIN],
            hard=ratings[Rating.HARD],
            good=ratings[Rating.GOOD],
            easy=ratings[Rating.EASY],
            seconds=self.progress.seconds,
            failed=self._collection.rows(failed),
            tomorrow=int(due[0][0]),
        )

    def redrill(self) -> "ReviewSession | None":
        """A session over what was failed in this one; None when nothing was."""
        failed = self._failed()
        return of_cards(self._collection, failed) if failed else None

    def _failed(self) -> list[CardId]:
        failed = (each.card for each in self._log if each.rating is Rating.AGAIN)
        return list(dict.fromkeys(failed))

    # -- inside -----------------------------------------------------------------------------

    def _open_question(self) -> Question:
        if self._asked is None:
            raise UsageError("no card is being asked")
        return self._asked.question

    def _change(self, question: Question) -> Question:
        if self._asked is not None:
            self._asked = replace(self._asked, question=question)
        return question

    def _reached_limit(self) -> bool:
        return self._limit is not None and self.progress.done >= self._limit

    def _next(self, *, caught_up: bool = False) -> None:
        """Make the next card of the queue current, after taking over what other processes did."""
        self._asked = None
        if self._reached_limit():
            return
        if not caught_up:
            for changed in self._collection.catch_up():
                self._take_over(changed)
        now, ahead = self._collection.clock(), self._collection.settings.learn_ahead
        while (card := self._queue.take(now, ahead)) is not None:
            if self._show(card):
                return

    def _show(self, card_id: CardId) -> bool:
        """Make a card current. False when no deck holds it any more."""
        card, ready = self._cards.get(card_id), self._ready
        self._asked = self._ready = None
        self._answered = None
        if card is None:
            return False
        if ready is not None and ready.card is card:
            now = self._collection.clock()
            if now < ready.day.ends:
                self._asked = replace(ready, shown=now)
                return True
        note = self._note(card)
        self._asked = None if note is None else ask(self._collection, card, note)
        return self._asked is not None

    def _prepare(self) -> None:
        """Have the next card ready, and the index up to date, while the learner looks at this one's answer."""
        self._collection.index.flush()
        for card_id in self._queue.coming(1):
            card = self._cards.get(card_id)
            note = None if card is None else self._note(card)
            if card is not None and note is not None:
                self._ready = ask(self._collection, card, note)

    def _take_over(self, card: CardId) -> None:
        """Another process touched a card of this session: ask it no more than it still needs."""
        if card not in self._cards:
            return
        reps = self._cards[card].record.state.reps
        self._reread(card)
        found = self._cards.get(card)
        if found is None or found.record.suspended:
            self._queue.remove(card)
        elif found.record.state.reps > reps:
            self._queue.remove(card)
            self._bring_back(found)

    def _bring_back(self, card: IndexedCard) -> None:
        """Ask a card again in this session if it is in steps that end today."""
        state = card.record.state
        if state.due_at is not None and state.due_at < self._collection.day().ends:
            self._queue.put_step(card.card, state.due_at)
        elif (
            state.phase in (Phase.LEARNING, Phase.RELEARNING)
            and state.due_day is not None
            and state.due_day <= self._collection.today_date
        ):
            self._queue.put_last(card.card)

    def _mark(self, question: Question, event: Event) -> None:
        self._log.append(_Done(event, question.card.id))
        self._reread(question.card.id)

    def _reread(self, card: CardId) -> None:
        found = self._collection.index.card(card)
        if found is None:
            self._cards.pop(card, None)
        else:
            self._cards[card] = found

    def _note(self, card: IndexedCard) -> Note | None:
        """The card's note; the next few of the queue are read along with it."""
        note = card.note
        if note not in self._notes:
            coming = (self._cards.get(each) for each in self._queue.coming(AHEAD))
            wanted = dict.fromkeys([note, *(each.note for each in coming if each is not None)])
            self._notes.update(self._collection.index.notes(list(wanted)))
        return self._notes.get(note)


def _seconds(since: datetime, until: datetime) -> float:
    return round(min(max((until - since).total_seconds(), 0.0), LONGEST_SECONDS), 3)


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
