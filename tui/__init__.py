"""The front ends: keys into session calls, cards into text. Nothing is decided here."""
