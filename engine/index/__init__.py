"""The disposable cache of parsed decks and card states that makes start-up, queues and search fast."""
