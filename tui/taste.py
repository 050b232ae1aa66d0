"""The first thing a new learner sees: a derivation with one false line, to be caught.

It is what Redrill is about, in ten seconds: an answer is checked, and what is wrong with it is said.
"""

from typing import Final

from tui.lines import ACCENT, DIM, Line, wrapped

GIVEN: Final = "Logistic regression, p = σ(Xw): L = −(1/n) ∑ᵢ [yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)]"
SHAPES: Final = "X: n×d   w: d   y: n in {0, 1}   z = Xw"
LINES: Final = (
    "∂L/∂p = (p − y) / (n p(1 − p))",
    "∂p/∂z = p(1 − p)",
    "∂L/∂z = (p − y) / n",
    "∇L(w) = X(p − y) / n",
)
FALSE: Final = 4
WRONG: Final = "shape: X is n×d and p − y is n×1, so X(p − y) does not exist. Xᵀ(p − y)/n would be d×1, as w is."
RIGHT: Final = {
    1: "This line holds: it is the derivative of the loss, entry by entry.",
    2: "This line holds: σ′ = σ(1 − σ).",
    3: "This line holds: the p(1 − p) of the two lines above cancels.",
}


def lines(picked: int | None, width: int) -> list[Line]:
    """The derivation, and once a line was picked what is true of it."""
    shown: list[Line] = [
        *wrapped([(GIVEN, "")], width),
        [(SHAPES, DIM)],
        [],
    ]
    for number, text in enumerate(LINES, 1):
        mark: Line = [("  ", "")]
        if picked == number:
            mark = [("✗ ", "$bad")] if number == FALSE else [("✓ ", "$good")]
        shown.append([(f"{number} ", ACCENT), *mark, (text, "")])
    shown.append([])
    if picked is None:
        shown.append([("One of these lines is false. Press its number.", "bold")])
    elif picked == FALSE:
        shown += wrapped([("Caught. ", "bold"), (WRONG, "")], width)
        shown.append([("Redrill checks answers, and says what is wrong with them.", DIM)])
    else:
        shown += wrapped([(RIGHT[picked], ""), (" Look again.", "bold")], width)
    return [*shown, [], [("─" * 3, "$faint")], []]
