"""Synthetic pilots from a seed: the messy files that would arrive, and the truth behind them.

A pilot is one TOML file in `pilots/`. The code knows how to draw, and knows no pilot. Names are
loaded when first used, so that the command line can list the pilots at no cost.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tsi_eval.simulate.known import pilot_names

if TYPE_CHECKING:
    from tsi_eval.simulate.plans import Plan, plan
    from tsi_eval.simulate.simulation import Delivery, Truth, simulate, truth_of

_HOMES = {
    "Delivery": "simulation",
    "Plan": "plans",
    "Truth": "simulation",
    "plan": "plans",
    "simulate": "simulation",
    "truth_of": "simulation",
}

__all__ = ["Delivery", "Plan", "Truth", "pilot_names", "plan", "simulate", "truth_of"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"tsi_eval.simulate.{_HOMES[name]}"), name)
    message = f"module 'tsi_eval.simulate' has no attribute '{name}'"
    raise AttributeError(message)
