"""What a learner does every morning, with the real program."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.engine.world import notes
from tests.journeys.terminal import ROOT, Terminal

EASY = "## Why is this prompt here?\n\nTo be answered.\n"


def home(tmp_path: Path, text: str) -> Path:
    """A home that is a collection with one deck."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "deck.md").write_text(text, encoding="utf-8")
    (tmp_path / "redrill.toml").touch()
    return tmp_path


def listed(folder: Path) -> list[dict[str, Any]]:
    """What ``redrill list --json`` says, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from tui.cli import entry; entry()", "list", "--json"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_first_run_makes_a_collection_and_reviews_at_once(tmp_path: Path) -> None:
    with Terminal(tmp_path) as redrill:
        redrill.until("Today", "All decks", "10 new")
        redrill.press("\r")
        redrill.until("1 of 10", "show answer")
        redrill.press(" ")
        redrill.until("again", "good")
        redrill.press("3")
        redrill.until("2 of")
        redrill.press("u")
        redrill.until("1 of 10")
    made = tmp_path / ".local" / "share" / "redrill"
    assert (made / "redrill.toml").is_file()
    assert (made / "decks" / "regularization.md").is_file()


def test_a_grade_survives_kill_nine_right_after_it_was_painted(tmp_path: Path) -> None:
    folder = home(tmp_path, notes(5))
    for count in (1, 2, 3):
        with Terminal(folder, "review") as redrill:
            redrill.until("show answer")
            redrill.press(" ")
            redrill.until("4 easy")
            redrill.press("4")
            redrill.until("show answer")
            redrill.kill()
        assert sum(each["reps"] for each in listed(folder)) == count


def test_plain_grades_survive_kill_nine_once_saved_is_printed(tmp_path: Path) -> None:
    folder = home(tmp_path, notes(5))
    with Terminal(folder, "review", "--plain") as redrill:
        redrill.until("Prompt of card 0", "\n>")
        redrill.press("\n")
        redrill.until("grade>")
        redrill.press("4\n")
        redrill.until("saved")
        redrill.kill()
        assert b"\x1b[" not in redrill.raw
    assert sum(each["reps"] for each in listed(folder)) == 1


def test_two_windows_at_once_keep_both_grades(tmp_path: Path) -> None:
    folder = home(tmp_path, EASY)
    with Terminal(folder, "review") as one, Terminal(folder, "review") as two:
        for window in (one, two):
            window.until("show answer")
            window.press(" ")
            window.until("4 easy")
        one.press("4")
        one.until("every grade is saved")
        two.press("4")
        two.until("every grade is saved")
    assert [each["reps"] for each in listed(folder)] == [2]


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_signal_restores_the_terminal(tmp_path: Path, by: signal.Signals) -> None:
    with Terminal(home(tmp_path, EASY)) as redrill:
        redrill.until("All decks")
        redrill.kill(by)
        assert redrill.raw.rfind(b"\x1b[?1049l") > redrill.raw.rfind(b"\x1b[?1049h")
        assert redrill.raw.rfind(b"\x1b[?25h") > redrill.raw.rfind(b"\x1b[?25l")


def test_escape_sequences_and_markup_of_a_deck_show_as_text(tmp_path: Path) -> None:
    deck = "## Is [bold]this\x1b]0;owned\x07\x1b[2J a trap for terminals?\n\nIt [red]was[/red].\n"
    with Terminal(home(tmp_path, deck), "review") as redrill:
        redrill.until("[bold]this")
        redrill.press(" ")
        redrill.until("It [red]was[/red].")
        assert b"owned\x07" not in redrill.raw


def test_the_smallest_and_the_largest_terminal_show_a_review(tmp_path: Path) -> None:
    folder = home(tmp_path, notes(3))
    for size in ((60, 18), (200, 60)):
        with Terminal(folder, "review", size=size) as redrill:
            redrill.until("Prompt of card 0", "show answer")


def test_a_read_only_collection_shows_cards_and_says_why_it_cannot_save(tmp_path: Path) -> None:
    folder = home(tmp_path, notes(3))
    listed(folder)
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (folder / "redrill.db").chmod(0o400)
    folder.chmod(0o500)
    try:
        with Terminal(folder, "review") as redrill:
            redrill.until("show answer")
            redrill.press(" ")
            redrill.until("4 easy")
            redrill.press("4")
            redrill.until("read-only")
    finally:
        folder.chmod(0o700)
