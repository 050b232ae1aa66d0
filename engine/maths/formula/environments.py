r"""Environments: everything between `\begin` and `\end`."""

import re

from engine.maths.formula.faults import Fault, FaultKind
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.reader import GROUP_END, Reader
from engine.maths.formula.tokens import Token
from engine.maths.formula.tree import Grid, Layout, Node, Symbol

_END = frozenset({"\\end"})
_COLUMN = re.compile(r"[lcr|]")
_WIDTH = re.compile(r"[@!>p]\{[^}]*\}")

_FORMS = {
    "matrix": Grid((), Layout.MATRIX),
    "smallmatrix": Grid((), Layout.MATRIX),
    "array": Grid((), Layout.MATRIX),
    "pmatrix": Grid((), Layout.MATRIX, left="(", right=")"),
    "bmatrix": Grid((), Layout.MATRIX, left="[", right="]"),
    "Bmatrix": Grid((), Layout.MATRIX, left="{", right="}"),
    "vmatrix": Grid((), Layout.MATRIX, left="|", right="|"),
    "Vmatrix": Grid((), Layout.MATRIX, left="‖", right="‖"),
    "cases": Grid((), Layout.CASES, "l", left="{"),
    "dcases": Grid((), Layout.CASES, "l", left="{"),
    "rcases": Grid((), Layout.CASES, "l", right="}"),
    "subarray": Grid((), Layout.STACK),
    "gather": Grid((), Layout.STACK),
    "gathered": Grid((), Layout.STACK),
    "multline": Grid((), Layout.STACK, "l"),
    "eqnarray": Grid((), Layout.ALIGNED, "rcl"),
} | {
    name: Grid((), Layout.ALIGNED, "rl")
    for name in (
        *("align", "aligned", "alignat", "alignedat", "split", "flalign"),
        *("equation", "displaymath", "math"),
    )
}


def environment(reader: Reader, token: Token) -> Node:
    r"""Read from `\begin` (taken already) to its `\end`."""
    name = reader.verbatim_text(token).strip()
    form = _FORMS.get(name.rstrip("*"))
    columns = _columns(reader, token, name) if form is not None else ""
    rows = reader.lines(_END)
    ended = reader.peek()
    if ended is None:
        reader.fail(token, FaultKind.UNBALANCED, f"\\begin{{{name}}} without \\end{{{name}}}")
    start, stop = reader.verbatim(reader.take())
    end = reader.source[start:stop].strip()
    if end != name:
        message = f"\\begin{{{name}}} is ended by \\end{{{end}}}"
        reader.fail(ended, FaultKind.UNBALANCED, message)
    if form is None:
        return _as_written(reader, token, name, stop + 1)
    if form.layout is Layout.ALIGNED and len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    return Grid(rows, form.layout, columns or form.columns, form.left, form.right)


def _columns(reader: Reader, token: Token, name: str) -> str:
    if reader.next_is("["):
        _position(reader)
    if name in {"array", "subarray"}:
        columns = _COLUMN.findall(_WIDTH.sub("c", reader.verbatim_text(token)))
        return "".join(columns)
    if name.startswith("align") and "at" in name:
        reader.verbatim(token)
    return ""


def _position(reader: Reader) -> None:
    start = reader.peek()
    if start is not None and re.compile(r"\[\s*[tbc]\s*\]").match(reader.source, start.offset):
        for _ in range(3):
            reader.take()


def _as_written(reader: Reader, token: Token, name: str, stop: int) -> Node:
    message = f"unknown environment {name}"
    reader.faults.append(Fault(token.offset, FaultKind.UNKNOWN, message))
    text = " ".join(reader.source[token.offset : stop].split())
    return Symbol(text, in_ascii(text))


def substack(reader: Reader, token: Token) -> Node:
    r"""Read `\substack{a \\ b}`: lines under one another."""
    opened = reader.first_of_argument(token)
    if opened.text != "{":
        reader.fail(opened, FaultKind.ARGUMENT, "\\substack needs lines in { }")
    rows = reader.lines(GROUP_END)
    if not reader.take_if("}"):
        reader.fail(opened, FaultKind.UNBALANCED, "this { is never closed")
    return Grid(rows, Layout.STACK)
