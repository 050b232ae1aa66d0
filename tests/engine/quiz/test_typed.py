import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.state import Rating
from engine.quiz.attempt import Attempt, Change, Form, Verdict
from engine.quiz.typed import TYPED
from tests.engine.quiz.notes import note


def answered(body: str, given_: str) -> Attempt:
    spec = TYPED.parse(note("typed", body)).spec
    return TYPED.answer(TYPED.start(spec, 1), given_)


def verdict(body: str, given_: str) -> Verdict:
    return answered(body, given_).check.verdict


def test_it_wants_one_line() -> None:
    attempt = TYPED.start(TYPED.parse(note("typed", "lasso")).spec, 1)
    assert attempt.form is Form.LINE
    assert attempt.checked
    assert not attempt.done


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("lasso", "  LASSO  "),
        ("lasso", "The lasso."),
        ("lasso", "“lasso”"),
        ("naïve Bayes", "naive  bayes"),
        ("naive Bayes", "naïve Bayes"),
        ("café", "cafe\u0301"),
        ("read your writes", "read-your-writes"),
        ("read-your-writes", "Read–your–writes!".rstrip("!")),
        ("dropout", "drop-out"),
        ("O(n log n)", "o(n\u00a0log n)"),
        ("O(n log n)", "O( nlogn )"),
        ("O(n log n)", "$O(n log n)$"),
        ("n^2", "n²"),
        ("n^2", "n**2"),
        ("λ", "lambda"),
        (r"\lambda", "λ"),
        ("1 - ρ", "1−rho"),
        ("L1", "L₁"),
        ("don't", "don’t"),
        ("a <= b", "a ≤ b"),
        ("key: value", "key: value"),
    ],
)
def test_form_makes_no_difference(accepted: str, typed: str) -> None:
    attempt = answered(accepted, typed)
    assert attempt.check.verdict is Verdict.RIGHT
    assert attempt.proposed is Rating.GOOD
    assert attempt.done


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("O(n log n)", "O(log n)"),
        ("O(n log n)", "O(n)"),
        ("O(n^2)", "O(n)"),
        ("O(n^2)", "O(n2)"),
        ("n!", "n"),
        ("ŷ", "y"),
        ("x - y", "x y"),
        ("10 20", "1020"),
        ("C++", "C"),
        ("L1", "L2"),
        ("precision", "recall"),
        ("overfitting", "underfitting"),
    ],
)
def test_content_makes_a_difference(accepted: str, typed: str) -> None:
    attempt = answered(accepted, typed)
    assert attempt.check.verdict in {Verdict.CLOSE, Verdict.WRONG}
    assert attempt.proposed is Rating.AGAIN
    assert attempt.done


def test_any_of_the_accepted_answers_is_right() -> None:
    for typed in ("patience", "early-stopping patience"):
        assert verdict("patience\nearly stopping patience", typed) is Verdict.RIGHT


def test_a_near_miss_is_shown_against_the_closest_answer() -> None:
    check = answered("monotonic reads\nread your writes", "read your write").check
    assert check.verdict is Verdict.CLOSE
    assert check.expected == "read your writes"
    assert [(piece.change, piece.text) for piece in check.difference] == [
        (Change.SAME, "read your write"),
        (Change.MISSING, "s"),
    ]


def test_something_else_is_wrong_and_not_close() -> None:
    check = answered("elastic net", "random forest").check
    assert check.verdict is Verdict.WRONG
    assert check.difference == ()


def test_two_short_names_are_never_close() -> None:
    assert verdict("L1", "L2") is Verdict.WRONG


def test_exact_lets_case_count() -> None:
    body = "exact: true\nnp.einsum"
    assert verdict(body, "np.einsum") is Verdict.RIGHT
    check = answered(body, "NP.einsum").check
    assert (check.verdict, check.diagnosis) == (Verdict.CLOSE, "case")
    assert check.difference[0].text == "NP"


def test_a_blank_answer_is_not_judged() -> None:
    for typed in ("", "   ", "?"):
        attempt = answered("lasso", typed)
        assert attempt.check.verdict is Verdict.INVALID
        assert attempt.proposed is None
        assert not attempt.done


def test_an_answer_after_the_last_changes_nothing() -> None:
    attempt = answered("lasso", "ridge")
    assert TYPED.answer(attempt, "lasso") is attempt


def test_an_empty_block_is_an_error_at_its_first_line() -> None:
    parsed = TYPED.parse(note("typed", "\n"))
    assert parsed.spec is None
    assert str(parsed.findings[0]).startswith("deck.md:5:1: error: there is no accepted answer")


def test_exact_is_true_or_false() -> None:
    (finding,) = TYPED.parse(note("typed", "exact: maybe\nfoo")).findings
    assert (finding.line, finding.column) == (5, 8)


def test_the_linter_hears_of_an_answer_that_stands_there_twice() -> None:
    block = note("typed", "lasso\nridge\nlasso")
    (finding,) = TYPED.prove(block, TYPED.parse(block).spec)
    assert (finding.line, finding.level) == (7, "warning")


def test_the_card_for_anki_types_the_first_answer_and_names_the_others_behind() -> None:
    block = note("typed", "min_split_loss\ngamma", answer="Because.")
    faces = TYPED.faces(block, TYPED.parse(block).spec, "")
    assert faces.typed == "min_split_loss"
    assert faces.back == "**min\\_split\\_loss**\n\nalso: gamma\n\nBecause."


@given(st.text(), st.text(min_size=1))
def test_no_text_is_too_strange(body: str, typed: str) -> None:
    spec = TYPED.parse(note("typed", body)).spec
    if spec is not None:
        TYPED.prove(note("typed", body), spec)
        assert TYPED.answer(TYPED.start(spec, 0), typed).check is not None


@given(st.text(min_size=1, max_size=300))
def test_the_accepted_answer_is_always_right(body: str) -> None:
    spec = TYPED.parse(note("typed", body)).spec
    for text in spec.answers if spec else ():
        if spec.form(text):
            assert TYPED.answer(TYPED.start(spec, 0), text).check.verdict is Verdict.RIGHT


@given(st.text("abcAB -.é", min_size=8, max_size=30), st.text("abcAB -.é", max_size=30))
def test_a_difference_spells_both_answers(accepted: str, typed: str) -> None:
    check = answered(f"x{accepted}x", typed).check
    same = [piece for piece in check.difference if piece.change is not Change.EXTRA]
    if check.difference:
        assert "".join(piece.text for piece in same) == check.expected


def test_a_huge_answer_is_refused_at_once() -> None:
    assert verdict("lasso", "lasso " * 100_000) is Verdict.INVALID
