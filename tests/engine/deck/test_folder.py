from pathlib import Path

import pytest

from engine.deck.folder import deck_files


def _write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("## N\n\nA.\n")


def _found(root: Path) -> tuple[list[str], list[str]]:
    files, findings = deck_files(root)
    return [path.relative_to(root).as_posix() for path in files], [str(one) for one in findings]


def test_every_markdown_file_can_be_a_deck_sorted_by_path(tmp_path: Path) -> None:
    _write(tmp_path, "b.md", "systems/fraud.md", "a.md", "systems/deep/er.md", "B.MD", "x.txt")
    assert _found(tmp_path) == (
        ["B.MD", "a.md", "b.md", "systems/deep/er.md", "systems/fraud.md"],
        [],
    )


def test_readmes_problems_and_hidden_things_are_none(tmp_path: Path) -> None:
    _write(
        tmp_path, "README.md", "a/readme.md", "problems/p.md", "problems/x/q.md", ".obsidian/a.md"
    )
    _write(tmp_path, ".hidden.md", "systems/problems/is-a-deck.md")
    assert _found(tmp_path) == (["systems/problems/is-a-deck.md"], [])


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "outside.md", "decks/a.md", "elsewhere/b.md")
    (tmp_path / "decks/out.md").symlink_to(tmp_path / "outside.md")
    (tmp_path / "decks/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "decks/nowhere.md").symlink_to(tmp_path / "missing.md")
    (tmp_path / "decks/loop.md").symlink_to(tmp_path / "decks/loop.md")
    files, findings = _found(tmp_path / "decks")
    assert files == ["a.md"]
    assert [finding.split(": ", 2)[0] for finding in findings] == [
        "folder:1:1",
        "loop.md:1:1",
        "nowhere.md:1:1",
        "out.md:1:1",
    ]
    assert "this link leaves the folder" in findings[3]


def test_a_link_within_the_folder_is_not_read_twice(tmp_path: Path) -> None:
    _write(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("a.md")
    files, findings = _found(tmp_path)
    assert files == ["a.md"]
    assert findings[0].startswith("b.md:1:1: error: this link leads to another file of this folder")


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "real/a.md")
    (tmp_path / "decks").symlink_to(tmp_path / "real")
    assert _found(tmp_path / "decks") == (["a.md"], [])


def test_a_folder_that_is_missing_is_reported(tmp_path: Path) -> None:
    files, findings = deck_files(tmp_path / "none")
    assert files == ()
    assert "cannot be read" in findings[0].message


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    try:
        (tmp_path / "bad\udcff.md").write_text("x")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system keeps names in UTF-8")
    files, findings = deck_files(tmp_path)
    assert files == ()
    assert findings[0].message == "the name of this file is not UTF-8: rename it"
    assert findings[0].file.isprintable()
