"""Tables in text: columns as wide as they need while there is room, one thin rule under the head."""

from dataclasses import dataclass

from tui.lines import DIM, Line, Run, cells, wrapped

_GAP = 2
_NARROWEST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its runs, ``left``, ``center`` or ``right``, and whether it is part of the head."""

    runs: list[Run]
    align: str = ""
    heading: bool = False


def table(rows: list[list[Cell]], width: int) -> list[Line]:
    """The rows as lines of at most ``width`` cells; what is too long for its column goes on below."""
    count = max(map(len, rows), default=0)
    if not count:
        return []
    widths = _widths(rows, count, width)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        lines += _row(row, widths)
        if row and row[0].heading and (number + 1 == len(rows) or not rows[number + 1][0].heading):
            lines.append([("─" * (sum(widths) + _GAP * (count - 1)), DIM)])
    return lines


def _widths(rows: list[list[Cell]], count: int, width: int) -> list[int]:
    """Column widths: the natural ones, and where these are too many cells, the widest columns give way."""
    widths = [
        max((cells(row[column].runs) for row in rows if column < len(row)), default=1) or 1
        for column in range(count)
    ]
    room = width - _GAP * (count - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        second = max((size for size in widths if size < widest), default=_NARROWEST)
        many = widths.count(widest)
        over = sum(widths) - room
        least = max(second, _NARROWEST, widest - -(-over // many))
        widths = [least if size == widest else size for size in widths]
    return widths


def _row(row: list[Cell], widths: list[int]) -> list[Line]:
    columns: list[list[Line]] = [
        wrapped(_runs(row[column]), size) if column < len(row) else [[]]
        for column, size in enumerate(widths)
    ]
    lines: list[Line] = []
    for height in range(max(map(len, columns))):
        line: Line = []
        for column, size in enumerate(widths):
            part = columns[column][height] if height < len(columns[column]) else []
            align = row[column].align if column < len(row) else ""
            line += _aligned(part, size, align)
            if column + 1 < len(widths):
                line.append((" " * _GAP, ""))
        lines.append(line)
    return lines


def _runs(cell: Cell) -> list[Run]:
    if not cell.heading:
        return cell.runs
    return [(text, f"bold {style}".strip()) for text, style in cell.runs]


def _aligned(line: Line, size: int, align: str) -> Line:
    room = max(size - cells(line), 0)
    before = {"right": room, "center": room // 2}.get(align, 0)
    return [(" " * before, ""), *line, (" " * (room - before), "")]
