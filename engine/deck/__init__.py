"""Markdown to notes to cards, and which note is which; fences are text here, whatever they mean."""
