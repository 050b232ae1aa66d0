"""A fault of our own, written down for a report."""

import traceback
from datetime import UTC, datetime
from pathlib import Path


def record(error: BaseException, folder: Path) -> str:
    """Append the traceback, without the values of variables, to ``errors.log``; gives one line for the learner."""
    name = type(error).__name__
    what = f"Redrill stopped on a fault of its own ({name}); every grade is saved."
    path = folder / "errors.log"
    lines = traceback.format_exception(error)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n{''.join(lines)}")
    except OSError:
        return f"{what} {path} could not be written."
    return f"{what} Details: {path}"
