"""Synthetic pilots from a seed: the messy files that would arrive, and the truth that was planted in them."""

from tsi_eval.simulate.familjeteamet import Delivery, simulate_familjeteamet
from tsi_eval.simulate.truth import Truth

__all__ = ["Delivery", "Truth", "simulate_familjeteamet"]
