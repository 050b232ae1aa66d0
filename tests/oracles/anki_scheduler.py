"""Asks a real, headless Anki what it would schedule.

Anki lives in a process of its own, which is this file run as a program: its fuzz is off only when
``ANKI_TEST_MODE`` is set before it is first used. It reads the machine's clock, so the rollover is
put half a day from now. It is called, never copied.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.memory.policy import Policy
from engine.memory.state import CardState, Phase, Rating

RATINGS = ("again", "hard", "good", "easy")
CARD_TYPES = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}


@dataclass(frozen=True, slots=True)
class AnkiOutcome:
    """What Anki gives for one rating: in steps ``seconds`` and ``remaining``, else ``days``."""

    phase: Phase
    days: int
    seconds: int
    remaining: int
    lapses: int
    stability: float
    difficulty: float


class AnkiScheduler:
    """A headless Anki with FSRS on; fuzz is off unless asked for."""

    def __init__(self, *, fuzz: bool = False) -> None:
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        environment.pop("ANKI_TEST_MODE", None)
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment if fuzz else {**environment, "ANKI_TEST_MODE": "1"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def outcomes(self, state: CardState, elapsed: int, policy: Policy) -> dict[Rating, AnkiOutcome]:
        """The four outcomes for a card whose last review was ``elapsed`` study days ago."""
        answer = self._ask(_question(state, elapsed, policy))
        return {
            rating: AnkiOutcome(Phase(given.pop("phase")), **given)
            for rating, given in zip(Rating, answer, strict=True)
        }

    def due_after(self, state: CardState, rating: Rating, policy: Policy) -> tuple[int | None, int]:
        """Study days until the card is due once answered (None: today), and seconds left today."""
        days, left = self._ask({**_question(state, 0, policy), "rating": rating - 1})
        return days, left

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def _question(state: CardState, elapsed: int, policy: Policy) -> dict[str, Any]:
    steps = (
        policy.learning_steps
        if state.phase in {Phase.NEW, Phase.LEARNING}
        else policy.relearning_steps
    )
    return {
        "type": CARD_TYPES[state.phase],
        "left": max(1, len(steps) - state.step),
        "interval": state.interval,
        "elapsed": elapsed,
        "lapses": state.lapses,
        "reps": state.reps,
        "memory": state.memory and [state.memory.stability, state.memory.difficulty],
        "retention": policy.retention,
        "maximum": policy.maximum_interval,
        "learning": _minutes(policy.learning_steps),
        "relearning": _minutes(policy.relearning_steps),
    }


def _minutes(steps: Sequence[timedelta]) -> list[float]:
    return [step / timedelta(minutes=1) for step in steps]


class _Server:
    """One collection with one card, set anew for each question."""

    def __init__(self, folder: str) -> None:
        from anki.collection import Collection

        self.col = Collection(str(Path(folder, "collection.anki2")))
        self.col.set_config("fsrs", True)
        # 8 to 9 hours are left of the study day, whenever the tests run.
        self.col.set_config("rollover", (time.localtime().tm_hour + 9) % 24)
        note = self.col.new_note(self.col.models.by_name("Basic"))
        note["Front"] = "front"
        self.col.add_note(note, 1)
        self.card = note.cards()[0]
        self.settings: tuple[Any, ...] = ()

    def answer(self, question: dict[str, Any]) -> Any:
        from anki.scheduler.v3 import CardAnswer

        self._configure(question)
        self._set_card(question)
        states = self.col._backend.get_scheduling_states(self.card.id)
        if "rating" not in question:
            return [_outcome(getattr(states, name).normal) for name in RATINGS]
        self.card.start_timer()
        rating = CardAnswer.Rating.Name(question["rating"])
        self.col.sched.answer_card(
            self.col.sched.build_answer(
                card=self.card, states=states, rating=getattr(CardAnswer, rating)
            )
        )
        self.card.load()
        timing = self.col._backend.sched_timing_today()
        days = None if self.card.queue == 1 else self.card.due - timing.days_elapsed
        return [days, int(timing.next_day_at - time.time())]

    def _configure(self, question: dict[str, Any]) -> None:
        settings = tuple(
            map(str, (question[key] for key in ("retention", "maximum", "learning", "relearning")))
        )
        if settings == self.settings:
            return
        config = self.col.decks.get_config(1)
        config["desiredRetention"] = question["retention"]
        config["rev"]["maxIvl"] = question["maximum"]
        config["new"]["delays"] = question["learning"]
        config["lapse"]["delays"] = question["relearning"]
        self.col.decks.update_config(config)
        self.settings = settings

    def _set_card(self, question: dict[str, Any]) -> None:
        from anki.cards import FSRSMemoryState

        timing = self.col._backend.sched_timing_today()
        card, kind = self.card, question["type"]
        card.type, card.queue = kind, {0: 0, 1: 1, 2: 2, 3: 1}[kind]
        card.left, card.ivl, card.factor = question["left"], question["interval"], 2500
        card.reps, card.lapses = question["reps"], question["lapses"]
        reviewed = timing.days_elapsed - question["elapsed"]
        card.due = reviewed + card.ivl if kind == 2 else int(time.time()) if kind else 0
        card.memory_state = card.last_review_time = None
        if question["memory"]:
            stability, difficulty = question["memory"]
            card.memory_state = FSRSMemoryState(stability=stability, difficulty=difficulty)
            card.last_review_time = timing.next_day_at - 86400 * question["elapsed"] - 43200 - 3600
        self.col.update_card(card)


def _outcome(state: Any) -> dict[str, Any]:
    kind = state.WhichOneof("kind")
    learning, review = state.learning, state.review
    if kind == "relearning":
        learning, review = state.relearning.learning, state.relearning.review
    memory = (review if kind == "review" else learning).memory_state
    return {
        "phase": kind,
        "days": review.scheduled_days if kind == "review" else 0,
        "seconds": learning.scheduled_secs if kind != "review" else 0,
        "remaining": learning.remaining_steps if kind != "review" else 0,
        "lapses": review.lapses if kind != "learning" else 0,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        server = _Server(folder)
        for line in sys.stdin:
            sys.stdout.write(json.dumps(server.answer(json.loads(line))) + "\n")
            sys.stdout.flush()
        server.col.close()
