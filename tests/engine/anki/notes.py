"""Notes to export, made without the deck parser."""

import re
from typing import Any

from engine.deck.note import Deletion, Fence, Note, NoteId, Option

_DEFAULTS: dict[str, Any] = {
    "id": "g2k9q4m7",
    "stamped": True,
    "file": "ml.md",
    "line": 3,
    "end_line": 5,
    "deck": "ML",
    "kind": "basic",
    "prompt": "What is the bias of an estimator?",
    "answer": "Its expected error.",
    "content_hash": "",
}


def basic(**changes: Any) -> Note:
    """A basic note, with any of its fields changed."""
    values = _DEFAULTS | changes
    return Note(**(values | {"id": NoteId(values["id"])}))


def cloze(text: str, **changes: Any) -> Note:
    """A cloze note; its heading may hold deletions too."""
    prompt = str(changes.pop("prompt", "Estimators"))
    numbers = re.findall(r"\{\{c(\d+)::", f"{prompt} {text}")
    deletions = tuple(Deletion(int(number), "", "") for number in numbers)
    return basic(kind="cloze", prompt=prompt, answer=text, deletions=deletions, **changes)


def fenced(name: str, body: str, **changes: Any) -> Note:
    """A note whose question is a fenced block; its answer is the explanation."""
    return basic(kind=name, fence=Fence(name, body, 6), **({"answer": ""} | changes))


def choice(right: tuple[str, ...], wrong: tuple[str, ...], **changes: Any) -> Note:
    """A choice among options; its answer is the explanation."""
    options = (*(Option(text, True) for text in right), *(Option(text, False) for text in wrong))
    return basic(kind="choice", options=options, **({"answer": ""} | changes))
