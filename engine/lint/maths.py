"""Rules for formulas.

Dollars, braces and environments that close, symbols that are said to mean something.
"""

import re
from collections.abc import Iterator

from engine.lint.subject import Subject
from engine.lint.text import FORMULA, Text, read

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z*]+)\}")
_SIDE = re.compile(r"\\(left|right)(?![A-Za-z])")
_ESCAPED_BRACE = re.compile(r"\\[\\{}]")
_LATEX = re.compile(r"\\[A-Za-z]{2,}|[A-Za-z)}\]][\^_][\w{\\]|\\\(")
_TEXT_COMMAND = re.compile(r"\\(?:text|mathrm|operatorname\*?|mbox|textbf|textit)\s*\{[^{}]*\}")
_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma "
    "tau upsilon phi varphi chi psi omega Lambda Sigma Theta Phi Psi Omega Gamma Delta"
)
_SYMBOL = re.compile(
    rf"\\(?:{'|'.join(_GREEK.split())})(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_CONVENTIONAL = frozenset("deijknpxyzwXYOIEPTLf") | {r"\sigma", r"\pi", r"\theta"}
_FEWEST_SYMBOLS = 2
_NEAR = 60
"""Characters on each side of a dollar that are looked at."""


def unbalanced_maths(subject: Subject) -> Iterator[str]:
    """Formulas that no renderer can show."""
    for formula in (formula for text in _texts(subject) for formula in text.formulas):
        fault = unbalanced(formula)
        if fault:
            yield f"in ${_shortened(formula)}$ {fault}"


def lone_dollar(subject: Subject) -> Iterator[str]:
    """A dollar that looks like half of a formula."""
    if any(_half_a_formula(source) for text in _texts(subject) for source in text.loose):
        yield (
            "a $ has no partner: a formula begins and ends with $, without spaces inside "
            "and without a figure after it"
        )


def _texts(subject: Subject) -> Iterator[Text]:
    yield from (subject.prompt, subject.answer)
    yield from (read(option.text) for option in subject.note.options)


def unbalanced(formula: str) -> str:
    """What is unbalanced in a formula, or nothing."""
    depth = 0
    for brace in re.findall(r"[{}]", _ESCAPED_BRACE.sub("", formula)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return "a } closes nothing"
    if depth:
        return "a { is not closed"
    sides = _SIDE.findall(formula)
    if sides.count("left") != sides.count("right"):
        return r"\left and \right do not pair"
    open_: list[str] = []
    for word, name in _ENVIRONMENT.findall(formula):
        if word == "begin":
            open_.append(name)
        elif not open_ or open_.pop() != name:
            return rf"\end{{{name}}} closes nothing"
    return rf"\begin{{{open_[-1]}}} is not closed" if open_ else ""


def _half_a_formula(source: str) -> bool:
    """Whether a dollar stands next to what looks like LaTeX; ``$5`` and ``$PATH`` do not."""
    if "$$" in source:
        return True
    for match in re.finditer(r"\$", source):
        before = source[max(0, match.start() - _NEAR) : match.start()]
        after = source[match.end() : match.end() + _NEAR]
        piece_after = after.partition("$")[0]
        piece_before = before.rpartition("$")[2]
        if after[:1].isdigit() and not before[-1:].isalnum() and not _LATEX.search(piece_after):
            continue
        if _LATEX.search(piece_after) or _LATEX.search(piece_before):
            return True
    return False


def undefined_symbols(subject: Subject) -> Iterator[str]:
    """A bare formula as the answer, with symbols that neither it nor the prompt explains.

    Only an answer without any prose is looked at, and only letters that have no usual meaning:
    whether prose explains a symbol is for a reader to say.
    """
    if subject.note.kind != "basic" or subject.note.reversed or not subject.answer.formulas:
        return
    if re.sub(rf"[\W{FORMULA}]", "", subject.answer.prose):
        return
    known = _symbols(subject.prompt) | set(re.findall(r"\b[A-Za-z]\b", subject.prompt.prose))
    unknown = sorted(_symbols(subject.answer) - known - _CONVENTIONAL)
    if len(unknown) >= _FEWEST_SYMBOLS:
        listed = ", ".join(f"${symbol}$" for symbol in unknown)
        message = f"the formula leaves {listed} undefined: say what they are"
        yield message


def _symbols(text: Text) -> set[str]:
    found: set[str] = set()
    for formula in text.formulas:
        bare = _TEXT_COMMAND.sub(" ", formula)
        found |= {symbol for symbol in _SYMBOL.findall(bare) if symbol.startswith("\\")}
        found |= set(_SYMBOL.findall(_COMMAND.sub(" ", bare)))
    return found


def _shortened(formula: str) -> str:
    text = " ".join(formula.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
