from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.settings import Settings
from tests.tui.conftest import Make
from tests.tui.pilot import grid, opened, press, settled
from tui.app import RedrillApp
from tui.fault import record


async def test_the_page_of_keys_reads_the_registry(make: Make) -> None:
    async with opened(RedrillApp(make()), (80, 50)) as pilot:
        await press(pilot, "?")
        assert "write an .apkg for Anki" in grid(pilot)
        assert "show the keys that work here" in grid(pilot)
        await press(pilot, "escape")
        assert "All decks" in grid(pilot)


async def test_the_palette_finds_a_command_and_does_it(make: Make) -> None:
    async with opened(RedrillApp(make())) as pilot:
        await press(pilot, "ctrl+p", *"brow", "enter")
        await settled(pilot)
        assert "Browse" in grid(pilot)


@pytest.mark.parametrize("name", ["dark", "light", "high-contrast"])
async def test_the_theme_of_the_settings_is_used(make: Make, name: str) -> None:
    async with opened(RedrillApp(make(settings=Settings(theme=name)))) as pilot:
        assert pilot.app.theme == name


async def test_the_palette_changes_the_theme(make: Make) -> None:
    async with opened(RedrillApp(make())) as pilot:
        await press(pilot, "ctrl+p", *"light", "enter")
        assert pilot.app.theme == "light"


async def test_meaning_survives_without_colours(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RedrillApp(make())
    assert app.no_color
    async with opened(app) as pilot:
        assert "▸ All decks" in grid(pilot)


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_is_one_key(make: Make, key: str) -> None:
    app = RedrillApp(make())
    async with opened(app) as pilot:
        await pilot.press(key)
    assert app.return_code == 0


def test_clashing_keys_are_refused_before_anything_is_painted(make: Make) -> None:
    with pytest.raises(UsageError, match="both 'browse' and 'export'"):
        RedrillApp(make(settings=Settings(keys={"export": "b"})))


def test_a_fault_is_written_down_without_values(tmp_path: Path) -> None:
    def fail(answer: str) -> float:
        return len(answer) / 0

    line = ""
    try:
        fail("ž" * 5)
    except ZeroDivisionError as error:
        line = record(error, tmp_path / ".redrill")
    log = (tmp_path / ".redrill" / "errors.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "ž" * 5 not in log
    assert line.count("\n") == 0
    assert "errors.log" in line
