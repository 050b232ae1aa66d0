"""Ground floor: memory as pure functions of an answer, a day and a policy."""
