"""Units of measure as interviews use them.

Time, data, money, rates, shares, counted things and multiples of them.
"""

import re
from dataclasses import dataclass
from typing import Final

Dimensions = tuple[tuple[str, int], ...]

_MULTIPLES: Final = {
    **dict.fromkeys(("k", "K", "thousand", "thousands"), 1e3),
    **dict.fromkeys(("M", "mn", "mio", "million", "millions"), 1e6),
    **dict.fromkeys(("G", "bn", "billion", "billions"), 1e9),
    **dict.fromkeys(("T", "tn", "trillion", "trillions"), 1e12),
}
_SMALL: Final = {"": 1.0, "m": 1e-3, "u": 1e-6, "µ": 1e-6, "μ": 1e-6, "n": 1e-9, "p": 1e-12}
_LARGE: Final = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
_BINARY: Final = {f"{letter}i": 1024.0**n for n, letter in enumerate("KMGTPE", 1)}

_DAY: Final = 86_400.0
_YEAR: Final = 365.25 * _DAY


def _symbols() -> dict[str, tuple[float, str]]:
    """Every symbol with its size and its dimension; case counts."""
    table = {f"{prefix}s": (size, "time") for prefix, size in _SMALL.items()}
    for prefix, size in {**_LARGE, **_BINARY}.items():
        table |= {f"{prefix}B": (size, "data"), f"{prefix}b": (size / 8, "data")}
        table |= {f"{prefix}bit": (size / 8, "data"), f"{prefix}byte": (size, "data")}
    for prefix, size in _LARGE.items():
        table |= {f"{prefix}FLOP": (size, "flop"), f"{prefix}Hz": (size, "frequency")}
        table |= {f"{prefix}W": (size, "power"), f"{prefix}Wh": (size * 3600, "energy")}
    for prefix in ("k", "", "c", "m"):
        table[f"{prefix}m"] = ({"k": 1e3, "c": 1e-2, "m": 1e-3}.get(prefix, 1.0), "length")
    return table


