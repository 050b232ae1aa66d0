from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deck.identity import Bound, bound, match
from engine.deck.note import Note, NoteId
from tests.engine.deck.reading import read
from tests.engine.deck.strategies import sentences

RIDGE = "## What does ridge add?\n\nThe squared length of the weights, times lambda.\n\n"
LASSO = "## What does the lasso add?\n\nThe sum of absolute weights, times lambda.\n\n"
QUORUM = "## When do two quorums meet?\n\nWhen each holds more than half of the replicas.\n\n"


def _notes(text: str, file: str = "deck.md") -> tuple[Note, ...]:
    return read(text, file).notes


def _lost(text: str, file: str = "deck.md") -> list[Bound]:
    return [bound(note) for note in _notes(text, file)]


def _found(
    old: str, new: str, file: str = "deck.md", new_file: str = "deck.md"
) -> list[tuple[str, str]]:
    lost = {one.id: one.prompt for one in _lost(old, file)}
    matches = match(_notes(new, new_file), list(_lost(old, file)))
    return [(lost[one.id], one.why) for one in matches]


def test_the_same_content_is_the_same_note_in_any_file() -> None:
    found = _found(RIDGE + QUORUM, QUORUM, new_file="systems.md")
    assert found == [("When do two quorums meet?", "same content")]


def test_an_edited_answer_keeps_the_note() -> None:
    edited = RIDGE.replace("The squared length", "A penalty: the sum of squares")
    assert _found(RIDGE + LASSO, edited) == [("What does ridge add?", "same prompt")]


def test_an_edited_heading_keeps_the_note() -> None:
    edited = RIDGE.replace("What does ridge add?", "Name the penalty that Tikhonov used")
    assert _found(RIDGE + LASSO, edited) == [("What does ridge add?", "same answer")]


def test_an_edit_of_both_keeps_the_note() -> None:
    edited = RIDGE.replace("add?", "add to the loss?").replace("times lambda", "times λ")
    assert _found(RIDGE + QUORUM, edited) == [("What does ridge add?", "similar")]


def test_a_note_edited_a_little_and_moved_is_found_in_the_other_file() -> None:
    edited = QUORUM.replace("replicas", "nodes").replace("When do", "When must")
    assert _found(RIDGE + QUORUM, edited, new_file="other.md") == [
        ("When do two quorums meet?", "similar")
    ]


def test_a_note_rewritten_and_moved_is_a_new_one() -> None:
    edited = "## What is a quorum for?\n\nSo that reads see the last write.\n"
    assert _found(QUORUM, edited, new_file="other.md") == []


def test_an_edited_fence_keeps_the_note() -> None:
    old = "## Which?\n\n```typed\nL1 norm\n```\n"
    assert _found(old, old.replace("L1", "L2")) == [("Which?", "same prompt")]


def test_a_short_answer_alone_is_no_reason() -> None:
    assert _found("## Is ridge convex?\n\nYes.\n", "## Does Raft need clocks?\n\nYes.\n") == []


def test_the_likelier_of_two_candidates_is_taken_first() -> None:
    old = "## Term\n\nThe bias of the estimator.\n\n## Term\n\nThe variance of the estimator.\n"
    new = "## Term\n\nThe variance of an estimator.\n\n## Term\n\nThe bias of an estimator.\n"
    lost = _lost(old)
    matches = match(_notes(new), lost)
    assert [one.id for one in matches] == [lost[1].id, lost[0].id]


def test_between_equals_the_nearer_is_taken_and_none_if_they_are_as_near() -> None:
    (note,) = _notes("# Prose\n\n## N\n\nSome longer answer here.\n")
    near = replace(bound(note), id=NoteId("g0000000"), line=4)
    far = replace(near, id=NoteId("h0000000"), line=9)
    assert [one.id for one in match([note], [far, near])] == ["g0000000"]
    as_near = replace(near, id=NoteId("h0000000"), line=2)
    assert match([note], [near, as_near]) == ()
    unknown = [replace(near, line=0), replace(far, line=0)]
    assert match([note], unknown) == ()


def test_the_same_file_goes_before_another() -> None:
    (note,) = _notes(RIDGE)
    here = replace(bound(note), id=NoteId("g0000000"))
    there = replace(here, id=NoteId("h0000000"), file="other.md")
    assert [one.id for one in match([note], [there, here])] == ["g0000000"]


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_refused_is_not_matched_again(*, turned: bool) -> None:
    (note,), (old, other) = _notes(RIDGE.replace("squared", "square")), _lost(RIDGE + LASSO)
    pair = (old.id, note.id) if turned else (note.id, old.id)
    assert [one.id for one in match([note], [old])] == [old.id]
    assert match([note], [old], frozenset({pair})) == ()
    assert match([note], [old, other], frozenset({pair})) == () or turned is not None


def test_nothing_is_matched_twice() -> None:
    twice = _notes(RIDGE + RIDGE)
    assert len(match(twice, _lost(RIDGE))) <= 1


@given(st.lists(st.tuples(sentences, sentences), min_size=1, max_size=6, unique=True), st.data())
def test_reordering_and_moving_keep_every_note(
    notes: list[tuple[str, str]], data: st.DataObject
) -> None:
    texts = [f"## {heading} {n}\n\n{body} {n}.\n\n" for n, (heading, body) in enumerate(notes)]
    shuffled = data.draw(st.permutations(texts))
    file = data.draw(st.sampled_from(["deck.md", "other.md"]))
    lost = {one.content_hash: one.id for one in _lost("".join(texts))}
    matches = match(_notes("".join(shuffled), file), _lost("".join(texts)))
    assert [one.why for one in matches] == ["same content"] * len(texts)
    assert all(lost[one.note.content_hash] == one.id for one in matches)


@given(st.lists(sentences, min_size=1, max_size=6, unique=True), st.data())
def test_an_answer_edited_beyond_recognition_keeps_every_note(
    headings: list[str], data: st.DataObject
) -> None:
    old = "".join(f"## {heading} {n}\n\nAnswer {n}.\n\n" for n, heading in enumerate(headings))
    order = data.draw(st.permutations(list(enumerate(headings))))
    new = "".join(f"## {heading} {n}\n\n{'zq' * (n + 9)}\n\n" for n, heading in order)
    lost = {one.id: one.prompt for one in _lost(old)}
    matches = match(_notes(new), _lost(old))
    assert len(matches) == len(headings)
    assert all(lost[one.id] == one.note.prompt for one in matches)


def test_two_thousand_edited_notes_find_themselves_again() -> None:
    def deck(edit: str) -> str:
        return "".join(
            f"## Case {n * 7919 % 10007}: what {edit} of term {n * 104729 % 99991}?\n\n"
            f"It {edit} by {n * 31337 % 65537} parts in the {n}th case.\n\n"
            for n in range(2000)
        )

    lost = {one.id: one.line for one in _lost(deck("grows"))}
    matches = match(_notes(deck("shrinks")), _lost(deck("grows")))
    assert len(matches) > 1900
    right = sum(lost[one.id] == one.note.line for one in matches)
    assert right == len(matches)
