"""Scripts and primes: what `_i`, `^T`, `^{-1}` and `'` make of what they stand at."""

from engine.maths.expression.cursor import Cursor
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.names import canonical, letter
from engine.maths.expression.tree import (
    Entry,
    Identity,
    Name,
    Node,
    Number,
    Ones,
    Postfix,
)

_TRANSPOSE = {"⊤", "'"}
INDEX_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzBTKN")


class Scripts(Cursor):
    """The parser's part for scripts."""

    def expression(self) -> Node:
        """Read terms joined by + and -; given by the grammar."""
        raise NotImplementedError

    def postfix(self, base: Node) -> Node:
        """Read subscripts and primes after an atom."""
        while True:
            if self.sees("_"):
                base = self._subscript(base)
            elif self.sees("'") and not self.here.spaced:
                at = self.next().at
                base = Postfix(base, "T", at=base.at or at)
            elif self.sees("⋆"):
                self.next()
            else:
                return base

    def _subscript(self, base: Node) -> Node:
        at = self.next().at
        parts = self.script_parts()
        if isinstance(base, (Identity, Ones)) and base.size is None:
            size = "_".join(parts)
            if not self.symbols.knows(canonical(size)):
                raise UnreadableError(
                    at + 1, f"“{size}” is no dimension here", kind="unknown-symbol"
                )
            return type(base)(canonical(size), at=base.at)
        if isinstance(base, Postfix) and isinstance(base.body, Name):
            return Postfix(self._indexed(base.body, parts, at), base.mark, at=base.at)
        if isinstance(base, Number):
            raise UnreadableError(at, "a number takes no subscript")
        return self._indexed(base, parts, at)

    def _indexed(self, base: Node, parts: list[str], at: int) -> Node:
        """Make a subscripted name: a declared name that contains the subscript, or entries of one without it."""
        if isinstance(base, Name):
            whole = canonical(f"{base.name}_{''.join(parts)}")
            if self.symbols.knows(whole):
                return Name(whole, at=base.at)
            if not self.symbols.knows(base.name) and base.name not in {*self.bound, "δ"}:
                self._check_row(base)
        indices: list[Node] = []
        for part in parts:
            if "_" in part:
                inner_base, _, inner = part.partition("_")
                inner_index = Name(letter(inner), at=at + 3)
                indices.append(
                    Entry(Name(canonical(inner_base), at=at + 1), (inner_index,), at=at + 1)
                )
            elif part.isdigit():
                indices.append(Number(part, at=at + 1))
            elif part in self.bound or part in INDEX_LETTERS or self.symbols.knows(canonical(part)):
                indices.append(Name(letter(part), at=at + 1))
            else:
                raise UnreadableError(at + 1, f"“{part}” is no index here", kind="unknown-symbol")
        old = base.indices if isinstance(base, Entry) else ()
        inner = base.base if isinstance(base, Entry) else base
        return Entry(inner, (*old, *indices), at=base.at)

    def _check_row(self, base: Name) -> None:
        from engine.maths.expression.words import nearest

        if not self.symbols.knows(base.name.upper()):
            near = nearest(base.name, self.symbols)
            hint = f"; did you mean “{near}”?" if near else ""
            raise UnreadableError(
                base.at, f"“{base.name}” is not declared here{hint}", near, "unknown-symbol"
            )

    def script_parts(self) -> list[str]:
        """Read the subscript in front: `i`, `{ij}`, `{i,j}`, `12` → its letters and numbers."""
        if self.take("{"):
            parts: list[str] = []
            while not self.sees("}"):
                token = self.next()
                if token.kind == "number" or token.text == "⊤":
                    parts.append("T" if token.text == "⊤" else token.text)
                elif (
                    token.kind in {"word", "name"}
                    and self.sees("_")
                    and self.ahead().kind == "word"
                ):
                    self.next()
                    parts.append(f"{token.text}_{self.next().text}")
                elif token.kind in {"word", "name"}:
                    parts.extend(self._letters(token.text))
                elif token.text not in {",", "{", "_"}:
                    raise UnreadableError(token.at, "a subscript holds letters and numbers only")
            self.next()
            return parts or [""]
        token = self.next()
        if token.kind == "number":
            return [token.text]
        if token.kind not in {"word", "name"}:
            raise UnreadableError(token.at, "a subscript is missing after “_”")
        return self._bare(token.text, token.at)

    def _letters(self, run: str) -> list[str]:
        if len(run) == 1 or self.symbols.knows(canonical(run)) or run in {"max", "min", "hat"}:
            return [run]
        if any(entry.partition("_")[2] == run for entry in self.symbols.names()):
            return [run]
        digits = run.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return [*run[: len(run) - len(digits)], *([digits] if digits else [])]

    def _bare(self, run: str, at: int) -> list[str]:
        """Read a subscript without braces: one letter, `x_iy` giving the rest back; a longer one only if declared."""
        from engine.maths.expression.tokens import Token

        ends = [name.partition("_")[2] for name in self.symbols.names()]
        for size in range(len(run), 1, -1):
            part = run[:size]
            if part in ends or part in {"max", "min", "hat", "bar", "tilde"}:
                break
        else:
            size = 1
            if len(run) == 2 and run.isalpha() and all(c in "ijkl" for c in run):
                return list(run)
        rest = run[size:]
        if rest:
            self.tokens.insert(self.at, Token("word", rest, at + size))
        return [run[:size]]

    def raised_mark(self) -> str | None:
        """Step over an exponent that is a mark, and give it: `T`, `-1`, `-T`, `+`, `*`; else stay and give None."""
        token = self.here
        if token.text == "⊤" or (token.text == "'" and token.kind == "sign"):
            self.next()
            return "T"
        if token.text in {"⋆", "*"} and token.kind == "sign":
            self.next()
            return "*"
        if token.text in {"†"} or (token.text == "+" and self.ahead().kind != "number"):
            self.next()
            return "+"
        if token.kind == "word" and token.text[0] == "T":
            return self._transpose_letter()
        if token.text == "-" and self.ahead().text in {"1", "T", "⊤"}:
            mark = "-1" if self.next().text == "-" and self.here.text == "1" else "-T"
            self.next()
            return mark
        return self._braced_mark() if token.text in {"{", "("} else None

    def _transpose_letter(self) -> str | None:
        if self.here.text == "T":
            self.next()
            return "T"
        if "T" in self.symbols.table:
            return None
        self.cut_word(raised=True)
        self.next()
        return "T"

    def _braced_mark(self) -> str | None:
        marks = {
            "T": "T",
            "⊤": "T",
            "-1": "-1",
            "-T": "-T",
            "-⊤": "-T",
            "+": "+",
            "†": "+",
            "*": "*",
            "⋆": "*",
        }
        closing = "}" if self.here.text == "{" else ")"
        text = ""
        for distance in range(1, 4):
            token = self.ahead(distance)
            if token.text == closing:
                if text not in marks:
                    return None
                self.at += distance + 1
                return marks[text]
            text += token.text
        return None

    def marked(self, base: Node, mark: str, at: int) -> Node:
        """Put a mark on a node; a star is part of a name, or no more than decoration."""
        if mark == "-T":
            return Postfix(Postfix(base, "-1", at=base.at), "T", at=base.at)
        if mark == "T" and base == Number("1"):
            return Postfix(Ones(at=base.at), "T", at=base.at)
        if mark == "*":
            if isinstance(base, Name) and self.symbols.knows(base.name + "*"):
                return Name(base.name + "*", at=base.at)
            return base
        return Postfix(base, mark, at=base.at)
