import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.state import Rating
from engine.quiz.attempt import Attempt, Form, Verdict
from engine.quiz.numeric import NUMERIC
from tests.engine.quiz.notes import note


def answered(body: str, typed: str) -> Attempt:
    parsed = NUMERIC.parse(note("numeric", body))
    assert parsed.findings == ()
    return NUMERIC.answer(NUMERIC.start(parsed.spec, 1), typed)


def judged(body: str, typed: str) -> tuple[Verdict, str | None]:
    check = answered(body, typed).check
    return check.verdict, check.diagnosis


@pytest.mark.parametrize(
    "typed",
    [
        *("1000", "1,000", "1 000", "1_000", "1'000", "1000.0", "1e3", "1E+3", "10^3", "10³"),
        *("1×10^3", "1.0 · 10³", "1.0*10**3", "2000/2", "10*(50+50)", "~1000", "≈ 1,000.", "+1000"),
        *("1k", "1 K", "0.001 M", "1000,0", r"1 \times 10^{3}", "$10^3$", "= 1000", "1x10^3"),
    ],
)
def test_a_number_may_be_written_in_many_ways(typed: str) -> None:
    attempt = answered("answer: 1000", typed)
    assert attempt.check.verdict is Verdict.RIGHT
    assert attempt.proposed is Rating.GOOD


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("answer: 0.368\ntolerance: 1%", "36.8 %"),
        ("answer: 0.368\ntolerance: 1%", "1/e"),
        ("answer: 0.25", "1/4"),
        ("answer: 1/3", "0.333"),
        ("answer: 36.8\nunit: %", "36.8"),
        ("answer: 36.8\nunit: %", "36.8%"),
        ("answer: 36.8\nunit: %", "0.368"),
        ("answer: 5\nunit: ms", "5 ms"),
        ("answer: 5\nunit: ms", "5msec"),
        ("answer: 5\nunit: ms", "0.005 s"),
        ("answer: 5\nunit: ms", "5,000 µs"),
        ("answer: 2\nunit: min", "120 seconds"),
        ("answer: 18\nunit: months", "1.5 years"),
        ("answer: 112\nunit: GB\ntolerance: 2%", "112e9 bytes"),
        ("answer: 112\nunit: GB\ntolerance: 2%", "104.3 GiB"),
        ("answer: 112\nunit: GB\ntolerance: 2%", "896 Gbit"),
        ("answer: 112\nunit: GB\ntolerance: 2%", "112 gb"),
        ("answer: 143\nunit: tokens/s\ntolerance: 2%", "143 tokens per second"),
        ("answer: 2000\nunit: requests/s", "2k rps"),
        ("answer: 125\nunit: times", "125x"),
        ("answer: 40\nunit: million predictions", "40M"),
        ("answer: 40\nunit: million predictions", "40,000,000 predictions"),
        ("answer: 7e9\nunit: parameters", "7B"),
        ("answer: 372\nunit: USD", "$372"),
        ("answer: 372\nunit: USD", "372 dollars"),
        ("answer: 1.2\nunit: $", "$0.0012k"),
        ("answer: 312\nunit: TFLOP/s", "312 TFLOPs"),
        ("answer: -2\ntolerance: 0.01", "−2"),
        ("answer: 0", "0.0"),
        ("answer: 100\nunit: ns\ntolerance: factor 3", "0.25 µs"),
        ("answer: 30\ntolerance: 0\nunit: ms", "0.03 s"),
        ("answer: 1.5 GB", "1.5"),
    ],
)
def test_the_same_quantity_is_right(body: str, typed: str) -> None:
    assert judged(body, typed) == (Verdict.RIGHT, None)


@pytest.mark.parametrize(
    ("body", "typed", "diagnosis"),
    [
        ("answer: -2", "2", "sign"),
        ("answer: 5\nunit: ms", "5 s", "magnitude"),
        ("answer: 5\nunit: ms", "5000", "magnitude"),
        ("answer: 120\nunit: GB", "12", "magnitude"),
        ("answer: 120\nunit: GB", "240", "magnitude"),
        ("answer: 120\nunit: GB", "60", "magnitude"),
        ("answer: 8", "0.125", "reciprocal"),
        ("answer: 5\nunit: ms", "5 GB", "unit"),
        ("answer: 143\nunit: tokens/s", "143 tokens", "unit"),
        ("answer: 2\nunit: min", "120", "unit"),
        ("answer: 2\nunit: min", "2 h", "unit"),
        ("answer: 5\nunit: GB", "5 GiB", "unit"),
        ("answer: 5\nunit: GB", "40", "unit"),
        ("answer: 0.368", "36.8", "unit"),
        ("answer: 36.8\nunit: %", "0.368 %", "unit"),
        ("answer: 12.5", "12.6", "rounding"),
        ("answer: 0.368\ntolerance: 1%", "0.4", "rounding"),
        ("answer: 1023", "1024", "off-by-one"),
        ("answer: 5", "37", None),
    ],
)
def test_a_slip_is_named(body: str, typed: str, diagnosis: str | None) -> None:
    attempt = answered(body, typed)
    assert attempt.check.diagnosis == diagnosis
    assert attempt.check.verdict in {Verdict.WRONG, Verdict.CLOSE}
    assert attempt.proposed is Rating.AGAIN


