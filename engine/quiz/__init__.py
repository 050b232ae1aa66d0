"""What a card asks and how its answer is judged: one module a kind."""
