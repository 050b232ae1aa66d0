"""What a front end shows of a card: its question side, its answer side, and one line for lists."""

from engine.deck.note import Card
from engine.quiz.plain import plain
from engine.quiz.registry import kind

_LONGEST = 200
_BLANK = "[…]"


def prompt(card: Card) -> str:
    """The question side as Markdown, without the options and items that front ends draw."""
    return kind(card.kind).prompt(card.note, card.suffix)


def answer(card: Card) -> str:
    """The answer side as Markdown: the reference answer of a checked card, then the explanation."""
    its_kind = kind(card.kind)
    return its_kind.solution(card.note, its_kind.parse(card.note).spec, card.suffix)


def one_line(card: Card) -> str:
    """The question side as plain text of at most 200 characters.

    A long cloze is cut around its blank.
    """
    source = prompt(card)
    for deletion in card.note.deletions:
        if card.suffix == f"c{deletion.number}":
            source = source.replace(rf"\[{deletion.hint.strip()}\]", rf"\{_BLANK[:-1]}\]")
    text = plain(source, between=" · ")
    if len(text) <= _LONGEST:
        return text
    blank = text.find(_BLANK)
    if blank + len(_BLANK) < _LONGEST:
        return text[: _LONGEST - 1].rstrip() + "…"
    start = blank - _LONGEST // 2
    cut = text[start : start + _LONGEST - 2].strip()
    return f"…{cut}…" if start + _LONGEST - 2 < len(text) else f"…{cut}"
