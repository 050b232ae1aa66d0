"""The keys that work where one came from, and how to change them."""

from collections.abc import Mapping, Sequence

from tui.actions import ACTIONS, TYPING, Place
from tui.footer import Hint
from tui.lines import DIM, Line, padded, wrapped
from tui.screens.page import Page

_KEYS = 14
_GENERAL = ("up", "down", "page_up", "page_down", "top", "bottom", "add", "back", "help",
            "palette", "leave", "quit")  # fmt: skip


class HelpPage(Page):
    """Reads the registry."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._place = page.place

    def head(self) -> tuple[Line, Line]:
        """What this is."""
        return [("Keys", "bold $text")], [(f"in {self._place.value}", DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """Keys of this place first, the general ones after."""
        width = self.text_width
        here = [each for each in ACTIONS if self._place in each.places]
        lines: list[Line] = []
        for general in (False, True):
            for action in here:
                if (action.name in _GENERAL) is general:
                    keys = self.redrill.keymap.shown(action.name, self._place)
                    if keys:
                        first, *rest = wrapped([(action.about, "")], width - _KEYS)
                        lines.append([(padded(keys, _KEYS), "$accent"), *first])
                        lines += [[(" " * _KEYS, ""), *line] for line in rest]
            lines.append([])
        for text in self._notes():
            lines += [*wrapped([(text, DIM)], width), []]
        return lines[:-1], {}

    def _notes(self) -> list[str]:
        notes = []
        if self._place is Place.CHOOSING:
            notes.append("Letters pick options here, whatever they do elsewhere; 1-4 only grade.")
        if self._place in TYPING:
            notes.append("In a field every printable key is text. Esc leaves the field.")
        settings = self.redrill.collection.places.settings
        notes.append(f'Other keys: [keys] in {settings}, such as  good = "3, g"')
        return notes

    def hints(self) -> Sequence[Hint]:
        """Back."""
        return (self.hint("back"), self.hint("down", title="more"))

    do_help = Page.do_back
