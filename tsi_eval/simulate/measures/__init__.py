"""Measures: what persons answer to questionnaires and tests, and who answers."""
