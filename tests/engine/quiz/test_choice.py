import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.state import Rating
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.choice import CHOICE
from tests.engine.quiz.notes import note

NORMS = (("**L1** norm", True), ("L2 $x^2$", False), ("`hinge`", True), ("D", False))


def started(options: tuple[tuple[str, bool], ...] = NORMS, seed: int = 3) -> Attempt:
    return CHOICE.start(CHOICE.parse(note("choice", options=options)).spec, seed)


def check(given_: str, options: tuple[tuple[str, bool], ...] = NORMS, seed: int = 3) -> Check:
    return CHOICE.answer(started(options, seed), given_).check


def test_options_are_shuffled_by_the_seed_alone() -> None:
    orders = {started(seed=seed).options for seed in range(40)}
    assert len(orders) > 10
    assert started(seed=5).options == started(seed=5).options
    assert all(sorted(order) == sorted(text for text, _ in NORMS) for order in orders)


def test_it_says_whether_several_are_right() -> None:
    assert started().form is Form.PICK
    assert started().several
    assert not started((("a", True), ("b", False))).several


@pytest.mark.parametrize(
    "given_", ["L1 norm\nhinge", "**L1** norm\n`hinge`", "hinge\nl1 NORM", "  L1   norm \n\nhinge"]
)
def test_options_are_named_by_text_or_by_source(given_: str) -> None:
    attempt = CHOICE.answer(started(), given_)
    assert attempt.check.verdict is Verdict.RIGHT
    assert attempt.proposed is Rating.GOOD


def letter(attempt: Attempt, text: str) -> str:
    return "ABCD"[attempt.options.index(text)]


@pytest.mark.parametrize("form", ["{} {}", "{},{}", "{}{}", "{}) {})"])
def test_options_are_named_by_the_letters_shown(form: str) -> None:
    attempt = started((*NORMS[:3], ("Dropout", False)))
    given_ = form.format(letter(attempt, "`hinge`"), letter(attempt, "**L1** norm"))
    for line in (given_, given_.lower()):
        assert CHOICE.answer(attempt, line).check.verdict is Verdict.RIGHT


def test_an_option_whose_text_is_a_letter_is_meant_by_that_letter() -> None:
    options = (("B", True), ("A", False))
    for seed in range(5):
        assert check("B", options, seed).verdict is Verdict.RIGHT


def test_what_was_missed_and_what_was_wrong_is_named() -> None:
    missed = check("L1 norm")
    assert (missed.verdict, missed.diagnosis) == (Verdict.WRONG, "missed")
    assert missed.message == "Missed: “hinge”."
    extra = check("L1 norm\nhinge\nD")
    assert (extra.diagnosis, extra.message) == ("extra", "Not right: “D”.")
    assert check("D").diagnosis == "wrong"
    assert check("D").expected == "L1 norm\nhinge"


def test_one_of_one_is_picked() -> None:
    options = (("yes", True), ("no", False))
    attempt = CHOICE.answer(started(options), "yes\nno")
    assert attempt.check.verdict is Verdict.INVALID
    assert check("no", options).message == "Not right: “no”. Right: “yes”."


@pytest.mark.parametrize("given_", ["", "\n", "something else", "a z", "AA", "L1 norm\nnothing"])
def test_what_names_no_option_is_not_judged(given_: str) -> None:
    attempt = CHOICE.answer(started(), given_)
    assert attempt.check.verdict is Verdict.INVALID
    assert not attempt.done


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ((("a", True),), "at least two"),
        ((("a", False), ("b", False)), "no option is right"),
        ((("a", True), ("a", False)), "twice"),
        ((("*a*", True), ("a", False)), "twice"),
        ((("", True), ("a", False)), "empty"),
    ],
)
def test_a_faulty_choice_is_an_error(options: tuple[tuple[str, bool], ...], part: str) -> None:
    parsed = CHOICE.parse(note("choice", options=options))
    assert parsed.spec is None
    assert any(part in finding.message for finding in parsed.findings)


def test_a_choice_of_which_all_is_right_is_warned_of() -> None:
    block = note("choice", options=(("a", True), ("b", True)))
    (finding,) = CHOICE.prove(block, CHOICE.parse(block).spec)
    assert finding.level == "warning"


def test_the_card_for_anki_is_lettered_in_one_order_for_ever() -> None:
    block = note("choice", options=NORMS, answer="Because.")
    spec = CHOICE.parse(block).spec
    faces = CHOICE.faces(block, spec, "")
    assert faces == CHOICE.faces(block, spec, "")
    assert faces.front.count("\n\n") == 5
    for text, right in NORMS:
        line = next(line for line in faces.front.split("\n\n") if line.endswith(text))
        assert (f"**{line[:2]}** {text}" in faces.back) is right
    assert faces.back.endswith("Because.")


@given(st.text(), st.integers())
def test_no_answer_is_too_strange(given_: str, seed: int) -> None:
    assert check(given_, seed=seed) is not None


@given(
    st.lists(st.tuples(st.text(min_size=1), st.booleans()), min_size=2, max_size=8), st.integers()
)
def test_the_right_options_are_always_right(options: list[tuple[str, bool]], seed: int) -> None:
    spec = CHOICE.parse(note("choice", options=tuple(options))).spec
    if spec is None:
        return
    attempt = CHOICE.start(spec, seed)
    assert sorted(attempt.options) == sorted(spec.options)
    right = [spec.options[index] for index in spec.right]
    assert CHOICE.answer(attempt, "\n".join(right)).check.verdict is Verdict.RIGHT
