"""What holds for every text."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.maths.formula import display, inline, problems
from engine.maths.formula.accents import ACCENTS
from engine.maths.formula.cells import cells
from engine.maths.formula.macros import MACROS
from engine.maths.formula.symbols import COMMANDS

COMMAND = st.sampled_from(
    [f"\\{name}" for name in [*COMMANDS, *MACROS, *ACCENTS, "right", "over", "end"]]
)
ENVIRONMENT = st.sampled_from(
    [r"\begin{cases}", r"\end{cases}", r"\begin{bmatrix}", r"\end{bmatrix}"]
)
PIECE = st.one_of(
    COMMAND,
    ENVIRONMENT,
    st.sampled_from([*"{}()[]|^_&'$+-=.,/!x12~ ", r"\\", r"\left(", r"\right)"]),
    st.text(),
)
LATEX = st.lists(PIECE, max_size=40).map("".join)
WIDTH = st.integers(min_value=8, max_value=120)

WELL_FORMED = st.recursive(
    st.sampled_from(["x", "y_i", r"\alpha", "12", r"\text{if }", r"\hat{y}", r"\mathbb{R}", "w'"]),
    lambda inner: st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\sqrt[{}]{{{}}}".format, inner, inner),
        st.builds(r"\sum_{{{}}}^{{{}}} {}".format, inner, inner, inner),
        st.builds(r"\left({}\right)^{{{}}}".format, inner, inner),
        st.builds(r"{{{}}}_{{{}}}".format, inner, inner),
        st.builds(r"\begin{{bmatrix}}{} & {}\\{} & 1\end{{bmatrix}}".format, inner, inner, inner),
        st.builds(r"\begin{{cases}}{} & {}\\{} & 1\end{{cases}}".format, inner, inner, inner),
        st.builds(r"\underbrace{{{}}}_{{{}}}".format, inner, inner),
        st.builds(r"\overline{{{}}}".format, inner),
        st.builds(r"{} + {}".format, inner, inner),
        st.builds(r"{} = -{}".format, inner, inner),
        st.builds(r"{} {}".format, inner, inner),
    ),
    max_leaves=12,
)


def is_printable(text: str) -> bool:
    return not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in text)


@settings(deadline=None)
@given(st.one_of(LATEX, st.text(), WELL_FORMED), WIDTH, st.booleans())
def test_all_rows_have_one_width_and_fit(latex: str, width: int, plain: bool) -> None:
    rows = display(latex, width=width, ascii=plain)
    assert rows
    assert len({cells(row) for row in rows}) == 1
    assert cells(rows[0]) <= width


@settings(deadline=None)
@given(st.one_of(LATEX, st.text(), WELL_FORMED))
def test_no_control_character_comes_out(latex: str) -> None:
    assert all(map(is_printable, [*display(latex), inline(latex)]))


@settings(deadline=None)
@given(st.one_of(LATEX, st.text(), WELL_FORMED))
def test_ascii_is_ascii(latex: str) -> None:
    assert "".join([*display(latex, ascii=True), inline(latex, ascii=True)]).isascii()


@settings(deadline=None)
@given(st.one_of(LATEX, st.text(), WELL_FORMED))
def test_a_line_is_one_line_in_nfc(latex: str) -> None:
    line = inline(latex)
    assert line.splitlines() in ([], [line])
    assert unicodedata.is_normalized("NFC", line)


@settings(deadline=None)
@given(st.one_of(LATEX, st.text()))
def test_faults_lie_in_the_source(latex: str) -> None:
    assert all(0 <= fault.offset <= len(latex) and fault.message for fault in problems(latex))


@settings(deadline=None)
@given(WELL_FORMED)
def test_a_well_formed_formula_has_no_faults(latex: str) -> None:
    assert problems(latex) == ()


@settings(deadline=None)
@given(st.sampled_from(sorted(COMMANDS)))
def test_every_sign_is_known_and_drawn(name: str) -> None:
    assert problems(f"\\{name}") == ()
    assert inline(f"x \\{name} y").strip()
