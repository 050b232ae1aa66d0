"""The end of a session: what was done, what failed, and the way on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.actions import Place
from tui.clean import one_line
from tui.footer import Hint
from tui.lines import DIM, Line, fitted, padded, wrapped
from tui.screens.page import Page
from tui.wording import clock_time, counted, moment, until

if TYPE_CHECKING:
    from engine.session import ReviewSession

_LABEL = 13
_BAR = 24
_MOST_FAILED = 12


class SummaryPage(Page):
    """Looks back on a session."""

    PLACE = Place.SUMMARY

    def __init__(self, session: "ReviewSession") -> None:
        super().__init__()
        self._session = session
        self._summary = session.summary()

    def head(self) -> tuple[Line, Line]:
        """Where one is."""
        return [("Summary", "bold $text")], [("every grade is saved", DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """Counts, time, what failed, what comes."""
        lines: list[Line] = [[(self._headline(), "bold")], []]
        lines += self._ratings()
        lines += self._failed()
        lines += self._coming()
        return lines, {}

    def _headline(self) -> str:
        summary, left = self._summary, self._session.progress.left
        if not summary.done:
            return f"{counted(left, 'card')} left." if left else "Nothing to review here."
        each = summary.seconds / summary.done
        text = f"{counted(summary.done, 'card')} in {clock_time(summary.seconds)}"
        return f"{text}, {each:.0f} s each." + (f" {left} left." if left else "")

    def _ratings(self) -> list[Line]:
        summary = self._summary
        lines: list[Line] = []
        if not summary.done:
            return lines
        for name, count, style in (
            ("again", summary.again, "$bad"),
            ("hard", summary.hard, "$close"),
            ("good", summary.good, "$good"),
            ("easy", summary.easy, "$good"),
        ):
            size = round(count / summary.done * _BAR) if count else 0
            shown = "━" * max(size, 1) if count else ""
            number = (f"{count:>4}  ", "" if count else DIM)
            lines.append([(padded(name, 8), DIM), number, (shown, style)])
        return lines

    def _failed(self) -> list[Line]:
        failed = self._summary.failed
        if not failed:
            return []
        lines: list[Line] = [[], [("Failed", "bold")], []]
        room = self.text_width - 2
        lines += [
            [("✗ ", "$bad"), (fitted(one_line(row.prompt), room), "")]
            for row in failed[:_MOST_FAILED]
        ]
        if len(failed) > _MOST_FAILED:
            lines.append([(f"  and {len(failed) - _MOST_FAILED} more", DIM)])
        return lines

    def _coming(self) -> list[Line]:
        collection = self.redrill.collection
        texts = []
        waiting = self._session.waiting
        if waiting is not None:
            now = collection.clock()
            at = moment(
                waiting, collection.clock.zone, now.astimezone(collection.clock.zone).date()
            )
            texts.append(f"The next card in steps comes {at}, {until(waiting, now)}.")
        if self._summary.tomorrow:
            texts.append(f"Due tomorrow: {counted(self._summary.tomorrow, 'card')}.")
        lines: list[Line] = []
        for text in texts:
            lines += [[], *wrapped([(text, DIM)], self.text_width)]
        return lines

    def hints(self) -> Sequence[Hint]:
        """The way on."""
        return (
            self.hint("done"),
            self.hint("redrill"),
            self.hint("undo", 1),
            self.hint("add", 2),
            self.hint("help", right=True),
        )

    def offers(self, action: str) -> bool:
        """Only what failed can be drilled."""
        if action == "redrill":
            return bool(self._summary.failed)
        if action == "undo":
            return self._session.progress.done > 0
        return super().offers(action)

    def do_done(self) -> None:
        """Back to Today."""
        self.dismiss()

    def do_redrill(self) -> None:
        """Review what failed once more."""
        from tui.screens.review import ReviewPage

        again = self._session.redrill()
        if again is not None:
            self.app.switch_screen(ReviewPage(lambda: again))

    def do_undo(self) -> None:
        """Take back the last grade and go on with its card."""
        from tui.screens.review import ReviewPage

        session = self._session
        if session.undo() is not None:
            self.app.switch_screen(ReviewPage(lambda: session))
