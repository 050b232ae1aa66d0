"""The lines of Today."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from engine.deck.finding import Finding
from tui.clean import one_line
from tui.lines import ACCENT, DIM, Line, Run, cells, padded, wrapped
from tui.wording import bar, counted, day_near, initial, minutes, moment

if TYPE_CHECKING:
    from engine.queue.today import DayMark, Today, TodayLine

_LABEL = 13
_NAME = 30
_BAR = 14


def rows(today: "Today", chosen: int, width: int) -> Iterator[Line]:
    """All decks, then each deck: due, new, minutes; the chosen row has a mark."""
    total = sum(line.minutes for line in today.lines)
    longest = max(line.minutes for line in today.lines)
    name = min(_NAME, width - 35)
    everything = _counts(today.due + today.learning, today.new, total)
    yield _row("All decks", everything, name, width, None, chosen == 0, "bold")
    for number, line in enumerate(today.lines, 1):
        share = line.minutes / longest if longest else 0.0
        counts = _counts(line.due + line.learning, line.new, line.minutes)
        yield _row(_short(line), counts, name, width, share, number == chosen, "")


def _short(line: "TodayLine") -> str:
    """A nested deck by its last two names."""
    return one_line(" › ".join(line.deck.split("::")[-2:]))


def _counts(due: int, new: int, time: float) -> list[Run]:
    return [
        (f"{due:>6}" if due else "     ·", "" if due else DIM),
        (" due", DIM),
        (f"{new:>6}" if new else "     ·", "" if new else DIM),
        (" new", DIM),
        (f"{minutes(time):>11}", DIM),
    ]


def _row(
    name: str, counts: list[Run], size: int, width: int, share: float | None, here: bool, style: str
) -> Line:
    line: Line = [("▸ " if here else "  ", ACCENT), (padded(name, size), style or "")]
    if here and not style:
        line[1] = (line[1][0], "$accent")
    line += counts
    room = width - cells(line) - 3
    if share is not None and room >= 6:
        done, _ = bar(share, min(_BAR, room))
        line.append(("   " + (done or "╸"), "$faint"))
    return line


def nothing_due(today: "Today", zone: tzinfo | None, decks: Path, width: int) -> list[Line]:
    """What to say, and what to do next, when there is nothing to start."""
    if not today.cards:
        text = f"Put Markdown decks into {decks}, or press a and write the first card here."
        return [[("There are no cards yet.", "bold")], [], *wrapped([(text, "")], width)]
    if today.next_due is None:
        when = "Nothing is planned either: every card is new for another day, or suspended."
    elif isinstance(today.next_due, datetime):
        when = f"The next card comes {moment(today.next_due, zone, today.day)}."
    else:
        when = f"The next cards come {day_near(today.next_due, today.day)}."
    head = "Done for today." if today.done else "Nothing is due."
    return [[(head, "bold")], [], *wrapped([(when, "")], width)]


def facts(today: "Today", findings: Sequence[Finding], width: int) -> list[Line]:
    """Kinds, what was done, what was put off, the days kept, and what needs attention."""
    lines: list[Line] = []
    kinds: Counter[str] = Counter()
    for line in today.lines:
        kinds.update(line.kinds)
    if kinds:
        text = " · ".join(f"{number}\u00a0{kind}" for kind, number in kinds.most_common())
        lines += _fact("Kinds", [(text, "")], width)
    done = f"{counted(today.done, 'card')} reviewed" if today.done else "nothing yet"
    failed: list[Run] = [(f" · ✗ {today.failed} failed", "$bad")] if today.failed else []
    lines += _fact("Done", [(done, ""), *failed], width)
    if today.backlog:
        text = " · ".join(
            f"{number} to {day_near(day, today.day)}" for day, number in today.backlog
        )
        lines += _fact("Put off", [(text, "")], width)
    if today.week:
        lines += _days(today.week, f"kept {today.kept} of {today.days}", width)
    if findings:
        lines += [[], *_attention("▲", _faults(findings), "$close", width)]
    for text in today.rebound:
        lines += [[], *_attention("↪", one_line(text), DIM, width)]
    return lines


def _fact(label: str, runs: list[Run], width: int) -> list[Line]:
    first, *rest = wrapped(runs, width - _LABEL - 2)
    space = " " * (_LABEL + 2)
    return [
        [("  ", ""), (padded(label, _LABEL), DIM), *first],
        *([(space, ""), *line] for line in rest),
    ]


def _days(week: Sequence["DayMark"], kept: str, width: int) -> list[Line]:
    """The last days: a dot for a day studied, a ring for one of rest; never a streak."""
    letters = " ".join(initial(mark.day) for mark in week)
    glyphs: list[Run] = []
    for mark in week:
        glyph = "●" if mark.reviews else "◦" if mark is week[-1] else "○" if mark.kept else "·"
        glyphs += [(glyph, "$accent" if glyph in "●◦" else DIM), (" ", "")]
    space = " " * (_LABEL + 2)
    lines: list[Line] = [
        [("  ", ""), (padded("Study days", _LABEL), DIM), *glyphs],
        [(space, ""), (letters, DIM)],
    ]
    said = (f"{kept}, ", "rest days included")
    if width - _LABEL - 2 - 2 * len(week) >= max(map(len, said)) + 2:
        lines[0].append((f"  {said[0]}", DIM))
        lines[1].append((f"   {said[1]}", DIM))
    else:
        lines.append([(space, ""), ("".join(said), DIM)])
    return lines


def _faults(findings: Sequence[Finding]) -> str:
    errors = sum(finding.level == "error" for finding in findings)
    many = counted(len(findings), "finding")
    kept = f", {errors} of them keep cards from being studied" if errors else ""
    return f"{many} in the decks{kept}: redrill check"


def _attention(glyph: str, text: str, style: str, width: int) -> list[Line]:
    first, *rest = wrapped([(text, "")], width - 4)
    return [[("  ", ""), (f"{glyph} ", style), *first], *([("    ", ""), *line] for line in rest)]
