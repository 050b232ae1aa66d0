"""Declarations: which symbols a card speaks of, their shapes in the card's letters, and where their values lie."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.maths.expression.fault import BadGoalError
from engine.maths.expression.names import CONSTANTS, canonical
from engine.maths.expression.tree import Node

Dim = str | int
Shape = tuple[Dim, Dim]
SCALAR: Shape = (1, 1)

_DOMAINS = {
    "positive": "positive", "> 0": "positive", "negative": "negative", "< 0": "negative", "nonnegative": "nonnegative",
    "non-negative": "nonnegative", ">= 0": "nonnegative", "≥ 0": "nonnegative", "nonzero": "nonzero",
    "!= 0": "nonzero", "≠ 0": "nonzero", "binary": "binary", "in {0,1}": "binary", "probability": "probability",
    "in (0,1)": "probability", "in [0,1]": "probability", "simplex": "simplex", "onehot": "onehot",
    "one-hot": "onehot", "spd": "spd", "psd": "spd", "symmetric": "symmetric", "random": "random", "real": "real",
    "orthonormal": "orthonormal", "orthogonal": "orthonormal", "unit": "unit", "centered": "centred",
    "centred": "centred", "zero-mean": "centred", "standard": "standard", "integer": "integer",
    "triangular": "triangular", "diagonal": "diagonal", "invertible": "invertible", "sign": "sign",
    "in {-1,1}": "sign", "in {-1,+1}": "sign", "in {1,-1}": "sign", "bernoulli": "bernoulli",
    "independent": "independent",
}  # fmt: skip
_MATRIX_DOMAINS = {"spd", "symmetric", "triangular", "diagonal", "invertible"}
_LETTER = re.compile(r"[^\W\d_]+(?:_?\{?\w+\}?)?|[1-9]\d?", re.UNICODE)
_CALLED = re.compile(
    r"(simplex|onehot|one-hot|spd|psd|symmetric|binary|random|unit)\s*\(([^()]*)\)"
)
_BERNOULLI = re.compile(r"bernoulli\s*\(\s*(\w+|\\\w+)\s*\)")
_BARE = re.compile(r"\s*(≥|≤|≠|>=|<=|!=|>|<|∈|\bin\b|\\in\b)\s*")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One declared symbol: canonical name, shape (rows, columns) in letters or numbers, and domain words.

    A Bernoulli symbol names its probability in `chance`.
    """

    name: str
    shape: Shape
    domain: frozenset[str] = frozenset()
    chance: str = ""

    @property
    def random(self) -> bool:
        """Whether E and Var average over it."""
        return "random" in self.domain

    @property
    def scalar(self) -> bool:
        """Whether it is a single number."""
        return self.shape == SCALAR


@dataclass(frozen=True, slots=True)
class Symbols:
    """What a card declares: symbols, the letters of their dimensions, and named definitions in order."""

    entries: tuple[Symbol, ...]
    dims: tuple[str, ...]
    definitions: tuple[tuple[str, Node], ...] = ()
    table: Mapping[str, Symbol] = field(default_factory=dict, compare=False, repr=False)
    defined: Mapping[str, Node] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", {entry.name: entry for entry in self.entries})
        object.__setattr__(self, "defined", dict(self.definitions))

    def knows(self, name: str) -> bool:
        """Whether a canonical name is a symbol, a dimension or a definition."""
        return name in self.table or name in self.dims or name in self.defined

    def names(self) -> tuple[str, ...]:
        """Give every known name."""
        return (*self.table, *self.defined, *self.dims)

    def constant(self, name: str) -> bool:
        """Whether a name means e or π here."""
        return name in CONSTANTS and not self.knows(name)

    def with_definition(self, name: str, body: Node) -> "Symbols":
        """Give the same with one definition more; a symbol of that name steps back."""
        entries = tuple(entry for entry in self.entries if entry.name != name)
        kept = tuple(item for item in self.definitions if item[0] != name)
        return Symbols(entries, self.dims, (*kept, (name, body)))

    def with_symbol(self, symbol: Symbol) -> "Symbols":
        """Give the same with one symbol more; a definition of that name steps back."""
        entries = tuple(entry for entry in self.entries if entry.name != symbol.name)
        kept = tuple(item for item in self.definitions if item[0] != symbol.name)
        return Symbols((*entries, symbol), self.dims, kept)


