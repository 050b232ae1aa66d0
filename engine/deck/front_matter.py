"""Reads the YAML front matter of a deck file, and gives a deck without any its name."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from engine.deck import values
from engine.deck.mapping import Entry, Fault, read_block
from engine.deck.note import DeckSettings
from engine.deck.report import Report
from engine.deck.values import Place

LOWEST_RETENTION: Final = 0.70
HIGHEST_RETENTION: Final = 0.99
COSTLY_RETENTION: Final = 0.95

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a deck: its settings, how many lines they take, and if it is a deck at all."""

    settings: DeckSettings
    lines: int = 0
    is_deck: bool = True


def default_deck(file: str) -> str:
    """Name a deck after its path: ``systems/feature-stores.md`` is ``Systems::Feature stores``."""
    stem = file[:-3] if file.lower().endswith(".md") else file
    parts = (part.replace("-", " ").strip() for part in stem.split("/"))
    return "::".join(part[0].upper() + part[1:] for part in parts if part) or "Deck"


def read_front_matter(source: str, file: str, report: Report) -> FrontMatter:
    """Read the front matter of a file's text, if it has any."""
    silent = DeckSettings(deck=default_deck(file))
    first = source.partition("\n")[0]
    if first.rstrip(" \t") != "---":
        return FrontMatter(silent)
    start = len(first) + 1
    end = _END.search(source, start)
    if end is None:
        message = "the front matter is never closed: put `---` on a line of its own below it"
        report.error("front-matter", 1, 1, message)
        return FrontMatter(silent)
    lines = source.count("\n", 0, end.start()) + 1
    entries = read_block(source[start : end.start()].removesuffix("\n"))
    if isinstance(entries, Fault):
        line, column = entries.line + 2, entries.column + 1
        report.error(
            "front-matter", line, column, f"the front matter cannot be read: {entries.message}"
        )
        return FrontMatter(silent, lines)
    place = Place(2, 1, report)
    said = _read(entries, place)
    if said.get("kind") == "plan":
        return FrontMatter(silent, lines, is_deck=False)
    for entry in entries:
        if entry.key not in _READERS:
            place.unknown(entry, tuple(_READERS))
    said.pop("kind", None)
    given = {key: value for key, value in said.items() if value is not None}
    return FrontMatter(replace(silent, **given), lines)


def _read(entries: tuple[Entry, ...], place: Place) -> dict[str, Any]:
    return {
        entry.key: _READERS[entry.key](entry, place) for entry in entries if entry.key in _READERS
    }


def _kind(entry: Entry, place: Place) -> str | None:
    kind = values.text(entry, place)
    if kind not in (None, "plan", "deck"):
        place.error(entry, f"`kind` must be plan or deck, not `{kind}`")
    return kind


def _deck(entry: Entry, place: Place) -> str | None:
    name = values.text(entry, place)
    if name is None:
        return None
    parts = [part.strip() for part in name.split("::")]
    if not all(parts):
        place.error(entry, f"`{name}` is no deck name: write it as in `Systems::Fraud`")
        return None
    return "::".join(parts)


def _retention(entry: Entry, place: Place) -> float | None:
    value = values.text(entry, place)
    if value is None:
        return None
    try:
        retention = float(value)
    except ValueError:
        retention = math.nan
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        lowest, highest = f"{LOWEST_RETENTION:.2f}", f"{HIGHEST_RETENTION:.2f}"
        place.error(entry, f"`retention` must be from {lowest} to {highest}")
        return None
    if retention > COSTLY_RETENTION:
        place.warning(entry, f"a retention above {COSTLY_RETENTION} multiplies the reviews")
    return retention


def _new_per_day(entry: Entry, place: Place) -> int | None:
    return values.whole(entry, place, range(10_000))


def _level(entry: Entry, place: Place) -> int | None:
    return values.whole(entry, place, range(1, 7))


_READERS: Final[dict[str, Callable[[Entry, Place], Any]]] = {
    "deck": _deck,
    "week": values.week,
    "block": values.block,
    "tags": values.tags,
    "retention": _retention,
    "new_per_day": _new_per_day,
    "level": _level,
    "kind": _kind,
}
