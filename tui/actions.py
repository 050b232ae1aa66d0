"""Every command of the terminal app, once: footers, help, palette and remapping all read this table.

A *place* is a state of the app in which a set of commands makes sense. It is finer than a screen, because the same
key may reveal an answer and then grade it. Textual reports no clash of keys, so they are found here, per place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from engine.errors import UsageError


class Place(StrEnum):
    """Where the learner is. The value is what a message calls it."""

    TODAY = "Today"
    QUESTION = "a question"
    CHOOSING = "a choice"
    FIELD = "an answer field"
    BESIDE = "a question whose field was left"
    ANSWER = "an answer"
    SUMMARY = "the summary"
    BROWSE = "Browse"
    SEARCH = "the search field"
    PAGE = "a page to read"


TYPING: Final = frozenset({Place.FIELD, Place.SEARCH})
"""Places where a field has the focus: every printable key is text there."""

_CARD: Final = (Place.QUESTION, Place.CHOOSING, Place.BESIDE, Place.ANSWER)
_UNANSWERED: Final = (Place.CHOOSING, Place.FIELD, Place.BESIDE)
_READING: Final = tuple(place for place in Place if place not in TYPING)


@dataclass(frozen=True, slots=True)
class Action:
    """One command: its name in ``redrill.toml``, its keys, what it is called, and where it works.

    ``title`` is for footers (a word or two), ``about`` for the page of keys and the palette.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    about: str
    places: tuple[Place, ...]


def _action(name: str, keys: str, title: str, about: str, *places: Place) -> Action:
    return Action(name, tuple(keys.split()), title, about, places)


ACTIONS: Final = (
    _action("start", "enter space", "start", "start reviewing what is selected", Place.TODAY),
    _action("drill", "d", "drill failed", "review again what failed today", Place.TODAY),
    _action("line1", "1", "line 1", "say that the first line is false", Place.TODAY),
    _action("line2", "2", "line 2", "say that the second line is false", Place.TODAY),
    _action("line3", "3", "line 3", "say that the third line is false", Place.TODAY),
    _action("line4", "4", "line 4", "say that the fourth line is false", Place.TODAY),
    _action("browse", "b", "browse", "search all cards", Place.TODAY),
    _action("export", "x", "export", "write an .apkg for Anki", Place.TODAY),
    _action("reveal", "space enter", "show answer", "show the answer", Place.QUESTION),
    _action("pick", "space", "pick", "pick the marked option, or take it back", Place.CHOOSING),
    _action("check", "enter", "check", "check the answer", Place.CHOOSING, Place.FIELD),
    _action("take_back", "backspace", "take back", "take back the last pick", Place.CHOOSING),
    _action("type", "enter tab /", "type", "go back to the field", Place.BESIDE),
    _action("give_up", "f8", "give up", "see the answer without giving one", *_UNANSWERED),
    _action("accept", "space enter", "accept", "take the proposed rating, or good", Place.ANSWER),
    _action("again", "1", "again", "grade it again: forgotten", Place.ANSWER),
    _action("hard", "2", "hard", "grade it hard: recalled with trouble", Place.ANSWER),
    _action("good", "3", "good", "grade it good: recalled", Place.ANSWER),
    _action("easy", "4", "easy", "grade it easy: no trouble at all", Place.ANSWER),
    _action(
        "undo",
        "u",
        "undo",
        "take back the last grade, flag, suspend or bury",
        *_CARD,
        Place.SUMMARY,
    ),
    _action(
        "edit", "e f5", "edit", "open the note in your editor", *_CARD, Place.FIELD, Place.BROWSE
    ),
    _action("remark", "n", "note", "keep a note of your own with the answer", *_CARD, Place.BROWSE),
    _action("flag", "f", "flag", "flag the card, or take the flag off", *_CARD, Place.BROWSE),
    _action(
        "suspend", "@", "suspend", "put the card away until you take it back", *_CARD, Place.BROWSE
    ),
    _action("bury", "-", "bury", "put the card off until tomorrow", *_CARD, Place.BROWSE),
    _action("info", "i", "info", "memory state and history of the card", *_CARD, Place.BROWSE),
    _action("redrill", "d", "drill failed", "review again what failed", Place.SUMMARY),
    _action("done", "enter space", "back to Today", "go back to Today", Place.SUMMARY),
    _action("search", "/ tab", "search", "go to the search field", Place.BROWSE),
    _action("results", "enter tab down", "to the cards", "go to the list of cards", Place.SEARCH),
    _action("read", "enter space", "read", "read the whole card", Place.BROWSE),
    _action("up", "up k", "up", "one line up", *_READING),
    _action("down", "down j", "down", "one line down", *_READING),
    _action("page_up", "pageup", "page up", "one page up", *Place),
    _action("page_down", "pagedown", "page down", "one page down", *Place),
    _action("top", "home g", "top", "to the top", *_READING),
    _action("bottom", "end G", "bottom", "to the bottom", *_READING),
    _action("add", "a f4", "add", "add a card of your own", *Place),
    _action("back", "escape", "back", "leave the field, then the screen", *Place),
    _action("leave", "q", "quit", "quit from Today, go back from elsewhere", *_READING),
    _action("help", "? f1", "keys", "show the keys that work here", *Place),
    _action("palette", "ctrl+p", "commands", "find a command by its name", *Place),
    _action("quit", "ctrl+q", "quit", "leave Redrill; every grade is saved", *Place),
)

