"""A typed bound cut into tokens, ASCII, Unicode and LaTeX alike."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.maths.asymptotics.fault import UnreadableError
from engine.maths.asymptotics.spelling import GREEK, Spelling, canonical, spelled
from engine.maths.asymptotics.words import FUNCTIONS, NOTATIONS, nearest, pieces, readable

LONGEST = 2_000
"""Characters of a bound that are read; a longer text is answered with a fault."""
_DIGITS = 15


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    FUNCTION = "function"
    NOTATION = "notation"
    OPEN = "open"
    CLOSE = "close"
    BAR = "bar"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its place in the source; `glued` when nothing stands between it and the one before."""

    kind: Kind
    text: str
    place: int
    glued: bool = False


_LETTER = r"(?:[^\W\d_])"
_SOFT = re.compile(r"\\(?:wide)?tilde\s*\{?\s*(?:\\mathcal\s*)?\{?\s*O|\u00d5|O\u0303")
_PATTERN = re.compile(
    rf"""(?P<blank>\s+|~(?=\s*\\)|\$|\\[,;:!>\ ]|\\q?quad(?![A-Za-z])
        |\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits)(?![A-Za-z])\.?)
    |\\(?:mathcal|mathrm|mathit|mathbf|mathsf|mathbb|text|textrm|textit|operatorname|rm)
        \*?\s*(?:\{{\s*(?P<styled>[^{{}}\\]*?)\s*\}}|(?P<style_one>{_LETTER}))
    |\\(?P<command>[A-Za-z]+|.)
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<word>{_LETTER}(?:{_LETTER}|\d)*)(?:_(?:\{{(?P<sub>[\w\s]*)\}}|(?P<sub_one>\w+)))?
    |(?P<sign>\*\*|<<|>>|<=|>=|==|->|[-+*/^!,;=<>~_])
    |(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<bar>\|)""",
    re.VERBOSE,
)
_COMMANDS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=",
    "lesssim": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "gtrsim": ">=", "ll": "<<",
    "gg": ">>", "sim": "~", "approx": "~", "asymp": "~", "to": "->", "rightarrow": "->",
    "in": "=", "lt": "<", "gt": ">",
}  # fmt: skip
_BRACKETS = {"{": "(", "}": ")", "lceil": "(", "rceil": ")", "lfloor": "(", "rfloor": ")"}
_BARS = ("lvert", "rvert", "vert", "mid", "lVert", "rVert")


