"""Synthetic pilots from a seed: the messy files that would arrive, and the truth that was planted in them."""

from tsi_eval.simulate.e_connect import EConnectDelivery, simulate_e_connect
from tsi_eval.simulate.e_connect_truth import EConnectTruth
from tsi_eval.simulate.familjeteamet import Delivery, simulate_familjeteamet
from tsi_eval.simulate.skolfam import SkolfamDelivery, SkolfamTruth, simulate_skolfam
from tsi_eval.simulate.truth import Truth

__all__ = [
    "Delivery",
    "EConnectDelivery",
    "EConnectTruth",
    "SkolfamDelivery",
    "SkolfamTruth",
    "Truth",
    "simulate_e_connect",
    "simulate_familjeteamet",
    "simulate_skolfam",
]
