"""The commands, grouped by what they are about; each imports the engine only when it runs."""
