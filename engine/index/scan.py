"""Which deck files changed since they were read: a look at the folder, no file is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.deck.finding import Finding
from engine.deck.folder import deck_files
from engine.index.store import FileStamp, Index


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to read (by name, in order), files that are gone, the stamps of all present, faults of the folder."""

    changed: Mapping[str, Path]
    gone: tuple[str, ...]
    stamps: Mapping[str, FileStamp]
    faults: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many files differ from what the index knows."""
        return len(self.changed) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh did: files read anew, what is wrong in all files, and who was recognised in new words."""

    changed: int = 0
    findings: tuple[Finding, ...] = ()
    rebound: tuple[str, ...] = ()


def scan(index: Index, root: Path) -> Changes:
    """What of the deck files under ``root`` differs from what the index knows."""
    paths, faults = deck_files(root)
    present = {path.relative_to(root).as_posix(): path for path in paths}
    stamps = {file: stamp for file, path in present.items() if (stamp := _stamp(path)) is not None}
    known = index.files()
    return Changes(
        changed={file: present[file] for file in stamps if known.get(file) != stamps[file]},
        gone=tuple(file for file in known if file not in stamps),
        stamps=stamps,
        faults=faults,
    )


def _stamp(path: Path) -> FileStamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return FileStamp(status.st_mtime_ns, status.st_size)
