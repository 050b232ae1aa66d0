"""The event log: what happened is appended and never changed; what is true now is folded from it."""