BY_NAME: Final[Mapping[str, Action]] = MappingProxyType({each.name: each for each in ACTIONS})

_NAMED: Final = {
    *("space", "enter", "escape", "tab", "shift+tab", "backspace", "delete", "insert"),
    *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
}
_FUNCTION: Final = frozenset(f"f{number}" for number in range(1, 25))
_SPELLED: Final = {
    "comma": ",", "slash": "/", "minus": "-", "at": "@", "question_mark": "?", "plus": "+",
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
}  # fmt: skip
_SHOWN: Final = {
    "escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "backspace": "⌫", "delete": "del",
}  # fmt: skip


def key_name(text: str) -> str | None:
    """The key that ``text`` names (``x``, ``?``, ``comma``, ``f5``, ``ctrl+s``), or None if it names none."""
    text = text.strip()
    if len(text) == 1:
        return text if text.isprintable() and not text.isspace() else None
    text = text.lower()
    text = _SPELLED.get(text, text)
    if len(text) == 1 or text in _NAMED or text in _FUNCTION:
        return text
    modifier, plus, key = text.rpartition("+")
    if plus and modifier in {"ctrl", "alt", "shift", "ctrl+shift"}:
        plain = len(key) == 1 and key.isalnum() and modifier != "shift"
        return text if plain or key in _NAMED or key in _FUNCTION else None
    return None


def types_text(key: str) -> bool:
    """Whether the key is text, or moves in text, while a field has the focus."""
    return len(key) == 1 or key in {"space", "backspace", "delete", "left", "right", "home", "end"}


def shown(key: str) -> str:
    """The key as a footer shows it."""
    return _SHOWN.get(key, key.replace("ctrl+", "^") if key.startswith("ctrl+") else key)


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which key does what, after remapping."""

    keys: Mapping[str, tuple[str, ...]]
    actions: Mapping[tuple[Place, str], str]

    def action(self, place: Place, key: str) -> str | None:
        """The action that ``key`` calls in ``place``."""
        if place in TYPING and types_text(key):
            return None
        return self.actions.get((place, key))

    def key(self, name: str, place: Place | None = None) -> str:
        """The first key of an action that works in ``place``, as it is shown; empty when it has none."""
        typing = place in TYPING
        keys = (key for key in self.keys[name] if not (typing and types_text(key)))
        return shown(next(keys, ""))

    def shown(self, name: str, place: Place) -> str:
        """All keys of an action that work in ``place``, as they are shown."""
        typing = place in TYPING
        return " ".join(shown(key) for key in self.keys[name] if not (typing and types_text(key)))


def keymap(overrides: Mapping[str, str]) -> Keymap:
    """The keys under the learner's ``[keys]``: action name to comma-separated keys.

    Raises UsageError on an unknown action or key, and on one key for two actions in one place; it names both.
    """
    keys = {each.name: tuple(map(_known, each.keys)) for each in ACTIONS}
    for name, text in overrides.items():
        keys[name] = _override(name, text)
    found: dict[tuple[Place, str], str] = {}
    for action in ACTIONS:
        for place in action.places:
            for key in keys[action.name]:
                other = found.setdefault((place, key), action.name)
                if other != action.name:
                    raise UsageError(_clash(key, place, other, action.name))
    return Keymap(MappingProxyType(keys), MappingProxyType(found))


def _known(text: str) -> str:
    key = key_name(text)
    if key is None:  # pragma: no cover - a mistake in the table above
        raise ValueError(text)
    return key


def _override(name: str, text: str) -> tuple[str, ...]:
    if name not in BY_NAME:
        raise UsageError(
            f"redrill.toml: [keys] there is no action {name!r}; {_meant(name, BY_NAME)}"
        )
    parts = [","] if text.strip() == "," else [part for part in text.split(",") if part.strip()]
    if not parts:
        raise UsageError(
            f'redrill.toml: [keys] {name} has no key; write one, such as {name} = "f6"'
        )
    found = []
    for part in parts:
        key = key_name(part)
        if key is None:
            raise UsageError(
                f"redrill.toml: [keys] {name} = {text!r}: there is no key {part.strip()!r}; write a "
                "character, space, enter, comma, f1 to f24, or ctrl+ and a letter"
            )
        found.append(key)
    return tuple(dict.fromkeys(found))


def _clash(key: str, place: Place, one: str, other: str) -> str:
    return (
        f"redrill.toml: [keys] {key!r} is both {one!r} and {other!r} in {place}; "
        "give one of them another key"
    )


def _meant(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(sorted(known))}"
