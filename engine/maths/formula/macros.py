"""The commands that take arguments or change what follows, each as a function from reader to tree."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import cast

from engine.maths.formula.accents import ACCENTS
from engine.maths.formula.alphabets import Alphabet
from engine.maths.formula.environments import environment, substack
from engine.maths.formula.faults import FaultKind
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.reader import EMPTY, Macro, Reader
from engine.maths.formula.symbols import COMMANDS, negated
from engine.maths.formula.tokens import Token
from engine.maths.formula.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Kind,
    Middle,
    Node,
    Root,
    Row,
    Script,
    Space,
    Stacked,
    Symbol,
    Tag,
    alone,
)

_RIGHT = frozenset({"\\right"})
_UNDER_WORDS = frozenset(
    {"argmin", "argmax", "arg min", "arg max", "min", "max", "lim", "sup", "inf"}
)
_ESCAPED = re.compile(r"\\([%_&#$ {}])")
_THIN = re.compile(r"\\[,:;> ]|~")
_WRAPPED = re.compile(r"\\(?:mathrm|text|rm|!)\b|\\!|[{}]")
_INNER_MATHS = re.compile(r"(?<!\\)\$")


def _fraction(reader: Reader, token: Token) -> Node:
    small = token.text in {"\\tfrac", "\\sfrac", "\\nicefrac"}
    return Fraction(reader.argument(token), reader.argument(token), small)


def _binomial(reader: Reader, token: Token) -> Node:
    return Binomial(reader.argument(token), reader.argument(token))


def _root(reader: Reader, token: Token) -> Node:
    index = reader.option()
    return Root(reader.argument(token), index)


def _fenced(reader: Reader, token: Token) -> Node:
    left = reader.delimiter(token)
    body = reader.row(_RIGHT)
    if not reader.take_if("\\right"):
        reader.fail(token, FaultKind.UNBALANCED, "\\left without \\right after it")
    return Fenced(left, body, reader.delimiter(token))


def _middle(reader: Reader, token: Token) -> Node:
    return Middle(reader.delimiter(token))


def _big_bracket(reader: Reader, token: Token) -> Node:
    mark = reader.delimiter(token)
    kind = {"l": Kind.OPEN, "r": Kind.CLOSE, "m": Kind.RELATION}.get(token.text[-1])
    if kind is None:
        kind = Kind.ORDINARY
        for opening, closing in ("()", "[]", "{}", "⟨⟩", "⌊⌋", "⌈⌉", "||", "‖‖"):
            if mark in {opening, closing}:
                kind = Kind.OPEN if mark == opening else Kind.CLOSE
                kind = Kind.BAR if opening == closing else kind
    return Symbol(mark, in_ascii(mark), kind)


def _in(alphabet: Alphabet) -> Macro:
    def read(reader: Reader, token: Token) -> Node:
        before, reader.alphabet = reader.alphabet, alphabet
        node = reader.argument(token)
        reader.alphabet = before
        return node

    return read


def _switch(alphabet: Alphabet) -> Macro:
    def read(reader: Reader, _token: Token) -> Node:
        reader.alphabet = alphabet
        return EMPTY

    return read


def _text(reader: Reader, token: Token) -> Node:
    start, stop = reader.verbatim(token)
    items: list[Node] = []
    cuts = [start, *(m.start() for m in _INNER_MATHS.finditer(reader.source, start, stop)), stop]
    for number, (before, after) in enumerate(pairwise(cuts)):
        begin = before if number == 0 else before + 1
        if number % 2:
            items.append(_inner_maths(reader, begin, after))
        elif begin < after:
            text = _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[{}]", "", reader.source[begin:after]))
            text = re.sub(r"\s", " ", text.replace("~", " "))
            items.append(Symbol(text, in_ascii(text)))
    return alone(Row(tuple(items)))


def _inner_maths(reader: Reader, start: int, stop: int) -> Node:
    inner = Reader(reader.source, start, stop, reader.macros, reader.depth)
    node = inner.document()
    reader.faults.extend(inner.faults)
    return node


def _operator(reader: Reader, token: Token) -> Node:
    limits = reader.take_if("*")
    word = _WRAPPED.sub("", _THIN.sub(" ", reader.verbatim_text(token))).strip()
    limits = limits or word in _UNDER_WORDS
    return Symbol(word, in_ascii(word), Kind.OPERATOR, limits=limits)


def _as(kind: Kind) -> Macro:
    def read(reader: Reader, token: Token) -> Node:
        node = reader.argument(token)
        limits = kind is Kind.OPERATOR
        return replace(node, kind=kind, limits=limits) if isinstance(node, Symbol) else node

    return read


def _accent(reader: Reader, token: Token) -> Node:
    mark, body = ACCENTS[token.text[1:]], reader.argument(token)
    if isinstance(body, Script) and isinstance(body.base, Symbol) and not mark.stretches:
        return replace(body, base=Accent(mark, body.base))
    return Accent(mark, body)


def _not(reader: Reader, token: Token) -> Node:
    node = reader.argument(token)
    return negated(node) if isinstance(node, Symbol) else Row((Symbol("¬", "not "), node))


def _brace(reader: Reader, token: Token) -> Node:
    return Brace(reader.argument(token), over=token.text.startswith("\\over"))


def _stacked(reader: Reader, token: Token) -> Node:
    small, base = reader.argument(token), _one_word(reader.argument(token))
    above, below = (None, small) if token.text == "\\underset" else (small, None)
    if isinstance(base, Symbol) and base.kind is Kind.OPERATOR:
        return Script(base, below, above, stacked=True)
    return Stacked(base, above, below)


def _one_word(node: Node) -> Node:
    """Give `arg min` and its like as one word, anything else as it is."""
    words = (
        [item for item in node.items if isinstance(item, Symbol)] if isinstance(node, Row) else []
    )
    if not words or words != list(cast("Row", node).items):
        return node
    if any(word.kind is not Kind.OPERATOR or word.big for word in words):
        return node
    text = " ".join(word.text for word in words)
    return Symbol(text, in_ascii(text), Kind.OPERATOR, limits=True)


def _arrow(reader: Reader, token: Token) -> Node:
    below = reader.option()
    return Stacked(COMMANDS[token.text[2:]], reader.argument(token), below, arrow=True)


def _boxed(reader: Reader, token: Token) -> Node:
    return Boxed(reader.argument(token))


def _space(cells: int) -> Macro:
    return lambda _reader, _token: Space(cells)


def _nothing(_reader: Reader, _token: Token) -> Node:
    return EMPTY


def _drop_argument(reader: Reader, token: Token) -> Node:
    reader.verbatim(token)
    return EMPTY


def _blank_argument(reader: Reader, token: Token) -> Node:
    reader.take_if("*")
    reader.verbatim(token)
    return Space(1)


def _only_argument(reader: Reader, token: Token) -> Node:
    return reader.argument(token)


def _second_argument(reader: Reader, token: Token) -> Node:
    reader.verbatim(token)
    return reader.argument(token)


def _tag(reader: Reader, token: Token) -> Node:
    starred = reader.take_if("*")
    text = reader.verbatim_text(token).strip().replace("$", "")
    return Tag(text if starred else f"({text})")


def _modulo(reader: Reader, token: Token) -> Node:
    body = (Symbol("mod", "mod", Kind.OPERATOR), reader.argument(token))
    return Row((Space(2), Fenced("(", Row(body), ")")))


def _table(*groups: tuple[str, Macro]) -> dict[str, Macro]:
    return {name: macro for names, macro in groups for name in names.split()}


MACROS: dict[str, Macro] = _table(
    ("frac dfrac tfrac cfrac sfrac nicefrac", _fraction),
    ("binom dbinom tbinom", _binomial),
    ("sqrt", _root),
    ("left", _fenced),
    ("middle", _middle),
    ("big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr", _big_bracket),
    ("bigm Bigm biggm Biggm", _big_bracket),
    ("mathbb Bbb mathds", _in(Alphabet.BLACKBOARD)),
    ("mathcal mathscr cal", _in(Alphabet.SCRIPT)),
    ("mathfrak frak", _in(Alphabet.FRAKTUR)),
    ("mathbf boldsymbol bm pmb symbf", _in(Alphabet.BOLD)),
    ("mathrm mathsf mathtt mathit symup symsf", _in(Alphabet.UPRIGHT)),
    ("mathnormal", _in(Alphabet.ITALIC)),
    ("bf", _switch(Alphabet.BOLD)),
    ("rm sf tt it", _switch(Alphabet.UPRIGHT)),
    ("text textrm textbf textit textsf texttt textnormal textup mbox hbox emph", _text),
    ("operatorname operatornamewithlimits", _operator),
    ("mathop", _as(Kind.OPERATOR)),
    ("mathbin", _as(Kind.BINARY)),
    ("mathrel", _as(Kind.RELATION)),
    ("mathord", _as(Kind.ORDINARY)),
    ("mathopen", _as(Kind.OPEN)),
    ("mathclose", _as(Kind.CLOSE)),
    ("mathpunct", _as(Kind.PUNCTUATION)),
    (" ".join(ACCENTS), _accent),
    ("not", _not),
    ("underbrace overbrace underbracket overbracket", _brace),
    ("overset underset stackrel", _stacked),
    ("xrightarrow xleftarrow xRightarrow xLeftarrow xmapsto", _arrow),
    ("boxed fbox", _boxed),
    (", : ; > thinspace medspace thickspace nobreakspace space enspace", _space(1)),
    ("quad", _space(2)),
    ("qquad", _space(4)),
    ("! / - negthinspace negmedspace hline hfill hfil nonumber notag allowbreak null", _nothing),
    ("displaystyle textstyle scriptstyle scriptscriptstyle strut mathstrut", _nothing),
    ("noindent centering limits nolimits relax normalsize small large", _nothing),
    ("label color vphantom cline", _drop_argument),
    ("phantom hphantom hspace mspace vspace", _blank_argument),
    ("smash mathinner ensuremath", _only_argument),
    ("textcolor colorbox", _second_argument),
    ("tag", _tag),
    ("pmod", _modulo),
    ("begin", environment),
    ("substack", substack),
) | {" ": _space(1)}
