"""What to study now: gathered from the index, ordered, one card a note, new among reviews."""
