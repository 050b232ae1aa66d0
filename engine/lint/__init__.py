"""Judges whole decks: what keeps a card from being studied, and what makes it a bad one."""

from engine.lint.rules import lint

__all__ = ["lint"]