class Lexer:
    """Cuts one source; `variables` is None where any word is a variable (in relations)."""

    def __init__(self, source: str, variables: Collection[str] | None) -> None:
        if len(source) > LONGEST:
            raise UnreadableError(LONGEST, f"This is longer than {LONGEST:,} characters.")
        self.spelling: Spelling = spelled(source)
        self.variables = None if variables is None else tuple(map(canonical, variables))
        names = set(self.variables or ())
        self.known = names.union(FUNCTIONS, () if "e" in names else ("e",))
        if soft := _SOFT.search(source):
            raise UnreadableError(soft.start(), "Õ hides the logarithms: write them out.")

    def tokens(self) -> list[Token]:
        """Give the tokens, a last one of kind `END` behind them."""
        text, at, glued = self.spelling.text, 0, False
        found: list[Token] = []
        while at < len(text):
            match = _PATTERN.match(text, at)
            if match is None:
                raise UnreadableError(self.spelling.place(at), f"{text[at]!r} has no meaning here.")
            for token in self._read(match):
                found.append(Token(token.kind, token.text, token.place, glued))
                glued = True
            glued = glued and match["blank"] is None
            at = self._after(match)
        found.append(Token(Kind.END, "", self.spelling.place(len(text))))
        return found

    def _after(self, match: re.Match[str]) -> int:
        """Where to go on: before the subscript when it is the base of a logarithm."""
        if match["word"] is not None and self._below(match) is not None and not self._whole(match):
            return match.end("word")
        return match.end()

    @staticmethod
    def _below(match: re.Match[str]) -> str | None:
        return match["sub"] if match["sub"] is not None else match["sub_one"]

    def _whole(self, match: re.Match[str]) -> bool:
        """Whether the word and what stands below it are one name, not a logarithm and its base."""
        if not match["word"].endswith(("log", "lg", "ln")):
            return True
        name = canonical(f"{match['word']}_{self._below(match)}")
        return self.variables is not None and pieces(name, self.known) is not None

    def _read(self, match: re.Match[str]) -> Iterator[Token]:
        place = self.spelling.place(match.start())
        styled = match["styled"] if match["styled"] is not None else match["style_one"]
        if styled is not None:
            yield from self._word(styled.replace(" ", ""), place)
        elif match["command"] is not None:
            yield self._command(match["command"], place)
        elif match["number"] is not None:
            if len(match["number"]) > _DIGITS:
                raise UnreadableError(place, f"A number has at most {_DIGITS} digits here.")
            yield Token(Kind.NUMBER, match["number"], place)
        elif match["word"] is not None:
            below = self._below(match)
            joined = below is not None and self._whole(match)
            yield from self._word(match["word"] + (f"_{below}" if joined else ""), place)
        elif match["blank"] is None:
            kind = next(kind for kind in ("sign", "open", "close", "bar") if match[kind])
            text = "^" if match[0] == "**" else match[0]
            yield Token(Kind(kind), text, place)

    def _command(self, name: str, place: int) -> Token:
        if name in _COMMANDS:
            return Token(Kind.SIGN, _COMMANDS[name], place)
        if name in _BRACKETS:
            opens = _BRACKETS[name] == "("
            return Token(Kind.OPEN if opens else Kind.CLOSE, _BRACKETS[name], place)
        if name in _BARS or name == "|":
            return Token(Kind.BAR, "|", place)
        if name in {"frac", "tfrac", "dfrac"}:
            return Token(Kind.FUNCTION, "frac", place)
        if name in {*FUNCTIONS, "infty"}:
            return Token(Kind.FUNCTION, "inf" if name == "infty" else name, place)
        letter = GREEK.get(name)
        if letter is not None and (self.variables is None or letter in self.variables):
            return Token(Kind.NAME, letter, place)
        if letter in NOTATIONS:
            return Token(Kind.NOTATION, NOTATIONS[letter], place)
        raise self._unknown("\\" + name if letter is None else letter, place, 0)

    def _word(self, word: str, place: int) -> Iterator[Token]:
        """Give the names and functions `word` consists of."""
        name = canonical(word)
        if self.variables is None:
            plain = word in FUNCTIONS or (word in NOTATIONS and name not in {"ω", "Θ"})
            cut: list[str] | None = [word if plain else name]
        else:
            cut = [name] if name in self.variables else pieces(name, self.known)
        if cut is None and word in NOTATIONS:
            cut = [word]
        if cut is None:
            raise self._unknown(word, place, readable(name, self.known))
        shift = 0
        for piece in cut:
            yield Token(self._kind(piece), NOTATIONS.get(piece, piece), place + shift)
            shift += len(piece) if name == word else 0

    def _kind(self, piece: str) -> Kind:
        if self.variables is not None and piece in self.variables:
            return Kind.NAME
        if piece in FUNCTIONS:
            return Kind.FUNCTION
        if piece == "e" and self.variables is not None:
            return Kind.FUNCTION
        return Kind.NOTATION if piece in NOTATIONS else Kind.NAME

    def _unknown(self, word: str, place: int, read: int) -> UnreadableError:
        """The fault for a word that is none of the variables, with the nearest that is."""
        variables = self.variables or ()
        rest = word[read:] or word
        suggestion = nearest(word, variables)
        if suggestion is None and "_" not in word:
            suggestion = nearest(rest, variables)
        digits = rest.isdecimal()
        if digits:
            suggestion = f"{word[:read]}^{rest}"
        named = ", ".join(variables) or "none are declared"
        shown = word if len(word) <= 20 else word[:20] + "…"
        hint = f" Did you mean {suggestion}?" if suggestion else ""
        message = f"The symbol {shown} is not one of the variables ({named}).{hint}"
        return UnreadableError(
            place + (read if rest != word else 0),
            message,
            suggestion,
            "syntax" if digits else "unknown-symbol",
        )
