"""Cards of one's own: a template to fill in, and the deck they are added to."""

from dataclasses import replace

from engine.collection import Collection
from engine.deck.cards import cards
from engine.deck.finding import Level
from engine.deck.identity import derived_id
from engine.deck.note import CardId, Note
from engine.deck.parse import parse
from engine.deck.stamp import stamp
from engine.errors import EnvironmentFault, UsageError
from engine.files import write
from engine.quiz.registry import fence_names

TEMPLATE = """\
##

<!-- The line above is the prompt, what you write below this comment the answer. Save and leave the editor; an empty
prompt adds nothing. Other kinds: a task list with [x] is a choice, {{c1::…}} a cloze, ```typed and ```numeric are
checked. -->

"""
HEADER = "# Inbox\n\nCards of your own. Move them to other decks as you like; their history goes along.\n"


def add(collection: Collection, text: str) -> tuple[CardId, ...]:
    """Append the notes in ``text`` to the inbox, stamped. Gives the new cards; none for an empty template.

    Raises UsageError that says line and column when a note cannot be read; then nothing is added.
    """
    text = _without_help(text).strip("\n")
    if not text.strip().strip("#").strip():
        return ()
    path = collection.places.inbox
    try:
        before = path.read_bytes() if path.exists() else HEADER.encode()
    except OSError as error:
        raise EnvironmentFault(f"{path}: cannot be read: {error.strerror}") from None
    deck = parse(text, path.name, fence_names())
    errors = [each for each in deck.findings if each.level is Level.ERROR]
    if errors or not deck.notes:
        found = "; ".join(f"line {each.line}: {each.message}" for each in errors)
        raise UsageError(
            f"nothing was added: {found or 'there is no note; start one with a line ## Prompt'}"
        )
    collection.refresh()
    taken: set[str] = set(collection.index.hashes())
    notes: list[Note] = []
    for note in deck.notes:
        fresh = note if note.stamped else _free(note, taken)
        taken.add(fresh.id)
        notes.append(fresh)
    data = stamp(text.encode(), notes)
    gap = b"" if before.endswith(b"\n\n") else b"\n" if before.endswith(b"\n") else b"\n\n"
    write(path, before + gap + data.rstrip(b"\n") + b"\n")
    collection.refresh()
    return tuple(card.id for note in notes for card in cards(note))


def _free(note: Note, taken: set[str]) -> Note:
    occurrence = 0
    while (found := derived_id(note.content_hash, occurrence)) in taken:
        occurrence += 1
    return replace(note, id=found)


def _without_help(text: str) -> str:
    start = TEMPLATE.index("<!--")
    return text.replace(TEMPLATE[start : TEMPLATE.index("-->") + 3], "")
