"""The collection's settings, read from ``redrill.toml``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.errors import UsageError
from engine.memory.policy import RECALLED, Policy

THEMES = ("dark", "light", "high-contrast")
ORDERS = ("due", "retrievability")
MATHS = ("unicode", "ascii", "latex")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a learner may set. The values here are what counts where the file is silent."""

    retention: float = 0.90
    """Wanted probability of recall on the due day, 0.70-0.99; a deck may say otherwise."""
    new_per_day: int = 10
    reviews_per_day: int = 200
    minutes: int = 120
    """Minutes a day for reviews; what is over it is put off to named days."""
    order: str = "due"
    """``due`` (due day, then random) or ``retrievability`` (what is remembered best first)."""
    bury_siblings: bool = True
    rollover: time = time(4)
    """Local time at which the next study day begins."""
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    learn_ahead: timedelta = timedelta(minutes=20)
    """A card in steps is shown this long before its time when nothing else is left."""
    maximum_interval: int = 36500
    leech_lapses: int = 8
    fuzz: bool = True
    theme: str = "dark"
    maths: str = "unicode"
    """``unicode``, ``ascii``, or ``latex`` (the source, for screen readers)."""
    editor: str = ""
    """Command that opens a deck file; empty: ``$VISUAL``, then ``$EDITOR``."""
    learner: str = "me"
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Action name to key, for the terminal app."""

    def policy(self, kind: Policy, retention: float | None = None) -> Policy:
        """The policy of a kind under these settings; ``retention`` is what the deck's front matter says.

        A kind that has no steps keeps none, and a kind that aims lower than the default keeps its own retention
        unless the deck says otherwise.
        """
        own = kind.retention != RECALLED.retention
        wanted = retention or (kind.retention if own else self.retention)
        return replace(
            kind,
            retention=wanted,
            learning_steps=self.learning_steps if kind.learning_steps else (),
            relearning_steps=self.relearning_steps if kind.relearning_steps else (),
            maximum_interval=self.maximum_interval,
            leech_lapses=self.leech_lapses,
            fuzz=self.fuzz,
        )


def load(path: Path) -> Settings:
    """The settings in ``path``; the defaults if there is no such file. Raises UsageError naming file and key."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path}: {error}") from None
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return Settings()
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    return parse(values, str(path))


def parse(values: Mapping[str, Any], source: str) -> Settings:
    """Settings from TOML values. Raises UsageError that says which key of ``source`` is wrong and what it may be."""
    settings = Settings()
    for name, value in values.items():
        if name not in READERS:
            known = ", ".join(sorted(READERS))
            raise UsageError(f"{source}: unknown setting {name!r}; there are {known}")
        try:
            settings = replace(settings, **{name: READERS[name](value)})
        except (ValueError, TypeError, OverflowError) as error:
            raise UsageError(f"{source}: {name} = {value!r}: {error}") from None
    return settings


def _retention(value: Any) -> float:
    try:
        return Policy().with_retention(float(value)).retention
    except UsageError as error:
        raise ValueError(str(error)) from None


def _count(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return value

    return read


def _one_of(*names: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in names:
            raise ValueError(f"write one of {', '.join(names)}")
        return str(value)

    return read


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("write true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("write a text in quotes")
    return value


def _time(value: Any) -> time:
    if isinstance(value, time):
        return value
    return time.fromisoformat(_text(value))


_DURATION = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def duration(value: Any) -> timedelta:
    """A length of time such as ``30s``, ``10m``, ``2h`` or ``1d``. Raises ValueError."""
    match = _DURATION.fullmatch(_text(value).strip())
    if match is None or int(match[1]) == 0:
        raise ValueError("write a length of time such as 30s, 10m, 2h or 1d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _steps(value: Any) -> tuple[timedelta, ...]:
    parts = value.split() if isinstance(value, str) else list(value)
    if len(parts) > 10:
        raise ValueError("write at most ten steps")
    return tuple(duration(part) for part in parts)


def _keys(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value.values()):
        raise TypeError('write a table of action = "key"')
    return MappingProxyType(dict(value))


READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "retention": _retention,
        "new_per_day": _count(0, 9999),
        "reviews_per_day": _count(0, 99999),
        "minutes": _count(1, 1440),
        "order": _one_of(*ORDERS),
        "bury_siblings": _truth,
        "rollover": _time,
        "learning_steps": _steps,
        "relearning_steps": _steps,
        "learn_ahead": duration,
        "maximum_interval": _count(1, 36500),
        "leech_lapses": _count(1, 99),
        "fuzz": _truth,
        "theme": _one_of(*THEMES),
        "maths": _one_of(*MATHS),
        "editor": _text,
        "learner": _text,
        "keys": _keys,
    }
)
