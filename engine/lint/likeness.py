"""Rules that compare cards.

Prompts that are the same or almost, answers that several prompts share. Almost the same is meant
narrowly, since pairs that differ in one word are often contrasted on purpose: the same words in the
same order once articles, endings and punctuation are left aside, or one letter of one long word.
Both are found by hashing, so that the time grows with the number of cards and not with its square.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.deck.cloze import masked
from engine.deck.note import CLOZE, Note
from engine.lint.subject import Subject
from engine.lint.text import Text, read
from engine.quiz.wording import distance

_FEWEST_ANSWER_WORDS = 4
"""Shorter answers (``O(n)``, ``the lasso``) are shared by right."""
_FEWEST_WORDS, _MOST_WORDS = 3, 200
_LONG_WORD = 7
_BUCKET = 20
_TOKEN = re.compile(r"…|\w+|[^\w\s.,;:?!\"'“”‘’`()\[\]–—-]")
_SPACE = re.compile(r"\s+")
_IDLE = re.compile(
    r"an?|the|its?|this|that|these|those|is|are|was|were|be|been|do|does|did|what|which"
    r"|of|in|on|to|for|with|at|by|from|as|and"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one card shows before it is answered."""

    note: Note
    subject: Subject
    shown: str
    words: tuple[str, ...]


def same_prompts(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """Cards that show the same before they are answered."""
    first: dict[str, _Asked] = {}
    pairs = ((each, first.setdefault(each.shown, each)) for each in _all_asked(subjects))
    for subject, other in _once(pairs):
        yield subject, f"the prompt is the same as that of {_place(other)}"


def near_duplicates(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """Cards that show almost the same before they are answered."""
    alike = _alike(_all_asked(subjects))
    for subject, other in _once(pair for pair in alike if pair[0].shown != pair[1].shown):
        yield subject, f"the prompt is almost the same as that of {_place(other)}"


def same_answers(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """One answer of several prompts, where answers are recalled."""
    first: dict[tuple[str, ...], Note] = {}
    for subject in subjects:
        if not subject.recalled or subject.answer.words < _FEWEST_ANSWER_WORDS:
            continue
        key = (subject.note.kind, *_words(subject.answer))
        other = first.setdefault(key, subject.note)
        if other is not subject.note and other.id != subject.note.id:
            message = f"the answer is the same as that of {_place(other)}: ask for the difference"
            yield subject, message


def _all_asked(subjects: Sequence[Subject]) -> Iterator[_Asked]:
    return (each for subject in subjects for each in _asked(subject))


def _asked(subject: Subject) -> Iterator[_Asked]:
    """Each card of a note, as it is shown."""
    note = subject.note
    if note.kind == CLOZE:
        for number in sorted({deletion.number for deletion in note.deletions}):
            yield _shown(
                subject, read(f"{masked(note.prompt, number)}\n\n{masked(note.answer, number)}")
            )
        return
    yield _shown(subject, subject.prompt, tuple(sorted(option.text for option in note.options)))
    if note.reversed:
        yield _shown(subject, subject.answer)


def _shown(subject: Subject, text: Text, options: tuple[str, ...] = ()) -> _Asked:
    note = subject.note
    items = (
        tuple(sorted(note.fence.body.split("\n"))) if note.fence and note.kind == "ordering" else ()
    )
    asked = _SPACE.sub(" ", text.plain).strip().casefold()
    shown = "\x00".join((asked, *text.blocks, *text.images, *options, *items))
    words = (*_words(text), *options, *items)
    return _Asked(note, subject, shown, words)


def _alike(asked: Iterable[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Pairs of cards that are almost the same, the later one first."""
    first: dict[tuple[str, ...], _Asked] = {}
    gaps: dict[tuple[int, tuple[str, ...]], list[_Asked]] = defaultdict(list)
    for each in asked:
        if not _FEWEST_WORDS <= len(each.words) <= _MOST_WORDS:
            continue
        other = first.setdefault(each.words, each)
        if other is not each:
            yield each, other
            continue
        for place, word in enumerate(each.words):
            if len(word) < _LONG_WORD or not word.isalpha():
                continue
            bucket = gaps[place, (*each.words[:place], *each.words[place + 1 :])]
            like = (one for one in bucket if distance(word, one.words[place], 1) == 1)
            found = next(like, None)
            if found is not None:
                yield each, found
            if len(bucket) < _BUCKET:
                bucket.append(each)


def _words(text: Text) -> tuple[str, ...]:
    """What is left of a text when articles, endings, punctuation and layout are left aside."""
    words = (word.casefold() for word in _TOKEN.findall(text.plain))
    kept = (_stem(word) for word in words if not _IDLE.fullmatch(word))
    return (*kept, *text.blocks, *text.images)


def _stem(word: str) -> str:
    """A word in the singular and in one of the two spellings of English."""
    word = word.replace("isation", "ization").replace("ising", "izing")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _once(pairs: Iterable[tuple[_Asked, _Asked]]) -> Iterator[tuple[Subject, Note]]:
    """Each pair of different notes once; notes of one id are reported elsewhere."""
    told: set[tuple[str, str]] = set()
    for each, other in pairs:
        pair = (_place(each.note), _place(other.note))
        if each.note.id != other.note.id and pair not in told:
            told.add(pair)
            yield each.subject, other.note


def _place(note: Note) -> str:
    return f"{note.file}:{note.line}"
