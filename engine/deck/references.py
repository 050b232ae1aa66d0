"""Carries link definitions to the notes that use them, so that a card shows what its file shows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it.common.utils import normalizeReference

from engine.deck.parts import Lines

_USE = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]")


class References:
    """The link definitions of one file.

    What is carried in all stays below the length of the file (and 64 KiB), whatever a hostile one
    defines and uses.
    """

    def __init__(self, definitions: Mapping[str, Mapping[str, Any]], length: int) -> None:
        self._definitions = definitions
        self._left = length + 64 * 1024
        self.is_spent = False

    def carried(self, text: str, runs: Iterable[Lines]) -> str:
        """Give a text and, below it, the definitions it uses that do not stand in its own lines."""
        if not self._definitions or "[" not in text:
            return text
        runs = tuple(runs)
        added = []
        for label in dict.fromkeys(normalizeReference(use) for use in _USE.findall(text)):
            definition = self._definitions.get(label)
            if definition is None or _stands_in(definition["map"], runs):
                continue
            line = _definition(label, definition)
            if len(line) > self._left:
                self.is_spent = True
                continue
            self._left -= len(line)
            added.append(line)
        return "\n\n".join([text, "\n".join(added)]) if added else text


def _stands_in(lines: list[int], runs: Iterable[Lines]) -> bool:
    return any(run.start <= lines[0] < run.end for run in runs)


def _definition(label: str, definition: Mapping[str, Any]) -> str:
    title = definition["title"].replace("\\", "\\\\").replace('"', '\\"')
    return f"[{label}]: <{definition['href']}>" + (f' "{title}"' if title else "")
