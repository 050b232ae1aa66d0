"""What is wrong with a formula, and where."""

import pytest

from engine.maths.formula import FaultKind, problems

FAULTS = {
    r"a + \foo": (4, FaultKind.UNKNOWN, r"unknown command \foo"),
    r"\begin{foo}a\end{foo}": (0, FaultKind.UNKNOWN, "unknown environment foo"),
    r"\frac{a}{b": (8, FaultKind.UNBALANCED, "this { is never closed"),
    "a } b": (2, FaultKind.UNBALANCED, "this } closes nothing"),
    r"\left( a": (0, FaultKind.UNBALANCED, r"\left without \right after it"),
    r"a \right)": (2, FaultKind.UNBALANCED, r"\right without \left before it"),
    r"\begin{cases} a": (0, FaultKind.UNBALANCED, r"\begin{cases} without \end{cases}"),
    r"\begin{cases} a \end{matrix}": (
        16,
        FaultKind.UNBALANCED,
        r"\begin{cases} is ended by \end{matrix}",
    ),
    r"a \end{cases}": (2, FaultKind.UNBALANCED, r"\end without \begin before it"),
    r"x + \frac{1}": (4, FaultKind.ARGUMENT, r"\frac lacks what it applies to"),
    "x^": (1, FaultKind.ARGUMENT, "^ lacks what it applies to"),
    r"\left x \right)": (6, FaultKind.ARGUMENT, r"x is no bracket for \left"),
    "x^a^b": (3, FaultKind.SCRIPT, "a second ^: say with { } which is meant"),
    r"\frac{a & b}{c}": (8, FaultKind.MISPLACED, "& cannot stand here"),
    r"\text{a $x^$}": (10, FaultKind.ARGUMENT, "^ lacks what it applies to"),
}


@pytest.mark.parametrize("latex", FAULTS)
def test_a_fault_is_named_with_its_place(latex: str) -> None:
    (fault,) = problems(latex)
    assert (fault.offset, fault.kind, fault.message) == FAULTS[latex]


@pytest.mark.parametrize(
    "latex", [r"\frac{a}{b}", "", "x", r"\text{100\%}", r"]0, 1]", r"\left. x \right|", "~x"]
)
def test_nothing_is_wrong_with_good_formulas(latex: str) -> None:
    assert problems(latex) == ()


def test_all_unknown_commands_are_named() -> None:
    assert [fault.offset for fault in problems(r"\foo + \alpha + \bar x + \baz")] == [0, 25]


def test_only_an_unknown_command_does_not_show_the_source() -> None:
    assert [fault.shows_source for fault in problems(r"\foo \frac{1}")] == [False, True]


def test_too_deep_and_too_long_are_faults() -> None:
    assert problems("{" * 40 + "}" * 40)[0].kind is FaultKind.DEEP
    assert problems("(" * 40 + ")" * 40)[0].kind is FaultKind.DEEP
    assert problems("x" * 10_001)[0].kind is FaultKind.LONG
