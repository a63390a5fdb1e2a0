"""Persons: who was offered something, how far they went, and when."""
