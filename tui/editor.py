"""The learner's own editor: which command opens a file at a line, and a new card written in it."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from engine.errors import EnvironmentFault, RedrillError

T = TypeVar("T")

_PLUS_LINE = {
    *("vi", "vim", "nvim", "view", "elvis", "nano", "pico", "emacs", "emacsclient"),
    *("micro", "kak", "ne", "joe", "jed", "mg"),
}
_COLON_LINE = {"hx", "helix", "subl", "zed"}
_GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}


def command(editor: str, path: Path, line: int = 1) -> list[str]:
    """The command that opens ``path`` at ``line`` in ``editor``, and returns when the file is closed."""
    words = shlex.split(editor)
    name = Path(words[0]).stem.lower() if words else ""
    if name in _PLUS_LINE:
        return [*words, f"+{line}", str(path)]
    if name in _COLON_LINE:
        wait = [] if name in {"hx", "helix"} or {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *wait, f"{path}:{line}"]
    if name in _GOTO:
        wait = [] if {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *wait, "-g", f"{path}:{line}"]
    return [*words, str(path)]


def chosen(setting: str, environment: Mapping[str, str] = os.environ) -> str:
    """The editor to use: the setting, ``$VISUAL``, ``$EDITOR``, else ``vi``."""
    wishes = (setting, environment.get("VISUAL", ""), environment.get("EDITOR", ""), "vi")
    return next(wish for wish in wishes if wish.strip())


def open_file(editor: str, path: Path, line: int = 1) -> None:
    """Edit ``path`` and wait for the end of it. Raises EnvironmentFault when the editor cannot be started."""
    try:
        words = command(editor, path, line)
        done = subprocess.run(words, check=False)  # noqa: S603 - the learner's own command
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise EnvironmentFault(
            f"The editor {editor!r} did not start: {reason}. Set $EDITOR, or editor in redrill.toml."
        ) from None
    if done.returncode:
        raise EnvironmentFault(f"The editor {editor!r} ended with code {done.returncode}.")


def compose(editor: str, template: str, add: Callable[[str], T]) -> T:
    """What ``add`` makes of the text that the learner wrote into ``template``.

    When that fails the text is kept in a file, and the error says where. Raises EnvironmentFault when the editor
    cannot be started, and what ``add`` raises.
    """
    handle, name = tempfile.mkstemp(prefix="redrill-", suffix=".md")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(template)
    try:
        open_file(editor, path)
        text = path.read_text(encoding="utf-8", errors="replace")
        added = add(text)
    except RedrillError as error:
        if _written(path, template):
            raise type(error)(f"{error} Your text is kept in {path}") from None
        path.unlink(missing_ok=True)
        raise
    path.unlink(missing_ok=True)
    return added


def _written(path: Path, template: str) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="replace") != template
    except OSError:
        return False
