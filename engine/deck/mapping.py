"""Reads the YAML mappings of a deck file, every scalar a string, with the place of each entry.

Nearly every comment line of a deck looks like ``{id: g2k9q4m7}``. Importing PyYAML costs
milliseconds and each parse tenths of one, so the plain subset is read here, and PyYAML is asked for
the rest. On that subset both agree.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import yaml

Value = str | tuple[str, ...] | None

_MOST_CHARACTERS = 8 * 1024
_MOST_BRACKETS = 200

_TOO_DEEP = "the settings are nested too deep"
_PLAIN = r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+=()-]|[ ](?=[A-Za-z0-9_./+=(]))*"
_SCALAR = rf"""(?:"[^"\\]*"|'[^']*'|{_PLAIN})"""
_LIST = rf"\[[ ]*(?:{_SCALAR}(?:[ ]*,[ ]+{_SCALAR})*)?[ ]*\]"
_ENTRY = rf"(?P<key>[A-Za-z_][A-Za-z0-9_]*):[ ]+(?P<value>{_SCALAR}|{_LIST})"
_FLOW_ENTRY = re.compile(rf"[ ]*{_ENTRY}[ ]*(?P<end>,(?=[ ])|\}})")
_BLOCK_PLAIN = r"[A-Za-z0-9_./](?:[A-Za-z0-9_./+=()-]|:(?=[A-Za-z0-9:])|[ ](?=[A-Za-z0-9_./+=(]))*"
_BLOCK_ENTRY = re.compile(
    rf"""(?P<key>[A-Za-z_][A-Za-z0-9_]*):[ ]+(?P<value>"[^"\\]*"|'[^']*'|{_BLOCK_PLAIN}|{_LIST})[ ]*$"""
)
_ITEM = re.compile(_SCALAR)


class Entry(NamedTuple):
    """One key and its value, None if deeper than a list of strings; places count from 0."""

    key: str
    value: Value
    line: int
    column: int
    value_column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a mapping cannot be read. Places count from 0."""

    line: int
    column: int
    message: str


def read_flow(text: str) -> tuple[Entry, ...] | Fault:
    """Read a mapping written on one line, ``{key: value, …}``."""
    entries = _quick_flow(text) if text.isprintable() else None
    return _with_yaml(text) if entries is None else _without_twins(entries)


def read_block(text: str) -> tuple[Entry, ...] | Fault:
    """Read a mapping written one entry a line, as in front matter."""
    entries = _quick_block(text)
    return _with_yaml(text) if entries is None else _without_twins(entries)


def _quick_flow(text: str) -> tuple[Entry, ...] | None:
    if not text.startswith("{"):
        return None
    if text[1:].strip(" ") == "}":
        return ()
    entries = []
    at, end = 1, ","
    while end == ",":
        match = _FLOW_ENTRY.match(text, at)
        if match is None:
            return None
        entries.append(_entry(match, 0))
        at, end = match.end(), match["end"]
    return None if text[at:].strip(" ") else tuple(entries)


def _quick_block(text: str) -> tuple[Entry, ...] | None:
    entries = []
    for number, line in enumerate(text.split("\n")):
        if not line:
            continue
        match = _BLOCK_ENTRY.match(line) if line.isprintable() else None
        if match is None:
            return None
        entries.append(_entry(match, number))
    return tuple(entries)


def _entry(match: re.Match[str], line: int) -> Entry:
    source = match["value"]
    value: Value = _scalar(source)
    if source.startswith("["):
        value = tuple(_scalar(item) for item in _ITEM.findall(source))
    return Entry(match["key"], value, line, match.start("key"), match.start("value"))


def _scalar(source: str) -> str:
    return source[1:-1] if source[0] in "\"'" else source


def _without_twins(entries: tuple[Entry, ...]) -> tuple[Entry, ...] | Fault:
    seen = set()
    for entry in entries:
        if entry.key in seen:
            return Fault(entry.line, entry.column, f"`{entry.key}` is given twice")
        seen.add(entry.key)
    return entries


def _with_yaml(text: str) -> tuple[Entry, ...] | Fault:
    if len(text) > _MOST_CHARACTERS:
        return Fault(0, 0, f"the settings are longer than {_MOST_CHARACTERS} characters")
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return Fault(0, 0, _TOO_DEEP)
    return _composed(text)


def _composed(text: str) -> tuple[Entry, ...] | Fault:
    import yaml

    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = "anchors and aliases (`&`, `*`) are not read here: quote the text"
                return _fault_at(event.start_mark, message)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as fault:
        return _fault_at(fault.problem_mark, fault.problem or "this is no YAML")
    except yaml.YAMLError as fault:
        at = getattr(fault, "position", 0)
        column = at - text.rfind("\n", 0, at) - 1
        return Fault(text.count("\n", 0, at), column, "YAML does not allow this character")
    except RecursionError:
        return Fault(0, 0, _TOO_DEEP)
    return _entries_of(node)


def _fault_at(mark: Any, message: str) -> Fault:
    return Fault(mark.line, mark.column, message) if mark else Fault(0, 0, message)


def _entries_of(node: "yaml.Node | None") -> tuple[Entry, ...] | Fault:
    import yaml

    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        return Fault(
            node.start_mark.line,
            node.start_mark.column,
            "expected settings in the form `key: value`",
        )
    entries = []
    for key, value in node.value:
        place = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            return Fault(place.line, place.column, "a key must be one word")
        same_line = value.start_mark.line == place.line
        column = value.start_mark.column if same_line else place.column
        entries.append(Entry(key.value, _value_of(value), place.line, place.column, column))
    return _without_twins(tuple(entries))


def _value_of(node: "yaml.Node") -> Value:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(str(item.value) for item in node.value)
    return None
