"""A second import into a real Anki: what it updates, what it leaves, and what it would refuse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.anki.compose import compose
from engine.anki.export import export, write_package
from engine.anki.names import Family
from engine.anki.note_types import CHANGED, NOTE_TYPES
from engine.anki.stamps import Stamp, next_stamps
from engine.deck.note import Note, NoteId
from tests.engine.anki.notes import basic, choice, cloze, fenced
from tests.oracles.anki_collection import Anki, Imported, opened

NOON = 1_800_000_000


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    with opened(tmp_path / "anki") as anki:
        yield anki


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "collection"
    (root / "decks" / "img").mkdir(parents=True)
    return root


def exported(root: Path, notes: Sequence[Note], now: int = NOON) -> Path:
    return export(notes, root, root / "x.apkg", {note.id: now for note in notes}).path


def test_a_changed_image_of_the_same_name_reaches_its_note(anki: Anki, root: Path) -> None:
    plot = root / "decks" / "img" / "plot.png"
    notes = [basic(id="g1", answer="![](img/plot.png)")]
    stamps: dict[NoteId, Stamp] = {}
    for data in (b"old", b"new"):
        plot.write_bytes(data)
        package = compose(notes, root)
        stamps = next_stamps(stamps, package.fingerprints, NOON)
        mods = {id_: stamp.mod for id_, stamp in stamps.items()}
        anki.take(write_package(package, root / "x.apkg", mods).path)
    name = anki.notes()["g1"]["Back"].partition('src="')[2].partition('"')[0]
    assert anki.media()[name] == b"new"


def test_an_edited_note_is_updated_and_nothing_is_doubled(anki: Anki, root: Path) -> None:
    notes = [basic(id="g1"), basic(id="g2"), cloze("{{c1::a}}", id="g3")]
    anki.take(exported(root, notes))
    ids = sorted(anki.collection.find_cards(""))
    edited = [basic(id="g1", answer="Edited."), notes[1], cloze("{{c1::a}} {{c2::b}}", id="g3")]
    stamps = {note.id: NOON for note in edited} | {NoteId("g1"): NOON + 1, NoteId("g3"): NOON + 1}
    path = export(edited, root, root / "y.apkg", stamps).path
    assert anki.take(path) == Imported(updated=2, duplicate=1)
    assert anki.notes()["g1"]["Back"] == "Edited."
    assert len(anki.notes()) == 3
    assert sorted(anki.cards("g3.cloze")) == [0, 1]
    assert set(ids) < set(anki.collection.find_cards(""))
    assert anki.take(path) == Imported(duplicate=3)


def test_with_an_equal_stamp_anki_keeps_the_old_text(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    assert anki.take(exported(root, [basic(id="g1", answer="Edited.")])) == Imported(duplicate=1)
    assert anki.notes()["g1"]["Back"] == "Its expected error."


def test_reviews_in_anki_survive_an_update(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    scheduler = anki.collection.sched
    anki.collection.decks.select(anki.cards("g1")[0].did)
    card = scheduler.getCard()
    assert card is not None
    scheduler.answerCard(card, 3)
    anki.take(exported(root, [basic(id="g1", answer="Edited.")], NOON + 1))
    assert anki.cards("g1")[0].reps == 1
    assert anki.notes()["g1"]["Back"] == "Edited."


def test_a_note_that_moved_is_updated_but_its_cards_stay(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1", deck="Old")]))
    moved = basic(id="g1", deck="New", answer="Edited.")
    assert anki.take(exported(root, [moved], NOON + 1)) == Imported(updated=1)
    assert anki.deck("g1") == "Old"
    assert anki.notes()["g1"]["Back"] == "Edited."


def test_a_change_of_kind_keeps_the_note_as_long_as_its_type_stays(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    kinds = [
        fenced("typed", "low\n", id="g1"),
        choice(("low",), ("high",), id="g1"),
        basic(id="g1", reversed=True),
    ]
    for later, note in enumerate(kinds, 1):
        assert anki.take(exported(root, [note], NOON + later)) == Imported(updated=1)
    assert sorted(anki.cards("g1")) == [0, 1]


def test_a_note_that_becomes_a_cloze_is_a_new_one(anki: Anki, root: Path) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    after = exported(root, [cloze("{{c1::low}}", id="g1")], NOON + 1)
    assert anki.take(after) == Imported(new=1)
    assert set(anki.notes()) == {"g1", "g1.cloze"}
    assert anki.notes()["g1"]["Back"] == "Its expected error."


def test_a_changed_type_under_one_guid_would_never_be_updated(
    anki: Anki, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.anki.compose.guid", lambda note, family: note)
    anki.take(exported(root, [basic(id="g1")]))
    after = exported(root, [cloze("{{c1::low}}", id="g1")], NOON + 1)
    assert anki.take(after) == Imported(conflicting=1)


def test_a_note_type_with_one_more_field_would_make_every_note_conflicting(
    anki: Anki, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    plain = NOTE_TYPES[Family.PLAIN]
    grown = {Family.PLAIN: replace(plain, fields=(*plain.fields, "More"))}
    monkeypatch.setattr("engine.anki.compose.NOTE_TYPES", grown)
    monkeypatch.setattr("engine.anki.package.NOTE_TYPES", grown)
    edited = [basic(id="g1", answer="Edited."), basic(id="g2")]
    assert anki.take(exported(root, edited, NOON + 1)) == Imported(new=1, conflicting=1)


def test_newer_styling_is_taken_over(
    anki: Anki, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.take(exported(root, [basic(id="g1")]))
    monkeypatch.setattr("engine.anki.package.CSS", ".card { color: red; }")
    monkeypatch.setattr("engine.anki.package.CHANGED", CHANGED + 10)
    assert anki.take(exported(root, [basic(id="g1")])) == Imported(duplicate=1)
    assert "color: red" in anki.cards("g1")[0].question()


def test_a_deck_of_the_same_name_is_the_same_deck(anki: Anki, root: Path) -> None:
    own = anki.collection.decks.id("ML::Ridge")
    anki.take(exported(root, [basic(id="g1", deck="ML::Ridge")]))
    assert anki.cards("g1")[0].did == own


def test_a_card_whose_question_is_gone_stays_until_anki_is_told_to_delete_it(
    anki: Anki, root: Path
) -> None:
    anki.take(
        exported(root, [basic(id="g1", reversed=True), cloze("{{c1::a}} {{c2::b}}", id="g2")])
    )
    after = [basic(id="g1"), cloze("{{c1::a}} b", id="g2")]
    assert anki.take(exported(root, after, NOON + 1)) == Imported(updated=2)
    assert sorted(anki.cards("g1")) == [0, 1]
    assert len(anki.empty_cards()) == 2
