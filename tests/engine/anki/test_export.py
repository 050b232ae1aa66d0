import json
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from engine.anki.compose import compose
from engine.anki.export import ONE_WAY, Exported, export
from engine.deck.note import Note
from engine.errors import EnvironmentFault, UsageError
from tests.engine.anki.notes import basic, choice, cloze, fenced

NOTES = [
    basic(id="g0000001", reversed=True, source="ESL 3.4", tags=("l1",), week=2),
    cloze("The {{c1::bias}} and the {{c3::variance}}", id="g0000002", deck="ML::Linear"),
    fenced("typed", "ridge\nTikhonov\n", id="g0000003", answer="Because."),
    choice(("yes",), ("no",), id="g0000004"),
]


def write(folder: Path, notes: list[Note], name: str = "x.apkg") -> Exported:
    return export(notes, folder, folder / name, {note.id: 1_800_000_000 for note in notes})


def fields(folder: Path, note: Note) -> tuple[str, ...]:
    (made,) = compose([note], folder).notes
    return made.fields


def test_it_says_what_was_written(tmp_path: Path) -> None:
    done = write(tmp_path, NOTES)
    assert done == Exported(tmp_path / "x.apkg", notes=4, cards=6, media=0)


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "a.png").write_bytes(b"a")
    notes = [*NOTES, basic(id="g0000005", answer="![](a.png)")]
    first, second = (write(tmp_path, notes, name) for name in ("a.apkg", "b.apkg"))
    assert first.path.read_bytes() == second.path.read_bytes()


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.engine.anki.test_export import *;"
        "write(Path(sys.argv[1]), NOTES, 'other.apkg')"
    )
    here = Path(__file__).parents[3]
    write(tmp_path, NOTES)
    subprocess.run([sys.executable, "-c", code, tmp_path], cwd=here, check=True)
    assert (tmp_path / "other.apkg").read_bytes() == (tmp_path / "x.apkg").read_bytes()


def test_the_package_is_a_plain_zip_with_fixed_times(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, NOTES).path) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert json.loads(archive.read("media")) == {}


def test_fields_are_as_many_as_their_type_has(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, NOTES).path) as archive:
        archive.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    rows = connection.execute("SELECT guid, mod, flds FROM notes ORDER BY guid").fetchall()
    connection.close()
    assert [(guid, mod, len(text.split("\x1f"))) for guid, mod, text in rows] == [
        ("g0000001", 1_800_000_000, 6),
        ("g0000002.cloze", 1_800_000_000, 3),
        ("g0000003", 1_800_000_000, 6),
        ("g0000004", 1_800_000_000, 6),
    ]


def test_the_explanation_stands_apart_from_the_answer(tmp_path: Path) -> None:
    _, back, _, typed, extra, _ = fields(tmp_path, NOTES[2])
    assert typed == "ridge"
    assert "Tikhonov" in back
    assert "Because" not in back
    assert extra == "Because."


def test_a_reversed_note_says_so_in_its_own_field(tmp_path: Path) -> None:
    assert fields(tmp_path, NOTES[0])[2] == "y"
    assert fields(tmp_path, replace(NOTES[0], reversed=False))[2] == ""


def test_a_source_on_the_web_is_a_link(tmp_path: Path) -> None:
    link = fields(tmp_path, basic(source="https://x.y/?a=1&b=2"))[-1]
    assert link == '<a href="https://x.y/?a=1&amp;b=2">https://x.y/?a=1&amp;b=2</a>'
    assert fields(tmp_path, basic(source="<ESL>, 3.4"))[-1] == "&lt;ESL&gt;, 3.4"


def test_a_side_with_nothing_to_show_is_not_empty(tmp_path: Path) -> None:
    assert fields(tmp_path, basic(prompt="<!-- later -->"))[0] == "…"


def test_what_cannot_be_exported_is_left_out_and_named(tmp_path: Path) -> None:
    notes = [basic(id="g1", answer=" "), basic(id="g2", kind="nonsense"), basic(), basic()]
    notes.append(basic(id="g3", faulty=True))
    done = write(tmp_path, notes)
    assert done.notes == 1
    assert len(done.warnings) == 4
    assert done.warnings[0].startswith("ml.md:3: not exported: the answer is empty")


def test_an_image_that_stays_behind_is_named(tmp_path: Path) -> None:
    done = write(tmp_path, [basic(answer="![a plot](../../x.png)")])
    assert done.warnings[0].startswith("ml.md:3: image ../../x.png (a plot) is not exported: ")


def test_a_fingerprint_changes_with_what_is_exported_and_nothing_else(tmp_path: Path) -> None:
    def print_(note: Note) -> str:
        return compose([note], tmp_path).fingerprints[note.id]

    same = [basic(line=9), basic(stamped=False), basic(content_hash="x"), basic(after=("g1",))]
    other = [
        basic(prompt="?"),
        basic(answer="!"),
        basic(tags=("t",)),
        basic(deck="D"),
        basic(source="s"),
        basic(reversed=True),
        cloze("{{c1::x}}"),
    ]
    assert {print_(note) for note in same} == {print_(basic())}
    assert len({print_(note) for note in [basic(), *other]}) == 8


def test_a_fingerprint_changes_with_the_bytes_of_an_image(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    note = basic(answer="![](a.png)")
    prints = set()
    for data in (b"a", b"b"):
        (tmp_path / "decks" / "a.png").write_bytes(data)
        prints.add(compose([note], tmp_path).fingerprints[note.id])
    assert len(prints) == 2


def test_a_cancelled_export_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "x.apkg"
    target.write_bytes(b"old")

    class Cancelled(Exception):
        pass

    for stop in range(7):
        calls = iter(range(100))

        def progress(done: int, total: int) -> None:
            if next(calls) == stop:  # noqa: B023
                raise Cancelled

        with pytest.raises(Cancelled):
            export(NOTES, tmp_path, target, {note.id: 1 for note in NOTES}, progress)
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_cannot_be_written_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "x.apkg"
    target.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentFault, match="No space left"):
        write(tmp_path, NOTES)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        export(NOTES, tmp_path, tmp_path, {})


def test_the_folder_of_the_target_is_made(tmp_path: Path) -> None:
    assert write(tmp_path, NOTES, "exports/new/x.apkg").path.is_file()


def test_genanki_is_loaded_by_an_export_only() -> None:
    code = (
        "import sys, engine.anki.export; print('genanki' in sys.modules, 'pygments' in sys.modules)"
    )
    here = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=here, check=True, capture_output=True, text=True
    )
    assert run.stdout == "False False\n"


def test_reviews_in_anki_are_said_to_stay_there() -> None:
    assert "do not come back" in ONE_WAY
