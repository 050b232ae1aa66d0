"""All the thinking of Redrill: no terminal, no colours, no network.

The rooms, from the ground floor up: ``maths`` and ``memory`` know nothing of cards; ``deck`` turns Markdown into
notes and cards; ``quiz`` knows what each kind of card asks and how it is checked; ``history`` is the event log and
``index`` the disposable cache beside it; ``queue`` decides what to study now; ``lint`` judges decks; ``anki``
exports them; ``collection`` opens a folder and ``session`` runs one review. Arrows only go down.
"""
