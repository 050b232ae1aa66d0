"""A review line by line: the same session without a screen, for dumb terminals, screen readers and scripts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from engine.errors import RedrillError
from engine.memory.state import Rating
from engine.quiz.attempt import Attempt, Change, Form, Verdict
from engine.text import safe

if TYPE_CHECKING:
    from engine.collection import Collection
    from engine.question import Question
    from engine.queue.today import Today
    from engine.session import ReviewSession

WIDTH = 72
KEYS = (
    "an empty line reveals, or type the answer; then 1 again, 2 hard, 3 good, 4 easy (an empty line takes the one "
    "proposed). u undo, f flag, @ suspend, - bury, i info, n TEXT keep a note, ? these keys, q leave. Where an answer "
    "is typed, commands begin with a colon: :u, :q."
)
_GLYPHS = {Verdict.RIGHT: "✓", Verdict.CLOSE: "~", Verdict.WRONG: "✗", Verdict.INVALID: "?"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Leave(Exception):
    """The learner leaves, or the input ends."""


class PlainReview:
    """Runs a session over two text streams. Nothing it prints holds an escape code."""

    def __init__(
        self, collection: "Collection", session: "ReviewSession", source: TextIO, target: TextIO
    ) -> None:
        self._collection = collection
        self._session = session
        self._source = source
        self._target = target

    def run(self) -> None:
        """Ask until nothing is left, the limit is reached, or the learner leaves."""
        if self._session.current is None:
            self._nothing()
            return
        try:
            while (question := self._session.current) is not None:
                try:
                    self._ask(question)
                except RedrillError as error:
                    self._say(f"✗ {error}")
                    if error.exit_code == 3:  # the disk: trying again by itself would not help
                        raise
        except Leave:
            self._say("")
        self._close()

    def _ask(self, question: "Question") -> None:
        progress = self._session.progress
        self._say(
            f"── {question.row.deck} · {progress.done + 1} of {progress.done + progress.left} ──"
        )
        if question.leech:
            self._say(
                f"(forgotten {question.row.state.lapses} times: rewrite this card, or split it)"
            )
        self._say(as_text(question.prompt, self._maths))
        self._options(question.attempt)
        done = self._checked() if question.attempt.checked else self._recalled()
        if done:
            self._grade()

    def _recalled(self) -> bool:
        """Wait until the answer is asked for. False when something else happened to the card."""
        line = self._read("> ").strip()
        if " " not in line and line != "n" and self._command(line, typing=False):
            return False
        self._session.reveal()
        self._show_answer()
        return True

    def _checked(self) -> bool:
        """Take answers until one is judged. False when something else happened to the card."""
        while True:
            line = self._read("answer> ")
            if line.startswith(":") and self._command(line[1:].strip(), typing=True):
                return False
            if not line.strip():
                self._session.reveal()
                self._show_answer()
                return True
            attempt = self._session.answer(line)
            self._verdict(attempt)
            if attempt.done:
                self._show_answer()
                return True

    def _grade(self) -> None:
        question = self._session.current
        while question is not None:
            proposed = question.attempt.proposed or Rating.GOOD
            keys = "   ".join(
                f"{rating.value} {rating.name.lower()} {question.previews[rating]}"
                for rating in Rating
            )
            self._say(f"{keys}   (proposed: {proposed.value})")
            line = self._read("grade> ").strip()
            if line in {"", "1", "2", "3", "4"}:
                graded = self._session.grade(Rating(int(line)) if line else None)
                self._say("saved" + (f" · {graded.message}" if graded.message else ""))
                return
            if not self._command(line, typing=False):
                self._say(f"? {KEYS}")
            elif not self._still_open(question):
                return

    def _still_open(self, question: "Question") -> bool:
        """Whether the card that was shown is still the one to grade."""
        now = self._session.current
        return now is not None and now.card.id == question.card.id and now.revealed

    def _command(self, line: str, *, typing: bool) -> bool:
        """Do what a command says. False when the line is none, or the card stays as it is."""
        word, _, rest = line.strip().partition(" ")
        if typing and word not in {"u", "q"}:
            return False
        actions: dict[str, Callable[[str], bool]] = {
            "u": self._undo,
            "q": self._quit,
            "f": self._flag,
            "@": self._suspend,
            "-": self._bury,
            "i": self._info,
            "n": self._remark,
            "?": self._help,
        }
        return word in actions and actions[word](rest)

    def _undo(self, _: str) -> bool:
        undone = self._session.undo()
        self._say(f"undone: {safe(undone.text)}" if undone else "nothing to undo in this session")
        return True

    def _quit(self, _: str) -> bool:
        raise Leave

    def _flag(self, _: str) -> bool:
        self._say("flagged" if self._session.flag() else "flag taken off")
        return True

    def _suspend(self, _: str) -> bool:
        self._session.suspend()
        self._say("suspended")
        return True

    def _bury(self, _: str) -> bool:
        self._session.bury()
        self._say("buried until the next study day")
        return True

    def _remark(self, text: str) -> bool:
        self._session.remark(text)
        self._say("noted" if text else "note removed")
        return True

    def _info(self, _: str) -> bool:
        question = self._session.current
        if question is not None:
            state = question.row.state
            memory = state.memory
            known = (
                f"S {memory.stability:.1f} d, D {memory.difficulty:.1f}" if memory else "never seen"
            )
            self._say(f"{question.card.id}: {known}, {state.reps} reviews, {state.lapses} lapses")
        return True

    def _help(self, _: str) -> bool:
        self._say(KEYS)
        return True

    def _options(self, attempt: Attempt) -> None:
        if attempt.form in {Form.PICK, Form.ORDER}:
            for letter, option in zip(_LETTERS, attempt.options, strict=False):
                self._say(f"  {letter}. {as_text(option, self._maths)}")
        if attempt.form is Form.PICK and attempt.several:
            self._say("  (several are right: letters such as a c)")
        if attempt.form is Form.ORDER:
            self._say("  (letters in the right order, such as b a c)")

    def _verdict(self, attempt: Attempt) -> None:
        check = attempt.check
        if check is None:
            return
        self._say(f"{_GLYPHS[check.verdict]} {check.verdict}: {safe(check.message)}")
        if check.difference:
            marks = {Change.SAME: "{}", Change.MISSING: "[-{}-]", Change.EXTRA: "{{+{}+}}"}
            self._say(
                safe(
                    "  "
                    + "".join(marks[each.change].format(each.text) for each in check.difference)
                )
            )

    def _show_answer(self) -> None:
        question = self._session.current
        if question is None:
            return
        self._say("---")
        self._say(as_text(question.answer, self._maths))
        if question.remark:
            self._say(f"your note: {safe(question.remark)}")

    def _nothing(self) -> None:
        today = self._collection.today()
        self._say("nothing is due" + (f"; next: {today.next_due}" if today.next_due else ""))

    def _close(self) -> None:
        waiting = self._session.waiting
        if waiting is not None:
            local = waiting.astimezone(self._collection.clock.zone)
            self._say(f"the next card in steps comes at {local:%H:%M}")
        summary = self._session.summary()
        self._say(
            f"{summary.done} graded in {summary.seconds / 60:.1f} min: {summary.again} again, "
            f"{summary.hard} hard, {summary.good} good, {summary.easy} easy"
        )

    @property
    def _maths(self) -> str:
        return self._collection.settings.maths

    def _read(self, prompt: str) -> str:
        self._target.write(prompt)
        self._target.flush()
        line = self._source.readline()
        if not line:
            raise Leave
        if not self._source.isatty():
            self._target.write("\n")
        return line.rstrip("\r\n")

    def _say(self, text: str) -> None:
        self._target.write(text + "\n")
        self._target.flush()


def as_text(markdown: str, maths: str) -> str:
    """Markdown as plain text, laid out as the app does but without any style."""
    from tui.render import render

    return "\n".join(line.rstrip() for line in render(markdown, WIDTH, maths).plain.splitlines())


def today_text(today: "Today") -> str:
    """What today holds, in a few lines."""
    lines = [f"{today.day:%A} {today.day.day} {today.day:%B %Y}: {today.done} done"]
    rows = [(each.deck, each.due + each.learning, each.new, each.minutes) for each in today.lines]
    rows.append(("all", today.due + today.learning, today.new, today.minutes))
    lines += [
        f"  {deck:<32} {due:>4} due {new:>4} new {minutes:>5.0f} min"
        for deck, due, new, minutes in (rows if today.lines else ())
    ]
    if not today.lines:
        lines.append("  nothing is due" + (f"; next: {today.next_due}" if today.next_due else ""))
    lines += [
        f"  over the day's minutes: {count} cards put off to {day:%a} {day.day} {day:%b}"
        for day, count in today.backlog
    ]
    if today.failed:
        lines.append(
            f"  {today.failed} failed today: redrill review {' '.join(today.failed_cards[:20])}"
        )
    lines.append(f"  {today.kept} of {today.days} days kept, rest days included")
    if today.errors:
        lines.append(f"  {today.errors} errors in the decks: redrill check")
    return safe("\n".join(lines))
