"""Written on one line, an expression still has its value: no bracket that is needed is left out."""

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.maths.formula import inline

HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
VALUES = {
    "a": Fraction(2),
    "b": Fraction(3),
    "c": Fraction(-5),
    "k": Fraction(7, 11),
}  # not d: dx/dy is read as it is


class Expression(NamedTuple):
    latex: str
    value: Fraction
    is_sum: bool = False

    @property
    def factor(self) -> str:
        return f"({self.latex})" if self.is_sum else self.latex


LETTER = st.sampled_from(sorted(VALUES)).map(lambda letter: Expression(letter, VALUES[letter]))
NUMBER = st.integers(1, 12).map(lambda number: Expression(str(number), Fraction(number)))


def added(left: Expression, right: Expression) -> Expression:
    return Expression(f"{left.latex} + {right.factor}", left.value + right.value, is_sum=True)


def subtracted(left: Expression, right: Expression) -> Expression:
    return Expression(f"{left.latex} - {right.factor}", left.value - right.value, is_sum=True)


def multiplied(left: Expression, right: Expression) -> Expression:
    sign = r"\cdot" if right.factor.lstrip("{")[0].isdecimal() else ""
    return Expression(f"{left.factor} {sign} {right.factor}", left.value * right.value)


def divided(left: Expression, right: Expression) -> Expression:
    assume(right.value)
    return Expression(rf"\frac{{{left.latex}}}{{{right.latex}}}", left.value / right.value)


def powered(base: Expression, exponent: int) -> Expression:
    assume(base.value)
    return Expression(f"{{{base.latex}}}^{{{exponent}}}", base.value**exponent)


EXPRESSION = st.recursive(
    st.one_of(LETTER, NUMBER),
    lambda inner: st.one_of(
        st.builds(added, inner, inner),
        st.builds(subtracted, inner, inner),
        st.builds(multiplied, inner, inner),
        st.builds(divided, inner, inner),
        st.builds(powered, inner, st.integers(min_value=-3, max_value=3)),
    ),
    max_leaves=8,
)


def read_back(line: str) -> Fraction:
    """Give the value of a line as it is read: side by side is multiplied, after what is written out."""
    tokens = re.findall(r"\d+|[a-z]|\S", line)
    text = ""
    for before, token in zip(["(", *tokens], tokens, strict=False):
        if re.match(r"[\w)]", before) and re.match(r"[\w(]", token):
            text += "*"
        text += {"^": "**"}.get(token, f"Fraction({token})" if token.isdecimal() else token)
    return Fraction(eval(text, {"Fraction": Fraction}, dict(VALUES)))  # noqa: S307  # our own tokens


@settings(deadline=None)
@given(EXPRESSION)
def test_the_value_on_one_line_is_the_value_of_the_formula(expression: Expression) -> None:
    assert read_back(inline(expression.latex, ascii=True)) == expression.value


@settings(deadline=None)
@given(EXPRESSION)
def test_so_it_is_in_unicode(expression: Expression) -> None:
    line = inline(expression.latex)
    for half, parts in HALVES.items():
        line = line.replace(half, f"({parts})")
    line = re.sub(
        "[⁰¹²³⁴-⁹⁻]+", lambda small: f"^({unicodedata.normalize('NFKC', small[0])})", line
    )
    assert read_back(line.replace("−", "-").replace("·", "*")) == expression.value
