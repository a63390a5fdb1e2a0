"""Questionnaires as data: scoring keys by item number, and how answers are scored.

What needs numpy or pandas is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tsi_eval.instruments.key import INSTRUMENTS, InstrumentKey, Missing, Reference, Scale, instrument

if TYPE_CHECKING:
    from tsi_eval.instruments.norms import Band, Norm, Norms, band_of
    from tsi_eval.instruments.norms_file import load_norms
    from tsi_eval.instruments.scoring import Scored, coding_fault, score

_LATER = {
    "Band": "norms",
    "Norm": "norms",
    "Norms": "norms",
    "Scored": "scoring",
    "band_of": "norms",
    "coding_fault": "scoring",
    "load_norms": "norms_file",
    "score": "scoring",
}

__all__ = [
    "INSTRUMENTS",
    "Band",
    "InstrumentKey",
    "Missing",
    "Norm",
    "Norms",
    "Reference",
    "Scale",
    "Scored",
    "band_of",
    "coding_fault",
    "instrument",
    "load_norms",
    "score",
]


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"tsi_eval.instruments.{_LATER[name]}"), name)
    message = f"module 'tsi_eval.instruments' has no attribute '{name}'"
    raise AttributeError(message)
