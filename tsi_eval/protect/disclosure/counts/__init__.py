"""Counts: which small ones a reader could work out, and what must be hidden so that nobody can."""
