"""Finds the files of a folder that can be decks."""

import os
from pathlib import Path
from typing import Final

from engine.deck.finding import Finding
from engine.deck.report import Report

PROBLEMS: Final = "problems"
"""The folder, at the top, that holds material of problems and no decks."""


def deck_files(root: Path) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Give every file under a folder that can be a deck, sorted by path, and what was refused.

    Left out without a word are README.md, hidden files and folders, and ``problems/``. A link that
    leaves the folder, or leads to a folder, is refused and reported, and so is what cannot be
    opened.
    """
    found: list[tuple[str, Path]] = []
    findings: list[Finding] = []

    def refuse(path: Path, message: str) -> None:
        name = path.relative_to(root).as_posix() if path != root else "."
        report = Report(name.encode("utf-8", "replace").decode())
        report.error("folder", 1, 1, message)
        findings.extend(report.findings)

    def unreadable(fault: OSError) -> None:
        refuse(Path(fault.filename), f"this folder cannot be read: {fault.strerror}")

    for folder, folders, files in os.walk(root, onerror=unreadable):
        here = Path(folder)
        for name in folders:
            if not _is_hidden(name) and (here / name).is_symlink():
                refuse(
                    here / name,
                    "a link to a folder is not followed: put the decks here, or link each file",
                )
        folders[:] = [name for name in folders if _is_walked(here / name, root)]
        for name in files:
            if not _is_deck_name(name):
                continue
            path = here / name
            reason = _refusal(path, root)
            if reason:
                refuse(path, reason)
            else:
                found.append((path.relative_to(root).as_posix(), path))
    return tuple(path for _, path in sorted(found)), tuple(sorted(findings))


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_walked(path: Path, root: Path) -> bool:
    return not (_is_hidden(path.name) or path.is_symlink() or path == root / PROBLEMS)


def _is_deck_name(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".md") and lower != "readme.md" and not _is_hidden(name)


def _refusal(path: Path, root: Path) -> str | None:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return "the name of this file is not UTF-8: rename it"
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "this link leads nowhere"
    if not path.is_symlink():
        return None if target.is_file() else "this is no file"
    if not target.is_relative_to(root.resolve()):
        return f"this link leaves the folder, for {target}: copy the file here"
    return "this link leads to another file of this folder, which is read already"
