"""Text → tokens. ASCII, Unicode and LaTeX spellings of one thing give one token, so the grammar knows a single language."""

import re
import unicodedata
from dataclasses import dataclass

from engine.maths.expression.bounds import MAX_CHARACTERS
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.names import (
    ACCENT_WORDS,
    ACCENTS,
    GREEK,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    accented,
    letter,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One sign, word or number. `kind` is `number`, `word`, `sign`, `open`, `close`, `command` or `end`.

    `spaced` says that blanks stand before it.
    """

    kind: str
    text: str
    at: int
    spaced: bool = False


_SIGNS = {
    "−": "-", "–": "-", "﹣": "-", "·": "*", "⋅": "*", "∙": "*", "×": "*", "✕": "*", "÷": "/", "⁄": "/", "∕": "/",
    "⊙": "⊙", "∘": "⊙", "○": "⊙", "≤": "≤", "≥": "≥", "≠": "≠", "≈": "≈", "≡": "=", "←": ":=", "≔": ":=",
    "∇": "∇", "∂": "∂", "√": "√", "⊤": "⊤", "⊺": "⊤", "†": "†", "∞": "∞", "∈": "∈", "′": "'", "’": "'", "″": "''",
    "‴": "'''", "⋆": "⋆", "∗": "*", "‖": "‖", "∥": "‖", "∣": "|", "∝": "∝", "→": "→", "@": "*", "|": "|",
    "+": "+", "-": "-", "*": "*", "/": "/", "^": "^", "_": "_", "=": "=", "<": "<", ">": ">", ",": ",", ";": ";",
    "'": "'", ":": ":", "±": "±",
}  # fmt: skip
_LONG_SIGNS = {
    ".*": "⊙", ".^": "^", "./": "/", "**": "^", "||": "‖", ":=": ":=", "<-": ":=", "<=": "≤", ">=": "≥",
    "!=": "≠", "==": "=", "\\\\": " ", "''": "''", "/=": "≠",
}  # fmt: skip
_COMMANDS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "odot": "⊙", "circ": "⊙", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "gets": ":=", "leftarrow": ":=", "coloneqq": ":=", "nabla": "∇",
    "partial": "∂", "top": "⊤", "intercal": "⊤", "dagger": "†", "infty": "∞", "in": "∈", "prime": "'",
    "star": "⋆", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖",
    "|": "‖", "approx": "≈", "equiv": "=", "propto": "∝", "lt": "<", "gt": ">", "colon": ":", "parallel": "‖",
}  # fmt: skip
_SKIPPED = {
    "left", "right", "quad", "qquad", ",", ";", ":", "!", " ", "displaystyle", "textstyle", "big", "Big", "bigg",
    "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "limits", "nolimits", "thinspace", "mathop", "bigm",
    "scriptstyle", "mathstrut", "tag", "nonumber", "middle", "enspace", "hfill", "smash", "phantom", "\\",
}  # fmt: skip
_STYLES = {
    "mathbf", "boldsymbol", "bm", "mathrm", "operatorname", "text", "mathit", "mathsf", "vec", "mathcal",
    "textbf", "mathbb", "mathscr", "rm", "bf", "textrm", "pmb", "symbf", "textit", "mathfrak", "mathtt",
}  # fmt: skip
_KEPT = {"frac", "tfrac", "dfrac", "cfrac", "sqrt", "sum", "prod", "begin", "end", "substack"}
_BRACKETS = {
    "(": "open", "[": "open", "{": "open", ")": "close", "]": "close", "}": "close",
    "⟨": "open", "⟩": "close",
}  # fmt: skip
_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+(?![A-Za-z_]))?|\.[0-9]+")
_LETTERS = re.compile(r"[A-Za-z]+[0-9]*")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_MARKS = frozenset(ACCENT_WORDS)
_BOLD_ONES = ("𝟏", "𝟙", "𝟭", "𝜑")


class Scanner:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_CHARACTERS:
            raise UnreadableError(
                MAX_CHARACTERS,
                f"the line has {len(text):,} characters, {MAX_CHARACTERS:,} is the most that is read",
            )
        self.text = text
        self.at = 0
        self.spaced = False
        self.tokens: list[Token] = []

    def scan(self) -> list[Token]:
        """Give the tokens, an `end` token last."""
        while self.at < len(self.text):
            self._step()
        self._put("end", "", len(self.text))
        return self.tokens

    def _put(self, kind: str, text: str, at: int) -> None:
        self.tokens.append(Token(kind, text, at, self.spaced))
        self.spaced = False

    def _step(self) -> None:
        text, at = self.text, self.at
        char = text[at]
        if char.isspace() or char in "&$~\u200b\u2061\u2062\ufeff":
            self.at += 1
            self.spaced = True
        elif text[at : at + 2] in _LONG_SIGNS and not self._is_number_dot():
            self._sign(_LONG_SIGNS[text[at : at + 2]], 2)
        elif text.startswith(".T", at) and not text[at + 2 : at + 3].isalnum():
            self._raise("⊤", at, 2)
        elif match := _NUMBER.match(text, at):
            self._put("number", match[0], at)
            self.at = match.end()
        elif char == "\\":
            self._command()
        elif char in _BRACKETS:
            self._put(_BRACKETS[char], char, at)
            self.at += 1
        elif char in SUPERSCRIPTS or char in SUBSCRIPTS:
            self._script(SUPERSCRIPTS if char in SUPERSCRIPTS else SUBSCRIPTS)
        elif char in _FRACTIONS:
            self._fraction(_FRACTIONS[char])
        elif char in _SIGNS:
            self._sign(_SIGNS[char], 1)
        else:
            self._letters()

    def _is_number_dot(self) -> bool:
        return self.text[self.at] == "." and self.text[self.at + 1 : self.at + 2].isdigit()

    def _sign(self, sign: str, length: int) -> None:
        if sign == " ":
            self.spaced = True
        elif set(sign) == {"'"}:
            for offset in range(len(sign)):
                self._put("sign", "'", self.at + min(offset, length - 1))
        else:
            self._put("sign", sign, self.at)
        self.at += length

    def _raise(self, sign: str, at: int, length: int) -> None:
        self._put("sign", "^", at)
        self._put("sign", sign, at)
        self.at += length

    def _fraction(self, value: str) -> None:
        at = self.at
        top, _, bottom = value.partition("/")
        for kind, text in (
            ("open", "("), ("number", top), ("sign", "/"), ("number", bottom), ("close", ")")
        ):  # fmt: skip
            self._put(kind, text, at)
        self.at += 1

    def _script(self, table: dict[str, str]) -> None:
        """A run of raised or lowered characters becomes `^{…}` or `_{…}`."""
        start = self.at
        self._put("sign", "^" if table is SUPERSCRIPTS else "_", start)
        self._put("open", "{", start)
        while self.at < len(self.text) and self.text[self.at] in table:
            plain = table[self.text[self.at]]
            if plain.isdigit():
                end = self.at
                while end < len(self.text) and table.get(self.text[end], "").isdigit():
                    end += 1
                digits = "".join(table[c] for c in self.text[self.at : end])
                self._put("number", digits, self.at)
                self.at = end
                continue
            kind = _BRACKETS.get(plain, "sign" if plain in "+-" else "word")
            sign = "⊤" if plain == "T" else plain
            self._put("sign" if sign == "⊤" else kind, sign, self.at)
            self.at += 1
        self._put("close", "}", start)

    def _letters(self) -> None:
        """A run of Latin letters with digits after it, or a single other letter with its accents."""
        text, at = self.text, self.at
        char = text[at]
        if char in _BOLD_ONES[:3]:
            self._put("word", "𝟏", at)
            self.at += 1
            return
        if char in "𝔼∑∏":
            self._put("word", "E" if char == "𝔼" else char, at)
            self.at += 1
            return
        match = _LETTERS.match(text, at)
        end = match.end() if match else at + 1
        if end < len(text) and text[end] in _MARKS:
            if match and end - at > 1:
                end -= 1  # the accent belongs to the last letter alone
            else:
                end += 1
        run = unicodedata.normalize("NFKC", text[at:end])
        if not run or not all(c.isalnum() or c in _MARKS for c in run):
            raise UnreadableError(at, f"“{char}” has no meaning here")
        if not match and end < len(text) and text[end] in "0123456789" and char.isalpha():
            while end < len(text) and text[end] in "0123456789":
                end += 1
            run = unicodedata.normalize("NFKC", text[at:end])
        self._put("word", run if match else letter(run), at)
        self.at = end

    def _command(self) -> None:
        at = self.at
        match = _COMMAND.match(self.text, at)
        if match is None:
            raise UnreadableError(at, "a lone backslash at the end")
        name = match[1]
        self.at = match.end()
        if name in _SKIPPED:
            self.spaced = True
            if name in {"left", "right", "middle"} and self.text[self.at : self.at + 1] == ".":
                self.at += 1
        elif name in _COMMANDS:
            self._put("sign", _COMMANDS[name], at)
        elif name in "{}[]()":
            self._put(_BRACKETS[name], "(" if name in "{[(" else ")", at)
        elif name in ACCENTS:
            self._accent(name, at)
        elif name in _STYLES:
            self._style(name, at)
        elif name in _KEPT:
            self._put("command", name.removeprefix("t").removeprefix("d").removeprefix("c"), at)
        elif name in {"langle", "rangle"}:
            self._put("open" if name == "langle" else "close", "⟨" if name == "langle" else "⟩", at)
        else:
            self._put("word", GREEK.get(name, name), at)

    def _group(self) -> str:
        """Give the text of the next group or character, and step over it."""
        text = self.text
        while self.at < len(text) and text[self.at].isspace():
            self.at += 1
        if text[self.at : self.at + 1] == "{":
            end = text.find("}", self.at)
            if end < 0:
                raise UnreadableError(self.at, "“{” is never closed")
            inner = text[self.at + 1 : end]
            self.at = end + 1
            return inner.strip()
        match = _COMMAND.match(text, self.at)
        end = match.end() if match else self.at + 1
        inner = text[self.at : end]
        self.at = end
        return inner

    def _accent(self, name: str, at: int) -> None:
        inner = self._group().removeprefix("\\mathbf").strip("{} ")
        base = letter(inner.removeprefix("\\"))
        head, _, script = base.partition("_")
        if not head.isalpha() or (len(head) > 1 and head.isascii()):
            raise UnreadableError(at, f"\\{name} stands over one letter")
        self._put("word", accented(letter(head), name), at)
        if script:
            self._put("sign", "_", at)
            self._put("number" if script.isdigit() else "word", script.strip("{}"), at)

    def _style(self, name: str, at: int) -> None:
        """Bold, roman and calligraphic letters are read as plain ones; bold 1 is the column of ones."""
        if name in {"rm", "bf"}:
            self.spaced = True
            return
        begin = self.at
        inner = self._group()
        plain = inner.removeprefix("\\")
        if inner == "1":
            self._put("word", "𝟏", at)
        elif plain.replace("_", "").isalnum() and "_" not in plain:
            self._put("word", letter(plain), at)
        elif inner:
            nested = Scanner(self.text[: self.at - 1] if inner else inner)
            nested.at = begin + (self.text[begin : begin + 1] == "{")
            self.tokens.extend(nested.scan()[:-1])
        else:
            self.spaced = True


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens.

    Raises:
        UnreadableError: at a character without a meaning, or a text beyond the bounds.
    """
    return _merged(Scanner(text).scan())


def _merged(tokens: list[Token]) -> list[Token]:
    """Join what is one name in several tokens: `f_hat`, `λ_{max}(`; spell the sum and product commands as words."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "command" and token.text in {"sum", "prod"}:
            result.append(Token("word", token.text, token.at, token.spaced))
        elif token.kind == "word" and tokens[at + 1].text == "_":
            name, used = _with_script(tokens, at)
            result.append(Token("word", name, token.at, token.spaced))
            at += used
        elif token.text != "substack":
            result.append(token)
        at += 1
    return result


def _with_script(tokens: list[Token], at: int) -> tuple[str, int]:
    """Give a word with its accent or ending, and how many tokens more than one it took."""
    word = tokens[at].text
    braced = tokens[at + 2].text == "{" and at + 4 < len(tokens) and tokens[at + 4].text == "}"
    script = tokens[at + (3 if braced else 2)].text
    used = 4 if braced else 2
    if script in {"hat", "bar", "tilde"}:
        return word[:-1] + accented(word[-1], script) if word.isascii() else accented(
            word, script
        ), used
    if (
        script in {"max", "min"}
        and letter(word) == "λ"
        and tokens[at + used + 1].text in {"(", "["}
    ):
        return "λ" + script, used
    return word, 0
