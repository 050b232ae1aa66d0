"""Formulas laid out as text. Knows nothing of cards."""
