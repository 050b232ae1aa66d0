"""What is picked of the options of a question, before it is checked."""

from engine.quiz.attempt import Attempt, Form


class Choosing:
    """Picks among the options of one attempt; without an attempt there is nothing to pick."""

    def __init__(self, attempt: Attempt | None = None) -> None:
        self._attempt = attempt
        self._count = len(attempt.options) if attempt else 0
        self.chosen: list[int] = []
        self.mark = 0

    def pick(self, place: int) -> bool:
        """Pick an option, or take it back. True when the answer is complete by that: a single choice."""
        if not 0 <= place < self._count or self._attempt is None:
            return False
        self.mark = place
        single = self._attempt.form is Form.PICK and not self._attempt.several
        if single:
            self.chosen = [place]
        elif place in self.chosen:
            self.chosen.remove(place)
        else:
            self.chosen.append(place)
        return single

    def take_back(self) -> None:
        """Take back the last pick."""
        if self.chosen:
            self.chosen.pop()

    def move(self, step: int) -> None:
        """Move the mark."""
        if self._count:
            self.mark = (self.mark + step) % self._count

    def given(self) -> str:
        """The answer as the engine reads it: option texts, one a line.

        The last item of an order goes without saying.
        """
        if self._attempt is None:
            return ""
        chosen = list(self.chosen)
        if self._attempt.form is Form.ORDER and len(chosen) == self._count - 1:
            chosen += [place for place in range(self._count) if place not in chosen]
            self.chosen = chosen
        return "\n".join(self._attempt.options[place] for place in chosen)
