import stat
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault, UsageError
from tui.editor import chosen, command, compose, open_file

FILE = Path("/decks/a.md")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vim", ["vim", "+12", "/decks/a.md"]),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+12", "/decks/a.md"]),
        ("nano", ["nano", "+12", "/decks/a.md"]),
        ("hx", ["hx", "/decks/a.md:12"]),
        ("code", ["code", "--wait", "-g", "/decks/a.md:12"]),
        ("code -w", ["code", "-w", "-g", "/decks/a.md:12"]),
        ("my-editor", ["my-editor", "/decks/a.md"]),
    ],
)
def test_an_editor_opens_at_the_line_in_its_own_way(editor: str, words: list[str]) -> None:
    assert command(editor, FILE, 12) == words


def test_the_setting_comes_before_visual_before_editor() -> None:
    environment = {"VISUAL": "hx", "EDITOR": "nano"}
    assert chosen("vim", environment) == "vim"
    assert chosen("", environment) == "hx"
    assert chosen(" ", {"EDITOR": "nano"}) == "nano"
    assert chosen("", {}) == "vi"


@pytest.mark.parametrize("editor", ["no-such-editor-anywhere", "'", "false"])
def test_an_editor_that_fails_is_named(editor: str) -> None:
    with pytest.raises(EnvironmentFault, match="editor"):
        open_file(editor, FILE)


def script(folder: Path, body: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_what_is_written_is_added(tmp_path: Path) -> None:
    editor = script(tmp_path, "printf 'Q: why?\\n' > \"$1\"")
    assert compose(editor, "template", str.upper) == "Q: WHY?\n"


def test_a_card_that_cannot_be_added_is_kept_in_a_file(tmp_path: Path) -> None:
    def refuse(text: str) -> None:
        raise UsageError(f"nothing was added: {text.strip()} is no card.")

    editor = script(tmp_path, "printf 'half a card' > \"$1\"")
    with pytest.raises(
        UsageError, match=r"half a card is no card\. Your text is kept in"
    ) as caught:
        compose(editor, "template", refuse)
    kept = Path(str(caught.value).rpartition(" ")[2])
    assert kept.read_text(encoding="utf-8") == "half a card"
    kept.unlink()