def declare(symbols: Mapping[str, str]) -> Symbols:
    """Read declarations such as `{"X": "n x d", "λ": "scalar | positive", "y": "n in {0,1}", "S": "spd(d)"}`.

    Raises:
        BadGoalError: naming the symbol whose declaration cannot be read.
    """
    entries: dict[str, Symbol] = {}
    for raw, text in symbols.items():
        if not isinstance(raw, str) or not isinstance(text, str):
            raise BadGoalError(f"symbol {raw!r}: a name and a shape are texts")
        for symbol in _entries(raw, text):
            if symbol.name in entries:
                raise BadGoalError(f"symbol “{raw}” is declared twice")
            entries[symbol.name] = symbol
    dims = list(dict.fromkeys(_letters(entries.values())))
    for name in [name for name in dims if name in entries]:
        if not entries[name].scalar:
            raise BadGoalError(f"“{name}” is both a dimension and a symbol with a shape")
        del entries[name]
    _check_chances(entries)
    return Symbols(tuple(entries.values()), tuple(dims))


def _check_chances(entries: Mapping[str, Symbol]) -> None:
    for symbol in entries.values():
        if symbol.chance and (
            symbol.chance not in entries or "probability" not in entries[symbol.chance].domain
        ):
            raise BadGoalError(
                f"symbol “{symbol.name}”: declare “{symbol.chance}” as scalar | probability"
            )


def _letters(entries: Iterable[Symbol]) -> list[str]:
    return [dim for entry in entries for dim in entry.shape if isinstance(dim, str)]


def _entries(raw: str, text: str) -> list[Symbol]:
    """Read one declaration; `a, b: d` declares two symbols."""
    shape_text, _, domain_text = text.partition("|")
    shape_text = shape_text.replace("\\times", "×").replace("\\mathbb{R}", "ℝ").strip()
    words: list[str] = []
    chance = ""
    if found := _BERNOULLI.search(text):
        words.append("bernoulli")
        chance = canonical(found[1])
        domain_text = domain_text.replace(found[0], " ")
    if called := _CALLED.fullmatch(shape_text):
        words.append(_DOMAINS[called[1]])
        shape_text = called[2]
        if words[-1] in _MATRIX_DOMAINS and not re.search(r"[x×,]", shape_text):
            shape_text = f"{shape_text} x {shape_text}"
    elif relation := _BARE.search(shape_text):
        tail = shape_text[relation.start() :]
        if "ℝ" not in tail:
            words.append(_domain(raw, tail))
            shape_text = shape_text[: relation.start()] or "scalar"
    words += _domains(raw, domain_text)
    shape = _shape(raw, shape_text)
    if set(words) & _MATRIX_DOMAINS and shape[0] != shape[1]:
        if shape[1] != 1:
            raise BadGoalError(f"symbol “{raw}”: {words[-1]} needs a square matrix")
        shape = (shape[0], shape[0])
    names = [canonical(part) for part in raw.split(",")]
    if not all(names) or any(re.search(r"[\s()+/=]", name) for name in names):
        raise BadGoalError(f"symbol “{raw}”: this is no name")
    return [Symbol(name, shape, frozenset(words) - {"real"}, chance) for name in names]


def _domains(raw: str, text: str) -> list[str]:
    text = text.strip()
    if not text:
        return []
    if re.sub(r"\s+", " ", text.replace(" ,", ",")) in _DOMAINS or _BARE.match(text):
        return [_domain(raw, text)]
    return [_domain(raw, word) for word in re.split(r"[\s,;|]+", text) if word]


def _domain(raw: str, text: str) -> str:
    plain = text.strip().replace("\\in", "in").replace("∈", "in").replace("\\", "")
    plain = re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", plain))
    plain = re.sub(r"^(>=|≥|!=|≠|>|<)\s*0$", r"\1 0", plain)
    if plain.lower() not in _DOMAINS:
        raise BadGoalError(f"symbol “{raw}”: “{text.strip()}” is no domain known here")
    return _DOMAINS[plain.lower()]


def _shape(raw: str, text: str) -> Shape:
    text = re.sub(r"^(in|∈|\\in)?\s*[ℝR]\s*\^\s*\{?([^{}]*)\}?$", r"\2", text.strip())
    text = text.strip("() ")
    if text in {"scalar", "", "1", "ℝ", "number", "1 x 1"}:
        return SCALAR
    parts = [part for part in re.split(r"\s*[×,*]\s*|\s+x\s+|(?<=\w)x(?=\w)", text) if part]
    if len(parts) not in (1, 2) or not all(_LETTER.fullmatch(part) for part in parts):
        raise BadGoalError(f"symbol “{raw}”: “{text}” is no shape; write scalar, d or n x d")
    dims: list[Dim] = [int(part) if part.isdigit() else canonical(part) for part in parts]
    return (dims[0], dims[1] if len(dims) == 2 else 1)


def shape_text(shape: Shape) -> str:
    """Write a shape in the card's letters: `scalar`, `d×1`, `n×d`."""
    from engine.maths.expression.names import shown

    if shape == SCALAR:
        return "scalar"
    return "×".join(str(dim) if isinstance(dim, int) else shown(dim) for dim in shape)
