"""Rules for prompts.

One question, with one answer that is not yes or no, that does not give itself away.
"""

import re
from collections.abc import Iterator

from engine.deck.cloze import masked
from engine.lint.subject import CHOICE, CLOZE, ORDERING, Subject
from engine.lint.text import CODE, FORMULA, Text, read
from engine.quiz.plain import plain
from engine.quiz.typed import Accepted

_FEWEST_WORDS = 4
_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|‘[^‘’]*’|\([^()]*\)")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])(?=\s|$)")
_YES_NO = re.compile(
    r"\W{0,9}(?:(?:given|with|for|in|under|if|on|at|after|suppose|assuming)\b[^,?]*,\s*)?"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|must|may|might)"
    r"(?:n?['’]t)?\s",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:or|why|how|what|which|when|where|who|whose|whom)\b|\bby how|\bto what", re.IGNORECASE
)
_TRUE_FALSE = re.compile(
    r"^\W{0,9}(?:true or false|yes or no)\b|\b(?:true or false|yes or no)\?\W{0,9}$", re.IGNORECASE
)
_SECOND = re.compile(
    r",\s+(?:and|or)\s+(?:why|how|what|which|when|where|who)\b(?!\s+(?:not|of|to)\b)"
    r"|\b(?:and|or)\s+(?:why|how)\s*\?",
    re.IGNORECASE,
)
_INTERROGATIVE = re.compile(
    r"\b(?:why|how|what|which|when|where|who|whose|is|are|do|does|did|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LEAST_LETTERS = 5
_MOST_WORDS = 12
"""Longer answers do not stand in their prompts by accident."""


def short_prompt(subject: Subject) -> Iterator[str]:
    """Under four words; the heading of a cloze is only its context."""
    if subject.note.kind == CLOZE or subject.prompt.blocks or subject.prompt.images:
        return
    count = subject.prompt.words
    if count < _FEWEST_WORDS:
        words = "word" if count == 1 else "words"
        message = f"the prompt has {count} {words}: give it enough context to stand alone"
        yield message


def yes_no_prompt(subject: Subject) -> Iterator[str]:
    """Answered with yes or no, which is guessed half of the time."""
    if subject.note.kind in {CHOICE, ORDERING, CLOZE}:
        return
    asked = _questions(subject.prompt)
    if any(_TRUE_FALSE.search(line) for line in _lines(subject.prompt)) or (
        asked and all(_YES_NO.match(text) and not _OPEN.search(text) for text in asked)
    ):
        message = "the prompt asks for yes or no: ask why, when or how much, or make it a choice"
        yield message


def two_questions(subject: Subject) -> Iterator[str]:
    """Two questions in one prompt: which of them was forgotten?"""
    if subject.note.kind == CLOZE:
        return
    asked = [text for text in _questions(subject.prompt) if _INTERROGATIVE.search(text)]
    if len(asked) > 1 or any(_SECOND.search(text) for text in asked):
        message = "the prompt asks two questions: make two cards of it"
        yield message


def leaked_answer(subject: Subject) -> Iterator[str]:
    """The answer stands in the prompt."""
    for answer, prompt in _asked(subject):
        words, text = _words(answer), _words(prompt)
        if sum(map(len, words)) < _LEAST_LETTERS or not any(word.isalpha() for word in words):
            continue
        if "or" in text or "vs" in text or "versus" in text or not _contains(text, words):
            continue
        message = f"the answer “{answer[:60]}” stands in the prompt"
        yield message
        return


def _asked(subject: Subject) -> Iterator[tuple[str, str]]:
    """Short answers as plain text, each with the text it is asked by."""
    note = subject.note
    if note.kind == CLOZE:
        for number in sorted({deletion.number for deletion in note.deletions}):
            source = f"{masked(note.prompt, number)}\n\n{masked(note.answer, number)}"
            text = read(source).prose
            for deletion in note.deletions:
                if deletion.number == number and "$" not in deletion.answer:
                    yield plain(deletion.answer), text
    elif isinstance(subject.spec, Accepted):
        yield subject.spec.answers[0], subject.prompt.prose
    elif subject.recalled and subject.answer.words <= 6 and not subject.answer.formulas:
        yield subject.answer.plain, subject.prompt.prose


def _questions(text: Text) -> list[str]:
    """The questions of a prompt, without what is quoted or in parentheses."""
    sentences = (each for line in _lines(text) for each in _SENTENCE_END.split(line))
    return [sentence.strip() for sentence in sentences if sentence.endswith("?")]


def _lines(text: Text) -> list[str]:
    shown = text.prose.replace(FORMULA, "x").replace(CODE, "x")
    return _QUOTED.sub(" ", shown).split("\n")


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _contains(text: list[str], words: list[str]) -> bool:
    """Whether the words follow each other in the text."""
    size = len(words)
    return size <= _MOST_WORDS and any(
        text[start : start + size] == words for start in range(len(text) - size + 1)
    )
