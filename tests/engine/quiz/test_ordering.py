import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.state import Rating
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.ordering import ORDERING
from tests.engine.quiz.notes import note

ACCESSES = "- L1 hit\n- main **memory**\n- `NVMe` read\n- disk seek"
RIGHT = ("L1 hit", "main **memory**", "`NVMe` read", "disk seek")


def started(body: str = ACCESSES, seed: int = 7) -> Attempt:
    return ORDERING.start(ORDERING.parse(note("ordering", body)).spec, seed)


def check(given_: str, body: str = ACCESSES) -> Check:
    return ORDERING.answer(started(body), given_).check


def test_items_are_shown_out_of_order_whatever_the_seed() -> None:
    for seed in range(60):
        attempt = started(seed=seed)
        assert attempt.form is Form.ORDER
        assert attempt.options != RIGHT
        assert sorted(attempt.options) == sorted(RIGHT)
    assert started("- a\n- b").options == ("b", "a")


@pytest.mark.parametrize(
    "given_",
    [
        "\n".join(RIGHT),
        "L1 hit\nmain memory\nNVMe read\ndisk seek",
        "l1 HIT\nMain memory\nnvme read\nDisk seek",
    ],
)
def test_items_one_a_line_are_an_answer(given_: str) -> None:
    attempt = ORDERING.answer(started(), given_)
    assert attempt.check.verdict is Verdict.RIGHT
    assert attempt.proposed is Rating.GOOD


def test_numbers_or_letters_of_the_order_shown_are_an_answer() -> None:
    attempt = started()
    places = [attempt.options.index(item) for item in RIGHT]
    numbers = [str(place + 1) for place in places]
    letters = ["ABCD"[place] for place in places]
    for line in (" ".join(numbers), ",".join(numbers), "\n".join(numbers), "".join(letters)):
        assert ORDERING.answer(attempt, line).check.verdict is Verdict.RIGHT


def test_items_that_are_numbers_are_meant_as_items() -> None:
    assert check("1 2 3", "- 1\n- 2\n- 3").verdict is Verdict.RIGHT


def test_the_first_misplaced_item_and_the_longest_run_are_named() -> None:
    judged = check("disk seek\nL1 hit\nmain memory\nNVMe read")
    assert (judged.verdict, judged.diagnosis) == (Verdict.WRONG, "order")
    assert judged.message == (
        "Place 1 holds “disk seek”; “L1 hit” belongs there. 3 of 4 follow each other rightly."
    )
    assert judged.expected == "L1 hit\nmain memory\nNVMe read\ndisk seek"


@pytest.mark.parametrize(
    ("given_", "part"),
    [
        ("", "first"),
        ("L1 hit\nmain memory\nNVMe read", "“disk seek” is missing"),
        ("L1 hit\nL1 hit\nmain memory\nNVMe read", "“L1 hit” is there more than once"),
        ("L1 hit\ntape", "“tape” is none"),
        ("5 1 2 3", "“5” is none"),
        ("1 2 3", "is missing"),
    ],
)
def test_what_is_not_every_item_once_is_not_judged(given_: str, part: str) -> None:
    attempt = ORDERING.answer(started(), given_)
    assert attempt.check.verdict is Verdict.INVALID
    assert part in attempt.check.message
    assert not attempt.done


def test_numbers_in_the_deck_do_not_give_the_order_away() -> None:
    assert sorted(started("1. one\n2. two\n3. three").options) == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("body", "line", "part"),
    [("- a", 5, "two items"), ("- a\n- b\n- a", 7, "twice"), ("- a\n  more\n- b", 6, "one line")],
)
def test_a_faulty_order_is_located(body: str, line: int, part: str) -> None:
    parsed = ORDERING.parse(note("ordering", body))
    assert parsed.spec is None
    assert (parsed.findings[0].line, part in parsed.findings[0].message) == (line, True)


def test_the_card_for_anki_shuffles_in_front_and_numbers_behind() -> None:
    block = note("ordering", ACCESSES)
    faces = ORDERING.faces(block, ORDERING.parse(block).spec, "")
    assert faces.back == "\n".join(f"{n}. {item}" for n, item in enumerate(RIGHT, 1))
    assert "1." not in faces.front
    assert all(f"- {item}" in faces.front for item in RIGHT)


@given(st.text(), st.integers())
def test_no_answer_is_too_strange(given_: str, seed: int) -> None:
    assert ORDERING.answer(started(seed=seed), given_).check is not None


@given(
    st.lists(st.text("abc*` 12", min_size=1).map(str.strip), min_size=2, max_size=9), st.integers()
)
def test_the_right_order_is_always_right(items: list[str], seed: int) -> None:
    spec = ORDERING.parse(note("ordering", "\n".join(f"- {item}" for item in items))).spec
    if spec is None:
        return
    attempt = ORDERING.start(spec, seed)
    assert sorted(attempt.options) == sorted(spec.items)
    assert attempt.options != spec.items
    numbers = " ".join(str(attempt.options.index(item) + 1) for item in spec.items)
    for line in ("\n".join(spec.items), numbers):
        judged = ORDERING.answer(attempt, line).check
        assert judged.verdict is Verdict.RIGHT or (line == numbers and "1" in "".join(items))
