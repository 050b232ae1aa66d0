"""Images of a deck as media of a package: flat names, never a file from outside the collection."""

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final
from urllib.parse import unquote

from engine.anki.names import clean
from engine.errors import UsageError

LARGEST: Final = 20 * 1024 * 1024
"""Bytes above which an image stays behind: no phone wants it."""
_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"})
_DECKS: Final = "decks"
_LONGEST_NAME: Final = 100
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
"""Two letters and more, so that the drive of ``C:`` is none."""
_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Image:
    """A file of the package: its flat name there, where it lies, the BLAKE2 of its bytes."""

    name: str
    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Missing:
    """An image that cannot be exported, and why; ``remote`` when it is an address on the web."""

    reason: str
    remote: bool = False


@dataclass(slots=True)
class Shelf:
    """The images found so far. ``root`` is the collection; nothing outside it is ever read."""

    root: Path
    images: dict[str, Image] = field(default_factory=dict)
    _seen: dict[Path, Image | Missing] = field(default_factory=dict)

    def place(self, file: str, source: str) -> Image | Missing:
        """The image that ``source`` names in the deck ``file`` (relative to ``decks/``).

        Raises UsageError when a different image of the same base name is already there.
        """
        path = _locate(self.root, file, source)
        if isinstance(path, Missing):
            return path
        if path not in self._seen:
            self._seen[path] = _read(path)
        image = self._seen[path]
        return image if isinstance(image, Missing) else self._keep(image)

    def _keep(self, image: Image) -> Image:
        other = self.images.setdefault(image.name.casefold(), image)
        if other.digest != image.digest:
            first, second = (_shown(each.path, self.root) for each in (other, image))
            raise UsageError(
                f"{first} and {second} are different images of the same name, {image.name}, "
                "and media of Anki have no folders: rename one of them"
            )
        return other


def _locate(root: Path, file: str, source: str) -> Path | Missing:
    """The file that an address names, symlinks resolved, if the collection holds it."""
    if _SCHEME.match(source):
        return Missing("it is an address on the web, no file of the collection", remote=True)
    name = unquote(source)
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or name.startswith("\\"):
        return Missing("its path is absolute: put the image into the collection's folder")
    try:
        home = root.resolve(strict=True)
        path = (home / _DECKS / PurePosixPath(file).parent / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return Missing("there is no such file")
    if not path.is_relative_to(home):
        return Missing("it lies outside the collection's folder")
    if path.suffix.lower() not in _SUFFIXES:
        return Missing(f"it is none of {', '.join(sorted(_SUFFIXES))}")
    return path


def _read(path: Path) -> Image | Missing:
    try:
        if not path.is_file():
            return Missing("it is no regular file")
        if path.stat().st_size > LARGEST:
            return Missing(f"it is larger than {LARGEST // 1024 // 1024} MB")
        digest = blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError as error:
        return Missing(f"it cannot be read ({error.strerror})")
    return Image(_flat(path, digest), path, digest)


def _flat(path: Path, digest: str) -> str:
    """A name that is safe in HTML, in Anki's templates and on every file system."""
    stem, suffix = (
        _UNSAFE.sub("_", unicodedata.normalize("NFC", clean(part)))
        for part in (path.stem, path.suffix)
    )
    if len(f"{stem}{suffix}".encode()) > _LONGEST_NAME:
        stem = f"{stem.encode()[:60].decode(errors='ignore')}-{digest[:8]}"
    return f"{stem}{suffix}"


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root.resolve()).as_posix()
