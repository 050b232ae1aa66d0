import os
from pathlib import Path

import pytest

from engine.anki import media
from engine.anki.media import Image, Missing, Shelf
from engine.errors import UsageError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "collection"
    (root / "decks" / "ml" / "img").mkdir(parents=True)
    (root / "decks" / "ml" / "img" / "plot.png").write_bytes(b"plot")
    (root / "images").mkdir()
    (root / "images" / "plot.png").write_bytes(b"another plot")
    (root / "images" / "a 'b' é.svg").write_bytes(b"<svg/>")
    (root / "redrill.db").write_bytes(b"history")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return root


def reason(found: Image | Missing) -> str:
    assert isinstance(found, Missing)
    return found.reason


def test_an_image_is_found_beside_its_deck(root: Path) -> None:
    found = Shelf(root).place("ml/a.md", "img/plot.png")
    assert isinstance(found, Image)
    assert (found.name, found.path.read_bytes()) == ("plot.png", b"plot")


def test_a_path_may_climb_as_long_as_it_stays_in_the_collection(root: Path) -> None:
    found = Shelf(root).place("ml/a.md", "../../images/plot.png")
    assert isinstance(found, Image)
    assert "outside" in reason(Shelf(root).place("ml/a.md", "../../../secret.png"))


def test_a_name_is_made_safe_everywhere(root: Path) -> None:
    found = Shelf(root).place("ml/a.md", "../../images/a%20'b'%20%C3%A9.svg")
    assert isinstance(found, Image)
    assert found.name == "a__b__é.svg"


def test_a_link_out_of_the_collection_is_not_followed(root: Path) -> None:
    (root / "decks" / "link.png").symlink_to(root.parent / "secret.png")
    (root / "decks" / "folder").symlink_to(root.parent)
    assert "outside" in reason(Shelf(root).place("a.md", "link.png"))
    assert "outside" in reason(Shelf(root).place("a.md", "folder/secret.png"))


def test_a_link_within_the_collection_must_lead_to_an_image(root: Path) -> None:
    (root / "decks" / "link.png").symlink_to(root / "redrill.db")
    assert "none of" in reason(Shelf(root).place("a.md", "link.png"))
    assert "none of" in reason(Shelf(root).place("a.md", "../redrill.db"))


@pytest.mark.parametrize(
    "source", ["/etc/logo.png", "C:/x.png", "C:%5Cx.png", "%5C%5Cserver/x.png", "%2Fetc/x.png"]
)
def test_an_absolute_path_is_refused(root: Path, source: str) -> None:
    assert "absolute" in reason(Shelf(root).place("a.md", source))


@pytest.mark.parametrize(
    "source",
    ["https://x.y/z.png", "//x.y/z.png", "file:///etc/x.png", "data:image/png;base64,AA=="],
)
def test_an_address_is_never_read(root: Path, source: str) -> None:
    found = Shelf(root).place("a.md", source)
    assert isinstance(found, Missing)
    assert found.remote


@pytest.mark.parametrize("source", ["none.png", "", "%00.png", "ml", "x" * 5000 + ".png"])
def test_what_is_no_file_is_missing(root: Path, source: str) -> None:
    assert reason(Shelf(root).place("a.md", source))


def test_a_loop_of_links_is_missing(root: Path) -> None:
    (root / "decks" / "loop.png").symlink_to("loop.png")
    assert reason(Shelf(root).place("a.md", "loop.png"))


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "decks" / "pipe.png")
    assert "regular" in reason(Shelf(root).place("a.md", "pipe.png"))


def test_too_large_an_image_stays_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LARGEST", 3)
    assert "larger" in reason(Shelf(root).place("ml/a.md", "img/plot.png"))


def test_two_images_of_one_name_are_refused_and_both_named(root: Path) -> None:
    shelf = Shelf(root)
    shelf.place("ml/a.md", "img/plot.png")
    with pytest.raises(UsageError, match=r"decks/ml/img/plot\.png and images/plot\.png"):
        shelf.place("ml/a.md", "../../images/plot.png")


def test_two_copies_of_one_image_are_one(root: Path) -> None:
    (root / "images" / "PLOT.png").write_bytes(b"plot")
    shelf = Shelf(root)
    first = shelf.place("ml/a.md", "img/plot.png")
    assert shelf.place("a.md", "../images/PLOT.png") == first


def test_a_very_long_name_is_shortened(root: Path) -> None:
    (root / "decks" / f"{'é' * 90}.png").write_bytes(b"long")
    found = Shelf(root).place("a.md", f"{'é' * 90}.png")
    assert isinstance(found, Image)
    assert len(found.name.encode()) <= 100
    assert found.name.endswith(".png")
