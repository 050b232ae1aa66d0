"""Numbers as people type them: ``1,000``, ``1.5×10^3``, ``2^10``, ``1/4``, ``1 - 1/e``.

No ``eval``: a reader of its own that knows arithmetic, two constants and five functions, and whose
work is bounded by the length of what it reads.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 200
"""Characters of an answer; a longer text is no number."""
_DEEPEST = 20
"""Parentheses and signs inside one another."""

_SIGNS = str.maketrans(
    {**dict.fromkeys("−–—‐‑‒", "-"), **dict.fromkeys("×·⋅∙∗", "*"), "÷": "/", "⁄": "/", "∕": "/"}
)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_TIMES = re.compile(r"(?<=[\d)])\s*[xX]\s*(?=[\d(.])|\\times|\\cdot|\*\*")
_BRACES = str.maketrans("{}[]", "()()")
_LEAD = re.compile(
    r"\s*(?:[~≈≃≅=∼]|(?:about|approximately|approx\.?|around|roughly|circa|ca\.)\s)\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<grouped>[1-9]\d{0,2}(?P<mark>[, '_\u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3})*(?!\d)"
    r"(?:\.\d+)?)"
    r"|(?P<comma>\d+,\d+)(?![\d,.])"
    r"|(?P<plain>\d[\d_]*\.?\d*|\.\d+)",
    re.ASCII,
)
_EXPONENT = re.compile(r"[eE]([+-]?\d{1,5})(?![\w.])", re.ASCII)
_WORD = re.compile(r"[A-Za-zπ]+2?(?:10)?")
_POWER_OF_TEN = re.compile(r"\s*\*\s*10\s*\^\s*\(?\s*([+-]?\d{1,4})\s*\)?(?![\d.])", re.ASCII)
_MULTIPLE = re.compile(r"\s*([kKMGT]|bn)(?=\s*[-+*/^)])")
_MULTIPLES = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "bn": 1e9, "T": 1e12}
_CONSTANTS = {"e": math.e, "pi": math.pi, "π": math.pi}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
}


class UnreadableError(ValueError):
    """The text is no number; the message says why, to the person who typed it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number and what followed it.

    ``step`` is the place value of its last digit, if it was written as one number. ``decimal`` says
    that it was written with a decimal point or an exponent, so that its digits say how exact it is;
    ``figures`` counts its significant ones.
    """

    value: float
    rest: str
    step: float | None = None
    decimal: bool = False
    figures: int = 0


def read(text: str) -> Reading:
    """The number that ``text`` begins with.

    Raises UnreadableError if there is none, or none of finite size.
    """
    if len(text) > LONGEST:
        raise UnreadableError(f"that is longer than {LONGEST} characters")
    source = _levelled(text)
    reader = _Reader(source)
    try:
        value = reader.sum()
    except (OverflowError, ZeroDivisionError) as error:
        large = isinstance(error, OverflowError)
        raise UnreadableError("that is too large" if large else "that divides by zero") from None
    except ValueError as error:
        reason = str(error) if isinstance(error, UnreadableError) else "that has no real value"
        raise UnreadableError(reason) from None
    if not math.isfinite(value):
        raise UnreadableError("that is too large")
    reading = _literal(source, reader.place)
    if reading is not None:
        return reading
    return Reading(value, source[reader.place :].strip())


def _levelled(text: str) -> str:
    """``text`` in plain signs, without what stands around a number."""
    text = _RAISED.sub(lambda run: "^" + run[0].translate(_LOWER), text)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    text = _TIMES.sub(lambda sign: "^" if sign[0] == "**" else "*", text).translate(_BRACES)
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] == "$":
        text = text[1:-1]
    while match := _LEAD.match(text):
        text = text[match.end() :]
    return text.strip().rstrip(".;, ")


def _literal(source: str, end: int) -> Reading | None:
    """The reading of a single number, perhaps times a power of ten, that ends at ``end``."""
    sign = re.match(r"[-+]?\s*", source)
    start = sign.end() if sign else 0
    reader = _Reader(source, start)
    if not _NUMBER.match(source, start):
        return None
    value, step, decimal, figures = reader.literal()
    power = _POWER_OF_TEN.match(source, reader.place)
    scale = 1.0
    if power:
        scale, reader.place = 10.0 ** max(-400, min(300, int(power[1]))), power.end()
    if reader.place != end:
        return None
    if source[0] == "-":
        value = -value
    exact = decimal or bool(power)
    return Reading(value * scale, source[end:].strip(), step * scale, exact, figures)


class _Reader:
    """Recursive descent over one text; ``place`` is how far it has come."""

    def __init__(self, source: str, place: int = 0) -> None:
        self.source = source
        self.place = place
        self.depth = 0

    def sum(self) -> float:
        value = self.product()
        while (sign := self.operator("+-")) is not None:
            term = self.product()
            value = value + term if sign == "+" else value - term
        return value

    def product(self) -> float:
        value = self.signed()
        while (sign := self.operator("*/")) is not None:
            factor = self.signed()
            value = value * factor if sign == "*" else value / factor
        return value

    def signed(self) -> float:
        sign = 1
        while self.peek() in {"-", "+"}:
            sign = -sign if self.peek() == "-" else sign
            self.skip(1)
        return sign * self.power()

    def power(self) -> float:
        base = self.atom()
        if self.operator("^") is None:
            return base
        self.deeper()
        value = base ** self.signed()
        self.depth -= 1
        if isinstance(value, complex):
            raise UnreadableError("that has no real value")
        return float(value)

    def atom(self) -> float:
        if self.peek() == "(":
            return self.parenthesis()
        if _NUMBER.match(self.source, self.place):
            value = self.literal()[0]
            multiple = _MULTIPLE.match(self.source, self.place)
            if multiple:
                self.place = multiple.end()
                return value * _MULTIPLES[multiple[1]]
            return value
        word = _WORD.match(self.source, self.place)
        if word and word[0] in _CONSTANTS:
            self.place = word.end()
            return _CONSTANTS[word[0]]
        if word and word[0] in _FUNCTIONS:
            self.place = word.end()
            if self.peek() == "(":
                return _FUNCTIONS[word[0]](self.parenthesis())
            return _FUNCTIONS[word[0]](self.atom() if self.peek() != "" else math.nan)
        raise UnreadableError("that is no number")

    def parenthesis(self) -> float:
        self.deeper()
        self.skip(1)
        value = self.sum()
        if self.peek() != ")":
            raise UnreadableError("a parenthesis is not closed")
        self.skip(1)
        self.depth -= 1
        return value

    def literal(self) -> tuple[float, float, bool, int]:
        """Value, place value of the last digit, whether it is a decimal, significant figures."""
        match = _NUMBER.match(self.source, self.place)
        if match is None:
            raise UnreadableError("that is no number")
        self.place = match.end()
        digits = match["plain"] or ""
        if match["comma"]:
            digits = match["comma"].replace(",", ".")
        elif match["grouped"]:
            digits = match["grouped"].replace(match["mark"], "")
        digits = digits.replace("_", "")
        exponent = _EXPONENT.match(self.source, self.place)
        power = 0
        if exponent:
            self.place, power = exponent.end(), int(exponent[1])
        places = len(digits.partition(".")[2])
        value = float(f"{digits}e{power}")
        if math.isinf(value):
            raise OverflowError
        step = float(f"1e{power - places}")
        figures = len(digits.replace(".", "").lstrip("0"))
        return value, step, "." in digits or bool(exponent), figures

    def operator(self, signs: str) -> str | None:
        """The next sign, if it is one of these and something to calculate with stands behind it."""
        sign = self.peek()
        if not sign or sign not in signs:
            return None
        rest = self.source[self.place + 1 :].lstrip()
        word = _WORD.match(rest)
        known = word and (word[0] in _CONSTANTS or word[0] in _FUNCTIONS)
        if not (known or re.match(r"[-+(]?\s*[\d.(]|[-+]\s*[a-zπ]", rest)):
            return None
        self.skip(1)
        return sign

    def peek(self) -> str:
        """The next character that is no space, or nothing at the end."""
        while self.place < len(self.source) and self.source[self.place].isspace():
            self.place += 1
        return self.source[self.place : self.place + 1]

    def skip(self, count: int) -> None:
        self.place += count
        self.peek()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadableError("that is nested too deeply")
