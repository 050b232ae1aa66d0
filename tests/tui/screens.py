"""Every screen on the shipped decks, as SVG: ``python -m tests.tui.screens OUT_DIR [NAME…]``."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.settings import Settings
from tests.tui.pilot import opened, settled
from tests.tui.sample import StillClock, collection, studied
from tui.app import RedrillApp
from tui.study import Scope

DECKS = Path(__file__).parents[2] / "decks"


@dataclass(frozen=True)
class Shot:
    """One picture: the keys that lead to it, the size of the terminal, what is asked."""

    keys: Sequence[str] = ()
    size: tuple[int, int] = (80, 24)
    find: str = ""
    theme: str = "dark"
    start: str = "today"
    fresh: bool = False
    """Nothing was ever reviewed."""


SHOTS = {
    "first": Shot(["4"], fresh=True),
    "today": Shot(),
    "today-light": Shot(theme="light"),
    "today-high-contrast": Shot(theme="high-contrast"),
    "today-small": Shot(size=(60, 18)),
    "today-large": Shot(size=(200, 50)),
    "question": Shot(["start"], find="kind:basic correlat"),
    "answer": Shot(["start", "space"], find="kind:basic correlat"),
    "answer-small": Shot(["start", "space"], (60, 18), find="kind:basic correlat"),
    "answer-large": Shot(["start", "space"], (200, 50), find="kind:basic correlat"),
    "answer-light": Shot(["start", "space"], find="kind:basic correlat", theme="light"),
    "cloze": Shot(["start"], find="kind:cloze prior"),
    "choice": Shot(["start"], find="kind:choice ridge"),
    "choice-checked": Shot(["start", "a"], find="kind:choice ridge"),
    "typed": Shot(["start", *"quick"], find="kind:typed quickselect"),
    "typed-checked": Shot(["start", *"quick-selct", "enter"], find="kind:typed quickselect"),
    "numeric": Shot(["start", *"12", "enter"], find="kind:numeric"),
    "ordering": Shot(["start", "b", "a"], find="kind:ordering"),
    "summary": Shot(
        ["start", "space", "1", "space", "3", "space", "4", "escape"], find="kind:basic"
    ),
    "keys": Shot(["start", "?"], find="kind:basic"),
    "info": Shot(["start", "i"], find="-is:new kind:basic"),
    "note": Shot(["start", "space", "n"], find="kind:basic"),
    "palette": Shot(["ctrl+p"]),
    "browse": Shot(["escape", "down", "down"], start="browse"),
    "browse-large": Shot([*"ridge", "wait", "escape"], (140, 40), start="browse"),
    "too-small": Shot(size=(50, 15)),
}


async def take(shot: Shot, root: Path) -> str:
    """The SVG of a shot."""
    made = collection(root, {}, Settings(theme=shot.theme))
    assert isinstance(made.clock, StillClock)
    made.open()
    made.refresh()
    app = RedrillApp(made, "browse" if shot.start == "browse" else "today")
    if shot.find:
        cards = tuple(row.card for row in made.search(shot.find, 7))
        app.scope = Scope(cards=cards)
        app.start = "review"
    async with opened(app, shot.size) as pilot:
        for key in shot.keys:
            made.clock.wait(9)
            if key == "wait":
                await asyncio.sleep(0.2)
            elif key != "start":
                await pilot.press("space" if key == " " else key)
            await settled(pilot)
        svg = app.export_screenshot(title="Redrill")
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main(out: Path, names: Sequence[str]) -> None:
    """Write the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "collection"
        (root / "decks").mkdir(parents=True)
        fresh = Path(folder) / "fresh"
        for path in DECKS.glob("*.md"):
            shutil.copy(path, root / "decks")
        shutil.copytree(root, fresh)
        studied(collection(root, {})).close()
        for name in names or SHOTS:
            shot = SHOTS[name]
            svg = asyncio.run(take(shot, fresh if shot.fresh else root))
            (out / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
