"""The linter: every rule by name, and what they find in some decks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.deck.finding import Finding, Level
from engine.deck.note import DeckFile
from engine.lint import answers, coverage, likeness, maths, prompts, references
from engine.lint.subject import Subject, subjects

_ERROR, _WARNING = Level.ERROR, Level.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for single notes: its name, how bad it is, why it is there, what it says of a note."""

    name: str
    level: Level
    reason: str
    find: Callable[[Subject], Iterator[str]]


@dataclass(frozen=True, slots=True)
class WideRule:
    """A rule for all notes together: what it says, and of which note."""

    name: str
    level: Level
    reason: str
    find: Callable[[Sequence[Subject]], Iterator[tuple[Subject, str]]]


RULES: Final = (
    Rule("long-answer", _WARNING, "long texts are recalled in part", answers.long_answer),
    Rule("long-list", _WARNING, "lists are the hardest to memorise", answers.long_list),
    Rule("missing-unit", _WARNING, "a bare number is half an answer", answers.missing_unit),
    Rule("short-prompt", _WARNING, "out of its deck it asks nothing", prompts.short_prompt),
    Rule("yes-no-prompt", _WARNING, "half of all guesses are right", prompts.yes_no_prompt),
    Rule("two-questions", _WARNING, "one answer forgotten: which rating?", prompts.two_questions),
    Rule("leaked-answer", _WARNING, "it is read off, not recalled", prompts.leaked_answer),
    Rule("unbalanced-maths", _ERROR, "no renderer can show it", maths.unbalanced_maths),
    Rule("lone-dollar", _WARNING, "a formula is shown as its source", maths.lone_dollar),
    Rule("undefined-symbols", _WARNING, "unknown letters say nothing", maths.undefined_symbols),
)
WIDE_RULES: Final = (
    WideRule("same-prompt", _WARNING, "a prompt has one answer", likeness.same_prompts),
    WideRule("near-duplicate", _WARNING, "one of them is enough", likeness.near_duplicates),
    WideRule("same-answer", _WARNING, "the difference is not asked", likeness.same_answers),
    WideRule("missing-why", _WARNING, "reasons are what keeps facts", coverage.missing_why),
)
REFERENCE_RULES: Final = (
    WideRule("duplicate-id", _ERROR, "two notes share a history", references.duplicate_ids),
    WideRule("dangling-after", _ERROR, "the card waits for ever", references.dangling_after),
    WideRule("after-cycle", _ERROR, "the cards wait for ever", references.cycles),
)
"""These look at faulty notes too, since an id counts whatever is wrong with its note."""


def lint(
    decks: Sequence[DeckFile],
    root: Path | None = None,
    context: Sequence[DeckFile] = (),
) -> tuple[Finding, ...]:
    """Everything that is wrong with ``decks``, sorted by file and line, each finding once.

    That is what their reading found, what each kind finds in its notes, and what the rules find.
    ``root`` is the folder that file names are relative to; without it images are not looked for.
    ``context`` are decks of the same collection that are compared with but not reported.
    """
    own = {deck.file for deck in decks}
    notes = subjects(decks)
    every = (*subjects([deck for deck in context if deck.file not in own]), *notes)
    sound = tuple(subject for subject in every if not subject.note.faulty)
    found = {finding for deck in decks for finding in deck.findings}
    for subject in notes:
        found.update(subject.findings)
        if not subject.note.faulty:
            found.update(_of_note(subject, root))
    for rules, seen in ((WIDE_RULES, sound), (REFERENCE_RULES, every)):
        for rule in rules:
            found.update(_finding(rule, *told) for told in rule.find(seen))
    return tuple(sorted(finding for finding in found if finding.file in own))


def _of_note(subject: Subject, root: Path | None) -> Iterator[Finding]:
    for rule in RULES:
        yield from (_finding(rule, subject, message) for message in rule.find(subject))
    if root is not None:
        for message in references.missing_images(subject, root):
            note = subject.note
            yield Finding(note.file, note.line, 1, Level.ERROR, "missing-image", message)


def _finding(rule: Rule | WideRule, subject: Subject, message: str) -> Finding:
    note = subject.note
    return Finding(note.file, note.line, 1, rule.level, rule.name, message)
