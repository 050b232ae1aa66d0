"""From the tokens of the deck's Markdown parser to lines.

Each block is laid out by one method; what this module does not know is shown as the text it is.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from tui import formula
from tui.code import highlighted
from tui.lines import DIM, Line, Run, wrapped
from tui.table import Cell, table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    _Layout = Callable[["Layout", Token, Sequence[Token], int], list[Line]]

_BULLETS = "•◦▪"
_RULE = 3
_LEAST = 8


@cache
def _parser() -> "MarkdownIt":
    from engine.deck.markdown import parser

    return parser()


class Layout:
    """Lays out Markdown in ``width`` cells."""

    def __init__(self, width: int, maths: str) -> None:
        self.width = max(width, _LEAST)
        self.maths = maths
        self._depth = 0

    def lines(self, markdown: str) -> list[Line]:
        """``markdown`` as lines, a blank one between blocks."""
        return self._blocks(_parser().parse(markdown), self.width)

    def _blocks(self, tokens: "Sequence[Token]", width: int, *, tight: bool = False) -> list[Line]:
        """Blocks one under the other."""
        lines: list[Line] = []
        at = 0
        while at < len(tokens):
            end = _end(tokens, at)
            block = self._block(tokens[at], tokens[at + 1 : end - 1], max(width, _LEAST))
            if block:
                if lines and not tight:
                    lines.append([])
                lines += block
            at = end
        return lines

    def _block(self, token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        layout = self._LAYOUTS.get(token.type)
        if layout is not None:
            return layout(self, token, inside, width)
        if token.content.strip():
            return wrapped([(token.content.strip("\n"), DIM)], width)
        return self._blocks(inside, width)

    def _paragraph(self, token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        children = inside[0].children if inside else None
        if children and len(children) == 1 and children[0].type == "math_inline_double":
            return self._maths(children[0], (), width)
        return self._words(token, inside, width)

    def _words(self, _token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        return wrapped([run for token in inside for run in self._inline(token)], width)

    def _heading(self, token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        return [
            [(text, _joined("bold", style)) for text, style in line]
            for line in self._words(token, inside, width)
        ]

    def _fence(self, token: "Token", _inside: "Sequence[Token]", width: int) -> list[Line]:
        language = token.info.split()[0] if token.info.strip() else ""
        source = token.content.rstrip("\n")
        lines: list[Line] = []
        for line in highlighted(source, language):
            held = [(text.replace(" ", "\u00a0"), style) for text, style in line]
            for number, part in enumerate(wrapped(held, width - 4)):
                lines.append([("  ↪ " if number else "  ", DIM), *part])
        return lines

    def _maths(self, token: "Token", _inside: "Sequence[Token]", width: int) -> list[Line]:
        block = formula.display(token.content.strip(), width - 4, self.maths)
        if self.maths == formula.SOURCE:
            return [line for row in block for line in wrapped([(row, "")], width)]
        return [[("    ", ""), (row, "")] for row in block]

    def _rule(self, _token: "Token", _inside: "Sequence[Token]", _width: int) -> list[Line]:
        return [[("─" * _RULE, DIM)]]

    def _quote(self, _token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        return [[("│ ", DIM), *line] for line in self._blocks(inside, width - 2)]

    def _bullets(self, _token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        bullet = f"{_BULLETS[min(self._depth, len(_BULLETS) - 1)]} "
        return self._items(inside, width, lambda _number: bullet)

    def _numbers(self, token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        first = int(token.attrGet("start") or 1)
        last = first + sum(each.type == "list_item_open" for each in inside)
        size = len(str(last))
        return self._items(inside, width, lambda number: f"{first + number:>{size}}. ")

    def _items(
        self, tokens: "Sequence[Token]", width: int, mark: Callable[[int], str]
    ) -> list[Line]:
        lines: list[Line] = []
        at = number = 0
        self._depth += 1
        loose = any(token.type == "paragraph_open" and not token.hidden for token in tokens)
        while at < len(tokens):
            end = _end(tokens, at)
            sign = _BOXES.get(tokens[at].meta.get("checked")) or mark(number)
            hang = cell_len(sign)
            item = self._blocks(tokens[at + 1 : end - 1], width - hang, tight=not loose) or [[]]
            if lines and loose:
                lines.append([])
            lines.append([(sign, DIM), *item[0]])
            lines += [[(" " * hang, ""), *line] if line else [] for line in item[1:]]
            at, number = end, number + 1
        self._depth -= 1
        return lines

    def _table(self, _token: "Token", inside: "Sequence[Token]", width: int) -> list[Line]:
        rows: list[list[Cell]] = []
        for at, token in enumerate(inside):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                align = str(token.attrGet("style") or "").removeprefix("text-align:")
                runs = self._inline(inside[at + 1])
                rows[-1].append(Cell(runs, align, heading=token.type == "th_open"))
        return table(rows, width)

    def _inline(self, token: "Token") -> list[Run]:
        """The runs of a paragraph; a newline in one is a hard break."""
        runs: list[Run] = []
        styles: list[str] = []
        links: list[str] = []
        for child in token.children or ():
            style = " ".join(styles)
            if child.type in _MARKS:
                styles.append(_MARKS[child.type])
            elif child.type == "link_open":
                styles.append("underline")
                links.append(str(child.attrGet("href") or ""))
            elif child.type.endswith("_close"):
                styles and styles.pop()
                if child.type == "link_close" and links:
                    runs += _address(links.pop(), runs)
            else:
                runs.append(self._run(child, style))
        return runs

    def _run(self, child: "Token", style: str) -> Run:
        kind = child.type
        if kind == "softbreak":
            return " ", style
        if kind == "hardbreak":
            return "\n", ""
        if kind == "code_inline":
            return child.content, _joined(style, "$code")
        if kind.startswith("math_inline"):
            return _held(formula.inline(child.content, self.maths), self.width), style
        if kind == "image":
            named = ", ".join(
                part for part in (child.content, str(child.attrGet("src") or "")) if part
            )
            return f"[image: {named}]", _joined(style, DIM)
        return child.content, style

    _LAYOUTS: ClassVar[dict[str, "_Layout"]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        "fence": _fence,
        "code_block": _fence,
        "math_block": _maths,
        "math_block_label": _maths,
        "hr": _rule,
        "blockquote_open": _quote,
        "bullet_list_open": _bullets,
        "ordered_list_open": _numbers,
        "table_open": _table,
    }


_MARKS = {"em_open": "italic", "strong_open": "bold", "s_open": "strike $dim"}


def _end(tokens: "Sequence[Token]", at: int) -> int:
    """The position after the block that begins at ``at``."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


_BOXES: dict[bool | None, str] = {False: "☐ ", True: "☒ "}


def _address(address: str, before: list[Run]) -> list[Run]:
    """Where a link leads, unless its text says so already."""
    shown = "".join(text for text, _ in before)
    return [] if not address or shown.endswith(address) else [(f" ({address})", DIM)]


def _held(text: str, width: int) -> str:
    """A formula kept together on a line where it is short enough for one."""
    return text.replace(" ", "\u00a0") if cell_len(text) <= width // 2 else text


def _joined(*styles: str) -> str:
    return " ".join(filter(None, styles))
