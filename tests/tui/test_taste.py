"""The first run's false line: it is caught, it stands in nobody's way, and the mathematics is right."""

from pathlib import Path

import numpy as np

from engine.session import start
from tests.engine.world import World, notes, study
from tests.tui.pilot import grid, opened, press
from tui import taste
from tui.app import RedrillApp


def test_three_lines_hold_and_the_fourth_does_not() -> None:
    draw = np.random.default_rng(5)
    n, d = 7, 3
    x, w = draw.normal(size=(n, d)), draw.normal(size=d)
    y = draw.integers(0, 2, n).astype(float)

    def sigma(z: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-z))

    def loss(p: np.ndarray) -> float:
        return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))

    def slope(function: object, at: np.ndarray) -> np.ndarray:
        steps = np.eye(len(at)) * 1e-6
        return np.array([(function(at + h) - function(at - h)) / 2e-6 for h in steps])  # type: ignore[operator]

    z = x @ w
    p = sigma(z)
    assert np.allclose(slope(loss, p), (p - y) / (n * p * (1 - p)), rtol=1e-5)
    assert np.allclose(np.diag(slope(sigma, z)), p * (1 - p), rtol=1e-5)
    assert np.allclose(slope(lambda t: loss(sigma(t)), z), (p - y) / n, atol=1e-7)
    assert np.allclose(slope(lambda t: loss(sigma(x @ t)), w), x.T @ (p - y) / n, atol=1e-7)
    assert taste.FALSE == 4
    assert x.shape[1] != (p - y).shape[0]


async def test_the_first_run_opens_on_a_false_line_to_catch(tmp_path: Path) -> None:
    app = RedrillApp(World(tmp_path, notes(3)).open())
    async with opened(app) as pilot:
        assert "One of these lines is false" in grid(pilot)
        assert "All decks" in grid(pilot)
        await press(pilot, "2")  # a line that holds
        assert "This line holds" in grid(pilot)
        await press(pilot, "4")  # the one that does not
        assert "Caught" in grid(pilot)
        assert "X is n×d" in grid(pilot)
        await press(pilot, "enter")  # start
        assert "Prompt of card 0" in grid(pilot)


async def test_escape_puts_it_away_and_a_review_ends_it_for_good(tmp_path: Path) -> None:
    world = World(tmp_path, notes(3))
    async with opened(RedrillApp(world.open())) as pilot:
        await press(pilot, "escape")
        assert "false" not in grid(pilot)
        assert "All decks" in grid(pilot)
    collection = world.open()
    study(collection)
    assert start(collection).current is None
    async with opened(RedrillApp(world.open())) as pilot:
        assert "false" not in grid(pilot)
