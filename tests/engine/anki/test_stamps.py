from hypothesis import given
from hypothesis import strategies as st

from engine.anki.stamps import consequences, next_stamps
from engine.deck.note import NoteId

A, B, C = NoteId("ga"), NoteId("gb"), NoteId("gc")
PRINTS = st.dictionaries(st.sampled_from([A, B]), st.sampled_from(["plain:d:1", "plain:d:2"]))


def test_a_new_note_is_stamped_now_and_an_unchanged_one_keeps_its_stamp() -> None:
    first = next_stamps({}, {A: "plain:d:1"}, 100)
    assert first == {A: ("plain:d:1", 100)}
    assert next_stamps(first, {A: "plain:d:1", B: "plain:d:9"}, 200) == {
        A: ("plain:d:1", 100),
        B: ("plain:d:9", 200),
    }


def test_a_changed_note_is_stamped_anew_even_within_the_second() -> None:
    assert next_stamps({A: ("x", 100)}, {A: "y"}, 100)[A].mod == 101


def test_a_note_that_is_not_exported_this_time_keeps_its_stamp() -> None:
    assert next_stamps({A: ("x", 100)}, {}, 200) == {A: ("x", 100)}


@given(st.lists(st.tuples(PRINTS, st.integers(0, 10))))
def test_stamps_rise_with_every_change_whatever_the_clock_does(
    exports: list[tuple[dict[NoteId, str], int]],
) -> None:
    stamps: dict[NoteId, tuple[str, int]] = {}
    for prints, now in exports:
        after = next_stamps(stamps, prints, now)
        for note, old in stamps.items():
            changed = prints.get(note, old[0]) != old[0]
            assert (after[note].mod > old[1]) is changed
        stamps = dict(after)


def test_what_anki_will_not_do_is_said() -> None:
    previous = dict.fromkeys((A, B, C), ("plain:d:0,1:x", 1))
    said = consequences(previous, {A: "cloze:d:0:y", B: "plain:e:0,1:x", C: "plain:d:0:y"})
    assert "starts anew" in said[0]
    assert "moved to another deck" in said[1]
    assert "Empty Cards" in said[2]
    assert consequences(previous, {A: "plain:d:0,1:y", B: "plain:d:0,1:x"}) == ()
