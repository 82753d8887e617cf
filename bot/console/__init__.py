"""The terminal as a platform: the same dialogue, typed by a person or piped from a transcript."""