_WORDS: Final[dict[str, tuple[float, str]]] = {
    **dict.fromkeys(("sec", "second"), (1.0, "time")),
    **dict.fromkeys(("msec", "millisecond"), (1e-3, "time")),
    **dict.fromkeys(("usec", "microsecond"), (1e-6, "time")),
    **dict.fromkeys(("nsec", "nanosecond"), (1e-9, "time")),
    **dict.fromkeys(("min", "minute"), (60.0, "time")),
    **dict.fromkeys(("h", "hr", "hour"), (3600.0, "time")),
    **dict.fromkeys(("d", "day"), (_DAY, "time")),
    **dict.fromkeys(("wk", "week"), (7 * _DAY, "time")),
    **dict.fromkeys(("mo", "month"), (_YEAR / 12, "time")),
    **dict.fromkeys(("y", "yr", "year"), (_YEAR, "time")),
    **dict.fromkeys(("byte",), (1.0, "data")),
    **dict.fromkeys(("bit",), (0.125, "data")),
    **{
        f"{name}byte": (1000.0**n, "data")
        for n, name in enumerate(("kilo", "mega", "giga", "tera", "peta"), 1)
    },
    **{
        f"{name}byte": (1024.0**n, "data")
        for n, name in enumerate(("kibi", "mebi", "gibi", "tebi", "pebi"), 1)
    },
    **dict.fromkeys(("$", "usd", "us$", "dollar"), (1.0, "dollar")),
    **dict.fromkeys(("¢", "cent"), (0.01, "dollar")),
    **dict.fromkeys(("€", "eur", "euro"), (1.0, "euro")),
    **dict.fromkeys(("£", "gbp"), (1.0, "pound")),
    "flop": (1.0, "flop"),
    "meter": (1.0, "length"),
    "metre": (1.0, "length"),
    "kilometer": (1e3, "length"),
    "kilometre": (1e3, "length"),
    "watt": (1.0, "power"),
    "hertz": (1.0, "frequency"),
    **dict.fromkeys(("%", "percent", "pct", "pp"), (0.01, "")),
    **dict.fromkeys(("‰", "permille"), (0.001, "")),
    **dict.fromkeys(("x", "time", "fold", "*"), (1.0, "")),
}
_RATES: Final = {
    **dict.fromkeys(("qps", "rps", "tps", "iops"), (1.0, (("time", -1),))),
    **{
        f"{prefix}{unit}ps": (size * part, (("data", 1), ("time", -1)))
        for prefix, size in _LARGE.items()
        for unit, part in (("B", 1.0), ("b", 0.125), ("bit", 0.125))
    },
    **{
        f"{prefix}bps": (size / 8, (("data", 1), ("time", -1)))
        for prefix, size in (("k", 1e3), ("m", 1e6), ("g", 1e9), ("t", 1e12))
    },
    **{f"{prefix}FLOPS": (size, (("flop", 1), ("time", -1))) for prefix, size in _LARGE.items()},
}
_SYMBOLS: Final = _symbols()
_NOUNS: Final = {
    "tok": "token",
    "req": "request",
    "op": "operation",
    "ops": "operation",
    "param": "parameter",
    "querie": "query",
}
_PART = re.compile(r"[^\W\d_]+\$?|[%‰$€£¢*]|/|\^?-?\d")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its size in base units, its dimensions, and the things counted, in the singular."""

    text: str
    size: float
    dimensions: Dimensions = ()
    nouns: tuple[str, ...] = ()

    @property
    def percent(self) -> bool:
        """Whether this is a share in hundredths."""
        return not self.dimensions and not self.nouns and self.size == 0.01

    @property
    def multiple(self) -> bool:
        """Whether this only multiplies: ``k``, ``million``."""
        return not self.dimensions and not self.nouns and self.size > 1


def unit(text: str, *, data: bool = True) -> Unit | None:
    """The unit that ``text`` names, or None if it is none.

    Without ``data`` a lone ``B`` is a billion, not a byte. A word that is no known unit is taken
    for a counted thing (``requests``).
    """
    source = re.sub(r"\bper\b", "/", text.strip().rstrip("."))
    source = source.replace("·", " ").replace("-", " ")
    parts = _PART.findall(source)
    if not parts or len(text) > _LONGEST or "".join(parts) != re.sub(r"\s+", "", source):
        return None
    size, powers, nouns, sign = 1.0, dict[str, int](), list[str](), 1
    for part in parts:
        if part == "/":
            if sign < 0:
                return None
            sign = -1
            continue
        if part.lstrip("^-").isdigit():
            return None
        factor, dimensions, noun = _word(part, data=data)
        size *= factor**sign
        for name, power in dimensions:
            powers[name] = powers.get(name, 0) + sign * power
        nouns += [noun] if noun else []
    if parts[-1] == "/":
        return None
    kept = tuple(sorted((name, power) for name, power in powers.items() if power))
    return Unit(text.strip(), size, kept, tuple(sorted(nouns)))


def _word(part: str, *, data: bool) -> tuple[float, Dimensions, str]:
    """Size, dimensions and counted thing of one word."""
    if part in {"B", "b"} and not data:
        return 1e9, (), ""
    folded, name = part.casefold(), _singular(part.casefold())
    for rate in (part, folded):
        if rate in _RATES:
            return (*_RATES[rate], "")
    if part not in _SYMBOLS:
        for multiple in (part, folded):
            if multiple in _MULTIPLES:
                return _MULTIPLES[multiple], (), ""
    for table, key in ((_SYMBOLS, part), (_WORDS, folded), (_WORDS, name), (_FOLDED, folded)):
        if key in table:
            size, dimension = table[key]
            return size, ((dimension, 1),) if dimension else (), ""
    return 1.0, (), _NOUNS.get(name, name)


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("xes", "x"), ("s", "")):
        if len(word) > len(ending) + 1 and word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word


def _folded() -> dict[str, tuple[float, str]]:
    """Symbols in small letters, for ``gb`` and ``MS``.

    Bytes before bits, and never a prefix that case decides.
    """
    table: dict[str, tuple[float, str]] = {}
    for symbol, meaning in sorted(_SYMBOLS.items(), key=lambda row: not row[0].endswith("B")):
        if len(symbol) > 1:
            table.setdefault(symbol.casefold(), meaning)
            table.setdefault(symbol.casefold() + "s", meaning)
    table["s"] = _SYMBOLS["s"]
    return table


_FOLDED: Final = _folded()


def neighbours(of: Unit) -> tuple[Unit, ...]:
    """Known units of the same dimension as ``of``.

    What an answer may have been given in by mistake.
    """
    if len(of.dimensions) != 1 or of.dimensions[0][1] != 1:
        return ()
    dimension = of.dimensions[0][0]
    names = {
        "time": ("ns", "µs", "ms", "s", "min", "h", "days", "weeks", "months", "years"),
        "data": ("bits", "bytes", "KB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "Gbit"),
        "dollar": ("cents", "$"),
    }.get(dimension, ())
    found = (unit(name) for name in names)
    return tuple(other for other in found if other is not None and other.size != of.size)