def test_a_matter_of_rounding_is_close() -> None:
    assert judged("answer: 0.368\ntolerance: 1%", "0.4")[0] is Verdict.CLOSE


def test_without_a_tolerance_the_digits_of_the_answer_say_how_exact() -> None:
    assert judged("answer: 0.368", "0.3679")[0] is Verdict.RIGHT
    assert judged("answer: 0.368", "0.37")[0] is not Verdict.RIGHT
    assert judged("answer: 3", "3.2")[0] is not Verdict.RIGHT


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "foo", "1/0", "0/0", "(1", "1)", "1 2", "--", "9^9^9", "1e999", "nan", "inf"),
        *("5 apples", "5 ms", "__import__('os')", "1;2", "10**10**10**10", "(-1)^0.5", "1,2,3"),
        *(
            "9" * 100_000,
            "(" * 150,
            "-" * 150 + "1e5e5",
            "1" + "^1" * 99 + "a",
            "log 5",
            "5!",
            "ln(",
        ),
    ],
)
def test_what_is_no_number_is_not_judged(typed: str) -> None:
    attempt = answered("answer: 1000", typed)
    assert attempt.check.verdict is Verdict.INVALID
    assert attempt.proposed is None
    assert not attempt.done
    assert attempt.check.message


def test_an_invalid_answer_may_be_followed_by_a_valid_one() -> None:
    attempt = NUMERIC.answer(answered("answer: 1000", "foo"), "1000")
    assert attempt.check.verdict is Verdict.RIGHT
    assert attempt.done


def test_the_message_never_gives_the_answer_away_while_it_is_still_asked() -> None:
    message = answered("answer: 7321\nunit: ms", "foo").check.message
    assert "7321" not in message
    assert "ms" in message


def test_it_wants_one_line_and_knows_what_to_show() -> None:
    attempt = answered("answer: 5\nunit: ms", "6")
    assert attempt.form is Form.LINE
    assert attempt.check.expected == "5 ms"


@pytest.mark.parametrize(
    ("body", "place", "part"),
    [
        ("unit: ms", (5, 1), "no answer"),
        ("answer: five", (5, 9), "no number"),
        ("answer: 5\nanswer: 6", (6, 9), "twice"),
        ("answer: 5\nunti: ms", (6, 1), "no field"),
        ("answer: 5\ntolerance: lots", (6, 12), "no tolerance"),
        ("answer: 5\ntolerance: -1", (6, 12), "no tolerance"),
        ("answer: 5\nunit: m^s!", (6, 7), "no unit"),
        ("answer: 5\nunit:", (6, 6), "empty"),
        ("42", (5, 1), "no field"),
    ],
)
def test_a_faulty_field_is_located(body: str, place: tuple[int, int], part: str) -> None:
    parsed = NUMERIC.parse(note("numeric", body))
    assert parsed.spec is None
    assert (parsed.findings[0].line, parsed.findings[0].column) == place
    assert part in parsed.findings[0].message


@pytest.mark.parametrize(
    "body", ["answer: 0\ntolerance: 5%", "answer: 5\ntolerance: 100%", "answer: 5\ntolerance: 6"]
)
def test_a_tolerance_that_lets_nothing_or_everything_pass_is_warned_of(body: str) -> None:
    block = note("numeric", body)
    (finding,) = NUMERIC.prove(block, NUMERIC.parse(block).spec)
    assert finding.line == 6


def test_the_card_for_anki_shows_unit_and_tolerance_behind() -> None:
    block = note("numeric", "answer: 1,023\ntolerance: 1%\nunit: copies", answer="Because.")
    faces = NUMERIC.faces(block, NUMERIC.parse(block).spec, "")
    assert faces.typed == "1,023"
    assert faces.back == "**1,023 copies** (± 1%)\n\nBecause."


def test_a_number_with_a_point_is_shown_as_it_is_written() -> None:
    block = note("numeric", "answer: 0.15")
    assert NUMERIC.solution(block, NUMERIC.parse(block).spec, "") == "**0.15**"


@given(st.text(), st.text())
def test_no_text_is_too_strange(body: str, typed: str) -> None:
    block = note("numeric", body)
    spec = NUMERIC.parse(block).spec or NUMERIC.parse(note("numeric", "answer: 3\nunit: ms")).spec
    assert NUMERIC.answer(NUMERIC.start(spec, 0), typed).check is not None


@given(st.text("0123456789.,eE+-*/^() kMBG%$msx°²πln", max_size=60))
def test_nothing_that_looks_like_a_number_raises(typed: str) -> None:
    assert answered("answer: 3\nunit: GB", typed).check is not None
    assert NUMERIC.parse(note("numeric", f"answer: {typed}\nunit: {typed}")) is not None


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30),
    st.sampled_from(["", "\nunit: ms", "\nunit: %", "\ntolerance: 1%", "\ntolerance: 0"]),
)
def test_the_answer_as_it_is_written_is_always_right(value: float, rest: str) -> None:
    assert judged(f"answer: {value!r}{rest}", repr(value))[0] is Verdict.RIGHT


@given(st.integers(1, 10**12))
def test_grouping_by_thousands_changes_nothing(value: float) -> None:
    assert judged(f"answer: {value}", f"{value:,}")[0] is Verdict.RIGHT
