"""Scripts and limits of a box: small characters where they exist, otherwise raised and lowered."""

from dataclasses import dataclass, replace

from engine.maths.formula.alphabets import lowered, raised
from engine.maths.formula.box import Box, paste, text_box


@dataclass(frozen=True, slots=True)
class Scripts:
    """What stands below and above a base, as boxes, and its primes as text."""

    below: Box | None
    above: Box | None
    primes: str = ""
    plain: bool = False

    @property
    def small_below(self) -> str | None:
        """What stands below in subscript characters, "" for nothing, None where there are none."""
        if self.below is None:
            return ""
        return None if self.plain or self.below.height > 1 else lowered(self.below.line)

    @property
    def small_above(self) -> str | None:
        """What stands above in superscript characters, "" for nothing, None where there are none."""
        if self.above is None:
            return ""
        return None if self.plain or self.above.height > 1 else raised(self.above.line)

    @property
    def are_small(self) -> bool:
        """Whether all can be written in small characters."""
        return self.small_below is not None and self.small_above is not None


def attached(base: Box, scripts: Scripts, *, as_limits: bool = False) -> Box:
    """Give `base` with scripts to its right, small ones beside its first and last row, others above and below.

    `as_limits` they are all small or all are not, and stand level with the ends of a tall sign, as beside ∫.
    """
    small_below, small_above = scripts.small_below, scripts.small_above
    if as_limits and not scripts.are_small:
        small_below, small_above = (None if scripts.below else ""), (None if scripts.above else "")
    is_flat = base.up == base.down == 0
    on_line, under = scripts.primes + (small_above or ""), small_below or ""
    if is_flat:
        on_line, under = scripts.primes + under + (small_above or ""), ""
        if scripts.primes and small_below:
            on_line = small_below + scripts.primes + (small_above or "")
    step = int(is_flat or not as_limits)
    parts = [(0, 0, base)]
    if on_line:
        parts.append((-base.up, base.width, text_box(on_line)))
    if under:
        parts.append((base.down, base.width, text_box(under)))
    if scripts.above is not None and small_above is None:
        row = -base.up - step - scripts.above.below
        parts.append((row, base.width + len(scripts.primes), scripts.above))
    if scripts.below is not None and small_below is None:
        row = base.down + step + scripts.below.baseline
        parts.append((row, base.width, scripts.below))
    return replace(paste(parts), up=base.up, down=base.down)


def stacked(sign: Box, scripts: Scripts) -> Box:
    """Give `sign` with limits over and under it.

    A sign of one cell counts as two, as most fonts draw it: it stands left of the middle.
    """
    boxes = [box for box in (scripts.below, scripts.above) if box is not None]
    width = max([sign.width, *(box.width for box in boxes)])
    wide = 2 if sign.width == 1 else sign.width
    parts = [(0, max(0, width - wide) // 2, sign)]
    if scripts.above is not None:
        row = -sign.baseline - 1 - scripts.above.below
        parts.append((row, (width - scripts.above.width) // 2, scripts.above))
    if scripts.below is not None:
        row = sign.below + 1 + scripts.below.baseline
        parts.append((row, (width - scripts.below.width) // 2, scripts.below))
    return paste(parts).whole()
