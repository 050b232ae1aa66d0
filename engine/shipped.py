"""The decks that Redrill ships: a first collection made of them, and newer releases brought in by id."""

import json
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from engine.deck.note import Note
from engine.deck.parse import parse
from engine.errors import EnvironmentFault
from engine.files import write
from engine.places import Places
from engine.quiz.registry import fence_names

MANIFEST = ".shipped.json"
"""Beside the decks: what each shipped note and file was like when it came, so that edits can be told."""
SETTINGS = """\
# Settings of this collection. Every line is optional; these are the defaults.
# retention = 0.90          # wanted probability of recall on the due day, 0.70-0.99
# new_per_day = 10
# reviews_per_day = 200
# minutes = 120             # a day; what is over it is put off to named days
# theme = "dark"            # dark, light, high-contrast
# maths = "unicode"         # unicode, ascii, latex (the source, for screen readers)
# [keys]
# undo = "z"
"""


@dataclass(slots=True)
class Update:
    """What a newer release brought: counts, and a line for each thing worth saying."""

    added: int = 0
    changed: int = 0
    kept: int = 0
    lines: list[str] = field(default_factory=list)


def folder() -> Path:
    """Where the shipped decks are: beside the program in a checkout, in the data folder of an installation.

    Raises EnvironmentFault when they are in neither.
    """
    checkout = Path(__file__).resolve().parent.parent
    candidates = [checkout / "decks"] if (checkout / "pyproject.toml").is_file() else []
    candidates += [
        Path(sysconfig.get_path("data", scheme)) / "share" / "redrill" / "decks"
        for scheme in (sysconfig.get_default_scheme(), *sysconfig.get_scheme_names())
    ]
    for each in candidates:
        if each.is_dir():
            return each
    raise EnvironmentFault(f"the shipped decks are not at {candidates[0]}; install Redrill again")


def create(places: Places) -> None:
    """Make a collection of the shipped decks. Run again after a crash it completes what is missing."""
    source = folder()
    for path in _files(source):
        target = places.decks / path.relative_to(source)
        if not target.exists():
            write(target, path.read_bytes())
    write(places.decks / MANIFEST, _manifest(source))
    write(places.settings, SETTINGS.encode())


def update(places: Places, *, dry_run: bool) -> Update:
    """Bring the shipped notes of this release into the collection, by id.

    A note the learner never touched is renewed, one they edited stays theirs, one they deleted stays deleted, a new
    one is added after the note it follows. With ``dry_run`` nothing is written.
    """
    source, done = folder(), Update()
    if source.resolve() == places.decks.resolve():
        done.lines.append("this collection is the checkout itself: its decks are the shipped ones")
        return done
    known = _read_manifest(places.decks / MANIFEST)
    own: dict[str, Note] = {
        note.id: note for path in _files(places.decks) for note in _notes(path, places.decks)
    }
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        target = places.decks / name
        if not target.exists():
            if name in known["files"]:
                done.lines.append(f"{name}: deleted here, left deleted")
                continue
            done.added += len(_notes(path, source))
            data: bytes | None = path.read_bytes()
        else:
            data = _merged(path, source, target, own, known, done)
        if data is not None and not dry_run:
            write(target, data)
    if not dry_run:
        write(places.decks / MANIFEST, _manifest(source))
    return done


def _merged(
    path: Path,
    source: Path,
    target: Path,
    own: Mapping[str, Note],
    known: Mapping[str, Any],
    done: Update,
) -> bytes | None:
    """The learner's file with this release's notes in it; None when nothing changes."""
    name = path.relative_to(source).as_posix()
    ours, theirs = path.read_bytes(), target.read_bytes()
    shipped = _notes(path, source)
    if ours == theirs:
        return None
    if _digest(theirs) == known["files"].get(name):
        for note in shipped:
            before = known["notes"].get(note.id)
            done.added += before is None
            done.changed += before is not None and before != note.content_hash
        return ours
    if not path.name.endswith(".md"):
        done.lines.append(f"{name}: kept as you edited it")
        return None
    return _spliced(name, ours, theirs, shipped, own, known, done)


def _spliced(
    name: str,
    ours: bytes,
    theirs: bytes,
    shipped: Sequence[Note],
    own: Mapping[str, Note],
    known: Mapping[str, Any],
    done: Update,
) -> bytes | None:
    source_lines, lines = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    edits: list[tuple[int, int, list[bytes]]] = []
    follows = len(lines)
    for note in shipped:
        block = source_lines[note.line - 1 : note.end_line]
        mine = own.get(note.id)
        if mine is None:
            if note.id not in known["notes"]:
                done.added += 1
                edits.append((follows, follows, [b"\n", *block]))
            continue
        if mine.file == name:
            follows = mine.end_line
        before = known["notes"].get(note.id)
        if note.content_hash in (mine.content_hash, before):
            continue
        if before == mine.content_hash and mine.file == name:
            done.changed += 1
            edits.append((mine.line - 1, mine.end_line, block))
        else:
            done.kept += 1
            done.lines.append(f"{mine.file}:{mine.line}: {note.id} kept as you edited it")
    for start, end, block in sorted(edits, key=lambda edit: edit[0], reverse=True):
        lines[start:end] = block
    return b"".join(lines) if edits else None


def _manifest(source: Path) -> bytes:
    files = {
        path.relative_to(source).as_posix(): _digest(path.read_bytes()) for path in _files(source)
    }
    notes = {note.id: note.content_hash for path in _files(source) for note in _notes(path, source)}
    return json.dumps({"files": files, "notes": notes}, indent=0, sort_keys=True).encode()


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    return {name: dict(found.get(name) or {}) for name in ("files", "notes")}


def _files(root: Path) -> Iterator[Path]:
    """Every file that ships, hidden ones left out, in a fixed order."""
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if path.is_file() and not hidden:
            yield path


def _notes(path: Path, root: Path) -> tuple[Note, ...]:
    if not path.name.endswith(".md"):
        return ()
    name = path.relative_to(root).as_posix()
    return parse(path.read_bytes(), name, fence_names()).notes


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
