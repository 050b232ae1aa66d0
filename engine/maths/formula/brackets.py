r"""Plain brackets find their partners, so that `(\frac{a}{b})` grows as a hand would draw it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engine.maths.formula.tree import Fenced, Kind, Node, Row, Script, Space, Symbol

_CLOSERS = frozenset(")]}⟩⌋⌉|‖")
_OPENERS = frozenset("([{⟨⌊⌈|‖")
_BEFORE_OPERAND = frozenset(
    {Kind.BINARY, Kind.RELATION, Kind.OPERATOR, Kind.PUNCTUATION, Kind.OPEN}
)


class TooDeepError(Exception):
    """Brackets stand in brackets beyond the bound."""


@dataclass(slots=True)
class _Open:
    """A bracket still waiting for its partner, and what has come since."""

    symbol: Symbol
    items: list[Node] = field(default_factory=list)


def paired(items: Sequence[Node], room: int) -> tuple[Node, ...]:
    """Give `items` with each pair of brackets and what is between them as one `Fenced`.

    Brackets without a partner, as in `]0, 1]`, stay as they are. Raises `TooDeepError` beyond `room` levels.
    """
    if not any(_bracket(item) is not None for item in items):
        return tuple(items)
    outside: list[Node] = []
    waiting: list[_Open] = []
    for item in items:
        inside = waiting[-1].items if waiting else outside
        bracket = _bracket(item)
        if bracket is None:
            inside.append(item)
        elif _closes(bracket, waiting, inside):
            _close(item, bracket, waiting, outside)
        elif _opens(bracket, item, inside):
            if len(waiting) >= room:
                raise TooDeepError
            waiting.append(_Open(bracket))
        else:
            inside.append(item)
    while waiting:
        _unwind(waiting, outside)
    return tuple(outside)


def _bracket(item: Node) -> Symbol | None:
    found = item.base if isinstance(item, Script) else item
    if isinstance(found, Symbol) and found.kind in {Kind.OPEN, Kind.CLOSE, Kind.BAR}:
        return found if found.text in _OPENERS or found.text in _CLOSERS else None
    return None


def _closes(bracket: Symbol, waiting: list[_Open], inside: list[Node]) -> bool:
    if bracket.kind is Kind.CLOSE:
        return any(opened.symbol.kind is Kind.OPEN for opened in waiting)
    return (
        bracket.kind is Kind.BAR
        and bool(waiting)
        and waiting[-1].symbol.text == bracket.text
        and not _wants_operand(inside)
    )


def _opens(bracket: Symbol, item: Node, inside: list[Node]) -> bool:
    if item is not bracket:
        return False
    if bracket.kind is Kind.OPEN:
        return True
    return bracket.kind is Kind.BAR and (bracket.text == "‖" or _wants_operand(inside))


def _wants_operand(inside: list[Node]) -> bool:
    """Whether a bar after these things would begin something rather than end it."""
    node = next((node for node in reversed(inside) if not isinstance(node, Space)), None)
    while isinstance(node, Script):
        node = node.base
    return node is None or (isinstance(node, Symbol) and node.kind in _BEFORE_OPERAND)


def _close(item: Node, bracket: Symbol, waiting: list[_Open], outside: list[Node]) -> None:
    while waiting[-1].symbol.kind is Kind.BAR and bracket.kind is Kind.CLOSE:
        _unwind(waiting, outside)
    opened = waiting.pop()
    fenced: Node = Fenced(opened.symbol.text, Row(tuple(opened.items)), bracket.text)
    if isinstance(item, Script):
        fenced = replace(item, base=fenced)
    (waiting[-1].items if waiting else outside).append(fenced)


def _unwind(waiting: list[_Open], outside: list[Node]) -> None:
    opened = waiting.pop()
    (waiting[-1].items if waiting else outside).extend([opened.symbol, *opened.items])
