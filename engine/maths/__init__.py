"""Formulas laid out as text, and expressions checked as mathematics. Knows nothing of cards."""
