"""Review: one card at a time, and nothing on the way to the next one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from engine.memory.state import Rating
from engine.quiz.attempt import Form
from tui.actions import Place
from tui.choosing import Choosing
from tui.clean import one_line
from tui.face import LETTERS, Face, Picks, face
from tui.footer import Hint
from tui.grades import grades, letters
from tui.lines import DIM, Line
from tui.screens.page import Page, Scroll
from tui.widgets.field import Field, Prompt
from tui.widgets.sheet import Sheet
from tui.wording import bar, clock_time

if TYPE_CHECKING:
    from engine.question import Question
    from engine.session import ReviewSession

_BAR = 15


class ReviewPage(Page):
    """Shows what the session gives, passes on what is typed."""

    def __init__(self, opened: "Callable[[], ReviewSession]") -> None:
        super().__init__()
        self._open = opened
        self._session: ReviewSession | None = None
        self._choosing = Choosing()
        self._face = Face([], {})
        self._acts = 0

    # What stands on it

    @property
    def question(self) -> "Question | None":
        """The current card."""
        return self._session.current if self._session else None

    @property
    def place(self) -> Place:
        """Which keys there are depends on the form of the answer and on how far it is."""
        question = self.question
        if question is None:
            return Place.PAGE
        if question.revealed:
            return Place.ANSWER
        form = question.attempt.form
        if form is Form.LINE:
            return Place.FIELD if self.query_one(Field).has_focus else Place.BESIDE
        return Place.QUESTION if form is Form.RECALL else Place.CHOOSING

    def middle(self) -> ComposeResult:
        """The card, and the field for an answer of one line."""
        with Scroll(id="scroll"):
            yield Sheet(id="sheet")
            prompt = Prompt(id="prompt", placeholder="your answer")
            prompt.display = False
            yield prompt

    def head(self) -> tuple[Line, Line]:
        """The deck, what is left, and the time spent."""
        question, session = self.question, self._session
        if question is None or session is None:
            return [("Review", DIM)], []
        progress = session.progress
        total = progress.done + progress.left
        done, rest = bar(progress.done / total if total else 1.0, _BAR)
        marks = "".join(
            text
            for text, on in ((" · new", question.first), (" · ⚑ flagged", question.row.flagged))
            if on
        )
        name = one_line(question.row.deck.replace("::", " › "))
        right: Line = [(f"{min(progress.done + 1, total)} of {total} ", DIM), (done, "$accent")]
        right += [(rest, "$faint"), (f"{clock_time(progress.seconds):>7}", DIM)]
        return [(name + marks, DIM)], right

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """The card."""
        question = self.question
        if question is None:
            return [[("…", DIM)]], {}
        picks = Picks(tuple(self._choosing.chosen), self._choosing.mark)
        self._face = face(question, picks, self.text_width, self.redrill.maths)
        return self._face.lines, self._face.targets

    def hints(self) -> Sequence[Hint]:
        """Only the keys that work now."""
        place = self.place
        question = self.question
        if question is None:
            return ()
        if place is Place.ANSWER:
            return (*grades(question, self.redrill.keymap), *self._extras())
        first = {
            Place.QUESTION: ("reveal",),
            Place.CHOOSING: ("check", "give_up"),
            Place.FIELD: ("check", "give_up", "back"),
            Place.BESIDE: ("type", "give_up"),
        }.get(place, ())
        titles = {"back": "leave the field"}
        keys = (self.hint(name, title=titles.get(name, "")) for name in first)
        picks = letters(question) if place is Place.CHOOSING else ()
        return (*picks, *keys, *self._extras())

    def _extras(self) -> Sequence[Hint]:
        return (
            self.hint("undo", 2, right=True),
            self.hint("edit", 3, right=True),
            self.hint("flag", 5, right=True),
            self.hint("suspend", 6, right=True),
            self.hint("remark", 4, right=True),
            self.hint("help", right=True),
        )

    def hint(self, action: str, rank: int = 0, *, title: str = "", right: bool = False) -> Hint:
        """A footer hint; a key that picks an option is not offered for anything else."""
        hint = super().hint(action, rank, title=title, right=right)
        if self.place is Place.CHOOSING and self._picks(hint.key) is not None:
            return Hint(action, "", hint.title)
        return hint

    def offers(self, action: str) -> bool:
        """What the state allows."""
        if action == "take_back":
            return bool(self._choosing.chosen)
        if action == "undo":
            return self._session is not None and self._acts > 0
        return super().offers(action)

    # Showing cards

    def on_mount(self) -> None:
        """Open the session off the UI thread."""
        self.background(self._open, self._begin)

    def _begin(self, session: "ReviewSession") -> None:
        self._session = session
        self._acts = session.progress.done
        self._fresh()

    def _fresh(self) -> None:
        """Show a card that was not on the screen before, or the summary."""
        session, question = self._session, self.question
        if session is None:
            return
        if question is None:
            self._end()
            return
        self._choosing = Choosing(question.attempt)
        field, prompt = self.query_one(Field), self.query_one(Prompt)
        wants_text = question.attempt.form is Form.LINE and not question.revealed
        if field.value:
            field.value = ""
        if wants_text != prompt.display:
            prompt.display = wants_text
        if wants_text:
            field.focus()
        elif self.focused is not None:
            self.set_focus(None)
        self.scroller().scroll_home(animate=False)
        self.paint()

    def _end(self) -> None:
        from tui.screens.summary import SummaryPage

        if self._session is not None:
            self.app.switch_screen(SummaryPage(self._session))

    def _revealed(self) -> None:
        """Show the answer under its question; the question stays where it is."""
        prompt = self.query_one(Prompt)
        if prompt.display:
            prompt.display = False
            self.set_focus(None)
        self.paint()

    # Keys

    def _picks(self, key: str) -> int | None:
        """The place of the option that a key picks."""
        question = self.question
        if question is None or len(key) != 1 or key not in LETTERS:
            return None
        place = LETTERS.index(key)
        return place if place < len(question.attempt.options) else None

    def intercept(self, key: str) -> bool:
        """Letters pick options while a choice is open; whatever they do elsewhere."""
        place = self._picks(key) if self.place is Place.CHOOSING else None
        if place is None:
            return False
        self.guard(lambda: self._pick(place))
        return True

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """An option was clicked."""
        if self.place is Place.CHOOSING:
            self.guard(lambda: self._pick(int(message.target)))

    def on_descendant_focus(self) -> None:
        """The field has the focus: other keys work."""
        self.paint_frame()

    def on_descendant_blur(self) -> None:
        """The field has lost the focus."""
        self.paint_frame()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field checks it."""
        event.stop()
        self.perform("check")

    # Answering

    def do_reveal(self) -> None:
        """Show the answer."""
        if self._session is not None:
            self._session.reveal()
            self._revealed()

    do_give_up = do_reveal

    def do_type(self) -> None:
        """Go back to the field."""
        self.query_one(Field).focus()

    def _pick(self, place: int) -> None:
        """Pick an option, or take it back; the one answer of a single choice is checked at once."""
        if self._choosing.pick(place):
            self.do_check()
        else:
            self.paint()

    def do_pick(self) -> None:
        """Pick the marked option."""
        self._pick(self._choosing.mark)

    def do_take_back(self) -> None:
        """Take back the last pick."""
        self._choosing.take_back()
        self.paint()

    def do_up(self) -> None:
        """Move the mark, or the text."""
        if self.place is Place.CHOOSING:
            self._choosing.move(-1)
            self.paint()
        else:
            super().do_up()

    def do_down(self) -> None:
        """Move the mark, or the text."""
        if self.place is Place.CHOOSING:
            self._choosing.move(1)
            self.paint()
        else:
            super().do_down()

    def do_check(self) -> None:
        """Check what was typed or picked; an answer that cannot be judged stays open."""
        session, question = self._session, self.question
        if session is None or question is None:
            return
        typed = question.attempt.form is Form.LINE
        given = self.query_one(Field).value if typed else self._choosing.given()
        attempt = session.answer(given)
        if attempt.done:
            self._revealed()
        elif attempt.check is not None:
            self.say(f"· {attempt.check.message}", "$close")

    # Grading

    def _grade(self, rating: Rating | None) -> None:
        """Grade, durably, before anything else is painted; a fault keeps the card."""
        if self._session is None:
            return
        graded = self._session.grade(rating)
        self._acts += 1
        self._fresh()
        if graded.message:
            self.say(graded.message)

    def do_accept(self) -> None:
        """The proposed rating, or Good."""
        self._grade(None)

    def do_again(self) -> None:
        """Again."""
        self._grade(Rating.AGAIN)

    def do_hard(self) -> None:
        """Hard."""
        self._grade(Rating.HARD)

    def do_good(self) -> None:
        """Good."""
        self._grade(Rating.GOOD)

    def do_easy(self) -> None:
        """Easy."""
        self._grade(Rating.EASY)

    def do_undo(self) -> None:
        """Take back the last thing done in this session."""
        undone = self._session.undo() if self._session else None
        if undone is None:
            self.say("Nothing to undo in this session.")
            return
        self._acts -= 1
        self._fresh()
        self.say(f"Undone: {undone.text}")

    # The card

    def do_flag(self) -> None:
        """Flag the card, or take the flag off."""
        if self._session is not None:
            flagged = self._session.flag()
            self._acts += 1
            self.paint_frame()
            self.say("⚑ Flagged." if flagged else "Flag taken off.")

    def do_suspend(self) -> None:
        """Put the card away."""
        if self._session is not None:
            self._session.suspend()
            self._acts += 1
            self._fresh()
            self.say("Suspended.")

    def do_bury(self) -> None:
        """Put the card off until tomorrow."""
        if self._session is not None:
            self._session.bury()
            self._acts += 1
            self._fresh()
            self.say("Buried until tomorrow.")

    def do_remark(self) -> None:
        """Write a note of one's own."""
        from tui.screens.remark import RemarkPage

        question = self.question
        if question is not None:
            self.app.push_screen(RemarkPage(question.remark), self._remarked)

    def _remarked(self, text: str | None) -> None:
        if text is not None:
            self.guard(lambda: self._keep(text))

    def _keep(self, text: str) -> None:
        if self._session is not None:
            self._session.remark(text)
            self._acts += 1
            self.paint()
            self.say("Note kept; it comes with the answer." if text else "Note removed.")

    def do_info(self) -> None:
        """What is known of the card."""
        from tui.screens.info import InfoPage

        if self.question is not None:
            self.app.push_screen(InfoPage(self.question.row.card))

    def do_edit(self) -> None:
        """Open the note in the editor; show the card anew afterwards."""
        question, session = self.question, self._session
        if question is None or session is None:
            return
        note = question.card.note
        self.redrill.edit(self.redrill.collection.places.decks / note.file, note.line)
        session.reload()
        self._fresh()

    def do_back(self) -> None:
        """Leave the field; from anywhere else, to the summary of what was done, or to Today."""
        if self.place is Place.FIELD:
            self.set_focus(None)
        elif self._session is not None and self._session.progress.done:
            self._end()
        else:
            self.dismiss()
