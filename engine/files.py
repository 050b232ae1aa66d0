"""Writing a file so that a reader, or a crash, sees the old content or the new, never half of it."""

import os
import tempfile
from pathlib import Path

from engine.errors import EnvironmentFault


def write(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``, atomically and durably; its permissions stay.

    A link is written through, to the file it names. Raises EnvironmentFault when the disk refuses; then ``path`` is as
    it was.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentFault(f"{path}: cannot be written: {error.strerror or error}") from None
