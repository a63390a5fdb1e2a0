"""Tallies: how many there were, by week, month, term or poll; nobody is in them."""
