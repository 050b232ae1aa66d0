"""Drives the app without a terminal, and reads its screen as lines of text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from tui.app import RedrillApp


@asynccontextmanager
async def opened(app: RedrillApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The app, running, with its numbers on the screen."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way any more."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one by one, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def grid(pilot: Pilot[Any]) -> str:
    """The screen as text: one line a row, without spaces at the ends."""
    screen = pilot.app.screen
    rows = ["" for _ in range(screen.size.height)]
    for y, strip in enumerate(screen._compositor.render_strips()):
        rows[y] = "".join(segment.text for segment in strip).rstrip()
    return "\n".join(rows).rstrip()
