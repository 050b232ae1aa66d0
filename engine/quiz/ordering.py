"""Items to be put into the right order."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.fields import Entry, read
from engine.quiz.kind import Faces, Parsed
from engine.quiz.naming import Names, letters
from engine.quiz.plain import plain
from engine.quiz.shuffle import displaced, seed_of

_MOST = 20_000
"""Characters of an answer that are looked at."""
_BREAK = re.compile(r"\s*(?:[,;>→]|->)\s*|\s+")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(.*)")


@dataclass(frozen=True, slots=True)
class Order:
    """The items, in the right order; each is one line of Markdown."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """One item a line, after ``- ``, in the right order."""

    name: str = "ordering"
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The items: at least two, all different."""
        if note.fence is None:
            return Parsed(None, (_fault(note, note.line, 1, "there is no ```ordering block"),))
        entries = [entry for entry in read(note.fence, frozenset()) if entry.text]
        items = _unnumbered(tuple(entry.text for entry in entries))
        findings: list[Finding] = []
        if len(items) < 2:
            message = "an order needs at least two items, one a line after `- `"
            findings.append(_fault(note, note.fence.line, 1, message))
        seen: set[str] = set()
        for entry, item in zip(entries, items, strict=True):
            findings += _item_faults(note, entry, item, seen)
            seen.add(plain(item))
        return Parsed(None if findings else Order(items), tuple(findings))

    def start(self, spec: Order, seed: int) -> Attempt:
        """The items in an order that the seed fixes and that is not the right one."""
        return Attempt(spec, seed, Form.ORDER, displaced(spec.items, seed))

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt, judged: items one a line, or numbers or letters of the order shown."""
        return attempt if attempt.done else attempt.judged(given, _check(attempt, given[:_MOST]))

    def prove(self, note: Note, spec: Order) -> tuple[Finding, ...]:
        """Nothing more can be proved of an order."""
        del note, spec
        return ()

    def prompt(self, note: Note, suffix: str) -> str:
        """The prompt, without the items."""
        del suffix
        return note.prompt

    def solution(self, note: Note, spec: Order | None, suffix: str) -> str:
        """The items in the right order, numbered, and the explanation."""
        del suffix
        right = "\n".join(f"{n}. {item}" for n, item in enumerate(spec.items, 1)) if spec else ""
        return "\n\n".join(part for part in (right, note.answer) if part)

    def faces(self, note: Note, spec: Order, suffix: str) -> Faces:
        """Shuffled items in front, in an order that the note's id fixes; the right order behind."""
        shown = "\n".join(f"- {item}" for item in displaced(spec.items, seed_of(note.id)))
        return Faces(f"{note.prompt}\n\n{shown}", self.solution(note, spec, suffix))


def _item_faults(note: Note, entry: Entry, item: str, seen: set[str]) -> list[Finding]:
    if entry.body.strip():
        message = "an item is one line: put its text on the line of its `- `"
        return [_fault(note, entry.line + 1, 1, message)]
    if plain(item) in seen:
        message = f"the item {item!r} stands there twice"
        return [_fault(note, entry.line, entry.column, message)]
    return []


def _unnumbered(items: tuple[str, ...]) -> tuple[str, ...]:
    """The items without their numbers, if they are numbered from 1 on.

    Numbers give the order away.
    """
    matches = [_NUMBERED.fullmatch(item) for item in items]
    texts = [match[2] for n, match in enumerate(matches, 1) if match and int(match[1]) == n]
    return tuple(texts) if len(texts) == len(items) else items


def _check(attempt: Attempt, given: str) -> Check:
    spec: Order = attempt.spec
    expected = "\n".join(map(plain, spec.items))
    if not given.strip():
        message = "Put the items in order first."
        return Check(Verdict.INVALID, message, "blank", expected=expected)
    order, unknown = _order(attempt, given)
    fault = _not_a_permutation(spec, order, unknown)
    if fault:
        return Check(Verdict.INVALID, fault, "items", expected=expected)
    if order == list(range(len(order))):
        return Check(Verdict.RIGHT, "Right.", expected=expected)
    place = next(place for place, index in enumerate(order) if place != index)
    message = (
        f"Place {place + 1} holds “{plain(spec.items[order[place]])}”; "
        f"“{plain(spec.items[place])}” belongs there."
    )
    run = _longest_run(order)
    if run > 1:
        message += f" {run} of {len(order)} follow each other rightly."
    return Check(Verdict.WRONG, message, "order", expected=expected)


def _order(attempt: Attempt, given: str) -> tuple[list[int], list[str]]:
    """Indices of the items in the order given, and what is no item."""
    spec: Order = attempt.spec
    names = Names(spec.items)
    lines = [line.strip() for line in given.splitlines() if line.strip()]
    found = [names.find(line) for line in lines]
    order = [index for index in found if index is not None]
    unknown = [line for line, index in zip(lines, found, strict=True) if index is None]
    if unknown and not order:
        tokens = [token for line in lines for token in _BREAK.split(line) if token]
        items = [names.find(token) for token in tokens]
        if all(item is not None for item in items):
            return [item for item in items if item is not None], []
        if all(token.isdecimal() for token in tokens):
            unknown = [token for token in tokens if _place(token, len(attempt.options)) is None]
        places = _places(tokens, len(attempt.options))
        if places is not None:
            return [spec.items.index(attempt.options[place]) for place in places], []
    return order, unknown


def _places(tokens: list[str], count: int) -> tuple[int, ...] | None:
    """Places, from 0, that numbers or letters mean in the order shown."""
    places = [_place(token, count) for token in tokens]
    if all(place is not None for place in places):
        return tuple(place for place in places if place is not None)
    return letters(" ".join(tokens), count)


def _place(token: str, count: int) -> int | None:
    """The place, from 0, that a number from 1 to ``count`` means."""
    if not (token.isascii() and token.isdecimal() and len(token) < 4):
        return None
    return int(token) - 1 if 1 <= int(token) <= count else None


def _not_a_permutation(spec: Order, order: list[int], unknown: list[str]) -> str:
    """Why ``order`` is not every item once; empty if it is."""
    if unknown:
        return f"“{unknown[0][:200]}” is none of the items."
    times = Counter(order)
    twice = [plain(spec.items[index]) for index in times if times[index] > 1]
    missing = [plain(item) for index, item in enumerate(spec.items) if index not in times]
    parts = [f"“{text}” is there more than once." for text in twice]
    parts += [f"“{text}” is missing." for text in missing]
    return " ".join(parts)


def _longest_run(order: list[int]) -> int:
    """The most items in a row of which each is directly followed by the one that belongs there."""
    longest = run = 1
    for before, after in pairwise(order):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest


def _fault(note: Note, line: int, column: int, message: str) -> Finding:
    return Finding(note.file, line, column, Level.ERROR, "ordering", message)


ORDERING = Ordering()
