"""Questionnaires as data: scoring keys by item number, and scoring, which is loaded when first used (it needs pandas)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tsi_eval.instruments.key import INSTRUMENTS, InstrumentKey, Reference, Scale, instrument

if TYPE_CHECKING:
    from tsi_eval.instruments.scoring import Scored, coding_fault, score

_SCORING = ("Scored", "coding_fault", "score")

__all__ = [
    "INSTRUMENTS",
    "InstrumentKey",
    "Reference",
    "Scale",
    "Scored",
    "coding_fault",
    "instrument",
    "score",
]


def __getattr__(name: str) -> Any:
    if name in _SCORING:
        return getattr(import_module("tsi_eval.instruments.scoring"), name)
    message = f"module 'tsi_eval.instruments' has no attribute '{name}'"
    raise AttributeError(message)
