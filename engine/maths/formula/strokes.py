"""Signs built of strokes, as tall or as wide as what they belong to."""

from engine.maths.formula.alphabets import raised
from engine.maths.formula.box import Box, block, paste, text_box
from engine.maths.formula.cells import cells
from engine.maths.formula.plain import in_ascii

_TALL = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥",
    "|": "│││", "‖": "║║║", "↑": "↑││", "↓": "││↓", "↕": "↑│↓", "⇑": "⇑║║", "⇓": "║║⇓",
}  # fmt: skip
_TALL_PLAIN = {
    "(": "/|\\", ")": "\\|/", "[": "[[[", "]": "]]]", "⌊": "||L", "⌋": "||J", "⌈": "[||", "⌉": "]||",
    "|": "|||", "↑": "^||", "↓": "||v", "↕": "^|v", "⇑": "^||", "⇓": "||v",
}  # fmt: skip
_BRACES = {"{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭", "⟨": "╱╱⟨╲", "⟩": "╲╲⟩╱"}
_BRACES_PLAIN = {"{": "/|<\\", "}": "\\|>/", "⟨": "//<\\", "⟩": "\\\\>/"}
_SHORT_BRACES = {"{": "⎰⎱", "}": "⎱⎰", "⟨": "╱╲", "⟩": "╲╱"}
_SHORT_BRACES_PLAIN = {"{": "/\\", "}": "\\/", "⟨": "/\\", "⟩": "\\/"}


def bracket(mark: str, up: int, down: int, *, plain: bool) -> Box:
    """Give the bracket `mark` over `up` rows above the baseline and `down` below it."""
    if not mark:
        return text_box("")
    if not up and not down:
        return text_box(
            in_ascii(mark) if plain and mark not in "⌊⌋⌈⌉" else _single(mark, plain=plain)
        )
    height = up + down + 1
    if mark in _BRACES:
        return block(_brace(mark, height, up, plain=plain), up)
    if plain and mark == "‖":
        return block(["||"] * height, up)
    parts = (_TALL_PLAIN if plain else _TALL).get(mark)
    if parts is None:
        return block(_slope(mark, height, plain=plain), up)
    first, middle, last = tuple(parts)
    return block([first, *[middle] * (height - 2), last], up)


def _single(mark: str, *, plain: bool) -> str:
    return {"⌊": "|_", "⌋": "_|", "⌈": "|^", "⌉": "^|"}[mark] if plain else mark


def _brace(mark: str, height: int, up: int, *, plain: bool) -> list[str]:
    if height == 2:
        return list((_SHORT_BRACES_PLAIN if plain else _SHORT_BRACES)[mark])
    first, middle, waist, last = tuple((_BRACES_PLAIN if plain else _BRACES)[mark])
    at = up if 0 < up < height - 1 else height // 2
    if mark in "⟨⟩":
        return [first] * at + [waist] + [last] * (height - at - 1)
    return [first, *[middle] * (at - 1), waist, *[middle] * (height - at - 2), last]


def _slope(mark: str, height: int, *, plain: bool) -> list[str]:
    rises = mark == "/"
    stroke = ("/" if rises else "\\") if plain else ("╱" if rises else "╲")
    return [" " * (height - 1 - at if rises else at) + stroke for at in range(height)]


def tall_sign(text: str, reach: int) -> Box | None:
    """Give the big sign `text` over `reach` rows up and down, or None if it has no tall form."""
    if text == "∑":
        return block(_sigma(reach), reach)
    if text in {"∏", "∐"}:
        posts = " │ │ "
        beam = "─┬─┬─" if text == "∏" else "─┴─┴─"
        rows = [beam, *[posts] * (2 * reach)]
        return block(rows if text == "∏" else rows[::-1], reach)
    return None


def _sigma(reach: int) -> list[str]:
    edge = reach + 1
    upper = [" " * at + "╲" for at in range(1, reach)]
    return ["╲" + "▔" * edge, *upper, " " * reach + "❯", *_mirrored(upper), "╱" + "▁" * edge]


def _mirrored(rows: list[str]) -> list[str]:
    return [row.replace("╲", "╱") for row in reversed(rows)]


def integral(count: int, reach: int, *, closed: bool, plain: bool) -> Box:
    """Give `count` integral signs side by side over `reach` rows up and down (1 or more)."""
    if plain:
        rows = [" /", *[" |"] * (2 * reach - 1), "/ "]
    else:
        rows = ["⌠", *["⎮"] * (2 * reach - 1), "⌡"]
        rows[reach] = "∮" if closed else rows[reach]
    return block([row * count for row in rows], reach)


def lying_brace(width: int, *, over: bool, plain: bool) -> str:
    """Give a brace of `width` cells (3 at least) that points up if it stands `over` something."""
    left = (width - 3) // 2
    right = width - 3 - left
    if plain:
        ends = "/^\\" if over else "\\v/"
        return ends[0] + "-" * left + ends[1] + "-" * right + ends[2]
    ends = "╭┴╮" if over else "╰┬╯"
    return ends[0] + "─" * left + ends[1] + "─" * right + ends[2]


def radical(body: Box, index: str, *, plain: bool) -> Box:
    """Give the root sign over `body` with the text of its index, which may be empty."""
    bar = text_box(("_" if plain else "▁") * body.width)
    if body.height == 1:
        return _flat_radical(body, bar, index, plain=plain)
    hook = block(_hook(body.height, index, plain=plain), body.baseline)
    wide = text_box(bar.rows[0] + bar.rows[0][:1] * 2)
    over = (-body.baseline - 1, hook.width, wide)
    return paste([(0, 0, hook), over, (0, hook.width + 1, body)]).whole()


def _flat_radical(body: Box, bar: Box, index: str, *, plain: bool) -> Box:
    small = None if plain else raised(index)
    hook = text_box((small or "") + ("\\/" if plain else "√"))
    shift = cells(index) if small is None else 0
    parts = [(0, shift, hook), (-1, shift + hook.width, bar), (0, shift + hook.width, body)]
    if shift:
        parts.append((-1, 0, text_box(index)))
    return paste(parts)


def _hook(height: int, index: str, *, plain: bool) -> list[str]:
    rise, fall, post = ("/", "\\", "|") if plain else ("╱", "╲", "│")
    if height <= 3:
        rows = [" " * (height - at) + rise for at in range(height)]
        rows[-1] = fall + rise
    else:
        rows = ["  " + post] * (height - 1) + [" " + fall + post]
    if index:
        free = 2  # cells left of the stroke in the last row but one
        shift = max(0, cells(index) - free)
        rows = [" " * shift + row for row in rows]
        rows[-2] = " " * (free + shift - cells(index)) + index + rows[-2][free + shift :]
    return rows


def framed(body: Box, *, plain: bool) -> Box:
    """Give `body` in a frame."""
    across, side, corners = ("-", "|", "++++") if plain else ("─", "│", "┌┐└┘")
    line = across * (body.width + 2)
    top, bottom = corners[0] + line + corners[1], corners[2] + line + corners[3]
    return block([top, *(f"{side} {row} {side}" for row in body.rows), bottom], body.baseline + 1)


def long_arrow(arrow: str, width: int, *, plain: bool) -> str:
    """Give `arrow`, as Unicode or as ASCII, with a shaft of `width` cells."""
    is_double = "=" in arrow or arrow in "⇒⇐"
    shaft = ("=" if is_double else "-") if plain else ("═" if is_double else "─")
    if arrow in {"←", "⇐"} or arrow.startswith("<"):
        return arrow[0] + shaft * width
    return shaft * width + (arrow[-1] if plain else arrow)
