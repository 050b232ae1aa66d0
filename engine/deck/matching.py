"""Finds an edited, unstamped note among those that history knows and the decks no longer hold.

Pure: the caller says which notes are unbound and which are lost, and records what comes out as
events.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeVar

from engine.deck.content import normalised
from engine.deck.note import Note, NoteId

K = TypeVar("K")
Why = Literal["same content", "same prompt", "same answer", "similar"]

SAME_FILE: Final = 0.65
"""Least similarity (Dice, 0 to 1) at which a note of the same file is the same note, edited."""

OTHER_FILE: Final = 0.8
"""The same for a note that was moved to another file as well."""

_SHORT_ANSWER = 8
_SHORT_ANSWER_PROMPT = 0.3
_RAREST = 16
_MOST_POSTINGS = 100
_MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Bound:
    """A note known to history and no longer present; ``answer`` is its ``answer_text``.

    ``line`` is where it last stood, 0 if unknown; it only decides between equals.
    """

    id: NoteId
    file: str
    prompt: str
    answer: str
    content_hash: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """An unbound note and the id it had; ``score`` is 1 for the same content, or the likeness."""

    note: Note
    id: NoteId
    why: Why
    score: float


class _Pair(NamedTuple):
    """A candidate: positions in both sequences, the score, and how far apart they stand."""

    note: int
    lost: int
    score: float
    distance: tuple[int, int]
    why: Why


def bound(note: Note) -> Bound:
    """Give what history keeps of a note to find it again."""
    return Bound(note.id, note.file, note.prompt, answer_text(note), note.content_hash, note.line)


def answer_text(note: Note) -> str:
    """Give all that a note says beside its prompt: its fence, its options, its answer."""
    options = (f"[{'x' if option.right else ' '}] {option.text}" for option in note.options)
    block = [note.fence.name, note.fence.body] if note.fence else []
    return "\n".join(part for part in (*block, *options, note.answer) if part)


def match(
    unbound: Sequence[Note],
    lost: Sequence[Bound],
    refused: frozenset[tuple[NoteId, NoteId]] = frozenset(),
) -> tuple[Match, ...]:
    """Find the lost notes that unbound ones continue, one for each, in the order of ``unbound``.

    The same content anywhere comes first, then the same prompt or answer in the same file, then
    similar text. Where two candidates are equal the nearer in the file is taken, and none if they
    are equally near. ``refused`` holds pairs (id of the note, id of the lost one) of which someone
    said that they are not the same.
    """
    if not unbound or not lost:
        return ()
    matching = _Matching(unbound, lost, refused)
    for candidates in (matching.same_content, matching.same_side, matching.similar):
        matching.take(candidates())
    return tuple(matching.made[index] for index in sorted(matching.made))


class _Matching:
    """The state of one matching: which notes and which lost ones are still free."""

    def __init__(
        self,
        unbound: Sequence[Note],
        lost: Sequence[Bound],
        refused: frozenset[tuple[NoteId, NoteId]],
    ) -> None:
        self._unbound, self._lost, self._refused = unbound, lost, refused
        self._free_notes = dict.fromkeys(range(len(unbound)))
        self._free_lost = dict.fromkeys(range(len(lost)))
        self.made: dict[int, Match] = {}

    def take(self, pairs: Iterable[_Pair]) -> None:
        """Match the best pairs first; of pairs that compete as equals none is taken, now or later."""
        ranks: defaultdict[tuple[float, tuple[int, int]], list[_Pair]] = defaultdict(list)
        for pair in pairs:
            ranks[-round(pair.score, 6), pair.distance].append(pair)
        for rank in sorted(ranks):
            free = [
                p for p in ranks[rank] if p.note in self._free_notes and p.lost in self._free_lost
            ]
            notes = Counter(pair.note for pair in free)
            losts = Counter(pair.lost for pair in free)
            for pair in free:
                self._free_notes.pop(pair.note, None)
                self._free_lost.pop(pair.lost, None)
                if notes[pair.note] == losts[pair.lost] == 1:
                    note, old = self._unbound[pair.note], self._lost[pair.lost]
                    self.made[pair.note] = Match(note, old.id, pair.why, round(pair.score, 6))

    def same_content(self) -> Iterable[_Pair]:
        """Give the pairs of equal content hash, in any file."""
        by_hash = self._index(lambda old: old.content_hash)
        for number in self._free_notes:
            note = self._unbound[number]
            for old in self._allowed(number, by_hash.get(note.content_hash, ())):
                yield self._pair(number, old, 1.0, "same content")

    def same_side(self) -> Iterable[_Pair]:
        """Give the pairs of one file with one side equal; the other side decides between them."""
        prompts = self._index(lambda old: (old.file, normalised(old.prompt)))
        answers = self._index(lambda old: (old.file, normalised(old.answer)))
        for number in self._free_notes:
            note = self._unbound[number]
            prompt, answer = normalised(note.prompt), normalised(answer_text(note))
            same_prompt = prompts.get((note.file, prompt), ()) if prompt else ()
            for old in self._allowed(number, same_prompt[:_MOST_POSTINGS]):
                other = _dice(answer, normalised(self._lost[old].answer))
                yield self._pair(number, old, (1 + other) / 2, "same prompt")
            same_answer = answers.get((note.file, answer), ()) if answer else ()
            for old in self._allowed(number, same_answer[:_MOST_POSTINGS]):
                other = _dice(prompt, normalised(self._lost[old].prompt))
                if old not in same_prompt and (
                    len(answer) >= _SHORT_ANSWER or other >= _SHORT_ANSWER_PROMPT
                ):
                    yield self._pair(number, old, (1 + other) / 2, "same answer")

    def similar(self) -> Iterable[_Pair]:
        """Give the pairs whose texts overlap enough, among those that share rare shingles."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        known = {
            old: _shingles_of(self._lost[old].prompt, self._lost[old].answer)
            for old in self._free_lost
        }
        for old, shingles in known.items():
            for shingle in shingles:
                postings[shingle].append(old)
        for number in self._free_notes:
            note = self._unbound[number]
            shingles = _shingles_of(note.prompt, answer_text(note))
            for old in self._allowed(number, _candidates(shingles, postings)):
                score = _overlap(shingles, known[old])
                same_file = self._lost[old].file == note.file
                if score >= (SAME_FILE if same_file else OTHER_FILE):
                    yield self._pair(number, old, score, "similar")

    def _pair(self, number: int, old: int, score: float, why: Why) -> _Pair:
        note, lost = self._unbound[number], self._lost[old]
        if note.file != lost.file:
            return _Pair(number, old, score, (1, 0), why)
        return _Pair(number, old, score, (0, abs(note.line - lost.line) if lost.line else 0), why)

    def _index(self, key: Callable[[Bound], K]) -> dict[K, list[int]]:
        index: defaultdict[K, list[int]] = defaultdict(list)
        for old in self._free_lost:
            index[key(self._lost[old])].append(old)
        return index

    def _allowed(self, number: int, candidates: Iterable[int]) -> list[int]:
        """Leave out the pairs that were refused, and what is no longer free."""
        mine = self._unbound[number].id
        return [
            old
            for old in candidates
            if (mine, self._lost[old].id) not in self._refused
            and (self._lost[old].id, mine) not in self._refused
        ]


def _candidates(shingles: frozenset[str], postings: dict[str, list[int]]) -> list[int]:
    """Give the lost notes that share most of a note's rarest shingles."""
    known = sorted((len(postings[shingle]), shingle) for shingle in shingles if shingle in postings)
    shared: Counter[int] = Counter()
    for _, shingle in known[:_RAREST]:
        shared.update(postings[shingle][:_MOST_POSTINGS])
    best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [old for old, _ in best[:_MOST_CANDIDATES]]


def _shingles_of(prompt: str, answer: str) -> frozenset[str]:
    return _shingles(f"{normalised(prompt)}\n{normalised(answer)}")


def _shingles(text: str) -> frozenset[str]:
    """Give the runs of three characters of a text, capitals set aside."""
    text = f" {text.casefold()} "
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def _dice(one: str, other: str) -> float:
    return 1.0 if one == other else _overlap(_shingles(one), _shingles(other))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Give Dice's coefficient: twice what two sets share, over what they hold."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0
